//! What is said of the entries by their type.

/// The title of the list of all entries by their type.
pub const TITLE: &str = "types";

/// What stands there until they were looked for.
pub const READING: &str = "looking through all entries…";

/// What is said where no entry has a type.
pub const NONE: &str = "no entry here has a type";

/// The name of the group of entries without a type.
pub const UNTYPED: &str = "without a type";

/// The heading of a type.
pub fn heading(name: &str, entries: usize) -> String {
    format!("{} ({entries})", if name.is_empty() { UNTYPED } else { name })
}
