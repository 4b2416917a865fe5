//! The shapes of every JSON answer, as `folio help json` tells them; fields are only ever added.

pub mod check;
pub mod coverage;
pub mod doctor;
pub mod entry;
pub mod explore;
pub mod matrix;
pub mod routes;
pub mod search;
pub mod stats;
pub mod terms;

use serde::Serialize;

use crate::model::{Catalogue, EntryKey};

/// The version of the shapes in this module.
const SCHEMA_VERSION: u32 = 1;

/// An answer with its version.
#[derive(Serialize)]
pub struct Answer<T> {
    schema_version: u32,
    #[serde(flatten)]
    answer: T,
}

impl<T> Answer<T> {
    /// Puts the version before an answer.
    pub fn new(answer: T) -> Self {
        Self { schema_version: SCHEMA_VERSION, answer }
    }
}

/// `folio list`.
#[derive(Serialize)]
pub struct Themes<'a> {
    /// In screen order.
    pub themes: Vec<Theme<'a>>,
}

/// One theme.
#[derive(Serialize)]
pub struct Theme<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its pack's id.
    pub pack: &'a str,
    /// How many entries it has.
    pub count: usize,
}

/// `folio list THEME`.
#[derive(Serialize)]
pub struct Entries<'a> {
    /// The theme's id.
    pub theme: &'a str,
    /// In the order of the theme.
    pub entries: Vec<Head<'a>>,
}

/// An entry in a list.
#[derive(Serialize)]
pub struct Head<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its pack's id.
    pub pack: &'a str,
    /// Its theme's id.
    pub theme: &'a str,
    /// Its number.
    pub number: Option<u32>,
    /// Its summary.
    pub summary: &'a str,
}

impl<'a> Head<'a> {
    /// Reads an entry's head from the catalogue.
    pub fn new(catalogue: &'a Catalogue, key: EntryKey) -> Self {
        Self {
            id: catalogue.id(key),
            title: catalogue.title(key),
            pack: &catalogue.pack(catalogue.pack_of(key)).id,
            theme: &catalogue.theme(catalogue.theme_of(key)).id,
            number: catalogue.number(key),
            summary: catalogue.summary(key),
        }
    }
}

/// An error, where `--json` was asked for.
#[derive(Serialize)]
pub struct Failure<'a> {
    /// What, where and what to do.
    pub error: &'a str,
    /// The entries it could have meant, with their packs where several are open.
    pub candidates: Vec<String>,
}
