//! Blocks one after the other, and which of them has a row. Refuses to know: what stands in a block.

use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::block::Block;
use super::fault::Fault;
use super::layout::Section;
use super::source::{Place, Source, expand};

/// Rows in blocks: those that are closed, each in memory or in a file, and one that is being filled.
#[derive(Clone)]
pub struct Column<B> {
    closed: Vec<Closed<B>>,
    /// What stands in the closed blocks.
    before: Count,
    tail: B,
}

/// How many rows and items stand before something.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    rows: usize,
    items: usize,
}

#[derive(Clone)]
struct Closed<B> {
    before: Count,
    slot: Slot<B>,
}

/// A closed block.
#[derive(Clone)]
pub enum Slot<B> {
    /// In memory.
    Full(Arc<B>),
    /// In a file.
    Lazy(Arc<Lazy<B>>),
}

/// A block in a file, which may have been read.
pub struct Lazy<B> {
    source: Arc<Source>,
    place: Place,
    /// What every number of it must be below; none reaches this if there is no bound.
    end: u64,
    /// `None` within: it is damaged.
    kept: OnceLock<Option<B>>,
}

impl<B: Block> Lazy<B> {
    /// Returns the block, read now if it was not, and kept from then on; `None` if it is damaged.
    pub fn keep(&self) -> Option<&B> {
        self.kept.get_or_init(|| self.read().inspect_err(|fault| self.note(*fault)).ok()).as_ref()
    }

    /// Returns the block as somebody else keeps it; `None` if it is damaged.
    pub fn lend(&self) -> Option<B> {
        if let Some(kept) = self.kept.get() {
            return kept.clone();
        }
        let read = self.read().inspect_err(|fault| self.note(*fault)).ok();
        if read.is_none() {
            // Whoever was faster found the same.
            let _ = self.kept.set(None);
        }
        read
    }

    fn read(&self) -> Result<B, Fault> {
        let stored = self.source.stored(&self.place)?;
        let extent = &self.place.extent;
        let raw = expand(stored, extent).ok_or(Fault::Contents)?;
        let block = B::decode(raw, extent).filter(|block| block.is_below(self.end));
        block.ok_or(Fault::Contents)
    }

    fn note(&self, fault: Fault) {
        self.source.note(&self.place, fault);
    }
}

impl<B: Block> Slot<B> {
    /// Calls `look` with the block, which is not kept for it; `None` if it is damaged.
    fn with<T>(&self, look: impl FnOnce(Option<&B>) -> T) -> T {
        match self {
            Self::Full(block) => look(Some(block)),
            Self::Lazy(lazy) => match lazy.kept.get() {
                Some(kept) => look(kept.as_ref()),
                None => look(lazy.lend().as_ref()),
            },
        }
    }
}

/// Where a row is: its block, and which row of the block it is.
pub enum Found<'a, B> {
    /// In the block that is being filled.
    Tail(&'a B, usize),
    /// In a closed one.
    Closed(&'a Slot<B>, usize),
}

impl<B: Block> Column<B> {
    /// Builds the column of a section, without reading any of its blocks. One that has a number of `end` or
    /// more will be damaged.
    pub fn open(section: &Section, source: &Arc<Source>, end: u64) -> Self {
        let mut column = Self::default();
        for place in places(section) {
            let (rows, items) = (place.extent.rows as usize, place.extent.items as usize);
            let (source, kept) = (Arc::clone(source), OnceLock::new());
            let lazy = Lazy { source, place, end, kept };
            column.add(Slot::Lazy(Arc::new(lazy)), rows, items);
        }
        column
    }

    /// Appends a row.
    pub fn push(&mut self, row: B::Row<'_>) {
        if !self.tail.has_room(row) {
            self.close();
        }
        self.tail.push(row);
    }

    /// Appends all rows of another column; its closed blocks are shared.
    pub fn append(&mut self, other: &Self) {
        self.close();
        for (index, closed) in other.closed.iter().enumerate() {
            let end = other.closed.get(index + 1).map_or(other.before, |next| next.before);
            let (rows, items) = (end.rows - closed.before.rows, end.items - closed.before.items);
            self.add(closed.slot.clone(), rows, items);
        }
        self.tail = other.tail.clone();
    }

    /// Closes the block that is being filled, if it has a row.
    pub fn close(&mut self) {
        if self.tail.rows() > 0 {
            let mut block = std::mem::take(&mut self.tail);
            block.shrink();
            let (rows, items) = (block.rows(), block.items());
            self.add(Slot::Full(Arc::new(block)), rows, items);
        }
    }

    fn add(&mut self, slot: Slot<B>, rows: usize, items: usize) {
        self.closed.push(Closed { before: self.before, slot });
        self.before.rows += rows;
        self.before.items += items;
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.before.rows + self.tail.rows()
    }

    /// Returns how many items all rows have.
    pub fn items(&self) -> usize {
        self.before.items + self.tail.items()
    }

    /// Returns where a row is, and how many items stand before its block; `None` beyond the end.
    pub fn find(&self, row: usize) -> Option<(Found<'_, B>, usize)> {
        if let Some(inside) = row.checked_sub(self.before.rows) {
            let there = inside < self.tail.rows();
            return there.then_some((Found::Tail(&self.tail, inside), self.before.items));
        }
        let index = self.closed.partition_point(|closed| closed.before.rows <= row);
        let closed = &self.closed[index - 1];
        Some((Found::Closed(&closed.slot, row - closed.before.rows), closed.before.items))
    }

    /// Returns the block of a row, kept from now on, which row of it that is, and how many items stand
    /// before the block; `None` beyond the end, or if the block is damaged.
    pub fn block(&self, row: usize) -> Option<(&B, usize, usize)> {
        let (found, items) = self.find(row)?;
        match found {
            Found::Tail(block, row) => Some((block, row, items)),
            Found::Closed(Slot::Full(block), row) => Some((block, row, items)),
            Found::Closed(Slot::Lazy(lazy), row) => lazy.keep().map(|block| (block, row, items)),
        }
    }

    /// Returns a row; `None` beyond the end, or if its block is damaged.
    pub fn get(&self, row: usize) -> Option<B::Row<'_>> {
        self.block(row).map(|(block, row, _)| block.row(row))
    }

    /// Goes through all blocks, keeping every one; a damaged one is `None`.
    pub fn blocks(&self) -> impl Iterator<Item = Option<&B>> {
        let closed = self.closed.iter().map(|closed| match &closed.slot {
            Slot::Full(block) => Some(&**block),
            Slot::Lazy(lazy) => lazy.keep(),
        });
        closed.chain([Some(&self.tail)])
    }

    /// Goes through all rows, keeping every block; those of a damaged one are `None`.
    pub fn iter(&self) -> impl Iterator<Item = Option<B::Row<'_>>> {
        let starts = self.closed.iter().map(|closed| closed.before.rows).chain([self.before.rows]);
        let ends = starts.clone().skip(1).chain([self.len()]);
        let blocks = self.blocks().zip(starts.zip(ends));
        blocks.flat_map(|(block, (start, end))| {
            (0..end - start).map(move |row| block.map(|block| block.row(row)))
        })
    }

    /// Goes through all blocks, keeping none, until `each` fails; a damaged one is `None`.
    pub fn each_block(&self, mut each: impl FnMut(Option<&B>) -> io::Result<()>) -> io::Result<()> {
        for closed in &self.closed {
            closed.slot.with(&mut each)?;
        }
        each(Some(&self.tail))
    }

    /// Goes through the rows of a range, keeping no block; `None` as soon as one is damaged.
    pub fn each_row(&self, rows: Range<usize>, mut visit: impl FnMut(B::Row<'_>)) -> Option<()> {
        let mut look = |block: Option<&B>, before: usize| {
            let block = block?;
            let end = rows.end.min(before + block.rows());
            let inside = rows.start.max(before)..end;
            inside.for_each(|row| visit(block.row(row - before)));
            Some(())
        };
        let first = self.closed.partition_point(|closed| closed.before.rows <= rows.start);
        let closed = self.closed.iter().skip(first.saturating_sub(1));
        for closed in closed.take_while(|closed| closed.before.rows < rows.end) {
            closed.slot.with(|block| look(block, closed.before.rows))?;
        }
        look(Some(&self.tail), self.before.rows)
    }

    /// Returns about how many bytes of memory the column holds.
    pub fn held_bytes(&self) -> usize {
        let closed = self.closed.iter().map(|closed| match &closed.slot {
            Slot::Full(block) => block.held_bytes(),
            Slot::Lazy(lazy) => {
                let kept = lazy.kept.get().and_then(Option::as_ref).map_or(0, Block::held_bytes);
                size_of::<Lazy<B>>() + kept
            }
        });
        let list = self.closed.capacity() * size_of::<Closed<B>>();
        closed.sum::<usize>() + list + self.tail.held_bytes()
    }
}

impl<B: Block> Default for Column<B> {
    fn default() -> Self {
        Self { closed: Vec::new(), before: Count::default(), tail: B::default() }
    }
}

impl<B: Block> fmt::Debug for Column<B> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("Column");
        shown.field("rows", &self.len()).field("closed", &self.closed.len());
        shown.finish_non_exhaustive()
    }
}

/// Goes through the places of a section's blocks.
pub fn places(section: &Section) -> impl Iterator<Item = Place> {
    let mut offset = section.offset;
    section.extents.iter().enumerate().map(move |(block, extent)| {
        let place = Place { section: Arc::clone(&section.name), block, offset, extent: *extent };
        offset = place.bytes().end;
        place
    })
}
