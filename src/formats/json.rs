//! Packs that Folio wrote as JSON: one object, or a line for what the pack is and then one for each entry.
//! Their tables are those of the pack format, and are read by its rules. Refuses to know: what the keys mean.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::intake::Reading;
use crate::blocks::Packed;
use crate::content::decode::{self, Head, Notes};
use crate::content::load::RawPack;
use crate::content::position::{At, FileKey, LineIndex};
use crate::content::raw::{RawFile, RawHead, Word};
use crate::content::rules::FORMAT;
use crate::content::source::Listing;
use crate::content::whereabouts::Losses;
use crate::messages::{content as say, formats as says};

/// The version of all shapes of JSON that Folio writes.
pub const SCHEMA_VERSION: u32 = 1;

/// How the names of such files end.
pub const ENDINGS: [&str; 3] = ["json", "ndjson", "jsonl"];

/// Lists of an entry that are called otherwise in the pack format.
const CALLED: [(&str, &str); 2] = [("names", "name"), ("statements", "statement")];

/// Returns whether a file begins as what Folio writes.
pub fn begins(head: &[u8]) -> bool {
    fn behind<'b>(rest: &'b [u8], word: &str) -> Option<&'b [u8]> {
        rest.trim_ascii_start().strip_prefix(word.as_bytes())
    }
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
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
    pack: Map<String, Value>,
    #[serde(default)]
    themes: Vec<Value>,
    #[serde(default)]
    relations: Vec<Value>,
    #[serde(default)]
    matrices: Vec<Value>,
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

/// Reads such a file; `None` if nothing of it can be shown.
pub fn read(listing: &Listing, fallback: &str, reading: &mut Reading<'_, '_>) -> Option<RawPack> {
    let read = reading.bytes(&listing.head)?;
    let file = read.file;
    let bytes = read.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&read.bytes);
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
    let behind = values.byte_offset();
    let mut tables = Tables {
        lines: LineIndex::new(text),
        file,
        raw: RawFile::default(),
        losses: Losses::default(),
        references: Vec::new(),
    };
    let head = tables.head(&first, fallback, reading)?;
    let lists = [
        ("source", &first.sources),
        ("place", &first.places),
        ("claim", &first.claims),
        ("route", &first.routes),
        ("link", &first.links),
        ("entry", &first.entries),
    ];
    let items = lists
        .into_iter()
        .flat_map(|(kind, values)| values.iter().map(move |value| (kind, value.get())));
    let lines = text[behind..].lines().filter(|line| !line.trim().is_empty());
    for (kind, item) in items.chain(lines.map(|line| ("entry", line))) {
        if reading.progress().is_stopped() {
            return None;
        }
        tables.item(kind, item, reading);
    }
    let Tables { raw, losses, references, .. } = tables;
    reading.progress().read_file(raw.entries.len());
    Some(RawPack {
        head,
        content: raw,
        losses,
        references,
        file,
        said: Packed::new(),
        is_listed: true,
    })
}

fn refused(reason: &str, file: FileKey, reading: &mut Reading<'_, '_>) -> Option<RawPack> {
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
        let mut pack = whole.pack.clone();
        pack.entry("format").or_insert_with(|| FORMAT.into());
        pack.entry("id").or_insert_with(|| fallback.into());
        let called = pack["id"].as_str().unwrap_or(fallback).into();
        pack.entry("title").or_insert(called);
        let lists =
            [("theme", &whole.themes), ("relation", &whole.relations), ("matrix", &whole.matrices)];
        for (kind, values) in lists {
            pack.insert(kind.to_owned(), Value::Array(values.clone()));
        }
        let at = At::whole(self.file);
        let toml = match in_toml(Value::Object(pack)) {
            Ok(toml) => toml,
            Err(reason) => {
                let message = says::not_of_folio(&reason);
                reading.error(at, "not-of-folio", message, says::NOT_OF_FOLIO_HINT);
                return None;
            }
        };
        let (head, notes) = decode::head(&toml, self.file, reading.intake.mode, fallback);
        self.note(notes, at, reading);
        let Head::Known(mut head) = head else { return None };
        head.each_place(&mut |place| *place = at);
        Some(*head)
    }

    /// Reads one table; what is wrong in it stands where it begins.
    fn item(&mut self, kind: &str, json: &str, reading: &mut Reading<'_, '_>) {
        let offset = json.as_ptr().addr() - self.lines.text().as_ptr().addr();
        let at = At { file: self.file, spot: Some(self.lines.spot(offset)) };
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
                return reading.error(at, "damaged-line", message, says::NOT_OF_FOLIO_HINT);
            }
        };
        let (mut raw, notes) = decode::file(&toml, self.file, reading.intake.mode);
        raw.each_place(&mut |place| *place = at);
        self.raw.append(raw);
        self.note(notes, at, reading);
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
