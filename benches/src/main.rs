//! The table of the README: for every query the CPU time of one search in milliseconds, Folio's and
//! its peers', at equal work, and the ratio of each peer to Folio. Those that are ahead come first.
//!
//! Arguments are numbers of titles, 100,000 and 1,000,000 if there are none; after `rows` nothing is
//! measured but the first rows. CPU time is the whole process's, all threads, so that a busy machine does
//! not disturb it.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use folio::search::{Index, Query, Scope, Searcher};
use folio::text::fold::fold;
use folio_benches::contenders::{self, NucleoList};
use folio_benches::measure::{ROUNDS, cpu, measured, measured_on};
use folio_benches::{BEST, QUERIES, texts};

fn main() {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(2));
    println!("CPU milliseconds, median of {ROUNDS}; {threads} threads each, 1 for memmem");
    let counts: Vec<usize> =
        std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    if std::env::args().any(|word| word == "rows") {
        for count in counts {
            let (titles, origin) = texts::titles(count);
            println!("\n## {count} titles ({origin})");
            first_rows(&Arc::new(Index::with_threads(&texts::library(&titles), threads)), threads);
        }
        return;
    }
    for &count in if counts.is_empty() { &[100_000, 1_000_000][..] } else { &counts } {
        lines(count, threads);
    }
    bodies(100_000, threads);
}

/// Compares the matching of lines.
fn lines(count: usize, threads: usize) {
    let (titles, origin) = texts::titles(count);
    let library = texts::library(&titles);
    let (before, clock) = (cpu(), Instant::now());
    let index = Arc::new(Index::with_threads(&library, threads));
    let built = (cpu() - before).as_secs_f64() * 1e3;
    println!(
        "\n## {count} titles ({origin}), {} bytes\n",
        titles.iter().map(String::len).sum::<usize>()
    );
    println!("index built in {built:.0} ms of CPU, {:.0} ms", clock.elapsed().as_secs_f64() * 1e3);
    let memory = index.memory();
    let each = |bytes: usize| bytes as f64 / count as f64;
    let (text, masks, words) = (each(memory.text), each(memory.lines), each(memory.words));
    println!("bytes an entry: {text:.1} folded text, {masks:.1} beside it, {words:.1} words\n");
    let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    let joined = folded.join("\n");
    let mut nucleo = NucleoList::new(&folded, threads);
    println!(
        "| query | lines | Folio, best {BEST} | Folio, and count | fuzzy-matcher | nucleo | frizbee | \
         memmem | ratio to fuzzy-matcher | to nucleo | to frizbee | whole search, µs to first row | \
         to {ROWS} rows | (least) | to all |"
    );
    println!("|---|{}", "--:|".repeat(14));
    let mut rows: Vec<(f64, String)> = QUERIES
        .iter()
        .map(|(kind, query)| {
            let total = contenders::folio(index.lines(), query, threads, true).0;
            let (best, _) = measured(|| contenders::folio(index.lines(), query, threads, false));
            let (own, _) = measured(|| contenders::folio(index.lines(), query, threads, true));
            let (plain, _) = measured(|| contenders::plain(&folded, query, threads));
            let (other, _) =
                measured_on(&mut nucleo, NucleoList::forget, |nucleo| nucleo.search(query, false));
            let (frizbee, _) = measured(|| contenders::frizbee(&folded, query, threads));
            let (floor, _) = measured(|| contenders::memmem(&joined, query));
            let whole = whole(&index, query, threads);
            let ratios = [plain / own, other / own, frizbee / own];
            let row = format!(
                "| {kind}: {query} | {total} | {best:.2} | {own:.2} | {plain:.1} | {other:.1} | \
                 {frizbee:.1} | {floor:.2} | {:.1} | {:.1} | {:.1} | {whole} |",
                ratios[0], ratios[1], ratios[2]
            );
            (ratios.into_iter().fold(f64::INFINITY, f64::min), row)
        })
        .collect();
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.iter().for_each(|(_, row)| println!("{row}"));
    typing(&index, &folded, &mut nucleo, threads);
    first_rows(&index, threads);
}

/// How many rows a reader waits for.
const ROWS: usize = 50;

/// Measures a whole search of a reader, all classes, on the clock in microseconds: until the first row,
/// until [`ROWS`] rows or all there are (the median, and the least), and to the end.
fn whole(index: &Arc<Index>, query: &str, threads: usize) -> String {
    let parsed = Query::parse(query);
    let mut times: [Vec<f64>; 3] = Default::default();
    for _ in 0..ROUNDS {
        let mut searcher = Searcher::with_threads(Arc::clone(index), threads);
        let clock = Instant::now();
        let passed = || clock.elapsed().as_secs_f64() * 1e6;
        let (mut first, mut enough) = (None, None);
        let hits = searcher.search(&parsed, Scope::Library, ROWS, &|| true, &mut |hits| {
            first.get_or_insert_with(passed);
            if hits.hits.len() == ROWS {
                enough.get_or_insert_with(passed);
            }
        });
        let end = passed();
        black_box(hits);
        for (times, time) in times.iter_mut().zip([first, enough, Some(end)]) {
            times.push(time.unwrap_or(end));
        }
    }
    times.iter_mut().for_each(|times| times.sort_by(f64::total_cmp));
    let [first, enough, end] = times.each_ref().map(|times| times[ROUNDS / 2]);
    format!("{first:.0} | {enough:.0} | {:.0} | {end:.0}", times[1][0])
}

/// Measures the CPU time of a whole search until [`ROWS`] rows or all there are, for every beginning of
/// the queries, each of which is searched from the start.
fn first_rows(index: &Arc<Index>, threads: usize) {
    println!(
        "\nCPU ms to {ROWS} rows of every beginning of a query, without what was typed before:\n"
    );
    println!("| query | most | at | each beginning |\n|---|--:|---|---|");
    for (_, query) in QUERIES {
        let ends = query.char_indices().map(|(at, c)| at + c.len_utf8());
        let beginnings = ends.map(|end| &query[..end]).filter(|text| !text.ends_with(' '));
        let times: Vec<(f64, &str)> =
            beginnings.map(|text| (to_rows(index, text, threads), text)).collect();
        let (most, at) = times
            .iter()
            .copied()
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .unwrap_or_default();
        let each: Vec<String> = times.iter().map(|(time, _)| format!("{time:.1}")).collect();
        println!("| {query} | {most:.1} | {at} | {} |", each.join(" "));
    }
}

/// Returns the median CPU time until there are [`ROWS`] rows.
fn to_rows(index: &Arc<Index>, query: &str, threads: usize) -> f64 {
    let parsed = Query::parse(query);
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let mut searcher = Searcher::with_threads(Arc::clone(index), threads);
            let before = cpu();
            let passed = || (cpu() - before).as_secs_f64() * 1e3;
            let mut enough = None;
            let hits = searcher.search(&parsed, Scope::Library, ROWS, &|| true, &mut |hits| {
                if hits.hits.len() == ROWS {
                    enough.get_or_insert_with(passed);
                }
            });
            black_box(hits);
            enough.unwrap_or_else(passed)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

/// Measures "connectivity" key by key: whole searches of Folio's, which narrow, beside nucleo, which
/// narrows as well, and the others.
fn typing(index: &Arc<Index>, folded: &[String], nucleo: &mut NucleoList, threads: usize) {
    const WORD: &str = "connectivity";
    let keys = || (1..=WORD.len()).map(|length| &WORD[..length]);
    println!("\ntyping {WORD:?} key by key, CPU ms for all keys:");
    let (own, _) = measured(|| {
        let mut searcher = Searcher::with_threads(Arc::clone(index), threads);
        for key in keys() {
            let query = Query::parse(key);
            black_box(searcher.search(&query, Scope::Library, 50, &|| true, &mut |_| {}));
        }
    });
    let (plain, _) = measured(|| {
        keys().for_each(|key| {
            black_box(contenders::plain(folded, key, threads));
        })
    });
    let (other, _) = measured_on(nucleo, NucleoList::forget, |nucleo| {
        keys().for_each(|key| {
            black_box(nucleo.search(key, true));
        });
    });
    let (frizbee, _) = measured(|| {
        keys().for_each(|key| {
            black_box(contenders::frizbee(folded, key, threads));
        })
    });
    println!(
        "Folio (whole searches, all classes) {own:.0}, fuzzy-matcher {plain:.0}, nucleo {other:.0}, \
         frizbee {frizbee:.0}; ratios {:.1}, {:.1}, {:.1}",
        plain / own,
        other / own,
        frizbee / own
    );
}

/// Measures searches of bodies.
fn bodies(count: usize, threads: usize) {
    let (titles, origin) = texts::titles(count);
    let library = texts::library_with_bodies(&titles);
    let clock = Instant::now();
    let index = Arc::new(Index::with_threads(&library, threads));
    let each = index.memory().bodies as f64 / count as f64;
    println!(
        "\n## {count} bodies of 700 bytes ({origin}): index in {:.0} ms, {each:.0} bytes a body\n",
        clock.elapsed().as_secs_f64() * 1e3
    );
    println!("| query | hits | µs to first row | to {ROWS} rows | (least) | to all |");
    println!("|---|{}", "--:|".repeat(5));
    for (kind, query) in QUERIES {
        let total = folio::search::search(&index, &Query::parse(query), Scope::Library, 50).total;
        let whole = whole(&index, query, threads);
        println!("| {kind}: {query} | {total} | {whole} |");
    }
}
