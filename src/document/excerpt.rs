//! The paragraph of a document that is meant where nothing is selected, and its text to be used elsewhere.
//! Refuses to know: widths, who uses it.

use super::flow::Flow;
use super::leaf::{Leaf, Shape};
use super::{Document, Position, Role};

impl Document {
    /// Returns the number of the paragraph that is meant at a position: the first that ends below it and is
    /// no heading, else a heading; `None` below the last one. Numbers are those of [`Self::paragraphs`].
    pub fn paragraph_meant(&mut self, at: Position) -> Option<u32> {
        if at.block >= self.blocks() {
            return None;
        }
        // Of a block that is scrolled away only the blank row behind it may be left.
        let rows = self.block_rows(at.block);
        let is_gone = rows.iter().skip(at.row as usize).all(|row| row.text().is_empty());
        let first = self.paragraph_at(Position { block: at.block + u32::from(is_gone), row: 0 })?;
        let leaves = &self.composed.leaves;
        let below = self.composed.paragraphs[first as usize..].iter();
        let headings = below.take_while(|&&leaf| is_heading(&leaves[leaf as usize])).count() as u32;
        let is_last = first + headings == self.composed.paragraphs.len() as u32;
        Some(if is_last { first } else { first + headings })
    }

    /// Returns the text of a paragraph to be used elsewhere: cells of a table parted by tabs, its rows by
    /// line feeds.
    pub fn paragraph_to_use(&self, number: u32) -> Option<String> {
        let leaf = &self.composed.leaves[*self.composed.paragraphs.get(number as usize)? as usize];
        let Shape::Table { table, rows } = &leaf.shape else {
            return Some(leaf.text().into_owned());
        };
        let row = |cells: &Vec<Flow>| {
            let cells: Vec<String> =
                cells.iter().map(|cell| cell.text.replace('\n', " ")).collect();
            cells.join("\t")
        };
        let head = (rows.start == 0).then_some(&table.head).filter(|head| !head.is_empty());
        let body = &table.rows[rows.start as usize..rows.end as usize];
        Some(head.into_iter().chain(body).map(row).collect::<Vec<_>>().join("\n"))
    }
}

fn is_heading(leaf: &Leaf) -> bool {
    matches!(&leaf.shape, Shape::Prose(flow) if matches!(flow.base.role, Role::Heading(_) | Role::Section))
}
