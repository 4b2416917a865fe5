//! Display width in terminal columns, as the screen draws it: grapheme by grapheme.
//!
//! Refuses to know: where lines break. Between graphemes nothing joins here, although a terminal's
//! font may join them (Arabic lam-alef): the screen's cells are filled one grapheme after the other.

use std::cmp::Ordering;

use super::safe::Safe;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Gives the display width in columns; a line feed counts as one.
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(grapheme_width).sum() }
}

/// Gives the display width of one grapheme.
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    // ratatui 0.30 adds a cell for each half-width voicing mark, and the screen's count is the one
    // that keeps borders straight.
    let voiced = grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    grapheme.width() + voiced
}

/// Shortens text to at most `columns`, ending with `…` where something was cut.
pub fn truncate(text: &Safe, columns: usize) -> Safe {
    // A character takes at most four bytes and, in what is safe, rarely no column.
    if text.len() <= columns || width(text) <= columns {
        return text.clone();
    }
    if columns == 0 {
        return Safe::default();
    }
    let (end, _) = fitting(text, columns - 1);
    let mut cut = text.slice(0..end);
    cut.push(&Safe::line("…"));
    cut
}

/// Shortens text from its start to at most `columns`, beginning with `…` where something was cut.
pub fn truncate_start(text: &Safe, columns: usize) -> Safe {
    let mut left = width(text);
    if left <= columns {
        return text.clone();
    }
    if columns == 0 {
        return Safe::default();
    }
    let mut start = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        start = at;
        if left < columns {
            break;
        }
        left -= grapheme_width(grapheme);
        start = at + grapheme.len();
    }
    let mut cut = Safe::line("…");
    cut.push(&text.slice(start..text.len()));
    cut
}

/// Makes text exactly `columns` wide: shortened with `…`, or filled with spaces at the right.
pub fn fit(text: &Safe, columns: usize) -> Safe {
    let mut fitted = truncate(text, columns);
    let missing = columns - width(&fitted);
    fitted.push(&Safe::spaces(missing));
    fitted
}

/// Makes text exactly `columns` wide: shortened with `…`, or filled with spaces at the left.
pub fn fit_right(text: &Safe, columns: usize) -> Safe {
    let fitted = truncate(text, columns);
    let mut padded = Safe::spaces(columns - width(&fitted));
    padded.push(&fitted);
    padded
}

/// Gives how many bytes of a text fit into `columns`, and how wide they are.
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

    #[test]
    fn cutting_marks_what_was_cut() {
        for (text, columns, expected) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("中文字", 5, "中文…"),
            ("中文字", 4, "中…"),
            ("abc", 0, ""),
            ("abc", 1, "…"),
            ("中", 1, "…"),
        ] {
            assert_eq!(truncate(&Safe::line(text), columns).as_str(), expected, "{text} {columns}");
        }
        assert_eq!(truncate_start(&Safe::line("abcd"), 3).as_str(), "…cd");
        assert_eq!(truncate_start(&Safe::line("中文字"), 4).as_str(), "…字");
        assert_eq!(truncate_start(&Safe::line("中文字"), 5).as_str(), "…文字");
        assert_eq!(fit(&Safe::line("中文字"), 4).as_str(), "中… ");
        assert_eq!(fit_right(&Safe::line("ab"), 4).as_str(), "  ab");
    }

    #[test]
    fn case_12_the_border_stays_in_its_column() {
        use ratatui::buffer::Buffer;
        use ratatui::layout::Rect;
        for text in [
            "ends in a family 👩\u{200d}👩\u{200d}👧",
            "ends in a flag 🇨🇳",
            "ends in a keycap 1\u{fe0f}\u{20e3}",
            "ends in a heart ❤\u{fe0f}",
            "ends in ideographs 中文",
            "ends in a mark e\u{301}",
            "ends in jamo \u{1112}\u{1161}\u{11ab}",
            "\u{301}begins with a mark \u{202e}",
        ] {
            for columns in 1..40 {
                let mut line = fit(&Safe::line(text), columns);
                line.push(&Safe::line("│"));
                let area = Rect::new(0, 0, columns as u16 + 2, 1);
                let mut buffer = Buffer::empty(area);
                buffer.set_string(0, 0, line.as_str(), ratatui::style::Style::default());
                assert_eq!(buffer[(columns as u16, 0)].symbol(), "│", "{text} at {columns}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_grapheme_of_a_safe_text_is_as_wide_as_its_cells(text in any::<String>()) {
            for grapheme in Safe::line(&text).graphemes(true) {
                prop_assert_eq!(grapheme_width(grapheme), usize::from(grapheme.cell_width()));
            }
        }

        #[test]
        fn a_fitted_text_is_exactly_as_wide_as_asked(text in any::<String>(), columns in 0usize..30) {
            let text = Safe::line(&text);
            prop_assert_eq!(width(&fit(&text, columns)), columns);
            prop_assert_eq!(width(&fit_right(&text, columns)), columns);
            prop_assert!(width(&truncate_start(&text, columns)) <= columns);
        }
    }
}
