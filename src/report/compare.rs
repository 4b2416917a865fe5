//! Two entries side by side: what they share, and what only one has. Refuses to know: how terms are
//! recognised.

use super::choice::Choice;
use super::line::{Line, Report};
use crate::document::Role;
use crate::graph::{Comparison, Shared};
use crate::knowledge::Knowledge;
use crate::messages::explore as says;
use crate::model::{Catalogue, ClaimKey, EntryKey, PlaceKey};
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// From this width on the two entries have a column each.
const COLUMNS: u16 = 60;

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
            Self::Claim(claim) => &catalogue.claim(claim).text,
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
}

/// Who has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Both entries.
    Both,
    /// Only the first.
    Left,
    /// Only the second.
    Right,
}

/// What two entries have, section by section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    /// The heading of a section.
    Heading(String),
    /// Something that one or both have.
    Thing(Owner, Thing),
}

/// Two entries side by side.
#[derive(Clone, Debug)]
pub struct ComparisonReport {
    title: String,
    count: String,
    found: Comparison,
    /// The two entries, then the sections in which one of them has anything.
    items: Vec<Compared>,
}

impl ComparisonReport {
    /// Compares two entries; `Err` with those whose bodies have to be loaded first.
    pub fn new(known: &Knowledge, left: EntryKey, right: EntryKey) -> Result<Self, Vec<EntryKey>> {
        let found = known.comparison(left, right)?;
        let catalogue = known.catalogue();
        let mut items = vec![
            Compared::Thing(Owner::Left, Thing::Entry(left)),
            Compared::Thing(Owner::Right, Thing::Entry(right)),
        ];
        add(&mut items, says::TERMS, &found.terms, Thing::Entry);
        add(&mut items, says::LINKED, &found.linked, Thing::Entry);
        add(&mut items, says::CLAIMS, &found.claims, Thing::Claim);
        add(&mut items, says::PLACES, &found.places, Thing::Place);
        let shared = found.terms.both.len()
            + found.linked.both.len()
            + found.claims.both.len()
            + found.places.both.len();
        Ok(Self {
            title: says::comparison(catalogue.short(left), catalogue.short(right)),
            count: says::shared(shared),
            found,
            items,
        })
    }

    /// Returns what the two entries share, and what only one has.
    pub fn comparison(&self) -> &Comparison {
        &self.found
    }

    /// Returns what the two entries have, section by section.
    pub fn sections(&self) -> &[Compared] {
        &self.items[2..]
    }
}

/// Appends a section, nothing if neither entry has anything.
fn add<T: Copy>(
    items: &mut Vec<Compared>,
    title: &str,
    all: &Shared<T>,
    thing: impl Fn(T) -> Thing,
) {
    if all.both.is_empty() && all.left.is_empty() && all.right.is_empty() {
        return;
    }
    items.push(Compared::Heading(says::section(title, all.both.len())));
    for (owner, own) in
        [(Owner::Both, &all.both), (Owner::Left, &all.left), (Owner::Right, &all.right)]
    {
        items.extend(own.iter().map(|&one| Compared::Thing(owner, thing(one))));
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

    fn line(&self, catalogue: &Catalogue, at: usize, columns: u16) -> Line {
        let (owner, thing) = match &self.items[at] {
            Compared::Heading(text) => return Line::new([(text, Role::Section)]),
            Compared::Thing(owner, thing) => (*owner, *thing),
        };
        let name = Safe::line(thing.short(catalogue));
        if columns < COLUMNS {
            let mark = match owner {
                Owner::Both => "= ",
                Owner::Left => "‹ ",
                Owner::Right => "› ",
            };
            return Line::new([(mark, Role::Dim), (&name, Role::Text)]);
        }
        let half = usize::from(columns) / 2 - 2;
        let cut = truncate(&name, half);
        let rest = " ".repeat(half - width(&cut));
        match owner {
            Owner::Both => Line::new([
                (&cut, Role::Text),
                (&rest, Role::Text),
                (" = ", Role::Dim),
                (&cut, Role::Text),
            ]),
            Owner::Left => Line::new([(&cut, Role::Text)]),
            Owner::Right => {
                let before = " ".repeat(half + 3);
                Line::new([(&before, Role::Text), (&cut, Role::Text)])
            }
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match &self.items[at] {
            Compared::Heading(_) => None,
            Compared::Thing(_, Thing::Entry(entry)) => Some(Choice::Entry(*entry)),
            Compared::Thing(..) => Some(Choice::Read),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<(String, Role)> {
        let Compared::Thing(_, thing) = &self.items[at] else { return Vec::new() };
        match *thing {
            Thing::Entry(entry) => vec![
                (catalogue.title(entry).to_owned(), Role::Title),
                (catalogue.summary(entry).to_owned(), Role::Text),
            ],
            Thing::Claim(claim) => {
                let claim = catalogue.claim(claim);
                let place = catalogue.place(claim.place).label.to_string();
                vec![(claim.text.to_string(), Role::Text), (place, Role::Place)]
            }
            Thing::Place(place) => {
                vec![(catalogue.place(place).label.to_string(), Role::Place)]
            }
        }
    }
}
