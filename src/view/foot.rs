//! The foot: what is typed there, else what [`App::foot`] has for it. Refuses to know: what keys do.

use ratatui::layout::{Position, Rect};

use super::line::draw_editor;
use super::paint::{Canvas, behind};
use super::palette::Part;
use crate::app::App;
use crate::app::editor::LineEditor;
use crate::app::foot::FootPart;
use crate::app::geometry::Geometry;
use crate::app::page::Highlight;
use crate::messages::browser as says;
use crate::text::safe::Safe;

/// Draws the foot.
pub fn draw(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let foot = app.foot();
    if geometry.foot.is_empty() && foot.sentence.is_some() {
        canvas.clear(Rect { x: 0, width: geometry.screen.width, ..foot.area });
    }
    let quiet = canvas.palette.part(Part::Quiet);
    canvas.text_at_right(foot.area, &foot.status, quiet);
    if let Some(sentence) = &foot.sentence {
        canvas.text(foot.area, sentence, canvas.palette.part(Part::Notice));
    }
    draw_parts(&foot.parts, foot.area, canvas);
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
