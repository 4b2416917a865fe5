//! From what a person types as the name of an entry to the entry: an id, a slug, or whatever a search
//! calls exact. Refuses to know: the syntax of queries, who asks.

use super::index::Index;
use super::names::exact;
use crate::model::{Catalogue, Lookup};

/// What stands between two names that are typed as one text: marks first, then words, then a blank.
const BETWEEN: [&str; 9] = ["|", "→", ";", ",", " to ", " with ", " vs ", " and ", " "];

/// Finds the entry that a person means: by id (`pack:` before it or not), then by slug, then by what a
/// search calls exact, of which the best decides; the index is asked for only then.
pub fn lookup<'a>(
    catalogue: &Catalogue,
    wanted: &str,
    index: impl FnOnce() -> &'a Index,
) -> Lookup {
    match catalogue.identified(wanted) {
        Lookup::Missing => Lookup::of(exact(index(), wanted)),
        found => found,
    }
}

/// Iterates over the ways to read a text as two names, the likeliest first.
pub fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    pairs_at(text, &BETWEEN)
}

/// Splits a text at the first mark or word that stands between two names; `None` if only blanks do.
pub fn marked_pair(text: &str) -> Option<(&str, &str)> {
    pairs_at(text, &BETWEEN[..BETWEEN.len() - 1]).next()
}

fn pairs_at<'a>(text: &'a str, between: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let splits = move |between: &&'a str| {
        let halves =
            |(at, found): (usize, &str)| (text[..at].trim(), text[at + found.len()..].trim());
        text.match_indices(*between).map(halves)
    };
    between.iter().flat_map(splits).filter(|(one, other)| !one.is_empty() && !other.is_empty())
}
