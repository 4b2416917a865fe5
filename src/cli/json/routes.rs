//! The shape of `folio routes --json`.

use serde::Serialize;

use crate::model::{Catalogue, EntryKey};
use crate::text::pace::Amount;

/// `folio routes`.
#[derive(Serialize)]
pub struct RoutesJson<'a> {
    /// In the order of declaration; one if one was asked for.
    pub routes: Vec<RouteJson<'a>>,
}

/// One reading order.
#[derive(Serialize)]
pub struct RouteJson<'a> {
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
    title: &'a str,
    words: u64,
    characters: u64,
    minutes: u64,
    minutes_left: u64,
}

impl<'a> RouteJson<'a> {
    /// Joins stops with what there is to read at each; a route without id is computed.
    pub fn new(
        catalogue: &'a Catalogue,
        id: Option<&'a str>,
        title: &'a str,
        pack: &'a str,
        stops: &[(EntryKey, Amount)],
    ) -> Self {
        let left = |from: usize| stops[from..].iter().map(|&(_, amount)| amount).sum::<Amount>();
        let stop = |(at, &(entry, amount)): (usize, &(EntryKey, Amount))| StopJson {
            id: catalogue.id(entry),
            title: catalogue.title(entry),
            words: amount.words,
            characters: amount.characters,
            minutes: amount.minutes(),
            minutes_left: left(at).minutes(),
        };
        Self {
            id,
            title,
            pack,
            computed: id.is_none(),
            minutes: left(0).minutes(),
            stops: stops.iter().enumerate().map(stop).collect(),
        }
    }
}
