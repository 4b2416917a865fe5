//! Which stop was reached on the routes that packs declare, as it is kept by ids. Refuses to know: who follows
//! them.

use crate::journal::{Change, State};
use crate::model::{Catalogue, EntryKey, RouteKey};

/// Returns the entry at the stop that was reached on a route; `None` if it was left, or is gone.
pub fn stop_on(state: &State, catalogue: &Catalogue, route: RouteKey) -> Option<EntryKey> {
    let route = catalogue.route(route);
    let stop = state.pack(&catalogue.pack(route.pack).id)?.routes.get(&route.id)?;
    catalogue.find_in(route.pack, stop)
}

/// Returns the change that says which stop of a route was reached, or that the route was left; `None` if that
/// is known.
pub fn stop_reached(
    state: &State,
    catalogue: &Catalogue,
    route: RouteKey,
    stop: Option<EntryKey>,
) -> Option<Change> {
    let route = catalogue.route(route);
    let pack = &catalogue.pack(route.pack).id;
    let entry = stop.map(|entry| catalogue.id(entry));
    let before = state.pack(pack).and_then(|added| added.routes.get(&route.id));
    let (pack, route) = (pack.clone(), route.id.clone());
    (before.map(|before| &**before) != entry).then(|| Change::Stop {
        pack,
        route,
        entry: entry.map(Into::into),
    })
}
