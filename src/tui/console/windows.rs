//! The terminal on Windows 10 and newer, in the mode in which it sends and takes what terminals on Unix do.

use std::io::{self, Write};
use std::os::windows::process::CommandExt;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm_winapi::{Console, ConsoleMode, Handle, InputRecord};
use ratatui::crossterm::terminal;

/// How often it is looked whether something was typed.
const GLANCE: Duration = Duration::from_millis(10);

/// Keys come as the sequences that terminals send (`ENABLE_VIRTUAL_TERMINAL_INPUT`).
const SENDS_SEQUENCES: u32 = 0x0200;
/// Sequences are obeyed (`ENABLE_PROCESSED_OUTPUT`, `ENABLE_VIRTUAL_TERMINAL_PROCESSING`).
const OBEYS_SEQUENCES: u32 = 0x0001 | 0x0004;
/// What is typed to interrupt a program is not sent to this one (`CREATE_NEW_PROCESS_GROUP`).
const NEW_PROCESS_GROUP: u32 = 0x0000_0200;
/// The error of a console that is gone (`ERROR_INVALID_HANDLE`).
const INVALID_HANDLE: i32 = 6;

/// Sends each key as it is typed.
pub fn enable_raw_mode() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    let keyboard = ConsoleMode::from(Handle::input_handle()?);
    keyboard.set_mode(keyboard.mode()? | SENDS_SEQUENCES)
}

/// Undoes [`enable_raw_mode`].
pub fn disable_raw_mode() -> io::Result<()> {
    let keyboard = ConsoleMode::from(Handle::input_handle()?);
    keyboard.set_mode(keyboard.mode()? & !SENDS_SEQUENCES)?;
    terminal::disable_raw_mode()
}

/// Where bytes for the terminal go.
pub struct Output(());

impl Output {
    /// Has the console at standard output obey sequences.
    pub fn open() -> io::Result<Self> {
        let screen = ConsoleMode::from(Handle::output_handle()?);
        screen.set_mode(screen.mode()? | OBEYS_SEQUENCES)?;
        Ok(Self(()))
    }

    /// Writes all of it: a console takes what it is given.
    pub fn write(&self, bytes: &[u8]) -> io::Result<Option<usize>> {
        let mut output = io::stdout().lock();
        output.write_all(bytes)?;
        output.flush()?;
        Ok(Some(bytes.len()))
    }

    /// Does nothing: a console is never waited for.
    pub fn wait(&self) {}

    /// Does nothing: a console has taken everything.
    pub fn discard(&self) {}

    /// Does nothing: who reads there has no line that was typed ahead.
    pub fn forget_typed(&self) {}

    /// Returns how many columns and rows the console shows, if it says so.
    pub fn size(&self) -> Option<(u16, u16)> {
        terminal::size().ok()
    }
}

/// Where bytes from the terminal come from.
pub struct Input {
    console: Console,
    /// The first half of a character of which the second has not come yet.
    half: Mutex<Option<u16>>,
}

impl Input {
    /// Opens the console that keys come from.
    pub fn open() -> io::Result<Self> {
        let console = Console::from(Handle::input_handle()?);
        Ok(Self { console, half: Mutex::default() })
    }

    /// Waits for bytes and reads them; `None` if there were none after all, or `is_over` says that they are for
    /// another program.
    ///
    /// It looks again and again: a read that waits could not be ended, and would take the first key from the
    /// other program.
    pub fn read(&self, _: &Bell, is_over: &dyn Fn() -> bool) -> io::Result<Option<Vec<u8>>> {
        while self.console.number_of_console_input_events()? == 0 {
            if is_over() {
                return Ok(None);
            }
            thread::sleep(GLANCE);
        }
        if is_over() {
            return Ok(None);
        }
        let mut half = self.half.lock().unwrap_or_else(PoisonError::into_inner);
        let mut units: Vec<u16> = half.take().into_iter().collect();
        for record in self.console.read_console_input()? {
            if let InputRecord::KeyEvent(key) = record
                && key.key_down
                && key.u_char != 0
            {
                units.extend((0..key.repeat_count.max(1)).map(|_| key.u_char));
            }
        }
        *half = units.pop_if(|last| (0xD800..0xDC00).contains(last));
        let text = String::from_utf16_lossy(&units);
        Ok((!text.is_empty()).then(|| text.into_bytes()))
    }
}

/// Would end a wait for input, which ends by itself here.
pub struct Bell(());

impl Bell {
    /// Makes one.
    pub fn new() -> io::Result<Self> {
        Ok(Self(()))
    }

    /// Does nothing.
    pub fn ring(&self) -> io::Result<()> {
        Ok(())
    }

    /// Does nothing.
    pub fn hush(&self) {}
}

/// Has a program read from the console, whatever Folio's standard input is.
pub fn give_keyboard(command: &mut Command) -> io::Result<()> {
    let keyboard = std::fs::File::options().read(true).write(true).open("CONIN$")?;
    command.stdin(Stdio::from(keyboard));
    Ok(())
}

/// Has a program not be told what is typed to interrupt others.
pub fn detach(command: &mut Command) -> &mut Command {
    command.creation_flags(NEW_PROCESS_GROUP)
}

/// Returns whether a failure says that the console is gone.
pub fn is_gone(error: &io::Error) -> bool {
    error.raw_os_error() == Some(INVALID_HANDLE)
}
