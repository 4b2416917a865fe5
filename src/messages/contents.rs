//! What the contents say: the themes, their entries, the glossary.

/// The name of the list of themes.
pub const TITLE: &str = "contents";
/// The name of the list of terms.
pub const GLOSSARY: &str = "glossary";

/// How many entries a theme has, to follow its title.
pub fn entries(count: usize) -> String {
    if count == 1 { ", 1 entry".to_owned() } else { format!(", {count} entries") }
}
