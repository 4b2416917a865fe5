//! What to try next if nothing, or nothing good, was found. Refuses to know: how suggestions are
//! shown.

use super::class::MatchField;
use super::filters::complete;
use super::hits::Suggestion;
use super::index::Index;
use super::own::ME;
use super::query::{Alternatives, Filter, FilterKind, Query};
use super::request::Scope;
use super::typo::{distance, reach};
use super::words::{is_word, tokens};
use crate::model::{Catalogue, EntryKey, Theme, ThemeKey};
use crate::text::fold::fold;

/// Less alike than this is no help: more than a third of the letters would be others.
const ALIKE: f64 = 0.65;
/// How much likeness a word counts that query and title share.
const SHARED: f64 = 0.3;

/// How many values of a filter are offered.
const VALUES: usize = 12;

/// Returns the nearest title, the word to drop and the wider scope, as far as they help, else the
/// index of terms; `count_without` counts the entries that match without a part of the query.
pub(super) fn suggestions(
    index: &Index,
    query: &Query,
    scope: Scope,
    count_without: impl Fn(usize) -> usize,
) -> Vec<Suggestion> {
    let mut suggestions = themes(index, query);
    if !matches!(scope, Scope::Entry(_)) && suggestions.is_empty() {
        suggestions.extend(nearest(index, query));
    }
    suggestions.extend(without(query, count_without));
    or_else_terms(index, scope, suggestions)
}

/// Returns the themes that are called what was typed.
pub(super) fn themes(index: &Index, query: &Query) -> Vec<Suggestion> {
    let wanted = query.joined_words();
    let close_up = |name: &str| fold(name).chars().filter(|&c| is_word(c)).collect::<String>();
    let catalogue = index.catalogue();
    let is_meant = |theme: &Theme| {
        !wanted.is_empty()
            && [&theme.id, &theme.title, &theme.short].iter().any(|name| close_up(name) == wanted)
    };
    let meant = catalogue.themes().iter().enumerate().filter(|(_, theme)| is_meant(theme));
    meant
        .map(|(at, _)| ThemeKey::new(at))
        .map(|theme| Suggestion::Theme {
            theme,
            query: format!("{}:{}", FilterKind::Theme.name(), catalogue.unique_theme_id(theme)),
        })
        .collect()
}

/// Returns what helps if the filters of a query leave nothing: the values that they can have, first those of
/// which one that was typed may be a misspelling, each with the rest of the query.
pub(super) fn values(index: &Index, query: &Query, scope: Scope) -> Vec<Suggestion> {
    let wrong = query.filters.iter().map(|filter| filter.kind);
    let mut kinds: Vec<FilterKind> = query.unfinished.iter().copied().chain(wrong).collect();
    kinds.dedup();
    let ways = kinds.into_iter().flat_map(|kind| {
        let begun = format!("{}:", kind.name());
        let (typed, rest) = (typed_values(query, kind), rest_of(query, kind));
        let ways = complete(index, &begun, begun.len()).into_iter();
        let ways = ways.map(|way| way.text.trim_end().to_owned());
        // What the reader has added is in no index.
        let mut ways: Vec<String> =
            ways.filter(|way| way != ME && !typed.contains(&way.as_str())).collect();
        let is_slip =
            |way: &str| typed.iter().any(|typed| distance(typed, way, reach(typed)).is_some());
        ways.sort_by_key(|way| !is_slip(way));
        ways.into_iter().map(move |way| format!("{rest}{begun}{way}"))
    });
    let ways = ways.take(VALUES).map(|query| Suggestion::Value { query });
    or_else_terms(index, scope, ways.collect())
}

/// Returns the values that filters of a kind have in a query.
fn typed_values(query: &Query, kind: FilterKind) -> Vec<&str> {
    let filters = query.filters.iter().filter(|filter| filter.kind == kind);
    filters.flat_map(|filter| &filter.values).map(String::as_str).collect()
}

/// Writes a query without its filters of a kind, with a space behind it if anything is left.
fn rest_of(query: &Query, kind: FilterKind) -> String {
    let groups = query.groups.iter().map(Alternatives::written);
    let filters = query.filters.iter().filter(|filter| filter.kind != kind).map(Filter::written);
    groups.chain(filters).map(|part| part + " ").collect()
}

fn or_else_terms(index: &Index, scope: Scope, mut all: Vec<Suggestion>) -> Vec<Suggestion> {
    if scope != Scope::Library {
        all.push(Suggestion::Widen);
    }
    let themes = index.catalogue().themes();
    let glossary = themes.iter().position(|theme| theme.glossary).filter(|_| all.is_empty());
    all.extend(glossary.map(ThemeKey::new).map(Suggestion::Terms));
    all
}

/// Finds the part of the query without which most entries match; what is left holds a word of
/// meaning.
fn without(query: &Query, count_without: impl Fn(usize) -> usize) -> Option<Suggestion> {
    let says = |at: usize| {
        let group = &query.groups[at];
        !group.negated && !group.optional && group.atoms[0].text.contains(char::is_alphabetic)
    };
    let parts = (0..query.groups.len()).filter(|&at| !query.groups[at].optional);
    let parts = parts.filter(|&at| (0..query.groups.len()).any(|other| other != at && says(other)));
    let (count, at) = parts
        .map(|at| (count_without(at), at))
        .max_by_key(|&(count, at)| (count, std::cmp::Reverse(at)))?;
    if count == 0 {
        return None;
    }
    let word = query.groups[at].written();
    let rest = query.groups.iter().enumerate().filter(|(other, _)| *other != at);
    let rest = rest.map(|(_, group)| group.written());
    let rest: Vec<String> = rest.chain(query.filters.iter().map(Filter::written)).collect();
    Some(Suggestion::Without { word, query: rest.join(" ") })
}

/// Finds the title or other name that is most like the query.
fn nearest(index: &Index, query: &Query) -> Option<Suggestion> {
    /// How many are compared letter by letter.
    const COMPARED: usize = 64;
    let words: Vec<&str> = query
        .groups
        .iter()
        .filter(|group| !group.negated)
        .map(|group| group.atoms[0].text.as_str())
        .collect();
    let text = words.join(" ");
    let lines = index.lines();
    let is_title = |line: usize| {
        matches!(lines.field(line), MatchField::Title | MatchField::Alias | MatchField::Name)
    };
    let mut best: Vec<(i64, usize)> = Vec::new();
    let mut least = i64::MIN;
    for (line, rough) in lines.likeness(&text).filter(|&(line, _)| is_title(line)) {
        if rough > least {
            best.push((-rough, line));
        }
        if best.len() == 2 * COMPARED {
            best.select_nth_unstable(COMPARED);
            best.truncate(COMPARED);
            least = best.iter().map(|(rough, _)| -rough).min().unwrap_or(least);
        }
    }
    let (mut alike, mut nearest) = (ALIKE, None);
    for (_, line) in best {
        if let Some(found) = likeness(lines.text(line), &text, &words, alike) {
            // Of equally near ones the first is meant.
            let is_better = found > alike || nearest.is_none_or(|other| line < other);
            (alike, nearest) = if is_better { (found, Some(line)) } else { (alike, nearest) };
        }
    }
    let line = nearest?;
    let (catalogue, entry) = (index.catalogue(), EntryKey(lines.owner(line)));
    let name = written(catalogue, entry, lines.text(line));
    Some(Suggestion::Nearest { entry, name })
}

/// Returns the title or name of an entry that folds to a line.
fn written(catalogue: &Catalogue, entry: EntryKey, line: &str) -> String {
    let names = catalogue.names(entry).map(|name| name.text);
    let forms = catalogue.aliases(entry).chain(catalogue.forms(entry));
    let mut others = [catalogue.short(entry)].into_iter().chain(forms).chain(names);
    let found = others.find(|name| fold(name) == line);
    found.unwrap_or(catalogue.title(entry)).to_owned()
}

/// Returns how much of a line and a text agree, from 0 to 1; more if they share a word, or if a
/// word of one starts or ends a longer one of the other; `None` if it is less than `least`.
fn likeness(line: &str, text: &str, words: &[&str], least: f64) -> Option<f64> {
    /// Shorter words are in others by chance.
    const LONG: usize = 4;
    let longest = line.chars().count().max(text.chars().count()).max(1);
    let alike = |edits: usize| 1.0 - edits as f64 / longest as f64;
    let shares = tokens(line).any(|token| {
        words.iter().any(|word| {
            let shorter = if word.len() < token.text.len() { word } else { &token.text };
            let longer = if word.len() < token.text.len() { token.text } else { word };
            shorter.len() >= LONG && (longer.starts_with(shorter) || longer.ends_with(shorter))
        })
    });
    let more = if shares { SHARED } else { 0.0 };
    if alike(fewest_edits(line, text)) + more < least {
        return None;
    }
    Some(alike(strsim::osa_distance(line, text)) + more).filter(|alike| *alike >= least)
}

/// Returns how many edits it takes at the least to make one text of another, whatever the order of their
/// letters.
fn fewest_edits(one: &str, other: &str) -> usize {
    /// Characters that share a place only make it less.
    const PLACES: usize = 64;
    let mut more = [0_i32; PLACES];
    for (text, step) in [(one, 1), (other, -1)] {
        for c in text.chars() {
            more[c as usize % PLACES] += step;
        }
    }
    let sum = |sign: i32| more.iter().map(|count| (sign * count).max(0)).sum::<i32>();
    sum(1).max(sum(-1)).unsigned_abs() as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_is_made_of_another_with_fewer_edits(
            one in "[a-e中é]{0,12}",
            other in "[a-e中é]{0,12}",
        ) {
            prop_assert!(fewest_edits(&one, &other) <= strsim::osa_distance(&one, &other));
        }
    }
}
