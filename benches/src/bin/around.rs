//! Matrix and neighbourhood on a large pack, beside one pass over all of its links; then every view of
//! an entry that half of the links lead to, from the key to the frame.
//!
//! The two themes have half of the entries each; half of the links lead to one hub, the others join
//! any two. An argument is the number of entries, 100,000 if there is none; there are twice as many
//! links.

use std::hint::black_box;
use std::sync::Arc;

use folio::app::message::Message;
use folio::graph::{Graph, Mentions, Web, Window};
use folio::model::{
    Body, Catalogue, ClaimKey, EntryKey, Library, Link, Matrix, NewClaim, NewEntry, NewLink, Pack,
    Place, PlaceKey, Provenance, Relation, Statement, Theme, ThemeKey,
};
use folio_benches::frames::Screen;
use folio_benches::measure::{ROUNDS, measured};
use folio_benches::texts::Random;

const HUB: EntryKey = EntryKey(0);

fn main() {
    let entries = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(100_000);
    let catalogue = catalogue(entries);
    println!("{entries} entries, {} links; CPU ms, median of {ROUNDS}\n", catalogue.links().len());
    let graph = Graph::new(&catalogue, &[]);
    let mentions = Mentions::default();
    let web = Web { catalogue: &catalogue, graph: &graph, mentions: &mentions };
    let matrix = Matrix { rows: ThemeKey::new(0), columns: ThemeKey::new(1) };
    let own = |entry: EntryKey, key| catalogue.theme(key).entries.contains(&entry.0);
    // What every way without an index has to do at least.
    let scan = measured(|| {
        let related = |link: &Link<'_>| own(link.from, matrix.rows) && own(link.to, matrix.columns);
        black_box(catalogue.links().filter(related).count())
    })
    .0;
    println!("one pass over all links          {scan:.3}");
    let tell = |what: &str, took: f64| println!("{what:<32} {took:.3}, ratio {:.3}", took / scan);
    let window = |from: usize| Window::new(&catalogue, &graph, matrix, from..from + 40, 0..10);
    tell("matrix, the window with the hub", measured(|| window(0)).0);
    tell("matrix, another window", measured(|| window(500)).0);
    tell("neighbourhood of the hub", measured(|| web.neighbourhood(HUB, 64)).0);
    tell("neighbourhood of another", measured(|| web.neighbourhood(EntryKey(7), 64)).0);
    let bodies = bodies(&catalogue);
    frames(&Library::new(catalogue, bodies));
}

/// A view: its name, how it is opened, in how many milliseconds, and the keys of some steps in it.
type View<'a> = (&'a str, &'a dyn Fn(&mut Screen) -> f64, &'a [&'a str]);

/// Every view at the hub, opened twice, and some steps in it.
fn frames(library: &Library) {
    println!("\nat the hub, from the key to the frame, ms on the clock");
    println!("view  first frame  filled in  again  in it");
    let key = |keys: &'static str| move |screen: &mut Screen| screen.press(keys);
    let views: [View<'_>; 8] = [
        ("gl", &key("gl"), &["j", "f", "G", "gg"]),
        ("gp", &|screen| with_another(screen, "gp"), &["j", "G"]),
        ("gc", &|screen| with_another(screen, "gc"), &["j", "G"]),
        ("gv", &key("gv"), &["j", "f", "G", "Enter", "G", "gg"]),
        ("gr", &key("gr"), &["j", "G"]),
        ("gs", &key("gs"), &["j", "G", "Enter", "G"]),
        ("gx", &key("gx"), &["j", "l", "G", "gg", "/", "q"]),
        ("gm", &key("gm"), &["j", "l", "Enter", "Backspace"]),
    ];
    for (name, open, steps) in views {
        let mut screen = Screen::open(library, Some(HUB));
        let first = open(&mut screen);
        let filled = screen.fill().map_or_else(|| "-".to_owned(), |took| format!("{took:.2}"));
        screen.press("Esc");
        screen.fill();
        let again = open(&mut screen);
        screen.fill();
        let step = |keys: &&str| {
            let took = screen.press(keys);
            let filled = screen.fill().map_or_else(String::new, |took| format!("+{took:.2}"));
            format!("{keys} {took:.2}{filled}")
        };
        let steps: Vec<String> = steps.iter().map(step).collect();
        println!("{name:<4} {first:>12.2} {filled:>10} {again:>6.2}  {}", steps.join(", "));
    }
}

/// Opens a view of two entries, and chooses the other one in the finder; returns the milliseconds from
/// the choice to the frame.
fn with_another(screen: &mut Screen, keys: &str) -> f64 {
    screen.press(keys);
    screen.tell(vec![Message::Paste("theme:column \"Entry 1\"".to_owned())]);
    screen.fill();
    screen.press("Enter")
}

/// Builds a text for each entry: all rest on the first claim, every tenth links to the hub, and every
/// seventh names it.
fn bodies(catalogue: &Catalogue) -> Vec<Arc<Body>> {
    let text = |number: usize| match number {
        _ if number.is_multiple_of(10) => "It turns about [the hub](row/0).".to_owned(),
        _ if number.is_multiple_of(7) => format!("It turns about {}.", catalogue.title(HUB)),
        _ => "It turns.".to_owned(),
    };
    let body = |number: usize| {
        let claims = Vec::from([ClaimKey(0), ClaimKey::new(number % catalogue.claims().len())]);
        Arc::new(Body {
            statements: vec![Statement {
                id: "".into(),
                heading: "".into(),
                text: text(number).into(),
                provenance: Provenance::Article { claims },
            }],
            markdown: "".into(),
        })
    };
    (0..catalogue.len()).map(body).collect()
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
        catalogue.push_link(&NewLink { from, to, relation, reason, provenance: None });
    };
    for number in 0..entries {
        link(EntryKey(number as u32), HUB);
        let mut end = || EntryKey(random.below(entries) as u32);
        link(end(), end());
    }
    for number in 0..entries / 4 {
        if number % 100 == 0 {
            let (id, label) = (format!("p{number}"), format!("place {number}"));
            catalogue.push_place(Place::new(pack, &id, &label));
        }
        let place = PlaceKey::new(number / 100);
        let text = "The source says so.".into();
        catalogue.push_claim(&NewClaim { id: format!("c{number}").into(), place, text });
    }
    catalogue
}
