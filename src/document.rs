//! An entry and a width to rows: blocks, spans of terms and matches, tagged with a semantic role.
//! Shared by the browser and the command line. Refuses to know: colours, terminals, search.
//!
//! ```
//! use std::sync::Arc;
//!
//! use folio::document::{Document, Manuscript, Parts, Role, Users};
//! use folio::model::{Body, Catalogue, NewEntry, Pack, RelatedLines, Theme};
//!
//! let mut catalogue = Catalogue::new();
//! let pack = catalogue.push_pack(Pack::new("drinks", "Drinks"));
//! let theme = catalogue.push_theme(Theme::new(pack, "drink", "Drinks"));
//! let entry = catalogue.push_entry(NewEntry::new(theme, "drink/tea", "Tea"));
//! let markdown = "Leaves of *Camellia* in hot water.".into();
//! let mut document = Document::new(
//!     &Manuscript {
//!         catalogue: &catalogue,
//!         entry,
//!         body: Arc::new(Body { markdown, ..Body::default() }),
//!         terms: &|_, _| Vec::new(),
//!         links: RelatedLines::default(),
//!         backlinks: RelatedLines::default(),
//!         users: Users::default(),
//!         parts: Parts { head: true, sources: true, related: true },
//!     },
//!     20,
//! );
//! let rows = document.all_rows();
//! let text = |at: usize| rows[at].spans.iter().map(|it| it.text.to_string()).collect::<String>();
//! assert_eq!(rows[0].spans[0].style.role, Role::Title);
//! assert_eq!([text(0), text(2), text(3)], ["Tea", "Leaves of Camellia", "in hot water."]);
//! ```

mod bare_row;
mod compose;
mod find;
mod flow;
mod ground;
mod layout;
mod leaf;
mod markup;
mod related;
mod row;
mod table;
mod viewport;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use compose::Composed;
pub use ground::{Extent, ground, source_in_words, sources_of};
use layout::Laid;
use leaf::Leaf;
pub use related::{related_groups, related_in_words};

use crate::model::{Body, Catalogue, ClaimKey, EntryKey, PlaceKey, RelatedLines, TermSpan};
use crate::text::safe::Safe;

/// What a stretch of text is; the view turns it into a style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Prose.
    #[default]
    Text,
    /// The entry's title.
    Title,
    /// The entry's number, before the title.
    Number,
    /// A name in another language.
    Name,
    /// Its reading, and whether it is verified.
    Reading,
    /// The summary.
    Summary,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A heading above links or backlinks.
    Section,
    /// Code, inline or as a block.
    Code,
    /// The mark before a list item.
    Bullet,
    /// The bar and text of a quote.
    Quote,
    /// A link to an entry or outside.
    Link,
    /// A link whose target does not exist.
    BrokenLink,
    /// A recognised glossary term.
    Term,
    /// Rules and table lines.
    Rule,
    /// A table's head.
    TableHead,
    /// The place tag of an article statement, such as `[02 · Fifth]`.
    Place,
    /// The bar and heading of an editor's note.
    NoteHead,
    /// The text of an editor's note.
    Note,
    /// A relation's label, a reason, other secondary text.
    Dim,
}

/// A role and the emphasis that Markdown adds to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// What it is.
    pub role: Role,
    /// `**strong**`.
    pub strong: bool,
    /// `*emphasised*`.
    pub emphasis: bool,
    /// `~~struck~~`.
    pub struck: bool,
}

/// Whether a stretch is a find match, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MarkIndex(pub u32);

/// A stretch of one row in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// What is shown.
    pub text: Safe,
    /// How.
    pub style: Style,
    /// The target it belongs to: an index for [`Document::target`].
    pub target: Option<u32>,
    /// The find match it belongs to: an index for [`Document::mark`].
    pub mark: Option<MarkIndex>,
}

/// One row on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From left to right; together at most as wide as the document.
    pub spans: Vec<Span>,
}

impl Row {
    /// Returns its text without the blanks at its end.
    pub fn text(&self) -> Safe {
        let text: Safe = self.spans.iter().map(|span| &span.text).collect();
        text.slice(0..text.trim_end().len())
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An entry and an anchor in it.
    Entry(EntryKey, Option<Box<str>>),
    /// An outside address.
    Outside(Box<str>),
    /// A reference that resolves to nothing.
    Missing(Box<str>),
    /// A place of a source, and the claims there that a text rests on.
    Place(PlaceKey, Box<[ClaimKey]>),
}

/// What a target is, for the order of Tab and for its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// A link in text.
    Link,
    /// A recognised term.
    Term,
    /// A line of the links or backlinks at the end.
    Related,
    /// The address of a source behind the text.
    Source,
    /// The tag of a place, which Tab passes over: there are too many.
    Place,
}

/// Something that can be selected with Tab and followed with Enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where it leads.
    pub destination: Destination,
    /// What it is.
    pub kind: TargetKind,
    /// The first row that shows it.
    pub at: Position,
}

/// A row of a document: a block and a row in the block.
///
/// Blocks are counted from 0 over the whole document; rows are counted inside the block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The block.
    pub block: u32,
    /// The row in the block, at the present width.
    pub row: u32,
}

/// A heading, for the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineHeading {
    /// From 1.
    pub level: u8,
    /// Its text.
    pub text: Safe,
    /// Its block.
    pub at: Position,
}

/// How much of an entry's surroundings the document shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Title, names and summary before the body.
    pub head: bool,
    /// The sources that the body names, behind it.
    pub sources: bool,
    /// Links and backlinks behind the body.
    pub related: bool,
}

/// The entries that use a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Users {
    /// Those that are named.
    pub entries: Vec<EntryKey>,
    /// How many more there are.
    pub more: usize,
}

/// Finds glossary terms in a text, outside some ascending stretches of it.
pub type FindTerms<'a> = dyn Fn(&str, &[Range<usize>]) -> Vec<TermSpan> + 'a;

/// Everything a document is made from.
pub struct Manuscript<'a> {
    /// For titles, labels and references.
    pub catalogue: &'a Catalogue,
    /// The entry.
    pub entry: EntryKey,
    /// Its body.
    pub body: Arc<Body>,
    /// Finds glossary terms in a text of this entry, outside some ascending stretches of it.
    pub terms: &'a FindTerms<'a>,
    /// Links that leave the entry.
    pub links: RelatedLines,
    /// Links and mentions that lead to it.
    pub backlinks: RelatedLines,
    /// The entries that use the term, to be named before its body.
    pub users: Users,
    /// What to show.
    pub parts: Parts,
}

/// The width of a document without right end, for pipes: a paragraph is one row.
pub const UNBROKEN: u16 = u16::MAX;

/// An entry laid out at a width, block by block as the blocks come into view.
///
/// Making one parses the entry; rows are made only of blocks that a screen has shown, or that lie
/// between two screens that were walked.
#[derive(Clone, Debug, Default)]
pub struct Document {
    width: u16,
    composed: Arc<Composed>,
    /// For each block, how much of the document lies before it; one more than there are blocks.
    weights: Arc<Vec<u64>>,
    matches: Vec<find::Match>,
    /// The blocks that are laid out at the present width.
    laid: HashMap<u32, Laid>,
    /// The screen that was settled last.
    screen: (Position, u16),
    /// What the last change of the width held on to: the position it gave, and the byte of the block.
    held: Option<(Position, u32)>,
}

impl Document {
    /// Builds a document of `width` columns (at least 1); lays out nothing yet.
    pub fn new(manuscript: &Manuscript<'_>, width: u16) -> Self {
        let composed = compose::compose(manuscript);
        let mut weights = Vec::with_capacity(composed.leaves.len() + 1);
        let mut sum = 0;
        weights.push(sum);
        for leaf in &composed.leaves {
            sum += leaf.weight();
            weights.push(sum);
        }
        Self {
            width: width.max(1),
            composed: Arc::new(composed),
            weights: Arc::new(weights),
            ..Self::default()
        }
    }

    /// Returns the width in columns.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Returns the headings of the body, in reading order.
    pub fn outline(&self) -> &[OutlineHeading] {
        &self.composed.outline
    }

    /// Finds an anchor: a statement's id or the slug of a heading.
    pub fn anchor(&self, name: &str) -> Option<Position> {
        self.composed.anchors.get(name).map(|&block| Position { block, row: 0 })
    }

    /// Finds the first block of piece `piece`: a statement's index, or the number of statements for
    /// the Markdown behind them.
    pub fn piece(&self, piece: u32) -> Option<Position> {
        let block = *self.composed.pieces.get(piece as usize)?;
        (block < self.blocks()).then_some(Position { block, row: 0 })
    }

    /// Returns the piece that a position lies in, counted as [`Self::piece`] does; the first one where the
    /// position lies before the body.
    pub fn piece_at(&self, position: Position) -> u32 {
        let begun = self.composed.pieces.partition_point(|&first| first <= position.block);
        begun.saturating_sub(1) as u32
    }

    /// Counts the targets.
    pub fn target_count(&self) -> usize {
        self.composed.aims.len()
    }

    /// Returns a target; its position is right for the present width.
    pub fn target(&mut self, index: u32) -> Option<Target> {
        let aim = self.composed.aims.get(index as usize)?.clone();
        let at = self.locate(aim.leaf, |span| span.target == Some(index));
        Some(Target { destination: aim.destination, kind: aim.kind, at })
    }

    /// Returns the index of the first target at or below `top`.
    pub fn target_from(&mut self, top: Position) -> Option<u32> {
        let first = self.composed.aims.partition_point(|aim| aim.leaf < top.block);
        let mut index = first as u32;
        while self.composed.aims.get(index as usize)?.leaf == top.block {
            if self.target(index)?.at >= top {
                return Some(index);
            }
            index += 1;
        }
        Some(index)
    }

    /// Returns whether Tab stops at a target.
    pub fn is_stop(&self, index: u32) -> bool {
        let aim = self.composed.aims.get(index as usize);
        aim.is_some_and(|aim| aim.kind != TargetKind::Place)
    }

    /// Finds the first row of a block that has a span of some kind; the block's first row where the
    /// layout shows none (a link in the head of a table that became cards).
    fn locate(&mut self, block: u32, is_wanted: impl Fn(&Span) -> bool) -> Position {
        let rows = &self.lay(block).rows;
        let row = rows.iter().position(|row| row.spans.iter().any(&is_wanted)).unwrap_or(0);
        Position { block, row: row as u32 }
    }

    /// Counts the blocks.
    pub fn blocks(&self) -> u32 {
        self.composed.leaves.len() as u32
    }

    /// Returns the block at which links and backlinks begin; the number of blocks if none are shown.
    pub fn related(&self) -> u32 {
        let first = self.composed.aims.iter().find(|aim| aim.kind == TargetKind::Related);
        // Their section's heading stands before the first of them.
        first.map_or(self.blocks(), |aim| aim.leaf.saturating_sub(1))
    }

    /// Returns the rows of a block, the blank ones behind it included.
    pub fn block_rows(&mut self, block: u32) -> &[Row] {
        &self.lay(block).rows
    }

    fn leaf(&self, block: u32) -> &Leaf {
        &self.composed.leaves[block as usize]
    }

    /// Lays a block out where it is not yet.
    fn lay(&mut self, block: u32) -> &Laid {
        if !self.laid.contains_key(&block) {
            let marks = |flow| find::marks_in(&self.matches, block, flow);
            let laid = layout::lay(self.leaf(block), self.width, &marks);
            self.laid.insert(block, laid);
        }
        &self.laid[&block]
    }
}

#[cfg(test)]
mod tests;
