//! The foot: what is typed there, else what [`App::foot`] has for it. Refuses to know: what keys do.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::line::draw_editor;
use super::paint::{Canvas, behind};
use crate::app::App;
use crate::app::editor::LineEditor;
use crate::app::foot::{FootPart, SENTENCE_ROWS};
use crate::app::geometry::{Geometry, ScreenShape};
use crate::keys::Context;
use crate::palettes::ScreenPart;
use crate::text::fit::wrap;
use crate::text::safe::Safe;

/// Draws the foot.
pub fn draw(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let foot = app.foot();
    if geometry.foot.is_empty() && !foot.sentence.is_empty() {
        canvas.clear(Rect { x: 0, width: geometry.screen.width, ..foot.area });
    }
    if draw_reason(app, geometry, canvas) {
        return;
    }
    let quiet = canvas.palette.part(ScreenPart::Quiet);
    let taken = canvas.text_at_right(foot.area, &foot.status, quiet);
    let beside = foot.area.width.saturating_sub(taken + u16::from(taken > 0));
    let notice = canvas.palette.part(ScreenPart::Notice);
    canvas.text_at_right(Rect { width: beside, ..foot.area }, &foot.warning, notice);
    if let Some(sentence) = foot.sentence.last() {
        canvas.text(foot.area, sentence, notice);
    }
    draw_parts(&foot.parts, foot.area, canvas);
}

/// Draws what of a sentence has no room on the foot, on rows above it that are cleared.
pub fn draw_rest_of_sentence(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let foot = app.foot();
    let rest = foot.sentence.split_last().map_or(&[][..], |(_, rest)| rest);
    let notice = canvas.palette.part(ScreenPart::Notice);
    for (row, y) in rest.iter().rev().zip((0..foot.area.y).rev()) {
        canvas.clear(Rect { x: 0, y, width: geometry.screen.width, height: 1 });
        canvas.text(Rect { y, ..foot.area }, row, notice);
    }
}

/// Draws why the link below the text that is selected is linked, on the foot and as many rows above it
/// as it takes, none that is above the link; returns whether there is such a link in sight. In reading
/// mode, where the foot is a row of the text, a line parts them, and a link on that row has its reason
/// above it.
fn draw_reason(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) -> bool {
    if app.context() != Context::Reader || app.notice().is_some() {
        return false;
    }
    let Some(page) = app.reader().filter(|page| !page.reason().is_empty()) else { return false };
    let Some(row) = page.target().and_then(|target| page.row_of_target(target)) else {
        return false;
    };
    let text = geometry.prose(app.arrangement().measure);
    let (link, foot) = (text.y + row, geometry.foot_row());
    let reading = geometry.shape == ScreenShape::Reading;
    let room = if reading { Rect { x: text.x, width: text.width, ..foot } } else { foot };
    let (last, most) = if link < foot.y { (foot.y, foot.y - link) } else { (link - 1, link) };
    let rows = wrap(page.reason(), usize::from(room.width), usize::from(most).min(SENTENCE_ROWS));
    let first = last + 1 - rows.len() as u16;
    let whole = |y| Rect { x: 0, y, width: geometry.screen.width, height: 1 };
    for (y, text) in (first..).zip(&rows) {
        canvas.clear(whole(y));
        canvas.text(Rect { y, ..room }, text, Style::new());
    }
    if let Some(above) = first.checked_sub(1).filter(|&above| reading && above != link) {
        canvas.fill(whole(above), "─", ScreenPart::Line);
    }
    true
}

/// Draws keys and what they do in a row.
pub fn draw_parts(parts: &[FootPart], row: Rect, canvas: &mut Canvas<'_>) {
    for part in parts {
        let style =
            canvas.palette.part(if part.is_key { ScreenPart::Key } else { ScreenPart::Quiet });
        canvas.text(behind(row, part.left), &part.text, style);
    }
}

/// Draws what is typed at the foot behind what says what it is, and what has become of it; returns where
/// its cursor is.
pub fn draw_prompt(
    (label, editor): (&str, &LineEditor),
    status: &str,
    geometry: &Geometry,
    canvas: &mut Canvas<'_>,
) -> Position {
    let foot = geometry.foot_row();
    canvas.clear(Rect { x: 0, width: geometry.screen.width, ..foot });
    let taken =
        canvas.text_at_right(foot, &Safe::line(status), canvas.palette.part(ScreenPart::Strong));
    let room = Rect { width: foot.width.saturating_sub(taken + 1), ..foot };
    let slash = canvas.text(room, &Safe::line(label), canvas.palette.part(ScreenPart::Accent));
    draw_editor(behind(room, slash), editor, canvas)
}
