//! `folio search` and `folio near`: what comes first, and what is said where nothing is found.

use crate::support::command::{in_harbour, json, run};

/// Queries with the entry that comes first.
#[test]
fn search_finds_what_the_reader_means() {
    for (query, expected) in [
        ("who pays", "trade/dues"),
        ("HWM", "term/hwm"),
        ("small yet handy", "term/lighter"),
        ("shujun", "trade/dredging"),
        ("石码头", "quay/stone"),
    ] {
        let answer = json(&in_harbour(&["search", "--json", query]));
        let hit = &answer["hits"][0];
        assert_eq!(hit["id"], expected, "{query}: {answer:#}");
        assert!(hit["field"].is_string() && hit["class"].is_string(), "{hit}");
    }
    let answer = json(&in_harbour(&["search", "--json", "who pays"]));
    assert_eq!(answer["hits"][0]["field"], "alias");
    assert_eq!(answer["hits"][0]["class"], "exact");
    assert_eq!(answer["query"], "who pays");
}

#[test]
fn nothing_found_is_exit_1_and_never_a_dead_end() {
    let (code, stdout, stderr) = run(&in_harbour(&["search", "drdg"]));
    assert_eq!(code, 0);
    assert!(stderr.contains("alike in letters only"), "{stderr}");
    assert!(stdout.lines().step_by(2).all(|line| line.ends_with("loose fuzzy")), "{stdout}");
    let (_, _, stderr) = run(&in_harbour(&["search", &"x".repeat(500)]));
    assert!(stderr.lines().all(|line| line.len() < 100), "{stderr}");
    let (code, stdout, stderr) = run(&in_harbour(&["search", "blockchain"]));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.lines().count() >= 2, "{stderr}");
    let answer = json(&in_harbour(&["search", "--json", "blockchain"]));
    assert_eq!(answer["total"], 0);
    assert!(!answer["suggestions"].as_array().expect("an array").is_empty());
}

#[test]
fn a_suggested_command_opens_what_was_searched() {
    let pack = |at: &std::path::Path| at.display().to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let [plain, odd] = ["plain", "it's odd"].map(|name| {
        let at = folder.path().join(name);
        std::fs::create_dir(&at).expect("it is made");
        let head = "format = 1\nid = 'x'\ntitle = 'X'\n[[theme]]\nid = 'term'\ntitle = 'Terms'\n";
        let entry = "[[entry]]\nid = 'term/one'\ntitle = 'One'\ntheme = 'term'\nbody = 'One.'\n";
        std::fs::write(at.join("pack.toml"), head).expect("it is written");
        std::fs::write(at.join("a.toml"), entry).expect("it is written");
        pack(&at)
    });
    for (path, quoted) in
        [(&plain, plain.clone()), (&odd, format!("'{}'", odd.replace('\'', r"'\''")))]
    {
        let (_, _, told) = run(&["search", "--pack", path, "terms"]);
        let suggests = format!("folio list --pack {quoted} term");
        assert!(told.contains(&suggests), "{suggests}: {told}");
    }
}

#[test]
fn a_filter_that_names_nothing_is_told_with_the_names_there_are() {
    for (filter, told) in [
        ("theme:nosuch", "There is no theme “nosuch”; there is "),
        ("pack:nosuch", "There is no pack “nosuch”; there is harbour."),
        ("by:nobody", "There is no voice “nobody”; there is article, editor."),
    ] {
        let (code, stdout, stderr) = run(&in_harbour(&["search", filter, "quay"]));
        assert_eq!((code, stdout.as_str()), (1, ""), "{filter}");
        assert!(stderr.starts_with(told), "{filter}: {stderr}");
    }
}

#[test]
fn who_looks_for_what_was_added_is_told_where_it_is_listed() {
    for query in ["by:me", "by:me quay"] {
        let (code, stdout, stderr) = run(&in_harbour(&["search", query]));
        assert_eq!((code, stdout.as_str()), (1, ""), "{query}");
        assert!(stderr.contains("`folio notes list`"), "{query}: {stderr}");
        let (_, printed, _) = run(&in_harbour(&["--linear", "--find", query]));
        assert!(printed.contains("notes and bookmarks list it."), "{query}: {printed}");
    }
}

#[test]
fn near_entries_say_which_words_carry_it() {
    let (code, stdout, stderr) = run(&in_harbour(&["near", "dues"]));
    if folio::meaning::is_built_in() {
        assert_eq!((code, stderr.as_str()), (0, ""));
        assert!(stdout.lines().all(|line| line.contains("  meaning · ")), "{stdout}");
    } else {
        assert_eq!((code, stdout.as_str()), (1, ""));
        assert!(stderr.contains("knows no meanings"), "{stderr}");
    }
}
