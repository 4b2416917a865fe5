//! Which entries hold words only with other accents than these were typed with. Refuses to know: how words
//! are found, in which order entries come.

use super::bits::Bits;
use super::codes;
use super::evaluate::GroupMatches;
use super::excerpt::written_texts;
use super::query::QueryWord;
use super::rank::MatchCode;
use super::state::SearchState;
use super::words::is_word;
use crate::model::EntryKey;
use crate::text::fold::lower;

/// Of more entries than that, in the order of their codes, the texts of the rest are not compared.
const MOST_READ: usize = 1000;

/// Returns the entries found by words that hold one of them only with other accents than it was typed with;
/// `None` if that tells nothing apart: who types no accents leaves open whether words have some.
pub(super) fn unlike(
    state: &SearchState<'_>,
    eligible: &dyn Fn(usize, MatchCode) -> bool,
) -> Option<Bits> {
    let words = AccentedWord::all(state);
    if words.is_empty() {
        return None;
    }
    let by_words = codes::by_words(&state.codes).map(|(entry, code)| (code, entry));
    let mut entries: Vec<(MatchCode, u32)> =
        by_words.filter(|&(code, entry)| eligible(entry as usize, code)).collect();
    entries.sort_unstable();
    let mut unlike = Bits::new(state.index.len());
    for (place, (_, entry)) in entries.into_iter().enumerate() {
        let is_read = place < MOST_READ && (state.wanted)();
        if !is_read || !words.iter().all(|word| word.is_alike(state, entry)) {
            unlike.insert(entry);
        }
    }
    Some(unlike)
}

/// A word that was typed with accents, and what it matches.
struct AccentedWord<'a> {
    written: &'a str,
    matches: &'a GroupMatches,
}

impl<'a> AccentedWord<'a> {
    /// Returns those of a query that any text has as they were typed, or begins so.
    fn all(state: &'a SearchState<'_>) -> Vec<Self> {
        let groups = state.query.groups.iter().zip(&state.matches);
        let words = groups.filter_map(|(group, matches)| {
            group.plain()?;
            let QueryWord { text, written, run } = &group.atoms[0].words[0];
            let (written, matches) = (written.as_deref()?, matches.as_ref()?);
            let is_there = !run && state.index.vocabulary().is_written(text, written);
            is_there.then_some(Self { written, matches })
        });
        words.collect()
    }

    /// Returns whether the field in which an entry has the word has it as it was typed, or begun so where
    /// it has but the beginning.
    fn is_alike(&self, state: &SearchState<'_>, entry: u32) -> bool {
        let code = self.matches.code(entry);
        let Some(field) = code.field() else { return true };
        let agrees =
            |word: &str| word == self.written || code.is_start() && word.starts_with(self.written);
        let texts = written_texts(state.index, EntryKey(entry), field);
        texts.iter().any(|(_, text)| lower(text).split(|c| !is_word(c)).any(agrees))
    }
}
