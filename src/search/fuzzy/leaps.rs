//! The score of a word in an ASCII text, worked out only at the places where its letters are, and
//! only as far as it can reach what is wanted. Refuses to know: the matcher itself, other texts.
//!
//! The same values as those of `closely`, which fills every cell of the matrix: between two places a
//! score only falls by the length of the gap. What the matcher's two rows keep from the letter before
//! the last one is kept here too: the match and the gap at the left edge of a row, and the bonus of the
//! place before a match.

use super::super::lines::LINE_LIMIT;
use super::stretch::{Places, Short};
use super::word::Word;

/// Longer words have no such score.
const LETTERS: usize = super::super::marks::LONGEST;
/// No way through the text.
const NONE: i32 = i16::MIN as i32;
/// Lower than any score.
const LOWEST: i64 = 2 * NONE as i64;
/// What a way loses at least against the bound that goes on from the left edge: two letters.
const LOST_AT_EDGES: i64 = 24;

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
    matches: [Match; LINE_LIMIT],
    count: usize,
    /// The least score that can still reach what is wanted.
    least: i32,
    /// The score of a match at the left edge, the place before the first one.
    left: i32,
    /// The score of a gap that reaches the left edge, as if it went back to the start of the text.
    edge: i32,
    /// What matches gain right after a match, by their places.
    bonuses: [i32; LINE_LIMIT],
}

impl Default for Row {
    fn default() -> Self {
        let (matches, bonuses) = ([Match::default(); LINE_LIMIT], [0; LINE_LIMIT]);
        Self { matches, count: 0, least: 0, left: NONE, edge: NONE, bonuses }
    }
}

impl Leaps {
    /// Returns the score of a fresh matcher for an ASCII word in the text that these bytes begin with if
    /// that is at least `least`, else any lower one, as if the word is not in it; `None` if text or word has
    /// to be read cell by cell.
    pub fn score<const N: usize>(
        &mut self,
        text: &Short<N>,
        bytes: &[u8],
        word: &Word,
        least: i64,
    ) -> Option<i64> {
        if word.characters().len() > LETTERS || !text.is_ascii() {
            return None;
        }
        let lower = 0.min(least - 1);
        let mut reach = Reach { places: [Places::NONE; LETTERS], rests: [0; LETTERS] };
        let Some(bound) = reach.read(text, word).filter(|bound| *bound >= least) else {
            return Some(lower);
        };
        let edges_matter = least <= bound - LOST_AT_EDGES;
        let [mut row, mut before] = self.rows.each_mut();
        row.clear();
        before.clear();
        // Where a row has bonuses: letters that repeat find what an earlier one has left there.
        let [mut kept, mut kept_before] = [Places::NONE; 2];
        for (at, &places) in reach.places[..word.characters().len()].iter().enumerate() {
            let first = places.first().unwrap_or_default();
            row.reach(first);
            row.least = (least - reach.rests[at]).max(LOWEST) as i32;
            if word.repeats() {
                row.gain_bonuses(&mut kept, places, bytes);
            }
            match at {
                0 => row.open(places, bytes),
                _ => row.fill(before, places, bytes, word.repeats()),
            }
            if at == 1 {
                // What the matcher holds at first is a gap before the whole text.
                row.edge = signed(first) - 1;
            }
            if row.count == 0 && !edges_matter {
                return Some(lower);
            }
            std::mem::swap(&mut row, &mut before);
            std::mem::swap(&mut kept, &mut kept_before);
        }
        let scores = before.matches().iter().map(|one| one.score);
        Some(i64::from(scores.fold(before.left, i32::max)))
    }
}

/// The places where the letters of a word can be matched in a text.
struct Reach<const N: usize> {
    /// Of each letter, those behind the first place of the letter before.
    places: [Places<N>; LETTERS],
    /// What the letters behind each can gain together at the most.
    rests: [i64; LETTERS],
}

impl<const N: usize> Reach<N> {
    /// Finds the places of an ASCII word of at most [`LETTERS`] letters; returns the score that it cannot
    /// exceed in this text, or `None` if it is not in it.
    ///
    /// As the bound that `word` tells of, but for the places that can be matched: in a long text the marks
    /// of a line take many pairs for others.
    fn read(&mut self, text: &Short<N>, word: &Word) -> Option<i64> {
        let starts = text.starts();
        let (mut open, mut adjacent) = (Places::ALL, Places::NONE);
        let mut bound = 0;
        for (at, &letter) in word.text().as_bytes().iter().enumerate() {
            let places = text.places(letter) & open;
            if places.is_empty() {
                return None;
            }
            let may_start = !(places & starts).is_empty();
            let gain = match at {
                0 if places.holds(0) => 31,
                0 => 15 + if may_start { 8 } else { 0 },
                _ if !(places & adjacent).is_empty() => word.most(at),
                _ => 12 + if may_start { 8 } else { 0 },
            };
            bound += gain;
            (self.places[at], self.rests[at]) = (places, gain);
            // Only what is behind the first place of a letter can be one of the next.
            (open, adjacent) = (places.behind_first(), places.next());
        }
        let mut rest = 0;
        for gain in self.rests[..word.text().len()].iter_mut().rev() {
            rest += std::mem::replace(gain, rest);
        }
        Some(bound)
    }
}

impl Row {
    /// Forgets all letters.
    fn clear(&mut self) {
        (self.count, self.left, self.edge) = (0, NONE, NONE);
    }

    fn matches(&self) -> &[Match] {
        &self.matches[..self.count]
    }

    /// Takes over what an earlier letter has left at the left edge of a row that begins at a place.
    fn reach(&mut self, first: usize) {
        self.left = NONE;
        for one in &self.matches[..self.count] {
            if one.place() < first {
                self.edge = self.edge.max(one.score + behind(one.place()));
            }
            if one.place() + 1 == first {
                self.left = one.score;
            }
        }
        self.count = 0;
    }

    fn push(&mut self, place: usize, score: i32) {
        if score >= self.least {
            self.matches[self.count] = Match { place: place as u16, score };
            self.count += 1;
        }
    }

    /// Fills the row of the first letter.
    fn open<const N: usize>(&mut self, places: Places<N>, bytes: &[u8]) {
        for place in places.iter() {
            self.push(place, 15 + gain(bytes, place));
        }
    }

    /// Fills the row of a later letter from that of the one before; `repeats` tells whether letters of the
    /// word repeat.
    fn fill<const N: usize>(
        &mut self,
        before: &Self,
        places: Places<N>,
        bytes: &[u8],
        repeats: bool,
    ) {
        let (mut gap, mut earlier) = (before.edge, before.matches());
        for place in places.iter() {
            while let [one, rest @ ..] = earlier
                && one.place() + 2 <= place
            {
                gap = gap.max(one.score + behind(one.place()));
                earlier = rest;
            }
            let gain = gain(bytes, place);
            let mut score = gap - signed(place) + gain;
            if let Some(next) = earlier.first().filter(|one| one.place() + 1 == place) {
                let bonus = if repeats { self.bonuses[place] } else { gain.max(4) };
                score = score.max(next.score + bonus);
            }
            self.push(place, 16 + score);
        }
    }

    /// Takes the places of a letter.
    fn gain_bonuses<const N: usize>(
        &mut self,
        kept: &mut Places<N>,
        places: Places<N>,
        bytes: &[u8],
    ) {
        // The matcher clears the place before a match unless the letter is there too, or the row begins
        // behind it.
        let first = places.first().unwrap_or_default();
        let cleared = *kept & (places.next() | Places::before(first + 1));
        for place in places.iter() {
            let old = if cleared.holds(place) { self.bonuses[place] } else { 0 };
            self.bonuses[place] = old.max(gain(bytes, place)).max(4);
        }
        *kept = cleared | places;
    }
}

impl Match {
    fn place(self) -> usize {
        usize::from(self.place)
    }
}

/// Returns what a gap behind a place gains or costs, as if it went back to the start of the text: it costs
/// 4 where it begins and 1 for each letter more.
fn behind(place: usize) -> i32 {
    signed(place) - 2
}

/// Returns a place as what scores are reckoned in; texts end long before these do.
fn signed(place: usize) -> i32 {
    (place as u32).cast_signed()
}

/// Returns what a match gains by its place.
fn gain(bytes: &[u8], place: usize) -> i32 {
    place.checked_sub(1).map_or(16, |before| i32::from(GAINS[usize::from(bytes[before])]))
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
