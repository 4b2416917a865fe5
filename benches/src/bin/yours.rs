//! What keys cost beside a large journal: each with 100,000 notes, as many bookmarks and 1,000,000 read marks, a
//! tenth of these on what has changed since, and with none, up to the frame that answers it. What workers do is
//! told apart: no key waits for it. They do it once with a pack whose texts have to be read to see what has
//! changed, and once with one whose file holds their fingerprints.
//!
//! Arguments are how many notes and how many read marks there are.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use folio::app::message::Message;
use folio::blocks::{FileWriter, Image};
use folio::journal::lines::Header;
use folio::journal::{
    Anchor, Change, EntryRef, Keeper, Moment, Note, NoteId, Paragraph, Print, Record, Spot, State,
};
use folio::margin::Prints;
use folio::model::{Body, Catalogue, EntryKey, Library, NewEntry, Pack, Theme};
use folio_benches::frames::Screen;
use folio_benches::measure::{ROUNDS, cpu};

const PARAGRAPHS: [&str; 3] = [
    "Leaves are picked, withered, rolled and dried; what becomes of them depends on how long each of it takes.",
    "The water should be well below the boil, at seventy to eighty degrees, and the cup warmed before.",
    "What is left in the pot grows bitter, so that it is poured at once and to the last drop.",
];

/// A name for what is done, the keys before it, the keys that are measured, and those behind it.
const STEPS: [(&str, &[&str], &str, &[&str]); 22] = [
    ("adding a note", &["a", "x"], "Enter", &[]),
    ("taking it back", &[], "U", &[]),
    ("a note that links", &["a", "[[a/7]]"], "Enter", &[]),
    ("taking that back", &[], "U", &[]),
    ("a bookmark", &[], "B", &["B"]),
    ("to the end of an entry", &["]"], "G", &["g", "g"]),
    ("gn, all notes", &[], "gn", &[]),
    ("gn, a line down", &[], "j", &[]),
    ("gn, a screen down", &[], "Ctrl-d", &[]),
    ("gn, to the end", &[], "G", &[]),
    ("gn, a letter of a filter", &["/"], "q", &[]),
    ("gn, another letter", &[], "u", &[]),
    ("gn, without the filter", &["Esc"], "Esc", &[]),
    ("gn, removing a note", &["g", "g"], "x", &[]),
    ("gn, taking it back", &[], "U", &[]),
    ("leaving gn", &[], "Esc", &[]),
    ("gb, all bookmarks", &["B"], "gb", &[]),
    ("gb, to the end", &[], "G", &[]),
    ("gb, removing one", &["g", "g"], "x", &[]),
    ("leaving gb", &["U"], "Esc", &["B"]),
    ("gd, all that has changed", &["g", "h"], "gd", &[]),
    ("gd, to the end", &[], "G", &["Esc"]),
];

fn main() {
    let mut arguments = std::env::args().skip(1).map(|word| word.parse().expect("a number"));
    let notes: usize = arguments.next().unwrap_or(100_000);
    let read: usize = arguments.next().unwrap_or(1_000_000);
    let library = library(read);
    let folder = std::env::temp_dir().join(format!("folio-yours-{}", std::process::id()));
    fs::create_dir(&folder).expect("the folder is new");
    let bytes = write_journal(&folder.join("journal"), notes, read);
    let (before, resident) = (cpu(), memory());
    let state = Keeper::new(Some(folder.clone())).load().state;
    println!(
        "{notes} notes and bookmarks, {read} read marks: a journal of {} MB is read by a worker in {:.0} ms of CPU, and takes {:.0} MB",
        bytes >> 20,
        (cpu() - before).as_secs_f64() * 1e3,
        memory() - resident,
    );
    fs::remove_dir_all(&folder).expect("it is ours");
    println!("workers at the start, then the frames, where texts have to be read:");
    begin(&library, state.clone(), &mut |_, _| {});
    println!("and where their fingerprints lie in a file, without a journal and with that one:");
    let library = with_prints(library);
    let mut columns = [State::default(), state].map(|state| run(&library, state));
    println!("\n{:<28} {:>9} {:>9} {:>7}", "ms of CPU to the frame", "empty", "large", "ratio");
    for at in 0..columns[0].len() {
        let [(name, empty), (_, large)] = columns.each_mut().map(|column| {
            let (name, all) = &mut column[at];
            all.sort_by(f64::total_cmp);
            (*name, all[all.len() / 2])
        });
        println!("{name:<28} {empty:>9.3} {large:>9.3} {:>7.2}", large / empty);
    }
    println!("\nmedians of {ROUNDS}; the first two are done once");
}

/// Does everything on a screen; returns how long each step took.
fn run(library: &Library, state: State) -> Vec<(&'static str, Vec<f64>)> {
    let mut all: Vec<(&str, Vec<f64>)> = Vec::new();
    let mut add = |name, took: f64| match all.iter_mut().find(|(other, _)| *other == name) {
        Some((_, times)) => times.push(took),
        None => all.push((name, vec![took])),
    };
    let mut screen = begin(library, state, &mut add);
    // Into the text.
    screen.press("Enter");
    for round in 0..=ROUNDS {
        for (name, before, keys, behind) in STEPS {
            for keys in before {
                screen.press(keys);
                screen.fill();
            }
            let took = spent(|| screen.press(keys));
            screen.fill();
            if round > 0 {
                add(name, took);
            }
            for keys in behind {
                screen.press(keys);
                screen.fill();
            }
        }
    }
    all
}

/// Opens the library beside what a journal says, up to the frames that show what workers have found.
fn begin(library: &Library, state: State, add: &mut dyn FnMut(&'static str, f64)) -> Screen {
    let mut screen = None;
    add("from the start", spent(|| screen = Some(Screen::begin(library, Some(EntryKey(1))))));
    let mut screen = screen.expect("it was just opened");
    screen.fill();
    add(
        "what the journal says",
        spent(|| screen.tell(vec![Message::JournalRead(Box::new(state))])),
    );
    println!("  {:.0} ms", spent(|| screen.fill()));
    screen
}

/// Gives a pack a file that holds nothing but the fingerprints of what its entries say.
fn with_prints(library: Library) -> Library {
    let path = std::env::temp_dir().join(format!("folio-prints-{}", std::process::id()));
    let file = File::create(&path).expect("the folder is there");
    let mut out = FileWriter::new(BufWriter::new(file)).expect("there is room");
    Prints::new(&library).write(&mut out).expect("there is room");
    out.finish().expect("there is room");
    let image = Image::open(&path).expect("it was just written");
    fs::remove_file(&path).expect("it is ours");
    Library { images: [Some(image)].into(), ..library }
}

/// Returns the milliseconds of CPU that something took.
fn spent<T>(work: impl FnOnce() -> T) -> f64 {
    let before = cpu();
    std::hint::black_box(work());
    (cpu() - before).as_secs_f64() * 1e3
}

/// Returns how much memory the process has, in MB.
fn memory() -> f64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let resident = pages.split(' ').nth(1).and_then(|pages| pages.parse::<f64>().ok());
    resident.unwrap_or(0.0) * 4096.0 / f64::from(1 << 20)
}

/// Builds a pack of so many entries that all say the same.
fn library(entries: usize) -> Library {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("large", "A large pack"));
    let theme = catalogue.push_theme(Theme::new(pack, "a", "A"));
    for number in 0..entries {
        catalogue.push_entry(NewEntry::new(
            theme,
            &format!("a/{number}"),
            &format!("Entry {number}"),
        ));
    }
    let body = Arc::new(Body { markdown: PARAGRAPHS.join("\n\n").into(), ..Body::default() });
    let bodies: Vec<Arc<Body>> = std::iter::repeat_n(body, entries).collect();
    Library::new(catalogue, bodies)
}

/// Writes a journal with notes and bookmarks on the first entries, one each, of which every tenth note links to
/// another, and with read marks on all; returns its bytes.
fn write_journal(path: &PathBuf, notes: usize, read: usize) -> u64 {
    let paragraphs = PARAGRAPHS.map(Paragraph::new);
    let text = Print::of_all(paragraphs.iter().map(|paragraph| paragraph.print));
    let mut out = BufWriter::new(File::create(path).expect("the folder is ours"));
    let mut write = |record: Record| writeln!(out, "{}", &*record.line()).expect("there is room");
    let on = |number| EntryRef::new("large", &format!("a/{number}"));
    for number in 0..read {
        let text = if number % 10 == 9 { Print(7) } else { text };
        write(Record { at: Moment(number as i64), change: Change::Read { on: on(number), text } });
    }
    for number in 0..notes {
        let spot = Spot { on: on(number + 2), at: None };
        write(Record { at: Moment(number as i64), change: Change::Bookmark { spot } });
    }
    for number in 0..notes {
        let at = number % PARAGRAPHS.len();
        let anchor = Anchor::new(at as u32, &paragraphs[at], None);
        let text = if number % 10 == 0 {
            format!("Quite unlike [[a/{}]], I think.", number / 2)
        } else {
            format!("Note {number} on **how** it is done #ask")
        };
        let made = Moment(number as i64 + 1);
        let spot = Spot { on: on(number), at: Some(anchor) };
        let note = Note { id: NoteId::new(1, number as u64), spot, text: text.into(), made };
        write(Record { at: made, change: Change::Note(note) });
    }
    drop(out);
    // Without its first line it would be written anew.
    let records = fs::read(path).expect("it was just written");
    let mut whole = Header::new(1).line().into_bytes();
    whole.extend(records);
    fs::write(path, &whole).expect("the folder is ours");
    whole.len() as u64
}
