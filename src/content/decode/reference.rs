//! `[[link]]`, `[[claim]]`, `[[place]]`, `[[source]]` and `[[route]]`.

use super::Notes;
use super::entry::language;
use super::provenance::provenance;
use crate::content::fields::Fields;
use crate::content::raw::{Kind, RawClaim, RawLink, RawPlace, RawRoute, RawSource};
use crate::content::reader::Reader;
use crate::content::rules::{is_address, is_date};
use crate::messages::content as say;
use crate::model::Source;

/// Reads a link; `None` if an end or the relation is missing.
pub fn link(reader: &mut Reader, mut fields: Fields, notes: &mut Notes) -> Option<RawLink> {
    let at = fields.at(reader);
    let from = fields.required(reader, "from");
    let to = fields.required(reader, "to");
    let relation = fields.required(reader, "relation");
    let reason = fields.plain(reader, "reason");
    let provenance = provenance(reader, &mut fields, "a link", false, &mut notes.losses);
    fields.finish(reader, |_| None);
    Some(RawLink { at, from: from?, to: to?, relation: relation?, reason, provenance })
}

/// Reads a claim; `None` if anything is missing.
pub fn claim(reader: &mut Reader, mut fields: Fields, notes: &mut Notes) -> Option<RawClaim> {
    let id = fields.id(reader, "id");
    let place = fields.required(reader, "place");
    let text = fields.required_markdown(reader, "text");
    fields.finish(reader, |_| None);
    match (id, place, text) {
        (Some(id), Some(place), Some(text)) => Some(RawClaim { id, place, text }),
        (id, _, _) => {
            notes.losses.ids.extend(id.map(|id| (Kind::Claim, id.value)));
            None
        }
    }
}

/// Reads a place; `None` if it has no usable id.
pub fn place(reader: &mut Reader, mut fields: Fields) -> Option<RawPlace> {
    let id = fields.id(reader, "id");
    let label = fields.required(reader, "label");
    let source = fields.line(reader, "source");
    fields.finish(reader, |_| None);
    let id = id?;
    let label = label.map_or_else(|| id.value.clone(), |label| label.value);
    Some(RawPlace { id, label, source })
}

/// Reads a source; `None` if it has no usable id or no title.
pub fn source(reader: &mut Reader, mut fields: Fields, notes: &mut Notes) -> Option<RawSource> {
    let id = fields.id(reader, "id");
    let title = fields.required(reader, "title");
    let author = fields.plain(reader, "author");
    let publisher = fields.plain(reader, "publisher");
    let language = language(reader, &mut fields, false);
    let date = fields.ruled(reader, "date", is_date, "bad-date", say::DATE_SHAPE);
    let checked = fields.ruled(reader, "checked", is_date, "bad-date", say::DATE_SHAPE);
    let url = fields.ruled(reader, "url", is_address, "bad-address", say::ADDRESS_SHAPE);
    let primary = fields.flag(reader, "primary", false);
    fields.finish(reader, |_| None);
    let id = id?;
    let Some(title) = title else {
        notes.losses.ids.insert((Kind::Source, id.value));
        return None;
    };
    let (id_at, id, title) = (id.at, id.value, title.value);
    let source = Source { id, title, author, publisher, language, date, checked, url, primary };
    Some(RawSource { id_at, source })
}

/// Reads a route; `None` if it has no usable id.
pub fn route(reader: &mut Reader, mut fields: Fields) -> Option<RawRoute> {
    let id = fields.id(reader, "id");
    let title = fields.required(reader, "title");
    if !fields.has("stops") {
        fields.missing(reader, "stops");
    }
    let stops = fields.list(reader, "stops");
    fields.finish(reader, |_| None);
    let id = id?;
    let title = title.map_or_else(|| id.value.clone(), |title| title.value);
    Some(RawRoute { id, title, stops })
}
