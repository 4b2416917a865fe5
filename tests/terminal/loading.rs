//! Packs that take long to open: the terminal is Folio's at once, and the reader can leave. How long they
//! take is decided by a door, a named pipe that their opener waits at.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::*;
use folio::app::Opening;
use folio::cli::Repute;
use folio::content::progress::{Progress, Step};
use folio::knowledge::Corpus;
use folio::palettes::{Colourless, InUse, Shelf, Wish};
use folio::store::{self, Origin};
use folio::tui::{self, Ended, Live, Packs};

/// Waits at the door and opens the pack of the tests, or does what is called through the door.
fn open(progress: &Progress) -> Result<(Corpus, Opening), String> {
    progress.begin(Step::Reading);
    progress.found_files(40);
    (0..10).for_each(|_| progress.read_file(123));
    let door = std::env::var_os("DOOR").expect("whoever starts this makes a door");
    match fs::read_to_string(door).expect("a door can be waited at").as_str() {
        "fail" => Err("nothing of it could be opened".to_owned()),
        "panic" => panic!("burnt toast"),
        _ => {
            let opened = store::open(&[Origin::Folder(HARBOUR.into())]);
            Ok((Corpus::from(opened), Opening::default()))
        }
    }
}

#[test]
#[ignore = "run in a terminal by the tests below"]
fn child_behind_a_door() {
    let packs = Packs {
        name: "harbour".to_owned(),
        title: HARBOUR.to_owned(),
        keymap: Arc::default(),
        open: Box::new(|progress| Some(open(progress))),
    };
    let wish = Wish { colours: Err(Colourless::Asked), ..Wish::default() };
    let (palettes, _) = InUse::new(Shelf::default(), wish);
    match tui::run(packs, palettes, Repute::default(), Live::default()) {
        Ok(()) => {}
        Err(Ended::Unopened(sentence)) => panic!("unopened: {sentence}"),
        Err(Ended::Terminal(error)) => panic!("code {}: {error}", error.exit_code()),
    }
}

/// A Folio whose packs wait behind a door.
struct Held {
    session: Session,
    folder: tempfile::TempDir,
}

impl Held {
    /// Starts it and waits until it shows that it waits.
    #[track_caller]
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder for temporary files exists");
        let door = Self::door(folder.path());
        let made = std::process::Command::new("mkfifo").arg(&door).status();
        assert!(made.is_ok_and(|status| status.success()), "a named pipe can be made");
        let own = std::env::current_exe().expect("a test knows its own file");
        let launch = Launch::program(own.to_str().expect("cargo names files in ASCII"));
        let arguments = ["loading::child_behind_a_door", "--exact", "--ignored", "--nocapture"];
        let launch = arguments.into_iter().fold(launch, Launch::arg);
        let session = launch.env("DOOR", door.to_str().expect("it is ASCII")).start();
        session.wait_until("the packs to be waited for", Seen::is_loading);
        Self { session, folder }
    }

    fn door(folder: &Path) -> std::path::PathBuf {
        folder.join("door")
    }

    /// Opens the door.
    fn call(&self, what: &str) {
        fs::write(Self::door(self.folder.path()), what).expect("somebody waits at the door");
    }
}

#[test]
fn it_says_what_is_opened_and_how_far_that_is() {
    let held = Held::start();
    held.session.wait_until("the folder", |seen| seen.row(0).trim_end().ends_with("/harbour"));
    for text in ["Opening harbour …", "12%", "10 of 40 files · 1,230 entries", "\n q quit"] {
        held.session.wait_for(text);
    }
    held.session.resize(40, 12);
    held.session.wait_until("a screen for 40×12", |seen| {
        seen.is_loading() && seen.row(11).trim_end() == " q quit"
    });
    let mut session = held.session;
    session.wait_taken_in();
    quit(session);
}

#[test]
fn q_esc_and_ctrl_c_leave_at_once_whatever_the_opener_does() {
    for key in ["q", "\x1b", "\x03"] {
        let mut held = Held::start();
        held.session.send(key);
        let ended = held.session.wait_end();
        ended.assert_code(0);
        ended.assert_clean();
        assert!(!ended.seen.was_sent(b"\x1b[?1002h"), "the mouse is not taken before it is of use");
    }
}

#[test]
fn what_was_typed_is_for_the_browser() {
    let mut held = Held::start();
    held.session.send("squay");
    // The letter is part of a search now.
    held.session.wait_for("Esc quit");
    held.session.wait_taken_in();
    assert!(held.session.look(Seen::is_loading));
    held.call("open");
    held.session.wait_until("the search that was typed", |seen| {
        !seen.is_loading() && seen.text().lines().any(|row| row.contains("Stone: the old quay"))
    });
    held.session.send("\x1b");
    // A frame may be that of more hits; Escape with `q` behind it would be another key.
    held.session.wait_until("the finder closes", |seen| !seen.shows("Esc close"));
    quit(held.session);
}

#[test]
fn what_cannot_be_opened_is_told_without_a_screen() {
    let held = Held::start();
    held.call("fail");
    let ended = held.session.wait_end();
    ended.assert_clean();
    let said = ended.seen.text().replace('\n', "");
    assert!(said.contains("unopened: nothing of it could be opened"), "{said}");
}

#[test]
fn a_fault_while_opening_is_told_without_a_screen() {
    let held = Held::start();
    held.call("panic");
    let ended = held.session.wait_end();
    ended.assert_clean();
    let said = ended.seen.text().replace('\n', "");
    assert!(said.contains("code 101: A fault in the program"), "{said}");
    assert!(said.contains("burnt toast"), "{said}");
}

#[test]
fn case_49_terminated_while_packs_are_opened() {
    let held = Held::start();
    held.session.signal(Signal::TERM);
    let ended = held.session.wait_end();
    ended.assert_died_by("Terminated");
    ended.assert_clean();
}

#[test]
fn case_52_the_terminal_is_closed_while_packs_are_opened() {
    let mut held = Held::start();
    held.session.close();
    assert_eq!(held.session.wait_exit().signal(), Some("Hangup"));
}

#[test]
fn case_50_without_a_shell_nothing_stops_while_packs_are_opened() {
    let mut held = Held::start();
    held.session.send("\x1a");
    held.session.wait_for("no shell to return to");
    quit(held.session);
}

#[test]
fn case_51_stopped_without_notice_while_packs_are_opened() {
    let mut held = Held::start();
    held.session.signal(Signal::STOP);
    held.session.reset_modes();
    held.session.signal(Signal::CONT);
    held.session.wait_for_raw_mode();
    held.session.wait_taken_in();
    held.call("open");
    held.session.wait_open();
    quit(held.session);
}

#[test]
fn what_is_mistaken_or_missing_has_no_screen() {
    for (line, code, reason) in [
        ("FOLIO --at nowhere", 1, "nowhere"),
        ("FOLIO ./no-such-pack", 3, "nothing at this path"),
        ("FOLIO serach x", 2, "search"),
    ] {
        let line = line.replace("FOLIO", FOLIO);
        let ended = Launch::program("/bin/sh").arg("-c").arg(line.as_str()).start().wait_end();
        ended.assert_code(code);
        ended.assert_clean();
        let said = ended.seen.text();
        assert!(said.contains(reason), "{line}: {said}");
    }
}
