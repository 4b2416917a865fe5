//! The same things in two catalogues: where what was open before a reload is after it. Refuses to know
//! who holds keys.

use std::sync::Arc;

use super::catalogue::Catalogue;
use super::ids::{EntryKey, PackKey, PlaceKey, RouteKey, ThemeKey};

/// From the keys of one catalogue to those of another, by the ids that both know: the pack's, then the
/// thing's own.
#[derive(Clone, Debug)]
pub struct Remap {
    old: Arc<Catalogue>,
    new: Arc<Catalogue>,
    /// By old pack key.
    packs: Vec<Option<PackKey>>,
}

impl Remap {
    /// Compares two catalogues.
    pub fn new(old: Arc<Catalogue>, new: Arc<Catalogue>) -> Self {
        let packs = old.packs().iter().map(|pack| new.find_pack(&pack.id)).collect();
        Self { old, new, packs }
    }

    /// Returns the key of a pack in the new catalogue.
    pub fn pack(&self, key: PackKey) -> Option<PackKey> {
        self.packs[key.index()]
    }

    /// Returns the key of an entry in the new catalogue: the entry that has its id or had it once, else
    /// the first that has one of its former ids (so that a rename can be taken back).
    pub fn entry(&self, key: EntryKey) -> Option<EntryKey> {
        let pack = self.pack(self.old.pack_of(key))?;
        let former = self.old.former(key);
        let mut ids = std::iter::once(self.old.id(key)).chain(former);
        ids.find_map(|id| self.new.find_in(pack, id))
    }

    /// Returns the key of a theme in the new catalogue.
    pub fn theme(&self, key: ThemeKey) -> Option<ThemeKey> {
        let theme = self.old.theme(key);
        self.new.find_theme(self.pack(theme.pack)?, &theme.id)
    }

    /// Returns the key of a route in the new catalogue.
    pub fn route(&self, key: RouteKey) -> Option<RouteKey> {
        let route = self.old.route(key);
        let pack = self.pack(route.pack)?;
        let mut routes = self.new.routes().iter();
        routes.position(|one| one.pack == pack && one.id == route.id).map(RouteKey::new)
    }

    /// Returns the key of a place in the new catalogue.
    pub fn place(&self, key: PlaceKey) -> Option<PlaceKey> {
        let place = self.old.place(key);
        let pack = self.pack(place.pack)?;
        let mut places = self.new.places().iter();
        places.position(|one| one.pack == pack && one.id == place.id).map(PlaceKey::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewEntry, Pack, Place, Route, Theme};

    /// Builds a catalogue out of lines: `pack ID`, `theme ID`, `ID < FORMER …`, `route ID`, `place ID`.
    fn catalogue(lines: &str) -> Arc<Catalogue> {
        let mut catalogue = Catalogue::new();
        let (mut pack, mut theme) = (PackKey(0), ThemeKey(0));
        for line in lines.lines().map(str::trim) {
            let (kind, id) = line.split_once(' ').unwrap_or((line, ""));
            match kind {
                "pack" => pack = catalogue.push_pack(Pack::new(id, id)),
                "theme" => theme = catalogue.push_theme(Theme::new(pack, id, id)),
                "route" => {
                    let (id, title, stops) = (id.into(), id.into(), Vec::new());
                    catalogue.push_route(Route { pack, id, title, stops });
                }
                "place" => {
                    catalogue.push_place(Place::new(pack, id, id));
                }
                entry => {
                    let mut new = NewEntry::new(theme, entry, entry);
                    let former = id.trim_start_matches('<').split_whitespace();
                    new.head.former = former.map(Into::into).collect();
                    catalogue.push_entry(new);
                }
            }
        }
        Arc::new(catalogue)
    }

    #[track_caller]
    fn check_entries(old: &str, new: &str, expected: &[Option<&str>]) {
        let (old, new) = (catalogue(old), catalogue(new));
        let remap = Remap::new(Arc::clone(&old), Arc::clone(&new));
        let found: Vec<_> =
            old.entries().map(|key| remap.entry(key).map(|key| new.id(key))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_entry_is_found_by_its_id_wherever_it_is_now() {
        let old = "pack p\ntheme t\na\nb\nc";
        check_entries(old, old, &[Some("a"), Some("b"), Some("c")]);
        check_entries(old, "pack p\ntheme u\nc\nx\ntheme t\nb", &[None, Some("b"), Some("c")]);
        check_entries(old, "pack q\ntheme t\na\nb\npack p\ntheme t\nb", &[None, Some("b"), None]);
        check_entries(old, "pack q\ntheme t\na\nb\nc", &[None, None, None]);
        check_entries(old, "", &[None, None, None]);
    }

    #[test]
    fn an_entry_is_found_by_a_former_id_of_either() {
        let old = "pack p\ntheme t\na\nb < was-b older-b\nc";
        check_entries(
            old,
            "pack p\ntheme t\nnew-a < a\nolder-b\nc < b",
            &[Some("new-a"), Some("c"), Some("c")],
        );
        check_entries(old, "pack p\ntheme t\nolder-b", &[None, Some("older-b"), None]);
    }

    #[test]
    fn themes_routes_and_places_are_found_in_their_own_pack() {
        let old = catalogue(
            "pack p\ntheme t\ntheme u\nroute r\nroute s\nplace x\n\
             pack q\ntheme t\nroute r\nplace x\nplace y",
        );
        let new = catalogue("pack q\ntheme v\ntheme t\nplace y\nplace x\nroute r\npack o\nroute s");
        let remap = Remap::new(old, new);
        let packs = [0, 1].map(|key| remap.pack(PackKey(key)));
        assert_eq!(packs, [None, Some(PackKey(0))]);
        let themes = [0, 1, 2].map(|key| remap.theme(ThemeKey(key)));
        assert_eq!(themes, [None, None, Some(ThemeKey(1))]);
        let routes = [0, 1, 2].map(|key| remap.route(RouteKey(key)));
        assert_eq!(routes, [None, None, Some(RouteKey(0))]);
        let places = [0, 1, 2].map(|key| remap.place(PlaceKey(key)));
        assert_eq!(places, [None, Some(PlaceKey(1)), Some(PlaceKey(0))]);
    }
}
