//! Putting a note on something else. Refuses to know: how the place was found.

use crate::journal::{Change, Note};

/// Returns what puts a note in the place of what it was, which may have been on another entry.
pub fn reattach(before: &Note, note: Note) -> Vec<Change> {
    let pack = &before.spot.on.pack;
    // A note is kept with its pack.
    let leaves = (*pack != note.spot.on.pack)
        .then(|| Change::Unnote { pack: pack.clone(), id: before.id.clone() });
    leaves.into_iter().chain([Change::Note(note)]).collect()
}
