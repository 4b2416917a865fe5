//! What comes after the end of a text: the next stop of the route that is being followed, else the next
//! entry; of a theme, its first. Refuses to know: how the end is drawn.

use super::App;
use super::page::{Page, PageKey};
use crate::keys::{Action, Toward};
use crate::model::EntryKey;

/// What comes after the open entry or theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Onward {
    /// The action that leads there.
    pub action: Action,
    /// The entry.
    pub entry: EntryKey,
}

impl App {
    /// Returns what comes after the open entry or theme; `None` if it is the last one of its pack.
    pub fn onward(&self) -> Option<Onward> {
        let here = match self.reader.key()? {
            PageKey::Entry(entry) => entry,
            PageKey::Theme(theme) => {
                let entry = self.catalogue().entries_of(theme).next()?;
                return Some(Onward { action: Action::NextEntry, entry });
            }
        };
        let stop = self.progress().and_then(|progress| progress.after_stop(here));
        if let Some(entry) = stop {
            return Some(Onward { action: Action::NextStop, entry });
        }
        let catalogue = self.catalogue();
        let last = catalogue.pack(catalogue.pack_of(here)).entries.end - 1;
        let entry = EntryKey(here.0 + 1);
        (here.0 < last).then_some(Onward { action: Action::NextEntry, entry })
    }

    /// Returns what reading on means now: a page down, or at the end of the text what leads onward, which says so
    /// where nothing does.
    pub(super) fn reading_on(&mut self) -> Action {
        if !self.reader.page.as_mut().is_some_and(Page::is_read) {
            return Action::PageDown;
        }
        self.onward().map_or(Action::NextEntry, |onward| onward.action)
    }

    /// Goes to what comes after the open entry.
    pub(super) fn go_onward(&mut self) {
        match self.onward().map(|onward| onward.action) {
            Some(Action::NextStop) => self.next_stop(Toward::Next, 1),
            Some(_) => self.go_to_neighbour(1),
            None => {}
        }
    }
}
