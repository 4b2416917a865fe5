//! Which entries say something else than when they were read. Reads them all. Refuses to know: who waits for
//! it, what they said.

use std::collections::BTreeMap;

use super::{Difference, added_to, difference, print_of, settled_paragraphs};
use crate::journal::{Moment, Print, Reading, Readings, Said, State};
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
        if print_of(&settled_paragraphs(library, entry)) != reading.text {
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

/// Returns all that was read, by the ids of the packs.
pub fn read_of(state: &State) -> Vec<(Box<str>, Readings)> {
    state.packs.iter().map(|(id, added)| (id.clone(), added.read.clone())).collect()
}

/// What an entry says beside what it said when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// It was never read.
    Unread,
    /// The same.
    Same,
    /// Something else.
    Changed(Difference),
    /// Something else, and what it said was not kept.
    Unknown,
}

/// Compares an entry with what it said when it was read, which `said` returns if it was kept; returns when it
/// was read too.
pub fn since(
    state: &State,
    library: &Library,
    entry: EntryKey,
    said: impl FnOnce(Print) -> Option<Said>,
) -> (Option<Moment>, Since) {
    let Some(reading) = reading_of(state, &library.catalogue, entry) else {
        return (None, Since::Unread);
    };
    let now = settled_paragraphs(library, entry);
    let since = if print_of(&now) == reading.text {
        Since::Same
    } else {
        let said = said(reading.text);
        said.map_or(Since::Unknown, |said| Since::Changed(difference(&said, &now)))
    };
    (Some(reading.at), since)
}
