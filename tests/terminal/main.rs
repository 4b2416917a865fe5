//! The real program in a pseudo-terminal: it gives the terminal back on every way out, and nothing
//! that a terminal sends can hang it, end it or drive it. The numbers of the cases are
//! those of `tests/CASES.md`.

mod accounts;
mod completing;
mod copying;
mod doctor;
mod editing;
mod faults;
mod first_minute;
mod going_away;
mod input;
mod lines;
mod loading;
mod looks;
mod outside;
mod refusals;
mod reload;
mod remembering;
mod signals;
mod stopping;
mod tmux;
mod told;
mod watching;

#[path = "../support/mod.rs"]
mod support;

use rustix::process::Signal;
use support::command::{FOLIO, HARBOUR};
use support::pty::{ESC, Launch, Seen, Session};

/// Writes the program and the pack that it reads where a line for the shell says `FOLIO`.
fn on_harbour(line: &str) -> String {
    line.replace("FOLIO", &format!("{FOLIO} {HARBOUR}"))
}

/// Returns whether a program that a test needs is there; where it is missing the test fails, unless the
/// variable `without` says that one does without it.
#[track_caller]
fn has(program: &str, without: &str) -> bool {
    let found = std::process::Command::new(program).arg("-V").output().is_ok();
    let does_without = std::env::var_os(without).is_some();
    assert!(found || does_without, "there is no {program}: install it, or set {without}=1");
    found
}

/// Starts Folio and waits for its first frame.
#[track_caller]
fn open() -> Session {
    open_with(Launch::in_harbour())
}

#[track_caller]
fn open_with(launch: Launch) -> Session {
    let session = launch.start();
    session.wait_open();
    session
}

/// Leaves by `q` and asserts that nothing is left behind.
#[track_caller]
fn quit(mut session: Session) -> Seen {
    session.send("q");
    let ended = session.wait_end();
    ended.assert_code(0);
    ended.assert_clean();
    ended.seen
}

/// Returns what a terminal was told to do to itself (OSC).
fn commands(sent: &str) -> Vec<&str> {
    let commands = sent.split("\x1b]").skip(1);
    commands.map(|rest| rest.split(['\x1b', '\x07']).next().expect("it is the first")).collect()
}

#[test]
fn quitting_gives_the_terminal_back() {
    let session = open();
    {
        let seen = session.seen();
        assert!(seen.screen().hide_cursor());
        assert!(seen.sent().contains("\x1b[?7l"), "full rows stay rows");
        assert!(seen.screen().bracketed_paste());
        assert_eq!(
            seen.screen().mouse_protocol_mode(),
            vt100::MouseProtocolMode::ButtonMotion,
            "mere movement of the mouse is not asked for"
        );
        drop(seen);
        assert!(!session.has_own_modes(), "keys come unbuffered");
    }
    let seen = quit(session);
    assert_eq!(seen.text(), "", "the shell's screen is as it was");
    assert_eq!(
        commands(&seen.sent()),
        ["2;Folio", "11;?"],
        "the title holds nothing of what is read"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn case_76_idle_is_asleep() {
    use std::time::{Duration, Instant};

    /// How long nothing may wake, and by when such a time has begun and ended.
    const QUIET: Duration = Duration::from_secs(2);
    const GUARD: Duration = Duration::from_mins(1);

    /// How often the threads of a process have been given the processor.
    fn turns(pid: rustix::process::Pid) -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
        let status = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("status"));
        let count = |status: String| {
            let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
            counts
                .filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok())
                .sum::<u64>()
        };
        tasks.filter_map(|task| status(task.ok()?).ok()).map(count).sum()
    }

    let session = open();
    // The workers need a while on a busy machine; a program that never sleeps never gets there.
    let start = Instant::now();
    let (mut last, mut since) = (turns(session.pid()), start);
    while since.elapsed() < QUIET {
        assert!(start.elapsed() < GUARD, "something wakes in every two seconds");
        std::thread::sleep(Duration::from_millis(10));
        let now = turns(session.pid());
        if now != last {
            (last, since) = (now, Instant::now());
        }
    }
    quit(session);
}
