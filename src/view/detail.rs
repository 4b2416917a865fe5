//! What is said of a selection, next to the list, grid or map it is made in. Refuses to know: what
//! is selected.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::line::broken_into_rows;
use super::paint::{Canvas, row_of};
use super::palette::Part;
use crate::app::geometry;
use crate::text::safe::Safe;

/// Draws the line between a list and its detail: down if it is one column wide, else across.
pub fn draw_rule(rule: Rect, canvas: &mut Canvas<'_>) {
    canvas.fill(rule, if rule.width == 1 { "│" } else { "─" }, Part::Line);
}

/// Draws paragraphs below a rule, as many as have room.
pub fn draw_in_words(rule: Rect, detail: Rect, paragraphs: &[String], canvas: &mut Canvas<'_>) {
    canvas.fill(rule, "─", Part::Line);
    let room = geometry::prose(detail, u16::MAX);
    let mut used = 0;
    for paragraph in paragraphs {
        let rest = Rect { height: room.height - used, ..room };
        for line in broken_into_rows(&Safe::line(paragraph), rest) {
            canvas.text(row_of(room, used), &line, Style::new());
            used += 1;
        }
    }
}
