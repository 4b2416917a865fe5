//! Reading an entry aloud, so to say: its rows as the browser lays them out, without a right end, in
//! pieces that end with a paragraph. Refuses to know: commands.

use super::printer::Printer;
use crate::document::{Document, Position, UNBROKEN};

/// After this many lines a text waits at the end of a paragraph for the reader to ask for more.
const PIECE: usize = 200;

/// A text that is being read.
pub struct Reading {
    document: Document,
    next: u32,
    end: u32,
    /// Where reading goes on behind `end`.
    all: u32,
}

impl Reading {
    /// Begins to read a document at a block: up to the next heading, or up to the end of the text
    /// where `from` is its start.
    pub fn new(mut document: Document, from: u32) -> Self {
        document.set_width(UNBROKEN, Position::default());
        // A line of the links behind the text is read by itself.
        let related = document.related();
        let all = if from < related { related } else { document.blocks().min(from + 1) };
        let mut reading = Self { document, next: from, end: all, all };
        if from > 0 {
            reading.end = reading.end_of_section();
        }
        reading
    }

    /// Prints the next piece; returns how many paragraphs are left.
    pub fn go_on(&mut self, printer: &mut Printer) -> u32 {
        if self.next >= self.end {
            self.end = self.end_of_section();
        }
        let (mut printed, mut blanks) = (0, 0);
        while self.next < self.end && printed < PIECE && printer.is_sound() {
            let rows = self.document.block_rows(self.next);
            for row in rows {
                if row.text().is_empty() {
                    blanks += 1;
                    continue;
                }
                // Blank lines part paragraphs; at the end of a piece they part nothing.
                (0..std::mem::take(&mut blanks)).for_each(|_| printer.blank());
                printed += printer.row(row);
            }
            self.next += 1;
        }
        self.all.saturating_sub(self.next)
    }

    /// Returns the block of the next heading behind the present one.
    fn end_of_section(&self) -> u32 {
        let headings = self.document.outline().iter().map(|heading| heading.at.block);
        headings.filter(|block| (self.next + 1..self.all).contains(block)).min().unwrap_or(self.all)
    }
}
