//! Stopping and continuing, by the reader, by others, with a shell and without.

use rustix::process::Pid;

use super::*;

/// What tells the process id of Folio before it starts.
const TOLD: &str = "sh -c 'echo \"pid=$$.\"; exec FOLIO'";

/// Starts Folio under an interactive shell; returns its process id too.
#[track_caller]
fn under_a_shell() -> (Session, Pid) {
    run_under_a_shell(TOLD)
}

/// Starts Folio by a line that tells its process id, or that of whoever started it.
#[track_caller]
fn run_under_a_shell(line: &str) -> (Session, Pid) {
    let mut session = Launch::shell().start();
    session.wait_for("ready>");
    session.send(&format!("{}\n", on_harbour(line)));
    session.wait_open();
    let pid = session.look(told_pids).last().copied().expect("the shell wrote it");
    (session, pid)
}

/// Returns the process ids that lines have told, in their order.
fn told_pids(seen: &Seen) -> Vec<Pid> {
    let sent = seen.sent();
    let told = sent.split("pid=").filter_map(|rest| rest.split_once('.')?.0.parse().ok());
    told.filter_map(Pid::from_raw).collect()
}

/// Waits until the shell has the terminal and wants a line.
#[track_caller]
pub fn wait_for_prompt(session: &Session) {
    session.wait_until("a prompt", |seen| {
        let screen = seen.screen();
        let line = seen.row(screen.cursor_position().0);
        !screen.alternate_screen() && !screen.hide_cursor() && line.trim_end() == "ready>"
    });
}

/// Waits until the shell has the terminal, runs `fg` and waits for the browser to be whole.
#[track_caller]
fn check_shell_and_return(mut session: Session, screen_before: &str) {
    wait_for_prompt(&session);
    session.send("echo the shell is $((40 + 2))\n");
    session.wait_for("the shell is 42");
    wait_for_prompt(&session);
    {
        let seen = session.seen();
        assert!(!seen.screen().bracketed_paste());
        assert_eq!(seen.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
    session.send("fg\n");
    session.wait_until("the same screen as before", |seen| {
        seen.screen().alternate_screen() && seen.above_foot() == screen_before
    });
    session.wait_until("the mouse", |seen| {
        seen.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None
    });
    session.wait_taken_in();
    session.send("q");
    wait_for_prompt(&session);
    session.send("echo left with $?.\n");
    session.wait_for("left with 0.");
    session.send("exit\n");
    session.wait_end().assert_clean();
}

#[test]
fn case_50_ctrl_z_and_fg() {
    let (mut session, _) = under_a_shell();
    let before = session.seen().above_foot();
    session.send("\x1a");
    check_shell_and_return(session, &before);
}

#[test]
fn case_51_stopped_from_outside() {
    let (session, pid) = under_a_shell();
    let before = session.seen().above_foot();
    rustix::process::kill_process(pid, Signal::TSTP).unwrap();
    check_shell_and_return(session, &before);
}

#[test]
fn case_50_stopped_while_it_starts() {
    let mut session = Launch::shell().start();
    for round in 1..=15 {
        wait_for_prompt(&session);
        session.send(&format!("{}\n", on_harbour(TOLD)));
        session.wait_until("its id", |seen| told_pids(seen).len() == round);
        // Not a wait for anything: each step of the start is to be met in one round or another.
        std::thread::sleep(std::time::Duration::from_millis(round as u64));
        let pid = session.look(told_pids)[round - 1];
        rustix::process::kill_process(pid, Signal::TSTP).unwrap();
        wait_for_prompt(&session);
        session.send("fg\n");
        session.wait_open();
        session.send("q");
    }
    wait_for_prompt(&session);
    session.send("exit\n");
    session.wait_end().assert_clean();
}

#[test]
fn case_51_stopped_without_notice() {
    let mut session = open();
    session.stop_without_notice();
    session.wait_taken_in();
    quit(session);
}

#[test]
fn case_50_without_a_shell_nothing_stops() {
    let mut session = open();
    session.send("\x1a");
    session.wait_taken_in();
    session.signal(Signal::TSTP);
    session.wait_taken_in();
    assert!(session.seen().screen().alternate_screen());
    quit(session);
}

#[test]
fn case_50_whoever_started_it_stops_too() {
    // A shell that waits for a program cannot be stopped by that program alone.
    let (mut session, _) = run_under_a_shell("sh -c 'echo \"pid=$$.\"; FOLIO; exit $?'");
    let before = session.look(Seen::above_foot);
    session.send("\x1a");
    check_shell_and_return(session, &before);
}

#[test]
fn case_50_in_the_background_it_leaves_the_terminal_alone() {
    let (mut session, _) = under_a_shell();
    let before = session.look(Seen::above_foot);
    session.send("\x1a");
    wait_for_prompt(&session);
    session.send("bg\n");
    // It may neither set the terminal's modes nor read there and is stopped for it, which the shell
    // tells of when it is asked.
    session.ask("jobs\n", |seen| seen.shows("Stopped (tty "));
    check_shell_and_return(session, &before);
}

#[test]
fn case_51_stopped_and_continued_again_and_again() {
    let mut session = open();
    let before = session.look(Seen::above_foot);
    for _ in 0..50 {
        session.signal(Signal::STOP);
        session.reset_modes();
        session.signal(Signal::CONT);
    }
    session.wait_for_raw_mode();
    session.wait_taken_in();
    session.wait_until("the same frame", |seen| seen.above_foot() == before);
    quit(session);
}

#[test]
fn case_49_terminated_while_it_is_stopped() {
    let (mut session, pid) = under_a_shell();
    session.send("\x1a");
    wait_for_prompt(&session);
    rustix::process::kill_process(pid, Signal::TERM).unwrap();
    session.send("fg\n");
    session.wait_for("Terminated");
    wait_for_prompt(&session);
    session.send("exit\n");
    session.wait_end().assert_clean();
}
