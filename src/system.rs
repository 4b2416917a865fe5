//! What Unix and Windows do each in their own way with files and streams, under one name for both, and how wide
//! the terminal says it is; and where Folio's own folders are. Refuses to know: what the files are for.
//!
//! Both files below have the same functions; everything else is written once, for all systems. What they do
//! each in their own way with a terminal is in `tui`.

mod folders;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
#[expect(clippy::needless_pass_by_value, reason = "as on Unix, where it is kept")]
mod windows;

use std::fs::File;
use std::io::{self, ErrorKind};

use ratatui::crossterm::terminal;

pub use folders::{Folder, folder};
#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;

/// What tells a file or a folder from all others, whatever its name.
pub type Identity = (u64, u64);

/// Returns how many columns the terminal has; `None` if there is none, or one that does not say: a serial line
/// or a pipe of `script` tells of 0.
pub fn columns_of_terminal() -> Option<u16> {
    let (columns, _) = terminal::size().ok()?;
    Some(columns).filter(|columns| *columns > 0)
}

/// Reads bytes of a file from an offset on; returns how many there were, fewer than asked for before the end
/// only.
pub fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
    let mut length = 0;
    while length < bytes.len() {
        match read_some_at(file, &mut bytes[length..], offset + length as u64) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
