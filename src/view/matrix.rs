//! Two themes against each other: heads that stay, marks, sums, and in words what is selected.
//! Refuses to know: how links are found. Only the cells in sight are drawn.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::detail::draw_in_words;
use super::frame::{draw_head, within_head};
use super::line::broken_into_rows;
use super::paint::{Canvas, behind, row_of};
use crate::app::App;
use crate::app::geometry::grid::Grid;
use crate::app::layer::matrix::{MatrixPart, MatrixView};
use crate::graph::{Cell, Strength};
use crate::keys::{Action, Context};
use crate::messages::matrix::{self as says, Marks};
use crate::model::EntryKey;
use crate::palettes::ScreenPart;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// Draws a matrix.
pub fn draw(app: &App, view: &MatrixView, canvas: &mut Canvas<'_>) {
    canvas.clear(app.geometry().body);
    let grid = view.grid(app.catalogue(), app.geometry().body);
    let table = Table { app, view, grid, marks: Marks::new(canvas.palette.glyphs().are_ascii()) };
    table.draw_title(canvas);
    table.draw_heads(canvas);
    for (at, row) in view.window().rows().enumerate() {
        table.draw_row(at as u16, row, canvas);
    }
    table.draw_sums(canvas);
    table.draw_detail(canvas);
}

struct Table<'a> {
    app: &'a App,
    view: &'a MatrixView,
    grid: Grid,
    marks: Marks,
}

impl Table<'_> {
    fn draw_title(&self, canvas: &mut Canvas<'_>) {
        let catalogue = self.app.catalogue();
        let theme = |key| catalogue.theme(key);
        let (rows, columns) = (theme(self.view.matrix.rows), theme(self.view.matrix.columns));
        let title = Safe::line(&says::head(&rows.short, &columns.short));
        // The legend is there as a whole or not at all.
        let legend = Some(Safe::line(&self.marks.legend()));
        let room = usize::from(within_head(self.grid.title).width);
        let legend = legend.filter(|legend| width(&title) + 2 + width(legend) <= room);
        draw_head(self.grid.title, &title, &legend.unwrap_or_default(), canvas);
    }

    fn draw_heads(&self, canvas: &mut Canvas<'_>) {
        for (at, column) in self.view.window().columns().enumerate() {
            let cells = self.column(self.grid.heads, at);
            let selected = self.is_selected(|(_, it)| it == column);
            let room = Rect { width: cells.width.saturating_sub(1), ..cells };
            let part = if selected { ScreenPart::Strong } else { ScreenPart::Quiet };
            let style = canvas.style(selected && self.view.at == MatrixPart::Column, part);
            let lines = broken_into_rows(&self.head(column), room);
            // Heads are aligned to the cells below them.
            let from = room.height - (lines.len() as u16).min(room.height);
            for (index, line) in lines.iter().enumerate() {
                let lead = room.width.saturating_sub(width(line) as u16) / 2;
                canvas.text(behind(row_of(room, from + index as u16), lead), line, style);
            }
            if selected && self.view.at == MatrixPart::Column {
                // The column before the head is blank: heads leave one free at their end.
                let first = lines.first().map_or(0, |line| width(line) as u16);
                let lead = room.width.saturating_sub(first) / 2;
                let x = room.x + lead - 2.min(lead + 1);
                let pointer = Rect { x, width: 1, ..row_of(room, from) };
                canvas.text(pointer, &Safe::line("▸"), canvas.palette.part(ScreenPart::Accent));
            }
        }
        self.draw_out_of_sight(canvas);
        let head = row_of(self.grid.heads, self.grid.heads.height.saturating_sub(1));
        let sum = Rect { x: self.grid.row_sums.x, width: self.grid.row_sums.width, ..head };
        let style = canvas.palette.part(ScreenPart::Quiet);
        canvas.text_at_right(inner(sum), &Safe::line(self.marks.sum), style);
    }

    /// Says next to the heads how many columns are out of sight.
    fn draw_out_of_sight(&self, canvas: &mut Canvas<'_>) {
        let heads = self.grid.heads;
        let row = row_of(heads, heads.height.saturating_sub(1));
        let margin = Rect { x: self.grid.rows.x, width: self.grid.rows.width, ..row };
        let unseen = says::out_of_sight(self.view.columns_out_of_sight(self.app.catalogue()));
        let unseen = truncate(&Safe::line(&unseen), usize::from(margin.width.saturating_sub(2)));
        canvas.text_at_right(inner(margin), &unseen, canvas.palette.part(ScreenPart::Key));
    }

    fn draw_row(&self, at: u16, row: EntryKey, canvas: &mut Canvas<'_>) {
        let cells = row_of(self.grid.rows, at);
        let selected = self.is_selected(|(it, _)| it == row);
        let room = behind(Rect { width: cells.width.saturating_sub(1), ..cells }, 2);
        let head = truncate(&self.row_head(row), usize::from(room.width));
        let part = if selected { ScreenPart::Strong } else { ScreenPart::Line };
        let on_head = selected && self.view.at == MatrixPart::Row;
        let plain = if selected { canvas.palette.part(part) } else { Style::new() };
        let style = if on_head { canvas.style(true, part) } else { plain };
        if selected && self.view.at != MatrixPart::Column {
            let pointer = canvas.palette.part(ScreenPart::Accent);
            canvas.text(cells, &Safe::line("▸"), pointer);
        }
        canvas.text(room, &head, style);
        for (index, column) in self.view.window().columns().enumerate() {
            let cells = row_of(self.column(self.grid.cells, index), at);
            let here = selected && self.is_selected(|(_, it)| it == column);
            let found = self.view.window().cell(row, column);
            self.draw_cell(found, cells, here && self.view.at == MatrixPart::Cell, canvas);
        }
        let total = self.view.window().row_total(row).to_string();
        let sum = inner(row_of(self.grid.row_sums, at));
        canvas.text_at_right(sum, &Safe::line(&total), canvas.palette.part(ScreenPart::Quiet));
    }

    /// A selected cell is shown in brackets, so that it is seen without colours too.
    fn draw_cell(&self, cell: Option<Cell>, cells: Rect, selected: bool, canvas: &mut Canvas<'_>) {
        let text = match cell {
            None => self.marks.empty.to_owned(),
            Some(Cell { links, strength, .. }) => {
                let mark = match strength {
                    Strength::Article => self.marks.article,
                    Strength::Editor => self.marks.editor,
                    Strength::Plain | Strength::Defines | Strength::Mention => self.marks.plain,
                };
                if links > 1 { format!("{mark}{links}") } else { mark.to_owned() }
            }
        };
        let part = if cell.is_none() { ScreenPart::Line } else { ScreenPart::Strong };
        let style = canvas.style(selected, part);
        let text = if selected { format!("[{text}]") } else { format!(" {text}") };
        let lead = cells.width.saturating_sub(1).saturating_sub(1) / 2;
        canvas.text(behind(cells, lead.saturating_sub(1)), &Safe::line(&text), style);
    }

    fn draw_sums(&self, canvas: &mut Canvas<'_>) {
        let row = self.grid.column_sums;
        if row.is_empty() {
            return;
        }
        let quiet = canvas.palette.part(ScreenPart::Quiet);
        let margin = Rect { x: self.grid.rows.x, width: self.grid.rows.width, ..row };
        canvas.text(behind(margin, 2), &Safe::line(self.marks.sum), quiet);
        for (at, column) in self.view.window().columns().enumerate() {
            let cells = self.column(row, at);
            let total = Safe::line(&self.view.window().column_total(column).to_string());
            let lead = cells.width.saturating_sub(2) / 2;
            canvas.text(behind(cells, lead), &total, quiet);
        }
    }

    fn draw_detail(&self, canvas: &mut Canvas<'_>) {
        if !self.grid.detail.is_empty() {
            let paragraphs = self.view.in_words(self.app.catalogue());
            let told = (&*paragraphs, self.view.unlisted() > 0);
            let links = self.app.keymap().told(Context::Matrix, Action::Links);
            let more = says::more_in_row(&links);
            draw_in_words(self.grid.rule, self.grid.detail, told, &more, canvas);
        }
    }

    fn column(&self, area: Rect, at: usize) -> Rect {
        let x = area.x + at as u16 * self.grid.cell_width;
        Rect { x, width: self.grid.cell_width, ..area }.intersection(area)
    }

    fn is_selected(&self, holds: impl Fn((EntryKey, EntryKey)) -> bool) -> bool {
        self.view.selected(self.app.catalogue()).is_some_and(holds)
    }

    /// Returns what names a row, the numbers of all rows set under each other.
    fn row_head(&self, entry: EntryKey) -> Safe {
        let catalogue = self.app.catalogue();
        let Some(number) = catalogue.number(entry) else { return self.head(entry) };
        let widest = catalogue.theme(self.view.matrix.rows).count().to_string().len();
        Safe::line(&format!("{number:>widest$} {}", catalogue.short(entry)))
    }

    fn head(&self, entry: EntryKey) -> Safe {
        Safe::line(&self.app.catalogue().numbered(entry))
    }
}

/// Leaves a margin at the right.
fn inner(cells: Rect) -> Rect {
    Rect { width: cells.width.saturating_sub(1), ..cells }
}
