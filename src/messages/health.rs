//! What is said about the state of a pack as a whole.

use super::content::quoted;
use super::counted;

/// The title of the view.
pub const TITLE: &str = "What is missing";

/// The heading above the mistakes in the files of the packs.
pub const MISTAKES: &str = "Mistakes in the files";

/// How many mistakes; empty if there are none.
pub fn mistakes(count: usize) -> String {
    if count == 0 { String::new() } else { counted(count, "mistake", "mistakes") }
}

/// Puts the mistakes before what sums up the packs.
pub fn with_mistakes(sum: &str, count: usize) -> String {
    if count == 0 { sum.to_owned() } else { format!("{}, {sum}", mistakes(count)) }
}

/// How bad a mistake is, and of which kind.
pub fn kind(severity: &str, code: &str) -> String {
    format!("{severity}: {code}")
}

/// The message at the foot of the browser that there are mistakes, and what lists them.
pub fn mistakes_at_foot(count: usize, health: &str) -> String {
    format!("{} · {health}", mistakes(count))
}

/// The message in linear mode that there are mistakes, and what lists them.
pub fn mistakes_in_linear(count: usize) -> String {
    format!("{} in the files of the packs: health lists them.", mistakes(count))
}

/// How many entries and typed links the packs have; links in text are not counted.
pub fn sum(entries: usize, links: usize) -> String {
    let links = counted(links, "typed link", "typed links");
    format!("{}, {links}", counted(entries, "entry", "entries"))
}

/// The message that the entries are being read.
pub const READING: &str = "reading all entries…";

/// The message that there is nothing to put right.
pub const SOUND: &str = "nothing to see to";

/// The heading of a section, with how many items it has.
pub fn section(title: &str, count: usize) -> String {
    format!("{title} ({count})")
}

/// The heading above the entries that nothing leads to.
pub const ORPHANS: &str = "Nothing leads to these entries";
/// The heading above the entries that lead nowhere.
pub const DEAD_ENDS: &str = "Nothing leads on from these: no link, no term";
/// The heading above the entries that have no link at either end.
pub const WITHOUT_LINKS: &str = "Entries without any link";
/// The heading above the phrases that look like terms.
pub const UNDEFINED: &str = "Phrases like terms that no entry is named by";
/// The heading above the places on which little rests.
pub const THIN_PLACES: &str = "Places with fewer than half their claims used";

/// The heading above the entries without a name in a language.
pub fn untranslated(language: &str) -> String {
    format!("Without a name in {}, which most entries have", quoted(language))
}

/// The heading of a section with its pack, for when several packs are open.
pub fn in_pack(title: &str, pack: &str) -> String {
    format!("{title}, in {pack}")
}

/// How many entries have a phrase, and which of them is the first.
pub fn in_entries(count: usize, first: &str) -> String {
    format!("in {count} entries, first in {first}")
}

/// The message that a section has more items than are shown.
pub fn more(count: usize) -> String {
    format!("+{count} more; --json lists all")
}
