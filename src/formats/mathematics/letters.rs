//! Letters as mathematics writes them: small above and below the line, with accents, in other faces, struck
//! through. Refuses to know: what they mean.

use pulldown_latex::event::Font;
use unicode_normalization::UnicodeNormalization;

use super::super::small::{beside, small};

/// Letters whose other face does not stand in a row with those of the others (Unicode 16, letterlike symbols).
const DOUBLE_STRUCK: (&str, &str) = ("CHNPQRZ", "ℂℍℕℙℚℝℤ");
const SCRIPT: (&str, &str) = ("BEFHILMR", "ℬℰℱℋℐℒℳℛ");

/// Longer texts are hard to read so small.
const MOST_SMALL: usize = 8;

/// Signs above a letter with what joins them to it, and the one below.
const ACCENTS: [(char, char); 12] = [
    ('^', '\u{302}'),
    ('~', '\u{303}'),
    ('‾', '\u{305}'),
    ('¯', '\u{304}'),
    ('→', '\u{20d7}'),
    ('˙', '\u{307}'),
    ('.', '\u{307}'),
    ('¨', '\u{308}'),
    ('ˇ', '\u{30c}'),
    ('´', '\u{301}'),
    ('`', '\u{300}'),
    ('˘', '\u{306}'),
];
const UNDERLINES: [char; 2] = ['_', '‾'];

/// Returns a text in small letters above or below the line; `None` if one of them has none.
pub fn scripts(text: &str, is_above: bool) -> Option<String> {
    let is_short = !text.is_empty() && text.chars().count() <= MOST_SMALL;
    small(text, is_above).filter(|_| is_short)
}

/// Returns the only character of a text.
fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// Returns what joins a sign to the letter that it stands above or below.
fn joining(sign: char, is_above: bool) -> Option<char> {
    if is_above {
        ACCENTS.iter().find(|(one, _)| *one == sign).map(|(_, joining)| *joining)
    } else {
        UNDERLINES.contains(&sign).then_some('\u{332}')
    }
}

/// Returns whether a sign above or below a letter is joined to it.
pub fn is_accent(sign: &str, is_above: bool) -> bool {
    only(sign).and_then(|sign| joining(sign, is_above)).is_some()
}

/// Returns a text with a sign above or below it; `None` if there is no such letter. Lines go on over
/// several letters, other signs do not.
pub fn accented(text: &str, sign: &str, is_above: bool) -> Option<String> {
    let sign = only(sign)?;
    let joined = joining(sign, is_above)?;
    let is_line = sign == '‾' || !is_above;
    let is_short = !text.is_empty() && (is_line || text.chars().count() == 1);
    let written = || text.chars().flat_map(|c| [c, joined]).collect::<String>();
    is_short.then(|| written().nfc().collect())
}

/// Returns a sign struck through; `None` if it is more than one.
pub fn negated(text: &str) -> Option<String> {
    Some([only(text)?, '\u{338}'].into_iter().nfc().collect())
}

/// Returns a letter in another face; those that only lean or stand are the letter itself.
pub fn in_font(letter: char, font: Option<Font>) -> String {
    let own = match font {
        Some(Font::DoubleStruck) => beside(DOUBLE_STRUCK, letter)
            .or_else(|| moved(letter, 0x1d538, Some(0x1d552), Some(0x1d7d8))),
        Some(Font::Script) => beside(SCRIPT, letter).or_else(|| moved(letter, 0x1d49c, None, None)),
        Some(Font::Bold | Font::BoldSymbol | Font::BoldItalic) => {
            moved(letter, 0x1d400, Some(0x1d41a), Some(0x1d7ce))
        }
        _ => None,
    };
    own.unwrap_or(letter).into()
}

/// Returns a letter or digit from a row that begins there.
fn moved(letter: char, great: u32, small: Option<u32>, digits: Option<u32>) -> Option<char> {
    let (start, first) = match letter {
        'A'..='Z' => (great, 'A'),
        'a'..='z' => (small?, 'a'),
        '0'..='9' => (digits?, '0'),
        _ => return None,
    };
    char::from_u32(start + u32::from(letter) - u32::from(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_other_one() {
        for (plain, others) in [DOUBLE_STRUCK, SCRIPT] {
            assert_eq!(plain.chars().count(), others.chars().count());
        }
    }

    #[test]
    fn letters_have_faces_and_accents() {
        assert_eq!(in_font('A', Some(Font::DoubleStruck)), "𝔸");
        assert_eq!(in_font('R', Some(Font::DoubleStruck)), "ℝ");
        assert_eq!(in_font('L', Some(Font::Script)), "ℒ");
        assert_eq!(in_font('x', Some(Font::Bold)), "𝐱");
        assert_eq!(in_font('x', Some(Font::UpRight)), "x");
        assert_eq!(accented("a", "^", true).as_deref(), Some("â"));
        assert_eq!(accented("ab", "^", true), None);
        assert_eq!(negated("∈").as_deref(), Some("∉"));
        assert_eq!(scripts("2q", true), None);
    }
}
