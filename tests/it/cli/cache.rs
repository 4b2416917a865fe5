//! Large folders open from what was compiled of them, and say the same whatever becomes of that.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::command::{end, folio, run};
use crate::support::packs::{HEAD, Pack};

/// A pack with a megabyte of text that nobody has touched for an hour, and a cache folder of its own.
struct Large {
    pack: Pack,
    cache: TempDir,
}

/// The words that fill it.
const FILLING: &str = "Leaves are picked, withered, rolled and dried. ";

impl Large {
    fn new() -> Self {
        let mut pack = Pack::new().file("pack.toml", HEAD);
        for number in 0..30 {
            let body = FILLING.repeat(1000);
            let text = format!(
                "[[entry]]\nid = 'a/e{number}'\ntitle = 'Entry {number}'\nbody = '''{body}'''\nsee = ['a/none{number}']\n"
            );
            pack = pack.file(format!("f{number}.toml"), text);
        }
        let large = Self { pack, cache: tempfile::tempdir().expect("a temporary folder") };
        large.settle();
        large
    }

    /// Makes all files an hour old.
    fn settle(&self) {
        for entry in fs::read_dir(self.pack.path()).expect("it is there") {
            let file = File::options().append(true).open(entry.expect("readable").path());
            let hour_ago = SystemTime::now() - Duration::from_hours(1);
            file.expect("writable").set_modified(hour_ago).expect("it is ours");
        }
    }

    /// Runs a command on the pack; returns all that it prints.
    fn answer(&self, arguments: &[&str]) -> (i32, String, String) {
        let pack = self.pack.path();
        end(folio()
            .env("XDG_CACHE_HOME", self.cache.path())
            .args(arguments)
            .arg("--pack")
            .arg(pack))
    }

    /// Runs a command on the pack where nothing can be kept.
    fn answer_without(&self, arguments: &[&str]) -> (i32, String, String) {
        let nowhere = self.pack.at("pack.toml");
        let mut command = folio();
        command.env("XDG_CACHE_HOME", nowhere).args(arguments).arg("--pack");
        end(command.arg(self.pack.path()))
    }

    /// Changes a file of the pack.
    fn edit(&self, name: &str, change: impl Fn(String) -> String) {
        let path = self.pack.at(name);
        let text = fs::read_to_string(&path).expect("it is there");
        fs::write(path, change(text)).expect("written");
    }

    /// Runs Folio on what is kept.
    fn cache(&self, arguments: &[&str]) -> String {
        let (code, told, complaint) =
            end(folio().env("XDG_CACHE_HOME", self.cache.path()).arg("cache").args(arguments));
        assert_eq!((code, complaint.as_str()), (0, ""));
        told
    }

    /// The files in the cache.
    fn kept(&self) -> Vec<PathBuf> {
        let folder = self.cache.path().join("folio");
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        entries.map(|entry| entry.expect("readable").path()).collect()
    }
}

const QUESTIONS: [&[&str]; 4] =
    [&["list"], &["show", "a/e7", "--json"], &["search", "withered"], &["links", "a/e3"]];

#[test]
fn the_second_opening_says_what_the_first_said() {
    let large = Large::new();
    let first = QUESTIONS.map(|question| large.answer(question));
    assert_eq!(large.kept().len(), 1);
    assert!(first[0].2.contains("kept parts of it from opening"), "{}", first[0].2);
    assert_eq!(QUESTIONS.map(|question| large.answer(question)), first);
    let whole = large.pack.path().canonicalize().expect("it is there");
    let told = large.cache(&["list"]);
    assert!(told.starts_with(whole.to_str().expect("UTF-8")), "{told}");
    assert!(large.cache(&["clear"]).starts_with("1 file removed, "));
    assert!(large.kept().is_empty());
    assert_eq!(QUESTIONS.map(|question| large.answer(question)), first);
}

#[test]
fn the_index_is_kept_once_somebody_searches() {
    let large = Large::new();
    let length = || fs::metadata(&large.kept()[0]).expect("it is there").len();
    large.answer(&["show", "a/e7"]);
    let without = length();
    large.answer(&["search", "withered"]);
    let with = length();
    assert!(with > without, "{with} {without}");
    for question in QUESTIONS {
        large.answer(question);
        assert_eq!(length(), with, "{question:?}");
    }
}

#[test]
fn a_folder_is_kept_before_it_is_opened() {
    let large = Large::new();
    let keep = |pack: &Path, arguments: &[&str]| {
        let mut command = folio();
        command.env("XDG_CACHE_HOME", large.cache.path()).args(["cache", "keep"]);
        end(command.args(arguments).arg(pack))
    };
    let length = || fs::metadata(&large.kept()[0]).expect("it is there").len();
    // So it is started by a browser, which wants to know how far it is.
    let (code, told, complaint) = keep(large.pack.path(), &["--counts", "--without-index"]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    let numbers = |line: &str| line.split(' ').filter(|it| it.parse::<u32>().is_ok()).count();
    assert!(told.lines().all(|line| numbers(line) == 5), "{told}");
    let without = length();
    let (code, told, complaint) = keep(large.pack.path(), &[]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert_eq!(told, large.cache(&["list"]));
    let with = length();
    assert!(with > without, "{with} {without}");
    large.answer(&["search", "withered"]);
    assert_eq!(length(), with, "it is not written again");
    let small = Pack::sound();
    let (code, told, complaint) = keep(small.path(), &[]);
    assert_eq!((code, told.as_str()), (4, ""), "{complaint}");
    assert!(complaint.contains("is not kept: it is small"), "{complaint}");
    let complaint = keep(Path::new("/nowhere"), &[]).2;
    assert!(complaint.contains("/nowhere is not kept: there is nothing"), "{complaint}");
    let mut elsewhere = folio();
    elsewhere.env("XDG_CACHE_HOME", "/dev/null").args(["cache", "keep"]);
    let (code, _, complaint) = end(elsewhere.arg(large.pack.path()));
    assert_eq!(code, 4);
    assert!(complaint.contains("is not kept: the cache folder cannot be written"), "{complaint}");
    large.cache(&["clear"]);
    let now = SystemTime::now();
    for file in fs::read_dir(large.pack.path()).expect("it is there") {
        let path = file.expect("it is there").path();
        let opened = File::options().append(true).open(path).expect("it is written to");
        opened.set_modified(now + Duration::from_hours(1)).expect("it is changed");
    }
    let complaint = keep(large.pack.path(), &[]).2;
    assert!(complaint.contains("is not kept: most of it was changed a moment ago"), "{complaint}");
}

#[test]
fn an_index_that_is_added_is_the_one_that_is_made_with_the_rest() {
    let large = Large::new();
    // All that a pack can have is in it.
    let harbour = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/harbour");
    for file in fs::read_dir(harbour).expect("it is there") {
        let file = file.expect("readable").path();
        fs::copy(&file, large.pack.at(file.file_name().expect("a file"))).expect("copied");
    }
    large.settle();
    let keep = |arguments: &[&str]| {
        large.cache(&["clear"]);
        let mut command = folio();
        command.env("XDG_CACHE_HOME", large.cache.path()).args(["cache", "keep"]);
        let (code, told, _) = end(command.args(arguments).arg(large.pack.path()));
        assert_eq!(code, 0);
        (told, fs::read(&large.kept()[0]).expect("it is there"))
    };
    let (_, at_once) = keep(&[]);
    // A browser goes on as soon as the first file is there.
    let (told, in_steps) = keep(&["--counts"]);
    assert_eq!(told.lines().filter(|line| *line == "opens").count(), 1, "{told}");
    assert!(in_steps == at_once, "{} bytes and {}", in_steps.len(), at_once.len());
}

#[test]
fn what_changed_in_the_folder_is_seen() {
    let large = Large::new();
    large.answer(&["list"]);
    let before = large.answer(&["show", "a/e7"]);
    let path = large.pack.at("f7.toml");
    let text = fs::read_to_string(&path).expect("it is there");
    // The length stays, and so does the time of the last change.
    fs::write(&path, text.replace("Entry 7", "Eatry 7")).expect("written");
    large.settle();
    let after = large.answer(&["show", "a/e7"]);
    assert_eq!(after.1, before.1.replace("Entry 7", "Eatry 7"));
    fs::remove_file(&path).expect("it was there");
    assert_eq!(large.answer(&["show", "a/e7"]).0, 1, "the entry is gone");
    assert_eq!(large.kept().len(), 1, "the newest replaces what was kept");
}

#[test]
fn a_spoilt_cache_costs_time_only() {
    let large = Large::new();
    let expected = QUESTIONS.map(|question| large.answer(question));
    let kept = large.kept().remove(0);
    let whole = fs::read(&kept).expect("it is there");
    let spoil: [&dyn Fn(&Path); 5] = [
        &|path| fs::write(path, "").expect("written"),
        &|path| fs::write(path, &whole[..whole.len() / 2]).expect("written"),
        &|path| fs::write(path, b"something else").expect("written"),
        &|path| {
            let mut bytes = whole.clone();
            let end = bytes.len() - 100;
            bytes[end] ^= 1;
            fs::write(path, bytes).expect("written");
        },
        &|path| {
            fs::remove_file(path).expect("it was there");
            fs::create_dir(path).expect("created");
        },
    ];
    for (number, spoil) in spoil.into_iter().enumerate() {
        spoil(&kept);
        let found = QUESTIONS.map(|question| large.answer(question));
        assert_eq!(found, expected, "{number}");
    }
}

#[test]
fn damage_anywhere_in_what_is_kept_is_noticed() {
    let large = Large::new();
    let expected = large.answer(&["show", "a/e7"]);
    let kept = large.kept().remove(0);
    let whole = fs::read(&kept).expect("it is there");
    for part in 1..20 {
        let mut bytes = whole.clone();
        bytes[whole.len() * part / 20] ^= 4;
        fs::write(&kept, bytes).expect("written");
        assert_eq!(large.answer(&["show", "a/e7"]), expected, "{part}");
        assert!(fs::read(&kept).expect("it is there") == whole, "{part}: it is made anew");
    }
}

#[test]
fn a_folder_has_one_place_however_it_is_named() {
    let large = Large::new();
    large.answer(&["list"]);
    let kept = large.kept().remove(0);
    let before = fs::metadata(&kept).expect("it is there");
    let list_from_inside = || {
        let mut command = folio();
        command.current_dir(large.pack.path()).env("XDG_CACHE_HOME", large.cache.path());
        let (code, _, complaint) = end(command.args(["list", "--pack", "."]));
        assert!(code == 0 && complaint.contains("mistakes in . kept"), "{complaint}");
    };
    list_from_inside();
    let after = fs::metadata(&kept).expect("it is there");
    let file = std::os::unix::fs::MetadataExt::ino;
    assert_eq!(file(&after), file(&before), "it is not written again");
    fs::remove_file(&kept).expect("it was there");
    list_from_inside();
    assert_eq!(large.kept(), [kept], "it is kept there");
}

#[test]
fn what_is_beside_the_files_of_a_folder_of_notes_counts_for_what_is_kept() {
    let page = "# Leaves\n\nThey are %%hidden%% {{#include part.txt}}\n\n".to_owned();
    let pack = Pack::new().file("notes.md", page + &FILLING.repeat(30_000));
    let large = Large { pack, cache: tempfile::tempdir().expect("a temporary folder") };
    let told = || large.answer(&["show", "notes"]).1.lines().take(6).collect::<String>();
    let write = |name: &str, text: &str| {
        fs::write(large.pack.at(name), text).expect("written");
        large.settle();
    };
    let is_kept_for = |words: &str| {
        assert!(told().contains(words), "{words}: {}", told());
        let written =
            fs::metadata(&large.kept()[0]).and_then(|it| it.created()).expect("it is there");
        told();
        let again =
            fs::metadata(&large.kept()[0]).and_then(|it| it.created()).expect("it is there");
        assert_eq!(written, again, "{words}: it is kept");
    };
    large.settle();
    is_kept_for("%%hidden%% {{#include part.txt}}");
    write("part.txt", "green");
    is_kept_for("%%hidden%% green");
    write("part.txt", "black");
    is_kept_for("%%hidden%% black");
    fs::create_dir(large.pack.at(".obsidian")).expect("created");
    is_kept_for("They are  black");
}

#[test]
fn without_a_folder_to_write_to_nothing_is_kept() {
    let large = Large::new();
    let expected = large.answer(&["show", "a/e7"]);
    let nowhere = large.cache.path().join("file");
    fs::write(&nowhere, "").expect("written");
    let pack = large.pack.path();
    let mut command = folio();
    let found =
        end(command.env("XDG_CACHE_HOME", nowhere).args(["show", "a/e7", "--pack"]).arg(pack));
    assert_eq!(found, expected);
}

#[test]
fn of_a_folder_that_is_changing_only_what_rests_is_kept() {
    let large = Large::new();
    let write = |title: &str| {
        let text = format!("[[entry]]\nid = 'a/new'\ntitle = '{title}'\nbody = 'New.'\n");
        fs::write(large.pack.at("new.toml"), text).expect("written");
    };
    for title in ["One", "Two", "One"] {
        write(title);
        assert!(large.answer(&["show", "a/new"]).1.contains(title), "{title}");
        assert_eq!(large.kept().len(), 1);
    }
    let soon = SystemTime::now() + Duration::from_hours(1);
    for number in 0..30 {
        large.edit(&format!("f{number}.toml"), |text| text);
        // However long the rest takes, that was a moment ago.
        let file = File::options().append(true).open(large.pack.at(format!("f{number}.toml")));
        file.and_then(|file| file.set_modified(soon)).expect("it is changed");
    }
    large.cache(&["clear"]);
    large.answer(&["list"]);
    assert!(large.kept().is_empty(), "all of it may change again");
}

/// What is done to a folder that was kept.
type Edit = (&'static str, fn(&Large));

const EDITS: [Edit; 8] = [
    ("an entry has other words", |large| {
        large.edit("f7.toml", |text| text.replace("Entry 7", "The seventh"));
    }),
    ("an entry is new", |large| {
        let new = "[[entry]]\nid = 'a/new'\ntitle = 'New'\nbody = 'See [it](a/e3).'\n";
        large.edit("f9.toml", |text| format!("{new}{text}"));
    }),
    ("a file is new, and comes first", |large| {
        let new = "[[entry]]\nid = 'a/e3'\ntitle = 'In place of 3'\nbody = 'Withered.'\n";
        fs::write(large.pack.at("a.toml"), new).expect("written");
    }),
    ("a file is broken", |large| large.edit("f3.toml", |text| text.replace("title =", "title"))),
    ("it is mended", |large| large.edit("f3.toml", |text| text.replace("title", "title ="))),
    ("a file has another name", |large| {
        fs::rename(large.pack.at("f3.toml"), large.pack.at("z3.toml")).expect("renamed");
    }),
    ("the theme has another title", |large| {
        large.edit("pack.toml", |text| text.replace("title = 'A'", "title = 'Alpha'"));
    }),
    ("a file is gone", |large| fs::remove_file(large.pack.at("f5.toml")).expect("removed")),
];

#[test]
fn a_folder_of_which_some_files_changed_says_what_it_says_without_a_cache() {
    let large = Large::new();
    large.answer(&["list"]);
    for (what, edit) in EDITS {
        edit(&large);
        large.settle();
        let found = QUESTIONS.map(|question| large.answer(question));
        assert_eq!(found, QUESTIONS.map(|question| large.answer_without(question)), "{what}");
        let told = large.cache(&["list", "--json"]);
        let told: Value = serde_json::from_str(&told).expect("JSON");
        assert_eq!(told["folders"].as_array().map(Vec::len), Some(1), "{what}");
        assert_eq!(told["stale"], serde_json::json!([]), "{what}");
    }
}

#[test]
fn several_may_open_a_folder_at_once() {
    let large = Large::new();
    let expected = large.answer_without(&["show", "a/e7"]);
    for round in 0..5 {
        large.edit("f7.toml", |text| format!("{text}# {round}\n"));
        large.settle();
        std::thread::scope(|scope| {
            let ask = || assert_eq!(large.answer(&["show", "a/e7"]), expected, "{round}");
            for _ in 0..4 {
                scope.spawn(ask);
            }
        });
        assert_eq!(large.kept().len(), 1, "nothing half written is left");
    }
}

/// How often a Folio is killed that writes; more in a soak.
fn kills() -> usize {
    let asked = std::env::var("FOLIO_CACHE_KILLS").ok().and_then(|count| count.parse().ok());
    asked.unwrap_or(50)
}

#[test]
fn whoever_is_killed_while_writing_leaves_nothing_wrong() {
    let large = Large::new();
    let expected = large.answer_without(&["show", "a/e7"]);
    let whole = {
        large.answer(&["list"]);
        fs::metadata(large.kept().remove(0)).expect("it is there").len()
    };
    let (count, mut written) = (kills(), 0);
    for kill in 0..count {
        // What is kept is of no use, so that it is written anew.
        large.edit("f7.toml", |text| format!("{text}#\n"));
        large.settle();
        let before = large.kept().len();
        let mut command = folio();
        command.env("XDG_CACHE_HOME", large.cache.path()).args(["list", "--pack"]);
        command.arg(large.pack.path()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the program runs");
        let length = whole * kill as u64 / count as u64;
        let begun = |path: &PathBuf| {
            path.extension().is_none() && fs::metadata(path).is_ok_and(|it| it.len() >= length)
        };
        while child.try_wait().expect("it is ours").is_none() {
            let kept = large.kept();
            if kept.len() > before && kept.iter().any(begun) {
                child.kill().expect("it is ours");
            }
        }
        written += usize::from(large.kept().len() > before);
        if kill % 10 == 0 || kill + 1 == count {
            assert_eq!(large.answer(&["show", "a/e7"]), expected, "{kill}");
        }
        for path in large.kept().iter().filter(|path| path.extension().is_none()) {
            fs::remove_file(path).expect("nobody writes it any more");
        }
    }
    assert!(written > 0, "none was killed while it wrote");
}

#[test]
fn only_what_is_to_be_kept_is_named() {
    for what in ["list", "clear"] {
        let (code, told, complaint) = run(&["cache", what, "tea"]);
        assert_eq!((code, told.as_str()), (2, ""), "{what}");
        assert!(complaint.contains("only `keep` takes a path"), "{complaint}");
    }
    let (code, _, complaint) = run(&["cache", "keep", "/nowhere"]);
    assert_eq!(code, 4, "{complaint}");
}
