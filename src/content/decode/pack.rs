//! `pack.toml`: what the pack is, its themes, relations and matrices.

use super::elsewhere;
use super::entry::{language, short};
use crate::content::fields::{Fields, describe};
use crate::content::raw::{RawHead, RawMatrix, RawRelation, RawTheme, Word};
use crate::content::reader::Reader;
use crate::content::rules::{FORMAT, is_reserved, is_version, pack_id};
use crate::content::schema::tables::{PACK, home};
use crate::content::syntax::Block;
use crate::messages::content as say;
use crate::model::{Pack, ThemeOrder};

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
pub fn head(reader: &mut Reader, blocks: &[Block], fallback: &str) -> Head {
    let mut head = RawHead {
        id_at: reader.at(0),
        pack: Pack { language: Box::default(), ..Pack::new(fallback, "") },
        start: None,
        themes: Vec::new(),
        relations: Vec::new(),
        matrices: Vec::new(),
    };
    for (at, block) in blocks.iter().enumerate() {
        reader.enter(block);
        let mut root = Fields::new(&block.table, WHAT, 0, reader);
        if at == 0 && !top(&mut root, &mut head) {
            return Head::Newer;
        }
        head.themes.extend(root.each("theme", "a theme", theme));
        head.relations.extend(root.each("relation", "a relation", relation));
        head.matrices.extend(root.each("matrix", "a matrix", matrix));
        root.finish(elsewhere);
        if !block.broken_lines.is_empty() {
            reader.notes.losses.scan(block.text);
        }
    }
    if head.pack.title.is_empty() {
        head.pack.title.clone_from(&head.pack.id);
    }
    Head::Known(Box::new(head))
}

/// Reads the keys above the first table; false if the format is too new.
fn top(root: &mut Fields, head: &mut RawHead) -> bool {
    match root.number("format") {
        None if !root.has("format") => root.missing_value("format", &FORMAT.to_string()),
        Some(format) if format.value > FORMAT => {
            let message = say::newer_format(format.value, FORMAT);
            root.reader.error(format.at, "newer-format", message, say::update_program());
            return false;
        }
        Some(format) if format.value < FORMAT => {
            let message = say::no_such_format(format.value);
            root.reader.error(format.at, "bad-value", message, say::write_format(FORMAT));
        }
        _ => {}
    }
    let pack = &mut head.pack;
    if let Some(id) = root.required("id").and_then(|id| checked_pack_id(root.reader, id)) {
        (pack.id, head.id_at) = (id.value, id.at);
    }
    pack.title = root.required("title").map(|title| title.value).unwrap_or_default();
    pack.version = root.ruled("version", is_version, "bad-version", say::VERSION_SHAPE);
    pack.language = language(root, false);
    pack.summary = root.markdown("summary").unwrap_or_default();
    pack.authors = root.list("authors").into_iter().map(|author| author.value).collect();
    pack.license = root.plain("license");
    head.start = root.line("start");
    true
}

fn checked_pack_id(reader: &mut Reader, id: Word) -> Option<Word> {
    if let Err(fault) = pack_id(&id.value) {
        let (message, hint) = say::bad_pack_id(&id.value, describe(fault));
        reader.error(id.at, "bad-id", message, hint);
        return None;
    }
    if is_reserved(&id.value) {
        let message = say::reserved_pack_id(&id.value);
        reader.error(id.at, "bad-id", message, say::choose_another_id());
        return None;
    }
    Some(id)
}

fn theme(mut fields: Fields) -> Option<RawTheme> {
    let id = fields.id("id");
    let title = fields.required("title");
    let short = short(&mut fields);
    let summary = fields.markdown("summary").unwrap_or_default();
    let order = fields.one_of("order", &ORDERS).unwrap_or_default();
    let glossary = fields.flag("glossary", false);
    fields.finish(|key| home(&PACK, "theme", key));
    let mut id = id?;
    if id.value.contains('/') {
        let message = say::slash_in_theme(&id.value);
        // With a slash at its end it is written as ids of entries begin, and is taken without.
        let plain: Box<str> = id.value.trim_end_matches('/').into();
        let is_plain = !plain.is_empty() && !plain.contains('/');
        let hint = if is_plain {
            say::write(&format!("id = \"{plain}\""))
        } else {
            say::choose_another_id().to_owned()
        };
        fields.reader.error(id.at, "bad-id", message, hint);
        if is_plain {
            id.value = plain;
        }
    }
    let title = title.map_or_else(|| id.value.clone(), |title| title.value);
    Some(RawTheme { id, title, short, summary, order, glossary })
}

fn relation(mut fields: Fields) -> Option<RawRelation> {
    let id = fields.id("id");
    let label = fields.required("label");
    let inverse = fields.line("inverse");
    let symmetric = fields.flag("symmetric", false);
    let broken = fields.is_broken();
    fields.finish(|key| home(&PACK, "relation", key));
    let id = id?;
    let label = label.map_or_else(|| id.value.clone(), |label| label.value);
    let inverse = match (inverse, symmetric) {
        (Some(inverse), true) => {
            let message = say::inverse_of_symmetric(&id.value);
            fields.reader.error(inverse.at, "bad-relation", message, say::remove_inverse());
            None
        }
        (Some(inverse), false) => Some(inverse.value),
        (None, true) => None,
        (None, false) => {
            if !broken {
                let message = say::relation_without_inverse(&id.value);
                fields.reader.error(id.at, "bad-relation", message, say::add_inverse());
            }
            Some(label.clone())
        }
    };
    Some(RawRelation { id, label, inverse })
}

fn matrix(mut fields: Fields) -> Option<RawMatrix> {
    let rows = fields.required("rows");
    let columns = fields.required("columns");
    fields.finish(|key| home(&PACK, "matrix", key));
    Some(RawMatrix { rows: rows?, columns: columns? })
}
