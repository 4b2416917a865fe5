//! How the program ends.

use std::process::ExitCode;

/// Exit codes, as `folio help exit-codes` tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Nothing found, or the check, the doctor or a build found errors.
    NotFound = 1,
    /// Wrong usage, no terminal for the browser, or a file that is not to be built over what is there.
    Usage = 2,
    /// Nothing of a named pack could be opened.
    NothingOpened = 3,
    /// Output, state or a file that is built could not be written, or state could not be read.
    NotWritten = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
