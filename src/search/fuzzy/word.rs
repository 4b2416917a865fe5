//! One word of a query, prepared to be compared with lines. Refuses to know: the matcher itself.
//!
//! # The bounds
//!
//! Read off fuzzy-matcher 0.3.7 (`skim.rs`) with its standard figures, for text without ASCII
//! capitals: a matched character gives 16. The first one loses 1 and gains 16 if it
//! opens the line, 8 if it starts a word. A later one gains 4 if it follows the one before
//! without a gap (8 if that one is a separator or the same letter: the matcher then reads a bonus
//! that an earlier row left), and otherwise loses at least 4 for the gap and gains 8 at most, if
//! it starts a word. So a pair of neighbours that the line lacks, and a letter that starts no word
//! in it, each lower what can be reached. Gaps longer than one only cost more.
//!
//! The second bound reads the text and counts the steps that gain least on the best way through it.

use super::super::lines::{Lines, bit, first_code, is_separator, pair_bit};
use super::stretch::{self, ByteStretch, Short};

/// Words of more letters than this get no closer bound.
const LETTERS: usize = 32;

/// A word of a query, prepared.
#[derive(Clone, Debug)]
pub(super) struct Word {
    text: String,
    ascii: bool,
    characters: Vec<char>,
    /// All its characters.
    mask: u64,
    /// All its pairs of neighbours.
    all_pairs: u128,
    first: u8,
    bits: Vec<u64>,
    /// The places of these bits.
    letters: Vec<u32>,
    pairs: Vec<u128>,
    /// What a character can gain without a gap before it.
    adjacent: Vec<i32>,
    /// Whether no two neighbours are equal, so that a matcher can be used again.
    reusable: bool,
}

impl Word {
    /// Prepares a folded word, which is not empty.
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let neighbours = || characters.windows(2).map(|pair| (pair[0], pair[1]));
        Self {
            text: text.to_owned(),
            ascii: text.is_ascii(),
            mask: characters.iter().map(|&c| bit(c)).fold(0, |all, one| all | one),
            all_pairs: neighbours().map(|(a, b)| pair_bit(a, b)).fold(0, |all, one| all | one),
            first: characters.first().map_or(0, |&c| first_code(c)),
            bits: characters.iter().map(|&c| bit(c)).collect(),
            letters: characters.iter().map(|&c| bit(c).trailing_zeros()).collect(),
            pairs: neighbours().map(|(a, b)| pair_bit(a, b)).collect(),
            adjacent: neighbours()
                .map(|(a, b)| if a == b || is_separator(a) { 8 } else { 4 })
                .collect(),
            reusable: neighbours().all(|(a, b)| a != b),
            characters,
        }
    }

    /// Returns its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns its characters.
    pub fn characters(&self) -> &[char] {
        &self.characters
    }

    /// Returns whether it is ASCII.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// Returns the places of the bits of its characters.
    pub fn letters(&self) -> &[u32] {
        &self.letters
    }

    /// Returns the code of its first character.
    pub fn first(&self) -> u8 {
        self.first
    }

    /// Returns whether one matcher serves for all lines.
    pub fn is_reusable(&self) -> bool {
        self.reusable
    }

    /// Returns whether the characters present in a line decide whether it matches.
    pub fn is_decided_by_mask(&self) -> bool {
        self.characters.len() == 1 && self.text.as_bytes()[0].is_ascii_alphanumeric()
    }

    /// Returns the highest bound of lines that do not open with the word.
    pub fn highest_inside(&self) -> i64 {
        let later: i32 = self.adjacent.iter().map(|adjacent| 16 + adjacent).sum();
        i64::from(15 + 8 + later)
    }

    /// Returns a score that fuzzy-matcher cannot exceed on the line.
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

    /// Returns a closer bound from the text of a line, at most `bound`; it need not be closer than
    /// `bound - spare`: a lower one makes no difference.
    ///
    /// Every way through the text takes bad steps: a first letter that does not open the line, and
    /// once more if it starts no word; a gap that ends elsewhere than at the start of a word. Each
    /// loses 8 against the best way there can be. All ways are followed at once: for each number of
    /// bad steps, fewest first, the set of places where each letter can be.
    pub fn bound_by_gaps(&self, text: &Short, bound: i64, spare: i64) -> i64 {
        let letters = self.text.as_bytes();
        if !self.ascii || letters.len() > LETTERS {
            return bound;
        }
        let (starts, mut places) = (text.starts(), [0; LETTERS]);
        for (places, &letter) in places.iter_mut().zip(letters) {
            *places = text.places(letter);
        }
        let first = places[0];
        let openings = [first & 1, first & starts & !1, first & !starts];
        let mut reached = [0u128; LETTERS];
        let mut reachable = self.highest_inside() + 8;
        // Each letter can take one bad step, the first one two.
        for step in 0..letters.len() + 2 {
            if reachable <= bound - spare {
                break;
            }
            let opening = openings.get(step).copied().unwrap_or(0);
            let mut over_gap = after_gap(std::mem::replace(&mut reached[0], opening));
            for at in 1..letters.len() {
                let next = reached[at - 1] << 1;
                let apart = after_gap(reached[at - 1]);
                let here = places[at] & (next | apart & starts | over_gap & !starts);
                over_gap = after_gap(std::mem::replace(&mut reached[at], here));
            }
            if reached[letters.len() - 1] != 0 {
                break;
            }
            reachable -= 8;
        }
        bound.min(reachable)
    }

    /// Returns whether the line can hold the word as one run or by word starts.
    pub fn may_be_tight(&self, lines: &Lines, line: usize) -> bool {
        lines.pairs(line) & self.all_pairs == self.all_pairs
            || lines.starts(line) & self.mask == self.mask
    }

    /// Returns whether a text holds the word as one run or by word starts only, as [`is_tight`]
    /// does.
    ///
    /// [`is_tight`]: Self::is_tight
    pub fn is_tight_in(&self, text: &Short) -> bool {
        let (mut open, mut initial) = (text.starts(), 0);
        let (mut next, mut run) = (u128::MAX, 0);
        for &letter in self.text.as_bytes() {
            let places = text.places(letter);
            initial = places & open;
            open &= !(initial ^ initial.wrapping_sub(1));
            run = places & next;
            next = run << 1;
        }
        initial != 0 || run != 0
    }

    /// Returns whether a folded text holds the word as one run or by word starts only.
    pub fn is_tight(&self, text: &str) -> bool {
        text.contains(&self.text) || self.is_initials(text)
    }

    /// Returns whether the word is made of characters that start words, in order.
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

    /// Returns whether a line holds its characters in order.
    pub fn is_in(&self, lines: &Lines, line: usize) -> bool {
        if !self.ascii {
            let mut characters = lines.text(line).chars();
            return self.characters.iter().all(|wanted| characters.any(|c| c == *wanted));
        }
        let (mut bytes, mut length) = lines.bytes_on(line);
        let mut wanted = self.text.as_bytes();
        // Nearly all lines are one stretch.
        if length <= stretch::LENGTH
            && let Some(stretch) = ByteStretch::new(bytes, length)
        {
            return stretch.holds(wanted);
        }
        while let Some(stretch) = ByteStretch::new(bytes, length) {
            wanted = &wanted[stretch.holds_first(wanted)..];
            bytes = &bytes[stretch::LENGTH..];
            length = length.saturating_sub(stretch::LENGTH);
        }
        // Only the end of the last lines is left.
        let mut rest = bytes[..length].iter();
        wanted.iter().all(|wanted| rest.any(|byte| byte == wanted))
    }
}

/// Returns all places after the lowest of some, with a gap between.
fn after_gap(places: u128) -> u128 {
    let apart = places << 2;
    apart | apart.wrapping_neg()
}
