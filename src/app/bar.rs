//! The title bar above panes that are next to each other: pack, theme and entry, each of which leads
//! where it says. Computed here for `update` and `draw` alike. Refuses to know: colours.

use ratatui::layout::Rect;

use super::App;
use super::geometry::{Pane, ScreenShape};
use super::input::Mouse;
use super::page::{Landing, PageKey};
use crate::messages::{browser as says, changed as yours};
use crate::model::{PackKey, ThemeKey};
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// What is between two names.
pub const ARROW: &str = " › ";

/// What stands at an entry that has a bookmark.
pub const BOOKMARK: &str = "◆";
/// What stands at an entry that says something else than when it was read.
pub const CHANGED: &str = "≠";
/// What stands at an entry that was read.
pub const READ: &str = "✓";

/// Where a name in the title bar leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crumb {
    /// To the entry that a pack opens with.
    Pack(PackKey),
    /// To the page of a theme, with its row selected in the contents.
    Theme(ThemeKey),
    /// To the text of the open entry.
    Entry,
}

impl App {
    /// Returns the names in an area of the title bar, each with the columns before it. If not all of
    /// them have room the pack goes first, since it changes least; then the theme is cut, but not below
    /// a third, and the entry's title at last.
    pub fn breadcrumb(&self, key: PageKey, area: Rect) -> Vec<(u16, Safe, Crumb)> {
        let catalogue = self.catalogue();
        let of = key.theme(catalogue);
        let theme = catalogue.theme(of);
        let pack = Safe::line(&catalogue.pack(theme.pack).title);
        let mut short = Safe::line(&theme.short);
        let mut title = key.entry().map(|entry| Safe::line(catalogue.short(entry)));
        let (most, arrow) = (usize::from(area.width), width(ARROW));
        let behind = |title: &Option<Safe>| title.as_ref().map_or(0, |title| width(title) + arrow);
        let whole = width(&pack) + arrow + width(&short) + behind(&title) <= most;
        if !whole {
            short = truncate(&short, most.saturating_sub(behind(&title)).max(most / 3));
            let room = most.saturating_sub(arrow + width(&short));
            title = title.map(|title| truncate(&title, room));
        }
        let pack = whole.then_some((pack, Crumb::Pack(theme.pack)));
        let title = title.map(|title| (title, Crumb::Entry));
        let mut left = 0;
        let names = pack.into_iter().chain([(short, Crumb::Theme(of))]).chain(title);
        names
            .map(|(name, crumb)| {
                let before = left as u16;
                left += width(&name) + arrow;
                (before, name, crumb)
            })
            .collect()
    }

    /// Returns the part of the title bar that the names have, beside what stands at its right.
    pub fn breadcrumb_area(&self) -> Rect {
        let bar = self.geometry().title_row();
        let taken = self.reader().map_or(0, |page| width(&self.position_in_words(page.key)));
        Rect { width: bar.width.saturating_sub(taken as u16 + 1), ..bar }
    }

    /// Returns whether the entry has changed, the sign of a bookmark and the position in the theme, with its
    /// name unless that is named beside it; how far reading is as long as only the first files were read.
    pub fn position_in_words(&self, key: PageKey) -> String {
        if self.is_beginning() {
            return self.rest_in_words(usize::from(self.geometry().title_row().width) * 2 / 3);
        }
        let theme = self.catalogue().theme(key.theme(self.catalogue()));
        let single = self.geometry().shape == ScreenShape::One;
        let named = !single || self.names_theme();
        match key {
            PageKey::Entry(entry) => {
                let (at, count) = (entry.0 - theme.entries.start + 1, theme.count());
                let position = says::position(at, count, if named { "" } else { &theme.short });
                let changed = self.had_changed(entry).then_some([CHANGED, yours::CHANGED]);
                let sign = self.is_bookmarked(entry).then_some(BOOKMARK);
                let all = changed.into_iter().flatten().chain(sign).chain([position.as_str()]);
                all.collect::<Vec<_>>().join(" ")
            }
            PageKey::Theme(_) => says::entries(theme.count()),
        }
    }

    /// Returns whether the title of a single pane is the theme.
    fn names_theme(&self) -> bool {
        self.arrangement.focus != Pane::Contents && !self.is_covered()
    }

    /// Returns where the name under the mouse leads.
    pub(super) fn crumb_under(&self, mouse: Mouse) -> Option<Crumb> {
        let (key, area) = (self.reader()?.key, self.breadcrumb_area());
        if !mouse.is_in(area) || self.geometry().shape == ScreenShape::One {
            return None;
        }
        let column = usize::from(mouse.column - area.x);
        let holds = |(left, name, _): &(u16, Safe, Crumb)| {
            let left = usize::from(*left);
            (left..left + width(name)).contains(&column)
        };
        self.breadcrumb(key, area).into_iter().find(holds).map(|(.., crumb)| crumb)
    }

    /// Goes where a name in the title bar leads; views are left for it.
    pub(super) fn go_to_crumb(&mut self, crumb: Crumb) {
        self.layers_give_way();
        match crumb {
            Crumb::Pack(pack) => {
                if let Some(start) = self.catalogue().pack(pack).opens_with() {
                    self.leave_for(start, Landing::Top, Pane::Contents);
                }
            }
            Crumb::Theme(theme) => self.leave_for(theme, Landing::Top, Pane::Contents),
            Crumb::Entry => self.focus(Pane::Reader),
        }
    }

    /// Closes all layers.
    fn layers_give_way(&mut self) {
        while !self.layers.is_empty() {
            self.close_front();
        }
    }
}
