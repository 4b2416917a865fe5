//! A column of strings. Refuses to know: where its blocks lie.

use std::ops::Range;

use super::block::{self, BLOCK, Block};
use super::column::Column;
use super::layout::{Extent, Kind};

/// Strings, addressed by row, in blocks of about 64 KiB. Costs four bytes a string above the text.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    pub(super) column: Column<TextBlock>,
}

impl Texts {
    /// Builds an empty column.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a string, which is shorter than 4 GiB.
    pub fn push(&mut self, string: &str) {
        self.column.push(string);
    }

    /// Appends all strings of another column, in time that grows with its blocks.
    pub fn append(&mut self, other: &Self) {
        self.column.append(&other.column);
    }

    /// Returns string `row`; "" beyond the end, or if its block is damaged.
    pub fn get(&self, row: usize) -> &str {
        self.column.get(row).unwrap_or_default()
    }

    /// Counts the strings.
    pub fn len(&self) -> usize {
        self.column.len()
    }

    /// Returns whether the column has no string.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Goes through all strings in order; those of a damaged block are "".
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.column.iter().map(Option::unwrap_or_default)
    }

    /// Goes through the strings of a range without keeping what is read for it; `None` as soon as a block
    /// is damaged.
    pub fn each(&self, rows: Range<usize>, visit: impl FnMut(&str)) -> Option<()> {
        self.column.each_row(rows, visit)
    }

    /// Returns about how many bytes of memory the column holds.
    pub fn held_bytes(&self) -> usize {
        self.column.held_bytes()
    }
}

/// Strings one after the other, and where each ends.
#[derive(Clone, Default)]
pub struct TextBlock {
    text: String,
    ends: Vec<u32>,
}

impl Block for TextBlock {
    type Row<'a> = &'a str;

    const KIND: Kind = Kind::Texts;

    fn rows(&self) -> usize {
        self.ends.len()
    }

    fn row(&self, row: usize) -> &str {
        &self.text[block::run(&self.ends, row)]
    }

    fn has_room(&self, row: &str) -> bool {
        self.ends.is_empty() || self.text.len() + row.len() + 4 * (self.ends.len() + 1) <= BLOCK
    }

    fn push(&mut self, row: &str) {
        self.text.push_str(row);
        let end = u32::try_from(self.text.len()).expect("a row is shorter than 4 GiB");
        self.ends.push(end);
    }

    fn encode(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.text.as_bytes());
        block::encode_numbers(&self.ends, bytes);
    }

    fn decode(mut bytes: Vec<u8>, extent: &Extent) -> Option<Self> {
        let ends = block::split_ends(&mut bytes, extent.rows)?;
        let mut text = String::from_utf8(bytes).ok()?;
        text.shrink_to_fit();
        let whole = ends.iter().all(|end| text.is_char_boundary(*end as usize));
        whole.then_some(Self { text, ends })
    }

    fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn held_bytes(&self) -> usize {
        self.text.capacity() + 4 * self.ends.capacity()
    }
}
