//! What holds while only the first files of a large folder were read: nothing that needs the rest is judged by
//! them, and once all is there the reader gets to where the packs open. Refuses to know: how the rest is read.

use super::App;
use super::geometry::{Arrangement, Pane};
use super::page::{Landing, PageKey};
use super::resume::Resumed;
use crate::document::Position;
use crate::journal::Place;
use crate::keys::Action;
use crate::messages::loading as says;
use crate::report::Loading;
use crate::trail::Trail;

/// What is known until all is there.
#[derive(Default)]
pub(super) struct Beginning {
    /// How far the rest is.
    loading: Option<Loading>,
    /// Where the reader stopped, if that is not there yet.
    resume: Option<Place>,
    /// The page that opened in place of where the packs open, and how the screen was divided.
    opened: Option<(PageKey, Arrangement)>,
}

impl Beginning {
    /// Opens at a page in place of where the packs open.
    pub fn at(page: PageKey, arrangement: Arrangement, resume: Option<Place>) -> Self {
        Self { loading: None, resume, opened: Some((page, arrangement)) }
    }
}

/// What the view asks.
impl App {
    /// Returns whether only the first files were read.
    pub fn is_beginning(&self) -> bool {
        self.knowledge.is_beginning()
    }

    /// Returns how far the rest is, in so many columns if that is possible.
    pub fn rest_in_words(&self, columns: usize) -> String {
        match &self.beginning.loading {
            Some(loading) => loading.in_columns(columns),
            None => says::READING_REST.to_owned(),
        }
    }
}

impl App {
    /// Takes in how far the rest is.
    pub(super) fn on_loading(&mut self, loading: Loading) {
        self.beginning.loading = Some(loading);
    }

    /// Returns whether all is there; says that it is not.
    pub(super) fn has_all_or_notice(&mut self) -> bool {
        let has_all = !self.is_beginning();
        if !has_all {
            self.notice = Some(says::NEEDS_ALL.to_owned());
        }
        has_all
    }

    /// Returns whether an action shows something that needs all to be there.
    pub(super) fn needs_all(action: Action) -> bool {
        matches!(
            action,
            Action::Path
                | Action::Routes
                | Action::Coverage
                | Action::Types
                | Action::Health
                | Action::Notes
                | Action::Bookmarks
                | Action::Recent
                | Action::Difference
                | Action::Matrix
                | Action::Glossary
                | Action::Recall
        )
    }

    /// Returns whether the reader has gone nowhere since it opened.
    pub(super) fn is_where_it_opened(&self) -> bool {
        let Some((key, arrangement)) = self.beginning.opened else { return false };
        let is_at_top = |page: &super::page::Page| page.top() == Position::default();
        !self.previewing
            && self.trail.previous().is_none()
            && self.arrangement == arrangement
            && self.reader().is_some_and(|page| page.key == key && is_at_top(page))
    }

    /// Goes on once all is there; to where the packs open if the reader is where it `stayed`.
    pub(super) fn on_whole(&mut self, stayed: bool) {
        let Beginning { resume, .. } = std::mem::take(&mut self.beginning);
        if stayed {
            self.open_at_last(resume.as_ref());
        }
        if self.desk.is_known() {
            self.take_up_routes();
            if std::mem::take(&mut self.wants_practice) {
                self.open_practice();
            }
        }
    }

    fn open_at_last(&mut self, resume: Option<&Place>) {
        let catalogue = self.knowledge.catalogue();
        let start = catalogue.packs().iter().find_map(|pack| pack.start);
        let resumed = resume.and_then(|it| Resumed::new(catalogue, it, self.preferences));
        if let Some(resumed) = resumed {
            self.trail = Trail::default();
            self.arrangement = resumed.arrangement;
            self.yours.resume_at(resumed.page.entry());
            self.take_up(resumed, start);
        } else if let Some(start) = start.filter(|start| self.reader.entry() != Some(*start)) {
            self.trail = Trail::default();
            self.go_into(start, Landing::Top, Pane::Contents);
        }
    }
}
