//! Lines: one that is typed in, and text broken into rows. Refuses to know: what they are for.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint::{Canvas, behind};
use crate::app::editor::LineEditor;
use crate::text::breaking;
use crate::text::fit::{truncate, truncate_start};
use crate::text::safe::Safe;

/// Draws a line that is typed in, and returns where its cursor is. If the cursor is too far to the
/// right, the start of the line is cut off.
pub fn draw_editor(area: Rect, editor: &LineEditor, canvas: &mut Canvas<'_>) -> Position {
    let room = usize::from(area.width.saturating_sub(1));
    let (before, after) = editor.text().split_at(editor.before().len());
    let shown = truncate_start(&Safe::line(before), room);
    let column = canvas.text(area, &shown, Style::new());
    canvas.text(behind(area, column), &Safe::line(after), Style::new());
    Position { x: area.x + column.min(area.width.saturating_sub(1)), y: area.y }
}

/// Breaks text into the rows of an area; what has no room is cut off with `…`.
pub fn broken_into_rows(text: &Safe, area: Rect) -> Vec<Safe> {
    let columns = usize::from(area.width.max(1));
    let most = usize::from(area.height);
    let lines = breaking::lines(text, columns);
    let mut shown: Vec<Safe> =
        lines.iter().take(most).map(|line| text.slice(line.range.clone())).collect();
    if let (Some(last), Some(line)) = (shown.last_mut(), lines.get(most.saturating_sub(1)))
        && lines.len() > most
    {
        *last = truncate(&text.slice(line.range.start..text.len()), columns);
    }
    shown
}
