//! Search beside its peers, measured by criterion on the clock. `FOLIO_BENCH_TITLES` may name a file
//! of titles, one a line.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use folio::search::{Index, Query, Scope, Searcher, search};
use folio::store::{self, Origin};
use folio::text::fold::fold;
use folio_benches::contenders::{self, NucleoList};
use folio_benches::{QUERIES, texts};

fn built_in(criterion: &mut Criterion) {
    let library = store::open(&[Origin::BuiltIn]).library;
    criterion.bench_function("built-in/index", |bench| bench.iter(|| Index::new(&library)));
    let index = Index::new(&library);
    let mut group = criterion.benchmark_group("built-in");
    for query in ["c", "connectivity", "banks lending abroad", "conectivty", "硬联通", "qzxjvk"]
    {
        let parsed = Query::parse(query);
        group.bench_function(query, |bench| {
            bench.iter(|| search(&index, &parsed, Scope::Library, 50));
        });
    }
}

fn titles(criterion: &mut Criterion) {
    for count in [100_000, 1_000_000] {
        let (titles, _) = texts::titles(count);
        let index = Index::new(&texts::library(&titles));
        let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
        let joined = folded.join("\n");
        let mut nucleo = NucleoList::new(&folded, 2);
        for (kind, query) in QUERIES {
            let mut group = criterion.benchmark_group(format!("{count} titles/{kind}"));
            group.sample_size(10);
            group.bench_function("folio", |bench| {
                bench.iter(|| contenders::folio(index.lines(), query, 2, true));
            });
            group.bench_function("folio, best only", |bench| {
                bench.iter(|| contenders::folio(index.lines(), query, 2, false));
            });
            group.bench_function("fuzzy-matcher", |bench| {
                bench.iter(|| contenders::plain(&folded, query, 2));
            });
            group.bench_function("nucleo", |bench| {
                bench.iter(|| {
                    nucleo.forget();
                    nucleo.search(query, false)
                });
            });
            group.bench_function("frizbee", |bench| {
                bench.iter(|| contenders::frizbee(&folded, query, 2));
            });
            group.bench_function("memmem, 1 thread", |bench| {
                bench.iter(|| contenders::memmem(&joined, query));
            });
        }
    }
}

fn typing(criterion: &mut Criterion) {
    let (titles, _) = texts::titles(1_000_000);
    let index = Arc::new(Index::new(&texts::library(&titles)));
    let mut group = criterion.benchmark_group("1000000 titles");
    group.sample_size(10);
    group.bench_function("typing connectivity", |bench| {
        bench.iter(|| {
            let mut searcher = Searcher::new(Arc::clone(&index));
            for length in 1..="connectivity".len() {
                let query = Query::parse(&"connectivity"[..length]);
                black_box(searcher.search(&query, Scope::Library, 50, &|| true, &mut |_| {}));
            }
        });
    });
}

fn bodies(criterion: &mut Criterion) {
    let (titles, _) = texts::titles(100_000);
    let index = Index::new(&texts::library_with_bodies(&titles));
    let mut group = criterion.benchmark_group("100000 bodies");
    group.sample_size(10);
    for (kind, query) in QUERIES {
        let parsed = Query::parse(query);
        group.bench_function(*kind, |bench| {
            bench.iter(|| search(&index, &parsed, Scope::Library, 50));
        });
    }
}

criterion_group!(all, built_in, titles, typing, bodies);
criterion_main!(all);
