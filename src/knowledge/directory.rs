//! All notes of the open packs in the order of lists, and which of them link to entries: looked through once,
//! by a worker if they are many, and then followed change by change. Refuses to know: who shows them, on
//! which thread bodies are read.

use std::ops::Range;
use std::sync::Arc;

use super::homes::{Homes, Notes};
use super::note_key::NoteKey;
use super::own_links::{AllOwnLinks, OwnLinks};
use crate::journal::{Note, NoteChange, Ordered};
use crate::margin::{Home, entry_of};
use crate::model::{Catalogue, EntryKey, Library, PackKey};

/// How many notes are looked through between two frames.
pub const FEW_NOTES: usize = 1_000;

/// All notes of the open packs.
#[derive(Clone, Debug, Default)]
pub struct NoteDirectory {
    /// How often notes had changed when they were looked through.
    revision: u64,
    /// Which of them are not where they were made; `None` if that was not looked for.
    homes: Option<Homes>,
    /// Those that are with an entry.
    placed: Ordered<NoteKey, (EntryKey, Arc<Note>)>,
    /// The same ones by that entry.
    on_entries: Ordered<(EntryKey, NoteKey), Arc<Note>>,
    /// Those that need a home.
    homeless: Ordered<NoteKey, Arc<Note>>,
    links: AllOwnLinks,
}

impl NoteDirectory {
    /// Looks through all notes. Those whose paragraph is gone count as where they were made.
    pub fn new(notes: &Notes, catalogue: &Catalogue) -> Self {
        Self::with(notes, catalogue, None)
    }

    /// Looks through all notes, and reads the entries that have some, and whole packs for what is not found
    /// there.
    pub fn with_homes(notes: &Notes, library: &Library) -> Self {
        Self::with(notes, &library.catalogue, Some(Homes::of(notes, library)))
    }

    fn with(notes: &Notes, catalogue: &Catalogue, homes: Option<Homes>) -> Self {
        let mut all = Self { revision: notes.revision, homes, ..Self::default() };
        for note in notes.state.notes() {
            all.add(catalogue, note);
        }
        all
    }

    /// Returns how often notes had changed when they were looked through.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Returns whether it was looked for which notes are where they were made.
    pub fn knows_homes(&self) -> bool {
        self.homes.is_some()
    }

    /// Follows a change of a note. One that is put elsewhere has a home there.
    pub fn follow(&mut self, catalogue: &Catalogue, change: &NoteChange) {
        if let Some(before) = &change.before {
            self.remove(catalogue, before);
        }
        if let Some(after) = &change.after {
            self.add(catalogue, after);
        }
    }

    /// Returns the numbers of the notes on an entry, see [`NoteDirectory::nth_on_entries`].
    pub fn on_entry(&self, entry: EntryKey) -> Range<usize> {
        NoteKey::range(None, |key| self.on_entries.rank(&(entry, key)))
    }

    /// Returns the numbers of the notes of a pack, or of all, that are with an entry, see
    /// [`NoteDirectory::nth_placed`].
    pub fn placed(&self, pack: Option<PackKey>) -> Range<usize> {
        NoteKey::range(pack, |key| self.placed.rank(&key))
    }

    /// Returns the numbers of the notes of a pack, or of all, that need a home, see
    /// [`NoteDirectory::nth_homeless`].
    pub fn homeless(&self, pack: Option<PackKey>) -> Range<usize> {
        NoteKey::range(pack, |key| self.homeless.rank(&key))
    }

    /// Returns the number among all that are with an entry of one among those by entry.
    pub fn number_of(&self, on_entries: usize) -> Option<usize> {
        let ((_, key), _) = self.on_entries.nth(on_entries)?;
        Some(self.placed.rank(key))
    }

    /// Returns a note by its number among those by entry.
    pub fn nth_on_entries(&self, at: usize) -> Option<(EntryKey, &Note)> {
        self.on_entries.nth(at).map(|((entry, _), note)| (*entry, &**note))
    }

    /// Returns a note by its number among those with an entry.
    pub fn nth_placed(&self, at: usize) -> Option<(EntryKey, &Note)> {
        self.placed.nth(at).map(|(_, (entry, note))| (*entry, &**note))
    }

    /// Returns a note by its number among those that need a home.
    pub fn nth_homeless(&self, at: usize) -> Option<&Note> {
        self.homeless.nth(at).map(|(_, note)| &**note)
    }

    /// Returns the notes that link to an entry.
    pub fn links_to(&self, entry: EntryKey) -> OwnLinks {
        self.links.of(entry)
    }

    fn add(&mut self, catalogue: &Catalogue, note: &Arc<Note>) {
        let Some(key) = NoteKey::new(catalogue, note) else { return };
        self.links.add(catalogue, note, &key);
        match self.entry_with(catalogue, note) {
            Some(entry) => {
                self.on_entries.insert((entry, key.clone()), Arc::clone(note));
                self.placed.insert(key, (entry, Arc::clone(note)));
            }
            None => {
                self.homeless.insert(key, Arc::clone(note));
            }
        }
    }

    fn remove(&mut self, catalogue: &Catalogue, note: &Note) {
        let Some(key) = NoteKey::new(catalogue, note) else { return };
        self.links.remove(catalogue, note, &key);
        self.homeless.remove(&key);
        if let Some((entry, _)) = self.placed.remove(&key) {
            self.on_entries.remove(&(entry, key));
        }
    }

    /// Returns the entry that a note is with; `None` if it needs a home.
    fn entry_with(&self, catalogue: &Catalogue, note: &Note) -> Option<EntryKey> {
        match self.homes.as_ref().and_then(|homes| homes.get(note)) {
            Some(Home::Elsewhere { entry, .. }) => Some(entry),
            Some(Home::Needed { .. }) => None,
            _ => entry_of(catalogue, &note.spot.on),
        }
    }
}
