//! A report over the whole body of the screen, with what is to be said of the selected line next to
//! or below it. Refuses to know: what a report says; a [`Report`] knows that. All lines of a sheet
//! have the same height, one row or two.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry;
use crate::app::input::Mouse;
use crate::app::keymap::Action;
use crate::app::list::{Extent, FilterBox, List, Rows, VisibleRow};
use crate::app::message::Effect;
use crate::app::page::Landing;
use crate::app::step::Step;
use crate::app::subject::Subject;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row, Span, Style};
use crate::knowledge::{Knowledge, Question};
use crate::model::{Catalogue, EntryKey};
use crate::report::{Choice, Report};
use crate::text::breaking;
use crate::text::fold::fold;
use crate::text::markdown::plain;
use crate::text::safe::Safe;

/// How much is quoted at most, in bytes: more than a screen shows.
const MOST_QUOTED: usize = 8_000;

/// The lines of a report that the filter lets through.
#[derive(Clone, Debug)]
struct ReportRows {
    report: Arc<dyn Report>,
    /// The lines that the filter lets through, if there is one.
    shown: Option<Vec<u32>>,
}

impl Rows for ReportRows {
    fn count(&self) -> usize {
        self.shown.as_ref().map_or_else(|| self.report.count(), Vec::len)
    }

    fn is_heading(&self, shown: usize) -> bool {
        self.line(shown).is_none_or(|line| self.report.choice(line).is_none())
    }
}

impl ReportRows {
    fn line(&self, shown: usize) -> Option<usize> {
        match &self.shown {
            Some(lines) => lines.get(shown).map(|&line| line as usize),
            None => (shown < self.report.count()).then_some(shown),
        }
    }

    /// Returns where a line of the report is shown.
    fn place_of(&self, line: usize) -> Option<usize> {
        match &self.shown {
            Some(lines) => lines.binary_search(&(line as u32)).ok(),
            None => Some(line),
        }
    }

    fn refill(&mut self, catalogue: &Catalogue, filter: &str) {
        let folded = fold(filter);
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
}

/// A report with a selection and a filter.
#[derive(Clone, Debug)]
pub struct Sheet {
    subject: Subject,
    list: List<ReportRows>,
    filter: String,
    filtering: Option<FilterBox>,
}

impl Sheet {
    /// Shows a report at its own start.
    pub fn new(subject: Subject, report: Arc<dyn Report>, around: &Surroundings<'_>) -> Self {
        let start = report.start(around.catalogue());
        let list = List::new(ReportRows { report, shown: None });
        let mut sheet = Self { subject, list, filter: String::new(), filtering: None };
        let page = sheet.page(around);
        sheet.list.select(0, page);
        sheet.open_at(start, page);
        sheet
    }

    /// Returns what the sheet is about.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// Returns the report.
    pub fn report(&self) -> &dyn Report {
        &*self.list.rows.report
    }

    /// Returns the filter; empty if there is none.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Counts the lines that the filter lets through.
    pub fn count(&self) -> usize {
        self.list.rows.count()
    }

    /// Returns the selected line, by its position in the report.
    pub fn selected(&self) -> Option<usize> {
        self.list.rows.line(self.list.selected()?)
    }

    /// Returns what choosing the selected line means.
    pub fn choice(&self) -> Option<Choice> {
        self.report().choice(self.selected()?)
    }

    /// Returns the lines on a screen of `page` lines by their position in the report, each with
    /// whether it is selected.
    pub fn visible(&self, page: u16) -> impl Iterator<Item = (usize, bool)> {
        let line = |seen: VisibleRow| Some((self.list.rows.line(seen.item)?, seen.selected));
        self.list.visible(page).filter_map(line)
    }

    /// Returns which part of the list is in sight on a screen of `page` lines.
    pub fn extent(&self, page: u16) -> Extent {
        self.list.extent(page)
    }

    /// Puts a fuller report in place of the one that is shown; the selection stays on its claim, if
    /// it was on one, else on its line.
    pub fn replace(&mut self, report: Arc<dyn Report>, around: &Surroundings<'_>) {
        let (catalogue, page) = (around.catalogue(), self.page(around));
        let kept = self.list.position();
        let claim = self.selected().and_then(|line| self.report().claim(line));
        self.list.rows.report = report;
        self.list.rows.refill(catalogue, &self.filter);
        match claim.and_then(|claim| self.report().line_of(catalogue, claim)) {
            Some(line) => self.open_at(line, page),
            None => self.list.select(kept, page),
        }
    }

    /// Returns how many lines fit on the screen.
    fn page(&self, around: &Surroundings<'_>) -> u16 {
        let list = self.list_area(around);
        list.height / line_height(self.report(), list)
    }

    fn list_area(&self, around: &Surroundings<'_>) -> Rect {
        geometry::sheet(around.geometry.body, self.report().wants_width()).list
    }

    /// Selects a line; the one that it is under comes into sight first.
    fn open_at(&mut self, line: usize, page: u16) {
        for line in self.report().under(line).into_iter().chain([line]) {
            if let Some(shown) = self.list.rows.place_of(line) {
                self.list.select(shown, page);
            }
        }
    }

    /// Lets through only lines that hold `text`, compared folded, under their headings; all if it
    /// is empty.
    fn set_filter(&mut self, text: &str, around: &Surroundings<'_>) {
        let page = self.page(around);
        let selected = self.list.rows.line(self.list.position());
        text.clone_into(&mut self.filter);
        self.list.rows.refill(around.catalogue(), text);
        let kept = selected.and_then(|line| self.list.rows.place_of(line));
        self.list.restart(0);
        self.list.select(kept.unwrap_or(0), page);
    }
}

/// What is said of the selected line.
impl Sheet {
    /// Returns what is said of the selected line, what it quotes after it, broken at `width`
    /// columns.
    pub fn detail(&self, known: &Knowledge, width: u16) -> Vec<Row> {
        let Some(line) = self.selected() else { return Vec::new() };
        let paragraphs = self.report().detail(known.catalogue(), line);
        let mut rows = Vec::new();
        for (text, role) in paragraphs.into_iter().chain(self.quoted(known)) {
            let text = Safe::line(&text);
            for row in breaking::lines(&text, usize::from(width.max(1))) {
                let style = Style { role, ..Style::default() };
                let span = Span { text: text.slice(row.range), style, ..Span::default() };
                rows.push(Row { spans: vec![span] });
            }
        }
        rows
    }

    /// Returns the piece of a body that the selected line quotes.
    fn quotes(&self) -> Option<(EntryKey, u32)> {
        self.selected().and_then(|line| self.report().quotes(line))
    }

    /// Returns what the selected line quotes, paragraph by paragraph, if its body is loaded.
    fn quoted(&self, known: &Knowledge) -> Vec<(String, Role)> {
        let Some((entry, piece)) = self.quotes() else { return Vec::new() };
        let Some(body) = known.peek_body(entry) else { return Vec::new() };
        let statement = body.statements.get(piece as usize);
        let source = statement.map_or(&body.markdown, |statement| &statement.text);
        let text = plain(&source[..source.floor_char_boundary(MOST_QUOTED)]).text;
        let paragraphs = text.lines().filter(|line| !line.trim().is_empty());
        let blank = (String::new(), Role::Text);
        std::iter::once(blank)
            .chain(paragraphs.map(|line| (line.to_owned(), Role::Quote)))
            .collect()
    }

    /// Has the body loaded that the selected line quotes.
    pub fn load_quoted(&self, around: &mut Surroundings<'_>) {
        if let Some((entry, _)) = self.quotes()
            && around.known.peek_body(entry).is_none()
        {
            around.outbox.push(Effect::Ask(Question::Body(entry)));
        }
    }
}

/// Keys and the mouse.
impl Sheet {
    /// Returns the line that is typed in at the foot.
    pub fn prompt(&self) -> Option<&LineEditor> {
        self.filtering.as_ref().map(|filtering| &filtering.editor)
    }

    /// Returns the line that is typed in at the foot.
    pub fn prompt_mut(&mut self) -> Option<&mut LineEditor> {
        self.filtering.as_mut().map(|filtering| &mut filtering.editor)
    }

    /// Filters by what is typed.
    pub fn on_typed(&mut self, around: &Surroundings<'_>) {
        if let Some(filtering) = &self.filtering {
            let text = filtering.editor.text().to_owned();
            self.set_filter(&text, around);
        }
    }

    /// Answers an action.
    pub fn on_action(
        &mut self,
        action: Action,
        count: Option<u32>,
        around: &Surroundings<'_>,
    ) -> Step {
        if let Some(motion) = Motion::from_action(action, count) {
            let page = self.page(around);
            self.list.go(motion, page);
            return Step::Stay;
        }
        match action {
            Action::Open => return self.choose(),
            Action::OpenHere => {
                if let Some((entry, piece)) = self.choice().as_ref().and_then(Choice::entry) {
                    return Step::Visit(entry, Landing::at_piece(piece));
                }
            }
            Action::Peek => {
                if let Some((entry, piece)) = self.choice().as_ref().and_then(Choice::entry) {
                    return Step::Peek(entry, Landing::at_piece(piece));
                }
            }
            Action::Find => self.filtering = Some(FilterBox::new(&self.filter)),
            Action::Accept => self.filtering = None,
            Action::CancelTyping => {
                if let Some(filtering) = self.filtering.take() {
                    self.set_filter(&filtering.before, around);
                }
            }
            // A filter goes before the view does.
            Action::Cancel if !self.filter.is_empty() => self.set_filter("", around),
            Action::Cancel | Action::Close => return Step::Close,
            Action::Back => return Step::Back,
            Action::Forward => return Step::Forward,
            _ => {}
        }
        Step::Stay
    }

    fn choose(&self) -> Step {
        match self.choice() {
            Some(choice) if choice != Choice::Read => Step::Choose(choice),
            _ => Step::Stay,
        }
    }

    /// A click selects a line; on the line that is selected already it chooses it.
    pub fn on_press(&mut self, mouse: Mouse, around: &Surroundings<'_>) -> Step {
        let list = self.list_area(around);
        if !mouse.is_in(list) {
            return Step::Stay;
        }
        let height = line_height(self.report(), list);
        match self.list.select_under((mouse.row - list.y) / height, list.height / height) {
            Some(true) => self.choose(),
            Some(false) | None => Step::Stay,
        }
    }

    /// Scrolls.
    pub fn on_wheel(&mut self, rows: i64, around: &Surroundings<'_>) {
        let page = self.page(around);
        self.list.scroll(rows, page);
    }

    /// Keeps the selection in sight on another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        let page = self.page(around);
        self.list.fit(page);
    }
}

/// Returns the rows of one line of a report in a list of this size.
pub fn line_height(report: &dyn Report, list: Rect) -> u16 {
    if report.has_second_rows() { geometry::hit_height(list) } else { 1 }
}
