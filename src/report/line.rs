//! What every report is: a title, lines, choices, details. Refuses to know: any subject.

use std::fmt;

use super::choice::Choice;
use super::paragraph::Paragraph;
use crate::content::diagnostic::Diagnostic;
use crate::document::{Role, Row};
use crate::journal::EntryRef;
use crate::knowledge::Question;
use crate::model::{Catalogue, ClaimKey, EntryKey};
use crate::text::width::width;

/// One line of a report, made when it comes into sight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The row that says what the line is.
    pub first: Row,
    /// A row below it, shown if lines have two rows.
    pub second: Row,
}

impl Line {
    /// Builds a line of one row.
    pub fn new<const N: usize>(parts: [(&str, Role); N]) -> Self {
        Self { first: Row::new(parts), second: Row::default() }
    }

    /// Puts a row below the first one, set in under it.
    #[must_use]
    pub fn below(mut self, text: &str, role: Role) -> Self {
        self.second = Row::new([("    ", role), (text, role)]);
        self
    }

    /// Puts a text at the right end of the first row; two columns behind it if there is no room, or if
    /// the columns are without limit.
    #[must_use]
    pub fn ending(mut self, text: &str, role: Role, columns: u16) -> Self {
        let taken = self.first.width() + width(text) + 1;
        let free = usize::from(columns).saturating_sub(taken);
        let gap = if columns == u16::MAX { 2 } else { free.max(2) };
        let end = Row::new([(&" ".repeat(gap), role), (text, role)]);
        self.first.spans.extend(end.spans);
        self
    }
}

/// What there is to say of one subject, line by line.
pub trait Report: fmt::Debug + Send + Sync {
    /// Returns the title.
    fn title(&self) -> &str;

    /// Returns how much there is, in words.
    fn count_of(&self) -> String;

    /// Counts the lines, headings included.
    fn count(&self) -> usize;

    /// Returns whether lines have a second row, if there is room for it.
    fn has_second_rows(&self) -> bool {
        false
    }

    /// Returns whether the list wants the whole width, so that what is said of a line is below it.
    fn wants_width(&self) -> bool {
        false
    }

    /// Returns a line for `width` columns.
    fn line(&self, catalogue: &Catalogue, at: usize, width: u16) -> Line;

    /// Returns how many rows each line takes in `columns`, if they differ in that; `None` if all take as
    /// many. Lines of which there may be very many have to be measured without being made.
    fn heights(&self, _catalogue: &Catalogue, _columns: u16) -> Option<Vec<u16>> {
        None
    }

    /// Returns the rows of a line in `columns`, as many as it is high; for reports whose lines differ
    /// in height.
    fn rows(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Vec<Row> {
        vec![self.line(catalogue, at, columns).first]
    }

    /// Returns what choosing the second half of a line means, if it has two.
    fn other_choice(&self, _at: usize) -> Option<Choice> {
        None
    }

    /// Returns the row of a line, laid out in so many columns, at which its second half begins; `None` if
    /// it has none, or beside the first.
    fn second_row(&self, _at: usize, _columns: u16) -> Option<usize> {
        None
    }

    /// Returns what choosing a line means; `None` for headings, which cannot be selected.
    fn choice(&self, at: usize) -> Option<Choice>;

    /// Returns what is to be said of a line next to the list, paragraph by paragraph.
    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph>;

    /// Returns the piece of a body that is to be quoted after what is said of a line: its entry and
    /// number.
    fn quotes(&self, _at: usize) -> Option<(EntryKey, u32)> {
        None
    }

    /// Returns the mistake in the files that a line tells of.
    fn mistake(&self, _at: usize) -> Option<&Diagnostic> {
        None
    }

    /// Returns the text that a filter is held against.
    fn text(&self, catalogue: &Catalogue, at: usize) -> String {
        let line = self.line(catalogue, at, u16::MAX);
        let spans = line.first.spans.iter().chain(&line.second.spans);
        spans.map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Returns what is copied of a line: what is said of it, or the line itself.
    fn told(&self, catalogue: &Catalogue, at: usize) -> String {
        let detail: Vec<String> = self.detail(catalogue, at).iter().map(Paragraph::text).collect();
        if detail.is_empty() { self.text(catalogue, at) } else { detail.join("\n") }
    }

    /// Returns the line without which a line says too little: a filter that lets the one through
    /// shows the other above it.
    fn under(&self, _at: usize) -> Option<usize> {
        None
    }

    /// Returns what has to be read before the report is whole.
    fn awaits(&self) -> Option<Question> {
        None
    }

    /// Returns the entry whose bookmark a line is.
    fn bookmark(&self, _at: usize) -> Option<&EntryRef> {
        None
    }

    /// Returns the claim that a line is about, by which it is found again in a fuller report.
    fn claim(&self, _at: usize) -> Option<ClaimKey> {
        None
    }

    /// Returns the line of a claim.
    fn line_of(&self, _catalogue: &Catalogue, _claim: ClaimKey) -> Option<usize> {
        None
    }

    /// Returns the line that is the first in sight when the report is opened at a line, as far as both
    /// have room.
    fn top_for(&self, _at: usize) -> Option<usize> {
        None
    }

    /// Returns the line to select when the report is opened.
    fn start(&self, _catalogue: &Catalogue) -> usize {
        0
    }
}
