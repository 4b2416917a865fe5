//! The entries that are near to an entry in meaning. Refuses to know: queries, links.

use super::class::MatchField;
use super::hits::NearWords;
use super::near::carried_by;
use super::senses::{Meanings, Nearness, Senses, each_short_text, text_at};
use super::words::tokens;
use crate::meaning::{self, WideSense, WordSense};
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
    /// The pair of words that carries most of it, the one of the entry that was asked for first.
    pub words: Option<NearWords>,
}

/// Finds the entries that are nearest to an entry in meaning, the nearest first, at most `limit`; `None` as
/// soon as nobody waits for them any more.
///
/// Reads all bodies, once for all who share `meanings`; of a library that is too large for that it reads
/// the short texts of each entry, every time. Finds nothing in a build without the tables.
pub fn neighbours(
    library: &Library,
    meanings: &Meanings,
    entry: EntryKey,
    limit: usize,
    wanted: &dyn Fn() -> bool,
) -> Option<Vec<Neighbour>> {
    if !meaning::is_built_in() {
        return Some(Vec::new());
    }
    let others = (0..library.catalogue.len() as u32).filter(|&other| other != entry.0);
    let mut found = if meanings.cover(&library.catalogue) {
        let senses = meanings.made(library, wanted)?;
        let own = WideSense::new(senses.mean(entry.0));
        near_enough(senses.near(others, &own, LEAST))
    } else {
        let own = WideSense::new(&Senses::mean_of_short_texts(library, entry.0));
        near_enough(others.filter_map(|other| {
            let near = wanted().then(|| Nearness::by_short_texts(library, other, &own, LEAST));
            Some((other, near.flatten()?))
        }))
    };
    found.sort_unstable();
    found.truncate(limit);
    let words = words_of(library, entry);
    let neighbours = found.into_iter().map(|(score, other, text)| {
        let text = text_at(library, other, text).map(|(.., text)| fold(&text)).unwrap_or_default();
        let found = WordSense::of(tokens(&text).map(|token| token.text));
        Neighbour { entry: EntryKey(other), score: -score, words: carried_by(&words, &found) }
    });
    let neighbours = neighbours.collect();
    wanted().then_some(neighbours)
}

/// Returns the entries that are near enough to be neighbours: the score negated, the entry, its nearest
/// text.
fn near_enough(near: impl IntoIterator<Item = (u32, Nearness)>) -> Vec<(i64, u32, u32)> {
    let scored = near.into_iter().filter_map(|(other, near)| {
        let score = near.thousandths();
        (score >= THRESHOLD).then_some((-score, other, near.text))
    });
    scored.collect()
}

/// Returns the words of the short texts of an entry that have a meaning; a name in another language adds
/// to what the entry means, but its words say nothing to a reader.
fn words_of(library: &Library, entry: EntryKey) -> Vec<WordSense> {
    let mut words = Vec::new();
    each_short_text(library, entry.0, &mut |field, _, text| {
        if field == MatchField::Name {
            return;
        }
        words.extend(WordSense::of(tokens(&fold(text)).map(|token| token.text)));
    });
    words
}
