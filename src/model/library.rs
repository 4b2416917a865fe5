//! The library: the catalogue joined with the way to the bodies. Refuses to know what a body says.

use std::ops::Range;
use std::sync::Arc;

use super::body::Body;
use super::catalogue::Catalogue;
use super::ids::EntryKey;
use crate::blocks::Image;

/// Where the bodies of a run of entries come from: memory for a small pack, a file for a large one.
///
/// `key` counts from the first entry of the run; keys inside a body are those of the library.
pub trait Bodies: Send + Sync {
    /// Fetches the body of an entry.
    fn body(&self, key: EntryKey) -> Arc<Body>;

    /// Returns those of `entries` in whose text a link may lead to an entry, ascending: all of them where
    /// only the texts tell. `None` stands for entries outside the run.
    fn leading_to(&self, _entry: Option<EntryKey>, entries: Range<u32>) -> Vec<EntryKey> {
        entries.map(EntryKey).collect()
    }
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

    fn leading_to(&self, entry: Option<EntryKey>, entries: Range<u32>) -> Vec<EntryKey> {
        let starts = self.first.iter().map(|first| first.0);
        let ends = starts.clone().skip(1).chain([u32::MAX]);
        let runs = self.sources.iter().zip(starts.zip(ends));
        let of_run = |(source, (start, end)): (&Arc<dyn Bodies>, (u32, u32))| {
            let own = entry.filter(|entry| (start..end).contains(&entry.0));
            let own = own.map(|entry| EntryKey(entry.0 - start));
            let run =
                entries.start.clamp(start, end) - start..entries.end.clamp(start, end) - start;
            let leading = source.leading_to(own, run).into_iter();
            leading.map(move |key| EntryKey(key.0 + start))
        };
        runs.flat_map(of_run).collect()
    }
}

/// All packs that are open: the catalogue and the way to the bodies.
#[derive(Clone)]
pub struct Library {
    /// Everything but the bodies.
    pub catalogue: Arc<Catalogue>,
    /// The bodies, fetched by key.
    pub bodies: Arc<dyn Bodies>,
    /// By pack, the file that it lies in, if it lies in one: more may be kept of it there.
    pub images: Arc<[Option<Arc<Image>>]>,
}

impl Library {
    /// Joins a catalogue with its bodies.
    pub fn new(catalogue: Catalogue, bodies: impl Bodies + 'static) -> Self {
        let images = vec![None; catalogue.packs().len()].into();
        Self { catalogue: Arc::new(catalogue), bodies: Arc::new(bodies), images }
    }

    /// Fetches the body of an entry.
    pub fn body(&self, key: EntryKey) -> Arc<Body> {
        self.bodies.body(key)
    }

    /// Returns the entries in whose text a link may lead to `entry`, in pack order.
    pub fn leading_to(&self, entry: EntryKey) -> Vec<EntryKey> {
        self.bodies.leading_to(Some(entry), 0..self.catalogue.len() as u32)
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

    /// Of ten entries each, the fifth leads to the entry asked for, and the sixth out of the run.
    struct Known;

    impl Bodies for Known {
        fn body(&self, _: EntryKey) -> Arc<Body> {
            Arc::default()
        }

        fn leading_to(&self, entry: Option<EntryKey>, _: Range<u32>) -> Vec<EntryKey> {
            vec![EntryKey(if entry.is_some() { 5 } else { 6 })]
        }
    }

    #[test]
    fn what_may_lead_to_an_entry_is_asked_of_every_pack() {
        let mut bodies = BodiesByPack::default();
        bodies.push(EntryKey(0), Known);
        bodies.push(EntryKey(10), Named("of which nothing is known"));
        bodies.push(EntryKey(13), Known);
        for (entry, expected) in
            [(3, [5, 10, 11, 12, 19]), (11, [6, 10, 11, 12, 19]), (13, [6, 10, 11, 12, 18])]
        {
            let found = bodies.leading_to(Some(EntryKey(entry)), 0..23);
            assert_eq!(found, expected.map(EntryKey), "{entry}");
        }
    }
}
