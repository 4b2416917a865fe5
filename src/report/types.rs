//! All entries under what sort of thing they are. Refuses to know: how they are grouped.

use std::sync::Arc;

use super::choice::Choice;
use super::contents::named;
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::Role;
use crate::graph::TypeGroup;
use crate::knowledge::{Knowledge, Question};
use crate::messages::types as says;
use crate::model::{Catalogue, EntryKey};

/// The entries by their type, each type below its heading.
#[derive(Clone, Debug)]
pub struct TypeReport {
    /// `None` until they were looked for.
    groups: Option<Arc<[TypeGroup]>>,
    /// The line of each heading.
    headings: Vec<usize>,
    lines: usize,
}

impl TypeReport {
    /// Lists the types as far as they are known.
    pub fn new(known: &Knowledge) -> Self {
        let groups = known.types();
        let (mut headings, mut line) = (Vec::new(), 0);
        for group in groups.iter().flat_map(|groups| groups.iter()) {
            headings.push(line);
            line += 1 + group.entries.len();
        }
        Self { groups, headings, lines: line.max(1) }
    }

    /// Returns the types with their entries.
    pub fn groups(&self) -> &[TypeGroup] {
        self.groups.as_deref().unwrap_or_default()
    }

    /// Finds the type of a line, and the entry in it; `None` for the entry of a heading.
    fn find(&self, at: usize) -> Option<(&TypeGroup, Option<EntryKey>)> {
        let behind = self.headings.partition_point(|first| *first <= at);
        let number = behind.checked_sub(1)?;
        let group = &self.groups()[number];
        let within = (at - self.headings[number]).checked_sub(1);
        Some((group, within.map(|within| group.entries[within])))
    }
}

impl Report for TypeReport {
    fn title(&self) -> &str {
        says::TITLE
    }

    fn count_of(&self) -> String {
        self.headings.len().to_string()
    }

    /// Counts one line for what is said where there is no type.
    fn count(&self) -> usize {
        self.lines
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match self.find(at) {
            None if self.groups.is_none() => Line::new([(says::READING, Role::Dim)]),
            None => Line::new([(says::NONE, Role::Text)]),
            Some((group, None)) => {
                let heading = says::heading(&group.name, group.entries.len());
                Line::new([(&heading, Role::Section)])
            }
            Some((_, Some(entry))) => named(catalogue, entry),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        let (_, entry) = self.find(at)?;
        entry.map(Choice::Entry)
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let Some((_, Some(entry))) = self.find(at) else { return Vec::new() };
        super::paragraph::paragraphs(vec![
            (catalogue.title(entry).to_owned(), Role::Title),
            (catalogue.plain_summary(entry), Role::Text),
        ])
    }

    fn awaits(&self) -> Option<Question> {
        self.groups.is_none().then_some(Question::Types)
    }
}
