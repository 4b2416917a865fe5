//! What is said of what the reader adds: bookmarks, marks, notes, what was read.

use super::browser::NONE_YET;
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

/// That changes are being written into the journal, for whoever wants to leave.
pub const SAVING: &str = "saving …";

/// That leaving loses changes which are not in the journal, and which keys do it all the same.
pub fn leaves_unsaved(changes: usize, why: &str, keys: &str) -> String {
    format!("{keys} again leaves, not saved: {} · {why}", counted(changes, "change", "changes"))
}

/// The heading and the title of the notes.
pub const NOTES: &str = "NOTES";
/// The heading of the notes on the entry that is looked at.
pub const ON_THIS_ENTRY: &str = "ON THIS ENTRY";
/// The heading of the notes on other entries.
pub const ELSEWHERE: &str = "ON OTHER ENTRIES";
/// The heading of all notes.
pub const ALL_NOTES: &str = "ON ENTRIES";
/// The heading of the notes in other packs than that of the entry that is looked at.
pub const IN_OTHER_PACKS: &str = "IN OTHER PACKS";
/// The heading of the notes whose place is not there any more.
pub const NEED_A_HOME: &str = "NEED A HOME";
/// What is said where there are no notes.
pub const NO_NOTES: &str = "no notes yet";

/// What is said where all notes are in packs that are not open.
pub fn notes_elsewhere(closed: usize) -> String {
    let notes = counted(closed, "note is in a pack", "notes are in packs");
    let that = if closed == 1 { "that is" } else { "that are" };
    format!("{notes} {that} not open: folio notes list has all")
}

/// How many notes are listed, and how many are in packs that are not open.
pub fn count_of_notes(listed: usize, closed: usize) -> String {
    match closed {
        0 => listed.to_string(),
        closed => format!("{listed} · {closed} in packs that are not open"),
    }
}

/// An entry of another pack.
pub fn in_pack(entry: &str, pack: &str) -> String {
    format!("{entry} · {pack}")
}

/// The line while notes are looked through, before any can be listed.
pub const LOOKING_THROUGH: &str = "looking through your notes …";
/// How a note is written.
pub fn how_to_note(annotate: &str) -> String {
    format!("{annotate} in the text writes a note")
}

/// That notes which are searched for are on no entry any more, and which keys list them.
pub fn found_homeless(count: usize, keys: &str) -> String {
    let needs = if count == 1 { "needs" } else { "need" };
    format!("{} {needs} a home: {keys} lists all notes", counted(count, "note", "notes"))
}

/// What is said of a note whose place is not there any more.
pub const IS_HOMELESS: &str = "its place is gone; it can be put on the paragraph in sight";
/// How a note gets a place whose own is not there any more.
pub fn how_to_place(place: &str) -> String {
    format!("its place is gone; {place} puts it on the paragraph in sight")
}

/// How links from notes read.
pub const YOUR_NOTES: &str = "your notes";
/// What a note is on that needs a home.
pub const NOWHERE: &str = "needs a home";

/// The sign of a note, beside its paragraph and in lists.
pub const NOTE_SIGN: &str = "✎";
/// The sign of a highlight.
pub const HIGHLIGHT_SIGN: &str = "•";
/// The sign of a note whose place is not there any more.
pub const LOST_SIGN: &str = "?";

/// That a note was added.
pub const NOTE_ADDED: &str = "note added";
/// That a note says something else.
pub const NOTE_CHANGED: &str = "note changed";
/// What was done to a note, and that a link in it leads nowhere; `keys` copy an id.
pub fn links_nowhere(done: &str, link: &str, keys: &str) -> String {
    format!("{done} · [[{link}]] leads to no entry; {keys} copies the id of one")
}
/// That a note was removed.
pub const NOTE_REMOVED: &str = "note removed";
/// That a highlight was removed.
pub const HIGHLIGHT_REMOVED: &str = "highlight removed";
/// That a note is on something else.
pub const NOTE_PLACED: &str = "note placed";
/// That words were highlighted.
pub const HIGHLIGHTED: &str = "highlighted";
/// That words are highlighted already, or there is a note on them.
pub const IS_NOTED: &str = "there is a note on these words already";
/// That an empty note is not kept.
pub const NOTHING_KEPT: &str = "nothing written, nothing kept";
/// That an empty text leaves a note as it was.
pub fn stays_as_it_was(remove: &str, notes: &str) -> String {
    format!("nothing written: the note stays as it was; {remove} in {notes} removes it")
}

/// That another has changed a note that is being written, what it says now, and what keeps it as it is typed.
pub fn changed_elsewhere(accept: &str, now: &str) -> String {
    let now = now.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("changed elsewhere; {accept} again replaces “{now}”")
}

/// That another has removed a note that is being written, and what makes it one all the same.
pub fn gone_elsewhere(accept: &str) -> String {
    format!("removed elsewhere; {accept} again makes a new note of it")
}

/// That what was typed is not kept, but not lost either.
pub fn left_unkept(annotate: &str) -> String {
    format!("not kept: {annotate} in the same place has the words again")
}

/// That notes on some entries were begun and are not kept yet, and which keys go on with them.
pub fn unfinished(titles: &[String], annotate: &str) -> String {
    let (notes, texts) =
        if titles.len() == 1 { ("a note", "its text") } else { ("notes", "their texts") };
    let titles = titles.join(", ");
    format!("not kept yet: {notes} on {titles} · {annotate} in {texts} has the words")
}

/// That there is nothing that a note can be on.
pub const NOTHING_TO_NOTE: &str = "no entry here to write a note on";
/// That there are no words to select.
pub const NOTHING_TO_SELECT: &str = "no words in sight to select";
/// That the selection ends with its paragraph.
pub fn edge_of_paragraph(previous: &str, next: &str) -> String {
    format!("a selection ends with its paragraph; {previous} and {next} go to another")
}

/// That the paragraph is the first one, and that nothing above it takes a note.
pub const NOTHING_ABOVE: &str =
    "no paragraph above: a title and a summary take no notes of their own";
/// That there is no further paragraph with words.
pub const NO_MORE_WORDS: &str = "no further paragraph";
/// That there is no further paragraph to write a note on.
pub const NO_MORE_PARAGRAPHS: &str = "no further paragraph in this text";
/// That a note is on no paragraph, so that it cannot go to the next one.
pub const ON_THE_ENTRY: &str = "this note is on the entry as a whole";
/// That a note is on words, so that it cannot go to another paragraph.
pub const ON_ITS_WORDS: &str = "this note stays on its words";
/// That a note that says something else now has to be kept before another one is written on.
pub const KEEP_FIRST: &str = "keep it or leave it first";
/// What stands before a note that is typed.
pub const NOTE_PROMPT: &str = "note: ";

/// That a note is on a paragraph of an entry now.
pub fn placed_in(title: &str) -> String {
    format!("placed in {title}")
}

/// What a note is on: the entry, and the words there.
pub fn on_words(title: &str, words: &str) -> String {
    format!("{title} · “{}”", words.trim())
}

/// The words that a note is on.
pub fn quoted(words: &str) -> String {
    format!("“{}”", words.trim())
}

/// That there are more notes than have room.
pub fn more_notes(more: usize) -> String {
    format!("{more} more")
}
/// Why changes are not in the journal: whoever left waited long enough.
pub const NO_TIME: &str = "the journal took too long";

/// That reading goes on where it stopped, and which keys lead to the start.
pub fn resumed(keys: &str) -> String {
    format!("resumed · {keys} for the start")
}

/// Where reading stopped the last time, and what leads there, once that was read.
pub fn stopped_at(title: &str, keys: &str) -> String {
    format!("you stopped at {title} · {keys} leads there")
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

/// That a change cannot be taken back without losing what another has made of it since.
pub fn stays_as_changed_elsewhere(what: &str) -> String {
    format!("not taken back: {what}, which was changed elsewhere since")
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

/// That a key which is no letter marks nothing.
pub const ONLY_LETTERS: &str = "only a letter marks a place";

/// The line that stands where no letter leads anywhere.
pub const NO_MARKS: &str = "no letter marks a place yet";

/// That there was no jump.
pub const NO_JUMP: &str = "there was no jump yet";

/// That a pack is not open, and how to open it: with `command`, if that is known.
pub fn pack_not_open(pack: &str, command: Option<&str>) -> String {
    match command {
        Some(command) => format!("pack {pack} is not open: {command} opens it"),
        None => format!("pack {pack} is not open: folio PATH opens it"),
    }
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

/// The same in the beginning of a library.
pub fn read_of_so_far(read: usize, count: usize) -> String {
    if count == 0 { NONE_YET.to_owned() } else { format!("{}+", read_of(read, count)) }
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
