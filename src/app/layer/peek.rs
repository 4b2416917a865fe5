//! The text of an entry in a popup, without going there. Refuses to know: where its text comes
//! from.

use ratatui::layout::{Rect, Size};

use crate::app::cursor::Motion;
use crate::app::geometry::popup::{self, PeekRoom};
use crate::app::input::Mouse;
use crate::app::page::{Landing, Page};
use crate::app::step::Step;
use crate::keys::Action;
use crate::knowledge::Ticket;

/// How high a peek is at most, inside its frame.
pub const HEIGHT: u16 = 12;

/// A page in a popup.
#[derive(Clone, Debug)]
pub struct Peek {
    /// The page.
    pub page: Page,
    room: PeekRoom,
    /// By which the entries that use the term are still wanted.
    _users: Option<Ticket>,
}

impl Peek {
    /// Shows a page in a room; it has the size that [`Peek::size`] returns for it. What is read for
    /// `users` is wanted as long as the peek is there.
    pub fn new(page: Page, room: PeekRoom, users: Option<Ticket>) -> Self {
        Self { page, room, _users: users }
    }

    /// Returns the size of the text.
    pub fn size(room: PeekRoom) -> Size {
        popup::inside(room.popup(HEIGHT)).as_size()
    }

    /// Fits the popup to another room.
    pub fn fit(&mut self, room: PeekRoom) {
        self.room = room;
        self.page.resize(Self::size(room));
    }

    /// Returns the area of the popup, its frame included: under the link that it is about if there
    /// is more room, else above it; in the middle if it is about a row of a list.
    pub fn area(&self) -> Rect {
        let rows = (self.page.visible().len() as u16).max(1);
        self.room.popup(rows)
    }

    /// Answers an action.
    pub fn on_action(&mut self, action: Action, count: Option<u32>) -> Step {
        if let Some(motion) = Motion::from_action(action, count) {
            self.page.go(motion);
            return Step::Stay;
        }
        match action {
            Action::Open => self.go(),
            Action::Close | Action::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }

    /// A click opens the entry; one outside the popup closes it, and means what is under it.
    pub fn on_press(&mut self, mouse: Mouse) -> Step {
        if mouse.is_in(self.area()) { self.go() } else { Step::Pass }
    }

    fn go(&self) -> Step {
        self.page.key.entry().map_or(Step::Stay, |entry| Step::Go(entry, Landing::Top))
    }

    /// Scrolls.
    pub fn on_wheel(&mut self, rows: i64) {
        self.page.go(Motion::By(rows));
    }
}
