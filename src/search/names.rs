//! The first step of a search: the entries of which a whole title, alias, name or reading is the
//! query or starts with it. Refuses to know: later steps.

use super::bits::Bits;
use super::class::{Class, MatchField};
use super::index::Index;
use super::lines::{bit, first_code};
use super::query::QueryWord;
use super::rank::{Detail, MatchCode};
use super::state::{Candidate, SearchState};
use super::words::{is_word, tokens};
use crate::model::EntryKey;
use crate::text::fold::fold;

/// Finds exact and prefix matches, and takes the best of them.
pub(super) fn find_names(state: &mut SearchState<'_>) {
    let Some(words) = state.query.plain_words() else { return };
    let mut found = name_matches(state.index, &words);
    found.retain(|name| state.admits(name.entry));
    for name in &found {
        let code = &mut state.codes[name.entry as usize];
        *code = name.code.min(*code);
    }
    found.retain(|name| name.code == state.codes[name.entry as usize]);
    for name in &mut found {
        if name.code.class() == Some(Class::Exact) {
            name.detail.ordinary =
                !is_abbreviation_of(state, name.entry) && !is_written_so(state, name.entry);
        }
    }
    // An entry may open with the query in several texts, so that some more are sorted.
    let wanted = state.limit.saturating_mul(2).saturating_add(64);
    if found.len() > wanted {
        found.select_nth_unstable(wanted);
        found.truncate(wanted);
    }
    found.sort_unstable();
    let mut taken = Bits::new(state.index.len());
    found.retain(|name| {
        let new = !taken.contains(name.entry);
        taken.insert(name.entry);
        new
    });
    let best = found.iter().take(state.limit);
    state.candidates.extend(best.map(|name| Candidate::new(name.entry, name.code, name.detail)));
}

/// Returns whether the query holds signs that words do not have, and an entry is called so to the
/// sign (`C++`, which as a word is `c`).
fn is_written_so(state: &SearchState<'_>, entry: u32) -> bool {
    let wanted = fold(state.query.text.trim());
    wanted.chars().any(|c| !is_word(c) && c != ' ')
        && written_names(state.index, entry).any(|name| fold(name) == wanted)
}

/// Returns whether the query is an abbreviation of a glossary term, as its author wrote it.
fn is_abbreviation_of(state: &SearchState<'_>, entry: u32) -> bool {
    let wanted = fold(state.query.text.trim());
    state.index.catalogue().is_term(EntryKey(entry))
        && written_names(state.index, entry)
            .any(|name| is_abbreviation(name) && fold(name) == wanted)
}

/// Returns aliases and titles of an entry as the author wrote them.
fn written_names(index: &Index, entry: u32) -> impl Iterator<Item = &str> {
    let (catalogue, key) = (index.catalogue(), EntryKey(entry));
    let others = catalogue.aliases(key).iter().chain(catalogue.forms(key)).map(|text| &**text);
    others.chain([catalogue.title(key), catalogue.short(key)])
}

/// Returns whether a text is written as an abbreviation is: one short word, mostly capitals or
/// digits.
fn is_abbreviation(text: &str) -> bool {
    let count = text.chars().count();
    let high = text.chars().filter(|c| c.is_uppercase() || c.is_ascii_digit()).count();
    (2..=6).contains(&count) && high >= 2 && text.chars().all(char::is_alphanumeric)
}

/// An entry of which a short text equals the whole query or starts with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct NameMatch {
    code: MatchCode,
    detail: Detail,
    entry: u32,
}

/// Finds the short texts that equal the whole query or start with it, in no order.
fn name_matches(index: &Index, words: &[&QueryWord]) -> Vec<NameMatch> {
    let lines = index.lines();
    let joined: String = words.iter().map(|word| word.text.as_str()).collect();
    let Some(first) = joined.chars().next() else { return Vec::new() };
    let (opening, mask) = (first_code(first), joined.chars().fold(0, |all, c| all | bit(c)));
    let mut found = Vec::new();
    for line in memchr::memchr_iter(opening, lines.first()) {
        if lines.present()[line] & mask != mask {
            continue;
        }
        let (text, field) = (lines.text(line), lines.field(line));
        let agrees = match field {
            MatchField::Name | MatchField::Reading => opens_joined(text, &joined),
            _ => opens(text, words),
        };
        let code = match agrees {
            Some(true) => MatchCode::exact(field),
            Some(false) => MatchCode::prefix(field),
            None => continue,
        };
        let length = text.len() as u32;
        let detail = Detail { ordinary: true, uncovered: 0, position: 0, length };
        found.push(NameMatch { code, detail, entry: lines.owner(line) });
    }
    found
}

/// Compares a text with the words: `Some(true)` if it is made of them, `Some(false)` if it starts
/// with them, the last of which may go on, else `None`.
fn opens(text: &str, words: &[&QueryWord]) -> Option<bool> {
    let mut tokens = tokens(text);
    for (at, word) in words.iter().enumerate() {
        let token = tokens.next()?;
        if token.text != word.text {
            let goes_on = at + 1 == words.len() && token.text.starts_with(&word.text);
            return goes_on.then_some(false);
        }
    }
    Some(tokens.next().is_none())
}

/// As [`opens`], for texts in which spaces mean nothing.
fn opens_joined(text: &str, joined: &str) -> Option<bool> {
    let mut wanted = joined.chars();
    let mut letters = text.chars().filter(|&c| is_word(c));
    for letter in letters.by_ref() {
        match wanted.next() {
            Some(next) if next == letter => {}
            Some(_) => return None,
            None => return Some(false),
        }
    }
    wanted.next().is_none().then_some(true)
}
