//! The typed links of a catalogue by where they start. Refuses to know: what is written of them.

use crate::model::{Catalogue, EntryKey, LinkKey};

/// Links by where they start; those of one entry stay in their order.
pub(super) struct Starting(Vec<(EntryKey, LinkKey)>);

impl Starting {
    /// Sorts the links that pass.
    pub fn new(catalogue: &Catalogue, passes: impl Fn(LinkKey) -> bool) -> Self {
        let keys = (0..catalogue.links().len()).map(LinkKey::new).filter(|key| passes(*key));
        let mut links: Vec<_> = keys.map(|key| (catalogue.joint(key).from, key)).collect();
        links.sort_by_key(|(from, _)| *from);
        Self(links)
    }

    /// Goes through those that start at an entry.
    pub fn at(&self, entry: EntryKey) -> impl Iterator<Item = LinkKey> {
        let start = self.0.partition_point(|(from, _)| *from < entry);
        self.0[start..].iter().take_while(move |(from, _)| *from == entry).map(|(_, key)| *key)
    }
}
