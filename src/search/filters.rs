//! What filters and the scope leave of the library, and how a filter being typed can go on.
//! Refuses to know: words, ranking.

use std::collections::HashSet;
use std::ops::Range;

use super::bits::Bits;
use super::hits::QueryHint;
use super::index::{Index, Tagged};
use super::own::ME;
use super::query::{Filter, FilterKind, Query, is_quotation_mark};
use super::request::Scope;
use super::standings::{self, Mark, is_mark};
use crate::model::{Body, By, Catalogue, EntryKey, Provenance, ThemeKey};
use crate::text::fold::fold;

/// Returns the entries that scope and filters leave, `None` if all are. What is wrong with a filter
/// becomes a hint; one whose value nothing has leaves nothing.
pub(super) fn admitted(
    index: &Index,
    query: &Query,
    scope: Scope,
    hints: &mut Vec<QueryHint>,
) -> Option<Bits> {
    for name in &query.unknown_filters {
        hints.push(QueryHint::UnknownFilter { name: name.clone() });
    }
    let in_scope = entries_of(index.catalogue(), scope);
    let mut admitted = in_scope.map(|entries| set(index, entries));
    for filter in &query.filters {
        match entries(index, filter) {
            // An entry in which a voice is not wanted may hold others.
            Ok(_) if filter.kind.is_of_statements() && filter.negated => {}
            Ok(mut bits) => {
                if filter.negated {
                    bits = Bits::full(index.len()).filtered(|entry| !bits.contains(entry));
                }
                match &mut admitted {
                    Some(admitted) => admitted.intersect(&bits),
                    None => admitted = Some(bits),
                }
            }
            Err(hint) => {
                hints.push(hint);
                if !filter.negated {
                    admitted = Some(Bits::new(index.len()));
                }
            }
        }
    }
    admitted
}

/// Returns the entries of a scope; `None` if they are all.
fn entries_of(catalogue: &Catalogue, scope: Scope) -> Option<Range<u32>> {
    match scope {
        Scope::Library => None,
        Scope::Pack(pack) => Some(catalogue.pack(pack).entries.clone()),
        Scope::Theme(theme) => Some(catalogue.theme(theme).entries.clone()),
        Scope::Entry(entry) => Some(entry.0..entry.0 + 1),
    }
}

/// The entries that the scope and the filters by theme and by pack leave, told without an index: those
/// whose notes are looked at.
pub struct Bounds {
    /// Whether an entry is to be in none of some runs, rather than in one, and the runs.
    tests: Vec<(bool, Vec<Range<u32>>)>,
}

impl Bounds {
    /// Reads the bounds off a query, as a search in the index has them.
    pub fn new(catalogue: &Catalogue, query: &Query, scope: Scope) -> Self {
        let in_scope = entries_of(catalogue, scope).map(|entries| (false, vec![entries]));
        let filters = query.filters.iter().filter(|filter| filter.kind.is_of_places());
        let tests = filters.map(|filter| (filter.negated, runs(catalogue, filter)));
        Self { tests: in_scope.into_iter().chain(tests).collect() }
    }

    /// Returns whether an entry is within them.
    pub fn hold(&self, entry: EntryKey) -> bool {
        let is_in = |runs: &[Range<u32>]| runs.iter().any(|run| run.contains(&entry.0));
        self.tests.iter().all(|(negated, runs)| is_in(runs) != *negated)
    }
}

/// Returns the runs of entries that a filter by theme or by pack means; none if a value is unknown.
fn runs(catalogue: &Catalogue, filter: &Filter) -> Vec<Range<u32>> {
    let Values::Named(known) = Values::of(catalogue, filter.kind) else { return Vec::new() };
    let mut runs = Vec::new();
    for value in &filter.values {
        let chosen = choose(&known, value);
        if chosen.is_empty() {
            return Vec::new();
        }
        runs.extend(chosen.into_iter().filter_map(|at| match &known[at].what {
            What::Entries(entries) => Some(entries.clone()),
            What::Voice(_) | What::Place(_) => None,
        }));
    }
    runs
}

fn set(index: &Index, entries: impl Iterator<Item = u32>) -> Bits {
    let mut bits = Bits::new(index.len());
    entries.for_each(|entry| bits.insert(entry));
    bits
}

/// Returns the entries of a filter, or a hint if a value is unknown.
fn entries(index: &Index, filter: &Filter) -> Result<Bits, QueryHint> {
    let values = Values::of(index.catalogue(), filter.kind);
    let mut bits = Bits::new(index.len());
    for value in &filter.values {
        if !values.add(index, value, &mut bits) {
            return Err(QueryHint::UnknownValue {
                filter: filter.kind,
                value: value.clone(),
                known: values.listed(index),
            });
        }
    }
    Ok(bits)
}

/// Adds the entries with a tag, or if there is none those whose tags begin so; returns whether
/// there are any. Tags are too many to list; those of the index are folded.
fn add_tagged(index: &Index, value: &str, bits: &mut Bits) -> bool {
    let mut begun: Vec<(&str, Tagged<'_>)> = index.tags_starting_with(value).collect();
    if begun.iter().any(|(tag, _)| *tag == value) {
        begun.retain(|(tag, _)| *tag == value);
    }
    for (_, tagged) in &begun {
        tagged.each(|entry| bits.insert(entry));
    }
    !begun.is_empty()
}

/// What an entry is from the day on that its author named.
const STALE: &str = "stale";

/// Adds the entries that are what a word says; returns whether the library knows it.
fn add_standing(index: &Index, value: &str, bits: &mut Bits) -> bool {
    let mut found = add_tagged(index, &Mark::Standing.tag(value), bits);
    if !STALE.starts_with(value) {
        return found;
    }
    for (tag, tagged) in index.tags_starting_with(Mark::StaleAfter.start()) {
        found = true;
        if standings::day(tag).is_some_and(|day| index.catalogue().is_past(day)) {
            tagged.each(|entry| bits.insert(entry));
        }
    }
    found
}

/// Returns what the marks of the index say, folded and in the order of the alphabet.
fn marked(index: &Index, mark: Mark) -> Vec<String> {
    let tags = index.tags_starting_with(mark.start()).map(|(tag, _)| mark.told(tag).to_owned());
    let mut values: Vec<String> = tags.collect();
    let ends = mark == Mark::Standing
        && index.tags_starting_with(Mark::StaleAfter.start()).next().is_some();
    values.extend(ends.then(|| STALE.to_owned()));
    values.sort_unstable();
    values.dedup();
    values
}

/// Adds the entries that a value means; returns whether there is such a value.
fn add_chosen(index: &Index, known: &[Value], value: &str, bits: &mut Bits) -> bool {
    let chosen = choose(known, value);
    for &at in &chosen {
        match known[at].what {
            What::Entries(ref range) => bits.unite(&set(index, range.clone())),
            What::Voice(by) => bits.unite(&index.with_voice(by)),
            What::Place(place) => bits.unite(&index.resting_on(place)),
        }
    }
    !chosen.is_empty()
}

/// The statements that the filters `by:` and `place:` leave.
pub(super) struct StatementFilter {
    /// For each filter whether it is negated, and what it asks for.
    tests: Vec<(bool, Vec<What>)>,
}

impl StatementFilter {
    /// Reads the filters off a query; `None` if all statements count.
    pub fn from_query(index: &Index, query: &Query) -> Option<Self> {
        let asked = query.filters.iter().filter(|filter| filter.kind.is_of_statements());
        let tests: Vec<(bool, Vec<What>)> = asked
            .filter_map(|filter| {
                let Values::Named(known) = Values::of(index.catalogue(), filter.kind) else {
                    return None;
                };
                let chosen: Vec<usize> =
                    filter.values.iter().flat_map(|value| choose(&known, value)).collect();
                let asked = known.into_iter().enumerate().filter(|(at, _)| chosen.contains(at));
                Some((filter.negated, asked.map(|(_, value)| value.what).collect()))
            })
            .filter(|(_, chosen): &(bool, Vec<What>)| !chosen.is_empty())
            .collect();
        (!tests.is_empty()).then_some(Self { tests })
    }

    /// Returns whether a piece of a body counts; free Markdown has no voice.
    pub fn allows(&self, catalogue: &Catalogue, body: &Body, piece: u32) -> bool {
        let provenance = body.statements.get(piece as usize).map(|one| &one.provenance);
        let is_asked = |what: &What| match (what, provenance) {
            (What::Voice(by), Some(provenance)) => provenance.by() == *by,
            (What::Place(place), Some(Provenance::Article { claims })) => {
                claims.iter().any(|&claim| catalogue.claim(claim).place.index() == *place)
            }
            _ => false,
        };
        self.tests.iter().all(|(negated, asked)| asked.iter().any(is_asked) != *negated)
    }
}

/// Chooses the values that are meant: that of a pack, else those named whole, else those that are begun, else
/// those of which a later word begins so.
fn choose(known: &[Value], wanted: &str) -> Vec<usize> {
    if let Some(at) = known.iter().position(|value| value.in_pack == wanted) {
        return vec![at];
    }
    let all = |agrees: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let names = |value: &Value| value.names.iter().any(|name| agrees(name));
        (0..known.len()).filter(|&at| names(&known[at])).collect()
    };
    let later =
        |name: &str| name.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(wanted));
    let ways: [&dyn Fn(&str) -> bool; 3] =
        [&|name| name == wanted, &|name| name.starts_with(wanted), &later];
    ways.into_iter().map(all).find(|chosen| !chosen.is_empty()).unwrap_or_default()
}

/// A value that a filter can have.
struct Value {
    /// As it is completed.
    written: String,
    /// Folded names by which it is known.
    names: Vec<String>,
    /// The folded name by which no value of another pack is known; may be empty.
    in_pack: String,
    what: What,
}

enum What {
    Entries(Range<u32>),
    Voice(By),
    Place(usize),
}

/// The values that a kind of filter can have.
enum Values {
    /// The tags of the index, which are folded, and too many to list.
    Tags,
    /// What marks of this sort say.
    Marks(Mark),
    /// What has a name, in the order of the library.
    Named(Vec<Value>),
}

impl Values {
    fn of(catalogue: &Catalogue, kind: FilterKind) -> Self {
        let value = |written: &str, names: &[&str], what| Value {
            written: written.to_owned(),
            names: names.iter().map(|name| fold(name)).collect(),
            in_pack: String::new(),
            what,
        };
        Self::Named(match kind {
            FilterKind::Tag => return Self::Tags,
            FilterKind::Type => return Self::Marks(Mark::Kind),
            FilterKind::Is => return Self::Marks(Mark::Standing),
            FilterKind::Theme => {
                let themes = catalogue.themes().iter().enumerate().map(|(at, theme)| {
                    let names = [&*theme.id, &*theme.title, &*theme.short];
                    let written = catalogue.unique_theme_id(ThemeKey::new(at));
                    let in_pack = fold(&format!("{}:{}", catalogue.pack(theme.pack).id, theme.id));
                    let what = What::Entries(theme.entries.clone());
                    Value { in_pack, ..value(&written, &names, what) }
                });
                themes.collect()
            }
            FilterKind::Pack => {
                let packs = catalogue.packs().iter().map(|pack| {
                    let names = [&*pack.id, &*pack.title];
                    value(&pack.id, &names, What::Entries(pack.entries.clone()))
                });
                packs.collect()
            }
            FilterKind::By => {
                let voices = [By::Article, By::Editor].into_iter();
                let voices = voices.map(|by| value(by.word(), &[by.word()], What::Voice(by)));
                // What the reader has added is in no index.
                voices.chain([value(ME, &[ME], What::Entries(0..0))]).collect()
            }
            FilterKind::Place => {
                let places = catalogue.places().iter().enumerate().map(|(at, place)| {
                    value(&place.label, &[&place.id, &place.label], What::Place(at))
                });
                places.collect()
            }
        })
    }

    /// Adds the entries that a value, which is folded, means; returns whether there is such a value.
    fn add(&self, index: &Index, value: &str, bits: &mut Bits) -> bool {
        match self {
            Self::Tags => add_tagged(index, value, bits),
            Self::Marks(Mark::Standing) => add_standing(index, value, bits),
            Self::Marks(mark) => add_tagged(index, &mark.tag(value), bits),
            Self::Named(known) => add_chosen(index, known, value, bits),
        }
    }

    /// Returns them as a reader is told them; none if they are too many.
    fn listed(self, index: &Index) -> Vec<String> {
        match self {
            Self::Tags => Vec::new(),
            Self::Marks(mark) => marked(index, mark),
            Self::Named(known) => {
                // What the reader has added is offered to whoever types, not in place of something else.
                let others = known.into_iter().filter(|value| value.written != ME);
                distinct(others)
            }
        }
    }

    /// Returns those that begin with a folded text, by one of their names.
    fn beginning_with(self, index: &Index, begun: &str) -> Vec<String> {
        match self {
            Self::Tags => {
                let tags = index.tags_starting_with(begun).map(|(tag, _)| tag.to_owned());
                let mut tags: Vec<String> = tags.filter(|tag| !is_mark(tag)).collect();
                tags.sort_unstable();
                tags
            }
            Self::Marks(mark) => {
                marked(index, mark).into_iter().filter(|value| value.starts_with(begun)).collect()
            }
            Self::Named(known) => {
                let begins = |value: &Value| {
                    let in_pack = begun.contains(':') && value.in_pack.starts_with(begun);
                    in_pack || value.names.iter().any(|it| it.starts_with(begun))
                };
                distinct(known.into_iter().filter(begins))
            }
        }
    }
}

/// A way in which a filter being typed can go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the query to replace.
    pub range: Range<usize>,
    /// What to put there.
    pub text: String,
}

/// Returns how values are written, each once.
fn distinct(values: impl Iterator<Item = Value>) -> Vec<String> {
    let mut met = HashSet::new();
    values.map(|value| value.written).filter(|written| met.insert(written.clone())).collect()
}

/// Returns where begins what is behind the last of some characters outside quotation marks.
fn begin_behind(text: &str, parts: impl Fn(char) -> bool) -> usize {
    let (mut begin, mut inside) = (0, false);
    for (at, c) in text.char_indices() {
        if is_quotation_mark(c) {
            inside = !inside;
        } else if !inside && parts(c) {
            begin = at + c.len_utf8();
        }
    }
    begin
}

/// Returns the ways in which the filter before `cursor` (in bytes) can go on, best first: its name
/// with a colon, or one of its values with a space. Empty where no filter is being typed.
pub fn complete(index: &Index, query: &str, cursor: usize) -> Vec<Completion> {
    let Some(before) = query.get(..cursor) else { return Vec::new() };
    let mut start = begin_behind(before, char::is_whitespace);
    if before[start..].starts_with('!') {
        start += 1;
    }
    let typed = &before[start..];
    if typed.is_empty() {
        return Vec::new();
    }
    let Some((name, value)) = typed.split_once(':') else {
        let folded = fold(typed);
        let names = FilterKind::ALL.into_iter().filter(|(_, name)| name.starts_with(&folded));
        return names
            .map(|(_, name)| Completion { range: start..cursor, text: format!("{name}:") })
            .collect();
    };
    let Some(kind) = FilterKind::named(&fold(name)) else { return Vec::new() };
    let last = begin_behind(value, |c| c == '|');
    let range = start + name.len() + 1 + last..cursor;
    let begun = fold(value[last..].trim_start_matches(is_quotation_mark));
    let mut found = Values::of(index.catalogue(), kind).beginning_with(index, &begun);
    found.dedup();
    let space = if query[cursor..].starts_with(char::is_whitespace) { "" } else { " " };
    let quoted = |text: String| {
        let mark = if text.contains(char::is_whitespace) { "\"" } else { "" };
        format!("{mark}{text}{mark}{space}")
    };
    found.into_iter().map(|text| Completion { range: range.clone(), text: quoted(text) }).collect()
}
