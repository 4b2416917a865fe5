//! `folio links`, `path`, `compare`, `map` and `matrix`: how entries hang together.

use serde_json::Value;

use crate::support::command::{in_harbour, json, run};

#[test]
fn links_give_their_reasons() {
    let answer = json(&in_harbour(&["links", "trade/dues", "--json"]));
    let links = answer["links"].as_array().expect("an array");
    let assets = links.iter().find(|link| link["to"] == "trade/crews").expect("linked");
    assert_eq!(assets["by"], "article");
    assert!(!assets["reason"].as_str().expect("text").is_empty());
    assert!(!answer["backlinks"].as_array().expect("an array").is_empty());
}

#[test]
fn path_tells_each_step_of_the_shortest_chain_with_its_reasons() {
    let (code, stdout, stderr) = run(&in_harbour(&["path", "who pays", "aim/river"]));
    assert_eq!((code, stderr.as_str()), (0, ""));
    let steps: Vec<&str> = stdout.lines().filter(|line| line.contains('[')).collect();
    assert_eq!(
        steps,
        [
            "Dues, loans and insurance [trade/dues]",
            "Clean water watch [trade/clean-water]",
            "A river that lives [aim/river]",
        ]
    );
    assert!(stdout.contains("↓ depends on: Lenders want to see clean water"), "{stdout}");
    let answer = json(&in_harbour(&["path", "who pays", "aim/river", "--json"]));
    assert_eq!(answer["from"], "trade/dues");
    assert_eq!(answer["chains"][0][1]["id"], "trade/clean-water");
    assert_eq!(answer["chains"][0][0]["links"][0]["to"], "trade/clean-water");
    assert_eq!(answer["chains"][0][2]["links"], serde_json::json!([]));
}

#[test]
fn path_says_which_parts_are_unconnected() {
    let pack = tempfile::tempdir().expect("a folder for a pack");
    let entries = "format = 1\nid = \"p\"\ntitle = \"P\"\nlanguage = \"en\"\n\n\
        [[theme]]\nid = \"t\"\ntitle = \"T\"\n";
    std::fs::write(pack.path().join("pack.toml"), entries).expect("the pack is written");
    let entry =
        |id: &str, see: &str| format!("[[entry]]\nid = \"t/{id}\"\ntitle = \"{id}\"\n{see}\n");
    let entries = [entry("one", "see = [\"t/two\"]"), entry("two", ""), entry("three", "")];
    std::fs::write(pack.path().join("t.toml"), entries.concat()).expect("the pack is written");
    let folder = pack.path().to_str().expect("the path is UTF-8");
    let (code, stdout, stderr) = run(&["path", "--pack", folder, "one", "three"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("1 other entry is reached from one"), "{stderr}");
    assert!(stderr.contains("no other entry is reached from three"), "{stderr}");
}

#[test]
fn compare_parts_what_two_entries_have() {
    let answer = json(&in_harbour(&["compare", "quay/stone", "quay/timber", "--json"]));
    assert_eq!((&answer["left"], &answer["right"]), (&"quay/stone".into(), &"quay/timber".into()));
    let ids = |section: &str, whose: &str| -> Vec<String> {
        let ids = answer[section][whose].as_array().expect("an array of ids");
        ids.iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
    };
    assert!(ids("linked", "both").contains(&"trade/dredging".to_owned()));
    for section in ["terms", "linked", "claims", "places"] {
        for own in ["left", "right"] {
            let both = ids(section, "both");
            assert!(ids(section, own).iter().all(|id| !both.contains(id)), "{section} {own}");
        }
    }
    let said = answer["statements"].as_array().expect("an array");
    assert!(said.iter().any(|pair| pair["left"]["text"].is_string() && pair["right"].is_object()));
    let (code, stdout, _) = run(&in_harbour(&["compare", "quay/stone", "quay/timber"]));
    assert_eq!(code, 0);
    assert!(stdout.contains("\n  = ") && stdout.contains("\n  < "), "{stdout}");
}

#[test]
fn compare_says_who_says_what() {
    let (_, stdout, _) = run(&in_harbour(&["compare", "trade/piloting", "trade/dredging"]));
    for said in [
        "< Pilots know the shoals by night. They board at the outer buoy and leave at the berth, and \
            the fairway is theirs to complain about. [02 · Trades]",
        "< A pilot flag is still hoisted, although nobody has to look for it. (editor, general)",
        "> Stone, timber and pontoons need water of different depth: see stone and floating. \
            (editor, general)",
    ] {
        assert!(stdout.lines().any(|line| line.trim() == said), "{said}: {stdout}");
    }
}

#[test]
fn links_end_with_what_names_the_entry_without_a_link() {
    let answer = json(&in_harbour(&["links", "trade/dredging", "--json"]));
    let named = answer["named_in"].as_array().expect("an array");
    assert!(!named.is_empty());
    let linking: Vec<&Value> = answer["backlinks"]
        .as_array()
        .expect("an array")
        .iter()
        .filter(|link| link["relation"] == "mentions")
        .map(|link| &link["to"])
        .collect();
    for one in named {
        assert!(!linking.contains(&&one["id"]), "{one} links to it");
        assert!(!one["sentence"].as_str().expect("a sentence").is_empty());
    }
}

#[test]
fn links_have_what_the_text_links_to_with_the_sentence_that_does() {
    let links = |id: &str| json(&in_harbour(&["links", id, "--json"]));
    let mentions = |answer: &Value, way: &str| -> Vec<Value> {
        let all = answer[way].as_array().expect("an array").iter();
        all.filter(|link| link["relation"] == "mentions").cloned().collect()
    };
    let backlinks = mentions(&links("trade/dredging"), "backlinks");
    assert!(!backlinks.is_empty());
    for back in backlinks {
        let there = links(back["to"].as_str().expect("an id"));
        let found = mentions(&there, "links").into_iter().find(|it| it["to"] == "trade/dredging");
        let found = found.expect("a link in the text, seen from its other end");
        assert_eq!((&found["label"], &found["by"]), (&"mentions".into(), &Value::Null));
        assert_eq!(found["reason"], back["reason"]);
    }
}

#[test]
fn a_term_is_used_in_an_entry_and_does_not_define_it() {
    let answer = json(&["links", "term/ppp", "--json"]);
    let links = answer["links"].as_array().expect("an array");
    let used = links.iter().find(|link| link["relation"] == "defines").expect("a term is used");
    assert_eq!(used["label"], "is used in");
    let (_, stdout, _) = run(&["links", "term/ppp"]);
    assert!(stdout.contains("is used in") && !stdout.contains("defines"), "{stdout}");
}

#[test]
fn packs_that_share_names_are_told_apart() {
    let pack = |id: &str| {
        let folder = tempfile::tempdir().expect("a folder for a pack");
        let head = format!(
            "format = 1\nid = \"{id}\"\ntitle = \"Pack {id}\"\nlanguage = \"en\"\n\n\
            [[theme]]\nid = \"t\"\ntitle = \"Things\"\n"
        );
        let entry = "[[entry]]\nid = \"t/one\"\ntitle = \"One\"\nbody = \"x\"\n";
        for (name, text) in [("pack.toml", &*head), ("t.toml", entry)] {
            std::fs::write(folder.path().join(name), text).expect("the pack is written");
        }
        folder
    };
    let (left, right) = (pack("left"), pack("right"));
    let [left, right] = [&left, &right].map(|folder| folder.path().to_str().expect("UTF-8"));
    let (code, stdout, _) = run(&["list", "t", "--pack", left, "--pack", right]);
    assert_eq!(code, 0);
    assert!(
        stdout.contains("Pack left\nleft:t/one") && stdout.contains("Pack right\nright:t/one"),
        "{stdout}"
    );
    let (code, _, stderr) = run(&["show", "one", "--pack", left, "--pack", right]);
    assert_eq!(code, 1);
    assert!(stderr.contains("left:t/one") && stderr.contains("right:t/one"), "{stderr}");
    // The pack may stand before the subcommand.
    let (code, stdout, stderr) = run(&[left, "list", "t"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.contains("t/one"), "{stdout}");
}

#[test]
fn links_say_on_what_ground_they_stand() {
    let (_, stdout, _) = run(&in_harbour(&["links", "trade/dues"]));
    assert!(stdout.contains("(editor, inferred)") && stdout.contains("(article ["), "{stdout}");
}

#[test]
fn map_tells_what_lies_around_an_entry() {
    let (code, stdout, stderr) = run(&in_harbour(&["map", "harbour-due"]));
    assert_eq!((code, stderr.as_str()), (0, ""));
    let financing = "  Dues, loans and insurance [trade/dues]";
    assert!(stdout.contains(financing), "{stdout}");
    let answer = json(&in_harbour(&["map", "harbour-due", "--json"]));
    let groups = answer["groups"].as_array().expect("an array");
    let counted: u64 = groups.iter().map(|group| group["count"].as_u64().expect("a count")).sum();
    assert_eq!(answer["neighbours"].as_u64(), Some(counted));
    let (_, few, _) = run(&in_harbour(&["map", "trade/dredging", "--most", "1"]));
    assert!(few.contains('+'), "{few}");
}

#[test]
fn what_lies_beyond_a_neighbour_is_not_taken_for_more_links_to_it() {
    let (_, stdout, _) = run(&in_harbour(&["map", "trade/dredging"]));
    assert!(stdout.contains(" entries beyond"), "{stdout}");
    let neighbours = stdout.lines().filter(|line| line.contains(" link"));
    assert!(neighbours.clone().all(|line| !line.contains("more")), "{stdout}");
    assert!(neighbours.count() > 10, "{stdout}");
}

#[test]
fn a_path_from_an_entry_to_itself_says_that_both_are_one() {
    let (code, stdout, _) = run(&in_harbour(&["path", "hwm", "term/hwm"]));
    assert_eq!(code, 0);
    assert!(stdout.contains("both ends are the same entry"), "{stdout}");
}

#[test]
fn a_theme_against_itself_counts_each_pair_once() {
    let (_, stdout, _) = run(&in_harbour(&["matrix", "trade", "trade"]));
    let answer = json(&in_harbour(&["matrix", "trade", "trade", "--json"]));
    let cells = answer["cells"].as_array().expect("an array of cells");
    assert!(cells.iter().all(|cell| cell["row"] != cell["column"]), "none with itself: {answer}");
    assert!(stdout.contains(&format!(" {} related pairs", cells.len() / 2)), "{stdout}");
}

/// Writes a pack of entries without provenance, the first of which has a very long title.
fn plain_pack() -> tempfile::TempDir {
    let pack = tempfile::tempdir().expect("a folder for a pack");
    let head = "format = 1\nid = \"p\"\ntitle = \"P\"\nlanguage = \"en\"\n\n\
        [[theme]]\nid = \"t\"\ntitle = \"T\"\n";
    std::fs::write(pack.path().join("pack.toml"), head).expect("the pack is written");
    let long = "long ".repeat(40);
    let entry =
        |id: &str, title: &str| format!("[[entry]]\nid = \"t/{id}\"\ntitle = \"{title}\"\n");
    let entries = [entry("long", long.trim()), entry("short", "Short")].concat();
    std::fs::write(pack.path().join("t.toml"), entries).expect("the pack is written");
    pack
}

#[test]
fn long_titles_are_cut_at_the_heads_of_a_matrix_but_not_in_csv() {
    let pack = plain_pack();
    let folder = pack.path().to_str().expect("the path is UTF-8");
    let (_, stdout, _) = run(&["matrix", "--pack", folder, "t", "t"]);
    assert!(stdout.contains("lo…") && stdout.contains("Short"), "{stdout}");
    assert!(stdout.lines().all(|line| line.chars().count() < 80), "{stdout}");
    let (_, csv, _) = run(&["matrix", "--pack", folder, "t", "t", "--csv"]);
    assert!(csv.contains("long long") && !csv.contains('…'), "{csv}");
}

#[test]
fn compare_prints_no_sections_without_anything_in_them() {
    let pack = plain_pack();
    let folder = pack.path().to_str().expect("the path is UTF-8");
    let (code, stdout, _) = run(&["compare", "--pack", folder, "t/long", "t/short"]);
    assert_eq!(code, 0);
    assert!(!stdout.contains("0 shared") && stdout.contains("neither uses a term"), "{stdout}");
    let (_, ppp, _) = run(&in_harbour(&["compare", "bottomry", "premium"]));
    assert!(!ppp.contains("Terms in the text · 0 shared\n\n"), "{ppp}");
}
