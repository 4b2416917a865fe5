//! Packs that are written as bundles in the Open Knowledge Format: they open with what they said before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use folio::formats::{Format, part};
use folio::graph::Mentions;
use folio::model::Source;
use folio::store::Opened;
use serde_json::{Value, json};

use super::{entry, open};
use crate::support::command::{end, folio};
use crate::support::packs::Pack;

/// Converts a thing into a pack (`toml`) or a bundle (`okf`); returns where that is.
fn written(format: &str, thing: &Path, kept: &Path) -> PathBuf {
    let folder = kept.join(format);
    let (code, _, complaint) =
        end(folio().arg("convert").arg(thing).args(["--format", format, "-o"]).arg(&folder));
    assert_eq!((code, &*complaint), (0, ""));
    folder
}

/// Converts a pack into a bundle; returns where it is.
fn converted(thing: &Path, kept: &Path) -> PathBuf {
    written("okf", thing, kept)
}

/// A bundle with every construct of the specification.
fn roastery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/okf")
}

/// Converts that bundle into a pack, and this into a bundle.
fn through_a_pack(kept: &Path) -> PathBuf {
    converted(&written("toml", &roastery(), kept), kept)
}

/// The titles of all entries, each with those that its text or a typed link leads to.
fn titles_and_links(opened: &Opened) -> BTreeMap<String, BTreeSet<String>> {
    let catalogue = &*opened.library.catalogue;
    let mentions = Mentions::new(&opened.library);
    let title = |key| catalogue.title(key).to_owned();
    let told = catalogue.entries().map(|key| {
        let typed = catalogue.joints().filter(|joint| joint.from == key).map(|joint| joint.to);
        let all = mentions.from(key).entries().chain(typed);
        (title(key), all.filter(|to| *to != key).map(title).collect())
    });
    told.collect()
}

#[test]
fn a_pack_that_was_written_as_a_bundle_opens_with_the_same_titles_links_and_sources() {
    for thing in ["content/nine-mechanisms", "tests/support/tea"] {
        let thing = Path::new(env!("CARGO_MANIFEST_DIR")).join(thing);
        let kept = tempfile::tempdir().unwrap();
        let bundle = converted(&thing, kept.path());
        assert_eq!(Format::of(&bundle), Some(Format::Bundle));
        let [before, after] = [&thing, &bundle].map(|path| open(path));
        assert_eq!(after.diagnostics, []);
        let title = |opened: &Opened| opened.library.catalogue.packs()[0].title.clone();
        assert_eq!(title(&after), title(&before));
        let (expected, mut found) = (titles_and_links(&before), titles_and_links(&after));
        found.remove(&*title(&before));
        for (title, links) in &expected {
            assert_eq!(found.get(title), Some(links), "{title}");
        }
        assert_eq!(found.len(), expected.len());
        assert_eq!(sources(&after), sources(&before));
        let (code, told, _) = end(folio().arg("check").arg(&bundle));
        assert_eq!(code, 0, "{told}");
    }
}

#[test]
fn a_bundle_that_was_written_from_a_bundle_says_how_values_are_computed_once() {
    let kept = tempfile::tempdir().unwrap();
    let bundle = through_a_pack(kept.path());
    let (code, told, _) = end(folio().arg("check").arg(&bundle));
    assert_eq!(code, 0, "{told}");
    let shown = |thing: &Path| {
        let (_, told, _) = end(folio().arg(thing).args(["show", "sums/roasted-weight"]));
        told.lines()
            .filter(|line| line.contains("Runtime: "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&bundle), ["• Runtime: postgres"]);
    assert_eq!(shown(&bundle), shown(&roastery()));
}

/// All files below a folder, each with what is in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read(&path).unwrap();
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), text);
            }
        }
    }
    found
}

#[test]
fn a_bundle_that_is_written_as_a_bundle_keeps_every_file_as_it_is() {
    let kept = tempfile::tempdir().unwrap();
    let copy = files(&converted(&roastery(), kept.path()));
    assert!(copy.contains_key(Path::new("checks/equality.py")));
    assert_eq!(copy, files(&roastery()));
}

/// What each concept of a bundle says of itself, by its title; pages and histories, which say nothing, are left
/// out.
fn concepts(path: &Path) -> BTreeMap<String, String> {
    let opened = open(path);
    let catalogue = &*opened.library.catalogue;
    let concepts = catalogue.entries().filter(|key| catalogue.standing(*key).next().is_some());
    let told = concepts.map(|key| {
        let listed = [
            catalogue.standing(key).collect::<Vec<_>>(),
            catalogue.tags(key).collect(),
            catalogue.aliases(key).collect(),
        ];
        let day = catalogue.stale_after(key).map(|day| day.to_string()).unwrap_or_default();
        let texts = [catalogue.kind(key), catalogue.summary(key), &*day, catalogue.record(key)];
        let body = opened.library.body(key);
        let sources = folio::document::sources_of(catalogue, key, &body).into_iter().map(|key| {
            let Source { title, author, date, url, usage, .. } = catalogue.source(key);
            format!("{title} | {author} | {date} | {url} | {usage}")
        });
        let sources: Vec<String> = sources.collect();
        (catalogue.title(key).to_owned(), format!("{listed:?} {texts:?} {sources:#?}"))
    });
    told.collect()
}

#[test]
fn a_bundle_keeps_what_its_concepts_say_on_the_way_through_a_pack() {
    let kept = tempfile::tempdir().unwrap();
    let (expected, mut found) = (concepts(&roastery()), concepts(&through_a_pack(kept.path())));
    assert_eq!(expected.len(), 6);
    for (title, said) in expected {
        assert_eq!(found.remove(&title), Some(said), "{title}");
    }
}

/// What all entries of a bundle say, by their ids.
fn texts(path: &Path) -> BTreeMap<String, Vec<String>> {
    let opened = open(path);
    let catalogue = &*opened.library.catalogue;
    let told = catalogue.entries().map(|key| {
        let body = opened.library.body(key);
        let statements = body.statements.iter().map(|it| format!("{}: {}", it.heading, it.text));
        let texts = statements.chain([body.markdown.trim().to_owned()]).collect();
        (catalogue.id(key).to_owned(), texts)
    });
    told.collect()
}

#[test]
fn a_bundle_says_the_same_in_the_same_files_on_the_way_through_a_pack() {
    let kept = tempfile::tempdir().unwrap();
    let bundle = through_a_pack(kept.path());
    let (expected, mut found) = (texts(&roastery()), texts(&bundle));
    // Their lists are told to their ends there.
    let listings = [
        ("index", "* [Sums](theme:sums)"),
        ("figures/index", "What was counted before trays were weighed."),
    ];
    for (id, end) in listings {
        let (page, text) = (found.remove(id).unwrap().concat(), expected[id].concat());
        assert!(page.starts_with(&text) && page.ends_with(end), "{page}");
    }
    for (id, texts) in expected.iter().filter(|(id, _)| listings.iter().all(|it| it.0 != *id)) {
        // Footnotes of a text are counted over its page.
        let texts: Vec<String> = texts.iter().map(|text| text.replace("^aside", "^1")).collect();
        assert_eq!(found.remove(id), Some(texts), "{id}");
    }
    assert!(found.is_empty(), "{found:?}");
    let mut names: Vec<_> = files(&roastery()).into_keys().collect();
    names.retain(|name| name.extension().is_some_and(|ending| ending == "md"));
    names.extend(["guides/index.md", "sums/index.md"].map(PathBuf::from));
    names.sort();
    assert_eq!(files(&bundle).into_keys().collect::<Vec<_>>(), names);
}

#[test]
fn nested_folders_and_the_root_are_written_as_they_were() {
    const ROOT: &str = "okf_version: '0.2'\ntype: Collection\ntitle: A\nlicense: CC0\n\
                        verified: { by: human:ann, at: 2026-07-01 }\n";
    let bundle = Pack::new()
        .file("index.md", format!("---\n{ROOT}---\n# A\n\nAll of it.\n\n* [Old](notes/old/)\n"))
        .file("notes/old/index.md", "# Old\n\n* [B](b.md)\n")
        .file("notes/old/b.md", "---\ntype: T\n---\nSee [a](/notes/a.md).\n")
        .file("notes/a.md", "---\ntype: T\n---\nText.\n");
    let kept = tempfile::tempdir().unwrap();
    let again = converted(&written("toml", bundle.path(), kept.path()), kept.path());
    let titles = |path: &Path| -> Vec<String> {
        let opened = open(path);
        opened.library.catalogue.themes().iter().map(|theme| theme.title.to_string()).collect()
    };
    assert_eq!(titles(&again), titles(bundle.path()));
    assert_eq!(texts(&again)["notes/old/b"], texts(bundle.path())["notes/old/b"]);
    let root = fs::read_to_string(again.join("index.md")).unwrap();
    assert_eq!(said(&root), said(&format!("---\n{ROOT}---\n")), "{root}");
    assert_eq!(root.matches("All of it.").count(), 1, "{root}");
}

/// What a file says of itself, with lists where one alone need not stand in one.
fn said(text: &str) -> BTreeMap<String, Value> {
    let front = part(text).front.unwrap();
    let is_list = |key: &str| ["sources", "verified", "superseded_by"].contains(&key);
    let listed = |key: &str, value: &Value| match value {
        one if is_list(key) && !one.is_array() => Value::Array(vec![one.clone()]),
        value => value.clone(),
    };
    front.all().map(|(key, value)| (key.to_owned(), listed(key, value))).collect()
}

#[test]
fn all_that_a_concept_says_of_itself_is_said_again() {
    const HEAD: &str = "type: T\ntitle: A\n";
    for head in ["type: [T]\ntitle: [a]\n", "type: {a: b}\ntitle: 2024\n", "type: 5\ntitle:\n"] {
        comes_back(head, "", "", "");
    }
    for (given, text, expected) in [
        ("owner: { team: [a, b], since: 2026-01-01 }\n\"odd key\": 1.5\nis: true", "", ""),
        ("none:\nmany: 18446744073709551615\n\"yaml\": { yaml: text }", "", ""),
        ("version: 1.10\nfast: [1e3, .inf, -.inf, .nan, 0x1F, 1.5, 1e16, -0.0]", "", ""),
        ("huge: 123456789012345678901234567890\nempty: { a: [], b: {}, c: '', d: ~ }", "", ""),
        ("tags: [a, A, 1]\naliases: x, y\nnumber: 7", "", ""),
        ("alias: x", "", ""),
        ("aliases: y\nalias: x", "", ""),
        ("description: \"  Two  *words*,\\n[x](b.md) \"\nStatus: Draft", "", ""),
        ("tags: {a: b}\nnumber: \"7a\"\naliases: [a, [b]]\ndescription: [x]", "", ""),
        (
            "tags:\nnumber: ''\naliases: []\ndescription: ~\nstatus: []\nrecord: [a]\nokf_version: 0.1",
            "",
            "",
        ),
        (
            "status: [a]\nstale_after: {b: c}\nresource: [d]\nruntime: {e: f}\nattester: [g]\nexecutor: {receipt: h}",
            "",
            "",
        ),
        ("generated: [a]\nverified: 7\ntimestamp: {b: c}\nusage_window: soon", "", ""),
        ("superseded_by: {a: b}\nsupersedes: 7\nparameters: all\ncomputation: [c]", "", ""),
        ("sources: word", "Said.[^word]", ""),
        (
            "sources: { id: s, resource: [x], title: [a], usage_count: many, usage_window: soon }",
            "",
            "",
        ),
        (
            "sources:\n- { id: s, resource: x, title: [a], author: {b: c}, usage_count: 1.5, publisher: [p] }",
            "Said.[^s]",
            "",
        ),
        (
            "sources:\n- { id: s, resource: [x], title: 7 }\n- { id: [t], resource: y }",
            "Said.[^s]",
            "",
        ),
        ("status: stable", "", ""),
        ("status: approved", "", ""),
        ("stale_after: soon", "", ""),
        ("stale_after: 2026-02-31", "", ""),
        ("stale_after: 2999-01-01", "", ""),
        ("resource: b.md", "", "resource: /b.md"),
        ("generated: { by: a/1, at: 2026-01-01, model: m }", "", ""),
        ("generated: { by: a/1, at: some day }", "", ""),
        ("generated: { by: a/1 }\ntimestamp: 2026-01-01", "", ""),
        ("timestamp: 2026-01-01", "", ""),
        ("verified: { by: human:a, at: 2026-01-01 }", "", ""),
        ("verified:\n- { by: human:a }\n- { by: process:b, at: 2026-01-01, run: 7 }", "", ""),
        ("superseded_by: [b.md, gone.md]", "", "superseded_by: [/b.md, gone.md]"),
        ("supersedes: gone.md", "", "supersedes: [gone.md]"),
        ("sources: all that is known", "", ""),
        (
            "sources:\n- { id: s, resource: x, trust: 3 }\n- why\n- { trust: 1 }\n- { resource: b.md }",
            "",
            "sources:\n- { id: s, resource: x, trust: 3 }\n- why\n- { trust: 1 }\n- { resource: /b.md }",
        ),
        (
            "sources:\n- { id: s, resource: x, title: S, author: 'team:t', trust: 3, last_modified: 2026-01-01T10:00:00Z }",
            "Said.[^s]",
            "",
        ),
        (
            "sources:\n- { id: s, resource: x, title: S, usage_count: 2 }\nusage_window: { from: 2026-01-01, to: 2026-02-01 }",
            "Said.[^s]",
            "sources:\n- { id: s, resource: x, title: S, usage_count: 2, usage_window: { from: 2026-01-01, to: 2026-02-01 } }\nusage_window: { from: 2026-01-01, to: 2026-02-01 }",
        ),
        (
            "runtime: python\nparameters: [x, { name: y, type: date, enum: [1, 2] }]\ncomputation: sum.py\nexecutor: { resource: b.md, receipt: [id] }\nattester: other.md",
            "",
            "runtime: python\nparameters: [x, { name: y, type: date, enum: [1, 2] }]\ncomputation: sum.py\nexecutor: { resource: /b.md, receipt: [id] }\nattester: other.md",
        ),
    ] {
        comes_back(HEAD, given, text, expected);
    }
}

#[test]
fn a_source_may_be_anywhere_and_of_any_time() {
    for resource in [
        "s3://bucket/key",
        "doi:10.1000/x",
        "mailto:ann@example.org",
        "bigquery://project/set.table",
        "git+ssh://git@example.org/it.git",
        "https://example.org/a b",
        "https://",
        "arxiv:2401.00001",
    ] {
        let source = format!("sources:\n- {{ id: s, resource: '{resource}', title: Key }}");
        comes_back("type: T\ntitle: A\n", &source, "Said.[^s]", "");
        for title in ["", ", title: s"] {
            let source = source.replace(", title: Key", title);
            comes_back("type: T\ntitle: A\n", &source, "Said.[^s]", "");
        }
        comes_back("type: T\ntitle: A\n", &source, "", "");
    }
    for dates in [
        "date: Q3 2024",
        "date: yesterday",
        "date: 2024",
        "date: '2024'",
        "date: 2024-02",
        "date: 2024-02-30",
        "date: 2024-02-29",
        "date: 2023-04-05T10:00:00Z",
        "date: ' 2024 '",
        "date: 2024-13, last_modified: 2024-02-01",
        "date: 2024-02-01, last_modified: 2024-02-01",
        "date: 2024, last_modified: 2024-02-01T10:00:00Z",
        "last_modified: soon",
        "last_modified: 2024-02-31, date: '2024'",
    ] {
        let source = format!("sources:\n- {{ id: s, resource: x, title: Key, {dates} }}");
        comes_back("type: T\ntitle: A\n", &source, "Said.[^s]", "");
        comes_back("type: T\ntitle: A\n", &source, "", "");
    }
}

#[test]
fn a_source_that_is_not_named_stays_beside_one_that_is_at_the_same_place() {
    for sources in [
        "- { id: s, resource: x, title: S }\n- { id: t, resource: x, title: T }",
        "- { id: s, resource: https://example.org, title: S }\n- { id: t, resource: https://example.org }",
        "- { id: s, resource: b.md, title: S, trust: 3 }\n- { id: t, resource: /b.md, title: T, trust: 4 }",
    ] {
        let moved = sources.replace("resource: b.md", "resource: /b.md");
        let [given, expected] = [sources, &moved].map(|it| format!("sources:\n{it}"));
        comes_back("type: T\ntitle: A\n", &given, "Said.[^s]", &expected);
    }
}

/// Holds what a concept says of itself against what it says after the way through a pack, through JSON and through a
/// compiled file; `expected` is empty where it says the same.
#[track_caller]
fn comes_back(head: &str, given: &str, text: &str, expected: &str) {
    let bundle = Pack::new()
        .file("index.md", "---\nokf_version: \"0.2\"\n---\n* [A](a.md)\n* [B](b.md)\n")
        .file("b.md", "---\ntype: T\n---\nText.\n")
        .file("a.md", format!("---\n{head}{given}\n---\nText.\n\n{text}\n"));
    let kept = tempfile::tempdir().unwrap();
    let pack = written("toml", bundle.path(), kept.path());
    let (code, told, _) = end(folio().arg("check").arg(&pack));
    assert_eq!(code, 0, "{told}");
    let expected = if expected.is_empty() { given } else { expected };
    let expected = said(&format!("---\n{head}{expected}\n---\n"));
    let (_, json, _) = end(folio().arg("export").arg(&pack));
    fs::write(kept.path().join("a.json"), json).unwrap();
    let (code, told, _) = end(folio().arg("check").arg(kept.path().join("a.json")));
    assert_eq!(code, 0, "{told}");
    let (code, _, complaint) =
        end(folio().arg("build").arg(bundle.path()).arg("-o").arg(kept.path().join("a.folio")));
    assert_eq!((code, &*complaint), (0, ""));
    for (way, thing) in ["toml", "a.json", "a.folio"].map(|it| (it, kept.path().join(it))) {
        let way = tempfile::tempdir().map(|again| (way, again)).unwrap();
        let again = converted(&thing, way.1.path());
        let found = fs::read_to_string(again.join("a.md")).unwrap();
        assert_eq!(said(&found), expected, "{} of {head}{given}: {found}", way.0);
        assert_eq!(texts(&again)["a"], texts(bundle.path())["a"], "{} of {given}", way.0);
    }
}

/// What a folder says of itself, where it lists no more than what is in it.
#[test]
fn a_listing_keeps_its_own_keys() {
    for (name, front) in [
        ("index.md", "okf_version: '0.2'\nlicense: CC0\nowner: { team: t }\n"),
        ("index.md", "okf_version: '0.2'\ntitle: All\ntags: [x]\nreviewed: 1.10\n"),
        ("d/index.md", "owner: me\naliases: [x]\nstatus: draft\n"),
        ("d/log.md", "owner: me\n"),
        ("log.md", "type: Log\ntitle: What was done\n"),
    ] {
        let text = format!("---\n{front}---\n# All\n\n* [A](/a.md)\n");
        let text =
            if name.ends_with("log.md") { text.replace("* ", "## 2026-01-01\n* ") } else { text };
        let bundle = Pack::new()
            .file("index.md", "---\nokf_version: '0.2'\n---\n# All\n\n* [A](a.md)\n* [d](d/)\n")
            .file("a.md", "---\ntype: T\n---\nText.\n")
            .file("d/b.md", "---\ntype: T\n---\nText.\n")
            .file(name, text);
        let kept = tempfile::tempdir().unwrap();
        let again = converted(&written("toml", bundle.path(), kept.path()), kept.path());
        let found = fs::read_to_string(again.join(name)).unwrap();
        assert_eq!(said(&found), said(&format!("---\n{front}---\n")), "{name}: {found}");
        let (_, shown, _) =
            end(folio().arg(bundle.path()).args(["show", name.strip_suffix(".md").unwrap()]));
        let own =
            front.lines().find(|line| line.starts_with("owner: me") || line.starts_with("license"));
        assert!(own.is_none_or(|own| shown.contains(own)), "{shown}");
    }
}

#[test]
fn an_unexpected_value_is_shown_as_it_is() {
    let bundle = Pack::new()
        .file("index.md", "---\nokf_version: '0.2'\n---\n* [A](a.md)\n")
        .file("a.md", "---\ntype: T\ntitle: [Green, tea]\ntags: {a: b}\nprice: 1.10\n---\nText.\n");
    let (code, shown, _) = end(folio().arg(bundle.path()).args(["show", "a"]));
    assert_eq!(code, 0);
    for line in ["title: Green, tea", "tags: a: b", "price: 1.10"] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
    let (_, told, _) = end(folio().arg("check").arg(bundle.path()));
    assert!(
        told.contains("`title` is expected to be a text") && told.contains("a.md:3:8"),
        "{told}"
    );
}

/// Writes lists and code in one way: what only a comment parts is told apart by another sign.
fn one_way(text: &str) -> String {
    let ways = [
        ("[^s0]", "[^1]"),
        ("[^2]", "[^1]"),
        ("* ", "- "),
        ("1) ", "1. "),
        ("2) ", "2. "),
        ("    code", "```\ncode\n```"),
    ];
    ways.iter().fold(text.to_owned(), |text, (one, other)| text.replace(one, other))
}

#[test]
fn statements_come_back_one_by_one_whatever_they_end_with() {
    // What follows an open fence is not to be a part of it.
    let texts = [
        "Words.",
        "Words _in_ `all` [kinds](https://example.org).",
        "C:\\",
        "- a\n- b",
        "1. a\n2. b",
        "- a\n\n      code",
        "> a",
        "> ```\n> code",
        "| a |\n|---|\n| b |",
        "    code",
        "Words.\n\n    code",
        "Words.[^s0]\n\n[^s0]: A note.",
        "```\ncode\n```\n\nWords.",
        "---",
        "```\nopen",
    ];
    let sides =
        [0, 1].map(|side| format!("by = 'editor'\ncertainty = 'certain'\nsources = ['s{side}']"));
    let mut toml =
        "[[source]]\nid = 's0'\ntitle = 'S'\n[[source]]\nid = 's1'\ntitle = 'T'\n".to_owned();
    let mut expected = BTreeMap::new();
    for (first, second) in texts.iter().flat_map(|first| texts.iter().map(move |it| (first, it))) {
        let id = format!("t/e{}", expected.len());
        toml += &format!("[[entry]]\nid = '{id}'\ntitle = 'E'\n");
        let all = [first, second, "Last."];
        for (at, text) in all.iter().enumerate() {
            let text = Value::from(*text);
            toml += &format!("[[entry.statement]]\ntext = {text}\n{}\n", sides[at % 2]);
        }
        let back = |(at, text): (usize, &&str)| {
            let closed = if text.ends_with("open") { "\n```" } else { "" };
            (one_way(&format!("{text}{closed}")), ["S", "T"][at % 2].to_owned())
        };
        expected.insert(id, all.iter().enumerate().map(back).collect::<Vec<_>>());
    }
    let pack = Pack::new()
        .file("pack.toml", "format = 1\nid = 'p'\ntitle = 'P'\n[[theme]]\nid = 't'\ntitle = 'T'\n")
        .file("t.toml", toml);
    let kept = tempfile::tempdir().unwrap();
    let opened = open(&converted(pack.path(), kept.path()));
    let catalogue = &*opened.library.catalogue;
    for (id, expected) in expected {
        let body = opened.library.body(entry(catalogue, &id));
        let said = body.statements.iter().map(|statement| {
            let [claim] = statement.provenance.claims() else { panic!("{id}: {statement:?}") };
            let place = catalogue.place(catalogue.claim(*claim).place);
            (one_way(&statement.text), place.label.to_string())
        });
        assert_eq!(said.collect::<Vec<_>>(), expected, "{id}");
    }
}

#[test]
fn texts_and_sources_come_back_as_they_were_and_stay_so() {
    const WIDE: &str = "The policy on what is counted as roasted";
    let policy = format!(
        "sources:\n- {{ id: policy, resource: rules/policy.md, title: {WIDE}, last_modified: 2026-06-15T00:00:00Z }}\n\
         - {{ id: wall, resource: all on the wall, title: Wall }}\nruntime: postgres\n"
    );
    let bundle = Pack::new()
        .file(
            "index.md",
            "# Subdirectories\n\n* [sums](sums/index.md) - All sums.\n* [rules](rules/index.md) - All rules.\n",
        )
        .file("sums/index.md", "* [Sum](sum.md)\n")
        .file("rules/index.md", "# Rule\n\n* [Policy](policy.md) - what holds here\n")
        .file(
            "rules/policy.md",
            "---\ntype: Rule\n---\nText.\n\n## Citations\n\n[1] [Law](https://example.org/law)\n\
             [2] [Sum](../sums/sum.md)\n",
        )
        .file(
            "sums/sum.md",
            format!(
                "---\ntype: Attested Computation\n{policy}---\n\n# Computation\n\nSo it is. [^policy] Always.\n\n\
                 # Use\n\nDaily. [^policy]\n\n[^policy]: {WIDE}\n"
            ),
        );
    let kept = tempfile::tempdir().unwrap();
    let again = converted(&written("toml", bundle.path(), kept.path()), kept.path());
    let read = |name: &str| {
        let text = fs::read_to_string(again.join(name)).unwrap();
        let at = part(&text).text_at;
        (said(&text), text[at..].trim().to_owned())
    };
    let (front, text) = read("sums/sum.md");
    assert_eq!(
        text,
        format!(
            "# Computation\n\nSo it is.[^policy] Always.\n\n# Use\n\nDaily.[^policy]\n\n[^policy]: {WIDE}"
        )
    );
    let moved = policy.replace("rules/policy", "/rules/policy");
    for (key, value) in said(&format!("---\n{moved}---\n")) {
        assert_eq!(front[&key], value, "{key}");
    }
    let (front, text) = read("rules/policy.md");
    assert_eq!(text, "Text.");
    assert_eq!(
        front["sources"],
        json!([
            { "resource": "https://example.org/law", "title": "Law" },
            { "resource": "/sums/sum.md", "title": "Sum" },
        ])
    );
    assert_eq!(
        read("rules/index.md").1,
        "# Rule\n\n* [Policy](/rules/policy.md) - what holds here"
    );
    // Another round changes nothing, whatever the folders are called.
    let second = kept.path().join("second");
    let third = converted(&written("toml", &again, &second), &second);
    assert_eq!(files(&third), files(&again));
}

#[test]
fn a_page_in_a_folder_of_a_folder_is_called_once_and_leads_to_its_own_sections() {
    let bundle = Pack::new()
        .file("index.md", "---\nokf_version: '0.2'\n---\n# All\n\n* [Law](law/)\n")
        .file("law/index.md", "# Law\n\nAll of it.\n\n* [States](states/)\n")
        .file(
            "law/states/index.md",
            "# States\n\nOne each: [first](#2-first) [A](a.md#text).\n\n## 2. First\n\n* [A](a.md)\n",
        )
        .file("law/states/a.md", "---\ntype: T\n---\n# Text\n\n[up](#text)\n");
    let (_, shown, _) = end(folio().arg(bundle.path()).args(["show", "law/states/index"]));
    assert!(shown.starts_with("Law / States\n\nOne each"), "{shown}");
    let kept = tempfile::tempdir().unwrap();
    let again = converted(&written("toml", bundle.path(), kept.path()), kept.path());
    let read = |name: &str| fs::read_to_string(again.join(name)).unwrap();
    let text = read("law/states/index.md");
    assert!(
        text.starts_with("# States\n\nOne each: [first](#2-first) [A](/law/states/a.md#text)."),
        "{text}"
    );
    assert!(read("law/states/a.md").contains("[up](#text)"));
}

#[test]
fn what_a_page_of_sections_lists_is_a_section_of_its_own() {
    let bundle = Pack::new()
        .file("index.md", "---\nokf_version: '0.2'\n---\n# All\n\nText.\n\n## Notes\n\nMore.\n")
        .file("sums/sum.md", "---\ntype: Sum\n---\nText.\n");
    let kept = tempfile::tempdir().unwrap();
    let again = converted(&written("toml", bundle.path(), kept.path()), kept.path());
    let root = fs::read_to_string(again.join("index.md")).unwrap();
    assert!(root.ends_with("## Notes\n\nMore.\n\n## Contents\n\n* [Sums](sums/)\n"), "{root}");
}

#[test]
fn what_an_author_has_changed_since_is_what_a_bundle_says() {
    let kept = tempfile::tempdir().unwrap();
    let pack = written("toml", &roastery(), kept.path());
    let changed = |name: &str, from: &str, to: &str| {
        let text = fs::read_to_string(pack.join(name)).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(pack.join(name), text.replace(from, to)).unwrap();
    };
    changed(
        "05-sums.toml",
        "record = \"written by human:ines, 2026-06-28T14:00:00Z\"",
        "record = \"written by human:bo\"",
    );
    changed("05-sums.toml", "runtime = \"postgres\"", "runtime = \"duckdb\"");
    changed(
        "05-sums.toml",
        "standing = [\"unverified\"]",
        "standing = [\"unverified\", \"draft\"]",
    );
    let bundle = converted(&pack, kept.path());
    let text = fs::read_to_string(bundle.join("sums/roasted-weight.md")).unwrap();
    let found = said(&text);
    for (key, value) in [
        ("generated", json!({ "by": "human:bo" })),
        ("runtime", json!("duckdb")),
        ("status", json!("draft")),
    ] {
        assert_eq!(found[key], value, "{text}");
    }
    assert!(text.contains("- Runtime: postgres"), "what the text says stays: {text}");
}

/// The titles of the sources that entries rest on, each with where it is and when it is from.
fn sources(opened: &Opened) -> BTreeSet<String> {
    let catalogue = &*opened.library.catalogue;
    let used = catalogue.entries().flat_map(|entry| {
        let body = opened.library.body(entry);
        folio::document::sources_of(catalogue, entry, &body)
    });
    let told = used.map(|key| {
        let source = catalogue.source(key);
        format!("{} | {} | {} | {}", source.title, source.url, source.date, source.publisher)
    });
    told.collect()
}
