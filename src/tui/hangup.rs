//! Waits for the terminal to go away, and ends the process then: reading keys from a terminal that
//! is gone would spin, and the signal that tells of it may be ignored or never be sent. Refuses to
//! know: the app.

use std::io;
use std::sync::Arc;
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::SIGHUP;

use super::signals::die_by;
use super::terminal::Lease;

/// Waits on a thread of its own, for as long as the process lives.
pub fn watch(lease: &Arc<Lease>) -> io::Result<()> {
    let lease = Arc::clone(lease);
    let wait = move || {
        if wait_for_hangup(&lease) {
            lease.give_back();
            die_by(SIGHUP);
        }
    };
    thread::Builder::new().name("hangup".to_owned()).spawn(wait)?;
    Ok(())
}

/// Comes back when the terminal is gone, with `false` where that cannot be waited for (some systems
/// do not let terminals be polled).
fn wait_for_hangup(lease: &Lease) -> bool {
    loop {
        // Asking for nothing leaves only what is always told.
        let terminal = lease.terminal();
        let mut waiting = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut waiting, None) {
            Ok(_) if waiting[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => {
                return true;
            }
            Err(Errno::INTR) => {}
            Ok(_) | Err(_) => return false,
        }
    }
}
