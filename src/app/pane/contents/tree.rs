//! The rows of the contents, addressed by arithmetic over the themes' ranges, so that a million
//! entries cost no more than their themes. Refuses to know: which row is selected, keys, drawing.

use std::ops::Range;
use std::sync::Arc;

use crate::app::list::Rows;
use crate::knowledge::filter::Filtered;
use crate::model::{Catalogue, EntryKey, PackKey, Remap, Theme, ThemeKey};

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentsRow {
    /// The blank row above a pack, but for the first.
    Blank,
    /// A pack, if several are open.
    Pack(PackKey),
    /// A theme.
    Theme(ThemeKey),
    /// An entry.
    Entry(EntryKey),
}

impl ContentsRow {
    /// Returns the same row in another version of the library.
    pub fn after(self, remap: &Remap) -> Option<Self> {
        match self {
            Self::Blank => None,
            Self::Pack(pack) => remap.pack(pack).map(Self::Pack),
            Self::Theme(theme) => remap.theme(theme).map(Self::Theme),
            Self::Entry(entry) => remap.entry(entry).map(Self::Entry),
        }
    }
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
    /// Whether each pack is folded, its themes out of sight.
    folded: Vec<bool>,
    filter: Option<Arc<Filtered>>,
}

impl Rows for Tree {
    fn count(&self) -> usize {
        self.length
    }

    fn is_heading(&self, item: usize) -> bool {
        self.row(item) == Some(ContentsRow::Blank)
    }

    fn heading_over(&self, item: usize) -> Option<usize> {
        let header = self.segment_of(item)?.first;
        (header < item).then_some(header)
    }
}

impl Tree {
    /// Builds the rows of a library with these themes expanded.
    pub fn new(catalogue: &Catalogue, expanded: Vec<bool>) -> Self {
        let folded = vec![false; catalogue.packs().len()];
        let mut tree = Self { expanded, folded, ..Self::default() };
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
        let segment = self.segment_of(index)?;
        match index - segment.first {
            0 => Some(segment.header),
            below => Some(ContentsRow::Entry(self.entry_at(segment.entries.start + below - 1))),
        }
    }

    fn segment_of(&self, index: usize) -> Option<&Segment> {
        let behind = self.segments.partition_point(|segment| segment.first <= index);
        self.segments[..behind].last().filter(|_| index < self.length)
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

    /// Returns whether the themes of a pack are out of sight.
    pub fn is_folded(&self, pack: PackKey) -> bool {
        self.filter.is_none() && self.folded[pack.index()]
    }

    /// Returns the packs that are folded, whatever the filter shows.
    pub fn folded(&self) -> impl Iterator<Item = PackKey> {
        let folded = self.folded.iter().enumerate().filter(|(_, folded)| **folded);
        folded.map(|(pack, _)| PackKey::new(pack))
    }

    /// Folds a pack up or open.
    pub fn set_folded(&mut self, catalogue: &Catalogue, pack: PackKey, folded: bool) {
        self.folded[pack.index()] = folded;
        self.rebuild(catalogue);
    }

    /// Counts the entries under a theme: all, or those that the filter lets through.
    pub fn entry_count(&self, catalogue: &Catalogue, theme: ThemeKey) -> usize {
        let range = catalogue.theme(theme).entries.clone();
        self.filter.as_ref().map_or(range.len(), |filter| filter.within(range).len())
    }

    /// Returns the filter, if there is one.
    pub fn filter(&self) -> Option<&str> {
        self.filter.as_ref().map(|filter| filter.text())
    }

    /// Returns what the filter lets through, if there is one.
    pub fn filtered(&self) -> Option<&Arc<Filtered>> {
        self.filter.as_ref()
    }

    /// Returns the positions of the headers of packs and themes.
    pub fn headers(&self) -> impl DoubleEndedIterator<Item = usize> {
        let shown = self.segments.iter().filter(|segment| segment.header != ContentsRow::Blank);
        shown.map(|segment| segment.first)
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

    /// Lets through only the entries of a filter, all without one.
    pub fn set_filtered(&mut self, catalogue: &Catalogue, filter: Option<Arc<Filtered>>) {
        self.filter = filter;
        self.rebuild(catalogue);
    }

    /// Shows an entry: gives up a filter that hides it; without a filter expands its theme and
    /// unfolds its pack.
    pub fn reveal(&mut self, catalogue: &Catalogue, entry: EntryKey) {
        self.filter.take_if(|filter| filter.position(entry).is_none());
        if self.filter.is_none() {
            self.expanded[catalogue.theme_of(entry).index()] = true;
            self.folded[catalogue.pack_of(entry).index()] = false;
        }
        self.rebuild(catalogue);
    }

    /// Shows the header of a theme: gives up a filter that hides it, and unfolds its pack.
    pub fn reveal_theme(&mut self, catalogue: &Catalogue, theme: ThemeKey) {
        let Theme { pack, entries, .. } = catalogue.theme(theme);
        self.filter.take_if(|filter| filter.within(entries.clone()).is_empty());
        self.folded[pack.index()] &= self.filter.is_some();
        self.rebuild(catalogue);
    }

    fn entry_at(&self, position: usize) -> EntryKey {
        self.filter.as_ref().map_or(EntryKey::new(position), |filter| filter.entry(position))
    }

    fn rebuild(&mut self, catalogue: &Catalogue) {
        self.segments.clear();
        self.length = 0;
        let several = catalogue.packs().len() > 1;
        let mut before = None;
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
            let new_pack = before.replace(theme.pack) != Some(theme.pack);
            if several && new_pack {
                if self.length > 0 {
                    self.push(ContentsRow::Blank, 0..0);
                }
                self.push(ContentsRow::Pack(theme.pack), 0..0);
            }
            if !(several && self.is_folded(theme.pack)) {
                self.push(ContentsRow::Theme(key), entries);
            }
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

    fn filter(tree: &mut Tree, catalogue: &Catalogue, text: &str) {
        let all = 0..catalogue.len() as u32;
        let filtered = || Arc::new(Filtered::new(catalogue, [all], text, None));
        tree.set_filtered(catalogue, (!text.is_empty()).then(filtered));
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
        assert_eq!(rows(&tree, &catalogue), "P T 0-0 - P T 0-0 T 1-0");
    }

    #[test]
    fn a_pack_folds_and_unfolds_for_what_is_shown_in_it() {
        let catalogue = catalogue(&[&[1], &[1, 1]]);
        let mut tree = Tree::fitted(&catalogue, None, 40);
        tree.set_folded(&catalogue, PackKey::new(1), true);
        assert_eq!(rows(&tree, &catalogue), "P T 0-0 - P");
        filter(&mut tree, &catalogue, "0");
        assert_eq!(rows(&tree, &catalogue), "P T 0-0 - P T 0-0 T 1-0");
        filter(&mut tree, &catalogue, "");
        tree.reveal_theme(&catalogue, ThemeKey::new(0));
        assert_eq!(rows(&tree, &catalogue), "P T 0-0 - P");
        tree.reveal(&catalogue, EntryKey(2));
        assert_eq!(rows(&tree, &catalogue), "P T 0-0 - P T 0-0 T 1-0");
    }

    #[test]
    fn the_header_of_an_entry_is_kept_over_it() {
        let catalogue = catalogue(&[&[2], &[1]]);
        let tree = Tree::fitted(&catalogue, None, 40);
        let over: Vec<_> = (0..tree.count()).map(|item| tree.heading_over(item)).collect();
        assert_eq!(rows(&tree, &catalogue), "P T 0-0 0-1 - P T 0-0");
        assert_eq!(over, [None, None, Some(1), Some(1), None, None, None, Some(6)]);
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
            typed in "[0-4]?",
        ) {
            let catalogue = catalogue(&[&themes, &[2]]);
            let mut tree = Tree::fitted(&catalogue, None, 10);
            for (theme, expanded) in expanded.iter().take(themes.len()).enumerate() {
                tree.set_expanded(&catalogue, ThemeKey::new(theme), *expanded);
            }
            filter(&mut tree, &catalogue, &typed);
            for index in 0..tree.count() {
                let row = tree.row(index).expect("rows below the length exist");
                if row == ContentsRow::Blank {
                    prop_assert!(tree.is_heading(index));
                    continue;
                }
                prop_assert_eq!(tree.find(&catalogue, row), Some(index));
            }
            prop_assert_eq!(tree.row(tree.count()), None);
        }
    }
}
