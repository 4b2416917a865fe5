//! Line breaking (UAX 14) by display width: between words, between ideographs but never before a
//! closing mark (kinsoku), inside a word only where it is wider than the line, never inside a
//! grapheme. Refuses to know: styles, indents, what is shown.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

use super::grapheme::Graphemes;
use super::width::{fitting, grapheme_width, width};

/// Strict rules, with models for the scripts that write no spaces between words (Thai, Khmer, Lao,
/// Burmese).
static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_auto(icu_segmenter::options::LineBreakOptions::default()));

/// One row of broken text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLine {
    /// Bytes of the text, without the line break and without the spaces that hang over the end.
    pub range: Range<usize>,
    /// Its width in columns; above the width asked for only where the row is a single grapheme that
    /// is wider than that.
    pub columns: usize,
}

/// Breaks text into rows of at most `columns` (at least 1); a line feed always breaks.
pub fn lines(text: &str, columns: usize) -> Vec<BrokenLine> {
    by_line(text, |line, at, rows| {
        let whole = width(line.trim_end_matches(' '));
        if whole <= columns {
            let end = at + line.trim_end_matches(' ').len();
            rows.push(BrokenLine { range: at..end, columns: whole });
        } else {
            Filler { text: line, at, columns, start: 0, end: 0, taken: 0, reach: 0, rows }.fill();
        }
    })
}

/// Breaks text into rows of at most `columns` (at least 1) wherever a row is full, as for code:
/// every space stays. A line feed always breaks.
pub fn hard(text: &str, columns: usize) -> Vec<BrokenLine> {
    by_line(text, |line, at, rows| {
        let mut start = 0;
        loop {
            let (bytes, taken) = fit_some(&line[start..], columns);
            rows.push(BrokenLine { range: at + start..at + start + bytes, columns: taken });
            start += bytes;
            if start >= line.len() {
                break;
            }
        }
    })
}

fn by_line(text: &str, mut each: impl FnMut(&str, usize, &mut Vec<BrokenLine>)) -> Vec<BrokenLine> {
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        each(line, at, &mut rows);
        at += line.len() + 1;
    }
    rows
}

/// Returns how many bytes of a text fit into a row, at least one grapheme, and how wide they are.
fn fit_some(text: &str, columns: usize) -> (usize, usize) {
    match fitting(text, columns) {
        (0, _) => text
            .graphemes(true)
            .next()
            .map_or((0, 0), |grapheme| (grapheme.len(), grapheme_width(grapheme))),
        some => some,
    }
}

/// Fills rows with the pieces between break opportunities.
struct Filler<'a> {
    text: &'a str,
    /// Where the text begins in what the caller gave.
    at: usize,
    columns: usize,
    /// The row that is being filled, without hanging spaces.
    start: usize,
    end: usize,
    /// Its width, and its width with hanging spaces.
    taken: usize,
    reach: usize,
    rows: &'a mut Vec<BrokenLine>,
}

impl Filler<'_> {
    fn fill(mut self) {
        let mut from = 0;
        let mut graphemes = Graphemes::new(self.text);
        for to in SEGMENTER.segment_str(self.text) {
            if to == from || to < self.text.len() && !graphemes.around(to).is_empty() {
                continue;
            }
            if is_before_mark(self.text, to) {
                continue;
            }
            for end in around_quotes(self.text, from..to) {
                self.piece(from..end);
                from = end;
            }
            self.piece(from..to);
            from = to;
        }
        self.push();
    }

    fn piece(&mut self, piece: Range<usize>) {
        let content = self.text[piece.clone()].trim_end_matches(' ');
        let spaces = piece.len() - content.len();
        let wide = width(content);
        let end = piece.start + content.len();
        if self.reach + wide <= self.columns {
            self.take(end, wide);
        } else if content.is_empty() {
            // Spaces alone never open a row.
        } else {
            if self.end > self.start {
                self.push();
            }
            self.start_row(piece.start);
            if wide <= self.columns {
                self.take(end, wide);
            } else {
                self.long(piece.start..end);
            }
        }
        self.reach = self.reach.saturating_add(spaces);
    }

    /// Breaks a piece that is wider than a row.
    fn long(&mut self, piece: Range<usize>) {
        let mut start = piece.start;
        loop {
            let (bytes, taken) = fit_some(&self.text[start..piece.end], self.columns);
            self.start_row(start);
            self.take(start + bytes, taken);
            start += bytes;
            if start >= piece.end {
                break;
            }
            self.push();
        }
    }

    fn start_row(&mut self, at: usize) {
        (self.start, self.end, self.taken, self.reach) = (at, at, 0, 0);
    }

    fn take(&mut self, end: usize, wide: usize) {
        if wide > 0 {
            self.end = end;
            self.reach += wide;
            self.taken = self.reach;
        }
    }

    fn push(&mut self) {
        let range = self.at + self.start..self.at + self.end;
        self.rows.push(BrokenLine { range, columns: self.taken });
    }
}

/// Returns whether the mark of a footnote, such as `[12]`, follows at once: it stays with what it is
/// about.
fn is_before_mark(text: &str, at: usize) -> bool {
    let Some(rest) = text[at..].strip_prefix('[') else { return false };
    let digits = rest.bytes().take(7).take_while(u8::is_ascii_digit).count();
    digits > 0 && rest[digits..].starts_with(']') && !text[..at].ends_with(char::is_whitespace)
}

/// Finds where a row may end at a quotation mark between ideographs: before one that opens and
/// behind one that closes.
///
/// Unicode 16 allows it (UAX 14, rule 19a); the segmenter's stable rules are older and keep `说“好”了`
/// in one piece.
fn around_quotes(text: &str, piece: Range<usize>) -> Vec<usize> {
    let inside = &text[piece.clone()];
    if inside.is_ascii() {
        return Vec::new();
    }
    let ideograph = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFD}');
    let mut ends = Vec::new();
    for (at, quote) in inside.match_indices(['“', '”', '‘', '’']) {
        let (before, behind) = (&inside[..at], &inside[at + quote.len()..]);
        let last = before.chars().next_back().is_some_and(ideograph);
        let next = behind.chars().next().is_some_and(ideograph);
        match quote {
            "“" | "‘" if last && next => ends.push(piece.start + at),
            "”" | "’" if last && next => ends.push(piece.start + at + quote.len()),
            _ => {}
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::safe::Safe;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, columns: usize, expected: &[&str]) {
        let rows: Vec<&str> = lines(text, columns).into_iter().map(|l| &text[l.range]).collect();
        assert_eq!(rows, expected, "{text} at {columns}");
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        check("", 5, &[""]);
        check("one two three", 7, &["one two", "three"]);
        check("one two three", 13, &["one two three"]);
        check("one  two   ", 3, &["one", "two"]);
        check("one two   ", 7, &["one two"]);
        check("a\n\nb", 5, &["a", "", "b"]);
        check("well-known fact", 6, &["well-", "known", "fact"]);
        check("see (this) now", 10, &["see (this)", "now"]);
        check("here it is.[1] Now", 11, &["here it", "is.[1] Now"]);
        check("一二三。[12][3]四", 8, &["一二", "三。[12]", "[3]四"]);
        check("a [1] b", 4, &["a", "[1]", "b"]);
        check("10 000 km", 6, &["10 000", "km"]);
        check("one\u{a0}two x", 5, &["one\u{a0}t", "wo x"]);
    }

    #[test]
    fn words_wider_than_the_line_are_broken() {
        check("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]);
        check("a abcdefgh ij", 5, &["a", "abcde", "fgh", "ij"]);
        check("https://example.org/a/b", 12, &["https://", "example.org/", "a/b"]);
    }

    #[test]
    fn ideographs_break_anywhere_but_before_closing_marks() {
        check("推进高质量共建", 6, &["推进高", "质量共", "建"]);
        check("推进。高质", 4, &["推", "进。", "高质"]);
        check("他说“好”了", 6, &["他说", "“好”了"]);
        check("共建“一带一路”，推进", 10, &["共建“一带", "一路”，推", "进"]);
        check("一带一路 BRI 机制", 8, &["一带一路", "BRI 机制"]);
        check("ガッツポーズ", 4, &["ガッ", "ツ", "ポー", "ズ"]);
    }

    #[test]
    fn graphemes_stay_whole() {
        check(
            "👩\u{200d}👩\u{200d}👧👩\u{200d}👩\u{200d}👧",
            3,
            &["👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"],
        );
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        check("中a", 1, &["中", "a"]);
        check("🇨🇳🇲🇾", 2, &["🇨🇳", "🇲🇾"]);
    }

    #[test]
    fn scripts_without_spaces_break_between_words() {
        check("ภาษาไทยภาษาไทย", 8, &["ภาษาไทย", "ภาษาไทย"]);
    }

    #[test]
    fn code_breaks_where_the_row_is_full() {
        let text = "  ab cd \n\nxyz";
        let rows: Vec<&str> = hard(text, 3).into_iter().map(|l| &text[l.range]).collect();
        assert_eq!(rows, ["  a", "b c", "d ", "", "xyz"]);
    }

    fn texts() -> impl Strategy<Value = Safe> {
        prop_oneof![
            any::<String>(),
            "[a-z ]{0,80}",
            "[a-zA-Z0-9 .,()/“”-]{0,60}",
            "[一-十。，、「」a-z \n]{0,40}",
            "[ก-์ ]{0,30}",
            "[\u{1f468}-\u{1f469}\u{200d}\u{fe0f}❤ \u{1f1e6}-\u{1f1ff}]{0,20}",
        ]
        .prop_map(|text| Safe::text(&text))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn rows_fit_and_nothing_is_lost(text in texts(), columns in 1usize..40) {
            let mut at = 0;
            for row in lines(&text, columns) {
                let shown = &text[row.range.clone()];
                prop_assert_eq!(row.columns, width(shown));
                prop_assert!(row.columns <= columns || shown.graphemes(true).count() == 1);
                prop_assert!(text[at..row.range.start].chars().all(|c| c == ' ' || c == '\n'));
                prop_assert!(Graphemes::new(&text).around(row.range.start).is_empty());
                prop_assert!(Graphemes::new(&text).around(row.range.end).is_empty());
                at = row.range.end;
            }
            prop_assert!(text[at..].chars().all(|c| c == ' '));
        }

        #[test]
        fn code_keeps_every_byte(text in texts(), columns in 1usize..40) {
            let mut at = 0;
            for row in hard(&text, columns) {
                let shown = &text[row.range.clone()];
                prop_assert!(width(shown) <= columns || shown.graphemes(true).count() == 1);
                prop_assert!(text[at..row.range.start].chars().all(|c| c == '\n'));
                at = row.range.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
