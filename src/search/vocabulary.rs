//! All words of the library, sorted: found whole, by their beginnings, by their stems, and by being
//! near to a misspelt one. Refuses to know: which entries hold them.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use super::lines::bit;
use super::typo;
use super::words::is_run;
use crate::model::column::TextColumn;

/// The words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: TextColumn,
    /// Which characters occur in each.
    masks: Vec<u64>,
    /// How many characters each has, at most 255.
    lengths: Vec<u8>,
    stems: Vec<Stems>,
}

/// The words in the order of their stems in one language.
#[derive(Clone, Debug)]
struct Stems {
    algorithm: Algorithm,
    order: Vec<u32>,
}

impl Vocabulary {
    /// Takes the words, sorted and without repetitions, and the languages (BCP 47) of the packs.
    pub fn new<'a>(sorted: impl Iterator<Item = &'a str>, languages: &[&str]) -> Self {
        let mut vocabulary = Self::default();
        for word in sorted {
            vocabulary.words.push(word);
            vocabulary.masks.push(mask(word));
            vocabulary.lengths.push(word.chars().count().min(255) as u8);
        }
        let mut algorithms: Vec<Algorithm> = Vec::new();
        for algorithm in languages.iter().filter_map(|language| algorithm(language)) {
            if !algorithms.contains(&algorithm) {
                algorithms.push(algorithm);
            }
        }
        vocabulary.stems =
            algorithms.into_iter().map(|algorithm| vocabulary.sort_by_stem(algorithm)).collect();
        vocabulary
    }

    fn sort_by_stem(&self, algorithm: Algorithm) -> Stems {
        let stemmer = Stemmer::create(algorithm);
        let mut order: Vec<u32> =
            (0..self.len()).filter(|&word| is_stemmed(self.word(word))).collect();
        order.sort_by_cached_key(|&word| stemmer.stem(self.word(word)).into_owned());
        Stems { algorithm, order }
    }

    /// Counts the words.
    pub fn len(&self) -> u32 {
        self.words.len() as u32
    }

    /// Returns a word.
    pub fn word(&self, word: u32) -> &str {
        self.words.get(word as usize)
    }

    /// Finds a word.
    pub fn find(&self, word: &str) -> Option<u32> {
        let at = self.first_from(word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// Finds the words that start with a text, itself among them.
    pub fn starting_with(&self, start: &str) -> Range<u32> {
        let first = self.first_from(start);
        let (mut low, mut high) = (first, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.word(middle).starts_with(start) { low = middle + 1 } else { high = middle }
        }
        first..low
    }

    fn first_from(&self, word: &str) -> u32 {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.word(middle) < word { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Finds the other words with the stem of this one.
    pub fn inflections(&self, word: &str) -> Vec<u32> {
        let mut found = Vec::new();
        if is_stemmed(word) {
            for Stems { algorithm, order } in &self.stems {
                let stemmer = Stemmer::create(*algorithm);
                let stem = stemmer.stem(word);
                let first = order.partition_point(|&other| stemmer.stem(self.word(other)) < stem);
                let same = order[first..]
                    .iter()
                    .take_while(|&&other| stemmer.stem(self.word(other)) == stem);
                found.extend(same.filter(|&&other| self.word(other) != word));
            }
        }
        found
    }

    /// Returns whether two words have one stem in a language of the library.
    pub fn is_inflection(&self, one: &str, other: &str) -> bool {
        is_stemmed(one)
            && is_stemmed(other)
            && self.stems.iter().any(|stems| {
                let stemmer = Stemmer::create(stems.algorithm);
                stemmer.stem(one) == stemmer.stem(other)
            })
    }

    /// Finds the words that are within reach of a misspelt one, each with its distance.
    pub fn near(&self, word: &str) -> Vec<(u32, u8)> {
        let reach = typo::reach(word);
        if reach == 0 {
            return Vec::new();
        }
        let letters: Vec<char> = word.chars().collect();
        let (mask, length) = (mask(word), letters.len());
        let (mut found, mut others) = (Vec::new(), Vec::new());
        for (at, &other) in self.masks.iter().enumerate() {
            // An edit changes at most two of the characters present: one goes, another comes.
            if (mask ^ other).count_ones() > 2 * u32::from(reach)
                || usize::from(self.lengths[at]).abs_diff(length) > usize::from(reach)
            {
                continue;
            }
            others.clear();
            others.extend(self.words.get(at).chars());
            if let Some(distance @ 1..) = typo::distance_within(&letters, &others, reach) {
                found.push((at as u32, distance));
            }
        }
        found
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        let stems: usize = self.stems.iter().map(|stems| stems.order.len() * 4).sum();
        self.words.iter().map(str::len).sum::<usize>() + self.masks.len() * (4 + 8 + 1) + stems
    }
}

fn mask(word: &str) -> u64 {
    word.chars().fold(0, |all, c| all | bit(c))
}

/// Returns whether a word can be inflected; short ones and numbers are left as they are.
fn is_stemmed(word: &str) -> bool {
    word.len() > 2 && word.chars().all(char::is_alphabetic) && !word.starts_with(is_run)
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language.split('-').next().unwrap_or(language) {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&'static str]) -> Vocabulary {
        let mut list = list.to_vec();
        list.sort_unstable();
        Vocabulary::new(list.into_iter(), &["en", "zh"])
    }

    #[test]
    fn words_are_found_whole_and_by_their_beginnings() {
        let vocabulary = words(&["bank", "banks", "banking", "ban", "cat"]);
        assert_eq!(vocabulary.find("bank").map(|word| vocabulary.word(word)), Some("bank"));
        assert_eq!(vocabulary.find("banke"), None);
        let found: Vec<_> =
            vocabulary.starting_with("bank").map(|word| vocabulary.word(word)).collect();
        assert_eq!(found, ["bank", "banking", "banks"]);
        assert!(vocabulary.starting_with("zoo").is_empty());
    }

    #[track_caller]
    fn check_inflections(word: &str, expected: &[&str]) {
        let vocabulary =
            words(&["loan", "loans", "warn", "warning", "warned", "policy", "policies", "5g"]);
        let found: Vec<_> =
            vocabulary.inflections(word).into_iter().map(|word| vocabulary.word(word)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn english_is_inflected() {
        check_inflections("loans", &["loan"]);
        check_inflections("warn", &["warned", "warning"]);
        check_inflections("policy", &["policies"]);
        check_inflections("5g", &[]);
        check_inflections("硬联", &[]);
    }

    #[test]
    fn misspelt_words_find_near_ones() {
        let vocabulary = words(&["library", "loan", "connectivity", "2013"]);
        let near = |word: &str| {
            let near = vocabulary.near(word).into_iter();
            near.map(|(word, distance)| (vocabulary.word(word), distance)).collect::<Vec<_>>()
        };
        assert_eq!(near("libary"), [("library", 1)]);
        assert_eq!(near("conectivty"), [("connectivity", 2)]);
        assert_eq!(near("laon"), [("loan", 1)]);
        assert_eq!(near("lon"), []);
        assert_eq!(near("2014"), []);
    }
}
