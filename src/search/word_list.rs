//! Words, sorted, in memory or in a file: found whole, by their beginnings, by their stems, and by being
//! near to a misspelt one. Refuses to know: which entries hold them, other lists.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::OnceLock;

pub use rust_stemmers::Algorithm;
use rust_stemmers::Stemmer;
use unicode_normalization::char::is_combining_mark;

use super::lines::bit;
use super::typo;
use crate::blocks::{FileWriter, Image, Numbers, Refusal, Texts, first_where};
use crate::model::columns::fits;
use crate::text::fold::fold;
use crate::text::script::is_unspaced;

/// The sections of a list.
const WORDS: &str = "search.word";
const WRITTEN: &str = "search.written";
const FOLDED: &str = "search.written.word";

/// The words, numbered in their order.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    words: Texts,
    /// What rules most words out when one is misspelt.
    shapes: OnceLock<Shapes>,
    /// Words as texts have them, in lower case with the marks that folding takes away, in the order of
    /// the words that they fold to.
    written: Texts,
    /// The word that each folds to.
    folded: Numbers,
    stems: Vec<Stems>,
}

/// What is known of all words at a glance.
#[derive(Clone, Debug, Default)]
struct Shapes {
    /// Which characters occur in each.
    masks: Vec<u64>,
    /// How many characters each has, at most 255.
    lengths: Vec<u8>,
}

/// The words in the order of their stems in one language, both as they are folded and as they are
/// written: a stemmer knows its endings with their marks.
#[derive(Clone, Debug)]
struct Stems {
    algorithm: Algorithm,
    /// Words by their numbers, and behind these written ones; sorted when they are first asked for, unless
    /// a file has them.
    order: OnceLock<Numbers>,
}

impl Stems {
    /// Returns the name of the section for a language.
    fn section(algorithm: Algorithm) -> String {
        format!("search.stem.{algorithm:?}")
    }
}

impl WordList {
    /// Takes the words, sorted and without repetitions, words as they are written that fold to other
    /// ones, and the languages whose inflections count.
    pub fn new<'a>(
        sorted: impl Iterator<Item = &'a str>,
        written: impl Iterator<Item = &'a str>,
        algorithms: &[Algorithm],
    ) -> Self {
        let mut list = Self::default();
        for word in sorted {
            list.words.push(word);
        }
        let known = |written: &'a str| Some((list.find(&fold(written))?, written));
        let mut written: Vec<(u32, &str)> = written.filter_map(known).collect();
        written.sort_unstable();
        written.dedup();
        for (word, written) in written {
            list.written.push(written);
            list.folded.push(word);
        }
        let stems = |algorithm: &Algorithm| Stems {
            algorithm: *algorithm,
            order: OnceLock::from(list.sorted_by_stem(*algorithm)),
        };
        list.stems = algorithms.iter().map(stems).collect();
        list
    }

    /// Writes the words.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        out.texts(WORDS, &self.words)?;
        out.texts(WRITTEN, &self.written)?;
        out.numbers(FOLDED, &self.folded)?;
        self.stems.iter().try_for_each(|stems| {
            out.numbers(&Stems::section(stems.algorithm), self.in_order(stems))
        })
    }

    /// Takes the words out of a file; they are read when they are asked for. Orders by stem that the file
    /// lacks are made then.
    pub fn read(image: &Image, algorithms: &[Algorithm]) -> Result<Self, Refusal> {
        let words = image.texts(WORDS)?;
        let written = image.texts(WRITTEN)?;
        let folded = image.numbers_below(FOLDED, words.len() as u64)?;
        fits(written.len() == folded.len(), FOLDED)?;
        let forms = (words.len() + written.len()) as u64;
        fits(forms < u64::from(u32::MAX), WORDS)?;
        let stems = algorithms.iter().map(|&algorithm| {
            let order = image.numbers_below(&Stems::section(algorithm), forms);
            Stems { algorithm, order: order.map(OnceLock::from).unwrap_or_default() }
        });
        let stems = stems.collect();
        Ok(Self { words, shapes: OnceLock::new(), written, folded, stems })
    }

    fn in_order<'s>(&self, stems: &'s Stems) -> &'s Numbers {
        stems.order.get_or_init(|| self.sorted_by_stem(stems.algorithm))
    }

    fn sorted_by_stem(&self, algorithm: Algorithm) -> Numbers {
        let stemmer = Stemmer::create(algorithm);
        let all = 0..self.len() + self.folded.len() as u32;
        let mut order: Vec<u32> = all.filter(|&form| is_stemmed(self.form(form))).collect();
        order.sort_by_cached_key(|&form| stem(&stemmer, self.form(form)).into_owned());
        let mut numbers = Numbers::new();
        for form in order {
            numbers.push(form);
        }
        numbers
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

    /// Returns a word; "" if it is damaged in its file.
    pub fn word(&self, word: u32) -> &str {
        self.words.get(word as usize)
    }

    /// Finds a word.
    pub fn find(&self, word: &str) -> Option<u32> {
        let at = self.first_from(word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// Finds a word as the run of numbers that has it alone; an empty one if it is not in the list.
    pub fn range_of(&self, word: &str) -> Range<u32> {
        self.find(word).map_or(0..0, |at| at..at + 1)
    }

    /// Finds the words that start with a text, itself among them.
    pub fn starting_with(&self, start: &str) -> Range<u32> {
        let first = self.first_from(start);
        first..self.first_in(first..self.len(), |word| !word.starts_with(start))
    }

    fn first_from(&self, word: &str) -> u32 {
        self.first_in(0..self.len(), |other| other >= word)
    }

    /// Returns the first of a range of words for which something holds that holds for all behind it.
    fn first_in(&self, words: Range<u32>, holds: impl Fn(&str) -> bool) -> u32 {
        let rows = words.start as usize..words.end as usize;
        first_where(rows, |row| holds(self.word(row as u32))) as u32
    }

    /// Finds the other words with the stem of this one, given folded and as it is written.
    pub fn inflections(&self, word: &str, written: Option<&str>) -> Vec<u32> {
        let mut found = Vec::new();
        let forms = [word].into_iter().chain(written);
        for form in forms.filter(|form| is_stemmed(form)) {
            for stems in &self.stems {
                let stemmer = Stemmer::create(stems.algorithm);
                let wanted = stem(&stemmer, form);
                let order = self.in_order(stems);
                let of = |at: usize| order.get(at).map(|form| stem(&stemmer, self.form(form)));
                let all = 0..order.len();
                let first = first_where(all.clone(), |at| of(at).is_none_or(|it| it >= wanted));
                let same = (first..all.end).take_while(|&at| of(at).is_some_and(|it| it == wanted));
                let words =
                    same.filter_map(|at| order.get(at)).filter_map(|form| self.folded_form(form));
                found.extend(words.filter(|&other| self.word(other) != word));
            }
        }
        found
    }

    /// Returns the word that a form folds to.
    fn folded_form(&self, form: u32) -> Option<u32> {
        match form.checked_sub(self.len()) {
            None => Some(form),
            Some(written) => self.folded.get(written as usize),
        }
    }

    /// Returns a run of words as they are written in texts, where folding takes something from them.
    pub fn written(&self, words: Range<u32>) -> impl Iterator<Item = &str> {
        let of = |at: usize| self.folded.get(at);
        let all = 0..self.folded.len();
        let first = first_where(all.clone(), |at| of(at).is_none_or(|word| word >= words.start));
        let run = (first..all.end).take_while(move |&at| of(at).is_some_and(|it| it < words.end));
        run.map(|at| self.written.get(at))
    }

    /// Finds the words that are within so many edits of a misspelt one, each with its distance.
    pub fn near(&self, word: &str, reach: u8) -> Vec<(u32, u8)> {
        if reach == 0 {
            return Vec::new();
        }
        let letters: Vec<char> = word.chars().collect();
        let (mask, length) = (mask(word), letters.len());
        let (mut found, mut others) = (Vec::new(), Vec::new());
        let Shapes { masks, lengths } = self.shapes();
        for (at, &other) in masks.iter().enumerate() {
            // An edit changes at most two of the characters present: one goes, another comes.
            if (mask ^ other).count_ones() > 2 * u32::from(reach)
                || usize::from(lengths[at]).abs_diff(length) > usize::from(reach)
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

    fn shapes(&self) -> &Shapes {
        self.shapes.get_or_init(|| {
            let mut shapes = Shapes::default();
            for word in self.words.iter() {
                shapes.masks.push(mask(word));
                shapes.lengths.push(word.chars().count().min(255) as u8);
            }
            shapes
        })
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        let shapes = self.shapes.get().map_or(0, |shapes| shapes.masks.len() * (8 + 1));
        let stems = self.stems.iter().filter_map(|stems| stems.order.get());
        let stems: usize = stems.map(Numbers::held_bytes).sum();
        let written = self.written.held_bytes() + self.folded.held_bytes();
        self.words.held_bytes() + shapes + written + stems
    }
}

fn mask(word: &str) -> u64 {
    word.chars().fold(0, |all, c| all | bit(c))
}

/// Returns whether two words have one stem; each is given in several forms.
pub fn is_inflection<'f>(
    algorithm: Algorithm,
    mut forms: impl Iterator<Item = &'f str>,
    others: &[&str],
) -> bool {
    let stemmer = Stemmer::create(algorithm);
    forms.any(|form| {
        let wanted = stem(&stemmer, form);
        others.iter().any(|other| stem(&stemmer, other) == wanted)
    })
}

/// Returns the stem of each word in a language, the word itself if that cannot be inflected.
pub fn stems<'w>(algorithm: Algorithm, words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let stemmer = Stemmer::create(algorithm);
    let of = |word: &str| {
        if is_stemmed(word) { stem(&stemmer, word).into_owned() } else { word.to_owned() }
    };
    words.map(of).collect()
}

/// Returns the stem of a word, folded: words agree in it however their accents are typed.
fn stem<'w>(stemmer: &Stemmer, word: &'w str) -> Cow<'w, str> {
    let stem = stemmer.stem(word);
    if stem.is_ascii() { stem } else { fold(&stem).into() }
}

/// Returns whether a word can be inflected; short ones and numbers are left as they are.
pub fn is_stemmed(word: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || is_combining_mark(c);
    word.len() > 2 && word.chars().all(is_letter) && !word.starts_with(is_unspaced)
}

/// Returns what inflects the words of a language (BCP 47), if anything is known of it.
pub fn algorithm(language: &str) -> Option<Algorithm> {
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

    fn words(list: &[&'static str]) -> WordList {
        let mut list = list.to_vec();
        list.sort_unstable();
        WordList::new(list.into_iter(), [].into_iter(), &[Algorithm::English])
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

    #[test]
    fn misspelt_words_find_near_ones() {
        let vocabulary = words(&["library", "loan", "connectivity", "2013"]);
        let near = |word: &str| {
            let near = vocabulary.near(word, typo::reach(word)).into_iter();
            near.map(|(word, distance)| (vocabulary.word(word), distance)).collect::<Vec<_>>()
        };
        assert_eq!(near("libary"), [("library", 1)]);
        assert_eq!(near("conectivty"), [("connectivity", 2)]);
        assert_eq!(near("laon"), [("loan", 1)]);
        assert_eq!(near("lon"), []);
        assert_eq!(near("2014"), []);
    }
}
