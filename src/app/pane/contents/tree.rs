//! The rows of the contents, addressed by arithmetic over the themes' ranges, so that a million
//! entries cost no more than their themes. Refuses to know: which row is selected, keys, drawing.

use std::ops::Range;

use crate::app::list::Rows;
use crate::knowledge::filter::Filtered;
use crate::model::{Catalogue, EntryKey, PackKey, ThemeKey};

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentsRow {
    /// A pack, if several are open.
    Pack(PackKey),
    /// A theme.
    Theme(ThemeKey),
    /// An entry.
    Entry(EntryKey),
}

/// A header and the entries under it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    header: ContentsRow,
    /// The row of the header.
    first: usize,
    /// Positions of the entries: keys, or positions in the filter's result.
    entries: Range<usize>,
}

/// The rows that are shown.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    segments: Vec<Segment>,
    length: usize,
    /// Whether each theme is expanded.
    expanded: Vec<bool>,
    filter: Option<Filtered>,
}

impl Rows for Tree {
    fn count(&self) -> usize {
        self.length
    }
}

impl Tree {
    /// Builds the rows of a library with these themes expanded.
    pub fn new(catalogue: &Catalogue, expanded: Vec<bool>) -> Self {
        let mut tree = Self { expanded, ..Self::default() };
        tree.rebuild(catalogue);
        tree
    }

    /// Builds the rows of a library with as many themes expanded as fit into `height` rows, that of
    /// `open` in any case.
    pub fn fitted(catalogue: &Catalogue, open: Option<EntryKey>, height: u16) -> Self {
        let themes = catalogue.themes();
        let open = open.map(|entry| catalogue.theme_of(entry).index());
        let mut expanded = vec![false; themes.len()];
        if let Some(theme) = open {
            expanded[theme] = true;
        }
        let mut tree = Self::new(catalogue, expanded);
        let mut rows = tree.length;
        for (position, theme) in themes.iter().enumerate() {
            let fits = rows + theme.count() <= usize::from(height);
            if fits && open != Some(position) {
                tree.expanded[position] = true;
                rows += theme.count();
            }
        }
        tree.rebuild(catalogue);
        tree
    }

    /// Returns a row.
    pub fn row(&self, index: usize) -> Option<ContentsRow> {
        if index >= self.length {
            return None;
        }
        let segment = &self.segments[self.segments.partition_point(|s| s.first <= index) - 1];
        match index - segment.first {
            0 => Some(segment.header),
            below => Some(ContentsRow::Entry(self.entry_at(segment.entries.start + below - 1))),
        }
    }

    /// Returns the position of a row, if it is shown.
    pub fn find(&self, catalogue: &Catalogue, row: ContentsRow) -> Option<usize> {
        let ContentsRow::Entry(entry) = row else {
            return self.segments.iter().find(|s| s.header == row).map(|s| s.first);
        };
        let position = match &self.filter {
            None => entry.index(),
            Some(filter) => filter.position(entry)?,
        };
        let header = ContentsRow::Theme(catalogue.theme_of(entry));
        let segment = self.segments.iter().find(|s| s.header == header)?;
        let below =
            segment.entries.contains(&position).then(|| position - segment.entries.start)?;
        Some(segment.first + 1 + below)
    }

    /// Returns whether the entries of a theme are shown.
    pub fn is_expanded(&self, theme: ThemeKey) -> bool {
        self.filter.is_some() || self.expanded[theme.index()]
    }

    /// Returns the themes that are expanded, whatever the filter shows.
    pub fn expanded(&self) -> impl Iterator<Item = ThemeKey> {
        let expanded = self.expanded.iter().enumerate().filter(|(_, expanded)| **expanded);
        expanded.map(|(theme, _)| ThemeKey::new(theme))
    }

    /// Counts the entries under a theme: all, or those that the filter lets through.
    pub fn entry_count(&self, catalogue: &Catalogue, theme: ThemeKey) -> usize {
        let range = catalogue.theme(theme).entries.clone();
        self.filter.as_ref().map_or(range.len(), |filter| filter.within(range).len())
    }

    /// Returns the filter, if there is one.
    pub fn filter(&self) -> Option<&str> {
        self.filter.as_ref().map(Filtered::text)
    }

    /// Returns the positions of the headers.
    pub fn headers(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.segments.iter().map(|segment| segment.first)
    }

    /// Returns the position of the first entry that is shown.
    pub fn first_entry(&self) -> Option<usize> {
        (0..self.length).find(|index| matches!(self.row(*index), Some(ContentsRow::Entry(_))))
    }

    /// Expands or collapses a theme.
    pub fn set_expanded(&mut self, catalogue: &Catalogue, theme: ThemeKey, expanded: bool) {
        self.expanded[theme.index()] = expanded;
        self.rebuild(catalogue);
    }

    /// Lets through only entries whose titles hold `text`; all if it is empty.
    pub fn set_filter(&mut self, catalogue: &Catalogue, text: &str) {
        let before = self.filter.take();
        self.filter = (!text.is_empty()).then(|| {
            let range = 0..catalogue.len() as u32;
            Filtered::new(catalogue, [range], text, before.as_ref())
        });
        self.rebuild(catalogue);
    }

    /// Shows an entry: gives up a filter that hides it; without a filter expands its theme.
    pub fn reveal(&mut self, catalogue: &Catalogue, entry: EntryKey) {
        self.filter.take_if(|filter| filter.position(entry).is_none());
        if self.filter.is_none() {
            self.expanded[catalogue.theme_of(entry).index()] = true;
        }
        self.rebuild(catalogue);
    }

    fn entry_at(&self, position: usize) -> EntryKey {
        self.filter.as_ref().map_or(EntryKey::new(position), |filter| filter.entry(position))
    }

    fn rebuild(&mut self, catalogue: &Catalogue) {
        self.segments.clear();
        self.length = 0;
        let several = catalogue.packs().len() > 1;
        for (position, theme) in catalogue.themes().iter().enumerate() {
            let key = ThemeKey::new(position);
            let range = theme.entries.clone();
            let entries = match &self.filter {
                Some(filter) => filter.within(range),
                None if self.expanded[position] => range.start as usize..range.end as usize,
                None => 0..0,
            };
            if self.filter.is_some() && entries.is_empty() {
                continue;
            }
            let new_pack = self.segments.last().is_none_or(|last| match last.header {
                ContentsRow::Theme(last) => catalogue.theme(last).pack != theme.pack,
                _ => false,
            });
            if several && new_pack {
                self.push(ContentsRow::Pack(theme.pack), 0..0);
            }
            self.push(ContentsRow::Theme(key), entries);
        }
    }

    fn push(&mut self, header: ContentsRow, entries: Range<usize>) {
        let first = self.length;
        self.length += 1 + entries.len();
        self.segments.push(Segment { header, first, entries });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::pane::contents::fixture::{catalogue, in_words};

    fn rows(tree: &Tree, catalogue: &Catalogue) -> String {
        in_words((0..tree.count()).filter_map(|index| tree.row(index)), catalogue)
    }

    #[test]
    fn as_many_themes_are_expanded_as_fit_and_the_open_one_always() {
        #[track_caller]
        fn check(height: u16, open: u32, expected: &str) {
            let catalogue = catalogue(&[&[2, 1, 3]]);
            let tree = Tree::fitted(&catalogue, Some(EntryKey(open)), height);
            assert_eq!(rows(&tree, &catalogue), expected);
        }
        check(40, 0, "T 0-0 0-1 T 1-0 T 2-0 2-1 2-2");
        check(6, 0, "T 0-0 0-1 T 1-0 T");
        check(3, 3, "T T T 2-0 2-1 2-2");
    }

    #[test]
    fn packs_have_rows_only_if_there_are_several() {
        let catalogue = catalogue(&[&[1], &[1, 1]]);
        let tree = Tree::fitted(&catalogue, None, 40);
        assert_eq!(rows(&tree, &catalogue), "P T 0-0 P T 0-0 T 1-0");
    }

    #[test]
    fn a_large_theme_costs_a_row_only_when_it_is_asked_for() {
        let catalogue = catalogue(&[&[1, 100_000]]);
        let mut tree = Tree::fitted(&catalogue, None, 40);
        tree.set_expanded(&catalogue, ThemeKey(1), true);
        assert_eq!(tree.count(), 100_003);
        assert_eq!(tree.headers().count(), 2);
        assert_eq!(tree.row(100_002), Some(ContentsRow::Entry(EntryKey(100_000))));
    }

    proptest! {
        #[test]
        fn every_row_is_found_at_its_position(
            themes in prop::collection::vec(0usize..5, 1..6),
            expanded in prop::collection::vec(any::<bool>(), 6),
            filter in "[0-4]?",
        ) {
            let catalogue = catalogue(&[&themes, &[2]]);
            let mut tree = Tree::fitted(&catalogue, None, 10);
            for (theme, expanded) in expanded.iter().take(themes.len()).enumerate() {
                tree.set_expanded(&catalogue, ThemeKey::new(theme), *expanded);
            }
            tree.set_filter(&catalogue, &filter);
            for index in 0..tree.count() {
                let row = tree.row(index).expect("rows below the length exist");
                prop_assert_eq!(tree.find(&catalogue, row), Some(index));
            }
            prop_assert_eq!(tree.row(tree.count()), None);
        }
    }
}
