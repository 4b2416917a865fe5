//! The text of an entry before it is composed, as a value: it can be composed on any thread. Refuses to
//! know: widths, who shows it.

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Document, LONG_TEXT, Manuscript, Parts, Users};
use crate::model::{Body, Catalogue, EntryKey, RelatedLines};
use crate::terms::Recogniser;

/// Everything that the text of an entry is made from, but for the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The entry.
    pub entry: EntryKey,
    /// Its body.
    pub body: Arc<Body>,
    /// The first links that leave the entry.
    pub links: RelatedLines,
    /// The first links and mentions that lead to it.
    pub backlinks: RelatedLines,
    /// The entries that use it as a term.
    pub users: Users,
    /// What to show.
    pub parts: Parts,
}

impl Draft {
    /// Returns whether composing it takes longer than may pass between two frames.
    pub fn is_large(&self) -> bool {
        self.body.bytes() > LONG_TEXT
    }

    /// Composes the text in `width` columns; lays nothing out.
    pub fn compose(&self, catalogue: &Catalogue, recogniser: &Recogniser, width: u16) -> Document {
        let Self { entry, body, links, backlinks, users, parts } = self.clone();
        let terms = |text: &str, closed: &[Range<usize>]| {
            recogniser.spans_outside(text, Some(entry), closed)
        };
        let manuscript =
            Manuscript { catalogue, entry, body, terms: &terms, links, backlinks, users, parts };
        Document::new(&manuscript, width)
    }
}
