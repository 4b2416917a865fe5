//! Takes the terminal and gives it back: raw mode, the alternate screen, mouse, pasted text, keys,
//! title, cursor. Refuses to know: what is drawn.
//!
//! The loop, the signal thread and the panic hook share one [`Lease`], because each of them may be
//! the one that has to give the terminal back, and none may do so twice or write afterwards.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use super::console::{Output, disable_raw_mode, enable_raw_mode};
use super::painter::LINK_END;
use super::workarounds;
use crate::cli::Repute;

/// Alternate screen, no cursor, pastes marked as such, and no new row where one is full: a terminal
/// that draws a character wider than it was counted must not push the rest into other rows.
///
/// Whether the window has the focus is not asked: nothing works while nothing happens, and whoever writes in an
/// editor beside Folio is to see here what changes.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h\x1b[?7l";

/// Undoes [`ENTER`], [`MOUSE_ON`] and all styles.
const LEAVE: &[u8] = b"\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l";

/// Ends an update that was cut short.
const UPDATE_END: &[u8] = b"\x1b[?2026l";

/// Ends a string that was cut short, such as the address of a link.
const STRING_END: &[u8] = b"\x1b\\";

/// Has keys told apart that send the same bytes otherwise, and where they are on the keyboard, by a program
/// that has this screen alone (<https://sw.kovidgoyal.net/kitty/keyboard-protocol/>: 1 to disambiguate, 4 for
/// the key of the base layout, which only adds a number to what the first sends). A terminal that does not know
/// of it sends what it always has.
const KEYS_PUSH: &[u8] = b"\x1b[>5u";
const KEYS_POP: &[u8] = b"\x1b[<u";

/// Keeps the title of the window and sets one that tells nothing of what is read (`XTWINOPS` of xterm).
const TITLE_PUSH: &[u8] = b"\x1b[22;2t\x1b]2;Folio\x1b\\";
const TITLE_POP: &[u8] = b"\x1b[23;2t";

/// Asks for modes that are set only where the terminal says that it has them (`DECRQM`). Some terminals type the
/// last letter of the question; it is asked before anything is drawn, and wiped away.
const ASK_MODES: &[u8] = b"\x1b[?2027$p\x1b[?2031$p\x1b[H\x1b[J";

/// Asks for the colour of the background.
const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// Presses, releases, drags and the wheel. Mere movement is not asked for: nothing uses it, and it
/// would wake the loop for every cell that the mouse crosses.
const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";

/// A mode that a terminal may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Characters take the cells of their grapheme cluster, as Folio counts them
    /// (<https://github.com/contour-terminal/terminal-unicode-core>).
    Graphemes,
    /// The terminal tells when its colours change between dark and light
    /// (<https://contour-terminal.org/vt-extensions/color-palette-update-notifications/>).
    Scheme,
}

impl Mode {
    const ALL: [Self; 2] = [Self::Graphemes, Self::Scheme];

    /// Returns the mode of a number.
    pub fn numbered(number: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.number() == number)
    }

    fn number(self) -> u16 {
        match self {
            Self::Graphemes => 2027,
            Self::Scheme => 2031,
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// How long giving back may wait for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(200);

/// What a terminal without a size of its own (a serial line) counts as.
const USUAL: Size = Size { width: 80, height: 24 };

/// The largest screen that is drawn; beyond it a size is a mistake, and its cells would fill the
/// memory.
const LARGEST: Size = Size { width: 1600, height: 600 };

/// The terminal belongs to the shell.
const OUTSIDE: u8 = 0;
/// The terminal belongs to the browser.
const INSIDE: u8 = 1;
/// The terminal belongs to the shell until the process is continued.
const STOPPED: u8 = 2;
/// The terminal belongs to a program that the browser waits for.
const LENT: u8 = 3;

/// The right to use the terminal, and the duty to give it back.
pub struct Lease {
    output: Output,
    repute: Repute,
    /// Whether frames may go out; turned off first of all, so that a writer that waits for the
    /// terminal gives up.
    open: AtomicBool,
    phase: AtomicU8,
    mouse: AtomicBool,
    /// Whether the terminal is told where links lead.
    links: AtomicBool,
    /// The modes that were set, by their bits.
    modes: AtomicU8,
    /// Held while bytes go out or the phase changes, so that nothing can come between.
    writing: Mutex<()>,
}

impl Lease {
    /// Prepares to take the terminal at standard output; changes nothing yet.
    pub fn new(repute: Repute) -> io::Result<Self> {
        Ok(Self::over(Output::open()?, repute))
    }

    fn over(output: Output, repute: Repute) -> Self {
        Self {
            output,
            repute,
            open: AtomicBool::new(false),
            phase: AtomicU8::new(OUTSIDE),
            mouse: AtomicBool::new(false),
            links: AtomicBool::new(repute.hyperlinks),
            modes: AtomicU8::new(0),
            writing: Mutex::new(()),
        }
    }

    /// Takes the terminal. If that fails it is left as it was.
    pub fn acquire(&self) -> io::Result<()> {
        let _writing = self.wait_for_writer();
        self.enter()
    }

    /// Gives the terminal back, if it was not given back before. Never waits long and says nothing:
    /// whoever calls this can do nothing about a terminal that fails.
    pub fn give_back(&self) {
        self.leave(OUTSIDE);
    }

    /// Gives the terminal back until [`Lease::resume`].
    #[cfg_attr(windows, expect(dead_code, reason = "no job is stopped there"))]
    pub fn stop(&self) {
        self.leave(STOPPED);
    }

    /// Gives the terminal to a program that is waited for, until [`Lease::take_back`].
    pub fn lend(&self) {
        self.leave(LENT);
    }

    /// Returns whether another program has the terminal.
    pub fn is_lent(&self) -> bool {
        self.phase.load(Ordering::SeqCst) == LENT
    }

    /// Takes the terminal again from the program that it was lent to.
    pub fn take_back(&self) -> io::Result<()> {
        let _writing = self.wait_for_writer();
        if self.is_lent() { self.enter() } else { Ok(()) }
    }

    /// Takes the terminal again after the process was continued; returns whether it did.
    ///
    /// Also right if the process was stopped without notice: the shell has changed the terminal
    /// meanwhile, so everything is set up again.
    #[cfg_attr(windows, expect(dead_code, reason = "no job is stopped there"))]
    pub fn resume(&self) -> io::Result<bool> {
        let _writing = self.wait_for_writer();
        match self.phase.load(Ordering::SeqCst) {
            OUTSIDE | LENT => return Ok(false),
            INSIDE => {
                workarounds::renew_raw_mode()?;
                // What is pushed again must not be there twice.
                self.push(&self.pops(), &patience())?;
            }
            _ => {}
        }
        self.enter()?;
        Ok(true)
    }

    /// Takes the mouse or leaves it to the terminal.
    pub fn capture_mouse(&self, wanted: bool) -> io::Result<()> {
        if self.mouse.swap(wanted, Ordering::SeqCst) == wanted {
            return Ok(());
        }
        self.write(if wanted { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Asks which modes the terminal has, if it can be asked; to be called before anything is drawn. The answers
    /// come as input, or never.
    pub fn ask_modes(&self) -> io::Result<()> {
        if self.repute.converses { self.write(ASK_MODES) } else { Ok(()) }
    }

    /// Asks for the colour of the background, if the terminal can be asked; the answer comes as input, or never.
    pub fn ask_background(&self) -> io::Result<()> {
        if self.repute.converses { self.write(ASK_BACKGROUND) } else { Ok(()) }
    }

    /// Tells the terminal where links lead from now on, or not; returns whether that is new.
    pub fn tell_links(&self, wanted: bool) -> bool {
        self.links.swap(wanted, Ordering::SeqCst) != wanted
    }

    /// Returns whether the terminal is told where links lead.
    pub fn tells_links(&self) -> bool {
        self.links.load(Ordering::SeqCst)
    }

    /// Sets a mode as long as the terminal is ours; returns whether it was not set before.
    pub fn set_mode(&self, mode: Mode) -> io::Result<bool> {
        if self.modes.fetch_or(mode.bit(), Ordering::SeqCst) & mode.bit() != 0 {
            return Ok(false);
        }
        self.write(&switch(mode, 'h'))?;
        Ok(true)
    }

    /// Writes to the terminal; what comes while the terminal is not ours is dropped.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let _writing = self.wait_for_writer();
        if self.phase.load(Ordering::SeqCst) != INSIDE {
            return Ok(());
        }
        self.push(bytes, &|| self.open.load(Ordering::SeqCst))
    }

    /// Returns the size of the terminal, within what can be drawn.
    pub fn size(&self) -> Size {
        self.output.size().map_or(USUAL, |(columns, rows)| clamp(columns, rows))
    }

    fn enter(&self) -> io::Result<()> {
        enable_raw_mode()?;
        let entered = self.push(&self.entering(), &patience());
        if let Err(error) = entered {
            // The first failure is the one worth telling.
            let _ = disable_raw_mode();
            self.phase.store(OUTSIDE, Ordering::SeqCst);
            return Err(error);
        }
        self.phase.store(INSIDE, Ordering::SeqCst);
        self.open.store(true, Ordering::SeqCst);
        Ok(())
    }

    fn entering(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.repute.keeps_title {
            bytes.extend_from_slice(TITLE_PUSH);
        }
        bytes.extend_from_slice(ENTER);
        if self.repute.converses {
            bytes.extend_from_slice(KEYS_PUSH);
        }
        for mode in self.modes_on() {
            bytes.extend(switch(mode, 'h'));
        }
        if self.mouse.load(Ordering::SeqCst) {
            bytes.extend_from_slice(MOUSE_ON);
        }
        bytes
    }

    fn leaving(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.repute.converses {
            bytes.extend_from_slice(STRING_END);
        }
        if self.tells_links() {
            bytes.extend_from_slice(LINK_END);
        }
        bytes.extend_from_slice(UPDATE_END);
        for mode in self.modes_on() {
            bytes.extend(switch(mode, 'l'));
        }
        bytes.extend(self.pops());
        bytes.extend_from_slice(LEAVE);
        bytes
    }

    /// Takes back what terminals keep on stacks: keys on that of the alternate screen, so before it is left.
    fn pops(&self) -> Vec<u8> {
        let keys = if self.repute.converses { KEYS_POP } else { b"" };
        let title = if self.repute.keeps_title { TITLE_POP } else { b"" };
        [keys, title].concat()
    }

    fn modes_on(&self) -> impl Iterator<Item = Mode> {
        let on = self.modes.load(Ordering::SeqCst);
        Mode::ALL.into_iter().filter(move |mode| on & mode.bit() != 0)
    }

    fn leave(&self, next: u8) {
        self.open.store(false, Ordering::SeqCst);
        // Whoever comes second waits here until the first is done.
        let _writing = self.wait_for_writer();
        let before = self.phase.load(Ordering::SeqCst);
        if before == INSIDE || next == OUTSIDE {
            self.phase.store(next, Ordering::SeqCst);
        }
        if before == INSIDE {
            self.open.store(false, Ordering::SeqCst);
            self.hand_over();
        }
    }

    fn hand_over(&self) {
        let patient = patience();
        let blocked = AtomicBool::new(false);
        let go_on = || {
            let go_on = patient();
            blocked.store(!go_on, Ordering::SeqCst);
            go_on
        };
        let leaving = self.leaving();
        let _ = self.push(&leaving, &go_on);
        if blocked.load(Ordering::SeqCst) {
            // The terminal has not read the last frame; these few bytes matter more to it.
            self.output.discard();
            let _ = self.push(&leaving, &|| false);
        }
        let _ = disable_raw_mode();
    }

    /// Writes all of it, waiting for a terminal that reads slowly as long as `go_on` says so.
    fn push(&self, mut bytes: &[u8], go_on: &dyn Fn() -> bool) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.output.write(bytes)? {
                Some(written) => bytes = &bytes[written..],
                // Not ready in time: go_on decides.
                None if go_on() => self.output.wait(),
                None => return Ok(()),
            }
            if !bytes.is_empty() && !go_on() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Waits until nobody writes, but not for a writer that hangs (or is this very thread,
    /// panicking).
    fn wait_for_writer(&self) -> Option<MutexGuard<'_, ()>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.writing.try_lock() {
                Ok(guard) => return Some(guard),
                Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
                Err(TryLockError::WouldBlock) if Instant::now() > deadline => return None,
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
            }
        }
    }
}

/// Returns what sets a mode (`h`) or resets it (`l`).
fn switch(mode: Mode, to: char) -> Vec<u8> {
    format!("\x1b[?{}{to}", mode.number()).into_bytes()
}

/// Returns whether the patience is not yet over.
fn patience() -> impl Fn() -> bool {
    let deadline = Instant::now() + PATIENCE;
    move || Instant::now() < deadline
}

fn clamp(columns: u16, rows: u16) -> Size {
    if columns == 0 || rows == 0 {
        return USUAL;
    }
    Size { width: columns.min(LARGEST.width), height: rows.min(LARGEST.height) }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn sizes_are_brought_within_what_can_be_drawn() {
        #[track_caller]
        fn check(columns: u16, rows: u16, expected: (u16, u16)) {
            let size = clamp(columns, rows);
            assert_eq!((size.width, size.height), expected);
        }
        check(0, 0, (80, 24));
        check(0, 40, (80, 24));
        check(1, 1, (1, 1));
        check(1, 1000, (1, 600));
        check(65535, 1, (1600, 1));
        check(65535, 65535, (1600, 600));
        check(120, 40, (120, 40));
    }

    #[test]
    fn nothing_is_written_while_the_terminal_is_not_ours() {
        let file = tempfile::tempfile().unwrap();
        let lease = Lease::over(file.try_clone().unwrap().into(), Repute::default());
        lease.write(b"a frame").unwrap();
        lease.capture_mouse(true).unwrap();
        lease.ask_modes().unwrap();
        lease.ask_background().unwrap();
        lease.set_mode(Mode::Graphemes).unwrap();
        lease.stop();
        lease.give_back();
        assert_eq!(file.metadata().unwrap().len(), 0);
    }

    #[test]
    #[ignore = "run in a terminal by case_56"]
    fn child_with_a_full_device() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let lease = Lease::over(full.into(), Repute::default());
        assert_eq!(lease.acquire().unwrap_err().kind(), io::ErrorKind::StorageFull);
        lease.give_back();
    }

    #[test]
    fn case_56_where_the_terminal_cannot_be_taken_its_modes_are_left() {
        use portable_pty::{CommandBuilder, PtySize, native_pty_system};
        use rustix::termios::tcgetattr;

        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let terminal = File::open(pair.master.tty_name().unwrap()).unwrap();
        let modes = || format!("{:?}", tcgetattr(&terminal).unwrap());
        let before = modes();
        let mut own = CommandBuilder::new(std::env::current_exe().unwrap());
        own.args(["tui::terminal::tests::child_with_a_full_device", "--exact", "--ignored"]);
        // Else it starts in the home folder, which a machine that only builds may not have.
        own.cwd(std::env::current_dir().unwrap());
        let status = pair.slave.spawn_command(own).unwrap().wait().unwrap();
        assert!(status.success(), "{status:?}");
        assert_eq!(modes(), before);
    }
}
