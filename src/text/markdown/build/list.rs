//! `- lists` and `1. lists`, with their items.

use std::ops::Range;

use super::Builder;
use super::container::{ContainerKind, OpenContainer};
use crate::text::markdown::{BlockKind, Container, DEPTH, List, Passage};

impl Builder<'_, '_> {
    pub(super) fn open_list(&mut self, start: Option<u64>, at: usize) {
        self.flush(at);
        let bullets = |open: &&OpenContainer| match open.kind {
            ContainerKind::List(list) => self.markup.lists[list as usize].start.is_none(),
            _ => false,
        };
        let depth = self.open.iter().rev().take(DEPTH).filter(bullets).count() as u32;
        let list = self.markup.lists.len() as u32;
        self.markup.lists.push(List { start, items: 0, loose: false, depth });
        self.open(ContainerKind::List(list), None);
    }

    pub(super) fn open_item(&mut self, at: usize) {
        self.flush(at);
        let Some(&OpenContainer { kind: ContainerKind::List(list), .. }) = self.open.last() else {
            return;
        };
        let items = &mut self.markup.lists[list as usize].items;
        let item = *items;
        *items += 1;
        let blocks = self.markup.blocks.len();
        self.open(ContainerKind::Item(blocks), Some(Container::Item { list, item }));
    }

    /// Shows an item without a block as an empty paragraph; `blocks` were there before it.
    pub(super) fn close_item(&mut self, blocks: usize, range: &Range<usize>) {
        if blocks == self.markup.blocks.len() {
            self.push_block(range.clone(), BlockKind::Paragraph(Passage::default()));
        }
    }

    /// Makes the list loose whose item holds a paragraph: one of a tight list holds bare text.
    pub(super) fn loosen_list(&mut self) {
        if let [
            ..,
            OpenContainer { kind: ContainerKind::List(list), .. },
            OpenContainer { kind: ContainerKind::Item(_), .. },
        ] = self.open[..]
        {
            self.markup.lists[list as usize].loose = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::parse;
    use crate::text::markdown::sketch::check;

    #[test]
    fn items_carry_bullets_or_numbers() {
        check("- a\n  - b\n- c", "*p a\n**p b\n*p c");
        check("3. a\n4. b\n\n   c", "3.p a\n4.p b\n4.p c");
        check("-\n- b", "*p \n*p b");
    }

    #[test]
    fn a_blank_line_between_items_makes_a_list_loose() {
        for (source, loose) in [("- a\n- b", false), ("- a\n\n- b", true)] {
            assert_eq!(parse(source).lists[0].loose, loose, "{source:?}");
        }
    }

    #[test]
    fn depth_counts_the_bullets_around_a_list() {
        let lists = parse("- a\n  1. b\n     - c").lists;
        assert_eq!(lists.iter().map(|list| list.depth).collect::<Vec<_>>(), [0, 1, 1]);
    }
}
