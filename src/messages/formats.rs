//! Sentences about what is read that is no pack.

/// The hint that says what opens.
pub const WHAT_OPENS: &str = "a pack (a folder with `pack.toml`), a compiled file, a Markdown file or a folder of them opens";

/// The message that there is nothing at a path that can be read.
pub fn nothing_to_read() -> String {
    "nothing in this folder can be read".to_owned()
}

/// The title of the theme of pages that stand before the first part of a book.
pub const OPENING_PAGES: &str = "Opening pages";

/// The title of the theme of pages that lie in no folder of their own.
pub const TOP_PAGES: &str = "Pages";

/// The message that what a file says of itself cannot be read.
pub fn front_matter(reason: &str) -> String {
    format!("what this file says of itself cannot be read: {reason}")
}

/// The hint for [`front_matter`].
pub const FRONT_MATTER_HINT: &str =
    "its text is shown without it; mend what stands between the lines of `---`";

/// The message that a link leads to nothing that is here.
pub fn unresolved(destination: &str) -> String {
    format!("nothing here is called \"{destination}\"")
}

/// The hint for [`unresolved`].
pub const UNRESOLVED_HINT: &str = "its text is shown without a link";

/// The message that a link means one of several notes.
pub fn homonym(destination: &str, path: &str, others: usize) -> String {
    let others = super::counted(others, "other note has", "other notes have");
    format!("\"{destination}\" is taken to mean {path}, the nearest; {others} that name")
}

/// The hint for [`homonym`].
pub const HOMONYM_HINT: &str = "write its path if another one is meant";

/// What stands for a picture: its caption, or the name of its file; both in Markdown.
pub fn picture(name: &str, caption: Option<&str>) -> String {
    match caption {
        Some(caption) => format!("(picture: {caption})"),
        None => format!("(picture {name})"),
    }
}

/// The line above a text that is shown from elsewhere; `link` in Markdown.
pub fn embedded(link: &str) -> String {
    format!("From {link}:")
}

/// A property of a note in a list; key and value in Markdown.
pub fn property(key: &str, value: &str) -> String {
    format!("- {key}: {value}")
}
