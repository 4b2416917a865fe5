//! What is said about glossary terms in texts.

/// Names the summary of an entry.
pub const SUMMARY: &str = "summary";
/// Names the Markdown after the statements.
pub const BODY: &str = "body";

/// Names a statement by its number, counted from 1, and its anchor.
pub fn statement(number: usize, anchor: &str) -> String {
    if anchor.is_empty() {
        format!("statement {number}")
    } else {
        format!("statement {number} #{anchor}")
    }
}

/// Heads the terms of an entry.
pub fn head(title: &str) -> String {
    format!("Terms  {title}")
}

/// Says that no term is used.
pub fn none(title: &str) -> String {
    format!("{title} uses no term of a glossary")
}

/// Marks the first mention in its section.
pub const FIRST: &str = " · marked";

/// Heads the entries that use a term.
pub const USED_IN: &str = "Used in";

/// Says how many more there are.
fn more(count: usize) -> String {
    format!("+{count} more")
}

/// Says in one line which other entries use a term.
pub fn also_used_in(titles: &[&str], more: usize) -> String {
    let more = if more == 0 { String::new() } else { format!(", {}", self::more(more)) };
    format!("Also used in: {}{more}", titles.join(", "))
}

/// Says that no other entry uses a term.
pub const USED_NOWHERE: &str = "Used in no other entry";

/// Says how often a term is used in a text.
pub fn times(count: usize, text: &str) -> String {
    if count == 1 { text.to_owned() } else { format!("{text}, {count} times") }
}

/// Says that a text from outside uses no term.
pub const NONE_IN_TEXT: &str = "the text uses no term of a glossary";

/// A name with how it is read.
pub fn name(text: &str, reading: &str) -> String {
    if reading.is_empty() { text.to_owned() } else { format!("{text} ({reading})") }
}

/// Says how often a text uses a term, and where first.
pub fn in_text(count: usize, line: usize) -> String {
    match count {
        1 => format!("once, in line {line}"),
        count => format!("{count} times, first in line {line}"),
    }
}

/// Says that standard input could not be read.
pub fn cannot_read(why: &str) -> String {
    format!("could not read standard input: {why}")
}

/// Says that a text is too long.
pub fn too_long(most: usize) -> String {
    format!("the text on standard input is longer than {most} MiB; give it in parts")
}

/// Says that a text is not UTF-8.
pub fn not_utf8(line: usize) -> String {
    format!(
        "the text on standard input is not UTF-8 in line {line}; convert it first, such as with \
         `iconv -t UTF-8`"
    )
}
