//! What a concept says of itself for which packs have keys, on the way into a pack and out of it. Refuses to know:
//! its text, its links.

use std::collections::HashSet;

use serde_json::Value;

use super::super::markdown::front::{Front, Said};
use super::super::markdown::summary;
use super::super::markdown::vault::{name_of, without_ending};
use super::trust::Trust;
use crate::messages::okf as says;
use crate::model::{Catalogue, Day, EntryHead, EntryKey};

/// The keys that an entry has for what a concept says of itself, in the order in which they are written.
pub const KEYS: [&str; 9] =
    ["type", "title", "description", "tags", "aliases", "alias", "number", "status", "stale_after"];

/// Words of a standing that follow from other keys (OKF 0.2, 5.3), so that they are no status.
const FOLLOWING: [&str; 4] = ["unverified", "confirmed", "reviewed", "superseded"];

/// Returns whether an entry has a key for what stands under one of a concept.
pub fn has(key: &str) -> bool {
    KEYS.iter().any(|known| known.eq_ignore_ascii_case(key))
}

/// Reads what a concept says of itself into an entry.
pub fn read(front: &Front, id: &str, title: &str) -> EntryHead {
    let trust = Trust::of(front);
    let mut head = EntryHead::new(id, title);
    head.aliases = front.list(&["aliases", "alias"]).into_iter().map(Into::into).collect();
    head.summary = summary(&front.text(&["description"]).unwrap_or_default()).into();
    let mut met = HashSet::new();
    let tags = front.list(&["tags"]).into_iter();
    head.tags = tags.filter(|tag| met.insert(tag.to_lowercase())).map(Into::into).collect();
    let number = front.get(&["number"]).and_then(Value::as_u64);
    // The greatest stands for none in a column.
    head.number = number.and_then(|it| u32::try_from(it).ok()).filter(|it| *it < u32::MAX);
    head.kind = front.text(&["type"]).unwrap_or_default().trim().into();
    head.standing = trust.standing;
    head.stale_after = trust.stale_after.map(Day::number);
    head.record = trust.record.into();
    head
}

/// Returns what a concept is called that does not say it, by its file.
pub fn title_of(path: &str) -> String {
    says::title(name_of(without_ending(path)))
}

/// Returns what an entry says in the keys of a concept; empty texts and lists say nothing.
pub fn told(catalogue: &Catalogue, entry: EntryKey) -> Said {
    let names = catalogue.aliases(entry).chain(catalogue.forms(entry));
    let stale_after = catalogue.stale_after(entry).map(|day| day.to_string());
    let pairs: [(&str, Value); 8] = [
        ("type", catalogue.kind(entry).into()),
        ("title", one_line(catalogue.title(entry)).into()),
        ("description", one_line(&catalogue.plain_summary(entry)).into()),
        ("tags", catalogue.tags(entry).collect::<Vec<_>>().into()),
        ("aliases", names.collect::<Vec<_>>().into()),
        ("number", catalogue.number(entry).into()),
        ("status", status(catalogue.standing(entry)).next().unwrap_or_default().into()),
        ("stale_after", stale_after.into()),
    ];
    let pairs = pairs.into_iter().filter(|(_, value)| !says_nothing(value));
    pairs.map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Returns of what a concept `said` the keys that mean what an entry still says; `title` is that of a concept which
/// says none.
pub fn still_said(said: &Said, catalogue: &Catalogue, entry: EntryKey, title: &str) -> Said {
    let mut all = told(catalogue, entry);
    if said.contains_key("alias")
        && read(&Front::from(said.clone()), "", "").aliases == aliases(catalogue, entry)
    {
        all.remove("aliases");
    }
    all.retain(|key, _| !said.keys().any(|own| own.eq_ignore_ascii_case(key)));
    all.extend(said.clone());
    let front = Front::from(all);
    let title = front.text(&["title"]).unwrap_or_else(|| title.to_owned());
    let head = read(&front, "", &title);
    let is_still = |key: &str| match key {
        "type" => *head.kind == *catalogue.kind(entry),
        // The page of a folder is called after those that it lies in, too.
        "title" => catalogue.title(entry).ends_with(&*head.title),
        "description" => *head.summary == *catalogue.summary(entry),
        "tags" => head.tags.iter().map(|tag| &**tag).eq(catalogue.tags(entry)),
        "aliases" | "alias" => head.aliases == aliases(catalogue, entry),
        "number" => head.number == catalogue.number(entry),
        "status" => {
            let own = head.standing.iter().map(|word| &**word);
            status(own).eq(status(catalogue.standing(entry)))
        }
        _ => head.stale_after == catalogue.stale_after(entry).map(Day::number),
    };
    let still = said.iter().filter(|(key, _)| has(key) && is_still(&key.to_lowercase()));
    still.map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn aliases(catalogue: &Catalogue, entry: EntryKey) -> Vec<Box<str>> {
    catalogue.aliases(entry).map(Into::into).collect()
}

fn status<'s>(standing: impl Iterator<Item = &'s str>) -> impl Iterator<Item = &'s str> {
    standing.filter(|word| !FOLLOWING.contains(word))
}

/// Returns whether a value is empty.
pub fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

/// Returns a text in one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
