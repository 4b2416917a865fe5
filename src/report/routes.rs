//! Reading orders: the report that lists them, and the route that is being followed. Refuses to
//! know: keys, drawing, how bodies are read.

use std::collections::HashMap;

use super::choice::{Choice, Order};
use super::line::{Line, Report};
use super::paragraph::{Paragraph, paragraphs};
use crate::document::Role;
use crate::knowledge::{Knowledge, Question};
use crate::messages::routes as says;
use crate::model::{Catalogue, EntryKey, Remap, RouteKey};
use crate::text::pace::Amount;

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
    /// The stop that was reached on each route of this session.
    reached: HashMap<RouteKey, usize>,
}

/// What a step along a route leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advance {
    /// To the entry at the next stop.
    To(EntryKey),
    /// Nowhere, for this reason.
    Nowhere(String),
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

    /// Leaves the route that is being followed; returns its title. Where one was on it stays known.
    pub fn leave(&mut self) -> Option<String> {
        self.progress.take().map(|progress| progress.title)
    }

    /// Goes some stops on along the route that is being followed, `forward` or back; from an `open`
    /// entry off the route back to the stop that was reached. On from the last stop the route ends,
    /// until a step back takes it up again.
    pub fn advance(&mut self, forward: bool, times: usize, open: Option<EntryKey>) -> Advance {
        let Some(progress) = &mut self.progress else {
            return Advance::Nowhere(says::NOT_BEGUN.to_owned());
        };
        let (stop, last) = (progress.stop, progress.stops.len() - 1);
        if !progress.ended && !progress.is_at(open) {
            return Advance::To(progress.stops[stop]);
        }
        if forward && stop == last {
            progress.ended = true;
            return Advance::Nowhere(says::finished(&progress.title));
        }
        if !forward && stop == 0 {
            return Advance::Nowhere(says::first_stop(&progress.title));
        }
        let wanted =
            if forward { stop.saturating_add(times).min(last) } else { stop.saturating_sub(times) };
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

    /// Returns the stops of a route; a computed one that is being followed stays as it was begun.
    fn stops_of(&self, known: &mut Knowledge, order: Order) -> Vec<EntryKey> {
        match (order, &self.progress) {
            (_, Some(progress)) if progress.order == order => progress.stops.clone(),
            (Order::Declared(route), _) => known.catalogue().route(route).stops.clone(),
            (Order::Before(entry), _) => known.before(entry),
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
}

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

/// What a line is about.
#[derive(Clone, Debug)]
enum Item {
    Route {
        title: String,
        length: String,
    },
    /// What leaves the route that is being followed.
    Leave,
    Stop {
        choice: Choice,
        entry: EntryKey,
        number: usize,
        left: Option<u64>,
        here: bool,
    },
    Nothing(String),
}

/// All routes with their stops.
#[derive(Clone, Debug, Default)]
pub struct RouteReport {
    items: Vec<Item>,
    count: String,
    start: usize,
    /// The stops whose texts have not been read yet.
    unread: Vec<EntryKey>,
}

impl RouteReport {
    /// Lists the computed route that is being followed, the one to the entry that the routes were
    /// opened from, then the declared ones.
    pub fn new(known: &mut Knowledge, itinerary: &Itinerary) -> Self {
        let mut report = Self::default();
        let followed = itinerary.progress.as_ref().and_then(|progress| match progress.order {
            Order::Before(entry) => Some(entry),
            Order::Declared(_) => None,
        });
        let opened = itinerary.from.filter(|&entry| followed != Some(entry));
        let declared = known.catalogue().routes().len();
        for entry in followed.into_iter().chain(opened) {
            let stops = itinerary.stops_of(known, Order::Before(entry));
            if stops.len() > 1 {
                report.add(known, itinerary, Order::Before(entry), &stops);
            } else if declared > 0 {
                let title = known.catalogue().title(entry);
                report.items.push(Item::Nothing(says::nothing_before(title)));
            }
        }
        for order in (0..declared).map(|at| Order::Declared(RouteKey::new(at))) {
            let stops = itinerary.stops_of(known, order);
            report.add(known, itinerary, order, &stops);
        }
        report.unread.sort_unstable();
        report.unread.dedup();
        report.count = says::routes(declared);
        report.start = report.start_for(itinerary);
        report
    }

    /// Returns whether there is no route at all.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn add(&mut self, known: &Knowledge, itinerary: &Itinerary, order: Order, stops: &[EntryKey]) {
        let plan = RoutePlan::new(known, order, stops);
        let reached = itinerary.reached(order);
        let unread = plan.stops.iter().filter(|stop| stop.amount.is_none());
        self.unread.extend(unread.map(|stop| stop.entry));
        self.items.push(Item::Route { title: plan.title.clone(), length: plan.length() });
        self.items.extend(plan.stops.iter().enumerate().map(|(at, stop)| Item::Stop {
            choice: Choice::Stop { entry: stop.entry, order, stop: at as u32 },
            entry: stop.entry,
            number: at + 1,
            left: stop.left,
            here: reached == Some(at),
        }));
        let followed = itinerary.progress.as_ref().is_some_and(|it| it.order == order);
        self.items.extend(followed.then_some(Item::Leave));
    }

    /// Returns the line of the stop that was reached on the route that is being followed, else of
    /// the first stop of a declared one that is the entry the routes were opened from.
    fn start_for(&self, itinerary: &Itinerary) -> usize {
        let stop = |wanted: &dyn Fn(Order, EntryKey, bool) -> bool| {
            self.items.iter().position(|item| match item {
                Item::Stop { choice: Choice::Stop { entry, order, .. }, here, .. } => {
                    wanted(*order, *entry, *here)
                }
                _ => false,
            })
        };
        let followed = itinerary.progress.as_ref().map(|progress| progress.order);
        let at_followed =
            followed.and_then(|followed| stop(&|order, _, here| here && order == followed));
        let declared = |order| matches!(order, Order::Declared(_));
        let at_opened =
            || stop(&|order, entry, _| declared(order) && Some(entry) == itinerary.from);
        at_followed.or_else(at_opened).unwrap_or(0)
    }
}

impl Report for RouteReport {
    fn title(&self) -> &str {
        says::TITLE
    }

    fn count_of(&self) -> String {
        self.count.clone()
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn line(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Line {
        match &self.items[at] {
            Item::Route { title, length } => {
                Line::new([(title, Role::Section), ("  ", Role::Dim), (length, Role::Dim)])
            }
            Item::Leave => Line::new([("     ", Role::Dim), (says::LEAVE, Role::Dim)]),
            Item::Stop { entry, number, left, here, .. } => {
                let line = Line::new([
                    (&format!("{number:>3}  "), Role::Dim),
                    (catalogue.short(*entry), Role::Text),
                    (if *here { says::LEFT_OFF } else { "" }, Role::Number),
                ]);
                match left {
                    Some(left) => line.ending(&says::left(*left), Role::Dim, columns),
                    None => line,
                }
            }
            Item::Nothing(sentence) => Line::new([(sentence, Role::Dim)]),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match &self.items[at] {
            Item::Stop { choice, .. } => Some(choice.clone()),
            Item::Leave => Some(Choice::LeaveRoute),
            Item::Route { .. } | Item::Nothing(_) => None,
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let Item::Stop { entry, .. } = &self.items[at] else { return Vec::new() };
        let heading = self.items[..at].iter().rev().find_map(|item| match item {
            Item::Route { title, length } => Some(says::route(title, length)),
            _ => None,
        });
        let theme = &*catalogue.theme(catalogue.theme_of(*entry)).short;
        paragraphs(vec![
            (catalogue.title(*entry).to_owned(), Role::Title),
            (theme.to_owned(), Role::Dim),
            (heading.unwrap_or_default(), Role::Dim),
            (catalogue.summary(*entry).to_owned(), Role::Text),
        ])
    }

    fn awaits(&self) -> Option<Question> {
        (!self.unread.is_empty()).then(|| Question::Amounts(self.unread.clone()))
    }

    fn start(&self, _catalogue: &Catalogue) -> usize {
        self.start
    }
}
