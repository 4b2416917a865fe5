//! Popups: menus, the peek, what can follow a key. Refuses to know: how their content came about.

use ratatui::layout::Rect;

use super::page;
use super::paint::{Canvas, behind, row_of};
use super::palette::Part;
use crate::app::App;
use crate::app::geometry::{Geometry, inside};
use crate::app::layer::menu::MenuLayer;
use crate::app::layer::peek::Peek;
use crate::messages::browser as says;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// Draws a menu.
pub fn draw_menu(app: &App, layer: &MenuLayer, front: bool, canvas: &mut Canvas<'_>) {
    let area = layer.area(app.geometry().body);
    let title = match layer.menu.filter() {
        "" => layer.topic.title().to_owned(),
        filter => format!("{}  {}", layer.topic.title(), says::filtered(filter)),
    };
    draw_box(area, &Safe::line(&title), canvas);
    let rows = inside(area);
    // The marker of the selected row stands in the frame's margin.
    let rows = Rect { x: rows.x.saturating_sub(1), width: rows.width + 2, ..rows };
    page::draw_menu(&layer.menu, rows.intersection(area), front, canvas);
}

/// Draws a peek.
pub fn draw_peek(peek: &Peek, canvas: &mut Canvas<'_>) {
    let area = peek.area();
    draw_box(area, &Safe::default(), canvas);
    page::draw(&peek.page, inside(area), true, canvas);
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
    draw_box(area, &Safe::line(&typed), canvas);
    let (key, plain) = (canvas.palette.part(Part::Key), ratatui::style::Style::new());
    for (index, (keys, text)) in lines.iter().enumerate() {
        canvas.line(row_of(inside(area), index as u16), [(keys, key), (text, plain)]);
    }
}

/// Draws an empty box with a title in its frame.
pub fn draw_box(area: Rect, title: &Safe, canvas: &mut Canvas<'_>) {
    canvas.clear(area);
    if area.height < 2 || area.width < 4 {
        return;
    }
    let corner = |x, y| Rect { x, y, width: 1, height: 1 };
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    canvas.fill(Rect { height: 1, ..area }, "─", Part::Line);
    canvas.fill(Rect { y: bottom, height: 1, ..area }, "─", Part::Line);
    canvas.fill(Rect { width: 1, ..area }, "│", Part::Line);
    canvas.fill(Rect { x: right, width: 1, ..area }, "│", Part::Line);
    for (x, y, glyph) in
        [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
    {
        canvas.fill(corner(x, y), glyph, Part::Line);
    }
    if !title.is_empty() {
        let mut padded = Safe::line(" ");
        padded.push(&truncate(title, usize::from(area.width.saturating_sub(6))));
        padded.push(&Safe::line(" "));
        let room = behind(Rect { height: 1, width: area.width - 1, ..area }, 2);
        canvas.text(room, &padded, canvas.palette.part(Part::Accent));
    }
}
