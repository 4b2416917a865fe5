//! Going from entry to entry: previews, steps of the trail, links. Refuses to know: which key asked
//! for it.

use super::App;
use super::geometry::Pane;
use super::layer::Layer;
use super::layer::place::place_menu;
use super::page::{Landing, PageSpot};
use super::pane::contents::ContentsRow;
use super::visit::Visit;
use crate::document::{Destination, Position};
use crate::messages::browser as says;
use crate::model::{EntryKey, ThemeKey};

impl App {
    /// Shows an entry without going into it; the trail stays as it is.
    pub(super) fn preview(&mut self, entry: EntryKey) {
        if self.reader.entry() == Some(entry) {
            return;
        }
        let left = self.trail.current().filter(|place| place.entry == entry);
        let landing = left.map_or(Landing::Top, |place| Landing::Left(place.spot));
        self.previewing = left.is_none();
        self.show(entry, landing);
    }

    /// Goes into an entry: a step of the trail, unless it is the entry that is open already.
    pub(super) fn go_into(&mut self, entry: EntryKey, landing: Landing, focus: Pane) {
        let here = self.trail.current().map(|place| place.entry);
        let stays = here == Some(entry) && landing == Landing::Top && self.left.view.is_none();
        self.save_place();
        self.arrive(entry, landing, focus);
        if !stays && let Some(place) = self.here() {
            self.trail.push(place);
        }
    }

    /// Goes into an entry from the one that is looked at; a previewed one is gone into first, so
    /// that the way back leads to it.
    pub(super) fn leave_for(&mut self, entry: EntryKey, landing: Landing, focus: Pane) {
        self.go_into_preview();
        self.go_into(entry, landing, focus);
    }

    /// Goes into the entry that is previewed, if one is.
    pub(super) fn go_into_preview(&mut self) {
        if self.previewing
            && let Some(entry) = self.reader.entry()
        {
            self.go_into(entry, Landing::Top, self.arrangement.focus);
        }
    }

    /// Goes to the next or previous entry of the pack; a run of these is one step of the trail.
    pub(super) fn go_to_neighbour(&mut self, steps: i64) {
        let Some(entry) = self.reader.entry() else { return };
        let catalogue = self.catalogue();
        let range = catalogue.pack(catalogue.pack_of(entry)).entries.clone();
        let moved = i64::from(entry.0).saturating_add(steps);
        let wanted = u32::try_from(moved.max(0)).unwrap_or(u32::MAX);
        let next = EntryKey(wanted.clamp(range.start, range.end - 1));
        if next == entry {
            let says = if steps < 0 { says::FIRST_ENTRY } else { says::LAST_ENTRY };
            self.notice = Some(says.to_owned());
            return;
        }
        self.save_place();
        self.arrive(next, Landing::Top, self.arrangement.focus);
        if let Some(place) = self.here() {
            self.trail.push_run(place);
        }
    }

    /// Goes to the entry that the present pack opens with.
    pub(super) fn go_home(&mut self) {
        let Some(pack) = self.pack() else { return };
        let pack = self.catalogue().pack(pack);
        let start = pack.start.unwrap_or(EntryKey(pack.entries.start));
        self.go_into(start, Landing::Top, self.arrangement.focus);
    }

    /// Follows a link.
    pub(super) fn follow(&mut self, destination: &Destination) {
        match destination {
            Destination::Entry(entry, anchor) => {
                let landing = anchor.clone().map_or(Landing::Top, Landing::Anchor);
                self.leave_for(*entry, landing, Pane::Reader);
            }
            Destination::Place(place, claims) => {
                let (mut around, fronts) = self.split();
                let menu = place_menu(*place, claims, &mut around);
                fronts.layers.push(Layer::Menu(menu));
            }
            Destination::Outside(address) => self.notice = Some(says::outside(address)),
            Destination::Missing(reference) => {
                self.notice = Some(says::missing_target(reference));
            }
        }
    }

    /// Goes to a place in the open entry: a step of the trail.
    pub(super) fn jump(&mut self, position: Position, focus: Pane) {
        self.go_into_preview();
        let Some(page) = self.reader() else { return };
        let spot = PageSpot { top: position, width: page.width(), target: None };
        self.go_into(page.entry, Landing::Left(spot), focus);
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
        let here = self.trail.current().map(|place| place.entry);
        let before = self.trail.previous();
        if before.is_some_and(|place| place.view.is_some() && Some(place.entry) == here) {
            self.left.view = self.view_in_front().cloned().map(Box::new);
            self.go_back();
        } else {
            self.close_front();
        }
    }

    /// Goes forward along the trail.
    pub(super) fn go_forward(&mut self) {
        self.left.view = self.view_in_front().cloned().map(Box::new);
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

    /// Selects an entry in the contents without opening it.
    pub(super) fn reveal_in_contents(&mut self, entry: EntryKey) {
        let height = self.geometry().body.height;
        self.contents.reveal(self.knowledge.catalogue(), entry, height);
    }

    /// Goes to a theme in the contents.
    pub(super) fn reveal_theme(&mut self, theme: ThemeKey) {
        self.focus(Pane::Contents);
        let (height, offset) = (self.geometry().body.height, self.contents.offset());
        let catalogue = self.knowledge.catalogue();
        self.contents.select_again(catalogue, ContentsRow::Theme(theme), offset, height);
    }

    fn arrive(&mut self, entry: EntryKey, landing: Landing, focus: Pane) {
        let shown =
            self.reader.page.as_mut().filter(|page| page.entry == entry && !page.is_waiting());
        match (shown, landing) {
            // A preview that is gone into stays as it was scrolled.
            (Some(_), Landing::Top) => {}
            (Some(page), Landing::Left(spot)) => page.restore(spot),
            (Some(page), Landing::Anchor(name)) => page.go_to_anchor(&name),
            (Some(page), Landing::Piece(piece)) => page.go_to_piece(piece),
            (Some(page), Landing::Hit { piece, words }) => page.go_to_hit(piece, &words),
            (None, landing) => self.show(entry, landing),
        }
        self.previewing = false;
        self.arrangement.focus = focus;
        self.itinerary.on_arrival(entry);
        self.reveal_in_contents(entry);
    }

    /// Brings a place back, with the view over it.
    fn restore(&mut self, place: Visit) {
        self.close_views();
        self.arrive(place.entry, Landing::Left(place.spot), place.focus);
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

    /// Puts an entry into the reader.
    pub(super) fn show(&mut self, entry: EntryKey, landing: Landing) {
        let (mut around, fronts) = self.split();
        fronts.reader.show(entry, landing, &mut around);
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
            entry: page.entry,
            spot,
            focus: self.arrangement.focus,
            row: self.contents.selected(),
            offset: self.contents.offset(),
            view,
        })
    }

    /// Shows the entry of the selected row, if it is the row of an entry.
    pub(super) fn preview_selected(&mut self) {
        if let Some(ContentsRow::Entry(entry)) = self.contents.selected() {
            self.preview(entry);
        }
    }
}
