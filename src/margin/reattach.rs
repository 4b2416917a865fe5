//! Putting a note in the place of what it was. Refuses to know: how words and place were found.

use std::sync::Arc;

use crate::journal::{Change, Note, State};

/// What has become of a note while it was being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meanwhile {
    /// It says this by now, or stands here.
    Changed(Arc<Note>),
    /// It is gone.
    Gone,
}

/// Returns what puts a note in the place of what it was, which may have been on another entry; fails if it is
/// something else by now, so that nobody's words are lost.
pub fn reattach(state: &State, before: &Note, note: Note) -> Result<Vec<Change>, Meanwhile> {
    let now = state.note(&before.id).ok_or(Meanwhile::Gone)?;
    if **now != *before {
        return Err(Meanwhile::Changed(Arc::clone(now)));
    }
    let pack = &before.spot.on.pack;
    // A note is kept with its pack.
    let leaves = (*pack != note.spot.on.pack)
        .then(|| Change::Unnote { pack: pack.clone(), id: before.id.clone() });
    Ok(leaves.into_iter().chain([Change::Note(note)]).collect())
}
