//! From what a person types to an entry, by its id or slug, to themes and places. Refuses to know: titles
//! and other names of entries, which the search compares.

use std::borrow::Cow;

use super::catalogue::Catalogue;
use super::ids::{EntryKey, PackKey, PlaceKey, RouteKey, ThemeKey};
use super::pack::{Matrix, Route, Theme};
use super::source::Place;
use crate::text::address::normal;
use crate::text::fold::fold;

/// What an id, slug, title or other name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// One entry.
    Found(EntryKey),
    /// Several, in pack order.
    Ambiguous(Vec<EntryKey>),
    /// None.
    Missing,
}

impl Lookup {
    /// Returns what some entries, in pack order, mean together.
    pub fn of(entries: Vec<EntryKey>) -> Self {
        match entries.as_slice() {
            [] => Self::Missing,
            [one] => Self::Found(*one),
            _ => Self::Ambiguous(entries),
        }
    }
}

impl Catalogue {
    /// Finds the entry of an id (`pack:` before it or not), else of a slug, in any form that [`normal`]
    /// makes one.
    pub fn identified(&self, wanted: &str) -> Lookup {
        let by_id = match wanted.split_once(':') {
            Some((pack, id)) => {
                self.find_pack(pack).and_then(|pack| self.find_in(pack, id)).into_iter().collect()
            }
            None => (0..self.packs().len())
                .filter_map(|pack| self.find_in(PackKey::new(pack), wanted))
                .collect::<Vec<_>>(),
        };
        match Lookup::of(by_id) {
            Lookup::Missing => Lookup::of(self.with_slug(&normal(wanted))),
            found => found,
        }
    }

    /// Returns the id of an entry, with its pack before it where the id alone would not name it.
    pub fn unique_id(&self, entry: EntryKey) -> Cow<'_, str> {
        let id = self.id(entry);
        if self.packs().len() == 1 || self.identified(id) == Lookup::Found(entry) {
            return id.into();
        }
        self.in_its_pack(self.pack_of(entry), id).into()
    }

    /// Returns the id of the pack of an entry.
    pub fn pack_id_of(&self, entry: EntryKey) -> &str {
        &self.pack(self.pack_of(entry)).id
    }

    /// Returns the id of a theme, with its pack before it where the id alone would not name it.
    pub fn unique_theme_id(&self, theme: ThemeKey) -> Cow<'_, str> {
        let Theme { id, pack, .. } = self.theme(theme);
        if self.themes_named(id).len() <= 1 {
            return (&**id).into();
        }
        self.in_its_pack(*pack, id).into()
    }

    /// Returns the id of a route, with its pack before it where the id alone would not name it.
    pub fn unique_route_id(&self, route: RouteKey) -> Cow<'_, str> {
        let Route { id, pack, .. } = self.route(route);
        if self.routes().iter().filter(|other| other.id == *id).count() <= 1 {
            return (&**id).into();
        }
        self.in_its_pack(*pack, id).into()
    }

    fn in_its_pack(&self, pack: PackKey, id: &str) -> String {
        format!("{}:{id}", self.pack(pack).id)
    }

    /// Finds the themes that a person means: by `theme:NAME`, `pack:theme`, id, title or short title, folded;
    /// several only where packs share a name.
    pub fn themes_named(&self, wanted: &str) -> Vec<ThemeKey> {
        let wanted = self.theme_asked_for(wanted).unwrap_or(wanted);
        if let Some((pack, theme)) = wanted.split_once(':') {
            let pack = self.find_pack(pack);
            return pack.and_then(|pack| self.find_theme(pack, theme)).into_iter().collect();
        }
        let folded = fold(&normal(wanted));
        let same = |text: &str| fold(text) == folded;
        let named = |theme: &Theme| same(&theme.id) || same(&theme.title) || same(&theme.short);
        let themes = self.themes().iter().enumerate();
        themes.filter(|(_, theme)| named(theme)).map(|(number, _)| ThemeKey::new(number)).collect()
    }

    /// Returns the name in `theme:NAME`, by which a theme is asked for where an entry could be as well;
    /// `None` if an open pack is called `theme`.
    pub fn theme_asked_for<'w>(&self, wanted: &'w str) -> Option<&'w str> {
        let name = wanted.strip_prefix("theme:")?;
        self.find_pack("theme").is_none().then_some(name)
    }

    /// Resolves a reference `theme:[pack:]id` written in `pack`.
    pub fn resolve_theme(&self, pack: PackKey, reference: &str) -> Option<ThemeKey> {
        let name = self.theme_asked_for(reference)?;
        let (pack, id) = match name.split_once(':') {
            Some((other, id)) => (self.find_pack(other)?, id),
            None => (pack, name),
        };
        self.find_theme(pack, id)
    }

    /// Finds the places that a person means: by id or label, folded, else those whose label holds it, with
    /// brackets around it or without.
    pub fn places_named(&self, wanted: &str) -> Vec<PlaceKey> {
        let folded = fold(wanted.trim_matches(['[', ']', ' ']));
        let places = |passes: &dyn Fn(&Place) -> bool| -> Vec<PlaceKey> {
            let places = self.places().iter().enumerate();
            places.filter(|(_, it)| passes(it)).map(|(number, _)| PlaceKey::new(number)).collect()
        };
        let exact = places(&|place| fold(&place.id) == folded || fold(&place.label) == folded);
        if exact.is_empty() { places(&|place| fold(&place.label).contains(&folded)) } else { exact }
    }

    /// Returns the matrices of two themes out of those that share a name: those of two of one pack, if there
    /// are such. None if one of the names means nothing.
    pub fn matrices_of(&self, rows: &[ThemeKey], columns: &[ThemeKey]) -> Vec<Matrix> {
        let pairs = rows
            .iter()
            .flat_map(|&rows| columns.iter().map(move |&columns| Matrix { rows, columns }));
        let of_one_pack = |it: &Matrix| self.theme(it.rows).pack == self.theme(it.columns).pack;
        let within: Vec<Matrix> = pairs.clone().filter(of_one_pack).collect();
        if within.is_empty() { pairs.collect() } else { within }
    }
}
