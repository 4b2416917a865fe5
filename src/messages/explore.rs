//! What the views say that show how entries are connected.

use super::{counted, counted_so_far};

/// The title of the view of an entry's links.
pub fn links_of(title: &str) -> String {
    format!("Links  {title}")
}

/// How many links there are.
pub fn links(count: usize) -> String {
    counted(count, "link", "links")
}

/// How many links there are to the beginning of a library and in it.
pub fn links_so_far(count: usize) -> String {
    counted_so_far(count, "links")
}

/// The heading above the entries whose text names an entry without a link to it.
pub const NAMED_IN: &str = "named in, without a link";

/// The heading above the themes that the text of an entry links to.
pub const THEMES_IN_TEXT: &str = "mentions themes";

/// The message that entries which name an entry are still being looked for.
pub const LOOKING: &str = "looking for mentions without a link…";

/// The message that an entry has no links in either direction.
pub const NO_LINKS: &str = "no links lead from here or to it";

/// The same where only the beginning of a library was read.
pub const NO_LINKS_SO_FAR: &str = "no links lead from here or to it so far";

/// A sentence in quotation marks.
pub fn quoted(sentence: &str) -> String {
    format!("“{sentence}”")
}

/// A link as a sentence.
pub fn sentence(from: &str, label: &str, to: &str) -> String {
    format!("{from} — {label} — {to}")
}

/// What stands before the relation in a link as a sentence.
pub fn before_relation(from: &str) -> String {
    format!("{from} — ")
}

/// What stands behind the relation in a link as a sentence.
pub fn behind_relation(to: &str) -> String {
    format!(" — {to}")
}

/// What stands behind the relation where the entry before it is known.
pub fn in_brief(to: &str) -> String {
    format!(" {to}")
}

/// A reason behind what it is a reason for.
pub fn with_reason(reason: &str) -> String {
    format!(": {reason}")
}

/// The title of the view of the chains between two entries.
pub fn path(from: &str, to: &str) -> String {
    format!("Path  {from} → {to}")
}

/// How long the shortest chains are, and how many of them there are.
pub fn chains(steps: usize, count: usize, more: bool) -> String {
    let steps = match steps {
        0 => return "no steps: both ends are the same entry".to_owned(),
        steps => format!("{} apart", counted(steps, "step", "steps")),
    };
    match (count, more) {
        (1, false) => steps,
        (count, false) => format!("{steps}, in {count} ways"),
        (count, true) => format!("{steps}, in {count} ways and more"),
    }
}

/// The heading above one of several equally short chains.
pub fn way(number: usize) -> String {
    match number {
        1 => "First way".to_owned(),
        2 => "Second way".to_owned(),
        3 => "Third way".to_owned(),
        number => format!("Way {number}"),
    }
}

/// One step of a chain, in one line.
pub fn hop(label: &str, reason: &str, by: &str) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    let by = if by.is_empty() { String::new() } else { format!(" ({by})") };
    format!("↓ {label}{reason}{by}")
}

/// The message that no chain of links joins two entries.
pub const APART: &str = "no chain of links joins the two";

/// How many other entries chains of links lead to from one. The title comes last: it may be
/// cut.
pub fn part_of(title: &str, others: usize) -> String {
    match others {
        0 => format!("no other entry is reached from {title}"),
        others => {
            let reached = counted(others, "other entry is reached", "other entries are reached");
            format!("{reached} from {title}")
        }
    }
}

/// The prompt for the entry at the other end of a path.
pub fn path_to(from: &str) -> String {
    format!("path from {from} to")
}

/// The prompt for the entry to compare with.
pub fn compare_with(with: &str) -> String {
    format!("compare {with} with")
}

/// The title of the comparison of two entries.
pub fn comparison(left: &str, right: &str) -> String {
    format!("Compare  {left} with {right}")
}

/// How many things two entries share.
pub fn shared(count: usize) -> String {
    format!("{count} shared")
}

/// The heading above the terms in a comparison.
pub const TERMS: &str = "Terms in the text";
/// The heading above the linked entries in a comparison.
pub const LINKED: &str = "Linked with";
/// The heading above the claims in a comparison.
pub const CLAIMS: &str = "Claims of the source";
/// The heading above the places in a comparison.
pub const PLACES: &str = "Places of the source";

/// The message that neither of two entries has anything to compare.
pub const NOTHING_TO_COMPARE: &str =
    "neither uses a term, is linked with another entry or rests on a claim of the source";

/// The heading above what only one entry has.
pub fn only(name: &str) -> String {
    format!("Only {name}")
}

/// What a text of one of two entries says, in words, with the place where it says so or that the editor does.
pub fn said_in(name: &str, text: &str, voice: &str) -> String {
    format!("In “{name}”: {text} {voice}").trim_end().to_owned()
}

/// Who says a statement of one of two entries.
pub fn said_by(name: &str, by: &str) -> String {
    format!("{name} — {by}")
}

/// What both of two entries have, in words.
pub fn in_both(thing: &str) -> String {
    format!("Both: {thing}")
}

/// What only one of two entries has, in words.
pub fn only_in(name: &str, thing: &str) -> String {
    format!("Only “{name}”: {thing}")
}

/// What is told of two entries in turn, in one line.
pub fn in_turn(parts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let parts: Vec<_> = parts.collect();
    parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("  /  ")
}

/// The heading of a section of a comparison.
pub fn section(title: &str, shared: usize) -> String {
    format!("{title} · {shared} shared")
}
