//! The files of an open pack change: the screen follows, and stays where one reads.

use std::fs;

use super::*;
use support::packs::{HEAD, Pack, entry};

/// A pack of three entries, open at the second one.
fn open_pack() -> (Pack, Session) {
    let pack = ["one", "two", "three"]
        .into_iter()
        .fold(Pack::sound(), |pack, slug| pack.file(format!("{slug}.toml"), entry(slug)));
    let launch = Launch::folio().arg(pack.path()).arg("--at").arg("a/two");
    let session = open_with(launch);
    session.wait_for("Text of two.");
    (pack, session)
}

fn with_text(slug: &str, text: &str) -> String {
    entry(slug).replace(&format!("Text of {slug}."), text)
}

#[test]
fn what_is_saved_is_seen_where_one_reads() {
    let (pack, session) = open_pack();
    let pack = pack.file("two.toml", with_text("two", "Saved at once."));
    session.wait_for("Saved at once.");
    // What comes before it moves its key, not the reader.
    let pack = pack.file("one.toml", format!("{}{}", entry("zero"), entry("one")));
    session.wait_for("Title zero");
    assert!(session.look(|seen| seen.shows("Saved at once.")));
    // Many editors write another file and put it in the place of the old one.
    let pack = pack.file("two.toml~new", with_text("two", "Put in its place."));
    fs::rename(pack.at("two.toml~new"), pack.at("two.toml")).unwrap();
    session.wait_for("Put in its place.");
    quit(session);
}

#[test]
fn of_a_broken_file_the_last_good_version_stays_until_it_is_mended() {
    let (pack, mut session) = open_pack();
    let pack = pack.file("two.toml", "[[entry]]\nid = 'a/two'\ntitle = ");
    session.wait_for("two.toml:3:9 is broken: the last good version is shown · gs");
    assert!(session.look(|seen| seen.shows("Text of two.")));
    session.press("gs");
    session.wait_for("Mistakes in the files (1)");
    session.press("q");
    session.wait_for("two.toml:3:9 broken");
    let _pack = pack.file("two.toml", with_text("two", "Mended."));
    session.wait_for("Mended.");
    session.wait_gone("broken");
    quit(session);
}

#[test]
fn a_folder_may_go_and_come_back() {
    let (pack, session) = open_pack();
    let aside = pack.path().with_extension("aside");
    fs::rename(pack.path(), &aside).unwrap();
    session.wait_for("is broken");
    assert!(session.look(|seen| seen.shows("Text of two.")));
    let pack = pack.file("pack.toml", HEAD).file("two.toml", with_text("two", "Another folder."));
    session.wait_for("Another folder.");
    let _pack = pack.file("two.toml", with_text("two", "Still watched."));
    session.wait_for("Still watched.");
    fs::remove_dir_all(aside).unwrap();
    quit(session);
}

#[test]
fn r_says_what_came_of_it() {
    let (pack, mut session) = open_pack();
    session.send("r");
    session.wait_for("read again · 3 entries, nothing changed");
    let _pack = pack.file("two.toml", with_text("two", "Anew."));
    session.wait_for("Anew.");
    quit(session);
}
