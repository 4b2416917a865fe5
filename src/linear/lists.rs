//! Numbered lists: what stands in them, and what choosing a number means. Items are made when they are
//! printed, so that a theme of a million entries costs no more than one of ten. Refuses to know: how
//! lists are printed.

use std::ops::Range;

use crate::app::geometry::TWO_PANES;
use crate::app::layer::glossary::Terms;
use crate::app::layer::sheet::Sheet;
use crate::app::list::Rows;
use crate::document::{Destination, Document, MarkIndex, Role, TargetKind, UNBROKEN};
use crate::messages::linear as says;
use crate::messages::{browser, document as words};
use crate::model::{Catalogue, EntryKey, ThemeKey};
use crate::report::{self, Report};
use crate::search::{Field, Hit, Hits, Suggestion};
use crate::text::safe::Safe;

/// What choosing a number means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Going where a link leads.
    Follow(Destination),
    /// Reading an entry from a block on.
    Read(EntryKey, u32),
    /// Listing the entries of a theme.
    Theme(ThemeKey),
    /// Searching.
    Search(String),
    /// What the browser offers in a sheet.
    Offered(report::Choice),
}

impl Choice {
    /// Builds the choice of an entry.
    pub fn entry(entry: EntryKey) -> Self {
        Self::Follow(Destination::Entry(entry, None))
    }

    /// Returns the entry that is chosen.
    pub fn as_entry(&self) -> Option<EntryKey> {
        match self {
            Self::Follow(Destination::Entry(entry, _)) | Self::Read(entry, _) => Some(*entry),
            Self::Offered(choice) => choice.entry().map(|(entry, _)| entry),
            Self::Follow(_) | Self::Theme(_) | Self::Search(_) => None,
        }
    }
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What stands above it where another group begins.
    pub headings: Vec<String>,
    /// What it says.
    pub text: String,
    /// What choosing it means.
    pub choice: Choice,
    /// What else is to be said about it, paragraph by paragraph.
    pub detail: Vec<String>,
}

/// Too narrow for a sheet to set anything side by side: what stands in which column would be lost.
const ONE_COLUMN: u16 = TWO_PANES - 1;

type Make = Box<dyn Fn(&Catalogue, usize) -> Item>;

/// A numbered list.
pub struct List {
    /// What it is called.
    pub title: String,
    /// How much there is, where that is more than the number of items.
    pub count: String,
    /// How many items it has.
    pub length: usize,
    /// What stands below the last item.
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

    /// Returns an item, counted from 0.
    pub fn item(&self, catalogue: &Catalogue, index: usize) -> Option<Item> {
        (index < self.length).then(|| (self.make)(catalogue, index))
    }
}

/// Writes an entry's name as lists do: its number and its short title.
fn name(catalogue: &Catalogue, entry: EntryKey) -> String {
    let number = catalogue.number(entry).map(words::number).unwrap_or_default();
    number + catalogue.short(entry)
}

/// Builds an item without a heading.
pub fn plain(text: String, choice: Choice) -> Item {
    Item { headings: Vec::new(), text, choice, detail: Vec::new() }
}

/// Builds an item that may begin a group.
pub fn under(heading: Option<String>, text: String, choice: Choice) -> Item {
    Item { headings: heading.into_iter().collect(), ..plain(text, choice) }
}

/// Lists entries in the order of their keys' slice.
pub fn entries(title: &str, entries: Vec<EntryKey>) -> List {
    List::new(title, entries.len(), move |catalogue, index| {
        let entry = entries[index];
        plain(name(catalogue, entry), Choice::entry(entry))
    })
}

/// Lists entries by id and title, where their names alone do not tell them apart.
pub fn ambiguous(catalogue: &Catalogue, wanted: &str, entries: &[EntryKey]) -> List {
    let item = |&entry: &EntryKey| {
        let text = says::summarised(catalogue.id(entry), catalogue.title(entry));
        plain(text, Choice::entry(entry))
    };
    List::of(&says::several(wanted), entries.iter().map(item).collect())
}

/// Lists the themes of all packs with their counts.
pub fn themes(catalogue: &Catalogue) -> List {
    let several = catalogue.packs().len() > 1;
    List::new(says::CONTENTS, catalogue.themes().len(), move |catalogue, index| {
        let key = ThemeKey::new(index);
        let theme = catalogue.theme(key);
        let pack = catalogue.pack(theme.pack);
        let heading = (several && pack.themes.start == key.0).then(|| pack.title.to_string());
        let text = says::theme(&theme.short, theme.count());
        under(heading, text, Choice::Theme(key))
    })
}

/// Lists the entries of a theme.
pub fn theme(catalogue: &Catalogue, key: ThemeKey) -> List {
    let theme = catalogue.theme(key);
    let first = theme.entries.start;
    List::new(&theme.short, theme.count(), move |catalogue, index| {
        let entry = EntryKey(first + index as u32);
        plain(name(catalogue, entry), Choice::entry(entry))
    })
}

/// Lists the terms that hold some words, all if there are none; `None` if no pack has any.
pub fn glossary(catalogue: &Catalogue, filter: &str) -> Option<List> {
    let mut glossary = Terms::new(catalogue)?;
    glossary.set_filter(catalogue, filter);
    let count = glossary.count();
    Some(List::new(says::GLOSSARY, count, move |catalogue, index| {
        let term = glossary.term(index).expect("the index is below the count");
        let text = says::summarised(catalogue.short(term), catalogue.summary(term));
        plain(text, Choice::entry(term))
    }))
}

/// Lists what the browser shows over its whole screen, its headings above what they head.
pub fn sheet(catalogue: &Catalogue, sheet: Sheet) -> List {
    let report = sheet.report();
    let chosen = |line: usize| Some((line, report.choice(line)?));
    let items: Vec<(usize, report::Choice)> = (0..report.count()).filter_map(chosen).collect();
    let behind = items.last().map_or(0, |(last, _)| last + 1);
    let (title, count) = (report.title().to_owned(), report.count_of());
    let closing = texts(catalogue, report, behind..report.count());
    let length = items.len();
    let make = move |catalogue: &Catalogue, index: usize| {
        let (line, choice) = items[index];
        let above = index.checked_sub(1).map_or(0, |before| items[before].0 + 1);
        let report = sheet.report();
        Item {
            headings: texts(catalogue, report, above..line),
            text: line_text(catalogue, report, line),
            choice: Choice::Offered(choice),
            detail: report.detail(catalogue, line).into_iter().map(|(text, _)| text).collect(),
        }
    };
    List { title, count, length, closing, make: Box::new(make) }
}

fn texts(catalogue: &Catalogue, report: &dyn Report, lines: Range<usize>) -> Vec<String> {
    let texts = lines.map(|line| line_text(catalogue, report, line));
    texts.filter(|text| !text.is_empty()).collect()
}

fn line_text(catalogue: &Catalogue, report: &dyn Report, at: usize) -> String {
    // A title is cut for want of room alone, and a line that is printed goes on below itself.
    let width = if report.wants_width() { ONE_COLUMN } else { u16::MAX };
    let line = report.line(catalogue, at, width);
    let [first, second] = [line.first, line.second].map(|row| row.text().trim().to_owned());
    says::summarised(&first, &second)
}

/// Lists the headings of an entry, deeper ones further in.
pub fn outline(entry: EntryKey, document: &Document) -> List {
    let headings = document.outline();
    let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let item = |heading: &crate::document::Heading| {
        let indent = "  ".repeat(usize::from(heading.level - highest));
        plain(format!("{indent}{}", heading.text), Choice::Read(entry, heading.at.block))
    };
    List::of(says::OUTLINE, headings.iter().map(item).collect())
}

/// Lists the paragraphs of an entry that hold a text, and counts its places.
pub fn places(entry: EntryKey, mut document: Document, text: &str) -> (List, usize) {
    document.set_width(UNBROKEN, crate::document::Position::default());
    let count = document.find(&[text.to_owned()]);
    let marks = (0..count as u32).filter_map(|index| document.mark(MarkIndex(index)));
    let mut blocks: Vec<u32> = marks.map(|position| position.block).collect();
    blocks.dedup();
    let items = blocks
        .into_iter()
        .map(|block| plain(paragraph(&mut document, block), Choice::Read(entry, block)));
    (List::of(&says::places(text), items.collect()), count)
}

fn paragraph(document: &mut Document, block: u32) -> String {
    let rows: Vec<String> =
        document.block_rows(block).iter().map(|row| row.text().trim().to_owned()).collect();
    rows.join(" ").trim().to_owned()
}

/// Lists what a search found, then the ways out.
pub fn hits(query: &str, hits: Hits) -> List {
    let found = hits.hits.len();
    let asked = query.to_owned();
    List::new(&says::found(query), found + hits.suggestions.len(), move |catalogue, index| {
        match hits.hits.get(index) {
            Some(hit) => plain(hit_text(catalogue, hit), Choice::entry(hit.entry)),
            None => suggestion(catalogue, &asked, &hits.suggestions[index - found]),
        }
    })
}

/// Says what the finder shows of a hit: a title or another short word alone says little of the entry,
/// so the summary stands behind it.
fn hit_text(catalogue: &Catalogue, hit: &Hit) -> String {
    let entry = hit.entry;
    let matched = hit.label();
    let theme = &catalogue.theme(catalogue.theme_of(entry)).short;
    let pack = &catalogue.pack(catalogue.pack_of(entry)).id;
    let several = catalogue.packs().len() > 1;
    let theme = if several { browser::in_pack(pack, theme) } else { theme.to_string() };
    let summary = catalogue.summary(entry);
    let text = match hit.field {
        Field::Title => summary.to_owned(),
        Field::Alias | Field::Name | Field::Reading | Field::Tag => {
            says::summarised(&hit.excerpt.text, summary)
        }
        Field::Heading | Field::Summary | Field::Body => hit.excerpt.text.clone(),
    };
    says::hit(&name(catalogue, entry), &theme, &matched, &text)
}

fn suggestion(catalogue: &Catalogue, query: &str, suggestion: &Suggestion) -> Item {
    match suggestion {
        Suggestion::Nearest { entry, name } => {
            let title = catalogue.short(*entry);
            plain(browser::nearest_title(query, name, title), Choice::entry(*entry))
        }
        Suggestion::Theme { theme, query } => {
            plain(browser::theme(&catalogue.theme(*theme).title, query), Choice::Theme(*theme))
        }
        Suggestion::Without { word, query } => {
            plain(browser::without_word(word, query), Choice::Search(query.clone()))
        }
        Suggestion::Value { query } => {
            plain(browser::with_value(query), Choice::Search(query.clone()))
        }
        Suggestion::Terms(theme) => plain(browser::SEE_TERMS.to_owned(), Choice::Theme(*theme)),
        Suggestion::Widen => plain(browser::WIDEN.to_owned(), Choice::Search(query.to_owned())),
    }
}

/// The links of an entry, in their three sections.
#[derive(Default)]
pub struct Links {
    /// Those in the text, each destination once.
    pub in_text: Vec<Item>,
    /// Typed links that leave the entry.
    pub leaving: Vec<Item>,
    /// Typed links and mentions that lead to it.
    pub arriving: Vec<Item>,
}

impl Links {
    /// Reads the links from an entry's text, which says them as the browser shows them.
    pub fn new(catalogue: &Catalogue, mut document: Document) -> Self {
        document.set_width(UNBROKEN, crate::document::Position::default());
        let mut links = Self { in_text: in_text(catalogue, &mut document), ..Self::default() };
        let (mut section, mut label) = (String::new(), String::new());
        for block in document.related()..document.blocks() {
            if let Some(heading) = section_heading(&mut document, block) {
                section = heading;
                continue;
            }
            let Some((group, text, target)) = related(&mut document, block) else {
                // Beside a text stand the first links alone; the last line says how many there are.
                let all = Choice::Offered(report::Choice::Links);
                links.add(&section, plain(paragraph(&mut document, block), all));
                continue;
            };
            let begins = !group.is_empty();
            if begins {
                label = group;
            }
            let Some(target) = document.target(target) else { continue };
            let heading = begins.then(|| says::group(&section, &label));
            let item = under(heading, text, Choice::Follow(target.destination));
            links.add(&section, item);
        }
        links
    }

    fn add(&mut self, section: &str, item: Item) {
        let lines = if section == words::links() { &mut self.leaving } else { &mut self.arriving };
        lines.push(item);
    }

    /// Counts the links in the text, those that leave the entry, and those that lead to it; each with
    /// whether there are more than are listed.
    pub fn counts(&self) -> [(usize, bool); 3] {
        [&self.in_text, &self.leaving, &self.arriving].map(|items| {
            let listed = items.iter().filter(|item| matches!(item.choice, Choice::Follow(_)));
            let listed = listed.count();
            (listed, listed < items.len())
        })
    }

    /// Builds the list of all of them.
    pub fn into_list(self) -> List {
        let all = self.in_text.into_iter().chain(self.leaving).chain(self.arriving);
        List::of(says::LINKS, all.collect())
    }
}

fn section_heading(document: &mut Document, block: u32) -> Option<String> {
    let row = document.block_rows(block).first()?;
    let is_heading = row.spans.iter().any(|span| span.style.role == Role::Section);
    is_heading.then(|| row.text().trim().to_owned())
}

/// Parts a line of the related entries into the relation before the link, the link with all behind
/// it, and its target.
fn related(document: &mut Document, block: u32) -> Option<(String, String, u32)> {
    let rows = document.block_rows(block);
    let first = rows.first()?;
    let at = first.spans.iter().position(|span| span.target.is_some())?;
    let text = |spans: &[crate::document::Span]| -> String {
        spans.iter().map(|span| span.text.as_str()).collect()
    };
    let mut behind = text(&first.spans[at..]);
    for row in &rows[1..] {
        behind = format!("{behind} {}", row.text().trim());
    }
    let behind = behind.trim().to_owned();
    Some((text(&first.spans[..at]).trim().to_owned(), behind, first.spans[at].target?))
}

fn in_text(catalogue: &Catalogue, document: &mut Document) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut words: Vec<Safe> = vec![Safe::default(); document.target_count()];
    for block in 0..document.related() {
        for row in document.block_rows(block) {
            for span in &row.spans {
                if let Some(target) = span.target {
                    words[target as usize].push(&span.text);
                }
            }
        }
    }
    for (index, words) in words.iter().enumerate() {
        let Some(target) = document.target(index as u32) else { continue };
        if !matches!(target.kind, TargetKind::Link | TargetKind::Term) {
            continue;
        }
        let choice = Choice::Follow(target.destination);
        if items.iter().any(|item| item.choice == choice) {
            continue;
        }
        let heading = items.is_empty().then(|| says::IN_THE_TEXT.to_owned());
        let text = says::link(words, &leads_to(catalogue, &choice));
        items.push(under(heading, text, choice));
    }
    items
}

fn leads_to(catalogue: &Catalogue, choice: &Choice) -> String {
    match choice {
        Choice::Follow(Destination::Entry(entry, _)) => catalogue.short(*entry).to_owned(),
        Choice::Follow(Destination::Outside(address)) => browser::outside(address),
        Choice::Follow(Destination::Missing(reference)) => browser::missing_target(reference),
        Choice::Follow(Destination::Place(..))
        | Choice::Read(..)
        | Choice::Theme(_)
        | Choice::Search(_)
        | Choice::Offered(_) => String::new(),
    }
}
