//! Bundles in the Open Knowledge Format: concepts with their kind, their sources and how far they can be
//! relied on.

use std::fs;
use std::path::{Path, PathBuf};

use folio::content::diagnostic::Severity;
use folio::formats::Format;
use folio::model::{Catalogue, Provenance};
use folio::search::{Index, Query, Scope, search};
use folio::store::Opened;

use super::{entry, folder, open, tree};
use crate::support::command::{end, folio};
use crate::support::packs::Pack;

fn roastery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/okf")
}

#[test]
fn a_bundle_opens_with_its_tree_links_and_backlinks() {
    let root = roastery();
    insta::assert_snapshot!(tree(&open(&root), &root));
}

#[test]
fn a_bundle_is_told_from_other_folders_by_what_is_in_it() {
    const CONCEPT: &str = "---\ntype: Metric\ntimestamp: 2026-01-01\n---\nA\n";
    const TYPED: &str = "---\ntype: note\n---\nA\n";
    for (files, is_bundle) in [
        (&[("index.md", "---\nokf_version: \"0.2\"\n---\n"), ("a.md", "A")][..], true),
        (&[("a.md", CONCEPT), ("b/c.md", TYPED)], true),
        (&[("a.md", CONCEPT), ("b.md", "B"), ("c.md", "C")], false),
        (&[("a.md", TYPED), ("b.md", TYPED)], false),
        (&[("a.md", CONCEPT), (".obsidian/app.json", "{}")], false),
        (&[("a.md", CONCEPT), ("mkdocs.yml", "site_name: A")], false),
        (&[("a.md", CONCEPT), ("index.md", "# A"), ("log.md", "# B")], true),
        (&[("index.md", "# A"), ("log.md", "# B")], false),
    ] {
        let pack = files.iter().fold(Pack::new(), |pack, (name, text)| pack.file(name, text));
        let format = Format::of(pack.path());
        let expected = if is_bundle { Format::Bundle } else { Format::Markdown };
        assert_eq!(format, Some(expected), "{files:?}");
    }
}

/// Returns what is said of an entry beside its text.
fn said(catalogue: &Catalogue, id: &str) -> String {
    let key = entry(catalogue, id);
    let standing: Vec<&str> = catalogue.standing(key).collect();
    let stale = if catalogue.is_stale(key) { "stale" } else { "" };
    format!(
        "{} | {} | {stale} | {}",
        catalogue.kind(key),
        standing.join(" "),
        catalogue.record(key)
    )
}

#[test]
fn concepts_say_what_they_are_and_how_far_they_can_be_relied_on() {
    let opened = open(&roastery());
    for (id, expected) in [
        (
            "figures/roasted-weight",
            "Metric | reviewed |  | written by clerk_agent/1.4, 2026-06-20T22:53:05Z · confirmed by human:ines, 2026-06-25T09:00:00Z · confirmed by process:nightly-sums, 2026-06-26T02:00:00Z",
        ),
        (
            "figures/green-weight",
            "Metric | unverified draft |  | written 2026-02-11T17:05:00+00:00",
        ),
        (
            "figures/drum-weight",
            "Metric | confirmed deprecated superseded | stale | confirmed by process:nightly-sums, 2019-12-31T02:00:00Z",
        ),
        (
            "sums/roasted-weight",
            "Attested Computation | unverified |  | written by human:ines, 2026-06-28T14:00:00Z",
        ),
        ("log", " |  |  | "),
    ] {
        assert_eq!(said(&opened.library.catalogue, id), expected, "{id}");
    }
}

#[track_caller]
fn finds(opened: &Opened, query: &str) -> Vec<String> {
    let index = Index::new(&opened.library);
    let hits = search(&index, &Query::parse(query), Scope::Library, 100);
    let mut ids: Vec<String> =
        hits.hits.iter().map(|hit| opened.library.catalogue.id(hit.entry).to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn filters_leave_what_is_of_a_type_or_a_standing() {
    let opened = open(&roastery());
    for (query, expected) in [
        (
            "type:metric",
            &["figures/drum-weight", "figures/green-weight", "figures/roasted-weight"][..],
        ),
        ("type:metric !is:confirmed !is:draft", &["figures/roasted-weight"]),
        ("type:\"attested computation\"", &["sums/roasted-weight"]),
        ("is:stale", &["figures/drum-weight"]),
        ("is:superseded", &["figures/drum-weight"]),
        ("is:reviewed", &["figures/roasted-weight"]),
        ("is:unverified type:play", &["guides/opening"]),
        ("tag:weight is:draft", &["figures/green-weight"]),
    ] {
        assert_eq!(finds(&opened, query), expected, "{query}");
    }
}

/// The statements of an entry, each with the titles of the sources that it rests on.
fn statements(opened: &Opened, id: &str) -> Vec<String> {
    let catalogue = &opened.library.catalogue;
    let body = opened.library.body(entry(catalogue, id));
    let told = body.statements.iter().map(|statement| {
        let Provenance::Article { claims } = &statement.provenance else { panic!("{id}") };
        let places = claims.iter().map(|claim| catalogue.claim(*claim).place);
        let sources = places.filter_map(|place| catalogue.place(place).source);
        let titles: Vec<&str> = sources.map(|source| &*catalogue.source(source).title).collect();
        let heading = Some(&*statement.heading).filter(|heading| !heading.is_empty());
        let heading = heading.map(|heading| format!("{heading}: ")).unwrap_or_default();
        format!("{heading}{} <- {}", statement.text.replace('\n', "|"), titles.join(", "))
    });
    told.chain([body.markdown.replace('\n', "|")]).collect()
}

#[test]
fn footnotes_tell_what_each_statement_rests_on() {
    let opened = open(&roastery());
    assert_eq!(
        statements(&opened, "figures/roasted-weight"),
        [
            "Definition: Roasted weight is taken when the tray stands still. <- Manual of the scale",
            "It is never estimated. <- ",
            "Use: The board shows it by the hour,[^weight-board] and each batch has its own.[^batch-table]|A tray may be empty.[^aside] See [the sum](sums/roasted-weight) and a plan.||[^weight-board]: Board of weights||[^batch-table]: Batches||[^aside]: As on Mondays. <- Board of weights, Batches",
            "||---||Also drawn from:||- never-named · used once, 2026-01-01 to 2026-01-31 · all notes on the wall of the workshop||---||- resource: <https://example.org/board/weight>|- owner: The roastery|",
        ]
    );
    assert_eq!(
        statements(&opened, "sums/roasted-weight").last().unwrap().split("---||").last().unwrap(),
        "How it is computed (shown here, never run):||- Runtime: postgres|- Parameter day (date), needed|- Parameter drum (string)|- Run by [Opening the shop: first steps](guides/opening), which gives back job_id, executed_sql|- Attested by checks/equality.py|"
    );
    let catalogue = &opened.library.catalogue;
    let board = catalogue.sources().iter().find(|source| &*source.id == "weight-board").unwrap();
    assert_eq!(
        [&*board.author, &*board.date, &*board.usage, &*board.url],
        [
            "human:ines",
            "2026-06-18",
            "used 5,000 times, 2026-06-01 to 2026-06-30",
            "https://example.org/board/weight"
        ]
    );
}

/// Checks a bundle with one concept more than the sound one `a.md`; returns the mistakes as
/// `line severity code`.
fn mistakes(name: &str, text: &str) -> Vec<String> {
    const SOUND: &str =
        "---\ntype: A\nverified: { by: human:a, at: 2026-01-01 }\n---\n[it](/it.md) [a](/a.md)\n";
    let is_deep = name.starts_with("d/");
    let folders = if is_deep { "* [d](d/)\n* [deep](d/deep.md)\n" } else { "" };
    let (pack, _) = folder(&[
        (
            "index.md",
            &format!(
                "---\nokf_version: \"0.2\"\n---\n# A\n\n* [A](a.md)\n* [it](it.md)\n{folders}"
            ),
        ),
        (if is_deep { "d/deep.md" } else { "it.md" }, SOUND),
        ("d/check.py", "True"),
        ("a.md", SOUND),
        ("it.md", SOUND),
        (name, text),
    ]);
    let mut told = Vec::new();
    for one in pack.check() {
        let severity = if one.severity == Severity::Error { "error" } else { "warning" };
        assert!(!one.hint.is_empty(), "{one}");
        assert!(one.file.ends_with(name), "{one}");
        told.push(format!("{} {severity} {}", one.line.unwrap_or(0), one.code));
    }
    told
}

#[test]
fn what_the_specification_forbids_is_an_error_and_what_it_advises_a_warning() {
    const SEEN: &str = "verified: { by: human:a, at: 2026-01-01 }\n";
    let concept = |said: &str, text: &str| format!("---\ntype: A\n{SEEN}{said}---\n{text}\n");
    for (said, text, expected) in [
        ("", "Text", &[][..]),
        ("status: approved\n", "Text", &["4 warning status"]),
        (
            "title: [a]\nnumber: \"7a\"\n",
            "Text",
            &["4 warning unexpected-value", "5 warning unexpected-value"],
        ),
        ("sources: word\n", "A[^word]", &["4 warning unexpected-value"]),
        (
            "sources:\n- id: s\n  resource: x\n  usage_count: 1e3\n",
            "A[^s]",
            &["7 warning unexpected-value"],
        ),
        ("stale_after: soon\n", "Text", &["4 warning bad-date"]),
        ("stale_after: 2026-02-31\n", "Text", &["4 warning bad-date"]),
        ("stale_after: 2020-01-01\n", "Text", &["2 warning stale"]),
        ("generated: { at: 2026-01-01 }\n", "Text", &["4 error missing-key"]),
        ("generated: { by: me }\n", "Text", &["4 warning actor"]),
        ("generated: { by: me/1, at: now }\n", "Text", &["4 warning bad-date"]),
        ("sources:\n- id: s\n  title: S\n", "A[^s]", &["5 error missing-key"]),
        ("sources:\n- id: s\n  resource: x y\n", "A", &["5 warning uncited-source"]),
        ("sources:\n- id: s\n  resource: s3://x/y\n  date: 2024-02\n", "A[^s]", &[]),
        ("sources:\n- id: s\n  resource: x\n  date: Q3 2024\n", "A[^s]", &["7 warning bad-date"]),
        (
            "sources:\n- id: s\n  resource: x\n  last_modified: 2024-02-31\n",
            "A[^s]",
            &["7 warning bad-date"],
        ),
        (
            "sources:\n- id: s\n  resource: x\n  last_modified: 2024-02-03T10:00:00Z\n  date: 2024\n",
            "A[^s]",
            &[],
        ),
        ("sources:\n- id: s\n  resource: /x.md\n", "A[^s]", &["5 warning dead-path"]),
        ("sources:\n- id: s\n  resource: /a.md\n", "A[^s]", &[]),
        (
            "sources:\n- { id: s, resource: x }\n- { id: s, resource: y }\n",
            "A[^s]",
            &["5 warning duplicate-id"],
        ),
        ("", "A[^t]\n\n[^t]: T", &["5 warning footnote-without-source"]),
        ("", "[x](nowhere.md)", &["5 warning unresolved-link"]),
        ("owner: me\n", "Unknown keys are kept.", &[]),
        ("", "| a |\n|---|\n| b | c |", &["7 warning surplus-cell"]),
    ] {
        assert_eq!(mistakes("it.md", &concept(said, text)), expected, "{said} {text}");
    }
    for (name, text, expected) in [
        ("it.md", "Text\n", &["1 error front-matter"][..]),
        ("it.md", "---\ntype: [\n---\nText\n", &["2 error front-matter"]),
        ("it.md", &format!("---\ntitle: It\n{SEEN}---\nText\n"), &["1 error missing-type"]),
        (
            "it.md",
            &format!("---\ntype: Attested Computation\n{SEEN}---\nText\n"),
            &["2 error missing-key", "2 warning no-computation"],
        ),
        ("d/index.md", "---\ntype: A\n---\n* [A](/a.md)\n", &["1 error reserved-name"]),
        ("d/index.md", "Nothing is listed.\n", &["1 warning empty-index"]),
        (
            "d/deep.md",
            &format!("---\ntype: A\n{SEEN}---\n[a](a.md) [it](it) [d](d/check.py) [c](check.py)\n"),
            &["5 warning path-from-root", "5 warning path-from-root"],
        ),
        ("log.md", "---\ntype: Log\n---\n# Log\n\n## 2026-01-02\n", &["2 warning reserved-name"]),
        ("log.md", "---\ntype: Log\n---\nAll that is known.\n", &["2 error reserved-name"]),
        (
            "it.md",
            &format!(
                "---\ntype: Attested Computation\nruntime: x\n{SEEN}executor: {{ resource: gone.md }}\n\
                 attester: {{ resource: gone.py }}\n---\n# Computation\n"
            ),
            &["5 warning dead-path", "6 warning dead-path"],
        ),
        (
            "log.md",
            "# Log\n\n## 2026-01-02\n\nA\n\n## May\n\n## 2026-02-01\n",
            &["7 error bad-date", "9 warning log-order"],
        ),
    ] {
        let found = mistakes(name, text);
        let own: Vec<&str> =
            found.iter().map(|it| &**it).filter(|it| !it.ends_with("unverified")).collect();
        assert_eq!(own, expected, "{name} {text}");
    }
}

/// A bundle of version 0.1 as the agent of the specification's authors writes them: listings by kind, and
/// sources at the end of the text.
#[test]
fn bundles_of_an_agent_name_their_folders_and_sources() {
    let (_, opened) = folder(&[
        ("index.md", "# Subdirectories\n\n* [tables](/tables/) - Rows.\n* [notes](/notes/)\n"),
        ("tables/index.md", "# Weighing Table\n\n* [Trays](/tables/trays.md) - One a row.\n"),
        (
            "tables/trays.md",
            "---\ntype: Weighing Table\ntimestamp: '2026-05-28'\n---\nText.\n\n# Citations\n\n\
             [1] [The scale](https://example.org/scale)\n[2] [Notes](/notes/a.md)\n",
        ),
        ("notes/index.md", "# Subdirectories\n\n* [old](/notes/old/) - Before.\n"),
        ("notes/a.md", "---\ntype: Note\n---\nText.\n"),
        ("notes/old/b.md", "---\ntype: Note\n---\nText.\n"),
    ]);
    let catalogue = &opened.library.catalogue;
    let themes: Vec<&str> = catalogue.themes().iter().map(|theme| &*theme.title).collect();
    assert_eq!(themes, ["Pages", "Tables", "Notes", "Notes / Old"]);
    assert_eq!(
        statements(&opened, "tables/trays"),
        [
            "Text.||---||Drawn from:||- The scale · <https://example.org/scale>|- Notes · [A](notes/a)|"
        ]
    );
    let sources: Vec<&str> = catalogue.sources().iter().map(|source| &*source.title).collect();
    assert_eq!(sources, ["The scale", "Notes"]);
}

#[test]
fn what_a_listing_says_in_its_own_words_is_on_the_page_of_its_folder() {
    for (listing, is_page) in [
        ("* [Sencha](sencha.md) - A green\n  tea", false),
        ("# Teas\n\n* [Sencha](sencha.md)\n* [old](old/) - before", false),
        ("# Tea\n\n* [Sencha](/teas/sencha.md) - A green tea.", false),
        ("* [Sencha](sencha.md) - what is drunk here", true),
        ("# Teas\n\n## Those of spring\n\n* [Sencha](sencha.md)", true),
        ("* [Sencha](sencha.md)\n* [Prices](prices.csv)", true),
        ("Some.\n\n* [Sencha](sencha.md)", true),
    ] {
        let (_, opened) = folder(&[
            ("index.md", "---\nokf_version: \"0.2\"\n---\n# All\n\nText.\n\n* [Teas](teas/)\n"),
            ("teas/index.md", listing),
            ("teas/prices.csv", "1"),
            ("teas/sencha.md", "---\ntype: Tea\ndescription: A *green* tea.\n---\nText.\n"),
            ("teas/old/bancha.md", "---\ntype: Tea\n---\nText.\n"),
        ]);
        let catalogue = &opened.library.catalogue;
        let is_there = catalogue.entries().any(|key| catalogue.id(key) == "teas/index");
        assert_eq!(is_there, is_page, "{listing}");
        assert_eq!(&*catalogue.themes()[1].title, "Teas", "{listing}");
    }
}

#[test]
fn paths_from_the_root_and_files_are_told() {
    let (_, opened) = folder(&[
        ("index.md", "---\nokf_version: \"0.2\"\n---\n# All\n\nText.\n"),
        ("checks/index.md", "# Check\n\n* [equal.py](equal.py) - by `SQL`\n"),
        ("checks/equal.py", "True"),
        ("checks/sub/more.py", "True"),
        (
            "teas/sencha.md",
            "---\ntype: Tea\n---\nSee [that](teas/bancha.md#how) and [this](bancha.md), held by \
             [`a check`](checks/equal.py), [checks/equal.py](/checks/equal.py), [all](../checks/sub/), [gone](gone.py).\n",
        ),
        ("teas/bancha.md", "---\ntype: Tea\n---\n# How\n\nText.\n"),
    ]);
    assert_eq!(
        statements(&opened, "teas/sencha"),
        [
            "See [that](teas/bancha#how) and [this](teas/bancha), held by `a check` (checks/equal.py), \
              checks/equal.py, all, gone.|"
        ]
    );
    assert_eq!(
        statements(&opened, "checks/index"),
        ["# Check||* equal.py (checks/equal.py) - by `SQL`|"]
    );
    let catalogue = &opened.library.catalogue;
    assert!(catalogue.themes().iter().any(|theme| &*theme.title == "Checks"));
}

#[test]
fn a_history_keeps_its_title_and_is_no_concept_that_nobody_confirmed() {
    for (said, expected) in [
        ("", "Changes:  |  |  | "),
        ("---\ntype: Log\ntitle: What was done\n---\n", "What was done: Log |  |  | "),
        (
            "---\ntype: Log\nverified: { by: human:ann }\n---\n",
            "Changes: Log | reviewed |  | confirmed by human:ann",
        ),
    ] {
        let (_, opened) = folder(&[
            ("index.md", "---\nokf_version: \"0.2\"\n---\n# All\n\nText.\n"),
            ("log.md", &format!("{said}# Log\n\n## 2026-01-02\n\nDone.\n")),
        ]);
        let catalogue = &opened.library.catalogue;
        let title = catalogue.title(entry(catalogue, "log"));
        assert_eq!(format!("{title}: {}", self::said(catalogue, "log")), expected, "{said}");
    }
}

#[test]
fn check_points_at_keys() {
    let (pack, _) = folder(&[
        ("index.md", "---\nokf_version: \"0.2\"\n---\n* [a](a.md)\n* [b](b.md)\n"),
        ("a.md", "---\ntype: A\nsources:\n  - id: s\n    resource: x y\n---\n\nText\n"),
        ("b.md", "---\ntype: A\ntitle: B\n---\n\nText\n"),
    ]);
    let told = pack.check().into_iter();
    let told: Vec<String> = told
        .map(|it| format!("{}:{} {}", it.line.unwrap_or(0), it.column.unwrap_or(0), it.code))
        .collect();
    assert_eq!(told, ["2:1 unverified", "4:5 uncited-source"]);
}

#[test]
fn the_root_keeps_what_it_says_of_the_bundle() {
    let (pack, opened) = folder(&[
        (
            "index.md",
            "---\nokf_version: \"0.2\"\ntype: Collection\nlicense: CC0\n\
             verified: { by: human:ann, at: 2026-07-01 }\n---\n# Teas\n\nAll of them.\n",
        ),
        (
            "greens/index.md",
            "# Greens\n\n| Tea | State |\n|---|---|\n| [Sencha](sencha.md) | sold |\n",
        ),
        ("greens/sencha.md", "---\ntype: Tea\nverified: { by: human:ann }\n---\nText.\n"),
    ]);
    assert_eq!(
        said(&opened.library.catalogue, "index"),
        "Collection | reviewed |  | confirmed by human:ann, 2026-07-01"
    );
    assert_eq!(statements(&opened, "index"), ["|All of them.||---||- license: CC0|"]);
    let of_greens = pack.check().into_iter().filter(|one| one.file.contains("greens"));
    let of_greens: Vec<String> = of_greens.map(|one| one.message).collect();
    assert_eq!(of_greens, [""; 0], "a table lists, and the pages of folders stand in these");
}

#[test]
fn what_nobody_confirmed_is_told_once_where_nobody_confirmed_anything() {
    let (pack, _) = folder(&[
        ("index.md", "---\nokf_version: \"0.1\"\n---\n* [a](a.md)\n* [b](b.md)\n"),
        ("a.md", "---\ntype: A\n---\nText\n"),
        ("b.md", "---\ntype: A\n---\nText\n"),
    ]);
    let codes = |pack: &Pack| -> Vec<String> {
        pack.check().iter().map(|one| format!("{} {}", one.code, one.message)).collect()
    };
    assert_eq!(codes(&pack), ["unverified nobody has confirmed any of these 2 entries"]);
    fs::write(pack.at("b.md"), "---\ntype: A\nverified: { by: human:b }\n---\nText\n").unwrap();
    assert_eq!(codes(&pack), ["unverified nobody has confirmed `a`"]);
}

#[test]
fn a_quiet_line_tells_how_far_a_concept_can_be_relied_on() {
    for (id, line) in [
        (
            "figures/drum-weight",
            "Metric · confirmed by a process · deprecated · superseded · stale since 2020-01-31 · confirmed by the process nightly-sums, 2019-12-31",
        ),
        ("sums/roasted-weight", "Attested Computation · unverified · written by ines, 2026-06-28"),
        ("tables/batches", "Table · unverified"),
    ] {
        let (code, told, _) = end(folio().arg(roastery()).args(["show", id, "--width", "200"]));
        assert_eq!((code, told.lines().any(|it| it == line)), (0, true), "{told}");
    }
}

#[test]
fn all_concepts_are_listed_by_their_type() {
    let (code, told, _) = end(folio().arg(roastery()).args(["list", "--by", "type"]));
    let headings: Vec<&str> = told.lines().filter(|line| line.ends_with(')')).collect();
    assert_eq!(code, 0);
    assert_eq!(
        headings,
        [
            "Attested Computation (1)",
            "Metric (3)",
            "Playbook (1)",
            "Table (1)",
            "without a type (4)"
        ]
    );
    let metrics: Vec<&str> = told.lines().filter(|line| line.starts_with("figures/")).collect();
    assert_eq!(metrics.len(), 3 + 1, "with the page of their folder: {told}");
    let (code, told, _) = end(folio().args(["list", "--by", "type"]));
    assert_eq!((code, &*told), (0, "no entry here has a type\n"));
}

#[test]
fn an_entry_tells_its_tags_and_what_it_is_in_every_form() {
    let shown = |form: &[&str]| {
        let arguments = ["show", "figures/green-weight", "--width", "100"];
        end(folio().arg(roastery()).args(arguments).args(form)).1
    };
    let tags = "Tags: weight · daily";
    let line = "Metric · unverified · draft · written 2026-02-11";
    assert!(shown(&[]).lines().any(|it| it == tags), "{}", shown(&[]));
    let markdown = shown(&["--md"]);
    assert!(markdown.lines().any(|it| it == tags), "{markdown}");
    assert!(markdown.lines().any(|it| it == format!("*{line}*")), "{markdown}");
    let (_, told, _) =
        end(folio().arg(roastery()).args(["show", "figures/roasted-weight", "--md"]));
    assert!(told.contains("*[Board of weights, Batches]*") && !told.contains("*[]*"), "{told}");
}

#[test]
fn what_links_to_folders_lists_their_themes() {
    let (pack, _) = folder(&[
        (
            "index.md",
            "---\nokf_version: \"0.2\"\n---\n# All\n\nText. [Teas](teas/)\n\n* [Teas](teas/index.md)\n",
        ),
        ("teas/index.md", "* [Sencha](sencha.md)\n"),
        ("teas/sencha.md", "---\ntype: Tea\n---\nText.\n"),
    ]);
    let links = |form: &[&str]| end(folio().arg(pack.path()).args(["links", "index"]).args(form)).1;
    assert_eq!(links(&[]), "All\n  mentions the theme Teas [theme:teas]\n");
    assert!(links(&["--json"]).replace(char::is_whitespace, "").contains(r#""themes":["teas"]"#));
}

#[test]
fn pages_and_histories_of_folders_need_no_link_in_a_pack_either() {
    let kept = tempfile::tempdir().unwrap();
    let pack = kept.path().join("pack");
    let (code, _, complaint) = end(folio().arg("convert").arg(roastery()).arg("-o").arg(&pack));
    assert_eq!((code, &*complaint), (0, ""));
    for thing in [roastery(), pack] {
        let (_, told, _) = end(folio().arg("check").arg(&thing));
        let unlinked: Vec<&str> = told.lines().filter(|line| line.contains("[unlinked]")).collect();
        assert_eq!(unlinked.len(), 1, "{told}");
        let (_, told, _) = end(folio().arg("check").arg(&thing).arg("--stats"));
        assert!(told.contains("figures/drum-weight") && !told.contains("log"), "{told}");
        assert!(!told.contains("Drawn from"), "{told}");
    }
}

#[test]
fn folders_stand_behind_the_one_that_they_lie_in() {
    let concept = "---\ntype: Rule\n---\nText.\n";
    let (_kept, opened) = folder(&[
        ("index.md", "---\nokf_version: \"0.2\"\n---\n# All\n\n* [A](a/)\n* [C](c/), the last\n"),
        ("a/index.md", "# A\n\n* [x](x.md)\n"),
        ("a/x.md", concept),
        ("a/states/index.md", "# States\n\n* [y](y.md)\n"),
        ("a/states/y.md", concept),
        ("b/z.md", concept),
        ("c/w.md", concept),
    ]);
    let catalogue = &opened.library.catalogue;
    let themes: Vec<&str> = catalogue.themes().iter().map(|theme| &*theme.id).collect();
    assert_eq!(themes, ["top", "a", "a-states", "c", "b"]);
    assert_eq!(catalogue.themes()[3].summary, "the last".into());
}
