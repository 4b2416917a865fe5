//! Folding for comparison: NFKC, Unicode case, accents, widths, dashes and quotes; traditional Chinese
//! characters become simplified ones; what carries no letter (zero-width characters, soft hyphens, vowel
//! points, stretching signs) falls away. Refuses to know: what is compared, and why.
//!
//! A character folds by itself, so that folding is a stream: it is decomposed, its accents are
//! dropped, its case is folded, and what is left (a Hangul vowel, a voicing mark of kana) is composed
//! with the character before it. Marks that are letters in all but name, such as the vowel signs of
//! Indic scripts, stay, in canonical order.
//!
//! # What is one letter
//!
//! - Latin and Greek letters lose their accents, for not every keyboard has them: Å is found as A.
//! - A Cyrillic letter that Unicode has as one character is a letter of its own: й is not и, ї is not і.
//!   Only ё, which Russian mostly writes е, and ѐ and ѝ, which are stressed, lose their marks.
//! - ؤ and ئ are no و and ي; hamza and madda on alef fall away. The forms of kaf and yeh that Arabic and
//!   Persian keyboards have are one.
//! - An apostrophe between Cyrillic or Hebrew letters, and a quotation mark between Hebrew ones, are part
//!   of the word (UAX 29) and not always typed: п'ять is found as пять. The letters that
//!   look like an apostrophe, such as the ʻokina, fall away in every word.

use std::cmp::Reverse;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};

use super::grapheme::Graphemes;

/// Folds text for comparison.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Folds text for comparison behind what `folded` holds.
pub fn fold_into(text: &str, folded: &mut String) {
    let floor = folded.len();
    let mut rest = text;
    while !rest.is_empty() {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let run = &rest[..ascii];
        match run.chars().next() {
            Some(c) if ascii == 1 && is_inside_word(&folded[floor..], c, &rest[1..]) => {}
            _ => push_run(run, folded),
        }
        rest = &rest[ascii..];
        let mut chars = rest.chars();
        if let Some(c) = chars.next()
            && !is_inside_word(&folded[floor..], c, chars.as_str())
        {
            push(c, folded, floor);
        }
        rest = chars.as_str();
    }
}

/// Returns a text in lower case with its accents and in normal form C, without what nobody sees.
pub fn lower(text: &str) -> String {
    let seen = text.nfc().filter(|&c| !is_ignored(c));
    // Lower case alone would make an i with two dots of the Turkish capital.
    let lower = seen.flat_map(|c| if c == 'İ' { 'i' } else { c }.to_lowercase());
    lower.collect()
}

/// A folded text that knows where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Where each character of the original begins in both, ascending; `None` if all are equal.
    origins: Option<Vec<FoldedRun>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FoldedRun {
    folded: u32,
    original: u32,
}

impl Folded {
    /// Folds a text of at most 4 GiB.
    pub fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        if original.is_ascii() {
            fold_into(original, &mut text);
            if text.len() == original.len() {
                return Self { text, origins: None };
            }
            text.clear();
        }
        let mut origins = Vec::with_capacity(original.len());
        for (at, c) in original.char_indices() {
            let before = text.len();
            if is_inside_word(&text, c, &original[at + c.len_utf8()..]) {
                continue;
            }
            if c.is_ascii() {
                push_ascii(c as u8, &mut text);
            } else {
                push(c, &mut text, 0);
            }
            // A mark that joined the character before it belongs to that character's stretch.
            if text.len() > before {
                origins.push(FoldedRun { folded: before as u32, original: at as u32 });
            }
        }
        Self { text, origins: Some(origins) }
    }

    /// Finds the characters of the original that a stretch of the folded text comes from; what is
    /// shown of them are the graphemes around them ([`Graphemes::over`]).
    ///
    /// `original` must be the text that was folded; the range must lie on character boundaries.
    pub fn characters(&self, original: &str, range: Range<usize>) -> Range<usize> {
        match &self.origins {
            None => range,
            Some(origins) => {
                let behind = origins.partition_point(|o| o.folded as usize <= range.start);
                let start = behind.checked_sub(1).map_or(0, |i| origins[i].original as usize);
                let next = origins.partition_point(|o| (o.folded as usize) < range.end);
                let end = origins.get(next).map_or(original.len(), |o| o.original as usize);
                start..end.max(start)
            }
        }
    }

    /// Finds the matches of a folded needle, as graphemes of the original, ascending.
    pub fn find<'a>(
        &'a self,
        original: &'a str,
        needle: &'a str,
    ) -> impl Iterator<Item = Range<usize>> + 'a {
        let matches = (!needle.is_empty()).then(|| self.text.match_indices(needle));
        let mut graphemes = Graphemes::new(original);
        matches
            .into_iter()
            .flatten()
            .map(move |(at, found)| graphemes.over(self.characters(original, at..at + found.len())))
    }

    /// Finds the matches of any folded needle, as graphemes of the original, ascending and apart: of two
    /// that overlap the first, and of two that begin together the longer.
    pub fn find_apart<'a>(
        &'a self,
        original: &'a str,
        needles: impl IntoIterator<Item = &'a str>,
    ) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> =
            needles.into_iter().flat_map(|needle| self.find(original, needle)).collect();
        found.sort_by_key(|range| (range.start, Reverse(range.end)));
        let mut behind = 0;
        found.retain(|range| {
            let is_apart = range.start >= behind;
            behind = if is_apart { range.end } else { behind };
            is_apart
        });
        found
    }
}

/// Pushes a run of ASCII, at once where every byte folds to one byte.
fn push_run(run: &str, folded: &mut String) {
    if run.bytes().all(|byte| matches!(byte, b' '..=b'_' | b'a'..=b'~')) {
        let start = folded.len();
        folded.push_str(run);
        folded[start..].make_ascii_lowercase();
    } else {
        run.bytes().for_each(|byte| push_ascii(byte, folded));
    }
}

fn push_ascii(byte: u8, folded: &mut String) {
    match byte {
        b'`' => folded.push('\''),
        b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => folded.push(' '),
        0..0x20 | 0x7F => {}
        _ => folded.push(byte.to_ascii_lowercase() as char),
    }
}

fn push(c: char, folded: &mut String, floor: usize) {
    match c {
        // Most of what is not ASCII in titles folds to itself.
        '\u{4E00}'..='\u{9FFF}' => folded.push(simplified(c)),
        '\u{3400}'..='\u{4DBF}' | '\u{3041}'..='\u{304A}' | '\u{AC00}'..='\u{D7A3}' => {
            folded.push(c);
        }
        // The vowels am of Thai and Lao, which their dictionaries know undivided.
        '\u{E33}' | '\u{EB3}' => folded.push(c),
        _ if is_ignored(c) => {}
        _ => decompose_compatible(c, |part| push_part(part, folded, floor)),
    }
}

include!(concat!(env!("OUT_DIR"), "/simplified.rs"));

/// Returns the simplified character that stands for a traditional one; any other as it is.
fn simplified(c: char) -> char {
    let found = SIMPLIFIED.binary_search_by_key(&c, |(traditional, _)| *traditional);
    found.map_or(c, |at| SIMPLIFIED[at].1)
}

/// Pushes one character of a compatibility decomposition.
fn push_part(c: char, folded: &mut String, floor: usize) {
    if is_ignored(c) {
        return;
    }
    if is_accent(c) {
        join(c, letter, folded, floor);
        return;
    }
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        folded.push(simplified(c));
        return;
    }
    if let Some(plain) = unified(c) {
        folded.push_str(plain);
        return;
    }
    if join(c, joined, folded, floor) {
        return;
    }
    if c.is_ascii() {
        push_ascii(c as u8, folded);
        return;
    }
    if canonical_combining_class(c) > 0 {
        insert_mark(c, folded, floor);
        return;
    }
    // Lower, upper, lower: with a capital sharp s or a final sigma one pass is not enough.
    for lower in c.to_lowercase() {
        for upper in lower.to_uppercase() {
            for part in upper.to_lowercase() {
                match unified(part) {
                    Some(plain) => folded.push_str(plain),
                    None if is_accent(part) => {}
                    None => folded.push(part),
                }
            }
        }
    }
}

/// How many marks are looked at behind a letter: a stream-safe text has no more in a row (UAX 15).
const MOST_MARKS: usize = 30;

/// Puts what a character is together with the one it stands on in the place of that one, if they are one;
/// returns whether they are. Between a letter and its mark others may stand, unless they are of its class
/// (Unicode, D115): how they follow each other says nothing.
fn join(
    c: char,
    together: fn(char, char) -> Option<char>,
    folded: &mut String,
    floor: usize,
) -> bool {
    let class = canonical_combining_class(c);
    let stands_on = |&(_, before): &(usize, char)| {
        class == 0 || [0, class].contains(&canonical_combining_class(before))
    };
    let mut before = folded[floor..].char_indices().rev().take(MOST_MARKS + 1);
    let one = before.find(stands_on).and_then(|(at, base)| Some((at, base, together(base, c)?)));
    let Some((at, base, one)) = one else { return false };
    let (start, end) = (floor + at, floor + at + base.len_utf8());
    folded.replace_range(start..end, one.encode_utf8(&mut [0; 4]));
    true
}

/// Returns the letter of its own that a folded letter and an accent are together, if they are one.
fn letter(folded: char, accent: char) -> Option<char> {
    let may_be = matches!(folded, '\u{430}'..='\u{4FF}' | 'و' | 'ي');
    let letter = compose(folded, accent).filter(|_| may_be)?;
    (!matches!(letter, 'ё' | 'ѐ' | 'ѝ')).then_some(letter)
}

/// Returns what two characters are together if they are one.
fn joined(last: char, c: char) -> Option<char> {
    match (last, c) {
        ('\u{E4D}', '\u{E32}') => Some('\u{E33}'),
        ('\u{ECD}', '\u{EB2}') => Some('\u{EB3}'),
        _ => compose(last, c),
    }
}

/// Inserts a mark that stays where canonical order wants it (Unicode, D109).
fn insert_mark(mark: char, folded: &mut String, floor: usize) {
    let class = canonical_combining_class(mark);
    let marks = folded[floor..].char_indices().rev().take(MOST_MARKS);
    let later = marks.take_while(|&(_, c)| canonical_combining_class(c) > class);
    let at = later.last().map_or(folded.len(), |(at, _)| floor + at);
    folded.insert(at, mark);
}

/// Returns whether a mark is above, below, through or around a letter.
///
/// Nukta (class 7), kana voicing (8), virama (9) and vowel signs (0, 84, 91, 103 to 132) make another
/// letter and are none.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{488}' | '\u{489}' | '\u{20DD}'..='\u{20E0}' | '\u{20E2}'..='\u{20E4}')
        || matches!(canonical_combining_class(c), 1 | 10..=36 | 200..=240)
}

/// Returns whether a mark is part of a word of letters that it stands between: an apostrophe in
/// Cyrillic and Hebrew, a quotation mark in Hebrew.
fn is_inside_word(folded: &str, mark: char, rest: &str) -> bool {
    let is_hebrew = |c: char| matches!(c, 'א'..='ת');
    let is_cyrillic = |c: char| matches!(c, '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}');
    let (hebrew, cyrillic) = match mark {
        '\'' | '`' => (true, true),
        '"' => (true, false),
        _ if mark.is_ascii() => return false,
        _ => match unified(mark) {
            Some("'") => (true, true),
            Some("\"") => (true, false),
            _ => return false,
        },
    };
    let joins = |c: char| hebrew && is_hebrew(c) || cyrillic && is_cyrillic(c);
    let begins = |c: char| {
        let mut next = String::new();
        push(c, &mut next, 0);
        next.chars().next().is_some_and(joins)
    };
    // Letters with a point of their own are told by what is left of them.
    folded.chars().next_back().is_some_and(joins)
        && rest.chars().find(|&c| !is_ignored(c) && !is_accent(c)).is_some_and(begins)
}

/// Returns what is written for a character on a keyboard that lacks it.
fn unified(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{FE58}' | '\u{5BE}' => "-",
        '\u{2018}'..='\u{201B}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{2039}'
        | '\u{203A}'
        | '\u{00B4}'
        | '\u{5F3}' => "'",
        '\u{201C}'..='\u{201F}'
        | '\u{2033}'
        | '\u{2036}'
        | '«'
        | '»'
        | '\u{300C}'..='\u{300F}'
        | '\u{301D}'..='\u{301F}'
        | '\u{5F4}' => "\"",
        '\u{301C}' | '\u{223C}' => "~",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ک' => "ك",
        'ی' | 'ى' => "ي",
        '\u{2028}' | '\u{2029}' | '\u{0085}' | '\u{1680}' => " ",
        _ => return None,
    })
}

/// Returns whether a character is no letter and not seen as one, so that it must not part a word: it has
/// no width, stretches a line of Arabic or N'Ko, or is a letter that looks like an apostrophe.
fn is_ignored(c: char) -> bool {
    matches!(c,
        '\u{2B9}' | '\u{2BB}'..='\u{2BD}' | '\u{640}' | '\u{7FA}' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' | '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}')
}

/// Returns whether a text is written as an abbreviation is: one short word with at least two
/// capitals or digits.
pub fn is_abbreviation(text: &str) -> bool {
    let count = text.chars().count();
    let high = text.chars().filter(|c| c.is_uppercase() || c.is_ascii_digit()).count();
    (2..=6).contains(&count) && high >= 2 && text.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_reads_alike_folds_alike() {
        for (text, expected) in [
            ("Hello World", "hello world"),
            ("Ｈｅｌｌｏ　１２", "hello 12"),
            ("ÉÈê e\u{301}", "eee e"),
            ("Straße STRASSE ẞ", "strasse strasse ss"),
            ("İstanbul ısı", "istanbul isi"),
            ("Σίσυφος ΣΊΣΥΦΟΣ", "σισυφοσ σισυφοσ"),
            ("Łódź Øre Đà Nẵng", "lodz ore da nang"),
            ("ﬁne œuvre Æther", "fine oeuvre aether"),
            ("a–b—c‐d−e", "a-b-c-d-e"),
            ("“q” ‘q’ «q» `q`", "\"q\" 'q' \"q\" 'q'"),
            ("co\u{AD}op\u{200B}er\u{2060}ate\u{FEFF}", "cooperate"),
            ("a\u{1b}b\u{9b}c", "abc"),
            ("line\nbreak\ttab\u{a0}nbsp", "line break tab nbsp"),
            ("硬联通", "硬联通"),
            ("ｶﾞ か\u{3099}", "ガ が"),
            ("한국 \u{1112}\u{1161}\u{11ab}", "한국 한"),
            ("tóu róng zī lǜ", "tou rong zi lu"),
            ("कि क्ष", "कि क्ष"),
            ("№ ½ ① …", "no 1⁄2 1 ..."),
            ("Ёлка й и\u{306} ЇЖА Ґанок ѓ", "елка й й їжа ґанок ѓ"),
            ("больша\u{301}я", "большая"),
            ("Åland Ängelholm cómo ñandú", "aland angelholm como nandu"),
            ("п'ять п’ять п\u{2bc}ять 'слово'", "пять пять пять 'слово'"),
            ("צה\"ל צה״ל ג׳ירפה \"מלה\" שָׁלוֹם", "צהל צהל גירפה \"מלה\" שלום"),
            ("don't l’eau Hawaiʻi ʻōlelo", "don't l'eau hawaii olelo"),
            ("كتـــاب كِتَابٌ أحمد آب سؤال قائد", "كتاب كتاب احمد اب سؤال قائد"),
            ("کتاب كتاب فارسی می\u{200c}شود", "كتاب كتاب فارسي ميشود"),
            ("น้ำ น\u{e49}\u{e4d}\u{e32} ກຳ", "น้ำ น้ำ ກຳ"),
            ("❤\u{fe0f} 1\u{fe0f}\u{20e3} 👩\u{200d}🌾", "❤ 1 👩🌾"),
            ("一帶一路 聯通 可持續", "一带一路 联通 可持续"),
            ("ŉ", "n"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn a_simplified_character_stays_as_it_is() {
        assert!(SIMPLIFIED.len() > 2_500);
        for (_, simple) in SIMPLIFIED {
            assert_eq!(simplified(simple), simple);
        }
    }

    #[test]
    fn marks_join_their_letter_whatever_stands_between() {
        for (texts, expected) in [
            (["ぢ\u{1037}", "ち\u{1037}\u{3099}", "ち\u{3099}\u{1037}"], "ぢ\u{1037}"),
            (["が\u{94d}", "か\u{94d}\u{3099}", "か\u{3099}\u{94d}"], "が\u{94d}"),
            (["Ӂ\u{eb8}", "Ж\u{eb8}\u{306}", "Ж\u{306}\u{eb8}"], "ӂ\u{eb8}"),
            (["ؤ\u{93c}", "و\u{93c}\u{654}", "و\u{654}\u{93c}"], "ؤ\u{93c}"),
            (
                ["\u{dda}\u{93c}", "\u{dd9}\u{93c}\u{dca}", "\u{dd9}\u{dca}\u{93c}"],
                "\u{dda}\u{93c}",
            ),
            // A mark of the same class parts them, and so does a letter.
            (["か\u{309a}\u{3099}"; 3], "か\u{309a}\u{3099}"),
            (["ᄒ\u{93c}\u{1161}"; 3], "ᄒ\u{93c}\u{1161}"),
        ] {
            for text in texts {
                assert_eq!(fold(text), expected, "{}", text.escape_unicode());
                assert_eq!(Folded::new(text).text, expected, "{}", text.escape_unicode());
            }
        }
    }

    #[track_caller]
    fn check(text: &str, needle: &str, expected: &[&str]) {
        let folded = Folded::new(text);
        let needle = fold(needle);
        let found: Vec<&str> = folded.find(text, &needle).map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{needle} in {text}");
    }

    #[test]
    fn matches_cover_whole_graphemes_of_the_original() {
        check("Plain text", "TEXT", &["text"]);
        check("cafe\u{301}s", "cafe", &["cafe\u{301}"]);
        check("Weiße", "ss", &["ß"]);
        check("Weiße", "s", &["ß", "ß"]);
        check("co\u{AD}op\u{200B}erate", "cooperate", &["co\u{AD}op\u{200B}erate"]);
        check("中文“引号”", "\"引", &["“引"]);
        check(
            "a 👩\u{200d}👩\u{200d}👧 b",
            "👩",
            &["👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"],
        );
        check("ｶﾞｽ", "ガス", &["ｶﾞｽ"]);
        check("abc", "", &[]);
    }

    #[test]
    fn matches_of_several_needles_are_ascending_and_apart() {
        for (text, needles, expected) in [
            ("black tea", &["tea", "black"][..], &["black", "tea"][..]),
            ("green tea", &["tea", "green tea"], &["green tea"]),
            ("green tea", &["green", "green tea"], &["green tea"]),
            ("abcd", &["bcd", "abc"], &["abc"]),
            ("abcd", &["cd", "ab"], &["ab", "cd"]),
            ("tea", &["", "x"], &[]),
        ] {
            let folded = Folded::new(text);
            let found = folded.find_apart(text, needles.iter().copied());
            let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{needles:?} in {text}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn both_ways_of_folding_agree(text in "[a-zA-Z'\"\u{80}-\u{500}\u{3040}-\u{3200}\u{1100}-\u{1200}\u{900}-\u{980}]{0,12}") {
            prop_assert_eq!(Folded::new(&text).text, fold(&text));
        }

        #[test]
        fn canonical_equivalents_fold_alike(
            text in "[a-z'\u{80}-\u{700}\u{900}-\u{f00}\u{1000}-\u{1200}\u{1780}-\u{1800}\u{1e00}-\u{2000}\u{3040}-\u{3100}\u{f900}-\u{fb50}]{0,12}",
        ) {
            let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
            for equivalent in [&text, &composed, &decomposed] {
                prop_assert_eq!(fold(equivalent), fold(&text), "{}", equivalent.escape_unicode());
                prop_assert_eq!(Folded::new(equivalent).text, fold(&text), "{}", equivalent.escape_unicode());
            }
        }

        #[test]
        fn every_stretch_maps_to_whole_graphemes(text in any::<String>()) {
            use unicode_segmentation::UnicodeSegmentation;
            let folded = Folded::new(&text);
            let boundaries: Vec<usize> =
                text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let mut graphemes = Graphemes::new(&text);
            for (at, c) in folded.text.char_indices() {
                let range = graphemes.over(folded.characters(&text, at..at + c.len_utf8()));
                prop_assert!(range.start < range.end);
                prop_assert!(boundaries.contains(&range.start) && boundaries.contains(&range.end));
            }
        }
    }
}
