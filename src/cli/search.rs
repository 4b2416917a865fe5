//! `folio search`: the finder's hits, as lines or JSON.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::output::{Output, complain};
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::messages::cli as messages;
use crate::model::Catalogue;
use crate::report::{HitReport, Taken};
use crate::search::{Hit, Index, Query, QueryHint, Scope, Suggestion, explain, search};
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// Search titles, aliases, names, headings and text
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio search supply chain\n  folio search 硬联通\n  \
        folio search 'theme:term !loan bond'\n  folio search --explain who pays\n  \
        folio search --json --limit 5 who pays")]
pub struct Search {
    /// The words
    #[arg(required = true, add = completing::filters())]
    query: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// How many hits at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// List matches by scattered letters, even if a short query has better ones
    #[arg(long)]
    loose: bool,
    /// Say for each hit why it stands where it stands
    #[arg(long)]
    explain: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio search QUERY --json
  { schema_version, query, total,
    hits: [ { id, title, theme, pack, field, class, score, excerpt, marks,
              missing } ],
    suggestions: [ { kind, ... } ], diagnostics }
  marks is an array of [start, end], in bytes of the excerpt. class is \"exact\",
  \"prefix\", \"one slip\", \"words\", \"word starts\", \"phrase\", \"body words\", \"most
  words\", \"tight fuzzy\", \"typo 1\", \"typo 2\", \"meaning\", \"loose fuzzy\", \"some
  words\" or, of filters alone, \"filtered\". A hit with most or some words has missing,
  those that it lacks.
  With --explain each hit has an explanation, an array of sentences.
  kind is \"nearest\" (id, pack, title, name), \"theme\" (theme, pack, query),
  \"without\" (word, query), \"value\" (query), \"compare\" (left, right), \"looser\"
  (count), \"widen\" or \"terms\" (theme, pack).
";

impl Run for Search {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open_to_search(global)?;
        let typed = self.query.join(" ");
        if typed.trim().is_empty() {
            return Err(Failure::usage(messages::NOTHING_TO_SEARCH));
        }
        let catalogue = corpus.catalogue();
        let index = Index::new(corpus.library());
        let query = Query::parse(&typed).loosely(self.loose);
        if query.asks_for_own() {
            return Err(Failure::not_found(messages::OWN_ELSEWHERE));
        }
        let report = HitReport::new(&typed, search(&index, &query, Scope::Library, self.limit));
        let explain = |hit: &Hit| self.explain.then(|| explain(&index, &query, hit));
        if self.json {
            output.json(SearchJson::new(catalogue, &report, explain));
        } else {
            print_all(output, catalogue, &report, &opens_the_same(global), explain);
        }
        Ok(if report.hits().total == 0 { Exit::NotFound } else { Exit::Done })
    }
}

fn print_all(
    output: &mut Output,
    catalogue: &Catalogue,
    report: &HitReport,
    opens: &str,
    explain: impl Fn(&Hit) -> Option<Vec<String>>,
) {
    let hits = report.hits();
    for hint in &hits.hints {
        complain(&hint.sentence());
    }
    if !hits.hits.is_empty() && !hits.is_found() {
        complain(&messages::by_folio(&messages::only_alike(&shortened(report.query()))));
    }
    for hit in &hits.hits {
        print(output, catalogue, hit);
        for reason in explain(hit).into_iter().flatten() {
            output.line(&[("      ", Role::Text), (&reason, Role::Dim)]);
        }
    }
    if hits.total > hits.hits.len() {
        complain(&messages::more_hits(hits.hits.len(), hits.total));
    }
    if hits.total == 0 && hits.hints.is_empty() {
        complain(&messages::by_folio(&messages::nothing_found(&shortened(report.query()))));
    }
    for suggestion in report.suggestions(catalogue, Taken::Typed(opens)) {
        complain(&format!("  {suggestion}"));
    }
}

/// Returns the options that open what was searched, for the commands that are suggested.
fn opens_the_same(global: &Global) -> String {
    let packs: Vec<String> = global.packs.iter().map(|pack| pack.display().to_string()).collect();
    messages::opening_the_same(&packs, &global.columns, global.all)
}

/// Cuts a query so that a sentence can repeat it.
fn shortened(query: &str) -> Safe {
    const COLUMNS: usize = 60;
    truncate(&Safe::name(query), COLUMNS)
}

fn print(output: &mut Output, catalogue: &Catalogue, hit: &Hit) {
    output.line(&[
        (catalogue.title(hit.entry), Role::Title),
        (&format!("  {}  ", catalogue.unique_id(hit.entry)), Role::Dim),
        (&hit.label(), Role::Dim),
    ]);
    let text = &hit.excerpt.text;
    let mut pieces = vec![("    ", Role::Text)];
    let mut at = 0;
    for mark in &hit.excerpt.marks {
        pieces.push((&text[at..mark.start], Role::Text));
        pieces.push((&text[mark.clone()], Role::Term));
        at = mark.end;
    }
    pieces.push((&text[at..], Role::Text));
    output.line(&pieces);
}

#[derive(Serialize)]
struct SearchJson<'a> {
    /// What was typed.
    query: &'a str,
    /// How many entries match.
    total: usize,
    /// The best of them.
    hits: Vec<HitJson<'a>>,
    /// What to do if there are none.
    suggestions: Vec<SuggestionJson<'a>>,
    /// What is wrong with the query.
    diagnostics: Vec<String>,
}

/// One hit.
#[derive(Serialize)]
struct HitJson<'a> {
    /// The entry's id.
    id: &'a str,
    /// Its title.
    title: &'a str,
    /// Its theme's id.
    theme: &'a str,
    /// Its pack's id.
    pack: &'a str,
    /// Where it matches.
    field: &'a str,
    /// How well it matches.
    class: &'a str,
    /// Orders hits inside a class.
    score: i64,
    /// The text around the match.
    excerpt: &'a str,
    /// Where it matches: start and end in bytes of the excerpt, ascending.
    marks: Vec<[usize; 2]>,
    /// The words of the query that it lacks, if it has only most of them.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    missing: &'a [String],
    /// Why it is placed where it is, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Vec<String>>,
}

/// One way out.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum SuggestionJson<'a> {
    /// The nearest title.
    Nearest {
        /// Its entry.
        id: &'a str,
        /// The pack of the entry.
        pack: &'a str,
        /// The title.
        title: &'a str,
        /// The title or other name that is nearest.
        name: &'a str,
    },
    /// A theme of the name that was typed.
    Theme {
        /// Its id.
        theme: &'a str,
        /// Its pack.
        pack: &'a str,
        /// The query that lists it.
        query: &'a str,
    },
    /// A word to drop.
    Without {
        /// The word.
        word: &'a str,
        /// What is left.
        query: &'a str,
    },
    /// A filter with a value that it can have.
    Value {
        /// The query that is just this filter.
        query: &'a str,
    },
    /// Two entries side by side.
    Compare {
        /// The id of the first.
        left: Cow<'a, str>,
        /// The id of the second.
        right: Cow<'a, str>,
    },
    /// Matches by scattered letters that are left out.
    Looser {
        /// How many.
        count: usize,
    },
    /// A wider scope.
    Widen,
    /// The glossary, if nothing else helps.
    Terms {
        /// Its theme.
        theme: &'a str,
        /// The pack of the theme.
        pack: &'a str,
    },
}

impl<'a> SearchJson<'a> {
    fn new(
        catalogue: &'a Catalogue,
        report: &'a HitReport,
        explain: impl Fn(&Hit) -> Option<Vec<String>>,
    ) -> Self {
        let found = report.hits();
        let suggestion = |one| SuggestionJson::new(catalogue, one);
        Self {
            query: report.query(),
            total: found.total,
            hits: found.hits.iter().map(|hit| HitJson::new(catalogue, hit, explain(hit))).collect(),
            suggestions: found.suggestions.iter().map(suggestion).collect(),
            diagnostics: found.hints.iter().map(QueryHint::sentence).collect(),
        }
    }
}

impl<'a> HitJson<'a> {
    fn new(catalogue: &'a Catalogue, hit: &'a Hit, explanation: Option<Vec<String>>) -> Self {
        Self {
            id: catalogue.id(hit.entry),
            title: catalogue.title(hit.entry),
            theme: &catalogue.theme(catalogue.theme_of(hit.entry)).id,
            pack: catalogue.pack_id_of(hit.entry),
            field: hit.field.word(),
            class: hit.class.word(),
            score: hit.score,
            excerpt: &hit.excerpt.text,
            marks: hit.excerpt.marks.iter().map(|mark| [mark.start, mark.end]).collect(),
            missing: &hit.missing,
            explanation,
        }
    }
}

impl<'a> SuggestionJson<'a> {
    fn new(catalogue: &'a Catalogue, suggestion: &'a Suggestion) -> Self {
        let pack_of_theme = |theme| &*catalogue.pack(catalogue.theme(theme).pack).id;
        match suggestion {
            Suggestion::Nearest { entry, name } => {
                let (id, pack) = (catalogue.id(*entry), catalogue.pack_id_of(*entry));
                Self::Nearest { id, pack, title: catalogue.title(*entry), name }
            }
            Suggestion::Theme { theme, query } => Self::Theme {
                theme: &catalogue.theme(*theme).id,
                pack: pack_of_theme(*theme),
                query,
            },
            Suggestion::Without { word, query } => Self::Without { word, query },
            Suggestion::Value { query } => Self::Value { query },
            Suggestion::Compare { left, right } => {
                let [left, right] = [left, right].map(|&entry| catalogue.unique_id(entry));
                Self::Compare { left, right }
            }
            Suggestion::Looser(count) => Self::Looser { count: *count },
            Suggestion::Widen => Self::Widen,
            Suggestion::Terms(theme) => {
                Self::Terms { theme: &catalogue.theme(*theme).id, pack: pack_of_theme(*theme) }
            }
        }
    }
}
