//! Sentences about bundles in the Open Knowledge Format.

use super::formats;
use super::loading::grouped;

/// How often a source was used, and in which time if that is told.
pub fn usage(count: u64, window: (&str, &str)) -> String {
    let times = counted_times(count);
    match window {
        (from, to) if !from.is_empty() && !to.is_empty() => {
            format!("{USED}{times}{DURING}{from}{UNTIL}{to}")
        }
        _ => format!("{USED}{times}"),
    }
}

/// Returns what [`usage`] tells: how often, and from when to when if that is told; `None` if it is worded in
/// some other way.
pub fn usage_told(usage: &str) -> Option<(u64, Option<(&str, &str)>)> {
    let told = usage.strip_prefix(USED)?;
    let (times, window) = match told.split_once(TIMES) {
        Some((count, window)) => (count.replace(',', "").parse().ok()?, window),
        None => (1, told.strip_prefix(ONCE)?),
    };
    let window = match window {
        "" => None,
        window => Some(window.strip_prefix(DURING)?.split_once(UNTIL)?),
    };
    Some((times, window))
}

const USED: &str = "used ";
const ONCE: &str = "once";
const TIMES: &str = " times";
const DURING: &str = ", ";
const UNTIL: &str = " to ";

fn counted_times(count: u64) -> String {
    match count {
        1 => ONCE.to_owned(),
        count => format!("{}{TIMES}", grouped(count)),
    }
}

/// The title of the history of a bundle.
pub const CHANGES: &str = "Changes";

/// The title of the history of a part of a bundle.
pub fn changes_in(part: &str) -> String {
    format!("Changes in {part}")
}

/// The line above the sources that no sentence of a concept names.
pub const ALSO_FROM: &str = "Also drawn from:";

/// The line above all sources of a concept whose text names none.
pub const DRAWN_FROM: &str = "Drawn from:";

/// The line above what is known of how a value is computed.
pub const COMPUTATION: &str = "How it is computed (shown here, never run):";

/// What stands before what a computation runs on.
pub const RUNTIME: &str = "- Runtime: ";

/// What a computation runs on.
pub fn runtime(name: &str) -> String {
    format!("{RUNTIME}{name}")
}

/// A value that a computation is given: what it is called, of what type it is, whether it is needed.
pub fn parameter(name: &str, kind: &str, required: bool) -> String {
    let kind = if kind.is_empty() { String::new() } else { format!(" ({kind})") };
    let needed = if required { ", needed" } else { "" };
    format!("- Parameter {name}{kind}{needed}")
}

/// Where a computation is written.
pub fn computation(file: &str) -> String {
    format!("- Written in {file}")
}

/// What runs a computation, and what that gives back; the latter may be empty.
pub fn executor(what: &str, receipt: &str) -> String {
    match receipt {
        "" => format!("- Run by {what}"),
        receipt => format!("- Run by {what}, which gives back {receipt}"),
    }
}

/// What holds a run of a computation against what it gave back.
pub fn attester(what: &str) -> String {
    format!("- Attested by {what}")
}

/// How a concept and what replaces it are linked, from both ends.
pub const SUPERSEDED: (&str, &str) = ("superseded by", "supersedes");

/// How a concept and one that it was made from are linked, from both ends.
pub const DERIVED: (&str, &str) = ("drawn from", "source of");

/// The title of a concept that has none, by the name of its file.
pub fn title(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.map_or_else(|| name.to_owned(), |first| first + chars.as_str())
}

/// What stands between the title of a folder and those of the ones that it lies in.
const BETWEEN: &str = " / ";

/// The title of a folder by the titles of those that it lies in and its own.
pub fn nested(titles: &[String]) -> String {
    titles.join(BETWEEN)
}

/// Returns the title of a folder in [`nested`] without those of the folders that it lies in, of which there are so
/// many.
pub fn own_part(nested: &str, folders: usize) -> &str {
    nested.splitn(folders + 1, BETWEEN).last().unwrap_or(nested)
}

/// How many entries a pack holds, where nothing else is said of it.
pub fn holds(entries: usize) -> String {
    super::counted(entries, "entry.", "entries.")
}

/// The heading above what a page of several sections lists.
pub const CONTENTS: &str = "## Contents";

/// The heading of the typed links of an entry.
pub const LINKS: &str = "Links";

/// The message and the hint that a name is nearly a reserved one.
pub fn nearly_reserved(name: &str) -> (String, &'static str) {
    let hint = "reserved names are written in small letters; rename it if it is not a concept";
    (format!("\"{name}\" is read as a concept"), hint)
}

/// The message and the hint that front matter cannot be read.
pub fn broken_front(reason: &str) -> (String, &'static str) {
    (formats::front_matter(reason), "mend the YAML between the lines of `---`")
}

/// The message and the hint that a concept has no front matter.
pub fn no_front() -> (String, &'static str) {
    let message = "this concept says nothing of itself".to_owned();
    (message, "begin the file with `---`, a line `type: …` and `---`")
}

/// The message and the hint that a concept has no type.
pub fn no_type() -> (String, &'static str) {
    let message = "this concept does not say what sort of thing it is".to_owned();
    (message, "add `type: …`, such as `Metric` or `Reference`")
}

/// A text, a number or a date in front matter.
pub const A_TEXT: &str = "a text";
/// A list of such.
pub const A_LIST_OF_TEXTS: &str = "a list of texts";
/// A number without a fraction.
pub const A_WHOLE_NUMBER: &str = "a whole number";
/// A value of which there are two.
pub const TRUE_OR_FALSE: &str = "true or false";
/// Keys with their values.
pub const A_MAPPING: &str = "a mapping";
/// A list of mappings.
pub const A_LIST_OF_MAPPINGS: &str = "a list of mappings";

/// The message and the hint that something else is expected where a path of keys leads.
pub fn unexpected(path: &str, expected: &str) -> (String, &'static str) {
    let hint = "it is kept and shown as it is, and means nothing more";
    (format!("`{path}` is expected to be {expected}"), hint)
}

/// The message and the hint that an act names nobody who did it.
pub fn nobody(key: &str) -> (String, &'static str) {
    (
        format!("`{key}` does not say by whom"),
        "write `{ by: human:NAME, at: YYYY-MM-DDTHH:MM:SSZ }`",
    )
}

/// The message and the hint that somebody is not named as the specification has it.
pub fn no_actor(by: &str) -> (String, &'static str) {
    let hint = "write `human:NAME`, `process:NAME` or, for an agent, `NAME/VERSION`";
    (format!("\"{by}\" does not tell people, processes and agents apart"), hint)
}

/// The message and the hint that a date is none.
pub fn no_date(text: &str) -> (String, &'static str) {
    (format!("\"{text}\" is no date"), "write `YYYY-MM-DD`, with a time behind `T` if there is one")
}

/// The message and the hint that a source is told to be of a time that is none.
pub fn no_date_of_source(text: &str) -> (String, &'static str) {
    (no_date(text).0, "write `YYYY-MM-DD`; `date` may be a year or a month alone")
}

/// The message and the hint that a status is unknown.
pub fn no_status(status: &str) -> (String, &'static str) {
    (format!("the status \"{status}\" is not known"), "write `draft`, `stable` or `deprecated`")
}

/// The message and the hint that a source does not say where or what it is.
pub fn no_resource(name: &str) -> (String, &'static str) {
    (
        format!("the source \"{name}\" has no `resource`"),
        "add its address, its path or what it covers",
    )
}

/// The message and the hint that a path leads nowhere.
pub fn dead_path(path: &str) -> (String, &'static str) {
    (
        format!("\"{path}\" leads to nothing in the bundle"),
        "paths begin at this file, or with `/` at the root",
    )
}

/// The message and the hint that two sources of a concept have one id.
pub fn same_source(id: &str) -> (String, &'static str) {
    (format!("another source of this concept is called \"{id}\""), "footnotes mean the first one")
}

/// The message and the hint that nothing cites a source.
pub fn uncited(id: &str) -> (String, &'static str) {
    (
        format!("nothing here rests on the source \"{id}\""),
        "mark what it says with a footnote of that name",
    )
}

/// The message and the hint that a footnote names no source.
pub fn no_source(label: &str) -> (String, &'static str) {
    let hint = "add a source of that `id`, if it says where the sentence is from";
    (format!("the footnote \"{label}\" names no source"), hint)
}

/// The message and the hint that a computation does not say on what it runs.
pub fn no_runtime() -> (String, &'static str) {
    let message = "this computation does not say on what it runs".to_owned();
    (message, "add `runtime: …`, such as `postgres` or `python`")
}

/// The message and the hint that a computation is nowhere.
pub fn no_computation() -> (String, &'static str) {
    let message = "this computation is not written anywhere".to_owned();
    (message, "write it under `# Computation`, or name its file as `computation: …`")
}

/// The message and the hint that a listing has front matter.
pub fn front_of_index(is_concept: bool) -> (String, &'static str) {
    let message = if is_concept {
        "`index.md` lists a folder and is no concept"
    } else {
        "the `index.md` of a folder says nothing of itself"
    };
    let hint = if is_concept {
        "give the concept another name, and list it here"
    } else {
        "take the lines between `---` out"
    };
    (message.to_owned(), hint)
}

/// The message and the hint that the root says more of itself than its version.
pub fn more_in_root(keys: &str) -> (String, &'static str) {
    let message = format!("`index.md` says more of the bundle than its version: {keys}");
    (message, "others may not read it; `okf_version` alone is meant to stand there")
}

/// The message and the hint that a version is unknown.
pub fn unknown_version(version: &str) -> (String, &'static str) {
    (format!("version \"{version}\" is not known"), "it is read as 0.2")
}

/// The message and the hint that a listing lists nothing.
pub fn lists_nothing() -> (String, &'static str) {
    let message = "this `index.md` lists nothing".to_owned();
    (message, "list what is in the folder: `* [Title](file.md) - what it is`")
}

/// The message and the hint that a history is written as a concept.
pub fn log_as_concept() -> (String, &'static str) {
    let message = "`log.md` tells what was changed and is no concept".to_owned();
    (message, "give the concept another name")
}

/// The message and the hint that a history says of itself what sort of thing it is.
pub fn log_with_type() -> (String, &'static str) {
    let message = "`log.md` tells what was changed, but has a `type` as a concept has".to_owned();
    (message, "others may take it for a concept; a history needs no lines between `---`")
}

/// The message and the hint that a heading of a history is no day.
pub fn no_day_of_log(text: &str) -> (String, &'static str) {
    (format!("the heading \"{text}\" is no day"), "write `## YYYY-MM-DD`")
}

/// The message and the hint that a history is out of order.
pub fn log_order(day: &str) -> (String, &'static str) {
    (format!("{day} stands below an earlier day"), "the newest stands first")
}
