//! What is forgotten is in no file any more, and only what was named is.

use std::fs;
use std::sync::Arc;

use folio::journal::{
    Change, EntryRef, Grade, Keeper, Note, NoteId, Paragraph, Said, Side, Spot, Unfinished,
    UnfinishedNotes,
};

use crate::support::machine::Machine;
use crate::support::packs::Pack;

/// Returns all that the files of the journal hold.
fn files(machine: &Machine) -> String {
    let files = fs::read_dir(machine.0.at("state/folio")).expect("something was kept");
    let text = |file: fs::DirEntry| fs::read_to_string(file.path()).expect("it is text");
    files.map(|file| text(file.expect("it is there"))).collect()
}

/// Has an entry read that said something.
fn read(machine: &Machine, entry: &str, words: &str) {
    let said = Arc::new(Said::new(&[Paragraph::new(words)]).expect("it is short"));
    let change = Change::Read { on: EntryRef::new("tea", entry), text: said.print };
    machine.keep(change, &[said]);
}

fn note(pack: &str, entry: &str) -> Change {
    let spot = Spot { on: EntryRef::new(pack, entry), at: None };
    let (id, text, made) = (NoteId(entry.into()), "words".into(), folio::journal::Moment(1));
    Change::Note(Note { id, spot, text, made })
}

#[test]
fn what_was_removed_before_is_in_no_file_either() {
    for wanted in [&["forget", "--yes"][..], &["forget", "tea", "--yes"], &["forget", "tea"]] {
        let machine = Machine::new();
        let note = machine.note(&["kind/green", "secret"]);
        machine.told(&["notes", "remove", &note, "--yes"]);
        read(&machine, "kind/green", "read once");
        machine.keep(Change::Unread { on: EntryRef::new("tea", "kind/green") }, &[]);
        assert!(files(&machine).contains("secret") && files(&machine).contains("read once"));
        let (code, told, complaint) = machine.run(wanted);
        assert_eq!((code, complaint.as_str()), (1, ""), "{wanted:?}");
        assert!(told.starts_with("nothing that you added to"), "{told}");
        let left = files(&machine);
        assert!(!left.contains("secret") && !left.contains("read once"), "{wanted:?}: {left}");
    }
}

#[test]
fn what_a_forgotten_entry_said_goes_with_it() {
    for wanted in ["kind/green", "tea:kind/green"] {
        let machine = Machine::new();
        read(&machine, "kind/green", "of the green one");
        read(&machine, "kind/black", "of the black one");
        let told = machine.told(&["forget", wanted, "--yes"]);
        assert_eq!(told, "forgotten of kind/green: 1 entry read\n");
        let left = files(&machine);
        assert!(!left.contains("of the green one") && left.contains("of the black one"), "{left}");
        machine.told(&["forget", "tea", "--yes"]);
        assert!(!files(&machine).contains("of the black one"));
    }
}

#[test]
fn where_nothing_was_kept_nothing_is_made() {
    let machine = Machine::new();
    let (code, told, _) = machine.run(&["forget", "--yes"]);
    assert_eq!((code, told.as_str()), (1, "nothing that you added to all packs is left\n"));
    assert!(!machine.0.at("state").exists());
}

#[test]
fn an_id_behind_its_pack_is_looked_up_where_the_pack_is_open() {
    let entries = "[[entry]]\nid = 'a/new'\nformer = ['a/old']\ntitle = 'New'\nbody = 'Text.'\n";
    let machine = Machine(Pack::sound().file("a.toml", entries));
    let pack = machine.0.path().to_str().expect("the path is UTF-8");
    for (pack, entry) in
        [("test", "a/new"), ("test", "a/old"), ("test", "a/gone"), ("closed", "b"), ("closed", "c")]
    {
        machine.keep(note(pack, entry), &[]);
    }
    for (wanted, code, expected) in [
        ("test:a/nwe", 1, "no entry is called \"test:a/nwe\""),
        ("test:a/old", 0, "forgotten of a/new: 2 notes"),
        ("test:a/gone", 0, "forgotten of a/gone: 1 note"),
        ("test:a/gone", 1, "no entry is called"),
        ("closed:b", 0, "forgotten of b: 1 note"),
        ("closed:d", 1, "nothing that you added to d is left"),
    ] {
        let (found, told, complaint) = machine.run_on(pack, &["forget", wanted, "--yes"]);
        let told = told + &complaint;
        assert!(found == code && told.contains(expected), "{wanted}: {found} {told}");
    }
    assert_eq!(machine.json(&["notes", "list"])["notes"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_card_that_was_practised_three_times_is_one_card() {
    let machine = Machine::new();
    for grade in [Grade::Again, Grade::Hard, Grade::Good] {
        let on = EntryRef::new("tea", "kind/green");
        machine.keep(Change::Practised { on, side: Side::Title, grade }, &[]);
    }
    let goes = machine.json(&["forget", "kind/black", "--yes"]);
    assert_eq!((&goes["cards"], &goes["reviews"]), (&0.into(), &0.into()));
    let told = machine.told(&["forget", "kind/green", "--yes"]);
    assert_eq!(told, "forgotten of kind/green: 1 card practised\n");
}

#[test]
fn what_would_go_is_told_also_where_nobody_can_be_asked() {
    let machine = Machine::new();
    machine.note(&["kind/green", "one"]);
    let (code, told, complaint) = machine.run(&["forget", "tea"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(complaint.contains("1 note") && complaint.contains("--yes"), "{complaint}");
    assert_eq!(machine.json(&["notes", "list"])["notes"].as_array().map(Vec::len), Some(1));
}

#[test]
fn lines_of_a_newer_folio_go_that_name_what_is_forgotten_and_are_not_said_to_stay() {
    for (wanted, expected) in [
        (&["forget", "--yes"][..], "forgotten of all packs: 1 note, 2 lines of a newer Folio\n"),
        (&["forget", "tea", "--yes"], "forgotten of tea: 1 note, 1 line of a newer Folio\n"),
        (
            &["forget", "kind/green", "--yes"],
            "forgotten of kind/green: 1 note, 1 line of a newer Folio\n",
        ),
    ] {
        let machine = Machine::new();
        machine.note(&["kind/green", "one"]);
        let path = machine.0.at("state/folio/journal");
        let mut journal = fs::read_to_string(&path).expect("it is there");
        journal += "{\"at\":2,\"do\":\"fly\",\"to\":{\"pack\":\"tea\",\"entry\":\"kind/green\"}}\n";
        journal += "{\"at\":2,\"do\":\"sing\",\"pack\":\"ink\"}\n";
        fs::write(&path, journal).expect("it can be written");
        let (code, told, complaint) = machine.run(wanted);
        assert_eq!((code, &*told, &*complaint), (0, expected, ""), "{wanted:?}");
        let left = files(&machine);
        assert!(!left.contains("fly"), "{left}");
        assert_eq!(left.contains("sing"), wanted.len() > 2, "{left}");
    }
}

#[test]
fn a_note_that_was_begun_and_not_kept_is_forgotten_too() {
    let machine = Machine::new();
    for entry in ["kind/green", "kind/black"] {
        let Change::Note(note) = note("tea", entry) else { unreachable!("it is a note") };
        let begun = Unfinished { note, is_new: true, typed: format!("of {entry}").into() };
        let mut keeper = Keeper::new(Some(machine.0.at("state/folio")));
        keeper.keep_unfinished(&UnfinishedNotes::begun(vec![begun])).expect("it is kept");
    }
    let told = machine.told(&["forget", "kind/green", "--yes"]);
    assert_eq!(told, "forgotten of kind/green: 1 unfinished note\n");
    let left = files(&machine);
    assert!(!left.contains("of kind/green") && left.contains("of kind/black"), "{left}");
}
