//! Where the notes are that are not where they were made. Refuses to know: how that is found, who shows it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::journal::{Desk, Note, NoteId, State};
use crate::margin::{Home, account};
use crate::model::Library;

/// The notes as they were at some time.
#[derive(Clone, Debug)]
pub struct Notes {
    /// How often notes had changed.
    pub revision: u64,
    /// What the reader had added.
    pub state: Arc<State>,
}

impl Notes {
    /// Returns them as they are.
    pub fn now(desk: &Desk) -> Self {
        Self { revision: desk.notes_revision(), state: desk.shared() }
    }
}

impl PartialEq for Notes {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}

impl Eq for Notes {}

/// The notes that are not with the entry that they were made on, or without their paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Homes(Arc<HashMap<NoteId, (Arc<Note>, Home)>>);

impl Homes {
    /// Reads the entries that have notes, and whole packs for what is not found there.
    pub fn of(notes: &Notes, library: &Library) -> Self {
        let is_elsewhere =
            |home: &Home| matches!(home, Home::Elsewhere { .. } | Home::Needed { .. });
        let accounts = account(&notes.state, library).into_iter();
        let elsewhere = accounts.filter(|account| is_elsewhere(&account.home));
        let elsewhere = elsewhere.map(|it| (it.note.id.clone(), (it.note, it.home)));
        Self(Arc::new(elsewhere.collect()))
    }

    /// Returns where a note is; `None` if it is where it was made, or was put elsewhere since.
    pub fn get(&self, note: &Note) -> Option<Home> {
        let (was, home) = self.0.get(&note.id)?;
        (was.spot == note.spot).then_some(*home)
    }
}
