//! The source as a sheet: place by place the claims, and below each claim the statements that rest on
//! it. Refuses to know: keys, drawing, how bodies are read.
//!
//! The lines are never made in advance: a line is found from its number in the tables of where places
//! and claims begin.

use std::sync::Arc;

use super::App;
use super::choice::Choice;
use super::layer::Layer;
use super::sheet::{Line, Listing};
use super::survey::Survey;
use crate::document::Role;
use crate::graph::{ClaimsByPlace, Coverage, Piece};
use crate::messages::coverage as says;
use crate::model::{Catalogue, ClaimKey, EntryKey, PlaceKey, Provenance};

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Place(PlaceKey),
    Claim(ClaimKey),
    /// A statement under the claim that it rests on.
    Use(ClaimKey, Piece),
    WithoutProvenance,
    Without(Piece),
}

/// The places, the claims and, as soon as they are known, the statements.
#[derive(Clone, Debug)]
pub struct Source {
    claims: Arc<ClaimsByPlace>,
    coverage: Option<Arc<Coverage>>,
    /// The line of each place, then the line behind the last one's claims.
    places: Vec<u32>,
    /// The line of each claim, in the order of the places.
    lines: Vec<u32>,
    /// How many places and claims are told of.
    count: String,
}

impl Source {
    fn new(
        catalogue: &Catalogue,
        claims: Arc<ClaimsByPlace>,
        coverage: Option<Arc<Coverage>>,
    ) -> Self {
        let mut source = Self {
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

    fn uses(&self, claim: ClaimKey) -> &[Piece] {
        self.coverage.as_ref().map_or(&[], |coverage| coverage.of(claim))
    }

    fn without(&self) -> &[Piece] {
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
    fn line_of(&self, catalogue: &Catalogue, claim: ClaimKey, piece: Option<Piece>) -> usize {
        let range = self.claims.range(catalogue.claim(claim).place);
        let inside = self.claims.all()[range.clone()].iter().position(|&one| one == claim);
        let line = self.lines[range.start + inside.unwrap_or(0)] as usize;
        let below = piece.and_then(|piece| self.uses(claim).iter().position(|&one| one == piece));
        line + below.map_or(0, |below| below + 1)
    }

    fn name(&self, piece: Piece) -> String {
        self.coverage.as_ref().map_or_else(String::new, |coverage| coverage.name(piece))
    }

    /// Says how many of the claims of a place are used, or, before that is known, how many it has.
    fn summary(&self, place: PlaceKey) -> String {
        let claims = self.claims.of(place);
        match &self.coverage {
            Some(coverage) => says::used(coverage.used(claims), claims.len()),
            None => says::claims(claims.len()),
        }
    }

    fn is_unused(&self, claim: ClaimKey) -> bool {
        self.coverage.is_some() && self.uses(claim).is_empty()
    }
}

impl Listing for Source {
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
                let label = label(catalogue, place);
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
                    (&claim.id, Role::Number),
                    ("  ", Role::Text),
                    (mark, Role::NoteHead),
                    (&claim.text, Role::Text),
                ])
            }
            Item::Use(_, piece) | Item::Without(piece) => Line::new([
                ("    ", Role::Text),
                (catalogue.short(piece.entry), Role::Link),
                (" · ", Role::Dim),
                (&self.name(piece), Role::Dim),
            ]),
            Item::WithoutProvenance => Line::new([(says::WITHOUT_PROVENANCE, Role::Section)]),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        let statement = |piece: Piece| Choice::Statement(piece.entry, piece.piece);
        match self.item(at) {
            Item::Place(_) | Item::WithoutProvenance => None,
            Item::Claim(claim) => {
                Some(self.uses(claim).first().map_or(Choice::Read, |&piece| statement(piece)))
            }
            Item::Use(_, piece) | Item::Without(piece) => Some(statement(piece)),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<(String, Role)> {
        let claim_of = |claim: ClaimKey| {
            let claim = catalogue.claim(claim);
            let place = says::claim_at(&claim.id, &label(catalogue, claim.place));
            [(place, Role::Place), (claim.text.to_string(), Role::Text)]
        };
        let statement = |piece: Piece| {
            let theme = &catalogue.theme(catalogue.theme_of(piece.entry)).short;
            let whose = says::statement_of(theme, &self.name(piece));
            [(catalogue.title(piece.entry).to_owned(), Role::Title), (whose, Role::Dim)]
        };
        match self.item(at) {
            Item::Place(_) | Item::WithoutProvenance => Vec::new(),
            Item::Claim(claim) => {
                let rests = match &self.coverage {
                    None => says::READING.to_owned(),
                    Some(_) if self.is_unused(claim) => says::UNUSED.to_owned(),
                    Some(_) => says::rest_on_it(self.uses(claim).len()),
                };
                let role = if self.is_unused(claim) { Role::NoteHead } else { Role::Dim };
                claim_of(claim).into_iter().chain([(rests, role)]).collect()
            }
            Item::Use(claim, piece) => {
                statement(piece).into_iter().chain(claim_of(claim)).collect()
            }
            Item::Without(piece) => {
                let none = (says::NAMES_NO_GROUND.to_owned(), Role::NoteHead);
                statement(piece).into_iter().chain([none]).collect()
            }
        }
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
            [&*claim.id, &*claim.text]
        };
        let named = |piece: Piece| [catalogue.short(piece.entry).to_owned(), self.name(piece)];
        match self.item(at) {
            Item::Place(place) => label(catalogue, place),
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

    fn survey(&self) -> Option<Survey> {
        self.coverage.is_none().then_some(Survey::Coverage)
    }
}

/// Names a place, and its pack where several are open.
fn label(catalogue: &Catalogue, place: PlaceKey) -> String {
    let place = catalogue.place(place);
    if catalogue.packs().len() > 1 {
        says::place_in(&catalogue.pack(place.pack).title, &place.label)
    } else {
        place.label.to_string()
    }
}

impl App {
    /// Opens the source; from the reader at the claim that the statement in view rests on, else at
    /// the top.
    pub(super) fn open_coverage(&mut self) {
        let found = self.statement_in_view();
        let notice = match &found {
            Some((_, _, true)) => None,
            Some(_) => Some(says::NOT_BY_THE_ARTICLE),
            None if self.is_read() => Some(says::ENTRY_RESTS_ON_NOTHING),
            None => None,
        };
        let opened = self.open_source(|source, catalogue| match found {
            Some((claim, piece, _)) => {
                [None, Some(piece)].map(|piece| source.line_of(catalogue, claim, piece))
            }
            None => [0; 2],
        });
        if opened {
            self.notice = notice.map(str::to_owned);
        }
    }

    /// Opens the source at a place.
    pub(super) fn open_coverage_at(&mut self, place: PlaceKey) {
        self.open_source(|source, _| [source.places[place.index()] as usize; 2]);
    }

    /// Opens the source at the lines that `start` gives, the last one selected; returns whether there is
    /// a source.
    fn open_source(&mut self, start: impl FnOnce(&Source, &Catalogue) -> [usize; 2]) -> bool {
        if self.catalogue().places().is_empty() {
            self.notice = Some(says::NO_PLACES.to_owned());
            return false;
        }
        let source = Arc::new(self.source());
        let lines = start(&source, self.catalogue());
        let page = self.sheet_page(&*source);
        self.open_sheet(source);
        if let Some(Layer::Sheet(sheet)) = self.layers.last_mut() {
            for line in lines {
                sheet.select_line(line, page);
            }
        }
        self.survey(Survey::Coverage);
        true
    }

    fn source(&mut self) -> Source {
        let claims = self.knowledge.claims_by_place();
        Source::new(self.catalogue(), claims, self.knowledge.coverage())
    }

    /// Puts the statements into the sheet that waits for them; the selected claim stays selected.
    pub(super) fn covered(&mut self) {
        let waits = |layer: &Layer| matches!(layer, Layer::Sheet(sheet) if sheet.listing().survey() == Some(Survey::Coverage));
        let Some(at) = self.layers.iter().position(waits) else { return };
        let Layer::Sheet(sheet) = &self.layers[at] else { return };
        let selected = sheet.selected();
        // Before the statements come every claim has one line, as in a listing made without them.
        let before = self.source_without_statements();
        let claim = selected.map(|line| before.item(line));
        let source = Arc::new(self.source());
        let lines = match claim {
            Some(Item::Claim(claim)) => {
                let own = self.statement_in_view().filter(|&(found, _, _)| found == claim);
                let piece = own.map(|(_, piece, _)| piece);
                [None, piece].map(|piece| source.line_of(self.catalogue(), claim, piece))
            }
            _ => [0; 2],
        };
        let page = self.sheet_page(&*source);
        if let Layer::Sheet(sheet) = &mut self.layers[at] {
            sheet.replace(self.knowledge.catalogue(), source, page);
            // The claim comes into sight with the statement.
            for line in lines {
                sheet.select_line(line, page);
            }
        }
    }

    /// Returns whether the body of the open entry is here.
    fn is_read(&mut self) -> bool {
        let entry = self.subject();
        entry.is_some_and(|entry| self.knowledge.body(entry).is_some())
    }

    fn source_without_statements(&mut self) -> Source {
        let claims = self.knowledge.claims_by_place();
        Source::new(self.catalogue(), claims, None)
    }

    /// Returns the first claim of the statement that the selected link or the first row in sight
    /// belongs to, the statement, and `true`; where it rests on no claim, of the next statement that
    /// does, else of the last one before it, and `false`.
    fn statement_in_view(&mut self) -> Option<(ClaimKey, Piece, bool)> {
        let page = self.reader.as_mut()?;
        let entry = page.entry;
        let seen = page.piece_in_view()?;
        let body = self.knowledge.body(entry)?;
        let claim = |index: usize| match &body.statements.get(index)?.provenance {
            Provenance::Article { claims } => Some((*claims.first()?, index)),
            Provenance::Editor { .. } => None,
        };
        let seen = seen as usize;
        let count = body.statements.len();
        let (claim, index) = (seen..count).chain((0..seen.min(count)).rev()).find_map(claim)?;
        Some((claim, Piece { entry, piece: index as u32 }, index == seen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{self, Origin};

    #[test]
    fn every_line_is_found_from_its_number() {
        let library = store::open(&[Origin::BuiltIn]).library;
        let catalogue = &*library.catalogue;
        let claims = Arc::new(ClaimsByPlace::new(catalogue));
        let coverage = Arc::new(Coverage::new(&library));
        for coverage in [None, Some(coverage)] {
            let source = Source::new(catalogue, Arc::clone(&claims), coverage);
            let mut expected = Vec::new();
            for place in (0..catalogue.places().len()).map(PlaceKey::new) {
                expected.push(Item::Place(place));
                for &claim in claims.of(place) {
                    assert_eq!(source.line_of(catalogue, claim, None), expected.len());
                    expected.push(Item::Claim(claim));
                    for &piece in source.uses(claim) {
                        assert_eq!(source.line_of(catalogue, claim, Some(piece)), expected.len());
                        expected.push(Item::Use(claim, piece));
                    }
                }
            }
            let found: Vec<Item> = (0..source.count()).map(|at| source.item(at)).collect();
            assert_eq!(found, expected);
        }
    }
}
