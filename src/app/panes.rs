//! What actions do in the contents, the reader and the side pane. Refuses to know: keys, layers.

use super::App;
use super::contents::Row;
use super::cursor::Motion;
use super::geometry::Pane;
use super::keymap::Action;
use super::page::Landing;
use crate::document::Destination;
use crate::messages::browser as says;
use crate::model::ThemeKey;
use crate::report::Choice;

/// Themes and entries.
impl App {
    pub(super) fn contents_action(&mut self, action: Action, count: Option<u32>) {
        let height = self.contents_height();
        if let Some(motion) = Motion::of(action, count) {
            let target = self.contents.cursor.target(motion, self.contents.row_count(), height);
            return self.select_in_contents(target);
        }
        match action {
            Action::Open => self.open_row(Pane::Reader),
            Action::OpenHere => self.open_row(Pane::Contents),
            Action::Right => match self.contents.selected() {
                Some(Row::Theme(theme)) if !self.contents.is_expanded(theme) => {
                    self.expand(theme, true);
                }
                _ => self.focus(Pane::Reader),
            },
            Action::Left => self.collapse(),
            Action::NextParagraph => {
                let row = self.contents.theme_beside(true);
                self.select_in_contents(row);
            }
            Action::PreviousParagraph => {
                let row = self.contents.theme_beside(false);
                self.select_in_contents(row);
            }
            Action::NextLink => self.focus(Pane::Reader),
            Action::PreviousLink => self.focus(self.last_pane()),
            Action::Peek => {
                if let Some(Row::Entry(entry)) = self.contents.selected() {
                    self.open_peek(entry);
                }
            }
            Action::Find => self.open_contents_filter(),
            _ => {}
        }
    }

    pub(super) fn select_in_contents(&mut self, row: usize) {
        self.save_place();
        let height = self.contents_height();
        self.contents.select(row, height);
        self.preview_selected();
    }

    fn open_row(&mut self, focus: Pane) {
        match self.contents.selected() {
            Some(Row::Entry(entry)) => self.go_into(entry, Landing::Top, focus),
            Some(Row::Theme(theme)) => self.expand(theme, !self.contents.is_expanded(theme)),
            Some(Row::Pack(_)) | None => {}
        }
    }

    pub(super) fn expand(&mut self, theme: ThemeKey, expanded: bool) {
        let height = self.contents_height();
        self.contents.set_expanded(self.knowledge.catalogue(), theme, expanded, height);
    }

    fn collapse(&mut self) {
        if self.contents.filter().is_some() {
            return;
        }
        match self.contents.selected() {
            Some(Row::Entry(entry)) => self.expand(self.catalogue().theme_of(entry), false),
            Some(Row::Theme(theme)) => self.expand(theme, false),
            Some(Row::Pack(_)) | None => {}
        }
    }

    fn last_pane(&self) -> Pane {
        if self.geometry().side.is_some() { Pane::Side } else { Pane::Reader }
    }
}

/// The open entry.
impl App {
    pub(super) fn reader_action(&mut self, action: Action, count: Option<u32>) {
        match action {
            Action::Left => return self.focus(Pane::Contents),
            Action::Right => return self.focus(self.last_pane()),
            Action::Open => return self.follow_selected(),
            Action::Peek => return self.peek_at_nearest(),
            Action::Find => return self.open_find(),
            _ => {}
        }
        let Some(page) = &mut self.reader else { return };
        if let Some(motion) = Motion::of(action, count) {
            return page.go(motion);
        }
        let times = count.unwrap_or(1).min(1_000);
        match action {
            Action::NextParagraph => (0..times).for_each(|_| page.paragraph(true)),
            Action::PreviousParagraph => (0..times).for_each(|_| page.paragraph(false)),
            Action::NextLink | Action::PreviousLink => {
                let forward = action == Action::NextLink;
                let walked = (0..times).all(|_| page.next_target(forward));
                if !walked {
                    let next = if forward { self.pane_behind_reader() } else { Pane::Contents };
                    self.focus(next);
                }
            }
            _ => {}
        }
    }

    fn pane_behind_reader(&self) -> Pane {
        if self.geometry().side.is_some() { Pane::Side } else { Pane::Contents }
    }

    /// Follows the selected link; if none is selected, selects the first in sight.
    fn follow_selected(&mut self) {
        let Some(page) = &mut self.reader else { return };
        let destination =
            page.target().and_then(|index| page.target_at(index)).map(|target| target.destination);
        match destination {
            Some(destination) => self.follow(&destination),
            None => {
                page.next_target(true);
            }
        }
    }

    fn peek_at_nearest(&mut self) {
        let found = self.reader.as_mut().and_then(super::page::Page::nearest_target);
        match found {
            Some((index, target)) => match target.destination {
                Destination::Entry(entry, _) => {
                    if let Some(page) = &mut self.reader {
                        page.select_target(index);
                    }
                    self.open_peek(entry);
                }
                other => self.follow(&other),
            },
            None => self.notice = Some(says::NOTHING_TO_PEEK.to_owned()),
        }
    }

    pub(super) fn next_match(&mut self, steps: i64) {
        let says = match self.reader.as_mut().and_then(|page| page.next_match(steps)) {
            Some(false) => return,
            Some(true) if steps > 0 => says::WRAPPED_TO_TOP,
            Some(true) => says::WRAPPED_TO_END,
            None => says::NO_HIGHLIGHT,
        };
        self.notice = Some(says.to_owned());
    }
}

/// Outline, links and backlinks.
impl App {
    pub(super) fn side_action(&mut self, action: Action, count: Option<u32>) {
        let height = self.contents_height();
        if let Some(motion) = Motion::of(action, count) {
            return self.side.go(motion, height);
        }
        match action {
            Action::Left | Action::PreviousLink => self.focus(Pane::Reader),
            Action::NextLink => self.focus(Pane::Contents),
            Action::Open => self.choose_in_side(Pane::Reader),
            Action::OpenHere => self.choose_in_side(Pane::Side),
            Action::Peek => {
                if let Some(Choice::Entry(entry)) = self.side.selected() {
                    self.open_peek(*entry);
                }
            }
            Action::Find => self.open_menu_filter(),
            _ => {}
        }
    }

    pub(super) fn choose_in_side(&mut self, focus: Pane) {
        if let Some(choice) = self.side.selected().copied() {
            self.choose(choice, focus);
        }
    }

    /// Does what choosing an item of a menu means.
    pub(super) fn choose(&mut self, choice: Choice, focus: Pane) {
        match choice {
            Choice::Entry(entry) => {
                self.leave_for_page(entry, Landing::Top, focus);
            }
            Choice::Place(position) => self.jump(position, focus),
            Choice::Statement(entry, piece) => {
                self.leave_for_page(entry, Landing::Piece(piece), focus);
            }
            Choice::Stop { entry, order, stop } => self.follow_route(order, entry, stop as usize),
            Choice::Source(place) => self.open_coverage_at(place),
            Choice::Links => self.open_links(),
            Choice::Matrix(matrix) => self.open_matrix_of(matrix),
            Choice::MatrixRows(rows) => self.open_columns(rows),
            Choice::Read => {}
        }
    }
}
