//! What a concept says of itself for which packs have no key: its pack keeps that in `extra.okf` as it stands,
//! so that a bundle which is written of the pack says it again. Refuses to know: files.

use serde_json::Value;

use super::super::ids::id_of;
use super::super::markdown::front::{self, Front, Said, scalar};
use super::super::markdown::vault::name_of;
use super::citations;
use super::contract;
use super::head;
use super::sources::{Material, materials};
use super::trust::{Told, Trust, acts};
use super::{INDEX, LOG, SUPERSEDED};
use crate::content::rules::{is_date, is_day};
use crate::model::{Catalogue, Day, EntryKey, PackKey};
use crate::text::address::is_outside;

/// What a source is known by.
const KNOWN_BY: [&str; 2] = ["id", "resource"];

/// What of a source a pack has keys for.
const OF_SOURCES: [&str; 11] = [
    "id",
    "resource",
    "title",
    "author",
    "usage",
    "usage_count",
    "usage_window",
    "last_modified",
    "publisher",
    "date",
    "place",
];

/// Returns what a file of a bundle says of itself and what its entry does not tell word for word; `is_there` tells
/// whether a path leads to a concept. The page or the history of a folder need not say anything, and tells of itself
/// what it said.
pub fn beyond(
    text: &str,
    catalogue: &Catalogue,
    entry: EntryKey,
    is_there: &dyn Fn(&str) -> bool,
) -> Said {
    let parted = front::part(text);
    let Ok(front) = parted.front else { return Said::new() };
    let is_of_folder = [INDEX, LOG].contains(&&*format!("{}.md", name_of(catalogue.id(entry))));
    let told = if is_of_folder { Said::new() } else { head::told(catalogue, entry) };
    let is_cited = |id: &str| is_marked(&text[parted.text_at..], id);
    let kept = front.all().filter_map(|(key, value)| {
        let rest = match &*key.to_lowercase() {
            "sources" => sources(value, &is_cited),
            "superseded_by" | "supersedes" => unfollowed(value, is_there),
            "timestamp" if is_time(value) && front.get(&["generated"]).is_none() => None,
            "generated" | "verified" if is_told_whole(&front, key) => None,
            "record" if *value == *catalogue.record(entry) => None,
            "okf_version" if is_of_folder => None,
            known if told.get(known) == Some(value) => None,
            _ => Some(value.clone()),
        };
        Some((key.to_owned(), rest?))
    });
    let cited = (!is_of_folder).then(|| cited_at_the_end(&front, &text[parted.text_at..]));
    kept.chain(cited.flatten()).collect()
}

/// Returns the sources that a concept of version 0.1 names at the end of its text, as 0.2 has them (OKF 0.2, 13.1).
fn cited_at_the_end(front: &Front, text: &str) -> Option<(String, Value)> {
    const SOURCES: &str = "sources";
    let materials =
        if front.get(&[SOURCES]).is_none() { citations::named(text) } else { Vec::new() };
    let said: Vec<Value> = materials.iter().map(Material::said).collect();
    (!said.is_empty()).then(|| (SOURCES.to_owned(), said.into()))
}

/// Returns what leads to no concept of what a concept replaces, or is replaced by.
fn unfollowed(value: &Value, is_there: &dyn Fn(&str) -> bool) -> Option<Value> {
    let paths: Vec<Value> = match value {
        Value::String(text) => text.split(',').map(|path| path.trim().into()).collect(),
        Value::Array(values) => values.clone(),
        value => return Some(value.clone()),
    };
    let leads = |path: &Value| scalar(path).is_some_and(|path| is_there(path.trim()));
    let rest: Vec<Value> = paths.into_iter().filter(|path| !leads(path)).collect();
    (!rest.is_empty()).then(|| rest.into())
}

/// Returns whether a text names a footnote.
fn is_marked(text: &str, id: &str) -> bool {
    let mark = format!("[^{id}]");
    text.match_indices(&mark).any(|(at, _)| !text[at + mark.len()..].starts_with(':'))
}

/// Returns the sources that no footnote names, and of those that one does what packs have no keys for, beside
/// what they are known by; `None` if there is nothing of it.
fn sources(value: &Value, is_cited: &dyn Fn(&str) -> bool) -> Option<Value> {
    let values = match value {
        Value::Array(values) => &values[..],
        one => std::slice::from_ref(one),
    };
    let rest = values.iter().filter_map(|value| {
        let id = value.get("id").and_then(scalar).unwrap_or_default();
        let Some(said) = value.as_object().filter(|_| is_cited(&id)) else {
            return Some(value.clone());
        };
        let rest = untold(said);
        has_more(&rest).then_some(Value::Object(rest))
    });
    let rest: Vec<Value> = rest.collect();
    (!rest.is_empty()).then_some(Value::Array(rest))
}

/// Returns what packs have no keys for of what is said of a source, and what it is known by.
fn untold(said: &Said) -> Said {
    let is_known = |key: &str, value: &Value| match key {
        // Packs have one date, which is written as that of the last change if it is a day.
        "last_modified" => {
            !said.contains_key("date") && scalar(value).is_some_and(|it| is_day(&it))
        }
        "date" => {
            let is_part = value.as_str().is_some_and(|it| is_date(it) && !is_day(it));
            is_part && !said.get("last_modified").is_some_and(is_time)
        }
        // It need not be said, and is if it was.
        "title" if said.get("id") == Some(value) => false,
        "usage_count" => value.is_u64(),
        "usage_window" => is_window(value),
        key => OF_SOURCES.contains(&key) && value.as_str().is_some_and(|it| it.trim() == it),
    };
    let mut rest = said.clone();
    rest.retain(|key, value| KNOWN_BY.contains(&&**key) || !is_known(key, value));
    rest
}

/// Returns whether more is said of a source than what it is known by.
fn has_more(said: &Said) -> bool {
    said.keys().any(|key| !KNOWN_BY.contains(&&**key))
}

/// Returns whether all that a concept said of a source is kept, as it is of one that no footnote names.
pub fn is_whole(source: &Value) -> bool {
    source.as_object().is_none_or(|said| !has_more(said) || untold(said).len() < said.len())
}

/// Returns whether the record of an entry says all that a key says of who did it and when.
fn is_told_whole(front: &Front, key: &str) -> bool {
    let told = |act: &Told| {
        let is_time = act.at.as_deref().is_none_or(|at| Day::parse(at).is_some());
        let pairs = [("by", &act.by), ("at", &act.at)].into_iter();
        let pairs = pairs.filter_map(|(key, said)| Some((key.to_owned(), said.clone()?.into())));
        is_time.then(|| Value::Object(pairs.collect()))
    };
    let acts: Option<Vec<Value>> = acts(front, key).iter().map(told).collect();
    match front.get(&[key]) {
        Some(Value::Array(values)) => acts.as_ref() == Some(values) && key != "generated",
        value => acts.as_deref() == value.map(std::slice::from_ref),
    }
}

/// Returns whether a value says from when to when, and nothing else.
fn is_window(value: &Value) -> bool {
    // A time says more than its day, which alone is told.
    let is_told = |end: &str| Day::parse(end).is_none() || is_day(end);
    let ends =
        ["from", "to"].map(|end| value.get(end).and_then(Value::as_str).is_some_and(is_told));
    value.as_object().is_some_and(|map| map.len() == ends.len()) && ends == [true; 2]
}

fn is_time(value: &Value) -> bool {
    scalar(value).is_some_and(|it| Day::parse(&it).is_some())
}

/// Returns the entry of the only pack that a path means which an entry names: from where that is, else from the
/// root.
pub fn entry_at(catalogue: &Catalogue, from: EntryKey, path: &str) -> Option<EntryKey> {
    let path = path.split('#').next().filter(|path| !path.is_empty() && !is_outside(path))?;
    let named = path.strip_suffix(".md")?;
    let folder = catalogue.id(from).rsplit_once('/').map_or("", |(folder, _)| folder);
    let find = |path: &str| {
        let id = id_of(&joined(folder, path)?);
        let (entry, anchor) = catalogue.resolve(PackKey::new(0), &id)?;
        anchor.is_none().then_some(entry)
    };
    find(named).or_else(|| find(&format!("/{named}")))
}

/// Returns a path from the root that is written in a folder; `None` if it leaves the root.
fn joined(folder: &str, path: &str) -> Option<String> {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/').filter(|part| !["", "."].contains(part)) {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some(parts.join("/"))
}

/// What stood below the text of a concept when it was read, of what packs have no key for.
pub fn below(
    said: &Said,
    is_cited: &dyn Fn(&Value) -> bool,
    cites: bool,
    shown: &mut dyn FnMut(&str) -> String,
) -> String {
    let front = Front::from(said.clone());
    let labels = [("superseded_by", SUPERSEDED.label), ("supersedes", SUPERSEDED.inverse)];
    let unfollowed = labels
        .into_iter()
        .flat_map(|(key, label)| front.list(&[key]).into_iter().map(move |path| (label, path)));
    let values = said.get("sources").and_then(Value::as_array).into_iter().flatten();
    let all = materials(&front);
    let uncited = values.zip(&all).filter(|(value, _)| !is_cited(value)).map(|(_, one)| one);
    let uncited = uncited.filter(|one| !one.name().is_empty());
    let uncited: Vec<&Material> = uncited.collect();
    contract::below("", &front, &unfollowed.collect::<Vec<_>>(), &uncited, cites, shown)
}

/// Returns the record of a concept that says so.
pub fn record_of(said: Said) -> String {
    Trust::of(&Front::from(said)).record
}
