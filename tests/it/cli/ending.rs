//! How Folio ends: exit codes, pipes, what does not open.

use std::io::Read;
use std::process::Stdio;

use super::linear;
use crate::support::command::{HARBOUR, end, end_after, folio, run};
use crate::support::packs::{Pack, entry};

#[test]
fn licences_name_whose_the_tables_are() {
    let (code, stdout, _) = run(&["--licenses"]);
    assert_eq!(code, 0);
    for name in ["Apache License", "How Chinese words are read", "CC-CEDICT", "ShareAlike 4.0"] {
        assert!(stdout.contains(name), "{name}");
    }
    for name in ["all-MiniLM-L6-v2", "glosses"] {
        assert_eq!(stdout.contains(name), folio::meaning::is_built_in(), "{name}");
    }
}

#[test]
fn the_built_in_pack_passes_its_own_check() {
    let (code, stdout, stderr) = run(&["check", "--deny", "warnings"]);
    assert_eq!(code, 0, "{stdout}");
    assert!(stderr.starts_with("folio: there is no pack.toml in this folder"), "{stderr}");
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

#[test]
fn case_57_without_a_terminal_the_browser_names_folio_list() {
    let (code, stdout, stderr) = run(&[""; 0]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("folio list"), "{stderr}");
    assert!(!stderr.contains('\u{1b}'));
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

#[test]
fn what_does_not_open_is_not_called_sound() {
    let (code, stdout, _) = run(&["check", "--stats", "no-such-folder"]);
    assert_eq!(code, 3);
    assert!(stdout.contains("1 error") && !stdout.contains("nothing to see to"), "{stdout}");
    assert!(!stdout.contains("0 entries"), "{stdout}");
}

/// What cannot be done to a place below a file, which is no folder.
#[test]
fn what_the_system_refuses_is_told_as_people_say_it() {
    let below = "/dev/null/below";
    for arguments in [
        &["check", below][..],
        &["build", HARBOUR, "-o", below],
        &["convert", HARBOUR, "-o", below],
        &["export", HARBOUR, "-o", below],
        &["new", below],
        &["man", "--dir", below],
        &["recall", "--export", below, "--pack", HARBOUR],
        &["notes", "export", "-o", below],
        &["notes", "export", "--json", "-o", below],
        &["notes", "import", below],
        &["config", "init", "--config", below],
        &["list", "--config", below],
        &["config", "check", "--config", "/dev"],
    ] {
        let (code, stdout, stderr) = run(arguments);
        let told = stdout + &stderr;
        assert!(code != 0 && !told.is_empty(), "{arguments:?}: {told}");
        assert!(!told.contains("os error"), "{arguments:?}: {told}");
    }
    for (variable, arguments) in [
        ("XDG_STATE_HOME", &["notes", "add", "ppp", "--text", "x"][..]),
        ("XDG_STATE_HOME", &["doctor"]),
        ("XDG_DATA_HOME", &["add", HARBOUR]),
        ("XDG_DATA_HOME", &["doctor"]),
    ] {
        let (_, stdout, stderr) = end(folio().env(variable, below).args(arguments));
        let told = stdout + &stderr;
        assert!(!told.contains("os error"), "{variable} {arguments:?}: {told}");
    }
}

#[test]
fn of_two_names_in_linear_mode_the_one_that_is_not_clear_is_told() {
    let pack = Pack::new()
        .file("pack.toml", "format = 1\nid = 'p'\ntitle = 'P'\n[[theme]]\nid = 'e'\ntitle = 'E'\n");
    let entry = |id: &str, title: &str| {
        format!("[[entry]]\nid = 'e/{id}'\ntitle = '{title}'\nbody = 'x'\n")
    };
    let entries = [entry("a", "Twin"), entry("b", "Twin"), entry("c", "Other")].concat();
    let pack = pack.file("entries.toml", &entries);
    let told = |typed: &str| {
        let mut command = folio();
        command.args(["--linear".as_ref(), pack.at("").as_os_str()]);
        end_after(&mut command, format!("{typed}\nquit\n")).1
    };
    for command in ["path", "compare"] {
        let several = told(&format!("{command} Other | Twin"));
        assert!(several.contains("\"Twin\"") && several.contains("e/b"), "{several}");
        assert!(!several.contains("Other | Twin\""), "{several}");
        let missing = told(&format!("{command} Nowhere | Other"));
        assert!(missing.contains("\"Nowhere\""), "{missing}");
    }
}

#[test]
fn an_export_that_was_meant_to_be_a_folder_says_what_writes_one() {
    for arguments in [&["-o", "/"][..], &["--format", "okf"], &["--format", "toml", "-o", "x"]] {
        let (code, told, complaint) = end(folio().args(["export", HARBOUR]).args(arguments));
        let complaint = told + &complaint;
        let names = complaint.contains("folio convert THING --format okf -o FOLDER");
        assert_eq!((code, names), (2, true), "{arguments:?}: {complaint}");
    }
}

#[test]
fn an_export_takes_the_place_of_nothing_that_would_be_lost() {
    let pack = Pack::sound().file("a.toml", entry("one"));
    let export = |to: &str| {
        end(folio().arg("export").arg(pack.path()).arg("-o").arg(pack.at(to)).arg("--force"))
    };
    let read = |file: &str| std::fs::read_to_string(pack.at(file)).expect("it is there");
    assert_eq!(export("whole.json").0, 0);
    let (before, whole) = (read("a.toml"), read("whole.json"));
    let (code, _, complaint) = export("a.toml");
    assert_eq!((code, read("a.toml")), (2, before));
    assert!(complaint.contains("is a file of the pack itself"), "{complaint}");
    // Of a pack with mistakes something would be left out.
    std::fs::write(pack.at("b.toml"), "[[entry").expect("it is written");
    let (code, _, complaint) = export("whole.json");
    assert_eq!((code, read("whole.json")), (1, whole));
    assert!(complaint.contains("stays as it is") && complaint.contains("1 mistake"), "{complaint}");
    let (code, _, complaint) = export("part.json");
    assert!(code == 1 && complaint.contains("folio check"), "{complaint}");
    assert!(pack.at("part.json").is_file());
}
