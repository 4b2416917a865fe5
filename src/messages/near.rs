//! Sentences about entries that are near to one in meaning.

/// The title of what is near to an entry.
pub fn head(title: &str) -> String {
    format!("near in meaning to {title}")
}

/// The heading above what is near to the open entry, beside its text.
pub const SECTION: &str = "NEAR IN MEANING";

/// The message that this build has no tables of meaning.
pub const NO_MEANINGS: &str =
    "this build knows no meanings; it was made without the feature \"meaning\"";

/// The message that no entry is near to one.
pub fn none(title: &str) -> String {
    format!("nothing is near to {title} in meaning")
}

/// The line that stands where nothing is near.
pub const NOTHING: &str = "nothing is near in meaning";

/// The mark, behind its theme, of a near entry to which there is a link as well.
pub const LINKED: &str = " · linked";

/// The sentence that there is a link to a near entry as well.
pub const IS_LINKED: &str = "A link joins them as well.";

/// The line that says how many more there are.
pub fn more(count: usize) -> String {
    format!("{count} more near in meaning")
}

/// The pair of words that carries most of a nearness, the word of the entry that was asked for first.
pub fn pair(asked: &str, found: &str) -> String {
    if asked == found { format!("shares “{asked}”") } else { format!("{asked} ~ {found}") }
}

/// The sentence that a pair of words carries most of a nearness.
pub fn carried(asked: &str, found: &str) -> String {
    if asked == found {
        format!("\u{201c}{asked}\u{201d} in both carries most of it.")
    } else {
        format!("\u{201c}{asked}\u{201d} here and \u{201c}{found}\u{201d} there carry most of it.")
    }
}
