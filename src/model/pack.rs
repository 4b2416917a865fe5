//! What a pack declares beside its entries: itself, its themes, relations, routes and matrices.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ids::{EntryKey, PackKey, ThemeKey};

/// One body of knowledge.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Pack {
    /// The id, unique in the library.
    pub id: Box<str>,
    /// The title.
    pub title: Box<str>,
    /// Semantic version; empty where the pack names none.
    pub version: Box<str>,
    /// BCP 47 tag.
    pub language: Box<str>,
    /// One sentence.
    pub summary: Box<str>,
    /// The authors.
    pub authors: Vec<Box<str>>,
    /// The licence.
    pub license: Box<str>,
    /// The entry that opens first.
    pub start: Option<EntryKey>,
    /// Its themes, in screen order.
    pub themes: Range<u32>,
    /// Its entries.
    pub entries: Range<u32>,
}

impl Pack {
    /// Builds a pack that says no more of itself than its id and title.
    pub fn new(id: &str, title: &str) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            version: Box::default(),
            language: "en".into(),
            summary: Box::default(),
            authors: Vec::new(),
            license: Box::default(),
            start: None,
            themes: 0..0,
            entries: 0..0,
        }
    }

    /// Returns the entry that it opens with: the one that it declares, else its first; `None` if it has
    /// no entries.
    pub fn opens_with(&self) -> Option<EntryKey> {
        self.start.or_else(|| self.entries.clone().next().map(EntryKey))
    }
}

/// How a theme orders its entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum ThemeOrder {
    /// As the files have them.
    #[default]
    File,
    /// By number, then as the files have them.
    Number,
    /// By folded title.
    Title,
}

/// A named, ordered group of entries.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Theme {
    /// The pack it belongs to.
    pub pack: PackKey,
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// The title.
    pub title: Box<str>,
    /// The title for lists; never empty (the title where the author gave none).
    pub short: Box<str>,
    /// One sentence; may be empty.
    pub summary: Box<str>,
    /// How its entries are ordered.
    pub order: ThemeOrder,
    /// Whether titles and forms of its entries are recognised in all text.
    pub glossary: bool,
    /// Its entries, in order.
    pub entries: Range<u32>,
}

impl Theme {
    /// Builds a theme that says no more of itself than its id and title.
    pub fn new(pack: PackKey, id: &str, title: &str) -> Self {
        Self {
            pack,
            id: id.into(),
            title: title.into(),
            short: title.into(),
            summary: Box::default(),
            order: ThemeOrder::File,
            glossary: false,
            entries: 0..0,
        }
    }

    /// Counts its entries.
    pub fn count(&self) -> usize {
        self.entries.len()
    }
}

/// A named kind of link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Relation {
    /// The pack it belongs to; `None` for the reserved ones.
    pub pack: Option<PackKey>,
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// How it reads from the start: "serves".
    pub label: Box<str>,
    /// How it reads from the end: "is served by"; the label itself if it is symmetric.
    pub inverse: Box<str>,
    /// Whether both ends read alike.
    pub symmetric: bool,
}

/// A reading order that the pack declares.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Route {
    /// The pack it belongs to.
    pub pack: PackKey,
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// The title.
    pub title: Box<str>,
    /// The entries, in reading order.
    pub stops: Vec<EntryKey>,
}

/// A pair of themes worth seeing against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Matrix {
    /// Its rows.
    pub rows: ThemeKey,
    /// Its columns.
    pub columns: ThemeKey,
}
