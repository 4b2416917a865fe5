//! The terminal life cycle, the event loop and the workers; performs the effects that the app asks
//! for. Refuses to know: what a key means, and what the screen shows.
//!
//! Five threads live as long as the browser and sleep while nothing happens: the loop itself, two
//! that read the terminal, one that waits for signals, one that waits for the terminal to go away. Workers
//! for searching and for reading bodies join after the first frame.

mod decoder;
mod events;
mod hangup;
mod input;
mod panics;
mod screen;
mod signals;
mod terminal;
mod workarounds;
mod workers;

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc;

use crate::messages::terminal as say;
use crate::model::{EntryKey, Library};
use crate::view::Palette;
use events::{Event, Loop};
use terminal::Lease;

/// How the browser opens.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The entry to open in place of the pack's own start.
    pub at: Option<EntryKey>,
    /// A query to open the finder with.
    pub find: Option<String>,
    /// A sentence to show at the foot at once.
    pub notice: Option<String>,
    /// Whether colours are wanted; selections and emphasis show without them too.
    pub colours: bool,
    /// Whether only ASCII glyphs are drawn.
    pub ascii: bool,
    /// Whether the mouse is wanted.
    pub mouse: bool,
}

/// Why the browser could not open, or had to end.
#[derive(Debug)]
pub enum Error {
    /// Standard output is not a terminal.
    NoTerminal,
    /// Nothing can be typed: neither standard input nor the controlling terminal can be read.
    NoKeyboard,
    /// The terminal cannot place text (`TERM=dumb`).
    Dumb,
    /// The terminal could not be set up or written to.
    Output(std::io::Error),
    /// Keys could not be read any more.
    Input(std::io::Error),
}

impl Error {
    /// Gives the exit code: 2 where the browser was started in the wrong place, 4 where the
    /// terminal failed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NoTerminal | Self::NoKeyboard | Self::Dumb => 2,
            Self::Output(_) | Self::Input(_) => 4,
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&match self {
            Self::NoTerminal => say::no_terminal().to_owned(),
            Self::NoKeyboard => say::no_keyboard().to_owned(),
            Self::Dumb => say::dumb().to_owned(),
            Self::Output(error) => say::output_failed(&error.to_string()),
            Self::Input(error) => say::input_failed(&error.to_string()),
        })
    }
}

impl std::error::Error for Error {}

/// Runs the browser until the reader leaves it. The terminal is given back on every way out: when
/// this returns, on a panic, and on the signals that end or stop a process.
pub fn run(library: Library, options: Options) -> Result<(), Error> {
    refuse_unsuitable_terminals()?;
    let lease = Arc::new(Lease::new().map_err(Error::Output)?);
    let (sender, receiver) = mpsc::channel::<Event>();
    panics::report_to(&lease, &sender);
    signals::watch(&lease, &sender).map_err(Error::Output)?;
    hangup::watch(&lease).map_err(Error::Output)?;
    lease.take().map_err(Error::Output)?;
    let palette = Palette::new(options.colours, options.ascii);
    let result = Loop::new(&lease, &palette, library, sender, options)
        .and_then(|browser| browser.run(&receiver));
    lease.give_back();
    result
}

/// Tells in time, before anything is written, where a browser cannot work.
fn refuse_unsuitable_terminals() -> Result<(), Error> {
    if !std::io::stdout().is_terminal() {
        return Err(Error::NoTerminal);
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Error::Dumb);
    }
    // Piped input leaves the keyboard to be found at the controlling terminal.
    if input::open().is_err() {
        return Err(Error::NoKeyboard);
    }
    Ok(())
}
