//! Boxes with a frame, and the head of what takes the whole body. Refuses to know: what is in them.

use ratatui::layout::Rect;

use super::paint::{Canvas, behind};
use crate::palettes::ScreenPart;
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// Draws the empty box of a popup: `screen` steps back behind it, and a blank column is on either
/// side.
pub fn draw_popup(area: Rect, screen: Rect, title: &Safe, canvas: &mut Canvas<'_>) {
    canvas.recede(screen);
    draw_apart(area, title, canvas);
}

/// Draws the empty box of a popup with a blank column on either side; what is behind it stays as it is.
pub fn draw_apart(area: Rect, title: &Safe, canvas: &mut Canvas<'_>) {
    canvas.clear(Rect { x: area.x.saturating_sub(1), width: area.width + 2, ..area });
    draw_box(area, title, canvas);
}

/// Draws an empty box with a title in its frame.
pub fn draw_box(area: Rect, title: &Safe, canvas: &mut Canvas<'_>) {
    canvas.clear(area);
    if area.height < 2 || area.width < 4 {
        return;
    }
    let corner = |x, y| Rect { x, y, width: 1, height: 1 };
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    canvas.fill(Rect { height: 1, ..area }, "─", ScreenPart::Line);
    canvas.fill(Rect { y: bottom, height: 1, ..area }, "─", ScreenPart::Line);
    canvas.fill(Rect { width: 1, ..area }, "│", ScreenPart::Line);
    canvas.fill(Rect { x: right, width: 1, ..area }, "│", ScreenPart::Line);
    for (x, y, glyph) in
        [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
    {
        canvas.fill(corner(x, y), glyph, ScreenPart::Line);
    }
    if !title.is_empty() {
        let mut padded = Safe::line(" ");
        padded.push(&truncate(title, usize::from(area.width.saturating_sub(6))));
        padded.push(&Safe::line(" "));
        let room = behind(Rect { height: 1, width: area.width - 1, ..area }, 2);
        canvas.text(room, &padded, canvas.palette.part(ScreenPart::Accent));
    }
}

/// Draws the head of what takes the whole body: a title, cut to what `status` leaves, which is at the right.
pub fn draw_head(row: Rect, title: &Safe, status: &Safe, canvas: &mut Canvas<'_>) {
    let field = within_head(row);
    let taken = canvas.text_at_right(field, status, canvas.palette.part(ScreenPart::Quiet));
    let apart = if taken == 0 { 0 } else { taken + 1 };
    let room = Rect { width: field.width.saturating_sub(apart), ..field };
    let title = truncate(title, usize::from(room.width));
    canvas.text(room, &title, canvas.palette.part(ScreenPart::Accent));
}

/// Returns what a head has room for: there is a blank column on either side.
pub fn within_head(row: Rect) -> Rect {
    behind(Rect { width: row.width.saturating_sub(1), ..row }, 1)
}
