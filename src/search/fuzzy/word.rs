//! One word of a query, prepared to be held against lines. Refuses to know: the matcher itself.
//!
//! # The bounds
//!
//! Read off fuzzy-matcher 0.3.7 (`skim.rs`) with its standard figures, for text without ASCII
//! capitals: a matched character gives 16. The first one loses 1 and gains 16 in place where it
//! opens the line, 8 where it starts a word. A later one gains 4 where it follows the one before
//! without a gap (8 where that one is a separator or the same letter: the matcher then reads a bonus
//! that an earlier row left), and otherwise loses at least 4 for the gap and gains 8 at most, where
//! it starts a word. So a pair of neighbours that the line lacks, and a letter that starts no word
//! in it, each lower what can be reached. Gaps longer than one only cost more.
//!
//! The second bound reads the text and counts the steps that gain least on the best way through it.

use super::super::lines::{Lines, bit, first_code, is_separator, pair_bit};

/// The letters of a word, numbered from 1.
#[derive(Clone, Debug)]
struct Alphabet {
    number: [u8; 128],
    /// The number of each letter of the word.
    word: Vec<u8>,
}

/// Different letters that are told apart.
const LETTERS: usize = 15;
/// Bad steps that are counted.
const STEPS: usize = 8;

impl Alphabet {
    fn new(characters: &[char]) -> Option<Self> {
        let mut number = [0u8; 128];
        let mut count = 0;
        let mut word = Vec::with_capacity(characters.len());
        for &c in characters {
            let slot = number.get_mut(c as usize)?;
            if *slot == 0 {
                count += 1;
                *slot = count;
            }
            word.push(*slot);
        }
        (usize::from(count) <= LETTERS).then_some(Self { number, word })
    }

    /// Counts the bad steps that no way through an ASCII text of at most 128 letters avoids: a first
    /// letter that starts no word, a gap that ends elsewhere than at the start of a word. Each
    /// loses 8 against the other steps. All ways are followed at once: for each number of bad steps
    /// a set of places where the letter at hand can stand.
    fn bad_steps(&self, text: &str) -> Option<u8> {
        if text.len() > 128 || !text.is_ascii() {
            return None;
        }
        let (mut places, mut starts) = ([0u128; LETTERS + 1], 0u128);
        let mut behind = true;
        for (at, byte) in text.bytes().enumerate() {
            places[usize::from(self.number[usize::from(byte)])] |= 1 << at;
            starts |= u128::from(behind) << at;
            behind = byte == b' ' || byte.is_ascii_punctuation();
        }
        let first = places[usize::from(self.word[0])];
        let mut reached = [0u128; STEPS + 1];
        (reached[0], reached[1]) = (first & starts, first & !starts);
        for &letter in &self.word[1..] {
            let here = places[usize::from(letter)];
            let mut over_gap = 0;
            for set in &mut reached {
                let next = *set << 1;
                let apart = next << 1;
                // All places from the lowest one on.
                let apart = apart | apart.wrapping_neg();
                *set = here & (next | apart & starts | over_gap & !starts);
                over_gap = apart;
            }
        }
        let steps = reached.iter().position(|&set| set != 0).unwrap_or(STEPS);
        Some(steps as u8)
    }
}

/// A word of a query, prepared.
#[derive(Clone, Debug)]
pub(super) struct Word {
    text: String,
    characters: Vec<char>,
    /// All its characters.
    mask: u64,
    /// All its pairs of neighbours.
    all_pairs: u128,
    first: u8,
    bits: Vec<u64>,
    pairs: Vec<u128>,
    /// What a character can gain without a gap before it.
    adjacent: Vec<i32>,
    /// Whether no two neighbours are equal, so that a matcher can be used again.
    reusable: bool,
    /// What its letters are numbered; `None` where they are not all ASCII, or too many.
    alphabet: Option<Alphabet>,
}

impl Word {
    /// Prepares a folded word, which is not empty.
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let neighbours = || characters.windows(2).map(|pair| (pair[0], pair[1]));
        Self {
            text: text.to_owned(),
            mask: characters.iter().map(|&c| bit(c)).fold(0, |all, one| all | one),
            all_pairs: neighbours().map(|(a, b)| pair_bit(a, b)).fold(0, |all, one| all | one),
            first: characters.first().map_or(0, |&c| first_code(c)),
            bits: characters.iter().map(|&c| bit(c)).collect(),
            pairs: neighbours().map(|(a, b)| pair_bit(a, b)).collect(),
            adjacent: neighbours()
                .map(|(a, b)| if a == b || is_separator(a) { 8 } else { 4 })
                .collect(),
            reusable: neighbours().all(|(a, b)| a != b),
            alphabet: Alphabet::new(&characters),
            characters,
        }
    }

    /// Gives its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives its characters.
    pub fn characters(&self) -> &[char] {
        &self.characters
    }

    /// Gives the bits of all its characters.
    pub fn mask(&self) -> u64 {
        self.mask
    }

    /// Gives the code of its first character.
    pub fn first(&self) -> u8 {
        self.first
    }

    /// Tells whether one matcher serves for all lines.
    pub fn is_reusable(&self) -> bool {
        self.reusable
    }

    /// Tells whether the characters present in a line decide whether it matches.
    pub fn is_decided_by_mask(&self) -> bool {
        self.characters.len() == 1 && self.text.as_bytes()[0].is_ascii_alphanumeric()
    }

    /// Gives the highest bound of lines that do not open with the word.
    pub fn highest_inside(&self) -> i64 {
        let later: i32 = self.adjacent.iter().map(|adjacent| 16 + adjacent).sum();
        i64::from(15 + 8 + later)
    }

    /// Gives a score that fuzzy-matcher cannot exceed on the line.
    pub fn bound(&self, lines: &Lines, line: usize) -> i32 {
        let (starts, pairs) = (lines.starts(line), lines.pairs(line));
        let opening = if lines.first()[line] == self.first {
            16
        } else if starts & self.bits[0] != 0 {
            8
        } else {
            0
        };
        let mut bound = 15 + opening;
        for at in 0..self.pairs.len() {
            let apart = if starts & self.bits[at + 1] == 0 { -4 } else { 4 };
            let together = if pairs & self.pairs[at] == 0 { -4 } else { self.adjacent[at] };
            bound += 16 + apart.max(together);
        }
        bound
    }

    /// Gives a closer bound from the text of a line that holds the word, at most `bound`.
    pub fn bound_by_gaps(&self, text: &str, bound: i64) -> i64 {
        let Some(steps) = self.alphabet.as_ref().and_then(|alphabet| alphabet.bad_steps(text))
        else {
            return bound;
        };
        let opening = if text.as_bytes().first() == Some(&self.first) { 8 } else { 0 };
        bound.min(self.highest_inside() + opening - 8 * i64::from(steps))
    }

    /// Tells whether the line can hold the word as one run or by word starts.
    pub fn may_be_tight(&self, lines: &Lines, line: usize) -> bool {
        lines.pairs(line) & self.all_pairs == self.all_pairs
            || lines.starts(line) & self.mask == self.mask
    }

    /// Tells whether a folded text holds the word as one run or by word starts only.
    pub fn is_tight(&self, text: &str) -> bool {
        text.contains(&self.text) || self.is_initials(text)
    }

    /// Tells whether the word is made of characters that start words, in order.
    fn is_initials(&self, text: &str) -> bool {
        let mut wanted = self.characters.iter();
        let mut next = wanted.next();
        let mut before = ' ';
        for c in text.chars() {
            if is_separator(before) && Some(&c) == next {
                next = wanted.next();
            }
            before = c;
        }
        next.is_none()
    }

    /// Tells whether a folded text holds its characters in order.
    pub fn is_subsequence(&self, text: &str) -> bool {
        if self.text.is_ascii() {
            let mut rest = text.as_bytes();
            self.text.bytes().all(|byte| match memchr::memchr(byte, rest) {
                Some(at) => {
                    rest = &rest[at + 1..];
                    true
                }
                None => false,
            })
        } else {
            let mut characters = text.chars();
            self.characters.iter().all(|wanted| characters.any(|c| c == *wanted))
        }
    }
}
