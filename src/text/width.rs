//! Display width in terminal columns, as the screen draws it: grapheme by grapheme.
//!
//! Refuses to know: where lines break. Between graphemes nothing joins here, although a terminal's
//! font may join them (Arabic lam-alef): the screen's cells are filled one grapheme after the other.

use std::cmp::Ordering;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns the display width in columns; a line feed counts as one.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_width).sum() }
}

/// Returns the display width of one grapheme.
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    // ratatui 0.30 adds a cell for each half-width voicing mark, and the screen's count is the one
    // that keeps borders straight.
    let voiced = grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    grapheme.width() + voiced
}

/// Returns how many bytes of a text fit into `columns`, and how wide they are.
pub fn fitting(text: &str, columns: usize) -> (usize, usize) {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let next = taken + grapheme_width(grapheme);
        match next.cmp(&columns) {
            Ordering::Greater => return (at, taken),
            _ => taken = next,
        }
    }
    (text.len(), taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::safe::Safe;
    use proptest::prelude::*;
    use ratatui::buffer::CellWidth;

    #[test]
    fn columns_are_counted_as_the_screen_draws() {
        for (text, expected) in [
            ("", 0),
            ("abc", 3),
            ("中文", 4),
            ("e\u{301}", 1),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("🇨🇳🇲🇾", 4),
            ("1\u{fe0f}\u{20e3}", 2),
            ("❤\u{fe0f}", 2),
            ("❤", 1),
            ("ｶﾞ", 3),
            ("لا", 2),
            ("“a”—…", 5),
            ("한국어", 6),
        ] {
            assert_eq!(width(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_grapheme_of_a_safe_text_is_as_wide_as_its_cells(text in any::<String>()) {
            for grapheme in Safe::line(&text).graphemes(true) {
                prop_assert_eq!(grapheme_width(grapheme), usize::from(grapheme.cell_width()));
            }
        }
    }
}
