//! Signals that end the program: the terminal is given back, and the shell sees which it was.

use super::*;

#[track_caller]
fn check(signal: Signal, description: &str) {
    let session = open();
    session.signal(signal);
    let ended = session.wait_end();
    ended.assert_died_by(description);
    ended.assert_clean();
    assert_eq!(ended.seen.text(), "", "{description}");
}

#[test]
fn case_49_terminate() {
    check(Signal::TERM, "Terminated");
}

#[test]
fn case_49_interrupt() {
    check(Signal::INT, "Interrupt");
}

#[test]
fn case_49_hang_up() {
    check(Signal::HUP, "Hangup");
}

#[test]
fn case_49_quit() {
    check(Signal::QUIT, "Quit");
}

/// Of some signals the shell is told by an exit code of 128 and the number, because they end a process
/// only where nobody handles them.
#[test]
fn case_49_signals_that_nobody_expects() {
    for (signal, description) in [
        (Signal::USR1, "User defined signal 1"),
        (Signal::USR2, "User defined signal 2"),
        (Signal::ALARM, "Alarm clock"),
        (Signal::VTALARM, "Virtual timer expired"),
        (Signal::PROF, "Profiling timer expired"),
        (Signal::XCPU, "CPU time limit exceeded"),
        (Signal::ABORT, "Aborted"),
    ] {
        check(signal, description);
    }
    let others = [
        Signal::IO,
        #[cfg(target_os = "linux")]
        Signal::POWER,
        #[cfg(target_os = "linux")]
        Signal::STKFLT,
    ];
    for signal in others {
        let session = open();
        session.signal(signal);
        let ended = session.wait_end();
        ended.assert_code(128 + signal.as_raw().cast_unsigned());
        ended.assert_clean();
    }
}

#[test]
fn case_49_several_at_once() {
    let all = [Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT];
    for first in 0..all.len() {
        let session = open();
        for step in 0..all.len() {
            session.signal_too(all[(first + step) % all.len()]);
        }
        let ended = session.wait_end();
        let died = ended.status.signal().map(str::to_owned);
        let died = died.expect("it dies by a signal");
        assert!(["Terminated", "Interrupt", "Hangup", "Quit"].contains(&&*died), "{died}");
        ended.assert_clean();
    }
}

/// Does something to a Folio that has just been started, sooner and later.
fn while_it_starts(act: impl Fn(&mut Session)) -> impl Iterator<Item = Session> {
    (0..40).map(move |milliseconds| {
        let mut session = Launch::in_harbour().start();
        // Not a wait for anything: each step of the start is to be met in one round or another.
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        act(&mut session);
        session
    })
}

#[test]
fn case_49_terminated_while_it_starts() {
    for session in while_it_starts(|session| session.signal(Signal::TERM)) {
        let ended = session.wait_end();
        ended.assert_died_by("Terminated");
        ended.assert_clean();
    }
}

#[test]
fn case_52_the_terminal_is_closed_while_it_starts() {
    for mut session in while_it_starts(Session::close) {
        let status = session.wait_exit();
        assert_eq!(status.signal(), Some("Hangup"), "{status:?}");
    }
}
