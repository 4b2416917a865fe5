//! The library: the catalogue joined with the way to the bodies.

use std::sync::Arc;

use super::body::Body;
use super::catalogue::Catalogue;
use super::ids::EntryKey;

/// Where bodies come from: memory for small packs, a file for large ones.
pub trait Bodies: Send + Sync {
    /// Fetches the body of an entry.
    fn body(&self, key: EntryKey) -> Arc<Body>;
}

impl Bodies for Vec<Arc<Body>> {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        Arc::clone(&self[key.index()])
    }
}

/// All packs that are open: the catalogue and the way to the bodies.
#[derive(Clone)]
pub struct Library {
    /// Everything but the bodies.
    pub catalogue: Arc<Catalogue>,
    /// The bodies, fetched by key.
    pub bodies: Arc<dyn Bodies>,
}

impl Library {
    /// Joins a catalogue with its bodies.
    pub fn new(catalogue: Catalogue, bodies: impl Bodies + 'static) -> Self {
        Self { catalogue: Arc::new(catalogue), bodies: Arc::new(bodies) }
    }

    /// Fetches the body of an entry.
    pub fn body(&self, key: EntryKey) -> Arc<Body> {
        self.bodies.body(key)
    }
}
