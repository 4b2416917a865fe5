//! The notes that link to entries. Refuses to know: who shows them.

use std::ops::Range;
use std::sync::Arc;

use super::note_key::NoteKey;
use crate::journal::{Note, NoteId, Ordered};
use crate::margin::entry_of;
use crate::model::{Catalogue, EntryKey};
use crate::text::markdown;

/// A note that links to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLink {
    /// The pack that the note is kept with.
    pub pack: Box<str>,
    /// Its name.
    pub id: NoteId,
    /// The entry that it is on, if that is there.
    pub on: Option<EntryKey>,
    /// The line that holds the link, without markup.
    pub words: Box<str>,
}

/// The notes that link to entries, by the entry that they link to, those of one in the order in which they
/// were made.
type ByEntry = Ordered<(EntryKey, NoteKey), Arc<OwnLink>>;

/// All notes that link to entries.
#[derive(Clone, Debug, Default)]
pub(super) struct AllOwnLinks(ByEntry);

/// The notes that link to one entry, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct OwnLinks {
    all: ByEntry,
    range: Range<usize>,
}

impl AllOwnLinks {
    /// Takes the links of a note in.
    pub fn add(&mut self, catalogue: &Catalogue, note: &Note, key: &NoteKey) {
        for (entry, words) in links_of(catalogue, note) {
            let place = (entry, key.clone());
            if !self.0.contains_key(&place) {
                let (pack, id) = (note.spot.on.pack.clone(), note.id.clone());
                let on = entry_of(catalogue, &note.spot.on);
                self.0.insert(place, Arc::new(OwnLink { pack, id, on, words: words.into() }));
            }
        }
    }

    /// Drops the links of a note.
    pub fn remove(&mut self, catalogue: &Catalogue, note: &Note, key: &NoteKey) {
        for (entry, _) in links_of(catalogue, note) {
            self.0.remove(&(entry, key.clone()));
        }
    }

    /// Returns the notes that link to an entry.
    pub fn of(&self, entry: EntryKey) -> OwnLinks {
        let range = NoteKey::range(None, |key| self.0.rank(&(entry, key)));
        if range.is_empty() { OwnLinks::default() } else { OwnLinks { all: self.0.clone(), range } }
    }
}

impl OwnLinks {
    /// Counts them.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// Returns the one before which there are so many.
    pub fn nth(&self, at: usize) -> Option<&OwnLink> {
        let at = Some(self.range.start + at).filter(|at| self.range.contains(at))?;
        self.all.nth(at).map(|(_, link)| &**link)
    }

    /// Goes through them.
    pub fn iter(&self) -> impl Iterator<Item = &OwnLink> {
        self.all.from(self.range.start).take(self.range.len()).map(|(_, link)| &**link)
    }
}

/// Returns the entries that a note links to, each with the line that does.
fn links_of(catalogue: &Catalogue, note: &Note) -> Vec<(EntryKey, String)> {
    let Some(pack) = catalogue.find_pack(&note.spot.on.pack) else { return Vec::new() };
    let mut found = Vec::new();
    let may_link = |line: &&str| line.contains("[[") || line.contains("](") || line.contains("][");
    for line in note.text.lines().filter(may_link) {
        let links = markdown::links(line);
        let entries = links.iter().filter_map(|link| catalogue.resolve(pack, &link.destination));
        let entries: Vec<EntryKey> = entries.map(|(entry, _)| entry).collect();
        if !entries.is_empty() {
            let words = catalogue.plain_in(pack, line).text;
            found.extend(entries.into_iter().map(|entry| (entry, words.clone())));
        }
    }
    found
}
