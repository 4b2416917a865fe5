//! What linear mode says: the app as printed lines and typed commands.

pub mod command;

use super::counted;
use super::yours::{HIGHLIGHT_SIGN, NOTE_SIGN};

/// The first line of linear mode.
pub fn welcome(version: &str, packs: usize, entries: usize) -> String {
    format!(
        "Folio {version}, linear mode: {} with {}. Type help for the commands, quit to leave.",
        counted(packs, "pack", "packs"),
        counted(entries, "entry", "entries")
    )
}

/// The message that reading goes on where it stopped.
pub const RESUMED: &str = "Resumed where you stopped: home leads to the start.";

/// What is said behind the head of an entry that was read further than that.
pub const STOPPED_FURTHER_DOWN: &str = "You stopped further down: more reads on from there.";

/// The message that an entry says something else than when it was read.
pub const CHANGED_SINCE: &str = "Changed since you read it: changes tells how.";

/// What was changed: that it was, and what it is called when it is taken back.
pub struct Told {
    /// That it was changed.
    pub sentence: String,
    /// What it is called.
    pub what: String,
}

impl Told {
    fn new(sentence: impl Into<String>, what: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), what: what.into() }
    }
}

/// The message that a bookmark was set.
pub fn bookmarked() -> Told {
    Told::new("Bookmarked.", "the bookmark")
}

/// The message that a bookmark was removed.
pub fn bookmark_removed() -> Told {
    Told::new("Bookmark removed.", "removing the bookmark")
}

/// The message that an entry was marked as read.
pub fn marked_read() -> Told {
    Told::new("Marked as read.", "marking as read")
}

/// The message that an entry was marked as unread.
pub fn marked_unread() -> Told {
    Told::new("Marked as unread.", "marking as unread")
}

/// The message that a note was removed.
pub fn note_removed() -> Told {
    Told::new("Note removed.", "removing the note")
}

/// The message that a note says something else now.
pub fn reworded() -> Told {
    Told::new("Note changed.", "changing the note")
}

/// The message that a note was put on another place.
pub fn attached(title: &str) -> Told {
    Told::new(format!("The note is in {title} now."), "moving the note")
}

/// The message that there is no bookmark.
pub const NO_BOOKMARKS: &str = "You have no bookmarks: bookmark sets one.";

/// The message that a letter marks where the reader is.
pub fn marked(letter: char) -> Told {
    Told::new(format!("Marked: jump {letter} leads back here."), format!("the mark {letter}"))
}

/// The message that a letter marks nothing.
pub fn no_mark(letter: char) -> String {
    format!("Nothing is marked with {letter}: mark {letter} marks where you are.")
}

/// The message that marks have one letter.
pub const NOT_A_LETTER: &str = "A mark is one letter.";

/// The message that a change was taken back.
pub fn taken_back(what: &str) -> String {
    format!("Taken back: {what}.")
}

/// The message that a change cannot be taken back without losing what another has made of it since.
pub fn stays_as_changed_elsewhere(what: &str) -> String {
    format!("Not taken back, since it was changed elsewhere: {what}.")
}

/// The message that there is nothing to take back.
pub const NOTHING_TO_TAKE_BACK: &str = "There is nothing to take back.";

/// The message that the files of the packs have changed.
pub const FILES_HAVE_CHANGED: &str = "The files have changed: reload reads them again.";

/// The message that nothing differs in so many entries.
pub fn nothing_changed(entries: usize) -> String {
    format!("Read again: {}, nothing changed.", counted(entries, "entry", "entries"))
}

/// The message that what joins and orders the entries differs.
pub const CHANGED_AROUND: &str = "Read again: no entry changed, but what is around them.";

/// The message that the entry that was open is not there any more.
pub fn gone(title: &str) -> String {
    format!("{title} is not in the files any more.")
}

/// The message how many entries are new, changed or gone.
pub fn changed(entries: usize) -> String {
    format!("Read again: {} changed.", counted(entries, "entry", "entries"))
}

/// The message that a text can be read no more, and what stays.
pub fn broken(place: &str) -> String {
    format!("{place} is broken: the last good version stays; health lists what is wrong.")
}

/// The heading above a note.
pub fn head_of_note(head: &str) -> String {
    format!("{}:", head.trim().replace(" · ", ", "))
}

/// Ends a note.
pub const END_OF_NOTE: &str = "End of note.";

/// Begins a quote.
pub const QUOTE: &str = "Quote:";

/// Ends a quote.
pub const END_OF_QUOTE: &str = "End of quote.";

/// How much text there is behind the summary.
pub fn text_follows(paragraphs: usize) -> String {
    format!("{}: read reads on.", rest_of_page(paragraphs))
}

/// How much is left of a page; behind its last paragraph are tags and sources.
fn rest_of_page(paragraphs: usize) -> String {
    match paragraphs {
        0 => "The end of the page".to_owned(),
        _ => counted(paragraphs, "paragraph", "paragraphs"),
    }
}

/// The message that what was printed last has no numbers, and which list had.
pub fn not_listed(title: &str) -> String {
    format!("What was printed last has no numbers; list prints {title} again.")
}

/// Which entry was printed last, and what can be typed.
pub fn prompt_at(title: &str) -> String {
    format!("{title}: a command, or help: ")
}

/// Says what can be typed; `list` names the numbered list that was printed last.
pub fn prompt(list: Option<(&str, usize)>) -> String {
    match list {
        Some((title, 1)) => format!("{title} 1, a command, or help: "),
        Some((title, length)) => format!("{title} 1-{length}, a command, or help: "),
        None => "a command, or help: ".to_owned(),
    }
}

/// Where an entry stands: its pack, its theme, its number in the theme, and its id.
pub fn place(pack: &str, theme: &str, number: u32, total: usize, id: &str) -> String {
    format!("{pack}, {theme}, {number} of {total}, {id}")
}

/// What else there is about the entry that was read; each count comes with whether there are
/// more.
pub fn beside(
    in_text: (usize, bool),
    links: (usize, bool),
    linked_from: (usize, bool),
    headings: usize,
) -> String {
    let counts = [
        (in_text, "link in the text", "links in the text"),
        (links, "link", "links"),
        (linked_from, "link from elsewhere", "links from elsewhere"),
        ((headings, false), "heading", "headings"),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|((count, _), ..)| *count > 0)
        .map(|((count, more), one, many)| {
            let more = if more { "more than " } else { "" };
            format!("{more}{}", counted(count, one, many))
        })
        .collect();
    if told.is_empty() {
        "No links, no headings.".to_owned()
    } else {
        format!("{}.", told.join(", "))
    }
}

/// The message that the text continues.
pub fn more_text(paragraphs: usize) -> String {
    format!("{} to follow: more reads on.", rest_of_page(paragraphs))
}

/// The message that the list continues.
pub fn more_items(shown: usize, total: usize) -> String {
    format!("{shown} of {total}: more lists on.")
}

/// The message that a list was of what there was before the files were read again.
pub const LIST_IS_GONE: &str = "The files were read again since that list: ask for it once more.";
/// The message that nothing was cut short.
pub const NO_MORE: &str = "Nothing was cut short.";
/// The message that no numbered list was printed yet.
pub const NO_LIST: &str = "There is no numbered list yet: links, contents and search make one.";

/// The message that a number is not in the list.
pub fn no_such_number(number: &str, title: &str, length: usize) -> String {
    match length {
        0 => format!("The list \"{title}\" is empty."),
        _ => {
            format!("There is no {number} in the list \"{title}\", which goes from 1 to {length}.")
        }
    }
}

/// The message that there is no command of this name.
pub fn no_command(typed: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => {
            format!("There is no command \"{typed}\"; did you mean {nearest}? help lists them all.")
        }
        None => format!(
            "There is no command \"{typed}\"; search {typed} looks for it, help lists the commands."
        ),
    }
}

/// The message that a command needs an argument.
pub fn usage(name: &str, argument: &str) -> String {
    format!("Type {name} and what it is about: {name} {argument}")
}

/// The message that a typed line has more than `most` bytes.
pub fn too_long(most: usize) -> String {
    format!("That line has more than {most} bytes; nothing was done.")
}

/// What is said to whoever looks for what is listed elsewhere.
pub const OWN_ELSEWHERE: &str = "by:me is what you have added: notes and bookmarks list it.";

/// The message that no entry has this name.
pub fn no_entry(wanted: &str) -> String {
    format!("No entry is called \"{wanted}\"; search {wanted} looks further.")
}

/// The message that no place has this label.
pub fn no_place(wanted: &str) -> String {
    format!("No place is called \"{wanted}\"; place lists them.")
}

/// The title of the list of places.
pub const PLACES: &str = "Places of the source";

/// The message that no theme has this name.
pub fn no_theme(wanted: &str) -> String {
    format!("No theme is called \"{wanted}\"; contents lists them.")
}

/// The message that these words name no two themes.
pub fn no_two_themes(wanted: &str, ids: &[&str]) -> String {
    format!("\"{wanted}\" names no two themes; the themes are {}.", ids.join(", "))
}

/// The command that shows the matrix of two themes.
pub fn matrix_command(rows: &str, columns: &str) -> String {
    format!("matrix {rows} {columns}")
}

/// Which other matrices the packs propose, as commands.
pub fn other_matrices(commands: &[String]) -> String {
    format!("Proposed as well: {}.", commands.join(", "))
}

/// How many entries of a theme were read, behind how many it has.
pub fn read_of_theme(read: usize) -> String {
    if read == 0 { String::new() } else { format!(", {read} read") }
}

/// What the reader has added to an entry, behind what it is.
pub fn signs(is_read: bool, is_bookmarked: bool, notes: usize) -> String {
    let notes = (notes > 0).then(|| counted(notes, "note", "notes"));
    let read = is_read.then(|| "read".to_owned());
    let bookmarked = is_bookmarked.then(|| "bookmarked".to_owned());
    let all: Vec<String> = [read, bookmarked, notes].into_iter().flatten().collect();
    if all.is_empty() { String::new() } else { format!(" ({})", all.join(", ")) }
}

/// What a sign of the browser means where it is read aloud; nothing where that goes without saying.
pub fn sign_in_words(sign: &str) -> &str {
    match sign {
        HIGHLIGHT_SIGN => "highlighted:",
        NOTE_SIGN => "",
        other => other,
    }
}

/// The title of the list of paragraphs.
pub const PARAGRAPHS: &str = "paragraphs";

/// The message that what was chosen is no note.
pub const NOT_A_NOTE: &str = "That is none of your notes: notes lists them.";

/// The message how a note without a place gets one.
pub const NEEDS_A_HOME: &str =
    "Its place is gone: go to a paragraph, then attach and its number in the notes puts it there.";

/// The message that there is a note on these words.
pub const IS_NOTED: &str = "There is a note or a highlight on these words already.";

/// The message that a highlight cannot be on an entry as a whole.
pub const WANTS_A_PARAGRAPH: &str =
    "A highlight is on a paragraph: go to one first; paragraphs lists them.";

/// The message that an entry does not have these words in one paragraph.
pub fn no_words(words: &str) -> String {
    format!("No paragraph here has \u{201c}{words}\u{201d} as it stands.")
}

/// The message that an entry has these words in its summary alone.
pub fn words_of_summary(words: &str) -> String {
    format!(
        "Only the summary has \u{201c}{words}\u{201d}, and a highlight is on a paragraph of the text: a note that \
         is made at the top of an entry is on all of it."
    )
}

/// What a note says, and how that is changed.
pub fn what_it_says(number: &str, text: &str) -> String {
    format!("It says \"{text}\"; change {number} TEXT puts another text there.")
}

/// The message that what was chosen is not an entry.
pub const NOT_AN_ENTRY: &str = "That is no entry.";

/// The title of the list of entries that share a name.
pub fn several(wanted: &str) -> String {
    format!("entries called \"{wanted}\"")
}

/// The title of the list of hits.
pub fn found(query: &str) -> String {
    format!("hits for \"{query}\"")
}

/// The message that not all hits are listed, or that there are none.
pub fn hits(shown: usize, total: usize) -> String {
    match total {
        0 => "No entry has it.".to_owned(),
        _ => format!("The best {shown} of {total} hits; more words narrow the search."),
    }
}

/// The heading above a list, with its count.
pub fn list(title: &str, count: &str) -> String {
    if count.is_empty() { format!("{title}:") } else { format!("{title} ({count}):") }
}

/// Which route is being followed while an entry off it is open.
pub fn off_route(title: &str) -> String {
    format!("off the route {title}: ) goes back to it")
}

/// Which route is being followed, and how far.
pub fn on_route(title: &str, position: &str) -> String {
    format!("{title}: {position}")
}

/// A hit: the entry, its theme, how it matches, and the text around the match.
pub fn hit(title: &str, theme: &str, matched: &str, text: &str) -> String {
    format!("{title} ({theme}; {matched}): {text}")
}

/// The title of the list of what contains a text in the open entry: paragraphs, and what stands above and below.
pub fn places(text: &str) -> String {
    format!("places of \"{text}\"")
}

/// How often a text occurs in the open entry.
pub fn matches(count: usize, places: usize) -> String {
    let times = if count == 1 { "Once".to_owned() } else { format!("{count} times") };
    format!("{times}, in {}.", counted(places, "place", "places"))
}

/// A link in the text: the words that carry it and what it leads to.
pub fn link(words: &str, leads_to: &str) -> String {
    if words == leads_to { words.to_owned() } else { format!("{words}: {leads_to}") }
}

/// The heading above the links of one relation.
pub fn group(section: &str, relation: &str) -> String {
    format!("{section}: {relation}")
}

/// A theme in the contents, with how many entries it has.
pub fn theme(title: &str, count: usize) -> String {
    format!("{title}, {}", counted(count, "entry", "entries"))
}

/// An entry with its summary.
pub fn summarised(title: &str, summary: &str) -> String {
    if summary.is_empty() { title.to_owned() } else { format!("{title}: {summary}") }
}

/// The heading above the links in the text.
pub const IN_THE_TEXT: &str = "In the text";
/// The title of the list of links.
pub const LINKS: &str = "links";
/// The title of the list of themes.
pub const CONTENTS: &str = "contents";
/// The title of the list of headings.
pub const OUTLINE: &str = "outline";
/// The title of the list of terms.
pub const GLOSSARY: &str = "glossary";

/// The message that the output could not be written.
pub fn output_failed(reason: &str) -> String {
    format!("could not write: {reason}")
}

/// The message that commands could not be read.
pub fn input_failed(reason: &str) -> String {
    format!("could not read commands: {reason}")
}

/// The message that something is lost that the reader has added.
pub const NOT_ALL_SAVED: &str = "not everything is saved that you have added";

/// The heading above the help.
pub const HELP: &str = "A number chooses from the list if that was printed last. Each command has a \
    short form:";

/// Ends the help.
pub const HELP_END: &str = "WHAT is a number of the list, an id, a title, an alias, \
    a Chinese name or how it is read. Searches take \
    'exact, ^start, end$, !not, a | b, \"a phrase\" and theme:, pack:, tag:, type:, is:, by:, \
    place:.";

/// A line of the help.
pub fn help_line(name: &str, argument: &str, short: &str, description: &str) -> String {
    let space = if argument.is_empty() { "" } else { " " };
    format!("{name}{space}{argument}, or {short}: {description}")
}

/// The message that there are no notes.
pub const NO_NOTES: &str = "You have made no notes: note TEXT makes one.";

/// The message that a note was made, or words were highlighted.
pub fn noted(title: &str, words: Option<&str>, is_highlight: bool) -> Told {
    let (done, what) =
        if is_highlight { ("Highlighted", "highlighting") } else { ("Noted", "the note") };
    let sentence = match words {
        Some(words) => format!("{done} in {title}, on: \u{201c}{words}\u{201d}"),
        None => format!("{done} on {title}."),
    };
    Told::new(sentence, format!("{what} in {title}"))
}

/// The prompt while cards are practised.
pub const PROMPT_OF_CARDS: &str = "recall: ";
