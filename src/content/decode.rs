//! From the tables of a file to [`raw`](super::raw) values: what the keys mean and which must be
//! there. Refuses to know other files, so no reference is followed here.

mod entry;
mod pack;
mod provenance;
mod reference;

pub use pack::Head;

use super::Mode;
use super::diagnostic::Mistake;
use super::fields::Fields;
use super::position::{FileKey, Lines};
use super::raw::{RawFile, Word};
use super::reader::Reader;
use super::rules::{CONTENT_TABLES, PACK_TABLES};
use super::syntax::{self, Block};
use super::whereabouts::Losses;
use crate::messages::content as say;

/// What decoding a file gave beside its value.
#[derive(Debug, Default)]
pub struct Notes {
    /// What is wrong.
    pub mistakes: Vec<Mistake>,
    /// What was left out.
    pub losses: Losses,
    /// References in texts that belong to no entry; collected where the pack is checked.
    pub references: Vec<Word>,
}

/// Decodes `pack.toml`; call it on a deep stack, see [`syntax`]. `fallback` is the id of a pack
/// whose file has none that can be used.
pub fn head(text: &str, file: FileKey, mode: Mode, fallback: &str) -> (Head, Notes) {
    let lines = Lines::new(text);
    let mut notes = Notes::default();
    let mut mistakes = Vec::new();
    let blocks = syntax::parse(&lines, file, &mut mistakes);
    let mut reader = Reader::new(&lines, file, mode, mistakes);
    let head = pack::head(&mut reader, &blocks, fallback, &mut notes);
    notes.references = reader.take_references();
    notes.mistakes = reader.into_mistakes();
    (head, notes)
}

/// Decodes a file beside `pack.toml`; call it on a deep stack, see [`syntax`].
pub fn file(text: &str, file: FileKey, mode: Mode) -> (RawFile, Notes) {
    let lines = Lines::new(text);
    let mut notes = Notes::default();
    let mut mistakes = Vec::new();
    let blocks = syntax::parse(&lines, file, &mut mistakes);
    let mut reader = Reader::new(&lines, file, mode, mistakes);
    let mut raw = RawFile::default();
    notes.losses.unread = blocks.is_empty();
    for block in &blocks {
        reader.enter(block);
        content_block(&mut reader, block, &mut raw, &mut notes);
        if !block.broken_lines.is_empty() {
            notes.losses.scan(block.text);
        }
    }
    notes.mistakes = reader.into_mistakes();
    (raw, notes)
}

fn content_block(reader: &mut Reader, block: &Block, raw: &mut RawFile, notes: &mut Notes) {
    let mut root = Fields::new(&block.table, "a file beside `pack.toml`", 0);
    for fields in root.tables(reader, "entry", "an entry") {
        raw.entries.extend(entry::entry(reader, fields, notes));
    }
    for fields in root.tables(reader, "link", "a link") {
        raw.links.extend(reference::link(reader, fields, notes));
    }
    for fields in root.tables(reader, "claim", "a claim") {
        raw.claims.extend(reference::claim(reader, fields, notes));
    }
    for fields in root.tables(reader, "place", "a place") {
        raw.places.extend(reference::place(reader, fields));
    }
    for fields in root.tables(reader, "source", "a source") {
        raw.sources.extend(reference::source(reader, fields, notes));
    }
    for fields in root.tables(reader, "route", "a route") {
        raw.routes.extend(reference::route(reader, fields));
    }
    root.finish(reader, |key| PACK_TABLES.contains(&key).then(|| say::belongs_in_pack_toml(key)));
    notes.references.append(&mut reader.take_references());
}

/// Tells where a key of a content file belongs that stands in `pack.toml`.
fn elsewhere(key: &str) -> Option<String> {
    CONTENT_TABLES.contains(&key).then(|| say::belongs_in_other_file(key))
}
