//! Folio on the accounts and terminals that people have: with nothing set up, nowhere to write, another
//! language, paper for a background, few colours.

use std::fs;
use std::path::Path;

use support::packs::{HEAD, Pack};
use tempfile::TempDir;
use vt100::Color;

use super::looks::is_coloured;
use super::remembering::bookmark;
use super::*;

/// A home folder with nothing in it.
fn home() -> TempDir {
    tempfile::tempdir().expect("a folder for temporary files exists")
}

/// Launches Folio on its own pack, at home in a folder.
fn at_home(home: &Path) -> Launch {
    Launch::folio().env("HOME", home.to_str().expect("UTF-8"))
}

/// Returns the colour of the first letter of the row that is marked as selected, and whether it is reversed.
#[track_caller]
fn selected(seen: &Seen) -> (Color, bool) {
    let (rows, _) = seen.screen().size();
    let marked =
        (0..rows.get()).find(|row| seen.row(*row).starts_with('▸')).expect("a row is selected");
    let cell = seen.screen().cell(marked, 2).expect("it has letters");
    (cell.fgcolor(), cell.inverse())
}

#[test]
fn a_fresh_account_opens_at_once_and_is_asked_nothing() {
    let home = home();
    let session = open_with(at_home(home.path()));
    assert!(session.look(|seen| seen.shows("Overview") && seen.shows("? help")));
    // Who leaves at once does not wait for it.
    session.wait_for_file(&home.path().join(".local/state/folio"));
    quit(session);
    let made: Vec<_> = fs::read_dir(home.path()).expect("it is there").flatten().collect();
    let names: Vec<_> = made.iter().map(fs::DirEntry::file_name).collect();
    assert_eq!(names, [".local"], "the place to go on from is kept, and no settings are written");
}

#[test]
fn a_home_that_cannot_be_written_costs_nothing_but_what_would_be_kept() {
    let home = home();
    fs::write(home.path().join("file"), "").expect("written");
    let mut session = open_with(at_home(&home.path().join("file/home")));
    session.press("s");
    session.press("corruption");
    session.wait_for("Clean Silk Road");
    session.press("\r");
    bookmark(&mut session);
    session.wait_for("not saved, will try again");
    session.send("q");
    session.wait_for("q again leaves");
    session.send("q");
    let ended = session.wait_end();
    ended.assert_clean();
    ended.assert_code(4);
    assert!(ended.seen.shows("folio: not saved: "), "{}", ended.seen.text());
}

#[test]
fn a_chinese_locale_has_the_same_words_and_chinese_takes_two_columns() {
    const ENTRY: &str =
        "[[entry]]\nid = 'a/tea'\ntitle = '茶与茶具'\nbody = '绿茶、红茶与乌龙茶。'\n";
    let pack = Pack::new().file("pack.toml", HEAD.replace("'A'", "'茶'")).file("茶.toml", ENTRY);
    let launch =
        |locale: &str| Launch::folio().arg(pack.path()).env("LANG", locale).env("LC_ALL", locale);
    let session = open_with(launch("en_GB.UTF-8"));
    session.wait_for("绿茶、红茶与乌龙茶。");
    let english = session.look(Seen::text);
    quit(session);
    for locale in ["zh_CN.UTF-8", "zh_TW.UTF-8", "zh_CN.GB18030"] {
        let session = open_with(launch(locale));
        session.wait_for("绿茶、红茶与乌龙茶。");
        assert_eq!(session.look(Seen::text), english, "{locale}");
        session.look(|seen| {
            let cell = |column| seen.screen().cell(0, column).expect("the title bar");
            let first = (0..80).find(|column| cell(*column).contents() == "茶").expect("its title");
            assert!(cell(first).is_wide() && cell(first + 1).is_wide_continuation(), "{locale}");
        });
        quit(session);
    }
}

#[test]
fn on_paper_the_selection_is_reversed_once_the_terminal_has_said_so() {
    for (answer, reversed) in [("ffff/ffff/ffff", true), ("0000/0000/0000", false)] {
        let mut session = open();
        session.send(&format!("\x1b]11;rgb:{answer}\x1b\\"));
        session.wait_taken_in();
        session.wait_until("the selection", |seen| selected(seen).1 == reversed);
        quit(session);
    }
}

#[test]
fn a_terminal_of_eight_or_sixteen_colours_is_sent_no_others() {
    for term in ["xterm", "xterm-color", "xterm-16color", "screen", "linux", "ansi"] {
        for palette in ["terminal", "fen"] {
            let launch = Launch::in_harbour().env("TERM", term).env("FOLIO_PALETTE", palette);
            let mut session = open_with(launch);
            session.press("j");
            let sent = quit(session).sent();
            assert!(is_coloured(&sent), "{term} has colours");
            for beyond in ["38;5;", "48;5;", "38;2;", "48;2;"] {
                assert!(!sent.contains(beyond), "{term} is sent {beyond} by {palette}");
            }
        }
    }
}

/// In xterm the code of that colour is taken for one of the letters.
#[test]
fn lines_under_letters_have_a_colour_of_their_own_in_terminals_of_all_colours_alone() {
    let page = || Launch::in_harbour().arg("--at=trade/piloting");
    for (palette, colorterm, coloured) in
        [("terminal", "truecolor", false), ("fen", "", false), ("fen", "truecolor", true)]
    {
        let launch = page().env("FOLIO_PALETTE", palette).env("COLORTERM", colorterm);
        let session = open_with(launch);
        session.wait_until("a term", |seen| {
            seen.sent().contains("\x1b[4m") || seen.sent().contains(";4m")
        });
        let sent = quit(session).sent();
        let lines = sent.contains("[58:") || sent.contains("58;");
        assert_eq!(lines, coloured, "{palette} with {colorterm:?}");
    }
}
