//! The paragraphs of a body, which things can be added to, and the notes that are on them. Refuses to know:
//! what a note says, where notes are kept.

use std::borrow::Cow;
use std::ops::Range;

use super::leaf::Leaf;
use super::{Document, Position, Sign};

/// That there is a note on a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The paragraph, by its number.
    pub paragraph: u32,
    /// The words that it is on, in bytes of the paragraph's text; `None` if it is on the whole.
    pub range: Option<Range<usize>>,
    /// What stands beside the paragraph.
    pub sign: Sign,
}

impl Document {
    /// Returns what the paragraphs of the body say, without markup, in their order: headings, statements,
    /// items of lists, code and tables, each a paragraph. A very long one is several.
    ///
    /// Neither the width nor the parts of the document make a difference.
    pub fn paragraphs(&self) -> impl ExactSizeIterator<Item = Cow<'_, str>> {
        let leaves = &self.composed.leaves;
        self.composed.paragraphs.iter().map(|&leaf| leaves[leaf as usize].text())
    }

    /// Returns what one of the [`Self::paragraphs`] says.
    pub fn text_of_paragraph(&self, number: u32) -> Option<Cow<'_, str>> {
        let leaf = *self.composed.paragraphs.get(number as usize)?;
        Some(self.composed.leaves[leaf as usize].text())
    }

    /// Returns the number of the first paragraph that ends below a position: the one that stands there, or
    /// the next; `None` below the last one.
    pub fn paragraph_at(&self, position: Position) -> Option<u32> {
        let paragraphs = &self.composed.paragraphs;
        let above = paragraphs.partition_point(|&leaf| leaf < position.block);
        (above < paragraphs.len()).then_some(above as u32)
    }

    /// Returns the first row of a paragraph.
    pub fn paragraph(&self, number: u32) -> Option<Position> {
        let block = *self.composed.paragraphs.get(number as usize)?;
        Some(Position { block, row: 0 })
    }

    /// Shows that there are notes on these paragraphs, and on no other: a sign beside the first row of each,
    /// and the words that a note is on. No text moves; blocks that are not laid out are left alone.
    pub fn set_notes(&mut self, notes: &[Noted]) {
        let mut notes = notes.to_vec();
        notes.sort_by_key(|note| note.paragraph);
        let before = std::mem::replace(&mut self.notes, notes);
        if before == self.notes {
            return;
        }
        for note in before.iter().chain(&self.notes) {
            if let Some(block) = self.composed.paragraphs.get(note.paragraph as usize) {
                self.laid.remove(block);
            }
        }
        self.refresh();
    }

    /// Returns the notes on the paragraph that a block is.
    pub(super) fn notes_on(&self, block: u32) -> &[Noted] {
        if self.notes.is_empty() {
            return &[];
        }
        let Ok(number) = self.composed.paragraphs.binary_search(&block) else { return &[] };
        let number = number as u32;
        let first = self.notes.partition_point(|note| note.paragraph < number);
        let behind = self.notes.partition_point(|note| note.paragraph <= number);
        &self.notes[first..behind]
    }
}

/// Returns for each flow of a leaf which of its bytes some bytes of its text are, ascending and without
/// overlap; no flow at all if there are none.
pub(super) fn words_in(
    leaf: &Leaf,
    ranges: impl Iterator<Item = Range<usize>>,
) -> Vec<Vec<Range<u32>>> {
    let ranges = union(ranges.collect());
    if ranges.is_empty() {
        return Vec::new();
    }
    let mut start = 0;
    let flows = leaf.flows().into_iter().map(|flow| {
        let end = start + flow.text.len();
        let within = |range: &Range<usize>| {
            let (from, to) = (range.start.max(start), range.end.min(end));
            (from < to).then(|| {
                // A range that was made for another text may part a character.
                let from = flow.text.floor_char_boundary(from - start) as u32;
                from..flow.text.ceil_char_boundary(to - start) as u32
            })
        };
        let found = union(ranges.iter().filter_map(within).collect());
        start = end + 1;
        found
    });
    flows.collect()
}

/// Returns ranges in order, with those that touch or overlap made one.
fn union<N: Copy + Ord>(mut ranges: Vec<Range<N>>) -> Vec<Range<N>> {
    ranges.retain(|range| range.start < range.end);
    ranges.sort_by_key(|range| range.start);
    let mut parted: Vec<Range<N>> = Vec::new();
    for range in ranges {
        match parted.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => parted.push(range),
        }
    }
    parted
}
