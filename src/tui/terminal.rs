//! Takes the terminal and gives it back: raw mode, the alternate screen, mouse, pasted text, keys,
//! title, cursor. Refuses to know: what is drawn.
//!
//! The loop, the signal thread and the panic hook share one [`Lease`], because each of them may be
//! the one that has to give the terminal back, and none may do so twice or write afterwards.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use super::console::{Output, disable_raw_mode, enable_raw_mode};
use super::dialogue::Dialogue;
use super::painter::LINK_END;
use super::workarounds;
use crate::cli::Repute;

/// Alternate screen, no cursor, pastes marked as such, and no new row where one is full: a terminal
/// that draws a character wider than it was counted must not push the rest into other rows. The screen is wiped, since
/// some terminals have no other one, and only what changes is drawn.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[H\x1b[J\x1b[?25l\x1b[?2004h\x1b[?7l";

/// Undoes [`ENTER`] and [`MOUSE_ON`], as far as they came, and all styles. A terminal without another screen, as the
/// console of Linux and GNU screen mostly are, keeps the last frame: there the shell goes on in its last row.
const LEAVE: &[u8] =
    b"\x1b[0m\x1b[999;1H\x1b[K\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l";

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

/// Has the terminal tell when its window gets the keyboard, and when it loses it (`FocusIn`, `FocusOut` of xterm).
const FOCUS_ON: &[u8] = b"\x1b[?1004h";
const FOCUS_OFF: &[u8] = b"\x1b[?1004l";

/// Keeps the title of the window (`XTWINOPS` of xterm).
const TITLE_PUSH: &[u8] = b"\x1b[22;2t";
const TITLE_POP: &[u8] = b"\x1b[23;2t";
/// Sets a title that tells nothing of what is read.
const TITLE: &[u8] = b"\x1b]2;Folio\x1b\\";

/// Asks for modes that are set only where the terminal says that it has them (`DECRQM`), and last what every
/// terminal answers (`DA1`). Some terminals type the last letter of the question; it is asked before anything is
/// drawn, and wiped away.
const ASK_MODES: &[u8] = b"\x1b[?2027$p\x1b[?2031$p\x1b[c\x1b[H\x1b[J";

/// Asks for the colour of the background, and what every terminal answers.
const ASK_BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

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
    /// Returns the mode of a number.
    pub fn numbered(number: u16) -> Option<Self> {
        [Self::Graphemes, Self::Scheme].into_iter().find(|mode| mode.number() == number)
    }

    fn number(self) -> u16 {
        match self {
            Self::Graphemes => 2027,
            Self::Scheme => 2031,
        }
    }

    /// Returns what sets the mode (`h`) or resets it (`l`).
    fn switch(self, to: char) -> Vec<u8> {
        format!("\x1b[?{}{to}", self.number()).into_bytes()
    }
}

/// What is taken of a terminal, each taken back by itself; told apart by bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Its title.
    Title,
    /// Its screen, cursor and pastes.
    Screen,
    /// Its keys.
    Keys,
    Mode(Mode),
    /// Its word on whether it has the keyboard.
    Focus,
    Mouse,
}

impl Part {
    /// All, in the order in which they are taken: keys are kept on a stack of each screen.
    const ALL: [Self; 7] = [
        Self::Title,
        Self::Screen,
        Self::Keys,
        Self::Mode(Mode::Graphemes),
        Self::Mode(Mode::Scheme),
        Self::Focus,
        Self::Mouse,
    ];

    fn bit(self) -> u8 {
        match self {
            Self::Title => 1,
            Self::Screen => 2,
            Self::Keys => 4,
            Self::Mode(Mode::Graphemes) => 8,
            Self::Mode(Mode::Scheme) => 16,
            Self::Mouse => 32,
            Self::Focus => 64,
        }
    }

    /// Returns what takes it.
    fn taking(self) -> Vec<u8> {
        match self {
            Self::Title => [TITLE_PUSH, TITLE].concat(),
            Self::Screen => ENTER.to_vec(),
            Self::Keys => KEYS_PUSH.to_vec(),
            Self::Mode(mode) => mode.switch('h'),
            Self::Focus => FOCUS_ON.to_vec(),
            Self::Mouse => MOUSE_ON.to_vec(),
        }
    }

    /// Returns after how many of these bytes there is something to be taken back. What is kept on a stack is not
    /// before it was put there: taking it back would take what is below it.
    fn least(self) -> usize {
        match self {
            Self::Title => TITLE_PUSH.len(),
            Self::Keys => KEYS_PUSH.len(),
            Self::Screen | Self::Mode(_) | Self::Focus | Self::Mouse => 1,
        }
    }

    /// Returns what takes it back.
    fn giving_back(self) -> Vec<u8> {
        match self {
            Self::Title => TITLE_POP.to_vec(),
            Self::Screen => LEAVE.to_vec(),
            Self::Keys => KEYS_POP.to_vec(),
            Self::Mode(mode) => mode.switch('l'),
            Self::Focus => FOCUS_OFF.to_vec(),
            Self::Mouse => MOUSE_OFF.to_vec(),
        }
    }
}

/// How long giving back may wait for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(200);

/// What a terminal without a size of its own (a serial line) counts as.
const USUAL: Size = Size { width: 80, height: 24 };

/// The largest screen that is drawn; beyond it a size is a mistake, and its cells would fill the
/// memory.
const LARGEST: Size = Size { width: 1600, height: 600 };

/// The terminal belongs to the shell, and has not been taken yet.
const UNTAKEN: u8 = 0;
/// The terminal belongs to the browser.
const INSIDE: u8 = 1;
/// The terminal belongs to the shell until the process is continued.
const STOPPED: u8 = 2;
/// The terminal belongs to a program that the browser waits for.
const LENT: u8 = 3;
/// The terminal belongs to the shell again, for good.
const OUTSIDE: u8 = 4;

/// The right to use the terminal, and the duty to give it back.
pub struct Lease {
    output: Output,
    repute: Repute,
    /// What is asked and answered.
    dialogue: Arc<Dialogue>,
    /// Whether frames may go out; turned off first of all, so that a writer that waits for the
    /// terminal gives up.
    open: AtomicBool,
    phase: AtomicU8,
    /// Whether the process is to stop, or is stopped: nothing is taken then.
    held: AtomicBool,
    /// The parts that are wanted, by their bits.
    wanted: AtomicU8,
    /// The parts that are taken, by their bits.
    taken: AtomicU8,
    /// Whether somebody else may have changed what is taken.
    spoilt: AtomicBool,
    /// Whether the terminal is told where links lead.
    links: AtomicBool,
    /// Held while bytes go out or the phase changes, so that nothing can come between.
    writing: Mutex<()>,
}

impl Lease {
    /// Prepares to take the terminal at standard output; changes nothing yet.
    pub fn new(repute: Repute) -> io::Result<Self> {
        Ok(Self::over(Output::open()?, repute))
    }

    fn over(output: Output, repute: Repute) -> Self {
        let always = Part::Screen.bit();
        let title = if repute.keeps_title { Part::Title.bit() } else { 0 };
        let told = if repute.converses { Part::Keys.bit() | Part::Focus.bit() } else { 0 };
        Self {
            output,
            repute,
            dialogue: Arc::default(),
            open: AtomicBool::new(false),
            phase: AtomicU8::new(UNTAKEN),
            held: AtomicBool::new(false),
            wanted: AtomicU8::new(always | title | told),
            taken: AtomicU8::new(0),
            spoilt: AtomicBool::new(false),
            links: AtomicBool::new(repute.hyperlinks),
            writing: Mutex::new(()),
        }
    }

    /// Returns what is asked and answered.
    pub fn dialogue(&self) -> &Arc<Dialogue> {
        &self.dialogue
    }

    /// Takes the terminal. If that fails it is left as it was. Once it was given back for good it is not taken
    /// any more: whoever has given it back is about to end the process.
    pub fn acquire(&self) -> io::Result<()> {
        {
            let _writing = self.wait_while_held();
            if self.phase.load(Ordering::SeqCst) == OUTSIDE {
                return Ok(());
            }
            self.enter()?;
        }
        self.write(b"").inspect_err(|_| self.give_back())
    }

    /// Gives the terminal back for good, if it was not given back before. Never waits long and says nothing:
    /// whoever calls this can do nothing about a terminal that fails.
    pub fn give_back(&self) {
        self.leave(OUTSIDE);
    }

    /// Gives the terminal back until [`Lease::resume`].
    #[cfg_attr(windows, expect(dead_code, reason = "no job is stopped there"))]
    pub fn stop(&self) {
        self.held.store(true, Ordering::SeqCst);
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
        if self.is_lent() { self.acquire() } else { Ok(()) }
    }

    /// Takes the terminal again after the process was continued; returns whether it did. What is taken of it
    /// comes before the next bytes that are written: whoever waits for signals is not to wait for a terminal.
    ///
    /// Also right if the process was stopped without notice: the shell has changed the terminal
    /// meanwhile, so everything is set up again.
    #[cfg_attr(windows, expect(dead_code, reason = "no job is stopped there"))]
    pub fn resume(&self) -> io::Result<bool> {
        let _writing = self.wait_for_writer();
        self.held.store(false, Ordering::SeqCst);
        match self.phase.load(Ordering::SeqCst) {
            UNTAKEN | LENT | OUTSIDE => return Ok(false),
            INSIDE => {
                workarounds::renew_raw_mode()?;
                self.spoilt.store(true, Ordering::SeqCst);
            }
            _ => {}
        }
        self.enter()?;
        Ok(true)
    }

    /// Takes the mouse or leaves it to the terminal.
    pub fn capture_mouse(&self, wanted: bool) -> io::Result<()> {
        if wanted {
            return self.want(Part::Mouse).map(drop);
        }
        let mouse = Part::Mouse.bit();
        self.wanted.fetch_and(!mouse, Ordering::SeqCst);
        if self.taken.fetch_and(!mouse, Ordering::SeqCst) & mouse == 0 {
            return Ok(());
        }
        self.write(&Part::Mouse.giving_back())
    }

    /// Asks which modes the terminal has, if it can be asked; to be called before anything is drawn. The answers
    /// come as input, or never.
    pub fn ask_modes(&self) -> io::Result<()> {
        self.ask(ASK_MODES)
    }

    /// Asks for the colour of the background, if the terminal can be asked; the answer comes as input, or never.
    pub fn ask_background(&self) -> io::Result<()> {
        self.ask(ASK_BACKGROUND)
    }

    fn ask(&self, questions: &[u8]) -> io::Result<()> {
        if !self.repute.converses {
            return Ok(());
        }
        // The answer may come at once.
        self.dialogue.ask();
        let sent = self.send(questions);
        if !matches!(sent, Ok(true)) {
            self.dialogue.unask();
        }
        sent.map(drop)
    }

    /// Waits a moment for what the terminal still has to answer, so that it is not typed into another program.
    /// Nothing is waited for if nothing was asked lately, or all is answered.
    pub fn hear_out(&self) {
        if !self.dialogue.hear_out() {
            self.output.forget_typed();
        }
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
        self.want(Part::Mode(mode))
    }

    /// Takes a part as long as the terminal is ours; returns whether it was not wanted before.
    fn want(&self, part: Part) -> io::Result<bool> {
        let is_new = self.wanted.fetch_or(part.bit(), Ordering::SeqCst) & part.bit() == 0;
        if is_new {
            self.write(b"")?;
        }
        Ok(is_new)
    }

    /// Writes to the terminal, behind what is still to be taken of it; what comes while the terminal is not ours
    /// is dropped.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.send(bytes).map(drop)
    }

    /// Writes; returns whether the terminal is ours, and was before all of it had gone out.
    fn send(&self, bytes: &[u8]) -> io::Result<bool> {
        let _writing = self.wait_for_writer();
        if self.phase.load(Ordering::SeqCst) != INSIDE {
            return Ok(false);
        }
        self.take_parts()?;
        self.push(bytes, &|| self.open.load(Ordering::SeqCst)).0?;
        Ok(self.open.load(Ordering::SeqCst))
    }

    /// Returns the size of the terminal, within what can be drawn.
    pub fn size(&self) -> Size {
        self.output.size().map_or(USUAL, |(columns, rows)| clamp(columns, rows))
    }

    fn enter(&self) -> io::Result<()> {
        enable_raw_mode()?;
        self.phase.store(INSIDE, Ordering::SeqCst);
        self.open.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// Takes what is wanted of the terminal and not taken yet. What has been taken is known at any moment, however
    /// this ends.
    fn take_parts(&self) -> io::Result<()> {
        let go_on = || self.open.load(Ordering::SeqCst);
        if self.spoilt.swap(false, Ordering::SeqCst) {
            // What is kept on a stack must not be there twice.
            let stacked = [Part::Keys, Part::Title].into_iter().filter(|part| self.has(*part));
            let pops = stacked.flat_map(Part::giving_back).collect::<Vec<_>>();
            self.taken.store(0, Ordering::SeqCst);
            self.push(&pops, &go_on).0?;
        }
        for part in Part::ALL {
            if self.wanted.load(Ordering::SeqCst) & part.bit() == 0 || self.has(part) {
                continue;
            }
            let (result, written) = self.push(&part.taking(), &go_on);
            if written >= part.least() {
                self.taken.fetch_or(part.bit(), Ordering::SeqCst);
            }
            result?;
            if !go_on() {
                break;
            }
        }
        Ok(())
    }

    fn has(&self, part: Part) -> bool {
        self.taken.load(Ordering::SeqCst) & part.bit() != 0
    }

    /// Returns what takes back all that was taken, and ends what was cut short.
    fn leaving(&self) -> Vec<u8> {
        let taken = self.taken.swap(0, Ordering::SeqCst);
        if taken == 0 {
            return Vec::new();
        }
        let mut bytes = Vec::new();
        if self.repute.converses {
            bytes.extend_from_slice(STRING_END);
        }
        if self.tells_links() {
            bytes.extend_from_slice(LINK_END);
        }
        bytes.extend_from_slice(UPDATE_END);
        let order = [
            Part::Focus,
            Part::Mode(Mode::Graphemes),
            Part::Mode(Mode::Scheme),
            Part::Keys,
            Part::Title,
            Part::Screen,
        ];
        let parts = order.into_iter().filter(|part| taken & part.bit() != 0);
        bytes.extend(parts.flat_map(Part::giving_back));
        bytes
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
        } else {
            self.hear_out();
        }
        let _ = disable_raw_mode();
    }

    /// Writes all of it, waiting for a terminal that reads slowly as long as `go_on` says so. Also returns how many
    /// bytes have gone out.
    fn push(&self, bytes: &[u8], go_on: &dyn Fn() -> bool) -> (io::Result<()>, usize) {
        let mut written = 0;
        while written < bytes.len() {
            match self.output.write(&bytes[written..]) {
                Ok(Some(count)) => written += count,
                // Not ready in time: go_on decides.
                Ok(None) if go_on() => self.output.wait(),
                Ok(None) => break,
                Err(error) => return (Err(error), written),
            }
            if written < bytes.len() && !go_on() {
                break;
            }
        }
        (Ok(()), written)
    }

    /// Waits until nobody writes, and for the process to be continued if it is to stop.
    fn wait_while_held(&self) -> Option<MutexGuard<'_, ()>> {
        loop {
            let writing = self.wait_for_writer();
            if !self.held.load(Ordering::SeqCst) {
                return writing;
            }
            drop(writing);
            thread::sleep(Duration::from_millis(1));
        }
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
    fn case_49_what_was_given_back_for_good_is_not_taken_again() {
        let file = tempfile::tempfile().unwrap();
        let lease = Lease::over(file.try_clone().unwrap().into(), Repute::default());
        lease.give_back();
        // As where a signal ends the process while it starts, or while an editor has the terminal.
        lease.acquire().unwrap();
        assert!(!lease.resume().unwrap());
        lease.write(b"a frame").unwrap();
        assert_eq!(file.metadata().unwrap().len(), 0);
    }

    #[test]
    fn what_is_given_back_is_what_was_taken() {
        let lease = Lease::over(tempfile::tempfile().unwrap().into(), Repute::default());
        let own = [
            (Part::Title, TITLE_POP.to_vec()),
            (Part::Screen, LEAVE.to_vec()),
            (Part::Keys, KEYS_POP.to_vec()),
            (Part::Mode(Mode::Graphemes), b"\x1b[?2027l".to_vec()),
            (Part::Mode(Mode::Scheme), b"\x1b[?2031l".to_vec()),
            (Part::Focus, FOCUS_OFF.to_vec()),
        ];
        assert_eq!(lease.leaving(), b"", "nothing was taken");
        for taken in 1..=0x7f_u8 {
            lease.taken.store(taken, Ordering::SeqCst);
            let bytes = lease.leaving();
            for (part, back) in &own {
                let found = bytes.windows(back.len()).filter(|window| window == back).count();
                assert_eq!(found, usize::from(taken & part.bit() != 0), "{part:?} of {taken:#b}");
            }
            assert_eq!(lease.leaving(), b"", "once is enough");
        }
        // Of what is kept on a stack less than all of it is nothing.
        assert_eq!(Part::Keys.taking()[..Part::Keys.least()], *KEYS_PUSH);
        assert_eq!(Part::Title.taking()[..Part::Title.least()], *TITLE_PUSH);
    }

    #[test]
    fn a_part_is_taken_once_and_again_if_somebody_else_may_have_changed_it() {
        let mut file = tempfile::tempfile().unwrap();
        let lease = Lease::over(file.try_clone().unwrap().into(), Repute::default());
        let mut written = |what: &str| {
            use std::io::{Read, Seek};
            lease.take_parts().unwrap();
            let mut text = String::new();
            file.rewind().expect(what);
            file.read_to_string(&mut text).expect(what);
            file.set_len(0).expect(what);
            file.rewind().expect(what);
            text
        };
        lease.open.store(true, Ordering::SeqCst);
        let all = written("the first time");
        for sequence in ["\x1b[22;2t", "\x1b[?1049h", "\x1b[>5u"] {
            assert_eq!(all.matches(sequence).count(), 1, "{sequence:?} in {all:?}");
        }
        assert_eq!(written("the second time"), "");
        lease.wanted.fetch_or(Part::Mode(Mode::Scheme).bit(), Ordering::SeqCst);
        assert_eq!(written("one more"), "\x1b[?2031h");
        lease.spoilt.store(true, Ordering::SeqCst);
        let again = written("all again");
        assert!(again.starts_with("\x1b[<u\x1b[23;2t\x1b[22;2t"), "{again:?}");
        assert_eq!(again.len(), all.len() + "\x1b[<u\x1b[23;2t\x1b[?2031h".len());
        lease.open.store(false, Ordering::SeqCst);
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
