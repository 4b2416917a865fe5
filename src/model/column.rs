//! Columns of text: one allocation for a million strings.

use std::ops::Range;

/// A column of strings in one buffer, addressed by position.
///
/// Costs four bytes a string above the text. Holds at most 4 GiB of text.
#[derive(Clone, Debug, Default)]
pub struct TextColumn {
    text: String,
    /// `ends[i]` is the byte offset just behind string `i`.
    ends: Vec<u32>,
}

impl TextColumn {
    /// Builds an empty column.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a string.
    pub fn push(&mut self, string: impl AsRef<str>) {
        self.text.push_str(string.as_ref());
        self.ends.push(end(self.text.len()));
    }

    /// Returns string `position`.
    pub fn get(&self, position: usize) -> &str {
        &self.text[self.range(position)]
    }

    /// Returns the bytes of string `position` with those of all that follow, and how many are its own.
    pub fn bytes_on(&self, position: usize) -> (&[u8], usize) {
        let range = self.range(position);
        (&self.text.as_bytes()[range.start..], range.len())
    }

    /// Returns the length of string `position`, in bytes.
    pub fn length(&self, position: usize) -> usize {
        self.range(position).len()
    }

    fn range(&self, position: usize) -> Range<usize> {
        let start = if position == 0 { 0 } else { self.ends[position - 1] as usize };
        start..self.ends[position] as usize
    }

    /// Counts the strings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether the column holds no string.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Goes through all strings in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|position| self.get(position))
    }
}

fn end(length: usize) -> u32 {
    u32::try_from(length).expect("loading caps a column below 2^32")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back_as_they_went_in() {
        let mut column = TextColumn::new();
        for string in ["", "one", "", "二", "three"] {
            column.push(string);
        }
        assert_eq!(column.iter().collect::<Vec<_>>(), ["", "one", "", "二", "three"]);
        assert_eq!(column.len(), 5);
        assert_eq!(column.bytes_on(1), ("one二three".as_bytes(), 3));
    }
}
