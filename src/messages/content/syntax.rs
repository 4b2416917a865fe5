//! What is said about files that are not valid TOML.

use super::quoted;

/// The message that a file is not valid TOML.
pub fn syntax(reason: &str) -> String {
    format!("this is not valid TOML: {}", reason.chars().take(120).collect::<String>())
}

/// What helps where a text stands without quotation marks.
const QUOTE: &str = "a text stands between quotation marks, \"…\"; only numbers, dates, true and false stand without";

/// What helps against what TOML's parser complains of, by how its complaint begins.
const HELP: [(&str, &str); 11] = [
    ("invalid basic string, expected `\"`", "end the text with the quotation mark that opens it"),
    ("invalid literal string, expected `'`", "end the text with the quotation mark that opens it"),
    ("string values must be quoted", QUOTE),
    // A word that begins like `true`, `false`, `inf` or `nan`.
    ("invalid boolean", QUOTE),
    ("invalid float", QUOTE),
    (
        "missing escaped value",
        r"between double quotation marks `\` is written `\\`; between single ones it stands for itself",
    ),
    ("key with no value", "write the key, `=` and its value: `title = \"…\"`"),
    ("missing comma", "part the items of a list by commas"),
    ("unclosed inline table", "end the table with `}`"),
    ("unclosed array, expected", "end the list with `]`"),
    (
        "unexpected key or value",
        "nothing follows a value in its line; in a text a quotation mark is not of the kind that encloses it",
    ),
];

/// The hint for [`syntax`]: what helps with the text that follows the place; empty if nobody knows.
pub fn mend_syntax(reason: &str, there: &str) -> &'static str {
    if reason.starts_with("string values") && there.starts_with(['“', '”', '„', '‘', '’', '«', '»'])
    {
        return "use straight quotation marks: \"…\"";
    }
    HELP.iter().find(|(begins, _)| reason.starts_with(begins)).map_or("", |(_, help)| help)
}

/// The message that a multi-line string is never closed.
pub fn unclosed_text() -> String {
    "the text that begins here is never closed".to_owned()
}

/// The hint for [`unclosed_text`].
pub fn close_the_text() -> &'static str {
    "end it with the same three quotes that open it; where these stand in the text, open it with the other kind"
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
