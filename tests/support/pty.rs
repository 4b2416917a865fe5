//! A real program in a pseudo-terminal, its screen read through a terminal emulator.
//!
//! Tests say what they wait for and never how long; [`GUARD`] only ends a test that hangs.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use rustix::termios::{Termios, tcgetattr, tcsetattr};

use super::command::{FOLIO, HARBOUR};

/// How long a test may hang before it fails; far above anything that a busy machine needs.
const GUARD: Duration = Duration::from_mins(1);

/// How long somebody waits for an answer before typing again: for longer than Folio waits for the
/// rest of what is incomplete.
const PATIENCE: Duration = Duration::from_millis(1500);

/// The key that has everything drawn again.
const REDRAW: &str = "\x0c";

/// Esc, as terminals send it that tell keys apart. Its single byte and a key right behind it are
/// another key, so whoever sends that byte waits for what the key alone does; a frame can be of
/// something else.
pub const ESC: &str = "\x1b[27u";

/// What Folio puts before and behind each frame.
const FRAME_BEGIN: &[u8] = b"\x1b[?2026h";
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// A program that is to run in a pseudo-terminal.
pub struct Launch {
    command: CommandBuilder,
    size: PtySize,
    home: tempfile::TempDir,
}

impl Launch {
    /// Launches Folio without arguments, at 80×24, with nothing of the person's own environment.
    pub fn folio() -> Self {
        Self::program(FOLIO)
    }

    /// Launches Folio on a pack of the tests.
    pub fn in_harbour() -> Self {
        Self::folio().arg(HARBOUR)
    }

    /// Launches an interactive shell with the prompt `ready>`.
    pub fn shell() -> Self {
        Self::program("/bin/sh").arg("-i").env("PS1", "ready> ")
    }

    /// Launches any program.
    pub fn program(program: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder for temporary files exists");
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home.path());
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        Self { command, size: pty_size(80, 24), home }
    }

    /// Adds an argument.
    pub fn arg(mut self, argument: impl Into<OsString>) -> Self {
        self.command.arg(argument.into());
        self
    }

    /// Sets a variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the size of the terminal.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = pty_size(columns, rows);
        self
    }

    /// Starts the program.
    pub fn start(self) -> Session {
        Session::start(self)
    }
}

/// What a terminal shows and has been sent.
pub struct Seen {
    parser: vt100::Parser,
    /// Every byte that was sent.
    pub bytes: Vec<u8>,
    /// How many of the bytes are on the screen; a frame appears as a whole.
    shown: usize,
    /// Whether the terminal reads; a terminal that does not is held as a real one can be.
    reading: bool,
    /// Whether the terminal is to go away.
    closing: bool,
    /// Whether everything was read.
    drained: bool,
}

impl Seen {
    /// Returns the emulated screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Returns the rows as text, without what is blank at the right and at the foot.
    pub fn text(&self) -> String {
        let columns = self.screen().size().1.get();
        let rows = self.screen().rows(0, columns);
        let text = rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n");
        text.trim_end().to_owned()
    }

    /// Returns the rows but the last, where Folio says how far one has read: what it learns behind the
    /// screen makes entries longer.
    pub fn above_foot(&self) -> String {
        let text = self.text();
        text.rsplit_once('\n').map_or(String::new(), |(above, _)| above.to_owned())
    }

    /// Returns one row as text.
    pub fn row(&self, row: u16) -> String {
        let columns = self.screen().size().1.get();
        self.screen().rows(0, columns).nth(usize::from(row)).unwrap_or_default()
    }

    /// Returns whether a text stands on the screen.
    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// Returns whether the terminal was sent these bytes.
    pub fn was_sent(&self, bytes: &[u8]) -> bool {
        self.bytes.windows(bytes.len()).any(|window| window == bytes)
    }

    /// Returns all that was sent, as text, but for the beginning of a frame.
    pub fn sent(&self) -> String {
        String::from_utf8_lossy(&self.bytes[..self.shown]).into_owned()
    }

    /// Counts the frames that Folio has drawn.
    pub fn frames(&self) -> usize {
        let bytes = &self.bytes[..self.shown];
        bytes.windows(FRAME_END.len()).filter(|window| *window == FRAME_END).count()
    }

    /// Counts the frames that were drawn as a whole: each clears the screen first.
    pub fn full_frames(&self) -> usize {
        self.bytes[..self.shown].windows(3).filter(|bytes| bytes == b"\x1b[J").count()
    }

    fn take(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        let rest = &self.bytes[self.shown..];
        let begins = last(rest, FRAME_BEGIN);
        let ends = last(rest, FRAME_END);
        let complete = match (begins, ends) {
            (Some(begin), end) if end.is_none_or(|end| end < begin) => begin,
            _ => rest.len(),
        };
        self.parser.process(&rest[..complete]);
        self.shown += complete;
    }

    /// Returns whether Folio has drawn its browser and has the terminal.
    pub fn is_open(&self) -> bool {
        let drawn = self.screen().alternate_screen() && self.frames() > 0;
        drawn && !self.text().trim().is_empty() && !self.is_loading()
    }

    /// Returns whether Folio shows that packs are being opened, as it does where they take long.
    pub fn is_loading(&self) -> bool {
        let is_heading = |row: &str| row.starts_with("Opening ") && row.ends_with(['…', '.']);
        self.text().lines().any(|row| is_heading(row.trim()))
    }

    /// Returns whether any cell is shown in reverse.
    pub fn has_reverse(&self) -> bool {
        let (rows, columns) = self.screen().size();
        (0..rows.get()).any(|row| {
            (0..columns.get())
                .any(|column| self.screen().cell(row, column).is_some_and(vt100::Cell::inverse))
        })
    }
}

/// How a program ended and what it left.
pub struct Ended {
    /// How it ended.
    pub status: ExitStatus,
    /// What the terminal shows.
    pub seen: Seen,
    /// Whether the terminal's modes are what they were before.
    pub termios_restored: bool,
}

impl Ended {
    /// Asserts that the terminal is as it was before the program came.
    #[track_caller]
    pub fn assert_clean(&self) {
        let screen = self.seen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is off");
        assert!(!screen.hide_cursor(), "the cursor is on");
        assert!(!screen.bracketed_paste(), "pastes are not marked");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let sent = self.seen.sent();
        assert!(sent.rfind("\x1b[?7l") <= sent.rfind("\x1b[?7h"), "a full row begins a new one");
        for (taken, given_back) in PAIRS {
            assert_pairs(&sent, taken, given_back);
        }
        assert!(self.termios_restored, "the terminal's modes are what they were");
    }

    /// Asserts that the program died by a signal, named as the system describes it.
    #[track_caller]
    pub fn assert_died_by(&self, description: &str) {
        assert_eq!(self.status.signal(), Some(description), "{:?}", self.status);
    }

    /// Asserts the exit code.
    #[track_caller]
    pub fn assert_code(&self, code: u32) {
        assert_eq!((self.status.signal(), self.status.exit_code()), (None, code));
    }
}

/// What a terminal is told to keep or to begin, and what takes that back.
const PAIRS: [(&str, &str); 4] = [
    // Its keys, its title.
    ("\x1b[>5u", "\x1b[<u"),
    ("\x1b[22;2t", "\x1b[23;2t"),
    // Its modes.
    ("\x1b[?2027h", "\x1b[?2027l"),
    ("\x1b[?2031h", "\x1b[?2031l"),
];

/// Asserts that one sequence is followed by another before it comes again, and at the end. Coming twice, the
/// second would take back what somebody else was given.
#[track_caller]
fn assert_pairs(sent: &str, taken: &str, given_back: &str) {
    let (mut rest, mut is_taken) = (sent, false);
    while let Some(at) = rest.find(if is_taken { given_back } else { taken }) {
        let (before, behind) = rest.split_at(at);
        let early = before.contains(if is_taken { taken } else { given_back });
        assert!(!early, "{taken:?} and {given_back:?} do not take turns");
        let length = if is_taken { given_back.len() } else { taken.len() };
        (rest, is_taken) = (&behind[length..], !is_taken);
    }
    assert!(!is_taken && !rest.contains(given_back), "{taken:?} stays without {given_back:?}");
}

type Shared = Arc<(Mutex<Seen>, Condvar)>;

/// A running program and its terminal.
pub struct Session {
    pid: Pid,
    exit: Receiver<ExitStatus>,
    ended: Option<ExitStatus>,
    shared: Shared,
    reader: Option<JoinHandle<()>>,
    /// The terminal's ends; `None` once it is closed.
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    /// The program's end, held open to look at its modes.
    terminal: Option<File>,
    before: Termios,
    _home: tempfile::TempDir,
}

impl Session {
    fn start(launch: Launch) -> Self {
        let pair = native_pty_system().openpty(launch.size).expect("a pseudo-terminal is free");
        let name = pair.master.tty_name().expect("a pseudo-terminal has a name");
        let terminal = File::options()
            .read(true)
            .write(true)
            .custom_flags(OFlags::NOCTTY.bits().cast_signed())
            .open(name)
            .expect("the terminal can be opened by its name");
        let before = tcgetattr(&terminal).expect("a terminal has modes");
        let mut child = pair.slave.spawn_command(launch.command).expect("the program exists");
        let pid = child.process_id().and_then(|pid| Pid::from_raw(pid.cast_signed()));
        drop(pair.slave);
        let (sender, exit) = mpsc::channel();
        thread::spawn(move || sender.send(child.wait().expect("a child can be waited for")));
        let reader = pair.master.try_clone_reader().expect("a terminal can be read");
        let shared: Shared = Arc::new((Mutex::new(nothing_seen(launch.size)), Condvar::new()));
        let reader = thread::spawn({
            let shared = Arc::clone(&shared);
            move || read(reader, &shared)
        });
        Self {
            pid: pid.expect("a started program has an id"),
            exit,
            ended: None,
            shared,
            reader: Some(reader),
            writer: Some(pair.master.take_writer().expect("nobody took it before")),
            master: Some(pair.master),
            terminal: Some(terminal),
            before,
            _home: launch.home,
        }
    }

    /// Returns the memory that the program has, in bytes.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid));
        let status = status.expect("the program runs");
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        kibibytes.expect("it is told in KiB") << 10
    }

    /// Returns the process id.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    /// Types and waits for a frame, whatever it is of.
    #[track_caller]
    pub fn press(&mut self, keys: &str) {
        let frames = self.look(Seen::frames);
        self.send(keys);
        self.wait_until("a frame", |seen| seen.frames() > frames);
    }

    /// Types bytes.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(bytes).expect("the terminal takes keys");
        writer.flush().expect("the terminal takes keys");
    }

    /// Types without waiting for the terminal to take it, as a paste without end does.
    pub fn send_in_background(&mut self, bytes: Vec<u8>) {
        let mut writer = self.writer.take().expect("the terminal is open");
        thread::spawn(move || {
            // It fails once the program is gone, which is what the test is about.
            let _ = writer.write_all(&bytes);
            // Dropping a writer types an end of file, which belongs to nobody any more.
            std::mem::forget(writer);
        });
    }

    /// Waits until the program has read what was typed, so that what is typed next comes in a piece
    /// of its own. Asks again and again, because a terminal tells nobody.
    #[track_caller]
    pub fn wait_read(&self) {
        let terminal = self.terminal.as_ref().expect("the terminal is open");
        let deadline = Instant::now() + GUARD;
        // What was typed is counted once the kernel has passed it on, which it does for whoever asks for it.
        let pass_on =
            || poll(&mut [PollFd::new(terminal, PollFlags::IN)], Some(&Timespec::default()));
        while pass_on().is_ok()
            && rustix::io::ioctl_fionread(terminal).is_ok_and(|waiting| waiting > 0)
        {
            assert!(Instant::now() < deadline, "the program does not read");
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Asks for a full frame again and again, as somebody does who sees nothing happen, until there is
    /// one. A frame that comes of itself is none of them.
    #[track_caller]
    pub fn insist_on_redraw(&mut self) {
        let before = self.look(Seen::full_frames);
        self.ask(REDRAW, |seen| seen.full_frames() > before);
    }

    /// Types again and again until the terminal shows what `condition` looks for.
    #[track_caller]
    pub fn ask(&mut self, keys: &str, condition: impl Fn(&Seen) -> bool) {
        let deadline = Instant::now() + GUARD;
        while !self.look(&condition) {
            assert!(Instant::now() < deadline, "{keys:?} led to:\n{}", self.seen().text());
            self.send(keys);
            let waiting =
                self.shared.1.wait_timeout_while(self.seen(), PATIENCE, |seen| !condition(seen));
            drop(waiting.unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).expect("the program runs");
    }

    /// Sends a signal to the program, which an earlier one may have ended.
    pub fn signal_too(&self, signal: Signal) {
        let sent = kill_process(self.pid, signal);
        assert!(matches!(sent, Ok(()) | Err(Errno::SRCH)), "{sent:?}");
    }

    /// Waits until the program was stopped by a signal.
    pub fn wait_stopped(&self) {
        let stopped = waitid(WaitId::Pid(self.pid), WaitIdOptions::STOPPED);
        assert!(stopped.is_ok_and(|status| status.is_some()), "it is a child that was stopped");
    }

    /// Stops the program so that it does not notice, and has it go on once the terminal was used otherwise.
    #[track_caller]
    pub fn stop_without_notice(&mut self) {
        self.signal(Signal::STOP);
        // What a shell does to the terminal while a job is stopped.
        self.reset_modes();
        self.signal(Signal::CONT);
        self.wait_for_raw_mode();
    }

    /// Changes the size of the terminal.
    pub fn resize(&self, columns: u16, rows: u16) {
        {
            let mut seen = self.seen();
            let (rows, columns) = emulated(columns, rows);
            seen.parser.set_size(rows, columns);
        }
        let master = self.master.as_ref().expect("the terminal is open");
        master.resize(pty_size(columns, rows)).expect("a terminal takes any size");
    }

    /// Takes something from what the terminal shows.
    pub fn look<T>(&self, take: impl FnOnce(&Seen) -> T) -> T {
        take(&self.seen())
    }

    /// Looks at the terminal, which shows nothing new as long as one looks; looking twice at once
    /// hangs, so [`Session::look`] serves better inside of expressions.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until the program has made a file or a folder. Asks again and again, because a folder tells nobody.
    #[track_caller]
    pub fn wait_for_file(&self, path: &Path) {
        let deadline = Instant::now() + GUARD;
        while !path.exists() {
            let shown = || self.look(Seen::text);
            assert!(Instant::now() < deadline, "{} is not made:\n{}", path.display(), shown());
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until the terminal shows what `condition` looks for.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut condition: impl FnMut(&Seen) -> bool) {
        let deadline = Instant::now() + GUARD;
        let mut seen = self.seen();
        while !condition(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited for {what}, and saw:\n{}", seen.text());
            seen = self.shared.1.wait_timeout(seen, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |seen| seen.shows(text));
    }

    /// Waits until a text stands on the screen no more.
    #[track_caller]
    pub fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("{text} to go"), |seen| !seen.shows(text));
    }

    /// Waits for the first frame.
    #[track_caller]
    pub fn wait_open(&self) {
        self.wait_until("the first frame", Seen::is_open);
    }

    /// Waits until all that was typed before has been taken in: has everything drawn again.
    #[track_caller]
    pub fn wait_taken_in(&mut self) {
        let before = self.look(Seen::full_frames);
        self.send(REDRAW);
        self.wait_until("a full frame", |seen| seen.full_frames() > before);
    }

    /// Has the terminal stop reading, as a frozen one does, and fills what it holds back, so that
    /// whoever writes has to wait.
    pub fn freeze(&self) {
        self.seen().reading = false;
        let name = self.master.as_ref().and_then(|master| master.tty_name());
        let mut terminal = File::options()
            .write(true)
            .custom_flags((OFlags::NOCTTY | OFlags::NONBLOCK).bits().cast_signed())
            .open(name.expect("the terminal is open"))
            .expect("the terminal can be opened by its name");
        // A terminal shows nothing for these bytes. The reader may still take the first of them, and
        // what is left of the room at last is filled byte by byte.
        for piece in [4096, 1] {
            let mut full = 0;
            while full < 3 {
                let taken = terminal.write(&vec![0; piece]).unwrap_or(0);
                if taken > 0 {
                    full = 0;
                } else {
                    full += 1;
                    thread::sleep(Duration::from_millis(1));
                }
            }
        }
    }

    /// Has the terminal read again.
    pub fn thaw(&self) {
        self.seen().reading = true;
        self.shared.1.notify_all();
    }

    /// Closes the terminal, as closing its window does.
    pub fn close(&mut self) {
        self.seen().closing = true;
        // The reader holds the terminal open; a byte wakes it so that it looks.
        let terminal = self.terminal.as_mut().expect("the terminal is closed once");
        terminal.write_all(b"\0").expect("the terminal is open");
        self.join_reader();
        if let Some(writer) = self.writer.take() {
            drop(writer);
        }
        self.master = None;
        self.terminal = None;
    }

    /// Waits for the program to end, without looking at what it left.
    #[track_caller]
    pub fn wait_exit(&mut self) -> ExitStatus {
        if self.ended.is_none() {
            let ended = self.exit.recv_timeout(GUARD).ok();
            let shown = self.seen().text();
            self.ended =
                Some(ended.unwrap_or_else(|| panic!("it does not end, and shows:\n{shown}")));
        }
        self.ended.clone().expect("it was set just now")
    }

    /// Waits for the program to end and for the terminal to read everything.
    #[track_caller]
    pub fn wait_end(mut self) -> Ended {
        let status = self.wait_exit();
        let terminal = self.terminal.take().expect("the terminal is open");
        let after = tcgetattr(&terminal).expect("a terminal has modes");
        let termios_restored = same_modes(&self.before, &after);
        // The last holder closes the program's end: the reader comes to an end too.
        drop(terminal);
        self.join_reader();
        let empty = nothing_seen(pty_size(1, 1));
        let seen = std::mem::replace(&mut *self.seen(), empty);
        Ended { status, seen, termios_restored }
    }

    /// Changes the terminal's modes as a shell does while a program is stopped.
    pub fn reset_modes(&self) {
        let terminal = self.terminal.as_ref().expect("the terminal is open");
        tcsetattr(terminal, rustix::termios::OptionalActions::Now, &self.before)
            .expect("a terminal takes its own modes");
    }

    /// Returns whether the terminal's modes are what they were before the program started.
    pub fn has_own_modes(&self) -> bool {
        let terminal = self.terminal.as_ref().expect("the terminal is open");
        same_modes(&self.before, &tcgetattr(terminal).expect("a terminal has modes"))
    }

    /// Waits until keys come unbuffered. Asks again and again, because a terminal tells nobody.
    #[track_caller]
    pub fn wait_for_raw_mode(&self) {
        let deadline = Instant::now() + GUARD;
        while self.has_own_modes() {
            assert!(Instant::now() < deadline, "the terminal's modes stay what they were");
            thread::sleep(Duration::from_millis(1));
        }
    }

    #[track_caller]
    fn join_reader(&mut self) {
        self.thaw();
        self.wait_until("everything to be read", |seen| seen.drained);
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader does not panic");
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that failed must not leave the program running.
        if self.ended.is_none() && self.exit.try_recv().is_err() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
        self.thaw();
    }
}

fn nothing_seen(size: PtySize) -> Seen {
    let (rows, columns) = emulated(size.cols, size.rows);
    Seen {
        parser: vt100::Parser::new(rows, columns, 0),
        bytes: Vec::new(),
        shown: 0,
        reading: true,
        closing: false,
        drained: false,
    }
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The emulator cannot be as small or as large as a size can claim.
fn emulated(columns: u16, rows: u16) -> (NonZeroU16, NonZeroU16) {
    let within = |cells: u16| NonZeroU16::new(cells.clamp(1, 1000)).expect("it is at least 1");
    (within(rows), within(columns))
}

fn same_modes(one: &Termios, other: &Termios) -> bool {
    one.input_modes == other.input_modes
        && one.output_modes == other.output_modes
        && one.control_modes == other.control_modes
        && one.local_modes == other.local_modes
}

/// Finds the last place of a sequence.
fn last(bytes: &[u8], sequence: &[u8]) -> Option<usize> {
    bytes.windows(sequence.len()).rposition(|window| window == sequence)
}

fn read(mut reader: Box<dyn Read + Send>, (seen, changed): &(Mutex<Seen>, Condvar)) {
    let mut buffer = [0; 4096];
    loop {
        let length = reader.read(&mut buffer).unwrap_or(0);
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        while !seen.reading {
            seen = changed.wait(seen).unwrap_or_else(PoisonError::into_inner);
        }
        seen.take(&buffer[..length]);
        seen.drained = length == 0 || seen.closing;
        changed.notify_all();
        if seen.drained {
            return;
        }
    }
}
