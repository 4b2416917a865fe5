//! What to do where nothing, or nothing good, was found. Refuses to know: how suggestions are shown.

use super::filters::complete;
use super::lines::{Lines, bit, pair_bit};
use super::query::{FilterKind, Query};
use super::{Field, Index, Scope, Suggestion};
use crate::model::{EntryKey, ThemeKey};

/// Less alike than this is no help: half of the letters would be others.
const ALIKE: f64 = 0.5;

/// How many values of a filter are offered.
const VALUES: usize = 12;

/// Gives the nearest title, the word to drop and the wider scope, as far as they help, else the index
/// of terms; `count_without` says how many entries match without a part of the query.
pub(super) fn suggestions(
    index: &Index,
    query: &Query,
    scope: Scope,
    count_without: impl Fn(usize) -> usize,
) -> Vec<Suggestion> {
    let mut suggestions = Vec::new();
    if !matches!(scope, Scope::Entry(_)) {
        suggestions.extend(nearest(index, query).map(Suggestion::Nearest));
    }
    suggestions.extend(without(query, count_without));
    or_else_terms(index, scope, suggestions)
}

/// Gives what helps where a query is nothing but filters that leave nothing: the values that they can
/// have.
pub(super) fn values(index: &Index, query: &Query, scope: Scope) -> Vec<Suggestion> {
    let wrong = query.filters.iter().map(|filter| filter.kind);
    let mut kinds: Vec<FilterKind> = query.unfinished.iter().copied().chain(wrong).collect();
    kinds.dedup();
    let ways = kinds.into_iter().flat_map(|kind| {
        let begun = format!("{}:", kind.name());
        let ways = complete(index, &begun, begun.len());
        ways.into_iter().map(move |way| Suggestion::Value { query: format!("{begun}{}", way.text) })
    });
    or_else_terms(index, scope, ways.take(VALUES).collect())
}

fn or_else_terms(index: &Index, scope: Scope, mut all: Vec<Suggestion>) -> Vec<Suggestion> {
    if scope != Scope::Library {
        all.push(Suggestion::Widen);
    }
    let themes = index.library.catalogue.themes();
    let glossary = themes.iter().position(|theme| theme.glossary).filter(|_| all.is_empty());
    all.extend(glossary.map(ThemeKey::new).map(Suggestion::Terms));
    all
}

/// Finds the part of the query without which most entries match.
fn without(query: &Query, count_without: impl Fn(usize) -> usize) -> Option<Suggestion> {
    let needed = |at: &usize| !query.groups[*at].negated && !query.groups[*at].light;
    let parts: Vec<usize> = (0..query.groups.len()).filter(needed).collect();
    if parts.len() < 2 {
        return None;
    }
    let (count, at) = parts
        .into_iter()
        .map(|at| (count_without(at), at))
        .max_by_key(|&(count, at)| (count, std::cmp::Reverse(at)))?;
    if count == 0 {
        return None;
    }
    let word = query.groups[at].atoms[0].text.clone();
    let rest = query.groups.iter().enumerate().filter(|(other, _)| *other != at);
    let rest: Vec<String> = rest.map(|(_, group)| group.written()).collect();
    Some(Suggestion::Without { word, query: rest.join(" ") })
}

/// Finds the title that is most like the query.
fn nearest(index: &Index, query: &Query) -> Option<EntryKey> {
    /// So many are compared letter by letter.
    const COMPARED: usize = 64;
    let words: Vec<&str> = query
        .groups
        .iter()
        .filter(|group| !group.negated)
        .map(|group| group.atoms[0].text.as_str())
        .collect();
    let text = words.join(" ");
    let characters: Vec<char> = text.chars().collect();
    let mask = characters.iter().fold(0, |all, &c| all | bit(c));
    let pairs = characters.windows(2).fold(0, |all, pair| all | pair_bit(pair[0], pair[1]));
    let lines = &index.lines;
    let rough = |line: usize| {
        let common = (lines.pairs(line) & pairs).count_ones() * 2;
        let other = (lines.pairs(line) & !pairs).count_ones();
        let letters = (lines.present()[line] & mask).count_ones();
        i64::from(common + letters) * 2 - i64::from(other)
    };
    let is_title =
        |line: usize| matches!(lines.field(line), Field::Title | Field::Alias | Field::Name);
    let mut best: Vec<(i64, usize)> = Vec::new();
    let mut least = i64::MIN;
    for line in (0..lines.len()).filter(|&line| is_title(line)) {
        let rough = rough(line);
        if rough > least {
            best.push((-rough, line));
        }
        if best.len() == 2 * COMPARED {
            best.select_nth_unstable(COMPARED);
            best.truncate(COMPARED);
            least = best.iter().map(|(rough, _)| -rough).min().unwrap_or(least);
        }
    }
    let (alike, line) = best
        .into_iter()
        .map(|(_, line)| (likeness(lines, line, &text), line))
        .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
    (alike >= ALIKE).then(|| EntryKey(lines.owner(line)))
}

/// Gives how much of a line and a text agree, from 0 to 1.
fn likeness(lines: &Lines, line: usize, text: &str) -> f64 {
    let other = lines.text(line);
    let longest = other.chars().count().max(text.chars().count()).max(1);
    1.0 - strsim::osa_distance(other, text) as f64 / longest as f64
}
