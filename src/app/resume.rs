//! Where the reader is, kept for the next start, and taken up again at this one. Refuses to know: how it is
//! kept.

use super::App;
use super::arrange::{MEASURES, PANE_CHANGES};
use super::geometry::{Arrangement, Pane};
use super::message::Effect;
use super::page::{Landing, Page, PageKey};
use super::preferences::Preferences;
use crate::journal::StoppedAt;
use crate::journal::stopped_at::FocusedPane;
use crate::keys::Action;
use crate::messages::journal::together;
use crate::messages::yours as says;
use crate::model::{Catalogue, EntryKey};

/// Where the reader is, as far as it costs nothing to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Here {
    page: PageKey,
    /// The first paragraph in sight, unless that is the top.
    paragraph: Option<u32>,
    arrangement: Arrangement,
}

/// Where to go on.
pub(super) struct Resumed {
    /// The page.
    pub page: PageKey,
    /// Where in it.
    pub landing: Landing,
    /// The focus and the widths.
    pub arrangement: Arrangement,
}

impl Resumed {
    /// Finds a place in the packs that are open; `None` if it is in none of them.
    pub fn new(catalogue: &Catalogue, place: &StoppedAt, preferences: Preferences) -> Option<Self> {
        let pack = catalogue.find_pack(&place.pack)?;
        let page = if place.entry.is_empty() {
            catalogue.find_theme(pack, &place.theme).map(PageKey::Theme)
        } else {
            catalogue.find_in(pack, &place.entry).map(PageKey::Entry)
        };
        Some(Self {
            page: page?,
            landing: Landing::at_paragraph(place.spot.clone()),
            arrangement: arrangement_of(place, preferences.measure),
        })
    }
}

impl App {
    /// Opens where the reader stopped, and says so unless that is the start.
    pub(super) fn take_up(&mut self, resumed: Resumed, start: Option<EntryKey>) {
        let Resumed { page, landing, arrangement } = resumed;
        if page.entry() != start || landing != Landing::Top {
            self.say_at_opening(says::resumed(&self.written_keys(Action::Home)));
        }
        self.go_into(page, landing, arrangement.focus);
    }

    /// Says something at the start, behind whatever is said there already.
    pub(super) fn say_at_opening(&mut self, sentence: String) {
        let said = self.notice.take();
        self.notice = Some(together(&said.into_iter().chain([sentence]).collect::<Vec<_>>()));
    }

    /// Has the place of the reader kept for the next start, if it differs from the one that was kept last.
    /// Where the packs open by themselves nothing has to be kept, and nothing is as long as the one that was
    /// kept last is not there yet.
    pub(super) fn keep_stopped_at(&mut self) {
        if self.awaits_resume() {
            return;
        }
        let Some(page) = self.reader().filter(|page| !page.is_waiting()) else { return };
        let (page, paragraph) = (page.key, page.paragraph_in_sight());
        let here = Here { page, paragraph, arrangement: self.arrangement };
        let before = self.here.replace(here);
        if before.is_some_and(|before| before != here) {
            let place = Box::new(self.stopped_at(page));
            self.outbox.push(Effect::KeepStoppedAt(place));
        }
    }

    /// Returns the place of the reader on a page, in words that outlast the library.
    pub(super) fn stopped_at(&self, page: PageKey) -> StoppedAt {
        let catalogue = self.catalogue();
        let (entry, theme) = match page {
            PageKey::Entry(entry) => (catalogue.id(entry), ""),
            PageKey::Theme(theme) => ("", &*catalogue.theme(theme).id),
        };
        let Arrangement { focus, reading, measure, contents, side } = self.arrangement;
        StoppedAt {
            at: self.desk.now(),
            packs: catalogue.packs().iter().map(|pack| pack.id.clone()).collect(),
            pack: catalogue.pack(page.pack(catalogue)).id.clone(),
            entry: entry.into(),
            theme: theme.into(),
            spot: self.reader().and_then(Page::anchor),
            focus: match focus {
                Pane::Contents => FocusedPane::Contents,
                Pane::Reader => FocusedPane::Reader,
                Pane::Side => FocusedPane::Side,
            },
            // What is as usual follows the settings.
            measure: if measure == self.preferences.measure { 0 } else { measure },
            contents,
            side,
            reading,
        }
    }
}

/// Returns how the screen was divided, within the bounds that keys keep to.
fn arrangement_of(place: &StoppedAt, usual: u16) -> Arrangement {
    let focus = match place.focus {
        FocusedPane::Contents => Pane::Contents,
        FocusedPane::Reader => Pane::Reader,
        FocusedPane::Side => Pane::Side,
    };
    let measure = if place.measure == 0 { usual } else { place.measure };
    let width = |columns: i16| columns.clamp(*PANE_CHANGES.start(), *PANE_CHANGES.end());
    Arrangement {
        // Whoever sees nothing but the text has the keyboard there.
        focus: if place.reading { Pane::Reader } else { focus },
        reading: place.reading,
        measure: measure.clamp(*MEASURES.start(), *MEASURES.end()),
        contents: width(place.contents),
        side: width(place.side),
    }
}
