//! What is said of the compiled forms of folders that are kept.

use super::build::size;
use super::counted;

/// What is said where no folder can hold them.
pub const NO_FOLDER: &str =
    "there is no cache folder: neither XDG_CACHE_HOME nor a home folder is known";

/// The message that nothing is kept.
pub fn none(folder: &str) -> String {
    format!("nothing is kept in {folder}")
}

/// The line of one compiled form.
pub fn one(folder: &str, bytes: u64, is_stale: bool) -> String {
    let stale = if is_stale { ", has changed since" } else { "" };
    format!("{folder}  {}{stale}", size(bytes))
}

/// The message that tells all compiled forms together.
pub fn all(count: usize, bytes: u64, folder: &str) -> String {
    format!("{}, {} in {folder}", counted(count, "folder", "folders"), size(bytes))
}

/// The message that all were removed.
pub fn cleared(count: usize, bytes: u64) -> String {
    format!("{} removed, {}", counted(count, "file", "files"), size(bytes))
}

/// The message that what is kept is listed or removed as a whole.
pub const OF_ALL: &str = "folio cache lists or removes all that is kept; only `keep` takes a path";

/// The message that folders are not kept, though they are to be.
pub fn not_kept(names: &str) -> String {
    format!(
        "{names} is not kept: it is small, was just changed, cannot be read, or the cache cannot be written"
    )
}

/// The message that one could not be removed.
pub fn not_cleared(reason: &str) -> String {
    format!("the cache could not be cleared: {reason}")
}
