//! What of a pack refers to entries and was not followed yet. Refuses to know: what it leads to.

use serde::{Deserialize, Serialize};

use crate::content::position::At;
use crate::content::raw::{RawRoute, Word};
use crate::model::{EntryKey, Offsets, Provenance, RelationKey};

/// What of a pack refers to entries, of its own or of another.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct Unfollowed {
    /// Entries and what they want to be seen with.
    pub see: Vec<(EntryKey, Vec<Word>)>,
    /// The links.
    pub links: Vec<UnfollowedLink>,
    /// The routes.
    pub routes: Vec<RawRoute>,
    /// The entry that opens first.
    pub start: Option<Word>,
}

impl Unfollowed {
    /// Returns the same with keys that have moved so far.
    #[must_use]
    pub fn moved(&self, by: &Offsets) -> Self {
        let mut moved = self.clone();
        for (entry, _) in &mut moved.see {
            *entry = by.entry(*entry);
        }
        for link in &mut moved.links {
            link.relation = link.relation.map(|relation| by.relation(relation));
            if let Some(provenance) = &mut link.provenance {
                by.move_provenance(provenance);
            }
        }
        moved
    }
}

/// A link whose ends are still words.
#[derive(Clone, Deserialize, Serialize)]
pub struct UnfollowedLink {
    /// Where it is.
    pub at: At,
    /// Where it starts.
    pub from: Word,
    /// Where it leads.
    pub to: Word,
    /// Its relation; `None` if there is none of that name.
    pub relation: Option<RelationKey>,
    /// Why it holds; may be empty.
    pub reason: Box<str>,
    /// Who says it.
    pub provenance: Option<Provenance>,
}
