//! The line under the first text of a session: what a newcomer can do next, as far as the pack has it.
//! Refuses to know: colours.

use ratatui::layout::Rect;

use super::App;
use super::foot::{FootPart, keys_under};
use super::input::Mouse;
use super::message::Effect;
use crate::keys::{Action, Context, Key, written};
use crate::knowledge::Question;
use crate::messages::browser as says;
use crate::model::{Route, RouteKey};
use crate::report::{Order, RoutePlan};
use crate::text::safe::Safe;
use crate::text::width::width;

/// The most stops of a route whose minutes are counted for the line: few enough to be there at once.
const MOST_STOPS: usize = 32;

impl App {
    /// Returns whether the line is shown: under the entry that its pack opens with, at the place where
    /// the trail begins, if there is anything to offer.
    pub(super) fn invites(&self) -> bool {
        let Some(entry) = self.reader.entry() else { return false };
        let pack = self.catalogue().pack(self.catalogue().pack_of(entry));
        let begins = pack.start == Some(entry) && self.trail.previous().is_none();
        begins && !self.is_beginning() && (self.offered_route().is_some() || self.offers_matrix())
    }

    /// Asks how long the route that is offered takes.
    pub(super) fn measure_offered_route(&mut self) {
        let route = self.offered_route().filter(|_| self.invites());
        let stops = route.map(|(_, route)| route.stops.clone()).unwrap_or_default();
        if (1..=MOST_STOPS).contains(&stops.len()) {
            self.outbox.push(Effect::Ask(Question::Amounts(stops)));
        }
    }

    fn offered_route(&self) -> Option<(RouteKey, &Route)> {
        let pack = self.pack()?;
        let routes = self.catalogue().routes();
        let at = routes.iter().position(|route| route.pack == pack)?;
        Some((RouteKey::new(at), &routes[at]))
    }

    fn offers_matrix(&self) -> bool {
        let catalogue = self.catalogue();
        let is_of_pack = |theme| Some(catalogue.theme(theme).pack) == self.pack();
        catalogue.matrices().iter().any(|matrix| is_of_pack(matrix.rows))
    }

    /// Returns the line in so many columns, as much of it as has room; a click on it presses its keys.
    pub fn invitation(&self, columns: u16) -> Vec<FootPart> {
        let route = self.offered_route().map(|(key, route)| {
            let plan = (route.stops.len() <= MOST_STOPS)
                .then(|| RoutePlan::new(&self.knowledge, Order::Declared(key), &route.stops));
            let minutes = plan.and_then(|plan| plan.minutes());
            (Action::Routes, says::offered_route(&route.title, minutes))
        });
        let matrix = self.offers_matrix().then(|| (Action::Matrix, says::MATRIX.to_owned()));
        let search = Some((Action::Search, says::hint::SEARCH.to_owned()));
        let mut parts: Vec<FootPart> = Vec::new();
        let mut left = 0;
        for (action, words) in [route, matrix, search].into_iter().flatten() {
            let Some(keys) = self.keymap.shown(Context::Reader, action) else { continue };
            let dot = if parts.is_empty() { "" } else { " · " };
            let [dot, key, words] = [dot, &written(keys), &format!(" {words}")].map(Safe::line);
            if left + width(&dot) + width(&key) + width(&words) > usize::from(columns) {
                break;
            }
            for (text, is_key) in [(dot, false), (key, true), (words, false)] {
                let before = left as u16;
                left += width(&text);
                parts.push(FootPart { left: before, text, is_key, presses: keys.to_vec() });
            }
        }
        parts
    }

    /// Returns the keys of the line that a click presses.
    pub(super) fn invited_keys_under(&self, mouse: Mouse) -> Option<Vec<Key>> {
        let area: Rect = self.geometry().invitation(self.arrangement.measure)?;
        keys_under(&self.invitation(area.width), area, mouse).map(<[_]>::to_vec)
    }
}
