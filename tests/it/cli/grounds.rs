//! `folio coverage`, `routes`, `terms` and `check --stats` as a user meets them, on a pack that has one
//! of everything they tell of.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::command::{in_harbour, json as answer, run};

const PACK: &str = r#"
format = 1
id = "gaps"
title = "Gaps"
version = "1.0.0"
language = "en"
start = "e/start"

[[theme]]
id = "e"
title = "Entries"

[[theme]]
id = "term"
title = "Terms"
glossary = true

[[relation]]
id = "explains"
label = "explains"
inverse = "is explained by"
"#;

const ENTRIES: &str = r#"
[[source]]
id = "S"
title = "The source"
primary = true

[[place]]
id = "p1"
label = "One"

[[place]]
id = "p2"
label = "Two"

[[claim]]
id = "c1"
place = "p1"
text = "A claim."

[[claim]]
id = "c2"
place = "p1"
text = "A claim that nothing uses."

[[claim]]
id = "c3"
place = "p2"
text = "Nor this one."

[[entry]]
id = "e/start"
title = "Start"
summary = "Risk at first."

[[entry.name]]
language = "zh"
text = "开始"

[[entry.statement]]
id = "first"
text = "A *panda bond*, `risk`, [risk](e/next) and a Risk; **data**\n*centre*."
by = "article"
claims = ["c1", "c1"]

[[entry.statement]]
heading = "More"
text = "A *panda bond* is a risk."
by = "editor"
certainty = "general"

[[entry]]
id = "e/next"
title = "Next"
body = "A *panda bond* without provenance, who pays."

[[entry.name]]
language = "zh"
text = "接着"

[[entry]]
id = "e/lost"
title = "Lost"
body = "硬联通硬联通 and a *panda bond*."

[[entry]]
id = "term/risk"
title = "Risk"
aliases = ["who pays"]
body = "What may go wrong."

[[entry.name]]
language = "zh"
text = "风险"

[[entry]]
id = "term/data-centre"
title = "Data centre"
body = "A house of computers."

[[entry.name]]
language = "zh"
text = "数据中心"

[[link]]
from = "e/next"
to = "e/start"
relation = "explains"
reason = "It does."
by = "editor"
certainty = "general"

[[route]]
id = "all"
title = "All of it"
stops = ["e/start", "e/next"]
"#;

fn pack() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in [("pack.toml", PACK), ("entries.toml", ENTRIES)] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

/// Runs commands on the pack and joins what they print.
fn told(commands: &[&[&str]]) -> String {
    let pack = pack();
    let path = pack.path().to_str().expect("UTF-8");
    let mut told = String::new();
    for command in commands {
        let mut arguments = command.to_vec();
        arguments.extend(["--pack", path]);
        let (_, stdout, stderr) = run(&arguments);
        told += &format!("$ folio {}\n{stdout}{stderr}\n", command.join(" "));
    }
    // Errors name files in a folder that differs from run to run.
    told.replace(path, "PACK")
}

#[test]
fn the_source_is_told_place_by_place() {
    insta::assert_snapshot!(told(&[&["coverage"]]));
}

#[test]
fn routes_are_told_with_minutes() {
    insta::assert_snapshot!(told(&[
        &["routes"],
        &["routes", "all"],
        &["routes", "All of it"],
        &["routes", "gaps:all"],
        &["routes", "start"],
        &["routes", "lost"],
        &["routes", "neither"],
    ]));
}

#[test]
fn terms_are_told_with_their_places() {
    insta::assert_snapshot!(told(&[&["terms", "start"], &["terms", "risk"], &["terms", "lost"]]));
}

#[test]
fn stats_stand_behind_the_mistakes() {
    let stats = told(&[&["check", "--stats"]]);
    let (_, behind) = stats.split_once("5 entries").expect("the state is told");
    insta::assert_snapshot!(format!("5 entries{behind}"));
    assert!(!told(&[&["check"]]).contains("5 entries"));
}

#[test]
fn json_answers_hold_the_same_facts() {
    let pack = pack();
    let path = pack.path().to_str().expect("UTF-8");
    for (name, arguments) in [
        ("coverage", &["coverage"][..]),
        ("routes", &["routes", "start"]),
        ("terms", &["terms", "start"]),
        ("terms_of_a_term", &["terms", "risk"]),
    ] {
        let mut all = arguments.to_vec();
        all.extend(["--json", "--pack", path]);
        insta::assert_snapshot!(
            format!("json_{name}"),
            serde_json::to_string_pretty(&answer(&all)).expect("JSON")
        );
    }
    let checked = answer(&["check", "--stats", "--json", path]);
    insta::assert_snapshot!(
        "json_stats",
        serde_json::to_string_pretty(&checked["stats"]).expect("JSON")
    );
    assert_eq!(answer(&["check", "--json", path])["stats"], Value::Null);
}

#[test]
fn spans_are_bytes_of_the_texts() {
    for id in ["trade/dues", "town/overview", "trade/dredging"] {
        let entry = &answer(&in_harbour(&["show", id, "--json"]))["entry"];
        let terms = answer(&in_harbour(&["terms", id, "--json"]));
        let spans = terms["spans"].as_array().expect("an array");
        assert!(!spans.is_empty(), "{id}");
        for span in spans {
            let text = match span["field"].as_str().expect("text") {
                "summary" => &entry["summary"],
                "body" => &entry["body"],
                _ => {
                    &entry["statements"][span["statement"].as_u64().expect("a number") as usize]["text"]
                }
            };
            let [start, end] =
                ["start", "end"].map(|end| span[end].as_u64().expect("a number") as usize);
            let text = text.as_str().expect("text");
            assert_eq!(span["text"], json!(text[start..end]), "{id}: {span}");
            assert!(!text[..start].ends_with(['`', '[']), "{id}: {span}");
        }
    }
}

#[test]
fn every_claim_of_the_built_in_pack_is_used() {
    let coverage = answer(&["coverage", "--json"]);
    assert_eq!(coverage["claims"]["unused"], 0);
    assert_eq!(coverage["statements"]["without_provenance"], 0);
    let places = coverage["places"].as_array().expect("an array");
    let claims: usize =
        places.iter().map(|place| place["claims"].as_array().expect("an array").len()).sum();
    assert_eq!(coverage["claims"]["total"], claims);
}
