//! Which of the entries that are open were read, and how many of each theme. Refuses to know: when, and what
//! they said.

use super::added_to;
use crate::journal::{Readings, State};
use crate::model::{Catalogue, EntryKey, ThemeKey};

/// Which entries were read, by key, and how many of each theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadEntries {
    /// A bit an entry.
    bits: Vec<u64>,
    /// By theme.
    counts: Vec<u32>,
}

impl ReadEntries {
    /// Builds what holds where nothing was read.
    pub fn none(catalogue: &Catalogue) -> Self {
        Self {
            bits: vec![0; catalogue.len().div_ceil(64)],
            counts: vec![0; catalogue.themes().len()],
        }
    }

    /// Looks up all that was read in some packs, which are named by their ids; takes as long as that is much.
    pub fn new(catalogue: &Catalogue, read: &[(Box<str>, Readings)]) -> Self {
        let mut all = Self::none(catalogue);
        for (pack, readings) in read {
            let Some(pack) = catalogue.find_pack(pack) else { continue };
            for (id, _) in readings.iter() {
                if let Some(entry) = catalogue.find_in(pack, id) {
                    all.set(catalogue, entry, true);
                }
            }
        }
        all
    }

    /// Returns whether an entry was read.
    pub fn has(&self, entry: EntryKey) -> bool {
        let (at, bit) = place_of(entry);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// Counts the entries of a theme that were read.
    pub fn of_theme(&self, theme: ThemeKey) -> usize {
        self.counts.get(theme.index()).map_or(0, |count| *count as usize)
    }

    /// Takes in whether an entry was read.
    pub fn set(&mut self, catalogue: &Catalogue, entry: EntryKey, read: bool) {
        if self.has(entry) == read {
            return;
        }
        let (at, bit) = place_of(entry);
        self.bits[at] ^= bit;
        let count = &mut self.counts[catalogue.theme_of(entry).index()];
        *count = if read { *count + 1 } else { *count - 1 };
    }
}

fn place_of(entry: EntryKey) -> (usize, u64) {
    (entry.index() / 64, 1 << (entry.index() % 64))
}

/// Returns whether an entry was read, under its id or one that it had.
pub fn is_read(state: &State, catalogue: &Catalogue, entry: EntryKey) -> bool {
    let added = added_to(state, catalogue, entry);
    added.is_some_and(|(added, mut ids)| ids.any(|id| added.read.get(id).is_some()))
}

/// Returns whether an entry has a bookmark, under its id or one that it had.
pub fn is_bookmarked(state: &State, catalogue: &Catalogue, entry: EntryKey) -> bool {
    let added = added_to(state, catalogue, entry);
    added.is_some_and(|(added, mut ids)| ids.any(|id| added.bookmarks.contains_key(id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Change, EntryRef, Moment, Print, Record};
    use crate::model::{NewEntry, Pack, Theme};

    #[test]
    fn an_entry_that_was_read_under_two_ids_counts_once() {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("tea", "Tea"));
        let themes = ["kind", "term"].map(|id| catalogue.push_theme(Theme::new(pack, id, id)));
        let mut green = NewEntry::new(themes[0], "kind/green", "Green");
        green.head.former = vec!["kind/verdant".into()];
        let green = catalogue.push_entry(green);
        let black = catalogue.push_entry(NewEntry::new(themes[0], "kind/black", "Black"));
        let tannin = catalogue.push_entry(NewEntry::new(themes[1], "term/tannin", "Tannin"));
        let mut state = State::default();
        for id in ["kind/green", "kind/verdant", "term/tannin", "kind/gone"] {
            let change = Change::Read { on: EntryRef::new("tea", id), text: Print(1) };
            state.apply(Record { at: Moment(1), change });
        }
        let read: Vec<_> =
            state.packs.iter().map(|(id, pack)| (id.clone(), pack.read.clone())).collect();
        let mut all = ReadEntries::new(&catalogue, &read);
        let counts = |all: &ReadEntries| themes.map(|theme| all.of_theme(theme));
        assert_eq!(counts(&all), [1, 1]);
        assert_eq!([green, black, tannin].map(|entry| all.has(entry)), [true, false, true]);
        for entry in [green, black, tannin] {
            assert_eq!(is_read(&state, &catalogue, entry), all.has(entry), "{entry:?}");
        }
        all.set(&catalogue, green, false);
        all.set(&catalogue, green, false);
        all.set(&catalogue, black, true);
        assert_eq!(counts(&all), [1, 1]);
        assert_eq!(ReadEntries::none(&catalogue), ReadEntries::new(&catalogue, &[]));
    }
}
