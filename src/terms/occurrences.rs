//! Which entries use which terms.

use super::Recogniser;
use crate::model::{EntryKey, Library};

/// The uses of all terms in all entries: eight bytes a term that an entry uses.
///
/// Built apart from the recogniser because it reads every body.
#[derive(Clone, Debug, Default)]
pub struct Occurrences {
    /// A term and an entry that uses it; ascending, each pair once.
    pairs: Vec<(EntryKey, EntryKey)>,
}

impl Occurrences {
    /// Reads every entry for terms.
    pub fn new(library: &Library, recogniser: &Recogniser) -> Self {
        let catalogue = &*library.catalogue;
        if recogniser.is_empty() {
            return Self::default();
        }
        let mut pairs = Vec::new();
        for entry in catalogue.entries() {
            let from = pairs.len();
            let uses = recogniser.in_entry(catalogue, entry, &library.body(entry));
            pairs.extend(
                uses.into_iter().filter(|one| one.first).map(|one| (one.span.entry, entry)),
            );
            pairs[from..].sort_unstable();
            // A term may be the first of several sections.
            let mut kept = from;
            for at in from..pairs.len() {
                if kept == from || pairs[kept - 1] != pairs[at] {
                    pairs[kept] = pairs[at];
                    kept += 1;
                }
            }
            pairs.truncate(kept);
        }
        pairs.sort_unstable();
        pairs.shrink_to_fit();
        Self { pairs }
    }

    /// Returns the entries that use a term, in pack order, as the second of each pair.
    pub fn of(&self, term: EntryKey) -> impl ExactSizeIterator<Item = EntryKey> {
        let start = self.pairs.partition_point(|(used, _)| *used < term);
        let end = self.pairs.partition_point(|(used, _)| *used <= term);
        self.pairs[start..end].iter().map(|&(_, user)| user)
    }

    /// Returns the entries that use a term at all, with repetitions, in no order.
    pub fn users(&self) -> impl Iterator<Item = EntryKey> {
        self.pairs.iter().map(|&(_, user)| user)
    }

    /// Returns the terms that some entry uses, each once.
    pub fn terms(&self) -> impl Iterator<Item = EntryKey> {
        self.pairs.chunk_by(|one, next| one.0 == next.0).map(|uses| uses[0].0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{self, Origin};

    #[test]
    fn every_use_is_found_once_and_only_where_the_entry_has_it() {
        let library = store::open(&[Origin::BuiltIn]).library;
        let catalogue = &*library.catalogue;
        let recogniser = Recogniser::new(catalogue);
        let occurrences = Occurrences::new(&library, &recogniser);
        let mut total = 0;
        for term in catalogue.entries().filter(|&entry| catalogue.is_term(entry)) {
            let users: Vec<EntryKey> = occurrences.of(term).collect();
            let expected: Vec<EntryKey> = catalogue
                .entries()
                .filter(|&entry| {
                    let uses = recogniser.in_entry(catalogue, entry, &library.body(entry));
                    uses.iter().any(|one| one.span.entry == term)
                })
                .collect();
            assert_eq!(users, expected, "{}", catalogue.id(term));
            total += users.len();
        }
        assert!(total > 0 && occurrences.users().count() == total);
        assert!(occurrences.terms().is_sorted_by(|one, next| one < next));
    }
}
