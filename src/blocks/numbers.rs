//! A column of numbers. Refuses to know: where its blocks lie.

use super::block::{self, BLOCK, Block};
use super::column::Column;
use super::layout::{Extent, Kind};

/// Numbers, addressed by row, in blocks of 64 KiB.
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

    /// Goes through all numbers in order; those of a damaged block are `None`.
    pub fn iter(&self) -> impl Iterator<Item = Option<u32>> {
        self.column.iter()
    }

    /// Returns about how many bytes of memory the column holds.
    pub fn held_bytes(&self) -> usize {
        self.column.held_bytes()
    }
}

/// Numbers one after the other.
#[derive(Clone, Default)]
pub struct NumberBlock(Vec<u32>);

impl Block for NumberBlock {
    type Row<'a> = u32;

    const KIND: Kind = Kind::Numbers;

    fn rows(&self) -> usize {
        self.0.len()
    }

    fn row(&self, row: usize) -> u32 {
        self.0[row]
    }

    fn has_room(&self, _: u32) -> bool {
        self.0.len() < BLOCK / 4
    }

    fn push(&mut self, row: u32) {
        self.0.push(row);
    }

    fn encode(&self, bytes: &mut Vec<u8>) {
        block::encode_numbers(&self.0, bytes);
    }

    fn decode(bytes: Vec<u8>, extent: &Extent) -> Option<Self> {
        let numbers = block::decode_numbers(&bytes);
        (numbers.len() == extent.rows as usize).then_some(Self(numbers))
    }

    fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    fn held_bytes(&self) -> usize {
        4 * self.0.capacity()
    }
}
