//! What `folio check --stats` adds to the mistakes: the state of the packs as a whole. Refuses to know:
//! how it is found.

use std::borrow::Cow;

use serde::Serialize;

use crate::check::health::Health;
use crate::cli::output::Output;
use crate::document::Role;
use crate::messages::coverage::used;
use crate::messages::health as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::{HealthFindings, HealthReport, Report};

/// How many lines of a section are printed.
const MOST: usize = 10;

/// Prints the state; sections in which there is nothing are left out.
pub fn print(output: &mut Output, catalogue: &Catalogue, report: &HealthReport) {
    output.line(&[(&report.count_of(), Role::Title)]);
    let mut sound = true;
    for section in report.sections() {
        sound = false;
        let count = section.findings.count();
        output.line(&[(&says::section(&section.title, count), Role::Section)]);
        for at in 0..count.min(MOST) {
            let [name, what] = line(catalogue, section.findings, at);
            output.line(&[
                ("  ", Role::Text),
                (&name, Role::Text),
                (&format!("  {what}"), Role::Dim),
            ]);
        }
        if count > MOST {
            output.line(&[("  ", Role::Text), (&says::more(count - MOST), Role::Dim)]);
        }
    }
    if sound {
        output.line(&[(says::SOUND, Role::Text)]);
    }
}

/// Returns what a line says, and what follows it quietly.
fn line(catalogue: &Catalogue, findings: HealthFindings<'_>, at: usize) -> [String; 2] {
    match findings {
        HealthFindings::Entries(entries) => {
            let id = catalogue.unique_id(entries[at]).into_owned();
            [catalogue.title(entries[at]).to_owned(), id]
        }
        HealthFindings::Phrases(phrases) => {
            let one = &phrases[at];
            [one.phrase.clone(), says::in_entries(one.entries, &catalogue.unique_id(one.first))]
        }
        HealthFindings::Places(places) => {
            let one = &places[at];
            [catalogue.place(one.place).label.to_string(), used(one.used, one.claims)]
        }
    }
}

/// The state of the packs.
#[derive(Serialize)]
pub struct StatsJson<'a> {
    entries: usize,
    links: usize,
    orphans: Vec<Cow<'a, str>>,
    dead_ends: Vec<Cow<'a, str>>,
    without_links: Vec<Cow<'a, str>>,
    undefined_terms: Vec<UndefinedJson<'a>>,
    missing_translations: Vec<UntranslatedJson<'a>>,
    thin_places: Vec<ThinPlaceJson<'a>>,
}

#[derive(Serialize)]
struct UndefinedJson<'a> {
    phrase: &'a str,
    entries: usize,
    first: Cow<'a, str>,
}

#[derive(Serialize)]
struct UntranslatedJson<'a> {
    pack: &'a str,
    language: &'a str,
    entries: Vec<Cow<'a, str>>,
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
        let ids = |entries: &[EntryKey]| {
            entries.iter().map(|&entry| catalogue.unique_id(entry)).collect()
        };
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
                    first: catalogue.unique_id(one.first),
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
