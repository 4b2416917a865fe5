//! The source, place by place: the claims, and below each claim the statements that rest on it.
//! Refuses to know: how bodies are read.
//!
//! The lines are never made in advance: a line is found from its number in the tables of where
//! places and claims begin.

use std::sync::Arc;

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::{Paragraph, paragraphs};
use super::place::{place_in_words, place_label};
use crate::document::Role;
use crate::graph::{ClaimsByPlace, Coverage, PieceKey};
use crate::knowledge::{Knowledge, Question};
use crate::messages::coverage as says;
use crate::model::{Body, Catalogue, ClaimKey, EntryKey, PlaceKey};

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Place(PlaceKey),
    Claim(ClaimKey),
    /// A statement under the claim that it rests on.
    Use(ClaimKey, PieceKey),
    WithoutProvenance,
    Without(PieceKey),
}

/// The places, the claims and, as soon as they are known, the statements.
#[derive(Clone, Debug)]
pub struct SourceReport {
    claims: Arc<ClaimsByPlace>,
    coverage: Option<Arc<Coverage>>,
    /// The line of each place, then the line after the last one's claims.
    places: Vec<u32>,
    /// The line of each claim, in the order of the places.
    lines: Vec<u32>,
    /// How many places and claims are reported.
    count: String,
    /// Where it is opened.
    at: SourceSpot,
}

/// Where the source is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SourceSpot {
    /// At the top.
    #[default]
    Top,
    /// At a place.
    Place(PlaceKey),
    /// At a claim, and at the statement under it.
    Statement(ClaimKey, PieceKey),
}

impl SourceSpot {
    /// Returns where the source is opened from the statement of an entry that is in view: at its
    /// first claim; if it rests on none, at the first claim of the next statement that rests on one,
    /// else of the last one before it, with the sentence that says so. `None` if no statement rests
    /// on a claim.
    pub fn near(entry: EntryKey, body: &Body, seen: u32) -> Option<(Self, Option<&'static str>)> {
        let claim =
            |index: usize| Some((*body.statements.get(index)?.provenance.claims().first()?, index));
        let (seen, count) = (seen as usize, body.statements.len());
        let (claim, index) = (seen..count).chain((0..seen.min(count)).rev()).find_map(claim)?;
        let piece = PieceKey { entry, piece: index as u32 };
        let notice = (index != seen).then_some(says::NOT_BY_THE_ARTICLE);
        Some((Self::Statement(claim, piece), notice))
    }
}

impl SourceReport {
    /// Lists the claims, and the statements as far as they are known.
    pub fn new(known: &mut Knowledge, at: SourceSpot) -> Self {
        let (claims, coverage) = (known.claims_by_place(), known.coverage());
        Self::of(known.catalogue(), claims, coverage, at)
    }

    fn of(
        catalogue: &Catalogue,
        claims: Arc<ClaimsByPlace>,
        coverage: Option<Arc<Coverage>>,
        at: SourceSpot,
    ) -> Self {
        let mut source = Self {
            at,
            count: String::new(),
            places: Vec::with_capacity(catalogue.places().len() + 1),
            lines: Vec::with_capacity(claims.all().len()),
            claims,
            coverage,
        };
        let mut line = 0;
        let mut unused = 0;
        for place in (0..catalogue.places().len()).map(PlaceKey::new) {
            source.places.push(line);
            line += 1;
            for &claim in source.claims.of(place) {
                source.lines.push(line);
                let uses = source.uses(claim).len();
                unused += usize::from(uses == 0);
                line += 1 + uses as u32;
            }
        }
        source.places.push(line);
        let all = says::claims(source.claims.all().len());
        source.count = match source.coverage {
            Some(_) => says::unused(&all, unused),
            None => says::still_reading(&all),
        };
        source
    }

    /// Returns the claims of a place.
    pub fn claims_of(&self, place: PlaceKey) -> &[ClaimKey] {
        self.claims.of(place)
    }

    /// Returns what rests on the claims, as soon as it is known.
    pub fn coverage(&self) -> Option<&Coverage> {
        self.coverage.as_deref()
    }

    /// Returns the statements that rest on a claim, as far as they are known.
    pub fn uses(&self, claim: ClaimKey) -> &[PieceKey] {
        self.coverage.as_ref().map_or(&[], |coverage| coverage.of(claim))
    }

    /// Returns the statements that rest on nothing, as far as they are known.
    pub fn without(&self) -> &[PieceKey] {
        self.coverage.as_ref().map_or(&[], |coverage| coverage.without_provenance())
    }

    /// Counts the lines of all places.
    fn placed(&self) -> usize {
        self.places.last().map_or(0, |&behind| behind as usize)
    }

    fn item(&self, at: usize) -> Item {
        if let Some(behind) = at.checked_sub(self.placed()) {
            return match behind.checked_sub(1) {
                None => Item::WithoutProvenance,
                Some(piece) => Item::Without(self.without()[piece]),
            };
        }
        let line = at as u32;
        let place = PlaceKey::new(self.places.partition_point(|&first| first <= line) - 1);
        if self.places[place.index()] == line {
            return Item::Place(place);
        }
        let claims = self.claims.range(place);
        let inside = self.lines[claims.clone()].partition_point(|&first| first <= line) - 1;
        let number = claims.start + inside;
        let claim = self.claims.all()[number];
        match line - self.lines[number] {
            0 => Item::Claim(claim),
            below => Item::Use(claim, self.uses(claim)[below as usize - 1]),
        }
    }

    /// Finds the line of a claim, or of a statement under it.
    fn line_under(&self, catalogue: &Catalogue, claim: ClaimKey, piece: Option<PieceKey>) -> usize {
        let range = self.claims.range(catalogue.claim(claim).place);
        let inside = self.claims.all()[range.clone()].iter().position(|&one| one == claim);
        let line = self.lines[range.start + inside.unwrap_or(0)] as usize;
        let below = piece.and_then(|piece| self.uses(claim).iter().position(|&one| one == piece));
        line + below.map_or(0, |below| below + 1)
    }

    /// Names a statement inside its entry.
    pub fn piece_name(&self, piece: PieceKey) -> String {
        self.coverage.as_ref().map_or_else(String::new, |coverage| coverage.name(piece))
    }

    /// Says how many of the claims of a place are used, or, before that is known, how many it has.
    pub fn summary(&self, place: PlaceKey) -> String {
        let claims = self.claims.of(place);
        match &self.coverage {
            Some(coverage) => says::used(coverage.used(claims), claims.len()),
            None => says::claims(claims.len()),
        }
    }

    /// Returns whether it is known that nothing rests on a claim.
    pub fn is_unused(&self, claim: ClaimKey) -> bool {
        self.coverage.is_some() && self.uses(claim).is_empty()
    }
}

impl Report for SourceReport {
    fn title(&self) -> &str {
        says::TITLE
    }

    fn count_of(&self) -> String {
        self.count.clone()
    }

    fn count(&self) -> usize {
        let without = self.without().len();
        self.placed() + if without == 0 { 0 } else { without + 1 }
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match self.item(at) {
            Item::Place(place) => {
                let label = place_label(catalogue, place);
                Line::new([
                    (&label, Role::Section),
                    ("  ", Role::Dim),
                    (&self.summary(place), Role::Dim),
                ])
            }
            Item::Claim(claim) => {
                let mark = if self.is_unused(claim) { says::UNUSED_MARK } else { "" };
                let claim = catalogue.claim(claim);
                Line::new([
                    (claim.id, Role::Number),
                    ("  ", Role::Text),
                    (mark, Role::NoteHead),
                    (claim.text, Role::Text),
                ])
            }
            Item::Use(_, piece) | Item::Without(piece) => Line::new([
                ("    ", Role::Text),
                (catalogue.short(piece.entry), Role::Text),
                (" · ", Role::Dim),
                (&self.piece_name(piece), Role::Dim),
            ]),
            Item::WithoutProvenance => Line::new([(says::WITHOUT_PROVENANCE, Role::Section)]),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        let statement = |piece: PieceKey| Choice::Statement(piece.entry, piece.piece);
        match self.item(at) {
            Item::Place(_) | Item::WithoutProvenance => None,
            Item::Claim(claim) => {
                Some(self.uses(claim).first().map_or(Choice::Read, |&piece| statement(piece)))
            }
            Item::Use(_, piece) | Item::Without(piece) => Some(statement(piece)),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let claim_of = |claim: ClaimKey| {
            let claim = catalogue.claim(claim);
            let place = says::claim_at(claim.id, &place_label(catalogue, claim.place));
            [(place, Role::Place), (claim.text.to_string(), Role::Text)]
        };
        let statement = |piece: PieceKey| {
            let theme = &catalogue.theme(catalogue.theme_of(piece.entry)).short;
            let whose = says::statement_of(theme, &self.piece_name(piece));
            [(catalogue.title(piece.entry).to_owned(), Role::Title), (whose, Role::Dim)]
        };
        let told = match self.item(at) {
            Item::Place(_) | Item::WithoutProvenance => Vec::new(),
            Item::Claim(claim) => {
                let rests = match &self.coverage {
                    None => says::READING.to_owned(),
                    Some(_) if self.is_unused(claim) => says::UNUSED.to_owned(),
                    Some(_) => says::rest_on_it(self.uses(claim).len()),
                };
                let role = if self.is_unused(claim) { Role::NoteHead } else { Role::Dim };
                let place = place_in_words(catalogue, catalogue.claim(claim).place);
                claim_of(claim).into_iter().chain([(rests, role)]).chain(place).collect()
            }
            Item::Use(claim, piece) => {
                statement(piece).into_iter().chain(claim_of(claim)).collect()
            }
            Item::Without(piece) => {
                let none = (says::NAMES_NO_GROUND.to_owned(), Role::NoteHead);
                statement(piece).into_iter().chain([none]).collect()
            }
        };
        paragraphs(told)
    }

    fn quotes(&self, at: usize) -> Option<(EntryKey, u32)> {
        match self.item(at) {
            Item::Use(_, piece) | Item::Without(piece) => Some((piece.entry, piece.piece)),
            Item::Place(_) | Item::Claim(_) | Item::WithoutProvenance => None,
        }
    }

    fn text(&self, catalogue: &Catalogue, at: usize) -> String {
        let told = |claim: ClaimKey| {
            let claim = catalogue.claim(claim);
            [claim.id, claim.text]
        };
        let named =
            |piece: PieceKey| [catalogue.short(piece.entry).to_owned(), self.piece_name(piece)];
        match self.item(at) {
            Item::Place(place) => place_label(catalogue, place),
            Item::WithoutProvenance => says::WITHOUT_PROVENANCE.to_owned(),
            Item::Claim(claim) => {
                let mark = if self.is_unused(claim) { says::UNUSED_MARK } else { "" };
                format!("{mark}{}", told(claim).join(" "))
            }
            // Who looks for a claim wants to see what rests on it too.
            Item::Use(claim, piece) => {
                format!("{} {}", named(piece).join(" "), told(claim).join(" "))
            }
            Item::Without(piece) => named(piece).join(" "),
        }
    }

    fn under(&self, at: usize) -> Option<usize> {
        match self.item(at) {
            Item::Use(..) => {
                let claim = self.lines.partition_point(|&first| first as usize <= at) - 1;
                Some(self.lines[claim] as usize)
            }
            Item::Place(_) | Item::Claim(_) | Item::WithoutProvenance | Item::Without(_) => None,
        }
    }

    fn awaits(&self) -> Option<Question> {
        self.coverage.is_none().then_some(Question::Coverage)
    }

    fn claim(&self, at: usize) -> Option<ClaimKey> {
        match self.item(at) {
            Item::Claim(claim) | Item::Use(claim, _) => Some(claim),
            Item::Place(_) | Item::WithoutProvenance | Item::Without(_) => None,
        }
    }

    fn line_of(&self, catalogue: &Catalogue, claim: ClaimKey) -> Option<usize> {
        let opened_at = match self.at {
            SourceSpot::Statement(of, piece) if of == claim => Some(piece),
            _ => None,
        };
        Some(self.line_under(catalogue, claim, opened_at))
    }

    fn top_for(&self, at: usize) -> Option<usize> {
        let place = self.places.partition_point(|&first| first as usize <= at);
        self.places.get(place.checked_sub(1)?).map(|&heading| heading as usize)
    }

    fn start(&self, catalogue: &Catalogue) -> usize {
        match self.at {
            SourceSpot::Top => 0,
            SourceSpot::Place(place) => self.places[place.index()] as usize,
            SourceSpot::Statement(claim, piece) => self.line_under(catalogue, claim, Some(piece)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Provenance, Statement};
    use crate::store::{self, Origin};

    #[test]
    fn the_source_is_opened_at_the_statement_in_view_or_the_nearest_that_rests_on_a_claim() {
        let body = |claims: &[Option<u32>]| {
            let statement = |claim: &Option<u32>| Statement {
                id: "".into(),
                heading: "".into(),
                text: "".into(),
                provenance: Provenance::Article {
                    claims: claim.iter().map(|&claim| ClaimKey(claim)).collect(),
                },
            };
            Body { statements: claims.iter().map(statement).collect(), ..Body::default() }
        };
        let entry = EntryKey(0);
        let between = [None, Some(7), None, None, Some(8), None];
        for (claims, seen, expected) in [
            (&between[..], 1, Some((7, 1, true))),
            (&between, 2, Some((8, 4, false))),
            (&between, 0, Some((7, 1, false))),
            (&between, 5, Some((8, 4, false))),
            // The Markdown behind the statements, and the parts behind that.
            (&between, 9, Some((8, 4, false))),
            (&[None, None], 0, None),
            (&[], 0, None),
        ] {
            let expected = expected.map(|(claim, piece, is_seen)| {
                let at = SourceSpot::Statement(ClaimKey(claim), PieceKey { entry, piece });
                (at, (!is_seen).then_some(says::NOT_BY_THE_ARTICLE))
            });
            assert_eq!(SourceSpot::near(entry, &body(claims), seen), expected, "{claims:?} {seen}");
        }
    }

    #[test]
    fn every_line_is_found_from_its_number() {
        let library = store::open(&[Origin::BuiltIn]).library;
        let catalogue = &*library.catalogue;
        let claims = Arc::new(ClaimsByPlace::new(catalogue));
        let coverage = Arc::new(Coverage::new(&library));
        for coverage in [None, Some(coverage)] {
            let source =
                SourceReport::of(catalogue, Arc::clone(&claims), coverage, SourceSpot::Top);
            let mut expected = Vec::new();
            for place in (0..catalogue.places().len()).map(PlaceKey::new) {
                expected.push(Item::Place(place));
                for &claim in claims.of(place) {
                    assert_eq!(source.line_under(catalogue, claim, None), expected.len());
                    expected.push(Item::Claim(claim));
                    for &piece in source.uses(claim) {
                        assert_eq!(
                            source.line_under(catalogue, claim, Some(piece)),
                            expected.len()
                        );
                        expected.push(Item::Use(claim, piece));
                    }
                }
            }
            let found: Vec<Item> = (0..source.count()).map(|at| source.item(at)).collect();
            assert_eq!(found, expected);
        }
    }
}
