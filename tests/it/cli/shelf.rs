//! `folio packs`, `add` and `remove`: what the user keeps in the data folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::command::{end, end_after, folio};
use crate::support::packs::Pack;

/// A home with something to add to it.
struct Home(Pack);

impl Home {
    fn new() -> Self {
        let notes = Pack::new()
            .file("things/notes/Tea.md", "# Tea\n\nDrink it.\n")
            .file("things/notes/data.bin", "x")
            .file("things/notes/broken.epub", "x")
            .file("things/letter.md", "# Letter\n")
            .file("things/two\nlines/a.md", "# A\n\nText.\n")
            .file("things/empty/x.bin", "");
        Self(notes)
    }

    /// Runs Folio here; returns exit code, answer and complaint.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = folio();
        command.env("XDG_DATA_HOME", self.0.at("data")).current_dir(self.0.at("things"));
        end(command.args(arguments))
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let (code, answer, complaint) = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(code, 0, "{complaint}");
        serde_json::from_str(&answer).expect("the answer is JSON")
    }

    fn kept(&self, name: &str) -> std::path::PathBuf {
        self.0.at("data/folio/packs").join(name)
    }
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn what_is_added_opens_until_it_is_removed() {
    let home = Home::new();
    let (code, told, _) = home.run(&["packs"]);
    assert!(code == 0 && told.contains("nothing is in"), "{told}");
    let added = home.json(&["add", "notes"]);
    assert_eq!(keys(&added), BTreeSet::from(["schema_version", "name", "path"]));
    assert_eq!(home.run(&["add", "letter.md", "--copy", "--name", "a-letter"]).0, 0);
    let (code, told, _) = home.run(&["show", "tea"]);
    assert!(code == 0 && told.contains("Drink it."), "{told}");
    fs::write(home.0.at("things/notes/Tea.md"), "# Tea\n\nLeave it.\n").unwrap();
    fs::write(home.0.at("things/letter.md"), "# Another letter\n").unwrap();
    let told = home.run(&["show", "tea"]).1;
    assert!(told.contains("Leave it."), "what is linked changes: {told}");
    let told = home.run(&["show", "letter"]).1;
    assert!(!told.contains("Another"), "what is copied does not: {told}");

    let listed = home.json(&["packs"]);
    assert_eq!(keys(&listed), BTreeSet::from(["schema_version", "path", "packs"]));
    let rows: Vec<_> = listed["packs"].as_array().unwrap().iter().collect();
    assert_eq!(keys(rows[0]), BTreeSet::from(["name", "path", "leads_to", "missing"]));
    let names: Vec<_> = rows.iter().map(|row| (&row["name"], row["leads_to"].is_null())).collect();
    assert_eq!(names, [(&Value::from("a-letter"), true), (&Value::from("notes"), false)]);

    let removed = home.json(&["remove", "notes", "--yes"]);
    assert_eq!(keys(&removed), BTreeSet::from(["schema_version", "removed"]));
    assert_eq!(home.run(&["remove", "a-letter.md", "--yes"]).0, 0);
    assert_eq!(fs::read_dir(home.kept("")).unwrap().count(), 0);
    assert!(home.0.at("things/notes/Tea.md").is_file(), "what a link leads to stays");
    assert_eq!(home.run(&["show", "tea"]).0, 1);
}

#[test]
fn a_link_that_leads_nowhere_any_more_can_be_removed() {
    let home = Home::new();
    assert_eq!(home.run(&["add", "notes"]).0, 0);
    fs::rename(home.0.at("things/notes"), home.0.at("moved")).unwrap();
    let (code, told, _) = home.run(&["packs"]);
    assert!(code == 0 && told.contains("notes  "), "{told}");
    let says = "things/notes  nothing is there any more: folio remove notes takes the link away\n";
    assert!(told.ends_with(says), "{told}");
    assert_eq!(home.json(&["packs"])["packs"][0]["missing"], true);
    assert_eq!(home.run(&["remove", "notes", "--yes"]).0, 0);
    assert!(fs::symlink_metadata(home.kept("notes")).is_err());
}

#[test]
fn a_dictionary_of_several_files_is_told_as_the_link_that_it_is() {
    let home = Home::new();
    fs::write(home.0.at("things/words.index"), "tea\tA\tE\n").unwrap();
    fs::write(home.0.at("things/words.dict"), "Tea\n").unwrap();
    assert_eq!(home.run(&["add", "words.index"]).0, 0);
    let kept = &home.json(&["packs"])["packs"][0];
    assert!(
        kept["leads_to"].as_str().is_some_and(|it| it.ends_with("things/words.dict")),
        "{kept}"
    );
    for file in ["things/words.index", "things/words.dict"] {
        fs::remove_file(home.0.at(file)).unwrap();
    }
    assert_eq!(home.json(&["packs"])["packs"][0]["missing"], true);
    assert_eq!(home.run(&["remove", "words", "--yes"]).0, 0);
    assert!(fs::symlink_metadata(home.kept("words")).is_err());
}

#[test]
fn nothing_is_removed_or_written_over_unasked() {
    let home = Home::new();
    assert_eq!(home.run(&["add", "notes"]).0, 0);
    for (arguments, code, told) in [
        (&["add", "notes"][..], 2, "is there already"),
        (&["add", "nothing"], 3, "does not open"),
        (&["add", "empty"], 3, "nothing else that Folio reads"),
        (&["add", "notes/data.bin"], 3, "not a file that Folio has built"),
        (&["add", "notes/broken.epub"], 3, "does not open"),
        (&["add", "letter.md", "--name", "a/b"], 2, "cannot be the name"),
        (&["add", "letter.md", "--name", ".hidden"], 2, "cannot be the name"),
        (&["add", "two\nlines"], 2, "lines\" cannot be the name of a file there"),
        (&["remove", "notes"], 2, "--yes"),
        (&["remove", "others", "--yes"], 1, "folio packs"),
    ] {
        let (ended, _, complaint) = home.run(arguments);
        assert!(ended == code && complaint.contains(told), "{arguments:?}: {ended} {complaint}");
    }
    let mut command = folio();
    let command = command.env("XDG_DATA_HOME", home.0.at("data")).args(["remove", "notes"]);
    assert_eq!(end_after(command, "y\n").0, 2, "what comes through a pipe is no answer");
    assert!(Path::new(&home.kept("notes")).exists());
}

#[test]
fn what_is_gone_is_listed_by_linear_mode_with_what_takes_it_away() {
    let home = Home::new();
    assert_eq!(home.run(&["add", "notes"]).0, 0);
    fs::remove_dir_all(home.0.at("things/notes")).unwrap();
    let mut command = folio();
    command.env("XDG_DATA_HOME", home.0.at("data"));
    let (_, told, _) = end_after(command.args(["--linear", "--fresh"]), "packs\nabout 2\n2\n");
    for said in [
        "Packs (1 pack, 1 not open)",
        "1. The nine mechanisms  95 entries: nine-mechanisms 1.0.0 · built in",
        "Not open (1)",
        "2. notes  nothing opened: ",
        "`folio remove notes` takes it away",
        "there is nothing at this path",
    ] {
        assert!(told.contains(said), "{said} in {told}");
    }
}
