//! What two entries have in common, and what only one of them has. Refuses to know: words for it.

use super::Web;
use crate::model::{Body, ClaimKey, EntryKey, PlaceKey};

/// What two entries have of one kind of thing, each list ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared<T> {
    /// What both have.
    pub both: Vec<T>,
    /// What only the first has.
    pub left: Vec<T>,
    /// What only the second has.
    pub right: Vec<T>,
}

impl<T: Ord + Copy> Shared<T> {
    /// Sorts the things of two entries by who has them; each counts once.
    pub fn new(mut left: Vec<T>, mut right: Vec<T>) -> Self {
        for all in [&mut left, &mut right] {
            all.sort_unstable();
            all.dedup();
        }
        let both: Vec<T> =
            left.iter().copied().filter(|one| right.binary_search(one).is_ok()).collect();
        let own = |all: Vec<T>| {
            all.into_iter().filter(|one| both.binary_search(one).is_err()).collect::<Vec<_>>()
        };
        let (left, right) = (own(left), own(right));
        Self { both, left, right }
    }
}

/// One of the two entries that are compared.
#[derive(Clone, Debug)]
pub struct Side<'a> {
    /// The entry.
    pub entry: EntryKey,
    /// Its body.
    pub body: &'a Body,
    /// The glossary terms that its text uses.
    pub terms: Vec<EntryKey>,
}

/// How two entries compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The glossary terms in their texts.
    pub terms: Shared<EntryKey>,
    /// The entries that they are linked with, in either direction, without the two themselves.
    pub linked: Shared<EntryKey>,
    /// The claims that their statements rest on.
    pub claims: Shared<ClaimKey>,
    /// The places of the source where those claims are made.
    pub places: Shared<PlaceKey>,
}

impl Comparison {
    /// Compares two entries.
    pub fn new(web: Web<'_>, left: Side<'_>, right: Side<'_>) -> Self {
        let pair = [left.entry, right.entry];
        let linked = |entry| {
            let mut all = Vec::new();
            web.neighbours(entry, |other| all.push(other));
            all.retain(|other| !pair.contains(other));
            all
        };
        let places = |claims: &[ClaimKey]| -> Vec<PlaceKey> {
            claims.iter().map(|&claim| web.catalogue.claim(claim).place).collect()
        };
        let (left_claims, right_claims) = (claims_of(left.body), claims_of(right.body));
        Self {
            linked: Shared::new(linked(left.entry), linked(right.entry)),
            places: Shared::new(places(&left_claims), places(&right_claims)),
            claims: Shared::new(left_claims, right_claims),
            terms: Shared::new(left.terms, right.terms),
        }
    }
}

fn claims_of(body: &Body) -> Vec<ClaimKey> {
    let statements = body.statements.iter();
    statements.flat_map(|statement| statement.provenance.claims()).copied().collect()
}
