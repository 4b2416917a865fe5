//! Which entries say something else than when they were read. Reads them all. Refuses to know: who waits for
//! it, what they said.

use std::collections::BTreeMap;

use super::{added_to, paragraphs, print_of};
use crate::journal::{Print, Reading, Readings, State};
use crate::model::{Catalogue, EntryKey, Library};

/// Finds the entries that were read and say something else now, each with the fingerprint of what it said;
/// `None` if `goes_on` says before the end that nobody waits any more.
pub fn changed(
    library: &Library,
    read: &[(Box<str>, Readings)],
    goes_on: impl Fn() -> bool,
) -> Option<BTreeMap<EntryKey, Print>> {
    let catalogue = &library.catalogue;
    let mut latest: BTreeMap<EntryKey, Reading> = BTreeMap::new();
    for (pack, readings) in read {
        let Some(pack) = catalogue.find_pack(pack) else { continue };
        for (id, reading) in readings.iter() {
            let Some(entry) = catalogue.find_in(pack, id) else { continue };
            let known = latest.entry(entry).or_insert(*reading);
            if known.at < reading.at {
                *known = *reading;
            }
        }
    }
    let mut changed = BTreeMap::new();
    for (entry, reading) in latest {
        if !goes_on() {
            return None;
        }
        if print_of(&paragraphs(library, entry)) != reading.text {
            changed.insert(entry, reading.text);
        }
    }
    Some(changed)
}

/// Returns how an entry was read last, under its id or one that it had.
pub fn reading_of(state: &State, catalogue: &Catalogue, entry: EntryKey) -> Option<Reading> {
    let (added, ids) = added_to(state, catalogue, entry)?;
    ids.filter_map(|id| added.read.get(id)).max_by_key(|reading| reading.at).copied()
}
