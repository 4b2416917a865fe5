//! One search under way: what is asked, what is known of all entries so far, and the candidates
//! chosen so far. Refuses to know: in which order things are looked for.

use std::sync::OnceLock;

use super::bits::Bits;
use super::class::{Class, MatchField};
use super::codes;
use super::evaluate::{self, GroupMatches};
use super::excerpt::{Forms, ShownExcerpt, WordForms};
use super::fuzzy::{Pattern, Scored, Walk};
use super::hits::{NearWords, QueryHint};
use super::index::Index;
use super::query::Query;
use super::rank::{Detail, MatchCode};
use super::request::Scope;
use super::threads::threads;
use super::{excerpt, filters};

/// One search under way.
pub(super) struct SearchState<'a> {
    pub index: &'a Index,
    pub query: &'a Query,
    pub scope: Scope,
    pub limit: usize,
    pub threads: usize,
    /// How many lines a first glance looks at; none if nobody waits for rows before the answer.
    pub glance: usize,
    /// Asked now and then; `false` ends the search without an answer.
    pub wanted: &'a (dyn Fn() -> bool + Sync),
    /// The plain words of the query for fuzzy matching, if it has any.
    pub pattern: Option<Pattern>,
    /// The lines outside which nothing matches the pattern; `None` if nothing is known of that.
    pub lines_to_search: Option<&'a Bits>,
    /// The entries that scope, filters and excluded words leave; `None` if all are.
    pub admitted: Option<Bits>,
    /// The code of each entry.
    pub codes: Vec<MatchCode>,
    /// What each group of the query matches, in the order of the query; nothing for negated ones.
    pub matches: Vec<Option<GroupMatches>>,
    /// The other forms of the words of the query, once a text was looked through for them.
    pub known_forms: OnceLock<Vec<WordForms>>,
    /// The lines that match the pattern, once they are known.
    pub matched_lines: Option<Bits>,
    /// The candidates so far, best first.
    pub candidates: Vec<Candidate>,
    /// What is shown of the candidates that are near in meaning.
    pub near: Vec<ShownNearness>,
    /// The entries that have some words, best first, until better ones were looked for.
    pub some: Vec<Candidate>,
    /// How the steps have read the query.
    pub hints: Vec<QueryHint>,
}

/// A chosen entry on its way to a hit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub entry: u32,
    pub class: Class,
    pub field: MatchField,
    pub score: i64,
    /// The line of a fuzzy match, or the place of what is shown of a nearness in meaning.
    pub line: Option<u32>,
}

/// What a near entry shows: its best text with the word that carried most, and the pair of words.
#[derive(Clone, Debug)]
pub(super) struct ShownNearness {
    pub field: MatchField,
    pub excerpt: ShownExcerpt,
    pub words: Option<NearWords>,
}

impl Candidate {
    /// Builds the candidate of an entry that is not matched fuzzily; the code is that of a match.
    pub fn new(entry: u32, code: MatchCode, detail: Detail) -> Self {
        let class = code.class().expect("a chosen entry matches");
        let field = code.field().expect("a chosen entry matches");
        Self { entry, class, field, score: detail.score(), line: None }
    }

    /// Builds the candidate of an entry that filters leave.
    pub fn filtered(entry: u32) -> Self {
        Self { entry, class: Class::Filtered, field: MatchField::Title, score: 0, line: None }
    }
}

impl<'a> SearchState<'a> {
    /// Builds the state of a search that has not begun and is wanted to its end.
    pub fn new(index: &'a Index, query: &'a Query, scope: Scope, limit: usize) -> Self {
        let words = query.groups.iter().filter(|group| !group.optional);
        Self {
            index,
            query,
            scope,
            limit,
            threads: threads(),
            glance: 0,
            wanted: &|| true,
            pattern: Pattern::new(words.filter_map(|group| group.plain())),
            lines_to_search: None,
            admitted: None,
            codes: vec![MatchCode::NONE; index.len()],
            matches: Vec::new(),
            known_forms: OnceLock::new(),
            matched_lines: None,
            candidates: Vec::new(),
            near: Vec::new(),
            some: Vec::new(),
            hints: Vec::new(),
        }
    }
}

impl SearchState<'_> {
    /// Returns the query with the other forms of its words.
    pub fn forms(&self) -> Forms<'_> {
        let words = self.known_forms.get_or_init(|| WordForms::of(self.index, self.query));
        Forms::new(self.index, self.query, words)
    }

    /// Returns how lines are visited, all of them.
    pub fn walk(&self) -> Walk<'_> {
        Walk { wanted: self.wanted, ..Walk::over(self.index.lines().len(), self.threads) }
    }

    /// Returns how many more candidates are wanted.
    pub fn room(&self) -> usize {
        self.limit.saturating_sub(self.candidates.len())
    }

    /// Returns the entries of the candidates.
    pub fn taken(&self) -> Bits {
        let mut taken = Bits::new(self.index.len());
        for candidate in &self.candidates {
            taken.insert(candidate.entry);
        }
        taken
    }

    /// Returns the entries that scope, filters and excluded words leave, `None` if all are; one
    /// excluded part of the query, given by its place, may be passed over.
    pub fn admitted_but_for(
        &self,
        passed_over: Option<usize>,
        hints: &mut Vec<QueryHint>,
    ) -> Option<Bits> {
        let mut admitted = filters::admitted(self.index, self.query, self.scope, hints);
        let groups = self.query.groups.iter().enumerate();
        let excluded = groups.filter(|(at, group)| group.negated && Some(*at) != passed_over);
        for (_, group) in excluded {
            let matches = evaluate::evaluate(self.index, group);
            let left = admitted.get_or_insert_with(|| Bits::full(self.index.len()));
            for entry in codes::found(matches.codes()).iter() {
                left.remove(entry);
            }
        }
        admitted
    }

    /// Returns whether scope, filters and excluded words leave an entry.
    pub fn admits(&self, entry: u32) -> bool {
        self.admitted.as_ref().is_none_or(|admitted| admitted.contains(entry))
    }

    /// Gives every entry the worst code of its words, unless it has a better one.
    pub fn combine(&mut self) {
        let groups = self.query.groups.iter().zip(&self.matches);
        let needed: Vec<&GroupMatches> = groups
            .filter(|(group, _)| !group.optional)
            .filter_map(|(_, matches)| matches.as_ref())
            .collect();
        let Some((first, rest)) = needed.split_first() else { return };
        let mut worst = first.codes().to_vec();
        for matches in rest {
            for (worst, code) in worst.iter_mut().zip(matches.codes()) {
                *worst = (*worst).max(*code);
            }
        }
        if let Some(admitted) = &self.admitted {
            for (entry, worst) in worst.iter_mut().enumerate() {
                if *worst != MatchCode::NONE && !admitted.contains(entry as u32) {
                    *worst = MatchCode::NONE;
                }
            }
        }
        for (code, worst) in self.codes.iter_mut().zip(worst) {
            *code = worst.min(*code);
        }
        self.apply_statement_filter();
    }

    /// Drops what is only in statements that a filter leaves out.
    fn apply_statement_filter(&mut self) {
        let Some(allowed) = filters::StatementFilter::from_query(self.index, self.query) else {
            return;
        };
        for entry in 0..self.index.len() as u32 {
            let code = self.codes[entry as usize];
            let misspelt = !code.is_by_words();
            if is_of_text(code) && !self.statements_hold(&allowed, entry, misspelt) {
                self.codes[entry as usize] = MatchCode::NONE;
            }
        }
    }

    /// Returns whether the statements that a filter leaves hold the parts of the query that an entry has
    /// in its text.
    pub fn statements_hold(
        &self,
        allowed: &filters::StatementFilter,
        entry: u32,
        misspelt: bool,
    ) -> bool {
        let parts = self.query.groups.iter().zip(&self.matches).enumerate();
        let parts: Vec<usize> = parts
            .filter(|(_, (group, matches))| {
                !group.optional
                    && matches.as_ref().is_some_and(|matches| is_of_text(matches.code(entry)))
            })
            .map(|(at, _)| at)
            .collect();
        excerpt::allowed_pieces_hold(self.forms(), allowed, entry, &parts, misspelt)
    }

    /// Returns whether an entry matches everything of the query that is not a plain word, and so is
    /// not settled by a fuzzy match.
    pub fn matches_syntax(&self, entry: u32) -> bool {
        let mut groups = self.query.groups.iter().zip(&self.matches);
        self.admits(entry)
            && groups.all(|(group, matches)| {
                group.plain().is_some()
                    || matches.as_ref().is_none_or(|matches| matches.code(entry) != MatchCode::NONE)
            })
    }

    /// Takes the entries of lines that match fuzzily, in the order given.
    pub fn push_scored(&mut self, found: &[Scored], class: Class) {
        let lines = self.index.lines();
        self.candidates.extend(found.iter().map(|found| Candidate {
            entry: lines.owner(found.line as usize),
            class,
            field: lines.field(found.line as usize),
            score: found.score,
            line: Some(found.line),
        }));
    }

    /// Counts the entries that match in any way.
    pub fn count(&self) -> usize {
        let mut all = Bits::new(self.index.len());
        for line in self.matched_lines.iter().flat_map(Bits::iter) {
            all.insert(self.index.lines().owner(line as usize));
        }
        let restricted = self.admitted.is_some()
            || self.query.groups.iter().any(|group| group.plain().is_none());
        if restricted {
            all = all.filtered(|entry| self.matches_syntax(entry));
        }
        all.unite(&codes::found(&self.codes));
        for near in self.candidates.iter().filter(|one| one.class == Class::Meaning) {
            all.insert(near.entry);
        }
        all.count()
    }

    /// Counts the entries of better classes than one that is found by words alone.
    pub fn count_better(&self, class: Class) -> usize {
        let is_better = |code: &&MatchCode| code.class().is_some_and(|one| one < class);
        self.codes.iter().filter(is_better).count()
    }

    /// Counts the entries that match by words without a part of the query, given by its place.
    pub fn count_without(&self, dropped: usize) -> usize {
        let wider;
        let admitted = if self.query.groups[dropped].negated {
            wider = self.admitted_but_for(Some(dropped), &mut Vec::new());
            wider.as_ref()
        } else {
            self.admitted.as_ref()
        };
        let groups = self.query.groups.iter().zip(&self.matches).enumerate();
        let others: Vec<&GroupMatches> = groups
            .filter(|(at, (group, _))| *at != dropped && !group.optional)
            .filter_map(|(_, (_, matches))| matches.as_ref())
            .collect();
        (0..self.index.len() as u32)
            .filter(|&entry| admitted.is_none_or(|admitted| admitted.contains(entry)))
            .filter(|&entry| others.iter().all(|matches| matches.code(entry).is_by_words()))
            .count()
    }
}

/// Returns whether a match is in a heading or in the text.
fn is_of_text(code: MatchCode) -> bool {
    matches!(code.field(), Some(MatchField::Heading | MatchField::Body))
}
