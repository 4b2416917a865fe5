//! Large folders open from what was compiled of them, and say the same whatever becomes of that.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use crate::support::command::{end, folio};
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
    let told = large.cache(&[]);
    assert!(told.starts_with(whole.to_str().expect("UTF-8")), "{told}");
    assert!(large.cache(&["--clear"]).starts_with("1 file removed, "));
    assert!(large.kept().is_empty());
    assert_eq!(QUESTIONS.map(|question| large.answer(question)), first);
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
fn a_folder_that_was_changed_a_moment_ago_is_not_kept() {
    let large = Large::new();
    fs::write(large.pack.at("new.toml"), "").expect("written");
    large.answer(&["list"]);
    assert!(large.kept().is_empty());
}
