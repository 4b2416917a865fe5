//! What rests on the source: for each claim the statements that use it, for each place its claims.

use std::ops::Range;

use crate::messages::coverage as says;
use crate::model::column::TextColumn;
use crate::model::{
    Body, By, Catalogue, Certainty, ClaimKey, EntryKey, Library, PackKey, PlaceKey, Provenance,
    Statement,
};

/// How many characters of a statement's name are kept at most.
const LONGEST_NAME: usize = 60;

/// The key of a piece of an entry's body: a statement, or the Markdown after all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PieceKey {
    /// The entry.
    pub entry: EntryKey,
    /// The index of the statement; for the Markdown, the number of statements.
    pub piece: u32,
}

/// How many statements rest on each kind of ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grounds {
    /// Statements by the article that name at least one claim.
    pub article: usize,
    /// Editor's statements that name a source.
    pub sourced: usize,
    /// Editor's statements of general knowledge.
    pub general: usize,
    /// Editor's statements that were inferred.
    pub inferred: usize,
}

impl Grounds {
    /// Returns how many statements rest on something.
    pub fn total(self) -> usize {
        self.article + self.sourced + self.general + self.inferred
    }
}

/// Which statements rest on which claims of the source. Takes eight bytes for each use of a claim,
/// four for each claim, and twelve and the name for each statement that is listed.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// `ends[claim]` is the number of uses of this claim and of all claims before it.
    ends: Vec<u32>,
    /// The pieces that rest on each claim, claim after claim.
    uses: Vec<PieceKey>,
    /// The pieces that name neither a claim nor an editor, in pack order.
    without: Vec<PieceKey>,
    /// The pieces that rest on a claim or on nothing, in pack order: those that are listed.
    pieces: Vec<PieceKey>,
    /// The name of each of `pieces` in its entry; may be empty.
    names: TextColumn,
    /// What the statements of each pack rest on.
    grounds: Vec<Grounds>,
}

impl Coverage {
    /// Reads every body; Markdown, which has no provenance, counts as one statement.
    pub fn new(library: &Library) -> Self {
        let catalogue = &*library.catalogue;
        let mut pairs: Vec<(ClaimKey, PieceKey)> = Vec::new();
        let mut coverage =
            Self { grounds: vec![Grounds::default(); catalogue.packs().len()], ..Self::default() };
        for entry in catalogue.entries() {
            coverage.read(catalogue, entry, &library.body(entry), &mut pairs);
        }
        pairs.sort_unstable();
        // A statement that names a claim twice rests on it once.
        pairs.dedup();
        coverage.ends = vec![0; catalogue.claims().len()];
        for (claim, _) in &pairs {
            coverage.ends[claim.index()] += 1;
        }
        let mut sum = 0;
        for end in &mut coverage.ends {
            sum += *end;
            *end = sum;
        }
        coverage.uses = pairs.into_iter().map(|(_, piece)| piece).collect();
        coverage.without.shrink_to_fit();
        coverage
    }

    fn read(
        &mut self,
        catalogue: &Catalogue,
        entry: EntryKey,
        body: &Body,
        pairs: &mut Vec<(ClaimKey, PieceKey)>,
    ) {
        let grounds = &mut self.grounds[catalogue.pack_of(entry).index()];
        let mut piece = PieceKey { entry, piece: 0 };
        for statement in &body.statements {
            if statement.provenance.by() == By::Article {
                self.pieces.push(piece);
                self.names.push(name(catalogue, entry, statement));
            }
            match &statement.provenance {
                Provenance::Article { claims } if claims.is_empty() => self.without.push(piece),
                Provenance::Article { claims } => {
                    grounds.article += 1;
                    pairs.extend(claims.iter().map(|&claim| (claim, piece)));
                }
                Provenance::Editor { certainty: Certainty::Sourced, .. } => grounds.sourced += 1,
                Provenance::Editor { certainty: Certainty::General, .. } => grounds.general += 1,
                Provenance::Editor { certainty: Certainty::Inferred, .. } => grounds.inferred += 1,
            }
            piece.piece += 1;
        }
        if !body.markdown.trim().is_empty() {
            self.without.push(piece);
            self.pieces.push(piece);
            self.names.push(says::BODY);
        }
    }

    /// Returns the statements that rest on a claim, in pack order.
    pub fn of(&self, claim: ClaimKey) -> &[PieceKey] {
        let Some(&end) = self.ends.get(claim.index()) else { return &[] };
        let start = claim.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.uses[start as usize..end as usize]
    }

    /// Returns whether some statement rests on a claim.
    pub fn is_used(&self, claim: ClaimKey) -> bool {
        !self.of(claim).is_empty()
    }

    /// Returns the name of a piece in its entry: its heading or first words, else its number,
    /// counted from 1.
    pub fn name(&self, piece: PieceKey) -> String {
        let at = self.pieces.binary_search(&piece).ok();
        let name = at.map_or("", |at| self.names.get(at));
        if name.is_empty() { says::statement(piece.piece as usize + 1) } else { name.to_owned() }
    }

    /// Returns the pieces without provenance, in pack order.
    pub fn without_provenance(&self) -> &[PieceKey] {
        &self.without
    }

    /// Returns how many statements of a pack rest on each kind of ground.
    pub fn grounds(&self, pack: PackKey) -> Grounds {
        self.grounds.get(pack.index()).copied().unwrap_or_default()
    }

    /// Returns how many claims of a pack are used, and how many it has.
    pub fn used_in(&self, catalogue: &Catalogue, pack: PackKey) -> (usize, usize) {
        let claims = catalogue.claims().enumerate();
        let own = claims.filter(|(_, claim)| catalogue.place(claim.place).pack == pack);
        own.fold((0, 0), |(used, all), (at, _)| {
            (used + usize::from(self.is_used(ClaimKey::new(at))), all + 1)
        })
    }

    /// Returns how many of some claims are used.
    pub fn used(&self, claims: &[ClaimKey]) -> usize {
        claims.iter().filter(|&&claim| self.is_used(claim)).count()
    }
}

/// Returns the heading of a statement, else its first words, cut to [`LONGEST_NAME`]; empty if it has
/// neither.
fn name(catalogue: &Catalogue, entry: EntryKey, statement: &Statement) -> String {
    if !statement.heading.is_empty() {
        return statement.heading.chars().take(LONGEST_NAME).collect();
    }
    // A few letters more than are kept, for what Markdown leaves out.
    let text = &statement.text[..statement.text.floor_char_boundary(4 * LONGEST_NAME)];
    let text = catalogue.plain_of(entry, text).text;
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() >= LONGEST_NAME {
            return words + "…";
        }
        words.extend((!words.is_empty()).then_some(' '));
        words += word;
    }
    words
}

/// The claims of each place, in the order of the catalogue; needs no body.
#[derive(Clone, Debug, Default)]
pub struct ClaimsByPlace {
    starts: Vec<u32>,
    claims: Vec<ClaimKey>,
}

impl ClaimsByPlace {
    /// Sorts the claims by their places.
    pub fn new(catalogue: &Catalogue) -> Self {
        // Each place is looked up once, however many claims there are.
        let places = (0..catalogue.claims().len()).map(|at| catalogue.place_of(ClaimKey::new(at)));
        let places: Vec<PlaceKey> = places.collect();
        let mut starts = vec![0; catalogue.places().len() + 1];
        for place in &places {
            starts[place.index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut claims = vec![ClaimKey(0); places.len()];
        for (at, place) in places.iter().enumerate() {
            let free = &mut next[place.index()];
            claims[*free as usize] = ClaimKey::new(at);
            *free += 1;
        }
        Self { starts, claims }
    }

    /// Returns the claims of a place.
    pub fn of(&self, place: PlaceKey) -> &[ClaimKey] {
        &self.claims[self.range(place)]
    }

    /// Returns all claims, place after place.
    pub fn all(&self) -> &[ClaimKey] {
        &self.claims
    }

    /// Returns where the claims of a place stand in [`Self::all`].
    pub fn range(&self, place: PlaceKey) -> Range<usize> {
        self.starts[place.index()] as usize..self.starts[place.index() + 1] as usize
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{NewClaim, NewEntry, Pack, Place, SourceKey, Theme};

    /// What a random statement rests on: claims, or an editor.
    #[derive(Clone, Debug)]
    enum Ground {
        Claims(Vec<u32>),
        Editor(Certainty),
    }

    /// A random pack: the place of each claim, and for each entry its statements and whether it has
    /// Markdown.
    #[derive(Clone, Debug)]
    struct Plan {
        places: u32,
        claims: Vec<u32>,
        entries: Vec<(Vec<Ground>, bool)>,
    }

    fn plans() -> impl Strategy<Value = Plan> {
        (1..5_u32, 0..12_usize).prop_flat_map(|(places, claims)| {
            let editor = prop_oneof![
                Just(Certainty::Sourced),
                Just(Certainty::General),
                Just(Certainty::Inferred)
            ];
            let one = 0..claims.max(1) as u32;
            let most = if claims == 0 { 0 } else { 4 };
            let ground = prop_oneof![
                3 => proptest::collection::vec(one, 0..=most).prop_map(Ground::Claims),
                1 => editor.prop_map(Ground::Editor),
            ];
            let entry = (proptest::collection::vec(ground, 0..5), any::<bool>());
            let claims = proptest::collection::vec(0..places, claims);
            (claims, proptest::collection::vec(entry, 0..8))
                .prop_map(move |(claims, entries)| Plan { places, claims, entries })
        })
    }

    fn library(plan: &Plan) -> Library {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "e", "Entries"));
        for place in 0..plan.places {
            catalogue.push_place(Place::new(pack, &place.to_string(), "place"));
        }
        for (number, &place) in plan.claims.iter().enumerate() {
            let (id, text) = (number.to_string().into(), "claim".into());
            catalogue.push_claim(&NewClaim { id, place: PlaceKey(place), text });
        }
        let statement = |ground: &Ground| Statement {
            id: "".into(),
            heading: "".into(),
            text: "text".into(),
            provenance: match ground {
                Ground::Claims(claims) => {
                    Provenance::Article { claims: claims.iter().copied().map(ClaimKey).collect() }
                }
                Ground::Editor(certainty) => {
                    Provenance::Editor { certainty: *certainty, sources: vec![SourceKey(0)] }
                }
            },
        };
        let mut bodies = Vec::new();
        for (number, (grounds, markdown)) in plan.entries.iter().enumerate() {
            catalogue.push_entry(NewEntry::new(theme, &format!("e/{number}"), "Entry"));
            bodies.push(Arc::new(Body {
                statements: grounds.iter().map(statement).collect(),
                markdown: if *markdown { "text" } else { "" }.into(),
            }));
        }
        Library::new(catalogue, bodies)
    }

    /// All statements of a plan, with their grounds.
    fn pieces(plan: &Plan) -> impl Iterator<Item = (PieceKey, &Ground)> {
        plan.entries.iter().enumerate().flat_map(|(entry, (grounds, _))| {
            grounds.iter().enumerate().map(move |(piece, ground)| {
                (PieceKey { entry: EntryKey::new(entry), piece: piece as u32 }, ground)
            })
        })
    }

    proptest! {
        #[test]
        fn coverage_equals_brute_force(plan in plans()) {
            let library = library(&plan);
            let coverage = Coverage::new(&library);
            let by_place = ClaimsByPlace::new(&library.catalogue);
            for claim in 0..plan.claims.len() as u32 {
                let expected: Vec<PieceKey> = pieces(&plan)
                    .filter(|(_, ground)| matches!(ground, Ground::Claims(claims) if claims.contains(&claim)))
                    .map(|(piece, _)| piece)
                    .collect();
                prop_assert_eq!(coverage.of(ClaimKey(claim)), expected.as_slice());
                prop_assert_eq!(coverage.is_used(ClaimKey(claim)), !expected.is_empty());
            }
            let naive = |claim: &u32| pieces(&plan)
                .any(|(_, ground)| matches!(ground, Ground::Claims(claims) if claims.contains(claim)));
            let used = (0..plan.claims.len() as u32).filter(naive).count();
            prop_assert_eq!(
                coverage.used_in(&library.catalogue, PackKey(0)), (used, plan.claims.len()));
            prop_assert_eq!(coverage.used(by_place.all()), used);
            for place in 0..plan.places {
                let claims: Vec<ClaimKey> = (0..plan.claims.len())
                    .filter(|&claim| plan.claims[claim] == place)
                    .map(ClaimKey::new)
                    .collect();
                prop_assert_eq!(by_place.of(PlaceKey(place)), claims.as_slice());
            }
            let mut without: Vec<PieceKey> = pieces(&plan)
                .filter(|(_, ground)| matches!(ground, Ground::Claims(claims) if claims.is_empty()))
                .map(|(piece, _)| piece)
                .collect();
            let bodies = plan.entries.iter().enumerate().filter(|(_, (_, markdown))| *markdown);
            without.extend(bodies.map(|(entry, (grounds, _))| PieceKey {
                entry: EntryKey::new(entry),
                piece: grounds.len() as u32,
            }));
            without.sort_unstable();
            prop_assert_eq!(coverage.without_provenance(), without.as_slice());
            let count = |wanted: &dyn Fn(&Ground) -> bool| pieces(&plan).filter(|(_, one)| wanted(one)).count();
            let editor = |wanted: Certainty| count(&|one| matches!(one, Ground::Editor(is) if *is == wanted));
            prop_assert_eq!(coverage.grounds(PackKey(0)), Grounds {
                article: count(&|one| matches!(one, Ground::Claims(claims) if !claims.is_empty())),
                sourced: editor(Certainty::Sourced),
                general: editor(Certainty::General),
                inferred: editor(Certainty::Inferred),
            });
        }
    }
}
