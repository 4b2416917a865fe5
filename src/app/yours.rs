//! What the reader adds with a key or by reading: bookmarks, marks, what was read, stops of routes; and
//! taking it back. Refuses to know: how it is kept, how it is shown.

use super::App;
use super::geometry::Pane;
use super::layer::Layer;
use super::message::{Effect, ReadCount};
use super::page::{Landing, Page, PageKey};
use super::subject::Subject;
use crate::journal::{
    Anchor, Change, EntryRef, PackState, Print, Readings, Record, Said, Spot, Undone,
};
use crate::keys::{Action, Context};
use crate::knowledge::{Question, Ticket, Wanted};
use crate::margin::{self, ReadEntries};
use crate::messages::loading::not_there_yet;
use crate::messages::{keymap, yours as says};
use crate::model::{Catalogue, EntryKey, Remap, RouteKey, ThemeKey};
use crate::report::{KeptReport, Order, Report, why_not};

/// What is known of what the reader adds beside the desk.
#[derive(Default)]
pub(super) struct Yours {
    /// What was read, as far as it was looked up.
    read: ReadEntries,
    /// What is being looked up.
    counting: Option<Counting>,
    /// The open entry, if its end was seen since it was opened.
    end_seen: Option<EntryKey>,
    /// The entry at whose end reading went on, for as long as the reader stays there: it was there before.
    resumed_end: Option<EntryKey>,
    /// The entries whose fingerprints are waited for, and whether the reader asked to have them marked.
    printing: Vec<(EntryKey, bool)>,
    /// Where the last jump began.
    jumped_from: Option<(PageKey, Landing)>,
    /// The entry at which reading went on, until it is known on which route that is.
    resumed_at: Option<EntryKey>,
    /// What leaving a route was called the last time, which can be taken back.
    pub(super) left_route: Option<String>,
}

impl Yours {
    /// Returns the open entry, if its end was seen since it was opened.
    pub(super) fn end_seen(&self) -> Option<EntryKey> {
        self.end_seen
    }

    /// Has reading go on at an entry.
    pub(super) fn resume_at(&mut self, entry: Option<EntryKey>) {
        (self.resumed_at, self.resumed_end) = (entry, entry);
    }

    /// Has the key that goes back to where a jump began lead to a place.
    pub(super) fn jump_begins_at(&mut self, page: PageKey, landing: Landing) {
        self.jumped_from = Some((page, landing));
    }

    /// Builds what is known before anything was read, of a session that may go on at an entry.
    pub fn new(catalogue: &Catalogue, resumed_at: Option<EntryKey>) -> Self {
        let read = ReadEntries::none(catalogue);
        Self { read, resumed_at, resumed_end: resumed_at, ..Self::default() }
    }
}

/// What was read is being looked up.
struct Counting {
    ticket: Ticket,
    /// The entries that were marked since as read or as unread.
    since: Vec<EntryKey>,
}

/// What the view asks.
impl App {
    /// Returns whether an entry has a bookmark.
    pub fn is_bookmarked(&self, entry: EntryKey) -> bool {
        margin::is_bookmarked(self.desk.state(), self.catalogue(), entry)
    }

    /// Returns whether an entry was read.
    pub fn is_read(&self, entry: EntryKey) -> bool {
        self.yours.read.has(entry)
    }

    /// Counts the entries of a theme that were read.
    pub fn read_of_theme(&self, theme: ThemeKey) -> usize {
        self.yours.read.of_theme(theme)
    }
}

/// Bookmarks and marks.
impl App {
    /// Sets a bookmark at the paragraph in sight, or removes that of the entry.
    pub(super) fn toggle_bookmark(&mut self) {
        if !self.knows_journal_or_notice() {
            return;
        }
        let Some(entry) = self.subject_or_notice() else { return };
        let is_set = |added: &PackState, id: &str| added.bookmarks.contains_key(id);
        let set = margin::names_with(self.desk.state(), self.catalogue(), entry, is_set);
        if !set.is_empty() {
            return self.remove_bookmarks(set);
        }
        let spot = self.spot_on(entry);
        self.desk.change(says::BOOKMARKED, vec![Change::Bookmark { spot }]);
        self.notice = Some(says::BOOKMARKED.to_owned());
    }

    /// Removes bookmarks.
    pub(super) fn remove_bookmarks(&mut self, of: Vec<EntryRef>) {
        let changes = of.into_iter().map(|on| Change::Unbookmark { on }).collect();
        self.change_and_say(says::BOOKMARK_REMOVED, changes);
        self.refresh_bookmarks();
    }

    /// Opens the list of the bookmarks.
    pub(super) fn open_bookmarks(&mut self) {
        let any = self.desk.state().packs.values().any(|added| !added.bookmarks.is_empty());
        if any {
            return self.open_subject(Subject::Bookmarks);
        }
        if !self.knows_journal_or_notice() {
            return;
        }
        let keys = self.written_keys(Action::Bookmark);
        self.notice = Some(says::no_bookmarks(&keys));
    }

    /// Opens the list of the entries opened lately.
    pub(super) fn open_recent(&mut self) {
        let (state, now) = (self.desk.state(), self.desk.now());
        let catalogue = self.knowledge.shared_catalogue();
        let report = KeptReport::recent(catalogue, state, self.reader.entry(), now);
        if report.count() > 0 {
            self.open_subject(Subject::Recent);
        } else if self.knows_journal_or_notice() {
            self.notice = Some(says::NOTHING_RECENT.to_owned());
        }
    }

    /// Marks a place with a letter, or goes to the place that it marks.
    pub(super) fn on_letter(&mut self, action: Action, letter: char) {
        self.trail.end_run();
        if !self.knows_journal_or_notice() {
            return;
        }
        if action == Action::Mark {
            let Some(entry) = self.subject_or_notice() else { return };
            let spot = self.spot_on(entry);
            self.desk.change(&says::marked(letter), vec![Change::Mark { letter, spot }]);
            self.notice = Some(says::marked(letter));
            return;
        }
        match self.desk.state().marks.get(&letter).cloned() {
            Some(Spot { on, at }) => match margin::entry_of(self.catalogue(), &on) {
                Some(entry) => self.jump_to(entry, at),
                None => match self.lack() {
                    Some(lack) => self.say_until_whole(not_there_yet(&on.entry, lack)),
                    None => self.notice = Some(why_not(self.catalogue(), &on)),
                },
            },
            None => self.notice = Some(says::no_mark(letter)),
        }
    }

    /// Waits for the letter that an action is about, and shows which mark something.
    pub(super) fn await_letter(&mut self, action: Action) {
        match self.keymap.before_letter(self.context(), action) {
            Some(keys) => {
                self.pending.keys = keys.to_vec();
                self.explain_pending();
            }
            None => self.notice = Some(keymap::needs_keys(action.name())),
        }
    }

    /// Returns the letters that mark something, each with what it marks.
    pub(super) fn marks_in_words(&self) -> Vec<(char, String)> {
        let catalogue = self.catalogue();
        let title = |on: &EntryRef| match margin::entry_of(catalogue, on) {
            Some(entry) => catalogue.short(entry).to_owned(),
            None => says::elsewhere(&on.pack, &on.entry),
        };
        let marks = self.desk.state().marks.iter();
        marks.map(|(letter, spot)| (*letter, title(&spot.on))).collect()
    }

    /// Goes to an entry, or a paragraph of it, that was put by.
    pub(super) fn jump_to(&mut self, entry: EntryKey, at: Option<Anchor>) {
        self.note_jump();
        self.leave_for(entry, Landing::at_paragraph(at), Pane::Reader);
    }

    /// Goes back to where the last jump began.
    pub(super) fn jump_back(&mut self) {
        let Some((page, landing)) = self.yours.jumped_from.clone() else {
            self.notice = Some(says::NO_JUMP.to_owned());
            return;
        };
        self.note_jump();
        self.leave_for(page, landing, Pane::Reader);
    }

    fn note_jump(&mut self) {
        let here = self.reader().map(|page| (page.key, Landing::Left(page.spot())));
        self.yours.jumped_from = here;
    }

    /// Returns the place that is in sight in an entry, its top if it is not the open one.
    fn spot_on(&self, entry: EntryKey) -> Spot {
        let open = self.reader().filter(|page| page.key == PageKey::Entry(entry));
        let at = open.and_then(Page::anchor);
        Spot { on: margin::name_of(self.catalogue(), entry), at }
    }

    /// Returns whether it is known what was added before; says so if it is not. Until then nothing is made
    /// that depends on it, or that is to be taken back.
    pub(super) fn knows_journal_or_notice(&mut self) -> bool {
        if !self.desk.is_known() {
            self.notice = Some(says::NOT_KNOWN_YET.to_owned());
        }
        self.desk.is_known()
    }

    /// Takes the latest change back.
    pub(super) fn undo(&mut self) {
        if !self.knows_journal_or_notice() {
            return;
        }
        if matches!(self.layers.last(), Some(Layer::Practice(_))) {
            return self.act_in_front(Action::Undo, None);
        }
        self.notice = Some(match self.desk.undo() {
            Undone::Back(what) => {
                if self.yours.left_route.take_if(|left| *left == what).is_some() {
                    self.yours.resumed_at = self.reader.entry();
                    self.take_up_routes();
                }
                says::taken_back(&what)
            }
            Undone::ChangedSince(what) => says::stays_as_changed_elsewhere(&what),
            Undone::Nothing => says::NOTHING_TO_TAKE_BACK.to_owned(),
        });
        self.refresh_bookmarks();
    }

    /// Makes changes, and says what was changed and how it is taken back.
    pub(super) fn change_and_say(&mut self, what: &str, changes: Vec<Change>) {
        self.desk.change(what, changes);
        let keys = self.written_keys(Action::Undo);
        self.notice = Some(says::can_be_taken_back(what, &keys));
    }

    /// Returns how an action is done while a text is read, as sentences name it.
    pub(super) fn written_keys(&self, action: Action) -> String {
        self.keymap.told(Context::Reader, action)
    }
}

/// What was opened and read.
impl App {
    /// Has it kept that an entry was gone into.
    pub(super) fn note_visit(&mut self, entry: EntryKey) {
        let on = margin::name_of(self.catalogue(), entry);
        let latest = self.desk.state().recent.front();
        if latest.is_none_or(|(latest, _)| *latest != on) {
            self.desk.note([Change::Visit { on }]);
        }
    }

    /// Has the query of the finder in front kept, since it has led to something.
    pub(super) fn keep_query(&mut self) {
        let Some(Layer::Finder(finder)) = self.layers.last() else { return };
        let Some(query) = finder.query_to_keep() else { return };
        let latest = self.desk.state().queries.front();
        if latest.is_none_or(|latest| **latest != *query) {
            self.desk.note([Change::Asked { query: query.into() }]);
        }
    }

    /// Has it kept that an entry was read, as soon as one that was gone into shows its end, to which no jump led.
    /// An end that was in sight when reading went on counts only when the reader comes to it again: what has changed meanwhile,
    /// and what was marked by hand, stays so.
    pub(super) fn note_end(&mut self) {
        let open = self.reader.entry();
        self.yours.end_seen.take_if(|seen| self.previewing || Some(*seen) != open);
        let attends = !self.previewing && self.arrangement.focus != Pane::Contents;
        let ends = self.reader().is_some_and(Page::has_come_to_end);
        let waits = self.reader().is_some_and(Page::is_waiting);
        let stays = attends && (ends || waits);
        self.yours.resumed_end.take_if(|entry| Some(*entry) != open || !stays);
        let (Some(entry), None, None) = (open, self.yours.end_seen, self.yours.resumed_end) else {
            return;
        };
        if attends && ends && !self.is_covered() {
            self.yours.end_seen = Some(entry);
            self.mark_read(entry, false);
        }
    }

    /// Marks an entry as read, or as unread if it was read.
    pub(super) fn toggle_read(&mut self) {
        if !self.knows_journal_or_notice() {
            return;
        }
        let Some(entry) = self.subject_or_notice() else { return };
        if self.reader.entry() == Some(entry) {
            // What is said by hand holds until the entry is opened again.
            self.yours.end_seen = Some(entry);
        }
        let is_read = |added: &PackState, id: &str| added.read.get(id).is_some();
        let read = margin::names_with(self.desk.state(), self.catalogue(), entry, is_read);
        if read.is_empty() {
            return self.mark_read(entry, true);
        }
        let changes = read.into_iter().map(|on| Change::Unread { on }).collect();
        self.change_and_say(says::MARKED_UNREAD, changes);
    }

    /// Marks an entry as read with what it says; what a long one says is made out first.
    fn mark_read(&mut self, entry: EntryKey, by_hand: bool) {
        self.yours.printing.push((entry, by_hand));
        let open = self.reader.page.as_ref().filter(|page| page.key == PageKey::Entry(entry));
        let text = open.and_then(|page| page.document());
        let print = text.map(|text| self.knowledge.print(entry, text));
        match print.unwrap_or(Err(Question::Print(entry))) {
            Ok((print, said)) => self.on_print(entry, print, said),
            Err(question) => self.outbox.push(Effect::Ask(question)),
        }
    }

    /// Takes in what an entry says that is to be marked as read.
    pub(super) fn on_print(&mut self, entry: EntryKey, text: Print, said: Option<Said>) {
        let Some(at) = self.yours.printing.iter().position(|(waits, _)| *waits == entry) else {
            return;
        };
        let (_, by_hand) = self.yours.printing.remove(at);
        let on = margin::name_of(self.catalogue(), entry);
        let before = margin::reading_of(self.desk.state(), self.catalogue(), entry);
        let same = before.is_some_and(|before| before.text == text);
        if let Some(before) = before.filter(|_| !same) {
            self.note_changed(entry, before.text);
        }
        if let Some(said) = said.filter(|_| by_hand || !same) {
            self.desk.attach(said);
        }
        let change = Change::Read { on, text };
        if by_hand {
            self.change_and_say(says::MARKED_READ, vec![change]);
        } else if !same {
            self.desk.note([change]);
        }
    }

    /// Has all that was read looked up in the packs that are open, once all of these is there.
    pub(super) fn count_read(&mut self) {
        if self.is_beginning() {
            return;
        }
        let read = self.read_in_open_packs();
        let ticket = Ticket::default();
        let wanted = ticket.wanted();
        self.yours.counting = Some(Counting { ticket, since: Vec::new() });
        self.outbox.push(Effect::CountRead(ReadCount { read, wanted }));
    }

    /// Returns what was read in the packs that are open, by their ids.
    pub(super) fn read_in_open_packs(&self) -> Vec<(Box<str>, Readings)> {
        let catalogue = self.catalogue();
        let is_open = |pack: &str| catalogue.find_pack(pack).is_some();
        let packs = self.desk.state().packs.iter();
        let read = packs.filter(|(id, added)| is_open(id) && !added.read.is_empty());
        read.map(|(id, added)| (id.clone(), added.read.clone())).collect()
    }

    /// Takes in what was read, if it is waited for, and what was marked since.
    pub(super) fn on_read_counted(&mut self, wanted: &Wanted, read: ReadEntries) {
        let asked = self.yours.counting.take_if(|counting| wanted.is_for(&counting.ticket));
        let Some(Counting { since, .. }) = asked else { return };
        self.yours.read = read;
        for entry in since {
            self.follow_reading(entry);
        }
    }

    /// Follows changes in what is known of the entries that were read.
    pub(super) fn follow_records(&mut self, records: &[Record]) {
        let mut forgets = false;
        for change in records.iter().flat_map(|record| record.change.parts()) {
            match change {
                Change::Read { on, .. } | Change::Unread { on } => {
                    if let Some(entry) = margin::entry_of(self.catalogue(), on) {
                        self.follow_reading(entry);
                    }
                }
                Change::Stop { entry: Some(_), .. } => {
                    let (catalogue, state) = (self.knowledge.catalogue(), self.desk.state());
                    self.itinerary.take_up(catalogue, state, None);
                }
                change if change.forgets() => {
                    self.forget_unfinished(change);
                    forgets = true;
                }
                _ => {}
            }
        }
        if forgets {
            self.forget_changed();
            self.count_read();
        }
    }

    fn follow_reading(&mut self, entry: EntryKey) {
        if let Some(counting) = &mut self.yours.counting {
            counting.since.push(entry);
        }
        let catalogue = self.knowledge.catalogue();
        let read = margin::is_read(self.desk.state(), catalogue, entry);
        self.yours.read.set(catalogue, entry, read);
        self.follow_changed(entry);
    }

    /// Finds what is remembered of this session again in another version of the library.
    pub(super) fn reload_yours(&mut self, remap: &Remap) {
        let jumped = self.yours.jumped_from.take();
        self.yours.jumped_from = jumped.and_then(|(page, at)| Some((page.after(remap)?, at)));
        for seen in [&mut self.yours.end_seen, &mut self.yours.resumed_end] {
            *seen = seen.and_then(|entry| remap.entry(entry));
        }
        self.yours.printing.clear();
        self.here = None;
        self.yours.read = ReadEntries::none(self.knowledge.catalogue());
        self.count_read();
        self.reload_changed(remap);
    }
}

/// Stops of routes.
impl App {
    /// Has the stop kept that was reached on the route that is being followed.
    pub(super) fn keep_stop(&mut self) {
        if let Some((route, stop)) = self.itinerary.standing() {
            self.note_stop(route, stop);
        }
    }

    /// Has a stop of a route kept, or that the route was left.
    pub(super) fn note_stop(&mut self, route: RouteKey, stop: Option<EntryKey>) {
        let change = margin::stop_reached(self.desk.state(), self.catalogue(), route, stop);
        self.desk.note(change);
    }

    /// Takes in where routes were left off; the one on which reading went on is followed again.
    pub(super) fn take_up_routes(&mut self) {
        let here = self.yours.resumed_at.take().filter(|entry| self.reader.entry() == Some(*entry));
        let (catalogue, state) = (self.knowledge.catalogue(), self.desk.state());
        let resumed = self.itinerary.take_up(catalogue, state, here);
        if let (Some((route, stop)), Some(entry)) = (resumed, here) {
            self.begin_route(Order::Declared(route), entry, stop);
        }
    }
}
