//! What a query means: the direction in which its words point together, and which of them and of a text add
//! most to their likeness. Refuses to know: entries.

use super::evaluate::GroupMatches;
use super::hits::{NearWords, QueryHint};
use super::query::{Alternatives, MatchMode};
use super::state::SearchState;
use super::words::{is_stop_word, tokens};
use crate::meaning::{self, Gloss, Sense, SenseSum, WideSense, WordSense};
use crate::text::fold::fold;
use crate::text::pinyin::is_of_syllables;

/// What a query means.
pub(super) struct Asked {
    pub sense: WideSense,
    pub words: Vec<WordSense>,
    /// Its Chinese words in English.
    pub glosses: Vec<Gloss>,
}

impl Asked {
    /// Reads the words of a query that may be said differently; `None` if they have no meaning. What its
    /// pieces mean says nothing of a word that is merely misspelt, nor of words that all spell how Chinese
    /// sounds.
    pub fn new(state: &SearchState<'_>) -> Option<Self> {
        if is_all_sounds(state) {
            return None;
        }
        let (mut known, mut glosses) = (Vec::new(), Vec::new());
        let groups = state.query.groups.iter().zip(&state.matches);
        for (group, matches) in groups.filter(|(group, _)| group.says_what_is_asked()) {
            let is_word = || group.plain().is_none_or(meaning::is_word);
            if is_word() || !matches.as_ref().is_some_and(GroupMatches::is_merely_misspelt) {
                read_words(group, &mut known, &mut glosses);
            }
        }
        let sense = sum_of(&known).sense();
        (sense != Sense::default()).then(|| Self {
            sense: WideSense::new(&sense),
            words: known,
            glosses,
        })
    }

    /// Returns the word of the query and the word of a folded text that add most to their likeness.
    pub fn carried_by(&self, folded: &str) -> Option<NearWords> {
        carried_by(&self.words, &WordSense::of(tokens(folded).map(|token| token.text)))
    }

    /// Returns whether a text has a word of what a Chinese word of the query is in English, but only the
    /// lesser part of that: of 日食, "solar eclipse", the first word.
    pub fn is_lesser_part(&self, word: &str, found: &str, holds: &dyn Fn(&str) -> bool) -> bool {
        let glosses = self.glosses.iter().filter(|gloss| gloss.word == word);
        let mut wordings = glosses.flat_map(|gloss| &gloss.english).map(|english| fold(english));
        wordings.any(|wording| {
            let words = tokens(&wording).map(|token| token.text).filter(|it| !is_stop_word(it));
            let (held, lacked): (Vec<WordSense>, Vec<WordSense>) =
                WordSense::of(words).into_iter().partition(|word| holds(&word.word));
            let weight =
                |words: &[WordSense]| -> f32 { words.iter().map(|word| word.sum().weight()).sum() };
            held.iter().any(|word| word.word == found) && weight(&held) < weight(&lacked)
        })
    }

    /// Returns how it is said in English, if it was asked in Chinese.
    pub fn hint(&self) -> Option<QueryHint> {
        let words = self.glosses.iter();
        let words: Vec<(String, Vec<&'static str>)> =
            words.map(|gloss| (gloss.word.clone(), gloss.english.clone())).collect();
        (!words.is_empty()).then_some(QueryHint::Glosses(words))
    }
}

/// Returns whether what is asked is all in pinyin.
fn is_all_sounds(state: &SearchState<'_>) -> bool {
    let is_sound = |word: &str| is_of_syllables(word) && !meaning::is_word(word);
    let groups = state.query.groups.iter();
    let mut asked = groups.filter(|group| group.says_what_is_asked());
    asked.all(|group| group.plain().is_some_and(is_sound))
}

/// Reads the words of a part of a query that may be said differently, Chinese ones by their glosses.
fn read_words(group: &Alternatives, known: &mut Vec<WordSense>, glosses: &mut Vec<Gloss>) {
    let atoms = group.atoms.iter();
    let atoms = atoms.filter(|atom| matches!(atom.mode, MatchMode::Plain | MatchMode::Phrase));
    for word in atoms.flat_map(|atom| &atom.words) {
        if !word.run {
            known.extend(WordSense::of([&*word.text]));
            continue;
        }
        for gloss in meaning::glosses(&word.text) {
            known.push(of_gloss(&gloss));
            glosses.push(gloss);
        }
    }
}

/// Returns what a part of a query means; a sum of nothing if it has no meaning.
pub(super) fn meaning_of(group: &Alternatives) -> SenseSum {
    let mut words = Vec::new();
    read_words(group, &mut words, &mut Vec::new());
    sum_of(&words)
}

/// Returns what words mean together.
fn sum_of(words: &[WordSense]) -> SenseSum {
    let mut sum = SenseSum::default();
    for word in words {
        sum.add(word.sum());
    }
    sum
}

/// Returns the pair of words of two texts that adds most to their likeness.
fn carried_by(asked: &[WordSense], found: &[WordSense]) -> Option<NearWords> {
    let pairs = asked.iter().flat_map(|asked| found.iter().map(move |found| (asked, found)));
    let scored = pairs.map(|pair| (pair.0.carries(pair.1), pair));
    let (_, best) = scored.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    Some(NearWords { asked: best.0.word.clone(), found: best.1.word.clone() })
}

/// Returns a Chinese word with the mean of what its glosses mean.
fn of_gloss(gloss: &Gloss) -> WordSense {
    let mut sum = SenseSum::default();
    for english in &gloss.english {
        for token in tokens(&fold(english)) {
            sum.add_word(token.text);
        }
    }
    WordSense::new(&gloss.word, sum, gloss.english.len())
}
