//! What linear mode says: the app as printed lines and typed commands.

/// Opens the mode.
pub fn welcome(version: &str, packs: usize, entries: usize) -> String {
    format!(
        "Folio {version}, linear mode: {} with {}. Type help for the commands, quit to leave.",
        counted(packs, "pack", "packs"),
        counted(entries, "entry", "entries")
    )
}

/// Heads a note.
pub fn head_of_note(head: &str) -> String {
    format!("{}:", head.trim().replace(" · ", ", "))
}

/// Ends a note.
pub const END_OF_NOTE: &str = "End of note.";

/// Begins a quote.
pub const QUOTE: &str = "Quote:";

/// Ends a quote.
pub const END_OF_QUOTE: &str = "End of quote.";

/// Says how much text there is behind the summary.
pub fn text_follows(paragraphs: u32) -> String {
    format!("{}: read reads on.", counted(paragraphs as usize, "paragraph", "paragraphs"))
}

/// Says that what was printed last has no numbers, and which list had.
pub fn not_listed(title: &str) -> String {
    format!("What was printed last has no numbers; list prints {title} again.")
}

/// Says which entry was printed last, and what can be typed.
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

/// Says where an entry is.
pub fn place(pack: &str, theme: &str, number: u32, total: usize, id: &str) -> String {
    format!("{pack}, {theme}, {number} of {total}, {id}")
}

/// Says what else there is about the entry that was read; a count comes with whether there are
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

/// Says that the text goes on.
pub fn more_text(paragraphs: u32) -> String {
    let rest = counted(paragraphs as usize, "paragraph", "paragraphs");
    format!("{rest} to follow: more reads on.")
}

/// Says that the list goes on.
pub fn more_items(shown: usize, total: usize) -> String {
    format!("{shown} of {total}: more lists on.")
}

/// Says that nothing was cut short.
pub const NO_MORE: &str = "Nothing was cut short.";
/// Says that no list was printed.
pub const NO_LIST: &str = "There is no numbered list yet: links, contents and search make one.";

/// Says that a number is not in the list.
pub fn no_such_number(number: &str, title: &str, length: usize) -> String {
    match length {
        0 => format!("The list \"{title}\" is empty."),
        _ => {
            format!("There is no {number} in the list \"{title}\", which goes from 1 to {length}.")
        }
    }
}

/// Says that there is no command of this name.
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

/// Says that a command needs an argument.
pub fn usage(name: &str, argument: &str) -> String {
    format!("Type {name} and what it is about: {name} {argument}")
}

/// Says that a line is longer than a line can be.
pub fn too_long(most: usize) -> String {
    format!("That line has more than {most} bytes; nothing was done.")
}

/// Says that no entry has this name.
pub fn no_entry(wanted: &str) -> String {
    format!("No entry is called \"{wanted}\"; search {wanted} looks further.")
}

/// Says that no place has this label.
pub fn no_place(wanted: &str) -> String {
    format!("No place is called \"{wanted}\"; place lists them.")
}

/// Heads the list of places.
pub const PLACES: &str = "Places of the source";

/// Says that no theme has this name.
pub fn no_theme(wanted: &str) -> String {
    format!("No theme is called \"{wanted}\"; contents lists them.")
}

/// Says that these words name no two themes.
pub fn no_two_themes(wanted: &str, ids: &[&str]) -> String {
    format!("\"{wanted}\" names no two themes; the themes are {}.", ids.join(", "))
}

/// What is typed to hold two themes against each other.
pub fn matrix_command(rows: &str, columns: &str) -> String {
    format!("matrix {rows} {columns}")
}

/// Says which other matrices the packs propose, as commands.
pub fn other_matrices(commands: &[String]) -> String {
    format!("Proposed as well: {}.", commands.join(", "))
}

/// Names the rows of a matrix that hold nothing.
pub fn without_link(titles: &[&str], more: usize) -> String {
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("without a link: {}{more}", titles.join(", "))
}

/// Says how often a term occurs in a text.
pub fn times(count: usize, text: &str) -> String {
    if count == 1 { text.to_owned() } else { format!("{text}, {count} times") }
}

/// Says that a choice is no entry and cannot be looked into.
pub const NOT_AN_ENTRY: &str = "That is no entry.";

/// The list of entries that share a name.
pub fn several(wanted: &str) -> String {
    format!("entries called \"{wanted}\"")
}

/// The list of what a search found.
pub fn found(query: &str) -> String {
    format!("hits for \"{query}\"")
}

/// Says that not all hits are listed, or that there is none.
pub fn hits(shown: usize, total: usize) -> String {
    match total {
        0 => "No entry has it.".to_owned(),
        _ => format!("The best {shown} of {total} hits; more words narrow the search."),
    }
}

/// Heads a list.
pub fn list(title: &str, count: &str) -> String {
    if count.is_empty() { format!("{title}:") } else { format!("{title} ({count}):") }
}

/// Says which route is being followed, and how far.
pub fn on_route(title: &str, position: &str) -> String {
    format!("{title}: {position}")
}

/// A hit: the entry, its theme, how it matches, and the text around the match.
pub fn hit(title: &str, theme: &str, matched: &str, text: &str) -> String {
    format!("{title} ({theme}; {matched}): {text}")
}

/// The list of places in the open entry that hold a text.
pub fn places(text: &str) -> String {
    format!("paragraphs with \"{text}\"")
}

/// Says how often a text occurs in the open entry.
pub fn matches(count: usize, paragraphs: usize) -> String {
    let times = if count == 1 { "Once".to_owned() } else { format!("{count} times") };
    format!("{times}, in {}.", counted(paragraphs, "paragraph", "paragraphs"))
}

/// A link in the text: the words that carry it and what it leads to.
pub fn link(words: &str, leads_to: &str) -> String {
    if words == leads_to { words.to_owned() } else { format!("{words}: {leads_to}") }
}

/// Heads the links of one relation.
pub fn group(section: &str, relation: &str) -> String {
    format!("{section}: {relation}")
}

/// A theme in the contents.
pub fn theme(title: &str, count: usize) -> String {
    format!("{title}, {}", counted(count, "entry", "entries"))
}

/// An entry with its summary.
pub fn summarised(title: &str, summary: &str) -> String {
    if summary.is_empty() { title.to_owned() } else { format!("{title}: {summary}") }
}

/// Heads the links in the text.
pub const IN_THE_TEXT: &str = "In the text";
/// The list of links.
pub const LINKS: &str = "links";
/// The list of themes.
pub const CONTENTS: &str = "contents";
/// The list of headings.
pub const OUTLINE: &str = "outline";
/// The list of terms.
pub const GLOSSARY: &str = "glossary";
/// The list of entries opened lately.
pub const RECENT: &str = "recent";

/// Says that nothing could be written any more.
pub fn output_failed(reason: &str) -> String {
    format!("could not write: {reason}")
}

/// Says that commands could not be read any more.
pub fn input_failed(reason: &str) -> String {
    format!("could not read commands: {reason}")
}

/// Heads the help.
pub const HELP: &str = "A number chooses from the list if that was printed last. Each command has a \
    short form:";

/// Ends the help.
pub const HELP_END: &str = "WHAT is a number of the list, an id, a title, an alias, \
    a Chinese name or how it is read. Searches take \
    'exact, ^start, end$, !not, a | b, \"a phrase\" and theme:, pack:, tag:, by:, place:.";

/// A line of the help.
pub fn help_line(name: &str, argument: &str, short: &str, description: &str) -> String {
    let space = if argument.is_empty() { "" } else { " " };
    format!("{name}{space}{argument}, or {short}: {description}")
}

/// What the commands do, for the help.
pub mod command {
    /// Opening.
    pub const OPEN: &str = "open an entry: its title and summary come first";
    /// Reading again.
    pub const READ: &str = "read the text of the open entry";
    /// Going on.
    pub const MORE: &str = "go on where a text or a list was cut short";
    /// The list again.
    pub const LIST: &str = "print the numbered list again";
    /// Searching.
    pub const SEARCH: &str = "search titles, aliases, names, headings and text";
    /// Finding in the entry.
    pub const FIND: &str = "find in the open entry";
    /// Links.
    pub const LINKS: &str = "links and backlinks of the open entry, with their reasons";
    /// Back.
    pub const BACK: &str = "go back to the entry read before";
    /// Forward.
    pub const FORWARD: &str = "go forward again";
    /// The next entry.
    pub const NEXT: &str = "the next entry";
    /// The previous entry.
    pub const PREVIOUS: &str = "the previous entry";
    /// The first entry.
    pub const HOME: &str = "the entry that the pack opens with";
    /// Themes.
    pub const CONTENTS: &str = "themes, or the entries of a theme";
    /// The outline.
    pub const OUTLINE: &str = "headings of the open entry; a number reads from there";
    /// Looking a term up.
    pub const PEEK: &str = "read a definition without leaving the open entry";
    /// The glossary.
    pub const GLOSSARY: &str = "terms with their meaning, or those that hold some words";
    /// Routes.
    pub const ROUTES: &str =
        "reading orders that the packs propose, and what to read before the entry";
    /// On along a route.
    pub const ONWARD: &str = "the next stop of the route";
    /// Back along a route.
    pub const BACKWARD: &str = "the previous stop of the route";
    /// Links in full.
    pub const NAMED: &str =
        "every link of the open entry, and the entries that name it without one";
    /// The neighbourhood.
    pub const MAP: &str = "the entries around the open one, the closest first";
    /// Two themes.
    pub const MATRIX: &str = "how the entries of two themes are linked";
    /// Terms.
    pub const TERMS: &str = "terms that the open entry uses, and where it is used as a term";
    /// A chain of links.
    pub const PATH: &str = "the shortest chains of links from the open entry, or between two";
    /// A comparison.
    pub const COMPARE: &str = "what the open entry and another one share, or two others";
    /// The source.
    pub const COVERAGE: &str = "the source place by place, and what rests on it";
    /// A place of the source.
    pub const PLACE: &str = "what the tag of a place means, and what the source says there";
    /// What is missing.
    pub const HEALTH: &str = "what the packs still lack";
    /// More about a line.
    pub const ABOUT: &str = "all that is to be said of a line of the list, such as who says so";
    /// Recent entries.
    pub const RECENT: &str = "entries read lately";
    /// Where one is.
    pub const WHERE: &str = "say where the open entry stands";
    /// Help.
    pub const HELP: &str = "these commands";
    /// Leaving.
    pub const QUIT: &str = "leave";
    /// What an entry is named by.
    pub const WHAT: &str = "WHAT";
    /// What one or two entries are named by.
    pub const ONE_OR_TWO: &str = "WHAT [| WHAT]";
    /// A number of the list.
    pub const NUMBER: &str = "NUMBER";
    /// Words.
    pub const WORDS: &str = "WORDS";
    /// Words that can be left out.
    pub const MAYBE_WORDS: &str = "[WORDS]";
    /// A place that can be left out.
    pub const MAYBE_PLACE: &str = "[PLACE]";
    /// Two themes that can be left out.
    pub const MAYBE_THEMES: &str = "[THEME THEME]";
    /// A theme that can be left out.
    pub const MAYBE_THEME: &str = "[THEME]";
}

fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
