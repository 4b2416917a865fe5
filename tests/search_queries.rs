//! What readers type, and the entry that must answer, over the built-in pack.

use folio::model::Library;
use folio::search::{Hits, Index, Query, Scope, search};
use folio::store::{self, Origin};

#[test]
fn probe() {
    let opened = store::open(&[Origin::BuiltIn]);
    let library = opened.library;
    let start = std::time::Instant::now();
    let index = Index::new(&library);
    println!(
        "{} entries, index {:?} {:?}",
        library.catalogue.len(),
        start.elapsed(),
        index.memory()
    );
    let text = std::env::var("Q").unwrap_or("who pays".into());
    for text in text.split(';') {
        let start = std::time::Instant::now();
        let hits = search(&index, &Query::parse(text), Scope::Library, 50);
        println!(
            "== {text}: {} in {:?} {:?} {:?}",
            hits.total,
            start.elapsed(),
            hits.hints,
            hits.suggestions
        );
        for hit in hits.hits.iter().take(4) {
            println!(
                "  {} {:?} {:?} {} | {} {:?} {:?}",
                library.catalogue.id(hit.entry),
                hit.field,
                hit.class,
                hit.score,
                hit.excerpt.text,
                hit.excerpt.marks,
                hit.words
            );
        }
    }
}
