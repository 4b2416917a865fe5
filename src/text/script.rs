//! Which scripts write words without spaces, and where a word of any script begins and ends. Refuses to
//! know: what the words are looked up for.

mod dictionaries;

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::WordSegmenter;
use unicode_normalization::char::is_combining_mark;

/// Word rules (UAX 29), with dictionaries for Thai, Lao, Khmer and Burmese. The models that ICU has
/// for these leave more words undivided and take a hundred times as long.
static SEGMENTER: LazyLock<WordSegmenter> = LazyLock::new(dictionaries::word_segmenter);

/// Returns whether a character belongs to a script that writes words without spaces.
pub fn is_unspaced(c: char) -> bool {
    u32::from(c) >= 0xE00
        && (has_dictionary(c)
            || matches!(u32::from(c), 0x1950..=0x19DF | 0x1A20..=0x1AAD | 0xAA80..=0xAADF
                | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3040..=0x312F | 0x31F0..=0x31FF
                | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF))
}

/// Returns whether a character is Thai, Lao, Burmese or Khmer, where a dictionary tells the words.
pub fn has_dictionary(c: char) -> bool {
    matches!(u32::from(c), 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0xA9E0..=0xA9FF
        | 0xAA60..=0xAA7F)
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}')
}

/// Returns where the words of a run in one of these scripts end, the last at its end.
pub fn word_ends(run: &str) -> impl Iterator<Item = usize> {
    SEGMENTER.as_borrowed().segment_str(run).skip(1)
}

/// Where words of a text begin and end. A run without spaces is divided once, when it is first asked
/// about.
pub struct WordEdges<'t> {
    text: &'t str,
    /// The run that was divided last, and where its words end.
    run: Range<usize>,
    ends: Vec<usize>,
}

impl<'t> WordEdges<'t> {
    /// Takes a folded text.
    pub fn new(text: &'t str) -> Self {
        Self { text, run: 0..0, ends: Vec::new() }
    }

    /// Returns whether a stretch is a word or several, whole ones.
    ///
    /// Chinese characters and hiragana have an edge on each side; Thai, Lao, Khmer, Burmese and katakana
    /// where the dictionary has one.
    pub fn is_whole(&mut self, stretch: &Range<usize>) -> bool {
        self.is_edge(stretch.start, stretch) && self.is_edge(stretch.end, stretch)
    }

    fn is_edge(&mut self, at: usize, stretch: &Range<usize>) -> bool {
        let (before, behind) = (&self.text[..at], &self.text[at..]);
        let (Some(left), Some(right)) = (before.chars().next_back(), behind.chars().next()) else {
            return true;
        };
        if is_spaced_letter(left) && is_spaced_letter(right) {
            return false;
        }
        for is_alike in [has_dictionary, is_katakana] {
            if is_alike(left) && is_alike(right) {
                return self.is_end_of_word(at, is_alike);
            }
        }
        if at == stretch.end { ends_at(behind) } else { begins_at(before, behind) }
    }

    /// Returns whether a word of a run ends at a place inside it.
    fn is_end_of_word(&mut self, at: usize, is_alike: fn(char) -> bool) -> bool {
        if !(self.run.start < at && at < self.run.end) {
            let start = self.text[..at].trim_end_matches(is_alike).len();
            let end = self.text.len() - self.text[at..].trim_start_matches(is_alike).len();
            self.run = start..end;
            self.ends = word_ends(&self.text[start..end]).map(|end| start + end).collect();
        }
        self.ends.binary_search(&at).is_ok()
    }
}

/// Counts the letters at the start of a text, up to three.
fn letters(mut text: impl Iterator<Item = char>) -> usize {
    text.by_ref().take(3).take_while(|&c| is_spaced_letter(c)).count()
}

/// Returns whether a word may end before `behind`: not before an apostrophe that is part of it, as in
/// `don't`, though before that of `China's`.
fn ends_at(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix('\'') else { return true };
    let count = letters(rest.chars());
    count == 0 || count > 2 || count == 1 && rest.starts_with('s')
}

/// Returns whether a word may begin between two texts: not behind an apostrophe that is part of it, as
/// in `don't`, though behind that of `l'eau` and `dell'arte`.
fn begins_at(before: &str, behind: &str) -> bool {
    let Some(elided) = before.strip_suffix('\'') else { return true };
    letters(elided.chars().rev()) < 2 || letters(behind.chars()) > 2
}

/// Returns whether a character is a letter, mark or digit of a script that parts words with spaces.
fn is_spaced_letter(c: char) -> bool {
    (c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)) && !is_unspaced(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words to look for are marked with brackets: `[` and `]` around whole ones, `(` and `)`
    /// around parts.
    #[track_caller]
    fn check(marked: &str) {
        let text: String = marked.chars().filter(|c| !"[]()".contains(*c)).collect();
        let mut edges = WordEdges::new(&text);
        let (mut at, mut start) = (0, 0);
        for c in marked.chars() {
            match c {
                '[' | '(' => start = at,
                ']' => assert!(edges.is_whole(&(start..at)), "{} in {text}", &text[start..at]),
                ')' => assert!(!edges.is_whole(&(start..at)), "{} in {text}", &text[start..at]),
                _ => at += c.len_utf8(),
            }
        }
    }

    #[test]
    fn words_with_spaces_end_where_letters_and_marks_do() {
        check("[tea] (te)a, (ea)t [two words]");
        check("[क्ष] (क)्ष (कष)ी");
    }

    #[test]
    fn an_apostrophe_is_part_of_a_word_unless_something_is_elided() {
        check("[china]'s (don)'t don'(t) 'quoted [word]'");
        check("l'[eau] l'[or] dell'[arte] qu'[elle] we'(ll)");
    }

    #[test]
    fn scripts_without_spaces_have_edges_where_their_words_end() {
        check("推进[联通]的");
        check("ผม[ดื่ม][ชา]ทุกวัน");
        check("นัก(กา)รเมือง");
        check("ຂ້ອຍ[ດື່ມ][ຊາ]");
        check("ខ្ញុំ[ផឹក][តែ]");
        check("ကျွန်တော်[လက်ဖက်ရည်]သောက်");
        check("日本の[お茶]と(ティ)ーと[コーヒー]、ミルク(ティー)");
    }
}
