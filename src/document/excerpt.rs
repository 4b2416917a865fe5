//! A paragraph of a document as plain text, to be used elsewhere. Refuses to know: widths, who uses it.

use super::flow::Flow;
use super::leaf::{Leaf, Shape};
use super::{Document, Position, Role};

impl Document {
    /// Returns the text of the first paragraph, list item, table or code on a screen of `height` rows from
    /// `top`, without its marks; of a paragraph that is laid out in parts, the part. Titles, headings and
    /// links are passed over; `None` if nothing else is there.
    pub fn paragraph_from(&mut self, top: Position, height: u16) -> Option<String> {
        let (first, blocks) = (top.block, self.blocks());
        if first >= blocks {
            return None;
        }
        // Of a block that is scrolled away only the blank row behind it may be left.
        let rows = self.block_rows(first);
        let is_gone = rows.iter().skip(top.row as usize).all(|row| row.text().is_empty());
        let from = first + u32::from(is_gone);
        let seen = from..blocks.min(from + u32::from(height.max(1)));
        let mut leaves = seen.map(|block| self.leaf(block));
        leaves.find(|leaf| is_paragraph(leaf)).map(|leaf| text_of(&leaf))
    }

    /// Returns the text of a block, whatever it is.
    pub fn block_text(&self, block: u32) -> String {
        text_of(&self.leaf(block))
    }
}

/// Returns whether a block says something by itself.
fn is_paragraph(leaf: &Leaf) -> bool {
    let is_head = |flow: &Flow| {
        matches!(
            flow.base.role,
            Role::Title | Role::Heading(_) | Role::NoteHead | Role::Section | Role::Dim
        )
    };
    match &leaf.shape {
        Shape::Prose(flow) | Shape::Line(flow) => !is_head(flow) && !flow.text.trim().is_empty(),
        Shape::Code(_) | Shape::Table { .. } => true,
        Shape::Name { .. } | Shape::Related { .. } | Shape::Rule | Shape::End => false,
    }
}

/// Returns the text of a block: cells of a table parted by tabs, its rows by line feeds.
fn text_of(leaf: &Leaf) -> String {
    let Shape::Table { table, rows } = &leaf.shape else {
        let flows = leaf.flows().into_iter().map(|flow| &*flow.text);
        return flows.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    };
    let row = |cells: &Vec<Flow>| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.text.replace('\n', " ")).collect();
        cells.join("\t")
    };
    let head = (rows.start == 0).then_some(&table.head).filter(|head| !head.is_empty());
    let body = &table.rows[rows.start as usize..rows.end as usize];
    head.into_iter().chain(body).map(row).collect::<Vec<_>>().join("\n")
}
