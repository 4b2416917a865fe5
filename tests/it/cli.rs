//! The command line as a user meets it: the real binary, its output, its exit codes.

mod check;
mod doctor;
mod grounds;
mod interface;
mod matrix;
mod names;

use std::io::{Read, Write};
use std::process::Stdio;

use serde_json::Value;

use crate::support::command::{HARBOUR, end_after, folio, in_harbour, json, run};
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

#[test]
fn licences_name_whose_the_tables_are() {
    let (code, stdout, _) = run(&["--licenses"]);
    assert_eq!(code, 0);
    for name in ["all-MiniLM-L6-v2", "Apache License", "CC-CEDICT", "ShareAlike 4.0"] {
        assert_eq!(stdout.contains(name), folio::meaning::is_built_in(), "{name}");
    }
}

#[test]
fn links_give_their_reasons() {
    let answer = json(&in_harbour(&["links", "trade/dues", "--json"]));
    let links = answer["links"].as_array().expect("an array");
    let assets = links.iter().find(|link| link["to"] == "trade/crews").expect("linked");
    assert_eq!(assets["by"], "article");
    assert!(!assets["reason"].as_str().expect("text").is_empty());
    assert!(!answer["backlinks"].as_array().expect("an array").is_empty());
}

#[test]
fn the_built_in_pack_passes_its_own_check() {
    let (code, stdout, stderr) = run(&["check", "--deny", "warnings"]);
    assert_eq!((code, stderr.as_str()), (0, ""), "{stdout}");
    assert_eq!(stdout, "nine-mechanisms: no errors, no warnings\n");
}

#[test]
fn wrong_usage_is_exit_2_with_a_suggestion() {
    for (arguments, named) in [
        (vec!["serach", "x"], "folio search"),
        (vec!["chekc"], "folio check"),
        (vec!["list", "--jsno"], "--json"),
        (vec!["show"], "<ID>"),
        (vec!["help", "jsom"], "json"),
        (vec!["search", " "], "folio search loans"),
        (vec!["list", "--at", "ppp"], "--at"),
        (vec!["list", "--linear"], "--linear"),
    ] {
        let (code, stdout, stderr) = run(&arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.contains(named), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_pack_that_does_not_open_is_exit_3() {
    for arguments in [
        vec!["/nonexistent/pack"],
        vec!["list", "--pack", "/nonexistent/pack"],
        vec!["check", "/nonexistent/pack"],
    ] {
        let (code, _, stderr) = run(&arguments);
        assert_eq!(code, 3, "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_pack_of_the_data_folder_that_does_not_open_keeps_nothing_else_from_opening() {
    let data = tempfile::tempdir().expect("a temporary folder");
    let broken = data.path().join("folio/packs/broken");
    std::fs::create_dir_all(&broken).expect("created");
    std::fs::write(broken.join("pack.toml"), "format = 9\n").expect("written");
    let output = folio().arg("list").env("XDG_DATA_HOME", data.path()).output().expect("it runs");
    let complaint = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0));
    assert!(complaint.contains("folio check") && complaint.contains("broken"), "{complaint}");
    assert!(String::from_utf8(output.stdout).expect("UTF-8").contains("nine-mechanisms"));
}

/// A folder with the given files.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("inside")).expect("created");
        std::fs::write(path, bytes).expect("written");
    }
    folder
}

/// Holds both streams of a command to rows of plain text, at most `widest` columns wide; returns them.
#[track_caller]
fn check_rows(arguments: &[&str], widest: usize) -> Vec<String> {
    let (_, stdout, stderr) = run(arguments);
    let rows: Vec<String> = stdout.lines().chain(stderr.lines()).map(Into::into).collect();
    assert!(!rows.is_empty(), "{arguments:?} says something");
    for row in &rows {
        assert!(!row.contains(char::is_control), "{arguments:?}: {row:?}");
        assert!(folio::text::width::width(row) <= widest, "{arguments:?}: {row:?}");
    }
    rows
}

const HEAD: &[u8] = b"format = 1\nid = 'h'\ntitle = 'H'\n[[theme]]\nid = 't'\ntitle = 'T'\n";

#[test]
fn case_03_reports_of_hostile_keys_and_syntax_are_inert_and_narrow() {
    let escapes = "\\u001b[2J".repeat(100);
    let entry = |more: &str| format!("[[entry]]\nid = 't/a'\ntitle = 'A'\nbody = 'B'\n{more}\n");
    for (file, named) in [
        // A key is not known, a value is not allowed, an id is none.
        (entry(&format!("\"{escapes}\" = 1")), "unknown-key"),
        (entry(&format!("see = [\"{escapes}\"]")), "entry"),
        (entry(&format!("theme = \"{escapes}\"")), "theme"),
        (format!("[[entry]]\nid = \"{escapes}\"\ntitle = 'A'\n"), "the id"),
        // No TOML: an escape, a command, a lone carriage return, eight bits, a long line.
        (entry("\u{1b}[31m = 1"), "syntax"),
        (entry("x = '\u{1b}]0;title\u{7}'"), "syntax"),
        (entry("x = 1\ry = 2"), "syntax"),
        (entry("\u{9b}31m"), "syntax"),
        (entry(&format!("x = '{}", "y\u{1b}".repeat(5_000))), "syntax"),
        (entry(&format!("{} = 1", "z".repeat(5_000))), "unknown-key"),
    ] {
        let pack = folder(&[("pack.toml", HEAD), ("a.toml", file.as_bytes())]);
        let path = pack.path().to_str().expect("UTF-8");
        let rows = check_rows(&["check", path], 200);
        assert!(rows.iter().any(|row| row.contains(named)), "{named}: {rows:#?}");
        check_rows(&["check", path, "--width", "60"], 60);
    }
    // What keeps a pack from opening is told on stderr.
    for head in [
        format!("format = 1\nid = \"{escapes}\"\n\u{1b}[2J = 1\n"),
        format!("format = 9\n\"{escapes}\" = 1\nid = \"{escapes}\"\n"),
        format!("\"{escapes}\" = 1\nid = \"{escapes}\"\n"),
    ] {
        let pack = folder(&[("pack.toml", head.as_bytes())]);
        let path = pack.path().to_str().expect("UTF-8");
        check_rows(&["list", "--pack", path], 200);
        check_rows(&["check", path], 200);
    }
}

#[test]
fn case_04_file_names_with_escapes_and_line_breaks_are_escaped_everywhere() {
    const NAME: &str = "n\u{1b}[2J\nfolio: all is well\tx\u{202e}";
    const SHOWN: &str = "n<U+001B>[2J<U+000A>folio: all is well<U+0009>x<U+202E>";
    let partly = b"[[entry]]\nid = 't/a'\ntitle = 'A'\nbody = 'B'\n[[entry]]\nid = 't/b'\n";
    let newer = b"format = 9\n";
    let root = folder(&[
        ("file/pack.toml", HEAD),
        (&format!("file/{NAME}.toml"), partly),
        (&format!("file/0{NAME}.toml"), b"\xff"),
        (&format!("file/1{NAME}.toml"), b"x ="),
        (&format!("file/2{NAME}.toml"), partly),
        (&format!("{NAME}/sound/pack.toml"), HEAD),
        (&format!("{NAME}/sound/a.toml"), partly),
        (&format!("{NAME}/newer/pack.toml"), newer),
        (&format!("data/folio/packs/{NAME}/pack.toml"), newer),
        (&format!("data/folio/packs/2{NAME}/pack.toml"), HEAD),
        (&format!("data/folio/packs/2{NAME}/a.toml"), partly),
    ]);
    let at = |name: &str| root.path().join(name).to_str().expect("UTF-8").to_owned();
    let (sound, newer) = (at(&format!("{NAME}/sound")), at(&format!("{NAME}/newer")));
    let (none, file) = (at(&format!("{NAME}/none")), at("file"));
    // In a report, when a pack opens in part, when it does not open, when there is none.
    for arguments in [
        vec!["check", &file],
        vec!["check", &sound],
        vec!["check", &none],
        vec!["list", "--pack", &sound],
        vec!["list", "--pack", &newer],
        vec!["list", "--pack", &none],
        vec!["show", "t/a", "--pack", &sound],
    ] {
        let rows = check_rows(&arguments, 1_000);
        assert!(rows.iter().any(|row| row.contains(SHOWN)), "{arguments:?}: {rows:#?}");
        assert!(!rows.iter().any(|row| row.starts_with("folio: all")), "{rows:#?}");
    }
    // Packs of the data folder.
    let output = folio().arg("list").env("XDG_DATA_HOME", at("data")).output().expect("it runs");
    let complaint = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(complaint.lines().count(), 2, "{complaint:?}");
    let named = |row: &str| row.starts_with("folio: ") && row.contains(SHOWN);
    assert!(complaint.lines().all(named), "{complaint}");
    // A reader of JSON gets the name as it is.
    let answer = json(&["check", &file, "--json"]);
    let found = answer["diagnostics"].as_array().expect("an array");
    assert!(found.iter().any(|it| it["file"] == at(&format!("file/{NAME}.toml"))), "{answer:#}");
}

#[test]
fn case_05_arguments_with_escapes_are_shown_inert() {
    for arguments in [
        vec!["show", "\u{1b}]0;x\u{7}"],
        vec!["list", "\u{9b}31m"],
        vec!["search", "\u{1b}[2J zzzz"],
        vec!["--\u{1b}[2J"],
        vec!["help", "\u{202e}x"],
        vec!["/nonexistent/\u{1b}[2J"],
        vec!["show", "a\nfolio: all is well"],
        vec!["list", "a\nfolio: all is well"],
        vec!["search", "zzzz\nfolio: allqqq"],
        vec!["links", "a\nfolio: all is well"],
        vec!["help", "a\nfolio: all is well"],
        vec!["--at", "a\nfolio: all is well"],
        vec!["/nonexistent/a\nfolio: all is well"],
        vec!["list", "--color", "a\nfolio: all is well"],
        vec!["list", "--a\nfolio: all is well"],
        vec!["list", "b", "a\nfolio: all is well"],
    ] {
        let (_, stdout, stderr) = run(&arguments);
        let told = [&stdout, &stderr].iter().any(|output| output.contains("<U+"));
        assert!(told, "{arguments:?}: what was typed is shown: {stdout}{stderr}");
        for output in [stdout, stderr] {
            let loose = output.chars().find(|&c| (c.is_control() && c != '\n') || c == '\u{202e}');
            assert_eq!(loose, None, "{arguments:?}: {output:?}");
            assert!(!output.contains("\nfolio: all"), "{arguments:?}: {output}");
        }
    }
}

#[test]
fn case_57_without_a_terminal_the_browser_names_folio_list() {
    let (code, stdout, stderr) = run(&[""; 0]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("folio list"), "{stderr}");
    assert!(!stderr.contains('\u{1b}'));
}

/// Types into `folio --linear` through a pipe; returns exit code, stdout and stderr.
fn linear(arguments: &[&str], typed: &str) -> (i32, String, String) {
    end_after(folio().arg("--linear").args(arguments), typed)
}

#[test]
fn linear_mode_obeys_a_script() {
    let script = "read\nopen hwm\nlinks\nquit\nnever read\n";
    let (code, stdout, stderr) = linear(&["--at", "who pays", HARBOUR], script);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let places = ["trade/dues", "[02 · Trades]", "term/hwm", "Links: "];
    let found = places.iter().map(|place| stdout.find(place).expect(place));
    assert!(found.is_sorted(), "{stdout}");
    assert!(!stdout.contains('\u{1b}') && !stdout.contains("a command"), "no prompts: {stdout}");
    let longest = stdout.lines().map(|line| line.chars().count()).max();
    assert!(longest > Some(120), "a paragraph is one line in a pipe");
    let (_, stdout, _) = linear(&["--find", "石码头", "--width", "40", HARBOUR], "");
    assert!(stdout.contains("1. Stone: the old quay"), "{stdout}");
    assert!(stdout.lines().all(|line| folio::text::width::width(line) <= 40), "{stdout}");
}

#[test]
fn case_01_and_05_linear_mode_prints_nothing_that_drives_a_terminal() {
    let pack = hostile_pack();
    let path = pack.path().to_str().expect("UTF-8");
    let typed = "links\ncontents\n1\n1\nsearch text\nfind text\n\u{1b}[2J\nopen \u{202e}\u{9b}x\n";
    let (code, stdout, stderr) = linear(&[path], typed);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.contains("<U+001B>[2J text"), "{stdout}");
    let wrong = |&c: &char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}');
    assert_eq!(stdout.chars().find(wrong), None, "{stdout:?}");
}

#[test]
fn case_72_a_closed_pipe_ends_quietly() {
    for arguments in [
        vec!["show", "town/overview", "--pack", HARBOUR],
        vec!["help"],
        vec!["--help"],
        vec!["list", "--json"],
        vec!["--linear"],
    ] {
        let mut child = folio()
            .args(&arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        let mut complaint = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut complaint).expect("UTF-8");
        let status = child.wait().expect("it ends");
        assert_eq!((status.code(), complaint.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn case_73_an_output_that_is_not_open_for_writing_is_exit_4() {
    for arguments in [vec!["list", "--pack", HARBOUR], vec!["--linear", HARBOUR]] {
        let unwritable = std::fs::File::open("/dev/null").expect("Unix has /dev/null");
        let mut command = folio();
        let output = command.args(&arguments).stdin(Stdio::null()).stdout(unwritable).output();
        let output = output.expect("the binary runs");
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(4), "{arguments:?}: {complaint}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_is_slow_is_waited_for_where_its_pipe_does_not_block() {
    use std::io::Read;
    let (mut reader, writer) = std::io::pipe().expect("there is room for a pipe");
    rustix::io::ioctl_fionbio(&writer, true).expect("a pipe need not block");
    let text =
        format!("[[entry]]\nid = 'a/x'\ntitle = 'X'\nbody = '{}'\n", "word ".repeat(100_000));
    let pack = Pack::sound().file("a.toml", text);
    let mut command = folio();
    let shown = command.args(["show", "a/x", "--json", "--pack"]).arg(pack.path());
    let child = shown.stdout(writer).spawn();
    let mut child = child.expect("the binary runs");
    drop(command);
    // Full, as soon as there is no room for what the program writes at once.
    let full = (64 << 10) - (8 << 10);
    while rustix::io::ioctl_fionread(&reader).expect("a pipe tells") < full {
        assert!(child.try_wait().expect("it is ours").is_none(), "the answer fills the pipe");
        std::thread::yield_now();
    }
    let mut answer = String::new();
    reader.read_to_string(&mut answer).expect("UTF-8");
    assert_eq!(child.wait().expect("it is ours").code(), Some(0));
    assert!(serde_json::from_str::<serde_json::Value>(&answer).is_ok(), "nothing is missing");
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

#[cfg(target_os = "linux")]
#[test]
fn case_73_a_full_device_is_exit_4() {
    let full =
        std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has /dev/full");
    for arguments in [vec!["show", "town/overview", "--pack", HARBOUR], vec!["--linear"]] {
        let output = folio()
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(full.try_clone().expect("a file has many handles"))
            .stderr(Stdio::piped())
            .output()
            .expect("the binary runs");
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(4), "{complaint}");
        assert!(
            complaint.contains("could not write") && !complaint.contains("panicked"),
            "{complaint}"
        );
    }
}

/// A pack with the worst characters in its fields.
fn hostile_pack() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = |name: &str, text: &str| {
        std::fs::File::create(folder.path().join(name))
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .expect("written");
    };
    file(
        "pack.toml",
        "format = 1\nid = \"h\"\ntitle = \"H\"\nversion = \"1.0.0\"\nlanguage = \"en\"\n\
         [[theme]]\nid = \"t\"\ntitle = \"T\"\n",
    );
    file(
        "a.toml",
        "[[entry]]\nid = \"t/a\"\ntitle = \"A\\u001b]52;c;x\\u0007\"\nsummary = \"\\u009b31m \\u202e \\u200b\\u007f\"\n\
         body = \"\"\"\\u001b[2J text \\u2066 more\"\"\"\n",
    );
    folder
}

#[test]
fn case_01_escapes_in_fields_are_inert_in_every_command() {
    let pack = hostile_pack();
    let path = pack.path().to_str().expect("UTF-8");
    for arguments in [
        vec!["list", "t"],
        vec!["show", "t/a"],
        vec!["show", "t/a", "--md"],
        vec!["show", "t/a", "--json"],
        vec!["search", "text"],
        vec!["search", "text", "--json"],
        vec!["links", "t/a"],
        vec!["coverage"],
        vec!["routes", "t/a"],
        vec!["terms", "t/a"],
        vec!["matrix", "t", "t"],
        vec!["matrix", "t", "t", "--csv"],
        vec!["check", path],
        vec!["check", "--stats", path],
    ] {
        let mut all = arguments.clone();
        if arguments[0] != "check" {
            all.extend(["--pack", path]);
        }
        let (_, stdout, stderr) = run(&all);
        for output in [stdout, stderr] {
            let wrong = |&c: &char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                    // What cannot be seen stays in Markdown that is written into a pipe.
                    || c == '\u{200b}' && !all.contains(&"--md")
            };
            assert_eq!(output.chars().find(wrong), None, "{all:?}: {output:?}");
        }
    }
}

#[test]
fn case_13_json_readers_get_the_original() {
    let pack = hostile_pack();
    let arguments = ["show", "t/a", "--json", "--pack", pack.path().to_str().expect("UTF-8")];
    let (_, printed, _) = run(&arguments);
    let raw = ['\u{7f}', '\u{9b}', '\u{202e}', '\u{200b}'];
    assert!(!printed.contains(raw), "{printed:?}");
    let answer = json(&arguments);
    assert_eq!(answer["entry"]["title"], "A\u{1b}]52;c;x\u{7}");
    assert_eq!(answer["entry"]["summary"], "\u{9b}31m \u{202e} \u{200b}\u{7f}");
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
    let ids = |section: &str, whose: &str| -> Vec<String> {
        let ids = answer[section][whose].as_array().expect("an array of ids");
        ids.iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
    };
    assert!(ids("linked", "both").contains(&"trade/dredging".to_owned()));
    for section in ["terms", "linked", "claims", "places"] {
        for own in ["left", "right"] {
            let both = ids(section, "both");
            assert!(ids(section, own).iter().all(|id| !both.contains(id)), "{section} {own}");
        }
    }
    let said = answer["statements"].as_array().expect("an array");
    assert!(said.iter().any(|pair| pair["left"]["text"].is_string() && pair["right"].is_object()));
    let (code, stdout, _) = run(&in_harbour(&["compare", "quay/stone", "quay/timber"]));
    assert_eq!(code, 0);
    assert!(stdout.contains("\n  = ") && stdout.contains("\n  < "), "{stdout}");
}

#[test]
fn links_end_with_what_names_the_entry_without_a_link() {
    let answer = json(&in_harbour(&["links", "trade/dredging", "--json"]));
    let named = answer["named_in"].as_array().expect("an array");
    assert!(!named.is_empty());
    let linking: Vec<&Value> = answer["backlinks"]
        .as_array()
        .expect("an array")
        .iter()
        .filter(|link| link["relation"] == "mentions")
        .map(|link| &link["to"])
        .collect();
    for one in named {
        assert!(!linking.contains(&&one["id"]), "{one} links to it");
        assert!(!one["sentence"].as_str().expect("a sentence").is_empty());
    }
}

#[test]
fn links_have_what_the_text_links_to_with_the_sentence_that_does() {
    let links = |id: &str| json(&in_harbour(&["links", id, "--json"]));
    let mentions = |answer: &Value, way: &str| -> Vec<Value> {
        let all = answer[way].as_array().expect("an array").iter();
        all.filter(|link| link["relation"] == "mentions").cloned().collect()
    };
    let backlinks = mentions(&links("trade/dredging"), "backlinks");
    assert!(!backlinks.is_empty());
    for back in backlinks {
        let there = links(back["to"].as_str().expect("an id"));
        let found = mentions(&there, "links").into_iter().find(|it| it["to"] == "trade/dredging");
        let found = found.expect("a link in the text, seen from its other end");
        assert_eq!((&found["label"], &found["by"]), (&"mentions".into(), &Value::Null));
        assert_eq!(found["reason"], back["reason"]);
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
        stdout.contains("Pack left\nt/one") && stdout.contains("Pack right\nt/one"),
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
fn markdown_has_the_names_and_the_links() {
    let (_, stdout, _) = run(&in_harbour(&["show", "trade/dues", "--md"]));
    assert!(stdout.contains("港口费用与贷款"), "{stdout}");
    assert!(stdout.contains("- serves [A safer passage](aim/safety): "));
    assert!(stdout.contains("\n## Linked from\n"), "{stdout}");
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
fn what_does_not_open_is_not_called_sound() {
    let (code, stdout, _) = run(&["check", "--stats", "no-such-folder"]);
    assert_eq!(code, 3);
    assert!(stdout.contains("1 error") && !stdout.contains("nothing to see to"), "{stdout}");
    assert!(!stdout.contains("0 entries"), "{stdout}");
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
