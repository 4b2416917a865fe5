//! `folio build`: where it writes, what it refuses, and the commands that read what it made.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

use crate::support::command::{HARBOUR, end, folio, run};
use crate::support::packs::{HEAD, Pack, entry};

/// Builds the harbour into a file; returns exit code and complaint.
fn build(file: &Path) -> (i32, String) {
    let (code, _, complaint) = end(folio().args(["build", HARBOUR, "-o"]).arg(file));
    (code, complaint)
}

#[test]
fn what_is_built_is_read_wherever_a_pack_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // A name need not be UTF-8.
    for name in [OsStr::new("harbour.folio"), OsStr::from_bytes(b"h\xff.folio")] {
        let file = folder.path().join(name);
        assert_eq!(build(&file), (0, String::new()));
        for command in ["list", "doctor"] {
            let (code, told, _) = end(folio().arg(command).arg("--pack").arg(&file));
            assert!(code == 0 && told.contains("harbour"), "{command}: {told}");
        }
        let (code, told, _) = end(folio().arg("check").arg(&file));
        assert!(code == 0 && told.starts_with("harbour: no errors, "), "{told}");
    }
}

#[test]
fn a_file_that_is_none_of_folios_stays() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("letter.txt");
    fs::write(&file, "Dear reader").expect("written");
    let (code, complaint) = build(&file);
    assert!(code == 2 && complaint.contains("stays as it is"), "{complaint}");
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "Dear reader");
    assert_eq!(build(folder.path()).0, 2, "a folder");
    for (name, exit, told) in
        [("out.toml", 2, "part of a pack"), ("none/x.folio", 4, "cannot be written")]
    {
        let (code, complaint) = build(&folder.path().join(name));
        assert!(code == exit && complaint.contains(told), "{complaint}");
        assert!(!complaint.contains(".folio-"), "{complaint}");
    }
    assert_eq!(
        fs::read_dir(folder.path()).expect("it is there").count(),
        1,
        "nothing is left behind"
    );
}

#[test]
fn a_file_of_another_format_is_built_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("harbour.folio");
    assert_eq!(build(&file).0, 0);
    let built = fs::read(&file).expect("it is there");
    for step in [1, -1] {
        let mut other = built.clone();
        other[8] = other[8].wrapping_add_signed(step);
        fs::write(&file, &other).expect("written");
        assert_eq!(build(&file), (0, String::new()));
        assert!(fs::read(&file).expect("it is there") == built);
    }
}

#[test]
fn what_is_named_by_a_link_is_written_where_the_link_leads() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [file, link] = ["real.folio", "link.folio"].map(|name| folder.path().join(name));
    assert_eq!(build(&file).0, 0);
    fs::write(&file, fs::read(&file).expect("it is there")).expect("written");
    symlink(&file, &link).expect("linked");
    assert_eq!(build(&link).0, 0);
    assert!(link.is_symlink() && !file.is_symlink());
}

#[test]
fn a_pack_with_errors_is_built_without_what_is_wrong_and_says_so() {
    let pack =
        Pack::new().file("pack.toml", HEAD).file("a.toml", entry("one")).file("b.toml", "[[entry");
    let file = pack.at("../built.folio");
    let (path, file) = (pack.path().display().to_string(), file.display().to_string());
    let (code, told, complaint) = run(&["build", &path, "-o", &file]);
    assert_eq!(code, 1);
    assert!(told.contains("1 entry") && complaint.contains("folio check"), "{told}{complaint}");
    fs::remove_file(file).expect("it was made");
}

#[test]
fn a_file_is_held_against_the_rules_for_whole_packs() {
    let faulty = "[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = 'See [two](a/none), [it](#x).'\n\
                  [[entry]]\nid = 'a/two'\ntitle = 'One'\naliases = ['Uno']\n\
                  [[entry]]\nid = 'a/three'\ntitle = 'Three'\naliases = ['uno']\nbody = 'x'\n\
                  [[source]]\nid = 's'\ntitle = 'S'\nprimary = true\n\
                  [[place]]\nid = 'p'\nlabel = 'P'\n\
                  [[claim]]\nid = 'c'\nplace = 'p'\ntext = 'C'\n";
    let head = format!("{HEAD}[[theme]]\nid = 'empty'\ntitle = 'Empty'\n");
    let pack = Pack::new().file("pack.toml", head).file("faulty.toml", faulty);
    let file = pack.at("x.folio");
    let (code, _, complaint) = end(folio().arg("build").arg(pack.path()).arg("-o").arg(&file));
    assert_eq!(code, 0, "{complaint}");
    let codes = |of: &Path| {
        let (code, told, _) = end(folio().args(["check", "--json"]).arg(of));
        let told: Value = serde_json::from_str(&told).expect("JSON");
        let all = told["diagnostics"].as_array().expect("a list").iter();
        let mut codes: Vec<String> =
            all.map(|one| format!("{}: {}", one["code"], one["message"])).collect();
        codes.sort();
        (code, codes)
    };
    let ((code, found), expected) = (codes(&file), codes(pack.path()));
    // Where another entry is may be said by its line alone.
    let without_place = |told: &Vec<String>| -> Vec<String> {
        told.iter().map(|one| one.split(" at ").next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!((code, without_place(&found)), (expected.0, without_place(&expected.1)));
    assert!(found.len() >= 7, "{found:?}");
}

/// How often a build is killed; more in a soak.
fn kills() -> usize {
    let asked = std::env::var("FOLIO_BUILD_KILLS").ok().and_then(|count| count.parse().ok());
    asked.unwrap_or(12)
}

#[test]
fn what_a_killed_build_leaves_is_removed_by_the_next_one_and_nothing_else_is() {
    let mut pack = Pack::new().file("pack.toml", HEAD);
    for number in 0..10 {
        let body = "Leaves are picked, withered, rolled and dried. ".repeat(1000);
        let entry = format!("[[entry]]\nid = 'a/e{number}'\ntitle = 'E'\nbody = '''{body}'''\n");
        pack = pack.file(format!("f{number}.toml"), entry);
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    let begin = |name: &str| {
        let mut command = folio();
        command.arg("build").arg(pack.path()).arg("-o").arg(at(name));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs")
    };
    let files = || -> BTreeSet<PathBuf> {
        let entries = fs::read_dir(folder.path()).expect("it is there");
        entries.map(|entry| entry.expect("readable").path()).collect()
    };
    assert!(begin("a.folio").wait().expect("it ends").success());
    let whole = fs::read(at("a.folio")).expect("it is there");
    let (count, mut left) = (kills(), 0);
    for kill in 0..count {
        let before = files();
        let length = (whole.len() * kill / count) as u64;
        let begun = |path: &PathBuf| fs::metadata(path).is_ok_and(|it| it.len() >= length);
        let mut build = begin("a.folio");
        while build.try_wait().expect("it is ours").is_none() {
            if files().difference(&before).any(begun) {
                build.kill().expect("it is ours");
            }
        }
        assert!(fs::read(at("a.folio")).expect("it is there") == whole, "{kill}");
        assert!(files().len() <= 2, "{kill}: what the last one left is gone");
        left += files().len() - 1;
    }
    assert!(left > 0, "none was killed while it wrote");
    let names = ["a.folio", "b.folio", "c.folio"];
    for mut build in names.map(begin) {
        assert!(build.wait().expect("it ends").success(), "all at once");
    }
    assert_eq!(files(), names.map(at).into(), "nothing half written is left");
    assert!(names.iter().all(|name| fs::read(at(name)).expect("it is there") == whole));
}
