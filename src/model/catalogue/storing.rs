//! One pack into a file, and out of it. Refuses to know: where the file is.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::Catalogue;
use super::ids::Ids;
use crate::blocks::{FileWriter, Image, Refusal};
use crate::model::columns::{Counts, decoded, encoded, fits};
use crate::model::entry::EntryColumns;
use crate::model::grounds::{Claims, LinkEnds, Links};
use crate::model::ids::{EntryKey, ThemeKey};
use crate::model::pack::{Matrix, Pack, Relation, Route, Theme};
use crate::model::source::{Place, Source};

/// The section that holds what a pack declares.
const DECLARED: &str = "declared";

/// What a pack declares beside its entries; there is little of it, and it is read as a whole.
#[derive(Deserialize, Serialize)]
struct Declared {
    packs: Vec<Pack>,
    themes: Vec<Theme>,
    relations: Vec<Relation>,
    sources: Vec<Source>,
    places: Vec<Place>,
    routes: Vec<Route>,
    matrices: Vec<Matrix>,
    entries: u32,
}

impl Catalogue {
    /// Writes a catalogue that holds one pack alone.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        let declared = Declared {
            packs: self.packs.clone(),
            themes: self.themes.clone(),
            relations: self.relations.clone(),
            sources: self.sources.clone(),
            places: self.places.clone(),
            routes: self.routes.clone(),
            matrices: self.matrices.clone(),
            entries: self.len() as u32,
        };
        out.bytes(DECLARED, &encoded(&declared)?)?;
        self.columns.write(out)?;
        self.claims.write(out)?;
        self.links.write(out)?;
        self.by_id.iter().try_for_each(|ids| ids.write(out))
    }

    /// Takes the catalogue of one pack out of a file. Fails if a part of it is missing or does not fit
    /// the others; texts are read later.
    pub fn read(image: &Image) -> Result<Self, Refusal> {
        let declared: Declared = decoded(image, DECLARED)?;
        fits(declared.fits_itself(), DECLARED)?;
        let Declared { packs, themes, relations, sources, places, routes, matrices, entries } =
            declared;
        let entries = entries as usize;
        let counts = Counts { entries, sources: sources.len() };
        let claims = Claims::read(image, places.len())?;
        let ends = LinkEnds {
            entries,
            relations: relations.len(),
            claims: claims.len(),
            sources: sources.len(),
        };
        let starts = themes.iter().enumerate().filter(|(_, theme)| !theme.entries.is_empty());
        let theme_starts =
            starts.map(|(at, theme)| (EntryKey(theme.entries.start), ThemeKey::new(at))).collect();
        let links = Links::read(image, &ends)?;
        Ok(Self {
            own_links: std::iter::once(0..links.len()).collect(),
            theme_starts,
            columns: EntryColumns::read(image, &counts)?,
            links,
            by_id: vec![Ids::read(image, entries)?],
            today: None,
            packs,
            themes,
            relations,
            sources,
            places,
            claims,
            routes,
            matrices,
        })
    }
}

impl Declared {
    /// Returns whether every key leads somewhere, and every entry has a theme.
    fn fits_itself(&self) -> bool {
        let [pack] = self.packs.as_slice() else { return false };
        let (themes, sources) = (self.themes.len(), self.sources.len());
        let is_entry = |key: &EntryKey| key.0 < self.entries;
        let mut filled: Vec<_> = self.themes.iter().map(|theme| theme.entries.clone()).collect();
        filled.retain(|entries| !entries.is_empty());
        let end = filled.iter().try_fold(0, |end, run| (run.start == end).then_some(run.end));
        let reserved = &Catalogue::new().relations;
        pack.themes == (0..themes as u32)
            && pack.entries == (0..self.entries)
            && pack.start.as_ref().is_none_or(is_entry)
            && end == Some(self.entries)
            && self.themes.iter().all(|theme| theme.pack.0 == 0)
            && self.relations.get(..reserved.len()) == Some(reserved.as_slice())
            && self.relations[reserved.len()..].iter().all(|it| it.pack.is_some_and(|it| it.0 == 0))
            && self.places.iter().all(|place| {
                place.pack.0 == 0 && place.source.is_none_or(|source| source.index() < sources)
            })
            && self.routes.iter().all(|route| route.pack.0 == 0 && route.stops.iter().all(is_entry))
            && self.matrices.iter().all(|it| it.rows.index().max(it.columns.index()) < themes)
    }
}
