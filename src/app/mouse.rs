//! What the mouse does: the wheel scrolls what is under it, a click focuses, selects or follows, a
//! drag on a border changes the panes. Refuses to know: drawing; it asks the geometry, as drawing
//! does.

use ratatui::layout::Rect;

use super::App;
use super::contents::Row;
use super::cursor::Motion;
use super::geometry::{self, Pane, Shape};
use super::input::{Mouse, MouseKind};
use super::layer::Layer;
use super::sheet::line_height;

/// How many rows one notch of the wheel scrolls.
const NOTCH: i64 = 3;

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        if self.geometry().shape == Shape::TooSmall {
            return;
        }
        match mouse.kind {
            MouseKind::WheelUp => self.wheel(mouse, -NOTCH),
            MouseKind::WheelDown => self.wheel(mouse, NOTCH),
            MouseKind::Press => self.press(mouse),
            MouseKind::Drag => self.drag(mouse),
            MouseKind::Release => self.drag = None,
        }
    }

    fn wheel(&mut self, mouse: Mouse, rows: i64) {
        if let Some(Layer::Prompt(_)) = self.layers.last() {
            // What is typed goes on; what it is about scrolls.
            let prompt = self.layers.pop();
            self.wheel(mouse, rows);
            return self.layers.extend(prompt);
        }
        if !self.layers.is_empty() {
            return self.wheel_over_layer(mouse, rows);
        }
        let height = self.contents_height();
        match self.geometry().pane_at(mouse.column, mouse.row) {
            Some(Pane::Contents) => {
                let total = self.contents.row_count();
                self.contents.cursor.scroll(rows, total, height);
            }
            Some(Pane::Reader) => {
                if let Some(page) = &mut self.reader {
                    page.go(Motion::By(rows));
                }
            }
            Some(Pane::Side) => self.side.scroll(rows, height),
            None => {}
        }
    }

    fn wheel_over_layer(&mut self, mouse: Mouse, rows: i64) {
        let picker = geometry::picker(self.geometry().body);
        let over_preview = holds(picker.preview, mouse);
        let (hits, terms) = self.picker_rows();
        let height = self.layers.last().map_or(0, |layer| self.menu_height(layer));
        match self.layers.last_mut() {
            Some(Layer::Finder(finder)) if !over_preview => {
                let total = finder.row_count();
                finder.cursor.scroll(rows, total, hits);
            }
            Some(Layer::Glossary(glossary)) if !over_preview => {
                let total = glossary.count();
                glossary.cursor.scroll(rows, total, terms);
            }
            Some(Layer::Menu(layer)) => layer.menu.scroll(rows, height),
            Some(Layer::Sheet(sheet)) => sheet.scroll(rows, height),
            Some(Layer::Matrix(_)) => self.wheel_over_matrix(rows),
            Some(Layer::Map(_)) => self.wheel_over_map(rows),
            Some(layer) => {
                if let Some(page) = layer.page_mut() {
                    page.go(Motion::By(rows));
                }
            }
            None => {}
        }
    }

    fn press(&mut self, mouse: Mouse) {
        self.notice = None;
        self.clear_pending();
        if !self.layers.is_empty() {
            return self.press_on_layer(mouse);
        }
        let geometry = self.geometry();
        let on_border = geometry.borders.iter().find(|(column, _)| *column == mouse.column);
        if let Some((_, pane)) = on_border.filter(|_| in_rows(geometry.body, mouse)) {
            self.drag = Some(*pane);
            return;
        }
        if geometry.shape == Shape::One && holds(geometry.title, mouse) {
            return self.focus(Pane::Contents);
        }
        let Some(pane) = geometry.pane_at(mouse.column, mouse.row) else { return };
        let area = geometry.area(pane).unwrap_or_default();
        let row = mouse.row - area.y;
        self.focus(pane);
        match pane {
            Pane::Contents => self.click_contents(row),
            Pane::Reader => {
                self.click_reader(mouse, geometry.prose(self.arrangement.measure));
            }
            Pane::Side => {
                if self.side.select_row(row, area.height) {
                    self.choose_in_side(Pane::Reader);
                }
            }
        }
    }

    /// A click selects and shows a row; on the row that is selected already it goes in.
    fn click_contents(&mut self, row: u16) {
        let index = self.contents.cursor.offset + usize::from(row);
        let again = index == self.contents.cursor.selected;
        match self.contents.row(index) {
            Some(Row::Theme(theme)) => {
                let expanded = self.contents.is_expanded(theme);
                if self.contents.filter().is_none() {
                    self.expand(theme, !expanded);
                }
            }
            Some(Row::Entry(_)) if again => self.focus(Pane::Reader),
            Some(Row::Entry(_) | Row::Pack(_)) => self.select_in_contents(index),
            None => {}
        }
    }

    fn click_reader(&mut self, mouse: Mouse, text: Rect) {
        if !holds(text, mouse) {
            return;
        }
        let Some(page) = &mut self.reader else { return };
        let under = page.target_under(mouse.column - text.x, mouse.row - text.y);
        let Some(index) = under else { return };
        page.select_target(index);
        if let Some(target) = page.target_at(index) {
            self.follow(&target.destination);
        }
    }

    fn press_on_layer(&mut self, mouse: Mouse) {
        let covered = self.layers.last().is_some_and(Layer::covers_panes);
        if covered && holds(self.geometry().title, mouse) {
            return self.way_back();
        }
        let picker = geometry::picker(self.geometry().body);
        let list_row = holds(picker.list, mouse).then(|| mouse.row - picker.list.y);
        let (hits, terms) = self.picker_rows();
        match self.layers.last_mut() {
            Some(Layer::Finder(finder)) => {
                let Some(row) = list_row else { return };
                let row = usize::from(row / geometry::hit_height(picker.list));
                let index = finder.cursor.offset + row;
                let again = index == finder.cursor.selected;
                if index < finder.row_count() {
                    finder.select(index, hits);
                    self.preview_in_layer();
                    if again {
                        self.accept_hit();
                    }
                }
            }
            Some(Layer::Glossary(glossary)) => {
                let Some(row) = list_row else { return };
                let index = glossary.cursor.offset + usize::from(row);
                let again = index == glossary.cursor.selected;
                if index < glossary.count() {
                    glossary.select(index, terms);
                    self.preview_in_layer();
                    if again {
                        self.accept_term();
                    }
                }
            }
            Some(Layer::Menu(_)) => self.press_on_menu(mouse),
            Some(Layer::Sheet(_)) => self.press_on_sheet(mouse),
            Some(Layer::Matrix(_)) => self.press_on_matrix(mouse),
            Some(Layer::Map(_)) => self.press_on_map(mouse),
            Some(Layer::Peek(_)) => self.press_beside_peek(mouse),
            Some(Layer::Prompt(_)) => self.press_under_prompt(mouse),
            None => {}
        }
    }

    /// A click anywhere but on the line that is typed in accepts it, and means what lies under it.
    fn press_under_prompt(&mut self, mouse: Mouse) {
        if mouse.row + 1 < self.size.height {
            self.accept_prompt();
            self.press(mouse);
        }
    }

    /// The title bar above a view leads back to what the view covers.
    fn way_back(&mut self) {
        match self.layers.last() {
            Some(Layer::Finder(_)) => self.close_finder(),
            _ => self.leave_layer(),
        }
    }

    /// A click selects a line; on the line that is selected already it chooses it.
    fn press_on_sheet(&mut self, mouse: Mouse) {
        let body = self.geometry().body;
        let Some(Layer::Sheet(sheet)) = self.layers.last_mut() else { return };
        let list = geometry::sheet(body, sheet.report().wants_width()).list;
        if !holds(list, mouse) {
            return;
        }
        let height = line_height(sheet.report(), list);
        let line = usize::from((mouse.row - list.y) / height);
        if sheet.select_at(line, list.height / height) == Some(true) {
            self.choose_in_sheet();
        }
    }

    /// A click beside a popup closes it.
    fn press_on_menu(&mut self, mouse: Mouse) {
        let Some(Layer::Menu(layer)) = self.layers.last() else { return };
        let area = self.menu_area(&layer.menu);
        if !holds(area, mouse) {
            self.layers.pop();
            return;
        }
        let inside = geometry::inside(area);
        if !in_rows(inside, mouse) {
            return;
        }
        let Some(Layer::Menu(layer)) = self.layers.last_mut() else { return };
        if layer.menu.select_row(mouse.row - inside.y, inside.height) {
            self.choose_in_menu();
        }
    }

    fn press_beside_peek(&mut self, mouse: Mouse) {
        let Some(Layer::Peek(page)) = self.layers.last() else { return };
        if holds(self.peek_area(page), mouse) {
            self.peek_action(super::keymap::Action::Open, None);
        } else {
            self.layers.pop();
            self.press(mouse);
        }
    }

    fn drag(&mut self, mouse: Mouse) {
        let Some(pane) = self.drag else { return };
        let columns = match pane {
            Pane::Side => self.size.width.saturating_sub(mouse.column + 1),
            Pane::Contents | Pane::Reader => mouse.column,
        };
        self.arrangement.set_width(pane, columns, self.size.width);
    }
}

fn holds(area: Rect, mouse: Mouse) -> bool {
    area.contains((mouse.column, mouse.row).into())
}

fn in_rows(area: Rect, mouse: Mouse) -> bool {
    (area.y..area.y + area.height).contains(&mouse.row)
}
