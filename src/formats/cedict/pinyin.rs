//! Pinyin with the numbers of tones to pinyin with marks.

use unicode_normalization::UnicodeNormalization;

/// The marks of the first four tones; the fifth has none.
const MARKS: [char; 4] = ['\u{304}', '\u{301}', '\u{30c}', '\u{300}'];

/// Returns a reading with marks: `lu:4 se4` as `lǜ sè`. What is no syllable stays as it is.
pub fn with_marks(reading: &str) -> String {
    let mut marked = String::with_capacity(reading.len() + 8);
    let mut syllable = String::new();
    for c in reading.chars() {
        match c {
            ':' if syllable.ends_with(['u', 'U']) => {
                let umlaut = if syllable.pop() == Some('u') { 'ü' } else { 'Ü' };
                syllable.push(umlaut);
            }
            '1'..='5' if !syllable.is_empty() => {
                let tone = c as usize - '1' as usize;
                push_syllable(&syllable, MARKS.get(tone).copied(), &mut marked);
                syllable.clear();
            }
            c if c.is_alphabetic() => syllable.push(c),
            c => {
                marked.push_str(&syllable);
                syllable.clear();
                marked.push(c);
            }
        }
    }
    marked.push_str(&syllable);
    marked
}

/// Appends a syllable with its mark on `a` or `e`, on the `o` of `ou`, else on its last vowel.
fn push_syllable(syllable: &str, mark: Option<char>, marked: &mut String) {
    let small = syllable.to_lowercase();
    let at = small
        .find(['a', 'e'])
        .or_else(|| small.find("ou"))
        .or_else(|| small.rfind(['i', 'o', 'u', 'ü']))
        // Some syllables are a consonant alone, such as hm or ng.
        .or_else(|| small.find(['m', 'n']));
    let (Some(mark), Some(at)) =
        (mark, at.filter(|&at| small.len() == syllable.len() && syllable.is_char_boundary(at)))
    else {
        return marked.push_str(syllable);
    };
    let end = at + syllable[at..].chars().next().map_or(0, char::len_utf8);
    let with_mark = format!("{}{mark}{}", &syllable[..end], &syllable[end..]);
    marked.extend(with_mark.nfc());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_are_marked_where_they_are_heard() {
        for (reading, expected) in [
            ("Zhong1 guo2", "Zhōng guó"),
            ("lu:4 se4", "lǜ sè"),
            ("gou3 liu2 gui4 xiong2", "gǒu liú guì xióng"),
            ("lu:e4 Ai4 dian3 r5", "lüè Ài diǎn r"),
            ("m2 ng4 E2", "ḿ ǹg É"),
            ("san1 C", "sān C"),
            ("xx5 · a5, 4", "xx · a, 4"),
            ("zhong1guo2", "zhōngguó"),
            ("", ""),
        ] {
            assert_eq!(with_marks(reading), expected, "{reading}");
        }
    }
}
