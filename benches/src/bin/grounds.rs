//! Terms, coverage and health of a large pack, and the first frames of the views that show them.
//!
//! Recognition stands beside one pass of an Aho-Corasick automaton with the same forms over the raw
//! sources: without Markdown, folding, word boundaries or ranges of the original, it is the floor. It
//! also stands beside looking for each term by itself.
//!
//! An argument is the number of entries, 100,000 where there is none; there are twice as many links.

use std::collections::HashMap;
use std::time::Instant;

use aho_corasick::{AhoCorasick, MatchKind};
use folio::app::input::Key;
use folio::app::message::{Effect, Message};
use folio::app::{App, Opening, update};
use folio::check::health::Health;
use folio::graph::{Coverage, Mentions};
use folio::model::{EntryKey, Library};
use folio::terms::{Occurrences, Recogniser};
use folio::view::{self, Palette};
use folio_benches::measure::{ROUNDS, measured};
use folio_benches::packs;
use memchr::memmem::Finder;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

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

/// Measures what the reader waits for, on the clock: keys, then a frame; surveys come after it.
fn frames(library: &Library) {
    let size = Size { width: 120, height: 40 };
    let opening = Opening { size, ..Opening::default() };
    let (mut app, effects) = App::new(library.clone(), opening);
    let mut surveys = perform(&mut app, library, effects);
    let palette = Palette::new(true, false);
    let mut terminal =
        Terminal::new(TestBackend::new(size.width, size.height)).expect("it is memory");
    let mut frame = |app: &App| {
        terminal.draw(|frame| view::draw(app, &palette, frame)).expect("it is memory");
    };
    for keys in ["gv", "gr", "gs"] {
        let mut times = HashMap::new();
        for round in ["first", "again"] {
            let clock = Instant::now();
            let mut effects = Vec::new();
            for key in keys.chars() {
                effects.extend(update(&mut app, Message::Key(Key::char(key))));
            }
            frame(&app);
            times.insert(round, clock.elapsed().as_secs_f64() * 1e3);
            surveys.extend(perform(&mut app, library, effects));
            for survey in surveys.drain(..) {
                let surveyed = survey.read(library);
                let clock = Instant::now();
                update(&mut app, Message::Surveyed(surveyed));
                frame(&app);
                times.insert("filled in", clock.elapsed().as_secs_f64() * 1e3);
            }
            update(&mut app, Message::Key(Key::parse("Esc").expect("it is a key")));
        }
        println!(
            "{keys}: first frame {:.2} ms, filled in {:.2} ms, opened again {:.2} ms",
            times["first"],
            times.get("filled in").copied().unwrap_or_default(),
            times["again"]
        );
    }
}

/// Answers what can be answered at once; gives the surveys, which take time.
fn perform(
    app: &mut App,
    library: &Library,
    effects: Vec<Effect>,
) -> Vec<folio::app::survey::Survey> {
    let mut surveys = Vec::new();
    for effect in effects {
        match effect {
            Effect::LoadBody(entry) => {
                let body = library.body(entry);
                let more = update(app, Message::BodyLoaded { entry, body });
                surveys.extend(perform(app, library, more));
            }
            Effect::Survey(survey) => surveys.push(survey),
            _ => {}
        }
    }
    surveys
}
