//! Folders that are changed under a watch.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::cli;
use crate::content::Mode;
use crate::keys::{KeyMap, Set};
use crate::store::Upkeep;

/// Ends a test that hangs.
const GUARD: Duration = Duration::from_mins(1);

const HEAD: &str = "format = 1\nid = 'test'\ntitle = 'Test'\n[[theme]]\nid = 'a'\ntitle = 'A'\n";

fn entry(slug: &str, text: &str) -> String {
    format!("[[entry]]\nid = 'a/{slug}'\ntitle = 'Title {slug}'\nbody = '{text}'\n")
}

/// A pack of two entries in two files, and a watch over it.
struct Watched {
    watch: Watch,
    told: Receiver<Event>,
    folder: TempDir,
}

impl Watched {
    /// Opens the pack, changes it and starts to watch.
    fn after(change: impl FnOnce(&Path)) -> Self {
        Self::with(change, Eyes::new)
    }

    fn with(change: impl FnOnce(&Path), eyes: impl FnOnce(&[Origin], Alarm) -> Eyes) -> Self {
        Self::of(write_pack, change, eyes)
    }

    fn of(
        write: impl FnOnce(&Path),
        change: impl FnOnce(&Path),
        eyes: impl FnOnce(&[Origin], Alarm) -> Eyes,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("pack");
        write(&root);
        let corpus = Corpus::from(store::open(&[Origin::Folder(root.clone())]));
        change(&root);
        let (events, told) = mpsc::channel();
        let mut watch = Watch::with(corpus, events, eyes);
        watch.start().unwrap();
        Self { watch, told, folder }
    }

    /// A watch that has looked once and sleeps.
    fn new() -> Self {
        let watched = Self::after(|_| {});
        watched.watch.read_again();
        assert!(matches!(watched.next(), ReadAgain::Same));
        watched
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("pack")
    }

    /// Writes a new file and puts it in the place of the old one, as many editors do, so that nobody sees half of it.
    fn write(&self, name: &str, text: &str) {
        let passing = self.folder.path().join("passing");
        fs::write(&passing, text).unwrap();
        fs::rename(passing, self.root().join(name)).unwrap();
    }

    /// Removes the pack at once.
    fn remove(&self) {
        let passing = self.folder.path().join("passing");
        fs::rename(self.root(), &passing).unwrap();
        fs::remove_dir_all(passing).unwrap();
    }

    #[track_caller]
    fn next(&self) -> ReadAgain {
        match self.told.recv_timeout(GUARD).expect("something is told") {
            Event::ReadAgain(read) => read,
            _ => panic!("nothing else is told"),
        }
    }

    /// Asserts that the library changes next, and returns it.
    #[track_caller]
    fn changed(&self, expected: Changes) -> Corpus {
        match self.next() {
            ReadAgain::Changed { corpus, changes, .. } => {
                assert_eq!(changes, expected);
                corpus
            }
            ReadAgain::Same | ReadAgain::Exchanged(_) | ReadAgain::Unkept => {
                panic!("it is the same")
            }
            ReadAgain::Loading(_) | ReadAgain::Whole(_) => panic!("it was read as a whole"),
            ReadAgain::Broken { place, .. } => panic!("{place} is broken"),
        }
    }

    #[track_caller]
    fn broken(&self) -> String {
        match self.next() {
            ReadAgain::Broken { place, mistakes } => {
                assert!(!mistakes.all().is_empty());
                place
            }
            _ => panic!("it is not broken"),
        }
    }
}

fn write_pack(root: &Path) {
    fs::create_dir_all(root).unwrap();
    fs::write(root.join("pack.toml"), HEAD).unwrap();
    fs::write(root.join("one.toml"), entry("one", "First.")).unwrap();
    fs::write(root.join("two.toml"), entry("two", "Second.")).unwrap();
}

fn text(corpus: &Corpus, id: &str) -> String {
    let catalogue = corpus.catalogue();
    let entry = catalogue.entries().find(|entry| catalogue.id(*entry) == id);
    corpus.body(entry.expect("it is there")).markdown.to_string()
}

#[test]
fn what_is_written_replaced_added_or_removed_is_told() {
    let pack = Watched::new();
    fs::write(pack.root().join("one.toml"), entry("one", "Written.")).unwrap();
    let mut written = pack.changed(Changes::Entries(1));
    // The file may be seen while it is empty.
    while written.catalogue().len() < 2 {
        written = pack.changed(Changes::Entries(1));
    }
    assert_eq!(text(&written, "a/one"), "Written.");
    pack.write("two.toml", &entry("two", "Replaced."));
    assert_eq!(text(&pack.changed(Changes::Entries(1)), "a/two"), "Replaced.");
    fs::create_dir(pack.root().join("more")).unwrap();
    pack.write("more/three.toml", &entry("three", "Third."));
    assert_eq!(text(&pack.changed(Changes::Entries(1)), "a/three"), "Third.");
    pack.write("more/three.toml", &entry("three", "In a new folder."));
    assert_eq!(text(&pack.changed(Changes::Entries(1)), "a/three"), "In a new folder.");
    fs::remove_file(pack.root().join("one.toml")).unwrap();
    assert_eq!(pack.changed(Changes::Entries(1)).catalogue().len(), 2);
}

#[test]
fn what_changed_while_the_packs_were_opened_is_told() {
    let pack = Watched::after(|root| {
        fs::write(root.join("one.toml"), entry("one", "Meanwhile.")).unwrap();
    });
    assert_eq!(text(&pack.changed(Changes::Entries(1)), "a/one"), "Meanwhile.");
}

#[test]
fn a_hundred_files_at_once_are_told_as_they_are_at_last() {
    let pack = Watched::new();
    for number in 0..100 {
        pack.write(&format!("{number}.toml"), &entry(&format!("n{number}"), "Many."));
    }
    let mut entries = 2;
    while entries < 102 {
        let ReadAgain::Changed { corpus, .. } = pack.next() else { panic!("nothing is broken") };
        entries = corpus.catalogue().len();
    }
}

#[test]
fn what_says_the_same_is_not_told_unless_somebody_asks() {
    let pack = Watched::new();
    pack.write("one.toml", &entry("one", "First."));
    pack.write(".hidden.swp", "whatever");
    pack.watch.read_again();
    assert!(matches!(pack.next(), ReadAgain::Same));
    pack.write("two.toml", &entry("two", "New."));
    pack.changed(Changes::Entries(1));
}

#[test]
fn a_broken_file_is_told_with_its_place_until_it_is_mended() {
    let pack = Watched::new();
    pack.write("one.toml", "[[entry]]\nid = 'a/one'\ntitle = ");
    assert_eq!(pack.broken(), "one.toml:3:9");
    // Another file does not mend it.
    pack.write("two.toml", &entry("two", "Good."));
    pack.watch.read_again();
    assert_eq!(pack.broken(), "one.toml:3:9");
    pack.write("one.toml", &entry("one", "Mended."));
    let corpus = pack.changed(Changes::Entries(2));
    assert_eq!([text(&corpus, "a/one"), text(&corpus, "a/two")], ["Mended.", "Good."]);
    pack.write("pack.toml", "format =");
    assert!(pack.broken().starts_with("pack.toml:1"));
    pack.write("pack.toml", HEAD);
    pack.changed(Changes::None);
}

#[test]
fn a_file_that_is_not_utf8_any_more_is_broken() {
    let pack = Watched::new();
    let passing = b"[[entry]]\nid = 'a/one'\ntitle = 'Th\xe9'\n";
    fs::write(pack.root().join("one.toml"), passing).unwrap();
    assert_eq!(pack.broken(), "one.toml:3:12");
    pack.write("one.toml", &entry("one", "Mended."));
    assert_eq!(text(&pack.changed(Changes::Entries(1)), "a/one"), "Mended.");
}

/// What is noted is kept under the id of the pack.
#[test]
fn a_pack_that_loses_its_id_is_broken_until_it_has_one() {
    let pack = Watched::new();
    for (id, place) in [
        ("idd = 'test'", "pack.toml:2:1"),
        ("id = 'Test'", "pack.toml:2:6"),
        ("id = 5", "pack.toml:2:6"),
        ("# no id", "pack.toml:1:1"),
    ] {
        pack.write("pack.toml", &HEAD.replace("id = 'test'", id));
        assert_eq!(pack.broken(), place, "{id}");
    }
    pack.write("pack.toml", HEAD);
    pack.changed(Changes::None);
    // It may be called otherwise on purpose, even as its folder is.
    pack.write("pack.toml", &HEAD.replace("'test'", "'pack'"));
    let ReadAgain::Changed { corpus, .. } = pack.next() else { panic!("nothing is broken") };
    assert_eq!(&*corpus.catalogue().packs()[0].id, "pack");
}

/// As folders of other machines are, of which the system tells nothing.
#[test]
fn where_nobody_tells_of_changes_the_files_are_looked_at() {
    let pack = Watched::with(|_| {}, |origins, _| Eyes::on_remote(origins));
    pack.write("one.toml", &entry("one", "Put in its place."));
    assert_eq!(text(&pack.changed(Changes::Entries(1)), "a/one"), "Put in its place.");
    pack.write("three.toml", &entry("three", "Third."));
    assert_eq!(text(&pack.changed(Changes::Entries(1)), "a/three"), "Third.");
    fs::remove_file(pack.root().join("two.toml")).unwrap();
    assert_eq!(pack.changed(Changes::Entries(1)).catalogue().len(), 2);
    let aside = pack.folder.path().join("aside");
    fs::rename(pack.root(), &aside).unwrap();
    pack.broken();
    fs::rename(&aside, pack.root()).unwrap();
    pack.changed(Changes::None);
}

#[test]
fn where_nobody_tells_of_changes_nobody_looks_while_the_reader_is_away() {
    let folder = tempfile::tempdir().unwrap();
    write_pack(folder.path());
    let corpus = Corpus::from(store::open(&[Origin::Folder(folder.path().to_owned())]));
    let remote = |origins: &[Origin], _: Alarm| Eyes::on_remote(origins);
    let mut watch = Watch::with(corpus, mpsc::channel().0, remote);
    let watching = watch.waiting.as_mut().unwrap();
    watching.eyes.open();
    assert!(watching.patience().is_some());
    watching.is_away = true;
    assert_eq!(watching.patience(), None);

    let mut pack = Watched::with(|_| {}, |origins, _| Eyes::on_remote(origins));
    pack.watch.on_focus(false);
    pack.watch.read_again();
    assert!(matches!(pack.next(), ReadAgain::Same), "who asks is answered");
    pack.write("one.toml", &entry("one", "Put in its place."));
    pack.watch.on_focus(true);
    pack.changed(Changes::Entries(1));
}

#[test]
fn a_folder_that_comes_back_is_watched_again() {
    let pack = Watched::new();
    pack.remove();
    pack.broken();
    write_pack(&pack.folder.path().join("again"));
    fs::rename(pack.folder.path().join("again"), pack.root()).unwrap();
    pack.changed(Changes::None);
    pack.write("one.toml", &entry("one", "Back."));
    assert_eq!(text(&pack.changed(Changes::Entries(1)), "a/one"), "Back.");
    let aside = pack.folder.path().join("aside");
    fs::rename(pack.root(), &aside).unwrap();
    pack.broken();
    fs::rename(&aside, pack.root()).unwrap();
    pack.changed(Changes::None);
}

#[test]
fn a_guide_with_other_keys_comes_in_place_of_the_one_that_is_open() {
    let guide = |set| cli::guide(&KeyMap::new(set, &[]).0);
    let corpus = Corpus::from(store::open(&[guide(Set::Default)]));
    let (events, told) = mpsc::channel();
    let mut watch = Watch::with(corpus.clone(), events, Eyes::new);
    watch.start().unwrap();
    watch.read_instead(vec![guide(Set::Arrows)]);
    let Ok(Event::ReadAgain(read)) = told.recv_timeout(GUARD) else { panic!("it is read") };
    let ReadAgain::Changed { corpus: now, asked: false, .. } = read else { panic!("it changed") };
    assert_ne!(text(&now, "start/follow"), text(&corpus, "start/follow"));
    // Whoever has it read again now gets the one that is open.
    watch.read_again();
    let Ok(Event::ReadAgain(read)) = told.recv_timeout(GUARD) else { panic!("it is read") };
    assert!(matches!(read, ReadAgain::Same));
}

#[test]
fn what_is_beside_the_files_of_a_folder_of_notes_is_watched_too() {
    let notes = |root: &Path| {
        fs::create_dir_all(root.join("code")).unwrap();
        fs::write(root.join("a.md"), "# A\n\nSays %%nothing%% {{#include code/x.rs}}").unwrap();
        fs::write(root.join("b.md"), "# B\n\n{{#include later.txt}}").unwrap();
        fs::write(root.join("code/x.rs"), "one").unwrap();
    };
    let pack = Watched::of(notes, |_| {}, Eyes::new);
    pack.watch.read_again();
    assert!(matches!(pack.next(), ReadAgain::Same));
    pack.write("code/x.rs", "two");
    let now = |id| text(&pack.changed(Changes::Entries(1)), id).trim().to_owned();
    assert_eq!(now("a"), "Says %%nothing%% two");
    pack.write("code/x.rs", "three");
    assert_eq!(now("a"), "Says %%nothing%% three");
    pack.write("later.txt", "It came.");
    assert_eq!(now("b"), "It came.");
    fs::create_dir(pack.root().join(".obsidian")).unwrap();
    assert_eq!(now("a"), "Says  three");
    pack.write(".obsidian/app.json", "{}");
    pack.write(".gitignore", "b.md");
    assert_eq!(pack.changed(Changes::Entries(1)).catalogue().len(), 1);
}

#[test]
fn that_nothing_can_be_kept_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("pack");
    write_pack(&root);
    let origin = Origin::Folder(root);
    // What runs here is not the program that keeps packs.
    let upkeep = Upkeep { unkept: vec![origin.clone()], ..Upkeep::default() };
    let opened = store::Opened { upkeep, ..store::open(&[origin]) };
    let (events, told) = mpsc::channel();
    let mut watch = Watch::new(Corpus::from(opened), events);
    watch.start().unwrap();
    let told = told.recv_timeout(GUARD).expect("something is told");
    assert!(matches!(told, Event::ReadAgain(ReadAgain::Unkept)));
}

/// A pack of so much text that its first file is shown alone.
fn write_large_pack(root: &Path) {
    fs::create_dir_all(root).unwrap();
    fs::write(root.join("pack.toml"), HEAD).unwrap();
    for slug in ["one", "two"] {
        let padding = "#".repeat(1 << 20);
        let text = format!("{}{padding}\n", entry(slug, "Long."));
        fs::write(root.join(slug).with_extension("toml"), text).unwrap();
    }
}

/// Opens the beginning of a pack, changes the pack and starts to watch. What was written a moment ago is not
/// kept by another process.
fn begun(change: impl FnOnce(&Path)) -> Watched {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("pack");
    write_large_pack(&root);
    let origins = [Origin::Folder(root.clone())];
    let occasion = Occasion::Screen(Haste::Beginning);
    let opened = store::open_watched(&origins, Mode::Browse, occasion, &Progress::default());
    let corpus = Corpus::from(opened.unwrap());
    assert!(corpus.is_beginning() && corpus.catalogue().len() == 1);
    change(&root);
    let (events, told) = mpsc::channel();
    let mut watch = Watch::new(corpus, events);
    watch.start().unwrap();
    Watched { watch, told, folder }
}

/// Returns what is told next but how far reading is.
fn told(pack: &Watched) -> ReadAgain {
    loop {
        match pack.next() {
            ReadAgain::Loading(_) => {}
            other => return other,
        }
    }
}

#[test]
fn the_rest_of_a_beginning_is_read_here_if_it_cannot_be_kept() {
    let pack = begun(|_| {});
    let ReadAgain::Whole(corpus) = told(&pack) else { panic!("all of it is there") };
    assert_eq!(corpus.catalogue().len(), 2);
}

#[test]
fn the_rest_of_a_beginning_that_was_gone_is_read_when_it_is_back() {
    let pack = begun(|root| fs::remove_dir_all(root).unwrap());
    assert!(matches!(told(&pack), ReadAgain::Broken { .. }));
    write_large_pack(&pack.root());
    let corpus = loop {
        match told(&pack) {
            ReadAgain::Whole(corpus) | ReadAgain::Changed { corpus, .. }
                if corpus.catalogue().len() == 2 =>
            {
                break corpus;
            }
            // It may be looked at before all is back.
            ReadAgain::Broken { .. } | ReadAgain::Whole(_) => {}
            _ => panic!("nothing else is told"),
        }
    };
    assert_eq!(text(&corpus, "a/two"), "Long.");
}

#[test]
fn while_something_is_read_it_is_told_how_far_that_is() {
    let progress = Progress::default();
    progress.read_file(7);
    let (told, heard) = mpsc::channel();
    let tell = |counts: Counts| told.send(counts).unwrap();
    // It goes on until something was told.
    let counts = while_telling(&progress, tell, || heard.recv_timeout(GUARD).unwrap());
    assert_eq!((counts.read, counts.entries), (1, 7));
}
