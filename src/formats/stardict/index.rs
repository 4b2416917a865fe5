//! The index of a `StarDict` dictionary and its synonyms. Refuses to know: articles.

use std::borrow::Cow;

use super::super::dictionary::text_of;
use super::super::encoding::lossless;
use super::super::intake::BytesFile;
use super::super::lexicon::clean;
use super::super::tally::{Loss, Tally};
use crate::content::position::{At, FileKey};
use crate::messages::formats as says;

/// An item of the index.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Where it is in the index, in bytes.
    pub place: usize,
    /// How long its word is, in bytes.
    length: u32,
    /// Where its article begins, in bytes.
    pub offset: u64,
    /// How long its article is, in bytes.
    pub size: u32,
}

impl Item {
    /// Returns where its article ends.
    pub fn end(&self) -> u64 {
        self.offset.saturating_add(u64::from(self.size))
    }
}

/// The items of an index.
pub struct Index {
    /// The file.
    pub file: FileKey,
    /// In their order.
    pub items: Vec<Item>,
    bytes: Vec<u8>,
}

impl Index {
    /// Reads all items: a word, a zero, the offset of its article in 32 or 64 bits and its size in 32, most
    /// significant byte first.
    pub fn read(file: BytesFile, is_wide: bool, tally: &mut Tally) -> Self {
        let at = At::whole(file.file);
        let width = if is_wide { 8 } else { 4 };
        let mut items = Vec::new();
        for (place, word, behind) in records(&file.bytes, width + 4) {
            let Some((word, behind)) = word.zip(behind) else {
                tally.count(Loss::Index, at, || says::byte(place));
                break;
            };
            if std::str::from_utf8(word).is_err() {
                tally.count(Loss::Encoding, at, || says::byte(place));
            }
            let (offset, size) = behind.split_at(width);
            let (offset, size) = (number(offset), number(size) as u32);
            items.push(Item { place, length: word.len() as u32, offset, size });
        }
        Self { file: file.file, items, bytes: file.bytes }
    }

    /// Returns the word of an item as it is written; Windows-1252 where it is no UTF-8.
    pub fn word(&self, item: &Item) -> Cow<'_, str> {
        let range = item.place..item.place + item.length as usize;
        lossless(&self.bytes[range])
    }
}

/// Reads the other words that lead to items of the index: a word, a zero, the number of the item in 32 bits.
pub fn read_synonyms(file: &BytesFile, tally: &mut Tally, mut each: impl FnMut(usize, &str)) {
    let at = At::whole(file.file);
    for (place, word, behind) in records(&file.bytes, 4) {
        let Some((word, behind)) = word.zip(behind) else {
            tally.count(Loss::Index, at, || says::byte(place));
            break;
        };
        let word = clean(&text_of(word, at, tally));
        if !word.is_empty() {
            each(number(behind) as usize, &word);
        }
    }
}

/// Goes through words that end with a zero, each with so many bytes behind it; `None` for what is not there.
fn records(
    bytes: &[u8],
    behind: usize,
) -> impl Iterator<Item = (usize, Option<&[u8]>, Option<&[u8]>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let place = at;
        let rest = &bytes[at..];
        let Some(end) = memchr::memchr(0, rest) else {
            at = bytes.len();
            return Some((place, None, None));
        };
        at += end + 1 + behind;
        Some((place, Some(&rest[..end]), rest.get(end + 1..end + 1 + behind)))
    })
}

/// Returns a number of at most eight bytes, the most significant first.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte))
}
