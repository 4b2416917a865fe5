//! Matrix and neighbourhood on a large pack, beside one pass over all of its links.
//!
//! The two themes have half of the entries each; half of the links lead to one hub, the others join
//! any two. An argument is the number of entries, 100,000 where there is none; there are twice as many
//! links.

use std::hint::black_box;
use std::time::Instant;

use folio::app::input::Key;
use folio::app::message::Message;
use folio::app::{App, Opening, update};
use folio::graph::{Graph, Mentions, Web, Window};
use folio::model::{
    Body, Catalogue, EntryKey, Library, Link, Matrix, NewEntry, Pack, Relation, Theme, ThemeKey,
};
use folio::view::{self, Palette};
use folio_benches::measure::{ROUNDS, measured};
use folio_benches::texts::Random;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

const HUB: EntryKey = EntryKey(0);

fn main() {
    let entries = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(100_000);
    let catalogue = catalogue(entries);
    println!("{entries} entries, {} links; CPU ms, median of {ROUNDS}\n", catalogue.links().len());
    let graph = Graph::new(&catalogue);
    let mentions = Mentions::default();
    let web = Web { catalogue: &catalogue, graph: &graph, mentions: &mentions };
    let matrix = Matrix { rows: ThemeKey::new(0), columns: ThemeKey::new(1) };
    let own = |entry: EntryKey, key| catalogue.theme(key).entries.contains(&entry.0);
    // What every way without an index has to do at least.
    let scan = measured(|| {
        let related = |link: &&Link| own(link.from, matrix.rows) && own(link.to, matrix.columns);
        black_box(catalogue.links().iter().filter(related).count())
    })
    .0;
    println!("one pass over all links          {scan:.3}");
    let tell = |what: &str, took: f64| println!("{what:<32} {took:.3}, ratio {:.3}", took / scan);
    let window = |from: usize| Window::new(&catalogue, &graph, matrix, from..from + 40, 0..10);
    tell("matrix, the window with the hub", measured(|| window(0)).0);
    tell("matrix, another window", measured(|| window(500)).0);
    tell("neighbourhood of the hub", measured(|| web.neighbourhood(HUB, 64)).0);
    tell("neighbourhood of another", measured(|| web.neighbourhood(EntryKey(7), 64)).0);
    frames(catalogue);
}

/// Measures what the reader waits for, on the clock: keys, then a frame.
fn frames(catalogue: Catalogue) {
    let bodies = vec![std::sync::Arc::new(Body::default()); catalogue.len()];
    let size = Size { width: 120, height: 40 };
    let opening = Opening { size, at: Some(HUB), ..Opening::default() };
    let (mut app, _) = App::new(Library::new(catalogue, bodies), opening);
    let palette = Palette::new(true, false);
    let mut terminal =
        Terminal::new(TestBackend::new(size.width, size.height)).expect("it is memory");
    println!("\nkeys, then a frame; ms on the clock");
    for keys in ["gx", "j", "l", "G", "gg", "gm", "j", "l"] {
        let clock = Instant::now();
        for key in keys.chars() {
            update(&mut app, Message::Key(Key::char(key)));
        }
        terminal.draw(|frame| view::draw(&app, &palette, frame)).expect("it is memory");
        println!("{keys:<3} {:.2}", clock.elapsed().as_secs_f64() * 1e3);
    }
}

fn catalogue(entries: usize) -> Catalogue {
    let mut random = Random(31);
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("large", "A large pack"));
    for (theme, count) in [("row", entries / 2), ("column", entries - entries / 2)] {
        let key = catalogue.push_theme(Theme::new(pack, theme, theme));
        for number in 0..count {
            let id = format!("{theme}/{number}");
            catalogue.push_entry(NewEntry::new(key, &id, &format!("Entry {number}")));
        }
    }
    let relation = catalogue.push_relation(Relation {
        pack: Some(pack),
        id: "serves".into(),
        label: "serves".into(),
        inverse: "is served by".into(),
        symmetric: false,
    });
    let mut link = |from, to| {
        let reason = "one of many reasons".into();
        catalogue.push_link(Link { from, to, relation, reason, provenance: None });
    };
    for number in 0..entries {
        link(EntryKey(number as u32), HUB);
        let mut end = || EntryKey(random.below(entries) as u32);
        link(end(), end());
    }
    catalogue
}
