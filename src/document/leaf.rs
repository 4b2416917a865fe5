//! The blocks of a document: a flat list of leaves, each with the containers around it. Refuses to
//! know: widths.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Role;
use super::flow::Flow;
use crate::text::markdown::Alignment;

/// One block, which is laid out as a whole.
#[derive(Clone, Debug)]
pub(super) struct Leaf {
    /// The containers around it, from the outside in.
    pub within: Vec<Container>,
    /// How many of the containers, from the outside, are also around the leaf before; the others
    /// begin here and show their marks.
    pub entered: u8,
    pub shape: Shape,
    /// What is set at the right end of the last row.
    pub tail: Option<Box<Tail>>,
    /// What follows it.
    pub gap: Gap,
}

/// What stands after the text of a leaf: the places of a statement, the sources of a note, the
/// ground of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// The parts, shown with a space between them.
    pub parts: Vec<TailPart>,
    pub role: Role,
}

/// A part of a tail that is never broken, with its brackets and commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TailPart {
    pub text: String,
    pub target: Option<u32>,
}

/// What follows a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: the next leaf follows at once.
    None,
    /// A blank row, in which the bars of this many containers continue.
    Blank(u8),
}

/// What a leaf stands in. If neighbouring leaves have equal containers, both stand in the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// An editor's note.
    Note { id: u32 },
    /// A quote.
    Quote { id: u32 },
    /// An item of a list.
    Item { list: u32, item: u32, marker: Marker, loose: bool },
    /// The definition of a footnote, by its number on the page.
    Footnote(u32),
    /// An indent of two columns.
    Indent,
}

/// What stands before the item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet, and how deep its list is nested.
    Bullet(u32),
    /// A number, and the largest number of its list.
    Number(u64, u64),
}

/// What a leaf shows.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// Text that breaks between words.
    Prose(Flow),
    /// Text that breaks where the row is full.
    Code(Flow),
    /// Some rows of a table; if they are the first ones, its head stands above them.
    Table { table: Arc<FlowTable>, rows: Range<u32> },
    /// A line of the links: a label, empty if the line above has the same one, in a column of its
    /// own.
    Related { label: Flow, column: u16, flow: Flow },
    /// A line of the head, without what is behind byte `brief` if there is no room for all of it;
    /// below it what else the entry is called, if that is not empty.
    Name { flow: Flow, brief: u32, also: Flow },
    /// Text on one row, cut if it is wider.
    Line(Flow),
    /// A rule.
    Rule,
    /// The end of the prose: a row that whoever shows it fills with what comes next.
    End,
}

/// A table, shared by the leaves that show parts of it.
#[derive(Debug, Default)]
pub(super) struct FlowTable {
    pub alignments: Vec<Alignment>,
    pub head: Vec<Flow>,
    pub rows: Vec<Vec<Flow>>,
    /// For each column the width of its widest cell, and the least width it needs, in columns of the
    /// screen.
    pub wishes: OnceLock<Vec<(usize, usize)>>,
}

impl Leaf {
    /// Returns the flows of a leaf in reading order; the number of a flow is its index.
    pub(super) fn flows(&self) -> Vec<&Flow> {
        match &self.shape {
            Shape::Prose(flow) | Shape::Code(flow) | Shape::Line(flow) => vec![flow],
            Shape::Name { flow, also, .. } => vec![flow, also],
            Shape::Related { label, flow, .. } => vec![label, flow],
            Shape::Rule | Shape::End => Vec::new(),
            Shape::Table { table, rows } => {
                let head = if rows.start == 0 { table.head.as_slice() } else { &[] };
                let body = &table.rows[rows.start as usize..rows.end as usize];
                head.iter().chain(body.iter().flatten()).collect()
            }
        }
    }

    /// Returns whether it is a paragraph of the author's own: of all that the text of a body becomes, not
    /// the head of a note, a rule, or what is said of a text that is left out or empty.
    pub(super) fn is_authored(&self) -> bool {
        match &self.shape {
            Shape::Prose(flow) | Shape::Code(flow) => {
                !flow.text.is_empty() && !matches!(flow.base.role, Role::NoteHead | Role::Dim)
            }
            Shape::Table { .. } => true,
            _ => false,
        }
    }

    /// Returns what it says: its flows, parted by line feeds.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match &self.shape {
            Shape::Prose(flow) | Shape::Code(flow) => Cow::Borrowed(&*flow.text),
            _ => {
                let texts: Vec<&str> = self.flows().iter().map(|flow| &*flow.text).collect();
                Cow::Owned(texts.join("\n"))
            }
        }
    }

    /// Estimates how much of the document the leaf is, for the percentage: its bytes, and a fixed
    /// amount for rows that are not full.
    pub(super) fn weight(&self) -> u64 {
        let text: usize = match &self.shape {
            Shape::Prose(flow) | Shape::Code(flow) => flow.text.len(),
            _ => self.flows().iter().map(|flow| flow.text.len()).sum(),
        };
        text as u64 + 40
    }
}

/// Returns how many containers, from the outside, two leaves share.
pub(super) fn shared(one: &[Container], other: &[Container]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Returns the gap between two neighbouring leaves with these containers.
pub(super) fn gap(one: &[Container], other: &[Container]) -> Gap {
    let common = shared(one, other);
    let parted = match (one.get(common), other.get(common)) {
        // Neighbouring items of one list.
        (Some(Container::Item { list, loose, .. }), Some(Container::Item { list: next, .. }))
            if list == next =>
        {
            *loose
        }
        // The text of an item before or after a list inside the item.
        _ => match common.checked_sub(1).map(|index| one[index]) {
            Some(Container::Item { loose, .. }) => loose,
            _ => true,
        },
    };
    if parted { Gap::Blank(common as u8) } else { Gap::None }
}
