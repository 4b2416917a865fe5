//! `folio search`: the finder's hits, as lines or JSON.

use super::args::SearchArgs;
use super::exit::Exit;
use super::json::{Answer, Found, HitJson, SuggestionJson};
use super::output::complain;
use super::{Desk, messages};
use crate::document::Role;
use crate::model::Catalogue;
use crate::search::{Hit, Hits, Index, Query, Scope, Suggestion, explain, search};

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
        complain(hint);
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
    if hits.total == 0 {
        if hits.hints.is_empty() {
            complain(&messages::by_folio(&messages::nothing_found(&typed)));
        }
        for suggestion in &hits.suggestions {
            complain(&format!("  {}", sentence(catalogue, suggestion)));
        }
    }
    desk.output.finish(exit)
}

fn print(desk: &mut Desk, catalogue: &Catalogue, hit: &Hit) {
    desk.output.line(&[
        (catalogue.title(hit.entry), Role::Title),
        (&format!("  {}  ", catalogue.id(hit.entry)), Role::Dim),
        (&format!("{} · {}", hit.field.word(), hit.class.word()), Role::Dim),
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
        Suggestion::Nearest(key) => {
            messages::nearest_title(catalogue.title(*key), catalogue.id(*key))
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
        explanation: explain(hit),
    };
    let suggestion = |suggestion: &'a Suggestion| match suggestion {
        Suggestion::Nearest(key) => {
            SuggestionJson::Nearest { id: catalogue.id(*key), title: catalogue.title(*key) }
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
        diagnostics: &hits.hints,
    }
}
