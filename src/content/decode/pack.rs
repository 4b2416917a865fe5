//! `pack.toml`: what the pack is, its themes, relations and matrices.

use super::entry::{language, short};
use super::{Notes, elsewhere};
use crate::content::fields::{Fields, describe};
use crate::content::position::Located;
use crate::content::raw::{RawHead, RawMatrix, RawRelation, RawTheme, Word};
use crate::content::reader::Reader;
use crate::content::rules::{FORMAT, is_version, pack_id};
use crate::content::syntax::Block;
use crate::messages::content as say;
use crate::model::ThemeOrder;
use crate::text::address::is_scheme;

const WHAT: &str = "`pack.toml`";

const ORDERS: [(&str, ThemeOrder); 3] =
    [("file", ThemeOrder::File), ("number", ThemeOrder::Number), ("title", ThemeOrder::Title)];

/// What `pack.toml` gave.
#[derive(Debug)]
pub enum Head {
    /// A pack that can be read.
    Known(Box<RawHead>),
    /// A pack in a newer format than this program knows.
    Newer,
}

/// Reads all of `pack.toml`.
pub fn head(reader: &mut Reader, blocks: &[Block], fallback: &str, notes: &mut Notes) -> Head {
    let mut head = RawHead {
        id: Located { value: fallback.into(), at: reader.at(0) },
        title: Box::default(),
        version: Box::default(),
        language: Box::default(),
        summary: Box::default(),
        authors: Vec::new(),
        license: Box::default(),
        start: None,
        themes: Vec::new(),
        relations: Vec::new(),
        matrices: Vec::new(),
    };
    for (at, block) in blocks.iter().enumerate() {
        reader.enter(block);
        let mut root = Fields::new(&block.table, WHAT, 0);
        if at == 0 && !top(reader, &mut root, &mut head) {
            return Head::Newer;
        }
        for fields in root.tables(reader, "theme", "a theme") {
            head.themes.extend(theme(reader, fields));
        }
        for fields in root.tables(reader, "relation", "a relation") {
            head.relations.extend(relation(reader, fields));
        }
        for fields in root.tables(reader, "matrix", "a matrix") {
            head.matrices.extend(matrix(reader, fields));
        }
        root.finish(reader, elsewhere);
        if !block.broken_lines.is_empty() {
            notes.losses.scan(block.text);
        }
    }
    if head.title.is_empty() {
        head.title.clone_from(&head.id.value);
    }
    Head::Known(Box::new(head))
}

/// Reads the keys above the first table; false where the format is too new.
fn top(reader: &mut Reader, root: &mut Fields, head: &mut RawHead) -> bool {
    match root.number(reader, "format") {
        None if !root.has("format") => root.missing(reader, "format"),
        Some(format) if format.value > FORMAT => {
            let message = say::newer_format(format.value, FORMAT);
            reader.error(format.at, "newer-format", message, say::update_program());
            return false;
        }
        Some(format) if format.value < FORMAT => {
            let message = say::no_such_format(format.value);
            reader.error(format.at, "bad-value", message, say::write_format(FORMAT));
        }
        _ => {}
    }
    if let Some(id) = root.required(reader, "id").and_then(|id| checked_pack_id(reader, id)) {
        head.id = id;
    }
    head.title = root.required(reader, "title").map(|title| title.value).unwrap_or_default();
    head.version = root.ruled(reader, "version", is_version, "bad-version", say::VERSION_SHAPE);
    head.language = language(reader, root, false);
    head.summary = root.markdown(reader, "summary").unwrap_or_default();
    head.authors = root.list(reader, "authors").into_iter().map(|author| author.value).collect();
    head.license = root.plain(reader, "license");
    head.start = root.line(reader, "start");
    true
}

fn checked_pack_id(reader: &mut Reader, id: Word) -> Option<Word> {
    if let Err(fault) = pack_id(&id.value) {
        let (message, hint) = say::bad_pack_id(&id.value, describe(fault));
        reader.error(id.at, "bad-id", message, hint);
        return None;
    }
    if is_scheme(&id.value) {
        let message = say::pack_named_like_scheme(&id.value);
        reader.error(id.at, "bad-id", message, say::choose_another_id());
        return None;
    }
    Some(id)
}

fn theme(reader: &mut Reader, mut fields: Fields) -> Option<RawTheme> {
    let id = fields.id(reader, "id");
    let title = fields.required(reader, "title");
    let short = short(reader, &mut fields);
    let summary = fields.markdown(reader, "summary").unwrap_or_default();
    let order = fields.one_of(reader, "order", &ORDERS).unwrap_or_default();
    let glossary = fields.flag(reader, "glossary", false);
    fields.finish(reader, |_| None);
    let id = id?;
    if id.value.contains('/') {
        let message = say::slash_in_theme(&id.value);
        reader.error(id.at, "bad-id", message, say::choose_another_id());
    }
    let title = title.map_or_else(|| id.value.clone(), |title| title.value);
    Some(RawTheme { id, title, short, summary, order, glossary })
}

fn relation(reader: &mut Reader, mut fields: Fields) -> Option<RawRelation> {
    let id = fields.id(reader, "id");
    let label = fields.required(reader, "label");
    let inverse = fields.line(reader, "inverse");
    let symmetric = fields.flag(reader, "symmetric", false);
    let broken = fields.is_broken(reader);
    fields.finish(reader, |_| None);
    let id = id?;
    let label = label.map_or_else(|| id.value.clone(), |label| label.value);
    let inverse = match (inverse, symmetric) {
        (Some(inverse), true) => {
            let message = say::inverse_of_symmetric(&id.value);
            reader.error(inverse.at, "bad-relation", message, say::remove_inverse());
            None
        }
        (Some(inverse), false) => Some(inverse.value),
        (None, true) => None,
        (None, false) => {
            if !broken {
                let message = say::relation_without_inverse(&id.value);
                reader.error(id.at, "bad-relation", message, say::add_inverse());
            }
            Some(label.clone())
        }
    };
    Some(RawRelation { id, label, inverse })
}

fn matrix(reader: &mut Reader, mut fields: Fields) -> Option<RawMatrix> {
    let rows = fields.required(reader, "rows");
    let columns = fields.required(reader, "columns");
    fields.finish(reader, |_| None);
    Some(RawMatrix { rows: rows?, columns: columns? })
}
