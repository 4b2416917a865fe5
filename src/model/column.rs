//! Columns of text: one allocation for a million strings.

use std::ops::Range;

/// A column of strings in one buffer, addressed by position.
///
/// Costs four bytes a string above the text. Holds at most 4 GiB of text.
#[derive(Clone, Debug)]
pub struct TextColumn {
    text: String,
    /// `ends[i]` is the byte offset just behind string `i`.
    ends: Vec<u32>,
}

impl Default for TextColumn {
    fn default() -> Self {
        Self::new()
    }
}

impl TextColumn {
    /// Builds an empty column.
    pub fn new() -> Self {
        Self { text: String::new(), ends: Vec::new() }
    }

    /// Appends a string.
    pub fn push(&mut self, string: &str) {
        self.text.push_str(string);
        self.ends.push(u32::try_from(self.text.len()).expect("loading caps a column below 4 GiB"));
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

/// A column of lists: a run of items for each row, all in one vector.
#[derive(Clone, Debug)]
pub struct ListColumn<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for ListColumn<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> ListColumn<T> {
    /// Appends a row with its items.
    pub fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.items.extend(row);
        self.ends.push(u32::try_from(self.items.len()).expect("loading caps a column below 2^32"));
    }

    /// Returns the items of row `position`.
    pub fn get(&self, position: usize) -> &[T] {
        &self.items[self.range(position)]
    }

    fn range(&self, position: usize) -> Range<usize> {
        let start = if position == 0 { 0 } else { self.ends[position - 1] as usize };
        start..self.ends[position] as usize
    }

    /// Counts the rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether the column has no row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
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

    #[test]
    fn rows_keep_their_own_items() {
        let mut column = ListColumn::default();
        column.push(vec![1, 2]);
        column.push(vec![]);
        column.push(vec![3]);
        assert_eq!(column.get(0), [1, 2]);
        assert_eq!(column.get(1), [0; 0]);
        assert_eq!(column.get(2), [3]);
    }
}
