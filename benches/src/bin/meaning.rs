//! Meaning: what it takes to make the directions of a pack of bodies of 700 bytes, with the first search
//! that asks for them; what each later search takes; what it takes to find what is near to an entry. Built
//! with `--no-default-features` it shows what the same searches take by words alone.
//!
//! An argument is the number of entries, 10,000 if there is none.

use std::hint::black_box;
use std::sync::Arc;

use folio::model::EntryKey;
use folio::search::{Index, Meanings, Query, Scope, neighbours, search};
use folio_benches::measure::{ROUNDS, cpu, measured};
use folio_benches::texts;

/// What nothing in the texts is called.
const ASKED: [&str; 3] = ["crooked politicians and bribes", "sending money overseas", "太阳能"];

/// So many searches are measured together, since one is too short for the clock.
const REPEATED: u32 = 50;

fn main() {
    let count = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(10_000);
    let (titles, origin) = texts::titles(count);
    let library = texts::library_with_bodies(&titles);
    let meanings = Meanings::default();
    let index = Arc::new(Index::new(&library).sharing(&meanings));
    let find = |query: &str| search(&index, &Query::parse(query), Scope::Library, 50);
    let before = cpu();
    find(ASKED[0]);
    let first = (cpu() - before).as_secs_f64() * 1e3;
    let bytes = index.memory().meaning as f64 / count as f64;
    println!("{count} entries ({origin}); CPU ms, median of {ROUNDS}\n");
    println!("directions, with the first search  {first:.0}, {bytes:.0} bytes an entry");
    for query in ASKED {
        let often = || (0..REPEATED).for_each(|_| drop(black_box(find(query))));
        println!("{query:<34} {:.2}", measured(often).0 / f64::from(REPEATED));
    }
    let entries = (0..count as u32).step_by((count / REPEATED as usize).max(1)).map(EntryKey);
    let entries: Vec<EntryKey> = entries.collect();
    let near = measured(|| {
        for &entry in &entries {
            black_box(neighbours(&library, &meanings, entry, 24, &|| true));
        }
    });
    println!("{:<34} {:.2}", "near to an entry", near.0 / entries.len() as f64);
}
