//! Reading orders: listing them, following one, and going on where it was left off. Refuses to know: how
//! commands are spelt.

use super::Session;
use crate::journal::disk::now;
use crate::knowledge::Question;
use crate::margin;
use crate::messages::routes;
use crate::model::{EntryKey, RouteKey};
use crate::report::{Order, Report, RouteReport};

impl Session {
    /// Lists the reading orders.
    pub fn routes(&mut self) {
        self.trail.end_run();
        self.take_up_routes();
        self.itinerary.ask_from(self.open);
        let mut report = RouteReport::new(&self.known, &self.itinerary);
        if report.is_empty() {
            return self.printer.say(routes::NONE);
        }
        while let Some(question) = report.awaits() {
            self.learn(&question);
            self.itinerary.measure(&self.known);
            report = RouteReport::new(&self.known, &self.itinerary);
        }
        self.tell(report);
    }

    /// Follows a route from one of its stops on.
    pub(super) fn follow_route(&mut self, order: Order, entry: EntryKey, stop: usize) {
        self.begin_route(order, entry, stop);
        self.go_into(entry);
    }

    fn begin_route(&mut self, order: Order, entry: EntryKey, stop: usize) {
        if self.itinerary.begin(&mut self.known, order, entry, stop) {
            self.learn(&Question::Amounts(self.itinerary.stops().to_vec()));
            self.itinerary.measure(&self.known);
        }
    }

    /// Leaves the route that is being followed; returns its title.
    pub(super) fn leave_route(&mut self) -> Option<String> {
        let standing = self.itinerary.standing();
        let left = self.itinerary.leave();
        if let Some((route, _)) = standing {
            self.note_stop(route, None);
        }
        left
    }

    /// Takes in where routes were left off; the one on which reading went on is followed again.
    pub(super) fn take_up_routes(&mut self) {
        if !self.recalls() {
            return;
        }
        let here = self.resumed_at.take();
        let resumed = self.itinerary.take_up(self.corpus.catalogue(), self.desk.state(), here);
        if let (Some((route, stop)), Some(entry)) = (resumed, here) {
            self.begin_route(Order::Declared(route), entry, stop);
        }
    }

    /// Has the stop kept that was reached on the route that is being followed.
    pub(super) fn keep_stop(&mut self) {
        if let Some((route, stop)) = self.itinerary.standing() {
            self.note_stop(route, stop);
        }
    }

    fn note_stop(&mut self, route: RouteKey, stop: Option<EntryKey>) {
        let catalogue = self.corpus.catalogue();
        let change = margin::stop_reached(self.desk.state(), catalogue, route, stop);
        self.desk.on_clock(now());
        self.desk.note(change);
    }
}
