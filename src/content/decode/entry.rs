//! `[[entry]]` with its names and statements.

use std::collections::HashMap;

use super::provenance::provenance;
use crate::content::Mode;
use crate::content::diagnostic::Mistake;
use crate::content::fields::Fields;
use crate::content::position::At;
use crate::content::raw::{EntryPlaces, Namespace, RawEntry, RawProvenance, RawStatement, Word};
use crate::content::rules::{WIDEST_SHORT, is_day, is_language};
use crate::content::schema::tables::{ENTRIES, home};
use crate::messages::content as say;
use crate::model::{Day, EntryHead, NewName};
use crate::text::width::width;

/// Reads an entry; `None` if it has no usable id or no title.
pub fn entry(mut fields: Fields) -> Option<Box<RawEntry>> {
    let loose_references = fields.reader.notes.references.len();
    let at = fields.at();
    let id = fields.id("id");
    let title = fields.required("title");
    let theme = fields.line("theme");
    let (former, former_at) = split_places(fields.ids("former"));
    let (aliases, alias_at) = split_places(fields.list("aliases"));
    let see = fields.list("see");
    let (names, name_sources) = fields.each("name", "a name", name).into_iter().unzip();
    let head = EntryHead {
        id: id.as_ref().map(|id| id.value.clone()).unwrap_or_default(),
        former,
        title: title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
        short: short(&mut fields),
        number: fields.number("number").map(|number| number.value),
        summary: fields.markdown("summary").unwrap_or_default(),
        aliases,
        forms: split_places(fields.list("forms")).0,
        recognise: fields.flag("recognise", true),
        tags: split_places(fields.list("tags")).0,
        kind: fields.plain("kind"),
        standing: split_places(fields.list("standing")).0,
        stale_after: Day::parse(&fields.ruled("stale_after", is_day, "bad-date", say::DAY_SHAPE))
            .map(Day::number),
        record: fields.plain("record"),
        names,
    };
    let sound = fields.reader.notes.mistakes.len();
    let mut anchors = HashMap::new();
    let read = |fields: Fields| statement(fields, &mut anchors);
    let statements = fields.each("statement", "a statement", read);
    let markdown = fields.markdown("body").unwrap_or_default();
    let damaged = fields.reader.notes.mistakes.len() > sound || fields.reader.in_broken_block();
    fields.finish(|key| home(&ENTRIES, "entry", key));
    let references = fields.reader.notes.references.split_off(loose_references);
    let (Some(id), Some(title)) = (id.clone(), title) else {
        // What the entry refers to stays referred to.
        let lost = &mut fields.reader.notes.losses;
        lost.ids.extend(id.map(|id| (Namespace::Entry, id.value)));
        let words = see.into_iter().chain(references).chain(theme);
        lost.mentioned.extend(words.map(|word| word.value));
        let claims = statements.into_iter().flat_map(|statement| statement.provenance.claims());
        lost.mentioned.extend(claims.map(|word| word.value));
        return None;
    };
    let places =
        EntryPlaces { whole: at, id: id.at, title: title.at, former: former_at, aliases: alias_at };
    Some(Box::new(RawEntry {
        places,
        head,
        name_sources,
        theme,
        see,
        statements,
        markdown,
        damaged,
        references,
    }))
}

/// Parts words from their places.
fn split_places(words: Vec<Word>) -> (Vec<Box<str>>, Vec<At>) {
    words.into_iter().map(|word| (word.value, word.at)).unzip()
}

/// Reads a title for lists; one that is too wide is left out.
pub fn short(fields: &mut Fields) -> Box<str> {
    let Some(word) = fields.line("short") else { return Box::default() };
    let columns = width(&word.value);
    if columns > WIDEST_SHORT {
        let message = say::short_too_wide(columns, WIDEST_SHORT);
        fields.reader.error(word.at, "short-too-wide", message, say::shorten());
        return Box::default();
    }
    word.value
}

/// Reads a name, and the id of the source that it was found in.
fn name(mut fields: Fields) -> Option<(NewName, Option<Word>)> {
    let language = language(&mut fields, true);
    let text = fields.required("text");
    let reading = fields.plain("reading");
    let verified = fields.has("verified").then(|| fields.flag("verified", false));
    let source = fields.line("source");
    let at = fields.key_at("verified");
    if source.is_some() && verified != Some(true) {
        let at = fields.key_at("source");
        fields.reader.error(at, "misplaced-key", say::source_of_unverified(), say::verify_name());
    } else if source.is_none() && verified == Some(true) && fields.reader.mode == Mode::Check {
        let unsourced = Mistake::warning(at, "name-without-source", say::name_without_source());
        fields.reader.report(unsourced.hint(say::add_source_of_name()));
    }
    fields.finish(|key| home(&ENTRIES, "entry.name", key));
    let name = NewName { language, text: text?.value, reading, verified, source: None };
    Some((name, source))
}

/// Reads a language tag.
pub fn language(fields: &mut Fields, required: bool) -> Box<str> {
    if required && !fields.has("language") {
        fields.missing("language");
    } else if required {
        fields.refuse_blank("language");
    }
    fields.ruled("language", is_language, "bad-language", say::LANGUAGE_SHAPE)
}

/// The anchors of an entry's statements, and where each is.
type Anchors = HashMap<Box<str>, At>;

fn statement(mut fields: Fields, anchors: &mut Anchors) -> Option<RawStatement> {
    let id = fields.optional_id("id").and_then(|id| first_anchor(&mut fields, id, anchors));
    let heading = fields.plain("heading");
    let text = fields.required_markdown("text");
    let provenance = provenance(&mut fields, "a statement", true);
    fields.finish(|key| home(&ENTRIES, "entry.statement", key));
    match (text, provenance) {
        (Some(text), Some(provenance)) => {
            Some(RawStatement { id: id.unwrap_or_default(), heading, text, provenance })
        }
        (_, provenance) => {
            let claims = provenance.into_iter().flat_map(RawProvenance::claims);
            fields.reader.notes.losses.mentioned.extend(claims.map(|word| word.value));
            None
        }
    }
}

/// Lets only the first statement of an entry have an id.
fn first_anchor(fields: &mut Fields, id: Word, anchors: &mut Anchors) -> Option<Box<str>> {
    if let Some(first) = anchors.get(&id.value) {
        let line = first.spot.map_or(0, |spot| spot.line.get());
        let message = say::duplicate_anchor(&id.value, line);
        fields.reader.error(id.at, "duplicate-id", message, say::first_one_stays());
        return None;
    }
    anchors.insert(id.value.clone(), id.at);
    Some(id.value)
}
