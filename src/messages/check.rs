//! What is said about a pack as a whole.

use super::content::quoted;
use super::counted;

/// The word before what to do about a mistake.
pub const HELP: &str = "help";

/// Says what was checked, and how many mistakes it has.
pub fn checked(names: &[String], errors: usize, warnings: usize) -> String {
    let count = |number: usize, one: &str, many: &str| match number {
        0 => format!("no {many}"),
        number => counted(number, one, many),
    };
    let (errors, warnings) =
        (count(errors, "error", "errors"), count(warnings, "warning", "warnings"));
    format!("{}: {errors}, {warnings}", names.join(", "))
}

/// The message that there are more mistakes than are printed.
pub fn more(count: usize) -> String {
    format!("{} more: --limit 0 prints all", counted(count, "mistake", "mistakes"))
}

/// Says above a report that there will be another one.
pub fn watching(packs: &str) -> String {
    format!("{packs}: checked whenever a file is saved, Ctrl-C ends")
}

/// The message that what is to be watched does not change.
pub const NOTHING_TO_WATCH: &str =
    "there is nothing to watch: name a folder, or run `folio check --watch` in that of a pack";

/// The message that no thread could be had.
pub fn no_room(reason: &str) -> String {
    format!("nothing can be checked now: {reason}")
}

/// Ends the report: what was checked, and what to mend first, where, with what is wrong there.
pub fn mend_first(checked: &str, place: &str, message: &str) -> String {
    format!("{checked}; mend first: {place} ({message})")
}

/// The message that a reference names no entry before its anchor.
pub fn reference_without_entry(reference: &str) -> String {
    format!("{} names no entry before the `#`", quoted(reference))
}

/// The hint for [`reference_without_entry`], with the whole reference.
pub fn name_the_entry(id: &str) -> String {
    format!("write the whole reference, such as {}", quoted(id))
}

/// The message that an entry has no such anchor.
pub fn unknown_anchor(entry: &str, anchor: &str) -> String {
    format!("{} has no statement or heading {}", quoted(entry), quoted(anchor))
}

/// The hint for [`unknown_anchor`], where none is like it.
pub fn name_an_anchor() -> &'static str {
    "an anchor is the `id` of a statement, or a heading in lower case with `-` for blanks"
}

/// The message that a link in a text names a theme that there is not.
pub fn link_to_unknown_theme(id: &str) -> String {
    format!("no theme {}", quoted(id))
}

/// The message that no statement uses a claim.
pub fn unused_claim(id: &str) -> String {
    format!("no statement by \"article\" uses the claim {}", quoted(id))
}

/// The hint for [`unused_claim`].
pub fn use_the_claim(id: &str) -> String {
    format!("add {} to the `claims` of the statement that says it", quoted(id))
}

/// The message that a place names none of several primary sources.
pub fn unclear_source(place: &str) -> String {
    format!("the place {} could lie in several primary sources", quoted(place))
}

/// The hint for [`unclear_source`].
pub fn name_a_source(sources: &[&str]) -> String {
    let sources: Vec<String> = sources.iter().map(|id| format!("`source = \"{id}\"`")).collect();
    format!("say which: {}", sources.join(" or "))
}

/// The message that a pack says what the primary text says, and has none.
pub fn no_primary() -> String {
    "this is said by \"article\", and no source of the pack is primary".to_owned()
}

/// The hint for [`no_primary`].
pub fn mark_the_primary() -> &'static str {
    "add `primary = true` to the `[[source]]` that is the article"
}

/// The message that a claim behind "article" is made elsewhere.
pub fn not_primary(claim: &str, source: &str) -> String {
    let (claim, source) = (quoted(claim), quoted(source));
    format!("the claim {claim} is used by \"article\", and its source {source} is not primary")
}

/// The hint for [`not_primary`].
pub fn let_the_editor_say_it(source: &str) -> String {
    format!(
        "write `by = \"editor\"`, `certainty = \"sourced\"` and `sources = [\"{source}\"]`, or add \
         `primary = true` to that source"
    )
}

/// The message that two entries share a title or an alias.
pub fn same_name(name: &str, other: &str, first: &str) -> String {
    format!("{} already names {} at {first}", quoted(name), quoted(other))
}

/// The hint for [`same_name`].
pub fn tell_apart() -> &'static str {
    "if the two are not meant to be found together, make the names differ"
}

/// The message that a theme has no entries.
pub fn empty_theme(id: &str) -> String {
    format!("the theme {} has no entries", quoted(id))
}

/// The hint for [`empty_theme`].
pub fn fill_theme(id: &str) -> String {
    format!("give an entry an id that begins with `{id}/`, or `theme = \"{id}\"`")
}

/// The message that an entry has no text.
pub fn no_text(id: &str) -> String {
    format!("{} has no text", quoted(id))
}

/// The hint for [`no_text`].
pub fn add_text(is_toml: bool) -> &'static str {
    if is_toml { "add a `[[entry.statement]]` or a `body`" } else { "write what there is to say" }
}

/// The message that nothing leads to an entry.
pub fn unlinked(id: &str) -> String {
    format!("nothing links to {}", quoted(id))
}

/// The hint for [`unlinked`].
pub fn link_to_it(id: &str, is_toml: bool) -> String {
    if is_toml {
        format!("link to it from a text, `[…]({id})`, or from the `see` of another entry")
    } else {
        "link to it from another text".to_owned()
    }
}

/// The message and the hint that an entry is stale.
pub fn stale(id: &str, day: &str) -> (String, &'static str) {
    (format!("`{id}` is stale since {day}"), "hold it against its sources, and set a later day")
}

/// The message and the hint that nobody has confirmed an entry.
pub fn unconfirmed(id: &str) -> (String, &'static str) {
    let hint = "have somebody hold it against its sources, and say so as `verified`";
    (format!("nobody has confirmed `{id}`"), hint)
}

/// The message and the hint that nobody has confirmed any entry of a pack.
pub fn none_confirmed(count: usize) -> (String, &'static str) {
    let hint = "where an entry was held against its sources, say so as `verified`";
    (format!("nobody has confirmed any of these {count} entries"), hint)
}
