//! What is said of the packs that are open, and of what was asked for and did not open.

use super::shell::word;
use super::{counted, counted_so_far, listed};

/// The title of the view.
pub const TITLE: &str = "Packs";

/// How many packs are open, and how many things that were asked for are not.
pub fn count(open: usize, unopened: usize) -> String {
    let open = counted(open, "pack", "packs");
    if unopened == 0 { open } else { format!("{open}, {unopened} not open") }
}

/// The message that no pack is open.
pub const NONE: &str = "no pack is open";

/// The heading above what did not open.
pub fn not_open(count: usize) -> String {
    format!("Not open ({count})")
}

/// How many entries a pack has, of which only the first files may have been read.
pub fn entries(count: usize, is_begun: bool) -> String {
    if is_begun { counted_so_far(count, "entries") } else { counted(count, "entry", "entries") }
}

/// How many entries a pack has in how many themes.
pub fn entries_in_themes(entries: &str, themes: usize) -> String {
    format!("{entries} in {}", counted(themes, "theme", "themes"))
}

/// The heading above the first mistakes of a pack.
pub fn mistakes(count: usize) -> String {
    counted(count, "mistake in its files", "mistakes in its files")
}

/// How many mistakes a pack has, before what else stands at the end of its line.
pub fn behind_mistakes(count: usize, rest: &str) -> String {
    match count {
        0 => rest.to_owned(),
        _ => format!("{}, {rest}", counted(count, "mistake", "mistakes")),
    }
}

/// The id of a pack with its version, if it names one.
pub fn id(id: &str, version: &str) -> String {
    if version.is_empty() { id.to_owned() } else { format!("{id} {version}") }
}

/// Two things that are told in one row.
pub fn both(first: &str, second: &str) -> String {
    if second.is_empty() { first.to_owned() } else { format!("{first} · {second}") }
}

/// What stands at the end of the line of what did not open.
pub const NOTHING_OPENED: &str = "nothing opened";

/// The label of what a pack is read from.
pub const READ_FROM: &str = "Read from";
/// The label of where a pack lies.
pub const WHERE: &str = "Where";
/// The label of the language.
pub const LANGUAGE: &str = "Language";
/// The label of the licence.
pub const LICENCE: &str = "Licence";
/// The label of the authors.
pub const AUTHORS: &str = "Authors";
/// The label of the text that a pack is about.
pub const SOURCE: &str = "Source";

/// The place of what is in the binary.
pub const BUILT_IN: &str = "built in";
/// The place of what came through standard input.
pub const INPUT: &str = "standard input";

/// What a pack in its own files is read from.
pub const TOML: &str = "TOML files";
/// What a compiled pack is read from.
pub const COMPILED: &str = "a compiled file";
/// What Markdown is read from.
pub const MARKDOWN: &str = "Markdown";
/// What a bundle is read from.
pub const BUNDLE: &str = "a bundle in the Open Knowledge Format";
/// What a book is read from.
pub const EPUB: &str = "a book in EPUB";
/// What a dictionary of `StarDict` is read from.
pub const STARDICT: &str = "a dictionary (StarDict)";
/// What a dictionary of dictd is read from.
pub const DICTD: &str = "a dictionary (dictd)";
/// What CC-CEDICT is read from.
pub const CEDICT: &str = "a dictionary (CC-CEDICT)";
/// What a table is read from.
pub const TABLE: &str = "a table";
/// What a pack in JSON is read from.
pub const JSON: &str = "a pack in JSON";

/// What a pack is read from that is taken out of what was compiled of it, in the program or in the cache.
pub fn compiled(read_from: &str, is_built_in: bool) -> String {
    format!("{read_from}, {}", if is_built_in { "compiled" } else { "kept in the cache" })
}

/// Names authors.
pub fn authors(names: &[impl AsRef<str>]) -> String {
    listed(names)
}

/// The message that more mistakes are left out.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// The message that a pack has no entry to go to.
pub fn is_empty(title: &str) -> String {
    format!("{title} has no entries")
}

/// What takes something that did not open away from the data folder, where it is called so.
pub fn take_away(name: &str) -> String {
    format!("`folio remove {}` takes it away", word(name))
}
