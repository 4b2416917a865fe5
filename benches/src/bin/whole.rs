//! Whole searches of 100,000 titles, one query after another on one thread, to be counted by callgrind, which
//! sees every search as a call of `whole_search`. Each query is asked once before, so that what is made once and
//! kept is not counted.
//!
//! Arguments are queries, those of the other benches if there are none.

use std::sync::Arc;

use folio::search::{Index, Query, Scope, Searcher};
use folio_benches::{QUERIES, texts};

fn main() {
    let mut queries: Vec<String> = std::env::args().skip(1).collect();
    if queries.is_empty() {
        queries = QUERIES.iter().map(|(_, query)| (*query).to_owned()).collect();
    }
    let (titles, origin) = texts::titles(100_000);
    println!("{} titles ({origin})", titles.len());
    let index = Arc::new(Index::with_threads(&texts::library(&titles), 1));
    for query in &queries {
        let query = Query::parse(query);
        search(&index, &query);
    }
    for query in &queries {
        let parsed = Query::parse(query);
        println!("{query}: {} hits", whole_search(&index, &parsed));
    }
}

#[inline(never)]
fn whole_search(index: &Arc<Index>, query: &Query) -> usize {
    search(index, query)
}

/// Returns how many entries match.
fn search(index: &Arc<Index>, query: &Query) -> usize {
    let mut searcher = Searcher::with_threads(Arc::clone(index), 1);
    let hits = searcher.search(query, Scope::Library, 50, &|| true, &mut |_| {});
    hits.map_or(0, |hits| hits.total)
}
