//! Places in files: which file, line and column a value was read from.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

/// Every how many bytes of a long line the characters before are kept counted.
const STRIDE: usize = 1024;

/// A line and a column in a text, both one-based, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct Spot {
    /// The line.
    pub line: NonZeroU32,
    /// The column.
    pub column: NonZeroU32,
}

/// A file of some pack: its position among the names of [`super::files::Files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct FileKey(pub u32);

impl FileKey {
    /// Builds the key of a position; listing caps the number of files.
    pub fn new(position: usize) -> Self {
        Self(u32::try_from(position).expect("listing caps the number of files"))
    }
}

/// A place in a file, or the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct At {
    /// The file.
    pub file: FileKey,
    /// Where in it; `None` if the whole file is meant.
    pub spot: Option<Spot>,
}

impl At {
    /// Means a whole file.
    pub fn whole(file: FileKey) -> Self {
        Self { file, spot: None }
    }

    /// Writes the place as `file:line:column`, by the name of its file.
    pub fn written(self, name: &str) -> String {
        match self.spot {
            Some(spot) => format!("{name}:{}:{}", spot.line, spot.column),
            None => name.to_owned(),
        }
    }
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub at: At,
}

/// A text that knows where its lines begin.
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<u32>,
    /// How many characters are before each multiple of [`STRIDE`]; empty if all are ASCII.
    counts: Vec<u32>,
}

impl<'t> LineIndex<'t> {
    /// Indexes a text of less than 4 GiB.
    pub fn new(text: &'t str) -> Self {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let starts =
            std::iter::once(0).chain(newlines.map(|(offset, _)| offset as u32 + 1)).collect();
        let counts = if text.is_ascii() {
            Vec::new()
        } else {
            text.as_bytes()
                .chunks(STRIDE)
                .scan(0, |before, chunk| {
                    let count = *before;
                    *before += count_chars(chunk);
                    Some(count)
                })
                .collect()
        };
        Self { text, starts, counts }
    }

    /// Returns the text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Returns line and column of a byte offset; one past the end is the end.
    pub fn spot(&self, offset: usize) -> Spot {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|&start| start as usize <= offset);
        let start = self.starts[line - 1] as usize;
        // Most lines are short: then counting beats looking up.
        let column = if offset - start < STRIDE {
            count_chars(&self.text.as_bytes()[start..offset]) as usize
        } else {
            self.chars_before(offset) - self.chars_before(start)
        } + 1;
        Spot { line: non_zero(line), column: non_zero(column) }
    }

    /// Counts the characters that start before a byte offset.
    fn chars_before(&self, offset: usize) -> usize {
        match self.counts.get(offset / STRIDE) {
            Some(&counted) => {
                let rest = &self.text.as_bytes()[offset / STRIDE * STRIDE..offset];
                (counted + count_chars(rest)) as usize
            }
            None if self.counts.is_empty() => offset,
            // The very end, at a multiple of the stride.
            None => self.text.chars().count(),
        }
    }
}

fn count_chars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

fn non_zero(number: usize) -> NonZeroU32 {
    NonZeroU32::new(number as u32).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, offset: usize, line: u32, column: u32) {
        let spot = LineIndex::new(text).spot(offset);
        assert_eq!((spot.line.get(), spot.column.get()), (line, column), "{text:?} at {offset}");
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        check("", 0, 1, 1);
        check("ab\ncd", 0, 1, 1);
        check("ab\ncd", 2, 1, 3);
        check("ab\ncd", 3, 2, 1);
        check("ab\ncd", 99, 2, 3);
        check("二三\n四x", 6, 1, 3);
        check("二三\n四x", 10, 2, 2);
        check("a\n", 2, 2, 1);
    }

    #[test]
    fn long_lines_are_counted_right() {
        let line = "é".repeat(5000);
        let text = format!("{line}\n{line}");
        for character in [0, 1, 511, 512, 513, 1024, 4999, 5000] {
            check(&text, 10_001 + character * 2, 2, character as u32 + 1);
        }
        let text = "二".repeat(1024);
        check(&text, text.len(), 1, 1025);
    }
}
