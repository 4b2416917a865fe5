//! What is said about the state of a pack as a whole.

use super::content::quoted;
use super::counted;

/// Names the view.
pub const TITLE: &str = "What is missing";

/// Heads the mistakes in the files of the packs.
pub const MISTAKES: &str = "Mistakes in the files";

/// Counts mistakes; empty if there are none.
pub fn mistakes(count: usize) -> String {
    if count == 0 { String::new() } else { counted(count, "mistake", "mistakes") }
}

/// Puts the mistakes before what sums up the packs.
pub fn with_mistakes(sum: &str, count: usize) -> String {
    if count == 0 { sum.to_owned() } else { format!("{}, {sum}", mistakes(count)) }
}

/// Says how bad a mistake is, and of which kind.
pub fn kind(severity: &str, code: &str) -> String {
    format!("{severity}: {code}")
}

/// Says at the foot of the browser that there are mistakes, and what lists them.
pub fn mistakes_at_foot(count: usize) -> String {
    format!("{} · gs", mistakes(count))
}

/// Says in linear mode that there are mistakes, and what lists them.
pub fn mistakes_in_linear(count: usize) -> String {
    format!("{} in the files of the packs: health lists them.", mistakes(count))
}

/// Sums up the packs; links in text are not counted.
pub fn sum(entries: usize, links: usize) -> String {
    let links = counted(links, "typed link", "typed links");
    format!("{}, {links}", counted(entries, "entry", "entries"))
}

/// Stands for the report until everything is read.
pub const READING: &str = "reading all entries…";

/// Says that there is nothing to see to.
pub const SOUND: &str = "nothing to see to";

/// A section of the report and how many there are in it.
pub fn section(title: &str, count: usize) -> String {
    format!("{title} ({count})")
}

/// Heads the entries that nothing leads to.
pub const ORPHANS: &str = "Orphans: nothing leads to them";
/// Heads the entries that lead nowhere.
pub const DEAD_ENDS: &str = "Dead ends: no link or term leads on";
/// Heads the entries that have no link at either end.
pub const WITHOUT_LINKS: &str = "Without links, their own or from others";
/// Heads the phrases that look like terms.
pub const UNDEFINED: &str = "Phrases like terms that no entry is named by";
/// Heads the places on which little rests.
pub const THIN_PLACES: &str = "Places with fewer than half their claims used";

/// Heads the entries without a name in a language.
pub fn untranslated(language: &str) -> String {
    format!("Without a name in {}, which most entries have", quoted(language))
}

/// Says of which of several packs a section is.
pub fn in_pack(title: &str, pack: &str) -> String {
    format!("{title}, in {pack}")
}

/// Says in how many entries a phrase occurs, and which is the first.
pub fn in_entries(count: usize, first: &str) -> String {
    format!("in {count} entries, first in {first}")
}

/// Says that a section goes on.
pub fn more(count: usize) -> String {
    format!("+{count} more; --json lists all")
}
