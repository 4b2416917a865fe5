//! Going from page to page: previews, steps of the trail, links. Refuses to know: which key asked
//! for it.

use super::App;
use super::geometry::Pane;
use super::layer::Layer;
use super::layer::names::names_menu;
use super::layer::outside::outside_menu;
use super::layer::place::place_menu;
use super::page::{Landing, PageKey, PageSpot};
use super::pane::contents::ContentsRow;
use super::visit::Visit;
use crate::document::{Destination, Position};
use crate::messages::{browser as says, loading};
use crate::model::EntryKey;
use crate::search::FilterKind;

impl App {
    /// Shows an entry or a theme without going into it; the trail stays as it is.
    pub(super) fn preview(&mut self, page: impl Into<PageKey>) {
        let key = page.into();
        if self.reader.key() == Some(key) {
            return;
        }
        let left = self.trail.current().filter(|place| place.page == key);
        let landing = left.map_or(Landing::Top, |place| Landing::Left(place.spot));
        self.previewing = left.is_none();
        self.show(key, landing);
    }

    /// Goes into an entry or a theme: a step of the trail, unless that is open already.
    pub(super) fn go_into(&mut self, page: impl Into<PageKey>, landing: Landing, focus: Pane) {
        let key = page.into();
        let here = self.trail.current().map(|place| place.page);
        let stays = here == Some(key) && self.left.view.is_none() && self.stays_at(&landing);
        self.save_place();
        self.arrive(key, landing, focus);
        if !stays && let Some(place) = self.here() {
            self.trail.push(place);
        }
    }

    /// Returns whether landing so on the page that is shown leaves it where it is.
    fn stays_at(&self, landing: &Landing) -> bool {
        let page = self.reader.page.as_ref();
        match landing {
            Landing::AsShown => true,
            Landing::Top => page.is_none_or(|page| page.top() == Position::default()),
            _ => false,
        }
    }

    /// Goes into an entry or a theme from the one that is looked at; a previewed one is gone into
    /// first, so that the way back leads to it.
    pub(super) fn leave_for(&mut self, page: impl Into<PageKey>, landing: Landing, focus: Pane) {
        self.go_into_preview();
        self.go_into(page, landing, focus);
    }

    /// Goes into what is previewed, if something is.
    pub(super) fn go_into_preview(&mut self) {
        if self.previewing
            && let Some(key) = self.reader.key()
        {
            self.go_into(key, Landing::AsShown, self.arrangement.focus);
        }
    }

    /// Goes to the next or previous entry of the pack; a run of these is one step of the trail.
    pub(super) fn go_to_neighbour(&mut self, steps: i64) {
        let Some(key) = self.reader.key() else { return };
        let catalogue = self.catalogue();
        let range = catalogue.pack(key.pack(catalogue)).entries.clone();
        let here = match key {
            PageKey::Entry(entry) => i64::from(entry.0),
            // The page of a theme lies between the entries before it and its own.
            PageKey::Theme(theme) => i64::from(catalogue.first_from(theme)) - i64::from(steps > 0),
        };
        let (first, last) = (i64::from(range.start), i64::from(range.end) - 1);
        let moved = here.saturating_add(steps).clamp(first.min(last), last);
        let next = EntryKey::new(usize::try_from(moved).unwrap_or(0));
        if moved == here || range.is_empty() {
            match self.lack().filter(|_| steps >= 0) {
                Some(lack) => self.say_until_whole(loading::so_far(says::LAST_ENTRY, lack)),
                None if steps < 0 => self.notice = Some(says::FIRST_ENTRY.to_owned()),
                None => self.notice = Some(says::LAST_ENTRY.to_owned()),
            }
            return;
        }
        self.save_place();
        self.arrive(next.into(), Landing::Top, self.arrangement.focus);
        if let Some(place) = self.here() {
            self.trail.push_run(place);
        }
    }

    /// Goes to the entry that the present pack opens with.
    pub(super) fn go_home(&mut self) {
        let start = self.pack().and_then(|pack| self.catalogue().pack(pack).opens_with());
        if let Some(start) = start {
            self.go_into(start, Landing::Top, self.arrangement.focus);
        }
    }

    /// Follows a link.
    pub(super) fn follow(&mut self, destination: &Destination) {
        match destination {
            Destination::Entry(entry, anchor) => {
                let landing = anchor.clone().map_or(Landing::Top, Landing::Anchor);
                self.leave_for(*entry, landing, Pane::Reader);
            }
            Destination::Theme(theme) => self.leave_for(*theme, Landing::Top, Pane::Reader),
            Destination::Places(places, claims) => {
                let (mut around, fronts) = self.split();
                let menu = place_menu(places, claims, &mut around);
                fronts.layers.push(Layer::Menu(menu));
            }
            Destination::Names => {
                let Some(entry) = self.reader.entry() else { return };
                let (around, fronts) = self.split();
                let menu = names_menu(entry, &around);
                fronts.layers.push(Layer::Menu(menu));
            }
            Destination::Tag(tag) => self.search_for(&FilterKind::Tag.asking(tag)),
            Destination::Mentions => self.reader.fold_mentions(),
            Destination::Outside(address) => {
                let (around, fronts) = self.split();
                let menu = outside_menu(address, &around);
                fronts.layers.push(Layer::Menu(menu));
            }
            Destination::Missing(reference) => match self.lack() {
                Some(lack) => self.say_until_whole(loading::not_there_yet(reference, lack)),
                None => self.notice = Some(says::missing_target(reference)),
            },
        }
    }

    /// Goes to a place in the open entry: a step of the trail.
    pub(super) fn jump(&mut self, position: Position, focus: Pane) {
        self.go_into_preview();
        let Some(page) = self.reader() else { return };
        let spot = PageSpot { top: position, width: page.width(), target: None };
        self.go_into(page.key, Landing::Left(spot), focus);
    }

    /// Goes back along the trail; from a preview to the place that it was looked at from.
    pub(super) fn go_back(&mut self) {
        if self.previewing
            && let Some(place) = self.trail.current().cloned()
        {
            self.restore(place);
            return;
        }
        let place = self.here().and_then(|here| self.trail.back(here));
        match place {
            Some(place) => self.restore(place),
            None => self.notice = Some(says::TRAIL_START.to_owned()),
        }
    }

    /// Goes back from a view: to the view that it took the place of, else to the panes under it.
    pub(super) fn go_back_from_view(&mut self) {
        let here = self.trail.current().map(|place| place.page);
        let before = self.trail.previous();
        if before.is_some_and(|place| place.view.is_some() && Some(place.page) == here) {
            self.keep_view();
            self.go_back();
        } else {
            self.close_front();
        }
    }

    /// Goes forward along the trail.
    pub(super) fn go_forward(&mut self) {
        self.keep_view();
        self.save_place();
        let here = self.trail.current().cloned();
        let place = here.and_then(|here| self.trail.forward(here));
        match place {
            Some(place) => self.restore(place),
            None => self.notice = Some(says::TRAIL_END.to_owned()),
        }
    }

    /// Returns the keyboard to a pane; going from a preview into the reader is going into the
    /// entry.
    pub(super) fn focus(&mut self, pane: Pane) {
        self.arrangement.focus = pane;
        match pane {
            Pane::Contents => self.set_reading_mode(false),
            Pane::Reader | Pane::Side => self.go_into_preview(),
        }
    }

    /// Selects the row of a page in the contents.
    fn reveal_in_contents(&mut self, key: PageKey) {
        let height = self.geometry().body.height;
        self.contents.reveal(self.knowledge.catalogue(), key, height);
    }

    fn arrive(&mut self, key: PageKey, landing: Landing, focus: Pane) {
        let shown = self.reader.page.as_mut().filter(|page| page.key == key && !page.is_waiting());
        match (shown, landing) {
            (Some(_), Landing::AsShown) => {}
            (Some(page), landing) => page.land(landing),
            (None, landing) => self.show(key, landing),
        }
        self.previewing = false;
        self.arrangement.focus = focus;
        if let Some(entry) = key.entry() {
            self.itinerary.on_arrival(entry);
            self.note_visit(entry);
        }
        self.reveal_in_contents(key);
    }

    /// Brings a place back, with the view over it.
    fn restore(&mut self, place: Visit) {
        self.close_views();
        self.arrive(place.page, Landing::Left(place.spot), place.focus);
        if let Some(row) = place.row {
            let height = self.geometry().body.height;
            self.contents.select_again(self.knowledge.catalogue(), row, place.offset, height);
        }
        if place.focus == Pane::Contents {
            self.set_reading_mode(false);
        }
        let Some(mut view) = place.view else { return };
        let (mut around, fronts) = self.split();
        match &mut *view {
            // Links in text may have come to be known since.
            Layer::Map(map) => map.refresh(&around),
            Layer::Sheet(sheet) => sheet.resume(&mut around),
            view => view.fit(&mut around),
        }
        fronts.layers.push(*view);
        self.refresh_sheets();
        // The place is left by this view again only if something is opened in it.
        self.save_place();
    }

    /// Goes to the open entry once more, so that going back leads to how it looked until now.
    pub(super) fn push_place(&mut self) {
        self.go_into_preview();
        self.save_place();
        if let Some(place) = self.here() {
            self.trail.push(place);
        }
    }

    /// Puts a page into the reader.
    pub(super) fn show(&mut self, key: PageKey, landing: Landing) {
        let (mut around, fronts) = self.split();
        fronts.reader.show(key, landing, &mut around);
    }

    /// Notes how the present place looks before it is left.
    pub(super) fn save_place(&mut self) {
        if !self.previewing
            && self.trail.current().is_some()
            && let Some(here) = self.here()
        {
            self.trail.save(here);
        }
    }

    /// Describes the present place, with the view that is being left.
    fn here(&mut self) -> Option<Visit> {
        let view = self.left.view.take();
        let page = self.reader()?;
        let spot: PageSpot = page.spot();
        Some(Visit {
            page: page.key,
            spot,
            focus: self.arrangement.focus,
            row: self.contents.selected(),
            offset: self.contents.offset(),
            view,
        })
    }

    /// Shows the page of the selected row; of a pack the entry that it opens with.
    pub(super) fn preview_selected(&mut self) {
        match self.contents.selected() {
            Some(ContentsRow::Entry(entry)) => self.preview(entry),
            Some(ContentsRow::Theme(theme)) => self.preview(theme),
            Some(ContentsRow::Pack(pack)) => {
                if let Some(start) = self.catalogue().pack(pack).opens_with() {
                    self.preview(start);
                }
            }
            Some(ContentsRow::Blank) | None => {}
        }
    }
}
