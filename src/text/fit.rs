//! Makes safe text as wide as there is room: cut with `…`, or filled with spaces.

use unicode_segmentation::UnicodeSegmentation;

use super::breaking::lines;
use super::safe::Safe;
use super::width::{fitting, grapheme_width, width};

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

/// Breaks a sentence into at most `most` rows of `columns`, the last one cut if more follows.
pub fn wrap(text: &str, columns: usize, most: usize) -> Vec<Safe> {
    let text = Safe::line(text);
    let rows = lines(&text, columns.max(1));
    let cut = rows.len() > most;
    let shown = rows.iter().filter(|row| !row.range.is_empty()).take(most).enumerate();
    shown
        .map(|(at, row)| {
            if cut && at + 1 == most {
                truncate(&text.slice(row.range.start..text.len()), columns)
            } else {
                text.slice(row.range.clone())
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

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
        fn a_fitted_text_is_exactly_as_wide_as_asked(text in any::<String>(), columns in 0usize..30) {
            let text = Safe::line(&text);
            prop_assert_eq!(width(&fit(&text, columns)), columns);
            prop_assert_eq!(width(&fit_right(&text, columns)), columns);
            prop_assert!(width(&truncate_start(&text, columns)) <= columns);
        }
    }
}
