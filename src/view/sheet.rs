//! A list over the whole body, and what is said of its selected line. Refuses to know: what is
//! listed. Only the lines in sight are asked for.

use ratatui::layout::Rect;

use super::detail::draw_rule;
use super::frame::{draw_head, within_head};
use super::list::{draw_empty, draw_scrolled, mark_selected};
use super::paint::{Canvas, Look, behind, row_of};
use crate::app::App;
use crate::app::geometry::{self, Geometry, Picker};
use crate::app::layer::sheet::{MARGIN, Sheet, line_columns, line_height};
use crate::knowledge::Surveyed;
use crate::messages::browser as says;
use crate::report::first_half;
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// Draws a sheet.
pub fn draw(app: &App, sheet: &Sheet, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let parts = geometry::sheet(geometry.body, sheet.report().wants_width());
    canvas.clear(geometry.body);
    let title = Safe::line(sheet.report().title());
    draw_head(parts.field, &title, &status(sheet, parts.field), canvas);
    draw_list(app, sheet, parts.list, canvas);
    draw_detail(app, sheet, &parts, canvas);
    let fit = parts.list.height / line_height(sheet.report(), parts.list);
    draw_scrolled(parts.scroll_line(), sheet.extent(fit), canvas);
}

/// Returns what is said at the right of the title, at most half of it.
fn status(sheet: &Sheet, head: Rect) -> Safe {
    let status = match sheet.filter() {
        _ if sheet.is_sought() => says::FILTERING.to_owned(),
        "" => match sheet.surveyed() {
            Some(Surveyed { read, all }) => says::read_of(read, all),
            None => sheet.report().count_of(),
        },
        filter => says::filtered_to(filter, sheet.found()),
    };
    truncate(&Safe::line(&status), usize::from(within_head(head).width / 2))
}

fn draw_list(app: &App, sheet: &Sheet, list: Rect, canvas: &mut Canvas<'_>) {
    if sheet.count() == 0 && !sheet.filter().is_empty() {
        draw_empty(&says::nothing_with(sheet.filter()), behind(list, 2), canvas);
    }
    let height = line_height(sheet.report(), list);
    let look = Look { focused: canvas.front, ..Look::default() };
    // The last column is that of the bar which says where one is, if there is one.
    let bar = u16::from(sheet.extent(list.height / height).piece_of(list.height).is_some());
    let marked = sheet.marked_row(line_columns(list));
    // A line is laid out once for all of its rows.
    let mut laid = (None, Vec::new());
    for (index, seen) in sheet.visible(list.height / height).enumerate() {
        let cells = Rect { y: list.y + index as u16 * height, height, ..list };
        let room = behind(cells, MARGIN);
        if sheet.has_own_heights() {
            if laid.0 != Some(seen.item) {
                let rows = sheet.report().rows(app.catalogue(), seen.item, room.width);
                laid = (Some(seen.item), rows);
            }
            if let Some(row) = laid.1.get(seen.row) {
                canvas.row(row_of(room, 0), row, look);
            }
        } else {
            let line = sheet.report().line(app.catalogue(), seen.item, room.width);
            let room = Rect { width: room.width - bar.min(room.width), ..room };
            // A heading is close above what it heads.
            let heading = sheet.report().choice(seen.item).is_none();
            canvas.row(row_of(room, if heading { height - 1 } else { 0 }), &line.first, look);
            if height > 1 && !heading {
                canvas.row(row_of(room, 1), &line.second, look);
            }
        }
        if seen.selected && (seen.row == marked || index == 0 && seen.row > marked) {
            let cells = if sheet.has_own_heights() { row_of(cells, 0) } else { cells };
            mark_selected(half_of(sheet, cells), canvas.front, canvas);
        }
    }
}

/// Returns the half of a row that is selected, or all of it.
fn half_of(sheet: &Sheet, row: Rect) -> Rect {
    let line = sheet.selected().and_then(|line| sheet.report().other_choice(line));
    let half = line.and_then(|_| first_half(line_columns(row)));
    let Some(half) = half.map(|half| half + MARGIN) else { return row };
    if sheet.is_second() { behind(row, half + 2) } else { Rect { width: half, ..row } }
}

fn draw_detail(app: &App, sheet: &Sheet, parts: &Picker, canvas: &mut Canvas<'_>) {
    if parts.preview.is_empty() {
        return;
    }
    draw_rule(parts.rule, canvas);
    let room = geometry::prose(parts.preview, app.arrangement().measure);
    let rows = sheet.detail(app.knowledge(), room.width);
    for (index, row) in rows.iter().take(usize::from(room.height)).enumerate() {
        canvas.row(row_of(room, index as u16), row, Look::default());
    }
}
