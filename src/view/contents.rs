//! The list of themes and entries. Refuses to know: how it is selected in.

use ratatui::layout::Rect;

use super::list::mark_selected;
use super::paint::{Canvas, behind, row_of};
use super::palette::Part;
use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::pane::contents::ContentsRow;
use crate::messages::browser as says;
use crate::model::{EntryKey, ThemeKey};
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// Draws the rows in sight.
pub fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>) {
    let contents = app.contents();
    let focused = app.has_focus(Pane::Contents);
    if let (0, Some(text)) = (contents.row_count(), contents.filter()) {
        let says = Safe::line(&says::nothing_with(text));
        canvas.text(behind(area, 1), &says, canvas.palette.part(Part::Quiet));
    }
    for line in 0..area.height {
        let index = contents.offset() + usize::from(line);
        let Some(row) = contents.row(index) else { break };
        let cells = row_of(area, line);
        draw_row(app, row, cells, focused, canvas);
        if index == contents.position() {
            mark_selected(cells, focused, canvas);
        }
    }
}

fn draw_row(app: &App, row: ContentsRow, cells: Rect, focused: bool, canvas: &mut Canvas<'_>) {
    match row {
        ContentsRow::Pack(pack) => {
            let room = behind(cells, 2);
            let title = Safe::line(&app.catalogue().pack(pack).title);
            let title = truncate(&title, usize::from(room.width));
            canvas.text(room, &title, canvas.palette.part(Part::Quiet));
        }
        ContentsRow::Theme(theme) => draw_theme(app, theme, cells, focused, canvas),
        ContentsRow::Entry(entry) => draw_entry(app, entry, cells, canvas),
    }
}

fn draw_theme(app: &App, key: ThemeKey, cells: Rect, focused: bool, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let arrow = if app.contents().is_expanded(key) { "▾" } else { "▸" };
    let count = format!("{} {arrow} ", app.contents().count(catalogue, key));
    let count = Safe::line(&count);
    let taken = canvas.text_at_right(cells, &count, canvas.palette.part(Part::Quiet));
    let part = if focused { Part::Accent } else { Part::Strong };
    let title = Safe::line(&catalogue.theme(key).short.to_uppercase());
    let room = Rect { width: cells.width.saturating_sub(taken + 1), ..cells };
    let room = behind(room, 2);
    let title = truncate(&title, usize::from(room.width));
    canvas.text(room, &title, canvas.palette.part(part));
}

fn draw_entry(app: &App, key: EntryKey, cells: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let mut room = behind(cells, 2);
    room.width = room.width.saturating_sub(1);
    if let Some(number) = catalogue.number(key) {
        let widest = catalogue.theme(catalogue.theme_of(key)).count().to_string().len();
        let number = Safe::line(&format!("{number:>widest$} "));
        let taken = canvas.text(room, &number, canvas.palette.part(Part::Quiet));
        room = behind(room, taken);
    }
    let title = truncate(&Safe::line(catalogue.short(key)), usize::from(room.width));
    canvas.text(room, &title, ratatui::style::Style::new());
}
