//! A search from a query to its hits: the sound matches first, then tight fuzzy ones, misspellings
//! and loose fuzzy ones, the count last. Refuses to know: who waits for the answer.

use std::sync::Arc;

use super::bits::Bits;
use super::class::{Class, Field};
use super::evaluate::{self, Opening};
use super::fuzzy::{self, Pattern, Walk};
use super::hits::{Hit, Hits, QueryHint};
use super::index::Index;
use super::query::Query;
use super::rank::Code;
use super::request::Scope;
use super::state::{Row, State, row};
use super::threads::threads;
use super::words::is_word;
use super::{excerpt, filters, suggest};
use crate::model::EntryKey;
use crate::text::fold::fold;

/// Libraries up to this size are answered in less time than a screen takes to be drawn.
const SMALL: usize = 2000;

/// Finds the best `limit` hits of a query.
pub fn search(index: &Index, query: &Query, scope: Scope, limit: usize) -> Hits {
    let mut narrowed = None;
    let run = Run { index, query, scope, limit, threads: threads(), wanted: &|| true };
    run.search(&mut narrowed, &mut |_| {}).unwrap_or_default()
}

/// Answers the queries of one reader, one after another, as a worker thread wants it: the first rows
/// early, the exact answer after, and nothing for a query that is no longer wanted.
pub struct Finder {
    index: Arc<Index>,
    threads: usize,
    narrowed: Option<Narrowed>,
}

/// The lines that matched the last query; what extends it need look at no others.
struct Narrowed {
    pattern: Pattern,
    lines: Bits,
}

impl Finder {
    /// Builds a finder over an index.
    pub fn new(index: Arc<Index>) -> Self {
        Self::with_threads(index, threads())
    }

    /// Builds a finder that works on one thread or two.
    pub fn with_threads(index: Arc<Index>, threads: usize) -> Self {
        Self { index, threads, narrowed: None }
    }

    /// Returns the index.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Finds the best `limit` hits. Early rows go to `provisional`, class by class as they are found; the exact answer
    /// is returned, or `None` as soon as `wanted` says that nobody waits for it any more. Over an
    /// index of titles that answer is provisional as well.
    pub fn search(
        &mut self,
        query: &Query,
        scope: Scope,
        limit: usize,
        wanted: &(dyn Fn() -> bool + Sync),
        provisional: &mut dyn FnMut(Hits),
    ) -> Option<Hits> {
        let run = Run { index: &self.index, query, scope, limit, threads: self.threads, wanted };
        run.search(&mut self.narrowed, provisional)
    }
}

/// One search.
struct Run<'a> {
    index: &'a Index,
    query: &'a Query,
    scope: Scope,
    limit: usize,
    threads: usize,
    wanted: &'a (dyn Fn() -> bool + Sync),
}

/// The rows that are given before the answer is complete.
struct Early<'a> {
    hits: Vec<Hit>,
    provisional: &'a mut dyn FnMut(Hits),
}

impl Run<'_> {
    fn search(
        &self,
        narrowed: &mut Option<Narrowed>,
        provisional: &mut dyn FnMut(Hits),
    ) -> Option<Hits> {
        let mut hints = Vec::new();
        let mut admitted = filters::admitted(self.index, self.query, self.scope, &mut hints);
        self.exclude(&mut admitted, None);
        if self.query.groups.iter().all(|group| group.negated) {
            let mut listed = self.listed(admitted, hints);
            let asked = !self.query.is_empty() || !self.query.unfinished.is_empty();
            if listed.total == 0 && asked && self.index.has_bodies() {
                listed.suggestions = suggest::values(self.index, self.query, self.scope);
            }
            return Some(self.marked(listed));
        }
        let mut state = State {
            index: self.index,
            query: self.query,
            admitted,
            codes: vec![Code::NONE; self.index.len()],
            found: Vec::new(),
            rows: Vec::new(),
        };
        let mut early = Early { hits: Vec::new(), provisional };
        self.take_openings(&mut state);
        self.give(&state, &mut early)?;
        self.take_words(&mut state);
        self.give(&state, &mut early)?;
        let sound = state.codes.iter().any(|code| code.is_by_words());
        self.take_misspellings(&mut state, sound);
        let plain = self.query.groups.iter().filter(|group| !group.light);
        let pattern = Pattern::new(plain.filter_map(|group| group.plain()));
        let among = narrowed
            .as_ref()
            .filter(|narrowed| pattern.as_ref().is_some_and(|new| new.narrows(&narrowed.pattern)))
            .map(|narrowed| &narrowed.lines);
        self.take_tight(&mut state, pattern.as_ref(), among);
        self.give(&state, &mut early)?;
        let mut lines = None;
        if let Some(pattern) = pattern {
            let walk =
                Walk { threads: self.threads, among, admits: &|_| true, wanted: self.wanted };
            let found = fuzzy::matching(self.index.lines(), &pattern, &walk);
            self.take_loose(&mut state, &pattern, &found);
            if !(self.wanted)() {
                return None;
            }
            lines = Some(&narrowed.insert(Narrowed { pattern, lines: found }).lines);
        }
        let total = state.count(lines);
        let mut hits = early.hits;
        self.extend(&mut hits, &state.rows);
        let mut answer = Hits { total, hits, hints, ..Hits::default() };
        if self.index.has_bodies() {
            answer.suggestions = if answer.is_found() {
                suggest::themes(self.index, self.query)
            } else {
                suggest::suggestions(self.index, self.query, self.scope, |dropped| {
                    self.count_without(&state, dropped)
                })
            };
        }
        (self.wanted)().then(|| self.marked(answer))
    }

    /// Marks an answer as provisional where the bodies were not searched.
    fn marked(&self, hits: Hits) -> Hits {
        let titles_only = !self.index.has_bodies();
        Hits { provisional: hits.provisional || titles_only, titles_only, ..hits }
    }

    /// Returns the rows so far if there are more than were given; `None` if nobody waits any more.
    /// Rows keep their places: what follows them is of a later class. A small library answers at once
    /// and gives nothing early.
    fn give(&self, state: &State<'_>, early: &mut Early<'_>) -> Option<()> {
        if !(self.wanted)() {
            return None;
        }
        let wanted = state.rows.len().min(self.limit);
        if wanted > early.hits.len() && self.index.len() > SMALL {
            self.extend(&mut early.hits, &state.rows);
            let hits = early.hits.clone();
            let total = state.rows.len();
            let hits = Hits { total, provisional: true, hits, ..Hits::default() };
            (early.provisional)(self.marked(hits));
        }
        Some(())
    }

    /// Makes hits of the rows that are not yet made, up to the limit.
    fn extend(&self, hits: &mut Vec<Hit>, rows: &[Row]) {
        let made = hits.len();
        hits.extend(rows.iter().take(self.limit).skip(made).map(|row| {
            let field = self.field_held(row).unwrap_or(row.field);
            let shown = excerpt::of(self.index, self.query, row.entry, row.class, field, row.line);
            Hit {
                entry: EntryKey(row.entry),
                field,
                class: row.class,
                score: row.score,
                excerpt: shown.excerpt,
                piece: shown.piece,
                words: shown.words,
            }
        }));
    }

    /// Returns the field of the short text that holds a `'word` as a run of letters: the code of such a
    /// hit says no field.
    fn field_held(&self, row: &Row) -> Option<Field> {
        if row.class != Class::TightFuzzy || row.line.is_some() {
            return None;
        }
        let lines = self.index.lines();
        let atoms = || self.query.groups.iter().flat_map(|group| &group.atoms);
        let held = |line: &usize| atoms().any(|atom| lines.text(*line).contains(&*atom.text));
        lines.of(row.entry).find(held).map(|line| lines.field(line))
    }

    /// Counts the entries that match without a part of the query.
    fn count_without(&self, state: &State<'_>, dropped: usize) -> usize {
        if !self.query.groups[dropped].negated {
            return state.count_without(dropped, state.admitted.as_ref());
        }
        let mut admitted = filters::admitted(self.index, self.query, self.scope, &mut Vec::new());
        self.exclude(&mut admitted, Some(dropped));
        state.count_without(dropped, admitted.as_ref())
    }

    /// Takes what the query excludes out of what is admitted, but for one part of it.
    fn exclude(&self, admitted: &mut Option<Bits>, dropped: Option<usize>) {
        let groups = self.query.groups.iter().enumerate();
        let excluded = groups.filter(|(at, group)| group.negated && Some(*at) != dropped);
        for (_, group) in excluded {
            let found = evaluate::evaluate(self.index, group);
            let left = admitted.get_or_insert_with(|| Bits::full(self.index.len()));
            for (entry, code) in found.codes().iter().enumerate() {
                if *code != Code::NONE {
                    left.remove(entry as u32);
                }
            }
        }
    }

    /// Lists what filters leave if there is nothing else to look for.
    fn listed(&self, admitted: Option<Bits>, hints: Vec<QueryHint>) -> Hits {
        let Some(admitted) = admitted.filter(|_| !self.query.is_empty()) else {
            return Hits { hints, ..Hits::default() };
        };
        let rows: Vec<Row> = admitted
            .iter()
            .take(self.limit)
            .map(|entry| Row {
                entry,
                class: Class::Filtered,
                field: Field::Title,
                score: 0,
                line: None,
            })
            .collect();
        let mut hits = Vec::new();
        self.extend(&mut hits, &rows);
        Hits { total: admitted.count(), hits, hints, ..Hits::default() }
    }

    /// Takes the entries of which a short text equals the query or starts with it.
    fn take_openings(&self, state: &mut State<'_>) {
        let Some(words) = self.query.spoken() else { return };
        let mut openings = evaluate::openings(self.index, &words);
        openings.retain(|opening| state.admits(opening.entry));
        for opening in &openings {
            let code = &mut state.codes[opening.entry as usize];
            *code = opening.code.min(*code);
        }
        openings.retain(|opening| opening.code == state.codes[opening.entry as usize]);
        for opening in &mut openings {
            let exact = opening.code.class() == Some(Class::Exact);
            if exact
                && (self.is_abbreviation_of(opening.entry) || self.is_written_so(opening.entry))
            {
                opening.detail.stranger = 0;
            }
        }
        // An entry may open with the query in several texts, so that some more are sorted.
        let wanted = self.limit.saturating_mul(2).saturating_add(64);
        if openings.len() > wanted {
            openings.select_nth_unstable(wanted);
            openings.truncate(wanted);
        }
        openings.sort_unstable();
        let mut taken = Bits::new(self.index.len());
        openings.retain(|opening| {
            let new = !taken.contains(opening.entry);
            taken.insert(opening.entry);
            new
        });
        openings.truncate(self.limit);
        state.rows.extend(
            openings.iter().map(|&Opening { code, detail, entry }| row(entry, code, detail)),
        );
    }

    /// Returns whether the query holds signs that words do not have, and an entry is called so to the
    /// sign (`C++`, which as a word is `c`).
    fn is_written_so(&self, entry: u32) -> bool {
        let wanted = fold(self.query.text.trim());
        let (catalogue, key) = (self.index.catalogue(), EntryKey(entry));
        let names = catalogue.aliases(key).iter().chain(catalogue.forms(key)).map(|text| &**text);
        let mut names = names.chain([catalogue.title(key), catalogue.short(key)]);
        wanted.chars().any(|c| !is_word(c) && c != ' ') && names.any(|name| fold(name) == wanted)
    }

    /// Returns whether the query is an abbreviation of a glossary term, as its author wrote it.
    fn is_abbreviation_of(&self, entry: u32) -> bool {
        let (catalogue, key) = (self.index.catalogue(), EntryKey(entry));
        let wanted = fold(self.query.text.trim());
        let written = catalogue.aliases(key).iter().chain(catalogue.forms(key)).map(|text| &**text);
        catalogue.is_term(key)
            && written
                .chain([catalogue.title(key), catalogue.short(key)])
                .any(|text| is_abbreviation(text) && fold(text) == wanted)
    }

    /// Evaluates the words of the query and takes the entries that hold them all.
    fn take_words(&self, state: &mut State<'_>) {
        state.found = self
            .query
            .groups
            .iter()
            .map(|group| {
                (!group.negated && (self.wanted)()).then(|| evaluate::evaluate(self.index, group))
            })
            .collect();
        let opened = state.codes.clone();
        state.combine();
        if let Some(words) = self.query.spoken().filter(|words| words.len() > 1) {
            let in_text = |entry: u32| state.codes[entry as usize].class() == Some(Class::Body);
            let phrases = evaluate::phrase(self.index, &words, true, &in_text);
            for entry in phrases.into_keys() {
                state.codes[entry as usize] = Code::phrase();
            }
        }
        state.choose(self.limit, self.wanted, |entry, code| {
            code.is_by_words() && opened[entry] == Code::NONE
        });
    }

    /// Looks for misspellings: of words that nothing holds, and of all words where no entry holds
    /// them together.
    fn take_misspellings(&self, state: &mut State<'_>, sound: bool) {
        let words: Vec<&str> =
            self.query.groups.iter().map(|group| group.plain().unwrap_or_default()).collect();
        let mut searched = false;
        for (at, group) in self.query.groups.iter().enumerate() {
            let Some(found) = &mut state.found[at] else { continue };
            if group.plain().is_none() || group.is_run() || group.light {
                continue;
            }
            let admitted = state.admitted.as_ref();
            let held = |(entry, code): (usize, &Code)| {
                code.is_by_words()
                    && admitted.is_none_or(|admitted| admitted.contains(entry as u32))
            };
            if !sound || !found.codes().iter().enumerate().any(held) {
                evaluate::misspelt(self.index, &words, at, found);
                searched = true;
            }
        }
        if searched {
            state.combine();
        }
    }

    /// Takes tight fuzzy matches and misspellings, in this order.
    fn take_tight(&self, state: &mut State<'_>, pattern: Option<&Pattern>, among: Option<&Bits>) {
        let mut taken = Bits::new(self.index.len());
        let room = self.limit.saturating_sub(state.rows.len());
        if let Some(pattern) = pattern.filter(|_| room > 0) {
            let found = {
                let admits = |entry: u32| {
                    !state.codes[entry as usize].is_by_words() && state.admits_fuzzy(entry)
                };
                let walk =
                    Walk { threads: self.threads, among, admits: &admits, wanted: self.wanted };
                fuzzy::tight(self.index.lines(), pattern, room, &walk)
            };
            for found in &found {
                taken.insert(self.index.lines().owner(found.line as usize));
            }
            state.push_scored(&found, Class::TightFuzzy);
        }
        state.choose(self.limit, self.wanted, |entry, code| {
            !code.is_by_words() && !taken.contains(entry as u32)
        });
    }

    /// Takes loose fuzzy matches as far as there is room for them, out of all lines that match.
    fn take_loose(&self, state: &mut State<'_>, pattern: &Pattern, lines: &Bits) {
        let room = self.limit.saturating_sub(state.rows.len());
        if room == 0 {
            return;
        }
        let mut taken = Bits::new(self.index.len());
        for row in &state.rows {
            taken.insert(row.entry);
        }
        let found = {
            let admits = |entry: u32| !taken.contains(entry) && state.admits_fuzzy(entry);
            let walk = Walk {
                threads: self.threads,
                among: Some(lines),
                admits: &admits,
                wanted: self.wanted,
            };
            fuzzy::loose(self.index.lines(), pattern, room, &walk)
        };
        state.push_scored(&found, Class::LooseFuzzy);
    }
}

/// Returns whether a text is written as an abbreviation is: one short word, mostly capitals or digits.
fn is_abbreviation(text: &str) -> bool {
    let count = text.chars().count();
    let high = text.chars().filter(|c| c.is_uppercase() || c.is_ascii_digit()).count();
    (2..=6).contains(&count) && high >= 2 && text.chars().all(char::is_alphanumeric)
}
