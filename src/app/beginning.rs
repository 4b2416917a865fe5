//! What holds while only the first files of a large folder were read: nothing that needs the rest is judged by
//! them, and once all is there the reader gets to where the packs open. Refuses to know: how the rest is read.

use super::App;
use super::geometry::{Arrangement, Pane};
use super::page::{Landing, Page, PageKey};
use super::resume::Resumed;
use crate::document::Position;
use crate::journal::StoppedAt;
use crate::keys::Action;
use crate::messages::loading::{self as says, Lack};
use crate::messages::yours;
use crate::report::Loading;
use crate::trail::Trail;

/// What is known of the rest.
#[derive(Default)]
enum Rest {
    /// It is being read.
    #[default]
    Awaited,
    /// It is being read, and is so far.
    Loading(Loading),
    /// It cannot be read.
    Unread,
}

/// What is known until all is there.
#[derive(Default)]
pub(super) struct Beginning {
    rest: Rest,
    /// What was said last because not all is there.
    said: Option<String>,
    /// Where the reader stopped, if that is not there yet.
    resume: Option<StoppedAt>,
    /// The page that opened in place of where the packs open, and how the screen was divided.
    opened: Option<(PageKey, Arrangement)>,
}

impl Beginning {
    /// Opens at a page in place of where the packs open.
    pub fn at(page: PageKey, arrangement: Arrangement, resume: Option<StoppedAt>) -> Self {
        Self { resume, opened: Some((page, arrangement)), ..Self::default() }
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
        match &self.beginning.rest {
            Rest::Awaited => says::READING_REST.to_owned(),
            Rest::Loading(loading) => loading.in_columns(columns),
            Rest::Unread => says::ONLY_BEGINNING.to_owned(),
        }
    }

    /// Returns why not all is there; `None` if it is.
    pub fn lack(&self) -> Option<Lack> {
        self.is_beginning().then_some(match self.beginning.rest {
            Rest::Awaited | Rest::Loading(_) => Lack::StillRead,
            Rest::Unread => Lack::Unread,
        })
    }
}

impl App {
    /// Takes in how far the rest is.
    pub(super) fn on_loading(&mut self, loading: Loading) {
        self.beginning.rest = Rest::Loading(loading);
    }

    /// Takes in that the rest cannot be read.
    pub(super) fn on_rest_unread(&mut self) {
        self.beginning.rest = Rest::Unread;
    }

    /// Says something that holds only as long as not all is there.
    pub(super) fn say_until_whole(&mut self, sentence: String) {
        self.beginning.said = Some(sentence.clone());
        self.notice = Some(sentence);
    }

    /// Returns whether all is there; says that it is not.
    pub(super) fn has_all_or_notice(&mut self) -> bool {
        let lack = self.lack();
        if let Some(lack) = lack {
            self.say_until_whole(says::needs_all(lack));
        }
        lack.is_none()
    }

    /// Returns whether what an action needs is there; says so if it is not. What is wrong with the files is
    /// told, and they are read again, where that is why the rest could not be read.
    pub(super) fn has_enough_or_notice(&mut self, action: Action) -> bool {
        let helps = matches!(action, Action::Health | Action::Reload);
        let waits = Self::needs_all(action) && !(helps && self.lack() == Some(Lack::Unread));
        !waits || self.has_all_or_notice()
    }

    /// Returns whether an action shows something that needs all to be there.
    fn needs_all(action: Action) -> bool {
        matches!(
            action,
            Action::Path
                | Action::Near
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
                | Action::Reload
        )
    }

    /// Returns whether the place where reading stopped is kept: it cannot be shown yet.
    pub(super) fn awaits_resume(&self) -> bool {
        self.is_beginning() && self.beginning.resume.is_some()
    }

    /// Returns whether the reader has gone nowhere since it opened, and is about nothing.
    pub(super) fn is_where_it_opened(&self) -> bool {
        let Some((key, arrangement)) = self.beginning.opened else { return false };
        let is_at_top = |page: &Page| page.top() == Position::default();
        let is_idle = self.layers.is_empty()
            && self.prompt_of_panes().is_none()
            && self.contents.filter().is_none()
            && self.pending.count.is_none()
            && self.pending.keys.is_empty();
        is_idle
            && !self.previewing
            && self.trail.previous().is_none()
            && self.arrangement == arrangement
            && self.reader().is_some_and(|page| {
                page.key == key && is_at_top(page) && page.selecting().is_none()
            })
    }

    /// Goes on once all is there; to where the packs open if the reader `stayed` where it was.
    pub(super) fn on_whole(&mut self, stayed: bool) {
        let Beginning { resume, said, .. } = std::mem::take(&mut self.beginning);
        if said.is_some() && self.notice == said {
            self.notice = None;
        }
        if stayed {
            self.open_at_last(resume.as_ref());
        } else if let Some(place) = resume {
            self.offer_to_resume(&place);
        }
        if self.desk.is_known() {
            self.take_up_routes();
            if std::mem::take(&mut self.wants_practice) {
                self.open_practice();
            }
        }
    }

    /// Has the key that goes back to where a jump began lead to where reading stopped, and says so.
    fn offer_to_resume(&mut self, place: &StoppedAt) {
        let catalogue = self.knowledge.catalogue();
        let resumed = Resumed::new(catalogue, place, self.preferences);
        let Some(Resumed { page, landing, .. }) =
            resumed.filter(|it| self.reader.key() != Some(it.page))
        else {
            return;
        };
        let title = match page {
            PageKey::Entry(entry) => catalogue.short(entry),
            PageKey::Theme(theme) => &catalogue.theme(theme).short,
        };
        let said = yours::stopped_at(title, &self.written_keys(Action::JumpBack));
        self.yours.jump_begins_at(page, landing);
        self.say_at_opening(said);
    }

    fn open_at_last(&mut self, resume: Option<&StoppedAt>) {
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
