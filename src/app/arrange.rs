//! The sizes of panes and text, and keeping what is shown in step with them. Refuses to know: what
//! changed, and why.

use super::App;
use super::geometry::{Pane, ScreenShape};
use super::layer::Layer;
use super::message::Effect;
use super::preferences::Preferences;
use crate::keys::Action;
use crate::messages::browser as says;

/// The narrowest and widest text.
pub(super) const MEASURES: std::ops::RangeInclusive<u16> = 24..=160;
/// How many columns a pane's usual width can be changed by, with keys.
pub(super) const PANE_CHANGES: std::ops::RangeInclusive<i16> = -40..=100;

impl App {
    /// Fits everything to the present geometry and makes again what was made for another one.
    pub(super) fn relayout(&mut self) {
        let geometry = self.geometry();
        if geometry.shape == ScreenShape::TooSmall {
            // Nothing is drawn; what was laid out waits for a window that it fits.
            return;
        }
        if self.arrangement.focus == Pane::Side && geometry.side.is_none() {
            self.arrangement.focus = Pane::Reader;
        }
        let focus = self.arrangement.focus;
        let (mut around, fronts) = self.split();
        fronts.reader.fit(&mut around);
        fronts.side.fit(fronts.reader.page.as_ref(), &mut around);
        if focus != Pane::Side
            && let Some(page) = &fronts.reader.page
        {
            fronts.side.follow_section(page, &around);
        }
        match fronts.layers.last() {
            // No bodies are read for each letter of a filter, but when it is accepted.
            Some(Layer::Sheet(sheet)) if sheet.prompt().is_none() => {
                sheet.load_quoted(&mut around);
            }
            Some(Layer::Matrix(view)) if view.prompt().is_none() => {
                view.load_reasons(&mut around);
            }
            _ => {}
        }
        // Lists are fitted only to a new geometry: the wheel may have taken a selection out of
        // sight.
        if self.fitted.as_ref() != Some(&geometry) {
            let (mut around, fronts) = self.split();
            fronts.contents.fit(&around);
            for layer in fronts.layers.iter_mut() {
                layer.fit(&mut around);
            }
            self.fitted = Some(geometry);
        }
        self.look_in_pages();
        let room = self.peek_room();
        for layer in &mut self.layers {
            if let Layer::Peek(peek) = layer {
                peek.fit(room);
            }
        }
    }

    /// Changes the widest text by some columns.
    pub(super) fn change_measure(&mut self, change: i16) {
        // A measure beyond the room there is would have to be narrowed unseen first.
        let shown = self.geometry().prose(self.arrangement.measure).width;
        let measure = shown.saturating_add_signed(change);
        self.arrangement.measure = measure.clamp(*MEASURES.start(), *MEASURES.end());
        if self.geometry().prose(self.arrangement.measure).width == shown {
            let says = if change > 0 { says::WIDEST } else { says::NARROWEST };
            self.notice = Some(says.to_owned());
        }
    }

    /// Takes in what was set anew; a width that the reader has chosen with keys stays.
    pub(super) fn prefer(&mut self, new: Preferences) {
        let old = std::mem::replace(&mut self.preferences, new);
        if self.arrangement.measure == old.measure {
            self.arrangement.measure = new.measure;
        }
        if old.mouse != new.mouse {
            self.outbox.push(Effect::CaptureMouse(new.mouse && !self.arrangement.reading));
        }
    }

    /// Takes the usual widths again.
    pub(super) fn reset_widths(&mut self) {
        self.arrangement.measure = self.preferences.measure;
        self.arrangement.contents = 0;
        self.arrangement.side = 0;
    }

    /// Changes the width of the side pane if it has the focus, else of the contents.
    pub(super) fn change_pane(&mut self, columns: i16) {
        let slot = match self.arrangement.focus {
            Pane::Side => &mut self.arrangement.side,
            Pane::Contents | Pane::Reader => &mut self.arrangement.contents,
        };
        *slot = slot.saturating_add(columns).clamp(*PANE_CHANGES.start(), *PANE_CHANGES.end());
    }

    /// Begins or ends the reading mode.
    pub(super) fn set_reading_mode(&mut self, reading: bool) {
        if reading == self.arrangement.reading {
            return;
        }
        self.arrangement.reading = reading;
        if reading {
            self.focus(Pane::Reader);
            let [toggle, cancel] =
                [Action::ReadingMode, Action::Cancel].map(|action| self.written_keys(action));
            self.notice = Some(says::reading_mode(&toggle, &cancel));
        }
        if self.preferences.mouse {
            self.outbox.push(Effect::CaptureMouse(!reading));
        }
    }
}
