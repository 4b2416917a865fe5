//! Packs that Folio wrote as JSON: one object, or a line for what the pack is and then one for each entry.
//! Their tables are those of the pack format, and are read by its rules. Refuses to know: what the keys mean.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::intake::Reading;
use crate::blocks::Packed;
use crate::content::decode::{self, Head, Notes};
use crate::content::diagnostic::Severity;
use crate::content::load::RawPack;
use crate::content::position::{At, FileKey, LineIndex};
use crate::content::raw::{RawFile, RawHead, Word};
use crate::content::rules::FORMAT;
use crate::content::source::{LARGEST_FILE, Listing, without_mark};
use crate::content::whereabouts::Losses;
use crate::messages::{content as say, formats as says};

/// The version of all shapes of JSON that Folio writes.
pub const SCHEMA_VERSION: u32 = 1;

/// How the names of such files end.
pub const ENDINGS: [&str; 3] = ["json", "ndjson", "jsonl"];

/// How many damaged tables are told before the others are not read.
const MOST_DAMAGED: usize = 300;

/// Lists of an entry that are called otherwise in the pack format.
const CALLED: [(&str, &str); 2] = [("names", "name"), ("statements", "statement")];

/// Returns whether a file begins as what Folio writes.
pub fn begins(head: &[u8]) -> bool {
    fn behind<'b>(rest: &'b [u8], word: &str) -> Option<&'b [u8]> {
        rest.trim_ascii_start().strip_prefix(word.as_bytes())
    }
    let head = without_mark(head);
    let words = ["{", "\"schema_version\"", ":"];
    let Some(rest) = words.iter().try_fold(head, |rest, word| behind(rest, word)) else {
        return false;
    };
    let rest = rest.trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let words = [",", "\"pack\"", ":", "{"];
    words.iter().try_fold(&rest[digits..], |rest, word| behind(rest, word)).is_some()
}

/// What the first value holds: all of the pack, or all but its entries.
#[derive(Deserialize)]
struct Whole<'t> {
    schema_version: u32,
    #[serde(borrow)]
    pack: &'t RawValue,
    #[serde(borrow, default)]
    themes: Option<&'t RawValue>,
    #[serde(borrow, default)]
    relations: Option<&'t RawValue>,
    #[serde(borrow, default)]
    matrices: Option<&'t RawValue>,
    #[serde(borrow, default)]
    sources: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    places: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    claims: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    routes: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    links: Vec<&'t RawValue>,
    #[serde(borrow, default)]
    entries: Vec<&'t RawValue>,
}

impl<'t> Whole<'t> {
    /// Returns its tables but those of the pack itself, each with its kind.
    fn items(&self) -> impl Iterator<Item = (&'static str, &'t str)> {
        let lists = [
            ("source", &self.sources),
            ("place", &self.places),
            ("claim", &self.claims),
            ("route", &self.routes),
            ("link", &self.links),
            ("entry", &self.entries),
        ];
        let lists = lists.into_iter();
        lists.flat_map(|(kind, values)| values.iter().map(move |value| (kind, value.get())))
    }

    /// Returns what the pack says of itself, in JSON; fails where that is no table, or larger than the file
    /// may be that says it in the pack format.
    fn said(&self, fallback: &str) -> Result<Value, String> {
        let lists =
            [("theme", self.themes), ("relation", self.relations), ("matrix", self.matrices)];
        let lists = lists.into_iter().filter_map(|(kind, list)| Some((kind, list?)));
        let lengths = lists.clone().map(|(_, list)| list.get().len());
        if (self.pack.get().len() + lengths.sum::<usize>()) as u64 > LARGEST_FILE {
            return Err(says::says_too_much(LARGEST_FILE));
        }
        let no_table = |error: serde_json::Error| error.to_string();
        let mut pack: Map<String, Value> =
            serde_json::from_str(self.pack.get()).map_err(no_table)?;
        pack.entry("format").or_insert_with(|| FORMAT.into());
        pack.entry("id").or_insert_with(|| fallback.into());
        let called = pack["id"].as_str().unwrap_or(fallback).into();
        pack.entry("title").or_insert(called);
        for (kind, list) in lists {
            let values: Vec<Value> = serde_json::from_str(list.get()).map_err(no_table)?;
            pack.insert(kind.to_owned(), values.into());
        }
        Ok(pack.into())
    }
}

/// Reads such a file; `None` if nothing of it can be shown.
pub fn read(listing: &Listing, fallback: &str, reading: &mut Reading<'_, '_>) -> Option<RawPack> {
    let read = reading.bytes(&listing.head)?;
    let file = read.file;
    let bytes = without_mark(&read.bytes);
    if let Err(refusal) = reading.intake.budget.spend(bytes.len() as u64) {
        reading.refuse(&refusal, file);
        return None;
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return refused(&error.to_string(), file, reading),
    };
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Whole<'_>>();
    let first = match values.next() {
        Some(Ok(first)) => first,
        Some(Err(error)) => return refused(&error.to_string(), file, reading),
        None => return refused(says::NOTHING_IN_IT, file, reading),
    };
    if first.schema_version > SCHEMA_VERSION {
        let message = say::newer_format(first.schema_version, SCHEMA_VERSION);
        reading.error(At::whole(file), "newer-format", message, say::update_program());
        return None;
    }
    let behind = &text[values.byte_offset()..];
    let mut tables = Tables {
        lines: LineIndex::new(text),
        file,
        raw: RawFile::default(),
        losses: Losses::default(),
        references: Vec::new(),
    };
    let head = tables.head(&first, fallback, reading)?;
    let lines = behind.lines().filter(|line| !line.trim().is_empty());
    let items = first.items().chain(lines.map(|line| ("entry", line)));
    tables.items(items, reading)?;
    let Tables { raw, losses, references, .. } = tables;
    reading.progress().read_file(raw.entries.len());
    Some(RawPack {
        head,
        content: raw,
        losses,
        references,
        file,
        said: Packed::new(),
        beside: Vec::new(),
    })
}

fn refused<T>(reason: &str, file: FileKey, reading: &mut Reading<'_, '_>) -> Option<T> {
    let message = says::not_of_folio(reason);
    reading.error(At::whole(file), "not-of-folio", message, says::NOT_OF_FOLIO_HINT);
    None
}

/// What was read so far.
struct Tables<'t> {
    lines: LineIndex<'t>,
    file: FileKey,
    raw: RawFile,
    losses: Losses,
    references: Vec<Word>,
}

impl Tables<'_> {
    /// Reads what the pack says of itself.
    fn head(
        &mut self,
        whole: &Whole<'_>,
        fallback: &str,
        reading: &mut Reading<'_, '_>,
    ) -> Option<RawHead> {
        let at = At::whole(self.file);
        let toml = match whole.said(fallback).and_then(in_toml) {
            Ok(toml) => toml,
            Err(reason) => return refused(&reason, self.file, reading),
        };
        let (head, notes) = decode::head(&toml, self.file, reading.intake.mode, fallback);
        self.note(notes, at, reading);
        let Head::Known(mut head) = head else { return None };
        head.each_place(&mut |place| *place = at);
        Some(*head)
    }

    /// Reads tables, until too many are damaged; `None` if reading was stopped.
    fn items<'i>(
        &mut self,
        items: impl Iterator<Item = (&'static str, &'i str)>,
        reading: &mut Reading<'_, '_>,
    ) -> Option<()> {
        let mut damaged = 0;
        for (kind, item) in items {
            if reading.progress().is_stopped() {
                return None;
            }
            if !self.item(kind, item, reading) {
                damaged += 1;
            }
            if damaged == MOST_DAMAGED {
                self.losses.unread = true;
                let message = says::too_much_damage(MOST_DAMAGED);
                let at = At::whole(self.file);
                reading.error(at, "too-much-damage", message, says::NOT_OF_FOLIO_HINT);
                break;
            }
        }
        Some(())
    }

    /// Returns where a part of the file is.
    fn at(&self, part: &str) -> At {
        let offset = part.as_ptr().addr() - self.lines.text().as_ptr().addr();
        At { file: self.file, spot: Some(self.lines.spot(offset)) }
    }

    /// Reads one table, and returns whether it is whole; what is wrong in it stands where it begins.
    fn item(&mut self, kind: &str, json: &str, reading: &mut Reading<'_, '_>) -> bool {
        let at = self.at(json);
        let value = serde_json::from_str(json).map_err(|error| error.to_string());
        let toml = value.and_then(|value: Value| {
            let table = Value::Array(vec![as_table(value)]);
            in_toml(Value::Object(Map::from_iter([(kind.to_owned(), table)])))
        });
        let toml = match toml {
            Ok(toml) => toml,
            Err(reason) => {
                self.losses.scan(json);
                let message = says::no_table(kind, &reason);
                reading.error(at, "damaged-line", message, says::NOT_OF_FOLIO_HINT);
                return false;
            }
        };
        let (mut raw, notes) = decode::file(&toml, self.file, reading.intake.mode);
        raw.each_place(&mut |place| *place = at);
        self.raw.append(raw);
        let is_whole = notes.mistakes.iter().all(|one| one.severity != Severity::Error);
        self.note(notes, at, reading);
        is_whole
    }

    fn note(&mut self, mut notes: Notes, at: At, reading: &mut Reading<'_, '_>) {
        notes.each_place(&mut |place| *place = at);
        reading.mistakes.append(&mut notes.mistakes);
        self.references.append(&mut notes.references);
        self.losses.merge(notes.losses);
    }
}

/// Returns a table with its keys as the pack format has them.
fn as_table(value: Value) -> Value {
    let Value::Object(mut table) = value else { return value };
    for (written, key) in CALLED {
        if let Some(list) = table.remove(written) {
            table.insert(key.to_owned(), list);
        }
    }
    Value::Object(table)
}

/// Writes tables as TOML; TOML has no `null`, which says nothing.
fn in_toml(mut value: Value) -> Result<String, String> {
    without_nulls(&mut value);
    toml::to_string(&value).map_err(|error| error.to_string())
}

fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(without_nulls);
        }
        Value::Array(values) => {
            values.retain(|value| !value.is_null());
            values.iter_mut().for_each(without_nulls);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_folio_wrote_is_told_by_how_it_begins() {
        for (text, expected) in [
            ("{\"schema_version\":1,\"pack\":{", true),
            ("\u{feff}{\n  \"schema_version\": 12,\n  \"pack\": {\n", true),
            ("{\"schema_version\":1,\"entry\":{", false),
            ("{\"pack\":{}}", false),
            ("[1]", false),
            ("", false),
        ] {
            assert_eq!(begins(text.as_bytes()), expected, "{text}");
        }
    }
}
