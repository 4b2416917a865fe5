//! Two themes against each other: which cell is selected, which part is in sight, what a cell
//! holds. Refuses to know: drawing, how links are found.

mod heads;
pub mod menus;
mod opening;
mod reasons;

use ratatui::layout::Rect;

use crate::app::cursor::{Cursor, Motion};
use crate::app::editor::LineEditor;
use crate::app::geometry::grid::{Grid, grid};
use crate::app::input::Mouse;
use crate::app::page::Landing;
use crate::app::step::Step;
use crate::app::subject::View;
use crate::app::surroundings::Surroundings;
use crate::document::Role;
use crate::graph::Window;
use crate::keys::{Action, Toward};
use crate::messages::matrix as says;
use crate::model::{Catalogue, EntryKey, Matrix, Related, ThemeKey};
use crate::report::{Paragraph, link_in_brief, link_in_full};

/// What of the selected row and column is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatrixPart {
    /// The cell of both.
    #[default]
    Cell,
    /// The head of the row.
    Row,
    /// The head of the column.
    Column,
}

/// How many cells of the selected row are told of at most, besides the selected one.
const MOST_OTHERS: usize = 40;

/// What is selected in a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatrixSelection {
    at: MatrixPart,
    row: usize,
    column: usize,
}

/// The name of a row or a column that is typed at the foot.
#[derive(Clone, Debug)]
pub struct HeadSearch {
    /// What is typed.
    editor: LineEditor,
    /// What was selected before.
    from: MatrixSelection,
    /// What was sought before.
    before: String,
    /// Whether no head holds what is typed.
    finds_nothing: bool,
}

/// The matrix in front.
#[derive(Clone, Debug)]
pub struct MatrixView {
    /// The two themes.
    pub matrix: Matrix,
    /// What is selected of row and column.
    pub at: MatrixPart,
    rows: Cursor,
    columns: Cursor,
    /// The part in sight.
    window: Window,
    /// The links of the selected cell.
    links: Vec<Related>,
    /// The links of the other cells of its row, as far as there is room to tell of them.
    others: Vec<Related>,
    /// How many cells of the selected row have links that are not read.
    unlisted: usize,
    /// What rows and columns are looked through for; empty if nothing was sought.
    sought: String,
    /// The name that is typed at the foot.
    seeking: Option<HeadSearch>,
}

impl MatrixView {
    /// Shows two themes with their first cell selected; nothing is read yet.
    fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            at: MatrixPart::Cell,
            rows: Cursor::default(),
            columns: Cursor::default(),
            window: Window::default(),
            links: Vec::new(),
            others: Vec::new(),
            unlisted: 0,
            sought: String::new(),
            seeking: None,
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

    /// Counts the cells of the selected row whose links are not read.
    pub fn unlisted(&self) -> usize {
        if self.at == MatrixPart::Column { 0 } else { self.unlisted }
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
        Some(if self.at == MatrixPart::Column { column } else { row })
    }

    /// Describes what is selected: a head with its sum, a cell with its links and the others of its row,
    /// a paragraph a link.
    pub fn in_words(&self, catalogue: &Catalogue) -> Vec<Paragraph> {
        let told = |text: String| Paragraph::from((text, Role::Text));
        let Some((row, column)) = self.selected(catalogue) else {
            return vec![told(says::NO_ENTRIES.to_owned())];
        };
        let linked = |entry, theme: ThemeKey, count| {
            let theme = catalogue.theme(theme);
            let sum = says::linked_with(catalogue.title(entry), count, theme.count(), &theme.short);
            vec![(sum, Role::Title).into(), told(catalogue.plain_summary(entry))]
        };
        let mut all = match self.at {
            MatrixPart::Row => linked(row, self.matrix.columns, self.window.row_total(row)),
            MatrixPart::Column => {
                return linked(column, self.matrix.rows, self.window.column_total(column));
            }
            MatrixPart::Cell if row == column => vec![told(says::itself(catalogue.short(row)))],
            MatrixPart::Cell if self.links.is_empty() => {
                vec![told(says::nothing_between(catalogue.short(row), catalogue.short(column)))]
            }
            MatrixPart::Cell => {
                self.links.iter().flat_map(|link| link_in_full(catalogue, row, link)).collect()
            }
        };
        if !self.others.is_empty() {
            let rest = if self.at == MatrixPart::Row { says::ROW } else { says::REST_OF_ROW };
            all.extend([Paragraph::default(), (rest.to_owned(), Role::Section).into()]);
            let own = self.links.iter().filter(|_| self.at == MatrixPart::Row);
            all.extend(own.chain(&self.others).map(|link| link_in_brief(catalogue, link)));
        }
        all
    }

    /// Counts the columns that are out of sight, before those that are seen and behind them.
    pub fn columns_out_of_sight(&self, catalogue: &Catalogue) -> [usize; 2] {
        let (all, seen) = (self.counts(catalogue)[1], self.window.columns().count());
        [self.columns.offset, all.saturating_sub(self.columns.offset + seen)]
    }

    /// Moves, a head being one step before the first cell.
    fn move_to(
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
                step(&mut self.columns, &mut self.at, steps, columns, MatrixPart::Row);
            }
            Action::Down | Action::Up => {
                let steps = if action == Action::Up { -times } else { times };
                step(&mut self.rows, &mut self.at, steps, rows, MatrixPart::Column);
            }
            Action::LineStart | Action::LineEnd => {
                self.at = MatrixPart::Cell;
                self.columns.selected =
                    if action == Action::LineStart { 0 } else { columns.saturating_sub(1) };
            }
            _ => {
                let Some(motion) = Motion::from_action(action, count) else { return false };
                if self.at == MatrixPart::Column {
                    self.at = MatrixPart::Cell;
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
            MatrixPart::Cell => MatrixPart::Cell,
            MatrixPart::Row => MatrixPart::Column,
            MatrixPart::Column => MatrixPart::Row,
        };
    }
}

/// Moves along one axis; the head is before the first cell.
fn step(cursor: &mut Cursor, at: &mut MatrixPart, steps: i64, count: usize, head: MatrixPart) {
    if *at == head {
        if steps > 0 {
            *at = MatrixPart::Cell;
            cursor.selected = cursor.target(Motion::First(u32::try_from(steps).ok()), count, 1);
        }
    } else if *at == MatrixPart::Cell && steps < 0 && cursor.selected == 0 {
        *at = head;
    } else {
        cursor.selected = cursor.target(Motion::By(steps), count, 1);
    }
}

/// Reading what is in sight.
impl MatrixView {
    /// Returns where the parts are on a screen with this body.
    pub fn grid(&self, catalogue: &Catalogue, body: Rect) -> Grid {
        let [rows, columns] = self.counts(catalogue);
        grid(body, rows, columns)
    }

    fn counts(&self, catalogue: &Catalogue) -> [usize; 2] {
        [self.matrix.rows, self.matrix.columns].map(|theme| catalogue.theme(theme).count())
    }

    /// Returns how many rows and columns of cells fit on the screen.
    fn page(&self, around: &Surroundings<'_>) -> [u16; 2] {
        let grid = self.grid(around.catalogue(), around.geometry.body);
        [grid.cells.height, grid.across]
    }

    /// Reads the part of the matrix that is in sight, and the links of the selected cell.
    fn settle(&mut self, reveal: bool, around: &Surroundings<'_>) {
        let (counts, page) = (self.counts(around.catalogue()), self.page(around));
        if reveal {
            self.reveal(counts, page);
        }
        let web = around.known.web();
        let span = |cursor: Cursor, page: u16| cursor.offset..cursor.offset + usize::from(page);
        let (rows, columns) = (span(self.rows, page[0]), span(self.columns, page[1]));
        self.window = Window::new(web.catalogue, web.graph, self.matrix, rows, columns);
        let Some((row, column)) = self.selected(web.catalogue) else {
            (self.links, self.others) = Default::default();
            return;
        };
        let between = |other| web.graph.between(web.catalogue, row, other);
        self.links = if row == column { Vec::new() } else { between(column) };
        let mut others = web.graph.cells(web.catalogue, row, self.matrix.columns);
        others.retain(|cell| cell.column != column);
        let (listed, rest) = others.split_at(others.len().min(MOST_OTHERS));
        self.others = listed.iter().flat_map(|cell| between(cell.column)).collect();
        self.unlisted = rest.len();
    }

    /// Reads again what is in sight on another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        self.settle(true, around);
    }
}

/// Keys and the mouse.
impl MatrixView {
    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &Surroundings<'_>,
    ) -> Step {
        let times = count.unwrap_or(1);
        match action {
            Action::Open => return self.choose(around),
            Action::Peek => {
                let subject = self.subject(around.catalogue());
                return subject.map_or(Step::Stay, |entry| Step::Peek(entry, Landing::Top));
            }
            Action::NextLink => return self.next_pair(Toward::Next, around),
            Action::PreviousLink => return self.next_pair(Toward::Previous, around),
            Action::ChoosePair => return Step::Show(View::Pairs),
            Action::Find => self.open_search(),
            Action::Accept => return self.accept_search(around),
            Action::CancelTyping => self.cancel_search(around),
            Action::Down if self.seeking.is_some() => {
                return self.next_head(Toward::Next, 1, around);
            }
            Action::Up if self.seeking.is_some() => {
                return self.next_head(Toward::Previous, 1, around);
            }
            Action::FindNext => return self.next_head(Toward::Next, times, around),
            Action::FindPrevious => return self.next_head(Toward::Previous, times, around),
            Action::Close | Action::Cancel => return Step::Close,
            Action::Back => return Step::Back,
            Action::Forward => return Step::Forward,
            Action::Transpose => {
                self.turn();
                self.settle(true, around);
            }
            _ if self.seeking.is_some() => {}
            _ => {
                let (counts, page) = (self.counts(around.catalogue()), self.page(around));
                if self.move_to(action, count, counts, page) {
                    self.settle(true, around);
                }
            }
        }
        Step::Stay
    }

    /// Opens the entry of a selected head; for a selected cell the statement that gives the reason, or
    /// the reasons to choose from.
    fn choose(&self, around: &Surroundings<'_>) -> Step {
        let catalogue = around.catalogue();
        let Some((row, column)) = self.selected(catalogue) else { return Step::Stay };
        match self.at {
            MatrixPart::Row => Step::Go(row, Landing::Top),
            MatrixPart::Column => Step::Go(column, Landing::Top),
            MatrixPart::Cell if self.links.is_empty() => {
                let words = self.in_words(catalogue).into_iter().next();
                words.map_or(Step::Stay, |paragraph| Step::say(paragraph.text()))
            }
            MatrixPart::Cell if self.links.len() == 1 => {
                let link = &self.links[0];
                let (entry, piece) = reasons::given_in(around.known, row, link);
                let sentence = reasons::in_words(catalogue, row, link, piece.is_some());
                Step::Go(entry, Landing::at_piece(piece)).saying(sentence)
            }
            MatrixPart::Cell => Step::Show(View::Reasons(row, column)),
        }
    }

    /// The wheel scrolls the rows; the selection stays.
    pub fn on_wheel(&mut self, steps: i64, around: &Surroundings<'_>) {
        let (counts, page) = (self.counts(around.catalogue()), self.page(around));
        self.rows.scroll(steps, counts[0], page[0]);
        self.settle(false, around);
    }

    /// A click selects a cell or a head; on the one that is selected already it opens it. On the
    /// title it asks for another pair.
    pub fn on_press(&mut self, mouse: Mouse, around: &Surroundings<'_>) -> Step {
        let catalogue = around.catalogue();
        let grid = self.grid(catalogue, around.geometry.body);
        let counts = self.counts(catalogue);
        let row = || self.rows.offset + usize::from(mouse.row - grid.rows.y);
        let column =
            || self.columns.offset + usize::from((mouse.column - grid.cells.x) / grid.cell_width);
        let (at, row, column) = if mouse.is_in(grid.cells) {
            (MatrixPart::Cell, row(), column())
        } else if mouse.is_in(grid.rows) {
            (MatrixPart::Row, row(), self.columns.selected)
        } else if mouse.is_in(grid.heads) {
            (MatrixPart::Column, self.rows.selected, column())
        } else if mouse.is_in(grid.title) {
            return Step::Show(View::Pairs);
        } else {
            return Step::Stay;
        };
        if row >= counts[0] || column >= counts[1] {
            return Step::Stay;
        }
        let again = (at, row, column) == (self.at, self.rows.selected, self.columns.selected);
        (self.at, self.rows.selected, self.columns.selected) = (at, row, column);
        self.settle(true, around);
        if again { self.choose(around) } else { Step::Stay }
    }
}
