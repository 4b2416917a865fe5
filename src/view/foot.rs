//! The foot: what is typed there, else what [`App::foot`] has for it. Refuses to know: what keys do.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::line::draw_editor;
use super::paint::{Canvas, behind};
use super::palette::Part;
use crate::app::App;
use crate::app::editor::LineEditor;
use crate::app::foot::FootPart;
use crate::app::geometry::Geometry;
use crate::app::keymap::Context;
use crate::app::page::Highlight;
use crate::messages::browser as says;
use crate::text::fit::wrap;
use crate::text::safe::Safe;

/// How many rows the reason of a link takes at most.
const REASON_ROWS: usize = 4;

/// Draws the foot.
pub fn draw(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let foot = app.foot();
    if geometry.foot.is_empty() && foot.sentence.is_some() {
        canvas.clear(Rect { x: 0, width: geometry.screen.width, ..foot.area });
    }
    if !geometry.foot.is_empty() && draw_reason(app, geometry, foot.area, canvas) {
        return;
    }
    let quiet = canvas.palette.part(Part::Quiet);
    canvas.text_at_right(foot.area, &foot.status, quiet);
    if let Some(sentence) = &foot.sentence {
        canvas.text(foot.area, sentence, canvas.palette.part(Part::Notice));
    }
    draw_parts(&foot.parts, foot.area, canvas);
}

/// Draws why the link below the text that is selected is linked, on the foot and as many rows above it
/// as it takes, none that is above the link; returns whether there is such a link in sight.
fn draw_reason(app: &App, geometry: &Geometry, foot: Rect, canvas: &mut Canvas<'_>) -> bool {
    if app.context() != Context::Reader || app.notice().is_some() {
        return false;
    }
    let Some(page) = app.reader().filter(|page| !page.reason().is_empty()) else { return false };
    let Some(row) = page.target().and_then(|target| page.row_of_target(target)) else {
        return false;
    };
    let link = geometry.prose(app.arrangement().measure).y + row;
    let most = usize::from(foot.y - link).min(REASON_ROWS);
    let rows = wrap(page.reason(), usize::from(foot.width), most);
    for (index, text) in rows.iter().enumerate() {
        let row = Rect { y: foot.y - (rows.len() - 1 - index) as u16, ..foot };
        canvas.clear(Rect { x: 0, width: geometry.screen.width, ..row });
        canvas.text(row, text, Style::new());
    }
    true
}

/// Draws keys and what they do in a row.
pub fn draw_parts(parts: &[FootPart], row: Rect, canvas: &mut Canvas<'_>) {
    for part in parts {
        let style = canvas.palette.part(if part.is_key { Part::Key } else { Part::Quiet });
        canvas.text(behind(row, part.left), &part.text, style);
    }
}

/// Draws what is typed at the foot, and which match of how many was `found` by it; returns where its
/// cursor is.
pub fn draw_prompt(
    editor: &LineEditor,
    found: Option<&Highlight>,
    foot: Rect,
    geometry: &Geometry,
    canvas: &mut Canvas<'_>,
) -> Position {
    canvas.clear(Rect { x: 0, width: geometry.screen.width, ..foot });
    let status = found.map(|found| says::match_of(found.current, found.total));
    let status = Safe::line(&status.unwrap_or_default());
    let taken = canvas.text_at_right(foot, &status, canvas.palette.part(Part::Strong));
    let room = Rect { width: foot.width.saturating_sub(taken + 1), ..foot };
    let slash = canvas.text(room, &Safe::line("/"), canvas.palette.part(Part::Accent));
    draw_editor(behind(room, slash), editor, canvas)
}
