//! What is said of the journal: what could not be read of it, and why something is not saved.

use std::fmt::Display;

use super::counted;

/// The message that nothing is kept, because there is no folder for it.
pub fn nowhere() -> &'static str {
    "nothing is saved: neither XDG_STATE_HOME nor HOME names a folder for it"
}

/// The message that the journal was written by a newer version, and is read only.
pub fn newer(version: u32) -> String {
    format!("nothing is saved: a newer Folio wrote your journal (version {version})")
}

/// The message that the journal ended within a line, which was dropped.
pub fn torn() -> &'static str {
    "the last line of your journal was cut off and is dropped"
}

/// The message that some lines of the journal could not be read; `into` is the file that they are in now.
pub fn damaged(lines: u64, into: Option<&str>) -> String {
    let lines = usize::try_from(lines).unwrap_or(usize::MAX);
    let lines = counted(lines, "unreadable line", "unreadable lines");
    match into {
        Some(file) => format!("{lines} went into {file}"),
        None => format!("{lines} in your journal, left where they are"),
    }
}

/// The message that a newer version wrote some lines of the journal.
pub fn foreign(lines: u64) -> String {
    let count = usize::try_from(lines).unwrap_or(usize::MAX);
    let lines = counted(count, "line of your journal is", "lines of your journal are");
    let left = if count == 1 { "left as it was" } else { "left as they were" };
    format!("{lines} of a newer Folio: {left}, without effect here")
}

/// The message that tells several at once.
pub fn together(sentences: &[String]) -> String {
    sentences.join(" · ")
}

/// The message that the journal cannot be read.
pub fn unreadable(reason: &str) -> String {
    format!("your journal cannot be read: {reason}")
}

/// Why the journal cannot be read or written: it is a link to a folder that is not there.
pub fn leads_nowhere(journal: &dyn Display, end: &dyn Display) -> String {
    format!("{journal} is a link to {end}, and that folder is not there")
}

/// The message that something is not in the journal, and why.
pub fn not_saved(reason: &str) -> String {
    format!("not saved: {reason}")
}

/// The message that another has changed a note just before it was changed here, which both keep.
pub fn written_beside() -> &'static str {
    "this note was changed elsewhere just before: both are kept, yours beside it"
}

/// The message that another has changed a note just before it was to be removed here.
pub fn not_removed() -> &'static str {
    "not removed: this note was changed elsewhere just before"
}

/// Why something is not saved: another Folio does not let go of the lock.
pub fn busy() -> &'static str {
    "another Folio holds the journal"
}

/// Why something is not saved: it is longer than a line of the journal may be.
pub fn too_long() -> &'static str {
    "it is too long for the journal"
}

/// Why something is not saved: a newer version wrote the journal.
pub fn written_by_newer(version: u32) -> String {
    format!("a newer Folio has written the journal (version {version})")
}

/// Why something is not saved: there is no folder for it.
pub fn no_folder() -> &'static str {
    "neither XDG_STATE_HOME nor HOME names a folder for it"
}

/// That notes which were begun are not kept, since a newer version wrote their file.
pub const PLACES_ARE_NEWER: &str = "a newer Folio wrote places.json";
