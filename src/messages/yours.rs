//! What is said of what the reader adds: bookmarks, marks, notes, what was read.

use super::counted;

/// That changes are in the journal after all.
pub fn kept_at_last(changes: usize) -> String {
    format!("saved: {}", counted(changes, "change", "changes"))
}

/// That changes are not in the journal, and why.
pub fn not_kept(changes: usize, why: &str) -> String {
    format!("not saved, will try again: {} · {why}", counted(changes, "change", "changes"))
}
