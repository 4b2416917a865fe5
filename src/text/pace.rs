//! How long a text takes to read: its words and its Chinese, Japanese and Korean characters, and the
//! minutes they take. Refuses to know: what the text is of.

use std::iter::Sum;
use std::ops::AddAssign;

use unicode_segmentation::UnicodeSegmentation;

/// Words a minute.
const WORDS: u64 = 220;
/// Characters of scripts that write without spaces, a minute.
const CHARACTERS: u64 = 300;

/// How much there is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Words of scripts that part them with spaces.
    pub words: u64,
    /// Chinese, Japanese and Korean characters.
    pub characters: u64,
}

impl Amount {
    /// Counts a text without markup.
    pub fn of(text: &str) -> Self {
        let mut amount = Self::default();
        for word in text.unicode_words() {
            let characters = word.chars().filter(|&c| is_unspaced(c)).count() as u64;
            amount.characters += characters;
            amount.words += u64::from(characters == 0);
        }
        amount
    }

    /// Returns the minutes that reading takes, whole and rounded up.
    pub fn minutes(self) -> u64 {
        (self.words * CHARACTERS + self.characters * WORDS).div_ceil(WORDS * CHARACTERS)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.words += other.words;
        self.characters += other.characters;
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        let mut sum = Self::default();
        amounts.for_each(|amount| sum += amount);
        sum
    }
}

/// Returns whether a character is of a script that is read by the character: ideographs, kana, hangul.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: u64, characters: u64) {
        assert_eq!(Amount::of(text), Amount { words, characters }, "{text:?}");
    }

    #[test]
    fn words_and_characters_are_counted_apart() {
        check("", 0, 0);
        check("One two, three. – 4G it's", 5, 0);
        check("硬联通、软联通。", 0, 6);
        check("5G 网络 and より 한국", 2, 6);
        check("naïve café", 2, 0);
    }

    #[test]
    fn minutes_are_whole_and_rounded_up() {
        for (words, characters, minutes) in [
            (0, 0, 0),
            (1, 0, 1),
            (220, 0, 1),
            (221, 0, 2),
            (0, 300, 1),
            (0, 301, 2),
            (110, 150, 1),
            (111, 150, 2),
        ] {
            let amount = Amount { words, characters };
            assert_eq!(amount.minutes(), minutes, "{amount:?}");
        }
    }
}
