//! Search over titles, aliases, names, readings, headings, summaries and text of all open packs.
//! The class of a match decides the order, always. Refuses to know: screens, threads, files.

use std::ops::Range;
use std::sync::Arc;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::model::{EntryKey, Library, PackKey, ThemeKey};
use crate::text::fold::fold;

/// Where a query's words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title (or short title).
    Title,
    /// An alias.
    Alias,
    /// A name in another language.
    Name,
    /// How a name is read.
    Reading,
    /// A tag.
    Tag,
    /// A heading in the body.
    Heading,
    /// The summary.
    Summary,
    /// The text.
    Body,
}

/// How well a hit matches; the order of the variants is the order of the hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A whole title, alias or name.
    Exact,
    /// The start of one.
    Prefix,
    /// All words.
    Words,
    /// All words as word prefixes.
    WordPrefixes,
    /// A phrase in the body.
    Phrase,
    /// All words in the body.
    Body,
    /// One run of letters or word starts only.
    TightFuzzy,
    /// Within this many edits.
    Typo(u8),
    /// Any subsequence.
    LooseFuzzy,
}

/// What is searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All open packs.
    #[default]
    Library,
    /// One pack.
    Pack(PackKey),
    /// One theme.
    Theme(ThemeKey),
    /// One entry.
    Entry(EntryKey),
}

/// A piece of text around a match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The text as the author wrote it, without Markdown.
    pub text: String,
    /// The matched stretches, in bytes of `text`, ascending, on grapheme boundaries.
    pub marks: Vec<Range<usize>>,
}

/// One entry that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The entry.
    pub entry: EntryKey,
    /// The best field.
    pub field: Field,
    /// The class of the match.
    pub class: Class,
    /// Orders hits inside one class and field.
    pub score: i64,
    /// The field's text with the match marked.
    pub excerpt: Excerpt,
    /// Where in the body the match stands: the index of the statement, or the number of statements
    /// for the Markdown behind them; `None` where the match is not in the body.
    pub piece: Option<u32>,
    /// The words (as they stand in the entry) to highlight when the entry opens at this hit.
    pub words: Vec<String>,
}

/// A way out where nothing, or nothing good, was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// The nearest title.
    Nearest(EntryKey),
    /// The query without the word that has no hit.
    Without {
        /// The word to drop.
        word: String,
        /// The query that is left.
        query: String,
    },
    /// The same query over everything.
    Widen,
}

/// What a search gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many entries match, also those beyond the limit; a lower bound while `provisional`.
    pub total: usize,
    /// Whether a better answer to the same query follows: more rows behind these, the exact total.
    /// Rows that are given keep their places.
    pub provisional: bool,
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// What to do where there are none.
    pub suggestions: Vec<Suggestion>,
    /// What is wrong with the query, as sentences.
    pub hints: Vec<String>,
}

/// A query, parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed.
    pub text: String,
}

impl Query {
    /// Parses what was typed; never fails, a bad filter becomes a hint of the hits.
    pub fn parse(text: &str) -> Self {
        Self { text: text.to_owned() }
    }
}

/// Everything that is needed to answer queries, built once from a library.
pub struct Index {
    library: Library,
}

impl Index {
    /// Builds the index.
    pub fn new(library: &Library) -> Self {
        Self { library: library.clone() }
    }

    /// Goes through the short texts of an entry.
    fn lines(&self, entry: EntryKey) -> Vec<(Field, &str)> {
        let catalogue = &self.library.catalogue;
        let mut lines = vec![(Field::Title, catalogue.title(entry))];
        lines.push((Field::Title, catalogue.short(entry)));
        for alias in catalogue.aliases(entry).iter().chain(catalogue.forms(entry)) {
            lines.push((Field::Alias, alias));
        }
        for name in catalogue.names(entry) {
            lines.push((Field::Name, &name.text));
            lines.push((Field::Reading, &name.reading));
        }
        lines
    }
}

/// Answers the queries of one reader, one after another, as a worker thread wants it: the first rows
/// early, the exact answer after, and nothing for a query that is no longer wanted.
pub struct Finder {
    index: Arc<Index>,
}

impl Finder {
    /// Makes a finder over an index.
    pub fn new(index: Arc<Index>) -> Self {
        Self { index }
    }

    /// Gives the index.
    pub fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// Finds the best `limit` hits. Early rows go to `provisional` (at most once); the exact answer
    /// is returned, or `None` as soon as `wanted` says that nobody waits for it any more.
    pub fn search(
        &mut self,
        query: &Query,
        scope: Scope,
        limit: usize,
        wanted: &(dyn Fn() -> bool + Sync),
        provisional: &mut dyn FnMut(Hits),
    ) -> Option<Hits> {
        let _ = provisional;
        let hits = search(&self.index, query, scope, limit);
        wanted().then_some(hits)
    }
}

/// Finds the best `limit` hits of a query.
pub fn search(index: &Index, query: &Query, scope: Scope, limit: usize) -> Hits {
    let catalogue = &index.library.catalogue;
    let wanted = fold(query.text.trim());
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let in_scope = |entry: EntryKey| match scope {
        Scope::Library => true,
        Scope::Pack(pack) => catalogue.pack_of(entry) == pack,
        Scope::Theme(theme) => catalogue.theme_of(entry) == theme,
        Scope::Entry(one) => one == entry,
    };
    if words.is_empty() {
        return Hits::default();
    }
    let mut hits: Vec<Hit> = catalogue
        .entries()
        .filter(|&entry| in_scope(entry))
        .filter_map(|entry| best(index, entry, &wanted, &words))
        .collect();
    hits.sort_by_key(|hit| (hit.class, hit.field, -hit.score, hit.entry));
    let total = hits.len();
    hits.truncate(limit);
    Hits { total, hits, ..Hits::default() }
}

/// Finds the best match of an entry.
fn best(index: &Index, entry: EntryKey, wanted: &str, words: &[&str]) -> Option<Hit> {
    let mut found: Option<Hit> = None;
    let mut offer = |field, class, score: i64, text: &str, piece| {
        if found
            .as_ref()
            .is_none_or(|old| (class, field, -score) < (old.class, old.field, -old.score))
        {
            let (marks, texts) = marks(text, words);
            let excerpt = Excerpt { text: text.to_owned(), marks };
            found = Some(Hit { entry, field, class, score, excerpt, piece, words: texts });
        }
    };
    for (field, line) in index.lines(entry) {
        if let Some((class, score)) = line_class(&fold(line), wanted, words) {
            offer(field, class, score, line, None);
        }
    }
    let summary = index.library.catalogue.summary(entry);
    if words.iter().all(|word| fold(summary).contains(word)) {
        offer(Field::Summary, Class::Words, 0, summary, None);
    }
    let body = index.library.body(entry);
    for (piece, statement) in body.statements.iter().enumerate() {
        for (field, text) in [(Field::Heading, &statement.heading), (Field::Body, &statement.text)]
        {
            let folded = fold(text);
            if folded.contains(wanted) {
                offer(field, Class::Phrase, 0, text, Some(piece as u32));
            } else if words.iter().all(|word| folded.contains(word)) {
                offer(field, Class::Body, 0, text, Some(piece as u32));
            }
        }
    }
    if words.iter().all(|word| fold(&body.markdown).contains(word)) {
        offer(Field::Body, Class::Body, 0, &body.markdown, Some(body.statements.len() as u32));
    }
    found
}

/// Classifies a folded line.
fn line_class(line: &str, wanted: &str, words: &[&str]) -> Option<(Class, i64)> {
    let starts =
        |word: &str| line.split(|c: char| !c.is_alphanumeric()).any(|w| w.starts_with(word));
    let whole = |word: &str| line.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
    let short = -(line.len() as i64);
    if line == wanted {
        return Some((Class::Exact, 0));
    }
    if line.starts_with(wanted) {
        return Some((Class::Prefix, short));
    }
    if words.iter().all(|word| whole(word)) {
        return Some((Class::Words, short));
    }
    if words.iter().all(|word| starts(word)) {
        return Some((Class::WordPrefixes, short));
    }
    let score = words
        .iter()
        .map(|word| SkimMatcherV2::default().ignore_case().fuzzy_match(line, word))
        .sum::<Option<i64>>()?;
    let tight = words.iter().all(|word| line.contains(word));
    Some((if tight { Class::TightFuzzy } else { Class::LooseFuzzy }, score))
}

/// Finds where words stand in a text.
fn marks(text: &str, words: &[&str]) -> (Vec<Range<usize>>, Vec<String>) {
    let lower = text.to_ascii_lowercase();
    let mut marks: Vec<Range<usize>> = words
        .iter()
        .flat_map(|word| lower.match_indices(word).map(|(at, found)| at..at + found.len()))
        .collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    marks.dedup_by(|next, kept| next.start < kept.end);
    let texts = marks.iter().map(|mark| text[mark.clone()].to_owned()).collect();
    (marks, texts)
}
