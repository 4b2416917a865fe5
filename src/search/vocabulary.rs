//! All words of the library, sorted: found whole, by their beginnings, by their stems, and by being
//! near to a misspelt one. Refuses to know: which entries hold them.

use std::borrow::Cow;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::char::is_combining_mark;

use super::lines::bit;
use super::typo;
use crate::model::column::TextColumn;
use crate::text::fold::fold;
use crate::text::script::is_unspaced;

/// The words.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: TextColumn,
    /// Which characters occur in each.
    masks: Vec<u64>,
    /// How many characters each has, at most 255.
    lengths: Vec<u8>,
    /// Words as texts have them, in lower case with the marks that folding takes away, in the order of
    /// the words that they fold to.
    written: TextColumn,
    /// The word that each folds to.
    folded: Vec<u32>,
    stems: Vec<Stems>,
}

/// The words in the order of their stems in one language, both as they are folded and as they are
/// written: a stemmer knows its endings with their marks.
#[derive(Clone, Debug)]
struct Stems {
    algorithm: Algorithm,
    /// Words by their numbers, and behind these written ones.
    order: Vec<u32>,
}

impl Vocabulary {
    /// Takes the words, sorted and without repetitions, words as they are written that fold to other
    /// ones, and the languages (BCP 47) of the packs.
    pub fn new<'a>(
        sorted: impl Iterator<Item = &'a str>,
        written: impl Iterator<Item = &'a str>,
        languages: &[&str],
    ) -> Self {
        let mut vocabulary = Self::default();
        for word in sorted {
            vocabulary.words.push(word);
            vocabulary.masks.push(mask(word));
            vocabulary.lengths.push(word.chars().count().min(255) as u8);
        }
        let known = |written: &'a str| Some((vocabulary.find(&fold(written))?, written));
        let mut written: Vec<(u32, &str)> = written.filter_map(known).collect();
        written.sort_unstable();
        written.dedup();
        for (word, written) in written {
            vocabulary.written.push(written);
            vocabulary.folded.push(word);
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
        let all = 0..self.len() + self.folded.len() as u32;
        let mut order: Vec<u32> = all.filter(|&form| is_stemmed(self.form(form))).collect();
        order.sort_by_cached_key(|&form| stem(&stemmer, self.form(form)).into_owned());
        Stems { algorithm, order }
    }

    /// Returns a word, or behind all words a written one.
    fn form(&self, form: u32) -> &str {
        match form.checked_sub(self.len()) {
            None => self.word(form),
            Some(written) => self.written.get(written as usize),
        }
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

    /// Finds the other words with the stem of this one, given folded and as it is written.
    pub fn inflections(&self, word: &str, written: Option<&str>) -> Vec<u32> {
        let mut found = Vec::new();
        let forms = [word].into_iter().chain(written);
        for form in forms.filter(|form| is_stemmed(form)) {
            for Stems { algorithm, order } in &self.stems {
                let stemmer = Stemmer::create(*algorithm);
                let wanted = stem(&stemmer, form);
                let of = |other: u32| stem(&stemmer, self.form(other));
                let first = order.partition_point(|&other| of(other) < wanted);
                let same = order[first..].iter().take_while(|&&other| of(other) == wanted);
                let words = same.map(|&form| {
                    form.checked_sub(self.len()).map_or(form, |at| self.folded[at as usize])
                });
                found.extend(words.filter(|&other| self.word(other) != word));
            }
        }
        found
    }

    /// Returns whether two words have one stem in a language of the library; one of them is given
    /// folded and as it is written.
    pub fn is_inflection(&self, word: &str, written: Option<&str>, other: &str) -> bool {
        if !is_stemmed(word) || !is_stemmed(other) {
            return false;
        }
        let number = self.find(other).unwrap_or(u32::MAX);
        let first = self.folded.partition_point(|&word| word < number);
        let more = (first..).take_while(|&at| self.folded.get(at) == Some(&number));
        let others: Vec<&str> =
            [other].into_iter().chain(more.map(|at| self.written.get(at))).collect();
        self.stems.iter().any(|stems| {
            let stemmer = Stemmer::create(stems.algorithm);
            let mut wanted = [word].into_iter().chain(written).map(|form| stem(&stemmer, form));
            wanted.any(|wanted| others.iter().any(|other| stem(&stemmer, other) == wanted))
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
        let written: usize = self.written.iter().map(|written| written.len() + 4 + 4).sum();
        let words: usize = self.words.iter().map(str::len).sum();
        words + self.masks.len() * (4 + 8 + 1) + written + stems
    }
}

fn mask(word: &str) -> u64 {
    word.chars().fold(0, |all, c| all | bit(c))
}

/// Returns the stem of a word, folded: words agree in it however their accents are typed.
fn stem<'w>(stemmer: &Stemmer, word: &'w str) -> Cow<'w, str> {
    let stem = stemmer.stem(word);
    if stem.is_ascii() { stem } else { fold(&stem).into() }
}

/// Returns whether a word can be inflected; short ones and numbers are left as they are.
fn is_stemmed(word: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || is_combining_mark(c);
    word.len() > 2 && word.chars().all(is_letter) && !word.starts_with(is_unspaced)
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
        Vocabulary::new(list.into_iter(), [].into_iter(), &["en", "zh"])
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
        let found: Vec<_> = vocabulary
            .inflections(word, None)
            .into_iter()
            .map(|word| vocabulary.word(word))
            .collect();
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

    /// Checks that of the words of a language, in lower case, those with the stem of one are found, asked
    /// for with its marks and without them.
    #[track_caller]
    fn check_marks(language: &str, words: &[&str], asked: &str, expected: &[&str]) {
        let mut folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        folded.sort_unstable();
        let folded = folded.iter().map(String::as_str);
        let vocabulary = Vocabulary::new(folded, words.iter().copied(), &[language]);
        let plain = fold(asked);
        for written in [Some(asked), None] {
            let found = vocabulary.inflections(&plain, written);
            for expected in expected {
                let number = vocabulary.find(&fold(expected)).expect("it is a word");
                assert!(found.contains(&number), "{asked} finds {expected} ({written:?})");
                let other = vocabulary.word(number);
                assert!(vocabulary.is_inflection(&plain, written, other), "{asked}, {expected}");
            }
        }
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
