//! What is to be copied, and what comes of it, as values. Refuses to know: keys, clipboards.

use super::citation::{CitationFormat, Cited};
use crate::model::EntryKey;
use crate::text::safe::Safe;

/// What is to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copying {
    /// A text that is known already.
    Text {
        /// What it is called.
        what: &'static str,
        /// The text.
        text: String,
        /// The entry that it is of.
        of: Option<EntryKey>,
    },
    /// An entry as Markdown.
    Entry(EntryKey),
    /// What something rests on.
    Citation(Cited, CitationFormat),
}

/// What is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What it is called.
    pub what: &'static str,
    /// The text, without anything that could drive a terminal into which it is pasted.
    pub text: Safe,
    /// Which command prints it, or what it is taken from, as a clause.
    pub instead: Option<String>,
}
