//! `folio search`: the finder's hits, as lines or JSON.

use super::args::SearchArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::search::{Found, HitJson, SuggestionJson};
use super::output::complain;
use super::{Desk, messages, unique_id};
use crate::document::Role;
use crate::model::Catalogue;
use crate::search::{Hit, Hits, Index, Query, QueryHint, Scope, Suggestion, explain, search};
use crate::text::fit::truncate;
use crate::text::safe::Safe;

/// Prints the best hits of a query.
pub fn run(mut desk: Desk, args: &SearchArgs) -> Exit {
    let library = desk.library.clone();
    let catalogue = &*library.catalogue;
    let typed = args.query.join(" ");
    if typed.trim().is_empty() {
        return desk.fail(Exit::Usage, messages::NOTHING_TO_SEARCH, &[]);
    }
    let index = Index::new(&library);
    let query = Query::parse(&typed);
    let hits = search(&index, &query, Scope::Library, args.limit);
    let explain = |hit: &Hit| args.explain.then(|| explain(&index, &query, hit));
    let exit = if hits.total == 0 { Exit::NotFound } else { Exit::Done };
    if desk.json {
        desk.output.json(&Answer::new(found(catalogue, &typed, &hits, explain)));
        return desk.output.finish(exit);
    }
    for hint in &hits.hints {
        complain(&hint.sentence());
    }
    if !hits.hits.is_empty() && !hits.is_found() {
        complain(&messages::by_folio(&messages::only_alike(&shortened(&typed))));
    }
    for hit in &hits.hits {
        print(&mut desk, catalogue, hit);
        for reason in explain(hit).into_iter().flatten() {
            desk.output.line(&[("      ", Role::Text), (&reason, Role::Dim)]);
        }
    }
    if hits.total > hits.hits.len() {
        complain(&messages::more_hits(hits.hits.len(), hits.total));
    }
    if hits.total == 0 && hits.hints.is_empty() {
        complain(&messages::by_folio(&messages::nothing_found(&shortened(&typed))));
    }
    for suggestion in &hits.suggestions {
        complain(&format!("  {}", sentence(catalogue, suggestion)));
    }
    desk.output.finish(exit)
}

/// Cuts a query so that a sentence can repeat it.
fn shortened(query: &str) -> Safe {
    const COLUMNS: usize = 60;
    truncate(&Safe::name(query), COLUMNS)
}

fn print(desk: &mut Desk, catalogue: &Catalogue, hit: &Hit) {
    desk.output.line(&[
        (catalogue.title(hit.entry), Role::Title),
        (&format!("  {}  ", unique_id(catalogue, hit.entry)), Role::Dim),
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
    desk.output.line(&pieces);
}

fn sentence(catalogue: &Catalogue, suggestion: &Suggestion) -> String {
    match suggestion {
        Suggestion::Nearest { entry, name } => {
            messages::nearest_title(name, catalogue.title(*entry), catalogue.id(*entry))
        }
        Suggestion::Theme { theme, .. } => {
            let theme = catalogue.theme(*theme);
            messages::try_theme(&theme.title, &theme.id)
        }
        Suggestion::Without { word, query } => messages::try_without(word, query),
        Suggestion::Value { query } => messages::try_value(query),
        Suggestion::Widen => messages::try_everywhere(),
        Suggestion::Terms(theme) => messages::try_terms(&catalogue.theme(*theme).id),
    }
}

fn found<'a>(
    catalogue: &'a Catalogue,
    query: &'a str,
    hits: &'a Hits,
    explain: impl Fn(&Hit) -> Option<Vec<String>>,
) -> Found<'a> {
    let hit = |hit: &'a Hit| HitJson {
        id: catalogue.id(hit.entry),
        title: catalogue.title(hit.entry),
        theme: &catalogue.theme(catalogue.theme_of(hit.entry)).id,
        pack: &catalogue.pack(catalogue.pack_of(hit.entry)).id,
        field: hit.field.word(),
        class: hit.class.word(),
        score: hit.score,
        excerpt: &hit.excerpt.text,
        marks: hit.excerpt.marks.iter().map(|mark| [mark.start, mark.end]).collect(),
        explanation: explain(hit),
    };
    let suggestion = |suggestion: &'a Suggestion| match suggestion {
        Suggestion::Nearest { entry, name } => SuggestionJson::Nearest {
            id: catalogue.id(*entry),
            title: catalogue.title(*entry),
            name,
        },
        Suggestion::Theme { theme, query } => {
            SuggestionJson::Theme { theme: &catalogue.theme(*theme).id, query }
        }
        Suggestion::Without { word, query } => SuggestionJson::Without { word, query },
        Suggestion::Value { query } => SuggestionJson::Value { query },
        Suggestion::Widen => SuggestionJson::Widen,
        Suggestion::Terms(theme) => SuggestionJson::Terms { theme: &catalogue.theme(*theme).id },
    };
    Found {
        query,
        total: hits.total,
        hits: hits.hits.iter().map(hit).collect(),
        suggestions: hits.suggestions.iter().map(suggestion).collect(),
        diagnostics: hits.hints.iter().map(QueryHint::sentence).collect(),
    }
}
