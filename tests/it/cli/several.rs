//! Several packs at once: what has the same name in two of them is told apart, and refused where it is not.

use serde_json::Value;

use crate::support::command::{end, end_after, folio, json, printed, run};
use crate::support::packs::{Pack, pack_on_the_page};

/// The pack of the page on the format, as `tea`, and once more as `tee`.
struct Two([Pack; 2]);

impl Two {
    fn new() -> Self {
        let [tea, tee] = [pack_on_the_page(), pack_on_the_page()];
        let head = std::fs::read_to_string(tee.at("pack.toml")).unwrap();
        Self([tea, tee.file("pack.toml", head.replace("id = \"tea\"", "id = \"tee\""))])
    }

    fn with<'a>(&'a self, arguments: &[&'a str]) -> Vec<&'a str> {
        let [tea, tee] = self.0.each_ref().map(|pack| pack.path().to_str().unwrap());
        [arguments, &["--pack", tea, "--pack", tee]].concat()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        json(&self.with(&[arguments, &["--json"]].concat()))
    }
}

#[test]
fn ids_that_two_packs_have_are_printed_with_their_packs() {
    let two = Two::new();
    for (command, expected) in [
        (&["list", "leaf"][..], "tee:leaf/green"),
        (&["links", "tee:leaf/green"], "[tee:"),
        (&["map", "tee:leaf/green"], "[tee:"),
        (&["path", "tee:leaf/green", "tee:leaf/white"], "[tee:leaf/white]"),
        (&["search", "white"], "tee:leaf/white"),
        (&["terms", "tee:leaf/green"], "[tee:leaf/green]"),
        (&["coverage"], "[tee:leaf/green]"),
        (&["routes", "tee:first"], "[tee:leaf/green]"),
        (&["routes"], "[tee:first]"),
        (&["routes"], "[tea:first]"),
    ] {
        let told = printed(&two.with(command));
        assert!(told.contains(expected), "{command:?}: {told}");
        assert!(!told.contains("[leaf/") && !told.contains("[word/"), "{command:?}: {told}");
    }
    let alone = printed(&["list", "leaf", "--pack", two.0[0].path().to_str().unwrap()]);
    assert!(!alone.contains("tea:"), "one pack needs no telling apart: {alone}");
}

/// Calls `visit` with every object of an answer.
fn each_object(answer: &Value, visit: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match answer {
        Value::Object(fields) => {
            visit(fields);
            fields.values().for_each(|value| each_object(value, visit));
        }
        Value::Array(all) => all.iter().for_each(|value| each_object(value, visit)),
        _ => {}
    }
}

#[test]
fn an_entry_in_json_has_its_pack_beside_its_id() {
    let two = Two::new();
    for command in [
        &["near", "tee:leaf/green"][..],
        &["links", "tee:leaf/green"],
        &["map", "tee:leaf/green"],
        &["path", "tee:leaf/green", "tee:leaf/white"],
        &["terms", "tee:leaf/green"],
        &["routes", "tee:first"],
        &["cite", "tee:leaf/green"],
        &["show", "tee:leaf/green"],
        &["coverage"],
        &["list", "leaf"],
        &["search", "green"],
        &["matrix", "tee:leaf", "tee:word"],
    ] {
        let answer = two.json(command);
        let mut met = 0;
        each_object(&answer, &mut |fields| {
            // Of a chain the ends are told beside each other.
            let ends = fields.contains_key("to_pack");
            let names = ["id", "to", "entry", "term"].map(|name| fields.get(name));
            let is_entry = |id: &Value| id.as_str().is_some_and(|id| id.contains('/'));
            if !ends && names.into_iter().flatten().any(is_entry) {
                met += 1;
                let pack = fields.get("pack").and_then(Value::as_str).unwrap_or("none");
                assert!(["tea", "tee"].contains(&pack), "{command:?}: {fields:?}");
            }
        });
        assert!(met > 0, "{command:?} tells of entries: {answer}");
    }
    let near = two.json(&["near", "tee:leaf/green"]);
    assert_eq!((&near["id"], &near["pack"]), (&"leaf/green".into(), &"tee".into()));
    let sides = two.json(&["compare", "tea:leaf/green", "tee:leaf/green"]);
    assert_eq!((&sides["left_pack"], &sides["right_pack"]), (&"tea".into(), &"tee".into()));
}

#[test]
fn what_two_packs_have_is_refused_with_the_choices() {
    let two = Two::new();
    for (command, choices) in [
        (&["show", "leaf/green"][..], ["tea:leaf/green", "tee:leaf/green"]),
        (&["near", "leaf/green"], ["tea:leaf/green", "tee:leaf/green"]),
        (&["routes", "first"], ["tea:first", "tee:first"]),
        (&["matrix", "leaf", "word"], ["tea:leaf", "tee:leaf"]),
    ] {
        let (code, stdout, stderr) = run(&two.with(command));
        assert_eq!((code, stdout.as_str()), (1, ""), "{command:?}");
        assert!(choices.iter().all(|one| stderr.contains(one)), "{command:?}: {stderr}");
        assert_eq!(two.json(command)["candidates"], serde_json::json!(choices), "{command:?}");
    }
    let told = printed(&two.with(&["matrix", "tee:leaf", "word"]));
    assert_eq!(told, printed(&two.with(&["matrix", "tee:leaf", "tee:word"])), "of one pack");
}

#[test]
fn themes_of_two_packs_are_searched_apart() {
    let two = Two::new();
    let found = two.json(&["search", "theme:tee:leaf"]);
    let hits = found["hits"].as_array().expect("there are hits");
    assert!(!hits.is_empty() && hits.iter().all(|hit| hit["pack"] == "tee"), "{found}");
    let (code, _, told) = run(&two.with(&["search", "theme:nowhere"]));
    assert_eq!(code, 1);
    for theme in ["tea:leaf", "tee:leaf", "tea:word", "tee:word"] {
        // In the list of values, and as a suggestion.
        assert_eq!(told.matches(theme).count(), 2, "{theme}: {told}");
    }
}

/// A home with two packs of one id.
fn home() -> Pack {
    let (pack, mut home) = (pack_on_the_page(), Pack::new());
    for file in std::fs::read_dir(pack.path()).unwrap().flatten() {
        let text = std::fs::read(file.path()).unwrap();
        for folder in ["base", "base2"] {
            home = home.file(std::path::Path::new(folder).join(file.file_name()), &text);
        }
    }
    home
}

#[test]
fn of_two_packs_with_one_id_the_second_is_left_out_and_both_are_named() {
    let home = home();
    let run = |arguments: &[&str]| {
        end(folio().env("XDG_DATA_HOME", home.at("data")).current_dir(home.path()).args(arguments))
    };
    assert_eq!(run(&["add", "base"]).0, 0);
    let (code, told, why) = run(&["add", "base2"]);
    assert_eq!((code, told.as_str()), (2, ""));
    assert!(why.contains("base2 does not open: a pack `tea` is already open from"), "{why}");
    assert_eq!(run(&["packs"]).1.lines().count(), 1, "nothing stays of it");
    let (code, _, why) = run(&["--pack", "base2", "--all", "list"]);
    assert_eq!(code, 0);
    assert!(why.contains("packs/base is left out: ") && why.contains("from base2/"), "{why}");
    assert!(!why.contains("folio check"), "nothing is wrong with either: {why}");
    assert!(home.at("base2/pack.toml").is_file(), "what was to be added stays where it is");
}

#[test]
fn linear_mode_tells_packs_apart_where_a_name_is_ambiguous() {
    let two = Two::new();
    let typed = "open leaf/green\n";
    let (_, told, _) = end_after(folio().arg("--linear").args(two.with(&[])), typed);
    assert!(told.contains("tee:leaf/green"), "{told}");
}
