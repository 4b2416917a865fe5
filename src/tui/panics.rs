//! What happens when the program has a fault: the thread that draws gives the terminal back and
//! says so, any other leaves the screen alone and has a notice shown. Refuses to know: which
//! fault.

use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;
use super::terminal::Lease;
use crate::messages::terminal as say;
use crate::text::safe::Safe;

/// The most characters of a fault's own words that are shown; they may quote a whole body.
const MOST: usize = 300;

/// Takes over the reporting of panics; to be called on the thread that will draw.
pub fn report_to(lease: &Arc<Lease>, events: &Sender<Event>) {
    let (lease, events) = (Arc::clone(lease), events.clone());
    let drawing = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        let (message, place) = describe(info);
        if thread::current().id() == drawing {
            lease.give_back();
            let text = Safe::text(&say::fault(&message, &place));
            // Standard error may be closed, and there is no third place to say it.
            let _ = writeln!(std::io::stderr(), "{text}");
        } else {
            let _ = events.send(Event::WorkerFailed(say::worker_fault(&message, &place)));
        }
    }));
}

fn describe(info: &PanicHookInfo<'_>) -> (String, String) {
    let message = info.payload_as_str().unwrap_or(say::unknown_fault());
    let place = info.location().map(|at| say::place(at.file(), at.line())).unwrap_or_default();
    (message.chars().take(MOST).collect(), place)
}
