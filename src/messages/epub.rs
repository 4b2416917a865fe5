//! Sentences about books.

/// The message that a member of a book is encrypted.
pub fn encrypted() -> String {
    "this is encrypted, and cannot be read".to_owned()
}

/// The message that a book is protected, so that nothing of it can be read.
pub fn protected(member: &str) -> String {
    format!(
        "this book is protected by its seller ({member}): its text is encrypted, and nothing of it can be shown"
    )
}

/// The hint for [`protected`].
pub const PROTECTED_HINT: &str = "Folio reads books without digital rights management only";

/// The message that an archive or a part of it is damaged.
pub fn damaged(reason: &str) -> String {
    format!("this is damaged or cut off: {reason}")
}

/// The hint for [`damaged`].
pub const DAMAGED_HINT: &str = "get the book again; what can be read of it is shown";

/// The message that an archive holds far more than its size lets expect.
pub fn bomb(ratio: u64) -> String {
    format!("the archive unpacks to more than {ratio} times its size, and is read no further")
}

/// The message that the names of some members lead out of the archive.
pub fn leaves_archive(first: &str, others: usize) -> String {
    let others = match others {
        0 => String::new(),
        more => format!(", and {more} more like it"),
    };
    format!("\"{first}\" leads out of the archive, and is passed over{others}")
}

/// The message that a name is there more than once.
pub fn duplicates() -> String {
    "the archive holds two files of one name; the last one counts".to_owned()
}

/// The message that a text is not in the encoding that it should be in.
pub fn not_in_encoding(name: &str) -> String {
    format!("not all of this is {name}, as which it has to be read; signs are missing")
}

/// The message that the encoding of a text is not known.
pub fn unknown_encoding(name: &str) -> String {
    format!("nobody knows the encoding \"{name}\" that this names; it is read as UTF-8")
}

/// The message that a book does not say where its parts are.
pub fn no_package() -> String {
    "this is no book: nothing in it says which documents it has".to_owned()
}

/// The message that a file of the archive ends too early.
pub fn cut() -> String {
    "this ends before everything in it is closed; what is there is read".to_owned()
}

/// The message that the book has something that is not in the archive.
pub fn missing(member: &str) -> String {
    format!("\"{member}\" is not in the archive")
}

/// The message that the book has a document in its reading order that it does not declare.
pub fn undeclared(id: &str) -> String {
    format!("the reading order has \"{id}\", which is declared nowhere")
}

/// The message that a document cannot be shown, because it is none in HTML.
pub fn not_html(member: &str) -> String {
    format!("\"{member}\" is no document in HTML, and is not shown")
}

/// The message that the table of contents leads to nothing.
pub fn contents_nowhere(title: &str, destination: &str) -> String {
    format!("\"{title}\" in the table of contents leads to \"{destination}\", which is not there")
}

/// The message that a book has no document that can be shown.
pub fn no_documents() -> String {
    "no document of this book can be shown".to_owned()
}

/// The title of the theme of all chapters of a book without parts.
pub const CHAPTERS: &str = "Chapters";

/// The title of the theme of documents that are in no reading order.
pub const BESIDE: &str = "Beside the text";

/// What the picture on the cover of a book is called.
pub const COVER: &str = "cover";

/// The title of a theme that holds what stands from one page to another.
pub fn from_to(first: &str, last: &str) -> String {
    format!("{first} – {last}")
}
