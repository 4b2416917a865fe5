//! Packs as authors write them, and exactly what is said about their mistakes.

mod compiled;
mod converted;
mod exported;
mod read_before;
mod reliability;
mod schema;
mod texts;
mod wording;

use crate::support::packs::{HEAD, Pack, codes, entry, ids, pack_on_the_page};
use folio::content::diagnostic::Severity;
use folio::messages::topics;
use folio::store::{self, Origin};

/// Checks a pack of `HEAD` and one file against a table of `line:column code` and what the message
/// or the hint says.
#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    let pack = Pack::new().file("pack.toml", HEAD).file("a.toml", text);
    let found = pack.check();
    let shown: Vec<String> = found
        .iter()
        .map(|d| {
            assert!(d.file.ends_with("a.toml"), "{d:?}");
            format!("{}:{} {}", d.line.unwrap_or(0), d.column.unwrap_or(0), d.code)
        })
        .collect();
    let wanted: Vec<&str> = expected.iter().map(|(place, _)| *place).collect();
    assert_eq!(shown, wanted, "{found:#?}");
    for (diagnostic, (_, words)) in found.iter().zip(expected) {
        let said = format!("{} / {}", diagnostic.message, diagnostic.hint);
        assert!(said.contains(words), "{said:?} does not say {words:?}");
    }
}

/// One entry with `more` keys that is otherwise without a mistake.
fn with(more: &str) -> String {
    format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = 'Text.'\n{more}\n")
}

#[test]
fn the_built_in_pack_is_without_a_mistake() {
    let opened = store::open_to_check(&[Origin::BuiltIn]);
    let report = folio::check::check(&opened.library, &opened.whereabouts, opened.diagnostics);
    let shown: Vec<String> = report
        .diagnostics
        .iter()
        .map(|d| format!("{}:{:?}:{:?} {} {}", d.file, d.line, d.column, d.code, d.message))
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

/// The README's chapter is the page of `folio help pack`, which is a pack without a mistake, with its files in
/// frames; there is no other example in it that could be untrue.
#[test]
fn the_chapter_of_the_readme_is_the_page_on_the_format() {
    let readme = include_str!("../../README.md");
    let (_, chapter) = readme.split_once("\n## Writing a pack\n").expect("there is a chapter");
    let (chapter, _) = chapter.split_once("\n## ").expect("another one follows");
    let mut parts = topics::PACK.split("\n==== ");
    let mut page = parts.next().expect("it begins with what a pack is").to_owned();
    for file in parts {
        let (name, text) = file.split_once(" ====\n").expect("a file has a name");
        page += &format!("\n```toml\n# {name}\n{}\n```\n", text.trim_end());
    }
    let frames = |text: &str| text.matches("```").count();
    assert!(chapter.contains(&page), "the README does not hold the page:\n{page}");
    assert_eq!(frames(chapter), frames(&page));
    assert_eq!(pack_on_the_page().check(), []);
}

#[test]
fn a_sound_pack_has_no_mistakes() {
    check(&with(""), &[]);
}

/// The promise of the format: twenty different mistakes in one file, several of them in one entry,
/// are twenty diagnostics, each at its line and column.
#[test]
fn twenty_mistakes_in_one_file_are_twenty_diagnostics() {
    let text = r#"[[entry]]
id = "a/one"
titel = "Wrong key"
title = "One"
short = "This short title is far too wide for lists"
number = "five"
see = ["a/two", "b/missing"]
recognise = maybe

[[entry.name]]
text = "Eins"

[[entry.statement]]
text = '''
Good [link](a/two), bad [link](a/three),
and [[a/two#nowhere|an anchor]].
'''
by = "artcle"
claims = ["c1"]

[[entry.statement]]
text = "The primary \"text\"."
by = "article"

[[entry.statement]]
text = "An editor."
by = "editor"
certainty = "sourced"
claims = ["c1"]

[[entry]]
id = "a/two"
title = "Two"
theme = "b"
body = "Text."
title = "Twice"

[[entry]]
id = "a/one"
title = "One again"

[[entry]]
id = "a/no title"
title = "Spaced"

[[entry]]
id = "a/untitled"

[[claim]]
id = "c1"
place = "p2"
text = "A claim."

[[place]]
id = "p1"
label = "Place"
source = "S"

[[source]]
id = "S"
title = "Source"
date = 2024-12-03

[[link]]
from = "a/one"
to = "a/untitled"
relation = "servs"

[[route]]
id = "r"
title = "Route"
stops = ["a/one"]
"#;
    check(
        text,
        &[
            ("3:1 unknown-key", "did you mean `title`?"),
            ("5:9 short-too-wide", "28 are allowed"),
            ("6:10 wrong-type", "a whole number, not a string"),
            ("7:17 unknown-entry", "`b/missing`"),
            ("8:13 syntax", "TOML"),
            ("10:1 missing-key", "`language`"),
            ("15:32 unknown-entry", "`a/three`"),
            ("16:7 unknown-anchor", "`nowhere`"),
            ("18:6 bad-value", "did you mean `article`?"),
            ("21:1 missing-claims", "needs the `claims`"),
            ("28:1 missing-sources", "needs its `sources`"),
            ("29:1 misplaced-key", "`claims` does not belong"),
            ("34:9 unknown-theme", "no theme `b`"),
            ("36:1 duplicate-key", "first in line 33"),
            ("39:6 duplicate-id", "a.toml:2:6"),
            ("43:6 bad-id", "a space"),
            ("46:1 missing-key", "`title`"),
            ("51:9 unknown-place", "did you mean `p1`?"),
            ("62:8 wrong-type", "put it in quotes"),
            ("67:12 unknown-relation", "`servs`"),
        ],
    );
}

#[test]
fn a_key_that_must_be_there_and_is_misspelt_is_told_once() {
    let misspelt = "[[entry]]\nid = 'a/one'\ntitel = 'One'\n";
    check(misspelt, &[("3:1 unknown-key", "did you mean `title`?")]);
    // One of the two is still unknown, and neither is missing.
    let twice = "[[entry]]\nid = 'a/one'\ntitel = 'One'\ntitla = 'One'\n";
    check(twice, &[("3:1 unknown-key", "`title`"), ("4:1 unknown-key", "`title`")]);
    let elsewhere = "[[entry]]\nid = 'a/one'\n\n".to_owned() + &with("titel = 'x'");
    check(&elsewhere, &[("1:1 missing-key", "`title`"), ("8:1 unknown-key", "`title`")]);
    // The entry cannot be shown, so that it is no mere warning where somebody reads.
    let opened = Pack::new().file("pack.toml", HEAD).file("a.toml", misspelt).open();
    let found = opened.diagnostics.iter().map(|it| (it.severity, &*it.code));
    assert_eq!(found.collect::<Vec<_>>(), [(Severity::Error, "unknown-key")]);
}

#[test]
fn keys_that_are_unknown_name_a_near_one_or_the_way_out() {
    check(&with("alias = ['x']"), &[("5:1 unknown-key", "did you mean `aliases`?")]);
    check(&with("colour = 'x'"), &[("5:1 unknown-key", "`extra`")]);
    check(&with("extra = { anything = [1, 2.5] }"), &[]);
    check(&with("[entry.extra]\nx = 1\n[extra]\ny = 1"), &[]);
    check(&format!("{}[[theme]]\nid = 'b'", with("")), &[("6:3 unknown-key", "`pack.toml`")]);
}

#[test]
fn a_key_or_table_in_the_wrong_place_is_told_where_it_belongs() {
    let statement = "[[entry.statement]]\ntext = 'T.'\nby = 'editor'\ncertainty = 'general'\n";
    check(
        &with(&format!("{statement}tags = ['x']")),
        &[("9:1 unknown-key", "right below its `[[entry]]`")],
    );
    check(
        &with(&format!("{statement}title = 'One'")),
        &[("9:1 unknown-key", "`title` stands above already, where it belongs: remove this one")],
    );
    for key in ["by = 'editor'", "claims = ['p1.01']"] {
        let hint = "write it in a `[[entry.statement]]`, below the keys of its `[[entry]]`";
        check(&with(key), &[("5:1 unknown-key", hint)]);
    }
    check(&with("text = 'x'"), &[("5:1 unknown-key", "is its `body`")]);
    check(
        &with("[[entry.link]]\nto = 'a/one'"),
        &[("5:9 unknown-key", "write `[[link]]`: it is a table of its own")],
    );
    check(
        &format!("{}[[statement]]\ntext = 'T.'", with("")),
        &[("6:3 unknown-key", "write `[[entry.statement]]`, below the `[[entry]]`")],
    );
    check(
        &format!("{}[[entries]]\nid = 'a/two'", with("")),
        &[("6:3 unknown-key", "did you mean `entry`?")],
    );
    check(statement, &[("1:3 wrong-type", "write `[[entry]]` and its keys above it")]);
    let head = format!("{HEAD}license = 'CC0'\n");
    let found = Pack::new().file("pack.toml", head).file("a.toml", with("")).check();
    assert_eq!(codes(&found), ["unknown-key"]);
    assert!(found[0].hint.contains("at the top of the file"), "{found:?}");
}

#[test]
fn a_key_that_is_missing_is_told_with_what_it_may_say() {
    let statement = |more: &str| with(&format!("[[entry.statement]]\ntext = 'T.'\n{more}"));
    check(
        &statement(""),
        &[("5:1 missing-key", "add `by = \"…\"` below this line: \"article\" or")],
    );
    check(
        &statement("by = 'editor'"),
        &[("5:1 missing-key", "add `certainty = \"…\"` below this line: \"sourced\" or")],
    );
    let head = HEAD.replace("format = 1\n", "");
    let found = Pack::new().file("pack.toml", head).file("a.toml", with("")).check();
    assert_eq!(codes(&found), ["missing-key"]);
    assert!(found[0].hint.contains("`format = 1`"), "{found:?}");
    // Whoever knows of no claim says so.
    let source = "\n[[source]]\nid = 'BOOK'\ntitle = 'A book'\nprimary = true";
    check(&statement(&format!("by = 'article'\nclaims = []{source}")), &[]);
    check(
        &statement(&format!("by = 'article'\nclaims = 'p2.01'{source}")),
        &[("8:10 wrong-type", "a list of strings")],
    );
}

#[test]
fn types_are_held_to() {
    check(&with("aliases = 'x'"), &[("5:11 wrong-type", "a list of strings")]);
    check(
        &with("aliases = ['x', 1, '']"),
        &[
            ("5:17 wrong-type", "an item of `aliases`"),
            ("5:20 empty-value", "an item of `aliases`"),
        ],
    );
    check(&with("recognise = 'yes'"), &[("5:13 wrong-type", "true or false")]);
    check(&with("number = -1"), &[("5:10 bad-value", "between 0 and")]);
    check(&with("number = 0x10"), &[]);
    check(&with("number = 4294967294"), &[]);
    check(&with("number = 4294967295"), &[("5:10 bad-value", "between 0 and 4294967294, not")]);
    check(&with("name = [1]"), &[("5:9 wrong-type", "a table")]);
    check(
        &with("[entry.name]\nlanguage = 'zh'\ntext = '一'"),
        &[("5:8 wrong-type", "double brackets")],
    );
    check(&format!("link = 1\n{}", with("")), &[("1:8 wrong-type", "a list of tables")]);
}

#[test]
fn a_single_table_is_taken_for_the_first_of_a_list() {
    let text = "[entry]\nid = 'a/one'\ntitle = 'One'\nbody = 'Text.'\n";
    let pack = Pack::sound().file("a.toml", text);
    assert_eq!(codes(&pack.check()), ["wrong-type"]);
    assert_eq!(ids(&pack.open()), ["a/one"]);
}

#[test]
fn ids_have_a_form_and_are_used_once() {
    check(&with("former = ['a/b c']"), &[("5:11 bad-id", "a space")]);
    check(&with("former = ['a/e\u{301}']"), &[("5:11 bad-id", "NFC")]);
    check(&with("former = ['a/one']"), &[("5:11 duplicate-id", "remove it from `former`")]);
    check(
        &(entry("two") + &with("former = ['a/one']\nsee = ['a/two']")),
        &[("9:11 duplicate-id", "a.toml:6:6")],
    );
    let statement = "[[entry.statement]]\nid = 'x'\ntext = 'T.'\nby = 'editor'\n\
                     certainty = 'general'\n";
    check(&with(&statement.repeat(2)), &[("11:6 duplicate-id", "line 6")]);
}

#[test]
fn names_need_a_language_and_dates_a_day() {
    check(
        &with("[[entry.name]]\nlanguage = 'chinese!'\ntext = '一'"),
        &[("6:12 bad-language", "\"en\"")],
    );
    let source = with("[[source]]\nid = 'S'\ntitle = 'Source'");
    check(&format!("{source}date = '2024-02-30'"), &[("8:8 bad-date", "YYYY")]);
    check(&format!("{source}checked = '24'"), &[("8:11 bad-date", "YYYY")]);
    check(&format!("{source}url = 'example.org'"), &[("8:7 bad-address", "https://")]);
    check(&format!("{source}url = 'HTTPS://example.org'"), &[]);
}

#[test]
fn a_name_tells_where_its_wording_was_found_if_it_claims_that_it_was() {
    let source = "[[source]]\nid = 'CCTV'\ntitle = 'News'\n";
    let name = |more: &str| {
        let name = "[[entry.name]]\nlanguage = 'zh'\ntext = '一'\n";
        format!("{}{name}{more}{source}", with(""))
    };
    check(&name(""), &[]);
    check(&name("verified = false\n"), &[]);
    check(&name("verified = true\nsource = 'CCTV'\n"), &[]);
    check(
        &name("verified = true\nsource = 'CCTW'\n"),
        &[("10:10 unknown-source", "did you mean `CCTV`?")],
    );
    check(&name("verified = true\n"), &[("9:1 name-without-source", "add the `source`")]);
    check(&name("source = 'CCTV'\n"), &[("9:1 misplaced-key", "add `verified = true`")]);
    check(&name("verified = false\nsource = 'CCTV'\n"), &[("10:1 misplaced-key", "`source`")]);
    let pack = Pack::sound().file("a.toml", name("verified = true\n"));
    assert_eq!(pack.open().diagnostics, [], "only a check asks for the source");
}

#[test]
fn a_link_tells_who_speaks_or_nothing_of_the_kind() {
    let link = |more: &str| {
        let ends = "[[link]]\nfrom = 'a/one'\nto = 'a/two'\nrelation = 'see'\n";
        format!("{}{}{ends}{more}", entry("one"), entry("two"))
    };
    check(&link(""), &[("5:1 unlinked", "a/one")][..0]);
    check(&link("certainty = 'general'"), &[("9:1 missing-key", "`by`")]);
    check(&link("by = 'editor'"), &[("9:1 missing-key", "`certainty`")]);
    check(
        &link("by = 'article'"),
        &[("1:1 no-primary-source", "`primary = true`"), ("9:1 missing-claims", "a link")],
    );
    check(
        &link("by = 'editor'\ncertainty = 'sourced'\nsources = ['S']"),
        &[("15:12 unknown-source", "`S`")],
    );
}

#[test]
fn a_link_that_stands_already_is_dropped() {
    let ends = |from: &str, to: &str| {
        format!("[[link]]\nfrom = '{from}'\nto = '{to}'\nrelation = 'see'\n")
    };
    let text = entry("one")
        + &entry("two")
        + &ends("a/one", "a/two")
        + &ends("a/two", "a/one")
        + &ends("a/one", "a/one");
    check(&text, &[("13:1 duplicate-link", "a.toml:9:1"), ("17:1 self-link", "a/one")]);
}

#[test]
fn see_on_both_sides_is_one_link() {
    let text = entry("one") + "see = ['a/two']\n" + &entry("two") + "see = ['a/one', 'a/one']\n";
    let pack = Pack::sound().file("a.toml", text);
    assert_eq!(pack.check(), []);
    assert_eq!(pack.open().library.catalogue.links().len(), 1);
}

#[test]
fn links_in_text_are_followed_to_their_anchors() {
    let body = |text: &str| {
        format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = '''\n# First part\n{text}\n'''\n")
    };
    check(&body("[x](https://example.org) <mailto:a@b.c>"), &[]);
    check(&body("[x](a/one#first-part) [[a/one]]"), &[]);
    check(
        &body("二 [x](a/one#first-pat)"),
        &[("6:7 unknown-anchor", "did you mean `first-part`?")],
    );
    check(&body("[x](#first-part)"), &[("6:5 unknown-entry", "`a/one#first-part`")]);
    check(&body("[x](other:a/one)"), &[("6:5 pack-not-open", "`other`")]);
    check(&body("[x](test:a/one)"), &[]);
    check(&body("`[x](a/none)`"), &[]);
    check(&with("summary = \"a\\t[x](a/none)\""), &[("5:19 unknown-entry", "`a/none`")]);
}

/// What authors bring along who have written links elsewhere.
#[test]
fn links_in_the_manner_of_others_are_told_what_to_write() {
    let body =
        |text: &str| with(&format!("summary = '{text}'")) + &entry("white") + "see = ['a/one']\n";
    let cases = [
        ("![pic](pic.png)", "5:19 unknown-entry", "Folio shows no pictures"),
        ("[x](./white.md)", "5:16 unknown-entry", "did you mean `a/white`?"),
        ("[x](./none.md)", "5:16 unknown-entry", "not to files"),
        ("[x](www.example.org)", "5:16 unknown-entry", "begins with its scheme"),
        ("[x]()", "5:12 unknown-entry", "names nothing that it leads to"),
        ("[[Title white]]", "5:14 unknown-entry", "did you mean `a/white`?"),
        ("[x](htps://a.example)", "5:16 odd-address", "did you mean `https://a.example`?"),
        ("[x](javascript:x)", "5:16 odd-address", "leads nowhere"),
        ("[[a/white.", "5:12 open-link", "write `[[theme/slug]]`"),
        ("[[|x]]", "5:12 open-link", "write `[[theme/slug]]`"),
        ("[x](theme:b)", "5:16 unknown-theme", "no theme `b`"),
    ];
    for (text, place, hint) in cases {
        check(&body(text), &[(place, hint)]);
    }
    let table = "summary = '''\n|a|b|\n|-|-|\n|[[a/one|it]]|c|\n'''";
    let told =
        [("8:2 open-link", r"write `[[theme/slug\|text]]`"), ("8:15 surplus-cell", "add a column")];
    check(&with(table), &told);
}

#[test]
fn a_theme_is_no_entry_and_no_name_of_a_pack() {
    check(
        &with("see = ['theme:a']"),
        &[("5:8 unknown-entry", "an entry is wanted here, but `a` is a theme")],
    );
    let route = with("[[route]]\nid = 'r'\ntitle = 'R'\nstops = ['theme:a']");
    check(&route, &[("8:10 unknown-entry", "name an entry by its id")]);
    let head = HEAD.replace("'test'", "'theme'");
    let found = Pack::new().file("pack.toml", head).file("a.toml", with("")).check();
    assert_eq!(codes(&found), ["bad-id"]);
}

#[test]
fn a_letter_of_another_script_that_looks_the_same_is_named() {
    let text = with("see = ['a/whit\u{435}']") + &entry("white");
    check(
        &text,
        &[
            (
                "5:8 unknown-entry",
                "did you mean `a/white`? its `e` is U+0065, and this one is U+0435",
            ),
            ("6:1 unlinked", "a/white"),
        ],
    );
}

#[test]
fn a_former_id_leads_to_the_entry() {
    check(&(with("former = ['a/old']") + &entry("two") + "see = ['a/old']\n"), &[]);
}

#[test]
fn what_was_left_out_is_not_missed_again() {
    let text = "[[entry]]\nid = 'a/untitled'\nsee = ['a/two']\n".to_owned()
        + &with("see = ['a/untitled']\nsummary = '[x](a/untitled)'")
        + &entry("two");
    check(&text, &[("1:1 missing-key", "`title`")]);
}

#[test]
fn what_nothing_uses_is_a_warning() {
    let claim = "[[place]]\nid = 'p'\nlabel = 'P'\n[[claim]]\nid = 'c'\nplace = 'p'\ntext = 'C.'\n";
    check(&(claim.to_owned() + &with("")), &[("5:6 unused-claim", "`c`")]);
    check(&(with("") + &entry("two")), &[("6:1 unlinked", "a/two")]);
    check("[[entry]]\nid = 'a/one'\ntitle = 'One'\n", &[("1:1 no-text", "statement")]);
    check(
        &(with("aliases = ['Zwo', 'one']")
            + &entry("two")
            + "aliases = ['zwo']\nsee = ['a/one']\n"),
        &[("10:12 duplicate-alias", "a.toml:5:12")],
    );
    check(
        &(with("see = ['b']") + "[[entry]]\nid = 'b'\ntheme = 'a'\ntitle = 'ONE'\nbody = 'B.'\n"),
        &[("9:9 duplicate-title", "a.toml:3:9")],
    );
}

#[test]
fn what_the_article_says_rests_on_a_primary_source() {
    let source = |id: &str, more: &str| format!("[[source]]\nid = '{id}'\ntitle = 'S'\n{more}\n");
    let primary = |id: &str| source(id, "primary = true");
    let said = |place: &str| {
        format!(
            "[[place]]\nid = 'p'\nlabel = 'P'\n{place}\n\
             [[claim]]\nid = 'c'\nplace = 'p'\ntext = 'C.'\n\
             [[entry]]\nid = 'a/one'\ntitle = 'One'\n\
             [[entry.statement]]\ntext = 'T.'\nby = 'article'\nclaims = ['c']\n"
        )
    };
    let from = |id: &str| said(&format!("source = '{id}'"));
    check(&(primary("s") + &said("")), &[]);
    check(&(primary("s") + &primary("t") + &from("t")), &[]);
    // Which of the two is meant nobody can tell.
    check(
        &(primary("s") + &primary("t") + &said("")),
        &[("10:6 unclear-source", "`source = \"s\"` or `source = \"t\"`")],
    );
    check(&said(""), &[("9:1 no-primary-source", "`primary = true`")]);
    check(&(source("s", "") + &from("s")), &[("13:1 no-primary-source", "no source of the pack")]);
    check(
        &(primary("s") + &source("t", "") + &from("t")),
        &[("14:6 not-primary", "its source `t` is not primary")],
    );
    let link =
        "[[link]]\nfrom = 'a/one'\nto = 'a/two'\nrelation = 'see'\nby = 'article'\nclaims = []\n";
    let linked =
        Pack::new().file("pack.toml", HEAD).file("a.toml", with("") + &entry("two") + link);
    assert!(codes(&linked.check()).contains(&"no-primary-source"));
    // One that is not read may be the primary one.
    check(
        &(said("") + "[[source]]\nid = 's'\nprimary = true\n"),
        &[("16:1 missing-key", "`title`")],
    );
}

#[test]
fn characters_that_cannot_be_seen_are_a_warning() {
    check(&with("tags = ['a\u{202e}b']"), &[("5:11 unseen-character", "U+202E")]);
    check(&with("tags = [\"a\\u200bb\"]"), &[("5:11 unseen-character", "U+200B")]);
    check(&with("tags = [\"a\\tb\"]"), &[("5:11 unseen-character", "U+0009")]);
    check(&with("summary = '''\na\r\n\tb'''"), &[]);
    check(
        &with("tags = [\"a\nb\nc\"]".replace('"', "'''").as_str()),
        &[("5:13 line-break", "in one line")],
    );
    // Behind a syntax error a text seems to go on for lines.
    let open = entry("one").replace("'Title one'", "'''Title one'") + "number = 1\nkind = 'x'\n";
    check(&open, &[("3:9 syntax", "never closed")]);
    let kept = "aliases = ['a\u{200b}\u{200b}b', '👩\u{200d}👧', 'می\u{200c}خواهم', '\u{301}']";
    check(&with(kept), &[("5:14 unseen-character", "U+200B"), ("5:15 unseen-character", "U+200B")]);
}

#[test]
fn a_word_that_is_left_empty_is_missing() {
    let statement = "[[entry.statement]]\ntext = 'T.'\n";
    check(&with(&format!("{statement}by = ''")), &[("7:6 empty-value", "`by` of a statement")]);
    check(
        &with(&format!("{statement}by = 'editor'\ncertainty = ' '")),
        &[("8:13 empty-value", "`certainty`")],
    );
    check(
        &with("[[entry.name]]\nlanguage = ''\ntext = '一'"),
        &[("6:12 empty-value", "`language` of a name")],
    );
}

#[test]
fn themes_are_declared_and_filled() {
    let more = "[[theme]]\nid = 'b'\ntitle = 'B'\n[[theme]]\nid = 'a'\ntitle = 'A'\n";
    let pack = Pack::new().file("pack.toml", format!("{HEAD}{more}")).file("a.toml", with(""));
    assert_eq!(codes(&pack.check()), ["empty-theme", "duplicate-id"]);
    check(&with("theme = 'c'"), &[("5:9 unknown-theme", "`c`")]);
    check(
        &(with("see = ['x']") + "[[entry]]\nid = 'x'\ntitle = 'X'\nbody = 'X.'\n"),
        &[("7:6 missing-key", "`theme`")],
    );
}

#[test]
fn an_entry_of_an_unknown_theme_stays_in_reach() {
    let text = "[[entry]]\nid = 'new/x'\ntitle = 'X'\nbody = 'X.'\n";
    let opened = Pack::sound().file("a.toml", text).open();
    assert_eq!(ids(&opened), ["new/x"]);
    assert_eq!(&*opened.library.catalogue.themes()[1].id, "new");
}

#[test]
fn the_head_of_a_pack_is_held_to_its_rules() {
    let head = "format = 1\nid = 'Test!'\nversion = '1'\nlanguage = 'e'\nstart = 'a/none'\n\
                [[entry]]\nid = 'a/x'\n[[theme]]\nid = 'a'\ntitle = 'A'\norder = 'size'\n\
                [[relation]]\nid = 'see'\nlabel = 'sees'\nsymmetric = true\n\
                [[relation]]\nid = 'r'\nlabel = 'r'\n\
                [[matrix]]\nrows = 'a'\ncolumns = 'b'\n";
    let pack = Pack::new().file("pack.toml", head).file("a.toml", with(""));
    let found = pack.check();
    let shown: Vec<String> = found
        .iter()
        .map(|d| format!("{}:{} {}", d.line.unwrap(), d.column.unwrap(), d.code))
        .collect();
    assert_eq!(
        shown,
        [
            "1:1 missing-key",
            "2:6 bad-id",
            "3:11 bad-version",
            "4:12 bad-language",
            "5:9 unknown-entry",
            "6:3 unknown-key",
            "11:9 bad-value",
            "13:6 duplicate-id",
            "17:6 bad-relation",
            "21:11 unknown-theme",
        ],
        "{found:#?}"
    );
    assert_eq!(ids(&pack.open()), ["a/one"]);
}

#[test]
fn unknown_keys_only_warn_when_browsing() {
    let pack = Pack::sound().file("a.toml", with("colour = 'x'"));
    let severity = |diagnostics: &[folio::content::diagnostic::Diagnostic]| diagnostics[0].severity;
    assert_eq!(severity(&pack.open().diagnostics), Severity::Warning);
    assert_eq!(severity(&pack.check()), Severity::Error);
}

#[test]
fn entries_follow_files_themes_and_the_order_of_the_theme() {
    let head = "format = 1\nid = 'test'\ntitle = 'Test'\n\
                [[theme]]\nid = 'n'\ntitle = 'N'\norder = 'number'\n\
                [[theme]]\nid = 't'\ntitle = 'T'\norder = 'title'\n\
                [[theme]]\nid = 'f'\ntitle = 'F'\n";
    let entry = |id: &str, more: &str| format!("[[entry]]\nid = '{id}'\n{more}\n");
    let opened = Pack::new()
        .file("pack.toml", head)
        .file("10.toml", entry("f/ten", "title = 'x'") + &entry("n/none", "title = 'x'"))
        .file("2.toml", entry("f/two", "title = 'x'") + &entry("t/b", "title = 'b'"))
        .file("sub/1.toml", entry("t/a", "title = 'A'") + &entry("n/2", "title='x'\nnumber = 2"))
        .file("sub/2.toml", entry("n/1", "title = 'x'\nnumber = 1"))
        .open();
    assert_eq!(opened.diagnostics, []);
    assert_eq!(ids(&opened), ["n/1", "n/2", "n/none", "t/a", "t/b", "f/two", "f/ten"]);
}

#[test]
fn a_mistake_is_shown_in_its_line() {
    let long = "x".repeat(300);
    let text = with(&format!(
        "titel = \"\u{1b}]0;x\u{7}\"\nsummary = '{long} [x](a/none) {long}'\nshort = '中中\u{202e}中 but much too wide'"
    ));
    let pack = Pack::sound().file("a.toml", text);
    let opened = store::open_to_check(&[pack.origin()]);
    let report = folio::check::check(&opened.library, &opened.whereabouts, opened.diagnostics);
    let mut excerpts = folio::content::caret::Excerpts::new(&opened.whereabouts);
    let folder = pack.path().to_str().unwrap();
    let shown: Vec<String> = report
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let wide = excerpts.show(diagnostic, 1000).text();
            assert!(wide.lines().all(|row| folio::text::width::width(row) <= 200), "{wide}");
            excerpts.show(diagnostic, 100).text().replace(folder, "PACK")
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}
