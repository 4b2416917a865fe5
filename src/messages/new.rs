//! What a new pack says, and what is said of making one. `folder` is how it was named.

use super::shell;

/// `pack.toml` of a new pack that is called [`ID`] and [`TITLE`].
pub const PACK: &str = include_str!("new/pack.toml");

/// The pages of a new pack.
pub const PAGES: &str = include_str!("new/pages.toml");

/// The glossary of a new pack.
pub const WORDS: &str = include_str!("new/words.toml");

/// The line of [`PACK`] with the id.
pub const ID: &str = "id = \"my-pack\"";

/// The line of [`PACK`] with the title.
pub const TITLE: &str = "title = \"My pack\"";

/// The id of a pack whose folder has no letter that an id may have.
pub fn numbered_id(number: u32) -> String {
    format!("pack-{number:08x}")
}

/// The id of a pack whose folder has no letter that an id can have.
pub const FALLBACK_ID: &str = "my-pack";

/// The title of a pack whose folder has no letter.
pub const FALLBACK_TITLE: &str = "My pack";

/// Makes an id of a word that no pack can be called.
pub fn unreserved(id: &str) -> String {
    format!("{id}-pack")
}

/// The message that a pack was made.
pub fn made(folder: &str, title: &str, id: &str) -> String {
    format!("{folder}: a pack called {title}, with the id {id}")
}

/// What to do next with a new pack, as commands and what each does; `folder` is neither an option nor a
/// command.
pub fn next(folder: &str) -> [(String, &'static str); 4] {
    let folder = shell::path(folder);
    [
        (format!("folio {folder}"), "read it; `e` there edits what is shown"),
        (format!("folio check --watch {folder}"), "tell every mistake while you write"),
        ("folio help pack".to_owned(), "the format, every table and key"),
        ("folio guide".to_owned(), "how Folio is used"),
    ]
}

/// The message that a folder is a pack already.
pub fn is_pack(folder: &str) -> String {
    let check = format!("`folio check {}`", shell::path(folder));
    format!("{folder} is a pack already and stays as it is: {check} checks it")
}

/// The message that a title has nothing that can be seen.
pub const EMPTY_TITLE: &str = "the title is empty: --title \"What it is about\"";
