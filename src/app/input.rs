//! Mouse events in the app's own words. Refuses to know: which library read them from the terminal.

use ratatui::layout::Rect;

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel turned up by one notch.
    WheelUp,
    /// The wheel turned down by one notch.
    WheelDown,
}

/// A mouse event at a cell, counted from 0 at the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

impl Mouse {
    /// Returns whether the mouse is in an area.
    pub fn is_in(self, area: Rect) -> bool {
        area.contains((self.column, self.row).into())
    }
}
