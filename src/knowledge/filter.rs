//! The entries whose titles, aliases, forms or names hold what was typed, compared folded. Refuses
//! to know: the search index, rows, keys.

use std::ops::Range;

use crate::model::{Catalogue, EntryKey};
use crate::text::fold::fold;

/// After how many entries it is looked whether the result is still wanted.
const OFTEN: usize = 1024;

/// The entries that a filter lets through, in pack order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filtered {
    text: String,
    folded: String,
    entries: Vec<EntryKey>,
}

impl Filtered {
    /// Filters the entries of some ascending ranges; looks only at what `before` let through if
    /// it was a filter over the same ranges by a part of `text`.
    pub fn new(
        catalogue: &Catalogue,
        ranges: impl IntoIterator<Item = Range<u32>>,
        text: &str,
        before: Option<&Self>,
    ) -> Self {
        let filtered = Self::new_while(catalogue, ranges, text, before, || true);
        filtered.expect("it is wanted to the end")
    }

    /// Filters as [`Self::new`] does; `None` as soon as that is no longer `wanted`.
    pub fn new_while(
        catalogue: &Catalogue,
        ranges: impl IntoIterator<Item = Range<u32>>,
        text: &str,
        before: Option<&Self>,
        wanted: impl Fn() -> bool,
    ) -> Option<Self> {
        let folded = fold(text);
        let mut buffer = String::new();
        let mut passes = |entry: &EntryKey| {
            let own = [catalogue.title(*entry), catalogue.short(*entry)];
            let mut all = own.into_iter().chain(others(catalogue, *entry));
            all.any(|text| holds(text, &folded, &mut buffer))
        };
        let mut entries = Vec::new();
        let mut narrow = |all: &mut dyn Iterator<Item = EntryKey>| {
            for (at, entry) in all.enumerate() {
                if at % OFTEN == 0 && !wanted() {
                    return None;
                }
                if passes(&entry) {
                    entries.push(entry);
                }
            }
            Some(())
        };
        match before.filter(|before| folded.contains(&before.folded)) {
            Some(before) => narrow(&mut before.entries.iter().copied())?,
            None => narrow(&mut ranges.into_iter().flatten().map(EntryKey))?,
        }
        Some(Self { text: text.to_owned(), folded, entries })
    }

    /// Returns the name for which an entry was let through, if it is none of those that lists show.
    pub fn other_name<'a>(&self, catalogue: &'a Catalogue, entry: EntryKey) -> Option<&'a str> {
        let mut buffer = String::new();
        let mut passes = |text: &&str| holds(text, &self.folded, &mut buffer);
        let is_titled = [catalogue.title(entry), catalogue.short(entry)].iter().any(&mut passes);
        if is_titled { None } else { others(catalogue, entry).find(passes) }
    }

    /// Returns whether a filter by `text` looks only at what this one has let through.
    pub fn is_narrowed_by(&self, text: &str) -> bool {
        fold(text).contains(&self.folded)
    }

    /// Returns what was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Counts the entries.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Returns the entry at a position.
    pub fn entry(&self, position: usize) -> EntryKey {
        self.entries[position]
    }

    /// Finds an entry.
    pub fn position(&self, entry: EntryKey) -> Option<usize> {
        self.entries.binary_search(&entry).ok()
    }

    /// Returns the positions of those entries whose keys are in a range.
    pub fn within(&self, keys: Range<u32>) -> Range<usize> {
        let bound = |key: u32| self.entries.partition_point(|entry| entry.0 < key);
        bound(keys.start)..bound(keys.end)
    }
}

/// Returns what an entry is called apart from its titles.
fn others(catalogue: &Catalogue, entry: EntryKey) -> impl Iterator<Item = &str> {
    let names = catalogue.names(entry).flat_map(|name| [name.text, name.reading]);
    catalogue.aliases(entry).chain(catalogue.forms(entry)).chain(names)
}

/// Returns whether a text, folded, holds `folded`; plain ASCII is folded without an allocation,
/// which is what makes a filter over a million titles bearable.
pub fn holds(text: &str, folded: &str, buffer: &mut String) -> bool {
    if text.is_ascii() {
        buffer.clear();
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
        buffer.contains(folded)
    } else {
        fold(text).contains(folded)
    }
}
