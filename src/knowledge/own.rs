//! Searching what the reader has added. Refuses to know: on which thread, who shows what is found.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::journal::{Anchor, Moment, Note, State};
use crate::margin::entry_of;
use crate::model::{Catalogue, EntryKey};
use crate::search::{Bounds, Class, Excerpt, Hit, MatchField, Query, Scope};

/// How many notes are found at most, each on an entry of its own.
const MOST: usize = 200;
/// After how many notes it is looked whether anybody still waits.
const OFTEN: usize = 256;

/// A note that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnHit {
    /// The entry that it is on, and how it matches.
    pub hit: Hit,
    /// The paragraph that it is on; `None` if it is on the entry as a whole.
    pub at: Option<Box<Anchor>>,
}

/// The notes that match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnHits {
    /// The best of each entry, best first and of equal ones the latest.
    pub hits: Vec<OwnHit>,
    /// How many others are in open packs and on no entry any more.
    pub homeless: usize,
}

/// Finds the notes that match; `None` as soon as nobody waits for them any more.
pub fn find_own(
    catalogue: &Catalogue,
    state: &State,
    query: &Query,
    scope: Scope,
    wanted: impl Fn() -> bool,
) -> Option<OwnHits> {
    let bounds = Bounds::new(catalogue, query, scope);
    // A highlight says less than a note.
    let mut best: HashMap<EntryKey, (Class, bool, Reverse<Moment>, &Note)> = HashMap::new();
    let mut homeless = 0;
    for (seen, note) in state.notes().map(|note| &**note).enumerate() {
        if seen % OFTEN == 0 && !wanted() {
            return None;
        }
        let Some(class) = query.class_of_own(&note.text) else { continue };
        let entry = entry_of(catalogue, &note.spot.on);
        let is_in_scope =
            scope == Scope::Library && catalogue.find_pack(&note.spot.on.pack).is_some();
        homeless += usize::from(entry.is_none() && is_in_scope);
        let Some(entry) = entry.filter(|&entry| bounds.hold(entry)) else { continue };
        let found = (class, note.text.is_empty(), Reverse(note.made), note);
        let before = best.entry(entry).or_insert(found);
        if (found.0, found.1, found.2) < (before.0, before.1, before.2) {
            *before = found;
        }
    }
    let mut found: Vec<_> = best.into_iter().collect();
    found.sort_by_key(|&(entry, (class, _, made, _))| (class, made, entry));
    found.truncate(MOST);
    let found = found.into_iter();
    let hits = found.map(|(entry, (class, _, _, note))| hit(query, entry, class, note)).collect();
    Some(OwnHits { hits, homeless })
}

fn hit(query: &Query, entry: EntryKey, class: Class, note: &Note) -> OwnHit {
    let lines = || note.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let marked = lines().find(|line| !query.marks_in(line).is_empty());
    let anchor = note.spot.at.as_ref();
    let words = anchor.and_then(|anchor| anchor.selection.as_ref()).map(|it| &*it.words);
    let text = marked.or_else(|| lines().next()).or(words).unwrap_or_default().to_owned();
    let excerpt = Excerpt { marks: query.marks_in(&text), text };
    let hit = Hit {
        entry,
        field: MatchField::Note,
        class,
        score: 0,
        excerpt,
        piece: None,
        words: Vec::new(),
        missing: Vec::new(),
        near: None,
    };
    OwnHit { hit, at: anchor.cloned().map(Box::new) }
}
