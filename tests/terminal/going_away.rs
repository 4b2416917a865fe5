//! Terminals that are closed, or that do not read.

use super::*;

/// What a shell says of a program that died by SIGHUP.
const HUNG_UP: u32 = 128 + 1;

#[test]
fn case_52_the_terminal_is_closed() {
    let mut session = open();
    session.close();
    // Whichever comes first: the signal, or the failure of reading or writing.
    assert_eq!(session.wait_exit().signal(), Some("Hangup"));
}

#[test]
fn case_52_the_terminal_is_closed_and_no_signal_comes() {
    // In a session of its own it has no controlling terminal, so nothing tells it; and what begins
    // like a paste takes the keys that closing types.
    for typed in ["", "\x1b[200~"] {
        let script = on_harbour("trap '' HUP; setsid -w FOLIO; exit $?");
        let mut session = open_with(Launch::program("/bin/sh").arg("-c").arg(script));
        session.send(typed);
        session.wait_read();
        session.close();
        let status = session.wait_exit();
        assert_eq!((status.signal(), status.exit_code()), (None, HUNG_UP), "{typed:?}");
    }
}

#[test]
fn case_71_a_terminal_that_does_not_read() {
    let mut session = open();
    session.freeze();
    session.send("\x0c");
    session.wait_read();
    session.signal(Signal::TERM);
    assert_eq!(session.wait_exit().signal(), Some("Terminated"));
    let ended = session.wait_end();
    ended.assert_clean();
    let shown = ended.seen.sent();
    let last = shown.rfind("\x1b[?1049l").expect("the alternate screen is left");
    assert!(!shown[last..].contains("Overview"), "nothing comes behind");
}

#[test]
fn case_71_a_terminal_that_does_not_read_from_the_start() {
    let line = on_harbour("read go; exec FOLIO");
    let mut session = Launch::program("/bin/sh").arg("-c").arg(line).start();
    session.freeze();
    session.send("\n");
    session.wait_for_raw_mode();
    session.signal(Signal::TERM);
    assert_eq!(session.wait_exit().signal(), Some("Terminated"));
    let ended = session.wait_end();
    // What was never put on a stack is not taken from it.
    ended.assert_clean();
}

#[test]
fn case_71_a_terminal_that_reads_late_misses_nothing() {
    let mut session = open();
    session.freeze();
    session.send("jj\r");
    session.wait_read();
    session.thaw();
    let mut other = open();
    other.send("jj\r");
    other.wait_taken_in();
    let expected = other.look(Seen::above_foot);
    session.wait_until(&expected, |seen| seen.above_foot() == expected);
    quit(other);
    quit(session);
}
