//! A search from a query to its hits: the steps one after another, the early rows, the count and
//! what to try next. Refuses to know: how each step finds its entries, who waits for the answer.

use std::sync::Arc;

use super::asking::compared;
use super::bits::Bits;
use super::class::Class;
use super::evaluate::GroupMatches;
use super::fuzzy::Pattern;
use super::hits::{Hit, Hits, QueryHint, Suggestion};
use super::index::Index;
use super::most::{find_most, find_some};
use super::names::find_names;
use super::near::find_near;
use super::query::Query;
use super::rank::MatchCode;
use super::request::Scope;
use super::runs::divided;
use super::slips::find_slips;
use super::state::{Candidate, SearchState};
use super::steps::{
    evaluate_misspellings, evaluate_words, find_loose, find_nearly, find_words, glance,
};
use super::threads::threads;
use super::{excerpt, suggest};
use crate::model::EntryKey;
use crate::text::fold::fold;

/// Finds the entries of some classes and takes the best of them.
type SearchStep = fn(&mut SearchState<'_>);

/// The steps of a search, in the order of the classes: no step finds an entry of a class above one
/// that an earlier step has found. These come before a first glance, and are fast.
const STEPS_BEFORE_GLANCE: [SearchStep; 5] = [
    find_names,            // exact, prefix
    evaluate_words,        // takes none
    find_slips,            // one slip
    find_words,            // words, word starts, phrase, body words
    evaluate_misspellings, // takes none yet
];

/// The steps behind it, most of which look at all lines or at the texts of many entries.
const STEPS_BEHIND_GLANCE: [SearchStep; 5] = [
    find_most,   // most words
    find_nearly, // tight fuzzy, typo 1, typo 2
    find_near,   // meaning
    find_loose,  // loose fuzzy
    find_some,   // some words
];

/// Libraries up to this size are answered in less time than a screen takes to be drawn.
const SMALL: usize = 2000;

/// So many lines give more rows than a screen has, in a tenth of a frame.
const GLANCE: usize = 32 * 1024;

/// Finds the best `limit` hits of a query.
pub fn search(index: &Index, query: &Query, scope: Scope, limit: usize) -> Hits {
    let query = divided(index, query);
    let state = SearchState::new(index, &query, scope, limit);
    run(state, &mut None, &mut |_| {}).unwrap_or_default()
}

/// Answers the queries of one reader, one after another, as a worker thread wants it: the first
/// rows early, the exact answer after, and nothing for a query that is no longer wanted.
pub struct Searcher {
    index: Arc<Index>,
    threads: usize,
    /// How many lines a first glance looks at, in a library of many times as many.
    pub(super) glance: usize,
    previous: Option<MatchedLines>,
}

/// The lines that a query has matched; a query that extends it need look at no others.
struct MatchedLines {
    pattern: Pattern,
    lines: Bits,
}

impl Searcher {
    /// Builds a searcher over an index.
    pub fn new(index: Arc<Index>) -> Self {
        Self::with_threads(index, threads())
    }

    /// Builds a searcher that works on one thread or two.
    pub fn with_threads(index: Arc<Index>, threads: usize) -> Self {
        Self { index, threads, glance: GLANCE, previous: None }
    }

    /// Returns the index.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Finds the best `limit` hits.
    ///
    /// Early rows go to `on_early`, class by class as they are found; in a very large library there
    /// follow those of a glance at some of it, which better ones may replace. The exact answer is
    /// returned, or `None` as soon as `wanted` says that nobody waits for it any more. Over an index of
    /// titles that answer is provisional as well.
    pub fn search(
        &mut self,
        query: &Query,
        scope: Scope,
        limit: usize,
        wanted: &(dyn Fn() -> bool + Sync),
        on_early: &mut dyn FnMut(Hits),
    ) -> Option<Hits> {
        let query = divided(&self.index, query);
        let state = SearchState::new(&self.index, &query, scope, limit);
        let (threads, glance) = (self.threads, self.glance);
        let state = SearchState { threads, glance, wanted, ..state };
        run(state, &mut self.previous, on_early)
    }
}

/// Takes the steps and builds the answer; `None` if nobody waits for it any more.
fn run(
    mut state: SearchState<'_>,
    previous: &mut Option<MatchedLines>,
    on_early: &mut dyn FnMut(Hits),
) -> Option<Hits> {
    let mut hints = Vec::new();
    state.admitted = state.admitted_but_for(None, &mut hints);
    if state.query.groups.iter().all(|group| group.negated) {
        return Some(list(&mut state, hints));
    }
    let lines_to_search = lines_to_search(&state, previous.as_ref());
    let mut state = SearchState { lines_to_search, ..state };
    let (mut hits, mut shown) = (Vec::new(), 0);
    for step in STEPS_BEFORE_GLANCE {
        shown = send_early(&state, &mut hits, shown, on_early)?;
        step(&mut state);
    }
    shown = send_early(&state, &mut hits, shown, on_early)?;
    shown = send_glance(&mut state, &hits, shown, on_early);
    for step in STEPS_BEHIND_GLANCE {
        shown = send_early(&state, &mut hits, shown, on_early)?;
        step(&mut state);
    }
    if !(state.wanted)() {
        return None;
    }
    let all = state.count();
    let total = count_better(&state).unwrap_or(all);
    let suggestions =
        (total < all).then_some(Suggestion::Looser(all - total)).into_iter().collect();
    extend(&state, worth_showing(&state), &mut hits);
    hints.append(&mut state.hints);
    let answer = Hits { total, hits, suggestions, hints, ..Hits::default() };
    let answer = with_suggestions(&state, answer);
    let is_wanted = (state.wanted)();
    // Also if nobody waits any more: the lines are known, and the next query may extend this one.
    if let SearchState { pattern: Some(pattern), matched_lines: Some(lines), .. } = state {
        *previous = Some(MatchedLines { pattern, lines });
    }
    is_wanted.then_some(answer)
}

/// Returns the lines that an earlier query has left for this one; `None` if all are to be searched.
fn lines_to_search<'a>(
    state: &SearchState<'_>,
    previous: Option<&'a MatchedLines>,
) -> Option<&'a Bits> {
    let (previous, pattern) = (previous?, state.pattern.as_ref()?);
    pattern.narrows(&previous.pattern).then_some(&previous.lines)
}

/// Sends the rows so far, if they are more than `hits` and no fewer than are shown; returns how many are
/// shown then, or `None` if nobody waits any more.
///
/// Rows keep their places: what follows them is of a later class. A small library answers at once
/// and sends nothing early.
fn send_early(
    state: &SearchState<'_>,
    hits: &mut Vec<Hit>,
    shown: usize,
    on_early: &mut dyn FnMut(Hits),
) -> Option<usize> {
    if !(state.wanted)() {
        return None;
    }
    let wanted = worth_showing(state).min(state.limit);
    if wanted <= hits.len() || wanted < shown || state.index.len() <= SMALL {
        return Some(shown);
    }
    extend(state, wanted, hits);
    on_early(early(state, hits.clone()));
    Some(wanted)
}

/// Sends behind the rows so far those of a glance, which are not kept: the steps that follow find better
/// ones. Returns how many rows are shown then.
fn send_glance(
    state: &mut SearchState<'_>,
    hits: &[Hit],
    shown: usize,
    on_early: &mut dyn FnMut(Hits),
) -> usize {
    let found = state.candidates.len();
    if !glance(state) {
        return shown;
    }
    let wanted = worth_showing(state).min(state.limit);
    let is_more = wanted > shown && (state.wanted)();
    if is_more {
        let mut rows = hits.to_vec();
        extend(state, wanted, &mut rows);
        on_early(early(state, rows));
    }
    state.candidates.truncate(found);
    if is_more { wanted } else { shown }
}

/// Returns an answer that a better one follows.
fn early(state: &SearchState<'_>, hits: Vec<Hit>) -> Hits {
    let total = worth_showing(state);
    marked(state.index, Hits { total, provisional: true, hits, ..Hits::default() })
}

/// Marks an answer as provisional if the bodies were not searched, and says so if hits may be missing.
fn marked(index: &Index, mut hits: Hits) -> Hits {
    if index.is_damaged() {
        hits.hints.insert(0, QueryHint::Damaged);
    }
    let titles_only = !index.has_bodies();
    Hits { provisional: hits.provisional || titles_only, titles_only, ..hits }
}

/// Counts the candidates that are worth a row.
fn worth_showing(state: &SearchState<'_>) -> usize {
    let all = state.candidates.len();
    looser_than(state)
        .map_or(all, |class| state.candidates.partition_point(|one| one.class < class))
}

/// Counts the entries that are worth a row, whether they are wanted or not; `None` if all are, and if those in
/// which the letters run together are not all known because no more rows are wanted.
fn count_better(state: &SearchState<'_>) -> Option<usize> {
    match looser_than(state)? {
        Class::TightFuzzy => Some(state.count_better(Class::TightFuzzy)),
        _ => (state.room() > 0).then(|| worth_showing(state)),
    }
}

/// Returns the first class that is worth no row, if there is one: to a short query that has better ones, those
/// that match by scattered letters or are merely near in meaning are offered in one row instead. So are those
/// that hold inside of words or misspelt what is typed as initials, or what is as short and a word of its own in
/// better ones.
fn looser_than(state: &SearchState<'_>) -> Option<Class> {
    let is_whole = |one: &Candidate| matches!(one.class, Class::Exact | Class::Words);
    let is_word = || state.candidates.iter().any(is_whole);
    let by_chance = state.query.is_initials() || state.query.may_be_initials() && is_word();
    let looser = if by_chance { Class::TightFuzzy } else { Class::Meaning };
    // The best come first.
    let has_better = state.candidates.first().is_some_and(|one| one.class < looser);
    (has_better && state.query.is_short()).then_some(looser)
}

/// Adds what to try next, and marks the answer.
fn with_suggestions(state: &SearchState<'_>, mut answer: Hits) -> Hits {
    let is_wrong = |hint: &QueryHint| matches!(hint, QueryHint::UnknownValue { .. });
    if state.index.has_bodies() {
        // What is merely near in meaning leaves open whether a word was meant otherwise.
        let is_found = answer.hits.iter().any(|hit| hit.class < Class::Meaning);
        answer.suggestions.extend(if is_found {
            suggest::themes(state.index, state.query)
        } else if answer.hints.iter().any(is_wrong) {
            suggest::values(state.index, state.query, state.scope)
        } else {
            suggest::suggestions(state.index, state.query, state.scope, |dropped| {
                state.count_without(dropped)
            })
        });
        answer.suggestions.extend(comparison(state.index, state.query));
    }
    marked(state.index, answer)
}

/// Lists what filters leave, for a query that asks for nothing else.
fn list(state: &mut SearchState<'_>, hints: Vec<QueryHint>) -> Hits {
    let query = state.query;
    let admitted = state.admitted.as_ref().filter(|_| !query.is_empty());
    let total = admitted.map_or(0, Bits::count);
    let listed = admitted.into_iter().flat_map(Bits::iter).take(state.limit);
    state.candidates = listed.map(Candidate::filtered).collect();
    let mut hits = Vec::new();
    extend(state, state.candidates.len(), &mut hits);
    let mut answer = Hits { total, hits, hints, ..Hits::default() };
    let is_asked = !query.is_empty() || !query.unfinished.is_empty();
    if total == 0 && is_asked && state.index.has_bodies() {
        answer.suggestions = suggest::values(state.index, query, state.scope);
    }
    marked(state.index, answer)
}

/// Makes hits of the first `count` candidates that are not yet hits, up to the limit.
fn extend(state: &SearchState<'_>, count: usize, hits: &mut Vec<Hit>) {
    let new = state.candidates.iter().take(count.min(state.limit)).skip(hits.len());
    hits.extend(new.map(|candidate| {
        let &Candidate { entry, class, score, line, .. } = candidate;
        let near = line.filter(|_| class == Class::Meaning);
        let near = near.map(|place| state.near[place as usize].clone());
        let (field, shown, near) = if let Some(near) = near {
            (near.field, near.excerpt, near.words)
        } else {
            let field = candidate.field;
            (field, excerpt::excerpt_of(state.forms(), entry, class, field, line), None)
        };
        Hit {
            entry: EntryKey(entry),
            field,
            class,
            score,
            excerpt: shown.excerpt,
            piece: shown.piece,
            words: shown.words,
            missing: missing(state, candidate),
            near,
        }
    }));
}

/// Returns the words of the query that an entry lacks which has only most or some of them.
fn missing(state: &SearchState<'_>, candidate: &Candidate) -> Vec<String> {
    if !candidate.class.lacks_words() {
        return Vec::new();
    }
    let groups = state.query.groups.iter().zip(&state.matches);
    let lacks = |matches: &GroupMatches| matches.code(candidate.entry) == MatchCode::NONE;
    groups
        .filter(|(group, matches)| !group.optional && matches.as_ref().is_some_and(lacks))
        .map(|(group, _)| group.written())
        .collect()
}

/// Returns the two entries that a query sets against each other, side by side.
fn comparison(index: &Index, query: &Query) -> Option<Suggestion> {
    let (one, other) = compared(&fold(&query.text))?;
    // "Hard and soft connectivity" means two of them.
    let shared = other.rsplit_once(' ').map(|(_, last)| format!("{one} {last}"));
    let left = shared.and_then(|text| called(index, &text, Class::Exact));
    let left = left.or_else(|| called(index, &one, Class::Words))?;
    let right = called(index, &other, Class::Words)?;
    (left != right).then_some(Suggestion::Compare { left, right })
}

/// Returns the entry that is meant best by a text, if it is by a class that is not below `least`, which
/// is that of all words at the most.
fn called(index: &Index, text: &str, least: Class) -> Option<EntryKey> {
    let query = Query::parse(text);
    let query = divided(index, &query);
    let mut state = SearchState::new(index, &query, Scope::Library, 1);
    state.admitted = state.admitted_but_for(None, &mut Vec::new());
    // No later step finds a class that is good enough.
    find_names(&mut state);
    evaluate_words(&mut state);
    find_words(&mut state);
    state.candidates.first().filter(|one| one.class <= least).map(|one| EntryKey(one.entry))
}
