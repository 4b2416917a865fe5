//! What is copied reaches the terminal's clipboard and the desktop's, whatever the programs do that are to
//! fill the latter.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::*;
use support::packs::{Pack, entry};

/// What begins a text for the terminal's clipboard, and what ends it.
const BEGIN: &str = "\x1b]52;c;";
const END: &str = "\x1b\\";

/// A program that keeps what it is told and given, at once or not at all.
const KEEPS: &str = "#!/bin/sh\necho \"$@\" > \"${0%/*}/told\"\ncat > \"${0%/*}/taken\"\n";
const FAILS: &str = "#!/bin/sh\nexit 1\n";
const HANGS: &str = "#!/bin/sh\nexec sleep 1000\n";

/// A pack of two entries, the second of which has a very long text.
fn pack() -> Pack {
    let long = entry("long").replace("Text of long.", &"A long text. ".repeat(9_000));
    Pack::sound().file("both.toml", format!("{}\n{long}", entry("one")))
}

/// Puts a program into the pack's folder.
fn with_program(pack: Pack, name: &str, script: &str) -> Pack {
    let pack = pack.file(format!(".bin/{name}"), script);
    let path = pack.at(format!(".bin/{name}"));
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    pack
}

/// Opens an entry of a pack on a display, with the programs in its folder and a shell's.
fn open_at(pack: &Pack, id: &str) -> Session {
    let path = format!("{}:/usr/bin:/bin", pack.at(".bin").display());
    let launch = Launch::folio().arg(pack.path()).arg("--at").arg(id).size(120, 24);
    open_with(launch.env("PATH", &path).env("DISPLAY", ":99"))
}

/// Returns the texts that a terminal was sent for its clipboard.
fn sent(seen: &Seen) -> Vec<String> {
    let all = seen.sent();
    // Of the last one the end may still be to come.
    let texts = all.split(BEGIN).skip(1).filter_map(|rest| {
        let (encoded, _) = rest.split_once(END)?;
        let bytes = STANDARD.decode(encoded).expect("it is base64");
        Some(String::from_utf8(bytes).expect("it is UTF-8"))
    });
    texts.collect()
}

#[test]
fn the_terminal_is_sent_what_is_copied() {
    let mut session = open_with(Launch::in_harbour());
    session.press("yi");
    session.wait_for("copied id town/overview · terminal (OSC 52)");
    session.press("yy");
    session.wait_for("copied entry (");
    session.look(|seen| {
        let [id, entry] = &sent(seen)[..] else { panic!("{:?}", sent(seen)) };
        assert_eq!(id, "town/overview");
        assert!(entry.starts_with("# ") && entry.contains("\n## "), "{entry}");
    });
    quit(session);
}

#[test]
fn the_program_of_the_desktop_is_given_the_same_text() {
    let pack = with_program(pack(), "xclip", KEEPS);
    let mut session = open_at(&pack, "a/one");
    session.press("yt");
    session.wait_for("copied title Title one · through the terminal and xclip");
    assert_eq!(fs::read_to_string(pack.at(".bin/taken")).unwrap(), "Title one");
    assert_eq!(fs::read_to_string(pack.at(".bin/told")).unwrap(), "-in -selection clipboard\n");
    assert_eq!(session.look(sent), ["Title one"]);
    quit(session);
}

#[test]
fn the_program_of_the_desktop_is_given_tabs_as_they_are() {
    let recipe = "# Make\n\n```make\nall:\n\tcc x.c\n```\n";
    let pack = with_program(Pack::new().file("make.md", recipe), "xclip", KEEPS);
    let mut session = open_at(&pack, "make");
    session.press("yy");
    session.wait_for("through the terminal and xclip");
    let taken = fs::read(pack.at(".bin/taken")).unwrap();
    assert!(taken.windows(8).any(|bytes| bytes == b"\n\tcc x.c"), "{taken:?}");
    quit(session);
}

#[test]
fn a_program_that_fails_leaves_the_text_to_the_next() {
    let pack = with_program(with_program(pack(), "xclip", FAILS), "xsel", KEEPS);
    let mut session = open_at(&pack, "a/one");
    session.press("yt");
    session.wait_for("copied title Title one · through the terminal and xsel");
    assert_eq!(fs::read_to_string(pack.at(".bin/taken")).unwrap(), "Title one");
    quit(session);
}

#[test]
fn a_program_that_hangs_is_given_up() {
    let pack = with_program(pack(), "xclip", HANGS);
    let mut session = open_at(&pack, "a/one");
    session.press("yt");
    session.wait_until("the terminal's part", |seen| sent(seen) == ["Title one"]);
    session.wait_for("copied title Title one · terminal (OSC 52)");
    quit(session);
}

#[test]
fn what_is_too_long_for_a_terminal_goes_to_the_desktop_or_nowhere() {
    let lonely = pack();
    let mut session = open_at(&lonely, "a/long");
    session.press("yy");
    session.wait_for("not copied, too long for the terminal: `folio show a/long --md --pack ");
    assert_eq!(session.look(sent), [""; 0]);
    quit(session);

    let pack = with_program(lonely, "xclip", KEEPS);
    let mut session = open_at(&pack, "a/long");
    session.press("yy");
    session.wait_for("characters) · through xclip");
    assert_eq!(session.look(sent), [""; 0]);
    let taken = fs::read_to_string(pack.at(".bin/taken")).unwrap();
    assert_eq!(taken.matches("A long text.").count(), 9_000);
    quit(session);
}

#[test]
fn a_console_is_told_nothing_and_says_so() {
    let pack = pack();
    let launch = Launch::folio().arg(pack.path()).arg("--at").arg("a/one").size(120, 24);
    let mut session = open_with(launch.env("TERM", "linux"));
    session.press("yy");
    session.wait_for("not copied, this terminal has no clipboard: `folio show a/one --md --pack ");
    assert_eq!(session.look(sent), [""; 0]);
    quit(session);
}

#[test]
fn leaving_waits_for_what_is_being_copied() {
    let pack = with_program(pack(), "xclip", KEEPS);
    let mut session = open_at(&pack, "a/one");
    session.send("ytq");
    let ended = session.wait_end();
    ended.assert_code(0);
    ended.assert_clean();
    assert_eq!(sent(&ended.seen), ["Title one"]);
    assert_eq!(fs::read_to_string(pack.at(".bin/taken")).unwrap(), "Title one");
}
