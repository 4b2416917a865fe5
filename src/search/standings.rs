//! What the index keeps of an entry beside its tags, as tags that nobody can write: its kind, its
//! standing, the day from which it is stale. Refuses to know: queries.

use crate::model::{Catalogue, Day, EntryKey};
use crate::text::fold::fold;

/// What such a tag begins with; no text that was made safe holds it, and no query.
const SIGN: char = '\u{1f}';

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// What sort of thing an entry is.
    Kind,
    /// A word on how far it can be relied on.
    Standing,
    /// The day from which it is stale.
    StaleAfter,
}

impl Mark {
    /// Returns what the tags of such marks begin with.
    pub fn start(self) -> &'static str {
        match self {
            Self::Kind => "\u{1f}k",
            Self::Standing => "\u{1f}s",
            Self::StaleAfter => "\u{1f}d",
        }
    }

    /// Returns the tag of a mark.
    pub fn tag(self, folded: &str) -> String {
        format!("{}{folded}", self.start())
    }

    /// Returns what the tag of a mark of this kind says.
    pub fn told(self, tag: &str) -> &str {
        &tag[self.start().len()..]
    }
}

/// Returns whether a tag is a mark, and none that an author wrote.
pub(super) fn is_mark(tag: &str) -> bool {
    tag.starts_with(SIGN)
}

/// Returns the tags of the marks that say how far an entry can be relied on.
pub(super) fn marks(catalogue: &Catalogue, entry: EntryKey) -> impl Iterator<Item = String> {
    let standing = catalogue.standing(entry).map(|word| Mark::Standing.tag(&fold(word)));
    let day = catalogue.stale_after(entry).map(|day| Mark::StaleAfter.tag(&day.to_string()));
    standing.into_iter().chain(day)
}

/// Returns the day that the tag of a mark says.
pub(super) fn day(tag: &str) -> Option<Day> {
    Day::parse(Mark::StaleAfter.told(tag))
}
