//! What is said about files that are not valid TOML.

use super::quoted;

/// The message that a file is not valid TOML.
pub fn syntax(reason: &str) -> String {
    format!("this is not valid TOML: {}", reason.chars().take(120).collect::<String>())
}

/// What helps where a text stands without quotation marks.
const QUOTE: &str = "a text stands between quotation marks, \"…\"; only numbers, dates, true and false stand without";

/// What helps against what TOML's parser complains of, by how its complaint begins.
const HELP: &[(&str, &str)] = &[
    ("invalid basic string, expected `\"`", "end the text with the quotation mark that opens it"),
    ("invalid literal string, expected `'`", "end the text with the quotation mark that opens it"),
    ("string values must be quoted", QUOTE),
    // A word that begins like `true`, `false`, `inf` or `nan`.
    ("invalid boolean", QUOTE),
    ("invalid float", QUOTE),
    ("missing escaped value", ESCAPE),
    ("too few unicode value digits", ESCAPE),
    ("key with no value", ASSIGN),
    ("extra `=`", "one `=` stands between a key and its value"),
    (
        "unexpected leading zero",
        "write the number without a zero before it; a text stands between quotation marks",
    ),
    (
        "invalid unquoted key",
        "a key has the letters a to z, digits, `-` and `_`; any other stands between quotation marks, `\"g z\"`",
    ),
    ("unclosed array table", "end the name of the table with `]]`, as `[[` opens it"),
    ("unclosed table", "end the name of the table with `]`"),
    ("missing comma", "part the items of a list by commas"),
    ("unclosed inline table", "end the table with `}`"),
    ("invalid inline table element", "part the keys of the table by commas, and end it with `}`"),
    (
        "unexpected key or value",
        "nothing follows a value in its line; a quotation mark inside a text is of the other kind, ' or \\\"",
    ),
];

/// What helps against a `\` that was not meant as one.
const ESCAPE: &str = r"between double quotation marks `\` begins an escape and is itself written `\\`; between single ones, '…', it stands for itself";

/// What helps where a key has no value.
const ASSIGN: &str = "write the key, `=` and its value: `title = \"…\"`; a key with blanks stands between quotation marks";

/// What helps where the parts of a name stand apart.
const DOT: &str = "the parts of a name are joined by a dot: `[[entry.name]]`";

/// The hint for [`syntax`]: what helps with the text that follows the place, in a line that begins so; empty
/// if nobody knows.
pub fn mend_syntax(reason: &str, line: &str, there: &str) -> &'static str {
    let next = there.chars().next().unwrap_or('\n');
    let is_remark = |text: &str| ["//", "/*", "--", ";"].iter().any(|sign| text.starts_with(sign));
    match next {
        _ if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|it| line.starts_with(it)) => {
            "this is a conflict that git has left: keep one side, and remove its marks"
        }
        _ if is_remark(line.trim_start()) || is_remark(there) => "`#` begins a remark",
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' => "an unseen character stands here: remove it",
        next if next.is_whitespace() && !next.is_ascii() => {
            "this is no plain space, as often in what was copied from elsewhere: type it anew"
        }
        next if next.is_control() && !"\r\n\t".contains(next) => {
            "an unseen control character stands here: remove it"
        }
        '\r' | '\n' | '#' if reason.starts_with("string values") => {
            "write a value behind the `=`: `title = \"…\"`"
        }
        'T' | 'F' if there.starts_with("True") || there.starts_with("False") => {
            "write `true` and `false` in small letters"
        }
        '“' | '”' | '„' | '‘' | '’' | '«' | '»' if reason.starts_with("string values") => {
            "use straight quotation marks: \"…\""
        }
        '{' if reason.starts_with("invalid key-value pair") => {
            "this looks like JSON, but the files of a pack are TOML: `[[entry]]` in a line, `id = \"…\"` in the next"
        }
        _ if reason.starts_with("string values") && is_word_for_flag(there) => {
            "write `true` or `false`"
        }
        ' ' if reason.starts_with("unclosed array table") => DOT,
        ':' if reason.starts_with("invalid unquoted key") => ASSIGN,
        _ => {
            HELP.iter().find(|(begins, _)| reason.starts_with(begins)).map_or("", |(_, help)| help)
        }
    }
}

/// Returns whether a text begins with a word by which other formats say true or false.
fn is_word_for_flag(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ["yes", "no", "on", "off"].iter().any(|flag| word.eq_ignore_ascii_case(flag))
}

/// The message that a string is never closed.
pub fn unclosed_text() -> String {
    "the text that begins here is never closed".to_owned()
}

/// The message that a list is never closed.
pub fn unclosed_list() -> String {
    "the list that begins here is never closed".to_owned()
}

/// The hint for [`unclosed_list`].
pub fn close_the_list() -> &'static str {
    "end the list with `]`, behind its last item"
}

/// The hint for [`unclosed_text`] of a text that began with one quote.
pub fn close_the_line() -> &'static str {
    "end the text with the quotation mark that opens it, in the same line; a text of several lines stands between \"\"\" and \"\"\""
}

/// The message that a table was opened with single brackets, and a list of such tables follows.
pub fn table_and_list(key: &str) -> String {
    format!("{} is opened with single brackets above, and with double ones here", quoted(key))
}

/// The hint for [`unclosed_text`] of a text that began with three quotes.
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
