//! From the tables of a file to [`raw`](super::raw) values: what the keys mean and which must be
//! there. Refuses to know other files, so no reference is followed here.

mod entry;
mod pack;
mod provenance;
mod reference;

pub use super::reader::Notes;
pub use pack::Head;

use super::Mode;
use super::fields::Fields;
use super::position::{FileKey, LineIndex};
use super::raw::RawFile;
use super::reader::Reader;
use super::rules::{CONTENT_TABLES, PACK_TABLES};
use super::schema::tables::{ENTRIES, PACK, home, is_key_of_pack};
use super::syntax;
use crate::messages::content as say;

/// What a file is in sentences.
const WHAT: &str = "a file beside `pack.toml`";

/// Decodes `pack.toml`; call it on a deep stack, see [`syntax`]. `fallback` is the id of a pack
/// whose file has none that can be used.
pub fn head(text: &str, file: FileKey, mode: Mode, fallback: &str) -> (Head, Notes) {
    let lines = LineIndex::new(text);
    let mut mistakes = Vec::new();
    let blocks = syntax::parse(&lines, file, &mut mistakes);
    let mut reader = Reader::new(&lines, file, mode, mistakes);
    let head = pack::head(&mut reader, &blocks, fallback);
    (head, reader.notes)
}

/// Decodes a file next to `pack.toml`; call it on a deep stack, see [`syntax`].
pub fn file(text: &str, file: FileKey, mode: Mode) -> (RawFile, Notes) {
    let lines = LineIndex::new(text);
    let mut mistakes = Vec::new();
    let blocks = syntax::parse(&lines, file, &mut mistakes);
    let mut reader = Reader::new(&lines, file, mode, mistakes);
    let mut raw = RawFile::default();
    reader.notes.losses.unread = blocks.is_empty();
    for block in &blocks {
        reader.enter(block);
        content_block(Fields::new(&block.table, WHAT, 0, &mut reader), &mut raw);
        if !block.broken_lines.is_empty() {
            reader.notes.losses.scan(block.text);
        }
    }
    (raw, reader.notes)
}

fn content_block(mut root: Fields, raw: &mut RawFile) {
    raw.entries.extend(root.each("entry", "an entry", entry::entry));
    raw.links.extend(root.each("link", "a link", reference::link));
    raw.claims.extend(root.each("claim", "a claim", reference::claim));
    raw.places.extend(root.each("place", "a place", reference::place));
    raw.sources.extend(root.each("source", "a source", reference::source));
    raw.routes.extend(root.each("route", "a route", reference::route));
    // Where the name of a table is broken its keys seem to belong to the file.
    if !root.reader.in_broken_block() {
        root.finish(|key| {
            let in_pack = PACK_TABLES.contains(&key).then(|| say::belongs_in_pack_toml(key));
            let of_pack = || is_key_of_pack(key).then(|| say::key_of_pack(key));
            let hint = in_pack.or_else(|| home(&ENTRIES, "", key)).or_else(of_pack);
            Some(hint.unwrap_or_else(|| say::tables_of_files(&CONTENT_TABLES)))
        });
    }
}

/// Returns where a key belongs that stands at the top of `pack.toml`, and is none of its own.
fn elsewhere(key: &str) -> Option<String> {
    let in_other = CONTENT_TABLES.contains(&key).then(|| say::belongs_in_other_file(key));
    in_other.or_else(|| home(&PACK, "", key))
}
