//! What the files of one pack say, in the words of the files: ids are text that may lead nowhere,
//! every value that can be wrong knows its place. No TOML any more, no keys yet.

use super::position::{At, Located};
use crate::model::{Certainty, Name, ThemeOrder};

/// A word of a pack and where it stands.
pub type Word = Located<Box<str>>;

/// What the format has ids for, each a namespace of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `[[entry]]`
    Entry,
    /// `[[claim]]`
    Claim,
    /// `[[place]]`
    Place,
    /// `[[source]]`
    Source,
    /// `[[route]]`
    Route,
    /// `[[theme]]`
    Theme,
    /// `[[relation]]`
    Relation,
}

impl Kind {
    /// Returns the word of the format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Claim => "claim",
            Self::Place => "place",
            Self::Source => "source",
            Self::Route => "route",
            Self::Theme => "theme",
            Self::Relation => "relation",
        }
    }
}

/// What `pack.toml` says.
#[derive(Clone, Debug)]
pub struct RawHead {
    /// The pack's id; made from the folder's name where the file has none that can be used.
    pub id: Word,
    /// The title; the id where the file has none.
    pub title: Box<str>,
    /// Semantic version; may be empty, as may all that follow.
    pub version: Box<str>,
    /// Language tag.
    pub language: Box<str>,
    /// One sentence.
    pub summary: Box<str>,
    /// The authors.
    pub authors: Vec<Box<str>>,
    /// The licence.
    pub license: Box<str>,
    /// The entry that opens first.
    pub start: Option<Word>,
    /// The themes in screen order.
    pub themes: Vec<RawTheme>,
    /// The relations.
    pub relations: Vec<RawRelation>,
    /// The matrices.
    pub matrices: Vec<RawMatrix>,
}

/// One `[[theme]]`.
#[derive(Clone, Debug)]
pub struct RawTheme {
    /// The id.
    pub id: Word,
    /// The title.
    pub title: Box<str>,
    /// The title for lists; may be empty.
    pub short: Box<str>,
    /// One sentence; may be empty.
    pub summary: Box<str>,
    /// How its entries are ordered.
    pub order: ThemeOrder,
    /// Whether its entries are recognised in text.
    pub glossary: bool,
}

/// One `[[relation]]`.
#[derive(Clone, Debug)]
pub struct RawRelation {
    /// The id.
    pub id: Word,
    /// How it reads from the start.
    pub label: Box<str>,
    /// How it reads from the end; `None` if it is symmetric.
    pub inverse: Option<Box<str>>,
}

/// One `[[matrix]]`.
#[derive(Clone, Debug)]
pub struct RawMatrix {
    /// The theme of its rows.
    pub rows: Word,
    /// The theme of its columns.
    pub columns: Word,
}

/// What one file beside `pack.toml` says.
#[derive(Clone, Debug, Default)]
pub struct RawFile {
    /// Its entries.
    pub entries: Vec<RawEntry>,
    /// Its links.
    pub links: Vec<RawLink>,
    /// Its claims.
    pub claims: Vec<RawClaim>,
    /// Its places.
    pub places: Vec<RawPlace>,
    /// Its sources.
    pub sources: Vec<RawSource>,
    /// Its routes.
    pub routes: Vec<RawRoute>,
}

impl RawFile {
    /// Appends what another file says.
    pub fn append(&mut self, mut other: Self) {
        self.entries.append(&mut other.entries);
        self.links.append(&mut other.links);
        self.claims.append(&mut other.claims);
        self.places.append(&mut other.places);
        self.sources.append(&mut other.sources);
        self.routes.append(&mut other.routes);
    }
}

/// One `[[entry]]`.
#[derive(Clone, Debug)]
pub struct RawEntry {
    /// Where it begins.
    pub at: At,
    /// The id.
    pub id: Word,
    /// The theme it names; `None` if its id tells.
    pub theme: Option<Word>,
    /// Earlier ids.
    pub former: Vec<Word>,
    /// The title.
    pub title: Word,
    /// The title for lists; may be empty.
    pub short: Box<str>,
    /// The number before the title.
    pub number: Option<u32>,
    /// One sentence; may be empty.
    pub summary: Box<str>,
    /// Searched, not recognised.
    pub aliases: Vec<Word>,
    /// Recognised beside the title.
    pub forms: Vec<Word>,
    /// Whether title and forms are recognised.
    pub recognise: bool,
    /// Tags.
    pub tags: Vec<Word>,
    /// Entries worth seeing as well.
    pub see: Vec<Word>,
    /// Names in other languages.
    pub names: Vec<Name>,
    /// The body with provenance.
    pub statements: Vec<RawStatement>,
    /// The body without.
    pub markdown: Box<str>,
    /// Whether there is a mistake in its text, so that it may not be all there.
    pub damaged: bool,
    /// References in its texts; collected where the pack is checked.
    pub references: Vec<Word>,
}

/// One `[[entry.statement]]`.
#[derive(Clone, Debug)]
pub struct RawStatement {
    /// The anchor; may be empty.
    pub id: Box<str>,
    /// The heading; may be empty.
    pub heading: Box<str>,
    /// Markdown.
    pub text: Box<str>,
    /// Who says it.
    pub provenance: RawProvenance,
}

/// Who says a statement or a link, by ids.
#[derive(Clone, Debug)]
pub enum RawProvenance {
    /// The primary text.
    Article {
        /// Claim ids.
        claims: Vec<Word>,
    },
    /// The pack's editor.
    Editor {
        /// How well founded it is.
        certainty: Certainty,
        /// Source ids.
        sources: Vec<Word>,
    },
}

impl RawProvenance {
    /// Returns the claims; none where the editor speaks.
    pub fn claims(self) -> Vec<Word> {
        match self {
            Self::Article { claims } => claims,
            Self::Editor { .. } => Vec::new(),
        }
    }
}

/// One `[[link]]`.
#[derive(Clone, Debug)]
pub struct RawLink {
    /// Where it stands.
    pub at: At,
    /// Where it starts.
    pub from: Word,
    /// Where it leads.
    pub to: Word,
    /// Its relation.
    pub relation: Word,
    /// Why it holds; may be empty.
    pub reason: Box<str>,
    /// Who says it; `None` where the author does not tell.
    pub provenance: Option<RawProvenance>,
}

/// One `[[claim]]`.
#[derive(Clone, Debug)]
pub struct RawClaim {
    /// The id.
    pub id: Word,
    /// The place.
    pub place: Word,
    /// What it says.
    pub text: Box<str>,
}

/// One `[[place]]`.
#[derive(Clone, Debug)]
pub struct RawPlace {
    /// The id.
    pub id: Word,
    /// What the reader sees.
    pub label: Box<str>,
    /// The source; `None` where the only primary one is meant.
    pub source: Option<Word>,
}

/// One `[[source]]`.
#[derive(Clone, Debug)]
pub struct RawSource {
    /// Where its id stands.
    pub id_at: At,
    /// The source as the catalogue keeps it.
    pub source: crate::model::Source,
}

/// One `[[route]]`.
#[derive(Clone, Debug)]
pub struct RawRoute {
    /// The id.
    pub id: Word,
    /// The title.
    pub title: Box<str>,
    /// The entries in reading order.
    pub stops: Vec<Word>,
}
