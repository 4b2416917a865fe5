//! The journal between processes: whoever is killed, and whoever writes at the same time.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use folio::journal::{
    Change, EntryRef, Grade, Keeper, Loaded, Moment, Record, Side, Trouble, Unsaved,
};

/// The folder that a child writes to, the number that it begins with, and how many it writes.
const TOLD: [&str; 3] =
    ["FOLIO_TEST_JOURNAL", "FOLIO_TEST_JOURNAL_FIRST", "FOLIO_TEST_JOURNAL_COUNT"];
/// What a child prints before the number that it has written.
const KEPT: &str = "kept ";

/// A record that counts as often as it is in the journal.
fn numbered(number: i64) -> Record {
    let on = EntryRef::new("tea", "green");
    let change = Change::Practised { on, side: Side::Title, grade: Grade::Good };
    Record { at: Moment(number), change }
}

/// Returns the numbers in the journal of a folder, and what is wrong with it.
fn load(folder: &Path) -> (Vec<i64>, Vec<Trouble>) {
    let Loaded { state, trouble } = Keeper::new(Some(folder.to_owned())).load();
    let cards = state.packs.values().flat_map(|pack| pack.cards.values());
    let numbers = cards.flat_map(|card| &card.reviews).map(|(at, _)| at.0).collect();
    (numbers, trouble)
}

#[test]
#[ignore = "it is a child of other tests"]
fn a_child_that_writes() {
    let told = |name| std::env::var(name).expect("it is told");
    let [folder, first, count] = TOLD.map(told);
    let (first, count): (i64, i64) = (first.parse().unwrap(), count.parse().unwrap());
    let mut keeper = Keeper::new(Some(folder.into()));
    let live = keeper.load().state.record_count();
    // So much of what is past is in it then that it is written anew.
    let asked = |_| Record { at: Moment(0), change: Change::Asked { query: "tea".into() } };
    let mut keep = |records: &[Record]| {
        while let Err(why) = keeper.keep(records) {
            assert_eq!(why, Unsaved::Busy);
        }
    };
    keep(&(0..live + 1100).map(asked).collect::<Vec<_>>());
    Keeper::new(Some(told(TOLD[0]).into())).load();
    for number in first..first + count {
        keep(&[numbered(number)]);
        writeln!(std::io::stdout(), "\n{KEPT}{number}").expect("somebody reads it");
    }
}

/// Has a child write numbers.
fn child(folder: &Path, first: i64, count: i64) -> (Child, BufReader<ChildStdout>) {
    let mut command = Command::new(std::env::current_exe().expect("it runs"));
    command.args(["--exact", "journal::a_child_that_writes", "--ignored", "--nocapture"]);
    command.env(TOLD[0], folder).env(TOLD[1], first.to_string()).env(TOLD[2], count.to_string());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
    let output = BufReader::new(child.stdout.take().expect("it is piped"));
    (child, output)
}

/// Reads what a child prints; returns the numbers that are in the journal.
fn kept(output: BufReader<ChildStdout>) -> impl Iterator<Item = i64> {
    let lines = output.lines().map_while(Result::ok);
    lines.filter_map(|line| line.strip_prefix(KEPT)?.parse().ok())
}

/// How often a child is killed that writes; more in a soak.
fn kills() -> usize {
    let asked = std::env::var("FOLIO_JOURNAL_KILLS").ok().and_then(|count| count.parse().ok());
    asked.unwrap_or(50)
}

#[test]
fn case_77_whoever_is_killed_while_writing_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = BTreeSet::new();
    for kill in 0..kills() {
        let first = i64::try_from(100 * kill).expect("it is small");
        let (mut child, output) = child(folder.path(), first, 100);
        let mut numbers = kept(output);
        // Some are killed at the start, while the journal is written anew, and others later.
        acknowledged.extend(numbers.by_ref().take(kill % 12));
        for _ in 0..kill * 977 % 20_000 {
            std::hint::spin_loop();
        }
        child.kill().expect("it is ours");
        acknowledged.extend(numbers);
        child.wait().expect("it is ours");
        let (found, trouble) = load(folder.path());
        assert!(!trouble.iter().any(|it| matches!(it, Trouble::Damaged { .. })), "{trouble:?}");
        let different: BTreeSet<i64> = found.iter().copied().collect();
        assert_eq!(different.len(), found.len(), "kill {kill}: one is there twice");
        let lost: Vec<_> = acknowledged.difference(&different).collect();
        assert!(lost.is_empty(), "kill {kill}: {lost:?}");
    }
    assert!(acknowledged.len() > kills(), "they wrote before they were killed");
}

#[test]
fn case_82_two_processes_with_300_writes_each_leave_600() {
    let folder = tempfile::tempdir().unwrap();
    let children = [0, 1000].map(|first| child(folder.path(), first, 300));
    for (mut child, output) in children {
        assert_eq!(kept(output).count(), 300);
        assert!(child.wait().expect("it is ours").success());
    }
    let (mut found, trouble) = load(folder.path());
    found.sort_unstable();
    assert!(found.into_iter().eq((0..300).chain(1000..1300)));
    assert_eq!(trouble, []);
}
