//! What an entry is looked for in the finder, and what that changes about the rows. Refuses to know: keys,
//! how search works.

use crate::model::{Catalogue, EntryKey};
use crate::search::{Class, Hit, Hits};

/// How many entries of the same theme are offered for a comparison.
const SIBLINGS: usize = 40;
/// What an entry is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FinderAim {
    /// To be opened.
    #[default]
    Open,
    /// To find how this entry is linked with it.
    PathFrom(EntryKey),
    /// To be compared with this entry.
    CompareWith(EntryKey),
}

impl FinderAim {
    /// Returns the entries that are compared most likely: the first of the same theme.
    pub(super) fn siblings(self, catalogue: &Catalogue) -> Vec<EntryKey> {
        let Self::CompareWith(entry) = self else { return Vec::new() };
        let all = catalogue.entries_of(catalogue.theme_of(entry));
        all.filter(|&other| other != entry).take(SIBLINGS).collect()
    }

    /// Puts good hits of the same theme before the others, if an entry is to be compared, and the entry itself behind
    /// all where another one is looked for.
    pub(super) fn arrange(self, catalogue: &Catalogue, hits: &mut Hits) {
        let hits = &mut hits.hits;
        if let Self::CompareWith(entry) = self {
            let theme = catalogue.theme_of(entry);
            let other = |hit: &Hit| catalogue.theme_of(hit.entry) != theme;
            hits.sort_by_key(|hit| (hit.class > Class::WordPrefixes, other(hit)));
        }
        hits.sort_by_key(|hit| self.is_of(hit.entry));
    }

    /// Returns whether another entry than this one is looked for.
    pub(super) fn is_of(self, entry: EntryKey) -> bool {
        [Self::PathFrom(entry), Self::CompareWith(entry)].contains(&self)
    }
}
