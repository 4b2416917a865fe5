//! Why the browser could not open, or had to end. Refuses to know: how it was noticed.

use std::io::ErrorKind;

use super::console;
use crate::messages::system::why;
use crate::messages::terminal as say;

/// Why the browser has ended before the reader left it.
#[derive(Debug)]
pub enum Ended<F> {
    /// The packs did not open; what their opener says.
    Unopened(F),
    /// The terminal, or the program, does not work.
    Terminal(Error),
}

impl<F> From<Error> for Ended<F> {
    fn from(error: Error) -> Self {
        Self::Terminal(error)
    }
}

/// Why the browser could not open, or had to end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Standard output is not a terminal.
    #[error("{}", say::no_terminal())]
    NoTerminal,
    /// Nothing can be typed: neither standard input nor the controlling terminal can be read.
    #[error("{}", say::no_keyboard())]
    NoKeyboard,
    /// The terminal could not be set up or written to.
    #[error("{}", say::output_failed(&why(.0)))]
    Output(std::io::Error),
    /// A thread could not be started.
    #[error("{}", say::no_thread(&why(.0)))]
    Thread(std::io::Error),
    /// Opening the packs met a fault in the program; a sentence about it.
    #[error("{0}")]
    Opening(String),
    /// Keys could not be read any more.
    #[error("{}", say::input_failed(&why(.0)))]
    Input(std::io::Error),
    /// Not everything is kept that the reader has added or chosen; sentences about it.
    #[error("{0}")]
    Unkept(String),
}

impl Error {
    /// Returns the exit code: 2 if the browser was started in the wrong place, 4 if the
    /// terminal failed or something is not kept, 101 for a fault in the program.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NoTerminal | Self::NoKeyboard => 2,
            Self::Output(_) | Self::Thread(_) | Self::Input(_) | Self::Unkept(_) => 4,
            Self::Opening(_) => 101,
        }
    }

    /// Returns whether the terminal has gone away, which its signal may be kept from reporting:
    /// it then has nothing to read and takes nothing.
    pub(super) fn is_hangup(&self) -> bool {
        match self {
            Self::NoTerminal
            | Self::NoKeyboard
            | Self::Thread(_)
            | Self::Opening(_)
            | Self::Unkept(_) => false,
            Self::Output(error) | Self::Input(error) => {
                error.kind() == ErrorKind::UnexpectedEof || console::is_gone(error)
            }
        }
    }
}
