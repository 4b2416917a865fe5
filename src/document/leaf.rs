//! The blocks of a document: leaves with the containers around them. A document has no tree.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Role;
use super::flow::Flow;
use crate::text::markdown::Alignment;

/// One block: what is laid out at once.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// From the outside in.
    pub within: Vec<Container>,
    /// How many of the containers, from the outside, the leaf before stood in too; the others begin
    /// here and show their marks.
    pub entered: u8,
    pub shape: Shape,
    /// What is set at the right end of the last row.
    pub tail: Option<Box<Tail>>,
    /// What follows.
    pub gap: Gap,
}

/// The places of a statement, the sources of a note, the ground of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// A space parts them.
    pub parts: Vec<TailPart>,
    pub role: Role,
}

/// What stays together of a tail, with its brackets and commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TailPart {
    pub text: String,
    pub target: Option<u32>,
}

/// What follows a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The next leaf.
    None,
    /// A blank row, in which the bars of this many containers go on.
    Blank(u8),
}

/// What a leaf stands in. Equal containers of neighbours are one container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// An editor's note.
    Note { id: u32 },
    /// A quote.
    Quote { id: u32 },
    /// An item of a list.
    Item { list: u32, item: u32, marker: Marker, loose: bool },
    /// The definition of a footnote.
    Footnote { id: u32, number: u32 },
    /// Two columns at the left.
    Indent,
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet, by how deep the list is nested.
    Bullet(u32),
    /// A number, and the largest of its list.
    Number(u64, u64),
}

/// What a leaf is.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// Text that breaks between words.
    Prose(Flow),
    /// Text that breaks where the row is full.
    Code(Flow),
    /// Some rows of a table; the first ones have its head above them.
    Table { table: Arc<FlowTable>, rows: Range<u32> },
    /// A line of the links: a label in a column of its own (empty where the line above has it).
    Related { label: Flow, column: u16, flow: Flow },
    /// A rule.
    Rule,
}

/// A table, shared by the leaves that show parts of it.
#[derive(Debug, Default)]
pub(super) struct FlowTable {
    pub alignments: Vec<Alignment>,
    pub head: Vec<Flow>,
    pub rows: Vec<Vec<Flow>>,
    /// The widths that the columns would like to have, and the least they need, in columns.
    pub wishes: OnceLock<Vec<(usize, usize)>>,
}

impl Leaf {
    /// Returns the flows of a leaf in reading order, numbered as its marks are.
    pub(super) fn flows(&self) -> Vec<&Flow> {
        match &self.shape {
            Shape::Prose(flow) | Shape::Code(flow) => vec![flow],
            Shape::Related { label, flow, .. } => vec![label, flow],
            Shape::Rule => Vec::new(),
            Shape::Table { table, rows } => {
                let head = if rows.start == 0 { table.head.as_slice() } else { &[] };
                let body = &table.rows[rows.start as usize..rows.end as usize];
                head.iter().chain(body.iter().flatten()).collect()
            }
        }
    }

    /// Estimates how much of the document the leaf is, for the percentage: its bytes, and something
    /// for the rows that are not full.
    pub(super) fn weight(&self) -> u64 {
        let text: usize = match &self.shape {
            Shape::Prose(flow) | Shape::Code(flow) => flow.text.len(),
            _ => self.flows().iter().map(|flow| flow.text.len()).sum(),
        };
        text as u64 + 40
    }
}

/// Counts the containers, from the outside, that two leaves share.
pub(super) fn shared(one: &[Container], other: &[Container]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Tells what parts two neighbours.
pub(super) fn gap(one: &[Container], other: &[Container]) -> Gap {
    let common = shared(one, other);
    let parted = match (one.get(common), other.get(common)) {
        // Neighbouring items of one list.
        (Some(Container::Item { list, loose, .. }), Some(Container::Item { list: next, .. }))
            if list == next =>
        {
            *loose
        }
        // Text of an item, then a list in it, or the way out of that.
        _ => match common.checked_sub(1).map(|index| one[index]) {
            Some(Container::Item { loose, .. }) => loose,
            _ => true,
        },
    };
    if parted { Gap::Blank(common as u8) } else { Gap::None }
}
