//! The short texts of all entries (titles, aliases, names, readings) as columns: the folded text,
//! and the few bits of each that rule most of them out before the text is touched.
//!
//! Costs 67 bytes a line and 4 an entry above the folded text. Refuses to know: scores, words of
//! bodies.
//!
//! # The layout
//!
//! Every column is a vector of plain numbers, one a line, but for `ends` (one an entry), the marks, whose
//! layout `marks` tells, and the text, which is one string with the end of each line. All grow in
//! [`Lines::push`] and [`Lines::append`] and nowhere else.

use std::collections::BTreeSet;
use std::ops::Range;

use super::class::MatchField;
use super::marks::{BLOCKS, CHUNK, Marks, Row, intersect, is_empty, letter, lines_of, pair};
use crate::model::column::TextColumn;

/// Longer lines are cut to this many characters before they are indexed: the matcher's matrix grows
/// with line × query.
pub const LINE_LIMIT: usize = 512;

/// The columns.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    text: TextColumn,
    /// Which letters, starts of words and pairs of neighbours occur.
    marks: Marks,
    /// How many different pairs of neighbours occur, as far as these are told apart.
    pairs: Vec<u8>,
    /// The first character, as [`first_code`].
    first: Vec<u8>,
    owners: Vec<u32>,
    fields: Vec<MatchField>,
    /// Where the lines of each entry end.
    ends: Vec<u32>,
}

/// Returns the bit of a character; exact for ASCII letters and digits, shared by others.
pub fn bit(c: char) -> u64 {
    1 << letter(c)
}

/// Returns one byte for a character: itself in ASCII, shared by others.
pub fn first_code(c: char) -> u8 {
    if c.is_ascii() { c as u8 } else { 128 | (u32::from(c) % 128) as u8 }
}

impl Lines {
    /// Appends a folded line of an entry; entries must come in order.
    pub fn push(&mut self, owner: u32, field: MatchField, folded: &str) {
        let words = folded.trim_start_matches(|c: char| !super::words::is_word(c)).trim_end();
        let folded = if words.is_empty() { folded.trim() } else { words };
        let cut = folded.char_indices().nth(LINE_LIMIT).map_or(folded.len(), |(at, _)| at);
        if cut > 0 {
            self.push_line(owner, field, &folded[..cut]);
        }
    }

    /// Appends a line as it is to be kept: not empty, and not too long.
    pub(super) fn push_line(&mut self, owner: u32, field: MatchField, folded: &str) {
        let Some(first) = folded.chars().next() else { return };
        let neighbours = folded.chars().zip(folded.chars().skip(1));
        let pairs = neighbours.fold(0u128, |all, (before, after)| all | 1 << pair(before, after));
        self.close_before(owner);
        self.text.push(folded);
        self.marks.push(folded);
        self.pairs.push(pairs.count_ones() as u8);
        self.first.push(first_code(first));
        self.owners.push(owner);
        self.fields.push(field);
    }

    /// Closes the lines of all entries before this one.
    pub fn close_before(&mut self, owner: u32) {
        self.ends.resize(owner as usize, self.len() as u32);
    }

    /// Appends all lines of another, which holds those of later entries.
    pub fn append(&mut self, other: Self) {
        let before = self.len() as u32;
        if before == 0 {
            *self = other;
            return;
        }
        self.ends.extend(other.ends[self.ends.len()..].iter().map(|end| end + before));
        for line in other.text.iter() {
            self.text.push(line);
        }
        self.marks.append(&other.marks);
        self.pairs.extend_from_slice(&other.pairs);
        self.first.extend_from_slice(&other.first);
        self.owners.extend_from_slice(&other.owners);
        self.fields.extend_from_slice(&other.fields);
    }

    /// Counts the lines.
    pub fn len(&self) -> usize {
        self.owners.len()
    }

    /// Returns whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.owners.is_empty()
    }

    /// Returns the folded text of a line.
    pub fn text(&self, line: usize) -> &str {
        self.text.get(line)
    }

    /// Returns the bytes of a line together with those of the lines after it, and how many are its
    /// own.
    pub fn bytes_on(&self, line: usize) -> (&[u8], usize) {
        self.text.bytes_on(line)
    }

    /// Returns the length of the folded text of a line, in bytes.
    pub fn length(&self, line: usize) -> usize {
        self.text.length(line)
    }

    /// Returns the entry of a line.
    pub fn owner(&self, line: usize) -> u32 {
        self.owners[line]
    }

    /// Returns the field of a line.
    pub fn field(&self, line: usize) -> MatchField {
        self.fields[line]
    }

    /// Returns which letters, starts of words and pairs occur in the lines.
    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }

    /// Iterates over the lines that hold all letters of a text, as far as these are told apart.
    pub(super) fn holding(&self, text: &str) -> impl Iterator<Item = usize> {
        let letters = letters(text);
        let chunks = 0..self.len().div_ceil(CHUNK);
        chunks.flat_map(move |chunk| {
            let held = self.marks.holding_all(chunk, &letters);
            let lines: Vec<usize> = lines_of(&held).map(|at| chunk * CHUNK + at).collect();
            lines.into_iter().filter(|&line| line < self.len())
        })
    }

    /// Iterates over the lines that hold all letters of a text but one at most, as far as these are told
    /// apart, and are about as long.
    pub(super) fn nearly_holding(&self, text: &str) -> impl Iterator<Item = usize> {
        /// By so many bytes more or less a line may hold spaces and marks, and another letter.
        const LONGER: usize = 8;
        let letters = letters(text);
        let lengths = text.len().saturating_sub(LONGER)..=text.len() + LONGER;
        let chunks = 0..self.len().div_ceil(CHUNK);
        let lines = chunks.flat_map(move |chunk| {
            let held = self.marks.holding_all_but_one(chunk, &letters);
            let lines: Vec<usize> = lines_of(&held).map(|at| chunk * CHUNK + at).collect();
            lines
        });
        lines.filter(move |&line| line < self.len() && lengths.contains(&self.length(line)))
    }

    /// Iterates over the lines that open with the first character of a text and hold all its letters, as
    /// far as these are told apart.
    pub(super) fn opening_as(&self, text: &str) -> impl Iterator<Item = usize> {
        let opening = text.chars().next().map(first_code);
        let letters = letters(text);
        let chunks = 0..self.len().div_ceil(CHUNK);
        chunks.flat_map(move |chunk| {
            let mut found = opening.map_or([0; BLOCKS], |code| self.opening(chunk, code));
            if !is_empty(&found) {
                intersect(&mut found, &self.marks.holding_all(chunk, &letters));
            }
            let lines: Vec<usize> = lines_of(&found).map(|at| chunk * CHUNK + at).collect();
            lines
        })
    }

    /// Returns the lines of a chunk that open with the character of a code.
    pub(super) fn opening(&self, chunk: usize, code: u8) -> Row {
        let codes = &self.first[chunk * CHUNK..];
        let mut opening = [0; BLOCKS];
        for at in memchr::memchr_iter(code, &codes[..codes.len().min(CHUNK)]) {
            opening[at / 64] |= 1 << (at % 64);
        }
        opening
    }

    /// Iterates over all lines, each with a rough figure of how like a text it is: the more pairs and
    /// letters they have in common, and the fewer other pairs the line has, the higher.
    pub(super) fn likeness(&self, text: &str) -> impl Iterator<Item = (usize, i64)> {
        let letters: BTreeSet<u32> = text.chars().map(letter).collect();
        let neighbours = text.chars().zip(text.chars().skip(1));
        let pairs: BTreeSet<u32> = neighbours.map(|(before, after)| pair(before, after)).collect();
        (0..self.len().div_ceil(CHUNK)).flat_map(move |chunk| {
            let mut likeness = [0; CHUNK];
            for &letter in &letters {
                lines_of(&self.marks.holding(chunk, letter)).for_each(|at| likeness[at] += 2);
            }
            for &pair in &pairs {
                // Twice for itself, and one that is not another one.
                lines_of(self.marks.with_pair(chunk, pair)).for_each(|at| likeness[at] += 5);
            }
            let first = chunk * CHUNK;
            let lines = likeness.into_iter().zip(&self.pairs[first..]).enumerate();
            lines.map(move |(at, (likeness, &pairs))| (first + at, likeness - i64::from(pairs)))
        })
    }

    /// Returns the code of the first character of each line.
    pub fn first(&self) -> &[u8] {
        &self.first
    }

    /// Returns the lines of an entry.
    pub fn of_entry(&self, entry: u32) -> Range<usize> {
        let entry = entry as usize;
        let start = if entry == 0 { 0 } else { self.ends[entry - 1] as usize };
        start..self.ends[entry] as usize
    }

    /// Returns the bytes held above the folded text.
    pub fn overhead(&self) -> usize {
        self.len() * (4 + 1 + 1 + 4 + size_of::<MatchField>())
            + self.marks.memory()
            + self.ends.len() * 4
    }

    /// Returns the bytes of the folded text.
    pub fn text_bytes(&self) -> usize {
        self.text.iter().map(str::len).sum()
    }
}

/// Returns the places of the letters of a text, each once.
fn letters(text: &str) -> Vec<u32> {
    let mut letters: Vec<u32> = text.chars().map(letter).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The matcher's memory grows with the length of a line times that of the query.
    #[test]
    fn no_line_is_longer_than_the_matcher_has_room_for() {
        let mut lines = Lines::default();
        lines.push(0, MatchField::Title, &"é".repeat(513));
        lines.push(0, MatchField::Title, &"é".repeat(512));
        assert_eq!([0, 1].map(|line| lines.text(line).chars().count()), [512, 512]);
    }
}
