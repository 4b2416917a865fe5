//! A list of items in a popup: its area, which stays as it is while a filter is typed, its keys, its
//! clicks. Refuses to know: what choosing an item does.

use ratatui::layout::Rect;

use super::Menu;
use crate::app::cursor::Motion;
use crate::app::geometry::popup;
use crate::app::input::Mouse;
use crate::keys::Action;

/// How wide a menu in a popup is at least.
const WIDTH: u16 = 36;

/// What a popup asks for when it has answered a key or a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing more.
    Nothing,
    /// To be closed.
    Close,
    /// What choosing the selected item means.
    Choose,
}

impl<T> Menu<T> {
    /// Returns the area of the popup, its frame included: as high as all items need, so that it
    /// neither moves nor shrinks while a filter is typed.
    pub fn popup(&self, body: Rect) -> Rect {
        let rows = self.list.rows.all.iter().map(|item| item.rows.len()).sum::<usize>();
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        popup::popup(body, self.width().max(WIDTH), rows.max(3))
    }

    /// Returns the rows inside the popup.
    pub fn popup_height(&self, body: Rect) -> u16 {
        popup::inside(self.popup(body)).height
    }

    /// Answers an action in a popup.
    pub fn act_in_popup(&mut self, action: Action, count: Option<u32>, body: Rect) -> Asked {
        self.act_in(action, count, self.popup_height(body))
    }

    /// Answers an action in a popup of so many rows.
    pub fn act_in(&mut self, action: Action, count: Option<u32>, height: u16) -> Asked {
        if let Some(motion) = Motion::from_action(action, count) {
            self.go(motion, height);
            return Asked::Nothing;
        }
        match action {
            Action::Find => self.open_filter(),
            Action::Accept => self.accept_filter(),
            Action::CancelTyping => self.cancel_filter(height),
            Action::Close | Action::Cancel => return Asked::Close,
            Action::Open => return Asked::Choose,
            _ => {}
        }
        Asked::Nothing
    }

    /// A click chooses an item; one outside the popup closes it.
    pub fn press_in_popup(&mut self, mouse: Mouse, body: Rect) -> Asked {
        self.press_in(mouse, self.popup(body))
    }

    /// A click chooses an item in a popup of this area, its frame included; one outside closes it.
    pub fn press_in(&mut self, mouse: Mouse, area: Rect) -> Asked {
        if !mouse.is_in(area) {
            return Asked::Close;
        }
        let inside = popup::inside(area);
        let in_rows = (inside.y..inside.bottom()).contains(&mouse.row);
        if in_rows && self.select_row(mouse.row - inside.y, inside.height) {
            return Asked::Choose;
        }
        Asked::Nothing
    }

    /// Filters by what is typed.
    pub fn type_in_popup(&mut self, body: Rect) {
        let height = self.popup_height(body);
        self.on_typed(height);
    }

    /// Scrolls the popup.
    pub fn scroll_popup(&mut self, rows: i64, body: Rect) {
        let height = self.popup_height(body);
        self.scroll(rows, height);
    }

    /// Keeps the selection in sight on another screen.
    pub fn fit_popup(&mut self, body: Rect) {
        let height = self.popup_height(body);
        self.fit(height);
    }
}
