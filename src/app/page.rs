//! One entry on the screen, or the entries of a theme: its laid-out text, where it is scrolled to, what is
//! selected and what is highlighted in it. Refuses to know: trails, panes, keys, where bodies come from.

mod matches;
mod notes;
mod selecting;
mod targets;

use ratatui::layout::Size;

use matches::{Search, Then};
pub use notes::PlacedNote;
use notes::ShownNotes;
pub use selecting::{Selecting, Stretch};

use super::cursor::Motion;
use crate::document::{Document, Position, Row};
use crate::journal::Anchor;
use crate::keys::Toward;
use crate::margin;
use crate::model::{Catalogue, EntryKey, PackKey, Remap, ThemeKey};

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKey {
    /// The text of an entry.
    Entry(EntryKey),
    /// The summary of a theme and its entries.
    Theme(ThemeKey),
}

impl PageKey {
    /// Returns the entry that is shown, if it is one.
    pub fn entry(self) -> Option<EntryKey> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Theme(_) => None,
        }
    }

    /// Returns the theme that is shown, or the one of the entry.
    pub fn theme(self, catalogue: &Catalogue) -> ThemeKey {
        match self {
            Self::Entry(entry) => catalogue.theme_of(entry),
            Self::Theme(theme) => theme,
        }
    }

    /// Returns what it is called.
    pub fn title(self, catalogue: &Catalogue) -> &str {
        match self {
            Self::Entry(entry) => catalogue.title(entry),
            Self::Theme(theme) => &catalogue.theme(theme).title,
        }
    }

    /// Returns the same page in another version of the library.
    pub fn after(self, remap: &Remap) -> Option<Self> {
        match self {
            Self::Entry(entry) => remap.entry(entry).map(Self::Entry),
            Self::Theme(theme) => remap.theme(theme).map(Self::Theme),
        }
    }

    /// Returns the pack that the page belongs to.
    pub fn pack(self, catalogue: &Catalogue) -> PackKey {
        catalogue.theme(self.theme(catalogue)).pack
    }
}

impl From<EntryKey> for PageKey {
    fn from(entry: EntryKey) -> Self {
        Self::Entry(entry)
    }
}

impl From<ThemeKey> for PageKey {
    fn from(theme: ThemeKey) -> Self {
        Self::Theme(theme)
    }
}

/// Where a page opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Landing {
    /// At the top.
    #[default]
    Top,
    /// Where it is scrolled to if it is shown already, as a preview that is gone into; else at the top.
    AsShown,
    /// Where it was left.
    Left(PageSpot),
    /// At an anchor; at the top if there is no such anchor.
    Anchor(Box<str>),
    /// At a paragraph that was marked in some way, or where that stood.
    Paragraph(Box<Anchor>),
    /// At a piece of the body: a statement's index, or the number of statements for the Markdown.
    Piece(u32),
    /// At the first match at or below a piece of the body, with all matches highlighted.
    Hit {
        /// The statement, as search counts them.
        piece: Option<u32>,
        /// What to highlight.
        words: Vec<String>,
    },
}

impl Landing {
    /// Returns the landing at a paragraph that was marked; at the top if none is named.
    pub fn at_paragraph(anchor: Option<Anchor>) -> Self {
        anchor.map_or(Self::Top, |anchor| Self::Paragraph(Box::new(anchor)))
    }

    /// Returns the landing at a piece of the body; at the top if none is named.
    pub fn at_piece(piece: Option<u32>) -> Self {
        piece.map_or(Self::Top, Self::Piece)
    }
}

/// Where a page was left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageSpot {
    /// The first row in sight.
    pub top: Position,
    /// The width at which `top` counts rows.
    pub width: u16,
    /// The selected link.
    pub target: Option<u32>,
}

/// Highlighted matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// What is highlighted.
    pub needles: Vec<String>,
    /// How many matches there are.
    pub total: u32,
    /// The match that was gone to last.
    pub current: u32,
}

/// One entry or theme on the screen.
#[derive(Clone, Debug)]
pub struct Page {
    /// What is shown.
    pub key: PageKey,
    /// Its text; `None` until its body has come.
    document: Option<Document>,
    size: Size,
    top: Position,
    target: Option<u32>,
    highlight: Option<Highlight>,
    /// What a worker looks for in the text.
    search: Option<Search>,
    /// The words that are being selected.
    selecting: Option<Selecting>,
    /// The notes that are shown.
    notes: ShownNotes,
    landing: Landing,
    /// Where the page was before the window changed its size, and the top that the change led to:
    /// back at the old width the old top returns, however many sizes lay between.
    resized: Option<(PageSpot, Position)>,
    /// Whether a jump brought the end of the text into sight: what it skipped was not read.
    has_jumped_to_end: bool,
}

impl Page {
    /// Builds a page that waits for its text.
    pub fn new(key: PageKey, landing: Landing, size: Size) -> Self {
        Self {
            key,
            document: None,
            size,
            top: Position::default(),
            target: None,
            highlight: None,
            search: None,
            selecting: None,
            notes: ShownNotes::default(),
            landing,
            resized: None,
            has_jumped_to_end: false,
        }
    }

    /// Returns whether the text is still to come.
    pub fn is_waiting(&self) -> bool {
        self.document.is_none()
    }

    /// Returns the width at which the text is to be laid out.
    pub fn width(&self) -> u16 {
        self.size.width.max(1)
    }

    /// Returns the rows in sight.
    pub fn height(&self) -> u16 {
        self.size.height.max(1)
    }

    /// Takes the text, and goes to where the page was to open.
    pub fn supply(&mut self, mut document: Document) {
        document.set_width(self.width(), Position::default());
        document.find(&[]);
        self.document = Some(document);
        self.highlight = None;
        self.search = None;
        self.notes = ShownNotes::default();
        self.show_selecting();
        let landing = std::mem::take(&mut self.landing);
        self.land(landing);
    }

    /// Goes to a place of the text, which is there.
    pub fn land(&mut self, landing: Landing) {
        match landing {
            Landing::Top | Landing::AsShown => self.settle(Position::default()),
            Landing::Left(spot) => {
                self.restore(spot);
                self.has_jumped_to_end = self.percent() == 100;
            }
            Landing::Anchor(name) => self.go_to_anchor(&name),
            Landing::Paragraph(anchor) => self.go_to_paragraph(&anchor),
            Landing::Piece(piece) => self.go_to_piece(piece),
            Landing::Hit { piece, words } => self.go_to_hit(piece, &words),
        }
    }

    /// Replaces the text by a newer one of the same page; everything else stays.
    pub fn refresh(&mut self, document: Document) {
        if self.is_waiting() {
            return self.supply(document);
        }
        let (spot, highlight) = (self.spot(), self.highlight.take());
        let has_jumped_to_end = self.has_jumped_to_end;
        let search = self.search.take();
        let resized = self.resized.filter(|(_, led_to)| *led_to == self.top);
        // A shorter text has no place for where a longer one was.
        let kept = resized.map(|(kept, _)| kept).filter(|kept| kept.width == self.width());
        self.landing = Landing::Left(PageSpot { target: spot.target, ..kept.unwrap_or(spot) });
        self.supply(document);
        self.has_jumped_to_end = has_jumped_to_end;
        self.resized = resized.map(|(kept, _)| (kept, self.top));
        match (search, highlight) {
            // What was looked for in the old text is looked for in this one.
            (Some(search), _) => self.look_for(search.needles, search.then),
            (None, Some(shown)) => self.look_for(shown.needles, Then::Again(shown.current)),
            (None, None) => {}
        }
    }

    /// Returns the text away, for keeping.
    pub fn into_document(mut self) -> Option<Document> {
        self.end_selecting();
        self.document
    }

    /// Takes a new size; the same text stays at the top.
    pub fn resize(&mut self, size: Size) {
        if size == self.size {
            return;
        }
        let kept = match self.resized {
            Some((kept, led_to)) if led_to == self.top => kept,
            _ => self.spot(),
        };
        self.size = size;
        let width = self.width();
        let Some(document) = &mut self.document else { return };
        let top = document.set_width(width, self.top);
        self.settle(if kept.width == width { kept.top } else { top });
        self.resized = Some((kept, self.top));
    }

    /// Returns where the page is, to come back to.
    pub fn spot(&self) -> PageSpot {
        PageSpot { top: self.top, width: self.width(), target: self.target }
    }

    /// Goes back to where the page was.
    pub fn restore(&mut self, spot: PageSpot) {
        // Rows are counted at a width; at another one the paragraph is what can be kept.
        let row = if spot.width == self.width() { spot.top.row } else { 0 };
        self.settle(Position { row, ..spot.top });
        let count = self.document.as_ref().map_or(0, Document::target_count);
        self.target = spot.target.filter(|target| (*target as usize) < count);
    }

    /// Goes to a position of the text.
    pub fn go_to(&mut self, position: Position) {
        self.jump(position);
    }

    /// Goes to an anchor; to the top if there is none of that name.
    pub fn go_to_anchor(&mut self, name: &str) {
        let position = self.document.as_ref().and_then(|document| document.anchor(name));
        self.jump(position.unwrap_or_default());
    }

    /// Goes to a paragraph that was marked in some way, or to where that stood.
    pub fn go_to_paragraph(&mut self, anchor: &Anchor) {
        let document = self.document.as_ref();
        let position = document.and_then(|document| margin::position_in(document, anchor));
        self.jump(position.unwrap_or_default());
    }

    /// Returns the number of the first paragraph in sight; `None` at the top, and on the page of a theme.
    pub fn paragraph_in_sight(&self) -> Option<u32> {
        let document = self.document.as_ref().filter(|_| self.top != Position::default())?;
        let last = (document.paragraphs().len() as u32).checked_sub(1)?;
        Some(document.paragraph_at(self.top).unwrap_or(last))
    }

    /// Returns an anchor to the first paragraph in sight; `None` at the top, and on the page of a theme.
    pub fn anchor(&self) -> Option<Anchor> {
        self.anchor_of(self.paragraph_in_sight()?)
    }

    /// Goes to a piece of the body; to the top if there is none.
    pub fn go_to_piece(&mut self, piece: u32) {
        let position = self.document.as_ref().and_then(|document| document.piece(piece));
        self.jump(position.unwrap_or_default());
    }

    /// Returns the piece of the body that the selected link is in, if that is in sight, else the
    /// one of the first row in sight; the first one over the body. `None` if there is no text yet.
    pub fn piece_in_view(&mut self) -> Option<u32> {
        let selected = self.target.and_then(|index| self.target_at(index)).map(|target| target.at);
        let seen = selected.filter(|&at| self.sees(at)).unwrap_or(self.top);
        Some(self.document.as_ref()?.piece_at(seen))
    }

    /// Returns the text of the paragraph that is meant, see [`Self::paragraph_meant`].
    pub fn text_in_sight(&mut self) -> Option<String> {
        let number = self.paragraph_meant()?;
        self.document.as_ref()?.paragraph_to_use(number)
    }

    /// Highlights what a search found and goes to the first match at or below a piece.
    pub fn go_to_hit(&mut self, piece: Option<u32>, words: &[String]) {
        let position = piece
            .and_then(|piece| self.document.as_ref().and_then(|document| document.piece(piece)))
            .unwrap_or_default();
        self.jump(position);
        self.look_for(words.to_vec(), Then::Hit { is_below: piece.is_some(), position });
    }

    /// Scrolls.
    pub fn go(&mut self, motion: Motion) {
        self.has_jumped_to_end = false;
        let height = self.height();
        let Some(document) = &mut self.document else { return };
        self.top = match (motion, motion.rows(height)) {
            (Motion::Last(_), _) => document.end(height),
            (_, Some(rows)) => document.scroll(self.top, rows, height),
            (_, None) => document.settle(Position::default(), height),
        };
    }

    /// Goes to the next or previous paragraph.
    pub fn paragraph(&mut self, toward: Toward) {
        self.has_jumped_to_end = false;
        let height = self.height();
        if let Some(document) = &mut self.document {
            self.top = document.step_paragraph(self.top, toward, height);
        }
    }

    /// Returns the rows in sight.
    pub fn visible(&self) -> Vec<&Row> {
        self.document.as_ref().map_or_else(Vec::new, |text| text.visible(self.top, self.height()))
    }

    /// Returns how far the last row in sight is into the text.
    pub fn percent(&self) -> u8 {
        self.document.as_ref().map_or(0, |document| document.percent(self.top, self.height()))
    }

    /// Returns whether the end of the text is in sight, and by moving on, or with all that is above it.
    pub fn has_come_to_end(&self) -> bool {
        self.percent() == 100 && (!self.has_jumped_to_end || self.top == Position::default())
    }

    /// Returns whether reading on means leaving the entry, see [`Document::is_read`].
    pub fn is_read(&mut self) -> bool {
        let (top, height) = (self.top, self.height());
        self.document.as_mut().is_some_and(|document| document.is_read(top, height))
    }

    /// Returns whether the page is at its top, with more below.
    pub fn is_at_start(&self) -> bool {
        self.top == Position::default() && self.percent() < 100
    }

    /// Returns the text.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// Returns the first row in sight.
    pub fn top(&self) -> Position {
        self.top
    }

    /// Goes somewhere else in the text.
    fn jump(&mut self, top: Position) {
        let from = self.top;
        self.settle(top);
        self.note_jump(from);
    }

    /// Takes in that a jump led here, if it has led anywhere.
    fn note_jump(&mut self, from: Position) {
        if self.top != from {
            self.has_jumped_to_end = self.percent() == 100;
        }
    }

    fn settle(&mut self, top: Position) {
        let height = self.height();
        self.top = match &mut self.document {
            Some(document) => document.settle(top, height),
            None => top,
        };
    }

    /// Returns whether a position is in sight.
    fn sees(&mut self, position: Position) -> bool {
        let (top, height) = (self.top, self.height());
        let Some(document) = &mut self.document else { return false };
        position >= top && {
            // The lowest screen that still shows the position starts this many rows above it.
            let highest = document.scroll(position, 1 - i64::from(height), height);
            document.settle(top, height);
            highest <= top
        }
    }

    /// Scrolls as far as it must to bring a position into sight, at a third of the screen.
    fn reveal(&mut self, position: Position) {
        if self.sees(position) {
            return;
        }
        let height = self.height();
        if let Some(document) = &mut self.document {
            self.top = document.scroll(position, -i64::from(height / 3), height);
        }
    }
}
