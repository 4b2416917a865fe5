//! A long text cut to a line or two around its matches. Refuses to know: queries.

use std::cmp::Reverse;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::hits::Excerpt;

/// Longer texts are cut to this many bytes around the match.
pub(super) const WINDOW: usize = 240;

/// Cuts a long text to a window around the place where most marks are together; marks ascend and
/// never overlap.
pub(super) fn cut(text: &str, marks: Vec<Range<usize>>) -> Excerpt {
    let text = text.replace(['\n', '\t'], " ");
    if text.len() <= WINDOW {
        return Excerpt { text, marks };
    }
    // They ascend, so that those in a window follow each other.
    let held = |first: usize| {
        let end = marks[first].start + WINDOW * 3 / 4;
        marks.partition_point(|mark| mark.end <= end).saturating_sub(first)
    };
    let best = (0..marks.len()).max_by_key(|&first| (held(first), Reverse(first)));
    let anchor = best.map_or(0, |first| marks[first].start);
    let shown = window(&text, anchor);
    let before = if shown.start > 0 { "…" } else { "" };
    let after = if shown.end < text.len() { "…" } else { "" };
    let moved = |at: usize| at.clamp(shown.start, shown.end) - shown.start + before.len();
    let marks = marks
        .into_iter()
        .filter(|mark| mark.start < shown.end && mark.end > shown.start)
        .map(|mark| moved(mark.start)..moved(mark.end))
        .collect();
    Excerpt { text: format!("{before}{}{after}", &text[shown]), marks }
}

/// Returns the bytes of a long text that are shown around `anchor`, at most [`WINDOW`] and with it
/// in them: whole words if they fit, else whole graphemes if they fit.
fn window(text: &str, anchor: usize) -> Range<usize> {
    let from = text.floor_char_boundary(anchor.saturating_sub(WINDOW / 4));
    // No more of the text is looked at than can be shown: a word may be megabytes long.
    let head = &text[from..text.ceil_char_boundary(anchor + 1)];
    // What comes before the cut is unknown, so that the first piece may be the rest of one.
    let is_word = |(_, piece): &(usize, &str)| !piece.trim().is_empty();
    let word = head.split_word_bound_indices().skip(1).find(is_word);
    let piece = word.or_else(|| head.grapheme_indices(true).nth(1));
    let start = if from == 0 { 0 } else { from + piece.map_or(0, |(at, _)| at) };
    let limit = text.floor_char_boundary(start + WINDOW);
    let rest = &text[start..text.ceil_char_boundary(limit + 1)];
    let end = |(at, piece): (usize, &str)| start + at + piece.len();
    let fits = |end: &usize| (anchor + 1..=limit).contains(end);
    let words = rest.split_word_bound_indices().filter(is_word).map(end).rfind(fits);
    let graphemes = || rest.grapheme_indices(true).map(end).rfind(fits);
    start..words.or_else(graphemes).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Cuts a text around the places of a letter.
    fn around(text: &str, letter: &str) -> Excerpt {
        let marks = text.match_indices(letter).map(|(at, found)| at..at + found.len()).collect();
        cut(text, marks)
    }

    fn marked(excerpt: &Excerpt) -> Vec<&str> {
        excerpt.marks.iter().map(|mark| &excerpt.text[mark.clone()]).collect()
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        let text = "word ".repeat(100) + "here it is " + &"more ".repeat(100);
        let excerpt = around(&text, "here");
        assert!(excerpt.text.starts_with("…word word "), "{}", excerpt.text);
        assert!(excerpt.text.contains("word here it is more"), "{}", excerpt.text);
        assert!(excerpt.text.ends_with(" more…"), "{}", excerpt.text);
        assert_eq!(marked(&excerpt), ["here"]);
    }

    #[test]
    fn where_most_matches_stand_together_is_shown() {
        let text = "a ".repeat(3) + &"word ".repeat(200) + &"a ".repeat(9);
        assert_eq!(marked(&around(&text, "a")), ["a"; 9]);
    }

    #[test]
    fn a_word_longer_than_all_that_is_shown_is_cut() {
        let text = "b".repeat(3_000) + "a" + &"b".repeat(3_000);
        let excerpt = around(&text, "a");
        assert_eq!(marked(&excerpt), ["a"]);
        assert!(excerpt.text.starts_with('…') && excerpt.text.ends_with('…'), "{}", excerpt.text);
    }

    #[test]
    fn a_match_longer_than_all_that_is_shown_is_cut() {
        let text = "e".to_owned() + &"\u{301}".repeat(300);
        let whole = 0..text.len();
        let excerpt = cut(&text, Vec::from([whole]));
        assert_eq!(marked(&excerpt).concat().len(), excerpt.text.len() - "…".len());
        assert!(excerpt.text.len() <= WINDOW + "…".len());
    }

    #[test]
    fn two_million_matches_are_looked_at_once() {
        // To compare each with all others would take an hour.
        assert!(!marked(&around(&"a ".repeat(2_000_000), "a")).is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_cut_fits_and_shows_a_match(
            parts in proptest::collection::vec("[ab中é \n]|(e\u{301}{1,150})|[ab]{60,300}|(🇨🇳){1,40}", 1..60),
            letter in "[ab中e🇨]",
        ) {
            let text = parts.concat();
            let excerpt = around(&text, &letter);
            prop_assert!(excerpt.text.len() <= WINDOW + 2 * "…".len());
            prop_assert_eq!(excerpt.marks.is_empty(), !text.contains(&letter));
            let mut at = 0;
            for mark in &excerpt.marks {
                prop_assert!(at <= mark.start && mark.start < mark.end);
                prop_assert_eq!(&excerpt.text[mark.clone()], &letter);
                at = mark.end;
            }
        }
    }
}
