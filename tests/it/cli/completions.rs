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

/// Returns what Bash would put in the place of what it calls the word at the end of a line; nothing may be said
/// beside it.
#[track_caller]
fn in_bash(line: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    in_bash_in(folder.path(), line)
}

/// Returns what Bash would complete a line with in a folder, which is its home folder too. It parts words at `=` and `:`.
#[track_caller]
fn in_bash_in(folder: &Path, line: &str) -> Vec<String> {
    let ask = "source <(folio completions bash)\n\
        COMP_LINE=$1; COMP_POINT=${#1}; _folio folio \"$2\" ''\n\
        printf '%s\\n' \"${COMPREPLY[@]}\"";
    let replaced = line.rsplit([' ', '=', ':', '"', '\'']).next().expect("there is a last part");
    let mut bash = shell("bash").expect("Bash is there");
    bash.current_dir(folder).env("HOME", folder);
    let (code, found, said) = end(bash.args(["--norc", "-c", ask, "bash", line, replaced]));
    assert_eq!((code, said.as_str()), (0, ""), "{line}");
    found.lines().filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

/// Holds what Bash completes a line with against what is expected.
#[track_caller]
fn check(line: &str, expected: &[&str]) {
    assert_eq!(in_bash(line), expected, "{line}");
}

#[test]
fn bash_completes_commands_options_and_ids() {
    check("folio sea", &["search"]);
    check("folio notes ad", &["add"]);
    check("folio search --lim", &["--limit"]);
    check("folio cite --format b", &["bibtex"]);
    check("folio cite --format=b", &["bibtex"]);
    check(
        "folio show mechanism/co",
        &["mechanism/communication", "mechanism/connectivity", "mechanism/coordination"],
    );
    check("folio show pp", &["ppp"]);
    check("folio show them", &["theme:"]);
    check("folio show theme:me", &["mechanism"]);
    check("FOLIO_KEYS=emacs folio show pp", &["ppp"]);
    check("folio --at pp", &["ppp"]);
    check("folio matrix mechanism ra", &["rationale"]);
    check("folio list con", &["connectivity"]);
    check("folio routes first", &["first-reading"]);
    check("folio guide view/ma", &["view/map", "view/matrix"]);
    check("folio help exi", &["exit-codes"]);
    check("folio completions n", &["nushell"]);
    check("folio --palette term", &["terminal"]);
}

#[test]
fn bash_completes_the_filters_of_a_search() {
    check("folio search them", &["theme:"]);
    check("folio search loans theme:me", &["mechanism"]);
    check("folio search '!theme:me", &["mechanism"]);
    check("folio --find theme:me", &["mechanism"]);
    check("folio search loans", &[]);
}

#[test]
fn bash_completes_paths_as_they_are_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["my pack", "my$", "plain"] {
        fs::create_dir(folder.path().join(name)).expect("it is made");
    }
    let check = |line: &str, expected: &[&str]| {
        assert_eq!(in_bash_in(folder.path(), line), expected, "{line}");
    };
    check("folio --pack pl", &["plain/"]);
    check("folio --pack=pl", &["plain/"]);
    check("folio --pack=./pl", &["./plain/"]);
    check("folio --pack my", &[r"my\ pack/", r"my\$/"]);
    check("folio list --pack \"my", &["my pack/", r"my\$/"]);
    check("folio list --pack 'my", &["my pack/", "my$/"]);
    check("folio ~/pl", &["~/plain/"]);
    check("folio $HOME/pl", &["$HOME/plain/"]);
    check("folio ${HOME}/pl", &["${HOME}/plain/"]);
}

#[test]
fn palettes_are_those_beside_the_settings_that_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let palettes = folder.path().join("own/palettes");
    fs::create_dir_all(&palettes).expect("it is made");
    let sound = "[dark]\ntext = \"#d0d0d0\"\naccent = \"#80c0ff\"\nquiet = \"#a0a0a0\"\n";
    // What cannot be used is not offered: a name that cannot be, and a file with a mistake.
    for (name, text) in [("my-dusk", sound), ("my dawn", sound), ("my-noon", "[dark]\ntext = 3\n")]
    {
        fs::write(palettes.join(name).with_extension("toml"), text).expect("it is written");
    }
    fs::write(folder.path().join("own/config.toml"), "").expect("it is written");
    let found = in_bash_in(folder.path(), "folio --config own/config.toml --palette my");
    assert_eq!(found, ["my-dusk"]);
    assert_eq!(in_bash_in(folder.path(), "folio --palette my"), [""; 0]);
}

#[test]
fn bash_completes_from_the_packs_on_the_line() {
    let themes = ["aim/", "term/", "town/", "trade/"];
    for line in [
        format!("folio show --pack {HARBOUR} t"),
        format!("folio --pack '{HARBOUR}' show t"),
        format!("folio {HARBOUR} show t"),
    ] {
        let found = in_bash(&line);
        assert!(themes[1..].iter().all(|it| found.iter().any(|id| id == it)), "{found:?}");
        assert!(
            !found.iter().any(|id| id == "tied-aid" || id.starts_with("mechanism")),
            "{found:?}"
        );
    }
}

#[test]
fn nothing_is_said_where_nothing_can_be_completed() {
    assert_eq!(in_bash("folio show --pack /nonexistent x"), [""; 0]);
    assert_eq!(in_bash("folio show --pack - qqq"), [""; 0]);
    assert_eq!(in_bash("folio no-such-command --no-such-option qqq"), [""; 0]);
    assert_eq!(in_bash("folio notes show qqq"), [""; 0]);
    assert_eq!(in_bash("folio $NOTHING"), [""; 0]);
}

/// Returns a shell, or says loudly that a test is left out.
fn shell_or_told(name: &str) -> Option<Command> {
    let found = shell(name);
    if found.is_none() {
        eprintln!("LEFT OUT: {name} is not here, nobody has seen whether it completes");
    }
    found
}

#[test]
fn fish_completes_with_titles_and_paths_with_blanks() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("my pack")).expect("it is made");
    for (line, expected) in [
        ("folio show pp", "ppp\tPublic-private partnership\n"),
        ("echo x; folio show pp", "ppp\tPublic-private partnership\n"),
        ("folio --pack my", "my pack/\n"),
        (r"folio --pack my\ p", "my pack/\n"),
        ("folio --pack=my", "--pack=my pack/\n"),
        ("folio ~/my", "~/my pack/\n"),
        ("folio search theme:me", "theme:mechanism\n"),
    ] {
        let Some(mut fish) = shell_or_told("fish") else { return };
        fish.current_dir(folder.path()).env("HOME", folder.path()).env("line", line);
        let ask = "folio completions fish | source; complete -C $line";
        let (code, found, said) = end(fish.args(["--no-config", "-c", ask]));
        assert_eq!((code, found.as_str(), said.as_str()), (0, expected, ""), "{line}");
    }
}

/// Returns what Zsh would list behind a line of two words, the second of which is being typed.
fn in_zsh(word: &str) -> Option<String> {
    let mut zsh = shell_or_told("zsh")?;
    let ask = "compdef() { : }\n_describe() { shift 2; print -r -- ${(P)1} }\n\
        source <(folio completions zsh)\n\
        words=(folio show $word); CURRENT=3; PREFIX=$word; _folio";
    let (code, found, said) = end(zsh.env("word", word).args(["-f", "-c", ask]));
    assert_eq!((code, said.as_str()), (0, ""), "{word}");
    Some(found)
}

#[test]
fn zsh_completes_with_titles() {
    let Some(found) = in_zsh("pp") else { return };
    assert_eq!(found, "ppp:Public-private partnership\n");
    assert_eq!(
        in_zsh("mechanism/conn").unwrap_or_default().split(':').next(),
        Some("mechanism/connectivity")
    );
}

#[test]
fn zsh_asks_from_a_folder_of_functions_and_starts_its_completion_by_itself() {
    let Some(mut zsh) = shell_or_told("zsh") else { return };
    let ask = "compdef() { print -r -- $1 $2 }\nsource <(folio completions zsh)\n\
        unfunction compdef _folio\ncompinit() { compdef() { print -r -- late $2 } }\n\
        source <(folio completions zsh)\nfolio completions zsh > $HOME/_folio\n\
        fpath=($HOME $fpath); unfunction _folio; autoload -Uz _folio\n\
        _describe() { shift 2; print -r -- ${(P)1} }\n\
        words=(folio show pp); CURRENT=3; PREFIX=pp; _folio";
    let (_, found, said) = end(zsh.args(["-f", "-c", ask]));
    let expected = "_folio folio\nlate folio\nppp:Public-private partnership\n";
    assert_eq!((found.as_str(), said.as_str()), (expected, ""));
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
    for (name, form) in [
        ("folio.1", "folio [OPTIONS] [PACK]... [COMMAND]"),
        ("folio-show.1", "folio show [OPTIONS] <ID>..."),
        ("folio-search.1", "folio search [OPTIONS] <QUERY>..."),
        ("folio-path.1", "folio path [OPTIONS] <A B>..."),
    ] {
        let page = fs::read_to_string(pages.join(name)).expect("it is there");
        let plain = page.replace(r"\fB", "").replace(r"\fR", "").replace(r"\-", "-");
        let (_, synopsis) = plain.split_once(".SH SYNOPSIS\n").expect("it has forms");
        assert_eq!(synopsis.lines().next(), Some(form), "{name}");
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
    let Some(mut groff) = shell_or_told("groff") else { return };
    let (code, _, said) = end(groff.args(["-Tutf8", "-man", "-ww", "-z"]).arg(page));
    assert_eq!((code, said.as_str()), (0, ""), "{}", page.display());
}
