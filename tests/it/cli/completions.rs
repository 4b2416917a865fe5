//! What a shell is told when somebody presses Tab, by the shells themselves.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::command::{FOLIO, HARBOUR, end, folio, printed};

/// Returns a command that has a folder of its own, and finds this Folio by its name.
fn shell(name: &str) -> Option<Command> {
    let mut command = Command::new(name);
    let is_there = command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    is_there.ok().filter(std::process::ExitStatus::success)?;
    let mut command = Command::new(name);
    let own = Path::new(FOLIO).parent().expect("it lies in a folder").display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let home = tempfile::tempdir().expect("a folder").keep();
    command.env_clear().env("HOME", home).env("PATH", format!("{own}:{path}"));
    Some(command)
}

/// Returns what Bash would complete a line with; nothing may be said beside it.
#[track_caller]
fn in_bash(words: &[&str]) -> Vec<String> {
    let ask = "source <(folio completions bash)\n\
        COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9\n\
        _clap_complete_folio folio \"${@: -1}\" ''\n\
        printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = shell("bash").expect("Bash is there");
    let (code, found, said) = end(bash.args(["--norc", "-c", ask, "bash"]).args(words));
    assert_eq!((code, said.as_str()), (0, ""), "{words:?}");
    found.lines().filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

#[test]
fn bash_completes_commands_options_and_ids() {
    #[track_caller]
    fn check(words: &[&str], expected: &[&str]) {
        assert_eq!(in_bash(words), expected, "{words:?}");
    }
    check(&["folio", "sea"], &["search"]);
    check(&["folio", "notes", "ad"], &["add"]);
    check(&["folio", "search", "--lim"], &["--limit"]);
    check(&["folio", "cite", "--format", "b"], &["bibtex"]);
    check(
        &["folio", "show", "mechanism/co"],
        &["mechanism/communication", "mechanism/connectivity", "mechanism/coordination"],
    );
    check(&["folio", "show", "pp"], &["ppp"]);
    check(&["folio", "--at", "pp"], &["ppp"]);
    check(&["folio", "matrix", "mechanism", "ra"], &["rationale"]);
    check(&["folio", "list", "con"], &["connectivity"]);
    check(&["folio", "routes", "first"], &["first-reading"]);
    check(&["folio", "guide", "view/ma"], &["view/map", "view/matrix"]);
    check(&["folio", "help", "exi"], &["exit-codes"]);
    check(&["folio", "completions", "n"], &["nushell"]);
    check(&["folio", "--palette", "term"], &["terminal"]);
}

#[test]
fn bash_completes_from_the_packs_on_the_line() {
    let themes = ["aim/", "term/", "town/", "trade/"];
    for line in [
        &["folio", "show", "--pack", HARBOUR, "t"][..],
        &["folio", "--pack", HARBOUR, "show", "t"],
        &["folio", HARBOUR, "show", "t"],
    ] {
        let found = in_bash(line);
        assert!(themes[1..].iter().all(|it| found.iter().any(|id| id == it)), "{found:?}");
        assert!(
            !found.iter().any(|id| id == "tied-aid" || id.starts_with("mechanism")),
            "{found:?}"
        );
    }
}

#[test]
fn nothing_is_said_where_nothing_can_be_completed() {
    assert_eq!(in_bash(&["folio", "show", "--pack", "/nonexistent", "x"]), [""; 0]);
    assert_eq!(in_bash(&["folio", "show", "--pack", "-", "qqq"]), [""; 0]);
    assert_eq!(in_bash(&["folio", "no-such-command", "--no-such-option", "qqq"]), [""; 0]);
    assert_eq!(in_bash(&["folio", "notes", "show", "qqq"]), [""; 0]);
}

#[test]
fn fish_completes_with_titles() {
    let Some(mut fish) = shell("fish") else { return };
    let ask = "folio completions fish | source; complete -C 'folio show pp'";
    let (code, found, said) = end(fish.args(["--no-config", "-c", ask]));
    assert_eq!((code, found.as_str(), said.as_str()), (0, "ppp\tPublic-private partnership\n", ""));
}

#[test]
fn zsh_completes_with_titles() {
    let Some(mut zsh) = shell("zsh") else { return };
    let ask = "compdef() { : }\n_describe() { shift 2; print -r -- ${(P)1} }\n\
        source <(folio completions zsh)\n\
        words=(folio show pp); CURRENT=3; _clap_dynamic_completer_folio";
    let (code, found, said) = end(zsh.args(["-f", "-c", ask]));
    assert_eq!((code, found.as_str(), said.as_str()), (0, "ppp:Public-private partnership\n", ""));
}

#[test]
fn a_variable_left_in_the_environment_changes_no_command() {
    let (code, list, _) = end(folio().env("FOLIO_COMPLETE", "bash").arg("list"));
    assert!(code == 0 && list.contains("mechanism"), "{list}");
}

#[test]
fn a_script_ends_quietly_in_a_closed_pipe() {
    let mut bash = shell("bash").expect("Bash is there");
    let ask = "for shell in bash zsh fish powershell elvish nushell; do \
        folio completions $shell | true; echo ${PIPESTATUS[0]}; done; folio man | true";
    let (_, codes, said) = end(bash.args(["--norc", "-c", ask]));
    assert_eq!((codes.as_str(), said.as_str()), ("0\n0\n0\n0\n0\n0\n", ""));
}

#[test]
fn the_manual_page_has_every_command_and_no_formatter_complains() {
    let page = printed(&["man"]);
    assert!(page.is_ascii());
    for command in folio::cli::command().get_subcommands() {
        let heading = format!(".SS \"folio {}\"\n", command.get_name());
        assert!(page.contains(&heading), "{heading}");
    }
    for section in
        ["NAME", "SYNOPSIS", "OPTIONS", "EXAMPLES", "FILES", "ENVIRONMENT", "\"EXIT STATUS\""]
    {
        assert!(page.contains(&format!(".SH {section}\n")), "{section}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("man1");
    let told = printed(&["man", "--dir", &pages.display().to_string()]);
    assert_eq!(told, "");
    for name in ["folio.1", "folio-search.1", "folio-notes-add.1"] {
        assert!(pages.join(name).is_file(), "{name}");
    }
    for page in fs::read_dir(&pages).expect("it is there") {
        let path = page.expect("it is readable").path();
        check_with_groff(&path);
    }
    let whole = folder.path().join("whole.1");
    fs::write(&whole, page).expect("it can be written");
    check_with_groff(&whole);
}

/// Checks a page with groff, if that is there.
#[track_caller]
fn check_with_groff(page: &Path) {
    let Some(mut groff) = shell("groff") else { return };
    let (code, _, said) = end(groff.args(["-Tutf8", "-man", "-ww", "-z"]).arg(page));
    assert_eq!((code, said.as_str()), (0, ""), "{}", page.display());
}
