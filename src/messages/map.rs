//! What the map says.

use super::matrix::Marks;
use super::{counted, counted_so_far};

/// The title of the map.
pub fn head(title: &str) -> String {
    format!("Map  {title}")
}

/// How many neighbours the entry in the middle has.
pub fn neighbours(count: usize) -> String {
    match count {
        0 => "no neighbours".to_owned(),
        count => counted(count, "neighbour", "neighbours"),
    }
}

/// How many neighbours it has in the beginning of a library.
pub fn neighbours_so_far(count: usize) -> String {
    counted_so_far(count, "neighbours")
}

/// What the marks and counts on a map mean; shorter if room is short.
pub fn legend(marks: Marks, short: bool) -> String {
    let Marks { article, editor, plain, empty, .. } = marks;
    if short {
        format!("{article} article {editor} editor {plain} see {empty} text")
    } else {
        format!(
            "{article} article   {editor} editor   {plain} see also   {empty} in the text   number: \
             entries beyond"
        )
    }
}

/// How many entries are beyond a neighbour; `open` if there may be more still.
pub fn beyond(count: usize, open: bool) -> String {
    match (count, open) {
        (0, false) => String::new(),
        (count, false) => count.to_string(),
        (count, true) => format!("{count}+"),
    }
}

/// How many links join a neighbour, and how many entries are beyond it; `open` if there may be
/// more still.
pub fn joined(links: usize, beyond: usize, open: bool) -> String {
    let links = super::explore::links(links);
    match (beyond, open) {
        (0, false) => links,
        (count, false) => format!("{links}, {} beyond", counted(count, "entry", "entries")),
        (count, true) => format!("{links}, {count} or more entries beyond"),
    }
}

/// How many neighbours are not shown.
pub fn more(count: usize) -> String {
    format!("+{count} more")
}

/// How many neighbours in themes without room are not shown.
pub fn more_elsewhere(count: usize, themes: usize) -> String {
    format!("+{count} in {}", counted(themes, "more theme", "more themes"))
}

/// The message on what opening does on neighbours that are not shown.
pub fn more_in_words(open: &str) -> String {
    format!("{open} lists all links of the entry in the middle")
}

/// The message on what opening does on the entry in the middle.
pub fn centre_in_words(title: &str, neighbours: &str, open: &str) -> String {
    format!("{title}: {neighbours}; {open} opens it")
}
