//! Looking for what is typed among more lines, or in a longer text, than can be looked through between
//! two frames: a worker does it, while the list or the page keeps what it shows. Refuses to know: on which
//! thread, who shows what is found.

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Matches, Searchable};
use crate::journal::State;
use crate::knowledge::filter::Filtered;
use crate::knowledge::{OwnHits, Ticket, Wanted, find_own};
use crate::model::Catalogue;
use crate::report::{FilteredLines, Report};
use crate::search::{Query, Scope};

/// How many lines are looked through at once, so that the answer is there with the letter.
pub const FEW: usize = 5_000;

/// What is typed, and where it is looked for.
#[derive(Clone, Debug)]
pub struct Sieve {
    /// What is looked through.
    among: Among,
    /// Whether anybody still waits for what is found.
    pub wanted: Wanted,
}

/// What is looked through for what is typed, and what a part of it has found there before.
#[derive(Clone, Debug)]
pub enum Among {
    /// The names of the entries of some ascending ranges.
    Entries(String, Vec<Range<u32>>, Option<Arc<Filtered>>),
    /// The lines of a report.
    Lines(String, Arc<dyn Report>, Option<Arc<FilteredLines>>),
    /// A long text, in which any of some words is looked for.
    Text(Vec<String>, Searchable),
    /// The notes, in which a query is looked for.
    Notes(Arc<State>, Box<Query>, Scope),
}

/// What is typed and still looked for by a worker.
#[derive(Clone, Debug)]
pub struct Sought {
    text: String,
    ticket: Ticket,
}

impl Sought {
    /// Begins to wait for what is found of a text.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), ticket: Ticket::default() }
    }

    /// Returns what is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns what a worker has to do.
    pub fn sieve(&self, among: Among) -> Sieve {
        Sieve::new(among, &self.ticket)
    }

    /// Returns whether it is what somebody wanted to have looked for.
    pub fn awaits(&self, wanted: &Wanted) -> bool {
        wanted.is_for(&self.ticket)
    }
}

/// What was found.
#[derive(Clone, Debug)]
pub enum Sifted {
    /// The entries of which a name holds what is typed.
    Entries(Arc<Filtered>),
    /// The lines that hold it.
    Lines(Arc<FilteredLines>),
    /// Where in the text the words are.
    Text(Matches),
    /// The notes that match.
    Notes(OwnHits),
}

impl Sieve {
    /// Looks through something for the one who holds the ticket.
    pub fn new(among: Among, ticket: &Ticket) -> Self {
        Self { among, wanted: ticket.wanted() }
    }

    /// Returns what is found; `None` as soon as nobody waits for it any more.
    pub fn sift(&self, catalogue: &Catalogue) -> Option<Sifted> {
        let wanted = || self.wanted.holds();
        Some(match &self.among {
            Among::Entries(text, ranges, before) => {
                let (ranges, before) = (ranges.iter().cloned(), before.as_deref());
                let filtered = Filtered::new_while(catalogue, ranges, text, before, wanted)?;
                Sifted::Entries(Arc::new(filtered))
            }
            Among::Lines(text, report, before) => {
                let (report, before) = (&**report, before.as_deref());
                let filtered = FilteredLines::new_while(catalogue, report, text, before, wanted)?;
                Sifted::Lines(Arc::new(filtered))
            }
            Among::Text(words, text) => Sifted::Text(text.find(words, wanted)?),
            Among::Notes(state, query, scope) => {
                Sifted::Notes(find_own(catalogue, state, query, *scope, wanted)?)
            }
        })
    }
}

/// What comes of a filter over entries.
#[derive(Clone, Debug)]
pub enum Filtering {
    /// Nothing is filtered.
    Off,
    /// What it lets through.
    Found(Arc<Filtered>),
    /// A worker has to look for it.
    Sought(Sought, Sieve),
}

impl Filtering {
    /// Filters the entries of some ascending ranges by what is typed, at once if they are few;
    /// `before` is what an earlier filter has let through.
    pub fn new(
        catalogue: &Catalogue,
        ranges: Vec<Range<u32>>,
        text: &str,
        before: Option<&Arc<Filtered>>,
    ) -> Self {
        let before = before.filter(|before| before.is_narrowed_by(text));
        let all = || ranges.iter().map(ExactSizeIterator::len).sum();
        let looked_at = before.map_or_else(all, |before| before.count());
        if text.is_empty() {
            Self::Off
        } else if looked_at <= FEW {
            let before = before.map(AsRef::as_ref);
            Self::Found(Arc::new(Filtered::new(catalogue, ranges, text, before)))
        } else {
            let among = Among::Entries(text.to_owned(), ranges, before.cloned());
            let sought = Sought::new(text);
            let sieve = sought.sieve(among);
            Self::Sought(sought, sieve)
        }
    }
}

/// Two are equal if the same one waits for them.
impl PartialEq for Sieve {
    fn eq(&self, other: &Self) -> bool {
        self.wanted == other.wanted
    }
}

impl Eq for Sieve {}
