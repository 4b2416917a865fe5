//! `[[entry]]` with its names and statements.

use std::collections::HashMap;

use super::Notes;
use super::provenance::provenance;
use crate::content::fields::{Fields, checked_id};
use crate::content::position::At;
use crate::content::raw::{Kind, RawEntry, RawProvenance, RawStatement, Word};
use crate::content::reader::Reader;
use crate::content::rules::{WIDEST_SHORT, is_language};
use crate::messages::content as say;
use crate::model::Name;
use crate::text::width::width;

/// Reads an entry; `None` if it has no usable id or no title.
pub fn entry(reader: &mut Reader, mut fields: Fields, notes: &mut Notes) -> Option<RawEntry> {
    let at = fields.at(reader);
    let id = fields.id(reader, "id");
    let title = fields.required(reader, "title");
    let theme = fields.line(reader, "theme");
    let former = fields.list(reader, "former");
    let former = former.into_iter().filter_map(|word| checked_id(reader, word)).collect();
    let short = short(reader, &mut fields);
    let number = fields.number(reader, "number").map(|number| number.value);
    let summary = fields.markdown(reader, "summary").unwrap_or_default();
    let aliases = fields.list(reader, "aliases");
    let forms = fields.list(reader, "forms");
    let recognise = fields.flag(reader, "recognise", true);
    let tags = fields.list(reader, "tags");
    let see = fields.list(reader, "see");
    let names = fields
        .tables(reader, "name", "a name")
        .into_iter()
        .filter_map(|f| name(reader, f))
        .collect();
    let before = reader.count();
    let mut anchors = HashMap::new();
    let statements: Vec<_> = fields
        .tables(reader, "statement", "a statement")
        .into_iter()
        .filter_map(|fields| statement(reader, fields, &mut anchors, notes))
        .collect();
    let markdown = fields.markdown(reader, "body").unwrap_or_default();
    let damaged = reader.count() > before || reader.in_broken_block();
    fields.finish(reader, |_| None);
    let references = reader.take_references();
    let (Some(id), Some(title)) = (id.clone(), title) else {
        // What the entry refers to stays referred to.
        let lost = &mut notes.losses;
        lost.ids.extend(id.map(|id| (Kind::Entry, id.value)));
        let words = see.into_iter().chain(references).chain(theme);
        lost.mentioned.extend(words.map(|word| word.value));
        let claims = statements.into_iter().flat_map(|statement| statement.provenance.claims());
        lost.mentioned.extend(claims.map(|word| word.value));
        return None;
    };
    Some(RawEntry {
        at,
        id,
        theme,
        former,
        title,
        short,
        number,
        summary,
        aliases,
        forms,
        recognise,
        tags,
        see,
        names,
        statements,
        markdown,
        damaged,
        references,
    })
}

/// Reads a title for lists; one that is too wide is left out.
pub fn short(reader: &mut Reader, fields: &mut Fields) -> Box<str> {
    let Some(word) = fields.line(reader, "short") else { return Box::default() };
    let columns = width(&word.value);
    if columns > WIDEST_SHORT {
        let message = say::short_too_wide(columns, WIDEST_SHORT);
        reader.error(word.at, "short-too-wide", message, say::shorten());
        return Box::default();
    }
    word.value
}

fn name(reader: &mut Reader, mut fields: Fields) -> Option<Name> {
    let language = language(reader, &mut fields, true);
    let text = fields.required(reader, "text");
    let reading = fields.plain(reader, "reading");
    let verified = fields.flag(reader, "verified", false);
    fields.finish(reader, |_| None);
    Some(Name { language, text: text?.value, reading, verified })
}

/// Reads a language tag.
pub fn language(reader: &mut Reader, fields: &mut Fields, required: bool) -> Box<str> {
    if required && !fields.has("language") {
        fields.missing(reader, "language");
    }
    fields.ruled(reader, "language", is_language, "bad-language", say::LANGUAGE_SHAPE)
}

fn statement(
    reader: &mut Reader,
    mut fields: Fields,
    anchors: &mut HashMap<Box<str>, At>,
    notes: &mut Notes,
) -> Option<RawStatement> {
    let id = fields.optional_id(reader, "id").and_then(|id| first_anchor(reader, id, anchors));
    let heading = fields.plain(reader, "heading");
    let text = fields.required_markdown(reader, "text");
    let provenance = provenance(reader, &mut fields, "a statement", true, &mut notes.losses);
    fields.finish(reader, |_| None);
    match (text, provenance) {
        (Some(text), Some(provenance)) => {
            Some(RawStatement { id: id.unwrap_or_default(), heading, text, provenance })
        }
        (_, provenance) => {
            let claims = provenance.into_iter().flat_map(RawProvenance::claims);
            notes.losses.mentioned.extend(claims.map(|word| word.value));
            None
        }
    }
}

/// Lets only the first statement of an entry have an id.
fn first_anchor(
    reader: &mut Reader,
    id: Word,
    anchors: &mut HashMap<Box<str>, At>,
) -> Option<Box<str>> {
    if let Some(first) = anchors.get(&id.value) {
        let line = first.spot.map_or(0, |spot| spot.line.get());
        let message = say::duplicate_anchor(&id.value, line);
        reader.error(id.at, "duplicate-id", message, say::first_one_stays());
        return None;
    }
    anchors.insert(id.value.clone(), id.at);
    Some(id.value)
}
