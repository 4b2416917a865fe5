//! `folio palettes` and `--palette`: which there are, and what is wrong with those of the user.

use std::process::Command;

use serde_json::Value;

use crate::support::command::{end, folio, run};
use crate::support::packs::Pack;

fn with(config: &Pack) -> Command {
    let mut command = folio();
    command.env("XDG_CONFIG_HOME", config.at("config"));
    command
}

#[test]
fn the_list_has_those_of_the_program_and_ones_own_with_their_mistakes() {
    let mine = "[dark]\ntext = \"#d0d0d0\"\naccent = \"#80c0ff\"\nquiet = \"#a0a0a0\"\n";
    let config = Pack::new().file("config/folio/palettes/mine.toml", mine).file(
        "config/folio/palettes/wrong.toml",
        "[dark]\ntext = \"#d0d0d0\"\nacent = \"#80c0ff\"\n",
    );
    let (code, told, complaint) = end(with(&config).args(["palettes", "--ascii"]));
    assert_eq!((code, complaint.as_str()), (1, ""), "a mistake has the code of folio check");
    let line = |name: &str| told.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    assert!(line("terminal").contains("light dark"), "{told}");
    assert!(line("heather").ends_with("shipped"), "{told}");
    let own = line("mine");
    assert!(
        own.contains(" dark ") && !own.contains("light") && own.ends_with("mine.toml"),
        "{told}"
    );
    assert!(line("wrong").contains("broken"), "{told}");
    assert!(told.contains("error[unknown-key]: `acent` is no key"), "{told}");
    assert!(told.contains("wrong.toml:3:1"), "{told}");
    assert!(told.contains("did you mean `accent`?") && told.contains('^'), "{told}");
    let (_, answer, _) = end(with(&config).args(["palettes", "--json"]));
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let palettes = answer["palettes"].as_array().unwrap();
    let of = |name: &str| palettes.iter().find(|it| it["name"] == name).unwrap();
    assert_eq!(of("terminal")["source"], "terminal");
    assert_eq!((&of("mine")["light"], &of("mine")["dark"]), (&false.into(), &true.into()));
    assert_eq!(of("wrong")["mistakes"][0]["line"], 1);
}

#[test]
fn a_palette_that_there_is_not_ends_folio_before_it_opens() {
    let (code, answer, complaint) = run(&["--palette", "haether"]);
    assert_eq!((code, answer.as_str()), (2, ""));
    assert!(complaint.contains("did you mean \"heather\"?"), "{complaint}");
    let (code, _, complaint) = run(&["list", "--palette", "fen"]);
    assert!(code == 2 && complaint.contains("--palette"), "{complaint}");
}
