//! The keeper on a disk that fails and loses power.

use super::*;
use crate::journal::disk::fake::{FakeDisk, Faults, Machine};
use crate::journal::record::{Change, EntryRef, Grade, Moment, Note, NoteId, Side, Spot};

const FOLDER: &str = "/state";
const PATH: &str = "/state/journal";

fn keeper(disk: &FakeDisk) -> Keeper {
    Keeper::on(Arc::new(disk.clone()), Some(FOLDER.into()))
}

/// A record that counts as often as it is in the journal, with a number of its own.
fn review(number: i64) -> Record {
    let on = EntryRef::new("tea", "green");
    let change = Change::Practised { on, side: Side::Title, grade: Grade::Good };
    Record { at: Moment(number), change }
}

/// Returns the numbers of the records that a state was made of.
fn numbers(state: &State) -> Vec<i64> {
    let cards = state.packs.values().flat_map(|pack| pack.cards.values());
    cards.flat_map(|card| &card.reviews).map(|(at, _)| at.0).collect()
}

fn load(disk: &FakeDisk) -> (Vec<i64>, Vec<Trouble>) {
    let Loaded { state, trouble } = keeper(disk).load();
    (numbers(&state), trouble)
}

fn kept(news: Result<News, Unsaved>) -> Vec<i64> {
    match news.unwrap() {
        News::Records(records) => records.iter().map(|record| record.at.0).collect(),
        News::State(state) => numbers(&state),
    }
}

/// Adds records as the browser does: what was not saved is tried again with what comes next. Behind the
/// third somebody else writes the journal anew. Returns who added them, and what is not saved at the end.
fn work(disk: &FakeDisk, mut on_step: impl FnMut(&[i64], &[i64])) -> (Keeper, Vec<Record>) {
    let mut keeper = keeper(disk);
    keeper.load();
    let (mut saved, mut pending) = (Vec::new(), Vec::new());
    for step in 1..=4 {
        pending.extend([review(10 * step), review(10 * step + 1)]);
        if keeper.keep(&pending).is_ok() {
            saved.extend(pending.drain(..).map(|record| record.at.0));
        }
        let asked: Vec<i64> = pending.iter().map(|record| record.at.0).collect();
        on_step(&saved, &asked);
        if step == 3 {
            // Whether it succeeds makes no difference to anybody.
            let _ = self::keeper(disk).write_anew_with(Path::new(FOLDER), &[]);
            on_step(&saved, &asked);
        }
    }
    (keeper, pending)
}

#[track_caller]
fn check_survivor(machine: Machine, saved: &[i64], asked: &[i64], what: &str) {
    let disk = FakeDisk::of(machine);
    let (found, trouble) = load(&disk);
    check_found(&found, saved, asked, what);
    assert!(!trouble.iter().any(|it| matches!(it, Trouble::Damaged { .. })), "{what}: {trouble:?}");
    // And it goes on from there.
    let mut keeper = keeper(&disk);
    keeper.load();
    keeper.keep(&[review(99)]).unwrap();
    let (later, trouble) = load(&disk);
    assert_eq!(later, [&found[..], &[99]].concat(), "{what}");
    assert_eq!(trouble, [], "{what}");
}

/// All that was saved is there, and nothing twice, and nothing that nobody asked for.
#[track_caller]
fn check_found(found: &[i64], saved: &[i64], asked: &[i64], what: &str) {
    assert!(found.starts_with(saved), "{what}: {saved:?} is saved, {found:?} is there");
    let rest = &found[saved.len()..];
    assert!(asked.starts_with(rest), "{what}: {asked:?} was asked for, {rest:?} is there");
}

#[test]
fn what_is_kept_is_there() {
    let disk = FakeDisk::default();
    let mut one = keeper(&disk);
    assert_eq!(one.load().trouble, []);
    assert_eq!(kept(one.keep(&[review(1), review(2)])), [0; 0]);
    assert_eq!(kept(one.keep(&[review(3)])), [0; 0]);
    assert_eq!(load(&disk), (vec![1, 2, 3], vec![]));
}

#[test]
fn what_others_add_is_told_once() {
    let disk = FakeDisk::default();
    let (mut one, mut other) = (keeper(&disk), keeper(&disk));
    one.load();
    other.load();
    one.keep(&[review(1)]).unwrap();
    assert_eq!(kept(other.look()), [1]);
    assert_eq!(kept(other.look()), [0; 0]);
    one.keep(&[review(2)]).unwrap();
    assert_eq!(kept(other.keep(&[review(3)])), [2]);
    assert_eq!(kept(one.keep(&[review(4)])), [3]);
    one.write_anew_with(Path::new(FOLDER), &[]).unwrap();
    let news = other.look().unwrap();
    assert!(matches!(&news, News::State(state) if numbers(state) == [1, 2, 3, 4]), "{news:?}");
    other.keep(&[review(5)]).unwrap();
    assert_eq!(kept(one.keep(&[review(6)])), [5]);
    assert_eq!(load(&disk).0, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn a_note_that_another_has_changed_before_the_write_stays_and_so_does_what_is_written() {
    let disk = FakeDisk::default();
    let record = |at, change| Record { at: Moment(at), change };
    let note = |text: &str| {
        let spot = Spot { on: EntryRef::new("tea", "green"), at: None };
        Change::Note(Note { id: NoteId("a".into()), spot, text: text.into(), made: Moment(1) })
    };
    let gone = Change::Unnote { pack: "tea".into(), id: NoteId("a".into()) };
    keeper(&disk).keep(&[record(1, note("one"))]).unwrap();
    let (mut one, mut other) = (keeper(&disk), keeper(&disk));
    let before = one.load().state;
    other.load();
    let batch = |at, change| Batch::new(&before, vec![record(at, change)]);
    let first = one.keep_batches(&[batch(2, note("two"))]).unwrap();
    assert_eq!(first.contested, []);
    // The other was not told of it yet, or was and has not looked.
    for (at, looks) in [(3, false), (4, true)] {
        if looks {
            other.look().unwrap();
        }
        let later = other.keep_batches(&[batch(at, note(&at.to_string()))]).unwrap();
        let [Contested { id, beside: Some(beside) }] = &later.contested[..] else {
            panic!("{later:?}")
        };
        let News::State(state) = later.news else { panic!("what it holds is another") };
        let text = |id: &NoteId| state.note(id).unwrap().text.to_string();
        assert_eq!((text(id), text(beside)), ("two".into(), at.to_string()));
        let whole = keeper(&disk).load().state;
        assert_eq!((whole.note(id), whole.note(beside)), (state.note(id), state.note(beside)));
    }
    let removed = other.keep_batches(&[batch(5, gone)]).unwrap();
    assert_eq!(removed.contested, [Contested { id: NoteId("a".into()), beside: None }]);
    let whole = keeper(&disk).load().state;
    let texts: Vec<_> = whole.notes().map(|note| &*note.text).collect();
    assert_eq!((texts.len(), texts.contains(&"two")), (3, true), "{texts:?}");
    // Whoever knows what it says may remove it.
    let now = Batch::new(
        &whole,
        vec![record(6, Change::Unnote { pack: "tea".into(), id: NoteId("a".into()) })],
    );
    assert_eq!(one.keep_batches(&[now]).unwrap().contested, []);
    assert_eq!(keeper(&disk).load().state.note_count(), 2);
}

#[test]
fn case_78_and_79_failures_at_every_call_lose_nothing_and_nothing_unsaved_is_called_saved() {
    let disk = FakeDisk::default();
    work(&disk, |_, _| {});
    let calls = disk.calls();
    assert!(calls >= 15, "{calls}");
    for first in 0..calls {
        for count in [1, 2, 3, 5, calls] {
            for written in [0, 1, 60, 200, usize::MAX] {
                let what = format!("{count} calls from {first} on, {written} bytes");
                let disk = FakeDisk::default();
                disk.fail(Faults { first, count, written });
                let (mut keeper, pending) = work(&disk, |saved, asked| {
                    let durable = FakeDisk::of(disk.machine().without_unsynced());
                    check_found(&load(&durable).0, saved, asked, &what);
                });
                disk.fail(Faults::default());
                keeper.keep(&pending).unwrap();
                let durable = FakeDisk::of(disk.machine().without_unsynced());
                let all = vec![10, 11, 20, 21, 30, 31, 40, 41];
                assert_eq!(load(&durable), (all, vec![]), "{what}");
            }
        }
    }
}

#[test]
fn case_77_and_91_a_power_cut_at_every_byte_loses_nothing_that_was_acknowledged() {
    let disk = FakeDisk::default();
    disk.remember();
    let mut survivors = 0;
    let mut before = Vec::new();
    work(&disk, |saved, _| {
        let all: Vec<i64> = (1..=4).flat_map(|step| [10 * step, 10 * step + 1]).collect();
        let asked = &all[before.len()..all.len().min(before.len() + 2)];
        for (call, machine) in disk.remembered().into_iter().enumerate() {
            for machine in machine.after_power_cut() {
                check_survivor(machine, &before, asked, &format!("{before:?}, call {call}"));
                survivors += 1;
            }
        }
        before = saved.to_vec();
    });
    assert!(survivors > 1000, "{survivors}");
}

#[test]
fn case_77_a_power_cut_at_every_byte_leaves_a_note_that_is_put_on_another_pack_in_one_of_both() {
    let disk = FakeDisk::default();
    let mut keeper = keeper(&disk);
    let id = || NoteId("a".into());
    let note = |pack: &str| {
        let spot = Spot { on: EntryRef::new(pack, "green"), at: None };
        Change::Note(Note { id: id(), spot, text: "x".into(), made: Moment(1) })
    };
    keeper.keep(&[Record { at: Moment(1), change: note("tea") }]).unwrap();
    let gone = Change::Unnote { pack: "tea".into(), id: id() };
    disk.remember();
    let change = Change::all(vec![gone, note("coffee")]).unwrap();
    keeper.keep(&[Record { at: Moment(2), change }]).unwrap();
    let mut found = std::collections::BTreeSet::new();
    for machine in disk.remembered().iter().flat_map(Machine::after_power_cut) {
        let state = self::keeper(&FakeDisk::of(machine)).load().state;
        let packs = state.packs.iter().filter(|(_, pack)| !pack.notes.is_empty());
        found.insert(packs.map(|(id, _)| id.to_string()).collect::<Vec<_>>());
    }
    let both: Vec<_> = found.into_iter().collect();
    assert_eq!(both, [["coffee"], ["tea"]]);
}

#[test]
fn case_85_of_a_last_line_that_was_cut_only_that_line_is_dropped() {
    let lines = [Header::new(0).line(), review(1).line().to_string() + "\n"].concat();
    let last = review(2).line().to_string();
    for cut in 1..=last.len() {
        let disk = FakeDisk::default();
        disk.put(PATH, lines.clone() + &last[..cut]);
        let (expected, told) =
            if cut < last.len() { (vec![1], vec![Trouble::Torn]) } else { (vec![1, 2], vec![]) };
        assert_eq!(load(&disk), (expected.clone(), told), "{cut}");
        assert_eq!(load(&disk), (expected, vec![]), "{cut}: it is told once");
        // Whoever writes without having read it first drops it as well.
        disk.put(PATH, lines.clone() + &last[..cut]);
        keeper(&disk).keep(&[review(3)]).unwrap();
        let expected = if cut < last.len() { vec![1, 3] } else { vec![1, 2, 3] };
        assert_eq!(load(&disk), (expected, vec![]), "{cut}");
    }
}

#[test]
fn case_83_lines_that_are_no_records_are_set_aside_with_the_date_and_the_rest_is_kept() {
    let line = |number| review(number).line().to_string() + "\n";
    let good = [Header::new(7).line(), line(1), line(2)].concat();
    let damaged = Trouble::Damaged { lines: 2, into: Some("journal.damaged-2025-11-24".into()) };
    for (text, aside) in [
        (
            format!("{good}{{\"at\":1,\"fly\":2}}\n\0\0\0\n{}", line(3)),
            "{\"at\":1,\"fly\":2}\n\0\0\0\n",
        ),
        (format!("x\n{}y\n{}{}", line(1), line(2), line(3)), "x\ny\n"),
    ] {
        let disk = FakeDisk::default();
        disk.put(PATH, text);
        assert_eq!(load(&disk), (vec![1, 2, 3], vec![damaged.clone()]), "{aside:?}");
        assert_eq!(disk.bytes("/state/journal.damaged-2025-11-24").unwrap(), aside.as_bytes());
        assert_eq!(load(&disk), (vec![1, 2, 3], vec![]), "{aside:?}: it is told once");
    }
    // A file that is something else altogether.
    let disk = FakeDisk::default();
    disk.put(PATH, b"\x89PNG\n\x1a\nand so on\n".to_vec());
    assert_eq!(load(&disk).0, [0; 0]);
    keeper(&disk).keep(&[review(1)]).unwrap();
    assert_eq!(load(&disk), (vec![1], vec![]));
}

#[test]
fn case_83_what_is_damaged_stays_where_it_cannot_be_set_aside() {
    let text = [Header::new(0).line(), "nonsense\n".into(), review(1).line().to_string() + "\n"];
    let text = text.concat();
    for first in 0..8 {
        let disk = FakeDisk::default();
        disk.put(PATH, text.clone());
        disk.fail(Faults { first, count: 100, written: 3 });
        let (found, trouble) = load(&disk);
        assert_eq!(found, [1], "{first}");
        assert!(matches!(trouble[..], [Trouble::Damaged { lines: 1, .. }]), "{first}: {trouble:?}");
        disk.fail(Faults::default());
        assert_eq!(load(&disk).0, [1], "{first}");
        let aside = disk.bytes("/state/journal.damaged-2025-11-24").unwrap();
        assert!(aside.ends_with(b"nonsense\n"), "{first}");
        assert_eq!(load(&disk), (vec![1], vec![]), "{first}");
    }
}

#[test]
fn case_84_a_journal_of_a_newer_version_is_read_and_never_written_over() {
    let text = "{\"folio\":\"journal\",\"version\":2,\"generation\":0,\"more\":1}\n{\"new\":1}\n";
    let text = format!("{text}{}\n{{\"torn", review(1).line());
    let disk = FakeDisk::default();
    disk.put(PATH, text.clone());
    let mut keeper = keeper(&disk);
    let Loaded { state, trouble } = keeper.load();
    assert_eq!((numbers(&state), trouble), (vec![1], vec![Trouble::Newer(2)]));
    let unsaved = keeper.keep(&[review(2)]);
    assert_eq!(unsaved, Err(Unsaved::Newer(2)));
    assert!(!Unsaved::Newer(2).may_pass());
    assert_eq!(disk.bytes(PATH).unwrap(), text.as_bytes());
    // One that became so while it was open.
    let disk = FakeDisk::default();
    let mut keeper = self::keeper(&disk);
    keeper.keep(&[review(1)]).unwrap();
    disk.put(PATH, text.clone());
    assert_eq!(keeper.keep(&[review(2)]), Err(Unsaved::Newer(2)));
    assert_eq!(keeper.look(), Err(Unsaved::Newer(2)));
    assert_eq!(disk.bytes(PATH).unwrap(), text.as_bytes());
}

#[test]
fn lines_of_a_newer_version_stay_as_they_are_when_the_journal_is_written_anew() {
    let fly = |at: i64| format!("{{\"at\":{at},\"do\":\"fly\",\"to\":[1]}}\n");
    let nest = "{\"at\":3,\"do\":\"all\",\"changes\":[{\"do\":\"fly\"}]}\n";
    let line = |number| review(number).line().to_string() + "\n";
    let text = [&*Header::new(0).line(), &fly(1), &line(1), nest, &line(2)].concat();
    let foreign = |count| vec![Trouble::Foreign(count)];
    for (more, count) in [("", 2), (fly(4).trim_end(), 3)] {
        let disk = FakeDisk::default();
        disk.put(PATH, text.clone() + more);
        assert_eq!(load(&disk), (vec![1, 2], foreign(2)));
        keeper(&disk).keep(&[review(3)]).unwrap();
        assert_eq!(load(&disk), (vec![1, 2, 3], foreign(count)));
        self::keeper(&disk).write_anew_with(Path::new(FOLDER), &[]).unwrap();
        assert_eq!(load(&disk), (vec![1, 2, 3], foreign(count)));
        let written = String::from_utf8(disk.bytes(PATH).unwrap()).unwrap();
        for foreign in [&*fly(1), nest, more] {
            assert!(written.contains(foreign), "{foreign}: {written}");
        }
        assert_eq!(disk.bytes("/state/journal.damaged-2025-11-24"), None);
    }
}

#[test]
fn what_is_longer_than_a_line_may_be_is_refused() {
    let disk = FakeDisk::default();
    let mut keeper = keeper(&disk);
    let query = "x".repeat(lines::LONGEST).into();
    let change = Change::Asked { query };
    let unsaved = keeper.keep(&[review(1), Record { at: Moment(2), change }]);
    assert_eq!(unsaved, Err(Unsaved::TooLong));
    assert!(!Unsaved::TooLong.may_pass());
    assert_eq!(load(&disk), (vec![], vec![]));
}

#[test]
fn case_87_what_was_begun_and_left_is_removed_and_what_somebody_writes_is_not() {
    let (left, other) = ("/state/.journal-77", "/state/.other");
    let disk = FakeDisk::default();
    keeper(&disk).keep(&[review(1)]).unwrap();
    disk.put(left, "half");
    disk.put(other, "of somebody else");
    let held = disk.lock(Path::new("/state/journal.lock"), Share::Nobody, Duration::ZERO);
    assert_eq!(load(&disk), (vec![1], vec![]));
    assert!(disk.bytes(left).is_some(), "whoever writes it holds the lock");
    drop(held);
    assert_eq!(load(&disk), (vec![1], vec![]));
    assert_eq!(disk.bytes(left), None);
    assert!(disk.bytes(other).is_some());
}

#[test]
fn case_89_a_clock_that_was_set_back_does_no_harm() {
    let disk = FakeDisk::default();
    let on = || EntryRef::new("tea", "green");
    let visit = |at| Record { at: Moment(at), change: Change::Visit { on: on() } };
    let asked =
        |at, query: &str| Record { at: Moment(at), change: Change::Asked { query: query.into() } };
    let mut keeper = keeper(&disk);
    keeper.keep(&[visit(5000), asked(5000, "first")]).unwrap();
    keeper.keep(&[visit(-5), asked(-5, "second")]).unwrap();
    let check = || {
        let Loaded { state, trouble } = self::keeper(&disk).load();
        assert_eq!(trouble, []);
        assert_eq!(state.recent, [(on(), Moment(-5))], "the last word counts, not the clock");
        assert_eq!(state.queries, ["second".into(), "first".into()] as [Box<str>; 2]);
    };
    check();
    keeper.write_anew_with(Path::new(FOLDER), &[]).unwrap();
    check();
    assert_eq!(Moment(-5).days_since(Moment(Moment::DAY * 9)), 0);
}

#[test]
fn case_90_where_another_holds_the_lock_the_journal_is_read_and_not_written() {
    let disk = FakeDisk::default();
    keeper(&disk).keep(&[review(1)]).unwrap();
    let held = disk.lock(Path::new("/state/journal.lock"), Share::Nobody, Duration::ZERO);
    let mut keeper = keeper(&disk);
    assert_eq!(numbers(&keeper.load().state), [1]);
    assert_eq!(keeper.keep(&[review(2)]), Err(Unsaved::Busy));
    assert!(Unsaved::Busy.may_pass());
    assert_eq!(load(&disk).0, [1]);
    drop(held);
    assert_eq!(kept(keeper.keep(&[review(2)])), [0; 0]);
    assert_eq!(load(&disk).0, [1, 2]);
}

#[test]
fn a_journal_that_says_mostly_what_is_past_is_written_anew() {
    let said = |number: i64| {
        let change = Change::Asked { query: format!("{}", number % 3).into() };
        Record { at: Moment(number), change }
    };
    for (count, expected) in [(1003, 1003 + 1), (1004, 3 + 1)] {
        let disk = FakeDisk::default();
        let records: Vec<Record> = (0..count).map(said).collect();
        keeper(&disk).keep(&records).unwrap();
        let before = keeper(&disk).load();
        assert_eq!(before.trouble, []);
        let lines = String::from_utf8(disk.bytes(PATH).unwrap()).unwrap().lines().count();
        assert_eq!(lines, expected, "{count}");
        assert_eq!(keeper(&disk).load().state, before.state);
    }
}

#[test]
fn without_a_folder_nothing_is_kept_and_that_is_said() {
    let mut keeper = Keeper::on(Arc::new(FakeDisk::default()), None);
    assert_eq!(keeper.load().trouble, [Trouble::Nowhere]);
    assert_eq!(keeper.keep(&[review(1)]), Err(Unsaved::Nowhere));
    assert_eq!(keeper.look(), Err(Unsaved::Nowhere));
}

#[test]
fn case_80_where_nothing_can_be_written_the_journal_is_read() {
    let line = |number| review(number).line().to_string() + "\n";
    for text in [
        [Header::new(0).line(), line(1)].concat(),
        [Header::new(0).line(), line(1), "{\"at".into()].concat(),
        [line(1), "nonsense\n".into()].concat(),
    ] {
        let disk = FakeDisk::default();
        disk.put(PATH, text.clone());
        disk.fail(Faults { first: 0, count: usize::MAX, written: 0 });
        let mut keeper = keeper(&disk);
        assert_eq!(numbers(&keeper.load().state), [1], "{text}");
        assert!(matches!(keeper.keep(&[review(2)]), Err(Unsaved::Failed(_))), "{text}");
        assert_eq!(disk.bytes(PATH).unwrap(), text.as_bytes());
    }
}

#[test]
fn looking_at_a_journal_changes_nothing() {
    let disk = FakeDisk::default();
    assert_eq!(keeper(&disk).inspect().unwrap(), None);
    let text = [Header::new(4).line(), review(1).line().to_string() + "\nnonsense\n{"].concat();
    disk.put(PATH, text.clone());
    disk.put("/state/journal.damaged-2025-01-02", "x");
    let inspected = keeper(&disk).inspect().unwrap().unwrap();
    let expected = Inspected {
        bytes: text.len() as u64,
        records: 1,
        damaged: 1,
        newer: None,
        set_aside: vec!["journal.damaged-2025-01-02".into()],
    };
    assert_eq!(inspected, expected);
    assert_eq!(disk.bytes(PATH).unwrap(), text.as_bytes());
}

#[test]
fn case_83_and_91_a_power_cut_while_a_journal_is_put_right_loses_nothing() {
    let line = |number| review(number).line().to_string() + "\n";
    let good = [Header::new(0).line(), line(1)].concat();
    for (text, expected) in [
        (format!("{good}{}", &line(2)[..20]), vec![1]),
        (format!("{good}{}", line(2).trim_end()), vec![1, 2]),
        (format!("{good}nonsense\n{}", line(2)), vec![1, 2]),
        (format!("{}{}", line(1), line(2)), vec![1, 2]),
    ] {
        let disk = FakeDisk::default();
        disk.put(PATH, text.clone());
        disk.put("/state/.journal-1", "half");
        disk.remember();
        load(&disk);
        let machines = disk.remembered();
        assert!(machines.len() > 2, "{text}");
        for machine in machines.into_iter().flat_map(|machine| machine.after_power_cut()) {
            let disk = FakeDisk::of(machine);
            assert_eq!(load(&disk).0, expected, "{text}");
            let aside = disk.bytes("/state/journal.damaged-2025-11-24").unwrap_or_default();
            let is_aside = String::from_utf8_lossy(&aside).contains("nonsense\n");
            assert_eq!(is_aside, text.contains("nonsense"), "{text}");
        }
    }
}
