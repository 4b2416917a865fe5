//! Where the reason for a cell is given: the statement that rests on the same claims as the link.
//! Refuses to know: keys, drawing.

use super::{MatrixPart, MatrixView};
use crate::app::message::Effect;
use crate::app::surroundings::Surroundings;
use crate::knowledge::{Knowledge, Question};
use crate::messages::matrix as says;
use crate::model::{Body, Catalogue, ClaimKey, EntryKey, Provenance, Related};

/// Returns the entry that gives the reason for a link, which is read from `near`, and the statement;
/// the entry that the link starts from, and no statement, if none rests on its claims.
pub(super) fn given_in(
    known: &Knowledge,
    near: EntryKey,
    link: &Related,
) -> (EntryKey, Option<u32>) {
    let ends = ends(near, link);
    let claims = claims_of(link);
    let found = ends.into_iter().find_map(|entry| {
        let piece = resting_on(known.peek_body(entry)?, claims)?;
        Some((entry, Some(piece)))
    });
    found.unwrap_or((ends[0], None))
}

/// Says which link an entry was opened for, and whether its text gives the reason.
pub(super) fn in_words(
    catalogue: &Catalogue,
    near: EntryKey,
    link: &Related,
    given: bool,
) -> String {
    let [near, far] = [near, link.entry].map(|entry| catalogue.short(entry));
    let sentence = crate::messages::explore::sentence(near, catalogue.label(link), far);
    if given { says::reason_here(&sentence) } else { says::reason_of_editor(&sentence) }
}

/// Returns the entry that a link starts from, then the one that it leads to.
fn ends(near: EntryKey, link: &Related) -> [EntryKey; 2] {
    if link.inverse { [link.entry, near] } else { [near, link.entry] }
}

fn claims_of(link: &Related) -> &[ClaimKey] {
    link.provenance.as_ref().map_or(&[], Provenance::claims)
}

fn resting_on(body: &Body, claims: &[ClaimKey]) -> Option<u32> {
    let rests =
        |provenance: &Provenance| provenance.claims().iter().any(|claim| claims.contains(claim));
    let at = body.statements.iter().position(|statement| rests(&statement.provenance))?;
    Some(at as u32)
}

impl MatrixView {
    /// Has the bodies loaded in which the reasons for the selected cell may be given.
    pub fn load_reasons(&self, around: &mut Surroundings<'_>) {
        let selected = self.selected(around.catalogue());
        let Some((row, _)) = selected.filter(|_| self.at == MatrixPart::Cell) else { return };
        for link in self.links.iter().filter(|link| !claims_of(link).is_empty()).take(MOST_LOADED) {
            for entry in ends(row, link) {
                if around.known.peek_body(entry).is_none() {
                    around.outbox.push(Effect::Ask(Question::Body(entry)));
                }
            }
        }
    }
}

/// How many links of a cell are looked for in texts.
const MOST_LOADED: usize = 4;
