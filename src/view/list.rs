//! What all lists share: how a selected row is marked. Refuses to know: what is listed.

use ratatui::layout::Rect;

use super::paint::Canvas;
use super::palette::Part;
use crate::text::safe::Safe;

/// Shows which row is selected, by more than colour.
pub fn mark_selected(cells: Rect, focused: bool, canvas: &mut Canvas<'_>) {
    let style = canvas.palette.part(Part::selection(focused));
    canvas.restyle_plain(cells, style);
    canvas.text(Rect { width: 1, ..cells }, &Safe::line("▸"), style);
}
