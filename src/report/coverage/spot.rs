//! Where the source is opened: at the top, at a place, or at what the statement in view rests on.
//! Refuses to know: lines.

use crate::graph::PieceKey;
use crate::messages::coverage as says;
use crate::model::{Body, ClaimKey, EntryKey, PlaceKey};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Provenance, Statement};

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
}
