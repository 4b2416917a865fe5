//! `folio routes`: the reading orders of the open packs, and what to read before an entry.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::messages::{cli, routes as says};
use crate::model::{Catalogue, EntryKey, Lookup, Route, RouteKey};
use crate::report::{Order, RoutePlan, RouteStop};
use crate::text::fold::fold;

/// Print the reading orders, or what to read before an entry
#[derive(Args, Debug)]
#[command(
    override_usage = "folio routes [OPTIONS] [ROUTE|ID]",
    after_help = "Without a name all routes are listed. ROUTE is the id or title of a route; \
        anything else is an entry, and the route to it is computed: up to four entries that \
        explain it, that it depends on, or that are linked with it and stand before it, then up to \
        three glossary terms that its text uses, then the entry itself.\n\nMinutes are whole, \
        rounded up: 220 words or 300 Chinese, Japanese or Korean characters a minute.\n\n\
        Examples:\n  folio routes\n  folio routes first-reading\n  folio routes ppp --json"
)]
pub struct Routes {
    /// The route, or the entry to read towards; several words are one name
    #[arg(value_name = "ROUTE|ID", add = completing::routes_and_entries())]
    wanted: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio routes [ROUTE|ID] --json
  { schema_version,
    routes: [ { id, title, pack, computed, minutes,
                stops: [ { id, pack, title, words, characters,
                           minutes, minutes_left } ] } ] }
  A computed route has no id. minutes_left counts from this stop on.
";

impl Run for Routes {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let wanted = self.wanted.join(" ");
        let orders = if wanted.is_empty() {
            (0..catalogue.routes().len()).map(|at| Order::Declared(RouteKey::new(at))).collect()
        } else {
            vec![find(&corpus, &wanted)?]
        };
        let plans = plan(&corpus, &orders);
        if self.json {
            let routes = plans.iter().map(|plan| RouteJson::new(catalogue, plan)).collect();
            output.json(RoutesJson { routes });
        } else if wanted.is_empty() {
            print_all(output, catalogue, &plans);
        } else {
            print_one(output, catalogue, &plans[0]);
        }
        Ok(Exit::Done)
    }
}

/// Finds a route by `pack:route`, id or title, else the entry whose route is computed.
fn find(corpus: &Corpus, wanted: &str) -> Result<Order, Failure> {
    let (catalogue, names) = (corpus.catalogue(), Names::new(corpus));
    match declared(catalogue, wanted)[..] {
        [] => {}
        [route] => return Ok(Order::Declared(route)),
        ref several => {
            let title = |route| &*catalogue.route(route).title;
            let named =
                several.iter().map(|&route| (catalogue.unique_route_id(route), title(route)));
            return Err(Failure::not_found(cli::several_routes(wanted)).or_one_of(named));
        }
    }
    if names.lookup(wanted) == Lookup::Missing {
        let routes = (0..catalogue.routes().len()).map(RouteKey::new);
        let ids: Vec<_> = routes.map(|route| catalogue.unique_route_id(route)).collect();
        return Err(Failure::not_found(says::unknown(wanted, &ids)));
    }
    names.entry(wanted).map(Order::Before)
}

/// Returns the routes of a name, in pack order: that of `pack:route`, else those of the id, else of the title.
fn declared(catalogue: &Catalogue, wanted: &str) -> Vec<RouteKey> {
    let routes = |is_meant: &dyn Fn(&Route) -> bool| -> Vec<RouteKey> {
        let routes = catalogue.routes().iter().enumerate();
        routes.filter(|(_, route)| is_meant(route)).map(|(at, _)| RouteKey::new(at)).collect()
    };
    let in_pack = wanted.split_once(':').and_then(|(pack, id)| {
        let pack = catalogue.find_pack(pack)?;
        Some(routes(&|route| route.pack == pack && &*route.id == id))
    });
    let of_title = || routes(&|route| fold(&route.title) == fold(wanted));
    let of_id = || routes(&|route| &*route.id == wanted);
    [in_pack.unwrap_or_default(), of_id()]
        .into_iter()
        .find(|it| !it.is_empty())
        .unwrap_or_else(of_title)
}

/// Reads what there is to read on the way.
fn plan(corpus: &Corpus, orders: &[Order]) -> Vec<RoutePlan> {
    let mut known = Knowledge::new(corpus);
    let mut stops_of = |order: Order| match order {
        Order::Declared(route) => corpus.catalogue().route(route).stops.clone(),
        Order::Before(entry) => {
            known.learn_until(corpus, |known| known.terms(entry).map_err(Some));
            known.before(entry)
        }
    };
    let all: Vec<(Order, Vec<EntryKey>)> =
        orders.iter().map(|&order| (order, stops_of(order))).collect();
    let mut stops: Vec<EntryKey> = all.iter().flat_map(|(_, stops)| stops).copied().collect();
    stops.sort_unstable();
    stops.dedup();
    known.learn(corpus, &Question::Amounts(stops));
    all.iter().map(|(order, stops)| RoutePlan::new(&known, *order, stops)).collect()
}

fn print_all(output: &mut Output, catalogue: &Catalogue, plans: &[RoutePlan]) {
    if plans.is_empty() {
        output.line(&[(says::NONE, Role::Text)]);
    }
    for plan in plans {
        let id = match plan.order {
            Order::Declared(route) => catalogue.unique_route_id(route),
            Order::Before(entry) => catalogue.unique_id(entry),
        };
        output.line(&[
            (&plan.title, Role::Title),
            (&format!(" [{id}]"), Role::Dim),
            (&format!(" · {}", plan.length()), Role::Text),
        ]);
    }
}

fn print_one(output: &mut Output, catalogue: &Catalogue, plan: &RoutePlan) {
    let length = plan.length();
    output.line(&[(&plan.title, Role::Title), (&format!(" · {length}"), Role::Text)]);
    if let (Order::Before(entry), [_]) = (plan.order, plan.stops.as_slice()) {
        output.line(&[(&says::nothing_before(catalogue.title(entry)), Role::Text)]);
        return;
    }
    for (at, &RouteStop { entry, left, .. }) in plan.stops.iter().enumerate() {
        output.line(&[
            (&format!("{:>3}  ", at + 1), Role::Number),
            (catalogue.title(entry), Role::Link),
            (&format!(" [{}]", catalogue.unique_id(entry)), Role::Dim),
            (&format!(" · {}", says::left(left.unwrap_or_default())), Role::Text),
        ]);
    }
}

#[derive(Serialize)]
struct RoutesJson<'a> {
    /// In the order of declaration; one if one was asked for.
    routes: Vec<RouteJson<'a>>,
}

#[derive(Serialize)]
struct RouteJson<'a> {
    id: Option<&'a str>,
    title: &'a str,
    pack: &'a str,
    computed: bool,
    minutes: u64,
    stops: Vec<StopJson<'a>>,
}

#[derive(Serialize)]
struct StopJson<'a> {
    id: &'a str,
    pack: &'a str,
    title: &'a str,
    words: u64,
    characters: u64,
    minutes: u64,
    minutes_left: u64,
}

impl<'a> RouteJson<'a> {
    fn new(catalogue: &'a Catalogue, plan: &'a RoutePlan) -> Self {
        let (id, pack) = match plan.order {
            Order::Declared(route) => {
                let Route { id, pack, .. } = catalogue.route(route);
                (Some(&**id), *pack)
            }
            Order::Before(entry) => (None, catalogue.pack_of(entry)),
        };
        let stop = |stop: &RouteStop| {
            let amount = stop.amount.unwrap_or_default();
            StopJson {
                id: catalogue.id(stop.entry),
                pack: catalogue.pack_id_of(stop.entry),
                title: catalogue.title(stop.entry),
                words: amount.words,
                characters: amount.characters,
                minutes: amount.minutes(),
                minutes_left: stop.left.unwrap_or_default(),
            }
        };
        Self {
            id,
            title: &plan.title,
            pack: &catalogue.pack(pack).id,
            computed: matches!(plan.order, Order::Before(_)),
            minutes: plan.minutes().unwrap_or_default(),
            stops: plan.stops.iter().map(stop).collect(),
        }
    }
}
