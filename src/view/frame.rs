//! Boxes with a frame. Refuses to know: what is in them.

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
