//! The library: the catalogue joined with the way to the bodies. Refuses to know what a body says.

use std::sync::Arc;

use super::body::Body;
use super::catalogue::Catalogue;
use super::ids::{EntryKey, PackKey};
use crate::blocks::Image;

/// Where the bodies of a run of entries come from: memory for a small pack, a file for a large one.
///
/// `key` counts from the first entry of the run; keys inside a body are those of the library.
pub trait Bodies: Send + Sync {
    /// Fetches the body of an entry.
    fn body(&self, key: EntryKey) -> Arc<Body>;
}

impl Bodies for Vec<Arc<Body>> {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        Arc::clone(&self[key.index()])
    }
}

/// The bodies of several packs, each with a source of its own.
#[derive(Default)]
pub struct BodiesByPack {
    /// The first entry of each pack, ascending; packs without entries share it with the next.
    first: Vec<EntryKey>,
    sources: Vec<Arc<dyn Bodies>>,
}

impl BodiesByPack {
    /// Adds the bodies of the next pack, whose entries begin at `first`.
    pub fn push(&mut self, first: EntryKey, bodies: impl Bodies + 'static) {
        debug_assert!(self.first.last().is_none_or(|&last| last <= first), "packs are in order");
        self.first.push(first);
        self.sources.push(Arc::new(bodies));
    }
}

impl Bodies for BodiesByPack {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        let pack = self.first.partition_point(|&first| first <= key) - 1;
        self.sources[pack].body(EntryKey(key.0 - self.first[pack].0))
    }
}

/// All packs that are open: the catalogue and the way to the bodies.
#[derive(Clone)]
pub struct Library {
    /// Everything but the bodies.
    pub catalogue: Arc<Catalogue>,
    /// The bodies, fetched by key.
    pub bodies: Arc<dyn Bodies>,
    /// The bodies by which it is told whether an entry says something else than when it was read, where these
    /// are not those that are shown: what follows from settings is in them as it is without any.
    pub settled: Option<Arc<dyn Bodies>>,
    /// By pack, the file that it lies in, if it lies in one: more may be kept of it there.
    pub images: Arc<[Option<Arc<Image>>]>,
}

impl Library {
    /// Joins a catalogue with its bodies.
    pub fn new(catalogue: Catalogue, bodies: impl Bodies + 'static) -> Self {
        let images = vec![None; catalogue.packs().len()].into();
        Self { catalogue: Arc::new(catalogue), bodies: Arc::new(bodies), settled: None, images }
    }

    /// Returns the file that a pack lies in, if it lies in one.
    pub fn image(&self, pack: PackKey) -> Option<&Arc<Image>> {
        self.images.get(pack.index())?.as_ref()
    }

    /// Fetches the body of an entry.
    pub fn body(&self, key: EntryKey) -> Arc<Body> {
        self.bodies.body(key)
    }

    /// Fetches what tells whether an entry says something else than when it was read.
    pub fn settled_body(&self, key: EntryKey) -> Arc<Body> {
        self.settled.as_ref().unwrap_or(&self.bodies).body(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bodies that say which source they come from, and under which key they were asked for.
    struct Named(&'static str);

    impl Bodies for Named {
        fn body(&self, key: EntryKey) -> Arc<Body> {
            let markdown = format!("{} {}", self.0, key.0).into();
            Arc::new(Body { markdown, ..Body::default() })
        }
    }

    #[test]
    fn a_body_comes_from_the_source_of_its_pack() {
        let mut bodies = BodiesByPack::default();
        for (first, name) in [(0, "a"), (2, "none"), (2, "b"), (5, "c")] {
            bodies.push(EntryKey(first), Named(name));
        }
        for (key, expected) in
            [(0, "a 0"), (1, "a 1"), (2, "b 0"), (4, "b 2"), (5, "c 0"), (9, "c 4")]
        {
            assert_eq!(&*bodies.body(EntryKey(key)).markdown, expected, "{key}");
        }
    }
}
