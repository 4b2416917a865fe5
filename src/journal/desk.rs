//! What a reader has added as far as it is known here, and what of it is on its way to the file. Refuses to
//! know: the file, the packs that are open, clocks.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use super::contest::{self, Believed};
use super::record::{Change, Moment, Note, NoteId, Record, Spot};
use super::said::Said;
use super::state::State;

/// How many changes can be taken back.
const UNDOABLE: usize = 100;
/// After more changes of notes at once, whoever follows them looks through all notes anew.
const MOST_FOLLOWED: usize = 500;

/// Changes that are kept together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Counted from 1 in this session.
    pub number: u64,
    /// The changes.
    pub records: Vec<Record>,
    /// What entries said that they tell were read.
    pub texts: Vec<Arc<Said>>,
    /// What the notes that they change were before.
    pub believed: Vec<Believed>,
    /// The number of the batch that they take back, if they take one back.
    pub takes_back: Option<u64>,
}

impl Batch {
    /// Builds a batch of changes of what a state says.
    pub fn new(state: &State, records: Vec<Record>) -> Self {
        let believed = contest::believed(state, &records);
        Self { records, believed, ..Self::default() }
    }

    /// Returns how many changes these are.
    pub fn count(&self) -> usize {
        self.records.iter().map(|record| record.change.parts().count()).sum()
    }

    /// Returns how many of them would be missed: that an entry was opened is none of them.
    pub fn missed(&self) -> usize {
        let parts = self.records.iter().flat_map(|record| record.change.parts());
        parts.filter(|change| !matches!(change, Change::Visit { .. })).count()
    }

    /// Returns how many of them somebody asked for.
    pub fn asked_for(&self) -> usize {
        let parts = self.records.iter().flat_map(|record| record.change.parts());
        parts.filter(|change| !change.is_by_the_way()).count()
    }
}

/// A note before and after something was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteChange {
    /// How often notes had changed with this.
    pub revision: u64,
    /// What it was; `None` if there was none.
    pub before: Option<Arc<Note>>,
    /// What it is; `None` if it is gone.
    pub after: Option<Arc<Note>>,
}

/// How notes have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteNews {
    /// These, in their order.
    Some(Vec<NoteChange>),
    /// All of them may be others.
    All,
}

impl Default for NoteNews {
    fn default() -> Self {
        Self::Some(Vec::new())
    }
}

/// A change that can be taken back.
#[derive(Clone, Debug)]
struct Undoable {
    /// The number of its batch.
    number: u64,
    /// What was changed, for people.
    what: String,
    /// What makes it as if nothing had happened.
    back: Vec<Change>,
    /// What would make that as if it had not: what the change has left, as long as nobody changes it.
    left: Vec<Change>,
}

/// What taking a change back came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// The change, for people, which is taken back.
    Back(String),
    /// The change, for people, which stays: another has changed the same since.
    ChangedSince(String),
    /// There was none.
    Nothing,
}

/// What a reader has added, and what of it is not in the file yet.
///
/// A change holds at once; that it is in the file is known when [`Desk::on_kept`] says so.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    state: Arc<State>,
    /// How often notes have changed.
    notes_revision: u64,
    /// How they have since that was last taken.
    note_news: NoteNews,
    known: bool,
    now: Moment,
    session: u64,
    notes: u64,
    number: u64,
    /// The batches that were not given out yet.
    outbox: Vec<Batch>,
    /// What goes with the next batch.
    texts: Vec<Arc<Said>>,
    /// The batches that are not in the file yet, the earliest first.
    waiting: VecDeque<Batch>,
    trouble: Option<String>,
    undoable: Vec<Undoable>,
}

impl Desk {
    /// Builds an empty desk; `session` is a number that no other session has.
    pub fn new(now: Moment, session: u64) -> Self {
        Self { now, session, ..Self::default() }
    }

    /// Returns what the reader has added.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Returns what the reader has added until now, to be kept: it is shared with what is changed later.
    pub fn shared(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    /// Returns a number that is another one after each change of notes.
    pub fn notes_revision(&self) -> u64 {
        self.notes_revision
    }

    /// Returns how notes have changed since this was last asked.
    pub fn take_note_news(&mut self) -> NoteNews {
        std::mem::take(&mut self.note_news)
    }

    /// Returns whether the file was read: until then only this session's changes are known.
    pub fn is_known(&self) -> bool {
        self.known
    }

    /// Returns the present moment, as far as it was told.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Takes the present moment in.
    pub fn on_clock(&mut self, now: Moment) {
        self.now = now;
    }

    /// Returns a name for a new note.
    pub fn name_note(&mut self) -> NoteId {
        self.notes += 1;
        NoteId::new(self.session, self.notes)
    }

    /// Has kept what an entry says, with the next changes, which tell that it was read.
    pub fn attach(&mut self, text: Said) {
        self.texts.push(Arc::new(text));
    }

    /// Makes changes that are not worth taking back, such as that an entry was opened.
    pub fn note(&mut self, changes: impl IntoIterator<Item = Change>) {
        self.make(changes.into_iter().collect(), None);
    }

    fn make(&mut self, changes: Vec<Change>, takes_back: Option<u64>) {
        let Some(change) = Change::all(changes) else { return };
        let made = Batch::new(&self.state, vec![Record { at: self.now, change }]);
        self.apply(&made.records);
        self.number += 1;
        let texts = std::mem::take(&mut self.texts);
        let batch = Batch { number: self.number, texts, takes_back, ..made };
        self.waiting.push_back(batch.clone());
        self.outbox.push(batch);
    }

    /// Makes changes that can be taken back; `what` names them for people, such as "note removed". Before the
    /// file was read nobody knows what to go back to: they are made and cannot be taken back.
    pub fn change(&mut self, what: &str, changes: Vec<Change>) {
        let back = inverses(&self.state, &changes, self.now);
        self.note(changes);
        if self.known {
            let left = inverses(&self.state, &back, self.now);
            self.undoable.push(Undoable { number: self.number, what: what.to_owned(), back, left });
        }
        if self.undoable.len() > UNDOABLE {
            self.undoable.remove(0);
        }
    }

    /// Returns what the latest change is called that can be taken back.
    pub fn latest(&self) -> Option<&str> {
        self.undoable.last().map(|latest| &*latest.what)
    }

    /// Takes the latest change back, unless it would take back what another has made of it since.
    pub fn undo(&mut self) -> Undone {
        let Some(Undoable { number, what, back, left }) = self.undoable.pop() else {
            return Undone::Nothing;
        };
        if inverses(&self.state, &back, self.now) != left {
            return Undone::ChangedSince(what);
        }
        self.make(back, Some(number));
        Undone::Back(what)
    }

    /// Returns the batches that are to be kept and were not given out yet.
    pub fn take_outbox(&mut self) -> Vec<Batch> {
        std::mem::take(&mut self.outbox)
    }

    /// Takes in what the file holds.
    pub fn on_journal_read(&mut self, state: State) {
        self.state = Arc::new(state);
        self.known = true;
        let again: Vec<Record> = self.waiting().cloned().collect();
        self.apply(&again);
        self.notes_revision += 1;
        self.note_news = NoteNews::All;
    }

    /// Takes in that all batches up to a number are in the file; returns how many changes these were that
    /// would have been missed.
    pub fn on_kept(&mut self, number: u64) -> usize {
        self.trouble = None;
        let mut kept = 0;
        while let Some(batch) = self.waiting.pop_front_if(|batch| batch.number <= number) {
            kept += batch.missed();
        }
        kept
    }

    /// Takes in what other processes have added before what is not in the file yet: that has the last word.
    pub fn on_added(&mut self, records: &[Record]) {
        self.apply(records);
        let again: Vec<Record> = self.waiting().cloned().collect();
        self.apply(&again);
    }

    /// Takes in that changes could not be kept, and why.
    pub fn on_unkept(&mut self, why: String) {
        self.trouble = Some(why);
    }

    /// Goes through the changes that are not in the file yet.
    pub fn waiting(&self) -> impl Iterator<Item = &Record> {
        self.waiting.iter().flat_map(|batch| &batch.records)
    }

    /// Returns the batches that are not in the file yet, the earliest first.
    pub fn waiting_batches(&mut self) -> &[Batch] {
        self.waiting.make_contiguous()
    }

    /// Returns how many changes are not in the file yet.
    pub fn unsaved(&self) -> usize {
        self.waiting.iter().map(Batch::count).sum()
    }

    /// Returns how many of them would be missed: what was taken back is not.
    pub fn missed(&self) -> usize {
        self.standing().map(Batch::missed).sum()
    }

    /// Returns how many of them somebody asked for and has not taken back.
    pub fn asked_for(&self) -> usize {
        self.standing().map(Batch::asked_for).sum()
    }

    /// Goes through the batches that are not in the file yet, without those that are taken back and what takes them
    /// back.
    fn standing(&self) -> impl Iterator<Item = &Batch> {
        // The earliest are in the file first.
        let waits = |number: u64| self.waiting.front().is_some_and(|first| first.number <= number);
        let taken_back = self.waiting.iter().filter_map(|batch| batch.takes_back);
        let taken_back: HashSet<u64> = taken_back.filter(|&number| waits(number)).collect();
        self.waiting.iter().filter(move |batch| {
            let is_idle = |number: u64| taken_back.contains(&number);
            !is_idle(batch.number) && !batch.takes_back.is_some_and(is_idle)
        })
    }

    /// Returns why the latest changes could not be kept, if that is so.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    fn apply(&mut self, records: &[Record]) {
        self.notes_revision += u64::from(records.iter().any(Record::is_about_notes));
        let state = Arc::make_mut(&mut self.state);
        for record in records {
            let notes: Vec<_> = record.change.parts().filter_map(Change::note).collect();
            let find = |state: &State| -> Vec<Option<Arc<Note>>> {
                let note = |&(pack, id): &(&str, &NoteId)| state.pack(pack)?.note(id).cloned();
                notes.iter().map(note).collect()
            };
            let before = find(state);
            state.apply(record.clone());
            let forgets = record.change.parts().any(Change::forgets);
            match &mut self.note_news {
                NoteNews::Some(all) if !forgets && all.len() + notes.len() <= MOST_FOLLOWED => {
                    let revision = self.notes_revision;
                    let changed = before.into_iter().zip(find(state));
                    all.extend(changed.map(|(before, after)| NoteChange {
                        revision,
                        before,
                        after,
                    }));
                }
                news if forgets || !notes.is_empty() => *news = NoteNews::All,
                _ => {}
            }
        }
    }
}

/// Returns what takes changes back that are made now, the latest first.
fn inverses(state: &State, changes: &[Change], now: Moment) -> Vec<Change> {
    changes.iter().rev().filter_map(|change| inverse(state, change, now)).collect()
}

/// Returns the change that takes a change back; `None` if there is nothing to take back.
fn inverse(state: &State, change: &Change, now: Moment) -> Option<Change> {
    let pack = |id: &str| state.pack(id);
    Some(match change {
        Change::Bookmark { spot: Spot { on, .. } } | Change::Unbookmark { on } => {
            match pack(&on.pack).and_then(|pack| pack.bookmarks.get(&on.entry)) {
                Some(bookmark) => {
                    Change::Bookmark { spot: Spot { on: on.clone(), at: bookmark.spot.clone() } }
                }
                None => Change::Unbookmark { on: on.clone() },
            }
        }
        Change::Mark { letter, .. } | Change::Unmark { letter } => {
            match state.marks.get(letter).cloned() {
                Some(spot) => Change::Mark { letter: *letter, spot },
                None => Change::Unmark { letter: *letter },
            }
        }
        Change::Note(note) => match pack(&note.spot.on.pack).and_then(|it| it.note(&note.id)) {
            Some(before) => Change::Note(Note::clone(before)),
            None => Change::Unnote { pack: note.spot.on.pack.clone(), id: note.id.clone() },
        },
        Change::Unnote { pack: of, id } => Change::Note(Note::clone(pack(of)?.note(id)?)),
        Change::Read { on, .. } | Change::Unread { on } => {
            match pack(&on.pack).and_then(|pack| pack.read.get(&on.entry)) {
                Some(reading) => Change::Read { on: on.clone(), text: reading.text },
                None => Change::Unread { on: on.clone() },
            }
        }
        Change::Stop { pack: of, route, .. } => {
            let entry = pack(of).and_then(|pack| pack.routes.get(route)).cloned();
            Change::Stop { pack: of.clone(), route: route.clone(), entry }
        }
        Change::Practised { on, side, grade } => {
            Change::Unpractised { on: on.clone(), side: *side, grade: *grade, was: now }
        }
        Change::Unpractised { on, side, grade, was } => {
            let card = pack(&on.pack)?.cards.get(&(on.entry.clone(), *side))?;
            let is_there = card.reviews.contains(&(*was, *grade));
            is_there.then(|| Change::Practised { on: on.clone(), side: *side, grade: *grade })?
        }
        Change::Visit { .. }
        | Change::Asked { .. }
        | Change::Forget { .. }
        | Change::ForgetAll
        | Change::TakenIn { .. } => return None,
        Change::All { changes } => {
            let back = changes.iter().rev().filter_map(|it| inverse(state, it, now));
            Change::all(back.collect())?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::anchor::Print;
    use super::super::record::{EntryRef, Grade, Note, Side};
    use super::*;

    fn note(desk: &Desk, id: &str, text: &str) -> Change {
        Change::Note(Note {
            id: NoteId(id.into()),
            spot: Spot { on: EntryRef::new("tea", "green"), at: None },
            text: text.into(),
            made: desk.now(),
        })
    }

    fn texts(desk: &Desk) -> Vec<&str> {
        let pack = desk.state().pack("tea");
        pack.into_iter().flat_map(|pack| pack.notes_of("green")).map(|note| &*note.text).collect()
    }

    /// Builds a desk that knows of a journal without anything in it.
    fn known() -> Desk {
        let mut desk = Desk::new(Moment(1), 7);
        desk.on_journal_read(State::default());
        desk
    }

    #[test]
    fn what_was_changed_before_the_journal_is_known_cannot_be_taken_back() {
        let mut desk = Desk::new(Moment(1), 7);
        let change = note(&desk, "a", "one");
        desk.change("noted", vec![change]);
        assert_eq!((desk.undo(), desk.unsaved()), (Undone::Nothing, 1));
        desk.on_journal_read(State::default());
        assert_eq!((desk.undo(), texts(&desk)), (Undone::Nothing, vec!["one"]));
    }

    #[test]
    fn changes_are_taken_back_the_latest_first() {
        let mut desk = known();
        for (id, text) in [("a", "one"), ("b", "two"), ("a", "three")] {
            let change = note(&desk, id, text);
            desk.change(text, vec![change]);
        }
        let gone = Change::Unnote { pack: "tea".into(), id: NoteId("a".into()) };
        desk.change("removed", vec![gone]);
        assert_eq!(texts(&desk), ["two"]);
        for (what, left) in [
            ("removed", &["three", "two"][..]),
            ("three", &["one", "two"]),
            ("two", &["one"]),
            ("one", &[]),
        ] {
            assert_eq!(desk.undo(), Undone::Back(what.to_owned()));
            assert_eq!(texts(&desk), left);
        }
        assert_eq!(desk.undo(), Undone::Nothing);
        assert_eq!(desk.take_outbox().len(), 8, "taking back is a change too");
        assert_eq!(desk.asked_for(), 0, "what is taken back is not asked for any more");
        desk.on_kept(2);
        assert_eq!(
            desk.asked_for(),
            2,
            "what was saved stays until it is saved that it is taken back"
        );
    }

    #[test]
    fn what_is_changed_at_once_is_one_record_and_so_is_what_takes_it_back() {
        let mut desk = known();
        let change = note(&desk, "a", "one");
        desk.note([change]);
        let gone = Change::Unnote { pack: "tea".into(), id: NoteId("a".into()) };
        let on = EntryRef::new("coffee", "moka");
        let (id, made) = (NoteId("a".into()), desk.now());
        let spot = Spot { on, at: None };
        desk.change("moved", vec![gone, Change::Note(Note { id, spot, text: "one".into(), made })]);
        assert_eq!((texts(&desk).len(), desk.unsaved()), (0, 3));
        desk.undo();
        assert_eq!(texts(&desk), ["one"]);
        assert!(desk.state().pack("coffee").is_none_or(|pack| pack.notes.is_empty()));
        assert!(desk.take_outbox().iter().all(|batch| batch.records.len() == 1));
    }

    #[test]
    fn what_becomes_of_notes_is_told_once_or_that_all_may_be_others() {
        let mut desk = Desk::new(Moment(1), 7);
        desk.on_journal_read(State::default());
        assert_eq!(desk.take_note_news(), NoteNews::All);
        let change = note(&desk, "a", "one");
        desk.note([change]);
        let change = note(&desk, "a", "two");
        desk.change("noted", vec![change]);
        let gone = Change::Unnote { pack: "tea".into(), id: NoteId("a".into()) };
        desk.note([gone.clone(), gone]);
        let NoteNews::Some(told) = desk.take_note_news() else { panic!("they were few") };
        let text = |note: &Option<Arc<Note>>| note.as_ref().map(|note| note.text.to_string());
        let told: Vec<_> = told.iter().map(|it| (text(&it.before), text(&it.after))).collect();
        let [one, two] = ["one", "two"].map(|text| Some(text.to_owned()));
        assert_eq!(
            told,
            [(None, one.clone()), (one, two.clone()), (two.clone(), None), (two, None)]
        );
        assert_eq!(desk.take_note_news(), NoteNews::default());
        desk.note([Change::Forget { pack: "tea".into(), entry: None }]);
        assert_eq!(desk.take_note_news(), NoteNews::All);
        let many = (0..=MOST_FOLLOWED).map(|at| note(&desk, &at.to_string(), "x"));
        let many: Vec<Change> = many.collect();
        desk.note(many);
        assert_eq!(desk.take_note_news(), NoteNews::All);
    }

    #[test]
    fn what_another_has_changed_since_is_not_taken_back() {
        let on = EntryRef::new("tea", "green");
        let bookmark = Change::Bookmark { spot: Spot { on: on.clone(), at: None } };
        let read = Change::Read { on: on.clone(), text: Print(1) };
        for (made, by_another, is_back) in [
            (bookmark.clone(), Change::Unbookmark { on: on.clone() }, false),
            (bookmark.clone(), bookmark.clone(), true),
            (bookmark.clone(), read.clone(), true),
            (read.clone(), Change::Read { on: on.clone(), text: Print(2) }, false),
            (read, Change::ForgetAll, false),
            (bookmark, Change::Forget { pack: "coffee".into(), entry: None }, true),
        ] {
            let mut desk = known();
            desk.change("made", vec![made.clone()]);
            desk.on_kept(1);
            desk.on_added(&[Record { at: Moment(2), change: by_another.clone() }]);
            let what = "made".to_owned();
            let undone = if is_back { Undone::Back(what) } else { Undone::ChangedSince(what) };
            assert_eq!(desk.undo(), undone, "{made:?}, {by_another:?}");
        }
    }

    #[test]
    fn a_bookmark_that_replaced_another_gives_way_to_it() {
        let mut desk = known();
        let on = EntryRef::new("tea", "green");
        let bookmark = || Change::Bookmark { spot: Spot { on: on.clone(), at: None } };
        desk.change("set", vec![bookmark()]);
        desk.change("gone", vec![Change::Unbookmark { on: on.clone() }]);
        let count = |desk: &Desk| desk.state().pack("tea").map_or(0, |it| it.bookmarks.len());
        assert_eq!(count(&desk), 0);
        desk.undo();
        assert_eq!(count(&desk), 1);
        desk.undo();
        assert_eq!(count(&desk), 0);
    }

    #[test]
    fn what_is_not_in_the_file_yet_outlives_what_the_file_holds() {
        let mut desk = Desk::new(Moment(1), 7);
        let change = note(&desk, "a", "early");
        desk.note([change]);
        assert!(!desk.is_known());
        let mut file = State::default();
        file.apply(Record { at: Moment(0), change: note(&desk, "b", "old") });
        desk.on_journal_read(file);
        assert_eq!(texts(&desk), ["early", "old"]);
        assert_eq!((desk.unsaved(), desk.trouble()), (1, None));
        desk.on_unkept("the disk is full".to_owned());
        assert_eq!((desk.unsaved(), desk.trouble()), (1, Some("the disk is full")));
        assert_eq!(desk.on_kept(1), 1);
        assert_eq!((desk.unsaved(), desk.trouble()), (0, None));
    }

    #[test]
    fn what_others_added_before_has_not_the_last_word() {
        let mut desk = Desk::new(Moment(1), 7);
        let on = EntryRef::new("tea", "green");
        let practised = Change::Practised { on, side: Side::Title, grade: Grade::Good };
        let (own, other) = (note(&desk, "a", "own"), note(&desk, "a", "of another"));
        desk.note([own, practised]);
        desk.on_added(&[Record { at: Moment(9), change: other.clone() }]);
        assert_eq!(texts(&desk), ["own"]);
        let reviews = desk.state().pack("tea").into_iter().flat_map(|pack| pack.cards.values());
        assert_eq!(reviews.map(|card| card.reviews.len()).sum::<usize>(), 1);
        desk.on_kept(1);
        desk.on_added(&[Record { at: Moment(9), change: other }]);
        assert_eq!(texts(&desk), ["of another"]);
    }

    #[test]
    fn notes_of_different_sessions_have_different_names() {
        let (mut one, mut other) = (Desk::new(Moment(1), 1), Desk::new(Moment(1), 2));
        let names = [one.name_note(), one.name_note(), other.name_note(), other.name_note()];
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }
}
