//! Sheets and routes: opening them, and filling them in when more is known. Refuses to know: keys,
//! drawing, what the reports say.

use std::sync::Arc;

use super::App;
use super::geometry::Pane;
use super::layer::Layer;
use super::layer::sheet::Sheet;
use super::message::Effect;
use super::page::Landing;
use super::subject::Subject;
use crate::keys::{Action, Toward};
use crate::knowledge::{Notes, Question};
use crate::margin;
use crate::messages::{coverage, routes, types, yours};
use crate::model::{EntryKey, PlaceKey};
use crate::report::{
    Advance, ComparisonReport, HealthReport, KeptReport, LinkReport, NearReport, NoteReport, Order,
    PackReport, PathReport, Report, RouteReport, SourceReport, SourceSpot, TypeReport,
};

impl App {
    /// Reports on a subject from what is known now; `Err` with what has to be asked first.
    fn report(&mut self, subject: Subject) -> Result<Arc<dyn Report>, Vec<Question>> {
        let looked_at = self.subject();
        let known = &mut self.knowledge;
        Ok(match subject {
            Subject::Links(entry) => Arc::new(LinkReport::new(known, entry)),
            Subject::Near(entry) => Arc::new(NearReport::new(known, entry)),
            Subject::Path(from, to) => Arc::new(PathReport::new(known, from, to)),
            Subject::Comparison(left, right) => {
                Arc::new(ComparisonReport::new(known, left, right)?)
            }
            Subject::Source(at) => match known.lacks_claims() {
                Some(question) => return Err(vec![question]),
                None => Arc::new(SourceReport::new(known, at)),
            },
            Subject::Types => Arc::new(TypeReport::new(known)),
            Subject::Health => Arc::new(HealthReport::new(known)),
            Subject::Packs => Arc::new(PackReport::new(known, looked_at)),
            Subject::Routes => Arc::new(RouteReport::new(known, &self.itinerary)),
            Subject::Notes(entry) => {
                let awaits = known.lacks_homes(|| Notes::now(&self.desk));
                let closed = margin::notes_elsewhere(self.desk.state(), known.catalogue());
                Arc::new(NoteReport::new(known, entry, closed, awaits))
            }
            Subject::Bookmarks => {
                let (state, now) = (self.desk.state(), self.desk.now());
                Arc::new(KeptReport::bookmarks(known.shared_catalogue(), state, now))
            }
            Subject::Difference(entry) => {
                Arc::new(self.difference_report(entry).ok_or_else(Vec::new)?)
            }
            Subject::Changed => Arc::new(self.changed_report()),
            Subject::Recent => {
                let (state, open) = (self.desk.state(), self.reader.entry());
                let catalogue = known.shared_catalogue();
                Arc::new(KeptReport::recent(catalogue, state, open, self.desk.now()))
            }
        })
    }

    /// Opens the sheet of a subject over the panes, in place of the view that is there. One that
    /// needs bodies opens as soon as these have come.
    pub(super) fn open_subject(&mut self, subject: Subject) {
        match self.report(subject) {
            Ok(report) => self.open_report(subject, report),
            Err(missing) => {
                self.awaited = Some(subject);
                self.outbox.extend(missing.into_iter().map(Effect::Ask));
            }
        }
    }

    /// Opens the sheet of a report, and asks for what the report lacks.
    fn open_report(&mut self, subject: Subject, report: Arc<dyn Report>) {
        self.awaited = None;
        let ticket = report.awaits().map(|question| self.survey(question));
        let (around, _) = self.split();
        let sheet = Sheet::new(subject, report, ticket, &around);
        self.open_view(Layer::Sheet(Box::new(sheet)));
    }

    /// Opens the subject that waited for bodies, if they have come.
    pub(super) fn open_awaited(&mut self) {
        match self.awaited {
            Some(Subject::Routes) => self.open_routes(),
            Some(Subject::Types) => self.open_types(),
            Some(subject) => {
                if let Ok(report) = self.report(subject) {
                    self.open_report(subject, report);
                }
            }
            None => {}
        }
    }

    /// Reports again on what an open sheet is about, if its report was not whole.
    pub(super) fn refresh_sheets(&mut self) {
        // On which stop one is may have changed since.
        self.refresh_sheets_if(|sheet| {
            sheet.report().awaits().is_some() || sheet.subject() == Subject::Routes
        });
    }

    /// Reports again on the bookmarks, if an open sheet lists them.
    pub(super) fn refresh_bookmarks(&mut self) {
        self.refresh_sheets_if(|sheet| sheet.subject() == Subject::Bookmarks);
    }

    /// Reports again on the mistakes in the files, if an open sheet tells of them.
    pub(super) fn refresh_what_is_wrong(&mut self) {
        self.refresh_sheets_if(|sheet| matches!(sheet.subject(), Subject::Health | Subject::Packs));
    }

    /// Reports again on the packs, if an open sheet lists them.
    pub(super) fn refresh_packs(&mut self) {
        self.refresh_sheets_if(|sheet| sheet.subject() == Subject::Packs);
    }

    /// Reports again on the links of an entry, if an open sheet lists them.
    pub(super) fn refresh_links(&mut self) {
        self.refresh_sheets_if(|sheet| matches!(sheet.subject(), Subject::Links(_)));
    }

    /// Reports again on the notes, if an open sheet lists them.
    pub(super) fn refresh_notes(&mut self) {
        self.refresh_sheets_if(|sheet| {
            matches!(sheet.subject(), Subject::Notes(_) | Subject::Links(_))
        });
    }

    /// Shows the difference that was made last in the sheet that is about it; returns whether one is open.
    pub(super) fn refresh_difference(&mut self, entry: EntryKey) -> bool {
        let subject = Subject::Difference(entry);
        let is_about = |layer: &Layer| matches!(layer, Layer::Sheet(it) if it.subject() == subject);
        let is_open = self.layers.iter().any(is_about);
        self.refresh_sheets_if(|sheet| sheet.subject() == subject);
        is_open
    }

    fn refresh_sheets_if(&mut self, is_stale: impl Fn(&Sheet) -> bool) {
        for at in 0..self.layers.len() {
            let Layer::Sheet(sheet) = &self.layers[at] else { continue };
            if !is_stale(sheet) {
                continue;
            }
            let Ok(report) = self.report(sheet.subject()) else { continue };
            let ticket = report.awaits().map(|question| self.survey(question));
            let (mut around, fronts) = self.split();
            if let Layer::Sheet(sheet) = &mut fronts.layers[at] {
                sheet.replace(report, ticket, &mut around);
            }
        }
    }

    /// Opens the links of the entry that is looked at.
    pub(super) fn open_links(&mut self) {
        if let Some(entry) = self.subject_or_notice() {
            self.open_subject(Subject::Links(entry));
        }
    }

    /// Opens what is near in meaning to the entry that is looked at.
    pub(super) fn open_near(&mut self) {
        if let Some(entry) = self.subject_or_notice() {
            self.open_subject(Subject::Near(entry));
        }
    }

    /// Opens the notes: those of the entry that is looked at first.
    pub(super) fn open_notes(&mut self) {
        let entry = self.subject();
        self.open_subject(Subject::Notes(entry));
        if self.desk.is_known() && self.desk.state().note_count() == 0 {
            self.notice = Some(yours::how_to_note(&self.written_keys(Action::Annotate)));
        }
    }

    /// Opens the entries by their type as soon as these are known; says so if there are none.
    pub(super) fn open_types(&mut self) {
        self.awaited = None;
        match self.knowledge.types() {
            None => {
                self.awaited = Some(Subject::Types);
                self.outbox.push(Effect::Ask(Question::Types));
            }
            Some(groups) if groups.is_empty() => self.notice = Some(types::NONE.to_owned()),
            Some(_) => self.open_subject(Subject::Types),
        }
    }

    /// Shows the entries by their type where they are waited for.
    pub(super) fn on_types(&mut self) {
        self.open_awaited();
        self.refresh_sheets();
    }

    /// Opens the source; from the reader at the claim that the statement in view rests on, else at
    /// the top.
    pub(super) fn open_coverage(&mut self) {
        let (at, notice) = self.spot_in_view().unwrap_or_else(|| {
            (SourceSpot::Top, self.is_loaded().then_some(coverage::ENTRY_RESTS_ON_NOTHING))
        });
        if self.open_source(at) {
            self.notice = notice.map(str::to_owned);
        }
    }

    /// Opens the source at a place.
    pub(super) fn open_coverage_at(&mut self, place: PlaceKey) {
        self.open_source(SourceSpot::Place(place));
    }

    /// Opens the source; returns whether there is one.
    fn open_source(&mut self, at: SourceSpot) -> bool {
        if !self.has_all_or_notice() {
            return false;
        }
        let any = !self.catalogue().places().is_empty();
        if any {
            self.open_subject(Subject::Source(at));
        } else {
            self.notice = Some(coverage::NO_PLACES.to_owned());
        }
        any
    }

    /// Returns whether the body of the open entry is loaded.
    fn is_loaded(&mut self) -> bool {
        let entry = self.subject();
        entry.is_some_and(|entry| self.knowledge.body(entry).is_some())
    }

    /// Returns where the source is opened from the statement that the selected link or the first
    /// row in sight belongs to, and what is to be said of it.
    fn spot_in_view(&mut self) -> Option<(SourceSpot, Option<&'static str>)> {
        let page = self.reader.page.as_mut()?;
        let entry = page.key.entry()?;
        let seen = page.piece_in_view()?;
        SourceSpot::near(entry, &*self.knowledge.body(entry)?, seen)
    }
}

/// Routes.
impl App {
    /// Opens the routes: at the stop that was reached on the one that is being followed, else at the
    /// stop that the open entry is.
    pub(super) fn open_routes(&mut self) {
        let from = self.subject();
        self.itinerary.ask_from(from);
        let report = RouteReport::new(&self.knowledge, &self.itinerary);
        if !report.is_empty() {
            self.open_report(Subject::Routes, Arc::new(report));
        } else if let Some(question) = report.awaits() {
            self.awaited = Some(Subject::Routes);
            self.outbox.push(Effect::Ask(question));
        } else {
            self.awaited = None;
            self.notice = Some(routes::NONE.to_owned());
        }
    }

    /// Follows a route from one of its stops on: the one at `stop`, which is `entry`.
    pub(super) fn follow_route(&mut self, order: Order, entry: EntryKey, stop: usize) {
        self.begin_route(order, entry, stop);
        self.leave_for(entry, Landing::Top, Pane::Reader);
    }

    /// Begins to follow a route at a stop without going there.
    pub(super) fn begin_route(&mut self, order: Order, entry: EntryKey, stop: usize) {
        if self.itinerary.begin(&mut self.knowledge, order, entry, stop) {
            let unread = |stop: &&EntryKey| self.knowledge.amount(**stop).is_none();
            let mut unread: Vec<EntryKey> =
                self.itinerary.stops().iter().filter(unread).copied().collect();
            unread.sort_unstable();
            unread.dedup();
            if !unread.is_empty() {
                self.outbox.push(Effect::Ask(Question::Amounts(unread)));
            }
        }
    }

    /// Leaves the route that is being followed.
    pub(super) fn leave_route(&mut self) {
        let standing = self.itinerary.standing();
        let left = self.itinerary.leave();
        let Some(title) = left else {
            self.notice = Some(routes::not_begun(&self.written_keys(Action::Routes)));
            return;
        };
        let says = routes::left_route(&title);
        let reached = standing.and_then(|(route, _)| {
            margin::stop_reached(self.desk.state(), self.knowledge.catalogue(), route, None)
        });
        match reached {
            Some(reached) => {
                self.change_and_say(&says, vec![reached]);
                self.yours.left_route = Some(says);
            }
            None => self.notice = Some(says),
        }
    }

    /// Goes some stops along the route that is being followed.
    pub(super) fn next_stop(&mut self, toward: Toward, times: u32) {
        match self.itinerary.advance(toward, times as usize, self.reader.entry()) {
            Advance::To(entry) => self.leave_for(entry, Landing::Top, Pane::Reader),
            Advance::Nowhere(reason) => self.notice = Some(reason),
            Advance::NotBegun => {
                self.notice = Some(routes::not_begun(&self.written_keys(Action::Routes)));
            }
        }
    }
}
