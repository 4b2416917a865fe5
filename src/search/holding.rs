//! Which texts may have a name as whole words, as far as the indexes in files tell. Refuses to know: whose
//! names these are, and what the texts say.

use std::ops::Range;

use super::stored::{StoredIndex, is_damaged};
use super::words::{grams, is_stop_word, tokens};
use crate::model::{EntryKey, Library, PackKey};

/// Returns the entries whose text may have one of some folded names as whole words, in pack order: all
/// entries of a pack whose index lies in no file, or is damaged there.
pub fn may_hold(library: &Library, names: &[String]) -> Vec<EntryKey> {
    let catalogue = &library.catalogue;
    let of_pack = |pack: PackKey| {
        let stored = StoredIndex::find(library, pack, &[]);
        let all = || catalogue.entries_of_pack(pack).collect();
        stored.and_then(|stored| holding(&stored, names)).unwrap_or_else(all)
    };
    catalogue.pack_keys().flat_map(of_pack).collect()
}

/// Returns those of a pack; `None` if its index does not tell.
fn holding(stored: &StoredIndex, names: &[String]) -> Option<Vec<EntryKey>> {
    let mut all = Vec::new();
    for name in names {
        all.extend(holding_one(stored, name)?);
    }
    all.sort_unstable();
    all.dedup();
    (!is_damaged(&stored.image)).then(|| all.into_iter().map(EntryKey).collect())
}

/// Returns those that have all words of a name; `None` if it has none that are in the index wherever it
/// stands in a text.
fn holding_one(stored: &StoredIndex, name: &str) -> Option<Vec<u32>> {
    // The index leaves the one of `China's` out.
    let words: Vec<_> = tokens(name).filter(|word| word.text != "s").collect();
    let telling: Vec<_> = words.iter().filter(|word| !is_stop_word(word.text)).collect();
    let words = if telling.is_empty() { words.iter().collect() } else { telling };
    let mut held: Option<Vec<u32>> = None;
    for word in words {
        if word.run {
            // It may be a part of a longer one, where its last character begins another piece.
            for gram in grams(word.text) {
                keep(&mut held, entries_with(stored, stored.words.starting_with(gram)));
            }
        } else {
            keep(&mut held, entries_with(stored, stored.words.range_of(word.text)));
        }
    }
    held
}

/// Returns the entries with one of some words in their text, ascending.
fn entries_with(stored: &StoredIndex, words: Range<u32>) -> Vec<u32> {
    let is_one = words.len() < 2;
    let mut entries = Vec::new();
    stored.segment.each_body_with(words, |entry, _| entries.push(entry));
    if !is_one {
        entries.sort_unstable();
        entries.dedup();
    }
    entries
}

/// Keeps of what is held what is in a sorted list too.
fn keep(held: &mut Option<Vec<u32>>, listed: Vec<u32>) {
    match held {
        Some(held) => held.retain(|entry| listed.binary_search(entry).is_ok()),
        None => *held = Some(listed),
    }
}
