//! `folio new` and `folio schema`: what they write, and what they refuse.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::command::{FOLIO, end, folio, json, printed};

/// Makes a pack; returns exit code, answer and complaint.
fn make(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    end(folio().arg("new").args(arguments).arg("--").arg(folder))
}

/// Checks a pack; returns its id.
#[track_caller]
fn sound(folder: &Path) -> String {
    let (code, told, complaint) = end(folio().args(["check", "--deny", "warnings"]).arg(folder));
    assert_eq!((code, &*complaint), (0, ""), "{told}");
    told.split_once(": no errors, no warnings").expect("it is sound").0.to_owned()
}

/// Returns the names of everything in a folder.
fn names(folder: &Path) -> Vec<String> {
    let items = fs::read_dir(folder).expect("it is there").map(|item| item.expect("it is read"));
    let mut names: Vec<String> =
        items.map(|item| item.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_new_pack_passes_its_check_and_says_what_to_do_next() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("green tea");
    let (code, told, complaint) = end(folio().current_dir(&home).args(["new", "green tea"]));
    assert_eq!((code, &*complaint), (0, ""));
    insta::assert_snapshot!(told);
    assert_eq!(sound(&folder), "green-tea");
    assert_eq!(names(&folder), [".folio", "pack.toml", "pages.toml", "words.toml"]);
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    let plain = home.path().join("plain");
    fs::create_dir(&plain).expect("made");
    assert_eq!(mode(&folder), mode(&plain), "it is open to whom folders are open to");
    assert_eq!(mode(&folder.join(".folio")), mode(&plain));
    let list = end(folio().args(["list", "--pack"]).arg(&folder)).1;
    assert!(list.contains("Pages") && list.contains("Words"), "{list}");
}

/// The files explain each table that they have, and have all that there are.
#[test]
fn a_new_pack_has_every_table_with_a_comment() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("tea");
    assert_eq!(make(&folder, &[]).0, 0);
    let texts = ["pack.toml", "pages.toml", "words.toml"]
        .map(|name| fs::read_to_string(folder.join(name)).expect("it is there"));
    for text in &texts {
        assert!(text.starts_with("#:schema ./.folio/"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
    let text = texts.concat();
    for schema in ["pack", "entries"] {
        let schema: Value = serde_json::from_str(&printed(&["schema", schema])).expect("JSON");
        for table in schema["definitions"].as_object().expect("tables").keys() {
            let header = format!("\n[[{table}]]\n");
            let before = text.split_once(&header).unwrap_or_else(|| panic!("{header} in {text}")).0;
            let above = before.lines().last().expect("a line");
            assert!(above.starts_with('#') || table == "entry.statement", "{above} above {header}");
        }
    }
}

#[test]
fn the_schemas_beside_a_new_pack_are_those_that_are_printed() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("tea");
    assert_eq!(make(&folder, &[]).0, 0);
    for name in ["pack", "entries"] {
        let file = folder.join(format!(".folio/{name}.schema.json"));
        let schema = printed(&["schema", name]);
        assert_eq!(fs::read_to_string(file).expect("it is there"), schema);
        let draft = serde_json::from_str::<Value>(&schema).expect("JSON")["$schema"].clone();
        assert_eq!(draft, "http://json-schema.org/draft-04/schema#");
        let (head, files) = (fs::read_to_string(folder.join("pack.toml")), ["pages", "words"]);
        let line = format!("#:schema ./.folio/{name}.schema.json\n");
        if name == "pack" {
            assert!(head.expect("it is there").starts_with(&line));
        } else {
            for file in files {
                let text = fs::read_to_string(folder.join(format!("{file}.toml")));
                assert!(text.expect("it is there").starts_with(&line), "{file}");
            }
        }
    }
    let (code, _, complaint) = end(folio().arg("schema"));
    assert!(code == 2 && complaint.contains("FILES"), "{complaint}");
}

#[test]
fn odd_names_make_sound_packs() {
    let home = tempfile::tempdir().expect("a folder");
    for (name, id) in [
        (&b"https"[..], "https-pack"),
        (b"-x", "x"),
        ("茶".as_bytes(), "cha"),
        (b"a\nb\x1b[31m", "a-b-31m"),
        (b"h\xff", "h"),
        (b"'\"\\'''", "my-pack"),
        (b"--", "my-pack"),
        (&b"l0ng".repeat(60), "l0ng".repeat(15).as_str()),
    ] {
        let folder = home.path().join(OsStr::from_bytes(name));
        let (code, told, complaint) = make(&folder, &[]);
        assert_eq!(code, 0, "{complaint}");
        assert!(!told.contains('\u{1b}'), "{told:?}");
        assert_eq!(sound(&folder), id);
    }
    // What would be taken for an option is named so that it is not.
    let (code, told, _) = end(folio().current_dir(home.path()).args(["new", "--", "-y z"]));
    assert!(code == 0 && told.contains("folio './-y z'"), "{told}");
    for command in ["list", "help"] {
        let (code, told, _) = end(folio().current_dir(home.path()).args(["new", command]));
        assert!(code == 0 && told.contains(&format!("folio ./{command} ")), "{told}");
    }
}

#[test]
fn a_title_can_be_given() {
    let home = tempfile::tempdir().expect("a folder");
    for (title, expected) in [
        ("He said \"tea\" \\ '''", Some("He said \"tea\" \\ '''")),
        ("  two\n lines\t", Some("two lines")),
        ("a\u{202e}b\u{1b}[2J", Some("ab[2J")),
        ("", None),
        (" \u{200b}", None),
    ] {
        let folder = home.path().join("tea");
        let title = ["--json", "--title", title];
        let (code, told, complaint) = make(&folder, &title);
        let Some(expected) = expected else {
            assert!(code == 2 && told.contains("--title"), "{told}{complaint}");
            assert!(!folder.exists());
            continue;
        };
        let answer: Value = serde_json::from_str(&told).expect("JSON");
        assert_eq!(
            (answer["title"].as_str(), answer["id"].as_str()),
            (Some(expected), Some("tea"))
        );
        let files = answer["files"].as_array().expect("a list");
        assert!(files.iter().all(|file| folder.join(file.as_str().expect("a name")).is_file()));
        sound(&folder);
        fs::remove_dir_all(folder).expect("removed");
    }
}

#[test]
fn what_is_there_stays_as_it_is() {
    let home = tempfile::tempdir().expect("a folder");
    let at = |name: &str| home.path().join(name);
    fs::create_dir(at("full")).expect("made");
    fs::write(at("full/read.me"), "1").expect("written");
    fs::write(at("file"), "2").expect("written");
    std::os::unix::fs::symlink("nowhere", at("link")).expect("linked");
    assert_eq!(make(&at("pack"), &[]).0, 0);
    for (name, told) in [
        ("full", "name a folder that is new or empty"),
        ("file", "name a folder that is new or empty"),
        ("link", "name a folder that is new or empty"),
        ("pack", "is a pack already"),
    ] {
        let before = names(home.path());
        let (code, _, complaint) = make(&at(name), &[]);
        assert!(code == 2 && complaint.contains(told), "{name}: {complaint}");
        assert_eq!(names(home.path()), before);
    }
    assert_eq!(names(&at("full")), ["read.me"]);
    let answer = json(&["new", "--json", at("full").to_str().expect("UTF-8")]);
    assert!(answer["error"].as_str().is_some_and(|error| error.contains("stays as it is")));
}

#[test]
fn an_empty_folder_is_filled_and_stays_the_same_one() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("tea");
    // What other programs hide in it stays and is no hindrance.
    fs::create_dir_all(folder.join(".git")).expect("made");
    fs::write(folder.join(".DS_Store"), "1").expect("written");
    let number = |path: &Path| fs::metadata(path).expect("it is there").ino();
    let before = number(&folder);
    let (code, told, complaint) = end(folio().current_dir(&folder).args(["new", "."]));
    assert_eq!(code, 0, "{told}{complaint}");
    assert_eq!((number(&folder), sound(&folder)), (before, "tea".to_owned()));
    let hidden = [".DS_Store", ".folio", ".git"];
    let expected: Vec<&str> =
        hidden.into_iter().chain(["pack.toml", "pages.toml", "words.toml"]).collect();
    assert_eq!(names(&folder), expected);
}

#[test]
fn folders_above_are_made_too() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("a/b/tea");
    assert_eq!(make(&folder, &[]).0, 0);
    assert_eq!(sound(&folder), "tea");
}

/// Where it cannot be written nothing of it is, not even a folder above.
#[test]
fn what_cannot_be_written_is_told_and_leaves_nothing_behind() {
    let home = tempfile::tempdir().expect("a folder");
    let (code, _, complaint) = make(Path::new("/proc/folio/tea"), &[]);
    assert!(code == 4 && complaint.contains("/proc/folio/tea cannot be written: "), "{complaint}");
    assert!(!complaint.contains(".folio-"), "{complaint}");
    assert_eq!(make(&home.path().join("none/../tea"), &[]).0, 4);
    fs::create_dir(home.path().join("empty")).expect("made");
    for name in ["a/tea", "empty"] {
        // As on a full disk: no file may have a byte.
        let script = format!("trap '' XFSZ; ulimit -f 0; exec '{FOLIO}' new {name}");
        let (code, _, complaint) =
            end(Command::new("/bin/sh").current_dir(home.path()).arg("-c").arg(script));
        assert!(code == 4 && complaint.contains("cannot be written: "), "{name}: {complaint}");
    }
    assert_eq!(names(home.path()), ["empty"]);
    assert_eq!(names(&home.path().join("empty")), [""; 0]);
}
