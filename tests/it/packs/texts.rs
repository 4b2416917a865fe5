//! What a page's texts share: references in every form, anchors, footnotes, the order of lists.

use super::{check, with};
use crate::support::command::{json, printed, run};
use crate::support::packs::{HEAD, Pack, codes, entry, ids};

/// A pack with an entry `a/café` that all other texts lead to.
fn cafe(more: &str) -> Pack {
    let cafe = "[[entry]]\nid = 'a/café'\ntitle = 'Café'\nbody = '''\n# Crème\n\nText.'''\n";
    let head = format!("start = 'a/caf%C3%A9'\n{HEAD}");
    Pack::new().file("pack.toml", head).file("a.toml", cafe).file("b.toml", more)
}

#[test]
fn a_reference_leads_to_its_entry_however_it_is_encoded() {
    for written in
        ["a/café", "a/cafe\u{301}", "a/caf%C3%A9", "a/caf%c3%a9", "a/cafe%CC%81", "a%2Fcafé"]
    {
        let pack = cafe(&format!(
            "[[entry]]\nid = 'a/one'\ntitle = 'One'\nsee = ['{written}']\n\
             body = '[x]({written}) [y](test:{written}#cr%C3%A8me) [[{written}#cre\u{300}me]]'\n\
             [[entry]]\nid = 'a/two'\ntitle = 'Two'\nbody = 'Text.'\n\
             [[link]]\nfrom = 'a/two'\nto = '{written}'\nrelation = 'see'\n\
             [[route]]\nid = 'r'\ntitle = 'R'\nstops = ['{written}', 'a/one']\n",
        ));
        assert_eq!(codes(&pack.check()), [""; 0], "{written}: {:#?}", pack.check());
        let opened = pack.open();
        let catalogue = &opened.library.catalogue;
        let start = catalogue.packs()[0].start.map(|entry| catalogue.id(entry));
        assert_eq!(start, Some("a/café"), "{written}");
        assert_eq!(catalogue.routes()[0].stops.len(), 2, "{written}");
        let path = pack.path().to_str().unwrap();
        for wanted in [written.to_owned(), format!("test:{written}"), written.replace("a/", "")] {
            let answer = json(&["show", &wanted, "--json", "--pack", path]);
            assert_eq!(answer["entry"]["id"], "a/café", "{wanted}");
            let count = |list: &str| answer["entry"][list].as_array().unwrap().len();
            assert_eq!([count("links"), count("backlinks")], [2, 1], "{wanted}");
        }
    }
}

#[test]
fn a_reference_leads_to_its_theme_however_it_is_encoded() {
    let pack = |reference: &str| {
        let theme = "[[theme]]\nid = 'café'\ntitle = 'Kaffee'\n";
        let body =
            format!("[[entry]]\nid = 'café/one'\ntitle = 'One'\nbody = '[x]({reference})'\n");
        let other = "[[entry]]\nid = 'a/two'\ntitle = 'Two'\nbody = '[y](café/one)'\n";
        Pack::new().file("pack.toml", format!("{HEAD}{theme}")).file("a.toml", body + other)
    };
    let orphan = |code: &&str| *code == "orphan-entry";
    for written in ["café", "cafe\u{301}", "caf%C3%A9", "test:caf%C3%A9"] {
        let pack = pack(&format!("theme:{written}"));
        let found = pack.check();
        assert_eq!(codes(&found).into_iter().filter(|code| !orphan(code)).count(), 0, "{found:#?}");
        let path = pack.path().to_str().unwrap();
        let answer = json(&["show", &format!("theme:{written}"), "--json", "--pack", path]);
        assert_eq!(answer["themes"][0]["id"], "café", "{written}");
    }
    for (written, code) in [("theme:coffee", "unknown-theme"), ("theme:other:a", "pack-not-open")] {
        assert!(codes(&pack(written).check()).contains(&code), "{written}");
    }
}

#[test]
fn the_page_of_a_theme_goes_into_a_pipe_as_it_is_written() {
    let theme = "[[theme]]\nid = 'b'\ntitle = 'B'\nsummary = 'Sum.'\n";
    let entry =
        "[[entry]]\nid = 'b/one'\ntitle = 'One'\nsummary = \"A `x\\ty` code.\"\nbody = 'T.'\n";
    let pack = Pack::new().file("pack.toml", format!("{HEAD}{theme}")).file("a.toml", entry);
    let (code, markdown, _) =
        run(&["show", "theme:b", "--md", "--pack", pack.path().to_str().unwrap()]);
    assert_eq!(code, 0);
    assert!(markdown.contains("- [One](b/one): A `x\ty` code."), "{markdown:?}");
}

#[test]
fn an_id_is_told_apart_by_case_and_width() {
    let pack = cafe("");
    for written in ["a/CAFÉ", "ａ/café", "a/cafe", "a/caf%E9"] {
        let link = format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = '[x]({written})'\n");
        assert!(codes(&cafe(&link).check()).contains(&"unknown-entry"), "{written}");
        let (code, ..) = run(&["show", written, "--pack", pack.path().to_str().unwrap()]);
        assert_eq!(code, 1, "{written}");
    }
}

#[test]
fn anchors_are_known_as_the_page_gives_them() {
    let text = "\
[[entry]]
id = 'a/one'
title = 'One'
body = '''
# a

# a

# a-1

[1](a/one#a) [2](a/one#a-1) [3](a/one#a-1-1)
[4](a/one#a-2)
'''
[[entry.statement]]
id = 'a-3'
heading = 'A'
text = '[5](a/one#a-3) [6](a/one#a-1-2)'
by = 'editor'
certainty = 'general'
";
    // The statement stands before the body, and its heading has the first `a`.
    check(text, &[("17:28 unknown-anchor", "a-1-2")]);
}

#[test]
fn cells_behind_the_last_column_are_told() {
    let body = "body = \"| a |\\n|---|\\n| b | c |\"";
    check(
        &format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\n{body}\n"),
        &[("4:29 surplus-cell", "add a column")],
    );
}

#[test]
fn footnotes_that_lead_nowhere_are_told() {
    let notes = "body = '''\nA[^x] and B[^y].\n\n[^x]: X\n\n[^x]: X again\n\n  [^z]: Z'''";
    check(
        &format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\n{notes}\n"),
        &[
            ("5:12 unknown-note", "`[^y]: `"),
            ("9:1 duplicate-note", "another note `[^x]`"),
            ("11:3 unused-note", "does not refer to its note `[^z]`"),
        ],
    );
    check(&with("summary = 'A[^1].'"), &[("5:13 unknown-note", "`\\[^`")]);
    check(&with("summary = \"A\\u0020`[^1]` \\\\[^2].\""), &[]);
    // A note belongs to its text.
    let statement = |text: &str| {
        format!("[[entry.statement]]\ntext = '{text}'\nby = 'editor'\ncertainty = 'general'\n")
    };
    let two = [with(""), statement("A[^1]."), statement("[^1]: One.")].concat();
    check(&two, &[("7:10 unknown-note", "[^1]"), ("11:9 unused-note", "[^1]")]);
}

#[test]
fn a_theme_in_the_order_of_titles_is_in_the_order_of_what_lists_show() {
    let head =
        "format = 1\nid = 'p'\ntitle = 'P'\n[[theme]]\nid = 't'\ntitle = 'T'\norder = 'title'\n";
    let entries: String = [
        ("b", "Zeta", "short = 'Alpha'"),
        ("c", "Annex 10", ""),
        ("d", "Annex 9", ""),
        ("e", "élan", ""),
        ("f", "Eland", ""),
        ("g", "“Going out”", ""),
        ("h", "Ｗｉｄｅ", ""),
        ("i", "Same", ""),
        ("a", "A longer one", "short = 'Same'"),
        ("j", "2nd", ""),
        ("k", "中", ""),
    ]
    .map(|(id, title, more)| {
        format!("[[entry]]\nid = 't/{id}'\ntitle = '{title}'\nbody = 'x'\n{more}\n")
    })
    .concat();
    let pack = Pack::new().file("pack.toml", head).file("a.toml", entries);
    let expected =
        ["j", "b", "d", "c", "e", "f", "g", "a", "i", "h", "k"].map(|id| format!("t/{id}"));
    assert_eq!(ids(&pack.open()), expected);
    let listed = printed(&["list", "t", "--pack", pack.path().to_str().unwrap()]);
    let listed: Vec<&str> =
        listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, expected);
}

/// A text with code that hurts where it is touched, and notes in two statements.
const CODE: &str = "\tif x:\n\n  \ty \u{200b}\u{ad} \t\n    z  ";

#[test]
fn case_14_code_goes_into_a_pipe_byte_for_byte() {
    let text = format!(
        "{}\n[[entry.statement]]\ntext = '''\n    first\t\n\nA[^n].\n\n[^n]: N'''\nby = 'editor'\ncertainty = 'general'\n\
         [[entry.statement]]\ntext = '''\nB[^n].\n\n```\n{CODE}\n```\n\n[^n]: M'''\nby = 'editor'\ncertainty = 'general'\n",
        entry("one")
    );
    let pack = Pack::sound().file("a.toml", text);
    let path = pack.path().to_str().unwrap();
    for more in [&[][..], &["--width", "20"]] {
        let shown = printed(&[&["show", "a/one", "--pack", path], more].concat());
        assert!(shown.contains("\n▎ first\t\n"), "{shown}");
        let code = CODE.replace('\n', "\n▎ ").replace("▎ \n", "▎\n");
        assert!(shown.contains(&format!("\n▎ {code}\n")), "{shown:?}");
        assert!(shown.contains("A[1].") && shown.contains("[2] M"), "{shown}");
    }
    let written = printed(&["show", "a/one", "--md", "--pack", path]);
    assert!(written.contains("\n\n    first\t\n\nA[^1].\n\n[^1]: N\n"), "{written}");
    assert!(written.contains(&format!("B[^2].\n\n```\n{CODE}\n```\n\n[^2]: M\n")), "{written:?}");
}
