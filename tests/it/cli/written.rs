//! Where an answer goes: standard output, a file, a folder; and in which letters.

use serde_json::Value;

use crate::support::command::{end, folio, json, run};
use crate::support::packs::{Pack, pack_on_the_page};

#[test]
fn a_hyphen_is_standard_output_where_one_file_is_written() {
    let pack = pack_on_the_page();
    let tea = pack.path().to_str().unwrap();
    let built = folio().args(["build", tea, "-o", "-"]).output().expect("the program runs");
    let again = pack.at("again.folio");
    std::fs::write(&again, &built.stdout).unwrap();
    let again = again.to_str().unwrap();
    assert_eq!(run(&["show", "leaf/green", "--pack", again]).0, 0, "it is a compiled pack");
    let exported = json(&["notes", "export", "--json", "-o", "-"]);
    assert_eq!(exported["records"], serde_json::json!([]));
    let (code, cards, _) = run(&["recall", "--export", "-", "--pack", tea]);
    assert!(code == 0 && cards.starts_with("#separator:Tab\n"), "{cards}");
}

#[test]
fn a_hyphen_is_refused_where_a_folder_is_written() {
    let pack = pack_on_the_page();
    for (arguments, why) in [
        (&["convert", ".", "-o", "-"][..], "a pack is a folder of files"),
        (&["notes", "export", "-o", "-"], "notes go into a folder"),
        (&["build", ".", "-o", "-", "--json"], "what is built goes into a file or a pipe"),
    ] {
        let (code, _, told) = end(folio().current_dir(pack.path()).args(arguments));
        assert!(code == 2 && (told.contains(why) || arguments.contains(&"--json")), "{told}");
        assert!(!pack.at("-").exists(), "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_written_says_why() {
    let pack = pack_on_the_page();
    let (tea, nowhere) = (pack.path().to_str().unwrap(), pack.at("nowhere/file"));
    let nowhere = nowhere.to_str().unwrap();
    for arguments in [
        &["build", tea, "-o", nowhere][..],
        &["recall", "--export", nowhere],
        &["notes", "export", "--json", "-o", nowhere],
    ] {
        let (code, _, told) = run(arguments);
        assert_eq!(code, 4, "{told}");
        assert!(told.ends_with("written: there is no such file or folder\n"), "{told}");
    }
    for force in [&["--force"][..], &[]] {
        let (code, _, told) = run(&[&["recall", "--export", tea], force].concat());
        assert!(code == 2 && told.contains("is a folder"), "{told}");
    }
}

#[test]
fn json_says_what_does_not_open() {
    let folder = Pack::new();
    for arguments in [
        &["list", "--pack", "nope"][..],
        &["search", "tea", "--pack", "nope"],
        &["build", "nope", "-o", "x.folio"],
        &["convert", "nope", "-o", "x"],
        &["add", "nope"],
    ] {
        let arguments = [arguments, &["--json"]].concat();
        let (code, answer, told) = end(folio().current_dir(folder.path()).args(&arguments));
        assert_eq!((code, told.as_str()), (3, ""), "{arguments:?}");
        let answer: Value = serde_json::from_str(&answer).expect("an object in JSON");
        let error = answer["error"].as_str().expect("an error");
        assert!(
            error.contains("nope") && error.contains("there is nothing at this path"),
            "{error}"
        );
        assert!(answer["schema_version"] == 1 && answer["candidates"].is_array(), "{answer}");
    }
}

#[test]
fn in_ascii_lines_and_marks_are_printed_so() {
    let pack = pack_on_the_page();
    let tea = pack.path().to_str().unwrap();
    for command in [
        &["show", "leaf/green"][..],
        &["path", "leaf/white", "word/oxidation"],
        &["routes", "first"],
        &["matrix", "leaf", "word"],
        &["coverage"],
        &["search", "green"],
        &["compare", "leaf/green", "leaf/white"],
    ] {
        let (_, told, _) = run(&[command, &["--ascii", "--pack", tea]].concat());
        // What the pack says itself stays: the Chinese name, and how it is read.
        let is_own = |c: char| c.is_ascii() || c.is_alphabetic();
        assert_eq!(told.chars().find(|&c| !is_own(c)), None, "{command:?}: {told}");
        let (_, plain, _) = run(&[command, &["--pack", tea]].concat());
        assert_ne!(told, plain, "{command:?} has signs of its own");
    }
    let answer =
        |more: &[&str]| run(&[&["search", "green", "--json", "--pack", tea], more].concat()).1;
    assert_eq!(answer(&["--ascii"]), answer(&[]), "JSON is for programs");
}
