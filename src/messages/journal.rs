//! What is said of the journal: what could not be read of it, and why something is not saved.

use super::counted;

/// The message that nothing is kept, because there is no folder for it.
pub fn nowhere() -> &'static str {
    "nothing that you add is kept: neither XDG_STATE_HOME nor HOME names a folder for it"
}

/// The message that the journal was written by a newer version, and is read only.
pub fn newer(version: u32) -> String {
    format!(
        "your journal was written by a newer Folio (version {version}): it is read as far as it can be, \
         and nothing is written to it"
    )
}

/// The message that the journal ended within a line, which was dropped.
pub fn torn() -> &'static str {
    "the last line of your journal was cut off, as by a power failure, and is dropped; all before it is there"
}

/// The message that some lines of the journal could not be read; `into` is the file that they are in now.
pub fn damaged(lines: u64, into: Option<&str>) -> String {
    let lines = counted(usize::try_from(lines).unwrap_or(usize::MAX), "line", "lines");
    match into {
        Some(file) => format!("{lines} of your journal could not be read and went into {file}"),
        None => format!("{lines} of your journal cannot be read; they stay where they are for now"),
    }
}

/// The message that the journal cannot be read.
pub fn unreadable(reason: &str) -> String {
    format!("your journal cannot be read: {reason}")
}

/// Why something is not saved: another Folio does not let go of the lock.
pub fn busy() -> &'static str {
    "another Folio holds the journal"
}

/// Why something is not saved: a newer version wrote the journal.
pub fn written_by_newer(version: u32) -> String {
    format!("a newer Folio has written the journal (version {version})")
}

/// Why something is not saved: there is no folder for it.
pub fn no_folder() -> &'static str {
    "neither XDG_STATE_HOME nor HOME names a folder for it"
}
