//! What all blocks can do, whatever stands in them. Refuses to know: where a block lies.

use super::layout::{Extent, Kind};

/// How many bytes a block has at most, unless one row alone has more.
pub const BLOCK: usize = 64 << 10;

/// Rows that are read and written together.
pub trait Block: Clone + Default + Send + Sync {
    /// A row, as it is appended and given out.
    type Row<'a>: Copy
    where
        Self: 'a;

    /// What sections of such blocks are.
    const KIND: Kind;

    /// Returns how many rows there are.
    fn rows(&self) -> usize;

    /// Returns how many items the rows have, if they have any.
    fn items(&self) -> usize {
        0
    }

    /// Returns a row. It must be there.
    fn row(&self, row: usize) -> Self::Row<'_>;

    /// Returns whether a row belongs here rather than into a block of its own. The first always does.
    fn has_room(&self, row: Self::Row<'_>) -> bool;

    /// Appends a row.
    fn push(&mut self, row: Self::Row<'_>);

    /// Appends the bytes that [`Self::decode`] reads.
    fn encode(&self, bytes: &mut Vec<u8>);

    /// Decodes the bytes of a block, compressed no more; `None` if they are none.
    fn decode(bytes: Vec<u8>, extent: &Extent) -> Option<Self>;

    /// Returns whether every row is a number below `end`; rows that are no numbers always fit.
    fn is_below(&self, _end: u64) -> bool {
        true
    }

    /// Gives back memory that only further rows would need.
    fn shrink(&mut self);

    /// Returns about how many bytes of memory the block holds.
    fn held_bytes(&self) -> usize;
}

/// Appends numbers as bytes.
pub fn encode_numbers(numbers: &[u32], bytes: &mut Vec<u8>) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// Returns the numbers that some bytes are.
pub fn decode_numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect()
}

/// Returns whether these can be the ends of runs that are `length` long together.
pub fn are_ends(ends: &[u32], length: usize) -> bool {
    ends.is_sorted() && ends.last().map_or(0, |end| *end as usize) == length
}

/// Returns where run `row` begins and ends.
pub fn run(ends: &[u32], row: usize) -> std::ops::Range<usize> {
    let start = if row == 0 { 0 } else { ends[row - 1] as usize };
    start..ends[row] as usize
}

/// Takes the ends of `rows` runs from behind them; `None` if they do not fit.
pub fn split_ends(bytes: &mut Vec<u8>, rows: u32) -> Option<Vec<u32>> {
    let length = bytes.len().checked_sub(4 * rows as usize)?;
    let ends = decode_numbers(&bytes[length..]);
    bytes.truncate(length);
    are_ends(&ends, length).then_some(ends)
}
