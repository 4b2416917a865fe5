//! What is said of entries that say something else than when they were read.

use super::counted;

/// The title of the list of changed entries.
pub const CHANGED_TITLE: &str = "Changed since you read them";
/// The word beside the sign of a changed entry.
pub const CHANGED: &str = "changed";
/// What the marks mean.
pub const LEGEND: &str = "[-…-] is gone, {+…+} is new";
/// That nothing has changed.
pub const NOTHING_CHANGED: &str = "nothing that you have read has changed";
/// That it is not known yet what has changed.
pub const LOOKING: &str = "what has changed is still being looked up; try again in a moment";
/// That what an entry said is not known any more.
pub const NOT_KEPT: &str = "it has changed, but what it said when you read it was not kept";
/// That an entry was never read.
pub const NEVER_READ: &str = "you have not read it to its end";
/// That an entry says what it said.
pub const UNCHANGED: &str = "it says what it said when you read it";

/// That the entry which was opened has changed.
pub fn opened(keys: &str) -> String {
    format!("changed since you read it · {keys} shows how")
}

/// The title of the difference of an entry.
pub fn title(entry: &str) -> String {
    format!("{entry}: changed since you read it")
}

/// How many entries have changed.
pub fn changed_entries(count: usize) -> String {
    counted(count, "entry", "entries")
}

/// That so many paragraphs say what they said.
pub fn same(count: usize) -> String {
    format!("… {} as before", counted(count, "paragraph", "paragraphs"))
}

/// How many paragraphs are reworded, gone and new.
pub fn counts([reworded, removed, added]: [usize; 3]) -> String {
    let all = [(reworded, "reworded"), (removed, "removed"), (added, "added")];
    let said: Vec<String> = all
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if said.is_empty() { "no difference".to_owned() } else { said.join(" · ") }
}

/// Words that are gone.
pub fn removed(text: &str) -> String {
    format!("[-{text}-]")
}

/// Words that are new.
pub fn added(text: &str) -> String {
    format!("{{+{text}+}}")
}
