//! The shape of what `folio check --stats --json` adds.

use serde::Serialize;

use crate::check::health::Health;
use crate::model::{Catalogue, EntryKey};

/// The state of the packs.
#[derive(Serialize)]
pub struct StatsJson<'a> {
    entries: usize,
    links: usize,
    orphans: Vec<&'a str>,
    dead_ends: Vec<&'a str>,
    without_links: Vec<&'a str>,
    undefined_terms: Vec<UndefinedJson<'a>>,
    missing_translations: Vec<UntranslatedJson<'a>>,
    thin_places: Vec<ThinPlaceJson<'a>>,
}

#[derive(Serialize)]
struct UndefinedJson<'a> {
    phrase: &'a str,
    entries: usize,
    first: &'a str,
}

#[derive(Serialize)]
struct UntranslatedJson<'a> {
    pack: &'a str,
    language: &'a str,
    entries: Vec<&'a str>,
}

#[derive(Serialize)]
struct ThinPlaceJson<'a> {
    id: &'a str,
    label: &'a str,
    pack: &'a str,
    used: usize,
    claims: usize,
}

impl<'a> StatsJson<'a> {
    /// Writes the state down with ids.
    pub fn new(catalogue: &'a Catalogue, health: &'a Health) -> Self {
        let ids = |entries: &[EntryKey]| entries.iter().map(|&entry| catalogue.id(entry)).collect();
        Self {
            entries: health.entries,
            links: health.links,
            orphans: ids(&health.orphans),
            dead_ends: ids(&health.dead_ends),
            without_links: ids(&health.without_links),
            undefined_terms: health
                .undefined
                .iter()
                .map(|one| UndefinedJson {
                    phrase: &one.phrase,
                    entries: one.entries,
                    first: catalogue.id(one.first),
                })
                .collect(),
            missing_translations: health
                .untranslated
                .iter()
                .map(|one| UntranslatedJson {
                    pack: &catalogue.pack(one.pack).id,
                    language: &one.language,
                    entries: ids(&one.entries),
                })
                .collect(),
            thin_places: health
                .thin_places
                .iter()
                .map(|one| ThinPlaceJson {
                    id: &catalogue.place(one.place).id,
                    label: &catalogue.place(one.place).label,
                    pack: &catalogue.pack(catalogue.place(one.place).pack).id,
                    used: one.used,
                    claims: one.claims,
                })
                .collect(),
        }
    }
}
