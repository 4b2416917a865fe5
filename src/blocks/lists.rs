//! A column of counts: which rows of other columns belong to a row. Refuses to know: those columns.

use std::ops::Range;

use super::block::{self, BLOCK, Block};
use super::column::Column;
use super::layout::{Extent, Kind, MOST_EQUAL};

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
            let items = block.run(row);
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

    /// Goes through the counts of a range of rows without keeping what is read for it; `None` as soon as a
    /// block is damaged.
    pub fn each(&self, rows: Range<usize>, mut visit: impl FnMut(usize)) -> Option<()> {
        self.column.each_row(rows, |count| visit(count as usize))
    }

    /// Returns whether no row is in a damaged block. Reads all of them.
    pub fn is_whole(&self) -> bool {
        self.column.blocks().all(|block| block.is_some())
    }

    /// Returns about how many bytes of memory the column holds.
    pub fn held_bytes(&self) -> usize {
        self.column.held_bytes()
    }
}

/// Where the items of each row end, counted from those of the first; of rows that all have as many, only
/// how many that is.
#[derive(Clone)]
pub enum ListBlock {
    Each(Vec<u32>),
    Same { count: u32, rows: u32 },
}

impl ListBlock {
    fn end(&self) -> u32 {
        match self {
            Self::Each(ends) => ends.last().copied().unwrap_or_default(),
            Self::Same { count, rows } => count * rows,
        }
    }

    /// Returns which items of the block are those of a row.
    fn run(&self, row: usize) -> Range<usize> {
        match self {
            Self::Each(ends) => block::run(ends, row),
            Self::Same { count, .. } => {
                let count = *count as usize;
                count * row..count * (row + 1)
            }
        }
    }
}

impl Default for ListBlock {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

impl Block for ListBlock {
    type Row<'a> = u32;

    const KIND: Kind = Kind::Lists;

    fn rows(&self) -> usize {
        match self {
            Self::Each(ends) => ends.len(),
            Self::Same { rows, .. } => *rows as usize,
        }
    }

    fn items(&self) -> usize {
        self.end() as usize
    }

    fn row(&self, row: usize) -> u32 {
        self.run(row).len() as u32
    }

    fn has_room(&self, row: u32) -> bool {
        let fits = self.end().checked_add(row).is_some();
        match self {
            Self::Same { count, rows } if *count == row => fits && *rows < MOST_EQUAL,
            _ => fits && self.rows() < BLOCK / 4,
        }
    }

    fn push(&mut self, row: u32) {
        match self {
            Self::Each(ends) if ends.is_empty() => *self = Self::Same { count: row, rows: 1 },
            Self::Each(ends) => ends.push(ends.last().copied().unwrap_or_default() + row),
            Self::Same { count, rows } if *count == row => *rows += 1,
            Self::Same { count, rows } => {
                let mut ends: Vec<u32> = (1..=*rows).map(|rows| *count * rows).collect();
                ends.push(*count * *rows + row);
                *self = Self::Each(ends);
            }
        }
    }

    fn encode(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Each(ends) => block::encode_numbers(ends, bytes),
            Self::Same { count, .. } => block::encode_numbers(&[*count], bytes),
        }
    }

    fn decode(bytes: Vec<u8>, extent: &Extent) -> Option<Self> {
        let ends = block::decode_numbers(&bytes);
        if let [count] = *ends.as_slice() {
            let right = count.checked_mul(extent.rows) == Some(extent.items);
            return right.then_some(Self::Same { count, rows: extent.rows });
        }
        let right =
            ends.len() == extent.rows as usize && block::are_ends(&ends, extent.items as usize);
        right.then_some(Self::Each(ends))
    }

    fn shrink(&mut self) {
        if let Self::Each(ends) = self {
            ends.shrink_to_fit();
        }
    }

    fn held_bytes(&self) -> usize {
        match self {
            Self::Each(ends) => 4 * ends.capacity(),
            Self::Same { .. } => 0,
        }
    }
}
