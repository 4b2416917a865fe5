//! Where popups are: in the middle of the body, or beside the link that they are about. Refuses to know:
//! what is in them.

use ratatui::layout::Rect;

use super::Geometry;

/// Up to this width of the screen popups take all of it.
const WHOLE: u16 = 80;

/// On which side of its link a peek is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Above it.
    Above,
    /// Below it.
    Below,
}

/// The room that a peek has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeekRoom {
    /// The area that the popup and its frame fit into.
    pub area: Rect,
    /// On which side of its link that is, if the peek is about one.
    pub side: Option<Beside>,
}

/// How wide the text of a peek is at most, unless the popup takes the whole width.
const PEEK: u16 = 60;

impl PeekRoom {
    /// Returns the area of a popup of so many rows in the room, its frame included.
    pub fn popup(&self, rows: u16) -> Rect {
        // Only on a narrow screen does the room begin at its edge.
        let width = if self.area.x == 0 { self.area.width } else { PEEK + 4 };
        let area = framed(self.area, width, rows);
        match self.side {
            Some(Beside::Below) => Rect { y: self.area.y, ..area },
            Some(Beside::Above) => Rect { y: self.area.bottom() - area.height, ..area },
            None => area,
        }
    }
}

/// Returns the room that a peek of so many rows has next to a link in a row of the screen.
pub fn peek_room(geometry: &Geometry, link: Option<u16>, rows: u16) -> PeekRoom {
    let reader = geometry.reader.unwrap_or(geometry.body);
    let around = if geometry.screen.width > WHOLE {
        // The blank columns beside the popup are inside the pane.
        Rect { x: reader.x + 1, width: reader.width.saturating_sub(2), ..reader }
    } else {
        Rect { x: 0, width: geometry.screen.width, ..reader }
    };
    let Some(row) = link else { return PeekRoom { area: around, side: None } };
    let above = Rect { height: row - around.y, ..around };
    let below = Rect { y: row + 1, height: around.bottom() - row - 1, ..around };
    if below.height >= above.height.min(rows + 2) {
        PeekRoom { area: below, side: Some(Beside::Below) }
    } else {
        PeekRoom { area: above, side: Some(Beside::Above) }
    }
}

/// Returns the area of a popup in the middle of `body`, its frame of one cell included. On a narrow
/// screen it takes the whole width.
pub fn popup(body: Rect, width: u16, height: u16) -> Rect {
    let whole = body.width <= WHOLE;
    framed(body, if whole { body.width } else { width.saturating_add(4) }, height)
}

/// Returns the middle of an area, of this width and of so many rows inside a frame of one cell.
fn framed(body: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(body.width);
    let height = height.saturating_add(2).min(body.height);
    Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 2,
        width,
        height,
    }
}

/// Returns the area of a popup in the lower right corner of `body`, its frame of one cell included.
pub fn corner(body: Rect, width: u16, height: u16) -> Rect {
    let width = width.saturating_add(4).min(body.width);
    let height = height.saturating_add(2).min(body.height);
    Rect { x: body.right() - width, y: body.bottom() - height, width, height }
}

/// Returns how wide the text is in a popup that has its frame and a margin in at most so many columns.
pub fn text_width(body: Rect, most: u16) -> u16 {
    inside(body).width.min(most).saturating_sub(2).max(8)
}

/// Returns what is inside a popup's frame.
pub fn inside(popup: Rect) -> Rect {
    Rect {
        x: popup.x.saturating_add(2.min(popup.width)),
        y: popup.y.saturating_add(1.min(popup.height)),
        width: popup.width.saturating_sub(4),
        height: popup.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn popups_take_the_whole_width_of_a_narrow_screen() {
        let body = |width| Rect::new(0, 2, width, 20);
        assert_eq!(popup(body(80), 36, 5), Rect::new(0, 8, 80, 7));
        assert_eq!(popup(body(81), 36, 5), Rect::new(20, 8, 40, 7));
    }
}
