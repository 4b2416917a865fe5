//! `folio build`: where it writes, what it refuses, and the commands that read what it made.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

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
