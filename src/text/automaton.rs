//! Many words that are looked for at once: Aho and Corasick's automaton, built in linear time. Refuses
//! to know: what the words mean.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// How many states of the automaton one of [`ballast`] has to serve.
const SHARE: usize = 64;

/// Finds any of some words in a text.
pub struct Automaton {
    automaton: AhoCorasick,
}

impl Automaton {
    /// Builds the automaton, quickly rather than for the quickest search: it is built before the first
    /// frame. No word may be empty.
    pub fn new(words: &[String]) -> Self {
        let ballast = ballast(words);
        let words = words.iter().map(String::as_bytes);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(std::iter::once(&*ballast).chain(words))
            .expect("the words of packs are capped far below the automaton's limit");
        Self { automaton }
    }

    /// Returns whether any word stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.automaton.is_match(text)
    }

    /// Finds all words in a text, those that overlap too, in the order of their ends; the second of each
    /// pair is the position of the word.
    pub fn all_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, usize)> + 'a {
        let found = self.automaton.find_overlapping_iter(text);
        found.map(|found| (found.range(), found.pattern().as_usize() - 1))
    }
}

/// Returns a first word that no text holds, since it is not UTF-8.
///
/// The crate moves the states at which a word ends before all others, and undoes each circle of moves
/// in time that grows with the square of its length. Where nearly every state is such an end ("form1",
/// "form11", "form11s") there would be a few circles through all of them. That many states in front at
/// which no word ends make each move lead so far on that no circle has more than [`SHARE`] moves.
fn ballast(words: &[String]) -> Vec<u8> {
    let states: usize = words.iter().map(String::len).sum();
    vec![0xFF; states / SHARE + 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_their_positions() {
        let automaton = Automaton::new(&["ab".to_owned(), "b".to_owned()]);
        let found: Vec<_> = automaton.all_in("xab").collect();
        assert_eq!(found, [(1..3, 0), (2..3, 1)]);
        assert!(automaton.is_in("b") && !automaton.is_in("a"));
    }

    /// Without the ballast this would take a quarter of an hour.
    #[test]
    fn a_million_words_that_begin_each_other_are_built_in_linear_time() {
        let words: Vec<String> =
            (0..500_000).flat_map(|at| [format!("form{at}"), format!("form{at}s")]).collect();
        assert!(Automaton::new(&words).is_in("a form499999s"));
    }
}
