//! The short texts of all entries (titles, aliases, names, readings) as columns: the folded text,
//! and the few bits of each that rule most of them out before the text is touched.
//!
//! Costs 74 bytes a line and 4 an entry above the folded text. Refuses to know: scores, words of
//! bodies.

use std::ops::Range;

use super::class::MatchField;
use super::quarters::Quarters;
use crate::model::column::TextColumn;

/// Longer lines are cut to this many characters before they are indexed: the matcher's matrix grows
/// with line × query.
pub const LINE_LIMIT: usize = 512;

/// The columns.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    text: TextColumn,
    /// Which characters occur.
    present: Vec<u64>,
    /// Which characters occur in each quarter.
    quarters: Quarters,
    /// Which characters occur at the start or after a separator.
    starts: Vec<u64>,
    /// A Bloom filter of the pairs of neighbours.
    pairs: Vec<u128>,
    /// The first character, as [`first_code`].
    first: Vec<u8>,
    owners: Vec<u32>,
    fields: Vec<MatchField>,
    /// Where the lines of each entry end.
    ends: Vec<u32>,
}

/// Returns the bit of a character; exact for ASCII letters and digits, shared by others.
pub fn bit(c: char) -> u64 {
    let position = match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        'A'..='Z' => u32::from(c) - u32::from('A'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        '\0'..='\x7f' => 36 + u32::from(c) % 4,
        _ => 40 + u32::from(c) % 24,
    };
    1 << position
}

/// Returns the bit of a pair of neighbours.
pub fn pair_bit(before: char, after: char) -> u128 {
    let mixed =
        (u32::from(before).wrapping_mul(0x9E37_79B1) ^ u32::from(after)).wrapping_mul(0x85EB_CA6B);
    1 << (mixed >> 25)
}

/// Returns one byte for a character: itself in ASCII, shared by others.
pub fn first_code(c: char) -> u8 {
    if c.is_ascii() { c as u8 } else { 128 | (u32::from(c) % 128) as u8 }
}

/// Returns whether a character is a separator to the matcher.
pub fn is_separator(c: char) -> bool {
    c == ' ' || c.is_ascii_punctuation()
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
        let (mut present, mut starts, mut pairs, mut before) = (0, 0, 0, '\0');
        for c in folded.chars() {
            present |= bit(c);
            if before == '\0' {
                starts |= bit(c);
            } else {
                if is_separator(before) {
                    starts |= bit(c);
                }
                pairs |= pair_bit(before, c);
            }
            before = c;
        }
        self.close_before(owner);
        self.text.push(folded);
        self.present.push(present);
        let places = folded.chars().map(|c| bit(c).trailing_zeros());
        self.quarters.push(places, folded.chars().count());
        self.starts.push(starts);
        self.pairs.push(pairs);
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
        self.present.extend_from_slice(&other.present);
        self.quarters.append(&other.quarters);
        self.starts.extend_from_slice(&other.starts);
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

    /// Returns which characters occur in each line.
    pub fn present(&self) -> &[u64] {
        &self.present
    }

    /// Returns which characters occur in each quarter of the lines.
    pub(super) fn quarters(&self) -> &Quarters {
        &self.quarters
    }

    /// Returns which characters start words in a line.
    pub fn starts(&self, line: usize) -> u64 {
        self.starts[line]
    }

    /// Returns the pairs of neighbours of a line.
    pub fn pairs(&self, line: usize) -> u128 {
        self.pairs[line]
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
        self.len() * (4 + 8 + 8 + 16 + 1 + 4 + size_of::<MatchField>())
            + self.quarters.memory()
            + self.ends.len() * 4
    }

    /// Returns the bytes of the folded text.
    pub fn text_bytes(&self) -> usize {
        self.text.iter().map(str::len).sum()
    }
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
