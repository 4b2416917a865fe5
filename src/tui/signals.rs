//! What the system tells the process as a whole: that it is to stop, to go on or to end, and that the terminal
//! has another size. Refuses to know: the app.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix, where it can fail")]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;
