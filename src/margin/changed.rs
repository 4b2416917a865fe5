//! Which entries say something else than when they were read. Refuses to know: who waits for it, what they
//! said.

use std::cmp::Reverse;

use super::prints::Prints;
use super::{Difference, added_to, difference, print_of, settled_paragraphs};
use crate::journal::{Moment, Ordered, Print, Reading, Readings, Said, State};
use crate::model::{Catalogue, EntryKey, Library, PackKey};

/// Finds the entries that were read and say something else now, each with the fingerprint of what it said;
/// `None` if `goes_on` says before the end that nobody waits any more. Reads those whose fingerprint lies in
/// no file, or is another one there.
pub fn changed(
    library: &Library,
    read: &[(Box<str>, Readings)],
    goes_on: impl Fn() -> bool,
) -> Option<Ordered<EntryKey, Print>> {
    let mut changed = Ordered::default();
    for (pack, readings) in read {
        let Some(pack) = library.catalogue.find_pack(pack) else { continue };
        let stored = library.image(pack).and_then(|image| Prints::of_pack(library, pack, image));
        let is_stored =
            |entry, print| stored.as_ref().is_some_and(|stored| stored.get(entry) == Some(print));
        for (entry, text) in latest(&library.catalogue, pack, readings) {
            if is_stored(entry, text) {
                continue;
            }
            if !goes_on() {
                return None;
            }
            if print_of(&settled_paragraphs(library, entry)) != text {
                changed.insert(entry, text);
            }
        }
    }
    Some(changed)
}

/// Returns what the entries of a pack said when they were read last, under whatever id; in pack order.
fn latest(
    catalogue: &Catalogue,
    pack: PackKey,
    readings: &Readings,
) -> impl Iterator<Item = (EntryKey, Print)> + use<> {
    let found = readings.iter().filter_map(|(id, reading)| {
        let entry = catalogue.find_in(pack, id)?;
        Some((entry, Reverse(reading.at), reading.text))
    });
    let mut all: Vec<_> = found.collect();
    all.sort_unstable();
    all.dedup_by_key(|(entry, ..)| *entry);
    all.into_iter().map(|(entry, _, text)| (entry, text))
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
