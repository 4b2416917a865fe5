//! Draws the state: `draw(&App, &Palette, &mut Frame) -> Links`. Refuses to know: how the state changes; it
//! never writes to it.

mod commands;
mod contents;
mod detail;
mod foot;
mod frame;
mod line;
mod links;
mod list;
pub mod loading;
mod map;
mod matrix;
mod page;
mod paint;
mod picker;
mod popup;
mod practice;
mod sheet;
mod title;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

pub use links::{Link, Links};

use crate::app::App;
use crate::app::geometry::{Geometry, Pane, SMALLEST, ScreenShape};
use crate::app::layer::Layer;
use crate::messages::browser as says;
use crate::messages::yours::NOTE_PROMPT;
use crate::palettes::{Palette, ScreenPart};
use crate::text::safe::Safe;
use crate::text::width::width;
use list::draw_scrolled;
use paint::{Canvas, row_of};

/// What stands before a line that is looked for.
const SOUGHT: &str = "/";

/// Draws the whole screen; returns the links to the web on it, which a frame has no place for.
pub fn draw(app: &App, palette: &Palette, frame: &mut Frame<'_>) -> Links {
    let area = frame.area();
    let mut canvas = Canvas::new(palette, frame.buffer_mut());
    let cursor = draw_on(app, &mut canvas, area);
    canvas.ground();
    let links = canvas.into_links();
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
    links
}

/// Draws everything; returns where the cursor of a box is.
fn draw_on(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> Option<Position> {
    let geometry = app.geometry();
    if geometry.shape == ScreenShape::TooSmall {
        draw_too_small(area, canvas);
        return None;
    }
    title::draw(app, &geometry, canvas);
    let covered = app.is_covered();
    draw_rules(&geometry, covered, canvas);
    if !covered {
        draw_panes(app, &geometry, canvas);
    }
    foot::draw(app, &geometry, canvas);
    let cursor = draw_layers(app, &geometry, canvas);
    foot::draw_rest_of_sentence(app, &geometry, canvas);
    cursor
}

/// Says that there is no room for a screen.
fn draw_too_small(area: Rect, canvas: &mut Canvas<'_>) {
    let wanted = Safe::line(&says::too_small(SMALLEST.width, SMALLEST.height));
    let fits = width(&wanted) <= usize::from(area.width);
    let says = if fits { wanted } else { Safe::line(says::TOO_SMALL) };
    canvas.text(row_of(area, area.height / 2), &says, canvas.palette.part(ScreenPart::Strong));
}

/// The lines above and below the panes, with the joints of those between them if they are seen.
fn draw_rules(geometry: &Geometry, covered: bool, canvas: &mut Canvas<'_>) {
    for (at, y) in geometry.rules.into_iter().flatten().enumerate() {
        let rule = Rect { y, height: 1, ..geometry.screen };
        canvas.fill(rule, "─", ScreenPart::Line);
        let joint = if at == 0 { "┬" } else { "┴" };
        for (x, _) in geometry.borders.iter().filter(|_| !covered) {
            canvas.fill(Rect { x: *x, width: 1, ..rule }, joint, ScreenPart::Line);
        }
    }
}

fn draw_panes(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    for (x, pane) in &geometry.borders {
        let line = Rect { x: *x, width: 1, ..geometry.body };
        canvas.fill(line, "│", ScreenPart::Line);
        let height = line.height;
        let extent = match pane {
            Pane::Side => app.side().extent(height),
            Pane::Contents | Pane::Reader => app.contents().extent(height),
        };
        draw_scrolled(line, extent, canvas);
    }
    if let Some(area) = geometry.contents {
        contents::draw(app, area, canvas);
        if geometry.shape == ScreenShape::One {
            let edge = Rect { x: area.right() - 1, width: 1, ..area };
            draw_scrolled(edge, app.contents().extent(area.height), canvas);
        }
    }
    if geometry.reader.is_some() {
        let text = geometry.prose(app.arrangement().measure);
        if let Some(page) = app.reader() {
            let end = page::end_of(app);
            let signs = geometry.sign_column(app.arrangement().measure);
            page::draw(page, Some(&end), (text, signs), app.has_focus(Pane::Reader), canvas);
        } else {
            let says = Safe::line(says::EMPTY_LIBRARY);
            canvas.text(text, &says, canvas.palette.part(ScreenPart::Strong));
        }
    }
    if let Some(row) = geometry.invitation(app.arrangement().measure) {
        foot::draw_parts(&app.invitation(row.width), row, canvas);
    }
    if let Some(area) = geometry.side {
        let (focused, marks) = (app.has_focus(Pane::Side), app.marks_side());
        page::draw_menu(app.side(), area, focused, marks, canvas);
    }
}

/// Draws the layers and what is typed at the foot; returns where the cursor of the front is.
fn draw_layers(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) -> Option<Position> {
    let of_panes = app.prompt_of_panes();
    let mut cursor = of_panes.map(|editor| {
        foot::draw_prompt((SOUGHT, editor), &app.status_of_prompt(), geometry, canvas)
    });
    let count = app.layers().len();
    for (at, layer) in app.layers().iter().enumerate() {
        canvas.front = at + 1 == count && layer.prompt().is_none();
        cursor = draw_layer(app, layer, geometry, canvas);
        if let Some(editor) = layer.prompt() {
            let status = app.status_of_layer(layer, geometry.foot_row().width);
            let label = if matches!(layer, Layer::Writing(_)) { NOTE_PROMPT } else { SOUGHT };
            cursor = Some(foot::draw_prompt((label, editor), &status, geometry, canvas));
        }
    }
    if let Some(panel) = &app.pending().panel {
        canvas.front = true;
        popup::draw_panel(app, panel, geometry, canvas);
    }
    cursor
}

fn draw_layer(
    app: &App,
    layer: &Layer,
    geometry: &Geometry,
    canvas: &mut Canvas<'_>,
) -> Option<Position> {
    match layer {
        Layer::Finder(finder) => return Some(picker::draw_finder(app, finder, geometry, canvas)),
        Layer::Commands(commands) => return Some(commands::draw(commands, geometry, canvas)),
        Layer::Glossary(index) => return Some(picker::draw_glossary(app, index, geometry, canvas)),
        Layer::Menu(layer) => {
            popup::draw_menu(layer.topic.title(), &layer.menu, geometry, canvas);
        }
        Layer::Help(help) => popup::draw_menu(&help.title(), &help.menu, geometry, canvas),
        Layer::Palettes(picker) => popup::draw_palettes(picker, geometry, canvas),
        Layer::Sheet(sheet) => sheet::draw(app, sheet, geometry, canvas),
        Layer::Map(view) => map::draw(app, view, canvas),
        Layer::Matrix(view) => matrix::draw(app, view, canvas),
        Layer::Peek(peek) => popup::draw_peek(peek, geometry, canvas),
        // All of it is the line at the foot.
        Layer::Writing(_) => {}
        Layer::Practice(view) => practice::draw(app, view, canvas),
    }
    None
}
