//! What is said of the compiled forms of folders that are kept.

use super::build::size;
use super::counted;

/// What is said where no folder can hold them.
pub const NO_FOLDER: &str =
    "there is no cache folder: neither XDG_CACHE_HOME nor HOME is an absolute path";

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

/// The message that something is not kept, though it is to be, and why.
pub fn not_kept(name: &str, why: &str) -> String {
    format!("{name} is not kept: {why}")
}

/// Why what has little text is not kept.
pub const SMALL: &str = "it is small, and opens as fast without";

/// Why what was changed a moment ago is not kept.
pub const JUST_CHANGED: &str =
    "most of it was changed a moment ago, and may change again unseen; try again in a few seconds";

/// Why nothing is kept where nothing can be written.
pub const NOT_WRITABLE: &str = "the cache folder cannot be written";

/// Why what does not open, or not whole, is not kept.
pub const NOT_OPENED: &str =
    "mistakes, or files that could not be read, are in the way; `folio check` shows them";

/// The message that one could not be removed.
pub fn not_cleared(reason: &str) -> String {
    format!("the cache could not be cleared: {reason}")
}
