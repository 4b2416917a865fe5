//! Tables, cell by cell; every row has as many cells as the head.

use std::mem;
use std::ops::Range;

use super::Builder;
use super::leaf::Sink;
use crate::text::markdown::{Alignment, BlockKind, Table};

impl Builder<'_, '_> {
    pub(super) fn open_table(&mut self, sides: &[pulldown_cmark::Alignment], at: usize) {
        self.flush(at);
        let alignments = sides.iter().map(|&side| alignment(side)).collect();
        self.table = Table { alignments, ..Table::default() };
    }

    pub(super) fn close_cell(&mut self) {
        let cell = self.passage();
        self.table.cells.push(cell);
        self.sink = Sink::Between;
    }

    pub(super) fn close_table(&mut self, range: Range<usize>) {
        let table = mem::take(&mut self.table);
        self.push_block(range, BlockKind::Table(table));
    }

    /// Returns whether the next cell follows another in its row.
    pub(super) fn is_inside_row(&self) -> bool {
        !self.table.cells.len().is_multiple_of(self.table.alignments.len().max(1))
    }
}

fn alignment(side: pulldown_cmark::Alignment) -> Alignment {
    match side {
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::sketch::check;
    use crate::text::markdown::{Alignment, BlockKind, parse};

    #[test]
    fn short_rows_are_filled_up() {
        check("|a|b|\n|-|-|\n|c|**d**|\n|e|", "a ; b / c ; {strong|d} / e ; ");
    }

    #[test]
    fn columns_are_set_as_the_line_below_the_head_says() {
        let markup = parse("|a|b|c|d|\n|-|:-|:-:|-:|\n");
        let BlockKind::Table(table) = &markup.blocks[0].kind else { panic!("{markup:?}") };
        let left = Alignment::Left;
        assert_eq!(table.alignments, [left, left, Alignment::Center, Alignment::Right]);
    }

    #[test]
    fn cells_are_apart_in_the_text() {
        assert_eq!(parse("x\n\n|a|b|\n|-|-|\n|c|d|").text, "x\na\tb\nc\td");
    }
}
