//! How much a link says: on whose word it stands, and whether it is more than a mention.

use super::Catalogue;
use crate::model::{By, Link, Provenance};

/// How much a link says, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The primary text says it.
    Article,
    /// The pack's editor says it.
    Editor,
    /// It is there without a ground of its own, as by `see`.
    Plain,
    /// It joins a term with what it defines.
    Defines,
    /// A text links to the other entry.
    Mention,
}

impl Strength {
    /// Tells on whose word a typed link stands.
    pub fn on_word_of(provenance: Option<&Provenance>) -> Self {
        match provenance.map(Provenance::by) {
            Some(By::Article) => Self::Article,
            Some(By::Editor) => Self::Editor,
            None => Self::Plain,
        }
    }

    /// Ranks a typed link: a definition says less about two entries than a relation of the pack.
    pub fn of(link: &Link) -> Self {
        if link.relation == Catalogue::DEFINES {
            Self::Defines
        } else {
            Self::on_word_of(link.provenance.as_ref())
        }
    }
}
