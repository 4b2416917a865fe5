//! A column of longer bytes, which are read and given up again. Refuses to know: where its blocks lie, and
//! what the bytes are.

use std::ops::{Deref, Range};
use std::sync::Arc;

use super::block::{self, Block};
use super::column::{Column, Found, Slot};
use super::layout::{Extent, Kind};
use super::recent::Recent;

/// How many bytes a block has before it is compressed, unless one row alone has more: enough for LZ4 to
/// find what repeats, little enough to be read for one row.
const BLOCK: usize = 32 << 10;

/// Rows of bytes. Of the blocks in a file only the last few that were read are kept.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    pub(super) column: Column<ByteBlock>,
    recent: Arc<Recent<ByteBlock>>,
}

impl Packed {
    /// Builds an empty column.
    pub fn new() -> Self {
        Self::default()
    }

    /// Wraps the column of a section.
    pub(super) fn of(column: Column<ByteBlock>) -> Self {
        Self { column, recent: Arc::default() }
    }

    /// Appends a row, which is shorter than 4 GiB.
    pub fn push(&mut self, bytes: &[u8]) {
        self.column.push(bytes);
    }

    /// Appends all rows of another column, in time that grows with its blocks.
    pub fn append(&mut self, other: &Self) {
        self.column.append(&other.column);
    }

    /// Closes the block that is being filled: its rows are lent from now on, and no more copied.
    pub fn close(&mut self) {
        self.column.close();
    }

    /// Returns `row`; `None` beyond the end, or if its block is damaged.
    pub fn get(&self, row: usize) -> Option<PackedRow> {
        let (block, inside) = self.find(row)?;
        Some(PackedRow::new(block, inside))
    }

    /// Goes through the rows of a range, looking for each block once; one beyond the end, or whose block is
    /// damaged, is `None`.
    pub fn range(&self, rows: Range<usize>) -> impl Iterator<Item = Option<PackedRow>> {
        let mut rest: Option<(Arc<ByteBlock>, Range<usize>)> = None;
        rows.map(move |row| {
            let next =
                rest.as_mut().and_then(|(block, rows)| Some((Arc::clone(block), rows.next()?)));
            let (block, inside) = next.or_else(|| {
                let (block, inside) = self.find(row)?;
                rest = Some((Arc::clone(&block), inside + 1..block.rows()));
                Some((block, inside))
            })?;
            Some(PackedRow::new(block, inside))
        })
    }

    /// Returns the block of a row, and which row of the block it is.
    fn find(&self, row: usize) -> Option<(Arc<ByteBlock>, usize)> {
        Some(match self.column.find(row)?.0 {
            // What is still being filled cannot be shared.
            Found::Tail(block, inside) => (Arc::new(block.clone()), inside),
            Found::Closed(Slot::Full(block), inside) => (Arc::clone(block), inside),
            Found::Closed(Slot::Lazy(lazy), inside) => (self.recent.get(lazy)?, inside),
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

    /// Returns about how many bytes of memory the column holds.
    pub fn held_bytes(&self) -> usize {
        self.column.held_bytes() + self.recent.held_bytes()
    }
}

/// A row of bytes; its block stays in memory as long as it.
#[derive(Clone)]
pub struct PackedRow {
    block: Arc<ByteBlock>,
    range: Range<usize>,
}

impl PackedRow {
    fn new(block: Arc<ByteBlock>, row: usize) -> Self {
        let range = block::run(&block.ends, row);
        Self { block, range }
    }
}

impl Deref for PackedRow {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.block.bytes[self.range.clone()]
    }
}

impl std::fmt::Debug for PackedRow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(formatter)
    }
}

/// Rows one after the other, and where each ends.
#[derive(Clone, Default)]
pub struct ByteBlock {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Block for ByteBlock {
    type Row<'a> = &'a [u8];

    const KIND: Kind = Kind::Packed;

    fn rows(&self) -> usize {
        self.ends.len()
    }

    fn row(&self, row: usize) -> &[u8] {
        &self.bytes[block::run(&self.ends, row)]
    }

    fn has_room(&self, row: &[u8]) -> bool {
        self.ends.is_empty() || self.bytes.len() + row.len() + 4 * (self.ends.len() + 1) <= BLOCK
    }

    fn push(&mut self, row: &[u8]) {
        self.bytes.extend(row);
        let end = u32::try_from(self.bytes.len()).expect("a row is shorter than 4 GiB");
        self.ends.push(end);
    }

    fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.extend(&self.bytes);
        block::encode_numbers(&self.ends, bytes);
    }

    fn decode(mut bytes: Vec<u8>, extent: &Extent) -> Option<Self> {
        let ends = block::split_ends(&mut bytes, extent.rows)?;
        Some(Self { bytes, ends })
    }

    fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn held_bytes(&self) -> usize {
        self.bytes.capacity() + 4 * self.ends.capacity()
    }
}
