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

/// Finds a piece by its letters.
pub fn find(letters: &[u8]) -> Option<Piece> {
    let (mut low, mut high) = (0, len());
    while low < high {
        let middle = low + (high - low) / 2;
        if text(middle) < letters { low = middle + 1 } else { high = middle }
    }
    (low < len() && text(low) == letters).then_some(Piece(low as u32))
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
