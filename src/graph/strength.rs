//! How much a link says: who says it, and whether it is more than a mention.

use super::Catalogue;
use crate::model::{By, Link};

/// How much a link says, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The primary text says it.
    Article,
    /// The pack's editor says it.
    Editor,
    /// It has no provenance, as a link from `see`.
    Plain,
    /// It joins a term with what it defines.
    Defines,
    /// A text links to the other entry.
    Mention,
}

impl Strength {
    /// Returns the strength of a typed link by who says it.
    pub fn on_word_of(by: Option<By>) -> Self {
        match by {
            Some(By::Article) => Self::Article,
            Some(By::Editor) => Self::Editor,
            None => Self::Plain,
        }
    }

    /// Returns the strength of a typed link; a definition says less about two entries than a
    /// relation of the pack does.
    pub fn of(link: Link<'_>) -> Self {
        if link.relation == Catalogue::DEFINES { Self::Defines } else { Self::on_word_of(link.by) }
    }
}
