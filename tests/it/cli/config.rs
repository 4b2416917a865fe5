//! `folio config`, and that what is set holds in the program.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::command::{FOLIO, copy_program, end, folio};
use crate::support::packs::Pack;
use folio::settings::{self, ConfigFile};

/// A home with settings.
struct Home(Pack);

impl Home {
    fn new(settings: Option<&str>) -> Self {
        let home = Pack::new().file("config/empty", "");
        let home = settings
            .into_iter()
            .fold(home, |home, text| home.file("config/folio/config.toml", text));
        Self(home)
    }

    fn run(&self, variables: &[(&str, &str)], arguments: &[&str]) -> (i32, String, String) {
        let mut command = folio();
        command.env("XDG_CONFIG_HOME", self.0.at("config")).envs(variables.iter().copied());
        let (code, told, complaint) = end(command.args(arguments));
        let folder = format!("{}/", self.0.at("config").display());
        (code, told.replace(&folder, ""), complaint.replace(&folder, ""))
    }

    fn text(&self) -> String {
        fs::read_to_string(self.0.at("config/folio/config.toml")).expect("the file is there")
    }
}

#[test]
fn a_first_file_is_written_checked_and_never_written_over() {
    let home = Home::new(None);
    assert_eq!(home.run(&[], &["config", "path"]).1, "folio/config.toml\n");
    let (code, told, complaint) = home.run(&[], &["config", "check"]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert!(told.contains("is not there") && told.contains("`folio config init`"), "{told}");
    assert_eq!(home.run(&[], &["config", "init"]).0, 0);
    let (code, told, _) = home.run(&[], &["config", "check"]);
    assert_eq!((code, told.as_str()), (0, "folio/config.toml: no mistakes\n"));
    let before = home.text();
    let (code, _, complaint) = home.run(&[], &["config", "init"]);
    assert_eq!(code, 2);
    assert!(complaint.contains("is there already"), "{complaint}");
    assert_eq!(home.text(), before);
}

#[test]
fn mistakes_are_shown_in_their_lines_and_told_once_by_every_other_command() {
    let home = Home::new(Some("ascii = 3\ncolour = \"never\"\nmeasure = 40\n"));
    let (code, told, _) = home.run(&[], &["config", "check"]);
    assert_eq!(code, 1);
    for part in [
        "error[wrong-type]: `ascii` must be true or false, not an integer",
        "--> folio/config.toml:1:9",
        "1 | ascii = 3",
        "error[unknown-key]: `colour` is no key of the settings",
        "--> folio/config.toml:2:1",
        "did you mean `color`?",
        "folio/config.toml: 2 mistakes",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let (code, told, complaint) = home.run(&[], &["show", "ppp"]);
    assert!(code == 0 && told.starts_with("Public-private partnership"), "{told}");
    assert!(
        complaint.contains("folio/config.toml:1:9:") && complaint.contains("and 1 more"),
        "{complaint}"
    );
    let (_, shown, _) = home.run(&[], &["config", "show"]);
    assert!(shown.contains("measure = 40") && shown.contains("folio/config.toml:3:11"), "{shown}");
}

#[test]
fn a_file_that_is_named_must_be_there_unless_it_is_to_be_made() {
    let home = Home::new(Some("ascii = true\n"));
    let elsewhere = home.0.at("elsewhere/mine.toml");
    let named = elsewhere.to_str().expect("the path is UTF-8");
    let (code, _, complaint) = home.run(&[], &["--config", named, "list"]);
    assert!(code == 2 && complaint.contains("there is no such file"), "{complaint}");
    assert_eq!(home.run(&[], &["--config", named, "config", "init"]).0, 0);
    assert_eq!(home.run(&[], &["--config", named, "list"]).0, 0);
    let ascii = |variables: &[(&str, &str)], arguments: &[&str]| {
        let arguments = [arguments, &["config", "show", "--json"]].concat();
        let (_, told, _) = home.run(variables, &arguments);
        let told: Value = serde_json::from_str(&told).expect("the answer is JSON");
        let settings = told["settings"].as_array().expect("a list").clone();
        let setting = settings.into_iter().find(|one| one["key"] == "ascii").expect("it is there");
        (setting["value"].as_bool(), setting["layer"].as_str().map(str::to_owned))
    };
    let says = |value, layer: &str| (Some(value), Some(layer.to_owned()));
    assert_eq!(ascii(&[], &[]), says(true, "file"));
    assert_eq!(ascii(&[], &["--config", named]), says(false, "default"));
    assert_eq!(ascii(&[("FOLIO_CONFIG", named)], &[]), says(false, "default"));
    assert_eq!(ascii(&[("FOLIO_CONFIG", "")], &[]), says(false, "default"));
    assert_eq!(ascii(&[("FOLIO_ASCII", "off")], &[]), says(false, "variable"));
    assert_eq!(ascii(&[("FOLIO_ASCII", "off")], &["--ascii"]), says(true, "flag"));
}

#[test]
fn what_is_set_holds_where_it_is_used() {
    let home = Home::new(Some("ascii = true\ncolor = \"always\"\nlinear = true\n"));
    let (_, told, _) = home.run(&[], &["matrix", "mechanism", "rationale"]);
    assert!(!told.contains('●') && told.contains('\u{1b}'), "{told}");
    let (_, told, _) = home.run(&[], &["matrix", "mechanism", "rationale", "--color", "never"]);
    assert!(!told.contains('\u{1b}'), "{told}");
    let (code, told, complaint) = home.run(&[], &[]);
    assert!(code == 0 && told.contains("nine mechanisms"), "{told} {complaint}");
}

#[test]
fn actions_without_any_key_are_named() {
    for set in ["default", "arrows", "emacs"] {
        let home = Home::new(Some(&format!("[keys]\nset = \"{set}\"\n")));
        let told = home.run(&[], &["config", "check"]).1;
        assert_eq!(told, "folio/config.toml: no mistakes\n", "{set} has a key for each");
    }
    let home = Home::new(Some("[keys.everywhere]\n\"gx\" = \"none\"\n"));
    for what in ["check", "show"] {
        let (code, told, _) = home.run(&[], &["config", what]);
        let last = told.lines().last();
        assert_eq!((code, last), (0, Some("no key does matrix; : lists all actions")), "{told}");
    }
}

#[test]
fn what_is_edited_is_checked() {
    let home = Home::new(None);
    let wrong = home.run(&[("EDITOR", "printf 'mouse = 1\\n' >")], &["config", "edit"]);
    assert_eq!(wrong.0, 1);
    assert!(wrong.1.contains("error[wrong-type]: `mouse`"), "{wrong:?}");
    let failed = home.run(&[("EDITOR", "false")], &["config", "edit"]);
    assert!(failed.0 != 0 && failed.2.contains("false"), "{failed:?}");
    assert_eq!(home.text(), "mouse = 1\n", "what is there stays");
    let none = home.run(&[], &["config", "edit"]);
    assert!(none.0 == 2 && none.2.contains("VISUAL"), "{none:?}");
    let set =
        home.run(&[("FOLIO_EDITOR", "printf '' >"), ("EDITOR", "false")], &["config", "edit"]);
    assert_eq!(set.0, 0, "{set:?}");
    fs::write(home.0.at("config/folio/config.toml"), "editor = \"nosuch\"\n").expect("written");
    let gone = home.run(&[("VISUAL", "true"), ("EDITOR", "true")], &["config", "edit"]);
    let why = "nosuch cannot be run: the setting `editor` is to name an editor";
    assert!(gone.0 == 2 && gone.2.contains(why), "{gone:?}");
}

#[test]
fn a_linked_file_is_read_and_an_unknown_palette_is_told_with_its_place() {
    let home = Home::new(None);
    let real = home.0.at("real");
    fs::create_dir(&real).expect("a folder");
    fs::write(real.join("mine.toml"), "measure = 40\npalette = \"heathr\"\n")
        .expect("it is written");
    symlink(&real, home.0.at("config/folio")).expect("the folder is linked");
    symlink("mine.toml", real.join("config.toml")).expect("the file is linked");
    let (_, shown, _) = home.run(&[], &["config", "show"]);
    assert!(shown.contains("measure = 40"), "{shown}");
    let (code, told, _) = home.run(&[], &["config", "check"]);
    assert_eq!(code, 1);
    for part in ["did you mean \"heather\"?", "folio/config.toml:2:11", "2 | palette = \"heathr\""]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_file_is_made_where_a_link_leads_and_keys_that_do_not_hold_are_marked() {
    let home = Home::new(None);
    let real = home.0.at("dotfiles/folio.toml");
    fs::create_dir(home.0.at("config/folio")).expect("a folder");
    symlink(&real, home.0.at("config/folio/config.toml")).expect("the link leads nowhere yet");
    assert_eq!(home.run(&[], &["config", "init"]).0, 0);
    assert!(real.is_file());
    fs::write(&real, "[keys.map]\n\"z\" = \"Matrix\"\n\"x\" = \"matrix\"\n")
        .expect("it is written");
    let (_, shown, _) = home.run(&[], &["config", "show"]);
    let line = |key: &str| shown.lines().find(|line| line.contains(key)).expect(key).to_owned();
    assert!(line("\"z\"").contains("does not hold"), "{shown}");
    assert!(!line("\"x\"").contains("does not hold"), "{shown}");
    // Each by itself, whatever line it stands in.
    fs::write(&real, "[keys]\nreader = { \"x\" = \"bogus\", \"y\" = \"down\" }\n")
        .expect("it is written");
    let (_, shown, _) = home.run(&[], &["config", "show"]);
    let refused: Vec<bool> = ["\"x\"", "\"y\""]
        .map(|key| shown.lines().any(|it| it.contains(key) && it.contains("does not hold")))
        .into();
    assert_eq!(refused, [true, false], "{shown}");
    let (_, told, _) = home.run(&[], &["config", "show", "--json"]);
    let told: Value = serde_json::from_str(&told).expect("the answer is JSON");
    let holds = told["keys"].as_array().expect("a list").iter().map(|it| it["holds"].clone());
    assert_eq!(holds.collect::<Vec<_>>(), [false, true], "{told:#}");
    let (_, told, _) = home.run(&[], &["doctor"]);
    assert!(told.contains(", 1 line of your own over it"), "{told}");
}

#[test]
fn where_links_lead_in_a_circle_nothing_is_written_and_that_is_told() {
    let home = Home::new(None);
    let folder = home.0.at("config/folio");
    fs::create_dir(&folder).expect("a folder");
    let links = [("config.toml", "a"), ("a", "b"), ("b", "a")];
    for (link, target) in links {
        symlink(target, folder.join(link)).expect("it is linked");
    }
    for what in ["edit", "init"] {
        let (code, _, told) = home.run(&[("EDITOR", "true")], &["config", what]);
        let expected =
            "folio/config.toml could not be written: its symbolic links lead in a circle";
        assert!(code == 4 && told.contains(expected), "{what}: {told}");
    }
    let file = folder.join("config.toml");
    let (code, told, said) =
        home.run(&[], &["config", "check", "--config", file.to_str().unwrap()]);
    assert!(code == 1 && told.contains("links"), "{told}{said}");
    let kept = settings::keep_palette(&ConfigFile::Usual(file), "heather");
    assert!(kept.expect_err("nothing is written").why().contains("in a circle"));
    for (link, target) in links {
        assert_eq!(fs::read_link(folder.join(link)).expect("it stays"), Path::new(target));
    }
    // Where the folder is none, nothing is there already.
    fs::remove_dir_all(&folder).expect("it is ours");
    fs::write(&folder, "").expect("it is written");
    let (code, _, told) = home.run(&[], &["config", "init"]);
    assert!(code == 4 && told.contains("a part of the path is no folder"), "{told}");
}

/// Where settings come from that nothing is written in, with what `config check` ends with and what `config show`
/// says of the file.
#[test]
fn mistakes_are_counted_where_they_are() {
    let home = Home::new(None);
    let five = ("FOLIO_MEASURE", "5");
    let variables = "variables: 1 mistake\n";
    for (variables, code, end, shown) in [
        (&[five][..], 1, &["folio/config.toml is not there: ", variables][..], 1),
        (&[five, ("FOLIO_CONFIG", "")], 1, &[variables], 0),
        (&[("FOLIO_CONFIG", "/nowhere/x.toml")], 1, &["/nowhere/x.toml: 1 mistake\n"], 0),
        (&[], 0, &["folio/config.toml is not there: "], 1),
    ] {
        let (found, told, _) = home.run(variables, &["config", "check"]);
        assert_eq!(found, code, "{told}");
        for part in end {
            assert!(told.contains(part), "{variables:?}: {part}: {told}");
        }
        let counted = told.lines().filter(|line| line.ends_with(" 1 mistake")).count();
        assert_eq!(counted, usize::try_from(code).expect("0 or 1"), "{told}");
        let (_, _, complaint) = home.run(variables, &["config", "show"]);
        assert_eq!(complaint.matches("is not there: defaults hold").count(), shown, "{complaint}");
    }
}

/// Runs Folio with settings that come through a pipe that the shell makes of them.
#[track_caller]
fn run_piped(settings: &str, arguments: &str) -> (i32, String, String) {
    let home = Home::new(Some("ascii = true\n"));
    let mut shell = Command::new("bash");
    shell.env_clear().env("HOME", home.0.at("home")).env("XDG_CONFIG_HOME", home.0.at("config"));
    shell.env("XDG_STATE_HOME", home.0.at("state"));
    let line = format!("exec '{FOLIO}' --config <(printf '%s' '{settings}') {arguments}");
    end(shell.args(["-c", &line]))
}

#[test]
fn settings_may_come_through_a_pipe() {
    let (code, told, complaint) = run_piped("measure = 40\n", "config show");
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert!(told.contains("measure = 40") && told.contains("ascii = false"), "{told}");
    let (code, told, _) = run_piped("measure = 4\n", "config check");
    assert_eq!(code, 1);
    for part in [":1:11", "1 | measure = 4", "a whole number from 24 to 160", ": 1 mistake\n"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    for arguments in ["config init", "config edit"] {
        let (code, _, complaint) = run_piped("", arguments);
        assert!(code == 2 && complaint.contains("is no file that can be written"), "{complaint}");
    }
    // Nothing is set by what holds nothing.
    let (code, told, complaint) =
        Home::new(None).run(&[], &["--config", "/dev/null", "config", "check"]);
    assert_eq!((code, told.as_str(), complaint.as_str()), (0, "/dev/null: no mistakes\n", ""));
}

#[test]
fn a_variable_that_sets_nothing_is_told_once() {
    let home = Home::new(None);
    let (code, _, complaint) = home.run(&[("FOLIO_MESURE", "50")], &["show", "ppp"]);
    let told =
        "folio: FOLIO_MESURE: this variable sets nothing; did you mean FOLIO_MEASURE? \u{b7} ";
    assert!(code == 0 && complaint.starts_with(told), "{complaint}");
    let (code, told, _) = home.run(&[("FOLIO_MESURE", "50")], &["config", "check"]);
    assert!(code == 0 && told.starts_with("warning[unknown-variable]: "), "{told}");
}

/// What a file can be, with what is told of it by `folio config check`, the exit code, and whether other commands
/// still work.
#[test]
fn a_file_that_cannot_be_read_is_told_with_what_to_do_and_costs_nothing_else() {
    let large = format!("# {}\nmeasure = 40\n", "x".repeat(10 << 20));
    for (bytes, code, parts) in [
        (&b"\xef\xbb\xbfmeasure = 40\r\nmouse = false\r\n"[..], 0, &["no mistakes"][..]),
        (b"measure = 4\r\nmouse = false\r\n", 1, &[":1:11", "1 | measure = 4\n", "1 mistake"]),
        (b"", 0, &["no mistakes"]),
        (b"mouse = false\n# caf\xe9\n", 1, &["error[not-utf8]", ":2:6", "save as UTF-8"]),
        (b"\xff\xfem\0o\0", 1, &["error[not-utf8]", "UTF-16"]),
        (
            large.as_bytes(),
            1,
            &["error[too-large]", "larger than 1 MiB", "nobody writes as much by hand"],
        ),
    ] {
        let home = Home::new(Some(""));
        fs::write(home.0.at("config/folio/config.toml"), bytes).expect("it is written");
        let (found, told, complaint) = home.run(&[], &["config", "check"]);
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(20)]).into_owned();
        assert_eq!((found, complaint.as_str()), (code, ""), "{start:?}");
        for part in parts {
            assert!(told.contains(part), "{start:?}: {part}: {told}");
        }
        assert!(!told.contains("split") && !told.contains("pack"), "{told}");
        assert_eq!(home.run(&[], &["show", "ppp"]).0, 0, "{start:?}");
    }
}

#[test]
fn a_folder_in_place_of_the_file_is_told() {
    let home = Home::new(Some(""));
    let file = home.0.at("config/folio/config.toml");
    fs::remove_file(&file).expect("it is removed");
    fs::create_dir(&file).expect("a folder");
    let (code, told, _) = home.run(&[], &["config", "check"]);
    assert!(code == 1 && told.contains("this is a folder, not a file\n"), "{told}");
    let (code, _, complaint) = home.run(&[], &["config", "init"]);
    assert!(code == 2 && complaint.contains("is there already"), "{complaint}");
    assert_eq!(home.run(&[], &["list"]).0, 0);
    // A link that leads nowhere is no file that was never written.
    fs::remove_dir(&file).expect("it is removed");
    symlink("nowhere", &file).expect("it is linked");
    let (code, told, _) = home.run(&[], &["config", "check"]);
    assert!(code == 1 && told.contains("there is no such file or folder"), "{told}");
}

#[test]
fn in_folders_of_somebody_else_nothing_is_written_and_all_is_told() {
    let home = Home::new(Some("measure = 40\n"));
    let mode = |path: &str, mode| {
        fs::set_permissions(home.0.at(path), Permissions::from_mode(mode)).expect("it is ours");
    };
    // The superuser can read everything, so somebody else has to look, with a copy of the program.
    let program = home.0.at("program");
    copy_program(&program);
    for (path, bits) in [("", 0o755), ("program", 0o755), ("config", 0o755)] {
        mode(path, bits);
    }
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.env_clear().env("HOME", home.0.at("")).args(arguments);
        command.env("XDG_CONFIG_HOME", home.0.at("config"));
        if rustix::process::geteuid().is_root() {
            command.uid(65534).gid(65534);
        }
        end(&mut command)
    };
    mode("config/folio", 0o555);
    mode("config/folio/config.toml", 0o000);
    let (code, told, _) = run(&["config", "check"]);
    assert!(code == 1 && told.contains("this cannot be read: permission denied"), "{told}");
    mode("config/folio", 0o000);
    let (code, told, _) = run(&["config", "check"]);
    assert!(code == 1 && told.contains("this cannot be read: permission denied"), "{told}");
    let (code, _, complaint) = run(&["config", "init"]);
    assert!(
        code == 4 && complaint.contains("could not be written: permission denied"),
        "{complaint}"
    );
    let (code, told, complaint) = run(&["show", "ppp"]);
    assert!(code == 0 && told.starts_with("Public-private partnership"), "{complaint}");
    mode("config/folio", 0o755);
    mode("config/folio/config.toml", 0o644);
}

#[test]
fn xdg_folders_that_are_empty_or_relative_are_as_if_they_were_not_set() {
    let home = Home::new(None);
    for folder in ["", "relative/config", "."] {
        let mut command = folio();
        command.env("XDG_CONFIG_HOME", folder).env("HOME", home.0.at("home"));
        let (code, told, _) = end(command.args(["config", "path"]));
        let expected = home.0.at("home/.config/folio/config.toml").display().to_string();
        assert_eq!((code, told.trim_end()), (0, expected.as_str()), "{folder:?}");
    }
}

#[test]
fn a_palette_that_is_set_is_checked_by_who_shows_it() {
    let home = Home::new(Some("palette = \"mine\"\n"));
    let own = home.0.at("config/folio/palettes");
    fs::create_dir(&own).expect("a folder");
    fs::write(own.join("mine.toml"), "[dark]\ntext = 3\n").expect("it is written");
    assert_eq!(home.run(&[], &["show", "ppp"]).2, "");
    let (code, told, _) = home.run(&[], &["config", "check"]);
    assert!(code == 1 && told.contains("mine.toml:1:1"), "{told}");
    // A name that is typed wrong is told in linear mode as on a screen.
    let (code, _, complaint) = home.run(&[], &["--linear", "--palette", "heathr"]);
    assert!(code == 2 && complaint.contains("did you mean \"heather\"?"), "{complaint}");
}
