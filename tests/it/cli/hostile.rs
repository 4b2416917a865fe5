//! Hostile names, texts and arguments: nothing that Folio prints drives a terminal.

use std::io::Write;

use super::linear;
use crate::support::command::{folio, json, run};

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
