//! Everything that refers to entries: `see`, links, routes, the start. What leads to the pack's own is
//! followed when the pack has its entries, the rest when all packs have theirs.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::resolve::{Resolver, Seen};
use super::unfollowed::{Unfollowed, UnfollowedLink};
use crate::content::diagnostic::Mistake;
use crate::content::position::At;
use crate::content::raw::{Namespace, RawRoute, Word};
use crate::content::whereabouts::Losses;
use crate::messages::content as say;
use crate::model::{Catalogue, EntryKey, NewLink, Offsets, PackKey, RelationKey, Route};

/// Parts what refers to entries of the pack alone from what refers to others too; routes whose id an
/// earlier one has are reported and left out.
pub fn part(id: &str, resolver: &mut Resolver, all: Unfollowed) -> (Unfollowed, Unfollowed) {
    let is_foreign = |word: &Word| {
        let target = word.value.split_once('#').map_or(&*word.value, |(target, _)| target);
        target.split_once(':').is_some_and(|(pack, _)| pack != id)
    };
    let (mut own, mut foreign) = (Unfollowed::default(), Unfollowed::default());
    for (entry, words) in all.see {
        if !words.iter().any(is_foreign) {
            own.see.push((entry, words));
            continue;
        }
        let (outside, inside): (Vec<_>, Vec<_>) = words.into_iter().partition(is_foreign);
        for (words, see) in [(inside, &mut own.see), (outside, &mut foreign.see)] {
            if !words.is_empty() {
                see.push((entry, words));
            }
        }
    }
    (foreign.links, own.links) =
        all.links.into_iter().partition(|link| is_foreign(&link.from) || is_foreign(&link.to));
    let mut seen = Seen::new(Namespace::Route);
    let routes = all.routes.into_iter();
    let routes = routes.filter(|route| seen.is_new(resolver, &route.id.value, route.id.at));
    (foreign.routes, own.routes) = routes.partition(|route| route.stops.iter().any(is_foreign));
    (foreign.start, own.start) = match all.start {
        Some(start) if is_foreign(&start) => (Some(start), None),
        start => (None, start),
    };
    (own, foreign)
}

/// The links that were made, and where each was first.
pub type Made = HashMap<(RelationKey, EntryKey, EntryKey), At>;

/// Follows what of a pack refers to entries, whose keys have moved so far.
pub fn follow(
    catalogue: &mut Catalogue,
    resolver: &mut Resolver,
    moved: Offsets,
    losses: &Losses,
    unfollowed: Unfollowed,
    made: &mut Made,
) {
    let Unfollowed { see, links, routes, start } = unfollowed;
    let pack = moved.pack(PackKey(0));
    let progress = resolver.progress;
    let mut following = Following { catalogue, resolver, moved, pack, losses, made };
    // Of an opening that is given up, what is left leads to entries that are not there.
    let goes_on = || !progress.is_stopped();
    for (entry, see) in see.into_iter().take_while(|_| goes_on()) {
        following.see(moved.entry(entry), &see);
    }
    for link in links.into_iter().take_while(|_| goes_on()) {
        following.link(link);
    }
    following.routes(routes);
    if let Some(start) = start {
        following.start(&start);
    }
}

/// A pack whose references are being followed.
struct Following<'f, 'a> {
    catalogue: &'f mut Catalogue,
    resolver: &'f mut Resolver<'a>,
    moved: Offsets,
    pack: PackKey,
    losses: &'f Losses,
    made: &'f mut Made,
}

impl Following<'_, '_> {
    fn entry(&mut self, word: &Word) -> Option<EntryKey> {
        self.resolver.entry(self.catalogue, self.pack, self.losses, word)
    }

    fn see(&mut self, from: EntryKey, see: &[Word]) {
        for word in see {
            let Some(to) = self.entry(word) else { continue };
            if from == to {
                self.warn_self_link(word.at, to);
                continue;
            }
            // That both ends list each other is no mistake.
            if let Entry::Vacant(vacant) = self.made.entry(ends(Catalogue::SEE, true, from, to)) {
                vacant.insert(word.at);
                self.catalogue.push_link(&NewLink {
                    from,
                    to,
                    relation: Catalogue::SEE,
                    reason: Box::default(),
                    provenance: None,
                });
            }
        }
    }

    fn link(&mut self, link: UnfollowedLink) {
        // Both ends are followed before any is given up, so that each is reported.
        let from = self.entry(&link.from);
        let to = self.entry(&link.to);
        let (Some(from), Some(to), Some(relation)) = (from, to, link.relation) else { return };
        if from == to {
            self.warn_self_link(link.at, to);
            return;
        }
        let relation = self.moved.relation(relation);
        let mut provenance = link.provenance;
        if let Some(provenance) = &mut provenance {
            self.moved.move_provenance(provenance);
        }
        let symmetric = self.catalogue.relation(relation).symmetric;
        match self.made.entry(ends(relation, symmetric, from, to)) {
            Entry::Occupied(first) => {
                let first = self.resolver.files.show(*first.get());
                let (from, to) = (self.catalogue.id(from), self.catalogue.id(to));
                let message = say::duplicate_link(from, to, &first);
                let mistake = Mistake::warning(link.at, "duplicate-link", message);
                self.resolver.mistakes.push(mistake.hint(say::first_link_stays()));
            }
            Entry::Vacant(vacant) => {
                vacant.insert(link.at);
                let reason = link.reason;
                self.catalogue.push_link(&NewLink { from, to, relation, reason, provenance });
            }
        }
    }

    fn warn_self_link(&mut self, at: At, entry: EntryKey) {
        let message = say::self_link(self.catalogue.id(entry));
        let mistake = Mistake::warning(at, "self-link", message);
        self.resolver.mistakes.push(mistake.hint(say::link_elsewhere()));
    }

    fn routes(&mut self, routes: Vec<RawRoute>) {
        for RawRoute { id, title, stops } in routes {
            let stops: Vec<_> = stops.iter().filter_map(|stop| self.entry(stop)).collect();
            if !stops.is_empty() {
                self.catalogue.push_route(Route { pack: self.pack, id: id.value, title, stops });
            }
        }
    }

    fn start(&mut self, start: &Word) {
        if let Some(entry) = self.entry(start)
            && self.catalogue.pack_of(entry) == self.pack
        {
            self.catalogue.set_start(self.pack, entry);
        }
    }
}

/// Returns what tells two links apart.
fn ends(
    relation: RelationKey,
    symmetric: bool,
    from: EntryKey,
    to: EntryKey,
) -> (RelationKey, EntryKey, EntryKey) {
    if symmetric { (relation, from.min(to), from.max(to)) } else { (relation, from, to) }
}
