//! Two themes against each other: which cell is selected, which part is in sight, what a cell holds.
//! Refuses to know: drawing, how links are found.

mod heads;

pub use heads::Selected;
use ratatui::layout::Rect;

use super::App;
use super::cursor::{Cursor, Motion};
use super::geometry::inside;
use super::grid::{Grid, grid};
use super::input::Mouse;
use super::keymap::Action;
use super::layer::{Layer, MenuLayer};
use super::menu::{Item, Menu};
use super::side::heading;
use crate::document::{Extent, Role, Row, ground};
use crate::graph::Window;
use crate::messages::matrix as says;
use crate::model::{Catalogue, EntryKey, Matrix, Related, ThemeKey};
use crate::report::Choice;
use crate::text::breaking;

/// How wide the reasons in a popup are, at most.
const REASONS_WIDTH: u16 = 64;

/// What of the selected row and column is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// The cell of both.
    #[default]
    Cell,
    /// The head of the row.
    Row,
    /// The head of the column.
    Column,
}

/// The matrix in front.
#[derive(Clone, Debug)]
pub struct MatrixView {
    /// The two themes.
    pub matrix: Matrix,
    /// What is selected of row and column.
    pub at: At,
    rows: Cursor,
    columns: Cursor,
    /// The part in sight.
    window: Window,
    /// The links of the selected cell.
    links: Vec<Related>,
    /// What rows and columns are looked through for; empty if nothing was sought.
    sought: String,
}

impl MatrixView {
    fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            at: At::Cell,
            rows: Cursor::default(),
            columns: Cursor::default(),
            window: Window::default(),
            links: Vec::new(),
            sought: String::new(),
        }
    }

    /// Returns the part in sight.
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// Returns the links of the selected cell, read from its row.
    pub fn links(&self) -> &[Related] {
        &self.links
    }

    /// Returns the entries of the selected row and column; `None` if a theme is empty.
    pub fn selected(&self, catalogue: &Catalogue) -> Option<(EntryKey, EntryKey)> {
        let entry = |theme, cursor: Cursor| {
            let all = catalogue.theme(theme).entries.clone();
            all.clone().nth(cursor.selected).map(EntryKey)
        };
        Some((entry(self.matrix.rows, self.rows)?, entry(self.matrix.columns, self.columns)?))
    }

    /// Returns the entry whose head is selected, else that of the row.
    pub fn subject(&self, catalogue: &Catalogue) -> Option<EntryKey> {
        let (row, column) = self.selected(catalogue)?;
        Some(if self.at == At::Column { column } else { row })
    }

    /// Says in words what is selected, a paragraph a link.
    pub fn told(&self, catalogue: &Catalogue) -> Vec<String> {
        let Some((row, column)) = self.selected(catalogue) else {
            return vec![says::NO_ENTRIES.to_owned()];
        };
        let linked = |entry, theme: ThemeKey, count| {
            let theme = catalogue.theme(theme);
            vec![
                says::linked_with(catalogue.title(entry), count, theme.count(), &theme.short),
                catalogue.summary(entry).to_owned(),
            ]
        };
        match self.at {
            At::Row => linked(row, self.matrix.columns, self.window.row_total(row)),
            At::Column => linked(column, self.matrix.rows, self.window.column_total(column)),
            At::Cell if row == column => vec![says::itself(catalogue.short(row))],
            At::Cell if self.links.is_empty() => {
                vec![says::nothing_between(catalogue.short(row), catalogue.short(column))]
            }
            At::Cell => self.links.iter().map(|link| told(catalogue, row, link)).collect(),
        }
    }

    /// Moves, a head being one step before the first cell.
    fn go(
        &mut self,
        action: Action,
        count: Option<u32>,
        counts: [usize; 2],
        page: [u16; 2],
    ) -> bool {
        let times = i64::from(count.unwrap_or(1));
        let [rows, columns] = counts;
        match action {
            Action::Left | Action::Right => {
                let steps = if action == Action::Left { -times } else { times };
                step(&mut self.columns, &mut self.at, steps, columns, At::Row);
            }
            Action::Down | Action::Up => {
                let steps = if action == Action::Up { -times } else { times };
                step(&mut self.rows, &mut self.at, steps, rows, At::Column);
            }
            Action::LineStart | Action::LineEnd => {
                self.at = At::Cell;
                self.columns.selected =
                    if action == Action::LineStart { 0 } else { columns.saturating_sub(1) };
            }
            _ => {
                let Some(motion) = Motion::of(action, count) else { return false };
                if self.at == At::Column {
                    self.at = At::Cell;
                }
                self.rows.selected = self.rows.target(motion, rows, page[0]);
            }
        }
        true
    }

    /// Brings the selection into sight.
    fn reveal(&mut self, counts: [usize; 2], page: [u16; 2]) {
        for (cursor, (count, page)) in
            [&mut self.rows, &mut self.columns].into_iter().zip(counts.into_iter().zip(page))
        {
            let selected = cursor.selected.min(count.saturating_sub(1));
            cursor.select(selected, selected..selected + 1, count, page.max(1));
        }
    }

    fn turn(&mut self) {
        let Matrix { rows, columns } = self.matrix;
        self.matrix = Matrix { rows: columns, columns: rows };
        std::mem::swap(&mut self.rows, &mut self.columns);
        self.at = match self.at {
            At::Cell => At::Cell,
            At::Row => At::Column,
            At::Column => At::Row,
        };
    }
}

/// Moves along one axis; before the first cell stands the head.
fn step(cursor: &mut Cursor, at: &mut At, steps: i64, count: usize, head: At) {
    if *at == head {
        if steps > 0 {
            *at = At::Cell;
            cursor.selected = cursor.target(Motion::First(u32::try_from(steps).ok()), count, 1);
        }
    } else if *at == At::Cell && steps < 0 && cursor.selected == 0 {
        *at = head;
    } else {
        cursor.selected = cursor.target(Motion::By(steps), count, 1);
    }
}

/// Says one link in a sentence, read from the entry of its row.
pub fn told(catalogue: &Catalogue, row: EntryKey, link: &Related) -> String {
    let ground = link
        .provenance
        .as_ref()
        .map(|one| ground(catalogue, one, Extent::Sources))
        .unwrap_or_default();
    let (row, column) = (catalogue.short(row), catalogue.short(link.entry));
    says::link(row, catalogue.label(link), column, &link.reason, &ground)
}

/// Opening the matrix, and what actions do in it.
impl App {
    /// Opens the matrix that was left, else the one that fits the open entry best.
    pub(super) fn open_matrix(&mut self) {
        let Some(view) = self.left_matrix.take().or_else(|| self.first_matrix()) else {
            self.notice = Some(says::NO_THEMES.to_owned());
            return;
        };
        self.show_matrix(view);
    }

    fn show_matrix(&mut self, view: MatrixView) {
        self.close_views();
        self.layers.push(Layer::Matrix(Box::new(view)));
        self.settle_matrix(true);
    }

    /// Chooses a declared pair that has the theme of the open entry, else the first of its pack; where
    /// none is declared, that theme and the first other one that a link of the entry leads to.
    fn first_matrix(&self) -> Option<MatrixView> {
        let entry = self.subject()?;
        let catalogue = self.catalogue();
        let theme = catalogue.theme_of(entry);
        let pack = catalogue.pack_of(entry);
        let of_pack = |it: &&Matrix| catalogue.theme(it.rows).pack == pack;
        let declared = || catalogue.matrices().iter().filter(of_pack);
        let own = |it: &&Matrix| it.rows == theme || it.columns == theme;
        let other = || {
            let linked = self.knowledge.all_links(entry).0.into_iter();
            let linked = linked.map(|end| catalogue.theme_of(end.entry)).find(|it| *it != theme);
            let filled = |it: &ThemeKey| *it != theme && catalogue.theme(*it).count() > 0;
            let next = || catalogue.themes_of(pack).find(filled);
            Matrix { rows: theme, columns: linked.or_else(next).unwrap_or(theme) }
        };
        let found = declared().find(own).or_else(|| declared().next()).copied();
        let mut view = MatrixView::new(found.unwrap_or_else(other));
        let place = |theme: ThemeKey| {
            let all = &catalogue.theme(theme).entries;
            all.contains(&entry.0).then(|| (entry.0 - all.start) as usize)
        };
        view.rows.selected = place(view.matrix.rows).unwrap_or(0);
        view.columns.selected = place(view.matrix.columns).unwrap_or(0);
        Some(view)
    }

    /// Returns where the parts of a matrix stand.
    pub fn grid_of(&self, view: &MatrixView) -> Grid {
        let [rows, columns] = self.counts_of(view.matrix);
        grid(self.geometry().body, rows, columns)
    }

    fn counts_of(&self, matrix: Matrix) -> [usize; 2] {
        [matrix.rows, matrix.columns].map(|theme| self.catalogue().theme(theme).count())
    }

    /// Reads the part of the matrix that is in sight, and the links of the selected cell.
    pub(super) fn settle_matrix(&mut self, reveal: bool) {
        let found = self.layers.iter().position(|layer| matches!(layer, Layer::Matrix(_)));
        let Some(at) = found else { return };
        let Layer::Matrix(view) = &self.layers[at] else { return };
        let (grid, counts) = (self.grid_of(view), self.counts_of(view.matrix));
        let page = [grid.cells.height, grid.across];
        let web = self.knowledge.web();
        let Layer::Matrix(view) = &mut self.layers[at] else { return };
        if reveal {
            view.reveal(counts, page);
        }
        let span = |cursor: Cursor, page: u16| cursor.offset..cursor.offset + usize::from(page);
        let (rows, columns) = (span(view.rows, page[0]), span(view.columns, page[1]));
        let window = Window::new(web.catalogue, web.graph, view.matrix, rows, columns);
        view.window = window;
        view.links = match view.selected(web.catalogue) {
            Some((row, column)) if row != column => web.graph.between(web.catalogue, row, column),
            _ => Vec::new(),
        };
    }

    pub(super) fn matrix_action(&mut self, action: Action, count: Option<u32>) {
        let Some(Layer::Matrix(view)) = self.layers.last() else { return };
        let (grid, counts) = (self.grid_of(view), self.counts_of(view.matrix));
        let subject = view.subject(self.catalogue());
        match action {
            Action::Open => self.choose_in_matrix(),
            Action::Peek => subject.into_iter().for_each(|entry| self.open_peek(entry)),
            Action::NextLink => self.next_pair(true),
            Action::PreviousLink => self.next_pair(false),
            Action::ChoosePair => self.open_pairs(),
            Action::Find => self.open_head_search(),
            Action::FindNext => self.next_head(i64::from(count.unwrap_or(1))),
            Action::FindPrevious => self.next_head(-i64::from(count.unwrap_or(1))),
            Action::Close => self.leave_layer(),
            _ => {
                let Some(Layer::Matrix(view)) = self.layers.last_mut() else { return };
                if action == Action::Transpose {
                    view.turn();
                } else if !view.go(action, count, counts, [grid.cells.height, grid.across]) {
                    return;
                }
                self.settle_matrix(true);
            }
        }
    }

    /// Opens the entry of a selected head, or the reasons behind a selected cell.
    fn choose_in_matrix(&mut self) {
        let Some(Layer::Matrix(view)) = self.layers.last() else { return };
        let Some((row, column)) = view.selected(self.catalogue()) else { return };
        match view.at {
            At::Row => self.leave_for(row),
            At::Column => self.leave_for(column),
            At::Cell if view.links.is_empty() => {
                self.notice = view.told(self.catalogue()).into_iter().next();
            }
            At::Cell => {
                let menu = Menu::new(self.reasons(view, row, column));
                self.layers.push(Layer::Menu(MenuLayer { title: says::REASONS_TITLE, menu }));
            }
        }
    }

    /// Lists the links of a cell; each leads to the entry that it starts from. Then both entries.
    fn reasons(
        &self,
        view: &MatrixView,
        row_entry: EntryKey,
        column: EntryKey,
    ) -> Vec<Item<Choice>> {
        let catalogue = self.catalogue();
        let room = inside(self.geometry().body).width.min(REASONS_WIDTH);
        let width = usize::from(room.saturating_sub(2).max(8));
        let mut items: Vec<Item<Choice>> = view
            .links
            .iter()
            .map(|link| {
                let text = told(catalogue, row_entry, link);
                let lines = breaking::lines(&text, width).into_iter();
                let rows = lines.map(|line| Row::new([(&text[line.range], Role::Text)])).collect();
                let from = if link.inverse { column } else { row_entry };
                Item { rows, value: Some(Choice::Entry(from)) }
            })
            .collect();
        items.push(heading("", Role::Dim));
        items.push(heading(says::ENTRIES, Role::Section));
        items.extend([row_entry, column].map(|entry| Item {
            rows: vec![Row::new([(catalogue.title(entry), Role::Text)])],
            value: Some(Choice::Entry(entry)),
        }));
        items
    }

    /// Goes to the next or previous pair that the pack declares.
    fn next_pair(&mut self, forward: bool) {
        let Some(Layer::Matrix(view)) = self.layers.last() else { return };
        let catalogue = self.catalogue();
        let pack = catalogue.theme(view.matrix.rows).pack;
        let declared: Vec<Matrix> = catalogue
            .matrices()
            .iter()
            .filter(|it| catalogue.theme(it.rows).pack == pack)
            .copied()
            .collect();
        if declared.is_empty() {
            self.notice = Some(says::NO_PAIRS.to_owned());
            return;
        }
        let turned = Matrix { rows: view.matrix.columns, columns: view.matrix.rows };
        let here = declared.iter().position(|it| [view.matrix, turned].contains(it));
        let last = declared.len() - 1;
        let next = match here {
            None => 0,
            Some(at) if forward => (at + 1) % declared.len(),
            Some(at) => at.checked_sub(1).unwrap_or(last),
        };
        self.show_matrix(MatrixView::new(declared[next]));
    }

    fn open_pairs(&mut self) {
        let catalogue = self.catalogue();
        let short = |theme: ThemeKey| &*catalogue.theme(theme).short;
        let mut items = Vec::new();
        let item = |text: &str, value| Item {
            rows: vec![Row::new([(text, Role::Text)])],
            value: Some(value),
        };
        if !catalogue.matrices().is_empty() {
            items.push(heading(says::DECLARED, Role::Section));
        }
        items.extend(
            catalogue.matrices().iter().map(|it| {
                item(&says::title(short(it.rows), short(it.columns)), Choice::Matrix(*it))
            }),
        );
        items.push(heading(says::ANY, Role::Section));
        let themes = (0..catalogue.themes().len()).map(ThemeKey::new);
        items.extend(themes.map(|it| item(&says::against(short(it)), Choice::MatrixRows(it))));
        let menu = Menu::new(items);
        self.layers.push(Layer::Menu(MenuLayer { title: says::PAIRS_TITLE, menu }));
    }

    /// Asks for the other theme.
    pub(super) fn open_columns(&mut self, rows: ThemeKey) {
        let catalogue = self.catalogue();
        let item = |columns| Item {
            rows: vec![Row::new([(&*catalogue.theme(columns).short, Role::Text)])],
            value: Some(Choice::Matrix(Matrix { rows, columns })),
        };
        let themes = (0..catalogue.themes().len()).map(ThemeKey::new);
        let menu = Menu::new(themes.map(item).collect());
        self.layers.push(Layer::Menu(MenuLayer { title: says::COLUMNS_TITLE, menu }));
    }

    pub(super) fn open_matrix_of(&mut self, matrix: Matrix) {
        self.show_matrix(MatrixView::new(matrix));
    }

    /// The wheel scrolls the rows; the selection stays.
    pub(super) fn wheel_over_matrix(&mut self, steps: i64) {
        let Some(Layer::Matrix(view)) = self.layers.last() else { return };
        let (grid, counts) = (self.grid_of(view), self.counts_of(view.matrix));
        if let Some(Layer::Matrix(view)) = self.layers.last_mut() {
            view.rows.scroll(steps, counts[0], grid.cells.height);
        }
        self.settle_matrix(false);
    }

    /// A click selects a cell or a head; on the one that is selected already it opens it. On the
    /// title it asks for another pair.
    pub(super) fn press_on_matrix(&mut self, mouse: Mouse) {
        let Some(Layer::Matrix(view)) = self.layers.last() else { return };
        let (grid, counts) = (self.grid_of(view), self.counts_of(view.matrix));
        let holds = |area: Rect| area.contains((mouse.column, mouse.row).into());
        let row = || view.rows.offset + usize::from(mouse.row - grid.rows.y);
        let column =
            || view.columns.offset + usize::from((mouse.column - grid.cells.x) / grid.cell_width);
        let (at, row, column) = if holds(grid.cells) {
            (At::Cell, row(), column())
        } else if holds(grid.rows) {
            (At::Row, row(), view.columns.selected)
        } else if holds(grid.heads) {
            (At::Column, view.rows.selected, column())
        } else if holds(grid.title) {
            return self.open_pairs();
        } else {
            return;
        };
        if row >= counts[0] || column >= counts[1] {
            return;
        }
        let wanted = (at, row, column);
        let Some(Layer::Matrix(view)) = self.layers.last_mut() else { return };
        let again = wanted == (view.at, view.rows.selected, view.columns.selected);
        (view.at, view.rows.selected, view.columns.selected) = wanted;
        self.settle_matrix(true);
        if again {
            self.choose_in_matrix();
        }
    }
}
