//! What all blocks can do, whatever stands in them. Refuses to know: where a block lies.

use std::mem::replace;

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

/// Appends numbers as bytes: how far each is from the one before it, the lowest bytes of all, then the next
/// higher ones, and so on. Of numbers that ascend, or are near each other, most bytes are the same then.
pub fn encode_numbers(numbers: &[u32], bytes: &mut Vec<u8>) {
    let mut before = 0;
    let steps =
        numbers.iter().map(|number| folded(number.wrapping_sub(replace(&mut before, *number))));
    let steps: Vec<[u8; 4]> = steps.map(u32::to_le_bytes).collect();
    for place in 0..4 {
        bytes.extend(steps.iter().map(|step| step[place]));
    }
}

/// Returns the numbers that some bytes are.
pub fn decode_numbers(bytes: &[u8]) -> Vec<u32> {
    let rows = bytes.len() / 4;
    let [first, second, third, last] =
        [0, 1, 2, 3].map(|place| &bytes[place * rows..(place + 1) * rows]);
    let mut number = 0_u32;
    let rows = first.iter().zip(second).zip(third.iter().zip(last));
    let numbers = rows.map(|((first, second), (third, last))| {
        let step = u32::from_le_bytes([*first, *second, *third, *last]);
        number = number.wrapping_add(unfolded(step));
        number
    });
    numbers.collect()
}

/// Makes a small number of a small step, forwards or back.
fn folded(step: u32) -> u32 {
    step << 1 ^ (step.cast_signed() >> 31).cast_unsigned()
}

fn unfolded(step: u32) -> u32 {
    step >> 1 ^ (step & 1).wrapping_neg()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: &[u32], expected: [&[u8]; 4]) {
        let mut bytes = Vec::new();
        encode_numbers(numbers, &mut bytes);
        assert_eq!(bytes, expected.concat());
        assert_eq!(decode_numbers(&bytes), numbers);
    }

    #[test]
    fn numbers_are_written_as_steps_their_lowest_bytes_first() {
        check(&[], [&[]; 4]);
        check(&[3, 4, 5, 5], [&[6, 2, 2, 0], &[0; 4], &[0; 4], &[0; 4]]);
        check(&[300, 100], [&[88, 143], &[2, 1], &[0; 2], &[0; 2]]);
        check(&[u32::MAX, 0, 1 << 31], [&[1, 2, 255], &[0, 0, 255], &[0, 0, 255], &[0, 0, 255]]);
    }
}
