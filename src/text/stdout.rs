//! Standard output as a file of its own: a failure to write is told, where the standard library takes
//! an output that is not open for writing for one that nobody wants, and a reader that is slow is waited
//! for, where an output does not block. Refuses to know: what is written.

use std::io::{self, Write};

/// Opens standard output; it is not buffered.
#[cfg(unix)]
pub fn stdout() -> Box<dyn Write> {
    match rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 0) {
        Ok(own) => Box::new(Patient(own.into())),
        // Where there is no room for another descriptor.
        Err(_) => Box::new(io::stdout()),
    }
}

/// Opens standard output; it is not buffered.
#[cfg(not(unix))]
pub fn stdout() -> Box<dyn Write> {
    Box::new(io::stdout())
}

/// Waits for a reader that is slow.
#[cfg(unix)]
struct Patient(std::fs::File);

#[cfg(unix)]
impl Write for Patient {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, poll};
        loop {
            match self.0.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    match poll(&mut [PollFd::new(&self.0, PollFlags::OUT)], None) {
                        Ok(_) | Err(rustix::io::Errno::INTR) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                done => return done,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
