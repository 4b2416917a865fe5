//! The terminal life cycle, the event loop and the workers; performs the effects that the app asks
//! for. Refuses to know: what a key means, and what the screen shows.
//!
//! Seven threads live as long as the browser and sleep while nothing happens: the loop itself, two
//! that read the terminal, one that waits for signals, one that watches the files of the packs, one that
//! keeps what the reader adds and one that watches the settings; `notify` tells these three by one thread for
//! each folder of packs, one for the journal and one for the settings. One opens the packs; until it has, the
//! loop is that of `opening`. Workers for searching and for reading bodies join after the first frame, one
//! for copying with the first thing that is copied, one for palettes with the first that is read again, and
//! one for each address that is opened outside, as long as its program runs.

mod clipboard;
mod console;
mod copying;
mod decoder;
mod dialogue;
mod dressing;
mod editing;
mod error;
mod event;
mod event_loop;
mod input;
mod keeping;
mod live;
mod opening;
mod outside;
mod painter;
mod panics;
mod programs;
mod reply;
mod retelling;
mod screen;
mod signals;
mod terminal;
mod watch;
mod workarounds;
mod workers;

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::mpsc;

pub use error::{Ended, Error};
pub use live::Live;

pub use opening::{Opener, Packs};

use crate::cli::Repute;
use crate::content::progress::Progress;
use crate::messages::journal::together;
use crate::palettes::InUse;
use event::Event;
use event_loop::Loop;
use keeping::Rescue;
use opening::{LoadingView, Wait, Waited};
use screen::Screen;
use terminal::Lease;

/// Runs the browser until the reader leaves it. The terminal is given back on every way out: when
/// this returns, on a panic, and on the signals that end or stop a process. A terminal that goes away
/// ends the process as its signal does, from the first step of the start on. Who leaves before the packs
/// are open leaves the thread behind that opens them: the process is about to end.
pub fn run<F: Send + 'static>(
    packs: Packs<F>,
    palettes: InUse,
    repute: Repute,
    live: Live,
) -> Result<(), Ended<F>> {
    let result = browse(packs, palettes, repute, live);
    if let Err(Ended::Terminal(error)) = &result
        && error.is_hangup()
    {
        signals::die_by_hangup();
    }
    result
}

fn browse<F: Send + 'static>(
    packs: Packs<F>,
    palettes: InUse,
    repute: Repute,
    live: Live,
) -> Result<(), Ended<F>> {
    let keyboard = match open_suitable_terminal() {
        Ok(keyboard) => keyboard,
        // What is wrong with the packs would be wrong on a terminal too, and is told first.
        Err(error) => {
            return Err(match (packs.open)(&Progress::default()) {
                Some(Err(failure)) => Ended::Unopened(failure),
                _ => error.into(),
            });
        }
    };
    let lease = Arc::new(Lease::new(repute).map_err(Error::Output)?);
    let (sender, receiver) = mpsc::channel::<Event>();
    panics::report_to(&lease, &sender);
    let rescue = Rescue::default();
    signals::watch(&lease, &sender, &rescue).map_err(Error::Thread)?;
    let mut wait = Wait::new(packs, sender.clone())?;
    let early = wait.for_a_moment(&receiver)?;
    let read = || {
        lease.acquire().map_err(Error::Output)?;
        lease.ask_modes().map_err(Error::Output)?;
        workarounds::keep_styles();
        let mut screen = Screen::new(&lease, lease.size()).map_err(Error::Output)?;
        let gate = input::read(keyboard, sender.clone(), Arc::clone(lease.dialogue()))
            .map_err(Error::Thread)?;
        let waited = if let Some(waited) = early {
            waited
        } else {
            let mut view = LoadingView::new(&lease, palettes.palette(), &mut screen);
            wait.on_screen(&receiver, &mut view)?
        };
        let Waited::Open(opened) = waited else { return Ok(None) };
        let browser =
            Loop::new(&lease, (palettes, live), screen, *opened, sender, gate, rescue.clone())?;
        Ok(browser.run(&receiver, wait.received())?)
    };
    let result: Result<_, Ended<F>> = read();
    lease.give_back();
    // What has ended the browser is told first.
    let palette = result?;
    let journal = rescue.keep_the_rest().map(|left| left.sentence());
    let unkept: Vec<String> = journal.into_iter().chain(palette).collect();
    if unkept.is_empty() { Ok(()) } else { Err(Error::Unkept(together(&unkept)).into()) }
}

/// Opens the terminal that keys come from; fails in time, before anything is written, if a browser
/// cannot work.
fn open_suitable_terminal() -> Result<console::Input, Error> {
    if !std::io::stdout().is_terminal() {
        return Err(Error::NoTerminal);
    }
    console::Input::open().map_err(|_| Error::NoKeyboard)
}
