//! Waits for the signals of Unix: gives the terminal back before the process dies or stops by one, takes it
//! again when the process is continued. Refuses to know: the app.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::process::{Signal, getpid, getppid, getsid, kill_current_process_group};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::cli::complain;
use crate::messages::cli::by_folio;
use crate::tui::event::Event;
use crate::tui::keeping::Rescue;
use crate::tui::terminal::Lease;

/// The signals that end a process which does not handle them, but those of a fault in its own code:
/// whoever handles one of these runs into it again.
const ENDING: [i32; 12] = [
    SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO,
    SIGXCPU, SIGABRT,
];

/// Those that Linux has besides: power failure, and a fault of a coprocessor that is never sent.
#[cfg(target_os = "linux")]
const ENDING_TOO: [i32; 2] = [Signal::POWER.as_raw(), Signal::STKFLT.as_raw()];
#[cfg(not(target_os = "linux"))]
const ENDING_TOO: [i32; 0] = [];

/// Waits for signals on a thread of its own, for as long as the process lives. Before the process ends by
/// one, what the reader has added is kept.
pub fn watch(lease: &Arc<Lease>, events: &Sender<Event>, rescue: &Rescue) -> io::Result<()> {
    let watched = [SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ].into_iter().chain(ENDING).chain(ENDING_TOO);
    let mut signals = Signals::new(watched)?;
    let (lease, events, rescue) = (Arc::clone(lease), events.clone(), rescue.clone());
    let wait = move || {
        let mut arrived = VecDeque::new();
        loop {
            let Some(signal) = arrived.pop_front() else {
                arrived.extend(signals.wait());
                // What came together came in an order that nobody knows; who was stopped and
                // continued before this thread woke up runs on.
                arrived.make_contiguous().sort_by_key(|&signal| signal == SIGCONT);
                continue;
            };
            // If nobody listens any more the loop is on its way out, and signals still work.
            let _ = match signal {
                SIGWINCH => events.send(Event::SizeChanged),
                SIGCONT => match lease.resume() {
                    Ok(false) => Ok(()),
                    Ok(true) => events.send(Event::Resumed),
                    Err(error) => events.send(Event::OutputFailed(error)),
                },
                SIGTSTP if can_be_continued() => {
                    lease.stop();
                    // Stopping after the signal that continues would be for ever.
                    arrived.extend(signals.pending());
                    if !arrived.contains(&SIGCONT) {
                        let _settled = rescue.settle();
                        // Comes back when the process is continued, which its own signal reports.
                        let _ = emulate_default_handler(SIGTSTP);
                    }
                    Ok(())
                }
                // What a file may not grow by is a write that fails, and that is told.
                SIGTSTP | SIGXFSZ => Ok(()),
                // What is typed to interrupt the program that has the terminal is sent to us too.
                SIGINT | SIGQUIT if lease.is_lent() => Ok(()),
                _ => {
                    lease.give_back();
                    if let Some(left) = rescue.keep_the_rest() {
                        complain(&by_folio(&left.sentence()));
                    }
                    die_by(signal)
                }
            };
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(wait)?;
    Ok(())
}

/// Ends the process as the signal of a terminal that goes away would, which may be ignored or never
/// be sent.
pub fn die_by_hangup() -> ! {
    die_by(SIGHUP)
}

/// Ends the process as the signal would have done without a handler, so that a shell sees why.
fn die_by(signal: i32) -> ! {
    // It comes back only for the few whose default action it does not know.
    let _ = emulate_default_handler(signal);
    std::process::exit(128 + signal)
}

/// Gives the terminal back and stops the whole job: a program that started us and waits (`cargo run`,
/// `time`) has to stop as well, or the shell would wait for it for ever. Returns whether the job can be
/// stopped.
///
/// The terminal comes first. Once anything in the job has stopped the shell writes its prompt, and
/// must find its own screen and not ours.
///
/// All of the job are sent one signal that nobody handles. With one that we handle, and a second to
/// stop ourselves, the shell can continue the job between the two, and the second would stop us for
/// ever; a continuation takes this one back where it has not come yet.
pub fn stop_job(lease: &Lease) -> io::Result<bool> {
    if !can_be_continued() {
        return Ok(false);
    }
    lease.stop();
    if kill_current_process_group(Signal::STOP).is_ok() {
        return Ok(true);
    }
    lease.resume()?;
    Ok(false)
}

/// Returns whether a shell could continue the process. The kernel judges in the same way before it
/// lets `SIGTSTP` stop anything; without it a browser that is a terminal's only program would be
/// stopped for ever.
fn can_be_continued() -> bool {
    let (Ok(own), parent) = (getsid(None), getppid()) else { return false };
    own != getpid() && parent.is_some_and(|parent| getsid(Some(parent)).is_ok_and(|sid| sid == own))
}
