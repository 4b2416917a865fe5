//! Reading an entry aloud, so to say: its rows as the browser lays them out, without a right end, in
//! pieces that end with a paragraph; notes and quotes begin and end in words, since a bar at the left is not
//! heard. Refuses to know: commands.

use super::printer::Printer;
use crate::document::{Document, Position, Role, Row, Span, UNBROKEN};
use crate::messages::linear as says;

/// After this many lines a text waits at the end of a paragraph for the reader to ask for more.
const PIECE: usize = 200;

/// A text that is being read.
pub struct Reading {
    document: Document,
    next: u32,
    end: u32,
    /// Where reading goes on behind `end`.
    all: u32,
    /// What the last row belongs to that has a bar on the screen.
    aside: Option<Role>,
}

impl Reading {
    /// Begins to read a document at a block: up to the next heading, or up to the end of the text
    /// where `from` is its start.
    pub fn new(mut document: Document, from: u32) -> Self {
        document.set_width(UNBROKEN, Position::default());
        // A line of the links behind the text is read by itself.
        let related = document.related();
        let all = if from < related { related } else { document.blocks().min(from + 1) };
        let mut reading = Self { document, next: from, end: all, all, aside: None };
        if from > 0 {
            reading.end = reading.end_of_section();
        }
        reading
    }

    /// Begins to read a document at its head: title, names and summary come first by themselves.
    pub fn head(document: Document) -> Self {
        let mut reading = Self::new(document, 0);
        reading.end = body_of(&reading.document).unwrap_or(reading.all).min(reading.all);
        reading
    }

    /// Begins to read a document behind its head, all of it.
    pub fn body(document: Document) -> Self {
        let mut reading = Self::new(document, 0);
        reading.next = body_of(&reading.document).unwrap_or(0);
        reading
    }

    /// Returns whether more than the head was read.
    pub fn is_begun(&self) -> bool {
        body_of(&self.document).is_none_or(|body| self.next > body)
    }

    /// Returns the block that is read next.
    pub fn next_block(&self) -> u32 {
        self.next
    }

    /// Returns whether the end of the text was read.
    pub fn is_at_end(&self) -> bool {
        self.next == self.document.related()
    }

    /// Returns the text.
    pub fn document(&mut self) -> &mut Document {
        &mut self.document
    }

    /// Returns how many of the paragraphs that can be listed are left; `None` if nothing at all is.
    pub fn left(&self) -> Option<usize> {
        let all = self.document.paragraphs().len();
        let before = |block| {
            let paragraph = self.document.paragraph_at(Position { block, row: 0 });
            paragraph.map_or(all, |number| number as usize)
        };
        (self.next < self.all).then(|| before(self.all) - before(self.next))
    }

    /// Prints the next piece.
    pub fn go_on(&mut self, printer: &mut Printer) {
        if self.next >= self.end {
            self.end = self.end_of_section();
        }
        let (mut printed, mut blanks) = (0, 0);
        while self.next < self.end && printed < PIECE && printer.is_sound() {
            let rows = self.document.block_rows(self.next);
            for row in rows {
                let (aside, row) = without_bars(row);
                if row.text().trim().is_empty() {
                    blanks += 1;
                    continue;
                }
                let head = is_head(&row);
                if aside != self.aside || head {
                    end_aside(self.aside, printer);
                    self.aside = aside;
                    if aside == Some(Role::Quote) {
                        (0..std::mem::take(&mut blanks)).for_each(|_| printer.blank());
                        printer.say(says::QUOTE);
                    }
                }
                // Blank lines part paragraphs; at the end of a piece they part nothing.
                (0..std::mem::take(&mut blanks)).for_each(|_| printer.blank());
                if head {
                    printer.say(&says::head_of_note(&row.text()));
                    printed += 1;
                } else {
                    printed += printer.row(&row);
                }
            }
            self.next += 1;
        }
        if self.next >= self.end {
            end_aside(self.aside.take(), printer);
        }
    }

    /// Returns the block of the next heading behind the present one.
    fn end_of_section(&self) -> u32 {
        let headings = self.document.outline().iter().map(|heading| heading.at.block);
        headings.filter(|block| (self.next + 1..self.all).contains(block)).min().unwrap_or(self.all)
    }
}

/// Returns the block at which the text of an entry begins, behind its head.
fn body_of(document: &Document) -> Option<u32> {
    document.piece(0).map(|position| position.block)
}

/// Takes the bars of notes and quotes away; returns also whose the outermost one is.
fn without_bars(row: &Row) -> (Option<Role>, Row) {
    let is_bar = |span: &&Span| {
        matches!(span.style.role, Role::NoteHead | Role::Quote)
            && matches!(span.text.trim(), "▎" | "│")
    };
    let outermost = row.spans.iter().take_while(is_bar).map(|span| span.style.role).next();
    let spans = row.spans.iter().skip_while(is_bar).cloned().collect();
    (outermost, Row::of(spans))
}

/// Returns whether a row is the heading of a note.
fn is_head(row: &Row) -> bool {
    row.spans.iter().all(|span| span.style.role == Role::NoteHead)
}

fn end_aside(aside: Option<Role>, printer: &mut Printer) {
    match aside {
        Some(Role::Quote) => printer.say(says::END_OF_QUOTE),
        Some(_) => printer.say(says::END_OF_NOTE),
        None => {}
    }
}
