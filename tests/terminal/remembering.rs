//! What is remembered from one start to the next: where reading stopped, and what was put by.

use super::*;

/// Starts Folio on the harbour with a folder for what is remembered.
fn start(state: &tempfile::TempDir, arguments: &[&str]) -> Session {
    let state = state.path().to_str().expect("a folder of the tests is in ASCII");
    let launch = Launch::in_harbour().env("XDG_STATE_HOME", state);
    open_with(arguments.iter().fold(launch, |launch, argument| launch.arg(*argument)))
}

#[test]
fn the_next_start_goes_on_where_reading_stopped_with_what_was_put_by() {
    let state = tempfile::tempdir().expect("a folder for temporary files exists");
    let mut session = start(&state, &[]);
    session.send("j\rB");
    session.wait_for("bookmarked");
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
