//! The best entries of each code, in order. Refuses to know: how codes come about, fuzzy scores.
//!
//! Position and shortness need a look at the texts of an entry, and a common word has tens of
//! thousands of entries of one code; so texts are read in the order of the best case of each entry,
//! until no other entry can be among the best.

use std::collections::BinaryHeap;

use super::bits::Bits;
use super::class::MatchField;
use super::codes;
use super::evaluate::GroupMatches;
use super::lines::first_code;
use super::rank::{Detail, MatchCode, WHOLE};
use super::state::{Candidate, SearchState};
use super::words::tokens;
use crate::text::script::is_unspaced;

impl SearchState<'_> {
    /// Appends the best of the entries that are eligible, until there are enough candidates; of those of one
    /// class `last` follow the others.
    pub fn choose(&mut self, eligible: impl Fn(usize, MatchCode) -> bool, last: Option<&Bits>) {
        if self.room() == 0 {
            return;
        }
        let present = codes::present(&self.codes);
        let places = Places::new(self);
        let mut chosen = Vec::new();
        for (code, are_last) in in_order(&present, last.is_some()) {
            let room = self.room() - chosen.len();
            if room == 0 || !(self.wanted)() {
                break;
            }
            let Some(field) = code.field() else { break };
            let is_next = |&entry: &u32| {
                eligible(entry as usize, code)
                    && last.is_none_or(|last| last.contains(entry) == are_last)
            };
            let same = codes::with_code(&self.codes, code).filter(is_next);
            let best = places.best(field, same, room);
            chosen.extend(
                best.into_iter().map(|(detail, entry)| Candidate::new(entry, code, detail)),
            );
        }
        self.candidates.extend(chosen);
    }
}

/// Returns the codes that are there, best first, each with whether those entries are meant that come last of
/// their class; `both` tells whether there may be some.
fn in_order(present: &[bool; 256], both: bool) -> Vec<(MatchCode, bool)> {
    let codes = (0..u8::MAX).map(MatchCode).filter(|code| present[usize::from(code.0)]);
    let rounds = codes.flat_map(|code| [false, true].map(|are_last| (code, are_last)));
    let mut rounds: Vec<_> = rounds.filter(|(_, are_last)| both || !are_last).collect();
    // A word that is only begun is another one, whatever its accents.
    rounds.sort_by_key(|&(code, are_last)| (code.class(), code.is_start(), are_last));
    rounds
}

/// An entry with what orders it; smaller is better.
type Ordered = (Detail, u32);

/// Where the words of a query are in entries.
struct Places<'a> {
    state: &'a SearchState<'a>,
    /// The words that a short text can hold.
    words: Vec<SoughtWord<'a>>,
    /// The codes of their first characters.
    firsts: Vec<u8>,
}

/// A word of the query as a text can hold it.
struct SoughtWord<'a> {
    word: &'a str,
    /// What it may be a misspelling of, in order.
    near: Vec<&'a str>,
}

impl SoughtWord<'_> {
    fn is(&self, token: &str) -> bool {
        token.starts_with(self.word) || self.near.binary_search(&token).is_ok()
    }
}

impl<'a> Places<'a> {
    fn new(state: &'a SearchState<'a>) -> Self {
        // What starts no word of the vocabulary starts none in a text; of runs it holds pieces
        // only.
        let vocabulary = state.index.vocabulary();
        let begins =
            |word: &str| word.contains(is_unspaced) || !vocabulary.starting_with(word).is_empty();
        let mut words = Vec::new();
        for (group, matches) in state.query.groups.iter().zip(&state.matches) {
            let Some(word) = group.plain() else { continue };
            let near = matches.iter().flat_map(GroupMatches::near);
            let mut near: Vec<&str> = near.map(|&other| vocabulary.word(other)).collect();
            near.sort_unstable();
            if !near.is_empty() || begins(word) {
                words.push(SoughtWord { word, near });
            }
        }
        let forms = words
            .iter()
            .flat_map(|sought| [sought.word].into_iter().chain(sought.near.iter().copied()));
        let mut firsts: Vec<u8> =
            forms.filter_map(|form| form.chars().next()).map(first_code).collect();
        firsts.sort_unstable();
        firsts.dedup();
        Self { state, words, firsts }
    }

    /// Returns the best entries of one code, best first.
    fn best(
        &self,
        field: MatchField,
        entries: impl Iterator<Item = u32>,
        room: usize,
    ) -> Vec<Ordered> {
        let mut cases: Vec<Ordered> =
            entries.map(|entry| (self.best_case(entry, field), entry)).collect();
        let exact = |&(detail, entry): &Ordered| (self.detail(entry, field, detail), entry);
        if cases.len() <= room {
            let mut all: Vec<Ordered> = cases.iter().map(exact).collect();
            all.sort_unstable();
            return all;
        }
        cases.select_nth_unstable(room);
        let mut best: BinaryHeap<Ordered> = cases[..room].iter().map(exact).collect();
        let worst = |best: &BinaryHeap<Ordered>| best.peek().copied();
        cases.drain(..room);
        cases.retain(|case| Some(*case) < worst(&best));
        cases.sort_unstable();
        for case in &cases {
            if Some(*case) >= worst(&best) {
                break;
            }
            let found = exact(case);
            if Some(found) < worst(&best) {
                best.pop();
                best.push(found);
            }
        }
        best.into_sorted_vec()
    }

    /// Returns the best that can order an entry, without a look at its texts.
    fn best_case(&self, entry: u32, field: MatchField) -> Detail {
        let state = self.state;
        let in_body = field == MatchField::Body;
        let (mut covered, mut position) = (0, 0);
        for (group, matches) in state.query.groups.iter().zip(&state.matches) {
            let Some(matches) = matches else { continue };
            let own = matches.code(entry);
            // A function word counts only where the match is: every text holds some of them.
            if !group.optional {
                covered += 10 * own.worth();
            } else if own.field().is_some_and(|own| own <= field) {
                covered += own.worth();
            }
            if in_body && !group.optional {
                position = position.max(u32::from(matches.position(entry)));
            }
        }
        let mut length = 0;
        if !in_body {
            (position, length) = self.best_place(entry, field);
        }
        Detail { ordinary: true, uncovered: WHOLE - covered.min(WHOLE), position, length }
    }

    /// Returns a position and a length that no text of a field is better than.
    fn best_place(&self, entry: u32, field: MatchField) -> (u32, u32) {
        let lines = self.state.index.lines();
        if self.words.is_empty() {
            return self.place(entry, field);
        }
        let (mut opens, mut shortest) = (false, None::<usize>);
        for line in lines.of_entry(entry).filter(|&line| lines.field(line) == field) {
            opens |= self.firsts.contains(&lines.first()[line]);
            let length = lines.length(line);
            shortest = Some(shortest.map_or(length, |shortest| shortest.min(length)));
        }
        shortest.map_or((0, 0), |shortest| (u32::from(!opens), shortest as u32))
    }

    /// Returns what orders an entry, given its best case.
    fn detail(&self, entry: u32, field: MatchField, case: Detail) -> Detail {
        if field == MatchField::Body {
            return case;
        }
        let (position, length) = self.place(entry, field);
        Detail { position, length, ..case }
    }

    /// Returns position and length of the best short text of a field: the one that holds the most
    /// words of the query, then the earliest, then the shortest.
    fn place(&self, entry: u32, field: MatchField) -> (u32, u32) {
        let lines = self.state.index.lines();
        let mut best = (0, u32::MAX, u32::MAX);
        for line in lines.of_entry(entry).filter(|&line| lines.field(line) == field) {
            let (mut missing, mut position) = (0, u32::MAX);
            for word in &self.words {
                let at = tokens(lines.text(line)).position(|token| word.is(token.text));
                match at {
                    Some(at) => position = position.min(at as u32),
                    None => missing += 1,
                }
            }
            let place = (missing, position, lines.length(line) as u32);
            if best.1 == u32::MAX || place < best {
                best = place;
            }
        }
        if best.2 == u32::MAX { (0, 0) } else { (best.1, best.2) }
    }
}
