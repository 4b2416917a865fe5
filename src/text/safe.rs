//! The one type of text that a sink takes: terminal, clipboard, error output and JSON alike.
//!
//! What could drive a terminal or deceive its reader is shown as `<U+202E>`; what a reader needs
//! (accents, emoji sequences, joiners between letters of joining scripts) stays. Refuses to know:
//! which sink it is, and where lines break.

mod clean;
mod json;

use std::fmt;
use std::ops::{Deref, Range};

use clean::{Cleaner, Hidden, Layout};

pub use json::{json, json_line, write_json};

/// Columns from one tab stop to the next.
pub const TAB_STOP: usize = 4;

/// Text that cannot drive a terminal: no control, escape, bidirectional or invisible character; no
/// more than eight combining marks on a character, and none without one. [`Safe::verbatim`] and
/// [`Safe::stripped`] keep tabs, the first of them also invisible characters and all marks.
///
/// Making safe text safe again changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Safe(String);

impl Safe {
    /// Makes one line of text safe; line breaks and tabs become spaces.
    pub fn line(text: &str) -> Self {
        Self(Cleaner::new(Layout::Line, Hidden::Shown).run(text))
    }

    /// Builds a name safe that somebody else chose, such as a file's, or a sentence that repeats one:
    /// line breaks and tabs are shown as codes, too, so that it cannot pass for more than one line.
    pub fn name(text: &str) -> Self {
        Self(Cleaner::new(Layout::Name, Hidden::Shown).run(text))
    }

    /// Makes text safe and keeps its line breaks (CRLF becomes LF); tabs become spaces up to the
    /// next multiple of [`TAB_STOP`].
    pub fn text(text: &str) -> Self {
        Self(Cleaner::new(Layout::Lines, Hidden::Shown).run(text))
    }

    /// Makes text safe as [`Safe::text`] does and tells which bytes became which.
    pub fn mapped(text: &str) -> (Self, SafeOffsets) {
        let mut cleaner = Cleaner::new(Layout::Lines, Hidden::Shown);
        let safe = cleaner.run(text);
        (Self(safe), SafeOffsets { changes: cleaner.changes })
    }

    /// Makes prose safe as [`Safe::mapped`] does, but for zero-width spaces and soft hyphens, which
    /// hide nothing: they are left out, except in the ascending ranges `shown` of the text's bytes, and
    /// returned as the places where a row may end.
    pub fn prose(text: &str, shown: &[Range<usize>]) -> (Self, SafeOffsets, Vec<SoftBreak>) {
        let mut cleaner = Cleaner::new(Layout::Lines, Hidden::Shown).leaving_out_soft(shown);
        let safe = cleaner.run(text);
        (Self(safe), SafeOffsets { changes: cleaner.changes }, cleaner.soft_breaks)
    }

    /// Makes text safe for the clipboard: tabs stay, and what [`Safe::text`] shows as a code is left out.
    pub fn stripped(text: &str) -> Self {
        Self(Cleaner::new(Layout::Kept, Hidden::Dropped).run(text))
    }

    /// Makes text safe that is to be used rather than looked at, such as code that goes into a pipe:
    /// every byte stays (CRLF becomes LF) but for controls and the characters that turn text around,
    /// since what a pipe carries is often shown in the end.
    pub fn verbatim(text: &str) -> Self {
        Self(clean::verbatim(text))
    }

    /// Builds a run of spaces.
    pub fn spaces(count: usize) -> Self {
        Self(" ".repeat(count))
    }

    /// Repeats one text.
    #[must_use]
    pub fn repeat(&self, count: usize) -> Self {
        Self(self.0.repeat(count))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the text away.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Appends text that is safe already.
    pub fn push(&mut self, more: &Safe) {
        self.0.push_str(&more.0);
    }

    /// Cuts out a stretch of bytes, which must lie on grapheme boundaries.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Safe {
        Self(self.0[range].to_owned())
    }
}

impl Deref for Safe {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Safe {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Safe> for String {
    fn from(safe: Safe) -> Self {
        safe.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

/// Puts safe texts one behind the other.
impl<'a> FromIterator<&'a Safe> for Safe {
    fn from_iter<I: IntoIterator<Item = &'a Safe>>(parts: I) -> Self {
        Self(parts.into_iter().map(Safe::as_str).collect())
    }
}

/// A place inside a word where a row may end, although nothing is seen there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoftBreak {
    /// The byte of the safe text.
    pub at: usize,
    /// Whether a hyphen is drawn if the row ends there.
    pub hyphen: bool,
}

/// Which bytes of a text became which bytes of its safe form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeOffsets {
    /// The stretches that are not equal byte for byte, ascending.
    changes: Vec<Change>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    raw: Range<usize>,
    safe: Range<usize>,
}

impl SafeOffsets {
    /// Returns the safe offset of an offset in the original; inside a changed stretch its end.
    pub fn safe(&self, raw: usize) -> usize {
        let behind = self.changes.partition_point(|change| change.raw.start < raw);
        match behind.checked_sub(1).map(|index| &self.changes[index]) {
            None => raw,
            Some(change) if raw <= change.raw.end => change.safe.end,
            Some(change) => change.safe.end + (raw - change.raw.end),
        }
    }

    /// Returns the original offset of a safe offset; inside a changed stretch its start.
    pub fn raw(&self, safe: usize) -> usize {
        let behind = self.changes.partition_point(|change| change.safe.end <= safe);
        let (raw_end, safe_end) = behind
            .checked_sub(1)
            .map_or((0, 0), |index| (self.changes[index].raw.end, self.changes[index].safe.end));
        match self.changes.get(behind) {
            Some(change) if change.safe.start <= safe => change.raw.start,
            _ => raw_end + (safe - safe_end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::grapheme_width;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(Safe::line(text).as_str(), expected);
    }

    #[test]
    fn ordinary_text_of_any_script_stays() {
        for text in [
            "",
            "plain ASCII ~",
            "naïve façade — “quoted” …",
            "cafe\u{301} Việt Nam tiê\u{301}ng",
            "硬联通 かな ガ 한국어 각",
            "سلام عليكم مي\u{200c}خواهم",
            "שָׁלוֹם",
            "हिन्दी क्ष त्र\u{200d}य",
            "ไทย ပြည် ខ្មែរ",
            "№ ½ ① ∑ → ●",
            "\u{3000}全角",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn prose_leaves_out_what_only_says_where_a_row_may_end() {
        let raw = "co\u{ad}op\u{200b}er `a\u{ad}b` \u{202e}";
        let code = raw.find('`').unwrap()..raw.rfind('`').unwrap();
        let (safe, offsets, soft) = Safe::prose(raw, &[code]);
        assert_eq!(safe.as_str(), "cooper `a<U+00AD>b` <U+202E>");
        let at = |at, hyphen| SoftBreak { at, hyphen };
        assert_eq!(soft, [at(2, true), at(4, false)]);
        assert_eq!(offsets.safe(raw.find("er").unwrap()), 4);
        assert_eq!(offsets.raw(2), 4);
        assert_eq!(Safe::prose("plain", &[]).2, []);
    }

    #[test]
    fn case_01_escape_sequences_are_inert_and_visible() {
        check("a\u{1b}]52;c;eA==\u{7}b", "a<U+001B>]52;c;eA==<U+0007>b");
        check("\u{0}\u{8}\u{c}\u{7f}", "<U+0000><U+0008><U+000C><U+007F>");
    }

    #[test]
    fn case_02_eight_bit_controls_are_inert() {
        check("a\u{9b}31m\u{9d}0;t\u{9c}\u{85}", "a<U+009B>31m<U+009D>0;t<U+009C><U+0085>");
    }

    #[test]
    fn case_04_line_breaks_and_tabs_in_names_are_shown() {
        let name = Safe::name("a\nb\r\nc\rd\te\u{1b}");
        assert_eq!(name.as_str(), "a<U+000A>b<U+000D><U+000A>c<U+000D>d<U+0009>e<U+001B>");
        assert_eq!(Safe::name(&name), name);
    }

    #[test]
    fn case_06_all_twelve_bidirectional_controls_are_shown() {
        let controls = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
        check(
            controls,
            "<U+061C><U+200E><U+200F><U+202A><U+202B><U+202C><U+202D><U+202E><U+2066><U+2067><U+2068><U+2069>",
        );
    }

    #[test]
    fn case_07_invisible_characters_are_shown_but_where_a_reader_needs_them() {
        check(
            "co\u{ad}op\u{200b}er\u{2060}ate\u{feff}",
            "co<U+00AD>op<U+200B>er<U+2060>ate<U+FEFF>",
        );
        check(
            "\u{115f}\u{1160}\u{3164}\u{ffa0}\u{34f}",
            "<U+115F><U+1160><U+3164><U+FFA0><U+034F>",
        );
        check("a\u{e0061}\u{e007f}", "a<U+E0061><U+E007F>");
        check("a\u{200d}b \u{200c}", "a<U+200D>b <U+200C>");
        check("\u{2028}\u{2029}", "<U+2028><U+2029>");
        check("\u{e000} \u{378} \u{fffe}", "<U+E000> <U+0378> <U+FFFE>");
        for kept in [
            "👩\u{200d}👩\u{200d}👧",
            "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "🇨🇳🇲🇾",
            "1\u{fe0f}\u{20e3}",
            "❤\u{fe0f} ☎\u{fe0e}",
            "葛\u{e0100}",
            "می\u{200c}خواهم",
            "ශ්\u{200d}රී",
        ] {
            check(kept, kept);
        }
        check("🏴\u{e0061}\u{e007f}", "🏴<U+E0061><U+E007F>");
        check("a\u{fe0f}1\u{fe0f}\u{e0100}", "a<U+FE0F>1<U+FE0F><U+E0100>");
        check("👩\u{200d}\u{200d}👧", "👩<U+200D><U+200D>👧");
        check("⌚\u{fe0e}☎\u{fe0e}", "⌚<U+FE0E>☎\u{fe0e}");
    }

    #[test]
    fn case_07_at_most_four_joiners_are_in_one_emoji() {
        let family = |people: usize| vec!["👩"; people].join("\u{200d}");
        check(&family(5), &family(5));
        check(&family(6), &format!("{}<U+200D>👩", family(5)));
    }

    #[test]
    fn case_08_tabs_become_columns() {
        assert_eq!(Safe::text("a\tb\n\t中\tc").as_str(), "a   b\n    中  c");
        check("a\tb", "a b");
    }

    #[test]
    fn case_14_what_is_to_be_used_keeps_its_bytes_and_still_drives_no_terminal() {
        let code = "\tif a \u{200b}\u{ad}\u{feff}:\n\n  \tb\u{301}\u{301}  \n\u{301}中👩\u{200d}👧\u{e000}\n";
        assert_eq!(Safe::verbatim(code).as_str(), code);
        assert_eq!(
            Safe::verbatim("a\u{1b}[2J\r\nb\rc\u{9b}\u{202e}d\u{7f}").as_str(),
            "a<U+001B>[2J\nb<U+000D>c<U+009B><U+202E>d<U+007F>"
        );
    }

    #[test]
    fn case_09_a_lone_carriage_return_overwrites_nothing() {
        assert_eq!(Safe::text("a\r\nb\rc\n").as_str(), "a\nb<U+000D>c\n");
        check("a\r\nb\rc\nd", "a b c d");
    }

    #[test]
    fn case_10_at_most_eight_combining_marks_share_a_cell() {
        let marks = |count: usize| "\u{301}".repeat(count);
        check(&format!("z{}a", marks(1000)), &format!("z{}a", marks(8)));
        check(&format!("z{}", marks(8)), &format!("z{}", marks(8)));
    }

    #[test]
    fn case_11_a_mark_without_a_character_gets_one() {
        check("\u{301}a", "\u{25cc}\u{301}a");
        check("\u{1b}\u{301}", "<U+001B>\u{25cc}\u{301}");
        check("\u{1161}", "<U+1161>");
        check("\u{605}\u{949}\u{605}\u{661}", "<U+0605>\u{25cc}\u{949}\u{605}\u{661}");
        check("\u{11720}\u{b53}", "\u{11720}<U+0B53>");
        assert_eq!(Safe::text("a\n\u{301}").as_str(), "a\n\u{25cc}\u{301}");
    }

    #[test]
    fn case_13_json_gives_the_original_back_and_prints_nothing_unsafe() {
        let original =
            "a\u{7f}\u{9b}\u{202e}\u{200b}\u{301}👩\u{200d}👧\u{e0001}\\\"\n中é\u{10ffff}";
        for json in [json(&original), json_line(&original)] {
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), original);
            assert_eq!(Safe::text(&json), json);
        }
        assert_eq!(json_line(&vec!["é\u{9b}"]).as_str(), r#"["é\u009b"]"#);
        let map = std::collections::BTreeMap::from([("k\u{202e}", 1)]);
        assert_eq!(json(&map).as_str(), "{\n  \"k\\u202e\": 1\n}");
    }

    #[test]
    fn case_19_what_is_copied_loses_its_controls() {
        assert_eq!(
            Safe::stripped("a\u{1b}[31mb\u{202e}\r\n\tc\u{200b}d\te").as_str(),
            "a[31mb\n\tcd\te"
        );
    }

    #[test]
    fn stretches_are_found_again_in_the_safe_text() {
        let raw = "x\u{202e}word\u{200b}s\te\u{301}";
        let (safe, offsets) = Safe::mapped(raw);
        assert_eq!(safe.as_str(), "x<U+202E>word<U+200B>s  e\u{301}");
        let at = raw.find("word").unwrap();
        assert_eq!(&safe[offsets.safe(at)..offsets.safe(at + 4)], "word");
        assert_eq!(&safe[offsets.safe(at)..offsets.safe(at + 8)], "word<U+200B>s");
        for needle in ["x", "word", "s", "e\u{301}"] {
            let (in_raw, in_safe) = (raw.rfind(needle).unwrap(), safe.rfind(needle).unwrap());
            assert_eq!(offsets.safe(in_raw), in_safe, "{needle}");
            assert_eq!(offsets.raw(in_safe), in_raw, "{needle}");
        }
        assert_eq!(offsets.safe(raw.len()), safe.len());
        assert_eq!(offsets.raw(safe.len()), raw.len());
        assert_eq!(offsets.raw(3), 1, "inside a code");
    }

    /// Strings that are rich in what has to be treated.
    fn nasty() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            any::<char>(),
            prop::char::range('\u{0}', '\u{a0}'),
            prop::char::range('\u{300}', '\u{36f}'),
            prop::char::range('\u{600}', '\u{6ff}'),
            prop::char::range('\u{900}', '\u{97f}'),
            prop::char::range('\u{1100}', '\u{11ff}'),
            prop::char::range('\u{2000}', '\u{206f}'),
            prop::char::range('\u{fe00}', '\u{fe0f}'),
            prop::char::range('\u{1f1e6}', '\u{1f1ff}'),
            prop::char::range('\u{1f3f0}', '\u{1f4ff}'),
            prop::char::range('\u{e0000}', '\u{e01ff}'),
            prop::sample::select(vec![
                '\u{200d}', '\u{200c}', '\u{fe0f}', '👩', '❤', 'a', ' ', '\n', '\t', '\r'
            ]),
        ];
        prop::collection::vec(pieces, 0..24).prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn nothing_forbidden_comes_through(text in nasty()) {
            for safe in [Safe::line(&text), Safe::name(&text), Safe::text(&text), Safe::stripped(&text)] {
                for c in safe.chars() {
                    prop_assert!(!c.is_control() || c == '\n' || c == '\t', "{c:?}");
                    prop_assert!(!matches!(c,
                        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{34f}' | '\u{3164}'
                        | '\u{115f}' | '\u{1160}' | '\u{e000}'..='\u{f8ff}'), "{c:?}");
                }
            }
            prop_assert!(![Safe::line(&text), Safe::name(&text)].iter().any(|it| it.contains(['\n', '\t'])));
            prop_assert!(!Safe::text(&text).contains('\t'));
        }

        #[test]
        fn making_safe_twice_changes_nothing(text in nasty()) {
            let line = Safe::line(&text);
            prop_assert_eq!(Safe::line(&line), line);
            let lines = Safe::text(&text);
            prop_assert_eq!(Safe::text(&lines), lines);
        }

        #[test]
        fn every_grapheme_takes_a_column_and_few_marks(text in nasty()) {
            for grapheme in Safe::line(&text).graphemes(true) {
                prop_assert!(grapheme_width(grapheme) > 0, "{grapheme:?}");
                let marks = grapheme.chars().filter(|c| ('\u{300}'..='\u{36f}').contains(c)).count();
                prop_assert!(marks <= 8);
            }
        }

        #[test]
        fn offsets_go_there_and_back(text in nasty()) {
            let (safe, offsets) = Safe::mapped(&text);
            prop_assert_eq!(&safe, &Safe::text(&text));
            let mut last = 0;
            for (at, _) in text.grapheme_indices(true) {
                let there = offsets.safe(at);
                prop_assert!(safe.is_char_boundary(there) && there >= last);
                prop_assert_eq!(offsets.raw(there), at);
                last = there;
            }
            prop_assert_eq!(offsets.safe(text.len()), safe.len());
            for (at, _) in safe.char_indices() {
                prop_assert!(text.is_char_boundary(offsets.raw(at)));
            }
        }

        #[test]
        fn json_reads_back(text in nasty()) {
            let written = json_line(&text);
            prop_assert_eq!(&serde_json::from_str::<String>(&written).unwrap(), &text);
            prop_assert_eq!(&Safe::text(&written), &written);
        }
    }
}
