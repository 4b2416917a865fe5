//! What is said about glossary terms in texts.

/// The name of an entry's summary.
pub const SUMMARY: &str = "summary";
/// The name of the Markdown after the statements.
pub const BODY: &str = "body";

/// The name of a statement: its number, counted from 1, and its anchor.
pub fn statement(number: usize, anchor: &str) -> String {
    if anchor.is_empty() {
        format!("statement {number}")
    } else {
        format!("statement {number} #{anchor}")
    }
}

/// The title of the list of an entry's terms.
pub fn head(title: &str) -> String {
    format!("Terms  {title}")
}

/// The message that an entry uses no terms.
pub fn none(title: &str) -> String {
    format!("{title} uses no term of a glossary")
}

/// The remark on the first mention of a term in its section.
pub const FIRST: &str = " · marked";

/// The heading above the entries that use a term.
pub const USED_IN: &str = "Used in";

/// How many more entries there are.
fn more(count: usize) -> String {
    format!("+{count} more")
}

/// The other entries that use a term, in one line.
pub fn also_used_in(titles: &[&str], more: usize) -> String {
    let more = if more == 0 { String::new() } else { format!(", {}", self::more(more)) };
    format!("Also used in: {}{more}", titles.join(", "))
}

/// The message that no other entry uses a term.
pub const USED_NOWHERE: &str = "Used in no other entry";

/// How often a term is used in a text.
pub fn times(count: usize, text: &str) -> String {
    if count == 1 { text.to_owned() } else { format!("{text}, {count} times") }
}

/// The message that a text from outside uses no term.
pub const NONE_IN_TEXT: &str = "the text uses no term of a glossary";

/// A name with how it is read.
pub fn name(text: &str, reading: &str) -> String {
    if reading.is_empty() { text.to_owned() } else { format!("{text} ({reading})") }
}

/// How often a text uses a term, and where first.
pub fn in_text(count: usize, line: usize) -> String {
    match count {
        1 => format!("once, in line {line}"),
        count => format!("{count} times, first in line {line}"),
    }
}

/// The message that standard input could not be read.
pub fn cannot_read(why: &str) -> String {
    format!("could not read standard input: {why}")
}

/// The message that a text is too long.
pub fn too_long(most: usize) -> String {
    format!("the text on standard input is longer than {most} MiB; give it in parts")
}

/// The message that a text is not UTF-8.
pub fn not_utf8(line: usize) -> String {
    format!(
        "the text on standard input is not UTF-8 in line {line}; convert it first, such as with \
         `iconv -t UTF-8`"
    )
}
