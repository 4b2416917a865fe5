//! What entries and links rest on: relations, sources, places, claims, and who says what by them.

use std::collections::HashMap;

use super::pack::PackAssembly;
use super::resolve::Seen;
use crate::content::Mode;
use crate::content::diagnostic::Mistake;
use crate::content::raw::{
    Namespace, RawClaim, RawPlace, RawProvenance, RawRelation, RawSource, Word,
};
use crate::messages::content as say;
use crate::model::{
    Catalogue, Certainty, NewClaim, NewName, PackKey, Place, PlaceKey, Provenance, Relation,
    RelationKey,
};

impl PackAssembly<'_, '_> {
    /// Puts the relations into the catalogue, but none that every pack has.
    pub fn relations(&mut self, pack: PackKey, relations: Vec<RawRelation>) {
        let reserved = Catalogue::RESERVED;
        for key in reserved {
            let id = self.catalogue.relation(key).id.clone();
            self.names.relations.insert(id, key);
        }
        let mut seen = Seen::new(Namespace::Relation);
        for RawRelation { id, label, inverse } in relations {
            if self.names.relations.get(&id.value).is_some_and(|key| reserved.contains(key)) {
                let message = say::reserved_relation(&id.value);
                let mistake = Mistake::error(id.at, "duplicate-id", message);
                self.resolver.mistakes.push(mistake.hint(say::choose_another_id()));
                continue;
            }
            if !seen.is_new(self.resolver, &id.value, id.at) {
                continue;
            }
            let symmetric = inverse.is_none();
            let inverse = inverse.unwrap_or_else(|| label.clone());
            let relation =
                Relation { pack: Some(pack), id: id.value.clone(), label, inverse, symmetric };
            let key = self.catalogue.push_relation(relation);
            self.names.relations.insert(id.value, key);
        }
    }

    /// Follows the id of a relation.
    pub fn relation(&mut self, word: &Word) -> Option<RelationKey> {
        let (losses, names) = (&self.losses, &self.names.relations);
        let catalogue = &self.catalogue;
        let plain = |text: &str| text.replace(['-', '_'], " ").to_lowercase();
        let is_reverse = |key: &RelationKey| {
            let relation = catalogue.relation(*key);
            !relation.symmetric && plain(&relation.inverse) == plain(&word.value)
        };
        let reverse = names.values().copied().filter(is_reverse).min();
        match reverse.filter(|_| !names.contains_key(&word.value)) {
            None => self.resolver.id(Namespace::Relation, names, losses, word),
            Some(reverse) => {
                let message = say::unknown_reference(Namespace::Relation.word(), &word.value);
                let hint = say::swap_the_ends(&catalogue.relation(reverse).id);
                let mistake = Mistake::error(word.at, "unknown-relation", message).hint(hint);
                self.resolver.mistakes.push(mistake);
                None
            }
        }
    }

    /// Puts the sources into the catalogue.
    pub fn sources(&mut self, pack: PackKey, sources: Vec<RawSource>) {
        let mut seen = Seen::new(Namespace::Source);
        for RawSource { id_at, source } in sources {
            if seen.is_new(self.resolver, &source.id, id_at) {
                if self.mode == Mode::Check {
                    self.evidence.sources.push(pack);
                }
                let id = source.id.clone();
                self.names.sources.insert(id, self.catalogue.push_source(source));
            }
        }
    }

    /// Puts the places into the catalogue; returns their keys.
    pub fn places(&mut self, pack: PackKey, places: Vec<RawPlace>) -> HashMap<Box<str>, PlaceKey> {
        let sources = &self.names.sources;
        let catalogue = &mut self.catalogue;
        let mut primary = sources.values().copied().filter(|&key| catalogue.source(key).primary);
        let only_primary = primary.next().filter(|_| primary.next().is_none());
        let mut seen = Seen::new(Namespace::Place);
        let mut keys = HashMap::new();
        for RawPlace { id, label, title, source } in places {
            if !seen.is_new(self.resolver, &id.value, id.at) {
                continue;
            }
            let losses = &self.losses;
            let source = source
                .and_then(|id| self.resolver.id(Namespace::Source, sources, losses, &id))
                .or(only_primary);
            if self.mode == Mode::Check {
                self.evidence.places.push(id.at);
            }
            let place = Place { pack, id: id.value.clone(), label, title, source };
            keys.insert(id.value, catalogue.push_place(place));
        }
        keys
    }

    /// Follows the ids of the sources that names were found in.
    pub fn name_sources(&mut self, names: &mut [NewName], sources: Vec<Option<Word>>) {
        let (known, losses) = (&self.names.sources, &self.losses);
        for (name, source) in names.iter_mut().zip(sources) {
            name.source =
                source.and_then(|word| self.resolver.id(Namespace::Source, known, losses, &word));
        }
    }

    /// Puts the claims into the catalogue.
    pub fn claims(&mut self, claims: Vec<RawClaim>, places: &HashMap<Box<str>, PlaceKey>) {
        let mut seen = Seen::new(Namespace::Claim);
        for RawClaim { id, place, text } in claims {
            if !seen.is_new(self.resolver, &id.value, id.at) {
                continue;
            }
            // A claim without a place cannot be shown, but what refers to it is not wrong as well.
            let losses = &self.losses;
            let Some(key) = self.resolver.id(Namespace::Place, places, losses, &place) else {
                self.names.lost_claims.insert(id.value);
                continue;
            };
            if self.mode == Mode::Check {
                self.evidence.claims.push(id.at);
            }
            let claim = NewClaim { id: id.value.clone(), place: key, text };
            self.names.claims.insert(id.value, self.catalogue.push_claim(&claim));
        }
    }

    /// Follows the ids in a provenance.
    pub fn provenance(&mut self, raw: RawProvenance) -> Provenance {
        let (names, losses) = (&self.names, &self.losses);
        match raw {
            RawProvenance::Article { claims } => {
                let known = |word: &Word| !names.lost_claims.contains(&word.value);
                let claims = claims
                    .iter()
                    .filter(|word| known(word))
                    .filter_map(|word| {
                        self.resolver.id(Namespace::Claim, &names.claims, losses, word)
                    })
                    .collect();
                Provenance::Article { claims }
            }
            RawProvenance::Editor { certainty, sources } => {
                let sources: Vec<_> = sources
                    .iter()
                    .filter_map(|word| {
                        self.resolver.id(Namespace::Source, &names.sources, losses, word)
                    })
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
}
