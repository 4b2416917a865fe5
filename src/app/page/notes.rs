//! Notes on a page: which of its paragraphs they are on now, and showing that. Refuses to know: where notes
//! are kept, what becomes of those that have no place.

use std::ops::Range;

use super::Page;
use crate::document::{Document, Noted, Sign};
use crate::journal::{Anchor, Found, Note, NoteId, Paragraph};
use crate::margin::{self, paragraphs_of};

/// A note on the entry that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedNote {
    /// Its name.
    pub id: NoteId,
    /// The paragraph that it is on; `None` if it is on the entry as a whole, or has no place in it.
    pub paragraph: Option<u32>,
    /// The words that it is on, in bytes of the paragraph.
    pub range: Option<Range<usize>>,
    /// Whether its paragraph is not there any more.
    pub is_lost: bool,
}

/// The notes that a page shows.
#[derive(Clone, Debug, Default)]
pub(super) struct ShownNotes {
    /// How often notes had changed when they were placed.
    revision: Option<u64>,
    placed: Vec<PlacedNote>,
}

impl Page {
    /// Returns whether the notes were shown as they are in this state of what the reader has added.
    pub fn shows_notes_of(&self, revision: u64) -> bool {
        self.notes.revision == Some(revision) || self.document.is_none()
    }

    /// Shows notes: a sign beside their paragraphs, and the words that they are on.
    pub fn show_notes(&mut self, notes: &[&Note], revision: u64) {
        let Some(document) = &mut self.document else { return };
        let placed = placed(document, notes);
        let noted = placed.iter().zip(notes).filter_map(|(placed, note)| {
            let sign = if note.text.is_empty() { Sign::Highlight } else { Sign::Note };
            let (paragraph, range) = (placed.paragraph?, placed.range.clone());
            Some(Noted { paragraph, range, sign })
        });
        document.set_notes(&noted.collect::<Vec<_>>());
        self.notes = ShownNotes { revision: Some(revision), placed };
    }

    /// Returns the notes on the entry, in the order in which they were made.
    pub fn notes(&self) -> &[PlacedNote] {
        &self.notes.placed
    }

    /// Returns the number of the paragraph that is meant, to be noted or copied: that of the selected link,
    /// if it is in sight, else the first one in sight that is no heading; `None` below the text.
    pub fn paragraph_meant(&mut self) -> Option<u32> {
        let link = self.target.and_then(|index| self.target_at(index)).map(|target| target.at);
        let linked = link.filter(|&at| self.sees(at));
        let at = linked.unwrap_or(self.top);
        self.document.as_mut()?.paragraph_meant(at)
    }

    /// Returns the place of a paragraph as a whole.
    pub fn anchor_of(&self, paragraph: u32) -> Option<Anchor> {
        margin::anchor_to(self.document.as_ref()?, paragraph)
    }
}

/// Finds the paragraph of an anchor; all paragraphs are looked at only if it is not where it was.
fn found_in(document: &Document, anchor: &Anchor, all: &mut Option<Vec<Paragraph>>) -> Found {
    let there = document.text_of_paragraph(anchor.paragraph).map(Paragraph::new);
    if there.is_some_and(|paragraph| paragraph.print == anchor.print) {
        return Found::Same(anchor.paragraph);
    }
    anchor.find(all.get_or_insert_with(|| paragraphs_of(document)))
}

/// Finds the places of notes in a text.
fn placed(document: &Document, notes: &[&Note]) -> Vec<PlacedNote> {
    let mut all = None;
    let place = |note: &&Note| {
        let found = note.spot.at.as_ref().map(|anchor| found_in(document, anchor, &mut all));
        let paragraph = found.and_then(Found::paragraph);
        let text = paragraph.and_then(|number| document.text_of_paragraph(number));
        let anchor = note.spot.at.as_ref();
        let range = anchor.zip(text).and_then(|(anchor, text)| anchor.find_selection(&text));
        PlacedNote { id: note.id.clone(), paragraph, range, is_lost: found == Some(Found::Lost) }
    };
    notes.iter().map(place).collect()
}
