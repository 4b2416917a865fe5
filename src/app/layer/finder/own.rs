//! Notes among the rows of the finder: looked for apart from the index, since they change while it stays as
//! it is. Refuses to know: how notes are found.

use super::{Finder, FinderAim};
use crate::app::message::Effect;
use crate::app::sieve::{Among, FEW, Sought};
use crate::app::surroundings::Surroundings;
use crate::knowledge::{OwnHit, OwnHits, Wanted, find_own};
use crate::search::{Hit, Hits, Query, Suggestion};

/// What is found in notes.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    /// What a worker looks for.
    sought: Option<Sought>,
    found: OwnHits,
    /// What the index has found, without the notes, for as long as those are looked for.
    indexed: Hits,
    /// Whether nothing but notes is asked for.
    alone: bool,
}

impl Finder {
    /// Looks for what is typed in the notes, at once if they are few.
    pub(super) fn look_in_notes(&mut self, around: &mut Surroundings<'_>) {
        self.own = Own::default();
        if self.editor.is_empty() || self.aim != FinderAim::Open {
            return;
        }
        let query = Query::parse(self.editor.text());
        self.own.alone = query.asks_for_own();
        let state = around.desk.state();
        if state.note_count() <= FEW {
            let catalogue = around.known.catalogue();
            let found = find_own(catalogue, state, &query, self.scope, || true);
            self.own.found = found.unwrap_or_default();
            return;
        }
        let sought = self.own.sought.insert(Sought::new(self.editor.text()));
        let among = Among::Notes(around.desk.shared(), Box::new(query), self.scope);
        around.outbox.push(Effect::Sift(sought.sieve(among)));
    }

    /// Looks once more in the notes, since they were not known before.
    pub fn on_notes(&mut self, around: &mut Surroundings<'_>) {
        let indexed = self.hits().clone();
        self.look_in_notes(around);
        self.show(indexed, around);
    }

    /// Takes the notes that a worker has found, if they are waited for.
    pub fn on_own(&mut self, wanted: &Wanted, found: &OwnHits, around: &Surroundings<'_>) {
        if self.own.sought.take_if(|sought| sought.awaits(wanted)).is_some() {
            self.own.found = found.clone();
            let indexed = std::mem::take(&mut self.own.indexed);
            self.show(indexed, around);
        }
    }

    /// Puts the notes among what the index has found: each in the order of its class, behind the entries of
    /// that class; of an entry that is there twice the better stays.
    pub(super) fn with_notes(&mut self, indexed: Hits) -> Hits {
        if self.own.sought.is_some() {
            self.own.indexed = indexed.clone();
        }
        let mut all = indexed;
        if self.own.found.hits.is_empty() {
            return all;
        }
        for OwnHit { hit, .. } in &self.own.found.hits {
            let there = all.hits.iter().position(|other| other.entry == hit.entry);
            match there {
                Some(at) if all.hits[at].class <= hit.class => continue,
                Some(at) => {
                    all.hits.remove(at);
                }
                None => all.total += 1,
            }
            let place = all.hits.partition_point(|other| other.class <= hit.class);
            all.hits.insert(place, hit.clone());
        }
        // What is said where nothing is found is not so.
        all.suggestions.retain(Suggestion::leads);
        if self.own.alone {
            all.hints.clear();
        }
        all
    }

    /// Returns how many notes match that are on no entry any more, where nothing but notes is asked for.
    pub fn homeless(&self) -> usize {
        if self.own.alone { self.own.found.homeless } else { 0 }
    }

    /// Returns the note behind a hit.
    pub(super) fn own_hit(&self, hit: &Hit) -> Option<&OwnHit> {
        self.own.found.hits.iter().find(|own| own.hit == *hit)
    }
}
