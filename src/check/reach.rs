//! Entries that a reader would never come upon by following links.
//!
//! A link, a reference in a text, a stop of a route or the pack's start leads to an entry. A glossary
//! term is also reached where some text uses it, and from what it is linked to itself, since its
//! entry is among the links there. The page and the history of a folder, `index` and `log` as bundles call
//! them, stand with it and need no link.

use std::collections::HashSet;

use super::Checked;
use crate::content::diagnostic::Mistake;
use crate::messages::check as say;
use crate::model::{Catalogue, EntryKey, Pack};
use crate::terms::{Occurrences, Recogniser};

/// What the ids of pages and histories of folders end with.
const OF_FOLDERS: [&str; 2] = ["index", "log"];

/// Returns the entries that typed links, routes and starts lead to, and those of folders.
pub fn declared(catalogue: &Catalogue) -> HashSet<EntryKey> {
    let mut reached = HashSet::new();
    for link in catalogue.joints() {
        reached.insert(link.to);
        if catalogue.relation(link.relation).symmetric || catalogue.is_term(link.from) {
            reached.insert(link.from);
        }
    }
    for route in catalogue.routes() {
        reached.extend(route.stops.iter().copied());
    }
    reached.extend(catalogue.packs().iter().filter_map(Pack::opens_with));
    let slug = |entry: &EntryKey| catalogue.id(*entry).rsplit('/').next().unwrap_or_default();
    reached.extend(catalogue.entries().filter(|entry| OF_FOLDERS.contains(&slug(entry))));
    reached
}

/// Warns of every entry that nothing leads to; `referred` holds those that texts link to.
pub fn check(checked: &Checked, referred: &HashSet<EntryKey>, mistakes: &mut Vec<Mistake>) {
    let catalogue = &checked.library.catalogue;
    let mut reached = declared(catalogue);
    reached.extend(referred);
    let is_lost = |entry: &EntryKey| {
        let losses = checked.losses_of(*entry);
        reached.contains(entry) || losses.may_mention(catalogue.id(*entry))
    };
    let mut unlinked: Vec<EntryKey> = catalogue.entries().filter(|entry| !is_lost(entry)).collect();
    if unlinked.iter().any(|&entry| catalogue.is_recognised(entry)) {
        let occurrences = Occurrences::new(checked.library, &Recogniser::new(catalogue));
        unlinked.retain(|&entry| occurrences.of(entry).len() == 0);
    }
    for entry in unlinked {
        let id = catalogue.id(entry);
        // Damage is reported by itself.
        let Some(at) = checked.whereabouts.entries.get(entry) else { continue };
        let mistake = Mistake::warning(at, "unlinked", say::unlinked(id));
        mistakes.push(mistake.hint(say::link_to_it(id, checked.is_toml(entry))));
    }
}
