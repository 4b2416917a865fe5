//! The entries whose titles, aliases, forms or names hold what was typed, compared folded. Refuses
//! to know: the search index, rows, keys.

use std::ops::Range;

use crate::model::{Catalogue, EntryKey};
use crate::text::fold::fold;

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
        let folded = fold(text);
        let mut buffer = String::new();
        let mut passes = |entry: &EntryKey| {
            let own = [catalogue.title(*entry), catalogue.short(*entry)];
            let others = catalogue.aliases(*entry).chain(catalogue.forms(*entry));
            let names = catalogue.names(*entry).flat_map(|name| [name.text, name.reading]);
            own.into_iter().chain(others.chain(names)).any(|text| holds(text, &folded, &mut buffer))
        };
        let entries = match before {
            Some(before) if folded.contains(&before.folded) => {
                before.entries.iter().copied().filter(|entry| passes(entry)).collect()
            }
            _ => ranges.into_iter().flatten().map(EntryKey).filter(|entry| passes(entry)).collect(),
        };
        Self { text: text.to_owned(), folded, entries }
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
