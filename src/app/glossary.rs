//! The glossary index: all terms of the open packs, filtered as one types. Refuses to know: how
//! terms are recognised in text.

use std::ops::Range;

use super::cursor::{Cursor, Motion};
use super::editor::LineEditor;
use super::page::Page;
use crate::knowledge::filter::Filtered;
use crate::model::{Catalogue, EntryKey};
use crate::text::fold::fold;

/// The glossary index.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// What is typed.
    pub editor: LineEditor,
    /// The selected term and the first one in sight.
    pub cursor: Cursor,
    /// The text of the selected term.
    pub preview: Option<Page>,
    /// The keys of the terms, theme by theme.
    ranges: Vec<Range<u32>>,
    filter: Option<Filtered>,
}

impl Glossary {
    /// Builds the index of all terms; `None` if there is none.
    pub fn new(catalogue: &Catalogue) -> Option<Self> {
        let themes = catalogue.themes().iter().filter(|theme| theme.glossary);
        let ranges: Vec<Range<u32>> =
            themes.map(|theme| theme.entries.clone()).filter(|range| !range.is_empty()).collect();
        (!ranges.is_empty()).then(|| Self { ranges, ..Self::default() })
    }

    /// Counts the terms that the filter lets through.
    pub fn count(&self) -> usize {
        match &self.filter {
            Some(filter) => filter.count(),
            None => self.ranges.iter().map(ExactSizeIterator::len).sum(),
        }
    }

    /// Returns a term.
    pub fn term(&self, index: usize) -> Option<EntryKey> {
        if let Some(filter) = &self.filter {
            return (index < filter.count()).then(|| filter.entry(index));
        }
        let mut left = index;
        for range in &self.ranges {
            if left < range.len() {
                return Some(EntryKey(range.start + left as u32));
            }
            left -= range.len();
        }
        None
    }

    /// Returns the selected term.
    pub fn selected(&self) -> Option<EntryKey> {
        self.term(self.cursor.selected)
    }

    /// Moves the selection; `page` rows fit on the screen.
    pub fn go(&mut self, motion: Motion, page: u16) {
        let target = self.cursor.target(motion, self.count(), page);
        self.select(target, page);
    }

    /// Selects a term.
    pub fn select(&mut self, index: usize, page: u16) {
        let length = self.count();
        let index = index.min(length.saturating_sub(1));
        self.cursor.select(index, index..index + 1, length.max(1), page);
    }

    /// Filters by what is typed; the first term whose title holds it is selected, else the first.
    pub fn filter(&mut self, catalogue: &Catalogue) {
        let before = self.filter.take();
        let text = self.editor.text();
        if !text.is_empty() {
            let ranges = self.ranges.iter().cloned();
            self.filter = Some(Filtered::new(catalogue, ranges, text, before.as_ref()));
        }
        // What is typed is most often a title, though an alias of another term may hold it too.
        let text = fold(self.editor.text());
        let titled = |&index: &usize| {
            self.term(index).is_some_and(|term| fold(catalogue.title(term)).contains(&text))
        };
        let selected = (0..self.count()).find(titled).unwrap_or(0);
        self.cursor = Cursor { selected, offset: 0 };
    }
}
