//! `folio doctor`: what it reports, and what it keeps to itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use folio::store::{self, Origin};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::command::{copy_program, end, folio};

/// The doctor in an environment of nothing but these variables.
fn doctor(variables: &[(&str, &str)]) -> Command {
    let mut command = folio();
    command.arg("doctor").env_remove("XDG_STATE_HOME").envs(variables.iter().copied());
    command
}

/// Runs it; returns exit code and report.
#[track_caller]
fn run(command: &mut Command) -> (i32, String) {
    let (code, report, complaint) = end(command);
    assert_eq!(complaint, "");
    (code, report)
}

/// A home folder whose packs are these: each a name and the text of its `pack.toml`.
fn home(packs: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in packs {
        let folder = packs_of(home.path()).join(name);
        fs::create_dir_all(&folder).expect("created");
        fs::write(folder.join("pack.toml"), text).expect("written");
    }
    home
}

fn packs_of(home: &Path) -> std::path::PathBuf {
    home.join(".local/share/folio/packs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

const SOUND: &str = "format = 1\nid = 'tea'\ntitle = 'Tea'\n";

#[test]
fn nothing_is_wrong_in_an_empty_environment() {
    let (code, report) = run(&mut doctor(&[]));
    assert_eq!(code, 0);
    let catalogue = store::open(&[Origin::BuiltIn]).library.catalogue;
    let (pack, entries) = (&catalogue.packs()[0], catalogue.len());
    let told = format!("{} {} (built in): {entries} entries", pack.id, pack.version);
    assert!(report.contains(&told), "{report}");
    assert!(report.contains("  ~/.local/share/folio/packs\n"), "{report}");
    assert!(report.ends_with("\nNo faults found.\n"), "{report}");
}

/// Variables with the line that they lead to.
#[test]
fn every_choice_is_told_with_its_reason() {
    #[track_caller]
    fn check(variables: &[(&str, &str)], expected: &[&str]) {
        let (_, report) = run(&mut doctor(variables));
        let lines: Vec<String> = report
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        for line in expected {
            assert!(lines.iter().any(|one| one == line), "{variables:?}: {line}\n{report}");
        }
    }
    check(&[], &["TERM not set", "printed plain, because standard output is no terminal"]);
    check(&[("TERM", "")], &["TERM set, but empty"]);
    check(
        &[("NO_COLOR", "1")],
        &["browser plain, because NO_COLOR is set", "printed plain, because NO_COLOR is set"],
    );
    check(&[("NO_COLOR", "")], &["browser coloured, because nothing speaks against it"]);
    check(&[("CLICOLOR", "0")], &["browser plain, because CLICOLOR is 0"]);
    check(
        &[("LANG", "C.UTF-8"), ("LC_ALL", "POSIX")],
        &[
            "encoding not UTF-8, by LC_ALL; Folio prints UTF-8 all the same, --ascii draws its lines in ASCII",
        ],
    );
    check(
        &[("LC_CTYPE", "de_DE.utf8"), ("LANG", "C"), ("LC_ALL", "")],
        &["encoding UTF-8, by LC_CTYPE"],
    );
    check(&[], &["encoding not said; Folio prints UTF-8, --ascii draws its lines in ASCII"]);
    check(&[("TERM", "dumb")], &["folio opens nothing, because standard output is no terminal"]);
}

/// Settings with the lines that they lead to, and what JSON says.
#[test]
fn settings_decide_before_the_environment() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join(".config/folio");
    fs::create_dir_all(&folder).expect("created");
    let settings = "linear = true\ncolor = \"never\"\nbackground = \"light\"\n";
    fs::write(folder.join("config.toml"), settings).expect("written");
    let variables = [("HOME", text(home.path())), ("COLORFGBG", "15;0")];
    let (_, report) = run(&mut doctor(&variables));
    let lines: Vec<String> =
        report.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "folio opens linear mode, because a setting says so",
        "browser plain, because a setting says so",
        "printed plain, because a setting says so",
        "background light, because a setting says so",
    ] {
        assert!(lines.iter().any(|one| one == line), "{line}\n{report}");
    }
    let (_, json) = run(doctor(&variables).arg("--json"));
    let answer: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(answer["terminal"]["opens"], "linear");
    assert_eq!(answer["terminal"]["background"], "light");
    assert_eq!(answer["colours"]["browser"]["because"], "a setting says so");
    let (_, report) = run(doctor(&variables).args(["--color", "never"]));
    assert!(report.contains("plain, because --color says so"), "{report}");
}

#[test]
fn forced_colours_are_told_in_colour() {
    let (_, report) = run(&mut doctor(&[("CLICOLOR_FORCE", "1")]));
    assert!(report.contains("\u{1b}[0mcoloured, because CLICOLOR_FORCE is set\n"), "{report:?}");
}

#[test]
fn packs_are_told_with_their_faults() {
    let home = home(&[("tea", SOUND), ("broken", "format = 1\nid = 'b'\ntitle = 3\n")]);
    let (code, report) = run(&mut doctor(&[("HOME", text(home.path()))]));
    assert_eq!(code, 1);
    assert!(report.contains("tea without version (~/.local/share/folio/packs/tea): 0 entries"));
    assert!(
        report.contains("  ~/.local/share/folio/packs/broken/pack.toml:3:9: error: "),
        "{report}"
    );
    assert!(report.contains("readable, writable, mode 755, 2 folders in it"), "{report}");
    assert!(!report.contains(text(home.path())), "{report}");
    let (code, _) = run(doctor(&[]).args(["--pack", text(&packs_of(home.path()).join("tea"))]));
    assert_eq!(code, 0);
}

#[test]
fn the_answer_in_json_is_stable() {
    let variables = [("TERM", "xterm"), ("LC_ALL", "C.UTF-8"), ("NO_COLOR", "1")];
    let (_, report) = run(doctor(&variables).arg("--json"));
    let report = report.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let target = report.lines().find(|line| line.contains("\"target\"")).expect("it has a target");
    insta::assert_snapshot!(report.replace(target, "  \"target\": \"TARGET\","));
}

#[test]
fn settings_keys_and_palettes_are_told_with_their_mistakes() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let folder = home.path().join(".config/folio");
    fs::create_dir_all(folder.join("palettes")).expect("created");
    let settings = "measure = 60\npalette = \"heathr\"\nmouse = 3\n[keys]\nset = \"emacs\"\n[keys.reader]\n\"z\" = \"map\"\n";
    fs::write(folder.join("config.toml"), settings).expect("written");
    fs::write(folder.join("palettes/mine.toml"), "[dark]\ntext = 3\n").expect("written");
    let variables = [
        ("HOME", text(home.path())),
        ("TERM", "xterm-256color"),
        ("FOLIO_ASCII", "yes"),
        ("FOLIO_MESURE", "9"),
    ];
    let (code, report, _) = end(doctor(&variables).args(["--color", "never"]));
    assert_eq!(code, 1);
    let lines: Vec<String> =
        report.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "terminal 256 colours, says the environment",
        "file ~/.config/folio/config.toml",
        "measure 60, by the file",
        "ascii true, by a variable",
        "color \"never\", by a flag",
        "keys the set \"emacs\", 1 line of your own over it",
        "~/.config/folio/config.toml:3:9: error: `mouse` must be true or false, not an integer [wrong-type]",
        "~/.config/folio/config.toml:2:11: error: there is no palette \"heathr\"; did you mean \"heather\"? [bad-value]",
        "FOLIO_MESURE: warning: this variable sets nothing; did you mean FOLIO_MEASURE? [unknown-variable]",
        "set terminal",
        "of your own 1 in ~/.config/folio/palettes",
        "~/.config/folio/palettes/mine.toml:2:8: error: `text` must be a string, not an integer [wrong-type]",
    ] {
        assert!(lines.iter().any(|one| one == line), "{line}\n{report}");
    }
}

#[test]
fn many_mistakes_are_counted_and_some_shown() {
    let mistakes: Vec<String> = (0..40).map(|number| format!("unknown-{number} = 1")).collect();
    let home = home(&[("tea", &format!("{}\n{SOUND}", mistakes.join("\n")))]);
    let (code, report) = run(&mut doctor(&[("HOME", text(home.path()))]));
    assert_eq!(code, 1);
    let shown = report.lines().filter(|line| line.contains("/pack.toml:")).count();
    assert_eq!(shown, 5, "{report}");
    assert!(report.contains(" more; `folio check PACK` lists them"), "{report}");
}

#[test]
fn a_folder_that_cannot_be_read_is_a_fault() {
    let home = home(&[("tea", SOUND)]);
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    // The superuser can read everything, so somebody else has to look, with a copy of the program
    // that everybody can reach.
    mode(home.path(), 0o755);
    let program = home.path().join("folio");
    copy_program(&program);
    mode(&program, 0o755);
    mode(&packs_of(home.path()), 0o000);
    let look = |json: &[&str]| {
        let mut command = Command::new(&program);
        command.arg("doctor").args(json).env_clear().env("HOME", home.path());
        if rustix::process::geteuid().is_root() {
            command.uid(65534).gid(65534);
        }
        run(&mut command)
    };
    let (code, report) = look(&[]);
    assert_eq!(code, 1);
    assert!(report.contains("cannot be read: permission denied"), "{report}");
    assert!(report.contains("mode 000") && report.ends_with("\n1 fault found.\n"), "{report}");
    let (_, json) = look(&["--json"]);
    let answer: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(answer["folders"][0]["readable"], false, "{answer:#}");
    assert_eq!(answer["faults"], 1);
    mode(&packs_of(home.path()), 0o755);
}

#[test]
fn it_names_neither_user_nor_host_nor_other_variables() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("annabel/data");
    fs::create_dir_all(data.join("folio/packs/broken")).expect("created");
    fs::write(data.join("folio/packs/broken/pack.toml"), "format = 9\n").expect("written");
    let variables = [
        ("HOME", "/home/annabel"),
        ("USER", "annabel"),
        ("LOGNAME", "annabel"),
        ("HOSTNAME", "secret-host"),
        ("API_TOKEN", "secret-token"),
        ("TERM", "/home/annabel/xterm"),
        ("TERM_PROGRAM", "annabel"),
        ("COLORTERM", "annabel@secret-host"),
        ("FOLIO_EDITOR", "ssh annabel@secret-host secret-editor"),
        ("FOLIO_PALETTE", "annabel"),
        ("XDG_DATA_HOME", text(&data)),
    ];
    for arguments in [&[][..], &["--json"]] {
        let (code, report) = run(doctor(&variables).args(arguments));
        assert_eq!(code, 1);
        assert!(report.contains("set, by a variable") || report.contains("\"set\""), "{report}");
        assert!(report.contains("broken/pack.toml") && report.contains("<user>/data"), "{report}");
        for secret in ["annabel", "secret", "API_TOKEN", "HOSTNAME"] {
            assert!(!report.contains(secret), "{secret} stands in {report}");
        }
    }
}

#[test]
fn case_05_a_hostile_environment_is_shown_inert() {
    let hostile = format!("\u{1b}]0;x\u{7}\u{9b}31m\u{202e}\n{}", "x".repeat(100_000));
    let names = ["TERM", "COLORTERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LC_ALL", "LANG"];
    let variables = names.map(|name| (name, hostile.as_str()));
    for arguments in [&[][..], &["--json"]] {
        let (code, report) = run(doctor(&variables).args(arguments));
        assert_eq!(code, 0);
        let wrong = |&c: &char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert_eq!(report.chars().find(wrong), None, "{report:?}");
        assert!(report.contains("<U+001B>]0;x<U+0007>"), "{report}");
        assert!(report.len() < 10_000, "values are cut: {}", report.len());
    }
    let mut raw = doctor(&[]);
    raw.env("TERM", <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"\xff\xfe"));
    assert_eq!(run(&mut raw).0, 0);
}

#[test]
fn the_journal_is_told_with_what_cannot_be_read_of_it() {
    let state = tempfile::tempdir().expect("a temporary folder");
    let folder = state.path().join("folio");
    let report = || run(&mut doctor(&[("XDG_STATE_HOME", text(state.path()))]));
    let (code, told) = report();
    assert!(
        code == 0 && told.contains("/folio/journal\n                    not there yet\n"),
        "{told}"
    );
    fs::create_dir(&folder).expect("created");
    let header = "{\"folio\":\"journal\",\"version\":1,\"generation\":0}\n";
    let record = "{\"at\":1,\"do\":\"asked\",\"query\":\"tea\"}\n";
    fs::write(folder.join("journal"), format!("{header}{record}{record}")).expect("written");
    let (code, told) = report();
    assert!(code == 0 && told.contains("  2 records, "), "{told}");
    fs::write(folder.join("journal"), format!("{header}{record}\u{1b}[2J\n")).expect("written");
    fs::write(folder.join("journal.damaged-2026-01-02"), "").expect("written");
    let (code, told) = report();
    assert!(
        code == 1 && told.contains("  1 record, ") && told.contains(", 1 line that cannot be read")
    );
    assert!(told.contains("  set aside: journal.damaged-2026-01-02\n"), "{told}");
    let newer = header.replace("\"version\":1", "\"version\":9");
    fs::write(folder.join("journal"), newer).expect("written");
    let (code, told) = report();
    let why = "  cannot be written to: a newer Folio has written the journal (version 9)\n";
    assert!(code == 1 && told.contains(why), "{told}");
    fs::remove_file(folder.join("journal")).expect("removed");
    fs::create_dir(folder.join("journal")).expect("created");
    assert_eq!(report().0, 1);
}

#[test]
fn case_81_without_a_home_folder_there_is_none_of_the_four_folders() {
    const FOLDERS: [(&str, &str); 4] = [
        ("file", "XDG_CONFIG_HOME"),
        ("packs", "XDG_DATA_HOME"),
        ("cache", "XDG_CACHE_HOME"),
        ("journal", "XDG_STATE_HOME"),
    ];
    // The system's list of users knows a home folder all the same.
    for value in ["", "not/absolute"] {
        let variables = FOLDERS.map(|(_, variable)| (variable, value));
        let (_, told) = run(doctor(&variables).env_remove("HOME"));
        for (name, variable) in FOLDERS {
            let line = told.lines().find(|line| line.trim_start().starts_with(name));
            let line = line.unwrap_or_else(|| panic!("{name}: {told}"));
            assert!(
                line.contains(&format!("neither {variable} nor HOME is an absolute path")),
                "{line}"
            );
        }
    }
    // Each is enough for its own, whoever has no home.
    let variables = FOLDERS.map(|(_, variable)| (variable, "/nowhere"));
    let (_, told) = run(doctor(&variables).env_remove("HOME"));
    assert!(!told.contains("nor HOME"), "{told}");
    assert_eq!(
        told.matches("/nowhere/folio").count(),
        5,
        "the palettes are beside the file: {told}"
    );
}
