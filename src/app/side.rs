//! The side pane: outline, links and backlinks of the open entry as one list. Refuses to know: where
//! on the screen it stands.

use super::App;
use super::geometry::Pane;
use super::menu::Item;
use crate::document::{Heading, Role, Row};
use crate::messages::browser as says;
use crate::messages::document::more_lines;
use crate::model::{EntryKey, Lines};
use crate::report::Choice;
use crate::text::breaking::lines;
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// How many rows a reason takes at most; the reader has the whole of it in narrower windows.
const REASON_ROWS: usize = 3;

/// What a side pane was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    entry: EntryKey,
    waiting: bool,
    width: u16,
}

impl App {
    /// Builds the side pane again where it was made for another entry or width.
    pub(super) fn rebuild_side(&mut self) {
        let geometry = self.geometry();
        let (Some(page), Some(area)) = (&self.reader, geometry.side) else {
            self.side_of = None;
            return;
        };
        let origin = Origin { entry: page.entry, waiting: page.is_waiting(), width: area.width };
        if self.side_of == Some(origin) {
            return;
        }
        let same_entry = self.side_of.is_some_and(|before| before.entry == origin.entry);
        let items = self.side_items(origin);
        if !same_entry {
            self.side = super::menu::Menu::default();
        }
        self.side.replace(items, area.height);
        self.side_of = Some(origin);
        self.section = None;
    }

    /// While the side pane has no focus its selection shows which section is being read.
    pub(super) fn follow_section(&mut self) {
        if self.arrangement.focus == Pane::Side || self.side_of.is_none() {
            return;
        }
        let Some(page) = &self.reader else { return };
        let headings = page.document().map_or(&[][..], |document| document.outline());
        let reached = headings.iter().rev().find(|heading| heading.at <= page.top());
        let Some(place) = reached.or(headings.first()).map(|heading| heading.at) else { return };
        if self.section.replace(place) == Some(place) {
            return;
        }
        let height = self.contents_height();
        self.side.select_where(height, |choice| *choice == Choice::Place(place));
    }

    fn side_items(&self, origin: Origin) -> Vec<Item<Choice>> {
        let width = usize::from(origin.width).saturating_sub(4);
        let mut items = Vec::new();
        let outline = self.reader.as_ref().and_then(|page| page.document());
        let outline = outline.map_or(&[][..], |document| document.outline());
        add_section(&mut items, says::ON_THIS_PAGE, outline_items(outline));
        let links = self.knowledge.links(origin.entry);
        let backlinks = self.knowledge.backlinks(origin.entry);
        add_section(&mut items, says::LINKS, self.related_items(&links, width));
        add_section(&mut items, says::LINKED_FROM, self.related_items(&backlinks, width));
        if items.is_empty() {
            items.push(heading(says::NOTHING_BESIDE, Role::Dim));
        }
        items
    }

    /// Builds the items of links, those of one relation under its label.
    fn related_items(&self, all: &Lines, width: usize) -> Vec<Item<Choice>> {
        let catalogue = self.catalogue();
        let mut items = Vec::new();
        let mut last = None;
        for related in &all.first {
            let kind = (related.relation, related.inverse);
            if last.replace(kind) != Some(kind) {
                let label = Safe::line(catalogue.label(related));
                items.push(heading(&truncate(&label, width), Role::Dim));
            }
            let title = Safe::line(catalogue.short(related.entry));
            let title = truncate(&title, width.saturating_sub(2));
            let mut rows = vec![Row::new([("  ", Role::Text), (&title, Role::Text)])];
            let reasons = wrap(&related.reason, width.saturating_sub(4), REASON_ROWS);
            rows.extend(
                reasons.iter().map(|line| Row::new([("    ", Role::Dim), (line, Role::Dim)])),
            );
            items.push(Item { rows, value: Some(Choice::Entry(related.entry)) });
        }
        if all.more > 0 {
            let more = format!("  {}", more_lines(all.more));
            let rows = vec![Row::new([(&more, Role::Dim)])];
            items.push(Item { rows, value: Some(Choice::Links) });
        }
        items
    }
}

/// Builds the items of an outline, deeper headings further in.
pub fn outline_items(headings: &[Heading]) -> impl Iterator<Item = Item<Choice>> {
    let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    headings.iter().map(move |heading| {
        let indent = "  ".repeat(usize::from(heading.level - highest));
        let rows = vec![Row::new([(&indent, Role::Text), (&heading.text, Role::Text)])];
        Item { rows, value: Some(Choice::Place(heading.at)) }
    })
}

/// Builds an item that cannot be selected.
pub fn heading<T>(text: &str, role: Role) -> Item<T> {
    Item { rows: vec![Row::new([(text, role)])], value: None }
}

/// Appends items under a heading, nothing if there are none.
fn add_section(
    items: &mut Vec<Item<Choice>>,
    title: &str,
    section: impl IntoIterator<Item = Item<Choice>>,
) {
    let mut section = section.into_iter().peekable();
    if section.peek().is_none() {
        return;
    }
    if !items.is_empty() {
        items.push(Item { rows: vec![Row::default()], value: None });
    }
    items.push(heading(title, Role::Section));
    items.extend(section);
}

/// Breaks a sentence into at most `most` rows of `columns`, the last one cut where more follows.
fn wrap(text: &str, columns: usize, most: usize) -> Vec<Safe> {
    let text = Safe::line(text);
    let rows = lines(&text, columns.max(1));
    let cut = rows.len() > most;
    let shown = rows.iter().filter(|row| !row.range.is_empty()).take(most).enumerate();
    shown
        .map(|(at, row)| {
            if cut && at + 1 == most {
                truncate(&text.slice(row.range.start..text.len()), columns)
            } else {
                text.slice(row.range.clone())
            }
        })
        .collect()
}
