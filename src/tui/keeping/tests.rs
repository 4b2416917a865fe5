//! The thread on the real disk, and on one that fails.

use std::path::Path;

use super::*;
use crate::journal::disk::fake::{FakeDisk, Faults};
use crate::journal::{Change, Desk, EntryRef, Moment, Note, NoteId, Spot, Unfinished};

/// Ends a test that hangs.
const GUARD: Duration = Duration::from_mins(1);

/// A thread that keeps, and a desk that it keeps for.
struct Kept {
    keeping: Keeping,
    told: Receiver<Event>,
    rescue: Rescue,
    desk: Desk,
}

impl Kept {
    fn with(keeper: Keeper) -> Self {
        let (events, told) = mpsc::channel();
        let rescue = Rescue::default();
        let mut keeping = Keeping::new(keeper, events, rescue.clone());
        keeping.start().unwrap();
        let desk = Desk::new(Moment(1), 7);
        let mut kept = Self { keeping, told, rescue, desk };
        assert!(matches!(kept.next(), Message::JournalRead(_)));
        kept
    }

    fn at(folder: &Path) -> Self {
        Self::with(Keeper::new(Some(folder.to_owned())))
    }

    /// Waits for what is told next, and has the desk take it in.
    fn next(&mut self) -> Message {
        let Event::Journal(message) = self.told.recv_timeout(GUARD).expect("it is told") else {
            panic!("it is about the journal")
        };
        match &message {
            Message::JournalRead(state) => self.desk.on_journal_read((**state).clone()),
            Message::Added(records) => self.desk.on_added(records),
            Message::Kept(number) => {
                self.desk.on_kept(*number);
            }
            Message::Unkept { why, .. } => self.desk.on_unkept(why.clone()),
            _ => {}
        }
        message
    }

    /// Searches for something, one change each.
    fn ask(&mut self, queries: &[&str]) {
        for query in queries {
            self.desk.note([Change::Asked { query: (*query).into() }]);
        }
        self.desk.take_outbox().into_iter().for_each(|batch| self.keeping.keep(batch));
    }

    /// Has the one note say something.
    fn write_note(&mut self, text: &str) {
        let spot = Spot { on: EntryRef::new("tea", "green"), at: None };
        let note = Note { id: NoteId("a".into()), spot, text: text.into(), made: Moment(1) };
        self.desk.change("noted", vec![Change::Note(note)]);
        self.desk.take_outbox().into_iter().for_each(|batch| self.keeping.keep(batch));
    }

    /// Returns what the notes say, in the order of words.
    fn notes(&self) -> Vec<&str> {
        let mut texts: Vec<_> = self.desk.state().notes().map(|note| &*note.text).collect();
        texts.sort_unstable();
        texts
    }

    fn wait_until_saved(&mut self) {
        while self.desk.unsaved() > 0 {
            self.next();
        }
    }

    fn wait_until_asked(&mut self, expected: &[&str]) {
        while asked(self.desk.state()) != expected {
            self.next();
        }
    }
}

fn asked(state: &crate::journal::State) -> Vec<&str> {
    state.queries.iter().rev().map(|query| &**query).collect()
}

fn place(entry: &str) -> Box<StoppedAt> {
    Box::new(StoppedAt { packs: vec!["tea".into()], entry: entry.into(), ..StoppedAt::default() })
}

#[test]
fn what_is_added_is_kept_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Kept::at(folder.path());
    one.ask(&["green", "black"]);
    one.wait_until_saved();
    drop(one);
    let other = Kept::at(folder.path());
    assert_eq!(asked(other.desk.state()), ["green", "black"]);
}

#[test]
fn what_one_adds_the_other_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (Kept::at(folder.path()), Kept::at(folder.path()));
    one.ask(&["green"]);
    other.wait_until_asked(&["green"]);
    other.ask(&["black"]);
    one.wait_until_asked(&["green", "black"]);
    one.ask(&["white", "green"]);
    other.wait_until_asked(&["black", "white", "green"]);
    assert_eq!((one.desk.unsaved(), other.desk.unsaved()), (2, 0));
    one.wait_until_saved();
}

#[test]
fn of_two_who_change_one_note_at_once_both_have_their_words_and_the_later_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut one, mut other) = (Kept::at(folder.path()), Kept::at(folder.path()));
    one.write_note("first");
    one.wait_until_saved();
    while other.notes() != ["first"] {
        other.next();
    }
    // Neither listens before both have written.
    one.write_note("second");
    one.wait_until_saved();
    other.write_note("third");
    while !matches!(other.next(), Message::Notice(told) if told == says::written_beside()) {}
    assert_eq!(other.notes(), ["second", "third"]);
    while one.notes() != ["second", "third"] {
        one.next();
    }
    assert_eq!((one.desk.unsaved(), other.desk.unsaved()), (0, 0));
}

#[test]
fn whoever_leaves_has_kept_everything() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Kept::at(folder.path());
    one.ask(&["green", "black"]);
    one.keeping.keep_stopped_at(place("oolong"));
    one.keeping.keep_stopped_at(place("black"));
    drop(one.keeping);
    let mut keeper = Keeper::new(Some(folder.path().to_owned()));
    assert_eq!(asked(&keeper.load().state), ["green", "black"]);
    assert_eq!(keeper.stopped_at(&["tea"]).unwrap().entry, "black".into());
}

#[test]
fn case_49_whoever_is_ended_by_a_signal_has_kept_everything() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = Kept::at(folder.path());
    one.ask(&["green"]);
    one.keeping.keep_stopped_at(place("green"));
    let spot = Spot { on: EntryRef::new("tea", "green"), at: None };
    let note = Note { id: NoteId("n".into()), spot, text: "".into(), made: Moment::default() };
    let begun = Unfinished { note, is_new: true, typed: "Warm".into() };
    one.keeping.keep_unfinished(Box::new(UnfinishedNotes::begun(vec![begun.clone()])));
    assert_eq!(one.rescue.keep_within(GUARD), None);
    let mut keeper = Keeper::new(Some(folder.path().to_owned()));
    assert_eq!(keeper.unfinished(), [begun]);
    assert_eq!(asked(&keeper.load().state), ["green"]);
    assert!(keeper.stopped_at(&["tea"]).is_some());
}

#[test]
fn a_note_that_was_begun_and_cannot_be_kept_is_told_to_whoever_leaves() {
    let disk = FakeDisk::default();
    let one = Kept::with(Keeper::on(Arc::new(disk.clone()), Some("/state".into())));
    disk.fail(Faults { first: 0, count: usize::MAX, written: 0 });
    let spot = Spot { on: EntryRef::new("tea", "green"), at: None };
    let note = Note { id: NoteId("n".into()), spot, text: "".into(), made: Moment::default() };
    let begun = Unfinished { note, is_new: true, typed: "Warm".into() };
    one.keeping.keep_unfinished(Box::new(UnfinishedNotes::begun(vec![begun])));
    let left = one.rescue.keep_the_rest().expect("it is not kept");
    assert!(left.changes == 1 && left.why.is_some(), "{left:?}");
}

#[test]
fn case_78_on_a_full_disk_it_is_said_once_and_tried_again_until_it_is_kept() {
    let disk = FakeDisk::default();
    let mut one = Kept::with(Keeper::on(Arc::new(disk.clone()), Some("/state".into())));
    disk.fail(Faults { first: 0, count: usize::MAX, written: 7 });
    one.ask(&["green"]);
    assert!(matches!(one.next(), Message::Unkept { again: true, .. }));
    assert_eq!(one.desk.unsaved(), 1);
    one.ask(&["black"]);
    disk.fail(Faults::default());
    one.wait_until_saved();
    assert_eq!(one.desk.trouble(), None);
    let mut keeper = Keeper::on(Arc::new(disk), Some("/state".into()));
    assert_eq!(asked(&keeper.load().state), ["green", "black"]);
}

#[test]
fn case_84_what_a_newer_version_kept_out_of_the_journal_is_not_called_saved_before_it_is_in_it() {
    let disk = FakeDisk::default();
    disk.put("/state/journal", "{\"folio\":\"journal\",\"version\":9,\"generation\":0}\n");
    let mut one = Kept::with(Keeper::on(Arc::new(disk.clone()), Some("/state".into())));
    one.ask(&["green"]);
    while !matches!(one.next(), Message::Unkept { again: false, .. }) {}
    assert_eq!(one.desk.unsaved(), 1);
    disk.put("/state/journal", "{\"folio\":\"journal\",\"version\":1,\"generation\":0}\n");
    one.ask(&["black"]);
    one.wait_until_saved();
    let mut keeper = Keeper::on(Arc::new(disk), Some("/state".into()));
    assert_eq!(asked(&keeper.load().state), ["green", "black"]);
}

#[test]
fn whoever_ends_the_process_second_waits_for_the_same_write() {
    let rescue = Rescue::default();
    let (signals, received) = mpsc::channel();
    *rescue.0.signals.lock().unwrap() = Some(signals);
    rescue.left().changes = 3;
    thread::scope(|scope| {
        let first = scope.spawn(|| rescue.keep_within(GUARD));
        let Ok(Signal::End(done)) = received.recv_timeout(GUARD) else { panic!("it is to end") };
        assert!(rescue.0.signals.try_lock().is_err(), "nobody goes past who waits");
        let second = scope.spawn(|| rescue.keep_the_rest());
        rescue.left().changes = 0;
        done.send(()).unwrap();
        assert_eq!((first.join().unwrap(), second.join().unwrap()), (None, None));
    });
}

#[test]
fn case_81_without_a_home_nothing_is_kept_and_that_is_said_of_each_change() {
    let mut one = Kept::with(Keeper::new(None));
    for query in ["green", "black"] {
        one.ask(&[query]);
        assert!(matches!(one.next(), Message::Unkept { again: false, .. }));
    }
    drop(one.keeping);
    assert!(one.told.try_recv().is_err(), "nothing more is said");
    let why = Some(Unsaved::Nowhere.to_string());
    assert_eq!(one.rescue.keep_the_rest(), Some(Left { changes: 2, why }));
}

#[test]
fn what_is_wrong_with_the_journal_is_told_behind_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("journal"), "nonsense\n{\"at\":1,").unwrap();
    let mut one = Kept::at(folder.path());
    let Message::Notice(told) = one.next() else { panic!("it is told") };
    let (torn, damaged) = told.split_once(" · ").expect("two things are wrong");
    assert_eq!(torn, "the last line of your journal was cut off and is dropped");
    assert!(damaged.starts_with("1 unreadable line went into journal.damaged-"), "{damaged}");
}
