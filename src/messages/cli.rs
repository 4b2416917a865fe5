//! What the command line says.

/// Output could not be written.
pub fn cannot_write(why: &str) -> String {
    format!("folio: could not write the output: {why}; the answer is incomplete")
}

/// A named entry does not exist.
pub fn no_entry(wanted: &str, nearest: Option<(&str, &str)>) -> String {
    match nearest {
        Some((id, title)) => format!(
            "no entry is called \"{wanted}\"; the nearest is {id} ({title}); `folio search` looks further"
        ),
        None => format!(
            "no entry is called \"{wanted}\"; `folio list` names the themes, `folio search` looks further"
        ),
    }
}

/// A text does not name two entries.
pub fn no_two_entries(text: &str, command: &str) -> String {
    format!(
        "\"{text}\" does not name two entries; put each in quotes, `folio {command} \"who pays\" PPP`, \
         or a mark between them, `folio {command} \"who pays | PPP\"`"
    )
}

/// A name belongs to several entries.
pub fn ambiguous(wanted: &str) -> String {
    format!("\"{wanted}\" could be several entries; name one by its id:")
}

/// A named theme does not exist.
pub fn no_theme(wanted: &str, nearest: Option<&str>, themes: &[&str]) -> String {
    let meant = nearest.map(|theme| format!("did you mean {theme}? "));
    let meant = meant.unwrap_or_default();
    format!("no theme is called \"{wanted}\"; {meant}there are {}", themes.join(", "))
}

/// Describes how a link reads and who says so.
pub fn label_and_by(label: &str, by: &str) -> String {
    if by.is_empty() { label.to_owned() } else { format!("{label} ({by})") }
}

/// A bare argument looks like a subcommand.
pub fn unknown_command(typed: &str, meant: &str) -> String {
    format!(
        "there is no command \"{typed}\"; did you mean `folio {meant}`? \
         (A pack is named by its folder, such as ./{typed}.)"
    )
}

/// Mistakes were found while a pack was opened.
pub fn opened_in_part(pack: &str) -> String {
    format!(
        "folio: mistakes in {pack} kept parts of it from opening; `folio check {pack}` lists them"
    )
}

/// A search found nothing.
pub fn nothing_found(query: &str) -> String {
    format!("no entry has \"{query}\"")
}

/// The nearest title, as a way out; or the nearest other name, and of what.
pub fn nearest_title(name: &str, title: &str, id: &str) -> String {
    if name == title {
        format!("the nearest title is \"{name}\" ({id})")
    } else {
        format!("the nearest name is \"{name}\", of {title} ({id})")
    }
}

/// A theme of the name that was typed.
pub fn try_theme(title: &str, id: &str) -> String {
    format!("{title} is a theme: folio list {id}")
}

/// A search found nothing but entries that are alike in letters.
pub fn only_alike(query: &str) -> String {
    format!("no entry has \"{query}\"; these are alike in letters only")
}

/// Writes a query so that a shell hands it on as it is.
fn quoted(query: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ':' | '-' | '.' | ',');
    if query.chars().all(is_plain) {
        return query.to_owned();
    }
    format!("'{}'", query.replace('\'', r"'\''"))
}

/// A word to drop, as a way out.
pub fn try_without(word: &str, query: &str) -> String {
    format!("without “{word}” there are hits: folio search {}", quoted(query))
}

/// A filter with a value that it can have, as a way out.
pub fn try_value(query: &str) -> String {
    format!("folio search {}", quoted(query))
}

/// The glossary, as a way out.
pub fn try_terms(theme: &str) -> String {
    format!("all terms: folio list {theme}")
}

/// The whole library, as a way out.
pub fn try_everywhere() -> String {
    "look in all open packs: folio search --all".to_owned()
}

/// More hits exist than are shown.
pub fn more_hits(shown: usize, total: usize) -> String {
    format!("{shown} of {total} hits; --limit shows more")
}

/// Heads the links of an entry.
pub const LINKS: &str = "Links";

/// Heads the backlinks of an entry.
pub const LINKED_FROM: &str = "Linked from";

/// Heads the entries whose text names an entry without a link to it.
pub const NAMED_IN: &str = "Named, without a link, in";

/// An entry without any link.
pub fn no_links(title: &str) -> String {
    format!("{title} has no links")
}

/// No chain joins two entries; `one` and `other` say how far each reaches.
pub fn apart(one: &str, other: &str) -> String {
    format!("no chain of links joins the two: {one}, {other}")
}

/// A help topic does not exist.
pub fn no_topic(topic: &str, topics: &[&str]) -> String {
    format!("there is no help on \"{topic}\"; topics are {}", topics.join(", "))
}

/// Says that an option of the browser is used with a subcommand.
pub fn browser_option(option: &str) -> String {
    format!("{option} is for the browser and does not go with a subcommand")
}

/// A search without a word.
pub const NOTHING_TO_SEARCH: &str =
    "nothing to search for; name a word, such as `folio search loans`";

/// Names the program that complains, as is usual on stderr.
pub fn by_folio(complaint: &str) -> String {
    format!("folio: {complaint}")
}

/// A pack of the data folder could not be opened.
pub fn not_opened(pack: &str) -> String {
    format!("folio: nothing of {pack} could be opened; `folio check {pack}` says why")
}
