//! Turns an entry, or the entries of a theme, and a width into rows: blocks with spans of terms and matches,
//! each tagged with a semantic role. Shared by the browser and the command line. Refuses to know: colours,
//! terminals, search.
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
//!         parts: Parts::WHOLE,
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
mod excerpt;
mod find;
mod flow;
mod ground;
mod layout;
mod leaf;
mod listing;
mod markup;
mod naming;
mod notes;
mod other_names;
mod parts;
mod related;
mod row;
mod selection;
mod table;
mod tags;
mod viewport;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use bare_row::Overlay;
use compose::{Aim, Composed};
pub use find::{Matches, Searchable};
pub use ground::{Extent, ground, source_in_words, sources_of, sources_of_statement};
use layout::Laid;
use leaf::{Leaf, Shape};
use listing::Listing;
pub use naming::standing;
pub use notes::Noted;
pub use parts::{Beside, Parts, Users};
pub use related::{related_groups, related_in_words};
pub use selection::ParagraphRows;
pub use tags::tags_of;

use crate::model::{
    Body, Catalogue, ClaimKey, EntryKey, PackKey, PlaceKey, RelatedLines, TermSpan, ThemeKey,
};
use crate::text::address::is_outside;
use crate::text::safe::Safe;

/// What a stretch of text is; the view turns it into colours.
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
    /// The reading of a name, and what else the entry is called.
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
    /// A relation's label in a sentence about a link.
    Relation,
    /// A relation's label above links, a reason, other secondary text.
    Dim,
    /// Words that are gone.
    Removed,
    /// Words that are new.
    Added,
    /// The row at the end of the prose; empty, for what comes next.
    End,
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

/// The number of a match of [`Document::find`], counted from 0 through the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MarkIndex(pub u32);

/// A stretch of one row in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// What is shown.
    pub text: Safe,
    /// How it looks.
    pub style: Style,
    /// The target it belongs to: an index for [`Document::target`].
    pub target: Option<u32>,
    /// The match it belongs to, for [`Document::mark`].
    pub mark: Option<MarkIndex>,
    /// Whether a note is on these words, see [`Document::set_notes`].
    pub noted: bool,
    /// Whether these words are selected, see [`Document::select`].
    pub selected: bool,
}

/// One row on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// From left to right; together at most as wide as the document.
    pub spans: Vec<Span>,
    /// What stands in the margin beside it, outside the width of the document.
    pub sign: Option<Sign>,
}

impl Row {
    /// Returns its text without trailing spaces.
    pub fn text(&self) -> Safe {
        let text: Safe = self.spans.iter().map(|span| &span.text).collect();
        text.slice(0..text.trim_end().len())
    }
}

/// What stands in the margin beside the first row of a paragraph; of several the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// It was highlighted.
    Highlight,
    /// There is a note on it.
    Note,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An entry and an anchor in it.
    Entry(EntryKey, Option<Box<str>>),
    /// The page of a theme.
    Theme(ThemeKey),
    /// An outside address.
    Outside(Box<str>),
    /// A reference that leads nowhere, as written.
    Missing(Box<str>),
    /// Places of a source, and the claims there that a text rests on.
    Places(Box<[PlaceKey]>, Box<[ClaimKey]>),
    /// What the entry is called, in other languages and otherwise.
    Names,
    /// A tag: whatever else has it.
    Tag(Box<str>),
    /// The mentions of the entry, which are shown or folded away.
    Mentions,
}

impl Destination {
    /// Returns where a link in a text of a pack leads; `written` is its destination in the Markdown, which
    /// is no anchor alone.
    pub fn of(catalogue: &Catalogue, pack: PackKey, written: &str) -> Self {
        if is_outside(written) {
            return Self::Outside(written.into());
        }
        if let Some(theme) = catalogue.resolve_theme(pack, written) {
            return Self::Theme(theme);
        }
        match catalogue.resolve(pack, written) {
            Some((entry, anchor)) => Self::Entry(entry, anchor.map(Into::into)),
            None => Self::Missing(written.into()),
        }
    }
}

/// What a target is; decides whether Tab stops at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind {
    /// A link in text.
    Link,
    /// A recognised term.
    Term,
    /// The mark of a footnote, which leads to the note on the same page.
    Note,
    /// An entry among the links or backlinks at the end, or the line that unfolds more of them.
    Related,
    /// The address of a source, after the text.
    Source,
    /// The tag of places.
    Place,
    /// A tag of the entry, after the text.
    Tag,
    /// The names in the head, which Tab passes over, since no text leads there.
    Names,
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

/// The position of a row: a block, and a row in that block.
///
/// Blocks are counted from 0 through the whole document, rows from 0 in each block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The block.
    pub block: u32,
    /// The row in the block, at the present width.
    pub row: u32,
}

/// A heading in the outline of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineHeading {
    /// The level, from 1.
    pub level: u8,
    /// The text.
    pub text: Safe,
    /// The first row of its block.
    pub at: Position,
}

/// Finds glossary terms in a text, outside some ascending ranges of its bytes.
pub type FindTerms<'a> = dyn Fn(&str, &[Range<usize>]) -> Vec<TermSpan> + 'a;

/// Everything that a document is made from.
pub struct Manuscript<'a> {
    /// Where titles and labels come from, and where references are resolved.
    pub catalogue: &'a Catalogue,
    /// The entry.
    pub entry: EntryKey,
    /// Its body.
    pub body: Arc<Body>,
    /// Finds glossary terms in a text of this entry.
    pub terms: &'a FindTerms<'a>,
    /// Links that leave the entry.
    pub links: RelatedLines,
    /// Links and mentions that lead to it.
    pub backlinks: RelatedLines,
    /// The entries that use this one as a term, to be named before its body.
    pub users: Users,
    /// What to show.
    pub parts: Parts,
}

/// How long a text is at most, in bytes, that is composed and looked through between two frames.
pub const LONG_TEXT: usize = 256 * 1024;

/// The width of a document without a right edge, for pipes: a paragraph is one row.
pub const UNBROKEN: u16 = u16::MAX;

/// An entry laid out at a width, block by block as the blocks come into view.
///
/// [`Document::new`] parses the entry; rows are made only for blocks that a screen has shown, or
/// that were scrolled past.
#[derive(Clone, Debug, Default)]
pub struct Document {
    width: u16,
    /// Whether code is laid out to be used rather than looked at.
    code_as_written: bool,
    composed: Arc<Composed>,
    /// The blocks and targets after the composed ones, in the page of a theme.
    listing: Option<Listing>,
    /// For each block, the weight of all blocks before it; then the weight of the whole document.
    weights: Arc<Vec<u64>>,
    matches: Vec<find::Match>,
    /// In the order of their paragraphs.
    notes: Vec<Noted>,
    /// A paragraph and the bytes of it that are selected.
    selected: Option<(u32, Range<usize>)>,
    /// The blocks that are laid out at the present width.
    laid: HashMap<u32, Laid>,
    /// The top and the height of the screen that was settled last.
    screen: (Position, u16),
    /// What the last change of width held on to: the position that it returned, and the byte of the
    /// block that stood there.
    held: Option<(Position, u32)>,
}

impl Document {
    /// Builds a document of `width` columns (at least 1); lays out nothing yet.
    pub fn new(manuscript: &Manuscript<'_>, width: u16) -> Self {
        Self::composed(compose::compose(manuscript), width)
    }

    /// Builds the page of a theme in `width` columns (at least 1): its summary, and its entries as
    /// targets in their order, or those of them that were read so far.
    pub fn of_theme(
        catalogue: &Arc<Catalogue>,
        theme: ThemeKey,
        is_so_far: bool,
        width: u16,
    ) -> Self {
        let listing = Listing::new(catalogue, theme);
        Self { listing: Some(listing.clone()), ..Self::composed(listing.head(is_so_far), width) }
    }

    fn composed(composed: Composed, width: u16) -> Self {
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

    /// Makes all code come out byte for byte as far as that is safe ([`Safe::verbatim`]), whatever the
    /// width, for readers who are programs.
    #[must_use]
    pub fn with_code_as_written(self) -> Self {
        Self { code_as_written: true, laid: HashMap::new(), ..self }
    }

    /// Returns the width in columns.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Returns the headings of the body, in reading order.
    pub fn outline(&self) -> &[OutlineHeading] {
        &self.composed.outline
    }

    /// Returns the position of an anchor: the id of a statement or the slug of a heading.
    pub fn anchor(&self, name: &str) -> Option<Position> {
        self.composed.anchors.get(name).map(|&block| Position { block, row: 0 })
    }

    /// Returns the first row of a piece of the body: a statement by its index, or the Markdown
    /// after them by the number of statements.
    pub fn piece(&self, piece: u32) -> Option<Position> {
        let block = *self.composed.pieces.get(piece as usize)?;
        (block < self.blocks()).then_some(Position { block, row: 0 })
    }

    /// Returns the piece of the body that a position lies in, counted as in [`Self::piece`]; the
    /// first one if the position lies before the body.
    pub fn piece_at(&self, position: Position) -> u32 {
        let begun = self.composed.pieces.partition_point(|&first| first <= position.block);
        begun.saturating_sub(1) as u32
    }

    /// Returns how many targets there are.
    pub fn target_count(&self) -> usize {
        self.composed.aims.len() + self.listing.as_ref().map_or(0, |it| it.count() as usize)
    }

    /// Returns the entry that a target on the page of a theme is.
    pub fn listed(&self, index: u32) -> Option<EntryKey> {
        self.listing.as_ref()?.entry(index)
    }

    fn aim(&self, index: u32) -> Option<Aim> {
        match &self.listing {
            Some(listing) => listing.aim(index, self.composed.leaves.len() as u32 + index),
            None => self.composed.aims.get(index as usize).cloned(),
        }
    }

    /// Returns a target; its position is right for the present width.
    pub fn target(&mut self, index: u32) -> Option<Target> {
        let aim = self.aim(index)?;
        let at = self.locate(aim.leaf, |span| span.target == Some(index));
        Some(Target { destination: aim.destination, kind: aim.kind, at })
    }

    /// Returns the address outside that a target leads to.
    pub fn address(&self, index: u32) -> Option<&str> {
        if self.listing.is_some() {
            return None;
        }
        match &self.composed.aims.get(index as usize)?.destination {
            Destination::Outside(address) => Some(address),
            _ => None,
        }
    }

    /// Returns the index of the first target at or below `top`.
    pub fn target_from(&mut self, top: Position) -> Option<u32> {
        let first = match &self.listing {
            Some(_) => (top.block as usize).saturating_sub(self.composed.leaves.len()),
            None => self.composed.aims.partition_point(|aim| aim.leaf < top.block),
        };
        let mut index = first as u32;
        while self.aim(index)?.leaf == top.block {
            if self.target(index)?.at >= top {
                return Some(index);
            }
            index += 1;
        }
        Some(index)
    }

    /// Returns whether Tab stops at a target.
    pub fn is_stop(&self, index: u32) -> bool {
        self.aim(index).is_some_and(|aim| aim.kind != TargetKind::Names)
    }

    /// Returns the first row of a block that has a wanted span; the first row of the block if the
    /// layout shows none, as for a link in the head of a table that became cards.
    fn locate(&mut self, block: u32, is_wanted: impl Fn(&Span) -> bool) -> Position {
        let rows = &self.lay(block).rows;
        let row = rows.iter().position(|row| row.spans.iter().any(&is_wanted)).unwrap_or(0);
        Position { block, row: row as u32 }
    }

    /// Returns how many blocks there are.
    pub fn blocks(&self) -> u32 {
        blocks(&self.composed, self.listing.as_ref())
    }

    /// Returns the block at which links and backlinks begin; the number of blocks if none are
    /// shown.
    pub fn related(&self) -> u32 {
        self.composed.related
    }

    /// Returns the block behind the prose; the number of blocks on the page of a theme.
    fn prose_end(&self) -> u32 {
        self.composed.prose_end
    }

    /// Returns why the target of a link is linked; empty if that is not told or stands in the text.
    pub fn reason(&self, index: u32) -> &str {
        self.composed.aims.get(index as usize).map_or("", |aim| &aim.reason)
    }

    /// Returns the rows of a block, with the blank row after it, if there is one.
    pub fn block_rows(&mut self, block: u32) -> &[Row] {
        &self.lay(block).rows
    }

    /// Returns how much of the document lies before a block; for the number of blocks, all of it.
    fn weight_before(&self, block: u32) -> u64 {
        let listed = (block as usize).saturating_sub(self.composed.leaves.len());
        self.weights[block as usize - listed] + listed as u64 * listing::WEIGHT
    }

    /// Returns the rows of a block and forgets how it is laid out, for printing block after block.
    pub fn take_rows(&mut self, block: u32) -> Vec<Row> {
        self.lay(block);
        self.laid.remove(&block).map_or_else(Vec::new, |laid| laid.rows)
    }

    fn leaf(&self, block: u32) -> Cow<'_, Leaf> {
        leaf(&self.composed, self.listing.as_ref(), block)
    }

    /// Lays a block out unless it is laid out already.
    fn lay(&mut self, block: u32) -> &Laid {
        if !self.laid.contains_key(&block) {
            let leaf = self.leaf(block);
            let notes = self.notes_on(block);
            let noted = notes::words_in(&leaf, notes.iter().filter_map(|it| it.range.clone()));
            let selected = notes::words_in(&leaf, self.selected_in(block).into_iter());
            let over = |flow: u32| Overlay {
                marks: find::marks_in(&self.matches, block, flow),
                noted: noted.get(flow as usize).cloned().unwrap_or_default(),
                selected: selected.get(flow as usize).cloned().unwrap_or_default(),
            };
            let mut laid = match &leaf.shape {
                Shape::Code(code) if self.code_as_written => layout::written(&leaf, code),
                _ => layout::lay(&leaf, self.width, &over),
            };
            if let Some(first) = laid.rows.first_mut() {
                first.sign = notes.iter().map(|note| note.sign).max();
            }
            self.laid.insert(block, laid);
        }
        &self.laid[&block]
    }
}

/// Counts the blocks of what was composed and of what is listed after it.
fn blocks(composed: &Composed, listing: Option<&Listing>) -> u32 {
    composed.leaves.len() as u32 + listing.map_or(0, Listing::count)
}

/// Returns a block: one that was composed, or one that is made of what is listed.
fn leaf<'a>(composed: &'a Composed, listing: Option<&Listing>, block: u32) -> Cow<'a, Leaf> {
    let listed = (block as usize).checked_sub(composed.leaves.len());
    match (listed, listing) {
        (Some(at), Some(listing)) => Cow::Owned(listing.leaf(at as u32)),
        _ => Cow::Borrowed(&composed.leaves[block as usize]),
    }
}

#[cfg(test)]
mod tests;
