//! What is said about files that are not valid TOML.

use super::quoted;

/// The message that a file is not valid TOML.
pub fn syntax(reason: &str) -> String {
    format!("this is not valid TOML: {}", reason.chars().take(120).collect::<String>())
}

/// The message that a multi-line string is never closed.
pub fn unclosed_text() -> String {
    "the text that begins here is never closed".to_owned()
}

/// The hint for [`unclosed_text`].
pub fn close_the_text() -> &'static str {
    "end it with the same three quotes that open it"
}

/// The message that a table has a key twice; `first` is the line of the first, if known.
pub fn duplicate_key(key: &str, first: Option<u32>) -> String {
    match first {
        Some(line) => format!("the key {} stands twice, first in line {line}", quoted(key)),
        None => format!("the key {} stands twice", quoted(key)),
    }
}

/// The hint for [`duplicate_key`].
pub fn keep_one_key() -> &'static str {
    "keep one of them, or open a new table above the second"
}

/// The message that a file has more mistakes than are reported.
pub fn too_many_mistakes(shown: usize) -> String {
    format!("this file has more mistakes; only the first {shown} are reported")
}
