//! What panes and layers work with when they answer: what is known, where they are, what outlives
//! them. Refuses to know: the panes and the layers themselves.

use ratatui::layout::Size;

use super::geometry::{self, Geometry};
use super::message::Effect;
use super::page::{Landing, Page, PageKey};
use crate::document::{Document, Parts};
use crate::journal::Desk;
use crate::keys::KeyMap;
use crate::knowledge::{Knowledge, Question};
use crate::margin;
use crate::model::{Catalogue, EntryKey, PackKey};

/// What a page over the panes shows: no links, since none of them can be followed there.
const ABOVE: Parts = Parts::TEXT;

/// What panes and layers work with.
pub struct Surroundings<'a> {
    /// Which keys mean what.
    pub keymap: &'a KeyMap,
    /// What is known.
    pub known: &'a mut Knowledge,
    /// The number of the newest search.
    pub searches: &'a mut u64,
    /// What the reader has added.
    pub desk: &'a mut Desk,
    /// What is to be done in the world.
    pub outbox: &'a mut Vec<Effect>,
    /// Where everything is.
    pub geometry: Geometry,
    /// The widest text, in columns.
    pub measure: u16,
    /// What is in the reader.
    pub open: Option<PageKey>,
    /// The entry that is looked at: the one selected in a view that shows entries, else the open
    /// one.
    pub subject: Option<EntryKey>,
}

impl Surroundings<'_> {
    /// Returns the catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        self.known.catalogue()
    }

    /// Returns the pack of what is in the reader.
    pub fn pack(&self) -> Option<PackKey> {
        self.open.map(|key| key.pack(self.catalogue()))
    }

    /// Returns the entries opened lately but the one in the reader, the latest first; those that are not open
    /// any more are left out.
    pub fn recent(&self) -> impl Iterator<Item = EntryKey> + '_ {
        let recent = self.desk.state().recent.iter();
        let entries = recent.filter_map(|(on, _)| margin::entry_of(self.catalogue(), on));
        let open = self.open.and_then(PageKey::entry);
        entries.filter(move |entry| Some(*entry) != open)
    }

    /// Returns the rows of the panes.
    pub fn height(&self) -> u16 {
        self.geometry.body.height
    }

    /// Returns the size of the text in the preview of a picker.
    pub fn preview_size(&self) -> Size {
        let picker = geometry::picker(self.geometry.body);
        geometry::prose(picker.preview, self.measure).as_size()
    }

    /// Builds a page that is shown over the panes; its text comes at once or later.
    pub fn page_above(&mut self, key: impl Into<PageKey>, landing: Landing, size: Size) -> Page {
        let mut page = Page::new(key.into(), landing, size);
        self.supply(&mut page);
        page
    }

    /// Gives a page over the panes its text, or asks for what that is made from.
    pub fn supply(&mut self, page: &mut Page) {
        match self.text_above(page) {
            Ok(text) => page.supply(text),
            Err(question) => self.outbox.extend(question.map(Effect::Ask)),
        }
    }

    fn text_above(&mut self, page: &Page) -> Result<Document, Option<Question>> {
        match page.key {
            PageKey::Entry(entry) => {
                self.known.document_above(entry, self.subject, ABOVE, page.width())
            }
            PageKey::Theme(theme) => Ok(self.known.theme_document(theme, page.width())),
        }
    }

    /// Builds the text of a page over the panes again; everything else about it stays.
    pub fn refresh(&mut self, page: &mut Page) {
        match self.text_above(page) {
            Ok(text) => page.refresh(text),
            Err(question) => self.outbox.extend(question.map(Effect::Ask)),
        }
    }
}
