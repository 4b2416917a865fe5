//! Matching a short text of the reader's own, which is in no index. Refuses to know: where such texts are
//! kept, which entry they are on.

use std::ops::Range;

use super::class::Class;
use super::query::{Atom, FilterKind, MatchMode, Query};
use super::words::tokens;
use crate::text::fold::{Folded, fold};

/// Who says what the reader has added, in the filter `by:`.
pub const ME: &str = "me";

impl Query {
    /// Returns whether only what the reader has added is asked for.
    pub fn asks_for_own(&self) -> bool {
        let is_me = |value: &String| value == ME;
        self.filters
            .iter()
            .any(|one| one.kind == FilterKind::By && !one.negated && one.values.iter().any(is_me))
    }

    /// Returns how well a text of the reader's own matches; `None` if it does not, or if the query asks
    /// for what only an entry has.
    pub fn class_of_own(&self, text: &str) -> Option<Class> {
        let folded = fold(text);
        for filter in &self.filters {
            let holds = match filter.kind {
                FilterKind::By => filter.values.iter().any(|value| value == ME),
                FilterKind::Tag => filter.values.iter().any(|tag| has_tag(&folded, tag)),
                // They are about the entry that it is on.
                FilterKind::Theme | FilterKind::Pack => continue,
                FilterKind::Type | FilterKind::Is | FilterKind::Place => false,
            };
            if holds == filter.negated {
                return None;
            }
        }
        let words: Vec<&str> = tokens(&folded).map(|token| token.text).collect();
        let mut best = None;
        for group in &self.groups {
            let found = group.atoms.iter().filter_map(|atom| class_of(atom, &folded, &words)).min();
            match (found, group.negated) {
                (Some(_), true) => return None,
                (None, false) if !group.optional => return None,
                (Some(class), false) => best = best.max(Some(class)),
                (None, _) => {}
            }
        }
        best.or_else(|| self.asks_for_own().then_some(Class::Filtered))
    }

    /// Returns where in a text the words of the query are, in bytes, ascending and without overlap.
    pub fn marks_in(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let atoms = self.groups.iter().filter(|group| !group.negated).flat_map(|it| &it.atoms);
        let words = atoms.flat_map(|atom| &atom.words);
        folded.find_apart(text, words.map(|word| word.text.as_str()))
    }
}

/// Returns how well a folded text matches one thing that is looked for; what is about a title is about the
/// whole text.
fn class_of(atom: &Atom, folded: &str, words: &[&str]) -> Option<Class> {
    let text = atom.text.as_str();
    let holds = match atom.mode {
        MatchMode::Plain => return class_of_words(atom, folded, words),
        MatchMode::Exact | MatchMode::Phrase => follow_each_other(atom, folded, words),
        MatchMode::Start => folded.trim_start().starts_with(text),
        MatchMode::End => folded.trim_end().ends_with(text),
        MatchMode::Whole => folded.trim() == text,
    };
    holds.then_some(Class::Words)
}

/// Returns whether the words stand in a text as they do in what is looked for, the last of them begun at least
/// if it is being typed.
fn follow_each_other(atom: &Atom, folded: &str, words: &[&str]) -> bool {
    if atom.words.iter().any(|word| word.run) {
        return folded.contains(&atom.text);
    }
    let Some((last, before)) = atom.words.split_last() else { return false };
    words.windows(atom.words.len()).any(|stretch| {
        let is_last = |word: &str| word == last.text || atom.open && word.starts_with(&last.text);
        stretch.iter().zip(before).all(|(word, wanted)| *word == wanted.text)
            && stretch.last().is_some_and(|word| is_last(word))
    })
}

/// Returns how well the words of a text match those of what is looked for, in any order.
fn class_of_words(atom: &Atom, folded: &str, words: &[&str]) -> Option<Class> {
    let mut class = Class::Words;
    for word in &atom.words {
        if word.run {
            folded.contains(&word.text).then_some(())?;
        } else if !words.contains(&word.text.as_str()) {
            words.iter().find(|one| one.starts_with(&word.text))?;
            class = Class::WordPrefixes;
        }
    }
    Some(class)
}

/// Returns whether a folded text has a tag, or one that begins so.
fn has_tag(folded: &str, tag: &str) -> bool {
    let mut marks = folded.match_indices('#');
    marks.any(|(at, _)| {
        let begins = folded[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        begins && folded[at + 1..].starts_with(tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_matches_by_its_words_its_tags_and_who_wrote_it() {
        const NOTE: &str = "Ask the Merchants about «Winter» tea #to-do 硬联通";
        for (query, expected) in [
            ("merchants", Some(Class::Words)),
            ("winter merchants", Some(Class::Words)),
            ("merch", Some(Class::WordPrefixes)),
            ("联通", Some(Class::Words)),
            ("\"the merchants\"", Some(Class::Words)),
            ("\"the mercha", Some(Class::Words)),
            ("\"merchants winter\"", None),
            ("'merchants", Some(Class::Words)),
            ("'erchants x", None),
            ("^ask", Some(Class::Words)),
            ("^merchants", None),
            ("硬联通$", Some(Class::Words)),
            ("merchants$", None),
            ("merchants !winter", None),
            ("spring | winter", Some(Class::Words)),
            ("merchants spring", None),
            ("by:me", Some(Class::Filtered)),
            ("by:me merchants", Some(Class::Words)),
            ("by:editor merchants", None),
            ("!by:me merchants", None),
            ("by:me tag:to-do", Some(Class::Filtered)),
            ("by:me tag:done", None),
            ("by:me place:p1", None),
            ("theme:x", None),
            ("", None),
        ] {
            assert_eq!(Query::parse(query).class_of_own(NOTE), expected, "{query}");
        }
    }

    #[test]
    fn what_matches_is_marked() {
        let marks = Query::parse("by:me wint merch").marks_in("Merchants, winter");
        assert_eq!(marks, [0..5, 11..15]);
    }
}
