//! A list of items of one or more rows each, with headings between them and a filter: the outline,
//! the help, the reasons of a cell, the side pane; and the popup that shows one. Refuses to know:
//! what choosing an item does.

mod popup;

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::input::Mouse;
use crate::app::list::{Extent, FilterBox, List, Rows};
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row};
use crate::keys::Action;
use crate::messages::{browser, coverage, matrix, outside};
use crate::report::Choice;
use crate::text::fold::fold;
pub use popup::Asked;

/// One item.
#[derive(Clone, Debug)]
pub struct MenuItem<T> {
    /// Its rows.
    pub rows: Vec<Row>,
    /// What choosing it means; `None` for headings, which cannot be selected.
    pub value: Option<T>,
    /// What the filter finds it by beside its rows.
    names: String,
}

impl<T> MenuItem<T> {
    /// Builds an item of rows; without a value it is a heading.
    pub fn of(rows: Vec<Row>, value: Option<T>) -> Self {
        Self { rows, value, names: String::new() }
    }

    /// Builds an item of one row.
    pub fn new<const N: usize>(parts: [(&str, Role); N], value: T) -> Self {
        Self::of(vec![Row::new(parts)], Some(value))
    }

    /// Has the filter find it by names that do not stand in its rows.
    #[must_use]
    pub fn named(self, names: &str) -> Self {
        Self { names: names.to_owned(), ..self }
    }

    /// Returns whether the filter lets it through, which is folded.
    fn holds(&self, folded: &str) -> bool {
        fold(&text_of(&self.rows)).contains(folded) || self.names.contains(folded)
    }

    /// Builds an item that cannot be selected.
    pub fn heading(text: &str, role: Role) -> Self {
        Self::of(vec![Row::new([(text, role)])], None)
    }
}

/// The items of a menu that its filter lets through.
#[derive(Clone, Debug)]
struct Items<T> {
    all: Vec<MenuItem<T>>,
    /// The items that the filter lets through.
    shown: Vec<usize>,
    /// The first row of each shown item, then the number of all rows.
    starts: Vec<usize>,
}

impl<T> Rows for Items<T> {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn is_heading(&self, item: usize) -> bool {
        self.all[self.shown[item]].value.is_none()
    }

    fn start(&self, item: usize) -> usize {
        self.starts[item]
    }

    fn item_at(&self, row: usize) -> Option<usize> {
        let height = self.starts[self.shown.len()];
        (row < height).then(|| self.starts.partition_point(|start| *start <= row) - 1)
    }
}

impl<T> Items<T> {
    fn new(all: Vec<MenuItem<T>>, filter: &str) -> Self {
        let mut items = Self { all, shown: Vec::new(), starts: Vec::new() };
        items.refill(filter);
        items
    }

    fn refill(&mut self, filter: &str) {
        let folded = fold(filter);
        self.shown.clear();
        let mut heading = None;
        for (at, item) in self.all.iter().enumerate() {
            if folded.is_empty() {
                self.shown.push(at);
            } else if item.value.is_none() {
                heading = Some(at).filter(|_| !text_of(&item.rows).trim().is_empty());
            } else if item.holds(&folded) {
                self.shown.extend(heading.take());
                self.shown.push(at);
            }
        }
        self.starts.clear();
        let mut row = 0;
        for item in &self.shown {
            self.starts.push(row);
            row += self.all[*item].rows.len();
        }
        self.starts.push(row);
    }

    fn widest(&self) -> u16 {
        let rows = self.all.iter().flat_map(|item| &item.rows);
        let widest = rows.map(Row::width).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(u16::MAX)
    }
}

/// A list of items with a selection and a filter.
#[derive(Clone, Debug)]
pub struct Menu<T> {
    list: List<Items<T>>,
    /// The widest row of all items, in columns.
    width: u16,
    filter: String,
    filtering: Option<FilterBox>,
}

impl<T> Default for Menu<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Menu<T> {
    /// Builds a list with its first selectable item selected.
    pub fn new(items: Vec<MenuItem<T>>) -> Self {
        let list = List::new(Items::new(items, ""));
        Self { width: list.rows.widest(), list, filter: String::new(), filtering: None }
    }

    /// Replaces the items; the selection stays at its position and the filter in force.
    pub fn replace(&mut self, items: Vec<MenuItem<T>>, height: u16) {
        let selected = self.list.position();
        self.list = List::new(Items::new(items, &self.filter));
        self.width = self.list.rows.widest();
        self.list.select(selected, height);
    }

    /// Forgets the items, the selection and the filter; a line that is being typed stays.
    pub fn restart(&mut self) {
        *self = Self { filtering: self.filtering.take(), ..Self::default() };
    }

    /// Counts the rows.
    pub fn height(&self) -> usize {
        self.list.row_count()
    }

    /// Returns the width of the widest row in columns, those of items that are filtered out
    /// included.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Returns which part of the list is in sight on a screen of `height` rows.
    pub fn extent(&self, height: u16) -> Extent {
        self.list.extent(height)
    }

    /// Returns the rows on a screen of `height` rows, each with whether it is selected.
    pub fn visible(&self, height: u16) -> impl Iterator<Item = (&Row, bool)> {
        let items = &self.list.rows;
        self.list.visible(height).map(|seen| {
            let item = &items.all[items.shown[seen.item]];
            (&item.rows[seen.row], seen.selected)
        })
    }

    /// Returns the selected item.
    pub fn selected(&self) -> Option<&T> {
        let items = &self.list.rows;
        items.all[items.shown[self.list.selected()?]].value.as_ref()
    }

    /// Returns the filter; empty if there is none.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Lets through only items that hold `text`, compared folded, under their headings; all if it is
    /// empty.
    pub fn set_filter(&mut self, text: &str, height: u16) {
        let selected = self.list.rows.shown.get(self.list.position()).copied();
        text.clone_into(&mut self.filter);
        self.list.rows.refill(text);
        self.list.restart(0);
        let mut shown = self.list.rows.shown.iter();
        if let Some(kept) = selected.and_then(|item| shown.position(|shown| *shown == item)) {
            self.list.select(kept, height);
        }
    }

    /// Moves the selection; headings are passed over.
    pub fn go(&mut self, motion: Motion, height: u16) {
        self.list.go(motion, height);
    }

    /// Selects the first item whose value passes.
    pub fn select_where(&mut self, height: u16, passes: impl Fn(&T) -> bool) {
        let items = &self.list.rows;
        let passes = |item: &usize| items.all[*item].value.as_ref().is_some_and(&passes);
        if let Some(found) = items.shown.iter().position(passes) {
            self.list.select(found, height);
        }
    }

    /// Selects the item in a row of the screen; returns whether there is one.
    pub fn select_row(&mut self, row: u16, height: u16) -> bool {
        self.list.select_under(row, height).is_some()
    }

    /// Scrolls without moving the selection.
    pub fn scroll(&mut self, rows: i64, height: u16) {
        self.list.scroll(rows, height);
    }

    /// Keeps the selection in sight at a new height.
    pub fn fit(&mut self, height: u16) {
        self.list.fit(height);
    }
}

/// The filter that is typed at the foot.
impl<T> Menu<T> {
    /// Returns the line that is typed in.
    pub fn prompt(&self) -> Option<&LineEditor> {
        self.filtering.as_ref().map(|filtering| &filtering.editor)
    }

    /// Returns the line that is typed in.
    pub fn prompt_mut(&mut self) -> Option<&mut LineEditor> {
        self.filtering.as_mut().map(|filtering| &mut filtering.editor)
    }

    /// Begins to type a filter.
    pub fn open_filter(&mut self) {
        self.filtering = Some(FilterBox::new(&self.filter));
    }

    /// Filters by what is typed.
    pub fn on_typed(&mut self, height: u16) {
        if let Some(filtering) = &self.filtering {
            let text = filtering.editor.text().to_owned();
            self.set_filter(&text, height);
        }
    }

    /// Ends the typing; the filter stays as it is typed.
    pub fn accept_filter(&mut self) {
        self.filtering = None;
    }

    /// Ends the typing; the filter is what it was before.
    pub fn cancel_filter(&mut self, height: u16) {
        if let Some(filtering) = self.filtering.take() {
            self.set_filter(&filtering.before, height);
        }
    }
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

/// What a menu in a popup is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The headings of the open entry.
    Outline,
    /// The links of a cell of a matrix.
    Reasons,
    /// The pairs of themes that a matrix can show.
    Pairs,
    /// The themes that one can be shown against.
    Columns,
    /// Places of a source.
    Place,
    /// What an entry is called.
    Names,
    /// An address outside.
    Outside,
}

impl Topic {
    /// Returns what the menu is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Outline => browser::OUTLINE_TITLE,
            Self::Reasons => matrix::REASONS_TITLE,
            Self::Pairs => matrix::PAIRS_TITLE,
            Self::Columns => matrix::COLUMNS_TITLE,
            Self::Place => coverage::PLACE_TITLE,
            Self::Names => browser::NAMES_TITLE,
            Self::Outside => outside::TITLE,
        }
    }
}

/// A menu in a popup.
#[derive(Clone, Debug)]
pub struct MenuLayer {
    /// What it is about.
    pub topic: Topic,
    /// The list.
    pub menu: Menu<Choice>,
}

impl MenuLayer {
    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &mut Surroundings<'_>,
    ) -> Step {
        let asked = self.menu.act_in_popup(action, count, around.geometry.body);
        self.answer(asked)
    }

    /// A click chooses an item; one outside the popup closes it.
    pub fn on_press(&mut self, mouse: Mouse, around: &Surroundings<'_>) -> Step {
        let asked = self.menu.press_in_popup(mouse, around.geometry.body);
        self.answer(asked)
    }

    fn answer(&self, asked: Asked) -> Step {
        match (asked, self.menu.selected()) {
            (Asked::Close, _) => Step::Close,
            (Asked::Choose, Some(choice)) if *choice != Choice::Read => {
                Step::Choose(choice.clone())
            }
            (Asked::Choose | Asked::Nothing, _) => Step::Stay,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;

    fn menu() -> Menu<u8> {
        let item = |text: &str, value| MenuItem::of(vec![Row::new([(text, Role::Text)])], value);
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
        assert_eq!((menu.selected(), menu.height()), (Some(&1), 2), "under its heading");
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
