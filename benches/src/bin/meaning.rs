//! Meaning: what it takes to make the directions of a pack of bodies of 700 bytes, with the first search
//! that asks for them, and what each later search takes, beside the same search of words alone.
//!
//! An argument is the number of entries, 10,000 if there is none.

use std::sync::Arc;

use folio::search::{Index, Query, Scope, search};
use folio_benches::measure::{ROUNDS, cpu, measured};
use folio_benches::texts;

/// What nothing in the texts is called, and the same with a word by which meaning is not asked.
const ASKED: [(&str, &str); 3] = [
    ("crooked politicians and bribes", "'crooked 'politicians 'bribes"),
    ("sending money overseas", "'sending 'money 'overseas"),
    ("太阳能", "'太阳能"),
];

fn main() {
    let count = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(10_000);
    let (titles, origin) = texts::titles(count);
    let library = texts::library_with_bodies(&titles);
    let index = Arc::new(Index::new(&library));
    let find = |query: &str| search(&index, &Query::parse(query), Scope::Library, 50);
    let before = cpu();
    find(ASKED[0].0);
    let first = (cpu() - before).as_secs_f64() * 1e3;
    let bytes = index.memory().meaning as f64 / count as f64;
    println!("{count} entries ({origin}); CPU ms, median of {ROUNDS}\n");
    println!("directions, with the first search  {first:.0}, {bytes:.0} bytes an entry");
    for (query, words) in ASKED {
        let (with, without) = (measured(|| find(query)).0, measured(|| find(words)).0);
        println!("{query:<34} {with:.2}, words alone {without:.2}");
    }
}
