//! All words of the library, in one sorted list or several. Refuses to know: which entries hold them.

use std::ops::Range;

use super::typo;
use super::word_list::{self, Algorithm, WordList};
use crate::meaning;
use crate::model::Catalogue;

/// The words of several lists, numbered one list behind the other. A word may be in several, and then has
/// several numbers.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    lists: Vec<WordList>,
    /// The first number of each list.
    starts: Vec<u32>,
    /// The languages whose inflections count.
    algorithms: Vec<Algorithm>,
}

impl Vocabulary {
    /// Builds a vocabulary without words, for the languages of all packs.
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut algorithms = Vec::new();
        let known = catalogue.packs().iter().filter_map(|it| word_list::algorithm(&it.language));
        for algorithm in known {
            if !algorithms.contains(&algorithm) {
                algorithms.push(algorithm);
            }
        }
        Self { lists: Vec::new(), starts: Vec::new(), algorithms }
    }

    /// Returns the languages whose inflections count.
    pub fn languages(&self) -> &[Algorithm] {
        &self.algorithms
    }

    /// Adds a list.
    pub fn push(&mut self, list: WordList) {
        self.starts.push(self.len());
        self.lists.push(list);
    }

    /// Counts the words.
    fn len(&self) -> u32 {
        let last = self.starts.last().zip(self.lists.last());
        last.map_or(0, |(start, list)| start + list.len())
    }

    /// Returns the lists.
    pub fn lists(&self) -> &[WordList] {
        &self.lists
    }

    /// Returns in which list a word is, and its number there.
    pub fn place(&self, word: u32) -> (usize, u32) {
        let list = self.starts.partition_point(|&start| start <= word) - 1;
        (list, word - self.starts[list])
    }

    fn numbered(&self) -> impl Iterator<Item = (u32, &WordList)> {
        self.starts.iter().copied().zip(&self.lists)
    }

    /// Returns a word.
    pub fn word(&self, word: u32) -> &str {
        let (list, word) = self.place(word);
        self.lists[list].word(word)
    }

    /// Finds a word, once in each list that has it.
    pub fn find(&self, word: &str) -> Vec<u32> {
        self.numbered().filter_map(|(start, list)| Some(start + list.find(word)?)).collect()
    }

    /// Finds the words that start with a text, itself among them, as a run of numbers in each list.
    pub fn starting_with(&self, text: &str) -> Vec<Range<u32>> {
        let runs = self.numbered().map(|(start, list)| {
            let run = list.starting_with(text);
            start + run.start..start + run.end
        });
        runs.filter(|run| !run.is_empty()).collect()
    }

    /// Returns whether a word begins in a text as it is written here; given folded too.
    pub fn is_written(&self, word: &str, written: &str) -> bool {
        let mut begun = self.lists.iter().flat_map(|list| list.written(list.starting_with(word)));
        begun.any(|other| other.starts_with(written))
    }

    /// Finds the other words with the stem of this one, given folded and as it is written.
    pub fn inflections(&self, word: &str, written: Option<&str>) -> Vec<u32> {
        let found = self.numbered().flat_map(|(start, list)| {
            list.inflections(word, written).into_iter().map(move |other| start + other)
        });
        found.collect()
    }

    /// Returns whether two words have one stem in a language of the library; one of them is given
    /// folded and as it is written.
    pub fn is_inflection(&self, word: &str, written: Option<&str>, other: &str) -> bool {
        if !word_list::is_stemmed(word) || !word_list::is_stemmed(other) {
            return false;
        }
        let as_written = self.lists.iter().flat_map(|list| list.written(list.range_of(other)));
        let others: Vec<&str> = [other].into_iter().chain(as_written).collect();
        self.algorithms.iter().any(|&algorithm| {
            let forms = [word].into_iter().chain(written);
            word_list::is_inflection(algorithm, forms, &others)
        })
    }

    /// Returns how many edits are allowed for a word that stands beside others: one for three letters too if
    /// they are no word, neither in a text nor by the tables of meaning; else as for any word.
    pub fn reach(&self, word: &str) -> u8 {
        let is_short = word.chars().count() == 3 && word_list::is_stemmed(word);
        let is_none = || meaning::is_built_in() && !meaning::is_word(word);
        let is_slip = is_short && is_none() && self.find(word).is_empty();
        if is_slip { 1 } else { typo::reach(word) }
    }

    /// Finds the words that are within so many edits of a misspelt one, each with its distance: that of the
    /// nearest of its forms among them, since whoever misspells "ambassador" means "ambassadors" no less.
    pub fn near(&self, word: &str, reach: u8) -> Vec<(u32, u8)> {
        let found = self.numbered().flat_map(|(start, list)| {
            list.near(word, reach)
                .into_iter()
                .map(move |(other, distance)| (start + other, distance))
        });
        let mut found: Vec<(u32, u8)> = found.collect();
        if reach > 1 {
            for &algorithm in &self.algorithms {
                let words = found.iter().map(|(word, _)| self.word(*word));
                let mut forms: Vec<(String, &mut u8)> = word_list::stems(algorithm, words)
                    .into_iter()
                    .zip(&mut found)
                    .map(|(stem, (_, distance))| (stem, distance))
                    .collect();
                // Of one stem the nearest comes first.
                forms.sort_unstable();
                for of_one_stem in forms.chunk_by_mut(|one, other| one.0 == other.0) {
                    let least = *of_one_stem[0].1;
                    for (_, distance) in of_one_stem {
                        **distance = least;
                    }
                }
            }
        }
        found
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        self.lists.iter().map(WordList::memory).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    /// Two lists that share a word.
    fn two() -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for words in [["bank", "banks", "cat"], ["ban", "bank", "dog"]] {
            vocabulary.push(WordList::new(
                words.into_iter(),
                [].into_iter(),
                &[Algorithm::English],
            ));
        }
        vocabulary
    }

    #[test]
    fn a_word_of_two_lists_is_found_in_both() {
        let vocabulary = two();
        assert_eq!(vocabulary.find("bank"), [0, 4]);
        assert_eq!(vocabulary.find("dog"), [5]);
        assert!(vocabulary.find("do").is_empty());
        assert_eq!(vocabulary.starting_with("bank"), [0..2, 4..5]);
        assert_eq!(vocabulary.starting_with("ba"), [0..2, 3..5]);
        assert_eq!(vocabulary.inflections("banks", None), [0, 4]);
        assert_eq!(vocabulary.near("doog", 1), [(5, 1)]);
        assert_eq!([1, 3, 5].map(|word| vocabulary.word(word)), ["banks", "ban", "dog"]);
        assert_eq!([2, 3].map(|word| vocabulary.place(word)), [(0, 2), (1, 0)]);
    }

    /// Checks that of the words of a language, in lower case, those with the stem of one are found, asked
    /// for with its marks and without them.
    #[track_caller]
    fn check_marks(language: &str, words: &[&str], asked: &str, expected: &[&str]) {
        let mut folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        folded.sort_unstable();
        let folded = folded.iter().map(String::as_str);
        let algorithms = Vec::from_iter(word_list::algorithm(language));
        let list = WordList::new(folded, words.iter().copied(), &algorithms);
        let mut vocabulary = Vocabulary { algorithms, ..Vocabulary::default() };
        vocabulary.push(list);
        let plain = fold(asked);
        for written in [Some(asked), None] {
            let found = vocabulary.inflections(&plain, written);
            for expected in expected {
                let number = vocabulary.find(&fold(expected))[0];
                assert!(found.contains(&number), "{asked} finds {expected} ({written:?})");
                let other = vocabulary.word(number);
                assert!(vocabulary.is_inflection(&plain, written, other), "{asked}, {expected}");
            }
        }
    }

    #[test]
    fn a_form_of_a_word_is_as_near_as_the_word() {
        let words = ["ambassador", "ambassadors", "ambassage", "embassadory"];
        let list = WordList::new(words.into_iter(), [].into_iter(), &[Algorithm::English]);
        let mut english =
            Vocabulary { algorithms: vec![Algorithm::English], ..Vocabulary::default() };
        english.push(list.clone());
        assert_eq!(english.near("ambasador", 2), [(0, 1), (1, 1)]);
        let mut unknown = Vocabulary::default();
        unknown.push(list);
        assert_eq!(unknown.near("ambasador", 2), [(0, 1), (1, 2)]);
    }

    #[test]
    fn stems_are_made_of_letters_with_their_marks() {
        check_marks("es", &["canción", "canciones"], "canción", &["canciones"]);
        check_marks("es", &["canción", "canciones"], "canciones", &["canción"]);
        check_marks("fr", &["régionaux", "régional"], "régional", &["régionaux"]);
        check_marks("de", &["häuser", "haus"], "haus", &["häuser"]);
        check_marks("ru", &["музей", "музеи"], "музей", &["музеи"]);
        check_marks("ru", &["новый", "новая"], "новый", &["новая"]);
        check_marks("tr", &["kapı", "kapılar"], "kapı", &["kapılar"]);
    }
}
