//! What all lists share: how a selected item is marked, and how far a list is scrolled. Refuses to
//! know: what is listed.

use ratatui::layout::Rect;

use super::paint::{Canvas, row_of};
use crate::app::list::Extent;
use crate::palettes::ScreenPart;
use crate::text::fit::wrap;
use crate::text::safe::Safe;

/// Shows over all rows of an item that it is selected, and before the first by more than colour.
pub fn mark_selected(cells: Rect, focused: bool, canvas: &mut Canvas<'_>) {
    let style = canvas.palette.part(ScreenPart::selection(focused));
    canvas.restyle(cells, style);
    canvas.text(Rect { width: 1, ..cells }, &Safe::line("▸"), style);
}

/// Says in a list without rows why there are none, on as many lines as that takes.
pub fn draw_empty(says: &str, area: Rect, canvas: &mut Canvas<'_>) {
    let lines = wrap(says, usize::from(area.width), usize::from(area.height));
    for (row, line) in (0..).zip(&lines) {
        canvas.text(row_of(area, row), line, canvas.palette.part(ScreenPart::Quiet));
    }
}

/// Shows on a line beside a list which part of it is in sight, unless all of it is.
pub fn draw_scrolled(line: Rect, extent: Extent, canvas: &mut Canvas<'_>) {
    let Some(piece) = extent.piece_of(line.height) else { return };
    let cells = Rect { y: line.y + piece.start, height: piece.end - piece.start, ..line };
    canvas.fill(Rect { width: line.width.min(1), ..cells }, "┃", ScreenPart::Scrolled);
}
