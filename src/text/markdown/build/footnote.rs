//! `[^footnotes]`: their numbers where they are referred to, their definitions after all other blocks.

use std::ops::Range;

use super::Builder;
use super::container::ContainerKind;
use crate::text::markdown::notes::Numbers;
use crate::text::markdown::{Block, Container, StretchKind};

/// The footnotes of a text.
pub(super) struct Footnotes {
    numbers: Numbers,
    /// The blocks of each definition, by number.
    definitions: Vec<(u32, Vec<Block>)>,
}

impl Footnotes {
    pub fn new(numbers: Numbers) -> Self {
        Self { numbers, definitions: Vec::new() }
    }

    /// Returns the blocks of all definitions in the order of their numbers.
    pub fn into_blocks(mut self) -> impl Iterator<Item = Block> {
        self.definitions.sort_by_key(|(number, _)| *number);
        self.definitions.into_iter().flat_map(|(_, blocks)| blocks)
    }
}

impl Builder<'_, '_> {
    pub(super) fn push_reference(&mut self, label: &str, range: Range<usize>) {
        let number = self.footnotes.numbers.of(label);
        self.push_text(&format!("[{number}]"), range, StretchKind::Footnote(number));
    }

    pub(super) fn open_footnote(&mut self, label: &str, at: usize) {
        self.flush(at);
        let number = self.footnotes.numbers.of(label);
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
    fn numbers_follow_the_references_wherever_the_definitions_stand() {
        check("[^y]: Y\n\na[^x] b[^y]\n\n[^x]: X", "p a{note|[1]} b{note|[2]}\n[1]p X\n[2]p Y");
        check(
            "a[^x] b[^z]\n\n[^x]: X[^y]\n\n[^y]: Y\n\n[^z]: Z",
            "p a{note|[1]} b{note|[2]}\n[1]p X{note|[3]}\n[2]p Z\n[3]p Y",
        );
    }

    #[test]
    fn what_nobody_refers_to_comes_last_and_stays() {
        check("[^no]: N\n\na[^x]\n\n[^x]: X", "p a{note|[1]}\n[1]p X\n[2]p N");
        check("a[^no]", "p a[^no]");
    }

    #[test]
    fn marks_side_by_side_are_two_and_one_note_has_one_number() {
        check(
            "a[^x][^y] b[^X]\n\n[^x]: X\n[^y]: Y",
            "p a{note|[1]}{note|[2]} b{note|[1]}\n[1]p X\n[2]p Y",
        );
    }

    #[test]
    fn a_definition_leaves_the_quote_it_is_written_in() {
        check("> a[^x]\n>\n> [^x]: X\n\nb", ">p a{note|[1]}\np b\n[1]p X");
    }
}
