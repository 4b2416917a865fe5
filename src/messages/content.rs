//! What is said about mistakes in the files of a pack: a message for each, and a hint on what to
//! do.

mod files;
mod ids;
mod provenance;
mod syntax;
mod values;

pub use files::*;
pub use ids::*;
pub use provenance::*;
pub use syntax::*;
pub use values::*;

/// How many characters of a value a sentence repeats at most.
const ECHO: usize = 60;

/// The name of a type, as sentences use it.
pub const STRING: &str = "a string";
/// See [`STRING`].
pub const BOOLEAN: &str = "true or false";
/// See [`STRING`].
pub const INTEGER: &str = "a whole number";
/// See [`STRING`].
pub const TABLE: &str = "a table";
/// See [`STRING`].
pub const LIST_OF_STRINGS: &str = "a list of strings";
/// See [`STRING`].
pub const LIST_OF_TABLES: &str = "a list of tables";

/// A value in backquotes, shortened if it is long.
pub fn quoted(value: &str) -> String {
    let mut short: String = value.chars().take(ECHO).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    format!("`{short}`")
}

/// The name of a key in a sentence.
pub fn key(key: &str) -> String {
    quoted(key)
}

/// The name of a list's item in a sentence.
pub fn item_of(key: &str) -> String {
    format!("an item of {}", quoted(key))
}

/// The name of a type behind its article.
pub fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// The hint that a similar word may be meant.
pub fn did_you_mean(word: &str) -> String {
    format!("did you mean {}?", quoted(word))
}
