//! How entries hang together: pure functions over the model.

use crate::model::{Catalogue, EntryKey, Library, Related};

/// The typed links of a catalogue, indexed by both ends.
pub struct Graph {}

impl Graph {
    /// Indexes the typed links.
    pub fn new(_catalogue: &Catalogue) -> Self {
        Self {}
    }

    /// Gives the links that leave an entry (symmetric ones included), in pack order.
    pub fn links(&self, _catalogue: &Catalogue, _entry: EntryKey) -> Vec<Related> {
        Vec::new()
    }

    /// Gives the typed links that lead to an entry.
    pub fn backlinks(&self, _catalogue: &Catalogue, _entry: EntryKey) -> Vec<Related> {
        Vec::new()
    }
}

/// The links in text, indexed by where they lead; built apart because it reads every body.
#[derive(Default)]
pub struct Mentions {}

impl Mentions {
    /// Reads every body for links in text.
    pub fn new(_library: &Library) -> Self {
        Self {}
    }

    /// Gives the entries whose text links to `entry`, each with the sentence that does.
    pub fn of(&self, _entry: EntryKey) -> &[Related] {
        &[]
    }
}
