//! What is said when the files of the open packs are read again.

use super::counted;

/// The message that the files are being read again.
pub const READING: &str = "reading again…";

/// The message that nothing differs in so many entries.
pub fn nothing_changed(entries: usize) -> String {
    format!("read again · {}, nothing changed", counted(entries, "entry", "entries"))
}

/// The message that what joins and orders the entries differs.
pub fn changed_around() -> &'static str {
    "read again · no entry changed, but what is around them"
}

/// The message how many entries are new, changed or gone.
pub fn changed(entries: usize) -> String {
    format!("read again · {} changed", counted(entries, "entry", "entries"))
}

/// The message that the page that was shown is not there any more.
pub fn gone(title: &str) -> String {
    format!("{title} is not in the files any more")
}

/// Puts what came of reading again before how many mistakes the files have.
pub fn with_mistakes(said: &str, mistakes: &str) -> String {
    format!("{said} · {mistakes}")
}

/// The message that a text can be read no more, and what is shown in place of it.
pub fn broken(place: &str, health: &str) -> String {
    format!("{place} is broken: the last good version is shown · {health}")
}

/// The message that the rest of what is shown cannot be read.
pub fn broken_off(place: &str, health: &str) -> String {
    format!("{place} is broken: only the beginning is shown · {health}")
}

/// The reminder that a text cannot be read.
pub fn still_broken(place: &str) -> String {
    format!("{place} broken")
}
