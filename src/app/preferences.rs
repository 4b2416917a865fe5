//! What the reader has set that the app keeps to, and how it takes in that it was set anew. Refuses to
//! know: where settings are read from.

use super::App;
use super::geometry::MEASURE;
use super::message::Effect;

/// What the reader has set that the app keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The widest text, in columns, until the reader changes it for this time.
    pub measure: u16,
    /// Whether the mouse is wanted.
    pub mouse: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { measure: MEASURE, mouse: true }
    }
}

impl App {
    /// Takes in what was set anew; a width that the reader has chosen with keys stays.
    pub(super) fn prefer(&mut self, new: Preferences) {
        let old = std::mem::replace(&mut self.preferences, new);
        if self.arrangement.measure == old.measure {
            self.arrangement.measure = new.measure;
        }
        if old.mouse != new.mouse {
            self.outbox.push(Effect::CaptureMouse(new.mouse && !self.arrangement.reading));
        }
    }
}
