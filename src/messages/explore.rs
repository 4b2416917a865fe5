//! What the views say that show how entries hang together.

use super::counted;

/// Heads the links of an entry.
pub fn links_of(title: &str) -> String {
    format!("Links  {title}")
}

/// Counts links.
pub fn links(count: usize) -> String {
    counted(count, "link", "links")
}

/// Heads the entries whose text names an entry without a link to it.
pub const NAMED_IN: &str = "named in, without a link";

/// Says that entries which name an entry are still looked for.
pub const LOOKING: &str = "looking for mentions without a link…";

/// Says that an entry has no links at all.
pub const NO_LINKS: &str = "no links lead from here or to it";

/// Quotes a sentence.
pub fn quoted(sentence: &str) -> String {
    format!("“{sentence}”")
}

/// Says one link as a sentence.
pub fn sentence(from: &str, label: &str, to: &str) -> String {
    format!("{from} — {label} — {to}")
}

/// Heads the chains between two entries.
pub fn path(from: &str, to: &str) -> String {
    format!("Path  {from} → {to}")
}

/// Says how long chains are, and which of how many equally short ones is shown.
pub fn chains(steps: usize, count: usize, more: bool) -> String {
    let steps = match steps {
        0 => return "no steps: both ends are the same entry".to_owned(),
        steps => counted(steps, "step", "steps"),
    };
    match (count, more) {
        (1, false) => steps,
        (count, false) => format!("{steps}, {count} ways"),
        (count, true) => format!("{steps}, {count} ways and more"),
    }
}

/// Heads one of several equally short chains.
pub fn way(number: usize) -> String {
    match number {
        1 => "First way".to_owned(),
        2 => "Second way".to_owned(),
        3 => "Third way".to_owned(),
        number => format!("Way {number}"),
    }
}

/// Says one step of a chain in a line.
pub fn hop(label: &str, reason: &str, by: &str) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
    let by = if by.is_empty() { String::new() } else { format!(" ({by})") };
    format!("↓ {label}{reason}{by}")
}

/// Says that no chain of links joins two entries.
pub const APART: &str = "no chain of links joins the two";

/// Says how many other entries chains of links lead to from one. The title comes last: it may be
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

/// Asks for the entry at the other end of a path.
pub fn path_to(from: &str) -> String {
    format!("path from {from} to")
}

/// Asks for the entry to compare with.
pub fn compare_with(with: &str) -> String {
    format!("compare {with} with")
}

/// Heads the comparison of two entries.
pub fn comparison(left: &str, right: &str) -> String {
    format!("Compare  {left} with {right}")
}

/// Counts what two entries share.
pub fn shared(count: usize) -> String {
    format!("{count} shared")
}

/// Heads the terms in a comparison.
pub const TERMS: &str = "Terms in the text";
/// Heads the linked entries in a comparison.
pub const LINKED: &str = "Linked with";
/// Heads the claims in a comparison.
pub const CLAIMS: &str = "Claims of the source";
/// Heads the places in a comparison.
pub const PLACES: &str = "Places of the source";

/// Says that neither of two entries has anything to compare.
pub const NOTHING_TO_COMPARE: &str =
    "neither uses a term, is linked with another entry or rests on a claim of the source";

/// Heads a section of a comparison.
pub fn section(title: &str, shared: usize) -> String {
    format!("{title} · {shared} shared")
}
