//! The step for queries of which no entry has all words: the entries that have most of them. Refuses
//! to know: how words are found, how the words that are missing are shown.
//!
//! A word weighs the more the fewer entries have it. An entry is taken for its share of the weight of the
//! words that any entry has, so that a word which none has cannot empty the list. How far it is about what
//! was asked is another matter: a word that no entry has weighs there too, and so does how near the entry
//! is in meaning, where that is known. `basketball rules` is not about rules.

use super::asked::meaning_of;
use super::asking::compared;
use super::class::{Class, MatchField};
use super::evaluate::GroupMatches;
use super::filters::StatementFilter;
use super::near::{Nearer, is_about_all};
use super::query::Alternatives;
use super::rank::{Detail, MatchCode, PART, WHOLE};
use super::state::{Candidate, SearchState};
use crate::meaning::SenseSum;
use crate::text::fold::fold;

/// The part of the weight that an entry must have.
const MOST: f32 = 0.5;
/// The part of the weight that is enough if the meaning speaks for an entry.
const SOME: f32 = 0.3;
/// The part of the weight of the best entry that is enough if no entry has most of it.
const NEARLY: f32 = 0.7;
/// What half of the part of the weight of all words and the nearness in meaning must be together.
const ABOUT_IT: f32 = 0.5;
/// What is as near as this in meaning is about what was asked, whatever it lacks.
const NEAR: f32 = 0.5;
/// What is less near than this to the missing words is not about them.
const MISSING_NEAR: f32 = 0.2;
/// Of so many entries the nearness is looked at: two screens.
const LOOKED_AT: usize = 100;
/// How much less a misspelt word weighs.
const MISSPELT: f32 = 0.7;
/// How much less a word weighs in a text than in a title, a name or a summary.
const IN_TEXT: f32 = 0.75;

/// Takes the entries that have most words, if none has all, misspelt or not; keeps those that have some.
pub(super) fn find_most(state: &mut SearchState<'_>) {
    let required = state.query.groups.iter().filter(|group| group.says_what_is_asked()).count();
    if required < 2 || state.codes.iter().any(|code| *code != MatchCode::NONE) {
        return;
    }
    let words = WeighedWord::all(state);
    let weight = Weight::of(&words, state.index.len());
    if weight.known == 0.0 {
        return;
    }
    let mut found = with_most(state, &words, weight);
    if let Some(allowed) = StatementFilter::from_query(state.index, state.query) {
        found.retain(|one| state.statements_hold(&allowed, one.entry, true));
    }
    let found: Vec<(Found, MatchField)> =
        found.into_iter().map(|one| (one, field(&words, one.entry))).collect();
    let (some, most): (Vec<_>, Vec<_>) = found.into_iter().partition(|(one, _)| one.lacks);
    for (one, field) in &most {
        state.codes[one.entry as usize] = MatchCode::most_words(*field);
    }
    let room = state.room();
    state.candidates.extend(candidates(most, Class::MostWords, room));
    state.some = candidates(some, Class::SomeWords, state.limit);
}

/// Takes the entries that have some words, unless they were found otherwise.
pub(super) fn find_some(state: &mut SearchState<'_>) {
    let taken = state.taken();
    for some in std::mem::take(&mut state.some) {
        if !taken.contains(some.entry) {
            state.codes[some.entry as usize] = MatchCode::some_words(some.field);
            let has_room = state.room() > 0;
            state.candidates.extend(has_room.then_some(some));
        }
    }
}

/// Returns the best of some entries, in order, as candidates.
fn candidates(mut found: Vec<(Found, MatchField)>, class: Class, room: usize) -> Vec<Candidate> {
    take_best(&mut found, room);
    let candidates = found.into_iter().map(|(one, field)| {
        let score = one.detail.score();
        Candidate { entry: one.entry, class, field, score, line: None }
    });
    candidates.collect()
}

/// An entry that has some words; the best comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    detail: Detail,
    entry: u32,
    /// Whether the words that it lacks say what was asked, and it is not near to them.
    lacks: bool,
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

/// An entry with the weight of the words that it has.
struct Holder {
    held: f32,
    entry: u32,
    standing: Standing,
}

/// Finds the entries that have enough of the weight.
fn holders(state: &SearchState<'_>, words: &[WeighedWord<'_>], total: f32) -> Vec<Holder> {
    // Few hold any word, so that what else is asked of an entry is looked at last.
    let held = (0..state.index.len() as u32).map(|entry| (held(words, entry), entry));
    let held = held.filter(|&(weight, entry)| weight > 0.0 && state.matches_syntax(entry));
    let mut held: Vec<(f32, u32)> = held.collect();
    let least = least(&held, SOME * total);
    held.retain(|(weight, _)| *weight >= least);
    let standing = |(held, entry)| Holder { held, entry, standing: Standing::new(words, entry) };
    held.into_iter().map(standing).collect()
}

/// Returns the weight that is enough: a part of the best, if no entry has as much as is wanted.
fn least(held: &[(f32, u32)], wanted: f32) -> f32 {
    (NEARLY * held.iter().map(|(held, _)| *held).fold(0.0, f32::max)).min(wanted)
}

/// Finds the entries that have enough of the weight and are about what was asked.
fn with_most(state: &SearchState<'_>, words: &[WeighedWord<'_>], weight: Weight) -> Vec<Found> {
    let mut holders = holders(state, words, weight.known);
    let alone = |one: &Holder| one.standing.detail(one.held / weight.known);
    // Of a common word there are tens of thousands.
    if holders.len() > LOOKED_AT {
        holders.select_nth_unstable_by_key(LOOKED_AT, |one| (alone(one), one.entry));
    }
    let looked_at: Vec<u32> = holders.iter().take(LOOKED_AT).map(|one| one.entry).collect();
    let mut asked = SenseSum::default();
    for group in state.query.groups.iter().filter(|group| !group.negated) {
        asked.add(&meaning_of(group));
    }
    let nearer = Nearer::new(state.index);
    let Some((nearer, near)) = nearer.and_then(|it| it.near(&asked, &looked_at).map(|n| (it, n)))
    else {
        let held: Vec<(f32, u32)> = holders.iter().map(|one| (one.held, one.entry)).collect();
        let most = least(&held, MOST * weight.known);
        let most = holders.into_iter().filter(|one| one.held >= most);
        let found = |one: Holder| Found { detail: alone(&one), entry: one.entry, lacks: false };
        return most.map(found).collect();
    };
    let near = near.into_iter().chain(std::iter::repeat(0.0));
    let about: Vec<About> = holders
        .into_iter()
        .zip(near)
        .filter_map(|(holder, near)| About::read(words, &holder, near, weight, &nearer))
        .collect();
    // Where an entry is about all of it, others may be read so as well; where none is, it was asked about
    // something else. No entry is about both of two things that are set against each other.
    let is_of_this =
        compared(&fold(&state.query.text)).is_some() || about.iter().any(|one| one.all);
    let found =
        about.into_iter().map(|one| Found { lacks: one.found.lacks || !is_of_this, ..one.found });
    found.collect()
}

/// An entry that is about what was asked.
struct About {
    found: Found,
    /// Whether it is about all of it.
    all: bool,
}

impl About {
    /// Reads what is known of an entry that is so near to all that was asked; `None` if it is about
    /// something else.
    fn read(
        words: &[WeighedWord<'_>],
        holder: &Holder,
        near: f32,
        weight: Weight,
        nearer: &Nearer<'_>,
    ) -> Option<Self> {
        let &Holder { held, entry, standing } = holder;
        let part = held / weight.all;
        let is_named = words.iter().any(|word| word.initials && word.names(entry));
        let is_about_it = part >= MOST || part / 2.0 + near >= ABOUT_IT || is_named;
        is_about_it.then(|| {
            let to_missing = nearer.near_to_missing(entry, meanings(words, entry));
            let is_far = near < NEAR && to_missing.is_some_and(|near| near < MISSING_NEAR);
            let detail = standing.detail((held / weight.known).midpoint(near.max(0.0)));
            Self {
                found: Found { detail, entry, lacks: !is_named && is_far },
                all: is_named || is_about_all(near, to_missing),
            }
        })
    }
}

/// Iterates over what words mean, with whether an entry has them.
fn meanings<'w>(
    words: &'w [WeighedWord<'_>],
    entry: u32,
) -> impl Iterator<Item = (bool, &'w SenseSum)> {
    words.iter().map(move |word| (word.code(entry).is_some(), &word.meaning))
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
    /// What it means.
    meaning: SenseSum,
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
            Some(Self { matches, weight, says, initials, meaning: meaning_of(group), length })
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

/// What orders entries of equal share: in how weighty fields the words are, then how near to each other
/// they are in the text.
#[derive(Clone, Copy)]
struct Standing {
    worth: u32,
    spread: u32,
}

impl Standing {
    fn new(words: &[WeighedWord<'_>], entry: u32) -> Self {
        let codes = || words.iter().filter_map(|word| Some((word, word.code(entry)?)));
        let worth: u32 = codes().map(|(_, code)| code.worth()).sum();
        let in_text = codes().filter(|(_, code)| code.field() == Some(MatchField::Body));
        let positions = in_text.map(|(word, _)| u32::from(word.matches.position(entry)));
        let (first, last) =
            positions.fold((u32::MAX, 0), |(first, last), at| (first.min(at), last.max(at)));
        Self { worth, spread: last.saturating_sub(first).min(PART) }
    }

    /// Returns what orders an entry that has a `share` of the weight, from 0 to 1.
    fn detail(self, share: f32) -> Detail {
        let covered = ((share * 1000.0) as i32).unsigned_abs() * 16 + (self.worth / 2).min(383);
        let uncovered = WHOLE - covered.min(WHOLE);
        Detail { ordinary: true, uncovered, position: self.spread, length: 0 }
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
