//! The sentence around a place of a text. Refuses to know: what stands there.

use std::iter::Peekable;

use unicode_segmentation::{USentenceBoundIndices, UnicodeSegmentation};

/// The longest sentence that is kept whole, in bytes: a text of megabytes may be one, with thousands
/// of links in it.
pub(super) const LONGEST_SENTENCE: usize = 2048;

/// The sentences of a text, found once from its start to its end; lines are never joined.
pub(super) struct Sentences<'a> {
    text: &'a str,
    /// Where the line at hand begins, and its sentences from the one at hand on.
    line: usize,
    rest: Peekable<USentenceBoundIndices<'a>>,
}

impl<'a> Sentences<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let line = text.lines().next().unwrap_or_default();
        Self { text, line: 0, rest: line.split_sentence_bound_indices().peekable() }
    }

    /// Returns the sentence that holds byte `at`, which is never before the byte that was asked for
    /// last; of a very long one the part around it.
    pub(super) fn at(&mut self, at: usize) -> &'a str {
        let passed = &self.text[self.line..at];
        if let Some(newline) = passed.rfind('\n') {
            self.line += newline + 1;
            let line = self.text[self.line..].lines().next().unwrap_or_default();
            self.rest = line.split_sentence_bound_indices().peekable();
        }
        let at = at - self.line;
        while self.rest.next_if(|(start, sentence)| start + sentence.len() <= at).is_some() {}
        let Some(&(start, sentence)) = self.rest.peek() else { return "" };
        around(sentence, at - start).trim()
    }
}

/// Returns at most [`LONGEST_SENTENCE`] bytes of a sentence, most of them behind byte `at`.
fn around(sentence: &str, at: usize) -> &str {
    if sentence.len() <= LONGEST_SENTENCE {
        return sentence;
    }
    let start = sentence.floor_char_boundary(at.saturating_sub(LONGEST_SENTENCE / 4));
    let end = sentence.floor_char_boundary((start + LONGEST_SENTENCE).min(sentence.len()));
    &sentence[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_found_one_after_the_other() {
        let text = "One. Two is longer.\nThree.\n\nFour. Five.";
        let mut sentences = Sentences::new(text);
        let at = |word: &str| text.find(word).unwrap();
        let mut check = |word: &str, expected: &str| assert_eq!(sentences.at(at(word)), expected);
        check("Two", "Two is longer.");
        check("longer", "Two is longer.");
        check("Three", "Three.");
        check("Five", "Five.");
        assert_eq!(Sentences::new("").at(0), "");
    }

    #[test]
    fn of_a_very_long_sentence_the_part_around_a_link_is_kept() {
        let text = format!("{}here{}", "é ".repeat(5000), " é".repeat(5000));
        let kept = Sentences::new(&text).at(text.find("here").unwrap());
        assert!(kept.contains("here") && kept.len() <= LONGEST_SENTENCE, "{kept}");
    }
}
