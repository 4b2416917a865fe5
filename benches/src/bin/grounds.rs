//! Terms, coverage and health of a large pack, and the first frames of the views that show them.
//!
//! Recognition stands beside one pass of an Aho-Corasick automaton with the same forms over the raw
//! sources: without Markdown, folding, word boundaries or ranges of the original, it is the floor. It
//! also stands beside looking for each term by itself.
//!
//! An argument is the number of entries, 100,000 if there is none; there are twice as many links.

use aho_corasick::{AhoCorasick, MatchKind};
use folio::check::health::Health;
use folio::graph::{Coverage, Mentions};
use folio::model::{EntryKey, Library};
use folio::terms::{Occurrences, Recogniser};
use folio_benches::frames::Screen;
use folio_benches::measure::{ROUNDS, measured};
use folio_benches::packs;
use memchr::memmem::Finder;

/// Entries in which each term is looked for by itself.
const SAMPLE: usize = 200;

fn spent<T>(work: impl FnMut() -> T) -> f64 {
    measured(work).0
}

fn main() {
    let entries = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(100_000);
    let library = packs::library(entries, 2 * entries);
    println!("{entries} entries, {} links; CPU ms, median of {ROUNDS}\n", 2 * entries);
    recognition(&library);
    surveys(&library);
    frames(&library);
}

fn sources(library: &Library, entry: EntryKey) -> Vec<String> {
    let body = library.body(entry);
    body.statements.iter().map(|statement| statement.text.to_string()).collect()
}

fn recognition(library: &Library) {
    let catalogue = &*library.catalogue;
    let build = spent(|| Recogniser::new(catalogue));
    let recogniser = Recogniser::new(catalogue);
    let terms: Vec<&str> = catalogue
        .entries()
        .filter(|&entry| catalogue.is_recognised(entry))
        .map(|entry| catalogue.title(entry))
        .collect();
    let all: Vec<String> = catalogue.entries().flat_map(|entry| sources(library, entry)).collect();
    let bytes: usize = all.iter().map(String::len).sum();
    let floor = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(&terms)
        .expect("the forms fit");
    let own = spent(|| Occurrences::new(library, &recogniser));
    let pass = spent(|| all.iter().map(|text| floor.find_iter(text).count()).sum::<usize>());
    println!(
        "{} terms, {:.0} MB of text; automaton built in {build:.1} ms",
        terms.len(),
        bytes as f64 / 1e6
    );
    println!(
        "Folio, all entries:           {own:.0} ms, {:.0} MB a second",
        bytes as f64 / own / 1e3
    );
    println!("one pass over raw sources:    {pass:.0} ms, ratio {:.2}", pass / own);
    let some: Vec<EntryKey> = catalogue.entries().take(SAMPLE).collect();
    let texts: Vec<String> = some.iter().flat_map(|&entry| sources(library, entry)).collect();
    let own = spent(|| {
        let uses = |&entry: &EntryKey| recogniser.in_entry(catalogue, entry, &library.body(entry));
        some.iter().map(|entry| uses(entry).len()).sum::<usize>()
    });
    let finders: Vec<Finder<'_>> = terms.iter().map(|term| Finder::new(*term)).collect();
    let each = spent(|| {
        let count = |text: &String| -> usize {
            finders.iter().map(|finder| finder.find_iter(text.as_bytes()).count()).sum()
        };
        texts.iter().map(count).sum::<usize>()
    });
    println!(
        "each term by itself, {SAMPLE} entries: {each:.1} ms to {own:.2} ms, ratio {:.0}\n",
        each / own
    );
}

fn surveys(library: &Library) {
    println!("coverage {:.0} ms", spent(|| Coverage::new(library)));
    println!("mentions {:.0} ms", spent(|| Mentions::new(library)));
    println!("health   {:.0} ms\n", spent(|| Health::new(library)));
}

/// Measures what the reader waits for; surveys come after the first frame.
fn frames(library: &Library) {
    let mut screen = Screen::open(library, None);
    for keys in ["gv", "gr", "gs"] {
        let first = screen.press(keys);
        let filled = screen.fill().unwrap_or_default();
        screen.press("Esc");
        let again = screen.press(keys);
        screen.fill();
        screen.press("Esc");
        println!(
            "{keys}: first frame {first:.2} ms, filled in {filled:.2} ms, opened again {again:.2} ms"
        );
    }
}
