//! The links of an entry: those that leave it, those that its text holds, those that lead to it, and
//! the entries whose text names it without a link. Refuses to know: how mentions are found.

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::{Extent, Role, ground};
use crate::graph::{End, Named};
use crate::knowledge::{Knowledge, Question};
use crate::messages::{explore as says, matrix};
use crate::model::{Catalogue, EntryKey, Provenance, Related};
use crate::text::markdown::plain;
use crate::text::width::width;

/// What a line is about.
#[derive(Clone, Debug)]
enum Item {
    Heading(String),
    Link(Way, End),
    Mention(Way, Related),
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
        let mentions = known.mentions(entry);
        let named = known.named(entry);
        let mut items = Vec::new();
        add(&mut items, catalogue, Way::Leaving, known.graph().leaving_ends(catalogue, entry));
        add_mentions(&mut items, catalogue, Way::Leaving, known.text_links(entry));
        add(&mut items, catalogue, Way::Arriving, known.graph().arriving_ends(catalogue, entry));
        add_mentions(&mut items, catalogue, Way::Arriving, mentions.iter().cloned());
        let count = items.iter().filter(|item| !matches!(item, Item::Heading(_))).count();
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

    /// Returns what the entry links to: typed links, then the links in its text.
    pub fn all_links<'a>(&'a self, catalogue: &'a Catalogue) -> impl Iterator<Item = Related> + 'a {
        let in_text = self.items.iter().filter_map(|item| match item {
            Item::Mention(Way::Leaving, link) => Some(link.clone()),
            _ => None,
        });
        self.links(catalogue).chain(in_text)
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
            Item::Mention(Way::Arriving, link) => Some(link.clone()),
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

/// Appends typed links, those of one relation under how it reads.
fn add(items: &mut Vec<Item>, catalogue: &Catalogue, way: Way, ends: Vec<End>) {
    let mut last = None;
    for end in ends {
        let reading = end.reading(catalogue);
        if last.replace(reading) != Some(reading) {
            items.push(Item::Heading(catalogue.label(&end.read(catalogue)).to_owned()));
        }
        items.push(Item::Link(way, end));
    }
}

/// Appends links in text under how they read.
fn add_mentions(
    items: &mut Vec<Item>,
    catalogue: &Catalogue,
    way: Way,
    links: impl Iterator<Item = Related>,
) {
    let mut links = links.peekable();
    if let Some(first) = links.peek() {
        items.push(Item::Heading(catalogue.label(first).to_owned()));
    }
    items.extend(links.map(|link| Item::Mention(way, link)));
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
            Item::Mention(_, link) => link_line(catalogue, link, columns),
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
            Item::Mention(_, link) => Some(Choice::Entry(link.entry)),
            Item::Named(named) => Some(Choice::Entry(named.entry)),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        match &self.items[at] {
            Item::Heading(_) => Vec::new(),
            Item::Link(_, end) => link_in_full(catalogue, self.entry, &end.read(catalogue)),
            Item::Mention(_, link) => link_in_full(catalogue, self.entry, link),
            Item::Named(named) => vec![
                (catalogue.title(named.entry).to_owned(), Role::Title).into(),
                (says::quoted(&named.sentence), Role::Text).into(),
            ],
        }
    }
}

/// Names the entry at the far end of a link, with the reason below it; of a link without one, what
/// that entry is about.
fn link_line(catalogue: &Catalogue, link: &Related, columns: u16) -> Line {
    let by = ground_of(catalogue, link, Extent::Speaker);
    let line = Line::new(entry_parts(catalogue, link.entry, &by, columns));
    if link.reason.is_empty() {
        line.below(&plain(catalogue.summary(link.entry)).text, Role::Dim)
    } else {
        line.below(&link.reason, Role::Dim)
    }
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

/// Describes one link in full: as a sentence with who says so, and its reason; the claims that an
/// article's link rests on in their own words.
pub fn link_in_full(catalogue: &Catalogue, from: EntryKey, link: &Related) -> Vec<Paragraph> {
    let (from, to) = (catalogue.short(from), catalogue.short(link.entry));
    let by = ground_of(catalogue, link, Extent::Sources);
    let label = catalogue.label(link).to_owned();
    let words = vec![
        (says::before_relation(from), Role::Title),
        (label, Role::Relation),
        (says::behind_relation(to), Role::Title),
    ];
    let mut all = vec![Paragraph { words, by }];
    if !link.reason.is_empty() {
        all.push((reason_of(link), Role::Text).into());
    }
    let claims = link.provenance.iter().flat_map(Provenance::claims);
    all.extend(claims.map(|claim| (catalogue.claim(*claim).text.to_string(), Role::Dim).into()));
    all
}

/// Describes one link in a paragraph that leaves out the entry it is read from.
pub fn link_in_brief(catalogue: &Catalogue, link: &Related) -> Paragraph {
    let mut words = vec![
        (catalogue.label(link).to_owned(), Role::Relation),
        (says::in_brief(catalogue.short(link.entry)), Role::Title),
    ];
    if !link.reason.is_empty() {
        words.push((says::with_reason(&reason_of(link)), Role::Text));
    }
    Paragraph { words, by: ground_of(catalogue, link, Extent::Sources) }
}

/// Returns the reason of a link; of one in a text the sentence that holds it, in quotation marks.
fn reason_of(link: &Related) -> String {
    let mention = link.relation == Catalogue::MENTIONS;
    if mention { says::quoted(&link.reason) } else { link.reason.to_string() }
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
