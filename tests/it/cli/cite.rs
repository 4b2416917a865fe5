//! `folio cite`: what an entry rests on, to be quoted.

use crate::support::command::{HARBOUR, in_harbour, json, printed, run};

const ENTRY: &str = "trade/dues";

#[test]
fn a_citation_is_printed_in_each_format() {
    for format in ["text", "markdown", "bibtex"] {
        let printed = printed(&in_harbour(&["cite", ENTRY, "--format", format]));
        insta::assert_snapshot!(format!("citation_as_{format}"), printed);
    }
    let text = printed(&in_harbour(&["cite", ENTRY]));
    assert_eq!(text, printed(&in_harbour(&["cite", ENTRY, "--format", "text"])));
}

#[test]
fn the_answer_in_json_has_all_of_it() {
    let answer = json(&in_harbour(&["cite", ENTRY, "--json"]));
    assert_eq!(answer["id"], ENTRY);
    let claim = "Dues pay for the works, and loans carry them over a bad year.";
    let claims = serde_json::json!([
        { "id": "t5", "text": claim, "place": "p2", "label": "02 · Trades" },
    ]);
    assert_eq!(answer["claims"], claims);
    let text = answer["text"].as_str().expect("a text");
    assert!(text.contains(&format!("02 · Trades: {claim} (t5)")), "{text}");
    for format in ["text", "markdown", "bibtex"] {
        let printed = printed(&in_harbour(&["cite", ENTRY, "--format", format]));
        assert_eq!(answer[format].as_str().map(|it| format!("{it}\n")), Some(printed), "{format}");
    }
}

#[test]
fn several_entries_share_their_sources_in_bibtex() {
    let both = printed(&in_harbour(&["cite", ENTRY, "trade/crews", "--format", "bibtex"]));
    let keys: Vec<&str> = both.lines().filter(|line| line.starts_with('@')).collect();
    assert_eq!(keys, ["@misc{ALMANAC,", "@misc{CHRONICLE,"]);
    let text = printed(&in_harbour(&["cite", ENTRY, "trade/crews"]));
    assert!(text.contains("(trade/dues). ") && text.contains("\n\n"), "{text}");
}

#[test]
fn sources_of_which_too_little_is_known_are_named() {
    let tea = HARBOUR.replace("harbour", "tea");
    let (code, stdout, stderr) = run(&["cite", "kind/green", "--format", "bibtex", "--pack", &tea]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("no source is named here"), "{stderr}");
    let answer = json(&["cite", "kind/green", "--json", "--pack", &tea]);
    assert!(answer["bibtex"].is_null());
}
