//! The terminal as Unix and as Windows have it, under one name for both: bytes go out and come in, and it has
//! a size. Refuses to know: what the bytes mean, and whose turn it is.
//!
//! Windows is told to send and to take what terminals on Unix do, so that everything else is written once.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
#[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "as on Unix, where it can fail")]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;
