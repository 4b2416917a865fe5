//! What may not change unnoticed: `--help` and the shapes of all answers in JSON, for every subcommand
//! that there is.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::support::command::{in_harbour, json, run};

/// Returns all subcommands.
fn subcommands() -> Vec<clap::Command> {
    folio::cli::command().get_subcommands().cloned().collect()
}

#[track_caller]
fn check_help(name: &str, arguments: &[&str]) {
    let (code, stdout, _) = run(arguments);
    assert_eq!(code, 0, "{arguments:?}");
    insta::assert_snapshot!(format!("help{name}"), stdout);
}

#[test]
fn every_subcommand_explains_itself() {
    check_help("", &["--help"]);
    let names: Vec<String> = subcommands().iter().map(|it| it.get_name().to_owned()).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        check_help(&format!("_{}", name.replace('-', "_")), &["help", &name]);
        let (code, stdout, _) = run(&[&name, "--help"]);
        assert!(code == 0 && run(&["help", &name]).1.starts_with(stdout.trim_end()), "{name}");
    }
}

#[test]
fn every_command_has_a_line_under_what_it_is_for() {
    for flag in ["--help", "-h"] {
        let (_, help, _) = run(&[flag]);
        let (list, _) = help.split_once("\nArguments:").expect("the arguments follow");
        let groups: Vec<&str> = list.split("\n\n").filter(|it| it.contains(":\n  ")).collect();
        assert!((4..8).contains(&groups.len()), "{groups:?}");
        let lines = groups.iter().flat_map(|group| group.lines().skip(1));
        for (line, command) in lines.clone().zip(subcommands()) {
            assert!(line.starts_with(&format!("  {} ", command.get_name())), "{line}");
            assert!(line.chars().count() <= 80, "{line}");
        }
        assert_eq!(lines.count(), subcommands().len());
    }
}

#[test]
fn an_option_of_the_browser_behind_a_command_is_told_as_one() {
    for words in [["show", "ppp", "--at", "x"], ["list", "mechanism", "--palette", "x"]] {
        let (code, _, told) = run(&words);
        let expected = format!("{} is for the browser", words[2]);
        assert!(code == 2 && told.contains(&expected), "{told}");
    }
    let (code, _, told) = run(&["show", "ppp", "--jsn"]);
    assert!(code == 2 && told.contains("'--json'"), "{told}");
}

/// Those of commands that ask the built-in pack something, unless they are about a file of the reader's own.
#[test]
fn examples_about_the_built_in_pack_work() {
    let asking = [
        "list", "show", "search", "links", "cite", "near", "coverage", "routes", "terms", "map",
        "path", "compare", "matrix", "notes",
    ];
    let is_own = |word: &String| {
        ["-", "<", ">", ">>", "|", "--pack"].contains(&&**word) || word.starts_with("./")
    };
    let mut tried = 0;
    for name in asking {
        let folio = folio::cli::command();
        let command = folio.find_subcommand(name).expect("there is such a subcommand");
        let commands =
            command.get_subcommands().filter(|it| it.get_name() == "add").chain([command]);
        for help in commands.filter_map(|it| it.get_after_help()) {
            let help = help.to_string();
            let examples = help.lines().filter_map(|line| line.trim().strip_prefix("folio "));
            for example in examples {
                let words = shell_words::split(example).expect("the shell reads it");
                let makes_notes = words[0] == "notes" && words[1] != "add" && words[1] != "list";
                if makes_notes || words.iter().any(is_own) {
                    continue;
                }
                let (code, _, complaint) =
                    run(&words.iter().map(|word| &**word).collect::<Vec<_>>());
                assert_eq!(code, 0, "folio {example}: {complaint}");
                tried += 1;
            }
        }
    }
    assert!(tried > 25, "{tried}");
}

#[test]
fn every_topic_is_explained() {
    for topic in ["json", "exit-codes", "environment", "files", "keys", "pack"] {
        check_help(&format!("_{}", topic.replace('-', "_")), &["help", topic]);
    }
}

/// A folder that `convert` makes, which has to be new.
const CONVERTED: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/harbour-converted");

/// A folder that `new` makes.
const MADE_ANEW: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/made-anew");

/// Questions whose answers together have everything that the answer of a subcommand can have.
const QUESTIONS: [(&str, &[&[&str]]); 20] = [
    ("build", &[&["-o", concat!(env!("CARGO_TARGET_TMPDIR"), "/harbour.folio")]]),
    ("convert", &[&["-o", CONVERTED]]),
    ("new", &[&[MADE_ANEW]]),
    ("list", &[&[], &["trade"]]),
    ("show", &[&["who pays"], &["hwm", "fairway"], &["town/outlook"], &["hwm"], &["fairway"]]),
    ("search", &[&["who pays"], &["blockchain"], &["sandbar"], &["theme:term"]]),
    ("links", &[&["dredging"], &["dues"], &["hwm"]]),
    ("cite", &[&["dues"], &["hwm"]]),
    ("near", &[&["dredging"], &["dues"]]),
    ("coverage", &[&[]]),
    ("routes", &[&[], &["money"], &["dues"]]),
    ("terms", &[&["dues"], &["tonnage"]]),
    ("map", &[&["dredging"], &["logbook"]]),
    ("path", &[&["who pays", "aim/river"], &["logbook", "hwm"]]),
    ("compare", &[&["dredging", "piloting"], &["dredging", "dues"]]),
    ("matrix", &[&["trade", "aim"], &["term", "term"]]),
    ("cache", &[&["list"]]),
    ("config", &[&["show"]]),
    ("palettes", &[&[]]),
    ("check", &[&[], &["no-such-folder"], &["--stats"]]),
];

/// Returns the shape of an answer of which these are cases: the keys and the types of all of them, and
/// of all elements of an array. A key that some objects lack ends with a question mark.
fn shape(cases: &[&Value]) -> Value {
    let mut kinds: BTreeMap<&str, Option<Value>> = BTreeMap::new();
    for case in cases {
        let kind = match case {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        kinds.entry(kind).or_default();
    }
    let arrays: Vec<&Vec<Value>> = cases.iter().filter_map(|case| case.as_array()).collect();
    if let Some(found) = kinds.get_mut("array") {
        let elements: Vec<&Value> = arrays.into_iter().flatten().collect();
        let elements = Some(shape(&elements)).filter(|_| !elements.is_empty());
        *found = Some(Value::Array(elements.into_iter().collect()));
    }
    let objects: Vec<&Map<String, Value>> =
        cases.iter().filter_map(|case| case.as_object()).collect();
    if let Some(found) = kinds.get_mut("object") {
        let keys: BTreeMap<&str, Vec<&Value>> = objects.iter().flat_map(|it| it.iter()).fold(
            BTreeMap::new(),
            |mut keys, (key, value)| {
                keys.entry(key).or_insert_with(Vec::new).push(value);
                keys
            },
        );
        let fields = keys.into_iter().map(|(key, values)| {
            let always = values.len() == objects.len();
            (format!("{key}{}", if always { "" } else { "?" }), shape(&values))
        });
        *found = Some(Value::Object(fields.collect()));
    }
    let plain = kinds.iter().filter(|(_, found)| found.is_none()).map(|(kind, _)| *kind);
    let plain = plain.collect::<Vec<_>>().join(" or ");
    let mut shapes: Vec<Value> = kinds.into_values().flatten().collect();
    match (plain.as_str(), shapes.len()) {
        ("", 1) => shapes.remove(0),
        (_, 0) => Value::String(plain),
        _ => json!({ "one of": [Value::String(plain), Value::Array(shapes)] }),
    }
}

#[test]
fn shapes_see_all_elements_and_all_kinds() {
    let shape_of = |value: &Value| shape(&[value]);
    assert_eq!(shape_of(&json!([null, 1, "a"])), json!(["null or number or string"]));
    assert_eq!(
        shape_of(&json!([{ "a": 1, "b": null }, { "a": 2, "b": "x", "c": [] }])),
        json!([{ "a": "number", "b": "null or string", "c?": [] }])
    );
    assert_eq!(shape_of(&json!([[], [true]])), json!([["boolean"]]));
    assert_eq!(
        shape_of(&json!([null, { "a": 1 }])),
        json!([{ "one of": ["null", [{ "a": "number" }]] }])
    );
}

#[test]
fn the_shapes_of_all_answers_are_stable() {
    for made in [CONVERTED, MADE_ANEW] {
        let _ = std::fs::remove_dir_all(made);
    }
    let takes_json = |command: &clap::Command| {
        command.get_arguments().any(|argument| argument.get_long() == Some("json"))
    };
    // The doctor's answer is snapshotted as a whole; without the tables nothing is near; what is about the
    // data folder or the journal is asked in one of its own.
    let elsewhere = ["doctor", "packs", "add", "remove", "forget", "diff", "recall"];
    let opens_nothing = ["cache", "config", "new", "palettes"];
    let is_asked = |name: &str| {
        !elsewhere.contains(&name) && (name != "near" || folio::meaning::is_built_in())
    };
    for command in subcommands().iter().filter(|it| takes_json(it) && is_asked(it.get_name())) {
        let name = command.get_name();
        let questions = QUESTIONS.iter().find(|(of, _)| *of == name);
        let (_, questions) = questions.unwrap_or_else(|| panic!("no question to {name}"));
        let ask = |question: &&[&str]| {
            let words = [&[name], *question, &["--json"]].concat();
            if opens_nothing.contains(&name) { json(&words) } else { json(&in_harbour(&words)) }
        };
        let answers: Vec<Value> = questions.iter().map(ask).collect();
        for answer in &answers {
            assert_eq!(answer["schema_version"], 1, "{name}");
        }
        let shape = shape(&answers.iter().collect::<Vec<_>>());
        let shape = serde_json::to_string_pretty(&shape).expect("JSON");
        insta::assert_snapshot!(format!("shape_{}", name.replace('-', "_")), shape);
    }
}

#[test]
fn the_shape_of_an_error_is_stable() {
    let answer = json(&in_harbour(&["show", "nothing-like-this", "--json"]));
    assert_eq!(answer["schema_version"], 1);
    let shape = serde_json::to_string_pretty(&shape(&[&answer])).expect("JSON");
    insta::assert_snapshot!("shape_error", shape);
}

#[test]
fn the_help_of_a_command_below_another_is_found_by_its_words_and_by_its_page() {
    let expected = run(&["notes", "add", "--help"]).1;
    for arguments in [&["help", "notes", "add"][..], &["help", "notes-add"]] {
        assert_eq!(run(arguments), (0, expected.clone(), String::new()), "{arguments:?}");
    }
    let (code, _, told) = run(&["help", "nosuch"]);
    assert!(code == 2 && told.contains("`folio help` lists the commands"), "{told}");
    for (topic, meant) in [
        ("serach", "did you mean `folio help search`? "),
        ("notes ad", "did you mean `folio help notes add`? "),
        ("json keys", "did you mean `folio help json` or `folio help keys`? "),
    ] {
        let (code, _, told) = run(&["help", topic]);
        assert!(code == 2 && told.contains(meant), "{told}");
    }
}
