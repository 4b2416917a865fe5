//! Typed links between entries.

use super::body::{By, Provenance};
use super::ids::{EntryKey, RelationKey};

/// A typed link as the catalogue lends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// Where it starts.
    pub from: EntryKey,
    /// Where it leads.
    pub to: EntryKey,
    /// Its kind.
    pub relation: RelationKey,
    /// Why it holds, in a few words; empty where the author gave none.
    pub reason: &'a str,
    /// Who says it, without the ground; `None` for links from `see`, which carry no provenance.
    pub by: Option<By>,
}

/// What a typed link joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// Where it starts.
    pub from: EntryKey,
    /// Where it leads.
    pub to: EntryKey,
    /// Its kind.
    pub relation: RelationKey,
}

/// A typed link on its way into the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// Where it starts.
    pub from: EntryKey,
    /// Where it leads.
    pub to: EntryKey,
    /// Its kind.
    pub relation: RelationKey,
    /// Why it holds, in a few words; empty where the author gave none.
    pub reason: Box<str>,
    /// Who says it; `None` for links from `see`, which carry no provenance.
    pub provenance: Option<Provenance>,
}

/// One line of an entry's links or backlinks, read from that entry's side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The relation.
    pub relation: RelationKey,
    /// Whether it is read from its end: "is served by" in place of "serves".
    pub inverse: bool,
    /// The entry at the other end.
    pub entry: EntryKey,
    /// The reason, or for a mention the sentence that holds the link; may be empty.
    pub reason: Box<str>,
    /// Who says it; `None` for `see` and for mentions.
    pub provenance: Option<Provenance>,
}

/// The first lines of an entry's links, and how many there are beyond them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelatedLines {
    /// The first.
    pub first: Vec<Related>,
    /// How many more there are.
    pub more: usize,
}

impl From<Vec<Related>> for RelatedLines {
    /// Takes all lines.
    fn from(first: Vec<Related>) -> Self {
        Self { first, more: 0 }
    }
}

/// A stretch of text in which a glossary term was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermSpan {
    /// Bytes of the text that was searched.
    pub range: std::ops::Range<usize>,
    /// The term.
    pub entry: EntryKey,
}
