//! Which entries hold a word, in few bytes: differences of keys as variable-length numbers, in memory or
//! in a file.
//!
//! Postings of short texts carry the set of fields, those of bodies carry positions. What cannot be read,
//! or leads beyond the entries that there are, is not given out. Refuses to know: words, ranking.

use std::io::{self, Write};
use std::ops::Range;

use crate::blocks::{FileWriter, Image, Packed, PackedRow, Refusal};
use crate::model::columns::fits;

/// Appends a number, seven bits a byte, low bits first.
pub fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Removes a number from the front.
pub fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// The postings of one word while they are collected.
#[derive(Clone, Debug, Default)]
pub struct Growing {
    bytes: Vec<u8>,
    /// One more than the last entry.
    next: u32,
    /// The bytes of the first difference, for merging.
    head: u32,
}

impl Growing {
    /// Appends the fields of an entry (a bit a field; bit 0 alone is the common case).
    pub fn push_fields(&mut self, entry: u32, fields: u8) {
        let step = u64::from(entry - self.next);
        if fields == 1 {
            self.step(entry, step << 1);
        } else {
            self.step(entry, step << 1 | 1);
            self.bytes.push(fields);
        }
    }

    /// Appends the ascending positions of an entry.
    pub fn push_positions(&mut self, entry: u32, positions: &[u32]) {
        self.step(entry, u64::from(entry - self.next));
        put(&mut self.bytes, positions.len() as u64);
        let mut last = 0;
        for &position in positions {
            put(&mut self.bytes, u64::from(position - last));
            last = position;
        }
    }

    fn step(&mut self, entry: u32, number: u64) {
        let first = self.bytes.is_empty();
        put(&mut self.bytes, number);
        if first {
            self.head = self.bytes.len() as u32;
        }
        self.next = entry + 1;
    }

    /// Appends the postings of later entries to `bytes`, which hold those of earlier ones up to
    /// `next`; if `flagged`, the lowest bit of a step is a flag.
    fn append_to(&self, bytes: &mut Vec<u8>, next: &mut u32, flagged: bool) {
        let Some(first) = take(&mut &*self.bytes) else { return };
        let (step, flag) = if flagged { (first >> 1, first & 1) } else { (first, 0) };
        let step = step - u64::from(*next);
        put(bytes, if flagged { step << 1 | flag } else { step });
        bytes.extend_from_slice(&self.bytes[self.head as usize..]);
        *next = self.next;
    }
}

/// The postings of all words, one after another.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    rows: Packed,
    /// How many entries there are.
    entries: u32,
}

impl Postings {
    /// Builds postings of no word, over so many entries.
    pub fn new(entries: u32) -> Self {
        Self { rows: Packed::new(), entries }
    }

    /// Appends the postings of the next word, given in parts by ascending entries.
    pub fn push<'a>(&mut self, parts: impl Iterator<Item = &'a Growing>, flagged: bool) {
        let (mut bytes, mut next) = (Vec::new(), 0);
        for part in parts {
            part.append_to(&mut bytes, &mut next, flagged);
        }
        self.rows.push(&bytes);
    }

    /// Appends the ascending entries of what comes next.
    pub fn push_entries(&mut self, entries: impl IntoIterator<Item = u32>) {
        let mut all = Growing::default();
        entries.into_iter().for_each(|entry| all.push_fields(entry, 1));
        self.rows.push(&all.bytes);
    }

    /// Ends building.
    pub fn close(&mut self) {
        self.rows.close();
    }

    /// Writes all postings as a section.
    pub fn write<W: Write>(&self, name: &str, out: &mut FileWriter<W>) -> io::Result<()> {
        out.packed(name, &self.rows)
    }

    /// Takes the postings of so many words over so many entries out of a file; they are read when they are
    /// asked for.
    pub fn read(name: &str, image: &Image, words: usize, entries: u32) -> Result<Self, Refusal> {
        let rows = image.packed(name)?;
        fits(rows.len() == words, name)?;
        Ok(Self { rows, entries })
    }

    /// Calls `visit` with the entries of each of some words and the fields of each, a bit a field.
    pub fn fields(&self, words: Range<u32>, mut visit: impl FnMut(u32, u8)) {
        for row in self.rows(words) {
            let (mut bytes, mut next) = (&*row, 0);
            while let Some(number) = take(&mut bytes) {
                let fields = if number & 1 == 0 {
                    Some(1)
                } else {
                    bytes.split_off_first().copied().filter(|fields| *fields != 0)
                };
                let entry = self.entry(next, number >> 1);
                let (Some(entry), Some(fields)) = (entry, fields) else { break };
                visit(entry, fields);
                next = entry + 1;
            }
        }
    }

    /// Calls `visit` with the entries of what came there.
    pub fn entries(&self, row: u32, mut visit: impl FnMut(u32)) {
        self.fields(row..row + 1, |entry, _| visit(entry));
    }

    /// Calls `visit` with the entries of each of some words and the positions in each.
    pub fn positions(&self, words: Range<u32>, mut visit: impl FnMut(u32, Positions<'_>)) {
        for row in self.rows(words) {
            let (mut bytes, mut next) = (&*row, 0);
            while let Some(step) = take(&mut bytes) {
                let count = take(&mut bytes).unwrap_or(0);
                let start = bytes;
                let whole = (0..count).all(|_| take(&mut bytes).is_some());
                let Some(entry) = self.entry(next, step).filter(|_| whole) else { break };
                let length = start.len() - bytes.len();
                visit(entry, Positions { bytes: &start[..length], last: 0 });
                next = entry + 1;
            }
        }
    }

    fn rows(&self, words: Range<u32>) -> impl Iterator<Item = PackedRow> {
        self.rows.range(words.start as usize..words.end as usize).flatten()
    }

    /// Returns the entry that is so many steps behind another, if there is one.
    fn entry(&self, next: u32, step: u64) -> Option<u32> {
        let entry = u64::from(next).checked_add(step)?;
        (entry < u64::from(self.entries)).then_some(entry as u32)
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        self.rows.held_bytes()
    }
}

/// The positions of a word in one entry, ascending.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    bytes: &'a [u8],
    last: u32,
}

impl Iterator for Positions<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.last = self.last.saturating_add(take(&mut self.bytes)? as u32);
        Some(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(number: u64) {
            let mut bytes = Vec::new();
            put(&mut bytes, number);
            prop_assert_eq!(take(&mut &*bytes), Some(number));
        }

        #[test]
        fn postings_come_back_however_they_were_split(
            entries in proptest::collection::btree_map(0u32..5000, 1u8..128, 0..60),
            split in 0u32..5000,
        ) {
            let mut parts = [Growing::default(), Growing::default()];
            let mut places = [Growing::default(), Growing::default()];
            for (&entry, &fields) in &entries {
                let half = usize::from(entry >= split);
                parts[half].push_fields(entry, fields);
                places[half].push_positions(entry, &[u32::from(fields), 1000 + entry]);
            }
            let mut postings = Postings::new(5000);
            postings.push(parts.iter(), true);
            postings.push(parts.iter(), true);
            let mut found = Vec::new();
            postings.fields(1..2, |entry, fields| found.push((entry, fields)));
            prop_assert_eq!(found, entries.clone().into_iter().collect::<Vec<_>>());
            let mut postings = Postings::new(5000);
            postings.push(places.iter(), false);
            let mut found = Vec::new();
            postings.positions(0..1, |entry, at| found.push((entry, at.collect::<Vec<_>>())));
            let expected: Vec<_> =
                entries.iter().map(|(&e, &f)| (e, vec![u32::from(f), 1000 + e])).collect();
            prop_assert_eq!(found, expected);
        }
    }
    proptest! {
        /// No bytes, whoever wrote them, lead beyond the entries or keep anybody waiting.
        #[test]
        fn any_bytes_are_read_to_their_end(bytes: Vec<u8>) {
            let mut postings = Postings::new(100);
            postings.rows.push(&bytes);
            postings.fields(0..1, |entry, fields| assert!(entry < 100 && fields != 0));
            postings.positions(0..1, |entry, positions| {
                assert!(entry < 100 && positions.count() <= bytes.len());
            });
        }
    }
}
