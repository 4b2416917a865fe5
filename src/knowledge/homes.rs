//! Where the notes are that are not where they were made. Refuses to know: how that is found, who shows it.

use std::collections::HashMap;
use std::sync::Weak;

use crate::journal::{NoteId, State};
use crate::margin::{Home, account};
use crate::model::Library;

/// The notes as they were at some time.
#[derive(Clone, Debug)]
pub struct Notes {
    /// How often notes had changed.
    pub revision: u64,
    /// What the reader has added; gone as soon as something else is.
    pub state: Weak<State>,
}

impl PartialEq for Notes {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

impl Eq for Notes {}

/// The notes that are not with the entry that they were made on, or without their paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Homes {
    /// How often notes had changed.
    pub revision: u64,
    elsewhere: HashMap<NoteId, Home>,
}

impl Homes {
    /// Reads the entries that have notes, and whole packs for what is not found there.
    pub fn of(notes: &Notes, library: &Library) -> Self {
        let accounts = notes.state.upgrade().map(|state| account(&state, library));
        let is_elsewhere =
            |home: &Home| matches!(home, Home::Elsewhere { .. } | Home::Needed { .. });
        let elsewhere = accounts.into_iter().flatten().filter(|it| is_elsewhere(&it.home));
        let elsewhere = elsewhere.map(|account| (account.note.id, account.home)).collect();
        Self { revision: notes.revision, elsewhere }
    }

    /// Returns where a note is; `None` if it is where it was made.
    pub fn get(&self, note: &NoteId) -> Option<Home> {
        self.elsewhere.get(note).copied()
    }
}
