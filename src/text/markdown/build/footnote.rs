//! `[^footnotes]`: numbered in the order in which labels are met, defined after all other blocks.

use std::collections::HashMap;
use std::ops::Range;

use super::Builder;
use super::container::ContainerKind;
use crate::text::markdown::{Block, Container, StretchKind};

/// The footnotes that were met.
#[derive(Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, u32>,
    /// The blocks of each definition, by number.
    definitions: Vec<(u32, Vec<Block>)>,
}

impl Footnotes {
    fn number(&mut self, label: &str) -> u32 {
        let next = self.numbers.len() as u32 + 1;
        *self.numbers.entry(label.to_owned()).or_insert(next)
    }

    /// Returns the blocks of all definitions in the order of their numbers.
    pub fn into_blocks(mut self) -> impl Iterator<Item = Block> {
        self.definitions.sort_by_key(|(number, _)| *number);
        self.definitions.into_iter().flat_map(|(_, blocks)| blocks)
    }
}

impl Builder<'_> {
    pub(super) fn push_reference(&mut self, label: &str, range: Range<usize>) {
        let mark = format!("[{}]", self.footnotes.number(label));
        self.push_text(&mark, range, StretchKind::Footnote);
    }

    pub(super) fn open_footnote(&mut self, label: &str, at: usize) {
        self.flush(at);
        let number = self.footnotes.number(label);
        let blocks = self.markup.blocks.len();
        self.open(ContainerKind::Footnote(number, blocks), Some(Container::Footnote(number)));
    }

    /// Takes the blocks of a definition out of the text, and out of the containers around it.
    pub(super) fn close_footnote(&mut self, number: u32, first: usize) {
        let mut blocks = self.markup.blocks.split_off(first);
        let outside = self.within.len().saturating_sub(1);
        for block in &mut blocks {
            block.within.drain(..outside.min(block.within.len()));
        }
        self.footnotes.definitions.push((number, blocks));
    }
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::sketch::check;

    #[test]
    fn definitions_come_last_in_the_order_of_their_numbers() {
        check("a[^x] b[^y]\n\n[^y]: Y\n\n[^x]: X", "p a{note|[1]} b{note|[2]}\n[1]p X\n[2]p Y");
    }

    #[test]
    fn a_definition_leaves_the_quote_it_is_written_in() {
        check("> a[^x]\n>\n> [^x]: X\n\nb", ">p a{note|[1]}\np b\n[1]p X");
    }
}
