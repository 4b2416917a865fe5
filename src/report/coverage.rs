//! The source, place by place: the claims, and below each claim the statements that rest on it.
//! Refuses to know: how bodies are read.
//!
//! The lines are never made in advance: a line is found from its number in the tables of where
//! places and claims begin.

mod spot;
mod telling;

use std::sync::Arc;

use crate::graph::{ClaimsByPlace, Coverage, PieceKey};
use crate::knowledge::Knowledge;
use crate::messages::coverage as says;
use crate::model::{Catalogue, ClaimKey, PlaceKey};
pub use spot::SourceSpot;

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
    /// The line of each claim, in the order of the places; nothing as long as no statements stand below them.
    lines: Vec<u32>,
    /// How many places and claims are reported.
    count: String,
    /// Where it is opened.
    at: SourceSpot,
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
            lines: Vec::with_capacity(coverage.as_ref().map_or(0, |_| claims.all().len())),
            claims,
            coverage,
        };
        let mut line = 0;
        let mut unused = 0;
        for place in (0..catalogue.places().len()).map(PlaceKey::new) {
            source.places.push(line);
            line += 1;
            let claims = source.claims.of(place);
            let Some(coverage) = &source.coverage else {
                line += claims.len() as u32;
                continue;
            };
            for &claim in claims {
                source.lines.push(line);
                let uses = coverage.of(claim).len();
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
        let Some(lines) = self.lines.get(claims.clone()) else {
            let inside = line - self.places[place.index()] - 1;
            return Item::Claim(self.claims.of(place)[inside as usize]);
        };
        let inside = lines.partition_point(|&first| first <= line) - 1;
        let claim = self.claims.all()[claims.start + inside];
        match line - lines[inside] {
            0 => Item::Claim(claim),
            below => Item::Use(claim, self.uses(claim)[below as usize - 1]),
        }
    }

    /// Finds the line of a claim, or of a statement under it.
    fn line_under(&self, catalogue: &Catalogue, claim: ClaimKey, piece: Option<PieceKey>) -> usize {
        let place = catalogue.claim(claim).place;
        let inside = self.claims.of(place).iter().position(|&one| one == claim).unwrap_or(0);
        let counted = self.lines.get(self.claims.range(place).start + inside).copied();
        let line = counted.unwrap_or(self.places[place.index()] + 1 + inside as u32) as usize;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::line::Report;
    use crate::store::{self, Origin};

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
