//! Programs of the desktop, which are waited for but not for ever. Refuses to know: what they are for.

use std::env;
use std::io;
use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often it is looked whether a program has ended.
const GLANCE: Duration = Duration::from_millis(5);

/// Waits for the end of a program; `None` if it still runs after two seconds.
pub fn end_of(child: &mut Child) -> io::Result<Option<ExitStatus>> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match child.try_wait()? {
            None if Instant::now() < deadline => thread::sleep(GLANCE),
            ended => return Ok(ended),
        }
    }
}

/// Returns whether a variable of the environment says something.
pub fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
