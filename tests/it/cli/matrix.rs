//! `folio matrix` as a user meets it, on a pack of the tests and on one that wants to be a formula.

use crate::support::command::{in_harbour, json, printed, run};

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = include_str!("../../../README.md");
    for columns in ["rationale", "connectivity"] {
        let table = printed(&["matrix", "mechanism", columns]);
        for line in table.lines() {
            assert!(readme.contains(line), "the README lacks {line:?}");
        }
    }
}

#[test]
fn a_table_that_nobody_could_read_is_refused_and_json_is_not() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let head = "format = 1\nid = 'x'\ntitle = 'X'\n[[theme]]\nid = 't'\ntitle = 'T'\n";
    let entry = |id| format!("[[entry]]\nid = 't/e{id}'\ntitle = 'E{id}'\n");
    let entries = (0..3000).map(entry).collect::<Vec<String>>().concat();
    for (name, text) in [("pack.toml", head), ("e.toml", &*entries)] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let pack = folder.path().to_str().expect("UTF-8");
    for form in [vec![], vec!["--csv"]] {
        let (code, stdout, stderr) =
            run(&[&["matrix", "t", "t", "--pack", pack], &form[..]].concat());
        assert_eq!((code, &*stdout), (2, ""), "{form:?}");
        assert!(stderr.contains("3000 × 3000 cells") && stderr.contains("--json"), "{stderr}");
    }
    let json = printed(&["matrix", "t", "t", "--pack", pack, "--json"]);
    assert!(json.contains("\"cells\": []"), "{}", &json[..200]);
}

#[test]
fn a_table_that_is_too_wide_continues_below() {
    let table = printed(&in_harbour(&["matrix", "quay", "trade", "--width", "72", "--ascii"]));
    assert!(table.is_ascii() || table.contains('×'), "{table}");
    assert!(table.lines().all(|line| line.chars().count() <= 72), "{table}");
    let heads = table.lines().filter(|line| line.ends_with("sum")).count();
    assert!(heads > 1, "{table}");
    let rows = table.lines().filter(|line| line.starts_with("Stone: the old quay"));
    assert_eq!(rows.count(), heads, "each part has all rows: {table}");
}

#[test]
fn csv_says_in_each_cell_how_the_links_read() {
    let csv = printed(&in_harbour(&["matrix", "trade", "aim", "--csv"]));
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some("The nine trades,A safer passage,A steadier trade,A river that lives")
    );
    assert_eq!(
        lines.next(),
        Some("Piloting trading ships through the shoals,serves (article),,serves (editor)")
    );
    assert!(lines.next().is_some_and(|line| line.starts_with("\"Dredging, sounding and ")));
}

#[test]
fn what_a_spreadsheet_would_run_is_text_in_csv() {
    let pack = tempfile::tempdir().expect("a folder");
    let files = [
        (
            "pack.toml",
            "format = 1\nid = \"p\"\ntitle = \"P\"\nlanguage = \"en\"\n\n[[theme]]\nid = \"t\"\ntitle = \"T\"\n",
        ),
        (
            "t.toml",
            "[[entry]]\nid = \"t/a\"\ntitle = '=HYPERLINK(\"x\",\"y\")'\nsummary = \"S.\"\nbody = \"B\"\n",
        ),
    ];
    for (name, text) in files {
        std::fs::write(pack.path().join(name), text).expect("it is written");
    }
    let path = pack.path().to_str().expect("UTF-8");
    let csv = printed(&["matrix", "t", "t", "--csv", "--pack", path]);
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""), "{csv}");
}

#[test]
fn json_has_the_cells_that_are_not_empty_with_their_links() {
    let answer = json(&in_harbour(&["matrix", "trade", "aim", "--json"]));
    let cells = answer["cells"].as_array().unwrap();
    let related = |axis: &str| -> u64 {
        let entries = answer[axis]["entries"].as_array().unwrap();
        entries.iter().map(|entry| entry["related"].as_u64().unwrap()).sum()
    };
    assert_eq!((cells.len() as u64, related("rows")), (related("columns"), cells.len() as u64));
    assert_eq!(cells[0]["row"], "trade/piloting");
    assert_eq!(cells[0]["column"], "aim/safety");
    assert_eq!(cells[0]["links"][0]["label"], "serves");
    let turned = json(&in_harbour(&["matrix", "aim", "trade", "--json"]));
    assert_eq!(turned["cells"].as_array().unwrap().len(), cells.len());
    assert_eq!(turned["cells"][0]["links"][0]["label"], "is served by");
}

#[test]
fn a_wrong_theme_names_the_nearest() {
    for (arguments, meant) in [
        (["matrix", "tradde", "aim"], "did you mean trade?"),
        (["matrix", "trade", "aimm"], "did you mean aim?"),
        (["matrix", "zzz", "aim"], "there are town, aim"),
    ] {
        let (code, stdout, stderr) = run(&in_harbour(&arguments));
        assert_eq!((code, stdout.as_str()), (1, ""), "{arguments:?}");
        assert!(stderr.contains(meant), "{stderr}");
    }
    assert_eq!(run(&in_harbour(&["matrix", "trade"])).0, 2);
    assert_eq!(run(&in_harbour(&["matrix", "trade", "aim", "--csv", "--json"])).0, 2);
}
