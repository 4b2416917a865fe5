//! From what was typed to entries and themes, or to a failure that names the nearest. Refuses to know:
//! what is done with them.

use super::failure::Failure;
use crate::messages::cli as messages;
use crate::model::{Catalogue, EntryKey, Lookup, ThemeKey};
use crate::text::nearest::{self, nearest};

/// Finds the entry that a person means.
pub fn entry(catalogue: &Catalogue, wanted: &str) -> Result<EntryKey, Failure> {
    match catalogue.lookup(wanted) {
        Lookup::Found(entry) => Ok(entry),
        Lookup::Ambiguous(entries) => {
            Err(Failure::not_found(messages::ambiguous(wanted)).or_else(catalogue, &entries))
        }
        Lookup::Missing => {
            let nearest = nearest_entry(catalogue, wanted);
            let named = nearest.map(|entry| (catalogue.id(entry), catalogue.title(entry)));
            let failure = Failure::not_found(messages::no_entry(wanted, named));
            Err(failure.or_else(catalogue, nearest.as_slice()))
        }
    }
}

/// Finds the themes that a person means, by `pack:theme`, id, title or short title; never none, and
/// several only if packs share a name.
pub fn themes(catalogue: &Catalogue, wanted: &str) -> Result<Vec<ThemeKey>, Failure> {
    let found = catalogue.themes_named(wanted);
    if !found.is_empty() {
        return Ok(found);
    }
    let named = catalogue.themes().iter();
    let named = named.map(|theme| (&*theme.id, [&*theme.id, &*theme.title, &*theme.short]));
    let ids: Vec<&str> = catalogue.themes().iter().map(|theme| &*theme.id).collect();
    let nearest = nearest(wanted, named, nearest::NAME);
    Err(Failure::not_found(messages::no_theme(wanted, nearest, &ids)))
}

/// Returns the entry whose id, slug or title is most alike, if one is alike at all.
fn nearest_entry(catalogue: &Catalogue, wanted: &str) -> Option<EntryKey> {
    let named = |entry| {
        let id = catalogue.id(entry);
        let slug = id.split_once('/').map_or(id, |(_, slug)| slug);
        (entry, [id, slug, catalogue.title(entry)])
    };
    nearest(wanted, catalogue.entries().map(named), nearest::NAME)
}
