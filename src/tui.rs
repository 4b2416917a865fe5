//! The terminal life cycle, the event loop and the workers; performs the effects that the app asks
//! for. Refuses to know: what a key means, and what the screen shows.
//!
//! Four threads live as long as the browser and sleep while nothing happens: the loop itself, two
//! that read the terminal, one that waits for signals. Workers
//! for searching and for reading bodies join after the first frame.

mod decoder;
mod error;
mod event;
mod event_loop;
mod input;
mod panics;
mod screen;
mod signals;
mod terminal;
mod workarounds;
mod workers;

use std::fs::File;
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc;

pub use error::Error;

use crate::app::Opening;
use crate::knowledge::Corpus;
use crate::view::Palette;
use event::Event;
use event_loop::Loop;
use terminal::Lease;

/// Runs the browser until the reader leaves it. The terminal is given back on every way out: when
/// this returns, on a panic, and on the signals that end or stop a process. A terminal that goes away
/// ends the process as its signal does, from the first step of the start on.
pub fn run(corpus: Corpus, opening: Opening, palette: &Palette) -> Result<(), Error> {
    let result = browse(corpus, opening, *palette);
    if result.as_ref().is_err_and(Error::is_hangup) {
        signals::die_by_hangup();
    }
    result
}

fn browse(corpus: Corpus, opening: Opening, palette: Palette) -> Result<(), Error> {
    let keyboard = open_suitable_terminal()?;
    let lease = Arc::new(Lease::new().map_err(Error::Output)?);
    let (sender, receiver) = mpsc::channel::<Event>();
    panics::report_to(&lease, &sender);
    signals::watch(&lease, &sender).map_err(Error::Thread)?;
    let read = || {
        lease.acquire().map_err(Error::Output)?;
        Loop::new(&lease, &palette, corpus, sender, opening)?.run(&receiver, keyboard)
    };
    let result = read();
    lease.give_back();
    result
}

/// Opens the terminal that keys come from; fails in time, before anything is written, if a browser
/// cannot work.
fn open_suitable_terminal() -> Result<File, Error> {
    if !std::io::stdout().is_terminal() {
        return Err(Error::NoTerminal);
    }
    input::open().map_err(|_| Error::NoKeyboard)
}
