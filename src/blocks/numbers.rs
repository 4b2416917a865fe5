//! A column of numbers. Refuses to know: where its blocks lie.

use std::ops::Range;

use super::block::{self, BLOCK, Block};
use super::column::Column;
use super::layout::{Extent, Kind, MOST_EQUAL};

/// Numbers, addressed by row, in blocks of 64 KiB; a block of equal ones holds one for all of them.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    pub(super) column: Column<NumberBlock>,
}

impl Numbers {
    /// Builds an empty column.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a number.
    pub fn push(&mut self, number: u32) {
        self.column.push(number);
    }

    /// Appends all numbers of another column, in time that grows with its blocks.
    pub fn append(&mut self, other: &Self) {
        self.column.append(&other.column);
    }

    /// Returns number `row`; `None` beyond the end, or if its block is damaged.
    pub fn get(&self, row: usize) -> Option<u32> {
        self.column.get(row)
    }

    /// Counts the numbers.
    pub fn len(&self) -> usize {
        self.column.len()
    }

    /// Returns whether the column has no number.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether every number is below `end`, and none is in a damaged block. Reads all of them.
    pub fn are_below(&self, end: u64) -> bool {
        self.column.blocks().all(|block| block.is_some_and(|block| block.is_below(end)))
    }

    /// Returns whether no number is in a damaged block. Reads all of them.
    pub fn is_whole(&self) -> bool {
        self.column.blocks().all(|block| block.is_some())
    }

    /// Goes through all numbers in order; those of a damaged block are `None`.
    pub fn iter(&self) -> impl Iterator<Item = Option<u32>> {
        self.column.iter()
    }

    /// Returns about how many bytes of memory the column holds.
    pub fn held_bytes(&self) -> usize {
        self.column.held_bytes()
    }
}

/// Returns the first number of a range for which something holds that holds for all behind it; the end of
/// the range if there is none.
pub fn first_where(numbers: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let Range { start: mut low, end: mut high } = numbers;
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// Numbers one after the other; those that are all the same are kept once, however many there are.
#[derive(Clone)]
pub enum NumberBlock {
    Each(Vec<u32>),
    Same { number: u32, rows: u32 },
}

impl Default for NumberBlock {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

impl Block for NumberBlock {
    type Row<'a> = u32;

    const KIND: Kind = Kind::Numbers;

    fn rows(&self) -> usize {
        match self {
            Self::Each(numbers) => numbers.len(),
            Self::Same { rows, .. } => *rows as usize,
        }
    }

    fn row(&self, row: usize) -> u32 {
        match self {
            Self::Each(numbers) => numbers[row],
            Self::Same { number, .. } => *number,
        }
    }

    fn has_room(&self, row: u32) -> bool {
        match self {
            Self::Same { number, rows } if *number == row => *rows < MOST_EQUAL,
            _ => self.rows() < BLOCK / 4,
        }
    }

    fn push(&mut self, row: u32) {
        match self {
            Self::Each(numbers) if numbers.is_empty() => {
                *self = Self::Same { number: row, rows: 1 }
            }
            Self::Each(numbers) => numbers.push(row),
            Self::Same { number, rows } if *number == row => *rows += 1,
            Self::Same { number, rows } => {
                let mut numbers = vec![*number; *rows as usize];
                numbers.push(row);
                *self = Self::Each(numbers);
            }
        }
    }

    fn encode(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Each(numbers) => block::encode_numbers(numbers, bytes),
            Self::Same { number, .. } => block::encode_numbers(&[*number], bytes),
        }
    }

    fn decode(bytes: Vec<u8>, extent: &Extent) -> Option<Self> {
        let numbers = block::decode_numbers(&bytes);
        match *numbers.as_slice() {
            [number] => Some(Self::Same { number, rows: extent.rows }),
            _ => (numbers.len() == extent.rows as usize).then_some(Self::Each(numbers)),
        }
    }

    fn is_below(&self, end: u64) -> bool {
        let fits = |number: &u32| u64::from(*number) < end;
        match self {
            Self::Each(numbers) => numbers.iter().all(fits),
            Self::Same { number, .. } => fits(number),
        }
    }

    fn shrink(&mut self) {
        if let Self::Each(numbers) = self {
            numbers.shrink_to_fit();
        }
    }

    fn held_bytes(&self) -> usize {
        match self {
            Self::Each(numbers) => 4 * numbers.capacity(),
            Self::Same { .. } => 0,
        }
    }
}
