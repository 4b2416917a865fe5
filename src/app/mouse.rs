//! What the mouse does: the wheel scrolls what is under it, a click focuses, selects or follows, a
//! drag on a border changes the panes. Refuses to know: drawing; it asks the geometry, as drawing
//! does.

use super::App;
use super::bar::Crumb;
use super::foot::keys_under;
use super::geometry::{Pane, ScreenShape};
use super::input::{Mouse, MouseKind};
use super::layer::Layer;
use super::step::Step;
use crate::keys::{Action, Context, Key};

/// How many rows one notch of the wheel scrolls.
const NOTCH: i64 = 3;

impl App {
    /// Takes what the mouse did.
    pub(super) fn on_mouse(&mut self, mouse: Mouse) {
        if self.geometry().shape == ScreenShape::TooSmall {
            return;
        }
        match mouse.kind {
            MouseKind::WheelUp => self.on_wheel(mouse, -NOTCH),
            MouseKind::WheelDown => self.on_wheel(mouse, NOTCH),
            MouseKind::Press => self.on_press(mouse),
            MouseKind::Drag => self.on_drag(mouse),
            MouseKind::Release => {
                self.drag = None;
                self.reader.on_release();
            }
        }
    }

    fn on_wheel(&mut self, mouse: Mouse, rows: i64) {
        if self.scroll_panel(rows) {
            return;
        }
        let (mut around, fronts) = self.split();
        if let Some(layer) = fronts.layers.last_mut() {
            return layer.on_wheel(mouse, rows, &mut around);
        }
        match around.geometry.pane_at(mouse.column, mouse.row) {
            Some(Pane::Contents) => fronts.contents.on_wheel(rows, &around),
            Some(Pane::Reader) => fronts.reader.on_wheel(rows),
            Some(Pane::Side) => fronts.side.menu.scroll(rows, around.height()),
            None => {}
        }
    }

    fn on_press(&mut self, mouse: Mouse) {
        let foot = self.foot();
        let hinted = keys_under(&foot.parts, foot.area, mouse).map(<[_]>::to_vec);
        self.notice = None;
        if let Some(keys) = hinted {
            return self.press_hinted(&keys);
        }
        if self.press_on_panel(mouse) {
            return;
        }
        self.clear_pending();
        if self.layers.is_empty() {
            self.reader.stop_selecting();
        }
        if self.context() == Context::Prompt {
            // A click anywhere but on the line that is typed in accepts it, and means what is under
            // it.
            if mouse.row + 1 < self.size.height {
                self.act_in_front(Action::Accept, None);
                self.on_press(mouse);
            }
            return;
        }
        if !self.layers.is_empty() {
            return self.press_on_layer(mouse);
        }
        if let Some(keys) = self.invited_keys_under(mouse) {
            return self.press_hinted(&keys);
        }
        let geometry = self.geometry();
        if let Some(crumb) = self.crumb_under(mouse) {
            return self.go_to_crumb(crumb);
        }
        let on_border = geometry.borders.iter().find(|(column, _)| *column == mouse.column);
        let in_body = (geometry.body.y..geometry.body.bottom()).contains(&mouse.row);
        if let Some((_, pane)) = on_border.filter(|_| in_body) {
            self.drag = Some(*pane);
            return;
        }
        if geometry.shape == ScreenShape::One && mouse.is_in(geometry.title) {
            return self.focus(Pane::Contents);
        }
        let Some(pane) = geometry.pane_at(mouse.column, mouse.row) else { return };
        let row = mouse.row - geometry.area(pane).unwrap_or_default().y;
        self.focus(pane);
        self.save_place();
        let (around, fronts) = self.split();
        let step = match pane {
            Pane::Contents => fronts.contents.on_press(row, &around),
            Pane::Reader => fronts.reader.on_press(mouse, &around),
            Pane::Side => fronts.side.on_press(row, &around),
        };
        self.carry_out(step);
    }

    /// Presses the keys of a hint; what can follow them is shown at once, since whoever clicks has no
    /// reason to wait.
    fn press_hinted(&mut self, keys: &[Key]) {
        if self.pending.panel.is_none() {
            self.clear_pending();
        }
        for key in keys {
            self.on_key(*key);
        }
        if self.pending.panel.is_none() {
            self.explain_pending();
        }
    }

    fn press_on_layer(&mut self, mouse: Mouse) {
        let covered = self.layers.last().is_some_and(Layer::covers_panes);
        if covered && mouse.is_in(self.geometry().title) {
            // The title bar above a view leads back to what the view covers, but for pack and theme.
            return match self.crumb_under(mouse) {
                Some(crumb @ (Crumb::Pack(_) | Crumb::Theme(_))) => self.go_to_crumb(crumb),
                Some(Crumb::Entry) | None => self.close_front(),
            };
        }
        let (mut around, fronts) = self.split();
        let Some(layer) = fronts.layers.last_mut() else { return };
        let step = layer.on_press(mouse, &mut around);
        let passes = matches!(step, Step::Pass);
        self.carry_out(step);
        if passes {
            self.on_press(mouse);
        }
    }

    fn on_drag(&mut self, mouse: Mouse) {
        let Some(pane) = self.drag else {
            if self.layers.is_empty() {
                let (around, fronts) = self.split();
                fronts.reader.on_drag(mouse, &around);
            }
            return;
        };
        let columns = match pane {
            Pane::Side => self.size.width.saturating_sub(mouse.column + 1),
            Pane::Contents | Pane::Reader => mouse.column,
        };
        self.arrangement.set_width(pane, columns, self.size.width);
    }
}
