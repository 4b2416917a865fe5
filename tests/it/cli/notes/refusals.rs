//! What is refused, so that no words are lost and nothing that cannot be read passes for nothing.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::json;

use crate::support::command::end;
use crate::support::machine::{Machine, TEA};
use crate::support::packs::Pack;

#[test]
fn no_note_loses_its_words_and_none_highlights_nothing() {
    let machine = Machine::new();
    let note = machine.note(&["kind/green", "words of mine"]);
    let marked = machine.note(&["kind/green", "--words", "chestnut"]);
    let listed = machine.json(&["notes", "list"]);
    for (arguments, expected) in [
        (&["edit", &note, "--text", ""][..], "stays as it is"),
        (&["edit", &note, "--text", " \n"], "stays as it is"),
        (&["edit", &marked, "--on", "kind/black"], "has to say something"),
        (&["edit", &marked, "--words", ""], "--words needs the words"),
        (&["add", "kind/green", "--words", ""], "--words needs the words"),
        (&["add", "kind/green", "x", "--paragraph", "1", "--words", " "], "--words needs"),
    ] {
        let (code, _, complaint) = machine.run(&[&["notes"], arguments].concat());
        assert!(code == 2 && complaint.contains(expected), "{arguments:?}: {complaint}");
    }
    let mut edit = machine.command(&["notes", "edit", &note, "--pack", TEA]);
    let (code, _, complaint) =
        end(edit.env("EDITOR", "truncate -s 0").env("PATH", "/usr/bin:/bin"));
    assert!(code == 2 && complaint.contains(&format!("notes remove {note}")), "{complaint}");
    assert_eq!(machine.json(&["notes", "list"]), listed);
}

#[test]
fn a_journal_that_cannot_be_read_is_not_taken_for_an_empty_one() {
    let is_folder = Machine(Pack::new().file("state/folio/journal/x", ""));
    let is_file = Machine(Pack::new().file("state/folio", ""));
    for machine in [&is_folder, &is_file] {
        for arguments in [
            &["notes", "list"][..],
            &["notes", "show", "a"],
            &["notes", "verify"],
            &["notes", "export", "--json", "-o", "out.json"],
            &["notes", "export", "-o", "out"],
            &["notes", "edit", "a", "--text", "x"],
            &["forget", "--yes"],
            &["recall", "--count"],
            &["diff"],
            &["diff", "kind/green"],
        ] {
            let (code, told, complaint) = machine.run(arguments);
            assert_eq!((code, told.as_str()), (4, ""), "{arguments:?}: {complaint}");
            assert!(complaint.contains("your journal cannot be read"), "{complaint}");
        }
        assert!(!machine.0.at("out.json").exists() && !machine.0.at("out").exists());
    }
}

#[test]
fn a_journal_of_a_newer_folio_is_not_taken_for_an_empty_one() {
    let newer = "{\"folio\":\"journal\",\"version\":2,\"generation\":0}\n";
    let machine = Machine(Pack::new().file("state/folio/journal", newer));
    let (code, told, complaint) = machine.run(&["notes", "list"]);
    assert_eq!(code, 4, "{complaint}");
    assert_eq!(told, "no note that this Folio can read: a newer one wrote your journal\n");
}

#[test]
fn a_journal_that_is_a_link_into_a_missing_folder_is_not_taken_for_an_empty_one_and_stays_a_link() {
    let machine = Machine(Pack::new().file("state/folio/x", "").file("there/x", ""));
    let journal = machine.0.at("state/folio/journal");
    let link = |folder: &str| {
        let _ = fs::remove_file(&journal);
        symlink(machine.0.at(folder).join("journal"), &journal).expect("it can be made");
    };
    link("taken out");
    for arguments in
        [&["notes", "list"][..], &["notes", "add", "kind/green", "x"], &["forget", "--yes"]]
    {
        let (code, told, complaint) = machine.run(arguments);
        assert_eq!((code, &*told), (4, ""), "{arguments:?}: {complaint}");
        assert!(
            complaint.contains("taken out/journal, and that folder is not there"),
            "{complaint}"
        );
    }
    // Where the folder is there, the file is made.
    link("there");
    machine.note(&["kind/green", "x"]);
    machine.told(&["forget", "--yes"]);
    assert!(fs::symlink_metadata(&journal).expect("it is there").is_symlink());
    fs::remove_file(machine.0.at("there/journal")).expect("it was made there");
    machine.run(&["forget", "--yes"]);
    assert!(fs::symlink_metadata(&journal).expect("it is there").is_symlink());
}

#[test]
fn a_file_of_a_folder_that_is_no_text_is_named_and_skipped() {
    let machine = Machine::new();
    machine.note(&["kind/green", "one"]);
    machine.told(&["notes", "export", "-o", "vault"]);
    fs::write(machine.0.at("vault/bad.md"), [0xff, 0xfe]).expect("it can be written");
    machine.told(&["forget", "--yes"]);
    let (code, told, complaint) = machine.run(&["notes", "import", "vault"]);
    assert_eq!((code, told.as_str()), (0, "1 thing taken in · 1 not understood\n"), "{complaint}");
    assert!(complaint.contains("bad.md cannot be read"), "{complaint}");
    assert_eq!(machine.json(&["notes", "import", "vault"])["skipped"], json!(1));
    let (code, _, complaint) = machine.run(&["notes", "import", "vault/bad.md"]);
    assert!(code == 1 && complaint.contains("bad.md cannot be read"), "{complaint}");
}
