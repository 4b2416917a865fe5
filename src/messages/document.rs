//! Words in a laid-out entry besides the author's own.

/// The heading of an editor's note, with how well founded it is.
pub fn editors_note(certainty: &str) -> String {
    format!("Editor's note · {certainty}")
}

/// The mark of a name that was found in no source, to follow it; empty for all others.
pub fn doubt(verified: Option<bool>) -> &'static str {
    if verified == Some(false) { " ?" } else { "" }
}

/// A word on how far an entry can be relied on, as `is:` knows it, in more words.
pub fn standing(word: &str) -> &str {
    match word {
        "confirmed" => "confirmed by a process",
        "reviewed" => "reviewed by a person",
        word => word,
    }
}

/// From when on an entry is not to be relied on any more.
pub fn stale_after(day: &str, has_come: bool) -> String {
    if has_come { format!("stale since {day}") } else { format!("holds until {day}") }
}

/// What else an entry is called.
pub fn also_called(names: &[Box<str>]) -> String {
    format!("also {}", names.join(", "))
}

/// The words by which an entry is found, although its text has none of them.
pub fn found_under<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    format!("found under {}", names.join(", "))
}

/// Whether a name was found in a source, and in which; empty if nothing is claimed.
pub fn found(verified: Option<bool>, source: Option<&str>) -> String {
    match (verified, source) {
        (Some(false), _) => "?  not found in a source".to_owned(),
        (_, Some(source)) => format!("as in {source}"),
        (Some(true), None) => "found in a source".to_owned(),
        (None, None) => String::new(),
    }
}

/// The heading above the sources that an entry names.
pub fn sources_heading() -> &'static str {
    "Sources"
}

/// What stands before the tags of an entry.
pub const TAGS: &str = "Tags: ";

/// What stands between the tags of an entry.
pub const BETWEEN_TAGS: &str = " · ";

/// A source by what is known of it; `primary` says that it is the text called "article".
pub fn source(parts: &[&str], primary: bool) -> String {
    let before = if primary { "Article: " } else { "" };
    format!("{before}{}", parts.join(" · "))
}

/// The note that a source confirms a name.
pub fn has_name(name: &str) -> String {
    format!(" · has the name {name}")
}

/// How to find a source that has no address, to follow its description.
pub fn access(access: &str) -> String {
    format!(" · {access}")
}

/// The sources of a note, to follow its text, in parts that are never broken.
pub fn sources(names: &[&str]) -> Vec<String> {
    bracketed(names, "— ", ";", "")
}

/// The places where the source says what a statement says, in parts that are never broken.
pub fn places(labels: &[&str]) -> Vec<String> {
    bracketed(labels, "[", ",", "]")
}

/// Places that follow each other, by the first and the last of them.
pub fn range(first: &str, last: &str) -> String {
    format!("{first}–{last}")
}

fn bracketed(words: &[&str], open: &str, between: &str, close: &str) -> Vec<String> {
    let last = words.len().saturating_sub(1);
    let piece = |(index, word): (usize, &&str)| {
        let before = if index == 0 { open } else { "" };
        let after = if index == last { close } else { between };
        format!("{before}{word}{after}")
    };
    words.iter().enumerate().map(piece).collect()
}

/// The note that the reason of a link is the editor's.
pub fn said_by_editor(certainty: &str) -> String {
    format!("(editor, {certainty})")
}

/// The note that the article says something, and where.
pub fn by_article(places: &str) -> String {
    if places.is_empty() { "article".to_owned() } else { format!("article {places}") }
}

/// The note that the editor says something, how well founded it is, and by which sources.
pub fn by_editor(certainty: &str, sources: &str) -> String {
    let before = if sources.is_empty() { "" } else { " " };
    format!("editor, {certainty}{before}{sources}")
}

/// The note on where the article says something, to follow a statement or link in Markdown; empty for no place.
pub fn note_of_article(places: &[&str]) -> String {
    if places.is_empty() { String::new() } else { format!("[{}]", places.join(", ")) }
}

/// The note that the editor says something, and by which sources, to follow a statement or link in
/// Markdown.
pub fn note_of_editor(certainty: &str, sources: &[&str]) -> String {
    let sources =
        if sources.is_empty() { String::new() } else { format!(": {}", sources.join("; ")) };
    format!("Editor's note, {certainty}{sources}")
}

/// The sentence of another entry that mentions this one, in quotation marks.
pub fn mention(sentence: &str) -> String {
    format!(" — “{sentence}”")
}

/// The sentence of another entry that mentions this one, standing alone.
pub fn quoted(sentence: &str) -> String {
    format!("“{sentence}”")
}

/// How many mentions there are, to follow the label, and whether they are shown.
pub fn folded(mentions: usize, unfolded: bool) -> String {
    format!(" {mentions} {}", if unfolded { "▾" } else { "▸" })
}

/// The reason of a link, to follow the linked title.
pub fn reason(reason: &str) -> String {
    format!(" — {reason}")
}

/// The address of an outside link, to follow its text.
pub fn leads_to(address: &str) -> String {
    format!(" ({address})")
}

/// The heading above the links that leave an entry.
pub fn links() -> &'static str {
    "Links"
}

/// The heading above the links that lead to an entry.
pub fn linked_from() -> &'static str {
    "Linked from"
}

/// The message that a text is too long to be shown in full.
pub fn rest_is_left_out(parts: usize) -> String {
    format!(
        "({parts} more paragraphs and rows are not shown: an entry this long wants to be several)"
    )
}

/// The message that there are more links than are shown.
pub fn more_lines(more: usize) -> String {
    format!("and {more} more")
}

/// The number of an entry, to stand before its title.
pub fn number(number: u32) -> String {
    format!("{number} · ")
}
