//! Two entries side by side: their names, summaries and statements, then what they share and what
//! only one has. Refuses to know: how terms are recognised, how statements are paired.

mod columns;
mod pairs;

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::{Paragraph, paragraphs};
use crate::document::{Role, Row};
use crate::graph::{Comparison, Shared};
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::messages::explore as says;
use crate::model::{Catalogue, ClaimKey, EntryKey, PlaceKey};
use columns::Columns;
pub use columns::first_half;

/// Something that an entry has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A term of its text, or an entry that it is linked with.
    Entry(EntryKey),
    /// A claim that it rests on.
    Claim(ClaimKey),
    /// A place of the source where such a claim is made.
    Place(PlaceKey),
}

impl Thing {
    /// Returns the name of the thing in full.
    pub fn name(self, catalogue: &Catalogue) -> &str {
        match self {
            Self::Entry(entry) => catalogue.title(entry),
            Self::Claim(claim) => catalogue.claim(claim).text,
            Self::Place(place) => &catalogue.place(place).label,
        }
    }

    /// Returns the name of the thing for a line: of an entry the short title.
    fn short(self, catalogue: &Catalogue) -> &str {
        match self {
            Self::Entry(entry) => catalogue.short(entry),
            Self::Claim(_) | Self::Place(_) => self.name(catalogue),
        }
    }

    fn choice(self) -> Choice {
        match self {
            Self::Entry(entry) => Choice::Entry(entry),
            Self::Claim(_) => Choice::Read,
            Self::Place(place) => Choice::Source(place),
        }
    }
}

/// What one of two entries says, next to what the other one says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedText {
    /// The text, without Markdown.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// The piece of the body that it is, counted as a page counts them; `None` above the body.
    pub piece: Option<u32>,
    /// Whether it is a note of the editor.
    pub is_note: bool,
    /// What stands behind it: where the article says it, or that the editor does; empty above the body.
    pub voice: String,
    /// Who says it, with the sources, in a few words; empty above the body.
    pub by: String,
}

/// What two entries say and have, row by row; in a pair the first entry comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The heading of a section.
    Heading(String),
    /// The headings of what stands below, for each entry its own; empty for one that has nothing
    /// there.
    Heads([String; 2]),
    /// A text of each.
    Texts([Option<ComparedText>; 2]),
    /// Something that both have.
    Both(Thing),
    /// Something that only the first has, and something that only the second has.
    Own([Option<Thing>; 2]),
}

/// Two entries side by side.
#[derive(Clone, Debug)]
pub struct ComparisonReport {
    pair: [EntryKey; 2],
    names: [String; 2],
    title: String,
    count: String,
    found: Comparison,
    items: Vec<Compared>,
}

impl ComparisonReport {
    /// Compares two entries; `Err` with what has to be asked first.
    pub fn new(known: &Knowledge, left: EntryKey, right: EntryKey) -> Result<Self, Vec<Question>> {
        let found = known.comparison(left, right)?;
        let (catalogue, pair) = (known.catalogue(), [left, right]);
        let names = pair.map(|entry| catalogue.short(entry).to_owned());
        let mut items = pairs::heads(catalogue, pair);
        items.extend(pairs::statements(known, pair));
        let mut add = Sections { items: &mut items, names: &names };
        add.section(says::TERMS, &found.terms, Thing::Entry);
        add.section(says::LINKED, &found.linked, Thing::Entry);
        add.section(says::CLAIMS, &found.claims, Thing::Claim);
        add.section(says::PLACES, &found.places, Thing::Place);
        let shared = found.terms.both.len()
            + found.linked.both.len()
            + found.claims.both.len()
            + found.places.both.len();
        let title = says::comparison(&names[0], &names[1]);
        Ok(Self { pair, names, title, count: says::shared(shared), found, items })
    }

    /// Compares two entries for a reader who may wait: what has to be asked is asked of the corpus.
    pub fn learned(
        known: &mut Knowledge,
        corpus: &Corpus,
        left: EntryKey,
        right: EntryKey,
    ) -> Self {
        loop {
            match Self::new(known, left, right) {
                Ok(report) => return report,
                Err(questions) => questions.iter().for_each(|it| known.learn(corpus, it)),
            }
        }
    }

    /// Returns what the two entries share, and what only one has.
    pub fn comparison(&self) -> &Comparison {
        &self.found
    }

    /// Returns all that is compared, row by row.
    pub fn compared(&self) -> &[Compared] {
        &self.items
    }

    fn before(&self, at: usize) -> Option<&Compared> {
        self.items.get(at.checked_sub(1)?)
    }

    /// Returns what choosing the half of a row means that is about the first entry, 0, or the second.
    fn choice_of(&self, at: usize, side: usize) -> Option<Choice> {
        match &self.items[at] {
            Compared::Heading(_) | Compared::Heads(_) => None,
            Compared::Texts(texts) => {
                let entry = self.pair[side];
                let piece = texts[side].as_ref()?.piece;
                Some(piece.map_or(Choice::Entry(entry), |it| Choice::Statement(entry, it)))
            }
            Compared::Both(thing) => (side == 0).then(|| thing.choice()),
            Compared::Own(things) => things[side].map(Thing::choice),
        }
    }
}

/// Appends the sections of things.
struct Sections<'a> {
    items: &'a mut Vec<Compared>,
    names: &'a [String; 2],
}

impl Sections<'_> {
    /// Appends a section, nothing if neither entry has anything: first what both have, then what only
    /// one has, from the same row on.
    fn section<T: Copy>(&mut self, title: &str, all: &Shared<T>, thing: impl Fn(T) -> Thing) {
        if all.both.is_empty() && all.left.is_empty() && all.right.is_empty() {
            return;
        }
        self.items.push(Compared::Heading(says::section(title, all.both.len())));
        self.items.extend(all.both.iter().map(|&one| Compared::Both(thing(one))));
        let own = [&all.left, &all.right];
        if own.iter().any(|own| !own.is_empty()) {
            let head = |side: usize| {
                if own[side].is_empty() { String::new() } else { says::only(&self.names[side]) }
            };
            self.items.push(Compared::Heads([head(0), head(1)]));
        }
        for at in 0..all.left.len().max(all.right.len()) {
            let one = |own: &Vec<T>| own.get(at).map(|&one| thing(one));
            self.items.push(Compared::Own(own.map(one)));
        }
    }
}

impl Report for ComparisonReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        self.count.clone()
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn wants_width(&self) -> bool {
        true
    }

    /// Says in words which entry has what, for readers who see no columns.
    fn line(&self, catalogue: &Catalogue, at: usize, _columns: u16) -> Line {
        let [left, right] = &self.names;
        let text = match &self.items[at] {
            Compared::Heading(text) => return Line::new([(text, Role::Section)]),
            Compared::Heads(heads) => {
                let text = says::in_turn(heads.iter().filter(|head| !head.is_empty()));
                return Line::new([(&text, Role::Section)]);
            }
            Compared::Texts([one, other]) => {
                let said = |name: &str, text: &Option<ComparedText>| {
                    text.as_ref().map(|it| says::said_in(name, &it.text, &it.voice))
                };
                says::in_turn([said(left, one), said(right, other)].into_iter().flatten())
            }
            Compared::Both(thing) => says::in_both(thing.short(catalogue)),
            Compared::Own([one, other]) => {
                let has = |name: &str, thing: &Option<Thing>| {
                    thing.map(|thing| says::only_in(name, thing.short(catalogue)))
                };
                says::in_turn([has(left, one), has(right, other)].into_iter().flatten())
            }
        };
        Line::new([(&text, Role::Text)])
    }

    fn heights(&self, catalogue: &Catalogue, columns: u16) -> Option<Vec<u16>> {
        let columns = Columns::new(columns);
        let height = |(at, item)| columns.height(catalogue, self.before(at), item);
        Some(self.items.iter().enumerate().map(height).collect())
    }

    fn rows(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Vec<Row> {
        Columns::new(columns).rows(catalogue, self.before(at), &self.items[at])
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        self.choice_of(at, 0).or_else(|| self.choice_of(at, 1))
    }

    fn other_choice(&self, at: usize) -> Option<Choice> {
        self.choice_of(at, 0).and_then(|_| self.choice_of(at, 1))
    }

    fn second_row(&self, at: usize, columns: u16) -> Option<usize> {
        Columns::new(columns).second_row(&self.items[at])
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let told = |thing: Thing| match thing {
            Thing::Entry(entry) => vec![
                (catalogue.title(entry).to_owned(), Role::Title),
                (catalogue.plain_summary(entry), Role::Text),
            ],
            Thing::Claim(claim) => {
                let claim = catalogue.claim(claim);
                let place = catalogue.place(claim.place).label.to_string();
                vec![(claim.text.to_string(), Role::Text), (place, Role::Place)]
            }
            Thing::Place(place) => super::place::place_in_words(catalogue, place),
        };
        let told = match &self.items[at] {
            Compared::Heading(_) | Compared::Heads(_) => Vec::new(),
            Compared::Texts(texts) => {
                let by = |(name, text): (&String, &Option<ComparedText>)| {
                    let by = text.as_ref().map(|text| &text.by).filter(|by| !by.is_empty())?;
                    Some((says::said_by(name, by), Role::Dim))
                };
                self.names.iter().zip(texts).filter_map(by).collect()
            }
            Compared::Both(thing) => told(*thing),
            Compared::Own(things) => things.iter().flatten().flat_map(|&it| told(it)).collect(),
        };
        paragraphs(told)
    }
}
