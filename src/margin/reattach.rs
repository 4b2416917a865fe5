//! Putting a note on something else. Refuses to know: how the place was found.

use crate::journal::{Anchor, Change, EntryRef, Note, Spot};

/// Returns what puts a note on an entry, or on a paragraph of one.
pub fn reattach(note: &Note, on: EntryRef, at: Option<Anchor>) -> Vec<Change> {
    let before = &note.spot.on.pack;
    // A note is kept with its pack.
    let leaves =
        (*before != on.pack).then(|| Change::Unnote { pack: before.clone(), id: note.id.clone() });
    let moved = Change::Note(Note { spot: Spot { on, at }, ..note.clone() });
    leaves.into_iter().chain([moved]).collect()
}
