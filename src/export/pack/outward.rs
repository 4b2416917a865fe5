//! What of a pack leads on from its entries: `see`, links and routes, those into packs that are not open as
//! they were written. Refuses to know: tables.

use std::collections::{HashMap, HashSet};

use super::super::starting::Starting;
use super::{reference, stands_with_entry};
use crate::content::assemble::{Unfollowed, UnfollowedLink};
use crate::content::raw::{RawRoute, Word};
use crate::model::{Catalogue, EntryKey, PackKey, RelationKey, Route};

/// What each entry names as worth seeing.
pub struct See<'c> {
    catalogue: &'c Catalogue,
    own: Starting,
    outward: HashMap<EntryKey, &'c [Word]>,
}

impl<'c> See<'c> {
    /// Sorts what the entries of the only pack of a catalogue name.
    pub fn new(catalogue: &'c Catalogue, outward: &'c Unfollowed) -> Self {
        let own = Starting::new(catalogue, |key| stands_with_entry(&catalogue.link(key)));
        let outward = outward.see.iter().map(|(entry, words)| (*entry, &**words)).collect();
        Self { catalogue, own, outward }
    }

    /// Returns what an entry names, its own pack first.
    pub fn of(&self, entry: EntryKey) -> Vec<String> {
        let pack = self.catalogue.pack_of(entry);
        let own = self.own.at(entry).map(|key| self.catalogue.joint(key).to);
        let own = own.map(|to| reference(self.catalogue, pack, to));
        let outward = self.outward.get(&entry).copied().unwrap_or_default();
        own.chain(outward.iter().map(|word| word.value.to_string())).collect()
    }
}

/// Returns the links into packs that are not open, each with its relation.
pub fn links(outward: &Unfollowed) -> impl Iterator<Item = (&UnfollowedLink, RelationKey)> {
    outward.links.iter().filter_map(|link| Some((link, link.relation?)))
}

/// Goes through the routes of the only pack of a catalogue, those behind the others that lead into packs that
/// are not open; each is given by its id, its title and its stops.
pub fn routes<'c>(
    catalogue: &'c Catalogue,
    outward: &'c Unfollowed,
) -> impl Iterator<Item = (&'c str, &'c str, Vec<String>)> {
    let pack = PackKey::new(0);
    let is_outward: HashSet<&str> = outward.routes.iter().map(|route| &*route.id.value).collect();
    let inside = move |route: &&Route| route.pack == pack && !is_outward.contains(&*route.id);
    let inside = catalogue.routes().iter().filter(inside).map(move |route| {
        let stops = route.stops.iter().map(|stop| reference(catalogue, pack, *stop)).collect();
        (&*route.id, &*route.title, stops)
    });
    let outward = outward.routes.iter().map(|RawRoute { id, title, stops }| {
        (&*id.value, &**title, stops.iter().map(|stop| stop.value.to_string()).collect())
    });
    inside.chain(outward)
}
