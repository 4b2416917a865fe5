//! An entry and a width to rows: blocks, spans of terms and matches, tagged with a semantic role.
//! Shared by the browser and the command line. Refuses to know: colours, terminals, search.

use std::sync::Arc;

use crate::model::{Body, Catalogue, EntryKey, Related, TermSpan};
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
    /// The target it belongs to: an index into [`Document::targets`].
    pub target: Option<u32>,
    /// The find match it belongs to: an index into the document's matches.
    pub mark: Option<MarkIndex>,
}

/// One row on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From left to right; together at most as wide as the document.
    pub spans: Vec<Span>,
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
pub struct Heading {
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
    /// Links and backlinks behind the body.
    pub related: bool,
}

/// Everything a document is made from.
pub struct Page<'a> {
    /// For titles, labels and references.
    pub catalogue: &'a Catalogue,
    /// The entry.
    pub entry: EntryKey,
    /// Its body.
    pub body: Arc<Body>,
    /// Finds glossary terms in a text of this entry.
    pub terms: &'a dyn Fn(&str) -> Vec<TermSpan>,
    /// Links that leave the entry.
    pub links: Vec<Related>,
    /// Links and mentions that lead to it.
    pub backlinks: Vec<Related>,
    /// What to show.
    pub parts: Parts,
}

/// An entry laid out at a width, block by block as the blocks come into view.
#[derive(Clone, Debug, Default)]
pub struct Document {
    width: u16,
}

impl Document {
    /// Makes a document of `width` columns (at least 1); lays out nothing yet.
    pub fn new(_page: &Page<'_>, width: u16) -> Self {
        Self { width }
    }

    /// Gives the width in columns.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Changes the width; gives the position that shows the same text as `top` did.
    pub fn set_width(&mut self, width: u16, top: Position) -> Position {
        self.width = width;
        top
    }

    /// Lays out what a screen of `height` rows from `top` shows; gives the corrected top: inside the
    /// document, and never further down than the last full screen.
    pub fn settle(&mut self, top: Position, _height: u16) -> Position {
        top
    }

    /// Goes `rows` down (or up, where negative) from `top`; the result is settled.
    pub fn scroll(&mut self, top: Position, _rows: i64, height: u16) -> Position {
        self.settle(top, height)
    }

    /// Gives the top of the last screen.
    pub fn end(&mut self, height: u16) -> Position {
        self.settle(Position::default(), height)
    }

    /// Gives the rows of a screen that was settled before.
    pub fn visible(&self, _top: Position, _height: u16) -> Vec<&Row> {
        Vec::new()
    }

    /// Gives how far the screen's last row is into the document, in percent; 100 at the end.
    pub fn percent(&self, _top: Position, _height: u16) -> u8 {
        100
    }

    /// Lays out everything and gives all rows, for pipes.
    pub fn all_rows(&mut self) -> Vec<&Row> {
        Vec::new()
    }

    /// Gives the headings of the body, in reading order.
    pub fn outline(&self) -> &[Heading] {
        &[]
    }

    /// Finds an anchor: a statement's id or the slug of a heading.
    pub fn anchor(&self, _name: &str) -> Option<Position> {
        None
    }

    /// Finds the first block of piece `piece`: a statement's index, or the number of statements for
    /// the Markdown behind them.
    pub fn piece(&self, _piece: u32) -> Option<Position> {
        None
    }

    /// Gives the next (or previous) paragraph's top.
    pub fn paragraph(&mut self, top: Position, _forward: bool, height: u16) -> Position {
        self.settle(top, height)
    }

    /// Counts the targets.
    pub fn target_count(&self) -> usize {
        0
    }

    /// Gives a target; its position is right for the present width.
    pub fn target(&mut self, _index: u32) -> Option<Target> {
        None
    }

    /// Gives the index of the first target at or below `top`.
    pub fn target_from(&mut self, _top: Position) -> Option<u32> {
        None
    }

    /// Marks all places where any of `needles` stands, compared folded; gives how many. An empty
    /// slice removes all marks.
    pub fn find(&mut self, _needles: &[String]) -> usize {
        0
    }

    /// Gives the first row of match `index`.
    pub fn mark(&mut self, _index: MarkIndex) -> Option<Position> {
        None
    }

    /// Gives the first match at or below `top`.
    pub fn mark_from(&mut self, _top: Position) -> Option<MarkIndex> {
        None
    }
}
