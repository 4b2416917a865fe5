//! Joins the packs into one catalogue: ids become keys, and every reference that leads nowhere is
//! reported at its place, once. Refuses to know files and TOML.
//!
//! Keys follow pack order, theme order and the order inside the theme, so entries are put in order
//! first; whatever refers to entries follows when all packs have theirs.

mod entries;
mod links;
mod resolve;

pub use resolve::dangling;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Mode;
use super::diagnostic::Mistake;
use super::files::Files;
use super::load::RawPack;
use super::position::At;
use super::raw::{Kind, Word};
use super::whereabouts::Evidence;
use crate::messages::content as say;
use crate::model::{Body, Catalogue, ClaimKey, RelationKey, SourceKey, ThemeKey};
use resolve::Resolver;

/// Everything that could be opened.
pub struct Assembled {
    /// All but the bodies.
    pub catalogue: Catalogue,
    /// The bodies, by entry key.
    pub bodies: Vec<Arc<Body>>,
    /// Where each entry begins, by entry key.
    pub entry_places: Vec<At>,
    /// What the rules for whole packs need; nothing of it where the mode is [`Mode::Browse`].
    pub evidence: Evidence,
}

/// What the ids of one pack mean.
#[derive(Default)]
struct Names {
    themes: HashMap<Box<str>, ThemeKey>,
    relations: HashMap<Box<str>, RelationKey>,
    sources: HashMap<Box<str>, SourceKey>,
    claims: HashMap<Box<str>, ClaimKey>,
    /// Claims that were left out because their place is unknown.
    lost_claims: HashSet<Box<str>>,
}

/// Joins packs into one catalogue.
pub fn assemble(
    packs: Vec<RawPack>,
    mode: Mode,
    files: &Files,
    mistakes: &mut Vec<Mistake>,
) -> Assembled {
    let mut assembly = Assembly {
        catalogue: Catalogue::new(),
        entry_places: Vec::new(),
        evidence: Evidence::default(),
        mode,
        resolver: Resolver::new(files, mistakes),
    };
    // Entries of all packs first: a reference may lead into a pack that comes later.
    let started: Vec<_> = packs.into_iter().map(|pack| assembly.begin(pack)).collect();
    let mut bodies = Vec::with_capacity(assembly.catalogue.len());
    for started in started {
        assembly.finish(started, &mut bodies);
    }
    let Assembly { catalogue, entry_places, evidence, .. } = assembly;
    Assembled { catalogue, bodies, entry_places, evidence }
}

struct Assembly<'a> {
    catalogue: Catalogue,
    entry_places: Vec<At>,
    evidence: Evidence,
    mode: Mode,
    resolver: Resolver<'a>,
}

/// The ids of one kind that were met, and where first.
#[derive(Default)]
struct Seen(HashMap<Box<str>, At>);

impl Seen {
    /// Returns whether an id is new; one that is not is reported with both places.
    fn is_new(&mut self, resolver: &mut Resolver, kind: Kind, id: &Word) -> bool {
        if let Some(&first) = self.0.get(&id.value) {
            let message = say::duplicate_id(kind.word(), &id.value, &resolver.files.show(first));
            let mistake = Mistake::error(id.at, "duplicate-id", message);
            resolver.mistakes.push(mistake.hint(say::first_one_stays()));
            return false;
        }
        self.0.insert(id.value.clone(), id.at);
        true
    }
}
