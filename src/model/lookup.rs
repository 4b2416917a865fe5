//! From what a person types to an entry: an id, a unique slug, a title or an alias.

use unicode_normalization::UnicodeNormalization;

use super::catalogue::Catalogue;
use super::ids::{EntryKey, PackKey, PlaceKey, ThemeKey};
use super::pack::{Matrix, Theme};
use super::source::Place;
use crate::text::fold::fold;

/// What an id, slug, title or alias names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// One entry.
    Found(EntryKey),
    /// Several, in pack order.
    Ambiguous(Vec<EntryKey>),
    /// None.
    Missing,
}

impl Catalogue {
    /// Finds the entry that a person means: by id (`pack:` before it or not), then by slug, then by
    /// title, short title, name or alias, folded; the first of these kinds that names any decides.
    pub fn lookup(&self, wanted: &str) -> Lookup {
        // Accents may be typed in one character or two, and look the same.
        let spelt = [wanted.to_owned(), wanted.nfc().collect(), wanted.nfd().collect()];
        let by_id = || spelt.iter().map(|id| self.by_id(id)).find(|it| !it.is_empty());
        let folded = fold(wanted);
        let same = |text: &str| fold(text) == folded;
        let is_spelt = |slug: &str| spelt.iter().any(|spelt| spelt == slug);
        let slug =
            |key: &EntryKey| self.id(*key).split_once('/').is_some_and(|(_, slug)| is_spelt(slug));
        let title = |key: &EntryKey| same(self.title(*key)) || same(self.short(*key));
        let other = |key: &EntryKey| {
            self.aliases(*key).iter().any(|alias| same(alias))
                || self.names(*key).iter().any(|name| same(&name.text) || same(&name.reading))
        };
        let steps: [&dyn Fn() -> Vec<EntryKey>; 4] = [
            &|| by_id().unwrap_or_default(),
            &|| self.entries().filter(slug).collect(),
            &|| self.entries().filter(title).collect(),
            &|| self.entries().filter(other).collect(),
        ];
        for step in steps {
            match step().as_slice() {
                [] => {}
                [one] => return Lookup::Found(*one),
                several => return Lookup::Ambiguous(several.to_vec()),
            }
        }
        Lookup::Missing
    }

    /// Finds the entries of an id, with `pack:` before it or not, in pack order.
    fn by_id(&self, wanted: &str) -> Vec<EntryKey> {
        if let Some((pack, id)) = wanted.split_once(':') {
            let pack = self.find_pack(pack);
            return pack.and_then(|pack| self.find_in(pack, id)).into_iter().collect();
        }
        let packs = (0..self.packs().len()).map(PackKey::new);
        packs.filter_map(|pack| self.find_in(pack, wanted)).collect()
    }

    /// Finds the themes that a person means: by `pack:theme`, id, title or short title, folded;
    /// several only where packs share a name.
    pub fn themes_named(&self, wanted: &str) -> Vec<ThemeKey> {
        if let Some((pack, theme)) = wanted.split_once(':') {
            let pack = self.find_pack(pack);
            return pack.and_then(|pack| self.find_theme(pack, theme)).into_iter().collect();
        }
        let folded = fold(wanted);
        let same = |text: &str| fold(text) == folded;
        let named = |theme: &Theme| same(&theme.id) || same(&theme.title) || same(&theme.short);
        let themes = self.themes().iter().enumerate();
        themes.filter(|(_, theme)| named(theme)).map(|(number, _)| ThemeKey::new(number)).collect()
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

    /// Returns the matrix of two themes out of those that share a name: two of one pack, if there are
    /// such. `None` if one of the names means nothing.
    pub fn matrix_of(&self, rows: &[ThemeKey], columns: &[ThemeKey]) -> Option<Matrix> {
        let pairs = rows
            .iter()
            .flat_map(|&rows| columns.iter().map(move |&columns| Matrix { rows, columns }));
        let of_one_pack = |it: &Matrix| self.theme(it.rows).pack == self.theme(it.columns).pack;
        pairs.clone().find(of_one_pack).or_else(|| pairs.clone().next())
    }
}
