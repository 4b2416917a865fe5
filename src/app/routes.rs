//! Reading orders: the sheet that lists them, and the one that is being followed. Refuses to know:
//! keys, drawing, how bodies are read.

use std::sync::Arc;

use super::App;
use super::choice::{Choice, Order};
use super::geometry::Pane;
use super::layer::Layer;
use super::page::Landing;
use super::sheet::{Line, Listing};
use super::survey::Survey;
use crate::document::Role;
use crate::messages::routes as says;
use crate::model::{Catalogue, EntryKey, RouteKey};
use crate::text::pace::Amount;

/// The route that is being followed, and how far.
#[derive(Clone, Debug)]
pub struct Progress {
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

impl Progress {
    /// Returns the title of the route.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Says where on the route one is, and how long the rest takes: "3/14 · 18 min left".
    pub fn position(&self) -> String {
        let left = self.left.as_ref().map(|left| left[self.stop]);
        says::position(self.stop + 1, self.stops.len(), left)
    }

    /// Returns whether a stop follows.
    pub fn has_next(&self) -> bool {
        self.stop + 1 < self.stops.len()
    }
}

/// What a line of the sheet stands for.
#[derive(Clone, Debug)]
enum Item {
    Route { title: String, length: String },
    Stop { choice: Choice, entry: EntryKey, number: usize, left: Option<u64>, here: bool },
    Nothing(String),
}

/// All routes with their stops.
#[derive(Clone, Debug)]
struct Routes {
    items: Vec<Item>,
    count: String,
    start: usize,
    waiting: bool,
}

impl Routes {
    fn add(
        &mut self,
        order: Order,
        title: String,
        stops: &[EntryKey],
        left: Option<&[u64]>,
        reached: Option<usize>,
    ) {
        self.waiting |= left.is_none();
        let length = match left {
            Some(left) => says::length(stops.len(), left.first().copied().unwrap_or(0)),
            None => says::stops(stops.len()),
        };
        self.items.push(Item::Route { title, length });
        self.items.extend(stops.iter().enumerate().map(|(stop, &entry)| Item::Stop {
            choice: Choice::Stop { entry, order, stop: stop as u32 },
            entry,
            number: stop + 1,
            left: left.map(|left| left[stop]),
            here: reached == Some(stop),
        }));
    }
}

impl Listing for Routes {
    fn title(&self) -> &str {
        says::TITLE
    }

    fn count_of(&self) -> String {
        self.count.clone()
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match &self.items[at] {
            Item::Route { title, length } => {
                Line::new([(title, Role::Section), ("  ", Role::Dim), (length, Role::Dim)])
            }
            Item::Stop { entry, number, left, here, .. } => Line::new([
                (&format!("{number:>3}  "), Role::Dim),
                (catalogue.short(*entry), Role::Text),
                (&left.map_or_else(String::new, |left| says::behind(&says::left(left))), Role::Dim),
                (if *here { says::LEFT_OFF } else { "" }, Role::Number),
            ]),
            Item::Nothing(sentence) => Line::new([(sentence, Role::Dim)]),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match &self.items[at] {
            Item::Stop { choice, .. } => Some(*choice),
            Item::Route { .. } | Item::Nothing(_) => None,
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<(String, Role)> {
        let Item::Stop { entry, .. } = &self.items[at] else { return Vec::new() };
        let heading = self.items[..at].iter().rev().find_map(|item| match item {
            Item::Route { title, length } => Some(says::route(title, length)),
            _ => None,
        });
        let theme = &*catalogue.theme(catalogue.theme_of(*entry)).short;
        vec![
            (catalogue.title(*entry).to_owned(), Role::Title),
            (theme.to_owned(), Role::Dim),
            (catalogue.summary(*entry).to_owned(), Role::Text),
            (heading.unwrap_or_default(), Role::Dim),
        ]
    }

    fn survey(&self) -> Option<Survey> {
        self.waiting.then(|| Survey::Amounts(Vec::new()))
    }

    fn start(&self) -> usize {
        self.start
    }
}

impl App {
    /// Returns the route that is being followed.
    pub fn progress(&self) -> Option<&Progress> {
        self.progress.as_ref().filter(|progress| !progress.ended)
    }

    /// Opens the routes: at the stop that was reached on the one that is being followed, else where
    /// the open entry is a stop.
    pub(super) fn open_routes(&mut self) {
        self.routes_from = self.subject();
        let routes = self.routes();
        if routes.items.is_empty() {
            self.notice = Some(says::NONE.to_owned());
            return;
        }
        let stops = routes.items.iter().filter_map(|item| match item {
            Item::Stop { entry, .. } => Some(*entry),
            Item::Route { .. } | Item::Nothing(_) => None,
        });
        let stops = stops.collect();
        self.open_sheet(Arc::new(routes));
        self.measure(stops);
    }

    /// Lists the computed route that is being followed, the one to the entry that the routes were
    /// opened from, then the declared ones.
    fn routes(&mut self) -> Routes {
        let mut routes =
            Routes { items: Vec::new(), count: String::new(), start: 0, waiting: false };
        let followed = self.progress.as_ref().and_then(|progress| match progress.order {
            Order::Before(entry) => Some(entry),
            Order::Declared(_) => None,
        });
        let opened = self.routes_from.filter(|&entry| followed != Some(entry));
        for entry in followed.into_iter().chain(opened) {
            let stops = self.stops(Order::Before(entry));
            if stops.len() > 1 {
                self.add(&mut routes, Order::Before(entry), &stops);
            } else if !self.catalogue().routes().is_empty() {
                let title = self.catalogue().title(entry);
                routes.items.push(Item::Nothing(says::nothing_before(title)));
            }
        }
        for key in (0..self.catalogue().routes().len()).map(RouteKey::new) {
            let stops = self.stops(Order::Declared(key));
            self.add(&mut routes, Order::Declared(key), &stops);
        }
        routes.count = says::routes(self.catalogue().routes().len());
        routes.start = self.start_of(&routes);
        routes
    }

    fn add(&self, routes: &mut Routes, order: Order, stops: &[EntryKey]) {
        let left = self.left(stops);
        routes.add(order, self.title_of(order), stops, left.as_deref(), self.reached(order));
    }

    fn start_of(&self, routes: &Routes) -> usize {
        let stop = |wanted: &dyn Fn(Order, EntryKey, bool) -> bool| {
            routes.items.iter().position(|item| match item {
                Item::Stop { choice: Choice::Stop { entry, order, .. }, here, .. } => {
                    wanted(*order, *entry, *here)
                }
                _ => false,
            })
        };
        let followed = self.progress.as_ref().map(|progress| progress.order);
        let at_followed =
            followed.and_then(|followed| stop(&|order, _, here| here && order == followed));
        let at_subject = || {
            stop(&|order, entry, _| {
                matches!(order, Order::Declared(_)) && Some(entry) == self.routes_from
            })
        };
        at_followed.or_else(at_subject).unwrap_or(0)
    }

    fn title_of(&self, order: Order) -> String {
        match order {
            Order::Declared(route) => self.catalogue().route(route).title.to_string(),
            Order::Before(entry) => says::before(self.catalogue().title(entry)),
        }
    }

    /// Returns the stops of a route; a computed one that is being followed stays as it was begun.
    fn stops(&mut self, order: Order) -> Vec<EntryKey> {
        match (order, &self.progress) {
            (_, Some(progress)) if progress.order == order => progress.stops.clone(),
            (Order::Declared(route), _) => self.catalogue().route(route).stops.clone(),
            (Order::Before(entry), _) => self.knowledge.before(entry),
        }
    }

    /// Returns the stop that was reached on a route in this session.
    fn reached(&self, order: Order) -> Option<usize> {
        match order {
            Order::Declared(route) => self.reached.get(&route).copied(),
            Order::Before(_) => {
                let followed = self.progress.as_ref().filter(|progress| progress.order == order);
                followed.map(|progress| progress.stop)
            }
        }
    }

    /// Returns the minutes left from each stop on, where the texts of all were read.
    fn left(&self, stops: &[EntryKey]) -> Option<Vec<u64>> {
        let mut sum = Amount::default();
        let from_end = stops.iter().rev().map(|&stop| {
            sum += self.knowledge.amount(stop)?;
            Some(sum.minutes())
        });
        let mut left: Vec<u64> = from_end.collect::<Option<_>>()?;
        left.reverse();
        Some(left)
    }

    /// Has the texts of stops read that were not read yet.
    fn measure(&mut self, mut stops: Vec<EntryKey>) {
        stops.retain(|&stop| self.knowledge.amount(stop).is_none());
        stops.sort_unstable();
        stops.dedup();
        if !stops.is_empty() {
            self.survey(Survey::Amounts(stops));
        }
    }

    /// Shows the minutes that have become known.
    pub(super) fn measured(&mut self) {
        let stops = self.progress.as_ref().map(|progress| progress.stops.clone());
        let left = stops.and_then(|stops| self.left(&stops));
        if let Some(progress) = &mut self.progress {
            progress.left = left;
        }
        let waits = |layer: &Layer| matches!(layer, Layer::Sheet(sheet) if matches!(sheet.listing().survey(), Some(Survey::Amounts(_))));
        let Some(at) = self.layers.iter().position(waits) else { return };
        let routes = Arc::new(self.routes());
        let page = self.sheet_page(&*routes);
        if let Layer::Sheet(sheet) = &mut self.layers[at] {
            sheet.replace(self.knowledge.catalogue(), routes, page);
        }
    }

    /// Follows a route from one of its stops on: the one at `stop`, which is `entry`.
    pub(super) fn follow_route(&mut self, order: Order, entry: EntryKey, stop: usize) {
        let stops = self.stops(order);
        // What is computed again may differ by terms of a text that is not here any more.
        let found = stops.get(stop).filter(|&&found| found == entry).map(|_| stop);
        let found = found.or_else(|| stops.iter().position(|&found| found == entry));
        let Some(stop) = found else {
            self.go_into_preview();
            return self.go_into(entry, Landing::Top, Pane::Reader);
        };
        let left = self.left(&stops);
        self.measure(stops.clone());
        let title = self.title_of(order);
        self.progress = Some(Progress { order, title, stops, stop, left, ended: false });
        self.go_to_stop(stop);
    }

    /// Goes some stops on along the route that is being followed, `forward` or back; on from the last
    /// stop the route ends, until a step back takes it up again.
    pub(super) fn next_stop(&mut self, forward: bool, times: u32) {
        let Some(progress) = &mut self.progress else {
            self.notice = Some(says::NOT_BEGUN.to_owned());
            return;
        };
        let (stop, last) = (progress.stop, progress.stops.len() - 1);
        let times = times as usize;
        if forward && stop == last {
            progress.ended = true;
            self.notice = Some(says::finished(&progress.title));
        } else if !forward && stop == 0 {
            self.notice = Some(says::first_stop(&progress.title));
        } else if forward {
            self.go_to_stop(stop.saturating_add(times).min(last));
        } else {
            self.go_to_stop(stop.saturating_sub(times));
        }
    }

    fn go_to_stop(&mut self, stop: usize) {
        let Some(progress) = &mut self.progress else { return };
        progress.stop = stop;
        progress.ended = false;
        let entry = progress.stops[stop];
        if let Order::Declared(route) = progress.order {
            self.reached.insert(route, stop);
        }
        self.go_into_preview();
        self.go_into(entry, Landing::Top, Pane::Reader);
    }
}
