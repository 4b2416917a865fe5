//! The place of a note in the lists of all notes. Refuses to know: the lists.

use std::ops::Range;

use crate::journal::{Moment, Note, NoteId};
use crate::model::{Catalogue, PackKey};

/// The place of a note among all: pack by pack, in the order in which they were made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NoteKey {
    pack: PackKey,
    made: Moment,
    id: NoteId,
}

impl NoteKey {
    /// Returns where a note of an open pack is.
    pub fn new(catalogue: &Catalogue, note: &Note) -> Option<Self> {
        let pack = catalogue.find_pack(&note.spot.on.pack)?;
        Some(Self { pack, made: note.made, id: note.id.clone() })
    }

    /// Returns the numbers of the notes of a pack, or of all, in a list: from `rank` of what is before them all
    /// to that of what is behind.
    pub fn range(pack: Option<PackKey>, rank: impl Fn(Self) -> usize) -> Range<usize> {
        let (first, next) = match pack {
            Some(pack @ PackKey(number)) => (pack, PackKey(number + 1)),
            None => (PackKey(0), PackKey(u32::MAX)),
        };
        rank(Self::before(first))..rank(Self::before(next))
    }

    fn before(pack: PackKey) -> Self {
        Self { pack, made: Moment(i64::MIN), id: NoteId("".into()) }
    }
}
