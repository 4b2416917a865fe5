//! A report over the whole body of the screen, with what is to be said of the selected line next to
//! or below it. Refuses to know: what a report says; a [`Report`] knows that. All lines of a sheet
//! have the same height, one row or two, unless the report measures each.

mod detail;
mod rows;

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::cursor::Motion;
use crate::app::editor::LineEditor;
use crate::app::geometry;
use crate::app::input::Mouse;
use crate::app::list::{Extent, FilterBox, List, Rows, VisibleRow};
use crate::app::message::{Effect, Passage};
use crate::app::page::Landing;
use crate::app::sieve::{Among, FEW, Sought};
use crate::app::step::{NoteAim, Step};
use crate::app::subject::Subject;
use crate::app::surroundings::Surroundings;
use crate::content::diagnostic::Diagnostic;
use crate::keys::{Action, Context, KeyMap};
use crate::knowledge::{Surveyed, Ticket, Wanted};
use crate::messages::{browser, yours as says};
use crate::model::{Catalogue, EntryKey};
use crate::report::{Choice, FilteredLines, NoteChoice, Report, first_half};
use rows::ReportRows;

/// A report with a selection and a filter.
#[derive(Clone, Debug)]
pub struct Sheet {
    subject: Subject,
    list: List<ReportRows>,
    filtering: Option<FilterBox>,
    /// The filter that a worker looks for.
    sought: Option<Sought>,
    /// What is shown as soon as the filter was looked for in it.
    next: Option<Arc<dyn Report>>,
    /// What is still read for the report, and how much of it is.
    reading: Option<(Ticket, Option<Surveyed>)>,
    /// Whether the second half of the line is selected, where it has two.
    second: bool,
}

impl Sheet {
    /// Shows a report at its own start; what is still read for it is wanted as long as the sheet is there.
    pub fn new(
        subject: Subject,
        report: Arc<dyn Report>,
        reading: Option<Ticket>,
        around: &Surroundings<'_>,
    ) -> Self {
        let start = report.start(around.catalogue());
        let list = List::new(ReportRows::new(report));
        let reading = reading.map(|ticket| (ticket, None));
        let mut sheet = Self {
            subject,
            list,
            filtering: None,
            sought: None,
            next: None,
            reading,
            second: false,
        };
        sheet.measure(around);
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

    /// Returns the filter whose lines are shown; empty if there is none.
    pub fn filter(&self) -> &str {
        self.list.rows.filtered().map_or("", |filtered| filtered.text())
    }

    /// Returns how much was read for the report, while it is not whole and there is much to read.
    pub fn surveyed(&self) -> Option<Surveyed> {
        self.reading.as_ref()?.1
    }

    /// Takes how much was read, if it is for this report.
    pub fn on_surveyed(&mut self, wanted: &Wanted, surveyed: Surveyed) {
        if let Some((_, known)) = self.reading.as_mut().filter(|(it, _)| wanted.is_for(it)) {
            *known = Some(surveyed);
        }
    }

    /// Returns whether a worker still looks for what is typed.
    pub fn is_sought(&self) -> bool {
        self.sought.is_some()
    }

    /// Counts the lines that the filter lets through.
    pub fn count(&self) -> usize {
        self.list.rows.count()
    }

    /// Counts the lines that hold what the filter says.
    pub fn found(&self) -> usize {
        self.list.rows.filtered().map_or(0, |filtered| filtered.found())
    }

    /// Returns the selected line, by its position in the report.
    pub fn selected(&self) -> Option<usize> {
        self.list.rows.line(self.list.selected()?)
    }

    /// Returns what choosing the selected line means.
    pub fn choice(&self) -> Option<Choice> {
        let line = self.selected()?;
        let other = self.report().other_choice(line).filter(|_| self.second);
        other.or_else(|| self.report().choice(line))
    }

    /// Returns whether the second half of the selected line is selected.
    pub fn is_second(&self) -> bool {
        self.second && self.has_halves()
    }

    /// Returns what is copied of the selected line.
    pub fn told(&self, catalogue: &Catalogue) -> Option<String> {
        Some(self.report().told(catalogue, self.selected()?))
    }

    /// Returns whether the selected line names something that no open entry is.
    pub fn names_no_entry(&self) -> bool {
        let is_nothing = |choice: &Choice| {
            matches!(choice, Choice::Nowhere(_) | Choice::Note(NoteChoice { entry: None, .. }))
        };
        self.mistake().is_some() || self.choice().as_ref().is_some_and(is_nothing)
    }

    /// Returns the mistake that the selected line tells of.
    pub fn mistake(&self) -> Option<&Diagnostic> {
        self.report().mistake(self.selected()?)
    }

    /// Returns what of the files the selected line is about.
    pub fn passage(&self) -> Option<Passage> {
        if let Some(mistake) = self.mistake() {
            return Some(Passage::Mistake(Box::new(mistake.clone())));
        }
        self.choice()?.entry().map(|(entry, _)| Passage::Entry(entry))
    }

    fn has_halves(&self) -> bool {
        self.selected().is_some_and(|line| self.report().other_choice(line).is_some())
    }

    /// Returns the row of the selected line, in so many columns, that the selection is marked in: the one
    /// at which its second half begins, if that is selected and stands below the first; else the first.
    pub fn marked_row(&self, columns: u16) -> usize {
        let line = self.selected().filter(|_| self.is_second());
        line.and_then(|line| self.report().second_row(line, columns)).unwrap_or(0)
    }

    /// Scrolls as far as it must to bring the marked row of the selected line into sight.
    fn reveal_marked(&mut self, around: &Surroundings<'_>) {
        let marked = self.marked_row(line_columns(self.list_area(around)));
        if marked > 0 {
            let row = self.list.rows.start(self.list.position()) + marked;
            let first = (row + 1).saturating_sub(usize::from(self.page(around)));
            self.list.set_offset(self.list.offset().max(first));
        }
    }

    /// Returns the lines on a screen of `page` lines by their position in the report; a line that is
    /// higher than others once for each of its rows.
    pub fn visible(&self, page: u16) -> impl Iterator<Item = VisibleRow> {
        let line =
            |seen: VisibleRow| Some(VisibleRow { item: self.list.rows.line(seen.item)?, ..seen });
        self.list.visible(page).filter_map(line)
    }

    /// Returns whether the lines differ in height.
    pub fn has_own_heights(&self) -> bool {
        self.list.rows.differ_in_height()
    }

    /// Measures the lines for the columns that the list has now.
    fn measure(&mut self, around: &Surroundings<'_>) {
        let columns = line_columns(self.list_area(around));
        self.list.rows.measure(around.catalogue(), columns);
    }

    /// Returns which part of the list is in sight on a screen of `page` lines.
    pub fn extent(&self, page: u16) -> Extent {
        self.list.extent(page)
    }

    /// Puts a fuller report in place of the one that is shown; the selection stays on its claim, if
    /// it was on one, else on its line. Where a worker has to filter it, the one that is shown stays until then.
    pub fn replace(
        &mut self,
        report: Arc<dyn Report>,
        reading: Option<Ticket>,
        around: &mut Surroundings<'_>,
    ) {
        self.reading = reading.map(|ticket| (ticket, self.surveyed()));
        let page = self.page(around);
        let kept = self.list.position();
        let claim = self.selected().and_then(|line| self.report().claim(line));
        let filter = self.wanted_filter().to_owned();
        self.next = Some(report);
        if !self.look_for(&filter, around) {
            return;
        }
        self.measure(around);
        let catalogue = around.catalogue();
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

    /// Selects a line; what it is under comes into sight first.
    fn open_at(&mut self, line: usize, page: u16) {
        let rows = &self.list.rows;
        if let Some(top) = self.report().top_for(line).and_then(|top| rows.place_of(top)) {
            let row = rows.start(top);
            self.list.set_offset(row);
        }
        for line in self.report().under(line).into_iter().chain([line]) {
            if let Some(shown) = self.list.rows.place_of(line) {
                self.list.select(shown, page);
            }
        }
    }

    /// Returns the filter that is shown or looked for.
    fn wanted_filter(&self) -> &str {
        self.sought.as_ref().map_or_else(|| self.filter(), Sought::text)
    }

    /// Lets through only lines that hold `text`, compared folded, under their headings; all if it
    /// is empty. Of very many lines a worker looks for them, and the list stays as it is until then.
    fn set_filter(&mut self, text: &str, around: &mut Surroundings<'_>) {
        let selected = self.list.rows.line(self.list.position());
        if self.look_for(text, around) {
            self.select_again(selected, around);
        }
    }

    /// Looks for the lines of a filter, at once or by a worker; returns whether it was at once.
    fn look_for(&mut self, text: &str, around: &mut Surroundings<'_>) -> bool {
        self.sought = None;
        let rows = &self.list.rows;
        let report = Arc::clone(self.next.as_ref().unwrap_or(&rows.report));
        // The lines of another report have nothing to do with those of this one.
        let before = rows.filtered().filter(|_| self.next.is_none());
        let before = before.filter(|before| before.is_narrowed_by(text)).cloned();
        let looked_at = before.as_ref().map_or(report.count(), |before| before.lines().len());
        if !text.is_empty() && looked_at > FEW {
            let among = Among::Lines(text.to_owned(), report, before);
            let sought = self.sought.insert(Sought::new(text));
            around.outbox.push(Effect::Sift(sought.sieve(among)));
            return false;
        }
        let filter = || {
            let before = before.as_deref();
            FilteredLines::new_while(around.catalogue(), &*report, text, before, || true)
        };
        let filtered = (!text.is_empty()).then(filter).flatten();
        self.show(filtered.map(Arc::new));
        true
    }

    /// Shows what a filter lets through, of another report if one waits for that.
    fn show(&mut self, filtered: Option<Arc<FilteredLines>>) {
        if let Some(report) = self.next.take() {
            self.list.rows.report = report;
        }
        self.list.rows.set_filtered(filtered);
    }

    /// Shows what a worker has found, if that is waited for.
    pub fn on_filtered(
        &mut self,
        wanted: &Wanted,
        filtered: &Arc<FilteredLines>,
        around: &Surroundings<'_>,
    ) {
        if self.sought.take_if(|sought| sought.awaits(wanted)).is_some() {
            let (kept, is_another) = (self.list.position(), self.next.is_some());
            let selected = self.list.rows.line(kept);
            self.show(Some(Arc::clone(filtered)));
            if is_another {
                self.fit(around);
                self.list.select(kept, self.page(around));
            } else {
                self.select_again(selected, around);
            }
        }
    }

    /// Selects the line that was selected before other lines came to be shown, else the first.
    fn select_again(&mut self, line: Option<usize>, around: &Surroundings<'_>) {
        self.measure(around);
        let kept = line.and_then(|line| self.list.rows.place_of(line));
        self.list.restart(0);
        self.list.select(kept.unwrap_or(0), self.page(around));
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
    pub fn on_typed(&mut self, around: &mut Surroundings<'_>) {
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
        around: &mut Surroundings<'_>,
    ) -> Step {
        if let Some(motion) = Motion::from_action(action, count) {
            self.go(motion, around);
            self.reveal_marked(around);
            return Step::Stay;
        }
        match action {
            Action::Open => return self.choose(around.keymap),
            Action::OpenHere => {
                if let Some((entry, landing)) = self.destination() {
                    let opened = browser::opened(around.catalogue().title(entry));
                    return Step::Visit(entry, landing).saying(opened);
                }
            }
            Action::Peek => {
                if let Some((entry, landing)) = self.destination() {
                    return Step::Peek(entry, landing);
                }
            }
            Action::Remove => return self.remove_selected(),
            Action::PlaceNote => return self.note().map_or(Step::Stay, Step::PlaceNote),
            Action::Annotate => return self.annotate(),
            Action::Left | Action::Right => {
                self.second = action == Action::Right;
                self.list.fit(self.page(around));
                self.reveal_marked(around);
            }
            Action::Find => self.filtering = Some(FilterBox::new(self.wanted_filter())),
            Action::Accept => self.filtering = None,
            Action::CancelTyping => {
                if let Some(filtering) = self.filtering.take() {
                    self.set_filter(&filtering.before, around);
                }
            }
            // A filter goes before the view does.
            Action::Cancel if !self.wanted_filter().is_empty() => self.set_filter("", around),
            Action::Cancel | Action::Close => return Step::Close,
            Action::Back => return Step::Back,
            Action::Forward => return Step::Forward,
            _ => {}
        }
        Step::Stay
    }

    /// Moves the selection; a screen is as many rows, whatever the height of its lines.
    fn go(&mut self, motion: Motion, around: &Surroundings<'_>) {
        let page = self.page(around);
        let by_rows = matches!(motion, Motion::Half(_) | Motion::Page(_));
        let rows = motion.rows(page).filter(|_| by_rows && self.list.rows.differ_in_height());
        let Some(rows) = rows else { return self.list.go(motion, page) };
        let here = self.list.rows.start(self.list.position());
        let last = self.list.row_count().saturating_sub(1);
        let there = here.saturating_add_signed(isize::try_from(rows).unwrap_or(0)).min(last);
        self.list.select(self.list.rows.item_at(there).unwrap_or(0), page);
    }

    /// Returns the selected note.
    pub fn note(&self) -> Option<NoteChoice> {
        match self.choice() {
            Some(Choice::Note(note)) => Some(note),
            _ => None,
        }
    }

    /// Has the selected note written on, or one on the entry that the line leads to.
    fn annotate(&self) -> Step {
        match (self.note(), self.choice().as_ref().and_then(Choice::entry)) {
            (Some(note), _) => Step::Write(NoteAim::Note(note)),
            (None, Some((entry, _))) => Step::Write(NoteAim::Entry(entry)),
            (None, None) => Step::say(says::NOTHING_TO_NOTE),
        }
    }

    fn choose(&self, keymap: &KeyMap) -> Step {
        if let Some(mistake) = self.mistake() {
            return Step::Edit(Passage::Mistake(Box::new(mistake.clone())));
        }
        match self.choice() {
            Some(Choice::Note(NoteChoice { entry: None, .. })) => {
                Step::say(says::how_to_place(&keymap.told(Context::Sheet, Action::PlaceNote)))
            }
            Some(Choice::Nowhere(why)) => Step::say(why),
            Some(choice) if choice != Choice::Read => Step::Choose(choice),
            _ => Step::Stay,
        }
    }

    /// Returns the entry that the selected line leads to, and where it opens.
    fn destination(&self) -> Option<(EntryKey, Landing)> {
        match self.choice()? {
            Choice::Anchored(entry, anchor) => Some((entry, Landing::Paragraph(anchor))),
            choice => choice.entry().map(|(entry, piece)| (entry, Landing::at_piece(piece))),
        }
    }

    fn remove_selected(&self) -> Step {
        if self.subject == Subject::Routes {
            return Step::Choose(Choice::LeaveRoute);
        }
        if let Some(note) = self.note() {
            return Step::Unnote(note);
        }
        let bookmark = self.selected().and_then(|line| self.report().bookmark(line));
        bookmark.map_or(Step::Stay, |on| Step::Unbookmark(on.clone()))
    }

    /// A click selects a line; on the line that is selected already it chooses it.
    pub fn on_press(&mut self, mouse: Mouse, around: &Surroundings<'_>) -> Step {
        let list = self.list_area(around);
        if !mouse.is_in(list) {
            return Step::Stay;
        }
        let height = line_height(self.report(), list);
        let (row, page) = ((mouse.row - list.y) / height, list.height / height);
        let second = match first_half(line_columns(list)) {
            Some(half) => mouse.column >= list.x + MARGIN + half,
            None => self.visible(page).nth(usize::from(row)).is_some_and(|seen| {
                let begins = self.report().second_row(seen.item, line_columns(list));
                begins.is_some_and(|begins| seen.row >= begins)
            }),
        };
        let same = std::mem::replace(&mut self.second, second) == second;
        match self.list.select_under(row, page) {
            Some(true) if same || !self.has_halves() => self.choose(around.keymap),
            Some(_) | None => Step::Stay,
        }
    }

    /// Scrolls.
    pub fn on_wheel(&mut self, rows: i64, around: &Surroundings<'_>) {
        let page = self.page(around);
        self.list.scroll(rows, page);
    }

    /// Keeps the selection in sight on another screen.
    pub fn fit(&mut self, around: &Surroundings<'_>) {
        self.measure(around);
        let page = self.page(around);
        self.list.fit(page);
    }

    /// Goes on after the view was left: what was looked for has gone to nobody.
    pub fn resume(&mut self, around: &mut Surroundings<'_>) {
        if let Some(sought) = self.sought.take() {
            self.set_filter(sought.text(), around);
        }
        self.fit(around);
    }

    /// Takes the filter of the same view of another version of the library, be it typed still.
    pub fn take_filter(&mut self, other: &Self, around: &mut Surroundings<'_>) {
        self.filtering.clone_from(&other.filtering);
        self.set_filter(other.wanted_filter(), around);
    }
}

/// What is left free before a line, for the mark of the selected one.
pub const MARGIN: u16 = 2;

/// Returns how many columns the lines of a list have.
pub fn line_columns(list: Rect) -> u16 {
    list.width.saturating_sub(MARGIN)
}

/// Returns the rows of one line of a report in a list of this size.
pub fn line_height(report: &dyn Report, list: Rect) -> u16 {
    if report.has_second_rows() { geometry::hit_height(list) } else { 1 }
}
