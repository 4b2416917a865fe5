//! Printed lines: safe text, wrapped where the reader's terminal has an end, and nothing that moves a
//! cursor or colours. Refuses to know: what is said.

use std::io::{self, Write};

use crate::document::{Role, Row};
use crate::text::breaking::lines;
use crate::text::fit::truncate;
use crate::text::glyphs::Glyphs;
use crate::text::safe::Safe;
use crate::text::width::width;

/// The way to the reader.
pub struct Printer {
    out: Box<dyn Write>,
    columns: Box<dyn Fn() -> Option<u16>>,
    glyphs: Glyphs,
    failure: Option<io::Error>,
}

impl Printer {
    /// Prints to `out`; `columns` says how wide a line may be now, `None` if a paragraph stays one
    /// line.
    pub fn new(out: Box<dyn Write>, columns: Box<dyn Fn() -> Option<u16>>, glyphs: Glyphs) -> Self {
        Self { out, columns, glyphs, failure: None }
    }

    /// Returns the columns of a line; `None` if a paragraph stays one line.
    pub fn columns(&self) -> Option<u16> {
        (self.columns)().map(|columns| columns.max(1))
    }

    /// Prints a sentence.
    pub fn say(&mut self, sentence: &str) {
        self.hanging("", sentence);
    }

    /// Prints a numbered choice.
    pub fn choice(&mut self, number: usize, text: &str) {
        self.hanging(&format!("{number}. "), text);
    }

    /// Prints a row of a document that was laid out without a right end; returns how many lines it
    /// took.
    ///
    /// What aligns a row in columns would be torn apart where the row has no room, so it is dropped
    /// there: cells then follow one another.
    pub fn row(&mut self, row: &Row) -> usize {
        let text = row.text();
        let Some(columns) = self.columns().map(usize::from).filter(|most| width(&text) > *most)
        else {
            self.line(&text);
            return 1;
        };
        if row.spans.iter().any(|span| span.style.role == Role::Rule) {
            self.line(&truncate(&text, columns));
            return 1;
        }
        let indent = text.len() - text.trim_start().len();
        let words: Vec<&str> =
            text.split("  ").map(str::trim).filter(|it| !it.is_empty()).collect();
        self.hanging(&text[..indent], &words.join("  "))
    }

    /// Prints an empty line.
    pub fn blank(&mut self) {
        self.line(&Safe::default());
    }

    /// Prints what can be typed and leaves the line open.
    pub fn prompt(&mut self, text: &str) {
        self.raw(&Safe::line(text));
        self.flush();
    }

    /// Hands everything over.
    pub fn flush(&mut self) {
        if self.failure.is_none() {
            self.failure = self.out.flush().err();
        }
    }

    /// Returns why nothing can be printed any more.
    pub fn failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// Returns whether everything could be printed so far.
    pub fn is_sound(&self) -> bool {
        self.failure.is_none()
    }

    /// Prints text whose further lines begin under the first one's text; returns how many lines there
    /// are.
    fn hanging(&mut self, mark: &str, text: &str) -> usize {
        let (mark, text) = (Safe::line(mark), Safe::line(text));
        let indent = width(&mark);
        let room = self.columns().map_or(usize::MAX, usize::from).saturating_sub(indent).max(1);
        let mut before = mark;
        let rows = lines(&text, room);
        for row in &rows {
            let mut line = std::mem::replace(&mut before, Safe::spaces(indent));
            line.push(&text.slice(row.range.clone()));
            self.line(&line);
        }
        rows.len()
    }

    fn line(&mut self, text: &Safe) {
        self.raw(text);
        self.raw(&Safe::text("\n"));
    }

    fn raw(&mut self, text: &Safe) {
        if self.failure.is_some() {
            return;
        }
        self.failure = self.out.write_all(self.glyphs.text(text).as_bytes()).err();
    }
}
