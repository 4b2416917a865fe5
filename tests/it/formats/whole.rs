//! Whatever opens can be a pack: `folio convert` writes one that passes the check, and `folio export` a file in JSON
//! that opens as the same pack, whatever stands in the texts and names.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::book::Book;
use crate::support::command::{end, folio};
use crate::support::packs::Pack;

/// What names and texts may be that is odd to packs, TOML, JSON or Markdown.
const ODD: [&str; 44] = [
    "",
    "   ",
    "\u{a0}",
    "\u{3000}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{85}",
    "\u{feff}a",
    "a\tb",
    "#",
    "# x",
    "-",
    "1. x",
    "---",
    "***",
    "'''",
    "\"\"\"",
    "\\",
    "\\u001b",
    "a:b",
    "theme:x",
    "../..",
    "a/b",
    "|",
    "`",
    "<b>",
    "&amp;",
    "[x](y)",
    "[theme](theme:x)",
    "![a](b)",
    "[[x]]",
    "[x]",
    "[^1]",
    "mailto:a@b",
    "http://a b",
    "2026-02-31",
    "null",
    "Straße",
    "STRASSE",
    "İ",
    "👩\u{200d}👩",
];

/// Holds a thing against the pack and the file in JSON that are made of it.
#[track_caller]
fn stays_whole(thing: &Path) {
    let kept = tempfile::tempdir().unwrap();
    let [pack, json] = ["pack", "it.json"].map(|name| kept.path().join(name));
    let told = |command: &str, of: &Path| -> String {
        let (code, told, complaint) = end(folio().arg(command).arg(of));
        assert_eq!(code, 0, "{command} {}: {told}{complaint}", of.display());
        told
    };
    let said = |of: &Path| -> Value {
        let mut said: Value = serde_json::from_str(&told("export", of)).unwrap();
        said["pack"]["id"] = Value::Null;
        said
    };
    let (code, _, complaint) = end(folio().arg("convert").arg(thing).arg("-o").arg(&pack));
    assert_eq!(code, 0, "{complaint}");
    fs::write(&json, told("export", thing)).unwrap();
    let expected = said(thing);
    for made in [&pack, &json] {
        told("check", made);
        assert_eq!(said(made), expected, "{}", made.display());
    }
}

/// Writes a text between quotation marks, as YAML and TOML have it too.
fn quoted(text: &str) -> String {
    Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// A text with an odd one wherever Markdown has a place for one.
fn markdown(odd: &str) -> String {
    format!(
        "# {odd}\n\n{odd} word\n\n| a | b |\n|---|---|\n| {odd} | [x [y](gone.md) z](n0.md) |\n\n- {odd}\n  - {odd}\n\n\
         [{odd}](<{odd}>) [[{odd}]] [[n1|{odd}]] ![{odd}](a.png) `{odd}`\n\n> [!{odd}] {odd}\n\n\
         ```{odd}\n{odd}\n```\n\n## {odd} {{#{odd}}}\n\n[^{odd}]: {odd}\n"
    )
}

fn note(odd: &str) -> String {
    let said = quoted(odd);
    format!(
        "---\ntitle: {said}\naliases: [{said}, x]\ntags: [{said}]\ndescription: {said}\nother: {said}\n---\n{}",
        markdown(odd)
    )
}

fn concept(odd: &str) -> String {
    let said = quoted(odd);
    let source = format!(
        "resource: {said}, title: {said}, author: {said}, publisher: {said}, date: {said}, place: {said}, \
         usage: {said}, last_modified: {said}"
    );
    format!(
        "---\ntype: {said}\ntitle: {said}\ndescription: {said}\ntags: [{said}]\naliases: [{said}]\nstatus: {said}\n\
         stale_after: {said}\nrecord: {said}\nresource: {said}\nsuperseded_by: [{said}]\n\
         verified: {{ by: {said}, at: {said} }}\nsources:\n- {{ id: {said}, {source} }}\n- {{ id: s, {source} }}\n\
         other: {{ {said}: {said} }}\n---\n# {odd}\n\nSaid.[^s]\n\n# Alone\n\n[^s]\n\n    [x](y) code\n\nMore.[^t]\n\n\
         [^s]: {odd}\n[^t]: {odd} [^u]\n[^u]: u\n[^v]: v [^s]\n\n{}\n\n# Citations\n\n- {odd}\n",
        markdown(odd)
    )
}

/// A folder with a file for each odd text.
fn folder(begun: Pack, below: &str, text: fn(&str) -> String) -> Pack {
    let named = ODD.iter().enumerate();
    named.fold(begun, |pack, (at, odd)| pack.file(format!("{below}n{at}.md"), text(odd)))
}

#[test]
fn notes() {
    let odd_names =
        ["a b.md", "a-b.md", "A-B.md", "Straße.md", "STRASSE.md", "theme/http.md", " /x.md"];
    let long = format!("{}.md", "é".repeat(120));
    let names = odd_names.iter().copied().chain([&*long]);
    let pack = names.fold(folder(Pack::new(), "", note), |pack, name| pack.file(name, "# A\n"));
    stays_whole(pack.path());
}

#[test]
fn a_vault() {
    stays_whole(folder(Pack::new().file(".obsidian/app.json", "{}"), "", note).path());
}

#[test]
fn the_source_of_a_book() {
    let parts =
        ODD.iter().enumerate().map(|(at, odd)| format!("# {odd}\n\n- [{odd}](n{at}.md)\n\n"));
    let begun = Pack::new()
        .file("book.toml", "[book]\ntitle = \" \"\n")
        .file("src/SUMMARY.md", format!("# Summary\n\n{}", parts.collect::<String>()));
    stays_whole(folder(begun, "src/", note).path());
}

#[test]
fn a_site() {
    let pages = ODD.iter().enumerate().map(|(at, odd)| format!("- {}: n{at}.md\n", quoted(odd)));
    let said = format!(
        "site_name: \" \"\nsite_description: \"[x](y)\"\nnav:\n{}",
        pages.collect::<String>()
    );
    stays_whole(folder(Pack::new().file("mkdocs.yml", said), "docs/", note).path());
}

#[test]
fn a_bundle() {
    let items = ODD.iter().enumerate().map(|(at, odd)| format!("* [{odd}](n{at}.md) - {odd}\n"));
    let root = format!("---\nokf_version: \"0.2\"\n---\n# All\n\n{}", items.collect::<String>());
    let begun = Pack::new().file("index.md", root).file("   /   .md", "---\ntype: T\n---\nText.\n");
    stays_whole(folder(begun, "", concept).path());
}

#[test]
fn a_book() {
    let escaped =
        |odd: &&str| odd.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;");
    let said = ODD.iter().map(escaped).map(|it| {
        let named = [
            "title",
            "creator",
            "publisher",
            "language",
            "date",
            "identifier",
            "rights",
            "description",
        ];
        named.map(|name| format!("<dc:{name}>{it}</dc:{name}>")).concat()
    });
    let texts = ODD.iter().map(escaped).map(|it| {
        format!(
            "<h1 id='{it}'>{it}</h1><p>{it} <a href='{it}'>{it}</a><b>{it}</b><code>{it}</code></p>\
             <ul><li>{it}<ol><li>{it}</li></ol></li></ul><table><tr><td>{it}</td></tr></table><pre>{it}</pre>"
        )
    });
    let begun = Book::new().says(&said.collect::<String>());
    let documents = texts.enumerate();
    let book =
        documents.fold(begun, |book, (at, text)| book.document(&format!("d{at}.xhtml"), &text));
    let pack = Pack::new().file("it.epub", book.bytes());
    stays_whole(&pack.at("it.epub"));
}

#[test]
fn a_table() {
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let row = |cells: &[&str]| cells.iter().map(|it| cell(it)).collect::<Vec<_>>().join(",") + "\n";
    let header: Vec<&str> =
        ["id", "title", "summary", "aliases", "tags"].into_iter().chain(ODD).collect();
    let rows = ODD.iter().map(|odd| row(&[odd, odd, odd, odd, odd, "a", odd]));
    let wide = row(&["x"; 200]);
    let table = Pack::new().file("it.csv", row(&header) + &rows.collect::<String>() + &wide);
    stays_whole(&table.at("it.csv"));
}

#[test]
fn a_dictionary() {
    let lines = ODD.iter().map(|odd| {
        format!("{odd} {odd} [{odd}] /{odd}/see {odd}[{odd}]/\n中 中 [{odd}] /{odd}/\n")
    });
    let words = Pack::new()
        .file("it.u8", format!("中國 中国 [Zhong1 guo2] /China/\n{}", lines.collect::<String>()));
    stays_whole(&words.at("it.u8"));
}

#[test]
fn a_folder_tells_what_in_it_opens_by_its_name() {
    let book = || Book::new().document("a.xhtml", "<p>A</p>").bytes();
    let shelf = Pack::new().file("b.epub", book()).file("sub/c.CSV", "a,b\nc,d\n");
    let named = shelf.at("b.epub");
    let (code, told, complaint) = end(folio().arg("check").arg(shelf.path()));
    let says = format!("opens by its name: `folio {}` and 1 more", named.display());
    assert!(code != 0 && (told + &complaint).contains(&says), "{complaint}");
    let mut add = folio();
    let (code, _, complaint) =
        end(add.env("XDG_DATA_HOME", shelf.at("data")).arg("add").arg(shelf.path()));
    assert!(code == 3 && complaint.contains(&says), "{complaint}");

    for (name, is_told) in
        [("b.epub", true), ("sub/c.tsv", true), ("c.txt", false), (".d.csv", false)]
    {
        let notes = Pack::new().file("a.md", "# A\n\nB.\n").file(name, book());
        assert_eq!(notes.open().diagnostics, []);
        let told: Vec<String> = notes.check().iter().map(ToString::to_string).collect();
        let says =
            format!("only the Markdown of this folder is opened, not {}", notes.at(name).display());
        assert_eq!(told.iter().any(|one| one.contains(&says)), is_told, "{told:?}");
        assert_eq!(told.len(), usize::from(is_told), "{told:?}");
    }
    let empty = Pack::new().file("a.bin", "");
    let (_, told, complaint) = end(folio().arg("check").arg(empty.path()));
    assert!((told + &complaint).contains("nothing else that Folio reads"));
}
