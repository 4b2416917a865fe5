//! The real program in a pseudo-terminal: it gives the terminal back on every way out, and nothing
//! that a terminal sends can hang it, end it or drive it. The cases bear the numbers of the
//! project's list of what goes wrong in terminals.

mod support {
    pub mod pty;
}

use rustix::process::Signal;
use support::pty::{Launch, Seen, Session};

/// Starts Folio and waits for its first frame.
#[track_caller]
fn open() -> Session {
    open_with(Launch::folio())
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

#[test]
fn quitting_gives_the_terminal_back() {
    let session = open();
    {
        let seen = session.seen();
        assert!(seen.screen().hide_cursor());
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
    assert!(!seen.was_sent(b"\x1b]"), "neither title nor clipboard are touched");
}

mod signals {
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
}

mod stopping {
    use super::*;

    /// Starts Folio under an interactive shell; gives its process id too.
    #[track_caller]
    fn under_a_shell() -> (Session, rustix::process::Pid) {
        let mut session = Launch::shell().start();
        session.wait_for("ready>");
        let folio = env!("CARGO_BIN_EXE_folio");
        session.send(&format!("sh -c 'echo \"pid=$$.\"; exec {folio}'\n"));
        session.wait_open();
        let bytes = String::from_utf8_lossy(&session.seen().bytes).into_owned();
        let pid = bytes.rsplit("pid=").find_map(|rest| rest.split('.').next()?.parse().ok());
        let pid = pid.and_then(rustix::process::Pid::from_raw).expect("the shell wrote it");
        (session, pid)
    }

    /// Waits until the shell has the terminal and wants a line.
    #[track_caller]
    fn wait_for_prompt(session: &Session) {
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
    fn case_51_stopped_without_notice() {
        let session = open();
        session.signal(Signal::STOP);
        // What a shell does to the terminal while a job is stopped.
        session.reset_modes();
        session.signal(Signal::CONT);
        let frames = session.seen().frames();
        session.wait_until("a new frame", |seen| seen.frames() > frames);
        assert!(!session.has_own_modes(), "keys come unbuffered again");
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
}

mod going_away {
    use super::*;

    #[test]
    fn case_52_the_terminal_is_closed() {
        let mut session = open();
        session.close();
        let status = session.wait_exit();
        // Whichever comes first: the signal, or the failure of reading and writing.
        assert!(status.signal() == Some("Hangup") || status.exit_code() == 4, "{status:?}");
    }

    #[test]
    fn case_52_the_terminal_is_closed_and_no_signal_comes() {
        // In a session of its own it has no controlling terminal, so nothing tells it.
        let folio = env!("CARGO_BIN_EXE_folio");
        let script = format!("setsid -w {folio}; echo ended > \"$HOME/ended\"");
        let launch = Launch::program("/bin/sh").arg("-c").arg(format!("trap '' HUP; {script}"));
        let mut session = open_with(launch);
        session.close();
        session.wait_exit();
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
}

mod refusals {
    use super::*;

    #[track_caller]
    fn check(launch: Launch, reason: &str) {
        let ended = launch.start().wait_end();
        ended.assert_code(2);
        ended.assert_clean();
        assert!(ended.seen.shows(reason), "{}", ended.seen.text());
        assert!(ended.seen.text().replace('\n', "").contains("folio list"), "it names a way out");
        assert!(!ended.seen.was_sent(b"\x1b"), "{}", ended.seen.text());
    }

    fn shell(line: &str) -> Launch {
        Launch::program("/bin/sh").arg("-c").arg(line.replace("FOLIO", env!("CARGO_BIN_EXE_folio")))
    }

    #[test]
    fn case_57_output_into_a_file() {
        check(shell("FOLIO > \"$HOME/out\"; code=$?; cat \"$HOME/out\"; exit $code"), "terminal");
    }

    #[test]
    fn case_59_no_terminal_at_all() {
        check(shell("setsid -w FOLIO < /dev/null 2>&1 | cat; exit 2"), "terminal");
    }

    #[test]
    fn case_59_nothing_to_type_on() {
        check(shell("setsid -w FOLIO < /dev/null"), "keys");
    }

    #[test]
    fn case_60_a_dumb_terminal() {
        check(Launch::folio().env("TERM", "dumb"), "TERM=dumb");
    }

    #[test]
    fn case_58_piped_input_leaves_the_keyboard() {
        let mut session = open_with(shell("echo j | FOLIO"));
        session.wait_taken_in();
        quit(session);
    }
}

mod looks {
    use super::*;

    /// Tells whether any colour was asked for: 30 to 49 and 90 to 107, but for the default's 39 and 49.
    fn is_coloured(seen: &Seen) -> bool {
        let sent = String::from_utf8_lossy(&seen.bytes);
        let styles = sent.split("\x1b[").skip(1).filter_map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
            rest[end..].starts_with('m').then_some(&rest[..end])
        });
        let mut codes =
            styles.flat_map(|style| style.split(';')).filter_map(|code| code.parse().ok());
        codes.any(|code: u8| matches!(code, 30..=38 | 40..=48 | 90..=107))
    }

    #[test]
    fn case_61_without_colours_the_selection_is_reversed() {
        let session = open_with(Launch::folio().env("NO_COLOR", "1"));
        session.wait_until("a cell in reverse", Seen::has_reverse);
        assert!(!is_coloured(&quit(session)));
        assert!(is_coloured(&quit(open())), "there are colours where nobody minds");
    }

    #[test]
    fn case_62_sizes_that_hold_nothing() {
        for (columns, rows) in [(0, 0), (1, 1), (1, 1000), (2, 2), (65535, 1), (1, 65535)] {
            let session = Launch::folio().size(columns, rows).start();
            session.wait_until("a frame", |seen| seen.frames() > 0);
            quit(session);
        }
    }

    #[test]
    fn case_63_a_size_beyond_all_screens() {
        let session = Launch::folio().size(65535, 65535).start();
        session.wait_until("a frame", |seen| seen.frames() > 0);
        quit(session);
    }

    #[test]
    fn case_64_after_many_sizes_the_frame_is_a_fresh_one() {
        let mut session = open();
        for step in 0..2_000_u16 {
            session.resize(20 + step % 101, 5 + step % 37);
        }
        session.resize(90, 30);
        session.wait_taken_in();
        let other = open();
        other.resize(90, 30);
        other.wait_until("the new size", |seen| {
            seen.text().lines().any(|line| line.chars().count() > 80)
        });
        let expected = other.seen().above_foot();
        let what = format!("the frame of a single change:\n{expected}\n");
        session.wait_until(&what, |seen| seen.above_foot() == expected);
        quit(session);
    }
}

mod input {
    use super::*;

    #[track_caller]
    fn check_incomplete(bytes: &[u8]) {
        let mut session = open();
        session.send_bytes(bytes);
        session.signal(Signal::TERM);
        let ended = session.wait_end();
        ended.assert_died_by("Terminated");
        ended.assert_clean();

        let mut session = open();
        session.send_bytes(bytes);
        // Takes the place of what is missing, and is lost with it.
        session.send("j");
        session.wait_taken_in();
        quit(session);
    }

    #[test]
    fn case_65_an_incomplete_sequence() {
        check_incomplete(b"\x1b[");
    }

    #[test]
    fn case_65_half_a_character() {
        check_incomplete(b"\xe6\xb1");
    }

    #[test]
    fn case_65_a_new_size_is_seen_behind_an_incomplete_sequence() {
        let mut session = open();
        session.send_bytes(b"\x1b[");
        session.resize(100, 30);
        let frames = session.seen().frames();
        session.wait_until("a frame", |seen| seen.frames() > frames);
        session.send("j");
        quit(session);
    }

    /// Has the terminal answer and asserts that nothing happens, and that the next key works.
    #[track_caller]
    fn check_answer(session: &mut Session, pieces: &[&[u8]]) {
        let what = String::from_utf8_lossy(&pieces.concat()).into_owned();
        let before = session.look(Seen::above_foot);
        for piece in pieces {
            session.send_bytes(piece);
            session.wait_read();
        }
        session.wait_taken_in();
        assert_eq!(session.look(Seen::above_foot), before, "{what:?}");
    }

    /// Answers to questions that the program before us may have asked, each with a `q` in it or with
    /// letters that mean something to the browser.
    const ANSWERS: [&str; 12] = [
        "\x1b]11;rgb:ffff/qqqq/ffff\x1b\\",
        "\x1b]11;rgb:ffff/qqqq/ffff\x07",
        "\x1b]52;c;cXFxcXFx\x1b\\",
        "\x1bP>|quick terminal q\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1b_Gi=31;q\x1b\\",
        "\x1b[?62;4;22c",
        "\x1b[>41;377;0c",
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b[24;80R",
        "\x1b[?1u",
    ];

    #[test]
    fn case_66_replies_of_the_terminal() {
        let mut session = open();
        for answer in ANSWERS {
            check_answer(&mut session, &[answer.as_bytes()]);
        }
        quit(session);
    }

    #[test]
    fn case_66_replies_in_pieces() {
        let mut session = open();
        for answer in ANSWERS {
            // ESC alone would be the key, so the first piece has two bytes.
            for at in 2..answer.len() {
                let (one, other) = answer.as_bytes().split_at(at);
                check_answer(&mut session, &[one, other]);
            }
        }
        quit(session);
    }

    #[test]
    fn case_66_mouse_reports_and_keys_in_pieces() {
        let mut session = open();
        let first = session.look(Seen::above_foot);
        for piece in ["\x1b[", "B", "\x1b[<6", "5;3;3", "M", "\x1b[<65;3;3M"] {
            session.send_bytes(piece.as_bytes());
            session.wait_read();
        }
        session.wait_taken_in();
        let mut whole = open();
        whole.send("\x1b[B\x1b[<65;3;3M\x1b[<65;3;3M");
        whole.wait_taken_in();
        let expected = whole.look(Seen::above_foot);
        assert_ne!(expected, first);
        session.wait_until(&expected, |seen| seen.above_foot() == expected);
        quit(whole);
        quit(session);
    }

    #[test]
    fn case_67_a_mouse_outside_the_screen() {
        for report in ["\x1b[<0;0;0M", "\x1b[<0;0;0m", "\x1b[<64;9999;9999M", "\x1b[0;0R"] {
            let mut session = open();
            let before = session.seen().above_foot();
            session.send(report);
            session.wait_taken_in();
            assert_eq!(session.seen().above_foot(), before, "{report:?}");
            quit(session);
        }
    }

    #[test]
    fn case_68_a_long_paste() {
        let mut session = open();
        let frames = session.seen().frames();
        session.send(&format!("\x1b[200~{}\x1b[201~", "q\x07".repeat(500_000)));
        session.wait_taken_in();
        assert!(session.seen().frames() - frames < 100, "it is one event and not a million");
        quit(session);
    }

    #[test]
    fn case_69_a_paste_without_end() {
        let mut session = open();
        session.send("\x1b[200~");
        session.send_in_background(vec![b'q'; 64 << 20]);
        session.signal(Signal::TERM);
        let ended = session.wait_end();
        ended.assert_died_by("Terminated");
        ended.assert_clean();
    }

    #[test]
    fn case_69_a_paste_whose_end_is_missing_gives_way_to_keys() {
        let mut session = open();
        session.send("\x1b[200~qqq");
        // Whatever is typed at once belongs to the paste, so one presses the key again.
        session.insist("\x0c");
        quit(session);
    }

    #[test]
    fn case_70_a_flood_of_keys() {
        let mut session = open();
        let frames = session.seen().frames();
        session.send(&"jk".repeat(50_000));
        session.wait_taken_in();
        let drawn = session.seen().frames() - frames;
        assert!(drawn < 2_000, "{drawn} frames for 100,000 keys");
        quit(session);
    }
}

/// Faults cannot be asked for from outside, so these tests run themselves in a terminal, with bodies
/// that panic.
mod faults {
    use std::sync::Arc;
    use std::thread;

    use super::*;
    use folio::model::{Bodies, Body, EntryKey, Library};
    use folio::store::{self, Origin};
    use folio::tui::{self, Options};

    /// Bodies that panic for whoever fits, with words that would drive a terminal.
    struct Faulty {
        whole: Arc<dyn Bodies>,
        fits: fn(thread: &str, key: EntryKey) -> bool,
    }

    impl Bodies for Faulty {
        fn body(&self, key: EntryKey) -> Arc<Body> {
            let thread = thread::current();
            let thread = thread.name().unwrap_or_default();
            assert!(!(self.fits)(thread, key), "burnt \x1b]0;title\x07 toast");
            self.whole.body(key)
        }
    }

    fn run(fits: fn(&str, EntryKey) -> bool) {
        let library = store::open(&[Origin::BuiltIn]).library;
        let bodies = Arc::new(Faulty { whole: library.bodies, fits });
        let library = Library { catalogue: library.catalogue, bodies };
        tui::run(library, Options::default()).expect("the terminal works");
    }

    #[test]
    #[ignore = "run in a terminal by case_53"]
    fn child_drawing() {
        run(|thread, key| thread != "mentions" && thread != "search" && key != EntryKey(0));
    }

    #[test]
    #[ignore = "run in a terminal by case_54"]
    fn child_mentions() {
        run(|thread, _| thread == "mentions");
    }

    #[test]
    #[ignore = "run in a terminal by case_54"]
    fn child_search() {
        run(|thread, _| thread == "search");
    }

    fn launch(child: &str) -> Launch {
        let own = std::env::current_exe().expect("a test knows its own file");
        let launch = Launch::program(own.to_str().expect("cargo names files in ASCII"));
        let child = format!("faults::{child}");
        let arguments = [child.as_str(), "--exact", "--ignored", "--nocapture"];
        arguments.into_iter().fold(launch, Launch::arg).size(150, 24)
    }

    #[test]
    fn case_53_a_fault_while_drawing() {
        let mut session = open_with(launch("child_drawing"));
        session.send("j");
        let ended = session.wait_end();
        ended.assert_code(101);
        ended.assert_clean();
        assert!(ended.seen.shows("a fault in the program"), "{}", ended.seen.text());
        assert!(ended.seen.shows("burnt"), "{}", ended.seen.text());
        assert!(ended.seen.shows("tests/terminal.rs:"), "{}", ended.seen.text());
        assert!(!ended.seen.was_sent(b"\x1b]"), "its words are inert");
    }

    #[track_caller]
    fn check_worker(child: &str) {
        let mut session = open_with(launch(child));
        session.wait_for("burnt");
        {
            let seen = session.seen();
            assert!(seen.screen().alternate_screen(), "{}", seen.text());
            assert!(seen.row(0).contains("Overview"), "{}", seen.text());
            assert!(!seen.was_sent(b"\x1b]"), "its words are inert");
        }
        // Everything else goes on.
        session.send("jj\r");
        session.wait_until("another entry", |seen| !seen.row(0).contains("Overview"));
        quit(session);
    }

    #[test]
    fn case_54_a_fault_while_reading_for_mentions() {
        check_worker("child_mentions");
    }

    #[test]
    fn case_54_a_fault_while_searching() {
        check_worker("child_search");
    }
}

mod tmux {
    use std::process::{Command, Output};

    /// A tmux server of its own; `None`, loudly, where there is no tmux.
    struct Tmux {
        folder: tempfile::TempDir,
    }

    impl Tmux {
        fn start() -> Option<Self> {
            if Command::new("tmux").arg("-V").output().is_err() {
                eprintln!("SKIPPED: there is no tmux; the same cases ran in a pseudo-terminal");
                return None;
            }
            let tmux = Self { folder: tempfile::tempdir().expect("temporary files can be made") };
            let shell = "PS1='ready> ' exec /bin/sh -i";
            tmux.run(&["-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", shell]);
            tmux.wait_until("a prompt", |screen| screen.contains("ready>"));
            Some(tmux)
        }

        fn run(&self, arguments: &[&str]) -> Output {
            let socket = self.folder.path().join("socket");
            let mut command = Command::new("tmux");
            command.arg("-S").arg(socket).args(arguments).env_remove("TMUX");
            command.output().expect("tmux runs")
        }

        fn tell(&self, keys: &[&str]) {
            self.run(&[&["send-keys"], keys].concat());
        }

        fn screen(&self) -> String {
            // The last row says how far one has read, which changes as the program learns more.
            let screen = self.run(&["capture-pane", "-p"]).stdout;
            String::from_utf8_lossy(&screen).lines().take(23).collect::<Vec<_>>().join("\n")
        }

        fn state(&self) -> String {
            let format = "#{alternate_on} #{cursor_flag} #{mouse_any_flag}";
            let output = self.run(&["display-message", "-p", format]);
            String::from_utf8_lossy(&output.stdout).trim().to_owned()
        }

        /// Asks again and again, because tmux tells nobody.
        #[track_caller]
        fn wait_until(&self, what: &str, condition: impl Fn(&str) -> bool) {
            let start = std::time::Instant::now();
            while !condition(&self.screen()) {
                let hangs = start.elapsed() > std::time::Duration::from_mins(1);
                assert!(!hangs, "waited for {what}, and saw:\n{}", self.screen());
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
        }

        #[track_caller]
        fn wait_for_prompt(&self) {
            self.wait_until("a prompt", |screen| {
                screen.trim_end().ends_with("ready>") && self.state() == "0 1 0"
            });
        }
    }

    impl Drop for Tmux {
        fn drop(&mut self) {
            self.run(&["kill-server"]);
        }
    }

    #[test]
    fn case_75_and_50_in_tmux() {
        let Some(tmux) = Tmux::start() else { return };
        tmux.tell(&[env!("CARGO_BIN_EXE_folio"), "Enter"]);
        tmux.wait_until("the first frame", |screen| {
            screen.contains("Overview") && tmux.state() == "1 0 1"
        });
        let before = tmux.screen();
        tmux.tell(&["C-z"]);
        tmux.wait_for_prompt();
        tmux.tell(&["fg", "Enter"]);
        tmux.wait_until("the same frame", |screen| screen == before);
        tmux.wait_until("the mouse", |_| tmux.state() == "1 0 1");
        tmux.tell(&["q"]);
        tmux.wait_for_prompt();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn case_76_idle_is_asleep() {
    use std::time::Duration;

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
    let quiet = (0..20).any(|_| {
        let before = turns(session.pid());
        std::thread::sleep(Duration::from_secs(2));
        turns(session.pid()) == before
    });
    assert!(quiet, "something wakes in every two seconds");
    quit(session);
}
