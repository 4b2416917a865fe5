//! Keeping what is shown in step with where it is shown, and handing texts to the pages that wait
//! for them. Refuses to know: what changed, and why.

use ratatui::layout::Size;

use super::App;
use super::geometry::{self, Geometry, Pane, Shape};
use super::layer::Layer;
use super::message::Effect;
use super::page::{Landing, Page};
use crate::document::Parts;
use crate::knowledge::Question;
use crate::model::EntryKey;

/// Says what the reader's text shows beside the body: the side pane, if there is one, shows links
/// and backlinks in its place.
pub(super) fn parts(geometry: &Geometry) -> Parts {
    Parts { head: true, related: geometry.shape != Shape::Three }
}

/// How wide a peek is at most, inside its frame.
pub(super) const PEEK_WIDTH: u16 = 60;
/// How high a peek is at most, inside its frame.
pub(super) const PEEK_HEIGHT: u16 = 12;

/// Keeping what is shown in step with where it is shown.
impl App {
    /// Fits everything to the present geometry and makes again what was made for another one.
    pub(super) fn relayout(&mut self) {
        let geometry = self.geometry();
        if geometry.shape == Shape::TooSmall {
            // Nothing is drawn; what was laid out waits for a window that it fits.
            return;
        }
        if self.arrangement.focus == Pane::Side && geometry.side.is_none() {
            self.arrangement.focus = Pane::Reader;
        }
        let parts = parts(&geometry);
        if parts != self.parts {
            self.parts = parts;
            self.knowledge.forget_documents();
            self.stale = true;
        }
        let size = geometry.prose(self.arrangement.measure).as_size();
        if let Some(page) = &mut self.reader {
            page.resize(size);
        }
        if self.stale {
            self.refresh_reader();
        }
        self.rebuild_side();
        self.follow_section();
        self.load_quoted();
        // Lists are fitted only to a new geometry: the wheel may have taken a selection out of sight.
        if self.fitted.as_ref() != Some(&geometry) {
            let contents = self.contents_height();
            self.contents.select(self.contents.cursor.selected, contents);
            self.fit_layers(&geometry);
            self.fitted = Some(geometry);
        }
    }

    fn refresh_reader(&mut self) {
        let Some(page) = &mut self.reader else { return };
        match self.knowledge.document(page.entry, self.parts, page.width()) {
            Some(document) => {
                page.refresh(document);
                self.stale = false;
            }
            None if !page.is_waiting() => self.outbox.push(Effect::Ask(Question::Body(page.entry))),
            None => {}
        }
    }

    fn fit_layers(&mut self, geometry: &Geometry) {
        let measure = self.arrangement.measure;
        let preview = geometry::prose(geometry::picker(geometry.body).preview, measure).as_size();
        let rows = self.picker_rows();
        let peek = self.peek_size();
        for layer in &mut self.layers {
            match layer {
                Layer::Finder(finder) => {
                    finder.select(finder.cursor.selected, rows.0);
                    finder.preview.iter_mut().for_each(|page| page.resize(preview));
                }
                Layer::Glossary(glossary) => {
                    glossary.select(glossary.cursor.selected, rows.1);
                    glossary.preview.iter_mut().for_each(|page| page.resize(preview));
                }
                Layer::Peek(page) => page.resize(peek),
                Layer::Menu(_)
                | Layer::Sheet(_)
                | Layer::Matrix(_)
                | Layer::Map(_)
                | Layer::Prompt(_) => {}
            }
        }
        let heights: Vec<u16> = self.layers.iter().map(|layer| self.menu_height(layer)).collect();
        for (layer, height) in self.layers.iter_mut().zip(heights) {
            match layer {
                Layer::Menu(menu) => menu.menu.fit(height),
                Layer::Sheet(sheet) => sheet.fit(height),
                _ => {}
            }
        }
        self.settle_matrix(true);
        self.fit_map();
    }

    /// Returns the rows of a menu in a popup, the lines of a sheet.
    pub(super) fn menu_height(&self, layer: &Layer) -> u16 {
        match layer {
            Layer::Menu(layer) => geometry::inside(self.menu_area(&layer.menu)).height,
            Layer::Sheet(sheet) => self.sheet_page(sheet.report()),
            _ => 0,
        }
    }

    /// Returns the size of the text in a peek.
    pub(super) fn peek_size(&self) -> Size {
        let (room, _) = self.peek_room();
        geometry::inside(geometry::popup(room, PEEK_WIDTH, PEEK_HEIGHT)).as_size()
    }

    /// Returns the rows of the contents.
    pub(super) fn contents_height(&self) -> u16 {
        self.geometry().body.height
    }

    /// Returns how many rows of the finder and of the glossary fit on the screen.
    pub(super) fn picker_rows(&self) -> (u16, u16) {
        let list = geometry::picker(self.geometry().body).list;
        (list.height / geometry::hit_height(list), list.height)
    }

    /// Returns an entry's text to all pages that wait for it.
    pub(super) fn supply(&mut self, entry: EntryKey) {
        if let Some(page) = &mut self.reader
            && page.entry == entry
            && page.is_waiting()
            && let Some(document) = self.knowledge.document(entry, self.parts, page.width())
        {
            page.supply(document);
        }
        let open = self.subject();
        for layer in &mut self.layers {
            if let Some(page) = layer.page_mut()
                && page.entry == entry
                && page.is_waiting()
                && let Some(document) =
                    self.knowledge.document_above(entry, open, ABOVE, page.width())
            {
                page.supply(document);
            }
        }
    }

    /// Builds the texts over the panes again; everything else about them stays.
    pub(super) fn refresh_layers(&mut self) {
        let open = self.subject();
        for page in self.layers.iter_mut().filter_map(Layer::page_mut) {
            let (entry, width) = (page.entry, page.width());
            if let Some(document) = self.knowledge.document_above(entry, open, ABOVE, width) {
                page.refresh(document);
            }
        }
    }

    /// Builds a page of an entry that lies over the panes; its text comes at once or later.
    pub(super) fn page_above(&mut self, entry: EntryKey, landing: Landing, size: Size) -> Page {
        let mut page = Page::new(entry, landing, size);
        let open = self.subject();
        match self.knowledge.document_above(entry, open, ABOVE, page.width()) {
            Some(document) => page.supply(document),
            None => self.outbox.push(Effect::Ask(Question::Body(entry))),
        }
        page
    }
}

/// What a page over the panes shows: no links, since none of them can be followed there.
const ABOVE: Parts = Parts { head: true, related: false };
