//! What an entry says now beside what it said when it was read, and which entries say something else.
//! Refuses to know: how it is found, where it is kept.

use std::sync::Arc;

use super::choice::Choice;
use super::contents::{named, theme_of};
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::{Role, Row};
use crate::journal::{Anchor, Ordered, Paragraph as Text, Print};
use crate::margin::{Difference, Part, Stretch};
use crate::messages::changed as says;
use crate::model::{Catalogue, EntryKey};

/// In what an entry differs from what it said when it was read.
#[derive(Clone, Debug)]
pub struct DifferenceReport {
    entry: EntryKey,
    title: String,
    difference: Arc<Difference>,
    /// Where each part begins, counted in paragraphs as they are now.
    starts: Vec<usize>,
}

impl DifferenceReport {
    /// Builds the report of a difference.
    pub fn new(catalogue: &Catalogue, entry: EntryKey, difference: Arc<Difference>) -> Self {
        let title = says::title(catalogue.short(entry));
        let mut at = 0;
        let starts = difference.parts.iter().map(|part| {
            let start = at;
            at += part.paragraphs();
            start
        });
        let starts = starts.collect();
        Self { entry, title, difference, starts }
    }

    /// Returns a part as a paragraph in which what is gone and what is new are marked.
    pub fn paragraph(&self, at: usize) -> Paragraph {
        let words = match &self.difference.parts[at] {
            Part::Same(count) => vec![(says::same(*count), Role::Dim)],
            Part::Reworded(stretches) => stretches.iter().map(marked).collect(),
            Part::Removed(text) => vec![marked(&Stretch::Removed(text.clone()))],
            Part::Added(text) => vec![marked(&Stretch::Added(text.clone()))],
        };
        Paragraph { words, by: String::new() }
    }

    /// Returns the rows of a part in so many columns; a blank one is below it.
    fn rows_of(&self, at: usize, columns: u16) -> Vec<Row> {
        // The last column is that of the bar which says where one is.
        let mut rows = self.paragraph(at).rows(columns.saturating_sub(1));
        rows.push(Row::default());
        rows
    }
}

/// Returns words with signs around them that tell without colour whether they are gone or new.
fn marked(stretch: &Stretch) -> (String, Role) {
    match stretch {
        Stretch::Same(text) => (text.clone(), Role::Text),
        Stretch::Removed(text) => (says::removed(text), Role::Removed),
        Stretch::Added(text) => (says::added(text), Role::Added),
    }
}

impl Report for DifferenceReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        says::counts(self.difference.counts())
    }

    fn count(&self) -> usize {
        self.difference.parts.len()
    }

    fn wants_width(&self) -> bool {
        true
    }

    fn line(&self, _: &Catalogue, at: usize, columns: u16) -> Line {
        let first = self.rows_of(at, columns).into_iter().next().unwrap_or_default();
        Line { first, second: Row::default() }
    }

    fn heights(&self, _: &Catalogue, columns: u16) -> Option<Vec<u16>> {
        let height = |at| u16::try_from(self.rows_of(at, columns).len()).unwrap_or(u16::MAX);
        Some((0..self.count()).map(height).collect())
    }

    fn rows(&self, _: &Catalogue, at: usize, columns: u16) -> Vec<Row> {
        self.rows_of(at, columns)
    }

    /// Leads to the paragraph, or to the one that stands where it stood.
    fn choice(&self, at: usize) -> Option<Choice> {
        let text = match &self.difference.parts[at] {
            Part::Same(_) | Part::Removed(_) => String::new(),
            Part::Added(text) => text.clone(),
            Part::Reworded(stretches) => stretches.iter().filter_map(now).collect(),
        };
        let number = u32::try_from(self.starts[at]).unwrap_or(u32::MAX);
        let anchor = Anchor::new(number, &Text::new(text), None);
        Some(Choice::Anchored(self.entry, Box::new(anchor)))
    }

    fn told(&self, _: &Catalogue, at: usize) -> String {
        self.paragraph(at).text()
    }

    fn detail(&self, _: &Catalogue, _: usize) -> Vec<Paragraph> {
        vec![(says::LEGEND.to_owned(), Role::Dim).into()]
    }
}

fn now(stretch: &Stretch) -> Option<&str> {
    match stretch {
        Stretch::Same(text) | Stretch::Added(text) => Some(text),
        Stretch::Removed(_) => None,
    }
}

/// The entries that say something else than when they were read.
#[derive(Clone, Debug)]
pub struct ChangedReport {
    /// Each with the fingerprint of what it said.
    entries: Ordered<EntryKey, Print>,
}

impl ChangedReport {
    /// Builds the list of some entries.
    pub fn new(entries: Ordered<EntryKey, Print>) -> Self {
        Self { entries }
    }

    fn entry(&self, at: usize) -> Option<EntryKey> {
        self.entries.nth(at).map(|(entry, _)| *entry)
    }
}

impl Report for ChangedReport {
    fn title(&self) -> &str {
        says::CHANGED_TITLE
    }

    fn count_of(&self) -> String {
        says::changed_entries(self.count())
    }

    fn count(&self) -> usize {
        self.entries.len()
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _: u16) -> Line {
        let Some(entry) = self.entry(at) else { return Line::new([]) };
        let theme = theme_of(catalogue, entry);
        let mut line = named(catalogue, entry);
        line.first.spans.extend(Row::new([("  ", Role::Dim), (&theme, Role::Dim)]).spans);
        line.below(&catalogue.plain_summary(entry), Role::Dim)
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        self.entry(at).map(Choice::Entry)
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let summary = |entry| (catalogue.plain_summary(entry), Role::Text).into();
        self.entry(at).map(summary).into_iter().collect()
    }
}
