//! Words in a laid-out entry besides the author's own.

/// Heads an editor's note: whose it is and how well founded.
pub fn editors_note(certainty: &str) -> String {
    format!("Editor's note · {certainty}")
}

/// Says of a name's reading whether the name was found in a source; nothing if nothing is claimed.
pub fn verified(verified: Option<bool>) -> &'static str {
    match verified {
        Some(true) => "verified",
        Some(false) => "unverified",
        None => "",
    }
}

/// Heads the sources that an entry names.
pub fn sources_heading() -> &'static str {
    "Sources"
}

/// Describes a source by what is known of it; `primary` is the text that "article" means.
pub fn source(parts: &[&str], primary: bool) -> String {
    let before = if primary { "Article: " } else { "" };
    format!("{before}{}", parts.join(" · "))
}

/// Says that a source confirms a name.
pub fn has_name(name: &str) -> String {
    format!(" · has the name {name}")
}

/// Says how to find a source that has no address.
pub fn access(access: &str) -> String {
    format!(" · {access}")
}

/// Names the sources of a note, after its text, in pieces that stay together.
pub fn sources(names: &[&str]) -> Vec<String> {
    bracketed(names, "— ", ";", "")
}

/// Shows where the source says what a statement says, in pieces that stay together.
pub fn places(labels: &[&str]) -> Vec<String> {
    bracketed(labels, "[", ",", "]")
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

/// Shows that an editor says why a link holds.
pub fn said_by_editor(certainty: &str) -> String {
    format!("(editor, {certainty})")
}

/// Says that the article says it, and where.
pub fn by_article(places: &str) -> String {
    if places.is_empty() { "article".to_owned() } else { format!("article {places}") }
}

/// Says that the editor says it, how well founded, and by which sources.
pub fn by_editor(certainty: &str, sources: &str) -> String {
    let before = if sources.is_empty() { "" } else { " " };
    format!("editor, {certainty}{before}{sources}")
}

/// Notes where the article says it, after a statement or link in Markdown.
pub fn note_of_article(places: &[&str]) -> String {
    format!("[{}]", places.join(", "))
}

/// Notes that the editor says it, and by which sources, after a statement or link in Markdown.
pub fn note_of_editor(certainty: &str, sources: &[&str]) -> String {
    let sources =
        if sources.is_empty() { String::new() } else { format!(": {}", sources.join("; ")) };
    format!("Editor's note, {certainty}{sources}")
}

/// Quotes the sentence of another entry that mentions this one.
pub fn mention(sentence: &str) -> String {
    format!(" — “{sentence}”")
}

/// Parts a linked title and the reason of the link.
pub fn reason(reason: &str) -> String {
    format!(" — {reason}")
}

/// Shows where a link to the outside leads.
pub fn leads_to(address: &str) -> String {
    format!(" ({address})")
}

/// Heads the links that leave an entry.
pub fn links() -> &'static str {
    "Links"
}

/// Heads the links that lead to an entry.
pub fn linked_from() -> &'static str {
    "Linked from"
}

/// Says that a text is too long to be shown as a whole.
pub fn rest_is_left_out(parts: usize) -> String {
    format!(
        "({parts} more paragraphs and rows are not shown: an entry this long wants to be several)"
    )
}

/// Says that there are more links than are shown.
pub fn more_lines(more: usize) -> String {
    format!("and {more} more")
}

/// Parts an entry's number and its title.
pub fn number(number: u32) -> String {
    format!("{number} · ")
}
