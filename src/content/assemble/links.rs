//! The second half: everything that refers to entries, claims and sources.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::entries::{Started, Text};
use super::{Assembly, Names, Seen};
use crate::content::Mode;
use crate::content::diagnostic::Mistake;
use crate::content::position::At;
use crate::content::raw::{
    Kind, RawClaim, RawLink, RawMatrix, RawPlace, RawProvenance, RawRelation, RawRoute, RawSource,
    Word,
};
use crate::content::whereabouts::Losses;
use crate::messages::content as say;
use crate::model::{
    Body, Catalogue, Certainty, Claim, EntryKey, Link, Matrix, PackKey, Place, PlaceKey,
    Provenance, Relation, RelationKey, Route, Statement,
};

/// The links that stand, and where each was first made.
type Made = HashMap<(RelationKey, EntryKey, EntryKey), At>;

impl Assembly<'_> {
    /// Adds what a pack says beside its entries, and the bodies of these to `bodies`.
    pub fn finish(&mut self, started: Started, bodies: &mut Vec<Arc<Body>>) {
        let Started {
            key,
            mut names,
            losses,
            start,
            relations,
            matrices,
            content,
            texts,
            references,
        } = started;
        self.relations(key, relations, &mut names);
        self.sources(content.sources, &mut names);
        let places = self.places(key, content.places, &names, &losses);
        self.claims(content.claims, &places, &mut names, &losses);
        let mut made = Made::new();
        let first = self.catalogue.pack(key).entries.start;
        for (entry, text) in (first..).map(EntryKey).zip(texts) {
            let Text { statements, markdown, see, references } = text;
            let statements = statements
                .into_iter()
                .map(|statement| Statement {
                    id: statement.id,
                    heading: statement.heading,
                    text: statement.text,
                    provenance: self.provenance(statement.provenance, &names, &losses),
                })
                .collect();
            bodies.push(Arc::new(Body { statements, markdown }));
            self.see(key, entry, &see, &losses, &mut made);
            if self.mode == Mode::Check {
                self.keep_references(key, Some(entry), references);
            }
        }
        for link in content.links {
            self.link(key, link, &names, &losses, &mut made);
        }
        self.routes(key, content.routes, &losses);
        self.matrices(&matrices, &names, &losses);
        if let Some(start) = start {
            self.start(key, &start, &losses);
        }
        if self.mode == Mode::Check {
            self.keep_references(key, None, references);
            self.evidence.losses.push(losses);
        }
    }

    fn relations(&mut self, pack: PackKey, relations: Vec<RawRelation>, names: &mut Names) {
        let reserved = [Catalogue::SEE, Catalogue::MENTIONS, Catalogue::DEFINES];
        for key in reserved {
            names.relations.insert(self.catalogue.relation(key).id.clone(), key);
        }
        let mut seen = Seen::default();
        for RawRelation { id, label, inverse } in relations {
            if names.relations.get(&id.value).is_some_and(|key| reserved.contains(key)) {
                let message = say::reserved_relation(&id.value);
                let mistake = Mistake::error(id.at, "duplicate-id", message);
                self.resolver.mistakes.push(mistake.hint(say::choose_another_id()));
                continue;
            }
            if !seen.is_new(&mut self.resolver, Kind::Relation, &id) {
                continue;
            }
            let symmetric = inverse.is_none();
            let inverse = inverse.unwrap_or_else(|| label.clone());
            let relation =
                Relation { pack: Some(pack), id: id.value.clone(), label, inverse, symmetric };
            names.relations.insert(id.value, self.catalogue.push_relation(relation));
        }
    }

    fn sources(&mut self, sources: Vec<RawSource>, names: &mut Names) {
        let mut seen = Seen::default();
        for RawSource { id_at, source } in sources {
            let id = Word { value: source.id.clone(), at: id_at };
            if seen.is_new(&mut self.resolver, Kind::Source, &id) {
                names.sources.insert(id.value, self.catalogue.push_source(source));
            }
        }
    }

    fn places(
        &mut self,
        pack: PackKey,
        places: Vec<RawPlace>,
        names: &Names,
        losses: &Losses,
    ) -> HashMap<Box<str>, PlaceKey> {
        let mut primary =
            names.sources.values().copied().filter(|&key| self.catalogue.source(key).primary);
        let only_primary = primary.next().filter(|_| primary.next().is_none());
        let mut seen = Seen::default();
        let mut keys = HashMap::new();
        for RawPlace { id, label, source } in places {
            if !seen.is_new(&mut self.resolver, Kind::Place, &id) {
                continue;
            }
            let source = source
                .and_then(|id| self.resolver.id(Kind::Source, &names.sources, losses, &id))
                .or(only_primary);
            let place = Place { pack, id: id.value.clone(), label, source };
            keys.insert(id.value, self.catalogue.push_place(place));
        }
        keys
    }

    fn claims(
        &mut self,
        claims: Vec<RawClaim>,
        places: &HashMap<Box<str>, PlaceKey>,
        names: &mut Names,
        losses: &Losses,
    ) {
        let mut seen = Seen::default();
        for RawClaim { id, place, text } in claims {
            if !seen.is_new(&mut self.resolver, Kind::Claim, &id) {
                continue;
            }
            // A claim without a place cannot be shown, but what refers to it is not wrong as well.
            let Some(key) = self.resolver.id(Kind::Place, places, losses, &place) else {
                names.lost_claims.insert(id.value);
                continue;
            };
            if self.mode == Mode::Check {
                self.evidence.claims.push(id.at);
            }
            let claim = Claim { id: id.value.clone(), place: key, text };
            names.claims.insert(id.value, self.catalogue.push_claim(claim));
        }
    }

    fn provenance(&mut self, raw: RawProvenance, names: &Names, losses: &Losses) -> Provenance {
        match raw {
            RawProvenance::Article { claims } => {
                let known = |word: &Word| !names.lost_claims.contains(&word.value);
                let claims = claims
                    .iter()
                    .filter(|word| known(word))
                    .filter_map(|word| self.resolver.id(Kind::Claim, &names.claims, losses, word))
                    .collect();
                Provenance::Article { claims }
            }
            RawProvenance::Editor { certainty, sources } => {
                let sources: Vec<_> = sources
                    .iter()
                    .filter_map(|word| self.resolver.id(Kind::Source, &names.sources, losses, word))
                    .collect();
                // Without a source left nothing is sourced; the mistake was reported.
                let certainty = match certainty {
                    Certainty::Sourced if sources.is_empty() => Certainty::General,
                    certainty => certainty,
                };
                Provenance::Editor { certainty, sources }
            }
        }
    }

    fn see(
        &mut self,
        pack: PackKey,
        from: EntryKey,
        see: &[Word],
        losses: &Losses,
        made: &mut Made,
    ) {
        for word in see {
            let Some(to) = self.resolver.entry(&self.catalogue, pack, losses, word) else {
                continue;
            };
            if from == to {
                self.warn_self_link(word.at, to);
                continue;
            }
            // That both ends list each other is no mistake.
            if let Entry::Vacant(vacant) = made.entry(ends(Catalogue::SEE, true, from, to)) {
                vacant.insert(word.at);
                self.catalogue.push_link(Link {
                    from,
                    to,
                    relation: Catalogue::SEE,
                    reason: Box::default(),
                    provenance: None,
                });
            }
        }
    }

    fn link(
        &mut self,
        pack: PackKey,
        link: RawLink,
        names: &Names,
        losses: &Losses,
        made: &mut Made,
    ) {
        // All parts are followed before any is given up, so that every one is reported.
        let from = self.resolver.entry(&self.catalogue, pack, losses, &link.from);
        let to = self.resolver.entry(&self.catalogue, pack, losses, &link.to);
        let relation = self.resolver.id(Kind::Relation, &names.relations, losses, &link.relation);
        let provenance = link.provenance.map(|raw| self.provenance(raw, names, losses));
        let (Some(from), Some(to), Some(relation)) = (from, to, relation) else { return };
        if from == to {
            self.warn_self_link(link.at, to);
            return;
        }
        let symmetric = self.catalogue.relation(relation).symmetric;
        match made.entry(ends(relation, symmetric, from, to)) {
            Entry::Occupied(first) => {
                let first = self.resolver.files.show(*first.get());
                let (from, to) = (self.catalogue.id(from), self.catalogue.id(to));
                let message = say::duplicate_link(from, to, &first);
                let mistake = Mistake::warning(link.at, "duplicate-link", message);
                self.resolver.mistakes.push(mistake.hint(say::first_link_stays()));
            }
            Entry::Vacant(vacant) => {
                vacant.insert(link.at);
                self.catalogue.push_link(Link {
                    from,
                    to,
                    relation,
                    reason: link.reason,
                    provenance,
                });
            }
        }
    }

    fn warn_self_link(&mut self, at: At, entry: EntryKey) {
        let message = say::self_link(self.catalogue.id(entry));
        self.resolver.mistakes.push(Mistake::warning(at, "self-link", message));
    }

    fn routes(&mut self, pack: PackKey, routes: Vec<RawRoute>, losses: &Losses) {
        let mut seen = Seen::default();
        for RawRoute { id, title, stops } in routes {
            if !seen.is_new(&mut self.resolver, Kind::Route, &id) {
                continue;
            }
            let stops: Vec<_> = stops
                .iter()
                .filter_map(|stop| self.resolver.entry(&self.catalogue, pack, losses, stop))
                .collect();
            if !stops.is_empty() {
                self.catalogue.push_route(Route { pack, id: id.value, title, stops });
            }
        }
    }

    fn matrices(&mut self, matrices: &[RawMatrix], names: &Names, losses: &Losses) {
        for RawMatrix { rows, columns } in matrices {
            let rows = self.resolver.id(Kind::Theme, &names.themes, losses, rows);
            let columns = self.resolver.id(Kind::Theme, &names.themes, losses, columns);
            if let (Some(rows), Some(columns)) = (rows, columns) {
                self.catalogue.push_matrix(Matrix { rows, columns });
            }
        }
    }

    fn start(&mut self, pack: PackKey, start: &Word, losses: &Losses) {
        if let Some(entry) = self.resolver.entry(&self.catalogue, pack, losses, start)
            && self.catalogue.pack_of(entry) == pack
        {
            self.catalogue.set_start(pack, entry);
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
