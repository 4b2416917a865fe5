//! What a search knows of all entries while it goes on: their codes, and the rows chosen so far.
//! Refuses to know: in which order things are looked for.

use super::bits::Bits;
use super::class::{Class, Field};
use super::evaluate::Found;
use super::index::Index;
use super::query::Query;
use super::rank::{Code, Detail};
use super::{excerpt, filters, fuzzy};

/// What is known of all entries so far.
pub(super) struct State<'a> {
    pub index: &'a Index,
    pub query: &'a Query,
    /// The entries that scope, filters and excluded words leave; `None` if all are.
    pub admitted: Option<Bits>,
    /// The code of each entry.
    pub codes: Vec<Code>,
    /// What each group of the query found, in the order of the query; nothing for negated ones.
    pub found: Vec<Option<Found>>,
    /// The rows so far, best first.
    pub rows: Vec<Row>,
}

/// A chosen entry on its way to a hit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub entry: u32,
    pub class: Class,
    pub field: Field,
    pub score: i64,
    /// The line that a fuzzy match stands in.
    pub line: Option<u32>,
}

impl State<'_> {
    /// Returns whether scope, filters and excluded words leave an entry.
    pub fn admits(&self, entry: u32) -> bool {
        self.admitted.as_ref().is_none_or(|admitted| admitted.contains(entry))
    }

    /// Returns every entry the worst code of its words, unless it has a better one.
    pub fn combine(&mut self) {
        let groups = self.query.groups.iter().zip(&self.found);
        let needed: Vec<&Found> = groups
            .filter(|(group, _)| !group.light)
            .filter_map(|(_, found)| found.as_ref())
            .collect();
        let Some((first, rest)) = needed.split_first() else { return };
        let mut worst = first.codes().to_vec();
        for found in rest {
            for (worst, code) in worst.iter_mut().zip(found.codes()) {
                *worst = (*worst).max(*code);
            }
        }
        if let Some(admitted) = &self.admitted {
            for (entry, worst) in worst.iter_mut().enumerate() {
                if *worst != Code::NONE && !admitted.contains(entry as u32) {
                    *worst = Code::NONE;
                }
            }
        }
        for (code, worst) in self.codes.iter_mut().zip(worst) {
            *code = worst.min(*code);
        }
        self.heed_voices();
    }

    /// Drops what stands only in statements that a filter leaves out.
    fn heed_voices(&mut self) {
        let Some(voices) = filters::Voices::of(self.index, self.query) else { return };
        for entry in 0..self.index.len() as u32 {
            let code = self.codes[entry as usize];
            let of_text = |code: Code| matches!(code.field(), Some(Field::Heading | Field::Body));
            if code == Code::NONE || !of_text(code) {
                continue;
            }
            let parts = self.query.groups.iter().zip(&self.found).enumerate();
            let parts: Vec<usize> = parts
                .filter(|(_, (group, found))| {
                    !group.light && found.as_ref().is_some_and(|found| of_text(found.code(entry)))
                })
                .map(|(at, _)| at)
                .collect();
            let misspelt = !code.is_by_words();
            if !excerpt::is_said(self.index, self.query, &voices, entry, &parts, misspelt) {
                self.codes[entry as usize] = Code::NONE;
            }
        }
    }

    /// Returns whether an entry matches everything of the query that a fuzzy match does not settle.
    pub fn admits_fuzzy(&self, entry: u32) -> bool {
        let mut groups = self.query.groups.iter().zip(&self.found);
        self.admits(entry)
            && groups.all(|(group, found)| {
                group.plain().is_some()
                    || found.as_ref().is_none_or(|found| found.code(entry) != Code::NONE)
            })
    }

    pub fn push_scored(&mut self, found: &[fuzzy::Scored], class: Class) {
        let lines = self.index.lines();
        self.rows.extend(found.iter().map(|found| Row {
            entry: lines.owner(found.line as usize),
            class,
            field: lines.field(found.line as usize),
            score: found.score,
            line: Some(found.line),
        }));
    }

    /// Counts the entries that match in any way.
    pub fn count(&self, lines: Option<&Bits>) -> usize {
        let mut all = Bits::new(self.index.len());
        for line in lines.into_iter().flat_map(Bits::iter) {
            all.insert(self.index.lines().owner(line as usize));
        }
        let restricted = self.admitted.is_some()
            || self.query.groups.iter().any(|group| group.plain().is_none());
        if restricted {
            all = all.filtered(|entry| self.admits_fuzzy(entry));
        }
        for (entry, code) in self.codes.iter().enumerate() {
            if *code != Code::NONE {
                all.insert(entry as u32);
            }
        }
        all.count()
    }

    /// Counts the entries of some that hold all words of the query but one.
    pub fn count_without(&self, dropped: usize, admitted: Option<&Bits>) -> usize {
        let others: Vec<&Found> = self
            .found
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != dropped && !self.query.groups[*at].light)
            .filter_map(|(_, found)| found.as_ref())
            .collect();
        (0..self.index.len() as u32)
            .filter(|&entry| admitted.is_none_or(|admitted| admitted.contains(entry)))
            .filter(|&entry| others.iter().all(|found| found.code(entry).is_by_words()))
            .count()
    }
}

/// Builds the row of an entry that is not matched fuzzily.
pub(super) fn row(entry: u32, code: Code, detail: Detail) -> Row {
    let class = code.class().expect("a chosen entry matches");
    let field = code.field().expect("a chosen entry matches");
    Row { entry, class, field, score: detail.score(), line: None }
}
