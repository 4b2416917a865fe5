//! The step for queries of which no entry has all words: the entries that have most of them. Refuses
//! to know: how words are found, how the words that are missing are shown.
//!
//! A word weighs the more the fewer entries have it. An entry is taken for its share of the weight of the
//! words that any entry has, so that a word which none has cannot empty the list. How far it is about what
//! was asked is another matter: a word that no entry has weighs there too, and so does how near the entry
//! is in meaning, where that is known. `basketball rules` is not about rules.

use std::collections::HashMap;

use super::class::{Class, MatchField};
use super::evaluate::GroupMatches;
use super::filters::StatementFilter;
use super::near::nearness;
use super::query::Alternatives;
use super::rank::{Detail, MatchCode, PART, WHOLE};
use super::state::{Candidate, SearchState};
use super::steps::evaluate_misspellings;

/// The part of the weight that an entry must have.
const MOST: f32 = 0.5;
/// The part of the weight that is enough if the meaning speaks for an entry.
const SOME: f32 = 0.3;
/// The part of the weight of the best entry that is enough if no entry has most of it.
const NEARLY: f32 = 0.7;
/// What half of the part of the weight of all words and the nearness in meaning must be together.
const ABOUT_IT: f32 = 0.5;
/// Of so many entries the nearness is looked at: two screens.
const LOOKED_AT: usize = 100;
/// How much less a misspelt word weighs.
const MISSPELT: f32 = 0.7;
/// How much less a word weighs in a text than in a title, a name or a summary.
const IN_TEXT: f32 = 0.75;

/// Takes the entries that have most words, if none has all, misspelt or not.
pub(super) fn find_most(state: &mut SearchState<'_>) {
    evaluate_misspellings(state);
    if state.codes.iter().any(|code| *code != MatchCode::NONE) {
        return;
    }
    let words = WeighedWord::all(state);
    let weight = Weight::of(&words, state.index.len());
    if words.len() < 2 || weight.known == 0.0 {
        return;
    }
    let found = with_most(state, &words, weight.known);
    let mut found = about_it(state, &words, weight, found);
    if let Some(allowed) = StatementFilter::from_query(state.index, state.query) {
        found.retain(|(_, entry)| state.statements_hold(&allowed, *entry, true));
    }
    let mut found: Vec<(Detail, u32, MatchField)> =
        found.into_iter().map(|(detail, entry)| (detail, entry, field(&words, entry))).collect();
    for (_, entry, field) in &found {
        state.codes[*entry as usize] = MatchCode::most_words(*field);
    }
    take_best(&mut found, state.room());
    state.candidates.extend(found.into_iter().map(|(detail, entry, field)| {
        let score = detail.score();
        Candidate { entry, class: Class::MostWords, field, score, line: None }
    }));
}

/// What the words of a query weigh together.
#[derive(Clone, Copy)]
struct Weight {
    /// Those that any entry has.
    known: f32,
    /// All of them.
    all: f32,
}

impl Weight {
    fn of(words: &[WeighedWord<'_>], entries: usize) -> Self {
        let known = words.iter().map(|word| word.weight).sum();
        let unknown = words.iter().filter(|word| word.weight == 0.0);
        let unknown: usize = unknown.map(|word| word.length).sum();
        // As much as a word that one entry has.
        Self { known, all: known + unknown as f32 * (1.0 + entries as f32).ln() }
    }
}

/// Finds the entries that have enough of the weight, with what they have.
fn with_most(state: &SearchState<'_>, words: &[WeighedWord<'_>], total: f32) -> Vec<(f32, u32)> {
    let entries = (0..state.index.len() as u32).filter(|&entry| state.matches_syntax(entry));
    let held = entries.map(|entry| (held(words, entry), entry));
    let mut held: Vec<(f32, u32)> = held.filter(|(weight, _)| *weight > 0.0).collect();
    let best = held.iter().map(|(weight, _)| *weight).fold(0.0, f32::max);
    let least = (NEARLY * best).min(SOME * total);
    held.retain(|(weight, _)| *weight >= least);
    held
}

/// Keeps the entries that are about what was asked, with what orders them.
fn about_it(
    state: &SearchState<'_>,
    words: &[WeighedWord<'_>],
    weight: Weight,
    held: Vec<(f32, u32)>,
) -> Vec<(Detail, u32)> {
    let best = held.iter().map(|(held, _)| *held).fold(0.0, f32::max);
    let most = (NEARLY * best).min(MOST * weight.known);
    let mut found: Vec<(Detail, u32)> = held
        .iter()
        .map(|(held, entry)| (detail(words, *entry, held / weight.known), *entry))
        .collect();
    take_best(&mut found, LOOKED_AT);
    let entries: Vec<u32> = found.iter().map(|(_, entry)| *entry).collect();
    let Some(near) = nearness(state, &entries) else {
        let kept = held.into_iter().filter(|(held, _)| *held >= most);
        return kept
            .map(|(held, entry)| (detail(words, entry, held / weight.known), entry))
            .collect();
    };
    let near: HashMap<u32, f32> = entries.into_iter().zip(near).collect();
    let kept = held.into_iter().filter_map(|(held, entry)| {
        let near = near.get(&entry).copied().unwrap_or(0.0);
        let part = held / weight.all;
        let is_about_it = part >= MOST
            || part / 2.0 + near >= ABOUT_IT
            || words.iter().any(|word| word.initials && word.names(entry));
        let share = (held / weight.known).midpoint(near.max(0.0));
        is_about_it.then(|| (detail(words, entry, share), entry))
    });
    kept.collect()
}

/// Keeps the best in order; a common word has tens of thousands of entries.
fn take_best<T: Ord>(found: &mut Vec<T>, room: usize) {
    if found.len() > room {
        found.select_nth_unstable(room);
        found.truncate(room);
    }
    found.sort_unstable();
}

/// A word that a hit should have.
struct WeighedWord<'a> {
    matches: &'a GroupMatches,
    weight: f32,
    /// Whether it says anything: a number alone finds nothing.
    says: bool,
    /// Whether it was typed as initials are, which stand for a name.
    initials: bool,
    /// How many words it may be: a run of characters is of about two each.
    length: usize,
}

impl<'a> WeighedWord<'a> {
    fn all(state: &'a SearchState<'_>) -> Vec<Self> {
        let groups = state.query.groups.iter().zip(&state.matches);
        let required = groups.filter(|(group, _)| !group.optional && !group.negated);
        let weighed = |(group, matches): (&Alternatives, &'a Option<GroupMatches>)| {
            let matches = matches.as_ref()?;
            let has = |(entry, code): (usize, &MatchCode)| {
                *code != MatchCode::NONE && state.admits(entry as u32)
            };
            let count = matches.codes().iter().enumerate().filter(|one| has(*one)).count();
            let all = matches.codes().len() as f32;
            let weight = if count == 0 { 0.0 } else { (1.0 + all / count as f32).ln() };
            let says = group.atoms.iter().any(|atom| atom.text.contains(char::is_alphabetic));
            let initials = group.atoms.iter().any(|atom| atom.acronym);
            let run = group.plain().filter(|_| group.is_run());
            let length = run.map_or(1, |run| run.chars().count().div_ceil(2));
            Some(Self { matches, weight, says, initials, length })
        };
        required.filter_map(weighed).collect()
    }

    fn code(&self, entry: u32) -> Option<MatchCode> {
        Some(self.matches.code(entry)).filter(|code| *code != MatchCode::NONE)
    }

    /// Returns whether a name of an entry has the word as it stands.
    fn names(&self, entry: u32) -> bool {
        let code = self.matches.code(entry);
        code.class() == Some(Class::Words) && code.field() <= Some(MatchField::Name)
    }

    /// Returns the weight of the word as an entry has it: in a text or misspelt it weighs less.
    fn held(&self, code: MatchCode) -> f32 {
        let part = if code.is_by_words() { 1.0 } else { MISSPELT };
        let in_text = code.field() == Some(MatchField::Body);
        part * if in_text { IN_TEXT * self.weight } else { self.weight }
    }
}

/// Returns the weight of the words that an entry has; nothing if none of them says anything as it
/// stands.
fn held(words: &[WeighedWord<'_>], entry: u32) -> f32 {
    let (mut sum, mut says) = (0.0, false);
    for word in words {
        if let Some(code) = word.code(entry) {
            sum += word.held(code);
            says |= word.says && code.is_by_words();
        }
    }
    if says { sum } else { 0.0 }
}

/// Returns what orders an entry that has a `share` of the weight, from 0 to 1: the share, then in how
/// weighty fields the words are, then how near to each other they are in the text.
fn detail(words: &[WeighedWord<'_>], entry: u32, share: f32) -> Detail {
    let codes = || words.iter().filter_map(|word| Some((word, word.code(entry)?)));
    let worth: u32 = codes().map(|(_, code)| code.worth()).sum();
    let in_text = codes().filter(|(_, code)| code.field() == Some(MatchField::Body));
    let positions = in_text.map(|(word, _)| u32::from(word.matches.position(entry)));
    let (first, last) =
        positions.fold((u32::MAX, 0), |(first, last), at| (first.min(at), last.max(at)));
    let covered = ((share * 1000.0) as i32).unsigned_abs() * 16 + (worth / 2).min(383);
    Detail {
        ordinary: true,
        uncovered: WHOLE - covered.min(WHOLE),
        position: last.saturating_sub(first).min(PART),
        length: 0,
    }
}

/// Returns the field that holds the most weight, the weightier of several.
fn field(words: &[WeighedWord<'_>], entry: u32) -> MatchField {
    let mut weights = [0.0; MatchField::ALL.len()];
    for word in words {
        if let Some(code) = word.code(entry)
            && let Some(field) = code.field()
        {
            weights[field as usize] += word.held(code);
        }
    }
    let heaviest = weights.iter().copied().fold(0.0, f32::max);
    let at = weights.iter().position(|weight| *weight >= heaviest).unwrap_or(0);
    MatchField::ALL[at]
}
