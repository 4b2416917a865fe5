//! A column of counts: which rows of other columns belong to a row. Refuses to know: those columns.

use std::ops::Range;

use super::block::{self, BLOCK, Block};
use super::column::Column;
use super::layout::{Extent, Kind};

/// How many items each row has in other columns, where they lie one row's behind the other's.
///
/// Who opens a file holds [`Self::items`] against the length of those columns: a file may lie.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    pub(super) column: Column<ListBlock>,
}

impl Lists {
    /// Builds an empty column.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a row with so many items, fewer than 2^32.
    pub fn push(&mut self, count: usize) {
        self.column.push(u32::try_from(count).expect("a row has fewer than 2^32 items"));
    }

    /// Appends all rows of another column, in time that grows with its blocks.
    pub fn append(&mut self, other: &Self) {
        self.column.append(&other.column);
    }

    /// Returns which items are those of `row`; none beyond the end, or if its block is damaged.
    pub fn get(&self, row: usize) -> Range<usize> {
        self.column.block(row).map_or(0..0, |(block, row, before)| {
            let items = block::run(&block.ends, row);
            before + items.start..before + items.end
        })
    }

    /// Counts the rows.
    pub fn len(&self) -> usize {
        self.column.len()
    }

    /// Returns whether the column has no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Counts the items of all rows.
    pub fn items(&self) -> usize {
        self.column.items()
    }

    /// Returns about how many bytes of memory the column holds.
    pub fn held_bytes(&self) -> usize {
        self.column.held_bytes()
    }
}

/// Where the items of each row end, counted from those of the first.
#[derive(Clone, Default)]
pub struct ListBlock {
    ends: Vec<u32>,
}

impl ListBlock {
    fn end(&self) -> u32 {
        self.ends.last().copied().unwrap_or_default()
    }
}

impl Block for ListBlock {
    type Row<'a> = u32;

    const KIND: Kind = Kind::Lists;

    fn rows(&self) -> usize {
        self.ends.len()
    }

    fn items(&self) -> usize {
        self.end() as usize
    }

    fn row(&self, row: usize) -> u32 {
        block::run(&self.ends, row).len() as u32
    }

    fn has_room(&self, row: u32) -> bool {
        self.ends.len() < BLOCK / 4 && self.end().checked_add(row).is_some()
    }

    fn push(&mut self, row: u32) {
        self.ends.push(self.end() + row);
    }

    fn encode(&self, bytes: &mut Vec<u8>) {
        block::encode_numbers(&self.ends, bytes);
    }

    fn decode(bytes: Vec<u8>, extent: &Extent) -> Option<Self> {
        let ends = block::decode_numbers(&bytes);
        let right =
            ends.len() == extent.rows as usize && block::are_ends(&ends, extent.items as usize);
        right.then_some(Self { ends })
    }

    fn shrink(&mut self) {
        self.ends.shrink_to_fit();
    }

    fn held_bytes(&self) -> usize {
        4 * self.ends.capacity()
    }
}
