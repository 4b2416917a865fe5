//! Reading orders with how long they take; the report that lists them, and the route that is being
//! followed, are in files of their own. Refuses to know: keys, drawing, how bodies are read.

mod itinerary;
mod listing;

use super::choice::Order;
use crate::knowledge::Knowledge;
use crate::messages::routes as says;
use crate::model::{Catalogue, EntryKey};
use crate::text::pace::Amount;
pub use itinerary::{Advance, Itinerary, RouteProgress};
pub use listing::RouteReport;

/// A reading order with how long it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutePlan {
    /// Which one it is.
    pub order: Order,
    /// Its title.
    pub title: String,
    /// Its stops.
    pub stops: Vec<RouteStop>,
}

/// A stop of a reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteStop {
    /// The entry to read.
    pub entry: EntryKey,
    /// How much there is to read in it, if its text was read.
    pub amount: Option<Amount>,
    /// The minutes left from this stop on, if the texts of all stops were read.
    pub left: Option<u64>,
}

impl RoutePlan {
    /// Plans a reading order, as far as the texts of its stops were read.
    pub fn new(known: &Knowledge, order: Order, stops: &[EntryKey]) -> Self {
        let left = minutes_left(known, stops);
        let stop = |(at, &entry)| RouteStop {
            entry,
            amount: known.amount(entry),
            left: left.as_ref().map(|left| left[at]),
        };
        let stops = stops.iter().enumerate().map(stop).collect();
        Self { order, title: title_of(known.catalogue(), order), stops }
    }

    /// Returns the minutes that the whole route takes, if the texts of all stops were read.
    pub fn minutes(&self) -> Option<u64> {
        self.stops.first().map_or(Some(0), |first| first.left)
    }

    /// Says how long the route is.
    pub fn length(&self) -> String {
        match self.minutes() {
            Some(minutes) => says::length(self.stops.len(), minutes),
            None => says::stops(self.stops.len()),
        }
    }
}

/// Returns the minutes left from each stop on, if the texts of all were read.
fn minutes_left(known: &Knowledge, stops: &[EntryKey]) -> Option<Vec<u64>> {
    let mut sum = Amount::default();
    let from_end = stops.iter().rev().map(|&stop| {
        sum += known.amount(stop)?;
        Some(sum.minutes())
    });
    let mut left: Vec<u64> = from_end.collect::<Option<_>>()?;
    left.reverse();
    Some(left)
}

fn title_of(catalogue: &Catalogue, order: Order) -> String {
    match order {
        Order::Declared(route) => catalogue.route(route).title.to_string(),
        Order::Before(entry) => says::before(catalogue.title(entry)),
    }
}
