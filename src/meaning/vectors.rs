//! The table of word pieces, its rows read where they lie in the binary. Refuses to know: how words are made
//! of pieces.
//!
//! Its layout, all numbers little-endian: how many pieces (`u32`), how many of them continue a word (`u32`),
//! the unit of the scales (`f32`), the spread of each of [`DIMENSIONS`] dimensions (`f32`), one row of
//! [`ROW`] bytes a piece, one scale (`u16`) a row, the letters of the pieces.
//!
//! A number of a row is one of 32 steps, which lie evenly about 0, times scale, unit and spread. The lower four
//! bits of the steps come first, of 16 dimensions in 8 bytes: those of the first 8 in the lower half of each
//! byte, those of the others in the upper. Then come the fifth bits, of 8 dimensions in a byte.
//!
//! The pieces that continue a word come first; these and the others are sorted by their letters. Of each
//! stand how many letters it shares with the one before (a byte), then the rest, the last with its high bit
//! set.

use std::sync::LazyLock;

use wide::{f32x8, i16x8, i32x8, u8x16};

/// How many numbers a direction has.
pub const DIMENSIONS: usize = 128;
/// How many numbers are reckoned with at once.
const LANES: usize = 8;
/// The numbers of a direction, as they are reckoned with.
pub type Numbers = [f32x8; DIMENSIONS / LANES];

/// The bytes of a row.
const ROW: usize = LOWER + DIMENSIONS / 8;
/// The bytes of a row that hold lower bits.
const LOWER: usize = DIMENSIONS / 2;
/// What is between the lowest of 32 steps and 0.
const MIDDLE: f32 = 15.5;

#[cfg(feature = "meaning")]
static BYTES: &[u8] = include_bytes!("../../data/meaning/vectors.bin");
#[cfg(not(feature = "meaning"))]
static BYTES: &[u8] = &[0; 12 + DIMENSIONS * 4];

/// The number of a piece in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece(u32);

/// The table, of which the letters are unpacked.
struct Table {
    unit: f32,
    spreads: Numbers,
    rows: &'static [[u8; ROW]],
    scales: &'static [[u8; 2]],
    continuing: Names,
    beginning: Names,
}

/// The letters of some pieces, sorted.
struct Names {
    /// The number of the first of the pieces.
    offset: u32,
    letters: Vec<u8>,
    /// Where each begins in `letters`, and where the last ends.
    starts: Vec<u32>,
    /// The first piece of each pair of first letters, by [`Names::pair`], and how many pieces there are.
    pairs: Vec<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::unpack);

/// Takes as many bytes as something has.
fn take<'b>(bytes: &mut &'b [u8], count: usize) -> &'b [u8] {
    let (taken, rest) = bytes.split_at(count);
    *bytes = rest;
    taken
}

fn numbers<const COUNT: usize>(bytes: &mut &[u8]) -> [u32; COUNT] {
    let words = take(bytes, COUNT * 4).as_chunks::<4>().0;
    std::array::from_fn(|at| u32::from_le_bytes(words[at]))
}

impl Table {
    fn unpack() -> Self {
        let mut bytes = BYTES;
        let [count, continuing, unit] = numbers(&mut bytes);
        let spreads = numbers::<DIMENSIONS>(&mut bytes).map(f32::from_bits);
        let rows = take(&mut bytes, count as usize * ROW).as_chunks().0;
        let scales = take(&mut bytes, count as usize * 2).as_chunks().0;
        Self {
            unit: f32::from_bits(unit),
            spreads: std::array::from_fn(|at| f32x8::from(spreads.as_chunks().0[at])),
            rows,
            scales,
            continuing: Names::unpack(&mut bytes, 0..continuing),
            beginning: Names::unpack(&mut bytes, continuing..count),
        }
    }
}

/// The letters and digits that pieces have, and that there is none.
const SYMBOLS: usize = 37;

/// Returns the place of a letter or digit among those of pieces, in the order of their bytes; 0 is for none.
fn symbol(letter: u8) -> Option<usize> {
    match letter {
        b'0'..=b'9' => Some(usize::from(letter - b'0') + 1),
        b'a'..=b'z' => Some(usize::from(letter - b'a') + 11),
        _ => None,
    }
}

impl Names {
    fn unpack(bytes: &mut &[u8], pieces: std::ops::Range<u32>) -> Self {
        let mut names = Self {
            offset: pieces.start,
            letters: Vec::new(),
            starts: vec![0],
            pairs: vec![0; SYMBOLS * SYMBOLS + 1],
        };
        let mut before = 0;
        for _ in pieces {
            let shared = usize::from(take(bytes, 1)[0]);
            let rest = bytes.iter().take_while(|letter| letter.is_ascii()).count() + 1;
            let start = names.letters.len();
            names.letters.extend_from_within(before..before + shared);
            names.letters.extend(take(bytes, rest).iter().map(|letter| letter & 0x7F));
            names.starts.push(names.letters.len() as u32);
            names.pairs[Self::pair(&names.letters[start..]) + 1] += 1;
            before = start;
        }
        names.pairs.iter_mut().fold(0, |sum, count| {
            *count += sum;
            *count
        });
        names
    }

    /// Returns the place of the first two letters of a piece among all pairs.
    fn pair(name: &[u8]) -> usize {
        let place = |at: usize| name.get(at).and_then(|&letter| symbol(letter)).unwrap_or(0);
        place(0) * SYMBOLS + place(1)
    }

    /// Returns the letters of a piece.
    fn text(&self, at: usize) -> &[u8] {
        &self.letters[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// The pieces that begin with some letters, narrowed letter by letter: of all pieces that begin a word, or
/// go on with it, the longest is found in one walk.
pub struct Narrowing {
    names: &'static Names,
    low: usize,
    high: usize,
    letters: usize,
    /// The place of the first letter, by [`symbol`].
    first: usize,
}

impl Narrowing {
    /// Begins with all pieces that begin a word.
    pub fn beginning() -> Self {
        Self::all(&TABLE.beginning)
    }

    /// Begins with all pieces that continue a word.
    pub fn continuing() -> Self {
        Self::all(&TABLE.continuing)
    }

    fn all(names: &'static Names) -> Self {
        Self { names, low: 0, high: names.starts.len() - 1, letters: 0, first: 0 }
    }

    /// Leaves the pieces that have this letter next; returns whether there are any.
    pub fn narrow(&mut self, letter: u8) -> bool {
        let Some(symbol) = symbol(letter) else { return false };
        let at = self.letters;
        match at {
            0 => {
                self.first = symbol;
                self.keep_pairs(symbol * SYMBOLS, SYMBOLS);
            }
            1 => self.keep_pairs(self.first * SYMBOLS + symbol, 1),
            _ => {
                // A piece that has no letter there comes before those that have one.
                let names = self.names;
                let letter_of = |piece: usize| names.text(piece).get(at).copied();
                self.low = first(self.low, self.high, |piece| letter_of(piece) >= Some(letter));
                self.high = first(self.low, self.high, |piece| letter_of(piece) > Some(letter));
            }
        }
        self.letters += 1;
        self.low < self.high
    }

    /// Leaves the pieces of some pairs of first letters.
    fn keep_pairs(&mut self, pair: usize, count: usize) {
        self.low = usize::from(self.names.pairs[pair]);
        self.high = usize::from(self.names.pairs[pair + count]);
    }

    /// Returns the piece that has these letters and no more.
    pub fn piece(&self) -> Option<Piece> {
        // Of pieces that begin alike the shortest comes first.
        let is_whole = self.low < self.high && self.names.text(self.low).len() == self.letters;
        is_whole.then(|| Piece(self.names.offset + self.low as u32))
    }
}

/// Returns the first piece of a range for which something holds that holds for all after it.
fn first(mut low: usize, mut high: usize, holds: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// Adds the direction of a piece to a sum.
pub fn add(piece: Piece, sum: &mut Numbers) {
    let table = &*TABLE;
    let at = piece.0 as usize;
    let scale = f32x8::splat(f32::from(u16::from_le_bytes(table.scales[at])) * table.unit);
    let (half, middle) = (i16x8::splat(15), f32x8::splat(MIDDLE));
    let bits = i16x8::new(std::array::from_fn(|lane| 1 << lane));
    let (lower, fifth) = table.rows[at].split_at(LOWER);
    let rows = lower.as_chunks::<16>().0.iter().zip(fifth.as_chunks::<4>().0);
    let sums = sum.as_chunks_mut::<4>().0.iter_mut().zip(table.spreads.as_chunks::<4>().0);
    for ((lower, fifth), (sums, spreads)) in rows.zip(sums) {
        let bytes = u8x16::new(*lower);
        let (one, other) = (i16x8::from_u8x16_low(bytes), i16x8::from_u8x16_high(bytes));
        let lower = [one & half, one >> 4, other & half, other >> 4];
        for at in 0..4 {
            let is_set = (i16x8::splat(i16::from(fifth[at])) & bits).simd_eq(bits);
            let steps = lower[at] | is_set & i16x8::splat(16);
            let steps = f32x8::from_i32x8(i32x8::from_i16x8(steps)) - middle;
            sums[at] += steps * (scale * spreads[at]);
        }
    }
}

#[cfg(all(test, feature = "meaning"))]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_found_by_its_letters() {
        let halves = [
            (&TABLE.beginning, Narrowing::beginning as fn() -> Narrowing),
            (&TABLE.continuing, Narrowing::continuing),
        ];
        for (names, all) in halves {
            assert!(names.starts.len() > 1000);
            for at in 0..names.starts.len() - 1 {
                let (mut pieces, text) = (all(), names.text(at));
                assert!(text.iter().all(|&letter| pieces.narrow(letter)), "{text:?}");
                assert_eq!(pieces.piece(), Some(Piece(names.offset + at as u32)), "{text:?}");
            }
        }
    }
}
