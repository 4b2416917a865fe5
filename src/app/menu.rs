//! A list of items of one or more rows each, with headings between them and a filter: the outline,
//! the routes, the help and the side pane. Refuses to know: what choosing an item does.

use super::cursor::{Cursor, Motion};
use crate::document::Row;
use crate::text::fold::fold;
use crate::text::width::width;

/// One item.
#[derive(Clone, Debug)]
pub struct Item<T> {
    /// Its rows.
    pub rows: Vec<Row>,
    /// What choosing it means; `None` for headings, which cannot be selected.
    pub value: Option<T>,
}

/// A list of items with a selection and a filter.
#[derive(Clone, Debug)]
pub struct Menu<T> {
    items: Vec<Item<T>>,
    /// The items that the filter lets through.
    shown: Vec<usize>,
    /// The first row of each shown item, then the number of all rows.
    starts: Vec<usize>,
    /// The widest row of all items, in columns.
    width: u16,
    filter: String,
    cursor: Cursor,
}

impl<T> Default for Menu<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Menu<T> {
    /// Builds a list with its first selectable item selected.
    pub fn new(items: Vec<Item<T>>) -> Self {
        let mut menu = Self {
            width: widest(&items),
            items,
            shown: Vec::new(),
            starts: Vec::new(),
            filter: String::new(),
            cursor: Cursor::default(),
        };
        menu.refill();
        menu
    }

    /// Replaces the items; the selection stays at its position and the filter in force.
    pub fn replace(&mut self, items: Vec<Item<T>>, height: u16) {
        let selected = self.cursor.selected;
        self.width = widest(&items);
        self.items = items;
        self.refill();
        self.select(selected.min(self.shown.len().saturating_sub(1)), height);
    }

    /// Counts the rows.
    pub fn height(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Returns the width of the widest row in columns, those of items that are filtered out included.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Returns the rows on a screen of `height` rows, each with whether it is selected.
    pub fn visible(&self, height: u16) -> impl Iterator<Item = (&Row, bool)> {
        let rows =
            self.cursor.offset..(self.cursor.offset + usize::from(height)).min(self.height());
        rows.filter_map(|row| {
            let shown = self.item_of(row)?;
            let item = &self.items[self.shown[shown]];
            let selected = item.value.is_some() && shown == self.cursor.selected;
            Some((&item.rows[row - self.starts[shown]], selected))
        })
    }

    /// Returns the selected item.
    pub fn selected(&self) -> Option<&T> {
        self.shown.get(self.cursor.selected).and_then(|item| self.items[*item].value.as_ref())
    }

    /// Returns the filter; empty if there is none.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Lets through only items that hold `text`, compared folded; all, where it is empty.
    pub fn set_filter(&mut self, text: &str, height: u16) {
        let selected = self.shown.get(self.cursor.selected).copied();
        text.clone_into(&mut self.filter);
        self.refill();
        let kept = selected.and_then(|item| self.shown.iter().position(|shown| *shown == item));
        if let Some(kept) = kept {
            self.select(kept, height);
        }
    }

    /// Moves the selection; headings are passed over.
    pub fn go(&mut self, motion: Motion, height: u16) {
        let target = self.cursor.target(motion, self.shown.len(), height);
        self.select(target, height);
    }

    /// Selects the first item whose value passes.
    pub fn select_where(&mut self, height: u16, passes: impl Fn(&T) -> bool) {
        let found = self
            .shown
            .iter()
            .position(|item| self.items[*item].value.as_ref().is_some_and(&passes));
        if let Some(found) = found {
            self.select(found, height);
        }
    }

    /// Selects the item in a row of the screen; returns whether there is one.
    pub fn select_row(&mut self, row: u16, height: u16) -> bool {
        let item = self.item_of(self.cursor.offset + usize::from(row));
        let selectable = item.filter(|item| self.is_selectable(*item));
        if let Some(item) = selectable {
            self.select(item, height);
        }
        selectable.is_some()
    }

    /// Scrolls without moving the selection.
    pub fn scroll(&mut self, rows: i64, height: u16) {
        let total = self.height();
        self.cursor.scroll(rows, total, height);
    }

    /// Keeps the selection in sight at a new height.
    pub fn fit(&mut self, height: u16) {
        self.select(self.cursor.selected, height);
    }

    fn select(&mut self, item: usize, height: u16) {
        let forward = item >= self.cursor.selected;
        let below = (item..self.shown.len()).find(|item| self.is_selectable(*item));
        let above = (0..=item).rev().find(|item| self.is_selectable(*item));
        let found = if forward { below.or(above) } else { above.or(below) };
        let Some(item) = found else {
            self.cursor = Cursor::default();
            return;
        };
        // A heading above the first item comes into sight with it.
        let lead = (0..item).rev().take_while(|above| !self.is_selectable(*above)).last();
        let total = self.height();
        let rows = self.starts[item]..self.starts[item + 1];
        if let Some(lead) = lead {
            self.cursor.select(item, self.starts[lead]..rows.end, total, height);
        }
        self.cursor.select(item, rows, total, height);
    }

    fn is_selectable(&self, shown: usize) -> bool {
        self.shown.get(shown).is_some_and(|item| self.items[*item].value.is_some())
    }

    fn item_of(&self, row: usize) -> Option<usize> {
        (row < self.height()).then(|| self.starts.partition_point(|start| *start <= row) - 1)
    }

    fn refill(&mut self) {
        let folded = fold(&self.filter);
        let passes = |item: &Item<T>| {
            folded.is_empty()
                || item.value.is_some() && fold(&text_of(&item.rows)).contains(&folded)
        };
        self.shown = (0..self.items.len()).filter(|item| passes(&self.items[*item])).collect();
        self.starts.clear();
        let mut row = 0;
        for item in &self.shown {
            self.starts.push(row);
            row += self.items[*item].rows.len();
        }
        self.starts.push(row);
        self.cursor = Cursor::default();
        if let Some(first) = (0..self.shown.len()).find(|item| self.is_selectable(*item)) {
            self.cursor.selected = first;
        }
    }
}

fn widest<T>(items: &[Item<T>]) -> u16 {
    let columns = |row: &Row| row.spans.iter().map(|span| width(&span.text)).sum();
    let widest: usize = items.iter().flat_map(|item| &item.rows).map(columns).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(u16::MAX)
}

fn text_of(rows: &[Row]) -> String {
    let spans = rows.iter().flat_map(|row| &row.spans);
    let mut text = String::new();
    for span in spans {
        text.push_str(&span.text);
        text.push(' ');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;

    fn menu() -> Menu<u8> {
        let item = |text: &str, value| Item { rows: vec![Row::new([(text, Role::Text)])], value };
        Menu::new(vec![
            item("HEAD", None),
            item("one", Some(1)),
            item("two", Some(2)),
            item("MORE", None),
            item("Three", Some(3)),
        ])
    }

    #[track_caller]
    fn check(motions: &[Motion], expected: u8) {
        let mut menu = menu();
        for motion in motions {
            menu.go(*motion, 3);
        }
        assert_eq!(menu.selected(), Some(&expected));
    }

    #[test]
    fn headings_are_passed_over() {
        check(&[], 1);
        check(&[Motion::By(-1)], 1);
        check(&[Motion::By(2)], 3);
        check(&[Motion::By(2), Motion::By(-1)], 2);
        check(&[Motion::Last(None)], 3);
        check(&[Motion::Last(None), Motion::First(None)], 1);
    }

    #[test]
    fn a_filter_compares_folded_and_keeps_the_selection() {
        let mut menu = menu();
        menu.go(Motion::Last(None), 3);
        menu.set_filter("E", 3);
        assert_eq!(menu.selected(), Some(&3));
        menu.set_filter("on", 3);
        assert_eq!((menu.selected(), menu.height()), (Some(&1), 1));
        menu.set_filter("none such", 3);
        assert_eq!(menu.selected(), None);
        menu.set_filter("", 3);
        assert_eq!(menu.height(), 5);
    }

    #[test]
    fn the_heading_of_the_first_item_is_seen_with_it() {
        let mut menu = menu();
        menu.go(Motion::Last(None), 2);
        menu.go(Motion::First(None), 2);
        let first =
            menu.visible(2).next().map(|(row, selected)| (row.spans[0].text.to_string(), selected));
        assert_eq!(first, Some(("HEAD".to_owned(), false)));
    }
}
