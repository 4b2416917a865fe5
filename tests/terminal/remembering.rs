//! What is remembered from one start to the next: where reading stopped, and what was put by.

use folio::journal::lines::Header;
use folio::journal::{Change, EntryRef, Moment, Print, Record};

use super::*;

/// Starts Folio on the harbour with a folder for what is remembered.
fn start(state: &tempfile::TempDir, arguments: &[&str]) -> Session {
    let state = state.path().to_str().expect("a folder of the tests is in ASCII");
    let launch = Launch::in_harbour().env("XDG_STATE_HOME", state);
    open_with(arguments.iter().fold(launch, |launch, argument| launch.arg(*argument)))
}

/// Sets a bookmark, as soon as the journal was read.
pub fn bookmark(session: &mut Session) {
    let mut is_set = false;
    while !is_set {
        session.send("B");
        session.wait_until("an answer", |seen| {
            is_set = seen.shows("bookmarked") || seen.shows("not saved");
            is_set || seen.shows("the journal is still being read")
        });
        if !is_set {
            // What was answered goes with the next key, so that the next answer is a new one.
            session.send("\x0c");
            session
                .wait_until("a blank foot", |seen| !seen.shows("the journal is still being read"));
        }
    }
}

/// Returns the journal as it is in its file.
fn journal(state: &tempfile::TempDir) -> String {
    std::fs::read_to_string(state.path().join("folio/journal")).unwrap_or_default()
}

#[test]
fn case_49_what_was_added_before_the_signal_is_kept() {
    for (signal, description) in [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup")] {
        let state = tempfile::tempdir().expect("a folder for temporary files exists");
        let mut session = start(&state, &[]);
        bookmark(&mut session);
        session.signal(signal);
        session.wait_end().assert_died_by(description);
        assert!(journal(&state).contains("\"do\":\"bookmark\""), "{}", journal(&state));
    }
}

#[test]
fn case_52_what_was_added_before_the_terminal_is_closed_is_kept() {
    let state = tempfile::tempdir().expect("a folder for temporary files exists");
    let mut session = start(&state, &[]);
    bookmark(&mut session);
    session.close();
    assert_eq!(session.wait_exit().signal(), Some("Hangup"));
    assert!(journal(&state).contains("\"do\":\"bookmark\""), "{}", journal(&state));
}

#[test]
fn case_78_where_no_file_may_grow_that_is_said_and_what_was_kept_stays() {
    let state = tempfile::tempdir().expect("a folder for temporary files exists");
    let mut session = start(&state, &[]);
    bookmark(&mut session);
    quit(session);
    let before = journal(&state);
    let folder = state.path().to_str().expect("a folder of the tests is in ASCII");
    let script = on_harbour("ulimit -f 0; exec FOLIO");
    let launch = Launch::program("/bin/sh").arg("-c").arg(script).env("XDG_STATE_HOME", folder);
    let mut session = open_with(launch);
    session.ask("ma", |seen| seen.shows("not saved, will try again: "));
    session.send("q");
    session.wait_for("q again leaves, not saved");
    session.send("q");
    let ended = session.wait_end();
    ended.assert_code(4);
    ended.assert_clean();
    assert_eq!(journal(&state), before);
}

#[test]
fn case_90_while_another_holds_the_lock_it_is_said_that_nothing_is_saved() {
    let state = tempfile::tempdir().expect("a folder for temporary files exists");
    std::fs::create_dir(state.path().join("folio")).expect("a folder can be made");
    let lock = std::fs::File::create(state.path().join("folio/journal.lock"));
    let lock = lock.expect("a file can be made");
    lock.lock().expect("nobody else holds it");
    let mut session = start(&state, &[]);
    bookmark(&mut session);
    session.wait_for("not saved, will try again");
    session.send("q");
    session.wait_for("q again leaves");
    session.send("q");
    let ended = session.wait_end();
    ended.assert_code(4);
    ended.assert_clean();
    let told = ended.seen.text();
    assert!(told.contains("folio: not saved: "), "{told}");
    assert!(told.contains("another Folio holds the journal"), "{told}");
    assert_eq!(journal(&state), "");
}

/// Stops a Folio that holds the lock of its journal, since it writes that anew: most of it is past.
fn stop_with_the_lock(state: &tempfile::TempDir) -> Session {
    const ENTRIES: usize = 3_000;
    let read = |number: usize| {
        let on = EntryRef::new("harbour", &format!("n/{}", number % ENTRIES));
        let record = Record { at: Moment(1), change: Change::Read { on, text: Print(7) } };
        record.line().into_string() + "\n"
    };
    let past: String = (0..3 * ENTRIES).map(read).collect();
    let folder = state.path().join("folio");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    for _ in 0..100 {
        let file = folder.join("journal");
        std::fs::write(&file, Header::new(1).line() + &past).expect("a file can be written");
        let before = std::fs::metadata(&file).expect("it is there").len();
        let session = start(state, &[]);
        let passing = folder.join(format!(".journal-{}", session.pid()));
        let is_over = || std::fs::metadata(&file).is_ok_and(|now| now.len() < before);
        while !passing.exists() && !is_over() {
            std::thread::yield_now();
        }
        session.signal(Signal::STOP);
        session.wait_stopped();
        if passing.exists() {
            return session;
        }
        session.signal(Signal::CONT);
        quit(session);
    }
    panic!("the journal is always written before one looks");
}

#[test]
fn case_90_who_is_stopped_with_the_lock_holds_nobody_up_and_nothing_is_lost() {
    for goes_on in [true, false] {
        let state = tempfile::tempdir().expect("a folder for temporary files exists");
        let mut stopped = stop_with_the_lock(&state);
        let mut other = start(&state, &[]);
        bookmark(&mut other);
        other.wait_for("not saved, will try again: 1 change · another Folio holds the journal");
        other.send("mb");
        other.wait_for("not saved, will try again: 2 changes");
        assert!(!journal(&state).contains("bookmark"));
        stopped.signal(if goes_on { Signal::CONT } else { Signal::KILL });
        other.wait_for("saved: 2 changes");
        quit(other);
        let kept = journal(&state);
        let count = |words| kept.matches(words).count();
        assert_eq!((count("\"do\":\"bookmark\""), count("\"do\":\"mark\"")), (1, 1));
        assert_eq!(count("\"do\":\"read\"") % 3_000, 0, "what was there before");
        if goes_on {
            stopped.wait_taken_in();
            quit(stopped);
        } else {
            stopped.wait_exit();
        }
        let again = start(&state, &[]);
        again.wait_for("◆");
        quit(again);
    }
}

#[test]
fn the_next_start_goes_on_where_reading_stopped_with_what_was_put_by() {
    let state = tempfile::tempdir().expect("a folder for temporary files exists");
    let mut session = start(&state, &[]);
    session.send("j\r");
    bookmark(&mut session);
    quit(session);

    let mut session = start(&state, &[]);
    session.wait_for("resumed · gh for the start");
    session.wait_for("◆ 2/5");
    session.send("gb");
    session.wait_for("1 bookmark");
    session.send("q");
    session.wait_gone("1 bookmark");
    quit(session);

    let session = start(&state, &["--fresh"]);
    session.wait_for("1/5");
    assert!(!session.seen().shows("resumed"));
    quit(session);
}

#[test]
fn folio_recall_asks_cards_and_keeps_how_well_they_were_remembered() {
    let state = tempfile::tempdir().expect("a folder for temporary files exists");
    let practise = || {
        let folder = state.path().to_str().expect("a folder of the tests is in ASCII");
        let launch = Launch::folio().arg("recall").arg("--pack").arg(HARBOUR);
        open_with(launch.env("XDG_STATE_HOME", folder))
    };
    let mut session = practise();
    session.wait_for("0 due · 10 new");
    session.send(" ");
    session.wait_for("3 remembered");
    session.send("3");
    session.wait_for("0 due · 9 new");
    session.send("q");
    session.wait_gone("9 new");
    quit(session);
    assert!(journal(&state).contains("\"do\":\"practised\""), "{}", journal(&state));

    // Ten are new a day, whoever begins again.
    let mut session = practise();
    session.wait_for("0 due · 9 new");
    session.send("q");
    session.wait_gone("9 new");
    quit(session);
}
