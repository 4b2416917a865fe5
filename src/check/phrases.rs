//! Phrases that look like terms: what texts emphasise, abbreviate or write as a name.
//!
//! A phrase looks like a term where it is
//!
//! - emphasised (`*…*` or `**…**`), of at most four words;
//! - an abbreviation: two to six letters and digits, all capital, at least two of them letters;
//! - a name: two to four words in a row that begin with a capital letter, the first word of a
//!   sentence not counted.
//!
//! Links, code, headings and tables are not looked at.

use std::collections::HashSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Body;
use crate::text::fold::fold;
use crate::text::markdown::{self, BlockKind, Prose, StretchKind};

/// A phrase has at most this many words.
const MOST_WORDS: usize = 4;
/// A phrase is at most this long, in bytes.
const LONGEST: usize = 60;

/// Returns the phrases of a body that look like terms, folded, each with how it is first written.
pub fn of(body: &Body) -> Vec<(String, String)> {
    let mut found = Found::default();
    let texts = body.statements.iter().map(|statement| &*statement.text);
    for text in texts.chain([&*body.markdown]) {
        let markup = markdown::parse(text);
        for block in &markup.blocks {
            if let BlockKind::Paragraph(passage) = block.kind {
                found.read(markup.prose(passage));
            }
        }
    }
    found.phrases
}

#[derive(Default)]
struct Found {
    known: HashSet<String>,
    phrases: Vec<(String, String)>,
}

impl Found {
    fn read(&mut self, prose: Prose<'_>) {
        let mut closed: Vec<Range<usize>> = Vec::new();
        for stretch in prose.stretches() {
            if stretch.link.is_some() || stretch.kind != StretchKind::Text {
                closed.push(stretch.range.clone());
            } else if stretch.emphasis.strong || stretch.emphasis.emphasis {
                self.add(&prose.text[stretch.range.clone()]);
                closed.push(stretch.range.clone());
            }
        }
        for (start, sentence) in prose.text.split_sentence_bound_indices() {
            self.names(start, sentence, &closed);
        }
    }

    /// Finds the abbreviations of a sentence and the runs of words with capital letters.
    fn names(&mut self, start: usize, sentence: &str, closed: &[Range<usize>]) {
        let mut run: Vec<Range<usize>> = Vec::new();
        for (number, (at, word)) in sentence.unicode_word_indices().enumerate() {
            let range = at..at + word.len();
            // They are in order and apart: the first that ends behind the word's start decides.
            let next = closed.partition_point(|one| one.end <= start + range.start);
            let is_closed = closed.get(next).is_some_and(|one| one.start < start + range.end);
            if !is_closed && is_abbreviation(word) {
                self.add(word);
            }
            let joined = run.last().is_none_or(|last| &sentence[last.end..range.start] == " ");
            let named = number > 0 && !is_closed && is_name(word);
            if !joined || !named {
                self.add_run(sentence, &run);
                run.clear();
            }
            if named {
                run.push(range);
            }
        }
        self.add_run(sentence, &run);
    }

    fn add_run(&mut self, sentence: &str, run: &[Range<usize>]) {
        if let [first, .., last] = run {
            self.add(&sentence[first.start..last.end]);
        }
    }

    fn add(&mut self, phrase: &str) {
        let phrase = phrase.trim_matches(|c: char| !c.is_alphanumeric());
        let phrase =
            ["'s", "’s"].into_iter().find_map(|of| phrase.strip_suffix(of)).unwrap_or(phrase);
        let words = phrase.unicode_words().count();
        if phrase.len() > LONGEST || !(1..=MOST_WORDS).contains(&words) {
            return;
        }
        let folded = fold(phrase);
        if folded.chars().any(char::is_alphabetic) && self.known.insert(folded.clone()) {
            self.phrases.push((folded, phrase.to_owned()));
        }
    }
}

fn is_abbreviation(word: &str) -> bool {
    (2..=6).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2
}

fn is_name(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &[&str]) {
        let body = Body { statements: Vec::new(), markdown: markdown.into() };
        let found: Vec<String> = of(&body).into_iter().map(|(_, phrase)| phrase).collect();
        assert_eq!(found, expected, "in {markdown:?}");
    }

    #[test]
    fn emphasised_phrases_look_like_terms() {
        check("a *green bond*, **“panda bond”** and *Green Bond*", &["green bond", "panda bond"]);
        check("*a sentence of more than four words* and *12*", &[]);
        check("**硬联通**", &["硬联通"]);
    }

    #[test]
    fn every_word_of_a_long_paragraph_full_of_code_is_looked_at_once() {
        // Held against each piece of code the words would take minutes.
        check(&("`AB` WTO ".repeat(60_000) + "`WHO`"), &["WTO"]);
    }

    #[test]
    fn abbreviations_look_like_terms() {
        check("The WTO, the G7, an SDR2 and A WTO", &["WTO", "SDR2"]);
        check("`WTO` [WTO](e/1) ABSOLUTELY", &[]);
    }

    #[test]
    fn links_without_number_close_what_they_cover_and_nothing_else() {
        let links = "<http://WTO.example> ".repeat(100_000);
        check(&format!("{links}IMF {links}"), &["IMF"]);
    }

    #[test]
    fn runs_of_capitalised_words_look_like_names() {
        check(
            "In Silk Road Fund terms. Panda Bonds fall. See World Bank, East",
            &["Silk Road Fund", "World Bank"],
        );
        check("The Paris club met in Paris", &[]);
        check("# On World Bank\n\n|World Bank Group|\n|-|", &[]);
    }
}
