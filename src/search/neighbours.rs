//! The entries that are near to an entry in meaning. Refuses to know: queries, links.

use super::hits::NearWords;
use super::near::{LARGE, carried_by};
use super::senses::{Nearness, Senses, each_short_text, text_at};
use super::words::tokens;
use crate::meaning::{self, WordSense};
use crate::model::{EntryKey, Library};
use crate::text::fold::fold;

/// What is less near than this, in thousandths, is not called a neighbour: entries of one pack are all
/// somewhat near each other.
const THRESHOLD: i64 = 500;
/// A little less as a fraction, so that rounding decides.
const LEAST: f32 = Nearness::least(THRESHOLD);

/// An entry that is near to another in meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// The entry.
    pub entry: EntryKey,
    /// How near it is, in thousandths.
    pub score: i64,
    /// The pair of words that carries most of it, the other entry's first.
    pub words: Option<NearWords>,
}

/// Finds the entries that are nearest to an entry in meaning, the nearest first, at most `limit`.
///
/// Reads all bodies; above 100,000 entries the short texts of each alone. Finds nothing in a build without
/// the tables.
pub fn neighbours(library: &Library, entry: EntryKey, limit: usize) -> Vec<Neighbour> {
    if !meaning::is_built_in() {
        return Vec::new();
    }
    let count = library.catalogue.len() as u32;
    let mut senses = Senses::default();
    let is_large = count as usize > LARGE;
    while !is_large && senses.len() < count as usize {
        senses.push_next(library);
    }
    let own = if is_large {
        Senses::mean_of_short_texts(library, entry.0)
    } else {
        *senses.mean(entry.0)
    };
    let mut found: Vec<(i64, u32, u32)> = (0..count)
        .filter(|&other| other != entry.0)
        .filter_map(|other| {
            let near = if is_large {
                Nearness::by_short_texts(library, other, &own, LEAST)
            } else {
                senses.nearness(other, &own, LEAST)
            };
            let near = near?;
            let score = near.thousandths();
            (score >= THRESHOLD).then_some((-score, other, near.text))
        })
        .collect();
    found.sort_unstable();
    found.truncate(limit);
    let words = words_of(library, entry);
    let neighbours = found.into_iter().map(|(score, other, text)| {
        let text = text_at(library, other, text).map(|(.., text)| fold(&text)).unwrap_or_default();
        let found = WordSense::of(tokens(&text).map(|token| token.text));
        Neighbour { entry: EntryKey(other), score: -score, words: carried_by(&words, &found) }
    });
    neighbours.collect()
}

/// Returns the words of the short texts of an entry that have a meaning.
fn words_of(library: &Library, entry: EntryKey) -> Vec<WordSense> {
    let mut words = Vec::new();
    each_short_text(library, entry.0, &mut |_, _, text| {
        words.extend(WordSense::of(tokens(&fold(text)).map(|token| token.text)));
    });
    words
}
