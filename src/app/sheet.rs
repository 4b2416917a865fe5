//! A list over the whole body of the screen, with what is to be said of the selected line beside or
//! below it. Refuses to know: what is listed; a [`Report`] says that.
//!
//! A view becomes a sheet by a [`Report`] of its own and a call of `App::open_sheet`. A listing
//! gives its lines one by one, so that only those in sight are ever made: a list of a million lines
//! opens as fast as one of ten. All lines of a sheet have the same height, one row or two.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::App;
use super::cursor::{Cursor, Motion};
use super::geometry::{self, Pane};
use super::keymap::Action;
use super::layer::{Layer, Purpose};
use super::message::Effect;
use super::page::Landing;
use super::subject::Subject;
use crate::document::{Role, Row, Span, Style};
use crate::knowledge::Question;
use crate::messages::browser as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::{Choice, Report};
use crate::text::breaking;
use crate::text::fold::fold;
use crate::text::markdown::plain;
use crate::text::safe::Safe;

/// How much is quoted at most, in bytes: more than a screen shows.
const MOST_QUOTED: usize = 8_000;

/// A listing with a selection and a filter.
#[derive(Clone, Debug)]
pub struct Sheet {
    subject: Subject,
    report: Arc<dyn Report>,
    cursor: Cursor,
    filter: String,
    /// The lines that the filter lets through, if there is one.
    shown: Option<Vec<u32>>,
}

impl Sheet {
    /// Builds a sheet with the report's own start selected, on a screen of `page` lines.
    pub fn new(
        catalogue: &Catalogue,
        subject: Subject,
        report: Arc<dyn Report>,
        page: u16,
    ) -> Self {
        let start = report.start(catalogue);
        let (cursor, filter) = (Cursor::default(), String::new());
        let mut sheet = Self { subject, report, cursor, filter, shown: None };
        sheet.select(0, page);
        sheet.open_at(start, page);
        sheet
    }

    /// Returns what the sheet is about.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// Selects a line; the one that it stands under comes into sight first.
    fn open_at(&mut self, line: usize, page: u16) {
        for line in self.report.under(line).into_iter().chain([line]) {
            self.select_line(line, page);
        }
    }

    /// Returns what is listed.
    pub fn report(&self) -> &dyn Report {
        &*self.report
    }

    /// Returns the filter; empty if there is none.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Puts a fuller report in place of the one that is shown; the selection stays on its claim, if it
    /// was on one, else on its line.
    pub fn replace(&mut self, catalogue: &Catalogue, report: Arc<dyn Report>, page: u16) {
        let kept = self.cursor.selected;
        let claim = self.selected().and_then(|line| self.report.claim(line));
        self.report = report;
        self.refill(catalogue);
        match claim.and_then(|claim| self.report.line_of(catalogue, claim)) {
            Some(line) => self.open_at(line, page),
            None => self.select(kept, page),
        }
    }

    /// Counts the lines that the filter lets through.
    pub fn count(&self) -> usize {
        self.shown.as_ref().map_or_else(|| self.report.count(), Vec::len)
    }

    /// Returns the selected line, by its position in the report.
    pub fn selected(&self) -> Option<usize> {
        self.line_at(self.cursor.selected).filter(|&line| self.report.choice(line).is_some())
    }

    /// Returns what choosing the selected line means.
    pub fn choice(&self) -> Option<Choice> {
        self.report.choice(self.selected()?)
    }

    /// Returns the lines on a screen of `page` lines by their position in the listing, each with
    /// whether it is selected.
    pub fn visible(&self, page: u16) -> impl Iterator<Item = (usize, bool)> {
        let end = (self.cursor.offset + usize::from(page)).min(self.count());
        (self.cursor.offset..end).filter_map(|shown| {
            let line = self.line_at(shown)?;
            Some((line, shown == self.cursor.selected && self.report.choice(line).is_some()))
        })
    }

    /// Moves the selection; headings are passed over.
    pub fn go(&mut self, motion: Motion, page: u16) {
        let target = self.cursor.target(motion, self.count(), page);
        self.select(target, page);
    }

    /// Selects the line in a row of lines of the screen; returns whether there is one, and whether it
    /// was selected before.
    pub fn select_at(&mut self, line: usize, page: u16) -> Option<bool> {
        let wanted = self.cursor.offset + line;
        self.line_at(wanted).filter(|&line| self.report.choice(line).is_some())?;
        let again = wanted == self.cursor.selected;
        self.select(wanted, page);
        Some(again)
    }

    /// Selects a line by its position in the listing, where the filter lets it through.
    pub fn select_line(&mut self, line: usize, page: u16) {
        let shown = match &self.shown {
            Some(lines) => lines.binary_search(&(line as u32)).ok(),
            None => Some(line),
        };
        if let Some(shown) = shown {
            self.select(shown, page);
        }
    }

    /// Scrolls without moving the selection.
    pub fn scroll(&mut self, lines: i64, page: u16) {
        let total = self.count();
        self.cursor.scroll(lines, total, page);
    }

    /// Keeps the selection in sight on another screen.
    pub fn fit(&mut self, page: u16) {
        self.select(self.cursor.selected, page);
    }

    /// Lets through only lines that hold `text`, compared folded, under their headings; all, where
    /// it is empty.
    pub fn set_filter(&mut self, catalogue: &Catalogue, text: &str, page: u16) {
        let selected = self.line_at(self.cursor.selected);
        text.clone_into(&mut self.filter);
        self.refill(catalogue);
        self.cursor = Cursor::default();
        let kept = selected.and_then(|line| match &self.shown {
            Some(shown) => shown.binary_search(&(line as u32)).ok(),
            None => Some(line),
        });
        self.select(kept.unwrap_or(0), page);
    }

    fn refill(&mut self, catalogue: &Catalogue) {
        let folded = fold(&self.filter);
        if folded.is_empty() {
            self.shown = None;
            return;
        }
        let mut shown = Vec::new();
        let mut heading = None;
        for line in 0..self.report.count() {
            if self.report.choice(line).is_none() {
                heading = Some(line as u32);
            } else if fold(&self.report.text(catalogue, line)).contains(&folded) {
                shown.extend(heading.take());
                let above = self.report.under(line).map(|above| above as u32);
                shown.extend(above.filter(|above| shown.last().is_none_or(|last| last < above)));
                shown.push(line as u32);
            }
        }
        self.shown = Some(shown);
    }

    fn line_at(&self, shown: usize) -> Option<usize> {
        match &self.shown {
            Some(lines) => lines.get(shown).map(|&line| line as usize),
            None => (shown < self.report.count()).then_some(shown),
        }
    }

    fn is_selectable(&self, shown: usize) -> bool {
        self.line_at(shown).is_some_and(|line| self.report.choice(line).is_some())
    }

    fn select(&mut self, wanted: usize, page: u16) {
        let count = self.count();
        let wanted = wanted.min(count.saturating_sub(1));
        let forward = wanted >= self.cursor.selected;
        let below = (wanted..count).find(|&line| self.is_selectable(line));
        let above = || (0..wanted).rev().find(|&line| self.is_selectable(line));
        let found = if forward {
            below.or_else(above)
        } else {
            Some(wanted).filter(|&line| self.is_selectable(line)).or_else(above).or(below)
        };
        let Some(line) = found else {
            self.cursor = Cursor::default();
            return;
        };
        // A heading above the line comes into sight with it.
        let lead = (0..line).rev().take_while(|&above| !self.is_selectable(above)).last();
        if let Some(lead) = lead {
            self.cursor.select(line, lead..line + 1, count, page);
        }
        self.cursor.select(line, line..line + 1, count, page);
    }

    /// Returns what is said of the selected line, then some more, broken at `width` columns.
    pub fn detail(&self, catalogue: &Catalogue, more: Vec<(String, Role)>, width: u16) -> Vec<Row> {
        let Some(line) = self.selected() else { return Vec::new() };
        let paragraphs = self.report.detail(catalogue, line);
        let mut rows = Vec::new();
        for (text, role) in paragraphs.into_iter().chain(more) {
            let text = Safe::line(&text);
            for row in breaking::lines(&text, usize::from(width.max(1))) {
                let style = Style { role, ..Style::default() };
                let span = Span { text: text.slice(row.range), style, ..Span::default() };
                rows.push(Row { spans: vec![span] });
            }
        }
        rows
    }
}

/// The sheet in front.
impl App {
    /// Returns how many lines of a listing fit on the screen.
    pub(super) fn sheet_page(&self, report: &dyn Report) -> u16 {
        let list = geometry::sheet(self.geometry().body, report.wants_width()).list;
        list.height / line_height(report, list)
    }

    pub(super) fn sheet_action(&mut self, action: Action, count: Option<u32>) {
        let Some(Layer::Sheet(sheet)) = self.layers.last() else { return };
        let page = self.sheet_page(sheet.report());
        let choice = sheet.choice();
        let Some(Layer::Sheet(sheet)) = self.layers.last_mut() else { return };
        if let Some(motion) = Motion::of(action, count) {
            return sheet.go(motion, page);
        }
        match action {
            Action::Open => self.choose_in_sheet(),
            Action::OpenHere => {
                if let Some((entry, landing)) = choice.and_then(Choice::entry) {
                    self.leave_for_page(entry, Landing::of(landing), Pane::Reader);
                    self.notice = Some(says::opened(self.catalogue().title(entry)));
                }
            }
            Action::Peek => {
                if let Some((entry, landing)) = choice.and_then(Choice::entry) {
                    self.open_peek_at(entry, Landing::of(landing));
                }
            }
            Action::Find => {
                let before = sheet.filter().to_owned();
                self.open_filter(&before.clone(), Purpose::Sheet { before });
            }
            Action::Close => {
                self.layers.pop();
            }
            _ => {}
        }
    }

    /// Gives up the filter of the sheet in front; returns whether there was one.
    pub(super) fn clear_sheet_filter(&mut self) -> bool {
        let Some(Layer::Sheet(sheet)) = self.layers.last() else { return false };
        if sheet.filter().is_empty() {
            return false;
        }
        let page = self.sheet_page(sheet.report());
        if let Some(Layer::Sheet(sheet)) = self.layers.last_mut() {
            sheet.set_filter(self.knowledge.catalogue(), "", page);
        }
        true
    }

    /// Leaves the sheet for what the selected line stands for.
    pub(super) fn choose_in_sheet(&mut self) {
        let Some(Layer::Sheet(sheet)) = self.layers.last() else { return };
        let Some(choice) = sheet.choice().filter(|choice| *choice != Choice::Read) else { return };
        self.layers.pop();
        self.choose(choice, Pane::Reader);
    }

    /// Returns what the selected line of a sheet quotes, paragraph by paragraph, where its body is here.
    pub fn quoted(&self, sheet: &Sheet) -> Vec<(String, Role)> {
        let quotes = sheet.selected().and_then(|line| sheet.report().quotes(line));
        let Some((entry, piece)) = quotes else { return Vec::new() };
        let Some(body) = self.knowledge.peek_body(entry) else { return Vec::new() };
        let statement = body.statements.get(piece as usize);
        let source = statement.map_or(&body.markdown, |statement| &statement.text);
        let text = plain(&source[..source.floor_char_boundary(MOST_QUOTED)]).text;
        let paragraphs = text.lines().filter(|line| !line.trim().is_empty());
        let blank = (String::new(), Role::Text);
        std::iter::once(blank)
            .chain(paragraphs.map(|line| (line.to_owned(), Role::Quote)))
            .collect()
    }

    /// Has the body fetched that the selected line of the sheet in front quotes.
    pub(super) fn load_quoted(&mut self) {
        let Some(Layer::Sheet(sheet)) = self.layers.last() else { return };
        let quotes = sheet.selected().and_then(|line| sheet.report().quotes(line));
        let Some((entry, _)) = quotes else { return };
        if self.knowledge.peek_body(entry).is_none() {
            self.outbox.push(Effect::Ask(Question::Body(entry)));
        }
    }

    /// Returns the entry that views are about: the one selected in a matrix or on a map, else the open or previewed
    /// one.
    pub(super) fn subject(&self) -> Option<EntryKey> {
        let open = || self.reader.as_ref().map(|page| page.entry);
        match self.layers.last() {
            Some(Layer::Matrix(view)) => view.subject(self.catalogue()),
            Some(Layer::Map(view)) => view.selected().or(Some(view.centre())),
            _ => open(),
        }
    }
}

/// Returns the rows of one line of a listing in a list of this size.
pub fn line_height(report: &dyn Report, list: Rect) -> u16 {
    if report.has_second_rows() { geometry::hit_height(list) } else { 1 }
}
