//! Sentences about what is read that is no pack.

/// The hint that says what opens.
pub const WHAT_OPENS: &str = "a pack (a folder with `pack.toml`), a compiled file, a Markdown file or a folder of them opens";

/// The message that there is nothing at a path that can be read.
pub fn nothing_to_read() -> String {
    "nothing in this folder can be read".to_owned()
}

/// Stands for a picture that a text shows.
pub fn picture(name: &str) -> String {
    format!("[picture: {name}]")
}
