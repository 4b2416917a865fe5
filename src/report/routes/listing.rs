//! The report that lists all routes with their stops. Refuses to know: how a route is followed.

use super::RoutePlan;
use super::itinerary::Itinerary;
use crate::document::Role;
use crate::knowledge::{Knowledge, Question};
use crate::messages::routes as says;
use crate::model::{Catalogue, EntryKey, RouteKey};
use crate::report::choice::{Choice, Order};
use crate::report::line::{Line, Report};
use crate::report::paragraph::{Paragraph, paragraphs};

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
    /// What has to be asked to know all stops of a computed route.
    lacking: Option<Question>,
}

impl RouteReport {
    /// Lists the computed route that is being followed, the one to the entry that the routes were
    /// opened from, then the declared ones.
    pub fn new(known: &Knowledge, itinerary: &Itinerary) -> Self {
        let mut report = Self::default();
        let followed = itinerary.order().and_then(|order| match order {
            Order::Before(entry) => Some(entry),
            Order::Declared(_) => None,
        });
        let opened = itinerary.asked_from().filter(|&entry| followed != Some(entry));
        let declared = known.catalogue().routes().len();
        for entry in followed.into_iter().chain(opened) {
            let lacking = known.terms(entry).err();
            let lacking = lacking.filter(|lacking| matches!(lacking, Question::Terms(_)));
            report.lacking = report.lacking.or(lacking);
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
        self.items.extend((itinerary.order() == Some(order)).then_some(Item::Leave));
    }

    /// Returns the line of the stop that was reached on the route that is being followed, else on one that
    /// was left off, else of the first stop of a declared one that is the entry the routes were opened from.
    fn start_for(&self, itinerary: &Itinerary) -> usize {
        let stop = |wanted: &dyn Fn(Order, EntryKey, bool) -> bool| {
            self.items.iter().position(|item| match item {
                Item::Stop { choice: Choice::Stop { entry, order, .. }, here, .. } => {
                    wanted(*order, *entry, *here)
                }
                _ => false,
            })
        };
        let at_followed = itinerary
            .order()
            .and_then(|followed| stop(&|order, _, here| here && order == followed));
        let declared = |order| matches!(order, Order::Declared(_));
        let at_opened =
            || stop(&|order, entry, _| declared(order) && Some(entry) == itinerary.asked_from());
        let at_reached = || stop(&|order, _, here| here && declared(order));
        at_followed.or_else(at_reached).or_else(at_opened).unwrap_or(0)
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
                let number = if columns == u16::MAX {
                    says::stop(*number)
                } else {
                    format!("{number:>3}  ")
                };
                let line = Line::new([
                    (&number, Role::Dim),
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
            (catalogue.plain_summary(*entry), Role::Text),
        ])
    }

    fn awaits(&self) -> Option<Question> {
        let unread = || Question::Amounts(self.unread.clone());
        self.lacking.clone().or_else(|| (!self.unread.is_empty()).then(unread))
    }

    fn start(&self, _catalogue: &Catalogue) -> usize {
        self.start
    }
}
