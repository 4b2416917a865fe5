//! Markdown: a file, a vault of notes, the source of a book or of documentation.

use std::fs;
use std::path::Path;

use folio::content::diagnostic::Diagnostic;
use folio::model::PackKey;
use tempfile::TempDir;

use super::{entry, folder, open, tree};
use crate::support::command::{end_after, folio};
use crate::support::packs::Pack;

#[test]
fn lists_and_code_that_only_a_comment_parts_stay_two() {
    for (text, expected) in [
        ("1. a\n2. b\n\n<!-- -->\n\n1. c\n2. d\n", "1. a\n2. b\n\n\n1) c\n2) d\n"),
        ("1. a\n\n<!-- -->\n\n1. b\n\n<!-- -->\n\n1. c\n", "1. a\n\n\n1) b\n\n\n1. c\n"),
        ("- a\n\n<!-- -->\n\n- b\n", "- a\n\n\n* b\n"),
        ("1. a\n\n   <!-- -->\n\n   1. b\n", "1. a\n\n   \n   1. b\n"),
        ("- a\n\n<!-- -->\n\n    b\n", "- a\n\n\n```\nb\n```\n"),
        ("    a\n\n<!-- -->\n\n    ```\n\n      b\n", "    a\n\n\n````\n```\n\n  b\n````\n"),
        ("- a\n\n<!-- -->\n\nText\n\n    b\n", "- a\n\n\nText\n\n    b\n"),
        ("A[^1]\n\n[^1]: N\n\n<!-- -->\n\n    b\n", "A[^1]\n\n[^1]: N\n\n\n```\nb\n```\n"),
        ("> - a\n>\n> <!-- -->\n>\n>     b\n\nText\n", "> - a\n>\n> \n>\n>     b\n\nText\n"),
        ("1. a\n\nText\n\n1. b\n", ""),
        ("- a\n\n      b\n\n```\nc\n```\n\n    d\n", ""),
        ("1. a\n\n1) b\n", ""),
        ("1. a\n\n---\n\n1. b\n", ""),
    ] {
        let expected = if expected.is_empty() { text } else { expected };
        check(text, expected.trim_end());
    }
}

#[test]
fn blocks_of_html_stay_in_the_list_or_the_quote_that_they_stand_in() {
    for (text, expected) in [
        (
            "1. a\n\n   <pre>\n   b\n\n   c\n   </pre>\n\n2. *d*\n",
            "1. a\n\n   ```\n   b\n\n   c\n   ```\n\n2. *d*\n",
        ),
        ("> <ul><li>a</li></ul>\n> b\n", "> - a\n>\n> b\n"),
        ("- <pre>\n  a\n  </pre>\n\nText\n", "- ```\n  a\n  ```\n\nText\n"),
        ("<p>a</p>\n<p>b</p>\n\nText\n", "a\n\nb\n\nText\n"),
    ] {
        check(text, expected.trim_end());
    }
}

/// Copies the vault of the tests, with what its owner does not want seen.
fn vault() -> TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for item in fs::read_dir(from).unwrap() {
            let item = item.unwrap();
            let target = to.join(item.file_name());
            if item.path().is_dir() {
                copy(&item.path(), &target);
            } else {
                fs::copy(item.path(), target).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("tea-notes");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/vault"), &root);
    for (name, text) in [
        (".gitignore", "drafts/\n*.tmp.md\n"),
        ("drafts/Secret.md", "Left out: [[Home]]."),
        ("scratch.tmp.md", "Left out: [[Home]]."),
        (".hidden/Secret.md", "Left out: [[Home]]."),
    ] {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn a_vault_opens_with_its_tree_links_and_backlinks() {
    let folder = vault();
    let root = folder.path().join("tea-notes");
    insta::assert_snapshot!(tree(&open(&root), &root));
}

/// The text of the only note of a folder, as packs have it.
#[track_caller]
fn check(text: &str, expected: &str) {
    let others = [
        (".obsidian/app.json", "{}"),
        ("Tea.md", "# Tea\n\nDrink it. ^warm\n\n## How to brew\n\nHot[^n].\n\n[^n]: A note.\n"),
        ("b/Cup of tea.md", "---\ntitle: The cup\naliases: [mug]\n---\nHolds [[Tea]].\n"),
    ];
    let mut files = others.to_vec();
    files.push(("it.md", text));
    let (_kept, opened) = folder(&files);
    let key = entry(&opened.library.catalogue, "it");
    assert_eq!(opened.library.body(key).markdown.trim_end(), expected, "{text}");
}

#[test]
fn what_became_text_makes_no_link_of_what_is_around_it() {
    for (text, expected) in [
        ("[a [b](gone.md) c](d)", "\\[a b c](d)"),
        ("\\[a [b](gone.md)](d)", "\\[a b](d)"),
        ("\\\\[a [b](gone.md)](d)", "\\\\\\[a b](d)"),
        ("- [a]\n- [b](gone.md)", "- [a]\n- b"),
        ("[a] b\n\n[b](gone.md)", "[a] b\n\nb"),
        ("[[nowhere|![a](b)]]", "a"),
        ("> [![a](b)](gone.md)]", "> (picture: a)]"),
    ] {
        check(text, expected);
    }
}

#[test]
fn links_of_every_kind_lead_to_entries() {
    for (text, expected) in [
        ("[[Tea]]", "[Tea](Tea)"),
        ("[[tea|a *drink*]]", "[a *drink*](Tea)"),
        ("[[Tea#How to brew]]", "[Tea > How to brew](Tea#how-to-brew)"),
        ("[[Tea#^warm]]", "[Tea](Tea)"),
        ("[[#Below]]\n\n# Below", "[Below](it#below)\n\n# Below"),
        ("[[b/Cup of tea]]", "[b/Cup of tea](b/Cup-of-tea)"),
        ("[[mug]]", "[mug](b/Cup-of-tea)"),
        ("[[No such note]] [[no|text]]", "No such note text"),
        ("[a](Tea.md)", "[a](Tea)"),
        ("[a](Tea)", "[a](Tea)"),
        ("[a](b/Cup%20of%20tea.md)", "[a](b/Cup-of-tea)"),
        ("[a](<b/Cup of tea.md>)", "[a](b/Cup-of-tea)"),
        ("[a](Tea.md#how-to-brew \"title\")", "[a](Tea#how-to-brew)"),
        ("[a][t] [t] [t][]\n\n[t]: Tea.md", "[a](Tea) [t](Tea) [t](Tea)\n\n[t]: Tea.md"),
        ("[*a* `b`](Tea.md)", "[*a* `b`](Tea)"),
        ("[a](nowhere.md) [b](#no)", "a [b](it)"),
        (
            "[a](https://example.org) <https://example.org>",
            "[a](https://example.org) <https://example.org>",
        ),
        ("`[[Tea]]` \\[[Tea]]", "`[[Tea]]` \\[[Tea]]"),
        ("<a href=\"Tea.md\">a</a>", "[a](Tea)"),
        ("| a |\n|---|\n| [[Tea\\|b]] |", "| a |\n|---|\n| [b](Tea) |"),
    ] {
        check(text, expected);
    }
}

/// The text of the page `it` of some documentation, as packs have it, and what was told of it.
fn page(files: &[(&str, &str)]) -> (String, Vec<(u32, String)>) {
    let outside = ("../secret.txt", "Secret");
    let files: Vec<_> = files.iter().map(|(name, text)| (format!("book/{name}"), *text)).collect();
    let pack = files.iter().fold(Pack::new(), |pack, (name, text)| pack.file(name, text));
    let pack = pack.file("book/x/secret", "").file(&outside.0[3..], outside.1);
    let opened = open(&pack.at("book"));
    let key = entry(&opened.library.catalogue, "it");
    let told = opened.diagnostics.iter().map(|one| (one.line.unwrap_or(0), one.message.clone()));
    (opened.library.body(key).markdown.trim_end().to_owned(), told.collect())
}

#[test]
fn pages_take_in_the_texts_that_they_ask_for() {
    for (text, expected) in [
        ("a\n\n{{#include part.md}}\n\nb", "a\n\n## Part\n\n[a](sub/other)\n\nb"),
        ("```rust\n{{#include x/a.rs:2}}\n```", "```rust\nfn b() {}\n```"),
        ("{{#rustdoc_include x/a.rs:one}}", "fn b() {}"),
        ("a {{#include word.txt}} b", "a word b"),
        ("`\\{{#include word.txt}}`", "`{{#include word.txt}}`"),
        ("{{#title Other}}\na", "{{#title Other}}\na"),
        ("- a\n\n    --8<-- \"word.txt\"\n", "- a\n\n    word"),
        ("--8<--\nword.txt\nx/a.rs:1:1\n--8<--\n", "word\n// ANCHOR: one"),
        ("{{#unknown a}}", "{{#unknown a}}"),
        ("```yaml\n{{#include set.yml}}\n```", "```yaml\n---\na: 1\n---\nb: 2\n```"),
        ("{{#include part.md:1:2}}", "---\ntitle: P"),
        ("--8<--\n\nMore.", "--8<--\n\nMore."),
        ("--8<--\nword.txt\n--8<--\na\n--8<--\nb", "word\na\n--8<--\nb"),
        ("--8<-- \"short.txt\"\nb", "short\nb"),
        ("{{#include C#/50%25.cs}}", "sharp"),
    ] {
        let (found, told) = page(&[
            ("set.yml", "---\na: 1\n---\nb: 2\n"),
            ("short.txt", "short"),
            ("C#/50%25.cs", "sharp\n"),
            ("it.md", text),
            ("part.md", "---\ntitle: P\n---\n## Part\n\n[a](sub/other.md)\n"),
            ("sub/other.md", "# Other\n"),
            ("word.txt", "word\n"),
            ("x/a.rs", "// ANCHOR: one\nfn b() {}\n// ANCHOR_END: one\n"),
        ]);
        assert_eq!((&*found, &*told), (expected, &[][..]), "{text}");
    }
}

#[test]
fn the_title_of_a_page_of_a_book_is_left_out_but_for_code() {
    for (text, expected) in [
        ("{{#title Other}}\na", "\na"),
        ("`{{#title Other}}`", "`{{#title Other}}`"),
        ("```\n{{#title Other}}\n```\n{{#title Other}}", "```\n{{#title Other}}\n```"),
    ] {
        let (found, _) = page(&[("it.md", text), ("book.toml", "")]);
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_page_takes_in_no_more_than_a_mebibyte_however_it_asks_for_it() {
    let lines = "x\n".repeat(20_000);
    let far = format!("{}--8<-- \"x.txt\"\n", " ".repeat(2_000));
    let one = "{{#include x.txt}}{{#include none}}\n".repeat(200);
    let nested = "{{#include y.txt}}".repeat(500);
    let empty = "{{#include empty.txt}}".repeat(50_000);
    for text in [far, one, nested] {
        let files = [("it.md", &*text), ("x.txt", &lines), ("y.txt", &empty), ("empty.txt", "")];
        let (found, told) = page(&files);
        assert!(found.len() < 2 << 20, "{}", found.len());
        assert!(told.iter().any(|(_, message)| message.contains("too much")), "{told:?}");
        assert!(told.len() <= 100, "{}", told.len());
    }
}

#[test]
fn what_is_looked_through_for_a_page_is_bounded_too() {
    let large = "x\n".repeat(2_000_000);
    for (part, is_told) in [("1:1", false), ("none", true)] {
        let text = format!("{{{{#include x.txt:{part}}}}}\n").repeat(50);
        let (found, told) = page(&[("it.md", &text), ("x.txt", &large)]);
        let fills = |(_, message): &(u32, String)| message.contains("too much");
        assert_eq!(told.iter().any(fills), is_told, "{part}: {told:?}");
        assert_eq!(found == "x\n".repeat(50).trim_end(), !is_told, "{part}: {found}");
    }
}

#[test]
fn texts_are_taken_in_one_by_another_to_a_depth() {
    let names: Vec<String> = (0..40).map(|number| format!("{number}.txt")).collect();
    let texts: Vec<String> =
        (1..=40).map(|number| format!("at {number}\n{{{{#include {number}.txt}}}}\n")).collect();
    let mut files = vec![("it.md", "{{#include 0.txt}}\n")];
    files.extend(names.iter().zip(&texts).map(|(name, text)| (&**name, &**text)));
    let (found, told) = page(&files);
    assert!(found.contains("at 16\n") && !found.contains("at 17\n"), "{found}");
    let [(1, message)] = &*told else { panic!("{told:?}") };
    assert!(message.contains("more than 16"), "{message}");
}

#[test]
fn files_that_are_not_listed_are_not_taken_in() {
    for asked in [".env", "x/.secret/a.txt", "x/a.log", "x/build/a.txt", ".trash/a.txt"] {
        let text = format!("{{{{#include {asked}}}}}\n\n--8<-- \"{asked}\"");
        let (found, told) = page(&[
            ("it.md", &text),
            (asked, "Secret"),
            (".gitignore", "*.log\n"),
            ("x/.ignore", "build/\n"),
        ]);
        assert_eq!(found, text);
        assert_eq!(told.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3]);
        assert!(told.iter().all(|(_, message)| message.contains("hidden")), "{told:?}");
    }
    let files = [
        ("it.md", "{{#include a.log}}{{#include x/.b}}"),
        ("a.log", "a"),
        ("x/.b", "b"),
        (".gitignore", "*.log\n!a.log\n!.b\n"),
    ];
    assert_eq!(page(&files), ("ab".to_owned(), vec![]));
}

#[test]
fn what_is_behind_a_text_that_is_taken_in_is_told_with_its_own_line() {
    for directive in ["{{#include word.txt}}", "--8<-- \"word.txt\""] {
        let text = format!("{directive}\n\n[b](gone.md)");
        let (_, told) = page(&[("it.md", &text), ("word.txt", "# A\n\nB\n\nC")]);
        let [(3, message)] = &*told else { panic!("{directive}: {told:?}") };
        assert!(message.contains("gone.md"), "{message}");
    }
}

#[test]
fn texts_that_cannot_be_taken_in_are_told_with_their_line() {
    for (asked, reason) in [
        ("../secret.txt", "outside"),
        ("/etc/passwd", "outside"),
        ("x/../../secret.txt", "outside"),
        ("none.md", "no such file"),
        ("part.md:none", "no such part"),
        ("it.md", "too much, or includes itself"),
    ] {
        for directive in [format!("{{{{#include {asked}}}}}"), format!("--8<-- \"{asked}\"")] {
            let text = format!("---\ntitle: T\n---\na\n\n{directive}\n\n[b](gone.md)\n");
            let (found, told) = page(&[("it.md", &text), ("part.md", "x")]);
            let lines: Vec<u32> = told.iter().map(|(line, _)| *line).collect();
            assert!(lines.contains(&6) && lines.contains(&8), "{told:?}");
            assert!(told.iter().any(|(_, message)| message.contains(reason)), "{told:?}");
            assert!(found.contains(asked) && !found.contains("Secret"), "{found}");
        }
    }
    // A link in the folder that leads out of it is not followed.
    #[cfg(unix)]
    {
        let pack = Pack::new().file("secret", "Secret").file("book/it.md", "{{#include link}}\n");
        std::os::unix::fs::symlink(pack.at("secret"), pack.at("book/link")).unwrap();
        let opened = open(&pack.at("book"));
        assert!(opened.diagnostics[0].message.contains("outside"), "{:?}", opened.diagnostics);
    }
}

#[test]
fn links_in_properties_lead_to_entries() {
    for (value, expected) in [
        ("\"[[o]]\"", "[o](sub/o)"),
        ("\"a [[o|the o]] b\"", "a [the o](sub/o) b"),
        ("[\"[[o]]\", \"[[gone]]\"]", "[o](sub/o), gone"),
        ("https://example.org/a", "<https://example.org/a>"),
        ("\"[[o\"", "\\[\\[o"),
    ] {
        let text = format!("---\nup: {value}\n---\na\n");
        let (found, told) = page(&[("it.md", &text), ("sub/o.md", "# O\n")]);
        assert_eq!(found, format!("a\n\n---\n\n- up: {expected}"), "{value}");
        let is_told = told.iter().any(|(line, message)| *line == 1 && message.contains("gone"));
        assert_eq!(is_told, value.contains("gone"), "{told:?}");
    }
}

#[test]
fn pages_that_a_plan_names_and_that_are_not_there_are_told() {
    for (name, text, line) in [
        ("SUMMARY.md", "# Summary\n\n- [It](it.md)\n- [Gone](sub/gone.md)\n- [Draft]()\n", 4),
        (
            "mkdocs.yml",
            "docs_dir: .\nnav:\n  - it.md\n  - Gone: sub/gone.md\n  - https://example.org/x.md\n",
            4,
        ),
    ] {
        let (_, told) = page(&[("it.md", "a"), (name, text)]);
        let [(at, message)] = &*told else { panic!("{name}: {told:?}") };
        assert!(*at == line && message.contains("sub/gone.md"), "{name}: {told:?}");
    }
}

#[test]
fn notes_in_other_encodings_are_read_where_these_can_be_told() {
    let utf16: Vec<u8> =
        "\u{feff}# Caf\u{e9}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, encoding) in [
        (&*utf16, "UTF-16"),
        (b"# Caf\xe9\n", "Latin-1"),
        (b"# Caf\xe9\n\n\x93a\x94", "Windows-1252"),
    ] {
        let pack = Pack::new().file("it.md", bytes).file("other.md", "# Other");
        let opened = pack.open();
        let catalogue = &opened.library.catalogue;
        assert_eq!(catalogue.title(entry(catalogue, "it")), "Caf\u{e9}");
        let [one] = &*opened.diagnostics else { panic!("{:?}", opened.diagnostics) };
        assert!(one.file.ends_with("it.md") && one.message.contains(encoding), "{one}");
    }
    for bytes in [&b"a\0\xff\x01"[..], "# Caf\u{e9}\n\nna\u{ef}ve: ".as_bytes()] {
        let bytes = [bytes, b"\xff.\n"].concat();
        let pack = Pack::new().file("it.md", bytes).file("other.md", "# Other");
        let opened = pack.open();
        assert_eq!(opened.diagnostics[0].hint, "save as UTF-8");
        assert!(opened.diagnostics[0].message.contains("byte"), "{:?}", opened.diagnostics);
    }
}

#[test]
fn authors_of_notes_are_not_told_of_toml() {
    let pack = Pack::new().file("a/it.md", "# It\n").file("a/other.md", "# Other\n\nText.\n");
    let pack = pack.file("index.md", "# Start\n");
    let hints: Vec<String> = pack.check().into_iter().map(|one| one.hint).collect();
    assert!(hints.len() > 2, "{hints:?}");
    for word in ["`see`", "statement", "toml", "`body`"] {
        assert!(hints.iter().all(|hint| !hint.contains(word)), "{hints:?}");
    }
}

#[test]
fn attributes_are_hidden_and_lead_to_their_place() {
    for (text, expected) in [
        ("[a](sub/o.md){target=_blank .x} b", "[a](sub/o) b"),
        ("A text.\n{: #here .x }\n\n[a](#here)", "A text.\n\n[a](it)"),
        ("## A {: #b }\n\n[d](#b)", "## A \n\n[d](it#a)"),
        ("**a**{.x}, {x} and {{ y }}", "**a**, {x} and {{ y }}"),
    ] {
        let (found, told) = page(&[("it.md", text), ("sub/o.md", "# O\n")]);
        assert_eq!((&*found, &*told), (expected, &[][..]), "{text}");
    }
}

#[test]
fn words_of_blocks_are_cut_and_so_are_those_of_many() {
    const ID: &str = "5f3c0a2e-1b2c-4d5e-8f90-0123456789ab";
    let kettle = format!("- Hot {}\n  id:: {ID}\n", "_water_ ".repeat(5_000));
    let text = format!("- (({ID}))\n").repeat(3_000);
    let files = [("it.md", &*text), ("Kettle.md", &kettle), ("logseq/config.edn", "{}")];
    let (_kept, opened) = folder(&files);
    let found = &opened.library.body(entry(&opened.library.catalogue, "it")).markdown;
    let first = found.lines().next().unwrap();
    assert!(first.starts_with("- [\u{201c}Hot water water") && first.len() < 250, "{first}");
    assert!(first.ends_with("\u{2026}\u{201d}](Kettle)"), "{first}");
    assert!(found.len() < 512 << 10, "{}", found.len());
    assert!(found.ends_with("- [\u{201c}\u{2026}\u{201d}](Kettle)\n"), "{found}");
}

#[test]
fn pages_of_logseq_have_properties_and_blocks() {
    const ID: &str = "5f3c0a2e-1b2c-4d5e-8f90-0123456789ab";
    for (text, expected) in [
        ("- See ((ID)).", "- See [“Hot water”](Kettle)."),
        ("- [so](((ID)))", "- [so](Kettle)"),
        ("- {{embed ((ID))}}", "- [“Hot water”](Kettle)"),
        ("- {{embed [[Kettle]]}}", "- [Kettle](Kettle)"),
        (
            "- ((00000000-0000-0000-0000-000000000000))",
            "- ((00000000-0000-0000-0000-000000000000))",
        ),
        ("- a\n  collapsed:: true\n- b\n  why:: c", "- a\n- b\n  why:: c"),
        ("type:: [[Kettle]]\ntags:: x, [[y]]\n\n- a", "\n- a\n\n---\n\n- type: [Kettle](Kettle)"),
    ] {
        let text = text.replace("ID", ID);
        let kettle = format!("- Hot _water_\n  id:: {ID}\n");
        let files = [("it.md", &*text), ("Kettle.md", &kettle), ("logseq/config.edn", "{}")];
        let (_kept, opened) = folder(&files);
        let key = entry(&opened.library.catalogue, "it");
        assert_eq!(opened.library.body(key).markdown.trim_end(), expected, "{text}");
        let told = opened.diagnostics.len();
        assert_eq!(told, usize::from(text.contains("0000-0000")), "{:?}", opened.diagnostics);
    }
}

#[test]
fn what_packs_have_no_marks_for_is_written_with_those_they_have() {
    for (text, expected) in [
        ("==a== b == c", "**a** b == c"),
        ("a %%b%%", "a"),
        ("- [ ] a\n- [x] b", "- ☐ a\n- ☑ b"),
        ("Term\n: what it *is*", "**Term**\n- what it *is*"),
        ("a\n:smile: yes", "a\n:smile: yes"),
        ("a[^none] b", "a\\[^none] b"),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", "a[^1]\n\n[^1]: b\n\n\\[^1]: c"),
        ("![a [b](c.md)](d.png)", "(picture: a b)"),
        ("## A { #b }\n\n[d](#b)", "## A \n\n[d](it#a)"),
        ("50%% more\n\nand on", "50%% more\n\nand on"),
        ("---\nprose\n---\na", "---\nprose\n---\na"),
        ("> [!note]\n> a", "> **Note**\n>\n> a"),
        ("> [!warning]- Be *careful*\n> a", "> **Be *careful***\n>\n> a"),
        ("> a", "> a"),
        ("$x^2$ costs $5 to $6", "`x²` costs $5 to $6"),
        ("$$\na\n= b\n$$", "```\na = b\n```"),
        ("a<br>b <b>c</b> <kbd>d</kbd> <sub>2</sub>", "a\\\nb **c** `d` ₂"),
        (
            "| 12<br>500 | a.<br>**b**<br/><br> c<br> |\n|---|---|\n| <br>d<br>e | <b>f</b><br>g |",
            "| 12; 500 | a. **b**; c |\n|---|---|\n| d; e | **f**; g |",
        ),
        (
            "| <img src=\"y.png\"><br>c | a<br>b -><br>c | 5 <br> 6 |\n|---|---|---|",
            "| (picture y.png); c | a; b ->; c | 5; 6 |\n|---|---|---|",
        ),
        (
            "| A<br>-><br>B | <b>a:</b> <br> <br> ![](y.png)<br> | <b></b><br>`a`<br>$b$ |\n|---|---|---|",
            "| A; ->; B | **a:** (picture y.png) | ****`a`; `b` |\n|---|---|---|",
        ),
        ("## a<br>b", "## a b"),
        ("10<sup>6</sup> m<sup>2</sup>, H<sub>2</sub>O", "10⁶ m², H₂O"),
        (r"10<sup>\-3</sup> a<sup>\(2\)</sup> b<sup>\*</sup> c<sub>\_</sub>", r"10⁻³ a⁽²⁾ b\* c\_"),
        (r"a<sup>\\-</sup> [<sup>\^</sup>](#x) c<sup>\[1\]</sup>", r"a^(\\-) [\^](it) c\[1\]"),
        ("| a<sup>\\|Q</sup> b<sup>\\-1</sup> |\n|---|", "| a^(\\|Q) b⁻¹ |\n|---|"),
        ("A<sup>®</sup> F<sup>™</sup> a<sup>†‡§</sup> 5<sup>°</sup>", "A® F™ a†‡§ 5°"),
        ("b<sub>®</sub> c<sup>[1]</sup> d<sup>[[2](#x)]</sup>", "b® c\\[1\\] d\\[[²](it)\\]"),
        ("2<sup>Q</sup> x<sub>a*b*</sub> y<sup>1,5</sup>", "2^Q xₐ*\\_b* y^(1,5)"),
        ("x<sup>a<sub>1</sub>b</sup>", "xᵃ₁ᵇ"),
        ("x<sup>**n**</sup> y<sup>`n`</sup>", "x**ⁿ** y`ⁿ`"),
        ("| 10<sup>3\\|Q</sup> | b |\n|---|---|", "| 10^(3\\|Q) | b |\n|---|---|"),
        ("a<sup>[1](#x)</sup> b<sup>[Q](#x)</sup>", "a[¹](it) b[\\^Q](it)"),
        ("[<sup>Q</sup>](#x)", "[\\^Q](it)"),
        ("x<sup>2 and <sup>3</sup>", "x<sup>2 and ³"),
        ("x<sup>2</sub> and y", "x<sup>2</sub> and y"),
        ("<q>a</q>, <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "“a”, 漢(kan)"),
        ("x\n\n## H<sub>2</sub>O\n\n[d](#h₂o)", "x\n\n## H₂O\n\n[d](it#h₂o)"),
        (
            "<div align=\"center\">\nA <i>b</i>, <a href=\"Tea.md\">c</a>.\n</div>\n\nd",
            "A _b_, [c](Tea).\n\nd",
        ),
        ("<details><summary>a</summary>\n\nb\n\n</details>", "a\n\nb"),
        ("Vec<T> <b>a", "Vec<T> <b>a"),
        ("a <!-- b --> c", "a  c"),
        ("![](a/b.png) ![A *cup*](b.png)", "(picture b.png) (picture: A cup)"),
        ("![[b.png|300]] ![[b.png|A cup]]", "(picture b.png) (picture: A cup)"),
        ("![c](https://example.org/c.png)", "[(picture: c)](https://example.org/c.png)"),
        ("# A {#b .c}\n\n[d](#b)", "\n[d](it)"),
        ("x\n\n## A {#b .c}\n\n[d](#b)", "x\n\n## A \n\n[d](it#a)"),
        ("a ^id\n\n- b ^x-1", "a\n\n- b"),
        (
            "![[Tea#How to brew]]",
            "> From [Tea](Tea#how-to-brew):\n>\n> ## How to brew\n>\n> Hot[^from1-n].\n>\n> [^from1-n]: A note.",
        ),
        ("![[Tea#^warm]]", "> From [Tea](Tea):\n>\n> Drink it."),
        ("![[b/Cup of tea]]", "> From [The cup](b/Cup-of-tea):\n>\n> Holds [Tea](Tea)."),
        ("a ![[Tea]]", "a [Tea](Tea)"),
        ("![[it]]", "[it](it)"),
        ("~~a~~ and a note[^1]\n\n[^1]: b", "~~a~~ and a note[^1]\n\n[^1]: b"),
        ("---\nstatus: draft\nn: [1, 2]\n---\na", "a\n\n---\n\n- n: 1, 2\n- status: draft"),
    ] {
        check(text, expected);
    }
}

/// What was told of a file.
fn told(diagnostics: &[Diagnostic], root: &Path) -> Vec<String> {
    let root = format!("{}/", root.display());
    diagnostics.iter().map(|one| one.to_string().replace(&root, "")).collect()
}

#[test]
fn tags_upon_tags_take_no_longer_than_they_are() {
    const MANY: usize = 50_000;
    let (open, closing) = ("<sup>a ".repeat(MANY), "</b>".repeat(MANY));
    for text in [
        format!("# {}>\n\na\n", "<a".repeat(MANY)),
        format!("# {}\n\na\n", "<a >".repeat(MANY)),
        format!("| {} |\n|---|\n", "<b></b><br>".repeat(MANY)),
        format!("| a{} |\n|---|\n", "<br>a".repeat(MANY)),
        format!("{}\n", "<span>a ".repeat(MANY)),
        format!("# {open}{closing}\n\n{open}{closing}\n"),
    ] {
        let (_kept, opened) = folder(&[("it.md", &text)]);
        let body = opened.library.body(entry(&opened.library.catalogue, "it"));
        assert!(body.markdown.len() <= 2 * text.len(), "{}", &text[..20]);
    }
}

#[test]
fn what_could_not_be_taken_is_told_with_its_place() {
    let (pack, opened) = folder(&[
        ("a.md", "---\ntitle: [x\n---\n\nA [[nowhere]].\n\nAnd [b](#no).\n"),
        ("c.md", "# C\n\n[[a]]\n"),
    ]);
    let told = told(&opened.diagnostics, pack.path());
    let places: Vec<&str> = told.iter().filter_map(|one| one.split(" warning: ").next()).collect();
    assert_eq!(places, ["a.md:2:1:", "a.md:5:3:", "a.md:7:5:"], "{told:#?}");
    assert_eq!(opened.library.catalogue.len(), 2);
}

#[test]
fn what_is_shown_otherwise_than_meant_is_told_to_authors() {
    for (text, expected) in [
        ("---\ntitle: open\n\na\n", &["it.md:1:1: warning: this file seems to say"][..]),
        ("---\ntags:\n  - a\n", &["it.md:1:1: warning: this file seems to say"]),
        ("---\ntitle: closed\n---\na\n", &[]),
        ("---\nA sentence, and more: this.\n", &[]),
        ("---\n", &[]),
        (
            "a[^1] b[^2]\n\n[^1]: c\n[^1]: d\n\n[^2]: e\n",
            &["it.md:4:1: warning: this text has another note `[^1]` before"],
        ),
        ("---\nn: 1\n---\na[^1]\n\n[^1]: c\n\n[^1]: d\n", &["it.md:8:1: warning: this text has"]),
    ] {
        let (pack, opened) = folder(&[("it.md", text)]);
        assert_eq!(opened.diagnostics, [], "{text}");
        let told = told(&pack.check(), pack.path());
        assert_eq!(told.len(), expected.len(), "{text}\n{told:#?}");
        let begin = told.iter().zip(expected).all(|(one, begin)| one.starts_with(begin));
        assert!(begin, "{text}\n{told:#?}");
    }
}

#[test]
fn titles_are_told_without_tags() {
    let (_kept, opened) = folder(&[("it.md", "# Water, H<sub>2</sub>O\n\na\n")]);
    let catalogue = &opened.library.catalogue;
    assert_eq!(catalogue.title(entry(catalogue, "it")), "Water, H₂O");
}

#[test]
fn homonyms_are_told_to_authors_alone() {
    let files = [("x/a.md", "1"), ("y/a.md", "2"), ("y/b.md", "[[a]]")];
    let (pack, opened) = folder(&files);
    assert_eq!(opened.diagnostics, []);
    let told = told(&pack.check(), pack.path());
    let told: Vec<_> = told.iter().filter(|one| one.contains("homonym")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("y/b.md:1:1: warning: \"a\" is taken to mean y/a.md"), "{told:?}");
}

#[test]
fn a_file_opens_alone() {
    let pack = Pack::new().file("Tea and water.md", "# Tea\n\n## Water\n\nSee [it](#water).\n");
    let opened = open(&pack.at("Tea and water.md"));
    assert_eq!(opened.diagnostics, []);
    let catalogue = &opened.library.catalogue;
    assert_eq!(&*catalogue.packs()[0].title, "Tea");
    assert_eq!(&*catalogue.packs()[0].id, "tea-and-water");
    let key = entry(catalogue, "Tea-and-water");
    assert_eq!(catalogue.title(key), "Tea");
    assert_eq!(opened.whereabouts.entry(key).1, Some(1));
}

#[test]
fn what_comes_through_standard_input_opens() {
    let text = "# Tea\n\n## Water\n\nSoft.\n";
    let (code, told, _) = end_after(folio().args(["show", "--pack", "-", "tea"]), text);
    assert!(code == 0 && told.contains("Soft."), "{told}");
    let (code, _, complaint) = end_after(folio().args(["list", "--pack", "-"]), [0xFF, 0, 1]);
    assert!(code == 3 && complaint.contains("UTF-8"), "{complaint}");
}

#[test]
fn a_book_stands_as_its_summary_has_it() {
    let (pack, _) = folder(&[
        ("book/book.toml", "[book]\ntitle = 'Tea'\n"),
        (
            "book/src/SUMMARY.md",
            "# Summary\n\n[Before](before.md)\n\n# Leaves\n\n- [Green](leaf/green.md)\n- [Black](leaf/black.md)\n\n# Water\n\n- [Soft](soft.md)\n",
        ),
        ("book/src/before.md", "# Before\n"),
        ("book/src/leaf/green.md", "A leaf without a heading.\n"),
        ("book/src/leaf/black.md", "# Black tea\n\nNot [green](green.md).\n"),
        ("book/src/soft.md", "# Soft\n"),
        ("book/src/left-over.md", "# Left over\n"),
    ]);
    let root = pack.at("book");
    insta::assert_snapshot!(tree(&open(&root), &root));
}

#[test]
fn a_site_stands_as_its_navigation_has_it() {
    let (pack, _) = folder(&[
        (
            "site/mkdocs.yml",
            "site_name: Tea site\nsite_description: About tea.\nnav:\n  - index.md\n  - Guide:\n    - Start: guide/start.md\n    - guide/end.md\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n",
        ),
        ("site/docs/index.md", "# Welcome\n\nTo [start](guide/start.md) and [end](guide/end/).\n"),
        ("site/docs/guide/start.md", "Begin.\n"),
        ("site/docs/guide/end.md", "# The end\n\n!!! note\n    Done.\n"),
    ]);
    let root = pack.at("site");
    insta::assert_snapshot!(tree(&open(&root), &root));
}

#[test]
fn lines_of_rust_that_a_book_hides_are_hidden_in_books_alone() {
    const CODE: &str = "```rust,no_run\n# use a;\nlet x = 1;\n#\n#[b]\n## not hidden\n  # c\n```\n\n\
                        ```sh\n# a remark\n```\n";
    for (name, expected) in [
        (
            "book.toml",
            "```rust,no_run\nlet x = 1;\n#[b]\n# not hidden\n```\n\n```sh\n# a remark\n```\n",
        ),
        ("other.toml", CODE),
    ] {
        let (_, opened) = folder(&[(name, "[book]\n"), ("a.md", CODE)]);
        let body = opened.library.body(entry(&opened.library.catalogue, "a"));
        assert_eq!(body.markdown.trim(), expected.trim(), "{name}");
    }
}

#[test]
fn pages_of_a_book_that_has_no_parts_are_its_pages_and_what_it_does_not_name_others() {
    for (summary, expected) in [
        ("[A](a.md)\n[B](b.md)\n", &["Pages: A, B", "Other pages: C"][..]),
        ("[A](a.md)\n\n# Part\n\n[B](b.md)\n", &["Opening pages: A", "Part: B", "Other pages: C"]),
    ] {
        let summary = format!("# Summary\n\n{summary}");
        let (_, opened) = folder(&[
            ("SUMMARY.md", &*summary),
            ("a.md", "# A\n"),
            ("b.md", "# B\n"),
            ("c.md", "# C\n"),
        ]);
        let catalogue = &opened.library.catalogue;
        let told = catalogue.themes_of(PackKey::new(0)).map(|theme| {
            let titles: Vec<&str> =
                catalogue.entries_of(theme).map(|entry| catalogue.title(entry)).collect();
            format!("{}: {}", catalogue.theme(theme).title, titles.join(", "))
        });
        assert_eq!(told.collect::<Vec<String>>(), expected, "{summary}");
    }
}

#[test]
fn a_folder_without_anything_to_read_says_what_opens() {
    let pack = Pack::new().file("a.txt", "x");
    let told = pack.open().diagnostics;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].code, "no-pack-toml");
}

#[test]
fn what_a_note_says_of_itself_is_a_title_and_a_sentence() {
    let (_kept, opened) = folder(&[
        ("a.md", "---\ndescription: see [l](b.md) and *c*\n---\n# \n\nText.\n"),
        ("b.md", "#\n"),
        ("c/SUMMARY.md", "[Two words](two%20words.md)\n"),
        ("c/two words.md", "Text.\n"),
    ]);
    let catalogue = &opened.library.catalogue;
    let a = entry(catalogue, "a");
    assert_eq!((catalogue.title(a), catalogue.summary(a)), ("a", "see l and c"));
    assert_eq!(catalogue.title(entry(catalogue, "b")), "b");
    assert_eq!(catalogue.title(entry(catalogue, "c/two-words")), "Two words");
}

#[test]
fn mathematics_is_shown_in_letters_and_signs_else_as_it_is_written() {
    for (text, expected) in [
        ("Where $x^2 \\leq \\frac{a+b}{2}$.", "Where `x² ≤ (a + b)/2`."),
        ("It is $\\nosuch{x}  y$.", "It is `\\nosuch{x} y`."),
        ("$$\na &= b\n$$", "```tex\na &= b\n```"),
        (
            "As\n\n$$\n\\begin{aligned} a &= b \\\\ &= c^2 \\end{aligned}\n$$\n\nsays.",
            "As\n\n```\na = b\n= c²\n```\n\nsays.",
        ),
        ("- $$x_1$$\n- b", "- ```\n  x₁\n  ```\n- b"),
        ("> $$\n> \\nosuch\n> $$", "> ```tex\n> \\nosuch\n> ```"),
        ("so $$x_1$$ is", "so `x₁` is"),
        ("pays $30–$85, *leads* +$6 to +$8", "pays $30–$85, *leads* +$6 to +$8"),
        ("from US$5 to US$7 for $n$ cups", "from US$5 to US$7 for `n` cups"),
        ("| a |\n|---|\n| $\\lvert x\\rvert$ |", "| a |\n|---|\n| `\\|x\\|` |"),
    ] {
        check(text, expected);
    }
}

#[test]
fn a_note_called_glossary_explains_terms_that_all_texts_know() {
    let (_kept, opened) = folder(&[
        ("Home.md", "# Home\n\nUse a gaiwan.\n"),
        (
            "Glossary.md",
            "Words.\n\nGaiwan (lidded bowl)\n: A bowl of [[Home]].\n\nTea\n: A drink.\n",
        ),
        ("words/Glossary/Matcha.md", "A powder.\n"),
        ("words/Glossary/README.md", "# Our words\n\nAll.\n"),
    ]);
    let catalogue = &opened.library.catalogue;
    let term = entry(catalogue, "Glossary/Gaiwan-lidded-bowl");
    assert_eq!(catalogue.title(term), "Gaiwan (lidded bowl)");
    assert_eq!(
        opened.library.body(term).markdown.trim(),
        "A bowl of [Home](Home).\n\n---\n\nFrom [Glossary](Glossary)."
    );
    let terms = |ids: &[&str]| {
        ids.iter().map(|id| catalogue.is_term(entry(catalogue, id))).collect::<Vec<_>>()
    };
    assert_eq!(
        terms(&["Glossary/Tea", "words/Glossary/Matcha", "Glossary", "Home"]),
        [true, true, false, false]
    );
    let known = folio::terms::Recogniser::new(catalogue);
    let found = known.spans("Use a gaiwan or matcha, our words.", None);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn of_a_file_that_is_too_large_it_is_told_what_helps() {
    let chapter =
        |number: u32| format!("# Chapter {number}\n\n{}\n", "Tea is drunk. ".repeat(60_000));
    let chapters: Vec<String> = (1..=6).map(chapter).collect();
    let whole = chapters.concat();
    let (_kept, refused) = folder(&[("book.md", &*whole), ("other.md", "# Other\n\nText.\n")]);
    let told: Vec<_> = refused.diagnostics.iter().map(|one| (&*one.code, &*one.hint)).collect();
    let hint = "cut it at its headings into several files in one folder, and open the folder";
    assert_eq!(told, [("too-large", hint)]);
    let names: Vec<String> = (1..=6).map(|number| format!("{number}.md")).collect();
    let files: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(chapters.iter().map(String::as_str)).collect();
    let (_kept, opened) = folder(&files);
    assert_eq!((opened.library.catalogue.len(), opened.diagnostics.len()), (6, 0));
}

#[test]
fn links_of_documentation_lead_to_anchors_of_html_and_titles() {
    let (pack, opened) = folder(&[
        (
            "a.md",
            "# A\n\n[[Back to b]](b.md) [1](b.md#v1) [2](b.md#v2) [3](b.md#r--d) [4](b.md#my-title) \
             [5](b.md#here) [6](#a)\n",
        ),
        (
            "b.md",
            "# My title\n\n<a id=\"v1\"></a>\n<a id='other'></a>\n\n## First\n\nT\n\n\
             ## <a name=\"v2\"></a>Second\n\n<a id=\"here\"></a>\nText\n\n## R & D\n\nText\n",
        ),
    ]);
    let codes: Vec<_> = pack.check().into_iter().map(|one| one.code).collect();
    assert!(!codes.iter().any(|code| code == "unresolved-link"), "{codes:?}");
    let body = opened.library.body(entry(&opened.library.catalogue, "a"));
    assert_eq!(
        body.markdown.trim(),
        "[Back to b](b) [1](b#first) [2](b#second) [3](b#r-d) [4](b) [5](b) [6](a)"
    );
}
