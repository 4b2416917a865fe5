//! `folio routes`: the reading orders of the open packs, and what to read before an entry.

use super::Desk;
use super::args::RoutesArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::routes::{RouteJson, RoutesJson};
use crate::document::Role;
use crate::graph::{Graph, routes};
use crate::messages::routes as says;
use crate::model::{Catalogue, EntryKey, Library, Lookup, Route};
use crate::terms::Recogniser;
use crate::text::fold::fold;
use crate::text::pace::Amount;

/// Prints all routes, one of them, or the computed one to an entry.
pub fn run(mut desk: Desk, args: &RoutesArgs) -> Exit {
    let library = desk.library.clone();
    let catalogue = &*library.catalogue;
    let wanted = args.wanted.join(" ");
    if wanted.is_empty() {
        return all(desk, &library);
    }
    if let Some(route) = find(catalogue, &wanted) {
        let pack = &*catalogue.pack(route.pack).id;
        return one(desk, &library, (Some(&route.id), &route.title, pack), &route.stops);
    }
    if catalogue.lookup(&wanted) == Lookup::Missing {
        let ids: Vec<&str> = catalogue.routes().iter().map(|route| &*route.id).collect();
        return desk.fail(Exit::NotFound, &says::unknown(&wanted, &ids), &[]);
    }
    let entry;
    (desk, entry) = match desk.entry(&args.wanted) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let title = says::before(catalogue.title(entry));
    let pack = &*catalogue.pack(catalogue.pack_of(entry)).id;
    one(desk, &library, (None, &title, pack), &before(&library, entry))
}

/// Finds a route by `pack:route`, id or title; the first in pack order.
fn find<'a>(catalogue: &'a Catalogue, wanted: &str) -> Option<&'a Route> {
    let mut routes = catalogue.routes().iter();
    if let Some((pack, id)) = wanted.split_once(':') {
        let pack = catalogue.find_pack(pack)?;
        return routes.find(|route| route.pack == pack && &*route.id == id);
    }
    routes.find(|route| &*route.id == wanted || fold(&route.title) == fold(wanted))
}

/// Computes what to read before an entry.
fn before(library: &Library, entry: EntryKey) -> Vec<EntryKey> {
    let catalogue = &*library.catalogue;
    let uses = Recogniser::new(catalogue).in_entry(catalogue, entry, &library.body(entry));
    let terms: Vec<EntryKey> = uses.into_iter().map(|one| one.span.entry).collect();
    routes::before(catalogue, &Graph::new(catalogue), entry, &terms)
}

fn all(mut desk: Desk, library: &Library) -> Exit {
    let catalogue = &*library.catalogue;
    let measured: Vec<(&Route, Vec<(EntryKey, Amount)>)> =
        catalogue.routes().iter().map(|route| (route, measured(library, &route.stops))).collect();
    if desk.json {
        let routes = measured.iter().map(|(route, stops)| {
            let pack = &*catalogue.pack(route.pack).id;
            RouteJson::new(catalogue, Some(&route.id), &route.title, pack, stops)
        });
        desk.output.json(&Answer::new(RoutesJson { routes: routes.collect() }));
        return desk.done();
    }
    if measured.is_empty() {
        desk.output.line(&[(says::NONE, Role::Text)]);
    }
    for (route, stops) in measured {
        let minutes = stops.iter().map(|&(_, amount)| amount).sum::<Amount>().minutes();
        let length = says::length(stops.len(), minutes);
        desk.output.line(&[
            (&route.title, Role::Title),
            (&format!(" [{}]", route.id), Role::Dim),
            (&format!(" · {length}"), Role::Text),
        ]);
    }
    desk.done()
}

/// Returns what there is to read at each stop.
fn measured(library: &Library, stops: &[EntryKey]) -> Vec<(EntryKey, Amount)> {
    stops.iter().copied().zip(routes::amounts(library, stops)).collect()
}

fn one(
    mut desk: Desk,
    library: &Library,
    (id, title, pack): (Option<&str>, &str, &str),
    stops: &[EntryKey],
) -> Exit {
    let catalogue = &*library.catalogue;
    let stops = measured(library, stops);
    if desk.json {
        let routes = vec![RouteJson::new(catalogue, id, title, pack, &stops)];
        desk.output.json(&Answer::new(RoutesJson { routes }));
        return desk.done();
    }
    let mut left: Amount = stops.iter().map(|&(_, amount)| amount).sum();
    let length = says::length(stops.len(), left.minutes());
    desk.output.line(&[(title, Role::Title), (&format!(" · {length}"), Role::Text)]);
    if id.is_none()
        && let [(only, _)] = stops[..]
    {
        let nothing = says::nothing_before(catalogue.title(only));
        desk.output.line(&[(&nothing, Role::Text)]);
        return desk.done();
    }
    for (at, &(entry, amount)) in stops.iter().enumerate() {
        desk.output.line(&[
            (&format!("{:>3}  ", at + 1), Role::Number),
            (catalogue.title(entry), Role::Link),
            (&format!(" [{}]", catalogue.id(entry)), Role::Dim),
            (&format!(" · {}", says::left(left.minutes())), Role::Text),
        ]);
        left.words -= amount.words;
        left.characters -= amount.characters;
    }
    desk.done()
}
