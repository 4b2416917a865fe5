//! JSON Schemas of the files of a pack, for the servers that help in editors to write TOML. In
//! Draft 4, which all of them know.
//!
//! They are made by hand, from one list of tables and keys (`tables`) and from what the page on the format
//! says of them (`page`): no type of the program has the form of the files, since these are read key by key
//! so that every mistake is told, and types that exist for a derived schema only would be another truth. What
//! a schema cannot say stays with `folio check`; it never refuses what the check allows.

mod page;
pub mod tables;

use serde_json::{Map, Value, json};

use page::Page;
use tables::{ENTRIES, Kind, PACK, Rule, Table};

use super::fields::GREATEST;
use super::rules::{FORMAT, LONGEST_ID, WIDEST_SHORT};
use crate::messages::{schema as say, topics};
use crate::text::safe;

/// Returns the schema of `pack.toml`.
pub fn pack() -> Value {
    document(&PACK, say::PACK)
}

/// Returns the schema of the files beside `pack.toml`.
pub fn entries() -> Value {
    document(&ENTRIES, say::ENTRIES)
}

/// Returns a schema as a text, its keys in a steady order.
pub fn text(schema: &Value) -> String {
    format!("{}\n", safe::json(schema))
}

fn document(root: &Table, title: &str) -> Value {
    let page = Page::read(topics::PACK);
    let mut definitions = Map::new();
    let mut schema = object(root, &page, &mut definitions);
    schema.insert("$schema".to_owned(), "http://json-schema.org/draft-04/schema#".into());
    schema.insert("title".to_owned(), title.into());
    schema.insert("definitions".to_owned(), definitions.into());
    schema.into()
}

/// Returns the schema of a table, and adds those of the tables in it.
fn object(table: &Table, page: &Page, definitions: &mut Map<String, Value>) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut needed = Vec::new();
    for &(name, kind) in table.keys {
        let said = page.of(table.name, name);
        let mut value = value(kind, said.needed, page, definitions);
        value["description"] = said.meaning.clone().into();
        properties.insert(name.to_owned(), value);
        if said.needed {
            needed.push(name);
        }
    }
    properties.insert("extra".to_owned(), json!({ "type": "object", "description": say::EXTRA }));
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("additionalProperties".to_owned(), false.into());
    schema.insert("properties".to_owned(), properties.into());
    if !needed.is_empty() {
        schema.insert("required".to_owned(), needed.into());
    }
    let ways = ways(table.rule);
    if !ways.is_empty() {
        schema.insert("anyOf".to_owned(), ways.into());
    }
    schema
}

/// Returns the schema of a value, of a key that must be there or not.
fn value(kind: Kind, needed: bool, page: &Page, definitions: &mut Map<String, Value>) -> Value {
    // What is left empty is left out.
    let or_blank = if needed { "" } else { r"\s*|" };
    let pattern =
        |form: &str| json!({ "type": "string", "pattern": format!("^(?:{or_blank}{form})$") });
    match kind {
        Kind::Text if needed => some_text(),
        Kind::Text => json!({ "type": "string" }),
        Kind::Id => pattern(&id("")),
        Kind::ThemeId => pattern(&id("/")),
        Kind::PackId => pattern(&format!("[a-z0-9-]{{1,{LONGEST_ID}}}")),
        // How wide other scripts are is measured by the check.
        Kind::Short => pattern(&format!(r"[ -~]{{0,{WIDEST_SHORT}}}|[\s\S]*[^ -~][\s\S]*")),
        Kind::Version => pattern(VERSION),
        Kind::Language => pattern(LANGUAGE),
        Kind::Date => pattern(&format!("{YEAR}(?:-{MONTH}(?:-{DAY})?)?")),
        Kind::Day => pattern(&format!("{YEAR}-{MONTH}-{DAY}")),
        Kind::Address => pattern(r"[Hh][Tt][Tt][Pp][Ss]?://\S+"),
        Kind::OneOf(words) => json!({ "enum": words }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Number => json!({ "type": "integer", "minimum": 0, "maximum": GREATEST }),
        Kind::Format => json!({ "enum": [FORMAT] }),
        Kind::Texts if needed => json!({ "type": "array", "minItems": 1, "items": some_text() }),
        Kind::Texts => json!({ "type": "array", "items": some_text() }),
        Kind::Ids => {
            let item = json!({ "type": "string", "pattern": format!("^{}$", id("")) });
            json!({ "type": "array", "items": item })
        }
        Kind::Tables(table) => {
            let schema = object(table, page, definitions);
            definitions.insert(table.name.to_owned(), schema.into());
            let reference = format!("#/definitions/{}", table.name);
            json!({ "type": "array", "items": { "$ref": reference } })
        }
    }
}

fn some_text() -> Value {
    json!({ "type": "string", "pattern": r"\S" })
}

/// Returns the pattern of an id, but for characters that are not to be in it: some of ASCII; of all others
/// only the check knows which are letters.
fn id(without: &str) -> String {
    format!(r"[^\x00-,{without}:-@\[-\^`{{-\x7F]{{1,{LONGEST_ID}}}")
}

const VERSION: &str = concat!(
    r"(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)",
    r"(?:-(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)",
    r"(?:\.(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?",
    r"(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?",
);
const LANGUAGE: &str = "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|[xi](?:-[A-Za-z0-9]{1,8})+";
const YEAR: &str = "[0-9]{4}";
const MONTH: &str = "(?:0[1-9]|1[0-2])";
const DAY: &str = "(?:0[1-9]|[12][0-9]|3[01])";

/// Returns the ways in which the keys of a table go together.
fn ways(rule: Rule) -> Vec<Value> {
    match rule {
        Rule::None => Vec::new(),
        Rule::Ground => grounds().to_vec(),
        Rule::OptionalGround => {
            let silent = json!({ "not": any_of(&["by", "certainty", "sources", "claims"]) });
            [&grounds()[..], &[silent]].concat()
        }
        Rule::SourceOfVerified => vec![
            json!({ "properties": { "source": blank() } }),
            json!({ "required": ["verified"], "properties": { "verified": { "enum": [true] } } }),
        ],
        Rule::EitherEnd => vec![
            json!({
                "required": ["inverse"],
                "properties": { "inverse": some_text(), "symmetric": { "enum": [false] } }
            }),
            json!({
                "required": ["symmetric"],
                "properties": { "inverse": blank(), "symmetric": { "enum": [true] } }
            }),
        ],
    }
}

/// Returns what a statement may rest on.
fn grounds() -> [Value; 2] {
    let known = json!({ "properties": { "certainty": { "enum": ["general", "inferred"] } } });
    let sourced =
        json!({ "required": ["sources"], "properties": { "sources": { "minItems": 1 } } });
    [
        json!({
            "required": ["by", "claims"],
            "properties": { "by": { "enum": ["article"] } },
            "not": any_of(&["certainty", "sources"])
        }),
        json!({
            "required": ["by", "certainty"],
            "properties": { "by": { "enum": ["editor"] } },
            "not": any_of(&["claims"]),
            "anyOf": [known, sourced]
        }),
    ]
}

/// Returns what a table fits that has one of some keys.
fn any_of(keys: &[&str]) -> Value {
    let each: Vec<Value> = keys.iter().map(|key| json!({ "required": [key] })).collect();
    json!({ "anyOf": each })
}

fn blank() -> Value {
    json!({ "pattern": r"^\s*$" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_explains_every_table_and_key_and_no_other() {
        let page = Page::read(topics::PACK);
        let mut explained = page.keys();
        let mut pending = vec![&PACK, &ENTRIES];
        while let Some(table) = pending.pop() {
            for (name, kind) in table.keys {
                let said = page.of(table.name, name);
                assert!(!said.meaning.is_empty(), "{}.{name} is not explained", table.name);
                explained.retain(|key| *key != (table.name, name));
                if let Kind::Tables(inner) = kind {
                    pending.push(inner);
                }
            }
        }
        assert_eq!(explained, [("entry", "extra")], "the page explains what is no key");
    }
}
