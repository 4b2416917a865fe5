//! The palettes to choose from, each shown on the screen behind as soon as it is selected. Refuses to know:
//! what colours they have, and how they are found.

use ratatui::layout::Rect;

use super::menu::{Asked, Menu, MenuItem};
use crate::app::geometry::popup::{corner, inside, text_width};
use crate::app::input::Mouse;
use crate::app::message::Effect;
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row};
use crate::keys::Action;
use crate::messages::palettes as says;
use crate::palettes::{Listed, Listing};
use crate::text::fit::{truncate, wrap};
use crate::text::safe::Safe;
use crate::text::width::width;

/// How wide the list is inside its frame, in columns.
const WIDTH: u16 = 30;

/// How many columns are between a name and what it suits.
const GAP: usize = 2;

/// How many palettes are in sight at the least.
const LEAST: u16 = 3;

/// The list in a corner, over the text that shows what the selected one looks like.
#[derive(Clone, Debug)]
pub struct PalettePicker {
    /// The list of names.
    pub menu: Menu<Box<str>>,
    listing: Listing,
    /// The name of the one on the screen.
    shown: Box<str>,
}

/// Where the list is and what stands above it.
pub struct Places {
    /// The area of all that is shown, its frame included.
    pub all: Rect,
    /// Why it makes no difference which palette is selected, in rows that stay above the list.
    pub reason: Vec<Safe>,
    /// The area of the list, framed as if it had a frame of its own.
    pub list: Rect,
}

impl PalettePicker {
    /// Builds the list; the one on the screen is selected.
    pub fn open(listing: Listing, body: Rect) -> Self {
        let mut picker = Self { menu: Menu::default(), shown: listing.shown.clone(), listing };
        picker.menu = Menu::new(picker.items());
        let shown = picker.shown.clone();
        picker.menu.select_where(picker.height(body), |name| *name == shown);
        picker
    }

    /// Lists the palettes that there are now; the selected one is shown as it is now.
    pub fn renew(&mut self, palettes: Vec<Listed>, around: &mut Surroundings<'_>) {
        let body = around.geometry.body;
        let selected = self.menu.selected().cloned();
        self.listing.palettes = palettes;
        self.menu.replace(self.items(), self.height(body));
        if let Some(selected) = selected {
            self.menu.select_where(self.height(body), |name| *name == selected);
        }
        if let Some(name) = self.menu.selected().filter(|_| self.shown != self.listing.shown) {
            self.shown.clone_from(name);
            around.outbox.push(Effect::ShowPalette(name.clone()));
        }
    }

    /// Returns where everything is: in a corner, and on a low screen no higher than half of it, so that there is
    /// something to be seen of what is chosen.
    pub fn places(&self, body: Rect) -> Places {
        let columns = usize::from(text_width(body, WIDTH));
        let mut reason =
            self.listing.why_alike.map_or_else(Vec::new, |why| wrap(why, columns, usize::MAX));
        let rows = (self.listing.palettes.len() + reason.len()) as u16;
        let least = reason.len() as u16 + LEAST;
        let most = (body.height / 2).saturating_sub(2);
        let all = corner(body, WIDTH, rows.min(most.max(least)));
        reason.truncate(usize::from(inside(all).height.saturating_sub(1)));
        let above = reason.len() as u16;
        let list = Rect { y: all.y + above, height: all.height - above, ..all };
        Places { all, reason, list }
    }

    fn height(&self, body: Rect) -> u16 {
        inside(self.places(body).list).height
    }

    fn items(&self) -> Vec<MenuItem<Box<str>>> {
        // What a palette suits stands behind the longest name too, and does not touch the frame.
        let room = usize::from(WIDTH) - 2 * GAP - width(&Safe::line(says::suits(true, true)));
        let names = self.listing.palettes.iter().map(|listed| width(&Safe::line(&listed.name)));
        let widest = names.max().unwrap_or(0).min(room);
        let item = |listed: &Listed| {
            let name = truncate(&Safe::line(&listed.name), room);
            let gap = " ".repeat(widest - width(&name) + GAP);
            let value = Some(listed.name.clone());
            let suits = says::suits(listed.light, listed.dark);
            let row = [(name.as_str(), Role::Text), (&gap, Role::Text), (suits, Role::Dim)];
            MenuItem::of(vec![Row::new(row)], value)
        };
        self.listing.palettes.iter().map(item).collect()
    }

    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &mut Surroundings<'_>,
    ) -> Step {
        let asked = self.menu.act_in(action, count, self.height(around.geometry.body));
        self.answer(asked, around)
    }

    /// A click chooses a palette; one outside the list closes it.
    pub fn on_press(&mut self, mouse: Mouse, around: &mut Surroundings<'_>) -> Step {
        let body = around.geometry.body;
        let Places { all, list, .. } = self.places(body);
        if mouse.is_in(all) && !mouse.is_in(list) {
            return Step::Stay;
        }
        let asked = self.menu.press_in(mouse, list);
        self.answer(asked, around)
    }

    /// Filters by what is typed.
    pub fn on_typed(&mut self, around: &mut Surroundings<'_>) {
        self.menu.on_typed(self.height(around.geometry.body));
        self.show_selected(around);
    }

    /// Scrolls the list.
    pub fn scroll(&mut self, rows: i64, around: &Surroundings<'_>) {
        self.menu.scroll(rows, self.height(around.geometry.body));
    }

    /// Keeps the selection in sight on another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        self.menu.fit(self.height(around.geometry.body));
    }

    fn answer(&mut self, asked: Asked, around: &mut Surroundings<'_>) -> Step {
        match asked {
            Asked::Nothing => {
                self.show_selected(around);
                Step::Stay
            }
            Asked::Close => {
                let before = self.listing.shown.clone();
                self.show(before, around);
                Step::Close
            }
            Asked::Choose => {
                let Some(name) = self.menu.selected().cloned() else { return Step::Stay };
                around.outbox.push(Effect::KeepPalette(name));
                Step::Close
            }
        }
    }

    fn show_selected(&mut self, around: &mut Surroundings<'_>) {
        if let Some(name) = self.menu.selected().cloned() {
            self.show(name, around);
        }
    }

    /// Has a palette shown, unless it is on the screen.
    fn show(&mut self, name: Box<str>, around: &mut Surroundings<'_>) {
        if name != self.shown {
            self.shown.clone_from(&name);
            around.outbox.push(Effect::ShowPalette(name));
        }
    }
}
