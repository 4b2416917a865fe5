//! `folio links`, `path`, `compare`, `map` and `matrix`: how entries hang together.

use serde_json::Value;

use crate::support::command::{in_harbour, json, printed, run};

/// Returns where the links of one relation lead, or come from, each with what is said of it.
fn related<'a>(answer: &'a Value, way: &str, relation: &str) -> Vec<(&'a str, &'a str)> {
    let all = answer[way].as_array().expect("an array").iter();
    let text = |link: &'a Value, of: &str| link[of].as_str().expect("text");
    all.filter(|link| link["relation"] == relation)
        .map(|link| (text(link, "to"), text(link, "reason")))
        .collect()
}

#[test]
fn links_give_their_reasons() {
    let answer = json(&in_harbour(&["links", "trade/dues", "--json"]));
    for (way, relation, expected) in [
        ("links", "overlaps", ("trade/crews", "Loans and crews meet in one policy.")),
        ("links", "depends-on", ("trade/clean-water", "Lenders want to see clean water.")),
        ("backlinks", "depends-on", ("trade/crews", "The fare home is insured.")),
    ] {
        assert_eq!(related(&answer, way, relation), [expected], "{way}, {relation}");
    }
    let links = answer["links"].as_array().expect("an array");
    let by = |to: &str| links.iter().find(|link| link["to"] == to).map(|link| &link["by"]);
    let (crews, water) = (by("trade/crews"), by("trade/clean-water"));
    assert_eq!((crews, water), (Some(&"article".into()), Some(&"editor".into())));
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
    for (section, expected) in [
        (
            "terms",
            serde_json::json!({
                "both": [],
                "left": ["term/cargo", "term/crane", "term/tonnage"],
                "right": ["term/ferry", "term/mooring", "term/packet-boat"],
            }),
        ),
        (
            "linked",
            serde_json::json!({
                "both": ["town/overview", "trade/dredging"],
                "left": ["trade/loading"],
                "right": ["trade/signals"],
            }),
        ),
        ("claims", serde_json::json!({ "both": ["q1"], "left": [], "right": [] })),
        ("places", serde_json::json!({ "both": ["p3"], "left": [], "right": [] })),
    ] {
        assert_eq!(answer[section], expected, "{section}");
    }
    let said = answer["statements"].as_array().expect("an array");
    let starts = said.iter().map(|pair| {
        ["left", "right"].map(|whose| pair[whose]["text"].as_str().expect("text")[..11].to_owned())
    });
    assert_eq!(starts.collect::<Vec<_>>(), [["Stone for t", "Timber for "]]);
    let stdout = printed(&in_harbour(&["compare", "quay/stone", "quay/timber"]));
    let linked =
        "Linked with · 2 shared\n  = Overview\n  = Dredging, sounding and marking of the fairway\n";
    assert!(stdout.contains(linked), "{stdout}");
    let own = "  < Loading, stowing and weighing traded goods\n  > Signals, letters and news\n";
    assert!(stdout.contains(own), "{stdout}");
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
    let sentence =
        "Dredging & marking had a stand of its own, and the pilots told of it for years.";
    let fair = serde_json::json!({
        "id": "town/fair",
        "pack": "harbour",
        "title": "The autumn fair of 1904",
        "sentence": sentence,
    });
    assert_eq!(answer["named_in"], serde_json::json!([fair]));
    assert!(related(&answer, "backlinks", "mentions").iter().all(|(from, _)| *from != "town/fair"));
}

#[test]
fn links_have_what_the_text_links_to_with_the_sentence_that_does() {
    let links = |id: &str| json(&in_harbour(&["links", id, "--json"]));
    let here = links("trade/dredging");
    let mentioned = [
        (
            "town/overview",
            "A reader in a hurry begins with dredging, to which most other things are tied.",
        ),
        ("town/ford", "When the fairway had been deepened, dredging never ended again."),
        (
            "trade/piloting",
            "They board at the outer buoy and leave at the berth, and the fairway is theirs to complain about.",
        ),
    ];
    assert_eq!(related(&here, "backlinks", "mentions"), mentioned);
    for (from, sentence) in mentioned {
        let there = links(from);
        let found = related(&there, "links", "mentions");
        let expected = ("trade/dredging", sentence);
        assert!(found.contains(&expected), "seen from its other end: {found:?}");
        let all = there["links"].as_array().expect("an array").iter();
        for link in all.filter(|link| link["relation"] == "mentions") {
            assert_eq!((&link["label"], &link["by"]), (&"mentions".into(), &Value::Null));
        }
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
