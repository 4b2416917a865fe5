//! The list of themes and entries. Refuses to know: how it is selected in.

use ratatui::layout::Rect;

use super::list::{draw_empty, mark_selected};
use super::paint::{Canvas, behind, row_of};
use crate::app::App;
use crate::app::bar::{BOOKMARK, CHANGED, READ};
use crate::app::geometry::Pane;
use crate::app::pane::contents::ContentsRow;
use crate::messages::{browser, yours};
use crate::model::{EntryKey, PackKey, ThemeKey};
use crate::palettes::ScreenPart;
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// Draws the rows in sight.
pub fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>) {
    let contents = app.contents();
    let focused = app.has_focus(Pane::Contents);
    if let Some(says) = app.no_contents() {
        draw_empty(&says, behind(area, 1), canvas);
    }
    for (line, (row, selected)) in contents.visible(area.height).enumerate() {
        let cells = row_of(area, line as u16);
        draw_row(app, row, cells, focused, canvas);
        if selected {
            mark_selected(cells, focused, canvas);
        }
    }
}

fn draw_row(app: &App, row: ContentsRow, cells: Rect, focused: bool, canvas: &mut Canvas<'_>) {
    match row {
        ContentsRow::Blank => {}
        ContentsRow::Pack(pack) => draw_pack(app, pack, cells, focused, canvas),
        ContentsRow::Theme(theme) => draw_theme(app, theme, cells, focused, canvas),
        ContentsRow::Entry(entry) => draw_entry(app, entry, cells, canvas),
    }
}

/// A pack parts the list like a rule, with its title in front.
fn draw_pack(app: &App, key: PackKey, cells: Rect, focused: bool, canvas: &mut Canvas<'_>) {
    let arrow = Safe::line(if app.contents().is_folded(key) { " ▸ " } else { " ▾ " });
    let part = if focused { ScreenPart::Accent } else { ScreenPart::Strong };
    let title = Safe::line(&app.catalogue().pack(key).title);
    let room = behind(cells, 1);
    let title = truncate(&title, usize::from(room.width.saturating_sub(5)));
    let taken = canvas.text(behind(room, 1), &title, canvas.palette.part(part));
    canvas.fill(behind(room, taken + 2), "─", ScreenPart::Line);
    canvas.text_at_right(room, &arrow, canvas.palette.part(ScreenPart::Quiet));
}

fn draw_theme(app: &App, key: ThemeKey, cells: Rect, focused: bool, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let arrow = if app.contents().is_expanded(key) { "▾" } else { "▸" };
    let count = app.contents().count(catalogue, key);
    // How many of those that a filter lets through were read is not counted.
    let read = if app.contents().filter().is_some() { 0 } else { app.read_of_theme(key) };
    let told = if app.is_beginning() { yours::read_of_so_far } else { yours::read_of };
    let count = Safe::line(&format!("{} {arrow} ", told(read, count)));
    let taken = canvas.text_at_right(cells, &count, canvas.palette.part(ScreenPart::Quiet));
    let part = if focused { ScreenPart::Accent } else { ScreenPart::Strong };
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
    let changed = app.has_changed(key);
    let read = if changed { CHANGED } else { READ };
    let signs = [(app.is_bookmarked(key), BOOKMARK), (changed || app.is_read(key), read)];
    let signs: String = signs.into_iter().filter_map(|(is, sign)| is.then_some(sign)).collect();
    if !signs.is_empty() {
        let quiet = canvas.palette.part(ScreenPart::Quiet);
        let taken = canvas.text_at_right(room, &Safe::line(&signs), quiet);
        room.width = room.width.saturating_sub(taken + 1);
    }
    if let Some(number) = catalogue.number(key) {
        let widest = catalogue.theme(catalogue.theme_of(key)).count().to_string().len();
        let number = Safe::line(&format!("{number:>widest$} "));
        let taken = canvas.text(room, &number, canvas.palette.part(ScreenPart::Quiet));
        room = behind(room, taken);
    }
    let title = truncate(&Safe::line(catalogue.short(key)), usize::from(room.width));
    let taken = canvas.text(room, &title, ratatui::style::Style::new());
    let filtered = app.contents().filtered();
    if let Some(name) = filtered.and_then(|filtered| filtered.other_name(catalogue, key)) {
        let room = behind(room, taken);
        let name = truncate(&Safe::line(&browser::also_called(name)), usize::from(room.width));
        canvas.text(room, &name, canvas.palette.part(ScreenPart::Quiet));
    }
}
