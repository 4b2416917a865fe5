//! Popups: menus, the peek, what can follow a key. Refuses to know: how their content came about.

use ratatui::layout::Rect;

use super::frame::draw_popup;
use super::list::draw_scrolled;
use super::page;
use super::paint::{Canvas, row_of};
use super::palette::Part;
use crate::app::App;
use crate::app::geometry::Geometry;
use crate::app::geometry::popup::inside;
use crate::app::layer::menu::MenuLayer;
use crate::app::layer::peek::Peek;
use crate::messages::browser as says;
use crate::text::safe::Safe;
use crate::text::width::width;

/// Draws a menu.
pub fn draw_menu(app: &App, layer: &MenuLayer, front: bool, canvas: &mut Canvas<'_>) {
    let geometry = app.geometry();
    let area = layer.area(geometry.body);
    let title = match layer.menu.filter() {
        "" => layer.topic.title().to_owned(),
        filter => format!("{}  {}", layer.topic.title(), says::filtered(filter)),
    };
    draw_popup(area, behind_popups(&geometry), &Safe::line(&title), canvas);
    let rows = inside(area);
    let line = Rect { x: area.right().saturating_sub(1), width: 1, ..rows };
    draw_scrolled(line.intersection(area), layer.menu.extent(rows.height), canvas);
    // The marker of the selected row is in the frame's margin.
    let rows = Rect { x: rows.x.saturating_sub(1), width: rows.width + 2, ..rows };
    page::draw_menu(&layer.menu, rows.intersection(area), front, true, canvas);
}

/// Draws a peek.
pub fn draw_peek(peek: &Peek, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let area = peek.area();
    draw_popup(area, behind_popups(geometry), &Safe::default(), canvas);
    page::draw(&peek.page, None, inside(area), true, canvas);
}

/// Draws what can follow the keys typed so far.
pub fn draw_continuations(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let typed: String = app.pending().keys.iter().map(ToString::to_string).collect();
    let lines: Vec<(Safe, Safe)> = app
        .keymap()
        .continuations(app.context(), &app.pending().keys)
        .into_iter()
        .map(|(keys, description)| (Safe::line(&format!("{keys}  ")), Safe::line(description)))
        .collect();
    let widest = lines.iter().map(|(keys, text)| width(keys) + width(text)).max().unwrap_or(0);
    let body = geometry.body;
    let size = ((widest as u16 + 4).min(body.width), (lines.len() as u16 + 2).min(body.height));
    let area =
        Rect { x: body.right() - size.0, y: body.bottom() - size.1, width: size.0, height: size.1 };
    draw_popup(area, behind_popups(geometry), &Safe::line(&typed), canvas);
    let (key, plain) = (canvas.palette.part(Part::Key), ratatui::style::Style::new());
    for (index, (keys, text)) in lines.iter().enumerate() {
        canvas.line(row_of(inside(area), index as u16), [(keys, key), (text, plain)]);
    }
}

/// Returns what steps back behind a popup: all but the foot, which tells of the popup.
fn behind_popups(geometry: &Geometry) -> Rect {
    let foot = geometry.foot.height;
    Rect { height: geometry.screen.height - foot, ..geometry.screen }
}
