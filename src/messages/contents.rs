//! What the contents say: the themes, their entries, the glossary.

/// Names the list of themes.
pub const TITLE: &str = "contents";
/// Names the list of terms.
pub const GLOSSARY: &str = "glossary";

/// Counts the entries of a theme, behind its title.
pub fn entries(count: usize) -> String {
    if count == 1 { ", 1 entry".to_owned() } else { format!(", {count} entries") }
}
