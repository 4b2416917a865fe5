//! What Windows has in place of signals: whether the size of the console has changed has to be looked for, and a
//! job that a shell could continue there is not.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crate::tui::event::Event;
use crate::tui::keeping::Rescue;
use crate::tui::terminal::Lease;

/// How often the size is looked at.
const GLANCE: Duration = Duration::from_millis(100);

/// Watches the size of the console on a thread of its own, for as long as the process lives.
pub fn watch(lease: &Arc<Lease>, events: &Sender<Event>, _: &Rescue) -> io::Result<()> {
    let (lease, events) = (Arc::clone(lease), events.clone());
    let mut size = lease.size();
    let wait = move || {
        loop {
            thread::sleep(GLANCE);
            let now = lease.size();
            if now != size && events.send(Event::SizeChanged).is_err() {
                return;
            }
            size = now;
        }
    };
    thread::Builder::new().name("size".to_owned()).spawn(wait)?;
    Ok(())
}

/// Ends the process: its console is gone.
pub fn die_by_hangup() -> ! {
    std::process::exit(1)
}

/// Returns that the job cannot be stopped.
pub fn stop_job(_: &Lease) -> io::Result<bool> {
    Ok(false)
}
