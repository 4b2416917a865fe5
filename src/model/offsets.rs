//! How far keys move when the catalogue they belong to is appended to another. Refuses to know: ids,
//! and what a key stands for.

use super::body::{Body, Provenance};
use super::ids::{ClaimKey, EntryKey, PackKey, PlaceKey, RelationKey, SourceKey, ThemeKey};

/// How far the keys of a catalogue move when it is appended to another: from keys of its own to keys
/// of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offsets {
    pub(super) packs: u32,
    pub(super) themes: u32,
    pub(super) entries: u32,
    pub(super) relations: u32,
    /// How many relations every catalogue has, whose keys never move.
    pub(super) reserved: u32,
    pub(super) sources: u32,
    pub(super) places: u32,
    pub(super) claims: u32,
}

impl Offsets {
    /// Returns the key that a pack has afterwards.
    pub fn pack(&self, key: PackKey) -> PackKey {
        PackKey(key.0 + self.packs)
    }

    /// Returns the key that a theme has afterwards.
    pub fn theme(&self, key: ThemeKey) -> ThemeKey {
        ThemeKey(key.0 + self.themes)
    }

    /// Returns the key that an entry has afterwards.
    pub fn entry(&self, key: EntryKey) -> EntryKey {
        EntryKey(key.0 + self.entries)
    }

    /// Returns the key that a relation has afterwards; the reserved ones are the same in every
    /// catalogue.
    pub fn relation(&self, key: RelationKey) -> RelationKey {
        if key.0 < self.reserved { key } else { RelationKey(key.0 + self.relations) }
    }

    /// Returns the key that a source has afterwards.
    pub fn source(&self, key: SourceKey) -> SourceKey {
        SourceKey(key.0 + self.sources)
    }

    /// Returns the key that a place has afterwards.
    pub fn place(&self, key: PlaceKey) -> PlaceKey {
        PlaceKey(key.0 + self.places)
    }

    /// Returns the key that a claim has afterwards.
    pub fn claim(&self, key: ClaimKey) -> ClaimKey {
        ClaimKey(key.0 + self.claims)
    }

    /// Moves the keys in a provenance.
    pub fn move_provenance(&self, provenance: &mut Provenance) {
        match provenance {
            Provenance::Article { claims } => {
                for claim in claims {
                    *claim = self.claim(*claim);
                }
            }
            Provenance::Editor { sources, .. } => {
                for source in sources {
                    *source = self.source(*source);
                }
            }
        }
    }

    /// Moves the keys in a body.
    pub fn move_body(&self, body: &mut Body) {
        for statement in &mut body.statements {
            self.move_provenance(&mut statement.provenance);
        }
    }
}
