//! Markdown in the making, from text in styles, blocks and containers: whatever is said, reading the result
//! gives the same text back. Refuses to know: which markup it is made of.

mod inline;

pub use inline::{Run, Style};

use super::counting::{Counting, Numbering, Signs};
use super::escape::{Spot, fence};
use inline::{Inline, tidy};

/// Quotes and items that are deeper are written as if they were not there; see
/// [`crate::text::markdown`], which keeps two more.
const DEEPEST: usize = 10;
/// Markdown counts no further.
const LARGEST_NUMBER: i64 = 999_999_999;
/// From how many characters on a cell is no cell but a text that was set beside another.
const LONGEST_CELL: usize = 160;
/// The same in line breaks.
const MOST_BREAKS: usize = 3;

/// A container that is open.
#[derive(Debug)]
enum Open {
    Quote,
    /// A list, and how its items are counted; it has bullets if that is `None`.
    List {
        numbering: Option<Numbering>,
        is_other: bool,
        is_empty: bool,
    },
    /// An item with its marker, which is still to be written if it is new, and what stands before its text.
    Item {
        marker: String,
        sign: String,
        is_new: bool,
    },
    /// One that is too deep to be shown.
    Hidden,
}

/// What the text that comes next goes into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Leaf {
    #[default]
    Paragraph,
    Heading(u8),
    Cell,
}

/// A row of a table, cell by cell.
pub type Row = Vec<Vec<Run>>;

/// At which side of its column a cell is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// At the left, which needs not be said.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// At the right.
    Right,
}

/// Markdown in the making.
#[derive(Debug, Default)]
pub struct Composer {
    out: String,
    open: Vec<Open>,
    leaf: Leaf,
    runs: Vec<Run>,
    /// Where links lead; empty for those that lead nowhere.
    links: Vec<String>,
    /// How many of the open containers held the block that was written last.
    shared: usize,
    /// Whether that block began an item.
    began_item: bool,
    /// Whether the last list at each depth had the other marker, which tells neighbours apart.
    markers: Vec<bool>,
}

impl Composer {
    /// Returns the bytes written so far: where the block begins that is being filled.
    pub fn position(&self) -> usize {
        self.out.len()
    }

    /// Returns whether nothing stands yet in the line that is being filled.
    pub fn is_at_line_start(&self) -> bool {
        self.runs
            .iter()
            .rev()
            .find(|run| !run.text.is_empty())
            .is_none_or(|run| run.text.ends_with('\n'))
    }

    /// Returns whether a blank would say nothing here: at the start of a line, or behind another.
    pub fn ends_blank(&self) -> bool {
        let last = self.runs.last().and_then(|run| run.text.chars().next_back());
        last.is_none_or(|c| c.is_ascii_whitespace())
    }

    /// Adds a destination for links; empty if it is to be told later, by [`Self::lead`].
    pub fn link(&mut self, destination: String) -> u32 {
        self.links.push(destination);
        self.links.len() as u32 - 1
    }

    /// Returns whether nothing is told yet of where a link leads.
    pub fn awaits_destination(&self, link: u32) -> bool {
        self.links[link as usize].is_empty()
    }

    /// Has a link lead somewhere, as far as its text is not written yet.
    pub fn lead(&mut self, link: u32, destination: String) {
        self.links[link as usize] = destination;
    }

    /// Returns the text of a link, as far as it is not written yet.
    pub fn text_of(&self, link: u32) -> String {
        let runs = self.runs.iter().filter(|run| run.style.link == Some(link));
        runs.map(|run| &*run.text).collect()
    }

    /// Appends text; a line feed is a line break.
    pub fn text(&mut self, text: &str, style: Style) {
        inline::push(&mut self.runs, text, style);
    }

    /// Breaks the line; a second break ends the paragraph.
    pub fn line_break(&mut self) {
        if self.runs.is_empty() {
            return;
        }
        if self.is_at_line_start() {
            self.end_block();
        } else {
            self.text("\n", Style::default());
        }
    }

    /// Ends the block that is being filled.
    pub fn end_block(&mut self) {
        if self.leaf == Leaf::Cell {
            if !self.is_at_line_start() {
                self.text("\n", Style::default());
            }
            return;
        }
        let leaf = std::mem::take(&mut self.leaf);
        let runs = std::mem::take(&mut self.runs);
        self.block(leaf, runs);
    }

    fn block(&mut self, leaf: Leaf, runs: Vec<Run>) {
        let mut runs = tidy(runs);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        if let Some(Open::Item { sign, is_new: true, .. }) = self.open.last()
            && !sign.is_empty()
        {
            runs.insert(0, Run { text: sign.clone(), style: Style::default() });
        }
        let prefix = self.begin_block();
        if let Leaf::Heading(level) = leaf {
            self.out.push_str(&"#".repeat(usize::from(level.clamp(1, 6))));
            self.out.push(' ');
            let spot = Spot { in_heading: true, ..Spot::default() };
            self.inline(spot, " ", runs);
        } else {
            let spot = Spot { begins_line: true, ..Spot::default() };
            self.inline(spot, &format!("\\\n{prefix}"), runs);
        }
    }

    fn inline(&mut self, spot: Spot, line_break: &str, runs: Vec<Run>) {
        let links = &self.links;
        Inline { links, spot, line_break }.write(runs, &mut self.out);
    }

    /// Begins a heading.
    pub fn heading(&mut self, level: u8) {
        self.end_block();
        if self.leaf == Leaf::Paragraph {
            self.leaf = Leaf::Heading(level);
        }
    }

    /// Opens a quote.
    pub fn open_quote(&mut self) {
        self.end_block();
        let open = if self.is_deep() { Open::Hidden } else { Open::Quote };
        self.open.push(open);
    }

    /// Opens a list that is counted, or has bullets.
    pub fn open_list(&mut self, numbering: Option<Numbering>) {
        self.end_block();
        let depth = self.open.len();
        self.markers.resize(self.markers.len().max(depth + 1), false);
        self.markers.truncate(depth + 1);
        self.markers[depth] = !self.markers[depth];
        let is_other = !self.markers[depth];
        self.open.push(Open::List { numbering, is_other, is_empty: true });
        if let Some(numbering) = numbering {
            self.count_from(numbering.next);
        }
    }

    /// Has the next item of a list that is counted be that one. Markdown counts on from the first: what follows is
    /// another list if the item is not the next anyway.
    pub fn count_from(&mut self, number: i64) {
        let depth = self.open.len().saturating_sub(1);
        let Some(Open::List { numbering: Some(numbering), is_other, is_empty }) =
            self.open.last_mut()
        else {
            return;
        };
        let is_parted = numbering.next != number && numbering.counting == Counting::Numbers;
        numbering.next = number;
        if is_parted && !*is_empty {
            *is_other = !*is_other;
            self.markers[depth] = !*is_other;
            self.began_item = false;
        }
    }

    /// Opens an item; one in no list gets a bullet.
    pub fn open_item(&mut self) {
        self.end_block();
        let mut sign = String::new();
        let marker = match self.open.last_mut() {
            Some(Open::List { numbering: Some(numbering), is_other, is_empty }) => {
                *is_empty = false;
                let number = numbering.next;
                let signs = match numbering.counting {
                    Counting::Signs(signs) => Some(signs),
                    Counting::Numbers if (0..=LARGEST_NUMBER).contains(&number) => None,
                    Counting::Numbers => Some(Signs::Numbers),
                };
                // Markdown has no such lists: what counts begins the text.
                let marker = if let Some(signs) = signs {
                    sign = format!("{}. ", signs.sign(number));
                    bullet(*is_other)
                } else {
                    format!("{number}{} ", if *is_other { ')' } else { '.' })
                };
                numbering.advance();
                marker
            }
            Some(Open::List { numbering: None, is_other, .. }) => bullet(*is_other),
            _ => bullet(false),
        };
        let is_hidden = self.is_deep() || self.leaf == Leaf::Cell;
        let item = Open::Item { marker, sign, is_new: true };
        self.open.push(if is_hidden { Open::Hidden } else { item });
    }

    /// Closes the innermost container.
    pub fn close(&mut self) {
        self.end_block();
        self.open.pop();
        self.shared = self.shared.min(self.open.len());
    }

    fn is_deep(&self) -> bool {
        let shown = self.open.iter().filter(|it| matches!(it, Open::Quote | Open::Item { .. }));
        shown.count() >= DEEPEST
    }

    /// Appends a rule.
    pub fn rule(&mut self) {
        self.end_block();
        if self.leaf != Leaf::Cell {
            self.begin_block();
            self.out.push_str("***");
        }
    }

    /// Appends a block of code.
    pub fn code(&mut self, text: &str) {
        self.end_block();
        let text = text.trim_end();
        if self.leaf == Leaf::Cell || text.trim().is_empty() {
            self.text(text.trim(), Style::default());
            return self.end_block();
        }
        let fence = fence(text);
        let prefix = self.begin_block();
        self.out.push_str(&fence);
        for line in text.lines().chain([&*fence]) {
            self.out.push('\n');
            self.out.push_str(&prefix);
            self.out.push_str(line);
        }
    }

    /// Begins a cell, into which all text goes until it is taken by [`Self::take_cell`].
    pub fn begin_cell(&mut self) {
        self.end_block();
        self.leaf = Leaf::Cell;
    }

    /// Returns whether a cell is being filled.
    pub fn is_in_cell(&self) -> bool {
        self.leaf == Leaf::Cell
    }

    /// Takes the cell that is being filled.
    pub fn take_cell(&mut self) -> Vec<Run> {
        self.leaf = Leaf::Paragraph;
        tidy(std::mem::take(&mut self.runs))
    }

    /// Appends a table with the sides at which its columns are set, the first row of which is its head; what was
    /// only set side by side becomes paragraphs.
    pub fn table(&mut self, mut rows: Vec<Row>, sides: &[Side]) {
        self.end_block();
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns < 2 || rows.iter().flatten().any(|cell| is_long(cell)) {
            for cell in rows.into_iter().flatten() {
                self.block(Leaf::Paragraph, cell);
            }
            return;
        }
        let prefix = self.begin_block();
        for (number, row) in rows.into_iter().enumerate() {
            if number > 0 {
                self.out.push('\n');
                self.out.push_str(&prefix);
            }
            let mut cells = row.into_iter();
            for _ in 0..columns {
                self.out.push_str("| ");
                let spot = Spot { in_cell: true, ..Spot::default() };
                self.inline(spot, "", cells.next().unwrap_or_default());
                self.out.push(' ');
            }
            self.out.push('|');
            if number == 0 {
                self.out.push('\n');
                self.out.push_str(&prefix);
                for column in 0..columns {
                    self.out.push_str(match sides.get(column).copied().unwrap_or_default() {
                        Side::Left => "|---",
                        Side::Middle => "|:-:",
                        Side::Right => "|--:",
                    });
                }
                self.out.push('|');
            }
        }
    }

    /// Parts the next block from the last; returns what further lines of it begin with.
    fn begin_block(&mut self) -> String {
        let begins_item = self.open.iter().any(|it| matches!(it, Open::Item { is_new: true, .. }));
        if !self.out.is_empty() {
            self.out.push('\n');
            if !(begins_item && self.began_item) {
                let blank = prefix(&self.open[..self.shared]);
                self.out.push_str(blank.trim_end());
                self.out.push('\n');
            }
        }
        for open in &mut self.open {
            match open {
                Open::Item { marker, is_new, .. } if *is_new => {
                    self.out.push_str(marker);
                    *is_new = false;
                }
                other => self.out.push_str(&prefix(std::slice::from_ref(other))),
            }
        }
        self.began_item = begins_item;
        self.shared = self.open.len();
        prefix(&self.open)
    }

    /// Ends everything that is open, and returns the Markdown.
    pub fn finish(mut self) -> String {
        if self.leaf == Leaf::Cell {
            self.leaf = Leaf::Paragraph;
        }
        self.end_block();
        self.out
    }
}

fn bullet(is_other: bool) -> String {
    if is_other { "+ " } else { "- " }.to_owned()
}

fn is_long(cell: &[Run]) -> bool {
    let characters: usize = cell.iter().map(|run| run.text.chars().count()).sum();
    let breaks: usize = cell.iter().map(|run| run.text.matches('\n').count()).sum();
    characters > LONGEST_CELL || breaks > MOST_BREAKS
}

/// Returns what a line inside of containers begins with, if their first block is written.
fn prefix(open: &[Open]) -> String {
    let part = |open: &Open| match open {
        Open::Quote => "> ".to_owned(),
        Open::Item { marker, .. } => " ".repeat(marker.len()),
        Open::List { .. } | Open::Hidden => String::new(),
    };
    open.iter().map(part).collect()
}
