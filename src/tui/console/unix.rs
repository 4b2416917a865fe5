//! The terminal on Unix.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, IsTerminal, PipeReader, PipeWriter, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::termios::{QueueSelector, tcflush, tcgetwinsize, ttyname};

pub use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// The most bytes that are read at once.
const PIECE: usize = 4096;

/// How often a writer that waits for a terminal looks whether it still should.
const GLANCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };

/// Where bytes for the terminal go.
pub struct Output(File);

impl Output {
    /// Opens the terminal at standard output once more, so that writing can be made not to block
    /// without changing the mode of what the shell shares with us. A terminal that cannot be opened (it
    /// belongs to another user) is shared after all, and may then block.
    pub fn open() -> io::Result<Self> {
        let name = ttyname(rustix::stdio::stdout(), Vec::new());
        let own = name.map_err(io::Error::from).and_then(|name| {
            File::options()
                .write(true)
                .custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed())
                .open(OsStr::from_bytes(name.as_bytes()))
        });
        let own = own
            .or_else(|_| Ok(rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 0)?.into()));
        own.map(Self)
    }

    /// Writes what goes at once; returns how many bytes that were, `None` if the terminal takes none now.
    pub fn write(&self, bytes: &[u8]) -> io::Result<Option<usize>> {
        match rustix::io::write(&self.0, bytes) {
            Ok(written) => Ok(Some(written)),
            Err(Errno::INTR) => Ok(Some(0)),
            Err(Errno::AGAIN) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Waits a moment for the terminal to take more. A failure shows at the next write.
    pub fn wait(&self) {
        let _ = poll(&mut [PollFd::new(&self.0, PollFlags::OUT)], Some(&GLANCE));
    }

    /// Drops what the terminal has not read yet.
    pub fn discard(&self) {
        let _ = tcflush(&self.0, QueueSelector::OFlush);
    }

    /// Drops what the terminal has sent and nobody has read.
    pub fn forget_typed(&self) {
        let _ = tcflush(&self.0, QueueSelector::IFlush);
    }

    /// Returns how many columns and rows the terminal has, if it says so.
    pub fn size(&self) -> Option<(u16, u16)> {
        tcgetwinsize(&self.0).ok().map(|size| (size.ws_col, size.ws_row))
    }
}

impl From<File> for Output {
    fn from(file: File) -> Self {
        Self(file)
    }
}

/// Where bytes from the terminal come from.
pub struct Input(File);

impl Input {
    /// Opens the terminal that keys come from: standard input, or if that is piped the controlling
    /// terminal. To be opened early: a terminal that goes away cannot be opened, but can be read to its
    /// end.
    pub fn open() -> io::Result<Self> {
        let input = io::stdin();
        if input.is_terminal() {
            return Ok(Self(rustix::io::fcntl_dupfd_cloexec(input, 0)?.into()));
        }
        File::open("/dev/tty").map(Self)
    }

    /// Waits for bytes and reads them; `None` if there were none after all, or `bell` rang and `is_over` says
    /// that they are for another program.
    ///
    /// Waiting and reading are two calls: whoever is inside a read when the job is stopped may still
    /// take the line that is typed to the shell, but whoever begins one in the background is stopped. A
    /// system that cannot wait for a terminal says so at once, and waits in the read.
    pub fn read(&self, bell: &Bell, is_over: &dyn Fn() -> bool) -> io::Result<Option<Vec<u8>>> {
        let mut buffer = [0; PIECE];
        let mut waiting =
            [PollFd::new(&self.0, PollFlags::IN), PollFd::new(&bell.heard, PollFlags::IN)];
        let waited = poll(&mut waiting, None);
        if is_over() || waited.is_ok() && waiting[0].revents().is_empty() {
            return Ok(None);
        }
        match waited.and_then(|_| rustix::io::read(&self.0, &mut buffer)) {
            // The end of input was typed while the terminal was not ours; or it is gone.
            Ok(0) if waiting[0].revents() == PollFlags::IN => Ok(None),
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(length) => Ok(Some(buffer[..length].to_vec())),
            // Whoever shares the terminal with us has asked that nobody be held up by it.
            Err(Errno::INTR | Errno::AGAIN) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Ends a wait for input.
pub struct Bell {
    rings: PipeWriter,
    heard: PipeReader,
}

impl Bell {
    /// Makes one that does not ring.
    pub fn new() -> io::Result<Self> {
        let (heard, rings) = io::pipe()?;
        Ok(Self { rings, heard })
    }

    /// Rings until [`Bell::hush`].
    pub fn ring(&self) -> io::Result<()> {
        (&self.rings).write_all(b"!")
    }

    /// Ends the ringing.
    pub fn hush(&self) {
        // What was written is there to be read.
        let _ = (&self.heard).read(&mut [0]);
    }
}

/// Has a program read from the terminal that keys come from.
pub fn give_keyboard(command: &mut Command) -> io::Result<()> {
    if !io::stdin().is_terminal() {
        command.stdin(Stdio::from(File::open("/dev/tty")?));
    }
    Ok(())
}

/// Has a program neither be told what is typed to interrupt others, nor go with the terminal.
pub fn detach(command: &mut Command) -> &mut Command {
    command.process_group(0)
}

/// Returns whether a failure says that the terminal does not read or write any more, or cannot so much as be
/// found.
pub fn is_gone(error: &io::Error) -> bool {
    [Errno::IO, Errno::NXIO].map(|it| Some(it.raw_os_error())).contains(&error.raw_os_error())
}
