//! The table of word pieces, read where it lies in the binary. Refuses to know: how words are made of
//! pieces.
//!
//! Its layout, all numbers little-endian: how many pieces (`u32`), how many bytes of text (`u32`), one
//! row of [`DIMENSIONS`] signed bytes a piece, one scale (`f32`) a row, where each piece begins in the
//! text and where the last ends (`u32`), the text. Pieces are sorted by their bytes; one that continues
//! a word begins with `##`.

/// How many numbers a direction has.
pub const DIMENSIONS: usize = 128;

#[cfg(feature = "meaning")]
static TABLE: &[u8] = include_bytes!("../../data/meaning/vectors.bin");
#[cfg(not(feature = "meaning"))]
static TABLE: &[u8] = &[0; 12];

/// The number of a piece in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece(u32);

/// The bytes before the rows.
const HEAD: usize = 8;

fn number(at: usize) -> u32 {
    let bytes = TABLE[at..at + 4].try_into().expect("four bytes are four");
    u32::from_le_bytes(bytes)
}

fn len() -> usize {
    number(0) as usize
}

/// Returns the letters of a piece.
fn text(piece: usize) -> &'static [u8] {
    let starts = HEAD + len() * (DIMENSIONS + 4);
    let text = starts + (len() + 1) * 4;
    let place = |at: usize| text + number(starts + at * 4) as usize;
    &TABLE[place(piece)..place(piece + 1)]
}

/// The pieces that begin with some letters, narrowed letter by letter: of all pieces that begin a word the
/// longest is found in one walk.
pub struct Narrowing {
    low: usize,
    high: usize,
    letters: usize,
}

impl Narrowing {
    /// Begins with all pieces.
    pub fn new() -> Self {
        Self { low: 0, high: len(), letters: 0 }
    }

    /// Leaves the pieces that have this letter next; returns whether there are any.
    pub fn narrow(&mut self, letter: u8) -> bool {
        let at = self.letters;
        // A piece that has no letter there comes before those that have one.
        self.low = first(self.low, self.high, |piece| text(piece).get(at) >= Some(&letter));
        self.high = first(self.low, self.high, |piece| text(piece).get(at) > Some(&letter));
        self.letters += 1;
        self.low < self.high
    }

    /// Returns the piece that has these letters and no more.
    pub fn piece(&self) -> Option<Piece> {
        // Of pieces that begin alike the shortest comes first.
        let is_whole = self.low < self.high && text(self.low).len() == self.letters;
        is_whole.then_some(Piece(self.low as u32))
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
pub fn add(piece: Piece, sum: &mut [f32; DIMENSIONS]) {
    let at = piece.0 as usize;
    let scales = HEAD + len() * DIMENSIONS;
    let scale = f32::from_bits(number(scales + at * 4));
    let row = &TABLE[HEAD + at * DIMENSIONS..][..DIMENSIONS];
    for (sum, &number) in sum.iter_mut().zip(row) {
        *sum += f32::from(number.cast_signed()) * scale;
    }
}
