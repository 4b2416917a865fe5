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
    /// The names of those that this session has begun, gone on with, kept or given up: another session may have
    /// done as much with the others.
    pub changed: BTreeSet<NoteId>,
}

impl UnfinishedNotes {
    /// Builds those that a session has begun.
    pub fn begun(here: Vec<Unfinished>) -> Self {
        let mut notes = Self::default();
        notes.set(here);
        notes
    }

    /// Builds those that a session finds.
    pub fn new(here: Vec<Unfinished>) -> Self {
        Self { here, changed: BTreeSet::new() }
    }

    /// Takes in which there are now.
    pub fn set(&mut self, here: Vec<Unfinished>) {
        let differing = |all: &[Unfinished], others: &[Unfinished]| -> Vec<NoteId> {
            let not_there = all.iter().filter(|one| !others.contains(one));
            not_there.map(|one| one.note.id.clone()).collect()
        };
        self.changed.extend(differing(&self.here, &here));
        self.changed.extend(differing(&here, &self.here));
        self.here = here;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{EntryRef, Moment, Spot};

    #[test]
    fn what_a_session_has_found_and_not_touched_is_not_its_to_write() {
        let begun = |id: &str, typed: &str| {
            let spot = Spot { on: EntryRef::new("tea", "green"), at: None };
            let (id, text, made) = (NoteId(id.into()), "".into(), Moment::default());
            Unfinished { note: Note { id, spot, text, made }, is_new: true, typed: typed.into() }
        };
        let changed = |then: Vec<Unfinished>| {
            let mut notes = UnfinishedNotes::new(vec![begun("a", "one"), begun("b", "two")]);
            notes.set(then);
            notes.changed.iter().map(|id| id.0.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(changed(vec![begun("a", "one"), begun("b", "two")]), [""; 0]);
        assert_eq!(changed(vec![begun("a", "one"), begun("b", "two!")]), ["b"]);
        assert_eq!(changed(vec![begun("b", "two"), begun("c", "new")]), ["a", "c"]);
        assert_eq!(UnfinishedNotes::begun(vec![begun("a", "one")]).changed.len(), 1);
    }
}
