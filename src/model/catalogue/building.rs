//! Filling a catalogue: a pack is begun, then its themes, then its entries theme by theme in their
//! order, then everything that refers to entries.

use super::Catalogue;
use super::ids::Ids;
use crate::model::entry::NewEntry;
use crate::model::ids::{
    ClaimKey, EntryKey, LinkKey, PackKey, PlaceKey, RelationKey, SourceKey, ThemeKey,
};
use crate::model::link::NewLink;
use crate::model::pack::{Matrix, Pack, Relation, Route, Theme};
use crate::model::source::{NewClaim, Place, Source};

impl Catalogue {
    /// Begins a pack; its themes and entries follow.
    pub fn push_pack(&mut self, pack: Pack) -> PackKey {
        let at = self.themes.len() as u32;
        let first = self.len() as u32;
        self.packs.push(Pack { themes: at..at, entries: first..first, ..pack });
        self.by_id.push(Ids::default());
        self.own_links.push(0..0);
        PackKey::new(self.packs.len() - 1)
    }

    /// Appends a theme to the newest pack.
    pub fn push_theme(&mut self, theme: Theme) -> ThemeKey {
        let first = self.len() as u32;
        self.themes.push(Theme { entries: first..first, ..theme });
        let key = ThemeKey::new(self.themes.len() - 1);
        if let Some(pack) = self.packs.last_mut() {
            pack.themes.end = key.0 + 1;
        }
        key
    }

    /// Appends an entry to its theme; the entries of a theme must follow each other.
    ///
    /// The id must not yet stand in the pack.
    pub fn push_entry(&mut self, entry: NewEntry) -> EntryKey {
        let key = EntryKey::new(self.len());
        let theme = &mut self.themes[entry.theme.index()];
        if theme.entries.is_empty() {
            theme.entries = key.0..key.0;
            self.theme_starts.push((key, entry.theme));
        }
        debug_assert_eq!(theme.entries.end, key.0, "entries of a theme follow each other");
        theme.entries.end = key.0 + 1;
        let pack = theme.pack;
        let entries = &mut self.packs[pack.index()].entries;
        entries.end = key.0 + 1;
        let position = key.0 - entries.start;
        let by_id = &mut self.by_id[pack.index()];
        for former in &entry.head.former {
            by_id.add_former(former, position);
        }
        by_id.add(&entry.head.id, position);
        self.columns.push(entry.head);
        key
    }

    /// Appends a relation.
    pub fn push_relation(&mut self, relation: Relation) -> RelationKey {
        self.relations.push(relation);
        RelationKey::new(self.relations.len() - 1)
    }

    /// Appends a source.
    pub fn push_source(&mut self, source: Source) -> SourceKey {
        self.sources.push(source);
        SourceKey::new(self.sources.len() - 1)
    }

    /// Appends a place.
    pub fn push_place(&mut self, place: Place) -> PlaceKey {
        self.places.push(place);
        PlaceKey::new(self.places.len() - 1)
    }

    /// Appends a claim.
    pub fn push_claim(&mut self, claim: &NewClaim) -> ClaimKey {
        self.claims.push(claim);
        ClaimKey::new(self.claims.len() - 1)
    }

    /// Appends a typed link.
    pub fn push_link(&mut self, link: &NewLink) -> LinkKey {
        self.links.push(link);
        LinkKey::new(self.links.len() - 1)
    }

    /// Appends a route.
    pub fn push_route(&mut self, route: Route) {
        self.routes.push(route);
    }

    /// Appends a matrix.
    pub fn push_matrix(&mut self, matrix: Matrix) {
        self.matrices.push(matrix);
    }

    /// Names the entry that opens first.
    pub fn set_start(&mut self, pack: PackKey, start: EntryKey) {
        self.packs[pack.index()].start = Some(start);
    }
}
