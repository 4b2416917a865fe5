//! Words of a paragraph that are selected, and where words stand on the rows. Refuses to know: how words
//! are selected, and what for.

use std::ops::Range;

use super::leaf::Shape;
use super::{Document, Position};
use crate::text::safe::Safe;
use crate::text::width::width;

/// How a paragraph stands on its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParagraphRows {
    /// The columns before the text in each row.
    pub indent: usize,
    /// For each row, the byte of the paragraph that it begins with.
    pub starts: Vec<usize>,
}

impl ParagraphRows {
    /// Returns the row that holds a byte.
    pub fn row_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// Returns the bytes of a row.
    fn bytes(&self, row: usize, text: &str) -> Range<usize> {
        let start = self.starts.get(row).copied().unwrap_or(text.len());
        start..self.starts.get(row + 1).copied().unwrap_or(text.len()).max(start)
    }

    /// Returns the column in its row at which a byte stands.
    pub fn column_of(&self, byte: usize, text: &str) -> usize {
        let start = self.bytes(self.row_of(byte), text).start;
        self.indent + width(&Safe::line(&text[start..byte]))
    }

    /// Returns which of some words, in their order, stands in a row and a column, or nearest to it; `None`
    /// if the row has none.
    pub fn word_at(
        &self,
        row: usize,
        column: usize,
        words: &[Range<usize>],
        text: &str,
    ) -> Option<usize> {
        let bytes = self.bytes(row, text);
        let first = words.partition_point(|word| word.start < bytes.start);
        let behind = words.partition_point(|word| word.start < bytes.end);
        let begun = |&at: &usize| self.column_of(words[at].start, text) <= column;
        (first..behind).take_while(begun).last().or((first < behind).then_some(first))
    }
}

impl Document {
    /// Shows that some bytes of a paragraph are selected, and nothing else.
    pub fn select(&mut self, selected: Option<(u32, Range<usize>)>) {
        let before = std::mem::replace(&mut self.selected, selected);
        if before == self.selected {
            return;
        }
        for (paragraph, _) in before.iter().chain(&self.selected) {
            if let Some(block) = self.composed.paragraphs.get(*paragraph as usize) {
                self.laid.remove(block);
            }
        }
        self.refresh();
    }

    /// Returns how a paragraph stands on its rows; a table, whose rows are not those of its text, has a row
    /// for each cell.
    pub fn paragraph_rows(&mut self, number: u32) -> Option<ParagraphRows> {
        let block = *self.composed.paragraphs.get(number as usize)?;
        let leaf = &self.composed.leaves[block as usize];
        if matches!(leaf.shape, Shape::Table { .. }) {
            let text = leaf.text();
            let behind = text.match_indices('\n').map(|(at, _)| at + 1);
            let starts = std::iter::once(0).chain(behind).collect();
            return Some(ParagraphRows { indent: 0, starts });
        }
        let laid = self.lay(block);
        let mut starts: Vec<usize> = Vec::with_capacity(laid.rows.len());
        // Behind the text follow what it rests on and the blank row.
        for start in laid.starts.iter().map(|&start| start as usize) {
            if starts.last().is_some_and(|&before| start <= before) {
                break;
            }
            starts.push(start);
        }
        Some(ParagraphRows { indent: laid.indent, starts })
    }

    /// Returns the paragraph that a row of the screen belongs to, and which of its rows that is; `None` if
    /// it is none of a paragraph, or of a table.
    pub fn paragraph_under(&self, top: Position, row: u16) -> Option<(u32, usize)> {
        let mut left = top.row as usize + usize::from(row);
        for block in top.block..self.blocks() {
            let rows = self.laid.get(&block)?.rows.len();
            if left < rows {
                let number = self.composed.paragraphs.binary_search(&block).ok()?;
                let leaf = &self.composed.leaves[block as usize];
                let is_text = !matches!(leaf.shape, Shape::Table { .. });
                return is_text.then_some((number as u32, left));
            }
            left -= rows;
        }
        None
    }

    /// Returns where in a paragraph a match is; `None` if it is not in one.
    pub fn match_in_text(&self, index: u32) -> Option<(u32, Range<usize>)> {
        let found = self.matches.get(index as usize)?;
        self.in_text(found.block, found.flow, found.start..found.end)
    }

    /// Returns where in a paragraph a target is; `None` if it is not in one.
    pub fn target_in_text(&self, index: u32) -> Option<(u32, Range<usize>)> {
        let leaf = self.aim(index)?.leaf;
        for (number, flow) in (0..).zip(self.leaf(leaf).flows()) {
            let mut own = flow.stretches.iter().filter(|stretch| stretch.target == Some(index));
            if let Some(first) = own.next() {
                let end = own.next_back().unwrap_or(first).end;
                return self.in_text(leaf, number, first.start..end);
            }
        }
        None
    }

    /// Returns where in a paragraph some bytes of a flow are.
    fn in_text(&self, block: u32, flow: u32, range: Range<u32>) -> Option<(u32, Range<usize>)> {
        let number = self.composed.paragraphs.binary_search(&block).ok()?;
        let leaf = self.composed.leaves.get(block as usize)?;
        let before = leaf.flows().into_iter().take(flow as usize);
        let start: usize = before.map(|flow| flow.text.len() + 1).sum();
        Some((number as u32, start + range.start as usize..start + range.end as usize))
    }

    /// Returns the selected bytes of the paragraph that a block is.
    pub(super) fn selected_in(&self, block: u32) -> Option<Range<usize>> {
        let (paragraph, range) = self.selected.as_ref()?;
        let is_it = self.composed.paragraphs.get(*paragraph as usize) == Some(&block);
        is_it.then(|| range.clone())
    }
}
