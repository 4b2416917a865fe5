//! Line breaking (UAX 14) by display width: between words, between ideographs but never before a
//! closing mark (kinsoku), inside a word only where it is wider than the line, never inside a
//! grapheme. Refuses to know: styles, indents, what is shown.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation;

use super::grapheme::Graphemes;
use super::safe::SoftBreak;
use super::width::{fitting, grapheme_width, width};

/// Strict rules, with dictionaries for the scripts that write no spaces between words (Thai, Khmer, Lao,
/// Burmese), as `script` has them.
static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// One row of broken text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLine {
    /// Bytes of the text, without the line break and without the spaces that hang over the end.
    pub range: Range<usize>,
    /// Its width in columns; above the width asked for only where the row is a single grapheme that
    /// is wider than that. A hyphen to be drawn is not counted.
    pub columns: usize,
    /// Whether a hyphen is to be drawn at its end, for which there is room.
    pub hyphen: bool,
}

/// Breaks text into rows of at most `columns` (at least 1); a line feed always breaks.
pub fn lines(text: &str, columns: usize) -> Vec<BrokenLine> {
    lines_at(text, columns, &[])
}

/// Breaks text as [`lines`] does, and if need be inside words at soft breaks, which ascend.
pub fn lines_at(text: &str, columns: usize, soft: &[SoftBreak]) -> Vec<BrokenLine> {
    by_line(text, |line, at, rows| {
        let whole = width(line.trim_end_matches(' '));
        if whole <= columns {
            let end = at + line.trim_end_matches(' ').len();
            rows.push(BrokenLine { range: at..end, columns: whole, hyphen: false });
        } else {
            let [first, last] =
                [at, at + line.len()].map(|end| soft.partition_point(|soft| soft.at <= end));
            let soft = &soft[first..last];
            let row = Row { start: 0, end: 0, taken: 0, reach: 0, hyphen: None };
            Filler { text: line, at, columns, soft, row, rows }.fill();
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
            let range = at + start..at + start + bytes;
            rows.push(BrokenLine { range, columns: taken, hyphen: false });
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
    /// The soft breaks of the text, counted as the caller counts.
    soft: &'a [SoftBreak],
    row: Row,
    rows: &'a mut Vec<BrokenLine>,
}

/// The row that is being filled.
struct Row {
    /// Its bytes, without hanging spaces.
    start: usize,
    end: usize,
    /// Its width, and its width with hanging spaces.
    taken: usize,
    reach: usize,
    /// The last soft hyphen that it was filled up to.
    hyphen: Option<usize>,
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
                self.word(from..end);
                from = end;
            }
            self.word(from..to);
            from = to;
        }
        self.push();
    }

    /// Takes a piece, in parts if it has soft breaks and does not fit as a whole.
    fn word(&mut self, piece: Range<usize>) {
        let mut start = piece.start;
        let content = start + self.text[piece.clone()].trim_end_matches(' ').len();
        let soft = self.soft;
        let first = soft.partition_point(|soft| soft.at <= self.at + start);
        let last = soft.partition_point(|soft| soft.at < self.at + content);
        let mut soft = soft.get(first..last).unwrap_or_default();
        while !soft.is_empty() && self.row.reach + width(&self.text[start..content]) > self.columns
        {
            let (parts, wide) = self.parts_that_fit(start, soft);
            if parts > 0 {
                start = self.take_up_to(soft[parts - 1], wide);
                self.push();
                self.start_row(start);
                soft = &soft[parts..];
            } else if self.row.end > self.row.start {
                self.push();
                self.start_row(start);
            } else {
                // Not even the first part fits into a row of its own.
                let end = soft[0].at - self.at;
                self.piece(start..end);
                self.row.hyphen = soft[0].hyphen.then_some(end);
                start = end;
                soft = &soft[1..];
            }
        }
        self.piece(start..piece.end);
    }

    /// Returns how many parts between soft breaks fit behind the row, the hyphen included, and how
    /// wide they are.
    fn parts_that_fit(&self, start: usize, soft: &[SoftBreak]) -> (usize, usize) {
        let mut graphemes = Graphemes::new(self.text);
        let (mut at, mut wide, mut found) = (start, 0, (0, 0));
        for (index, one) in soft.iter().enumerate() {
            let end = one.at - self.at;
            if !graphemes.around(end).is_empty() {
                continue;
            }
            wide += width(&self.text[at..end]);
            at = end;
            if self.row.reach + wide + usize::from(one.hyphen) > self.columns {
                break;
            }
            found = (index + 1, wide);
        }
        found
    }

    /// Fills the row up to a soft break; returns the byte where it is.
    fn take_up_to(&mut self, soft: SoftBreak, wide: usize) -> usize {
        let end = soft.at - self.at;
        self.take(end, wide);
        self.row.hyphen = soft.hyphen.then_some(end);
        end
    }

    fn piece(&mut self, piece: Range<usize>) {
        let content = self.text[piece.clone()].trim_end_matches(' ');
        let spaces = piece.len() - content.len();
        let wide = width(content);
        let end = piece.start + content.len();
        if self.row.reach + wide <= self.columns {
            self.take(end, wide);
        } else if content.is_empty() {
            // Spaces alone never open a row.
        } else {
            if self.row.end > self.row.start {
                self.push();
            }
            self.start_row(piece.start);
            if wide <= self.columns {
                self.take(end, wide);
            } else {
                self.long(piece.start..end);
            }
        }
        self.row.reach = self.row.reach.saturating_add(spaces);
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
        self.row = Row { start: at, end: at, taken: 0, reach: 0, hyphen: None };
    }

    fn take(&mut self, end: usize, wide: usize) {
        if wide > 0 {
            self.row.end = end;
            self.row.reach += wide;
            self.row.taken = self.row.reach;
        }
    }

    fn push(&mut self) {
        let Row { start, end, taken, hyphen, .. } = self.row;
        let hyphen = hyphen == Some(end) && taken < self.columns;
        let range = self.at + start..self.at + end;
        self.rows.push(BrokenLine { range, columns: taken, hyphen });
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

    /// `-` is a soft hyphen, `|` a zero-width space; rows with a hyphen end with `-`.
    #[track_caller]
    fn check_soft(written: &str, columns: usize, expected: &[&str]) {
        let mut soft = Vec::new();
        let mut text = String::new();
        for c in written.chars() {
            match c {
                '-' | '|' => soft.push(SoftBreak { at: text.len(), hyphen: c == '-' }),
                c => text.push(c),
            }
        }
        let rows = lines_at(&text, columns, &soft);
        assert!(rows.iter().all(|row| row.columns + usize::from(row.hyphen) <= columns));
        let shown = |row: &BrokenLine| {
            format!("{}{}", &text[row.range.clone()], if row.hyphen { "-" } else { "" })
        };
        assert_eq!(
            rows.iter().map(shown).collect::<Vec<_>>(),
            expected,
            "{written:?} at {columns}"
        );
    }

    #[test]
    fn words_break_at_soft_hyphens_and_zero_width_spaces_if_need_be() {
        check_soft("in-fra-struc-ture", 14, &["infrastructure"]);
        check_soft("in-fra-struc-ture", 13, &["infrastruc-", "ture"]);
        check_soft("in-fra-struc-ture", 10, &["infra-", "structure"]);
        check_soft("in-fra-struc-ture", 5, &["in-", "fra-", "struc", "ture"]);
        check_soft("the in-fra-struc-ture of", 10, &["the infra-", "structure", "of"]);
        check_soft("the in-fra-struc-ture of", 9, &["the in-", "frastruc-", "ture of"]);
        check_soft("abc|def", 6, &["abcdef"]);
        check_soft("abc|def", 5, &["abc", "def"]);
        check_soft("abc|def", 2, &["ab", "c", "de", "f"]);
        check_soft("so- far a|way", 6, &["so far", "away"]);
        check_soft("one\ntwo-three four", 6, &["one", "two-", "three", "four"]);
    }

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
