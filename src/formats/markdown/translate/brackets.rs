//! Brackets that open nothing: where a link became its text, they could make a link of that and what is behind it.

use std::ops::Range;

use crate::formats::edits::Edits;

/// The brackets of a block.
#[derive(Default)]
pub(super) struct Brackets {
    /// Where they are, in bytes.
    at: Vec<usize>,
    /// Whether a link of the block became its text.
    unwraps: bool,
}

impl Brackets {
    /// Takes in the brackets of running text.
    pub fn take(&mut self, text: &str, range: &Range<usize>) {
        let signs = text[range.clone()].match_indices('[');
        self.at.extend(signs.map(|(at, _)| range.start + at));
    }

    /// Takes in that a link became its text.
    pub fn on_unwrapped(&mut self) {
        self.unwraps = true;
    }

    /// Has the brackets of the block stay what they are, and begins the next one.
    pub fn end_block(&mut self, text: &str, edits: &mut Edits) {
        let unwraps = std::mem::take(&mut self.unwraps);
        for at in self.at.drain(..).filter(|_| unwraps) {
            let before = text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
            if before.is_multiple_of(2) {
                edits.insert(at, "\\");
            }
        }
    }
}
