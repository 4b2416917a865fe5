//! The score of a word in a short ASCII text, worked out only at the places where its letters are, and
//! only as far as it can reach what is wanted. Refuses to know: the matcher itself, other texts.
//!
//! The same values as those of `closely`, which fills every cell of the matrix: between two places a
//! score only falls by the length of the gap. What the matcher's two rows keep from the letter before
//! the last one is kept here too: the match and the gap at the left edge of a row, and the bonus of the
//! place before a match.

use super::stretch::{self, Short};
use super::word::Word;

/// Longer words have no such score.
const LETTERS: usize = super::super::marks::LONGEST;
/// How many places a text has.
const PLACES: usize = 2 * stretch::LENGTH;
/// No way through the text.
const NONE: i32 = i16::MIN as i32;
/// Lower than any score.
const LOWEST: i64 = 2 * NONE as i64;
/// What a way loses at least that goes on from the left edge: two letters.
const LOST_AT_EDGES: i64 = 40;

/// Memory for the rows, used again for each line.
#[derive(Default)]
pub(super) struct Leaps {
    rows: [Row; 2],
}

/// A match of a letter, and the best score that ends with it.
#[derive(Clone, Copy, Default)]
struct Match {
    place: u16,
    score: i32,
}

/// A row of the matrix, as the last letter that it was filled for has left it.
struct Row {
    /// The matches that can still reach what is wanted, by ascending places.
    matches: [Match; PLACES],
    count: usize,
    /// The least score that can still reach what is wanted.
    least: i32,
    /// The score of a match at the left edge, the place before the first one.
    left: i32,
    /// The score of a gap that reaches the left edge, as if it went back to the start of the text.
    edge: i32,
    bonuses: Bonuses,
}

/// What matches gain right after a match, by their places. Letters that repeat find what an earlier one
/// has left there.
struct Bonuses {
    at: [i32; PLACES],
    kept: u128,
}

impl Default for Row {
    fn default() -> Self {
        let bonuses = Bonuses { at: [0; PLACES], kept: 0 };
        let matches = [Match::default(); PLACES];
        Self { matches, count: 0, least: 0, left: NONE, edge: NONE, bonuses }
    }
}

impl Leaps {
    /// Returns the score of a fresh matcher for an ASCII word in the text that these bytes begin with if
    /// that is at least `least`, else any lower one, as if the word is not in it; `None` if text or word has
    /// to be read cell by cell.
    pub fn score(&mut self, text: &Short, bytes: &[u8], word: &Word, least: i64) -> Option<i64> {
        let letters = word.text().as_bytes();
        if letters.len() > LETTERS || !text.is_ascii() {
            return None;
        }
        let lower = 0.min(least - 1);
        let edges_matter = least <= word.highest() - LOST_AT_EDGES;
        let [mut row, mut before] = self.rows.each_mut();
        row.clear();
        before.clear();
        let mut open = u128::MAX;
        for (at, &letter) in letters.iter().enumerate() {
            let places = text.places(letter) & open;
            if places == 0 {
                return Some(lower);
            }
            let first = places.trailing_zeros() as u16;
            // Only what is behind the first place of a letter can be one of the next.
            open = !below(first + 1);
            row.reach(first);
            row.least = (least - word.rest(at)).max(LOWEST) as i32;
            if word.repeats() {
                row.bonuses.gain(places, bytes);
            }
            match at {
                0 => row.open(places, bytes),
                _ => row.fill(before, places, bytes, word.repeats()),
            }
            if at == 1 {
                // What the matcher holds at first is a gap before the whole text.
                row.edge = i32::from(first) - 1;
            }
            if row.count == 0 && !edges_matter {
                return Some(lower);
            }
            std::mem::swap(&mut row, &mut before);
        }
        let scores = before.matches().iter().map(|one| one.score);
        Some(i64::from(scores.fold(before.left, i32::max)))
    }
}

impl Row {
    /// Forgets all letters.
    fn clear(&mut self) {
        (self.count, self.left, self.edge, self.bonuses.kept) = (0, NONE, NONE, 0);
    }

    fn matches(&self) -> &[Match] {
        &self.matches[..self.count]
    }

    /// Takes over what an earlier letter has left at the left edge of a row that begins at a place.
    fn reach(&mut self, first: u16) {
        self.left = NONE;
        for one in &self.matches[..self.count] {
            if one.place < first {
                self.edge = self.edge.max(one.score + behind(one.place));
            }
            if one.place + 1 == first {
                self.left = one.score;
            }
        }
        self.count = 0;
    }

    fn push(&mut self, place: u16, score: i32) {
        if score >= self.least {
            self.matches[self.count] = Match { place, score };
            self.count += 1;
        }
    }

    /// Fills the row of the first letter.
    fn open(&mut self, places: u128, bytes: &[u8]) {
        for place in ones(places) {
            self.push(place, 15 + gain(bytes, place));
        }
    }

    /// Fills the row of a later letter from that of the one before; `repeats` tells whether letters of the
    /// word repeat.
    fn fill(&mut self, before: &Self, places: u128, bytes: &[u8], repeats: bool) {
        let (mut gap, mut earlier) = (before.edge, before.matches());
        for place in ones(places) {
            while let [one, rest @ ..] = earlier
                && one.place + 2 <= place
            {
                gap = gap.max(one.score + behind(one.place));
                earlier = rest;
            }
            let gain = gain(bytes, place);
            let mut score = gap - i32::from(place) + gain;
            if let Some(next) = earlier.first().filter(|one| one.place + 1 == place) {
                let bonus = if repeats { self.bonuses.at[usize::from(place)] } else { gain.max(4) };
                score = score.max(next.score + bonus);
            }
            self.push(place, 16 + score);
        }
    }
}

impl Bonuses {
    /// Takes the places of a letter.
    fn gain(&mut self, places: u128, bytes: &[u8]) {
        // The matcher clears the place before a match unless the letter is there too, or the row begins
        // behind it.
        self.kept &= places << 1 | below(places.trailing_zeros() as u16 + 1);
        for place in ones(places) {
            let kept = self.kept >> place & 1 == 1;
            let old = if kept { self.at[usize::from(place)] } else { 0 };
            self.at[usize::from(place)] = old.max(gain(bytes, place)).max(4);
        }
        self.kept |= places;
    }
}

/// Returns what a gap behind a place gains or costs, as if it went back to the start of the text: it costs
/// 4 where it begins and 1 for each letter more.
fn behind(place: u16) -> i32 {
    i32::from(place) - 2
}

/// Returns what a match gains by its place.
fn gain(bytes: &[u8], place: u16) -> i32 {
    let before = usize::from(place).checked_sub(1);
    before.map_or(16, |before| i32::from(GAINS[usize::from(bytes[before])]))
}

/// What a match gains behind each byte.
const GAINS: [u8; 256] = {
    let (mut gains, mut byte) = ([0; 256], 0);
    while byte < 256 {
        gains[byte] = match byte as u8 {
            b' ' | b'/' | b'\\' | b'|' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => 8,
            byte if byte.is_ascii_punctuation() => 7,
            _ => 0,
        };
        byte += 1;
    }
    gains
};

/// Returns all places before one.
fn below(place: u16) -> u128 {
    if usize::from(place) < PLACES { (1 << place) - 1 } else { u128::MAX }
}

/// Iterates over the places of some, ascending.
fn ones(places: u128) -> impl Iterator<Item = u16> {
    let (mut half, mut far, mut first) = (places as u64, (places >> 64) as u64, 0);
    std::iter::from_fn(move || {
        if half == 0 {
            (half, far, first) = (far, 0, 64);
        }
        let place = (half != 0).then(|| first + half.trailing_zeros() as u16)?;
        half &= half - 1;
        Some(place)
    })
}
