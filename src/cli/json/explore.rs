//! The shapes of `folio map`, `folio path` and `folio compare` in JSON.

use serde::Serialize;

use super::entry::LinkJson;
use crate::graph::{Comparison, Group, Neighbour, Neighbourhood, Shared, Web};
use crate::model::{Catalogue, EntryKey, Related};

/// `folio map`.
#[derive(Serialize)]
pub struct MapJson<'a> {
    /// The id of the entry in the middle.
    pub id: &'a str,
    /// How many neighbours there are.
    pub neighbours: usize,
    /// They, by theme.
    pub groups: Vec<MapGroup<'a>>,
}

/// The neighbours of one theme.
#[derive(Serialize)]
pub struct MapGroup<'a> {
    theme: &'a str,
    count: usize,
    neighbours: Vec<MapNeighbour<'a>>,
}

#[derive(Serialize)]
struct MapNeighbour<'a> {
    id: &'a str,
    title: &'a str,
    links: u32,
    beyond: usize,
    beyond_is_more: bool,
}

impl<'a> MapGroup<'a> {
    /// Reads one theme.
    pub fn new(web: Web<'a>, around: &Neighbourhood, group: &Group) -> Self {
        let catalogue = web.catalogue;
        let neighbour = |one: &Neighbour| {
            let beyond = around.beyond(web, one.entry);
            MapNeighbour {
                id: catalogue.id(one.entry),
                title: catalogue.title(one.entry),
                links: one.links,
                beyond: beyond.count,
                beyond_is_more: beyond.more,
            }
        };
        Self {
            theme: &catalogue.theme(group.theme).id,
            count: group.count,
            neighbours: group.best.iter().map(neighbour).collect(),
        }
    }
}

/// `folio path`.
#[derive(Serialize)]
pub struct PathJson<'a> {
    /// The id of the first entry.
    pub from: &'a str,
    /// The id of the last entry.
    pub to: &'a str,
    /// The chains, the best first.
    pub chains: Vec<Vec<ChainStep<'a>>>,
    /// Whether there are more of this length.
    pub more: bool,
}

/// An entry of a chain, with what joins it to the next one.
#[derive(Serialize)]
pub struct ChainStep<'a> {
    id: &'a str,
    title: &'a str,
    links: Vec<LinkJson<'a>>,
}

impl<'a> ChainStep<'a> {
    /// Reads one step.
    pub fn new(catalogue: &'a Catalogue, (entry, links): &'a (EntryKey, Vec<Related>)) -> Self {
        let links = links.iter().map(|link| LinkJson::new(catalogue, link)).collect();
        Self { id: catalogue.id(*entry), title: catalogue.title(*entry), links }
    }
}

/// `folio compare`.
#[derive(Serialize)]
pub struct ComparisonJson<'a> {
    left: &'a str,
    right: &'a str,
    terms: SharedJson<'a>,
    linked: SharedJson<'a>,
    claims: SharedJson<'a>,
    places: SharedJson<'a>,
}

/// What both have, and what one has alone, as ids.
#[derive(Serialize)]
struct SharedJson<'a> {
    both: Vec<&'a str>,
    left: Vec<&'a str>,
    right: Vec<&'a str>,
}

impl<'a> ComparisonJson<'a> {
    /// Reads a comparison.
    pub fn new(catalogue: &'a Catalogue, pair: [EntryKey; 2], found: &Comparison) -> Self {
        fn shared<'a, T: Copy>(all: &Shared<T>, id: impl Fn(T) -> &'a str) -> SharedJson<'a> {
            let ids = |own: &[T]| own.iter().map(|&one| id(one)).collect();
            SharedJson { both: ids(&all.both), left: ids(&all.left), right: ids(&all.right) }
        }
        Self {
            left: catalogue.id(pair[0]),
            right: catalogue.id(pair[1]),
            terms: shared(&found.terms, |key| catalogue.id(key)),
            linked: shared(&found.linked, |key| catalogue.id(key)),
            claims: shared(&found.claims, |key| &*catalogue.claim(key).id),
            places: shared(&found.places, |key| &*catalogue.place(key).id),
        }
    }
}
