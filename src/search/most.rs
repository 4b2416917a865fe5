//! The step for queries of which no entry has all words: the entries that have most of them. Refuses
//! to know: how words are found, how the words that are missing are shown.
//!
//! A word weighs the more the fewer entries have it; one that no entry has weighs nothing, and so
//! cannot empty the list. An entry must have half of the weight; if none has, those with nearly the most
//! are taken.

use super::class::{Class, MatchField};
use super::evaluate::GroupMatches;
use super::filters::StatementFilter;
use super::query::Alternatives;
use super::rank::{Detail, MatchCode, PART, WHOLE};
use super::state::{Candidate, SearchState};
use super::steps::evaluate_misspellings;

/// The part of the weight that an entry must have.
const MOST: f32 = 0.5;
/// The part of the weight of the best entry that is enough if no entry has that.
const NEARLY: f32 = 0.7;
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
    let total: f32 = words.iter().map(|word| word.weight).sum();
    if words.len() < 2 || total == 0.0 {
        return;
    }
    let entries = (0..state.index.len() as u32).filter(|&entry| state.matches_syntax(entry));
    let held = entries.map(|entry| (held(&words, entry), entry));
    let mut held: Vec<(f32, u32)> = held.filter(|(weight, _)| *weight > 0.0).collect();
    let best = held.iter().map(|(weight, _)| *weight).fold(0.0, f32::max);
    let least = (NEARLY * best).min(MOST * total);
    held.retain(|(weight, _)| *weight >= least);
    let mut found: Vec<(Detail, u32, MatchField)> = held
        .into_iter()
        .map(|(weight, entry)| (detail(&words, entry, weight / total), entry, field(&words, entry)))
        .collect();
    if let Some(allowed) = StatementFilter::from_query(state.index, state.query) {
        found.retain(|(_, entry, _)| state.statements_hold(&allowed, *entry, true));
    }
    for (_, entry, field) in &found {
        state.codes[*entry as usize] = MatchCode::most_words(*field);
    }
    // A common word has tens of thousands of entries.
    let order = |&(detail, entry, _): &(Detail, u32, MatchField)| (detail, entry);
    let room = state.room();
    if found.len() > room {
        found.select_nth_unstable_by_key(room, order);
        found.truncate(room);
    }
    found.sort_unstable_by_key(order);
    state.candidates.extend(found.into_iter().map(|(detail, entry, field)| {
        let score = detail.score();
        Candidate { entry, class: Class::MostWords, field, score, line: None }
    }));
}

/// A word that a hit should have.
struct WeighedWord<'a> {
    matches: &'a GroupMatches,
    weight: f32,
    /// Whether it says anything: a number alone finds nothing.
    says: bool,
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
            Some(Self { matches, weight, says })
        };
        required.filter_map(weighed).collect()
    }

    fn code(&self, entry: u32) -> Option<MatchCode> {
        Some(self.matches.code(entry)).filter(|code| *code != MatchCode::NONE)
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
