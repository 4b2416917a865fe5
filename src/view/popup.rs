//! Popups: menus, the peek, what can follow a key. Refuses to know: how their content came about.

use ratatui::layout::Rect;

use super::frame::{draw_apart, draw_popup};
use super::list::draw_scrolled;
use super::page;
use super::paint::{Canvas, row_of};
use crate::app::App;
use crate::app::geometry::Geometry;
use crate::app::geometry::popup::inside;
use crate::app::layer::menu::Menu;
use crate::app::layer::palettes::{PalettePicker, Places};
use crate::app::layer::peek::Peek;
use crate::app::panel::Panel;
use crate::keys::written;
use crate::messages::{browser as says, palettes};
use crate::palettes::ScreenPart;
use crate::text::safe::Safe;

/// Draws a menu.
pub fn draw_menu<T>(title: &str, menu: &Menu<T>, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let area = menu.popup(geometry.body);
    draw_popup(area, behind_popups(geometry), &titled(title, menu), canvas);
    draw_rows(area, menu, canvas);
}

/// Draws the list of the palettes; what is behind it shows the selected one.
pub fn draw_palettes(picker: &PalettePicker, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let Places { all, reason, list } = picker.places(geometry.body);
    draw_apart(all, &titled(palettes::TITLE, &picker.menu), canvas);
    let quiet = canvas.palette.part(ScreenPart::Quiet);
    for (row, line) in reason.iter().enumerate() {
        canvas.text(row_of(inside(all), row as u16), line, quiet);
    }
    draw_rows(list, &picker.menu, canvas);
}

/// Returns the title of a menu, with its filter.
fn titled<T>(title: &str, menu: &Menu<T>) -> Safe {
    match menu.filter() {
        "" => Safe::line(title),
        filter => Safe::line(&format!("{title}  {}", says::filtered(filter))),
    }
}

/// Draws the rows of a menu in its frame.
fn draw_rows<T>(area: Rect, menu: &Menu<T>, canvas: &mut Canvas<'_>) {
    let rows = inside(area);
    let line = Rect { x: area.right().saturating_sub(1), width: 1, ..rows };
    draw_scrolled(line.intersection(area), menu.extent(rows.height), canvas);
    // The marker of the selected row is in the frame's margin.
    let rows = Rect { x: rows.x.saturating_sub(1), width: rows.width + 2, ..rows };
    page::draw_menu(menu, rows.intersection(area), canvas.front, true, canvas);
}

/// Draws a peek.
pub fn draw_peek(peek: &Peek, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let area = peek.area();
    draw_popup(area, behind_popups(geometry), &Safe::default(), canvas);
    page::draw(&peek.page, None, (inside(area), None), true, canvas);
}

/// Draws what can follow the keys typed so far.
pub fn draw_panel(app: &App, panel: &Panel, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let typed = written(&app.pending().keys);
    let area = panel.area(geometry.body);
    draw_popup(area, behind_popups(geometry), &Safe::line(&typed), canvas);
    draw_rows(area, &panel.menu, canvas);
}

/// Returns what steps back behind a popup: all but the foot, which tells of the popup.
fn behind_popups(geometry: &Geometry) -> Rect {
    let foot = geometry.foot.height;
    Rect { height: geometry.screen.height - foot, ..geometry.screen }
}
