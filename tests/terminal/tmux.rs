//! The cases that need a real terminal or its job control, in tmux.

use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::looks::{is_coloured, styles};
use super::{has, on_harbour};

/// How long a test may hang before it fails.
const GUARD: Duration = Duration::from_mins(1);

/// A tmux server of its own; `None` if one does without tmux.
struct Tmux {
    folder: tempfile::TempDir,
}

impl Tmux {
    fn start() -> Option<Self> {
        if !has("tmux", "FOLIO_WITHOUT_TMUX") {
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
        // What runs in it has the server's environment: nothing of the person's own, nor of the tests'.
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "C.UTF-8");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.arg("-S").arg(socket).args(arguments);
        command.output().expect("tmux runs")
    }

    fn tell(&self, keys: &[&str]) {
        self.run(&[&["send-keys"], keys].concat());
    }

    /// Returns all rows but the last, which says how far one has read and changes as the program
    /// learns more.
    fn screen(&self) -> String {
        let screen = self.run(&["capture-pane", "-p"]).stdout;
        String::from_utf8_lossy(&screen).lines().take(23).collect::<Vec<_>>().join("\n")
    }

    fn foot(&self) -> String {
        let screen = self.run(&["capture-pane", "-p"]).stdout;
        String::from_utf8_lossy(&screen).lines().nth(23).unwrap_or_default().to_owned()
    }

    fn state(&self) -> String {
        let format = "#{alternate_on} #{cursor_flag} #{mouse_any_flag}";
        let output = self.run(&["display-message", "-p", format]);
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Asks again and again, because tmux tells nobody.
    #[track_caller]
    fn wait_until(&self, what: &str, condition: impl Fn(&str) -> bool) {
        let seen = || format!("waited for {what}, and saw:\n{}", self.screen());
        wait(|| condition(&self.screen()), seen);
    }

    #[track_caller]
    fn wait_for_prompt(&self) {
        self.wait_until("a prompt", |screen| {
            screen.trim_end().ends_with("ready>") && self.state() == SHELL
        });
    }
}

/// Asks again and again; `complaint` says what was waited for in vain.
#[track_caller]
fn wait(condition: impl Fn() -> bool, complaint: impl Fn() -> String) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < GUARD, "{}", complaint());
        thread::sleep(Duration::from_millis(10));
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

/// Starts Folio in a tmux of its own and waits for its first frame. The program writes its process
/// id before it becomes Folio.
#[track_caller]
fn open(settings: &str) -> Option<(Tmux, Pid)> {
    let tmux = Tmux::start()?;
    let id = tmux.folder.path().join("pid");
    let line = on_harbour("sh -c 'echo $$ > ID; exec FOLIO'");
    let line = format!("{settings} {}", line.replace("ID", &id.display().to_string()));
    tmux.tell(&[&line, "Enter"]);
    // The foot is written last: a tmux that is asked in the middle of a frame shows half of it.
    tmux.wait_until("the first frame", |screen| {
        screen.contains("Overview") && tmux.foot().contains("help") && tmux.state() == OPEN
    });
    let id = std::fs::read_to_string(id).expect("it was written before the first frame");
    let pid = id.trim().parse().ok().and_then(Pid::from_raw).expect("it is a process id");
    Some((tmux, pid))
}

/// Whether the alternate screen, the cursor and the mouse are on.
const OPEN: &str = "1 0 1";
const SHELL: &str = "0 1 0";

/// Leaves by `q` and asserts that the shell has its terminal back.
#[track_caller]
fn quit(tmux: &Tmux) {
    tmux.tell(&["q"]);
    tmux.wait_for_prompt();
    tmux.tell(&["echo left with $?.", "Enter"]);
    tmux.wait_until("its exit code", |screen| screen.contains("left with 0."));
}

/// Has the terminal give Folio these bytes in one piece, as it gives its own answers.
fn send_bytes(tmux: &Tmux, bytes: &[u8]) {
    let file = tmux.folder.path().join("bytes");
    std::fs::write(&file, bytes).expect("temporary files can be written");
    tmux.run(&["load-buffer", file.to_str().expect("temporary files have plain names")]);
    tmux.run(&["paste-buffer", "-r"]);
}

#[test]
fn case_49_in_tmux() {
    for (signal, code) in
        [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)]
    {
        let Some((tmux, pid)) = open("") else { return };
        kill_process(pid, signal).unwrap();
        tmux.wait_until("a prompt", |screen| {
            screen.trim_end().ends_with("ready>") && tmux.state() == SHELL
        });
        tmux.tell(&["echo left with $?.", "Enter"]);
        tmux.wait_until("its exit code", |screen| screen.contains(&format!("left with {code}.")));
    }
}

/// Has Folio stopped, and asserts that it comes back as it was.
#[track_caller]
fn check_return(tmux: &Tmux, stop: impl Fn()) {
    let before = tmux.screen();
    stop();
    tmux.wait_for_prompt();
    tmux.tell(&["fg", "Enter"]);
    tmux.wait_until("the same frame", |screen| screen == before);
    tmux.wait_until("the mouse", |_| tmux.state() == OPEN);
    quit(tmux);
}

#[test]
fn case_50_in_tmux() {
    let Some((tmux, _)) = open("") else { return };
    check_return(&tmux, || tmux.tell(&["C-z"]));
}

#[test]
fn case_51_in_tmux() {
    let Some((tmux, pid)) = open("") else { return };
    check_return(&tmux, || kill_process(pid, Signal::TSTP).unwrap());
}

#[test]
fn case_52_in_tmux() {
    // In a session of its own no signal tells it that the terminal is gone.
    for settings in ["", "setsid -w"] {
        let Some((tmux, pid)) = open(settings) else { return };
        tmux.run(&["kill-server"]);
        let gone = || {
            let state = Command::new("ps").args(["-o", "stat=", "-p", &pid.to_string()]).output();
            let state = state.expect("ps runs").stdout;
            state.is_empty() || state.starts_with(b"Z")
        };
        wait(gone, || format!("process {pid} goes on without a terminal"));
    }
}

#[test]
fn case_61_in_tmux() {
    let Some((tmux, _)) = open("NO_COLOR=1") else { return };
    let screen = tmux.run(&["capture-pane", "-p", "-e"]).stdout;
    let screen = String::from_utf8_lossy(&screen);
    assert!(styles(&screen).contains(&7), "{screen:?}");
    assert!(!is_coloured(&screen), "{screen:?}");
    quit(&tmux);
}

#[test]
fn case_64_in_tmux() {
    let Some((tmux, _)) = open("") else { return };
    let before = tmux.screen();
    for (columns, rows) in [("20", "5"), ("1", "1"), ("200", "60"), ("81", "3"), ("80", "24")] {
        tmux.run(&["resize-window", "-x", columns, "-y", rows]);
    }
    tmux.wait_until("the same frame", |screen| screen == before);
    quit(&tmux);
}

#[test]
fn case_65_in_tmux() {
    let Some((tmux, pid)) = open("") else { return };
    for bytes in [b"\x1b[".as_slice(), b"\xe6\xb1", b"\x1b]11;", b"\x1b[200~"] {
        send_bytes(&tmux, bytes);
    }
    kill_process(pid, Signal::TERM).unwrap();
    tmux.wait_for_prompt();
}

#[test]
fn case_66_in_tmux() {
    let Some((tmux, _)) = open("") else { return };
    let before = tmux.screen();
    for answer in
        ["\x1b]11;rgb:qqqq/qqqq/qqqq\x1b\\", "\x1bP>|q\x1b\\", "\x1b[?2026;2$y", "\x1b[?62;4c"]
    {
        send_bytes(&tmux, answer.as_bytes());
    }
    // What changes the screen comes last, so that all the rest has been taken in.
    tmux.tell(&["?"]);
    tmux.wait_until("the help", |screen| screen != before);
    tmux.tell(&["Escape"]);
    tmux.wait_until("the same frame", |screen| screen == before);
    quit(&tmux);
}

#[test]
fn the_window_has_its_title_back_in_tmux() {
    let title = |tmux: &Tmux| {
        let output = tmux.run(&["display-message", "-p", "#{pane_title}"]);
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    let Some(tmux) = Tmux::start() else { return };
    let before = title(&tmux);
    drop(tmux);
    let Some((tmux, _)) = open("") else { return };
    assert_eq!(title(&tmux), "Folio");
    tmux.tell(&["C-z"]);
    tmux.wait_for_prompt();
    assert_eq!(title(&tmux), before);
    tmux.tell(&["fg", "Enter"]);
    tmux.wait_until("the screen", |_| tmux.state() == OPEN);
    wait(|| title(&tmux) == "Folio", || title(&tmux));
    quit(&tmux);
    assert_eq!(title(&tmux), before);
}

#[test]
fn case_75_in_tmux() {
    for term in ["screen", "tmux-256color", "xterm"] {
        let Some((tmux, _)) = open(&format!("TERM={term}")) else { return };
        quit(&tmux);
        assert_eq!(tmux.state(), SHELL);
        assert!(!tmux.screen().contains("Overview"), "the shell's own screen is back");
    }
}
