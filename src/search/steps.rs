//! The steps of a search after the first one: by words, nearly by words, by scattered letters.
//! Refuses to know: in which order they are taken, who waits for the answer.

use super::accents;
use super::bits::Bits;
use super::class::Class;
use super::codes;
use super::evaluate;
use super::fuzzy::{self, Walk};
use super::marks::BLOCKS;
use super::rank::MatchCode;
use super::state::SearchState;
use crate::meaning;

/// Evaluates the words of the query.
pub(super) fn evaluate_words(state: &mut SearchState<'_>) {
    let groups = state.query.groups.iter();
    state.matches = groups
        .map(|group| {
            (!group.negated && (state.wanted)()).then(|| evaluate::evaluate(state.index, group))
        })
        .collect();
    state.combine();
}

/// Takes the best entries that hold all words.
pub(super) fn find_words(state: &mut SearchState<'_>) {
    if let Some(words) = state.query.plain_words().filter(|words| words.len() > 1) {
        let in_text = |entry: u32| state.codes[entry as usize].class() == Some(Class::Body);
        let phrases = evaluate::phrase(state.index, &words, true, &in_text);
        for entry in phrases.into_keys() {
            state.codes[entry as usize] = MatchCode::phrase();
        }
    }
    let taken = state.taken();
    let by_words =
        |entry: usize, code: MatchCode| code.is_by_words() && !taken.contains(entry as u32);
    let unlike = accents::unlike(state, &by_words);
    state.choose(by_words, unlike.as_ref());
}

/// Takes entries that hold the words as one run of letters or by starts of words, then those that
/// hold them misspelt, which an earlier step has looked for.
pub(super) fn find_nearly(state: &mut SearchState<'_>) {
    find_nearly_among(state, state.lines_to_search);
}

fn find_nearly_among(state: &mut SearchState<'_>, among: Option<&Bits>) {
    let mut taken = Bits::new(state.index.len());
    let room = state.room();
    if let Some(pattern) = state.pattern.as_ref().filter(|_| room > 0) {
        let admits =
            |entry: u32| !state.codes[entry as usize].is_by_words() && state.matches_syntax(entry);
        let walk = Walk { among, admits: &admits, ..state.walk() };
        let found = fuzzy::tight(state.index.lines(), pattern, room, &walk);
        for found in &found {
            taken.insert(state.index.lines().owner(found.line as usize));
        }
        state.push_scored(&found, Class::TightFuzzy);
    }
    state.choose(|entry, code| !code.is_by_words() && !taken.contains(entry as u32), None);
}

/// Looks for misspellings: of words that nothing holds, and of all words if no entry holds them
/// together.
pub(super) fn evaluate_misspellings(state: &mut SearchState<'_>) {
    let together = codes::by_words(&state.codes).next().is_some();
    let groups = &state.query.groups;
    let words: Vec<&str> = groups.iter().map(|group| group.plain().unwrap_or_default()).collect();
    // One word that is there may have been meant otherwise; two of them mean what they say, and not the
    // beginning of another word either.
    let is_nowhere = |at: &usize| {
        let matches = state.matches[*at].as_ref();
        matches.is_some_and(|it| codes::by_words(it.codes()).all(|(_, code)| code.is_start()))
    };
    let real: Vec<usize> = (0..words.len())
        .filter(|at| !groups[*at].optional && meaning::is_word(words[*at]) && is_nowhere(at))
        .collect();
    let required = groups.iter().filter(|group| !group.optional && !group.negated).count();
    let mut searched = false;
    for (at, group) in groups.iter().enumerate() {
        let Some(matches) = &mut state.matches[at] else { continue };
        if group.plain().is_none() || group.optional {
            continue;
        }
        let says_itself = real.len() > 1 && real.len() + 1 >= required && real.contains(&at);
        let admitted = state.admitted.as_ref();
        let is_admitted = |entry| admitted.is_none_or(|admitted| admitted.contains(entry));
        if !together || !codes::by_words(matches.codes()).any(|(entry, _)| is_admitted(entry)) {
            if group.is_run() {
                evaluate::sounding_alike(state.index, words[at], matches);
            } else {
                let initials = group.atoms[0].acronym;
                if !says_itself {
                    evaluate::misspelt(state.index, &words, at, initials, matches);
                }
                evaluate::joined_or_split(state.index, &words, at, matches);
            }
            searched = true;
        }
    }
    if searched {
        state.combine();
    }
}

/// Finds all lines that hold the letters of the words in order, and takes the best of their entries
/// as far as there is room.
pub(super) fn find_loose(state: &mut SearchState<'_>) {
    state.matched_lines = find_loose_among(state, state.lines_to_search);
}

/// Returns the lines that match, if the query has plain words.
fn find_loose_among(state: &mut SearchState<'_>, among: Option<&Bits>) -> Option<Bits> {
    let pattern = state.pattern.as_ref()?;
    let walk = Walk { among, ..state.walk() };
    let lines = fuzzy::matching(state.index.lines(), pattern, &walk);
    let room = state.room();
    if room > 0 {
        let taken = state.taken();
        let admits = |entry: u32| !taken.contains(entry) && state.matches_syntax(entry);
        let walk = Walk { among: Some(&lines), admits: &admits, ..walk };
        let found = fuzzy::loose(state.index.lines(), pattern, room, &walk);
        state.push_scored(&found, Class::LooseFuzzy);
    }
    Some(lines)
}

/// Takes what the steps that look at lines find in some of them, from all over the library, and what is
/// known of misspellings; returns whether it did. Where lines are few, the answer is as soon there.
pub(super) fn glance(state: &mut SearchState<'_>) -> bool {
    /// How many times as many lines the answer must look at.
    const WORTH_IT: usize = 10;
    let lines = state.index.lines().len();
    let to_search = state.lines_to_search.map_or(lines, Bits::count);
    if state.room() == 0 || state.glance == 0 || to_search < WORTH_IT * state.glance {
        return false;
    }
    let step = lines / state.glance;
    let blocks = (0..lines.div_ceil(64)).map(|block| match state.lines_to_search {
        _ if !(block / BLOCKS).is_multiple_of(step) => 0,
        Some(lines) => lines.block(64 * block),
        None => u64::MAX,
    });
    let some = Bits::from_blocks(blocks.collect());
    find_nearly_among(state, Some(&some));
    find_loose_among(state, Some(&some));
    true
}
