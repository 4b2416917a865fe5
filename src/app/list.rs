//! One list for all: rows of which some are headings, a selection that passes over these,
//! scrolling. Contents, menus, sheets, finder and glossary index differ only in their [`Rows`].
//! Refuses to know: what the rows say, keys, drawing.

use std::ops::Range;

use super::cursor::{Cursor, Motion};
use super::editor::LineEditor;

/// The items of a list, as many as its filter lets through.
pub trait Rows {
    /// Counts the items, headings included.
    fn count(&self) -> usize;

    /// Returns whether an item cannot be selected.
    fn is_heading(&self, _item: usize) -> bool {
        false
    }

    /// Returns the row at which an item begins; for the number of items, the number of rows.
    fn start(&self, item: usize) -> usize {
        item
    }

    /// Returns the heading that is kept in sight in place of the row of an item, if that row is the
    /// first in sight.
    fn heading_over(&self, _item: usize) -> Option<usize> {
        None
    }

    /// Returns the item that fills a row.
    fn item_at(&self, row: usize) -> Option<usize> {
        (row < self.count()).then_some(row)
    }
}

/// Rows with a selection.
#[derive(Clone, Debug, Default)]
pub struct List<R> {
    /// The rows.
    pub rows: R,
    cursor: Cursor,
}

impl<R: Rows> List<R> {
    /// Builds a list with its first item that can be selected selected.
    pub fn new(rows: R) -> Self {
        let mut list = Self { rows, cursor: Cursor::default() };
        list.restart(0);
        list
    }

    /// Returns the first row in sight.
    pub fn offset(&self) -> usize {
        self.cursor.offset
    }

    /// Scrolls so that a row is the first in sight, if the list is long enough.
    pub fn set_offset(&mut self, row: usize) {
        self.cursor.offset = row;
    }

    /// Returns the item under the cursor; `None` if there is none that can be selected.
    pub fn selected(&self) -> Option<usize> {
        Some(self.cursor.selected).filter(|&item| self.is_selectable(item))
    }

    /// Returns which part of the list is in sight on a screen of `height` rows.
    pub fn extent(&self, height: u16) -> Extent {
        Extent { first: self.cursor.offset, seen: usize::from(height), all: self.row_count() }
    }

    /// Returns where the cursor is, even if the list has become shorter.
    pub fn position(&self) -> usize {
        self.cursor.selected
    }

    /// Counts the rows of all items.
    pub fn row_count(&self) -> usize {
        self.rows.start(self.rows.count())
    }

    /// Forgets the selection: the list starts at its top, with an item selected or the next one
    /// below that can be.
    pub fn restart(&mut self, item: usize) {
        let found = (item..self.rows.count()).find(|&item| self.is_selectable(item));
        self.cursor = Cursor { selected: found.unwrap_or(0), offset: 0 };
    }

    /// Selects an item, or the nearest that can be selected: the one after a heading when the
    /// selection goes down, else the one before. Headings above it come into sight with it.
    pub fn select(&mut self, wanted: usize, height: u16) {
        let count = self.rows.count();
        let wanted = wanted.min(count.saturating_sub(1));
        let forward = wanted >= self.cursor.selected;
        let below = (wanted..count).find(|&item| self.is_selectable(item));
        let above = (0..=wanted).rev().find(|&item| self.is_selectable(item));
        let found = if forward { below.or(above) } else { above.or(below) };
        let Some(item) = found else {
            self.cursor = Cursor::default();
            return;
        };
        let lead = (0..item).rev().take_while(|&above| self.rows.is_heading(above)).last();
        let total = self.row_count();
        let rows = self.rows.start(item)..self.rows.start(item + 1);
        if let Some(lead) = lead {
            self.cursor.select(item, self.rows.start(lead)..rows.end, total, height);
        }
        self.cursor.select(item, rows, total, height);
        let hidden = self.rows.start(item) == self.cursor.offset;
        if hidden && height > 1 && self.rows.heading_over(item).is_some() {
            self.cursor.offset -= 1;
        }
    }

    /// Moves the selection on a screen of `height` rows.
    pub fn go(&mut self, motion: Motion, height: u16) {
        let target = self.target(motion, height);
        self.select(target, height);
    }

    /// Returns the item that a movement leads to.
    pub fn target(&self, motion: Motion, height: u16) -> usize {
        self.cursor.target(motion, self.rows.count(), height)
    }

    /// Scrolls without moving the selection.
    pub fn scroll(&mut self, rows: i64, height: u16) {
        let total = self.row_count();
        self.cursor.scroll(rows, total, height);
    }

    /// Keeps the selection in sight on another screen.
    pub fn fit(&mut self, height: u16) {
        self.select(self.cursor.selected, height);
    }

    /// Returns the item in a row of the screen, if it can be selected.
    pub fn under(&self, row: u16) -> Option<usize> {
        let item = self.shown_at(self.cursor.offset + usize::from(row))?;
        self.is_selectable(item).then_some(item)
    }

    /// Returns the item that is shown in a row: that of the row, or the heading kept in sight there.
    fn shown_at(&self, row: usize) -> Option<usize> {
        let item = self.rows.item_at(row)?;
        let over = (row == self.cursor.offset).then(|| self.rows.heading_over(item)).flatten();
        Some(over.filter(|_| item != self.cursor.selected).unwrap_or(item))
    }

    /// Selects the item in a row of the screen; returns whether it was selected before, `None` if
    /// there is none.
    pub fn select_under(&mut self, row: u16, height: u16) -> Option<bool> {
        let item = self.under(row)?;
        let again = item == self.cursor.selected;
        self.select(item, height);
        Some(again)
    }

    /// Returns the rows in sight: each with its item, the row of the item that it is, and whether
    /// the item is selected.
    pub fn visible(&self, height: u16) -> impl Iterator<Item = VisibleRow> {
        let end = (self.cursor.offset + usize::from(height)).min(self.row_count());
        (self.cursor.offset..end).filter_map(|row| {
            let item = self.shown_at(row)?;
            let selected = item == self.cursor.selected && self.is_selectable(item);
            let own = self.rows.item_at(row) == Some(item);
            let row = if own { row - self.rows.start(item) } else { 0 };
            Some(VisibleRow { item, row, selected })
        })
    }

    fn is_selectable(&self, item: usize) -> bool {
        item < self.rows.count() && !self.rows.is_heading(item)
    }
}

/// Which part of a list is in sight, in rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The first row in sight.
    pub first: usize,
    /// How many rows have room.
    pub seen: usize,
    /// How many rows there are.
    pub all: usize,
}

impl Extent {
    /// Returns the piece of a line of so many rows that stands for what is in sight, at least one
    /// row; `None` if all is.
    pub fn piece_of(self, rows: u16) -> Option<Range<u16>> {
        let (hidden, rows) = (self.all.saturating_sub(self.seen), usize::from(rows));
        if hidden == 0 || rows == 0 {
            return None;
        }
        let long = (rows * self.seen / self.all).clamp(1, rows);
        // Only the top of the list is at the top of the line.
        let start = (self.first.min(hidden) * (rows - long)).div_ceil(hidden);
        Some(start as u16..(start + long) as u16)
    }
}

/// A row in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisibleRow {
    /// The item that the row belongs to.
    pub item: usize,
    /// Which row of the item it is, from 0.
    pub row: usize,
    /// Whether the item is selected.
    pub selected: bool,
}

/// A filter that is being typed at the foot.
#[derive(Clone, Debug)]
pub struct FilterBox {
    /// What is typed.
    pub editor: LineEditor,
    /// The filter before, restored when the typing is cancelled.
    pub before: String,
}

impl FilterBox {
    /// Begins to type over the present filter.
    pub fn new(filter: &str) -> Self {
        Self { editor: LineEditor::new(filter), before: filter.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Items by their number of rows; headings are written as 0 and have one.
    impl Rows for Vec<usize> {
        fn count(&self) -> usize {
            self.len()
        }

        fn is_heading(&self, item: usize) -> bool {
            self[item] == 0
        }

        fn start(&self, item: usize) -> usize {
            self[..item].iter().map(|&rows| rows.max(1)).sum()
        }

        fn item_at(&self, row: usize) -> Option<usize> {
            (0..self.len()).find(|&item| self.start(item + 1) > row)
        }
    }

    #[test]
    fn the_selection_passes_over_headings() {
        #[track_caller]
        fn check(items: &[usize], from: usize, wanted: usize, expected: Option<usize>) {
            let mut list = List::new(items.to_vec());
            list.select(from, 10);
            list.select(wanted, 10);
            assert_eq!(list.selected(), expected);
        }
        check(&[0, 1, 0, 1], 1, 2, Some(3));
        check(&[0, 1, 0, 1], 3, 2, Some(1));
        check(&[0, 1, 0, 1], 3, 0, Some(1));
        check(&[1, 0], 0, 1, Some(0));
        check(&[0, 0], 0, 1, None);
        check(&[], 0, 7, None);
    }

    #[test]
    fn headings_come_into_sight_with_the_item_below_them() {
        let mut list = List::new(vec![0, 1, 1, 1, 1, 1, 1]);
        list.select(6, 3);
        assert_eq!(list.offset(), 4);
        list.select(1, 3);
        assert_eq!(list.offset(), 0, "the heading is the first row");
    }

    #[test]
    fn a_line_shows_which_part_of_a_list_is_in_sight() {
        #[track_caller]
        fn check(first: usize, seen: usize, all: usize, expected: Option<(u16, u16)>) {
            let piece = Extent { first, seen, all }.piece_of(seen as u16);
            assert_eq!(piece.map(|piece| (piece.start, piece.end)), expected);
        }
        check(0, 10, 10, None);
        check(0, 10, 20, Some((0, 5)));
        check(1, 10, 20, Some((1, 6)));
        check(10, 10, 20, Some((5, 10)));
        check(0, 10, 1_000_000, Some((0, 1)));
        check(999_990, 10, 1_000_000, Some((9, 10)));
        check(0, 0, 5, None);
    }

    proptest! {
        #[test]
        fn an_item_is_found_under_each_of_its_rows(
            items in prop::collection::vec(0usize..4, 1..20),
            wanted in prop::collection::vec(0usize..20, 1..10),
            height in 1u16..12,
        ) {
            let mut list = List::new(items);
            for wanted in wanted {
                list.select(wanted, height);
                for (row, seen) in list.visible(height).enumerate() {
                    let found = list.under(row as u16);
                    let heading = list.rows.is_heading(seen.item);
                    prop_assert_eq!(found, (!heading).then_some(seen.item));
                }
                if list.selected().is_some() {
                    prop_assert!(list.visible(height).any(|seen| seen.selected));
                }
            }
        }
    }
}
