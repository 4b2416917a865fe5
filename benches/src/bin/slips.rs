//! Slips: titles of a pack, each typed with one slip (two letters swapped, one missing, doubled or wrong),
//! and how many of them are among the first three hits and the first ten. Those that are not are listed.
//!
//! Arguments are a file that `folio build` has made, how many titles (200 if there is no number), and a
//! number from which the titles and slips follow (9).

use std::path::PathBuf;

use folio::model::EntryKey;
use folio::search::{Hit, Index, Query, Scope, search};
use folio::store::{self, Origin};
use folio_benches::measure::cpu;
use folio_benches::texts::Random;

/// Titles of fewer letters than this are passed over.
const SHORTEST: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = PathBuf::from(arguments.next().expect("a file that folio build has made"));
    let mut number =
        |otherwise| arguments.next().map_or(otherwise, |it| it.parse().expect("a number"));
    let (count, seed) = (number(200), number(9));
    let library = store::open(&[Origin::File(path)]).library;
    let (index, catalogue) = (Index::new(&library), &library.catalogue);
    let mut random = Random(seed);
    let (mut asked, mut first, mut shown) = (0, 0, 0);
    let before = cpu();
    while asked < count {
        let title = catalogue.title(EntryKey(random.below(catalogue.len()) as u32));
        let Some(typed) = slip(title, asked % 4, &mut random) else { continue };
        asked += 1;
        let hits = search(&index, &Query::parse(&typed), Scope::Library, 10).hits;
        let place = hits.iter().position(|hit| catalogue.title(hit.entry) == title);
        shown += u64::from(place.is_some());
        first += u64::from(place.is_some_and(|place| place < 3));
        if place.is_none_or(|place| place >= 3) {
            let told = |hit: &Hit| format!("{} [{}]", catalogue.title(hit.entry), hit.label());
            let before: Vec<String> = hits.iter().take(3).map(told).collect();
            println!("{typed}, not {title}: {}", before.join(", "));
        }
    }
    let spent = (cpu() - before).as_secs_f64() * 1e3 / count as f64;
    println!(
        "{first} of {count} among the first three, {shown} among ten; {spent:.1} ms of CPU each"
    );
}

/// Returns a title with a slip of this kind; `None` if it is too short or the slip makes no other title.
fn slip(title: &str, kind: u64, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = title.chars().collect();
    if letters.len() < SHORTEST {
        return None;
    }
    let at = 1 + random.below(letters.len() - 2);
    let are_letters = letters[at..=at + 1].iter().all(char::is_ascii_alphabetic);
    if !letters[at].is_ascii_alphabetic() || kind == 0 && !are_letters {
        return None;
    }
    match kind {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = char::from(b'a' + random.below(26) as u8),
    }
    let typed: String = letters.into_iter().collect();
    (!typed.eq_ignore_ascii_case(title)).then_some(typed)
}
