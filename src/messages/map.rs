//! What the map says.

use super::counted;

/// Heads the map.
pub fn head(title: &str) -> String {
    format!("Map  {title}")
}

/// Counts the entries around the one in the middle.
pub fn neighbours(count: usize) -> String {
    match count {
        0 => "no neighbours".to_owned(),
        count => counted(count, "neighbour", "neighbours"),
    }
}

/// Says how many entries are beyond a neighbour; `open` if there may be more still.
pub fn beyond(count: usize, open: bool) -> String {
    match (count, open) {
        (0, false) => String::new(),
        (count, false) => format!("({count} more)"),
        (count, true) => format!("({count}+ more)"),
    }
}

/// Says how many links join a neighbour, and how many entries are beyond it; `open` if there may be
/// more still.
pub fn joined(links: usize, beyond: usize, open: bool) -> String {
    let links = super::explore::links(links);
    match (beyond, open) {
        (0, false) => links,
        (count, false) => format!("{links}, {} beyond", counted(count, "entry", "entries")),
        (count, true) => format!("{links}, {count} or more entries beyond"),
    }
}

/// Says how many neighbours are not shown.
pub fn more(count: usize) -> String {
    format!("+{count} more")
}

/// Says how many neighbours in themes without room are not shown.
pub fn more_elsewhere(count: usize, themes: usize) -> String {
    format!("+{count} in {}", counted(themes, "more theme", "more themes"))
}

/// Says what Enter does on neighbours that are not shown.
pub const MORE_IN_WORDS: &str = "Enter lists all links of the entry in the middle";

/// Says what Enter does on the entry in the middle.
pub fn centre_in_words(title: &str, neighbours: &str) -> String {
    format!("{title}: {neighbours}; Enter opens it")
}
