//! The rows of the finder: hits and suggestions, or, while nothing is typed, what was opened and
//! asked lately, and what could be. Refuses to know: keys, drawing.

use crate::app::list::Rows;
use crate::app::page::{Landing, PageKey};
use crate::model::{EntryKey, ThemeKey};
use crate::search::{Class, Hits, Suggestion};

/// What a row of the finder means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinderRow {
    /// A hit, by its position.
    Hit(usize),
    /// A suggestion, by its position.
    Suggestion(usize),
    /// An entry opened lately.
    Recent(EntryKey),
    /// An entry of the same theme as the one that another is looked for.
    Sibling(EntryKey),
    /// An earlier query, by its position.
    Earlier(usize),
    /// A query that could be asked, by its position.
    Example(usize),
    /// A theme.
    Theme(ThemeKey),
}

/// How far the newest search is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchProgress {
    /// The rows are those of an earlier query.
    Waiting,
    /// The rows belong to the query; better ones may follow.
    Early,
    /// Nothing follows.
    Done,
}

/// The rows of the finder.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The newest results.
    pub hits: Hits,
    /// The rows of an empty box.
    recent: Vec<FinderRow>,
    /// The queries that were asked.
    earlier: Vec<String>,
    /// The queries that could be asked.
    examples: Vec<String>,
    /// Whether nothing is typed.
    empty: bool,
}

impl Results {
    /// Shows what was opened and asked lately, and the examples of what could be.
    pub fn new(recent: Vec<FinderRow>, earlier: Vec<String>, examples: Vec<String>) -> Self {
        Self { hits: Hits::default(), recent, earlier, examples, empty: true }
    }

    /// Returns the queries that were asked, the latest first.
    pub fn earlier(&self) -> &[String] {
        &self.earlier
    }

    /// Returns the queries that could be asked.
    pub fn examples(&self) -> &[String] {
        &self.examples
    }

    /// Waits for the results of another query, an `empty` one or not.
    pub fn begin(&mut self, empty: bool) {
        self.empty = empty;
        if empty {
            self.hits = Hits::default();
        }
    }

    /// Returns a row.
    pub fn row(&self, index: usize) -> Option<FinderRow> {
        if self.empty {
            return self.recent.get(index).copied();
        }
        let (exact, leads) = (self.exact(), self.leads());
        let last = self.hits.hits.len() + leads;
        match index {
            _ if index < exact => Some(FinderRow::Hit(index)),
            _ if index < exact + leads => self.suggestion(true, index - exact),
            _ if index < last => Some(FinderRow::Hit(index - leads)),
            _ => self.suggestion(false, index - last),
        }
    }

    /// Returns the position of a hit among the rows: what was asked for stands behind the exact hits,
    /// other suggestions at the end.
    pub fn row_of_hit(&self, hit: usize) -> usize {
        if hit < self.exact() { hit } else { hit + self.leads() }
    }

    /// Counts the exact hits at the top.
    fn exact(&self) -> usize {
        self.hits.hits.iter().take_while(|hit| hit.class == Class::Exact).count()
    }

    fn leads(&self) -> usize {
        self.hits.suggestions.iter().filter(|one| one.leads()).count()
    }

    /// Returns one of the suggestions that lead, or of the others.
    fn suggestion(&self, leads: bool, nth: usize) -> Option<FinderRow> {
        let suggestions = &self.hits.suggestions;
        let mut places = (0..suggestions.len()).filter(|&at| suggestions[at].leads() == leads);
        places.nth(nth).map(FinderRow::Suggestion)
    }

    /// Returns the entry that a row leads to.
    pub fn entry_of(&self, row: FinderRow) -> Option<EntryKey> {
        match row {
            FinderRow::Hit(hit) => Some(self.hits.hits[hit].entry),
            FinderRow::Recent(entry) | FinderRow::Sibling(entry) => Some(entry),
            FinderRow::Suggestion(at) => match self.hits.suggestions[at] {
                Suggestion::Nearest { entry, .. } => Some(entry),
                _ => None,
            },
            FinderRow::Earlier(_) | FinderRow::Example(_) | FinderRow::Theme(_) => None,
        }
    }

    /// Returns the page that a row leads to.
    pub fn page_of(&self, row: FinderRow) -> Option<PageKey> {
        match row {
            FinderRow::Theme(theme) => Some(theme.into()),
            _ => self.entry_of(row).map(PageKey::Entry),
        }
    }

    /// Returns where the entry of a row opens: a hit at its match.
    pub fn landing_of(&self, row: FinderRow) -> Landing {
        match row {
            FinderRow::Hit(at) => {
                let hit = &self.hits.hits[at];
                Landing::Hit { piece: hit.piece, words: hit.words.clone() }
            }
            FinderRow::Suggestion(_)
            | FinderRow::Recent(_)
            | FinderRow::Sibling(_)
            | FinderRow::Earlier(_)
            | FinderRow::Example(_)
            | FinderRow::Theme(_) => Landing::Top,
        }
    }
}

impl Rows for Results {
    fn count(&self) -> usize {
        if self.empty {
            self.recent.len()
        } else {
            self.hits.hits.len() + self.hits.suggestions.len()
        }
    }
}
