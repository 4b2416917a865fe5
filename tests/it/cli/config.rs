//! `folio config`, and that what is set holds in the program.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use crate::support::command::{end, folio};
use crate::support::packs::Pack;

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
}
