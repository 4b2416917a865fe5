//! The links of an entry: those that leave it, those that lead to it, and the entries
//! whose text names it without a link. Refuses to know: how mentions are found.

use super::choice::Choice;
use super::line::{Line, Report};
use crate::document::{Extent, Role, ground};
use crate::graph::{End, Named};
use crate::knowledge::{Knowledge, Question};
use crate::messages::{explore as says, matrix};
use crate::model::{Catalogue, EntryKey, Related};
use crate::text::width::width;

/// What a line is about.
#[derive(Clone, Debug)]
enum Item {
    Heading(String),
    Link(Way, End),
    Mention(Related),
    Named(Named),
}

/// The links of one entry.
#[derive(Clone, Debug)]
pub struct LinkReport {
    entry: EntryKey,
    title: String,
    items: Vec<Item>,
    count: usize,
    waiting: bool,
}

/// Which way a link leads, seen from the entry that the report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Leaving,
    Arriving,
}

impl LinkReport {
    /// Lists typed links and links in text under how they read, then the entries that only name
    /// this one, as soon as they were looked for.
    pub fn new(known: &Knowledge, entry: EntryKey) -> Self {
        let catalogue = known.catalogue();
        let leaving = known.graph().leaving_ends(catalogue, entry);
        let arriving = known.graph().arriving_ends(catalogue, entry);
        let mentions = known.mentions(entry);
        let named = known.named(entry);
        let mut items = Vec::new();
        let mut last = None;
        let count = leaving.len() + arriving.len() + mentions.len();
        let leaving = leaving.into_iter().map(|end| (Way::Leaving, end));
        for (way, end) in leaving.chain(arriving.into_iter().map(|end| (Way::Arriving, end))) {
            let reading = end.reading(catalogue);
            if last.replace(reading) != Some(reading) {
                items.push(Item::Heading(catalogue.label(&end.read(catalogue)).to_owned()));
            }
            items.push(Item::Link(way, end));
        }
        if let Some(first) = mentions.first() {
            items.push(Item::Heading(catalogue.label(first).to_owned()));
        }
        items.extend(mentions.iter().cloned().map(Item::Mention));
        if count == 0 {
            items.push(Item::Heading(says::NO_LINKS.to_owned()));
        }
        let waiting = named.is_none();
        match named {
            None => items.push(Item::Heading(says::LOOKING.to_owned())),
            Some([]) => {}
            Some(named) => {
                items.push(Item::Heading(says::NAMED_IN.to_owned()));
                items.extend(named.iter().cloned().map(Item::Named));
            }
        }
        let title = says::links_of(catalogue.title(entry));
        Self { entry, title, items, count, waiting }
    }

    /// Returns the typed links that leave the entry.
    pub fn links<'a>(&'a self, catalogue: &'a Catalogue) -> impl Iterator<Item = Related> + 'a {
        self.items.iter().filter_map(|item| match item {
            Item::Link(Way::Leaving, end) => Some(end.read(catalogue)),
            _ => None,
        })
    }

    /// Returns what leads to the entry: typed links, then the links in texts.
    pub fn backlinks<'a>(&'a self, catalogue: &'a Catalogue) -> impl Iterator<Item = Related> + 'a {
        self.items.iter().filter_map(|item| match item {
            Item::Link(Way::Arriving, end) => Some(end.read(catalogue)),
            Item::Mention(link) => Some(link.clone()),
            _ => None,
        })
    }

    /// Returns the entries that only name this one.
    pub fn named(&self) -> impl Iterator<Item = &Named> {
        self.items.iter().filter_map(|item| match item {
            Item::Named(named) => Some(named),
            _ => None,
        })
    }
}

impl Report for LinkReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        says::links(self.count)
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn awaits(&self) -> Option<Question> {
        self.waiting.then_some(Question::Named(self.entry))
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Line {
        match &self.items[at] {
            Item::Heading(text) => Line::new([(text, Role::Section)]),
            Item::Link(_, end) => link_line(catalogue, &end.read(catalogue), columns),
            Item::Mention(link) => link_line(catalogue, link, columns),
            Item::Named(named) => {
                let parts = entry_parts(catalogue, named.entry, "", columns);
                Line::new(parts).below(&named.sentence, Role::Dim)
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match &self.items[at] {
            Item::Heading(_) => None,
            Item::Link(_, end) => Some(Choice::Entry(end.entry)),
            Item::Mention(link) => Some(Choice::Entry(link.entry)),
            Item::Named(named) => Some(Choice::Entry(named.entry)),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<(String, Role)> {
        match &self.items[at] {
            Item::Heading(_) => Vec::new(),
            Item::Link(_, end) => link_in_full(catalogue, self.entry, &end.read(catalogue)),
            Item::Mention(link) => link_in_full(catalogue, self.entry, link),
            Item::Named(named) => vec![
                (catalogue.title(named.entry).to_owned(), Role::Title),
                (says::quoted(&named.sentence), Role::Text),
            ],
        }
    }
}

fn link_line(catalogue: &Catalogue, link: &Related, columns: u16) -> Line {
    let by = ground_of(catalogue, link, Extent::Speaker);
    Line::new(entry_parts(catalogue, link.entry, &by, columns)).below(&link.reason, Role::Dim)
}

/// Describes what a link rests on; empty if nobody says it.
pub fn ground_of(catalogue: &Catalogue, link: &Related, extent: Extent) -> String {
    link.provenance.as_ref().map_or_else(String::new, |one| ground(catalogue, one, extent))
}

/// Returns the title of an entry, its theme, and who says what follows; the short title where the
/// whole one would push the others out of `columns`.
pub fn entry_parts<'a>(
    catalogue: &'a Catalogue,
    entry: EntryKey,
    by: &'a str,
    columns: u16,
) -> [(&'a str, Role); 5] {
    let theme = &*catalogue.theme(catalogue.theme_of(entry)).short;
    let between = if by.is_empty() { "" } else { " · " };
    let parts = |title| {
        [
            (title, Role::Text),
            ("  ", Role::Dim),
            (theme, Role::Dim),
            (between, Role::Dim),
            (by, Role::Dim),
        ]
    };
    let whole = parts(catalogue.title(entry));
    let taken: usize = whole.iter().map(|(text, _)| width(text)).sum();
    if taken <= usize::from(columns) { whole } else { parts(catalogue.short(entry)) }
}

/// Describes one link in full: as a sentence, with its reason and who says so; the claims that an
/// article's link rests on in their own words.
pub fn link_in_full(catalogue: &Catalogue, from: EntryKey, link: &Related) -> Vec<(String, Role)> {
    let (from, to) = (catalogue.short(from), catalogue.short(link.entry));
    let mut all = vec![(says::sentence(from, catalogue.label(link), to), Role::Title)];
    if !link.reason.is_empty() {
        let mention = link.relation == Catalogue::MENTIONS;
        let reason = if mention { says::quoted(&link.reason) } else { link.reason.to_string() };
        all.push((reason, Role::Text));
    }
    if let Some(provenance) = &link.provenance {
        all.push((ground(catalogue, provenance, Extent::Sources), Role::Place));
        if let crate::model::Provenance::Article { claims } = provenance {
            let claims = claims.iter().map(|claim| &*catalogue.claim(*claim).text);
            all.extend(claims.map(|claim| (claim.to_owned(), Role::Dim)));
        }
    }
    all
}

/// Describes one link in a sentence, read from one of its entries.
pub fn link_in_words(catalogue: &Catalogue, from: EntryKey, link: &Related) -> String {
    let ground = link
        .provenance
        .as_ref()
        .map(|one| ground(catalogue, one, Extent::Sources))
        .unwrap_or_default();
    let (from, to) = (catalogue.short(from), catalogue.short(link.entry));
    matrix::link(from, catalogue.label(link), to, &link.reason, &ground)
}
