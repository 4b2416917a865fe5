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
    // In a session of its own it has no controlling terminal, so nothing tells it.
    let folio = env!("CARGO_BIN_EXE_folio");
    let script = format!("trap '' HUP; setsid -w {folio}; exit $?");
    let mut session = open_with(Launch::program("/bin/sh").arg("-c").arg(script));
    session.close();
    let status = session.wait_exit();
    assert_eq!((status.signal(), status.exit_code()), (None, HUNG_UP), "{status:?}");
}

#[test]
fn case_52_the_terminal_is_closed_behind_an_incomplete_sequence() {
    let mut session = open();
    session.send("\x1b[200~");
    session.wait_read();
    session.close();
    assert_eq!(session.wait_exit().signal(), Some("Hangup"));
}

#[test]
fn case_71_a_terminal_that_does_not_read() {
    let mut session = open();
    session.freeze();
    // More full frames than any terminal holds back.
    for _ in 0..200 {
        session.send("\x0c");
    }
    session.signal(Signal::TERM);
    assert_eq!(session.wait_exit().signal(), Some("Terminated"));
    let ended = session.wait_end();
    ended.assert_clean();
}

#[test]
fn case_71_a_terminal_that_reads_late_misses_nothing() {
    let mut session = open();
    session.freeze();
    session.send(&"\x0c".repeat(200));
    session.send("jj\r");
    session.wait_read();
    session.thaw();
    session.wait_taken_in();
    let mut other = open();
    other.send("jj\r");
    other.wait_taken_in();
    let expected = other.look(Seen::above_foot);
    session.wait_until(&expected, |seen| seen.above_foot() == expected);
    quit(other);
    quit(session);
}
