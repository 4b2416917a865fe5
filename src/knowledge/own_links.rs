//! The notes that link to entries. Refuses to know: who shows them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::journal::{Note, NoteId, State};
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

/// The notes that link to entries, by the entry that they link to.
#[derive(Clone, Debug, Default)]
pub struct OwnLinks {
    to: HashMap<EntryKey, Arc<[OwnLink]>>,
}

impl OwnLinks {
    /// Reads the links out of all notes.
    pub fn new(catalogue: &Catalogue, state: &State) -> Self {
        let mut to: HashMap<EntryKey, Vec<OwnLink>> = HashMap::new();
        let may_link = |note: &&Note| note.text.contains("[[") || note.text.contains("](");
        for note in state.notes().filter(may_link) {
            for (entry, words) in links_of(catalogue, note) {
                let found = to.entry(entry).or_default();
                if found.last().is_some_and(|last| last.id == note.id) {
                    continue;
                }
                let (pack, id) = (note.spot.on.pack.clone(), note.id.clone());
                let on = entry_of(catalogue, &note.spot.on);
                found.push(OwnLink { pack, id, on, words: words.into() });
            }
        }
        Self { to: to.into_iter().map(|(entry, links)| (entry, links.into())).collect() }
    }

    /// Returns the notes that link to an entry, in the order in which they were made.
    pub fn of(&self, entry: EntryKey) -> Arc<[OwnLink]> {
        self.to.get(&entry).cloned().unwrap_or_default()
    }
}

/// Returns the entries that a note links to, each with the line that does.
fn links_of(catalogue: &Catalogue, note: &Note) -> Vec<(EntryKey, String)> {
    let Some(pack) = catalogue.find_pack(&note.spot.on.pack) else { return Vec::new() };
    let mut found = Vec::new();
    for line in note.text.lines().filter(|line| line.contains('[')) {
        let links = markdown::links(line);
        let entries = links.iter().filter_map(|link| catalogue.resolve(pack, &link.destination));
        let entries: Vec<EntryKey> = entries.map(|(entry, _)| entry).collect();
        if !entries.is_empty() {
            let words = markdown::plain(line).text;
            found.extend(entries.into_iter().map(|entry| (entry, words.clone())));
        }
    }
    found
}
