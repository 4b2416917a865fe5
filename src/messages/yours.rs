//! What is said of what the reader adds: bookmarks, marks, notes, what was read.

use super::counted;

/// That what was added before is still being read.
pub const NOT_KNOWN_YET: &str = "the journal is still being read; try again in a moment";
/// That changes are not in the journal, in the fewest words.
pub const NOT_SAVED: &str = "not saved";

/// That changes are in the journal after all.
pub fn kept_at_last(changes: usize) -> String {
    format!("saved: {}", counted(changes, "change", "changes"))
}

/// That changes are not in the journal, and why; `again` tells whether that is tried again by itself.
pub fn not_kept(changes: usize, why: &str, again: bool) -> String {
    let again = if again { ", will try again" } else { "" };
    format!("not saved{again}: {} · {why}", counted(changes, "change", "changes"))
}

/// Why changes are not in the journal: whoever left waited long enough.
pub const NO_TIME: &str = "the journal took too long";

/// That reading goes on where it stopped, and which keys lead to the start.
pub fn resumed(keys: &str) -> String {
    format!("resumed · {keys} for the start")
}

/// That a bookmark was set.
pub const BOOKMARKED: &str = "bookmarked";
/// That a bookmark was removed, as a change.
pub const BOOKMARK_REMOVED: &str = "bookmark removed";
/// That an entry counts as read, as a change.
pub const MARKED_READ: &str = "marked as read";
/// That an entry counts as unread, as a change.
pub const MARKED_UNREAD: &str = "marked as unread";

/// That something was changed, and how it is taken back.
pub fn can_be_taken_back(what: &str, keys: &str) -> String {
    format!("{what} · {keys} takes it back")
}

/// That a change was taken back.
pub fn taken_back(what: &str) -> String {
    format!("taken back: {what}")
}

/// That there is nothing to take back.
pub const NOTHING_TO_TAKE_BACK: &str = "nothing to take back";

/// That a letter leads to this place from now on.
pub fn marked(letter: char) -> String {
    format!("marked {letter}")
}

/// That a letter leads nowhere.
pub fn no_mark(letter: char) -> String {
    format!("{letter} marks nothing: m{letter} marks a place")
}

/// The line that stands where no letter leads anywhere.
pub const NO_MARKS: &str = "no letter marks a place yet";

/// That there was no jump.
pub const NO_JUMP: &str = "there was no jump yet";

/// That a pack is not open, and how to open it.
pub fn pack_not_open(pack: &str) -> String {
    format!("pack {pack} is not open: folio PATH opens it")
}

/// That an entry is not in its pack any more.
pub fn entry_gone(entry: &str) -> String {
    format!("{entry} is not in its pack any more")
}

/// An entry of a pack that is not open, or that is not in it any more.
pub fn elsewhere(pack: &str, entry: &str) -> String {
    format!("{pack}:{entry}")
}

/// The title of the bookmarks.
pub const BOOKMARKS_TITLE: &str = "Bookmarks";
/// The title of the entries opened lately.
pub const RECENT_TITLE: &str = "Opened lately";

/// How many bookmarks there are.
pub fn bookmarks(count: usize) -> String {
    counted(count, "bookmark", "bookmarks")
}

/// That there is no bookmark, and how one is set.
pub fn no_bookmarks(keys: &str) -> String {
    format!("no bookmarks yet: {keys} sets one")
}

/// That nothing was opened but what is open.
pub const NOTHING_RECENT: &str = "nothing else was opened yet";

/// How many entries of a theme were read.
pub fn read_of(read: usize, count: usize) -> String {
    if read == 0 { count.to_string() } else { format!("{read}/{count}") }
}

/// Where something is, and how long ago it was put by or opened.
pub fn when(place: &str, ago: &str) -> String {
    format!("{place} · {ago}")
}

/// How long ago something was.
pub fn ago(minutes: u64) -> String {
    let (hours, days) = (minutes / 60, minutes / (24 * 60));
    match (minutes, hours, days) {
        (0, ..) => "just now".to_owned(),
        (minutes, 0, _) => format!("{minutes} min ago"),
        (_, hours, 0) => format!("{hours} h ago"),
        (.., days @ 1..60) => format!("{} ago", counted(days as usize, "day", "days")),
        (.., days @ 60..730) => format!("{} months ago", days / 30),
        (.., days) => format!("{} years ago", days / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago_something_was_is_told_in_one_unit() {
        const DAY: u64 = 24 * 60;
        for (minutes, expected) in [
            (0, "just now"),
            (59, "59 min ago"),
            (60, "1 h ago"),
            (DAY - 1, "23 h ago"),
            (DAY, "1 day ago"),
            (59 * DAY, "59 days ago"),
            (60 * DAY, "2 months ago"),
            (729 * DAY, "24 months ago"),
            (730 * DAY, "2 years ago"),
        ] {
            assert_eq!(ago(minutes), expected);
        }
    }
}
