//! Links to the web: what the terminal is told of them, and how an address is opened.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;
use support::packs::Pack;

const ADDRESS: &str = "https://example.org/tea?a=1&b=2;c";

/// A program that keeps what it is told.
const KEEPS: &str = "#!/bin/sh\nfor it; do echo \"$it\"; done > \"${0%/*}/told\"\n";
const FAILS: &str = "#!/bin/sh\nexit 3\n";
/// One that runs as long as what it shows.
const STAYS: &str = "#!/bin/sh\nfor it; do echo \"$it\"; done > \"${0%/*}/told\"\nexec sleep 3\n";

/// A pack with a link that is longer than a row, and one that no terminal may be told of.
fn pack(address: &str) -> Pack {
    let words = "the words of a link that goes on from one row of the text to the next one of it";
    let body = format!("Here are [{words}]({address}), and [mail](mailto:a@b.example).");
    let entry = format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = '{body}'\n");
    Pack::sound().file("a.toml", entry)
}

fn with_program(pack: Pack, name: &str, script: &str) -> Pack {
    let pack = pack.file(format!(".bin/{name}"), script);
    let path = pack.at(format!(".bin/{name}"));
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    pack
}

fn launch(pack: &Pack) -> Launch {
    let path = format!("{}:/usr/bin:/bin", pack.at(".bin").display());
    Launch::folio().arg(pack.path()).arg("--at").arg("a/one").env("PATH", &path)
}

/// Returns the links that a terminal was told of: of each its number and address, and what was written in it.
/// None is left open where the cursor goes elsewhere, or at the end of an update.
#[track_caller]
fn links(sent: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    for rest in sent.split("\x1b]8;id=").skip(1) {
        let (link, rest) = rest.split_once("\x1b\\").expect("the address ends");
        let (inside, _) = rest.split_once("\x1b]8;;\x1b\\").expect("the link ends");
        assert!(!inside.contains("\x1b[?2026l"), "{link} is open at the end of an update");
        let mut moves = inside.split("\x1b[").filter(|part| {
            part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('H')
        });
        let first = moves.next().expect("the cursor goes to its first cell");
        assert!(inside.starts_with(&format!("\x1b[{first}")));
        assert_eq!(moves.next(), None, "the cursor goes elsewhere in {link}");
        let letters = inside.rsplit_once('H').map_or("", |(_, text)| text);
        let text = letters.split('\x1b').next().unwrap_or_default();
        links.push((link.to_owned(), text.to_owned()));
    }
    links
}

#[test]
fn case_16_a_terminal_that_shows_links_is_told_where_they_lead() {
    let pack = pack(ADDRESS);
    let session = open_with(launch(&pack).env("FOLIO_HYPERLINKS", "always"));
    session.wait_for("next one");
    let told = session.look(|seen| links(&seen.sent()));
    // It goes over two rows at least, and is one link in all of them.
    let first = &told[0].0;
    let (number, address) = first.split_once(';').expect("a number and an address");
    assert_eq!(address, ADDRESS);
    assert!(number.parse::<u32>().is_ok(), "{number}");
    let own: Vec<_> = told.iter().filter(|(link, _)| link == first).collect();
    assert!(own.len() >= 2, "{told:?}");
    assert!(!session.look(Seen::sent).contains("mailto:a@b.example\x1b"), "mail is no page");
    let sent = quit(session).sent();
    assert!(sent.rfind("\x1b]8;;\x1b\\") > sent.rfind("\x1b]8;id="), "no link is left open");
}

#[test]
fn case_16_no_other_terminal_is_told_of_links() {
    let pack = pack(ADDRESS);
    for (name, value) in [("TERM", "xterm"), ("TERM", "linux"), ("FOLIO_HYPERLINKS", "never")] {
        let known = if name == "TERM" { "" } else { "1" };
        let session = open_with(launch(&pack).env("FORCE_HYPERLINK", known).env(name, value));
        session.wait_for("next one");
        assert!(!quit(session).sent().contains("\x1b]8;id="), "{name}={value}");
    }
}

#[test]
fn case_16_no_control_character_is_in_an_address_that_a_terminal_is_told() {
    // An escape cannot be written into TOML's plain strings, and a basic one has it by number.
    let entry = "[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = \"[next one](<https://a.example/\\u001b]0;x\\u0007>) \
                 [two](<https://b.example/\\u202e\\u009c>) [three](<https://c.example/茶 x>)\"\n";
    let pack = Pack::sound().file("a.toml", entry);
    let session = open_with(launch(&pack).env("FORCE_HYPERLINK", "1"));
    session.wait_for("three");
    let told = session.look(|seen| links(&seen.sent()));
    let mut addresses: Vec<&str> =
        told.iter().filter_map(|(link, _)| Some(link.split_once(';')?.1)).collect();
    // Another frame tells it again.
    addresses.dedup();
    assert_eq!(addresses, ["https://c.example/%E8%8C%B6%20x"]);
    assert_eq!(commands(&quit(session).sent()).first(), Some(&"2;Folio"));
}

#[test]
fn a_link_stays_one_when_it_is_scrolled() {
    let text = "A paragraph.\\n\\n".repeat(20);
    let body = format!("{text}[a link of some length]({ADDRESS})\\n\\n{text}");
    let entry = format!("[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = \"{body}\"\n");
    let pack = Pack::sound().file("a.toml", entry);
    let mut session = open_with(launch(&pack).env("FORCE_HYPERLINK", "1").size(60, 20));
    session.wait_for("One");
    session.press("\r");
    session.wait_for("A paragraph");
    for _ in 0..30 {
        session.press("j");
    }
    session.wait_taken_in();
    let told = session.look(|seen| links(&seen.sent()));
    let mut all: Vec<&str> = told.iter().map(|(link, _)| &**link).collect();
    assert!(all.len() > 4, "it was told in row after row: {all:?}");
    all.dedup();
    assert_eq!(all.len(), 1, "{all:?}");
    quit(session);
}

#[test]
fn links_are_told_as_soon_as_the_settings_say_so() {
    let pack = pack(ADDRESS).file(".config.toml", "hyperlinks = \"never\"\n");
    let config = pack.at(".config.toml");
    let launch = launch(&pack).arg("--config").arg(&config).env("FORCE_HYPERLINK", "1");
    let session = open_with(launch);
    session.wait_for("next one");
    assert!(!session.look(|seen| seen.was_sent(b"\x1b]8;id=")));
    fs::write(&config, "hyperlinks = \"always\"\n").unwrap();
    session.wait_until("the links", |seen| seen.was_sent(b"\x1b]8;id="));
    quit(session);
}

/// Selects the link, and sees where it leads.
#[track_caller]
fn show_address(session: &mut Session) {
    session.wait_for("next one");
    for key in ["\r", "\t", "\r"] {
        session.press(key);
    }
    session.wait_for("outside Folio");
    session.look(|seen| assert!(seen.shows(ADDRESS), "{}", seen.text()));
}

#[test]
fn an_address_is_seen_before_the_desktop_is_given_it() {
    for script in [KEEPS, STAYS] {
        let pack = with_program(pack(ADDRESS), "xdg-open", script);
        let mut session = open_with(launch(&pack).env("DISPLAY", ":99"));
        show_address(&mut session);
        assert!(!pack.at(".bin/told").exists(), "nothing is opened yet");
        session.press("\r");
        session.wait_for("example.org was handed to xdg-open");
        assert_eq!(fs::read_to_string(pack.at(".bin/told")).unwrap(), format!("{ADDRESS}\n"));
        quit(session);
    }
}

#[test]
fn esc_opens_nothing() {
    let pack = with_program(pack(ADDRESS), "xdg-open", KEEPS);
    let mut session = open_with(launch(&pack).env("DISPLAY", ":99"));
    show_address(&mut session);
    session.send("\x1b");
    session.wait_gone("outside Folio");
    quit(session);
    assert!(!pack.at(".bin/told").exists());
}

#[test]
fn where_nothing_can_be_opened_the_address_is_copied() {
    for (name, value, script, says) in [
        ("SSH_CONNECTION", "1 2 3 4", KEEPS, "copied link (ssh shows no browser here)"),
        ("LANG", "C.UTF-8", KEEPS, "copied link (no desktop here opens it)"),
        ("WAYLAND_DISPLAY", "w", FAILS, "copied link (no program here opens it)"),
    ] {
        let mut pack = pack(ADDRESS);
        for program in ["xdg-open", "gio", "gnome-open", "kde-open", "wslview"] {
            pack = with_program(pack, program, script);
        }
        let mut session = open_with(launch(&pack).size(120, 24).env(name, value));
        show_address(&mut session);
        session.press("\r");
        session.wait_for(says);
        session.wait_until("the clipboard", |seen| seen.was_sent(b"\x1b]52;c;"));
        quit(session);
        assert!(!pack.at(".bin/told").exists(), "{name}");
    }
}
