//! Folded text with the way back to the original graphemes. Refuses to know what is looked for.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold::fold;

/// A folded text that knows which grapheme of the original each of its bytes comes from.
pub(super) struct Mapped {
    folded: String,
    /// For each grapheme where it starts in the folded text and in the original; ends with both
    /// lengths.
    starts: Vec<(usize, usize)>,
}

impl Mapped {
    /// Folds a text, grapheme by grapheme.
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut starts = Vec::with_capacity(text.len() + 1);
        for (at, grapheme) in text.grapheme_indices(true) {
            starts.push((folded.len(), at));
            folded.push_str(&fold(grapheme));
        }
        starts.push((folded.len(), text.len()));
        Self { folded, starts }
    }

    /// Gives the folded text.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Gives the graphemes of the original that a stretch of the folded text comes from.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.starts.partition_point(|&(folded, _)| folded <= range.start);
        let behind = self.starts.partition_point(|&(folded, _)| folded < range.end);
        self.starts[first.saturating_sub(1)].1..self.starts[behind.min(self.starts.len() - 1)].1
    }

    /// Gives the originals of stretches, ascending, those that touch or overlap made one.
    pub fn original_all(&self, mut stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
        stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.end));
        let mut marks: Vec<Range<usize>> = Vec::new();
        for mark in stretches.iter().map(|stretch| self.original(stretch)) {
            match marks.last_mut() {
                Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
                _ if mark.is_empty() => {}
                _ => marks.push(mark),
            }
        }
        marks
    }
}
