//! `folio list` and `folio show`: names, pages, entries however they are named.

use super::linear;
use crate::support::command::{in_harbour, json, run};
use crate::support::packs::{Pack, entry};

#[test]
fn list_names_the_themes_in_screen_order() {
    let (code, stdout, stderr) = run(&in_harbour(&["list"]));
    assert_eq!((code, stderr.as_str()), (0, ""));
    insta::assert_snapshot!(stdout);
}

#[test]
fn list_names_the_entries_of_a_theme() {
    for name in ["trade", "Trades", "harbour:trade"] {
        let (code, stdout, _) = run(&in_harbour(&["list", name]));
        assert_eq!(code, 0, "{name}");
        assert_eq!(stdout.lines().count(), 9, "{name}");
        assert!(stdout.starts_with("trade/piloting"), "{stdout}");
    }
    let (code, stdout, stderr) = run(&in_harbour(&["list", "tradde"]));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("trade?"), "{stderr}");
}

#[test]
fn show_takes_an_id_a_slug_a_title_or_an_alias() {
    for wanted in ["term/hwm", "harbour:term/hwm", "hwm", "HWM", "High-water mark"] {
        let answer = json(&in_harbour(&["show", wanted, "--json"]));
        assert_eq!(answer["entry"]["id"], "term/hwm", "{wanted}");
    }
    assert_eq!(json(&in_harbour(&["show", "who", "pays", "--json"]))["entry"]["id"], "trade/dues");
    assert_eq!(
        json(&in_harbour(&["show", "石码头", "--json"]))["candidates"],
        serde_json::json!(["quay/stone", "term/stone-berth"])
    );
}

#[test]
fn show_prints_the_page_of_a_theme() {
    let (code, stdout, _) = run(&in_harbour(&["show", "theme:quay"]));
    assert_eq!(code, 0);
    insta::assert_snapshot!(stdout);
    for named in ["theme:Quays", "theme:harbour:quay"] {
        assert_eq!(run(&in_harbour(&["show", named])).1, stdout, "{named}");
    }
    let page = &json(&in_harbour(&["show", "theme:quay", "--json"]))["themes"][0];
    assert_eq!((&page["id"], &page["short"]), (&"quay".into(), &"Quays".into()));
    let entries = page["entries"].as_array().expect("it lists its entries");
    assert_eq!(entries.len(), 3);
    assert_eq!(entries[0]["summary"], "Built to carry cranes.");
    let (_, markdown, _) = run(&in_harbour(&["show", "theme:quay", "--md"]));
    assert!(markdown.starts_with("# Three kinds of quay\n\nStone, timber"), "{markdown}");
    assert!(markdown.contains("- [Stone: the old quay](quay/stone): Built"), "{markdown}");
    let (code, stdout, stderr) = run(&in_harbour(&["show", "theme:tradde"]));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("trade?"), "{stderr}");
}

#[test]
fn show_prints_plain_paragraphs_into_a_pipe() {
    let (code, stdout, _) = run(&in_harbour(&["show", "trade/dues"]));
    assert_eq!(code, 0);
    assert!(!stdout.contains('\u{1b}'));
    assert!(stdout.contains("[02 · Trades]"), "{stdout}");
    assert!(stdout.contains("Editor's note"), "{stdout}");
    let longest = stdout.lines().map(|line| line.chars().count()).max();
    assert!(longest > Some(120), "a paragraph is one line in a pipe");
    let (_, wrapped, _) = run(&in_harbour(&["show", "trade/dues", "--width", "40"]));
    let widest = wrapped.lines().map(folio::text::width::width).max();
    assert!(widest <= Some(40), "{widest:?}");
}

#[test]
fn an_unknown_entry_names_the_nearest() {
    let (code, stdout, stderr) = run(&in_harbour(&["show", "trade/pilotng"]));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("trade/piloting"), "{stderr}");
}

#[test]
fn an_id_is_found_however_its_accents_are_typed() {
    for (written, typed) in [("caf\u{e9}", "cafe\u{301}"), ("cafe\u{301}", "caf\u{e9}")] {
        let pack = Pack::sound().file("a.toml", entry(written));
        let folder = pack.path().to_str().expect("the path is UTF-8");
        for id in [format!("a/{typed}"), typed.to_owned(), format!("test:a/{typed}")] {
            let (code, shown, complaint) = run(&["show", &id, "--pack", folder]);
            assert_eq!(code, 0, "{id}: {complaint}");
            assert!(shown.contains(&format!("Text of {written}")), "{shown}");
        }
    }
}

#[test]
fn a_title_is_one_line_whatever_breaks_it_holds() {
    let text = "[[entry]]\nid = 'a/x'\ntitle = \"Evil\\n1. Beta\"\n[[entry.statement]]\n\
                heading = \"Part\\n# two\"\ntext = 'x'\nby = 'editor'\ncertainty = 'general'\n";
    let pack = Pack::sound().file("a.toml", text);
    let folder = pack.path().to_str().expect("the path is UTF-8");
    for arguments in [&["show", "a/x"][..], &["show", "a/x", "--md"]] {
        let (_, shown, _) = run(&[arguments, &["--pack", folder]].concat());
        assert!(shown.contains("Evil 1. Beta\n") && shown.contains("Part # two\n"), "{shown}");
    }
    let (_, shown, _) = linear(&[folder], "1\n1\nq\n");
    assert!(!shown.lines().any(|line| line.starts_with("1. Beta")), "{shown}");
}

#[test]
fn markdown_has_the_names_and_the_links() {
    let (_, stdout, _) = run(&in_harbour(&["show", "trade/dues", "--md"]));
    assert!(stdout.contains("港口费用与贷款"), "{stdout}");
    assert!(stdout.contains("- serves [A safer passage](aim/safety): "));
    assert!(stdout.contains("\n## Linked from\n"), "{stdout}");
}

#[test]
fn what_stands_below_an_open_fence_is_no_code() {
    let text = "[[entry]]\nid = 'a/x'\ntitle = 'X'\n[[entry.statement]]\ntext = \"```\\ncode\"\n\
                by = 'editor'\ncertainty = 'general'\n";
    let pack = Pack::sound().file("a.toml", text);
    let folder = pack.path().to_str().expect("the path is UTF-8");
    let (_, shown, _) = run(&["show", "a/x", "--md", "--pack", folder]);
    assert!(shown.ends_with("\n```\ncode\n```\n\n*Editor's note, general*\n"), "{shown}");
}

#[test]
fn the_page_of_a_glossary_names_its_terms_as_the_contents_do() {
    let head = "format = 1\nid = 'p'\ntitle = 'P'\n[[theme]]\nid = 'word'\ntitle = 'Words'\nglossary = true\n";
    let term = |id: &str, title: &str, short: &str| {
        format!(
            "[[entry]]\nid = 'word/{id}'\ntitle = '{title}'\nshort = '{short}'\nbody = 'Text.'\n"
        )
    };
    let terms = [term("tea", "The leaf tea", "Tea"), term("cup", "What holds tea", "Cup")].concat();
    let pack = Pack::new().file("pack.toml", head).file("terms.toml", terms);
    let (_, page, _) = run(&["show", "theme:word", "--pack", pack.path().to_str().unwrap()]);
    assert!(page.contains("Tea") && page.contains("Cup"), "{page}");
    assert!(!page.contains("The leaf tea") && !page.contains("What holds tea"), "{page}");
}
