//! Recognises glossary forms in any text without markup. Refuses to know: rows, screens, files.

use crate::model::{Catalogue, EntryKey, TermSpan};

/// Recognises the titles and forms of all recognised glossary entries.
pub struct Recogniser {}

impl Recogniser {
    /// Builds the automaton from a catalogue.
    pub fn new(_catalogue: &Catalogue) -> Self {
        Self {}
    }

    /// Finds the terms in a text, longest first at each place, whole words only, never overlapping;
    /// `open` is the entry that the text belongs to, which is not recognised in its own text.
    pub fn spans(&self, _text: &str, _open: Option<EntryKey>) -> Vec<TermSpan> {
        Vec::new()
    }
}
