//! Numbered lists: what is in them, and what choosing a number means. Items are made when they are
//! printed, so that a theme of a million entries costs no more than one of ten. Refuses to know: how
//! lists are printed.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{
    Destination, Document, MarkIndex, OutlineHeading, Position, Role, Row, Span, UNBROKEN,
};
use crate::journal::EntryRef;
use crate::messages::linear as says;
use crate::model::{Catalogue, EntryKey, PlaceKey};
use crate::report::{Choice, Paragraph, Report, place_in_words, place_label};
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// Too narrow for a report to set anything side by side: what is in which column would be lost.
const ONE_COLUMN: u16 = 59;

/// How many columns of a paragraph are listed.
const BEGINNING: usize = 60;

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is printed above it where another group begins.
    pub headings: Vec<String>,
    /// What it says.
    pub text: String,
    /// What choosing it means.
    pub choice: Choice,
    /// What else is to be said about it, paragraph by paragraph.
    pub detail: Vec<String>,
    /// The entry whose bookmark it is.
    pub bookmark: Option<EntryRef>,
}

impl Item {
    /// Builds an item without a heading.
    pub fn new(text: String, choice: Choice) -> Self {
        Self { headings: Vec::new(), text, choice, detail: Vec::new(), bookmark: None }
    }

    /// Builds an item that may begin a group.
    pub fn under(heading: Option<String>, text: String, choice: Choice) -> Self {
        Self { headings: heading.into_iter().collect(), ..Self::new(text, choice) }
    }
}

type Make = Box<dyn Fn(&Catalogue, usize) -> Item>;

/// A numbered list.
pub struct List {
    /// What it is called.
    pub title: String,
    /// How much there is, in words.
    pub count: String,
    /// How many items it has.
    pub length: usize,
    /// What is printed below the last item.
    pub closing: Vec<String>,
    make: Make,
}

impl List {
    /// Builds a list whose items are made when they are printed.
    pub fn new(
        title: &str,
        length: usize,
        make: impl Fn(&Catalogue, usize) -> Item + 'static,
    ) -> Self {
        let (title, count) = (title.to_owned(), length.to_string());
        Self { title, count, length, closing: Vec::new(), make: Box::new(make) }
    }

    /// Builds a list of items that are there already.
    pub fn of(title: &str, items: Vec<Item>) -> Self {
        Self::new(title, items.len(), move |_, index| items[index].clone())
    }

    /// Lists what a report tells, its headings above what they head.
    pub fn told(catalogue: &Catalogue, report: impl Report + 'static) -> Self {
        let chosen: Vec<usize> =
            (0..report.count()).filter(|&line| report.choice(line).is_some()).collect();
        let behind = chosen.last().map_or(0, |last| last + 1);
        let (title, count) = (report.title().to_owned(), report.count_of());
        let closing = texts(catalogue, &report, behind..report.count());
        let length = chosen.len();
        let make = move |catalogue: &Catalogue, index: usize| {
            let line = chosen[index];
            let above = index.checked_sub(1).map_or(0, |before| chosen[before] + 1);
            Item {
                headings: texts(catalogue, &report, above..line),
                text: line_text(catalogue, &report, line),
                choice: report.choice(line).expect("only lines with a choice are numbered"),
                detail: report.detail(catalogue, line).iter().map(Paragraph::text).collect(),
                bookmark: report.bookmark(line).cloned(),
            }
        };
        Self { title, count, length, closing, make: Box::new(make) }
    }

    /// Adds to what its items say.
    pub fn adding(self, add: impl Fn(&Catalogue, &mut Item) + 'static) -> Self {
        let make = move |catalogue: &Catalogue, index: usize| {
            let mut item = (self.make)(catalogue, index);
            add(catalogue, &mut item);
            item
        };
        Self { make: Box::new(make), ..self }
    }

    /// Returns an item, counted from 0.
    pub fn item(&self, catalogue: &Catalogue, index: usize) -> Option<Item> {
        (index < self.length).then(|| (self.make)(catalogue, index))
    }
}

fn texts(catalogue: &Catalogue, report: &dyn Report, lines: Range<usize>) -> Vec<String> {
    let texts = lines.map(|line| line_text(catalogue, report, line));
    texts.filter(|text| !text.is_empty()).collect()
}

fn line_text(catalogue: &Catalogue, report: &dyn Report, at: usize) -> String {
    // A title is cut for want of room alone, and a line that is printed goes on below itself.
    let width = if report.wants_width() { ONE_COLUMN } else { u16::MAX };
    let line = report.line(catalogue, at, width);
    let [first, second] = [line.first, line.second].map(|row| in_words(&row).trim().to_owned());
    says::summarised(&first, &second)
}

/// Returns what a row says, its signs in words.
fn in_words(row: &Row) -> String {
    let word = |span: &Span| match span.style.role {
        Role::Bullet => says::sign_in_words(&span.text).to_owned(),
        _ => span.text.to_string(),
    };
    row.spans.iter().map(word).collect()
}

/// Lists the paragraphs of an entry by how they begin.
pub fn paragraphs(entry: EntryKey, document: &Document) -> List {
    let item = |(number, text): (u32, Cow<str>)| {
        let block = document.paragraph(number).map_or(0, |position| position.block);
        let beginning = truncate(&Safe::line(&text), BEGINNING);
        Item::new(beginning.to_string(), Choice::Block(entry, block))
    };
    List::of(says::PARAGRAPHS, (0..).zip(document.paragraphs()).map(item).collect())
}

/// Lists places with what their labels mean; about each it says the publication.
pub fn named_places(catalogue: &Catalogue, places: &[PlaceKey]) -> List {
    let item = |&place: &PlaceKey| {
        let label = place_label(catalogue, place);
        let text = says::summarised(&label, &catalogue.place(place).title);
        let detail = place_in_words(catalogue, place).into_iter().map(|(text, _)| text).collect();
        let choice = Choice::Link(Destination::Places([place].into(), Box::default()));
        Item { detail, ..Item::new(text, choice) }
    };
    List::of(says::PLACES, places.iter().map(item).collect())
}

/// Lists entries by id and title, where their names alone do not tell them apart.
pub fn ambiguous(catalogue: &Catalogue, wanted: &str, entries: &[EntryKey]) -> List {
    let item = |&entry: &EntryKey| {
        let text = says::summarised(&catalogue.unique_id(entry), catalogue.title(entry));
        Item::new(text, Choice::Entry(entry))
    };
    List::of(&says::several(wanted), entries.iter().map(item).collect())
}

/// Lists the headings of an entry, deeper ones further in.
pub fn outline(entry: EntryKey, document: &Document) -> List {
    let headings = document.outline();
    let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let item = |heading: &OutlineHeading| {
        let indent = "  ".repeat(usize::from(heading.level - highest));
        let choice = Choice::Block(entry, heading.at.block);
        Item::new(format!("{indent}{}", heading.text), choice)
    };
    List::of(says::OUTLINE, headings.iter().map(item).collect())
}

/// Lists the paragraphs of an entry that hold a text, and counts its places.
pub fn places(entry: EntryKey, mut document: Document, text: &str) -> (List, usize) {
    document.set_width(UNBROKEN, Position::default());
    let count = document.find(&[text.to_owned()]);
    let marks = (0..count as u32).filter_map(|index| document.mark(MarkIndex(index)));
    let mut blocks: Vec<u32> = marks.map(|position| position.block).collect();
    blocks.dedup();
    let items = blocks
        .into_iter()
        .map(|block| Item::new(paragraph(&mut document, block), Choice::Block(entry, block)));
    (List::of(&says::places(text), items.collect()), count)
}

fn paragraph(document: &mut Document, block: u32) -> String {
    let rows: Vec<String> =
        document.block_rows(block).iter().map(|row| row.text().trim().to_owned()).collect();
    rows.join(" ").trim().to_owned()
}

/// Returns the entry that a choice leads to.
pub fn entry_of(choice: &Choice) -> Option<EntryKey> {
    match choice {
        Choice::Link(Destination::Entry(entry, _)) => Some(*entry),
        other => other.entry().map(|(entry, _)| entry),
    }
}
