//! The entries that are near to an entry in meaning. Refuses to know: queries, links.

use super::class::MatchField;
use super::hits::NearWords;
use super::senses::{Meanings, Nearness, Senses, each_short_text, text_at};
use super::words::{is_stop_word, tokens};
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
    /// The pair of different words that carries most of it, the one of the entry that was asked for
    /// first; the same word twice if what they share carries more than twice as much; `None` if no words
    /// say why.
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
        let own = WideSense::new(&senses.mean(entry.0));
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
        let mut found = words_of(library, EntryKey(other));
        if let Some((.., text)) = text_at(library, other, text) {
            found.extend(words_in(&text));
        }
        Neighbour { entry: EntryKey(other), score: -score, words: reason(&words, &found) }
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

/// Returns the words of what an entry is called by its author and of its summary that have a meaning.
///
/// Aliases are there for those who type them, readings among them, and a name in another language adds to
/// what an entry means, but their words say nothing to a reader.
fn words_of(library: &Library, entry: EntryKey) -> Vec<WordSense> {
    let mut words = Vec::new();
    each_short_text(library, entry.0, &mut |field, _, text| {
        if matches!(field, MatchField::Title | MatchField::Summary) {
            words.extend(words_in(text));
        }
    });
    words
}

/// Returns the words of a text that say something.
fn words_in(text: &str) -> Vec<WordSense> {
    let folded = fold(text);
    let words = tokens(&folded).map(|token| token.text);
    WordSense::of(words.filter(|word| !is_stop_word(word)))
}

/// How much more a word that two entries share must carry than two different words to be the reason.
const SHARED: f32 = 2.0;

/// Returns the pair of words that says best why two entries are near.
fn reason(asked: &[WordSense], found: &[WordSense]) -> Option<NearWords> {
    let pairs = || asked.iter().flat_map(|one| found.iter().map(move |other| (one, other)));
    let best = |same: bool| {
        let alike = pairs().filter(|(one, other)| is_one_word(&one.word, &other.word) == same);
        let scored = alike.map(|(one, other)| (one.carries(other), &one.word, &other.word));
        let scored = scored.filter(|(carried, ..)| *carried > 0.0);
        scored.max_by(|one, other| one.0.total_cmp(&other.0))
    };
    let shared = best(true).map(|(carried, word, _)| (carried / SHARED, word, word));
    let (_, asked, found) =
        best(false).into_iter().chain(shared).max_by(|one, other| one.0.total_cmp(&other.0))?;
    Some(NearWords { asked: asked.clone(), found: found.clone() })
}

/// Returns whether two words are one, or look like forms of one: all but the ends of them is the same.
fn is_one_word(one: &str, other: &str) -> bool {
    /// Endings have so many letters at the most.
    const ENDING: usize = 5;
    let shared = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let longest = one.len().max(other.len());
    shared == longest || shared >= 3 && longest - shared <= ENDING && 2 * shared >= longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_told_from_two() {
        for (one, other, expected) in [
            ("belt", "belt", true),
            ("port", "ports", true),
            ("connect", "connectivity", true),
            ("finance", "financing", true),
            ("bribes", "corruption", false),
            ("road", "rail", false),
        ] {
            assert_eq!(is_one_word(one, other), expected, "{one} {other}");
        }
    }
}
