//! What is said of a selection, next to the list, grid or map it is made in. Refuses to know: what
//! is selected.

use ratatui::layout::Rect;

use super::paint::{Canvas, Look, row_of};
use crate::app::geometry;
use crate::palettes::ScreenPart;
use crate::report::Paragraph;

/// Draws the line between a list and its detail: down if it is one column wide, else across.
pub fn draw_rule(rule: Rect, canvas: &mut Canvas<'_>) {
    canvas.fill(rule, if rule.width == 1 { "│" } else { "─" }, ScreenPart::Line);
}

/// Draws paragraphs below a rule, as many as have room.
pub fn draw_in_words(rule: Rect, detail: Rect, paragraphs: &[Paragraph], canvas: &mut Canvas<'_>) {
    canvas.fill(rule, "─", ScreenPart::Line);
    let room = geometry::prose(detail, u16::MAX);
    let rows = paragraphs.iter().flat_map(|paragraph| paragraph.rows(room.width));
    for (index, row) in rows.take(usize::from(room.height)).enumerate() {
        canvas.row(row_of(room, index as u16), &row, Look::default());
    }
}
