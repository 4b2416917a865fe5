//! The route that is being followed, and how far each was gone. Refuses to know: how it is
//! shown, which keys go along it.

use std::collections::HashMap;

use super::{minutes_left, title_of};
use crate::journal::State;
use crate::keys::Toward;
use crate::knowledge::Knowledge;
use crate::margin;
use crate::messages::routes as says;
use crate::model::{Catalogue, EntryKey, Remap, RouteKey};
use crate::report::choice::Order;

/// The route that is being followed, and how far.
#[derive(Clone, Debug)]
pub struct RouteProgress {
    order: Order,
    title: String,
    stops: Vec<EntryKey>,
    /// The stop that was reached, from 0.
    stop: usize,
    /// The minutes left from each stop on, as soon as they are known.
    left: Option<Vec<u64>>,
    /// Whether one went on from the last stop; a step back takes the route up again.
    ended: bool,
}

impl RouteProgress {
    /// Returns the title of the route.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Describes where on the route one is, and how long the rest takes: "3/14 · 18 min left".
    pub fn position(&self) -> String {
        let left = self.left.as_ref().map(|left| left[self.stop]);
        says::position(self.stop + 1, self.stops.len(), left)
    }

    /// Returns the stop that follows an entry, if that is the stop that was reached.
    pub fn after_stop(&self, entry: EntryKey) -> Option<EntryKey> {
        self.is_at(Some(entry)).then(|| self.stops.get(self.stop + 1).copied())?
    }

    /// Returns whether an entry is the stop that was reached.
    pub fn is_at(&self, entry: Option<EntryKey>) -> bool {
        entry == Some(self.stops[self.stop])
    }

    fn after(self, remap: &Remap) -> Option<Self> {
        let order = match self.order {
            Order::Declared(route) => Order::Declared(remap.route(route)?),
            Order::Before(entry) => Order::Before(remap.entry(entry)?),
        };
        let here = remap.entry(self.stops[self.stop])?;
        let stops: Vec<EntryKey> =
            self.stops.iter().filter_map(|entry| remap.entry(*entry)).collect();
        let stop = stops.iter().position(|entry| *entry == here)?;
        Some(Self { order, stops, stop, left: None, ..self })
    }
}

/// The routes of one reader: the one that is followed, and how far each was.
#[derive(Clone, Debug, Default)]
pub struct Itinerary {
    progress: Option<RouteProgress>,
    /// The entry that the routes were last opened from.
    from: Option<EntryKey>,
    /// The stop that was reached on each route.
    reached: HashMap<RouteKey, usize>,
}

/// What a step along a route leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advance {
    /// To the entry at the next stop.
    To(EntryKey),
    /// Nowhere, for this reason.
    Nowhere(String),
    /// Nowhere, since no route is being followed.
    NotBegun,
}

impl Itinerary {
    /// Returns the route that is being followed.
    pub fn followed(&self) -> Option<&RouteProgress> {
        self.progress.as_ref().filter(|progress| !progress.ended)
    }

    /// Remembers the entry from which the routes are asked for.
    pub fn ask_from(&mut self, entry: Option<EntryKey>) {
        self.from = entry;
    }

    /// Returns the stops whose minutes are shown: those of the route that is being followed.
    pub fn stops(&self) -> &[EntryKey] {
        self.progress.as_ref().map_or(&[], |progress| &progress.stops)
    }

    /// Begins to follow a route at the stop that is `entry`, the one numbered `stop` if that is it;
    /// returns whether it is a stop at all.
    pub fn begin(
        &mut self,
        known: &mut Knowledge,
        order: Order,
        entry: EntryKey,
        stop: usize,
    ) -> bool {
        let stops = self.stops_of(known, order);
        // A computed route may differ by terms of a text that is not loaded any more.
        let found = stops.get(stop).filter(|&&found| found == entry).map(|_| stop);
        let Some(stop) = found.or_else(|| stops.iter().position(|&found| found == entry)) else {
            return false;
        };
        let left = minutes_left(known, &stops);
        let title = title_of(known.catalogue(), order);
        self.progress = Some(RouteProgress { order, title, stops, stop, left, ended: false });
        self.go_to(stop);
        true
    }

    /// Takes in that an entry is open now: if it is a stop of the route that is being followed, that
    /// stop is reached; of several the next one from the present stop on.
    pub fn on_arrival(&mut self, entry: EntryKey) {
        let Some(progress) = self.progress.as_ref().filter(|progress| !progress.ended) else {
            return;
        };
        let RouteProgress { stop, stops, .. } = progress;
        let mut around = (*stop..stops.len()).chain(0..*stop);
        if let Some(reached) = around.find(|&at| stops[at] == entry) {
            self.go_to(reached);
        }
    }

    /// Leaves the route that is being followed, and forgets where one was on it; returns its title.
    pub fn leave(&mut self) -> Option<String> {
        let progress = self.progress.take()?;
        if let Order::Declared(route) = progress.order {
            self.reached.remove(&route);
        }
        Some(progress.title)
    }

    /// Takes in which stops were reached in other sessions. Returns the route on which `here` is that stop, with
    /// the number of the stop, unless one is followed already.
    pub fn take_up(
        &mut self,
        catalogue: &Catalogue,
        state: &State,
        here: Option<EntryKey>,
    ) -> Option<(RouteKey, usize)> {
        let mut resumed = None;
        for route in (0..catalogue.routes().len()).map(RouteKey::new) {
            let Some(entry) = margin::stop_on(state, catalogue, route) else { continue };
            let mut stops = catalogue.route(route).stops.iter();
            let Some(stop) = stops.position(|stop| *stop == entry) else { continue };
            self.reached.entry(route).or_insert(stop);
            if Some(entry) == here {
                resumed.get_or_insert((route, stop));
            }
        }
        resumed.filter(|_| self.followed().is_none())
    }

    /// Returns the route that is being followed or has just ended, if a pack declares it, and the entry at
    /// the stop that was reached; none at the end.
    pub fn standing(&self) -> Option<(RouteKey, Option<EntryKey>)> {
        let progress = self.progress.as_ref()?;
        let Order::Declared(route) = progress.order else { return None };
        Some((route, (!progress.ended).then(|| progress.stops[progress.stop])))
    }

    /// Goes some stops along the route that is being followed; from an `open` entry off the route back to
    /// the stop that was reached. On from the last stop the route ends, until a step back takes it up
    /// again.
    pub fn advance(&mut self, toward: Toward, times: usize, open: Option<EntryKey>) -> Advance {
        let Some(progress) = &mut self.progress else {
            return Advance::NotBegun;
        };
        let (stop, last) = (progress.stop, progress.stops.len() - 1);
        if !progress.ended && !progress.is_at(open) {
            return Advance::To(progress.stops[stop]);
        }
        let wanted = match toward {
            Toward::Next if stop == last => {
                progress.ended = true;
                return Advance::Nowhere(says::finished(&progress.title));
            }
            Toward::Previous if stop == 0 => {
                return Advance::Nowhere(says::first_stop(&progress.title));
            }
            Toward::Next => stop.saturating_add(times).min(last),
            Toward::Previous => stop.saturating_sub(times),
        };
        Advance::To(self.go_to(wanted).expect("a route is followed"))
    }

    /// Counts the minutes that are left again, since more texts were read.
    pub fn measure(&mut self, known: &Knowledge) {
        if let Some(progress) = &mut self.progress {
            progress.left = minutes_left(known, &progress.stops);
        }
    }

    /// Finds the routes again in another version of the library; the one that is followed ends if
    /// it, or the stop that was reached, is gone.
    pub fn reload(&mut self, remap: &Remap) {
        let reached = std::mem::take(&mut self.reached).into_iter();
        self.reached =
            reached.filter_map(|(route, stop)| Some((remap.route(route)?, stop))).collect();
        self.from = self.from.and_then(|entry| remap.entry(entry));
        self.progress = self.progress.take().and_then(|progress| progress.after(remap));
    }

    fn go_to(&mut self, stop: usize) -> Option<EntryKey> {
        let progress = self.progress.as_mut()?;
        progress.stop = stop;
        progress.ended = false;
        if let Order::Declared(route) = progress.order {
            self.reached.insert(route, stop);
        }
        progress.stops.get(stop).copied()
    }

    /// Returns which route is being followed, or has just ended.
    pub(super) fn order(&self) -> Option<Order> {
        self.progress.as_ref().map(|progress| progress.order)
    }

    /// Returns the entry from which the routes were asked for.
    pub(super) fn asked_from(&self) -> Option<EntryKey> {
        self.from
    }

    /// Returns the stops of a route; a computed one that is being followed stays as it was begun.
    pub(super) fn stops_of(&self, known: &Knowledge, order: Order) -> Vec<EntryKey> {
        match (order, &self.progress) {
            (_, Some(progress)) if progress.order == order => progress.stops.clone(),
            (Order::Declared(route), _) => known.catalogue().route(route).stops.clone(),
            (Order::Before(entry), _) => known.before(entry),
        }
    }

    /// Returns the stop that was reached on a route in this session.
    pub(super) fn reached(&self, order: Order) -> Option<usize> {
        match order {
            Order::Declared(route) => self.reached.get(&route).copied(),
            Order::Before(_) => {
                let followed = self.progress.as_ref().filter(|progress| progress.order == order);
                followed.map(|progress| progress.stop)
            }
        }
    }
}
