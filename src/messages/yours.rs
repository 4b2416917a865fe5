//! What is said of what the reader adds: bookmarks, marks, notes, what was read.

use super::counted;

/// That changes are in the journal after all.
pub fn kept_at_last(changes: usize) -> String {
    format!("saved: {}", counted(changes, "change", "changes"))
}

/// That changes are not in the journal, and why.
pub fn not_kept(changes: usize, why: &str) -> String {
    format!("not saved, will try again: {} · {why}", counted(changes, "change", "changes"))
}

/// The heading and the title of the notes.
pub const NOTES: &str = "NOTES";
/// The heading of the notes on the entry that is looked at.
pub const ON_THIS_ENTRY: &str = "ON THIS ENTRY";
/// The heading of the notes on other entries.
pub const ELSEWHERE: &str = "ON OTHER ENTRIES";
/// The heading of all notes.
pub const ALL_NOTES: &str = "ON ENTRIES";
/// The heading of the notes whose place is not there any more.
pub const NEED_A_HOME: &str = "NEED A HOME";
/// What is said where there are no notes.
pub const NO_NOTES: &str = "no notes yet: a in the text writes one";
/// What is said of a note whose place is not there any more.
pub const IS_HOMELESS: &str = "its place is gone; p puts it on the paragraph in sight";

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
/// That a note was removed.
pub const NOTE_REMOVED: &str = "note removed";
/// That a note is on something else.
pub const NOTE_PLACED: &str = "note placed";
/// That words were highlighted.
pub const HIGHLIGHTED: &str = "highlighted";
/// That words are highlighted already, or there is a note on them.
pub const IS_NOTED: &str = "there is a note on these words already";
/// That an empty note is not kept.
pub const NOTHING_KEPT: &str = "nothing written, nothing kept";
/// That an empty text leaves a note as it was.
pub const STAYS_AS_IT_WAS: &str = "nothing written: the note stays as it was; x in gn removes it";
/// That what was typed is not kept, but not lost either.
pub const LEFT_UNKEPT: &str = "not kept: a in the same place has the words again";
/// That there is nothing that a note can be on.
pub const NOTHING_TO_NOTE: &str = "no entry here to write a note on";
/// That there are no words to select.
pub const NOTHING_TO_SELECT: &str = "no words in sight to select";
/// That the selection ends with its paragraph.
pub const EDGE_OF_PARAGRAPH: &str = "a selection ends with its paragraph; { and } go to another";
/// That there is no further paragraph with words.
pub const NO_MORE_WORDS: &str = "no further paragraph";
/// That there is no further paragraph to write a note on.
pub const NO_MORE_PARAGRAPHS: &str = "no further paragraph in this text";
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
