//! `[[link]]`, `[[claim]]`, `[[place]]`, `[[source]]` and `[[route]]`.

use super::entry::language;
use super::provenance::provenance;
use crate::content::fields::Fields;
use crate::content::raw::{Namespace, RawClaim, RawLink, RawPlace, RawRoute, RawSource};
use crate::content::rules::{is_address, is_date};
use crate::content::schema::tables::{ENTRIES, home};
use crate::messages::content as say;
use crate::model::Source;

/// Reads a link; `None` if an end or the relation is missing.
pub fn link(mut fields: Fields) -> Option<RawLink> {
    let at = fields.at();
    let from = fields.required("from");
    let to = fields.required("to");
    let relation = fields.required("relation");
    let reason = fields.plain("reason");
    let provenance = provenance(&mut fields, "a link", false);
    fields.finish(|key| home(&ENTRIES, "link", key));
    Some(RawLink { at, from: from?, to: to?, relation: relation?, reason, provenance })
}

/// Reads a claim; `None` if anything is missing.
pub fn claim(mut fields: Fields) -> Option<RawClaim> {
    let id = fields.id("id");
    let place = fields.required("place");
    let text = fields.required_markdown("text");
    fields.finish(|key| home(&ENTRIES, "claim", key));
    match (id, place, text) {
        (Some(id), Some(place), Some(text)) => Some(RawClaim { id, place, text }),
        (id, _, _) => {
            fields.reader.notes.losses.ids.extend(id.map(|id| (Namespace::Claim, id.value)));
            None
        }
    }
}

/// Reads a place; `None` if it has no usable id.
pub fn place(mut fields: Fields) -> Option<RawPlace> {
    let id = fields.id("id");
    let label = fields.required("label");
    let title = fields.plain("title");
    let source = fields.line("source");
    fields.finish(|key| home(&ENTRIES, "place", key));
    let id = id?;
    let label = label.map_or_else(|| id.value.clone(), |label| label.value);
    Some(RawPlace { id, label, title, source })
}

/// Reads a source; `None` if it has no usable id or no title.
pub fn source(mut fields: Fields) -> Option<RawSource> {
    let id = fields.id("id");
    let title = fields.required("title");
    let author = fields.plain("author");
    let publisher = fields.plain("publisher");
    let language = language(&mut fields, false);
    let date = fields.ruled("date", is_date, "bad-date", say::DATE_SHAPE);
    let checked = fields.ruled("checked", is_date, "bad-date", say::DATE_SHAPE);
    let url = fields.ruled("url", is_address, "bad-address", say::ADDRESS_SHAPE);
    let access = fields.plain("access");
    let usage = fields.plain("usage");
    let primary = fields.flag("primary", false);
    fields.finish(|key| home(&ENTRIES, "source", key));
    let id = id?;
    let Some(title) = title else {
        fields.reader.notes.losses.ids.insert((Namespace::Source, id.value));
        return None;
    };
    let (id_at, id, title) = (id.at, id.value, title.value);
    let source = Source {
        id,
        title,
        author,
        publisher,
        language,
        date,
        checked,
        url,
        access,
        usage,
        primary,
    };
    Some(RawSource { id_at, source })
}

/// Reads a route; `None` if it has no usable id.
pub fn route(mut fields: Fields) -> Option<RawRoute> {
    let id = fields.id("id");
    let title = fields.required("title");
    let stops = fields.required_list("stops");
    fields.finish(|key| home(&ENTRIES, "route", key));
    let id = id?;
    let title = title.map_or_else(|| id.value.clone(), |title| title.value);
    Some(RawRoute { id, title, stops })
}
