//! Reading a large folder again after one of its files was saved, up to the frame that shows it: with what
//! is kept of the folder, and with every file parsed anew.
//!
//! An argument is the number of entries, 100,000 if there is none.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use folio::app::message::Message;
use folio::app::{App, Opening, update};
use folio::content::Mode;
use folio::content::progress::Progress;
use folio::knowledge::{Changes, Corpus, Reread};
use folio::palettes::Palette;
use folio::store::{self, Haste, Occasion, Origin, WithIndex};
use folio::text::glyphs::Glyphs;
use folio::view;
use folio_benches::measure::{ROUNDS, measured_on};
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

const SIZE: Size = Size { width: 120, height: 40 };
/// Entries in one file.
const IN_A_FILE: usize = 200;
/// Set where the cache folder is the bench's own.
const WITHIN: &str = "FOLIO_BENCH_WITHIN";

fn main() {
    let count = std::env::args().nth(1).unwrap_or_else(|| "100000".to_owned());
    let Some(within) = std::env::var_os(WITHIN).map(PathBuf::from) else {
        let own = std::env::temp_dir().join(format!("folio-reload-{}", std::process::id()));
        let itself = std::env::current_exe().expect("it runs");
        fs::create_dir(&own).expect("the folder is new");
        // In what is no folder nothing can be kept.
        fs::write(own.join("nowhere"), "").expect("the folder is ours");
        for cache in ["cache", "nowhere"] {
            let mut bench = Command::new(&itself);
            bench.arg(&count).env(WITHIN, &own).env("XDG_CACHE_HOME", own.join(cache));
            assert!(bench.status().expect("it runs").success());
        }
        return fs::remove_dir_all(own).expect("it is ours");
    };
    let entries = count.parse().expect("a number of entries");
    let pack = within.join("pack");
    write_pack(&pack, entries);
    reload(&pack, entries);
}

fn reload(pack: &Path, entries: usize) {
    let origins = [Origin::Folder(pack.to_owned())];
    let (clock, progress) = (Instant::now(), Progress::default());
    let open = |occasion| {
        store::open_watched(&origins, Mode::Browse, occasion, &progress).expect("nobody stops it")
    };
    let opened = open(Occasion::Screen(Haste::Whole));
    let first = clock.elapsed().as_secs_f64() * 1e3;
    let unkept = opened.upkeep.unkept.clone();
    drop(opened);
    // As the browser has it done behind the screen.
    store::keep(&unkept, WithIndex::Yes, &progress);
    let clock = Instant::now();
    let corpus = Corpus::from(open(Occasion::Screen(Haste::Whole)));
    let second = clock.elapsed().as_secs_f64() * 1e3;
    let (mut app, _) = App::new(&corpus, Opening { size: SIZE, ..Opening::default() });
    let mut terminal = Terminal::new(TestBackend::new(SIZE.width, SIZE.height)).expect("memory");
    let palette = Palette::terminal(true, Glyphs::Unicode);
    let mut state = (corpus, 0);
    let file = pack.join("f7.toml");
    let (spent, passed) = measured_on(
        &mut state,
        |(_, round)| {
            *round += 1;
            let text = fs::read_to_string(&file).expect("it is there");
            let saved = text.replacen("Entry", &format!("Saved {round}: entry"), 1);
            fs::write(&file, saved).expect("it is ours");
        },
        |(corpus, _)| {
            let read = corpus.reread(&progress).expect("nobody stops it");
            let Reread::Sound(now, changes) = read else { panic!("nothing is broken") };
            assert_eq!(changes, Changes::Entries(1));
            *corpus = now.clone();
            update(&mut app, Message::Reloaded(now));
            let draw = |frame: &mut Frame<'_>| drop(view::draw(&app, &palette, frame));
            terminal.draw(draw).expect("it is memory");
        },
    );
    println!(
        "{entries} entries: opened in {first:.0} ms, then in {second:.0} ms; read again after a save, \
         up to the frame: {spent:.0} ms of CPU, {passed:.0} ms on the clock (median of {ROUNDS})"
    );
}

/// Writes a pack that nobody has touched for an hour.
fn write_pack(pack: &Path, entries: usize) {
    fs::create_dir_all(pack).expect("the folder is ours");
    let head = "format = 1\nid = 'large'\ntitle = 'Large'\n[[theme]]\nid = 'a'\ntitle = 'A'\n";
    write_old(&pack.join("pack.toml"), head);
    for (number, first) in (0..entries).step_by(IN_A_FILE).enumerate() {
        let text: String = (first..entries.min(first + IN_A_FILE)).map(entry).collect();
        write_old(&pack.join(format!("f{number}.toml")), &text);
    }
}

fn entry(number: usize) -> String {
    let other = number / 2;
    format!(
        "[[entry]]\nid = 'a/e{number}'\ntitle = 'Entry {number}'\nsummary = 'What entry {number} is about.'\n\
         see = ['a/e{other}']\nbody = 'Leaves are picked, withered, rolled and dried by the [{other}](a/e{other}).'\n\n"
    )
}

fn write_old(path: &Path, text: &str) {
    fs::write(path, text).expect("the folder is ours");
    let hour_ago = SystemTime::now() - Duration::from_secs(3600);
    let file = File::options().append(true).open(path).expect("it was just written");
    file.set_modified(hour_ago).expect("it is ours");
}
