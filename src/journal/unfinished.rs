//! Notes that were begun and not kept: what was typed of them stays until it is a note, or empty. Refuses to
//! know: files, the screen.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::record::{Note, NoteId};

/// A note that was begun and not kept.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Unfinished {
    /// The note as it was; without a text if it is none yet.
    #[serde(flatten)]
    pub note: Note,
    /// Whether it is none yet.
    pub is_new: bool,
    /// What was typed.
    pub typed: Box<str>,
}

/// The notes that a session has begun, or found begun, and not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnfinishedNotes {
    /// The earliest first.
    pub here: Vec<Unfinished>,
    /// The names of all that there were in this session: those that are not here any more are kept, or given up.
    pub known: BTreeSet<NoteId>,
}

impl UnfinishedNotes {
    /// Builds those that a session finds.
    pub fn new(here: Vec<Unfinished>) -> Self {
        let mut notes = Self::default();
        notes.set(here);
        notes
    }

    /// Takes in which there are now.
    pub fn set(&mut self, here: Vec<Unfinished>) {
        self.known.extend(here.iter().map(|one| one.note.id.clone()));
        self.here = here;
    }
}
