//! Which entries use which terms, in memory or in the file of a pack that is opened alone.

use std::io::{self, Write};

use super::Recogniser;
use crate::blocks::{FileWriter, Image, Numbers};
use crate::model::{EntryKey, Library};

/// The sections of a file: the term of each use, and the entry that uses it.
const TERMS: &str = "use.term";
const USERS: &str = "use.entry";

/// The uses of all terms in all entries: eight bytes a term that an entry uses.
///
/// Built apart from the recogniser because it reads every body.
#[derive(Clone, Debug, Default)]
pub struct Occurrences {
    /// A term and an entry that uses it; ascending, each pair once.
    pairs: Vec<(EntryKey, EntryKey)>,
}

impl Occurrences {
    /// Reads every entry for the terms of its library; takes them out of the file of a pack that is open
    /// alone.
    pub fn new(library: &Library, recogniser: &Recogniser) -> Self {
        let catalogue = &*library.catalogue;
        if recogniser.is_empty() {
            return Self::default();
        }
        if let Some(stored) = image_of(library).and_then(|image| Self::read(image, catalogue.len()))
        {
            return stored;
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

    /// Writes the uses in a pack that is alone in its library.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        let (mut terms, mut users) = (Numbers::new(), Numbers::new());
        for (term, user) in &self.pairs {
            terms.push(term.0);
            users.push(user.0);
        }
        out.numbers(TERMS, &terms)?;
        out.numbers(USERS, &users)
    }

    /// Takes the uses by so many entries out of a file; `None` if it has none that fit, or if they are
    /// damaged.
    fn read(image: &Image, entries: usize) -> Option<Self> {
        let keys = |name| image.numbers_below(name, entries as u64).ok();
        let (terms, users) = (keys(TERMS)?, keys(USERS)?);
        let pair =
            |(term, user): (Option<u32>, Option<u32>)| Some((EntryKey(term?), EntryKey(user?)));
        let pairs: Vec<_> = terms.iter().zip(users.iter()).map(pair).collect::<Option<_>>()?;
        let is_sorted = pairs.is_sorted_by(|one, next| one < next);
        (is_sorted && terms.len() == users.len()).then_some(Self { pairs })
    }

    /// Returns whether a file has them, so that no text needs to be read.
    pub fn are_stored(library: &Library) -> bool {
        image_of(library).is_some()
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

/// Returns the file of the only pack. Beside others, terms of theirs are used too, and may have the forms
/// of its own.
fn image_of(library: &Library) -> Option<&Image> {
    let [image] = &*library.images else { return None };
    image.as_deref()
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
