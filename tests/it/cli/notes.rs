//! `folio notes` and `folio forget`: what the reader adds, from the shell.

mod edits;
#[cfg(unix)]
mod forbidden;
mod forgetting;
mod refusals;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};

use crate::support::command::{end, end_after, folio};
use crate::support::machine::{Machine, TEA};
use crate::support::packs::Pack;

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn notes_are_made_listed_changed_and_removed() {
    let machine = Machine::new();
    assert!(machine.told(&["notes", "list"]).starts_with("there are no notes yet"));
    let whole = machine.note(&["kind/green", "Try *it* with #water at 70. See [[kind/black]]."]);
    let words = machine.note(&["green tea", "--words", "grass and chestnut"]);
    let third = machine.note(&["kind/black", "--paragraph", "1", "dark"]);

    let told = machine.told(&["notes", "list", "green"]);
    assert!(told.contains("Try it with #water at 70. See Black tea."), "{told}");
    assert!(told.contains("(highlighted)") && told.contains("“grass and chestnut”"), "{told}");
    assert!(!told.contains(&third), "{told}");
    assert_eq!(machine.told(&["notes", "list", "green", "kind/green"]), told, "each entry once");
    assert_eq!(machine.json(&["notes", "list"])["notes"].as_array().map(Vec::len), Some(3));

    let told = machine.told(&["notes", "show", &words[..6]]);
    assert!(told.contains("Green tea [kind/green] · 20"), "{told}");
    let (code, _, complaint) = machine.run(&["notes", "show", "nothing"]);
    assert!(code == 1 && complaint.contains("no note is called \"nothing\""), "{complaint}");
    let (code, ..) = machine.run(&["notes", "show", ""]);
    assert_eq!(code, 1);

    assert_eq!(
        machine.told(&["notes", "edit", &whole, "--text", "Never #boil it."]),
        format!("note {whole} was changed\n")
    );
    let changed = machine.json(&["notes", "show", &whole]);
    assert_eq!(changed["notes"][0]["tags"], json!(["boil"]));
    machine.told(&["notes", "edit", &third, "--on", "oolong", "--paragraph", "1"]);
    assert_eq!(machine.json(&["notes", "list", "oolong"])["notes"][0]["text"], "dark");

    let (code, _, complaint) = machine.run(&["notes", "edit", &third, "--text", "see [[oolong]]"]);
    let expected = "folio: [[oolong]] leads to no entry: did you mean [[kind/oolong]]?\n";
    assert_eq!((code, complaint.as_str()), (0, expected));

    let (code, _, complaint) = machine.run(&["notes", "remove", &third]);
    assert!(code == 2 && complaint.contains("--yes"), "nobody can be asked: {complaint}");
    machine.told(&["notes", "remove", &third, "--yes"]);
    assert_eq!(machine.json(&["notes", "list"])["notes"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_note_is_changed_in_the_editor() {
    let machine = Machine::new();
    let note = machine.note(&["kind/green", "one"]);
    let edit = |editor: &str| {
        let mut command = machine.command(&["notes", "edit", &note, "--pack", TEA]);
        end(command.env("EDITOR", editor).env("PATH", "/usr/bin:/bin"))
    };
    let (code, told, _) = edit("sed -i s/one/two/");
    assert_eq!((code, told), (0, format!("note {note} was changed\n")));
    assert_eq!(machine.json(&["notes", "show", &note])["notes"][0]["text"], "two");
    let (code, told, _) = edit("true");
    assert_eq!((code, told), (0, format!("note {note} stays as it is\n")));
    let (code, _, complaint) = edit("false");
    assert!(code == 4 && complaint.contains("false ended with"), "{complaint}");
    let (code, _, complaint) = machine.run(&["notes", "edit", &note]);
    assert!(code == 2 && complaint.contains("no editor is named by"), "{complaint}");
    assert_eq!(machine.json(&["notes", "show", &note])["notes"][0]["text"], "two");
}

#[test]
fn what_was_written_in_the_editor_and_cannot_be_saved_stays_in_its_file() {
    let machine = Machine::new();
    let note = machine.note(&["kind/green", "one"]);
    let folio = env!("CARGO_BIN_EXE_folio");
    let meanwhile =
        format!("{folio} notes edit {note} --pack {TEA} --text other && sed -i s/one/mine/");
    for (editor, why, kept, stays) in [
        (&*meanwhile, "was changed meanwhile", "mine\n", "other"),
        ("edit() { echo mine > \"$1\"; false; }; edit", "ended with", "mine\n", "other"),
        ("edit() { yes | head -c 1100000 > \"$1\"; }; edit", "at most 1 MiB", "y\ny\n", "other"),
    ] {
        let mut command = machine.command(&["notes", "edit", &note, "--pack", TEA]);
        let (code, _, complaint) = end(command.env("EDITOR", editor).env("PATH", "/usr/bin:/bin"));
        assert!(code != 0 && complaint.contains(why), "{complaint}");
        let (_, path) =
            complaint.trim_end().split_once("what you wrote is in ").expect("it is told");
        let written = fs::read_to_string(path).expect("it is there");
        assert!(written.starts_with(kept), "{why}");
        fs::remove_file(path).expect("it is ours");
        assert_eq!(machine.json(&["notes", "show", &note])["notes"][0]["text"], stays);
    }
}

#[test]
fn what_comes_back_from_the_editor_and_is_no_text_is_said_as_it_is() {
    let machine = Machine::new();
    let note = machine.note(&["kind/green", "one"]);
    for (editor, expected, has_path) in [
        ("edit() { printf '\\377' > \"$1\"; }; edit", "what the editor saved is not UTF-8", true),
        ("rm", "the editor removed its file", false),
    ] {
        let mut command = machine.command(&["notes", "edit", &note, "--pack", TEA]);
        let (code, _, complaint) = end(command.env("EDITOR", editor).env("PATH", "/usr/bin:/bin"));
        assert_eq!(code, 4, "{complaint}");
        assert!(complaint.contains("the note stays as it was"), "{complaint}");
        assert!(complaint.contains(expected), "{complaint}");
        let path = complaint.trim_end().split_once("what you wrote is in ").map(|(_, path)| path);
        assert_eq!(path.is_some(), has_path, "{complaint}");
        if let Some(path) = path {
            fs::remove_file(path).expect("it is there and ours");
        }
    }
}

#[test]
fn a_note_says_no_more_than_it_may() {
    let machine = Machine::new();
    let long = "x".repeat((1 << 20) + 1);
    let mut add = machine.command(&["notes", "add", "kind/green", "-", "--pack", TEA]);
    let (code, _, complaint) = end_after(&mut add, &long);
    assert!(
        code == 2 && complaint.contains("at most 1 MiB of text, and this is 1025 KiB"),
        "{complaint}"
    );
    let note = json!({ "at": 1, "do": "note", "id": "n1", "pack": "tea", "entry": "kind/green", "text": long });
    let path = machine.0.at("long.json");
    fs::write(&path, json!({ "records": [note] }).to_string()).unwrap();
    let (code, _, complaint) = machine.run(&["notes", "import", "long.json"]);
    assert!(code == 2 && complaint.contains("note n1"), "{complaint}");
    assert_eq!(machine.json(&["notes", "list"])["notes"], json!([]));
}

#[test]
fn a_note_comes_through_a_pipe_and_needs_a_place_that_is_there() {
    let machine = Machine::new();
    let mut command = machine.command(&["notes", "add", "kind/green", "-", "--pack", TEA]);
    assert_eq!(end_after(&mut command, "First.\n\n- second\n").0, 0);
    let listed = machine.json(&["notes", "list"]);
    assert_eq!(listed["notes"][0]["text"], "First.\n\n- second");
    for (arguments, code, told) in [
        (&["kind/green"][..], 2, "a note has to say something"),
        (&["kind/green", "--words", "no such words"], 1, "no paragraph of kind/green has"),
        (
            &["kind/green", "--words", "so that the leaf stays"],
            1,
            "only the summary of kind/green has",
        ),
        (&["kind/green", "--paragraph", "9"], 1, "kind/green has no paragraph 9: they are 1 to 1"),
        (&["nothing-like-it", "x"], 1, "no entry is called"),
    ] {
        let (found, _, complaint) = machine.run(&[&["notes", "add"], arguments].concat());
        assert!(found == code && complaint.contains(told), "{arguments:?}: {complaint}");
    }
}

#[test]
fn every_answer_in_json_has_the_keys_that_help_explains() {
    let machine = Machine::new();
    let note = machine.note(&["kind/green", "--words", "chestnut", "[[kind/black]]"]);
    let listed = machine.json(&["notes", "list"]);
    assert_eq!(keys(&listed), BTreeSet::from(["schema_version", "notes"]));
    let of_note = [
        "id",
        "pack",
        "entry",
        "title",
        "paragraph",
        "quote",
        "words",
        "text",
        "tags",
        "links",
        "made",
    ];
    assert_eq!(keys(&listed["notes"][0]), BTreeSet::from(of_note));
    let leads =
        [("to", "kind/black"), ("id", "kind/black"), ("pack", "tea"), ("title", "Black tea")];
    let leads = json!([leads.into_iter().collect::<BTreeMap<_, _>>()]);
    assert_eq!(listed["notes"][0]["links"], leads);
    let exported = machine.json(&["notes", "export"]);
    assert_eq!(keys(&exported), BTreeSet::from(["schema_version", "records"]));
    machine.told(&["notes", "export", "--json", "-o", "all.json"]);
    let imported = machine.json(&["notes", "import", "all.json"]);
    let of_import = ["schema_version", "added", "present", "differing", "skipped"];
    assert_eq!(keys(&imported), BTreeSet::from(of_import));
    let verified = machine.json(&["notes", "verify"]);
    let of_verify =
        ["schema_version", "notes", "attached", "moved", "homeless", "closed", "places"];
    assert_eq!(keys(&verified), BTreeSet::from(of_verify));
    let of_place = ["id", "pack", "entry", "place", "now", "paragraph"];
    assert_eq!(keys(&verified["places"][0]), BTreeSet::from(of_place));
    let removed = machine.json(&["notes", "remove", &note, "--yes"]);
    assert_eq!(keys(&removed), BTreeSet::from(["schema_version", "removed"]));
    let forgotten = machine.json(&["forget", "--yes"]);
    let of_forget = [
        "unfinished",
        "foreign",
        "schema_version",
        "forgotten",
        "notes",
        "bookmarks",
        "marks",
        "read",
        "stops",
        "cards",
        "reviews",
        "recent",
        "queries",
        "places",
        "files",
        "unreadable",
    ];
    assert_eq!(keys(&forgotten), BTreeSet::from(of_forget));
}

/// Records of every kind that a journal keeps.
const RECORDS: &str = r#"{ "records": [
    {"at":1,"do":"visit","pack":"tea","entry":"kind/green"},
    {"at":2,"do":"read","pack":"tea","entry":"kind/green","text":"00000000000000ff"},
    {"at":3,"do":"bookmark","pack":"tea","entry":"kind/black"},
    {"at":4,"do":"mark","letter":"a","pack":"tea","entry":"kind/black"},
    {"at":5,"do":"stop","pack":"tea","route":"first","entry":"kind/green"},
    {"at":6,"do":"asked","query":"leaf"},
    {"at":7,"do":"practised","pack":"tea","entry":"kind/green","side":"title","grade":"good"},
    {"at":8,"do":"note","id":"n1","pack":"tea","entry":"kind/green","text":"one","made":8}
] }"#;

#[test]
fn what_is_exported_comes_to_the_same_on_another_machine_and_never_twice() {
    let (here, there) = (Machine(Pack::new().file("records.json", RECORDS)), Machine::new());
    assert_eq!(here.json(&["notes", "import", "records.json"])["added"], 8);
    here.note(&["kind/green", "--words", "grass and chestnut", "line one\n\n#two"]);
    let all = here.json(&["notes", "export"]);
    assert_eq!(all["records"].as_array().map(Vec::len), Some(9));
    let file = there.0.at("all.json");
    let file = file.to_str().expect("the path is UTF-8");
    here.told(&["notes", "export", "--json", "-o", file]);
    let (code, _, complaint) = here.run(&["notes", "export", "--json", "-o", file]);
    assert!(code == 2 && complaint.contains("is there already"), "{complaint}");
    assert_eq!(there.told(&["notes", "import", "all.json"]), "9 things taken in\n");
    assert_eq!(there.json(&["notes", "export"]), all);
    let journal =
        fs::read_to_string(there.0.at("state/folio/journal")).expect("it was just written");
    let lines: Vec<&str> = journal.lines().collect();
    assert!(lines.len() == 2 && lines[1].contains("\"do\":\"taken-in\""), "{journal}");
    assert_eq!(
        there.told(&["notes", "import", "all.json"]),
        "0 things taken in · 9 there already\n"
    );
    assert_eq!(there.json(&["notes", "export"]), all);
}

#[test]
fn notes_are_a_folder_of_markdown_that_can_be_taken_in_again() {
    let (here, there) = (Machine::new(), Machine::new());
    let note = here.note(&["kind/green", "--words", "grass", "See [[kind/black]] #colour\n"]);
    here.note(&["kind/black", "another"]);
    let folder = there.0.at("vault");
    let folder = folder.to_str().expect("the path is UTF-8");
    here.told(&["notes", "export", "-o", folder]);
    let (code, _, complaint) = here.run(&["notes", "export", "-o", folder]);
    assert!(code == 2 && complaint.contains("is there already"), "{complaint}");
    let file = fs::read_to_string(there.0.at(format!("vault/Green tea {note}.md"))).unwrap();
    for line in [
        "entry: \"kind/green\"",
        "title: \"Green tea\"",
        "about: \"[[kind/green]]\"",
        "words: \"grass\"",
        "tags: [\"colour\"]",
        "See [[kind/black]] #colour",
    ] {
        assert!(file.lines().any(|it| it == line), "{line} in {file}");
    }
    let notes = |machine: &Machine| machine.json(&["notes", "list"])["notes"].clone();
    fs::write(there.0.at("vault/other.md"), "# Of the vault itself\n").unwrap();
    let (code, told, complaint) = there.run(&["notes", "import", "vault"]);
    assert_eq!((code, &*told), (0, "2 things taken in · 1 not understood\n"));
    assert_eq!(complaint, "folio: vault/other.md is no note of Folio's and stays out\n");
    fs::remove_file(there.0.at("vault/other.md")).unwrap();
    assert_eq!(notes(&there), notes(&here));

    let changed = file.replace("#colour", "#color");
    fs::write(there.0.at(format!("vault/Green tea {note}.md")), changed).unwrap();
    let told = there.told(&["notes", "import", "vault"]);
    assert!(told.contains("1 note differs and stays as here") && told.contains(&note), "{told}");
    assert_eq!(notes(&there), notes(&here));
    there.told(&["notes", "import", "vault", "--replace"]);
    assert_eq!(there.json(&["notes", "show", &note])["notes"][0]["tags"], json!(["color"]));
}

#[test]
fn what_is_not_understood_of_an_import_is_named_with_its_place() {
    let good = r#"{"at":1,"do":"bookmark","pack":"tea","entry":"kind/green"}"#;
    let more = r#"{"at":1,"do":"bookmark","pack":"tea","entry":"kind/black","colour":"red"}"#;
    let strange = r#"{"at":1,"do":"fly"}"#;
    let export = |version: u32, records: &[&str]| {
        format!("{{\"schema_version\":{version},\"records\":[\n{}\n]}}", records.join(",\n"))
    };
    let pack = Pack::new()
        .file("all.json", export(1, &[good, strange, more]))
        .file("strange.json", export(1, &[strange]))
        .file("newer.json", export(999, &[good]))
        .file("vault/mine.md", "# Of my own\n");
    let machine = Machine(pack);
    for (path, code, told, complaints) in [
        (
            "all.json",
            0,
            "2 things taken in · 1 not understood\n",
            &[
                "all.json:3: record 2 is not understood and stays out",
                "all.json:4: record 3 says more than this Folio knows, which stays out: colour",
            ][..],
        ),
        (
            "strange.json",
            1,
            "0 things taken in · 1 not understood\n",
            &["strange.json:2: record 1 is not understood and stays out"],
        ),
        (
            "vault",
            1,
            "0 things taken in · 1 not understood\n",
            &["vault/mine.md is no note of Folio's and stays out"],
        ),
        ("newer.json", 1, "", &["newer.json is an export of a newer Folio (version 999"]),
    ] {
        let (ended, printed, complaint) = machine.run(&["notes", "import", path]);
        assert_eq!((ended, &*printed), (code, told), "{complaint}");
        for (line, expected) in complaint.lines().zip(complaints) {
            assert!(line.starts_with(&format!("folio: {expected}")), "{line}");
        }
        assert_eq!(complaint.lines().count(), complaints.len(), "{complaint}");
    }
}

#[test]
fn two_exports_of_the_same_are_the_same() {
    let read = |entry: u32| json!({ "at": 1, "do": "read", "pack": "tea", "entry": format!("e/{entry}"), "text": "0" });
    let records: Vec<_> = (10..60).rev().map(read).collect();
    let machine = Machine(Pack::new().file("all.json", json!({ "records": records }).to_string()));
    machine.told(&["notes", "import", "all.json"]);
    let exported = machine.json(&["notes", "export"])["records"].clone();
    let ids: Vec<&str> =
        exported.as_array().expect("a list").iter().filter_map(|it| it["entry"].as_str()).collect();
    assert!(ids.len() == 50 && ids.is_sorted(), "{ids:?}");
}

#[test]
fn a_folder_of_notes_is_brought_up_to_date_where_they_lie_and_nothing_else_is_touched() {
    let machine = Machine::new();
    let one = machine.note(&["kind/green", "one"]);
    let two = machine.note(&["kind/black", "two"]);
    machine.told(&["notes", "export", "-o", "vault"]);
    fs::create_dir(machine.0.at("vault/sorted")).unwrap();
    let moved = machine.0.at("vault/sorted/renamed.md");
    fs::rename(machine.0.at(format!("vault/Green tea {one}.md")), &moved).unwrap();
    fs::write(machine.0.at("vault/mine.md"), "# Of my own\n").unwrap();
    machine.told(&["notes", "edit", &one, "--text", "changed"]);
    machine.told(&["notes", "remove", &two, "--yes"]);
    let three = machine.note(&["kind/oolong", "three"]);
    let told = machine.told(&["notes", "export", "-o", "vault", "--force"]);
    assert_eq!(told, "2 notes in vault\n");
    let mut names: Vec<String> = fs::read_dir(machine.0.at("vault"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let kept = [format!("Black tea {two}.md"), format!("Oolong {three}.md")];
    assert_eq!(names, [&*kept[0], &kept[1], "mine.md", "sorted"]);
    assert!(fs::read_to_string(moved).unwrap().ends_with("\nchanged\n"));
    assert_eq!(fs::read_to_string(machine.0.at("vault/mine.md")).unwrap(), "# Of my own\n");
    // What has the name of a note and is none stays as it is.
    let path = machine.0.at(format!("vault/Oolong {three}.md"));
    fs::write(&path, "# Of my own\n").unwrap();
    let (code, told, complaint) = machine.run(&["notes", "export", "-o", "vault", "--force"]);
    assert_eq!((code, &*told), (4, "1 note in vault\n"), "{complaint}");
    assert!(complaint.contains("it is there already"), "{complaint}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "# Of my own\n");

    machine.told(&["notes", "export", "--json", "-o", "all.json"]);
    let (code, _, complaint) = machine.run(&["notes", "export", "--json", "-o", "all.json"]);
    assert!(code == 2 && complaint.contains("--force writes over it"), "{complaint}");
    machine.told(&["notes", "export", "--json", "-o", "all.json", "--force"]);
}

#[test]
fn notes_on_several_entries_are_listed_and_several_things_forgotten_at_once() {
    let machine = Machine::new();
    for entry in ["kind/green", "kind/black", "term/oxidation"] {
        machine.note(&[entry, entry]);
    }
    let texts = |machine: &Machine, arguments: &[&str]| -> Vec<String> {
        let notes = machine.json(&[&["notes", "list"], arguments].concat())["notes"].clone();
        let notes = notes.as_array().expect("a list").iter();
        notes.map(|note| note["text"].as_str().expect("it says something").to_owned()).collect()
    };
    assert_eq!(texts(&machine, &["kind/green", "kind/black"]), ["kind/green", "kind/black"]);
    assert_eq!(texts(&machine, &["green", "tea"]), ["kind/green"]);
    let told = machine.told(&["notes", "list", "kind/oolong", "term/tannin"]);
    assert_eq!(told, "no note is on any of kind/oolong, term/tannin\n");
    let told = machine.told(&["forget", "kind/green", "kind/black", "--yes"]);
    assert_eq!(told, "forgotten of kind/green, kind/black: 2 notes\n");
    assert_eq!(texts(&machine, &[]), ["term/oxidation"]);
    let (code, _, complaint) = machine.run(&["forget", "term/oxidation", "kind/nowhere", "--yes"]);
    assert!(code == 1 && complaint.contains("kind/nowhere"), "{complaint}");
    assert_eq!(texts(&machine, &[]), ["term/oxidation"], "all of it or nothing");
}

#[test]
fn what_is_no_export_is_refused() {
    let machine = Machine(Pack::new().file("tea.md", "# Tea\n").file("x.json", "{\"a\": 1}"));
    for (path, told) in
        [("tea.md", "no export"), ("x.json", "no export"), ("gone", "cannot be read")]
    {
        let (code, _, complaint) = machine.run(&["notes", "import", path]);
        assert!(code == 1 && complaint.contains(told), "{path}: {complaint}");
    }
}

#[test]
fn what_was_added_is_forgotten_when_that_is_agreed_to() {
    let machine = Machine(Pack::new().file("records.json", RECORDS));
    machine.told(&["notes", "import", "records.json"]);
    let (code, _, complaint) = machine.run(&["forget", "kind/green"]);
    assert!(code == 2 && complaint.contains("--yes"), "{complaint}");
    let told = machine.told(&["forget", "green tea", "--yes"]);
    assert_eq!(
        told,
        "forgotten of kind/green: 1 note, 1 entry read, 1 stop of a route, 1 card practised, \
         1 entry opened lately\n"
    );
    let left = machine.json(&["notes", "export"]);
    assert_eq!(left["records"].as_array().map(Vec::len), Some(3), "{left}");
    let (code, told, _) = machine.run(&["forget", "green tea", "--yes"]);
    assert_eq!((code, told.as_str()), (1, "nothing that you added to kind/green is left\n"));
    let journal = machine.0.at("state").join("folio/journal");
    let text = fs::read_to_string(&journal).unwrap();
    assert!(!text.contains("kind/green"), "nothing of it is left in the file: {text}");
    fs::write(&journal, text + "nonsense\n").unwrap();
    let (_, told, complaint) = machine.run(&["forget", "tea", "--yes"]);
    assert!(told.contains("may hold more of it, beside the journal: journal.damaged-"), "{told}");
    assert!(complaint.contains("1 unreadable line"), "{complaint}");
    let told = machine.told(&["forget", "--yes"]);
    assert_eq!(told, "forgotten of all packs: 1 query, 1 file of unreadable lines\n");
    assert_eq!(machine.json(&["notes", "export"])["records"], json!([]));
    let files = fs::read_dir(journal.parent().unwrap()).unwrap().map(|it| it.unwrap().file_name());
    let left: BTreeSet<_> = files.collect();
    assert_eq!(left, BTreeSet::from(["journal".into(), "journal.lock".into()]));
}

#[test]
fn case_18_escapes_in_notes_and_in_a_journal_that_somebody_edited_are_harmless() {
    let machine = Machine::new();
    let hostile = "a\\u001b[2J\\u009b31m\\u0007b";
    let record = |what: &str| {
        let line = format!("{{\"at\":1,{what}}}\n").replace("EVIL", hostile);
        assert!(folio::journal::Record::read(line.trim_end()).is_some(), "{line}");
        line
    };
    let on = "\"pack\":\"EVIL\",\"entry\":\"EVIL\"";
    let anchor = "\"in\":{\"paragraph\":0,\"print\":\"1\",\"text\":\"EVIL\"}";
    let journal = [
        record(&format!(
            "\"do\":\"note\",\"id\":\"n1\",{on},{anchor},\"text\":\"EVIL #EVIL [[EVIL]]\""
        )),
        record(&format!(
            "\"do\":\"note\",\"id\":\"EVIL\",\"pack\":\"tea\",\"entry\":\"kind/green\",{anchor},\"text\":\"EVIL\""
        )),
        record(&format!("\"do\":\"bookmark\",{on},{anchor}")),
        record(&format!("\"do\":\"visit\",{on}")),
        record("\"do\":\"asked\",\"query\":\"EVIL\""),
        "raw \u{1b}[2J\u{9b}31m\n{\"at\":1,\"do\":\"\u{1b}[2J\"}\n".to_owned(),
    ];
    let folder = machine.0.at("state").join("folio");
    fs::create_dir_all(&folder).unwrap();
    for arguments in [
        &["notes", "list"][..],
        &["notes", "list", "kind/green"],
        &["notes", "show", "n1"],
        &["notes", "list", "--json"],
        &["notes", "export", "--json"],
        &["notes", "export", "-o", "out"],
        &["notes", "verify"],
        &["notes", "remove", "a", "--yes"],
        &["forget", "--yes"],
        &["doctor"],
    ] {
        fs::write(folder.join("journal"), journal.concat()).unwrap();
        let (_, told, complaint) = machine.run(arguments);
        let shown = told + &complaint;
        let drives = |c: char| c.is_control() && c != '\n';
        assert!(!shown.is_empty() && !shown.contains(drives), "{arguments:?}: {shown:?}");
    }
}

#[test]
fn without_a_place_for_a_journal_nothing_is_called_kept() {
    let (code, told, complaint) = end(folio().env("HOME", "").env("XDG_STATE_HOME", "").args([
        "notes",
        "add",
        "kind/green",
        "x",
        "--pack",
        TEA,
    ]));
    assert_eq!((code, told.as_str()), (4, ""), "{complaint}");
    assert!(complaint.contains("neither XDG_STATE_HOME nor HOME"), "{complaint}");
}
