//! What blocks are inside of: opened and closed in pairs, named by every block between.

use std::ops::Range;

use super::Builder;
use crate::text::markdown::{Container, DEPTH};

/// A container that is open, also beyond the depth that is kept.
pub(super) struct OpenContainer {
    pub kind: ContainerKind,
    /// Whether it is in `within`.
    kept: bool,
}

/// What is open, with what has to be known when it closes.
pub(super) enum ContainerKind {
    Quote,
    /// An index into the lists.
    List(u32),
    /// With the number of blocks before it, to see whether it stayed empty.
    Item(usize),
    /// With the number of blocks before it, to take its blocks out.
    Footnote(u32, usize),
}

impl Builder<'_, '_> {
    /// Opens a container; blocks name it if it is one they know, and not too deep.
    pub(super) fn open(&mut self, kind: ContainerKind, container: Option<Container>) {
        let container = container.filter(|_| self.within.len() < DEPTH);
        self.open.push(OpenContainer { kind, kept: container.is_some() });
        self.within.extend(container);
    }

    /// Closes the container that was opened last.
    pub(super) fn close(&mut self, range: &Range<usize>) {
        self.flush(range.end);
        let Some(OpenContainer { kind, kept }) = self.open.pop() else { return };
        match kind {
            ContainerKind::Item(blocks) => self.close_item(blocks, range),
            ContainerKind::Footnote(number, first) => self.close_footnote(number, first),
            ContainerKind::Quote | ContainerKind::List(_) => {}
        }
        if kept {
            self.within.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::markdown::parse;
    use crate::text::markdown::sketch::check;

    #[test]
    fn containers_nest() {
        check("> 1. a\n>\n>    > b\n\nc", ">1.p a\n>1.>p b\np c");
    }

    #[test]
    fn case_45_a_hundred_thousand_quotes_are_capped() {
        let source = ">".repeat(100_001) + " deep";
        let markup = parse(&source);
        assert_eq!(markup.blocks.len(), 1);
        assert_eq!(markup.blocks[0].within.len(), DEPTH);
    }
}
