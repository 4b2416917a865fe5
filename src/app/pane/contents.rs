//! The list of themes and entries. Rows are addressed by arithmetic over the themes' ranges, so that
//! a million entries cost no more than their themes. Refuses to know: widths, bodies.

use std::ops::Range;

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry::Pane;
use crate::app::keymap::Action;
use crate::app::list::{FilterBox, List, Rows};
use crate::app::page::Landing;
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::knowledge::filter::Filtered;
use crate::model::{Catalogue, EntryKey, PackKey, Remap, ThemeKey};

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A pack, where several are open.
    Pack(PackKey),
    /// A theme.
    Theme(ThemeKey),
    /// An entry.
    Entry(EntryKey),
}

/// A header and the entries under it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    header: Row,
    /// The row of the header.
    first: usize,
    /// Positions of the entries: keys, or positions in the filter's result.
    entries: Range<usize>,
}

/// The rows that are shown.
#[derive(Clone, Debug, Default)]
struct Tree {
    segments: Vec<Segment>,
    length: usize,
    expanded: Vec<bool>,
    filter: Option<Filtered>,
}

impl Rows for Tree {
    fn count(&self) -> usize {
        self.length
    }
}

impl Tree {
    fn row(&self, index: usize) -> Option<Row> {
        if index >= self.length {
            return None;
        }
        let segment = &self.segments[self.segments.partition_point(|s| s.first <= index) - 1];
        match index - segment.first {
            0 => Some(segment.header),
            below => Some(Row::Entry(self.entry_at(segment.entries.start + below - 1))),
        }
    }

    fn find(&self, catalogue: &Catalogue, row: Row) -> Option<usize> {
        let Row::Entry(entry) = row else {
            return self.segments.iter().find(|s| s.header == row).map(|s| s.first);
        };
        let position = match &self.filter {
            None => entry.index(),
            Some(filter) => filter.position(entry)?,
        };
        let header = Row::Theme(catalogue.theme_of(entry));
        let segment = self.segments.iter().find(|s| s.header == header)?;
        let below =
            segment.entries.contains(&position).then(|| position - segment.entries.start)?;
        Some(segment.first + 1 + below)
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
                Row::Theme(last) => catalogue.theme(last).pack != theme.pack,
                _ => false,
            });
            if several && new_pack {
                self.push(Row::Pack(theme.pack), 0..0);
            }
            self.push(Row::Theme(key), entries);
        }
    }

    fn push(&mut self, header: Row, entries: Range<usize>) {
        let first = self.length;
        self.length += 1 + entries.len();
        self.segments.push(Segment { header, first, entries });
    }
}

/// A filter that is being typed, and what was shown before it.
#[derive(Clone, Debug)]
struct Filtering {
    field: FilterBox,
    /// The row that was selected, and the first one in sight.
    selected: Option<(Row, usize)>,
    /// The entry that was shown.
    open: Option<EntryKey>,
}

/// The list of themes and entries with its selection.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    list: List<Tree>,
    filtering: Option<Filtering>,
}

impl Contents {
    /// Builds the list with as many themes expanded as fit into `height` rows, that of `open` in any
    /// case.
    pub fn new(catalogue: &Catalogue, open: Option<EntryKey>, height: u16) -> Self {
        let themes = catalogue.themes();
        let mut tree = Tree { expanded: vec![false; themes.len()], ..Tree::default() };
        let open = open.map(|entry| catalogue.theme_of(entry).index());
        if let Some(theme) = open {
            tree.expanded[theme] = true;
        }
        tree.rebuild(catalogue);
        let mut rows = tree.length;
        for (position, theme) in themes.iter().enumerate() {
            let fits = rows + theme.count() <= usize::from(height);
            if fits && open != Some(position) {
                tree.expanded[position] = true;
                rows += theme.count();
            }
        }
        tree.rebuild(catalogue);
        Self { list: List::new(tree), filtering: None }
    }

    /// Counts the rows.
    pub fn row_count(&self) -> usize {
        self.list.rows.length
    }

    /// Returns a row.
    pub fn row(&self, index: usize) -> Option<Row> {
        self.list.rows.row(index)
    }

    /// Returns the position of the selected row.
    pub fn position(&self) -> usize {
        self.list.position()
    }

    /// Returns the first row in sight.
    pub fn offset(&self) -> usize {
        self.list.offset()
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<Row> {
        self.row(self.list.position())
    }

    /// Finds a row, if it is shown.
    pub fn find(&self, catalogue: &Catalogue, row: Row) -> Option<usize> {
        self.list.rows.find(catalogue, row)
    }

    /// Returns whether the entries of a theme are shown.
    pub fn is_expanded(&self, theme: ThemeKey) -> bool {
        self.list.rows.filter.is_some() || self.list.rows.expanded[theme.index()]
    }

    /// Counts the entries that stand under a theme: all, or those that the filter lets through.
    pub fn count(&self, catalogue: &Catalogue, theme: ThemeKey) -> usize {
        let range = catalogue.theme(theme).entries.clone();
        self.list.rows.filter.as_ref().map_or(range.len(), |filter| filter.within(range).len())
    }

    /// Selects a row of a list that is `height` rows high.
    pub fn select(&mut self, index: usize, height: u16) {
        self.list.select(index, height);
    }

    /// Shows and selects an entry: expands its theme and gives up a filter that hides it.
    pub fn reveal(&mut self, catalogue: &Catalogue, entry: EntryKey, height: u16) {
        if self.list.rows.filter.as_ref().is_some_and(|filter| filter.position(entry).is_none()) {
            self.list.rows.filter = None;
        }
        if self.list.rows.filter.is_none() {
            self.list.rows.expanded[catalogue.theme_of(entry).index()] = true;
        }
        self.list.rows.rebuild(catalogue);
        if let Some(index) = self.find(catalogue, Row::Entry(entry)) {
            let in_sight = self.offset()..self.offset() + usize::from(height);
            if !in_sight.contains(&index) {
                // Out of sight it comes in with rows around it, not at the edge.
                self.list.set_offset(index.saturating_sub(usize::from(height / 3)));
            }
            self.select(index, height);
        }
    }

    /// Shows another version of the library: what was expanded, selected and filtered is so again.
    pub fn reload(&mut self, catalogue: &Catalogue, remap: &Remap, height: u16) {
        let selected = self.selected().and_then(|row| match row {
            Row::Pack(pack) => remap.pack(pack).map(Row::Pack),
            Row::Theme(theme) => remap.theme(theme).map(Row::Theme),
            Row::Entry(entry) => remap.entry(entry).map(Row::Entry),
        });
        let filter = self.filter().unwrap_or("").to_owned();
        let before = std::mem::take(&mut self.list.rows.expanded);
        let mut expanded = vec![false; catalogue.themes().len()];
        for (theme, _) in before.iter().enumerate().filter(|(_, expanded)| **expanded) {
            if let Some(theme) = remap.theme(ThemeKey::new(theme)) {
                expanded[theme.index()] = true;
            }
        }
        let offset = self.offset();
        let mut tree = Tree { expanded, ..Tree::default() };
        tree.rebuild(catalogue);
        *self = Self { list: List::new(tree), filtering: None };
        self.set_filter(catalogue, &filter, height);
        if let Some(row) = selected {
            self.select_again(catalogue, row, offset, height);
        }
    }

    /// Expands or collapses a theme and selects its header.
    pub fn set_expanded(
        &mut self,
        catalogue: &Catalogue,
        theme: ThemeKey,
        expanded: bool,
        height: u16,
    ) {
        self.list.rows.expanded[theme.index()] = expanded;
        self.list.rows.rebuild(catalogue);
        if let Some(index) = self.find(catalogue, Row::Theme(theme)) {
            self.select(index, height);
        }
    }

    /// Lets through only entries whose titles hold `text`; all, where it is empty. The selection
    /// stays on its row where the row is still shown.
    pub fn set_filter(&mut self, catalogue: &Catalogue, text: &str, height: u16) {
        let selected = self.selected();
        if let (true, Some(Row::Entry(entry))) = (text.is_empty(), selected) {
            // What the filter led to is still there without it.
            self.list.rows.expanded[catalogue.theme_of(entry).index()] = true;
        }
        self.list.rows.filter = (!text.is_empty()).then(|| {
            let range = 0..catalogue.len() as u32;
            Filtered::new(catalogue, [range], text, self.list.rows.filter.take().as_ref())
        });
        self.list.rows.rebuild(catalogue);
        let kept = selected.and_then(|row| self.find(catalogue, row));
        let first_entry =
            || (0..self.list.rows.length).find(|i| matches!(self.row(*i), Some(Row::Entry(_))));
        let index = match kept {
            Some(index) if matches!(selected, Some(Row::Entry(_))) => index,
            kept => first_entry().filter(|_| self.list.rows.filter.is_some()).or(kept).unwrap_or(0),
        };
        self.select(index, height);
    }

    /// Returns the filter, if there is one.
    pub fn filter(&self) -> Option<&str> {
        self.list.rows.filter.as_ref().map(Filtered::text)
    }

    /// Returns the header row of the theme before or behind the selection.
    fn theme_beside(&self, forward: bool) -> usize {
        let at = self.list.position();
        let mut firsts = self.list.rows.segments.iter().map(|segment| segment.first);
        if forward {
            firsts.find(|first| *first > at).unwrap_or(at)
        } else {
            firsts.rev().find(|first| *first < at).unwrap_or(at)
        }
    }
}

/// Keys and the mouse.
impl Contents {
    /// Returns the line that is typed in at the foot.
    pub fn prompt(&self) -> Option<&LineEditor> {
        self.filtering.as_ref().map(|filtering| &filtering.field.editor)
    }

    /// Returns the line that is typed in at the foot.
    pub fn prompt_mut(&mut self) -> Option<&mut LineEditor> {
        self.filtering.as_mut().map(|filtering| &mut filtering.field.editor)
    }

    /// Filters by what is typed.
    pub fn on_typed(&mut self, around: &Surroundings<'_>) -> Step {
        let Some(filtering) = &self.filtering else { return Step::Stay };
        let text = filtering.field.editor.text().to_owned();
        self.set_filter(around.catalogue(), &text, around.height());
        Step::Preview
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, count: Option<u32>, around: &Surroundings<'_>) -> Step {
        let height = around.height();
        if let Some(motion) = Motion::of(action, count) {
            self.list.go(motion, height);
            return Step::Preview;
        }
        match action {
            Action::Open => return self.open_row(Pane::Reader, around),
            Action::OpenHere => return self.open_row(Pane::Contents, around),
            Action::Right => match self.selected() {
                Some(Row::Theme(theme)) if !self.is_expanded(theme) => {
                    self.set_expanded(around.catalogue(), theme, true, height);
                }
                _ => return Step::Focus(Pane::Reader),
            },
            Action::Left => self.collapse(around),
            Action::NextParagraph | Action::PreviousParagraph => {
                let row = self.theme_beside(action == Action::NextParagraph);
                self.select(row, height);
                return Step::Preview;
            }
            Action::NextLink => return Step::Focus(Pane::Reader),
            Action::PreviousLink => {
                let side = around.geometry.side.map(|_| Pane::Side);
                return Step::Focus(side.unwrap_or(Pane::Reader));
            }
            Action::Peek => {
                if let Some(Row::Entry(entry)) = self.selected() {
                    return Step::Peek(entry, Landing::Top);
                }
            }
            Action::Find => self.open_filter(around),
            Action::Accept => self.filtering = None,
            Action::CancelTyping => return self.cancel_filter(around),
            _ => {}
        }
        Step::Stay
    }

    fn open_row(&mut self, focus: Pane, around: &Surroundings<'_>) -> Step {
        match self.selected() {
            Some(Row::Entry(entry)) => return Step::Enter(entry, focus),
            Some(Row::Theme(theme)) => {
                let expanded = !self.is_expanded(theme);
                self.set_expanded(around.catalogue(), theme, expanded, around.height());
            }
            Some(Row::Pack(_)) | None => {}
        }
        Step::Stay
    }

    fn collapse(&mut self, around: &Surroundings<'_>) {
        if self.filter().is_some() {
            return;
        }
        let catalogue = around.catalogue();
        let theme = match self.selected() {
            Some(Row::Entry(entry)) => catalogue.theme_of(entry),
            Some(Row::Theme(theme)) => theme,
            Some(Row::Pack(_)) | None => return,
        };
        self.set_expanded(catalogue, theme, false, around.height());
    }

    fn open_filter(&mut self, around: &Surroundings<'_>) {
        let field = FilterBox::new(self.filter().unwrap_or(""));
        let selected = self.selected().map(|row| (row, self.offset()));
        self.filtering = Some(Filtering { field, selected, open: around.open });
    }

    /// Ends the typing; what was selected and shown before it comes back.
    fn cancel_filter(&mut self, around: &Surroundings<'_>) -> Step {
        let Some(Filtering { field, selected, open }) = self.filtering.take() else {
            return Step::Stay;
        };
        self.set_filter(around.catalogue(), &field.before, around.height());
        if let Some((row, offset)) = selected {
            self.select_again(around.catalogue(), row, offset, around.height());
        }
        open.map_or(Step::Stay, Step::PreviewOf)
    }

    /// Selects a row where it was before, if it is shown.
    pub fn select_again(&mut self, catalogue: &Catalogue, row: Row, offset: usize, height: u16) {
        if let Some(row) = self.find(catalogue, row) {
            self.list.set_offset(offset);
            self.list.select(row, height);
        }
    }

    /// A click selects and shows a row, and expands or collapses a theme; on the entry that is
    /// selected already it goes in.
    pub fn press(&mut self, row: u16, around: &Surroundings<'_>) -> Step {
        let Some(index) = self.list.under(row) else { return Step::Stay };
        match self.row(index) {
            Some(Row::Theme(theme)) => {
                if self.filter().is_none() {
                    let expanded = !self.is_expanded(theme);
                    self.set_expanded(around.catalogue(), theme, expanded, around.height());
                }
                Step::Stay
            }
            Some(Row::Entry(_)) if index == self.position() => Step::Focus(Pane::Reader),
            Some(Row::Entry(_) | Row::Pack(_)) => {
                self.select(index, around.height());
                Step::Preview
            }
            None => Step::Stay,
        }
    }

    /// Scrolls.
    pub fn wheel(&mut self, rows: i64, around: &Surroundings<'_>) {
        self.list.scroll(rows, around.height());
    }

    /// Keeps the selection in sight on another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        self.list.fit(around.height());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewEntry, Pack, Theme};
    use proptest::prelude::*;

    /// Makes packs of themes of so many entries, titled `<theme>-<number>`.
    fn catalogue(packs: &[&[usize]]) -> Catalogue {
        let mut catalogue = Catalogue::new();
        for (pack_number, themes) in packs.iter().enumerate() {
            let pack = catalogue
                .push_pack(Pack::new(&pack_number.to_string(), &format!("Pack {pack_number}")));
            for (number, count) in themes.iter().enumerate() {
                let theme = catalogue.push_theme(Theme::new(pack, &number.to_string(), ""));
                for entry in 0..*count {
                    catalogue.push_entry(NewEntry::new(
                        theme,
                        &format!("{number}/{entry}"),
                        &format!("{number}-{entry}"),
                    ));
                }
            }
        }
        catalogue
    }

    /// Writes the rows: `P` for packs, `T` for themes, the titles of entries.
    fn rows(list: &Contents, catalogue: &Catalogue) -> String {
        let rows = (0..list.row_count()).filter_map(|index| list.row(index));
        let words = rows.map(|row| match row {
            Row::Pack(_) => "P".to_owned(),
            Row::Theme(_) => "T".to_owned(),
            Row::Entry(entry) => catalogue.title(entry).to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn as_many_themes_are_expanded_as_fit_and_the_open_one_always() {
        #[track_caller]
        fn check(height: u16, open: u32, expected: &str) {
            let catalogue = catalogue(&[&[2, 1, 3]]);
            let list = Contents::new(&catalogue, Some(EntryKey(open)), height);
            assert_eq!(rows(&list, &catalogue), expected);
        }
        check(40, 0, "T 0-0 0-1 T 1-0 T 2-0 2-1 2-2");
        check(6, 0, "T 0-0 0-1 T 1-0 T");
        check(3, 3, "T T T 2-0 2-1 2-2");
    }

    #[test]
    fn packs_have_rows_only_where_there_are_several() {
        let catalogue = catalogue(&[&[1], &[1, 1]]);
        let list = Contents::new(&catalogue, None, 40);
        assert_eq!(rows(&list, &catalogue), "P T 0-0 P T 0-0 T 1-0");
    }

    #[test]
    fn a_filter_narrows_and_keeps_the_selection() {
        let catalogue = catalogue(&[&[12, 3]]);
        let mut list = Contents::new(&catalogue, None, 40);
        list.reveal(&catalogue, EntryKey(11), 40);
        list.set_filter(&catalogue, "1", 40);
        assert_eq!(rows(&list, &catalogue), "T 0-1 0-10 0-11 T 1-0 1-1 1-2");
        assert_eq!(list.selected(), Some(Row::Entry(EntryKey(11))));
        list.set_filter(&catalogue, "10", 40);
        assert_eq!(rows(&list, &catalogue), "T 0-10");
        assert_eq!(list.selected(), Some(Row::Entry(EntryKey(10))));
        list.set_filter(&catalogue, "", 40);
        assert_eq!(list.selected(), Some(Row::Entry(EntryKey(10))));
        list.set_filter(&catalogue, "none", 40);
        assert_eq!((list.row_count(), list.selected()), (0, None));
        list.reveal(&catalogue, EntryKey(2), 40);
        assert_eq!((list.filter(), list.selected()), (None, Some(Row::Entry(EntryKey(2)))));
    }

    #[test]
    fn a_large_theme_costs_a_row_only_when_it_is_asked_for() {
        let catalogue = catalogue(&[&[1, 100_000]]);
        let mut list = Contents::new(&catalogue, None, 40);
        list.set_expanded(&catalogue, ThemeKey(1), true, 40);
        assert_eq!(list.row_count(), 100_003);
        assert_eq!(list.list.rows.segments.len(), 2);
        list.select(usize::MAX, 40);
        assert_eq!(list.selected(), Some(Row::Entry(EntryKey(100_000))));
    }

    proptest! {
        #[test]
        fn every_row_is_found_where_it_stands(
            themes in prop::collection::vec(0usize..5, 1..6),
            expanded in prop::collection::vec(any::<bool>(), 6),
            filter in "[0-4]?",
        ) {
            let catalogue = catalogue(&[&themes, &[2]]);
            let mut list = Contents::new(&catalogue, None, 10);
            for (theme, expanded) in expanded.iter().take(themes.len()).enumerate() {
                list.set_expanded(&catalogue, ThemeKey::new(theme), *expanded, 10);
            }
            list.set_filter(&catalogue, &filter, 10);
            for index in 0..list.row_count() {
                let row = list.row(index).expect("rows below the length exist");
                prop_assert_eq!(list.find(&catalogue, row), Some(index));
            }
            prop_assert_eq!(list.row(list.row_count()), None);
        }
    }
}
