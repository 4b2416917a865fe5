//! A text with places of it replaced: what is not replaced stays byte for byte. Refuses to know: why.

use std::ops::Range;

/// Replacements in a text, in any order.
#[derive(Debug, Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Puts a text in place of some bytes; of two that overlap the one that begins first holds, of two that
    /// begin together the longer.
    pub fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Puts a text before a byte.
    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// Returns the text as it is then.
    pub fn apply(mut self, text: &str) -> String {
        // What is inserted at one place stays in the order in which it came.
        self.0.sort_by_key(|(range, _)| (range.start, !range.is_empty(), usize::MAX - range.end));
        let mut edited = String::with_capacity(text.len());
        let mut done = 0;
        for (range, new) in self.0 {
            if range.start < done {
                continue;
            }
            edited.push_str(&text[done..range.start]);
            edited.push_str(&new);
            done = range.end;
        }
        edited.push_str(&text[done..]);
        edited
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_replaced_stays() {
        let mut edits = Edits::default();
        edits.replace(6..8, "x");
        edits.replace(0..2, "");
        edits.replace(1..5, "overlaps");
        edits.insert(3, "+");
        edits.insert(3, "-");
        edits.replace(3..4, "é");
        assert_eq!(edits.apply("0123456789"), "2+-é45x89");
    }
}
