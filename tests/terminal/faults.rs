//! Faults cannot be asked for from outside, so these tests run themselves in a terminal, with bodies
//! that panic.

use std::convert::Infallible;
use std::sync::Arc;
use std::thread;

use super::*;
use folio::app::Opening;
use folio::cli::Repute;
use folio::content::progress::Progress;
use folio::knowledge::Corpus;
use folio::model::{Bodies, Body, EntryKey, Library};
use folio::palettes::{Colourless, InUse, Shelf, Wish};
use folio::store::{self, Origin};
use folio::tui::{self, Ended, Live, Packs};

/// Bodies that panic for whoever fits, with words that would drive a terminal.
struct Faulty {
    whole: Arc<dyn Bodies>,
    fits: fn(thread: &str, key: EntryKey) -> bool,
}

impl Bodies for Faulty {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        let thread = thread::current();
        let thread = thread.name().unwrap_or_default();
        assert!(!(self.fits)(thread, key), "burnt \x1b]0;title\x07 toast");
        self.whole.body(key)
    }
}

/// An entry that no route has: the stops of routes are read for their minutes when Folio opens.
const OFF_ALL_ROUTES: EntryKey = EntryKey(3);

fn run(fits: fn(&str, EntryKey) -> bool) {
    let library = store::open(&[Origin::Folder(HARBOUR.into())]).library;
    let bodies = Arc::new(Faulty { whole: Arc::clone(&library.bodies), fits });
    let library = Library { bodies, ..library };
    let wish = Wish { colours: Err(Colourless::Asked), ..Wish::default() };
    let (palettes, _) = InUse::new(Shelf::default(), wish);
    let open = move |_: &Progress| Some(Ok((Corpus::new(library), Opening::default())));
    let packs = Packs {
        name: String::new(),
        title: String::new(),
        keymap: Arc::default(),
        open: Box::new(open),
    };
    let ended: Result<(), Ended<Infallible>> =
        tui::run(packs, palettes, Repute::default(), Live::default());
    ended.expect("the terminal works");
}

#[test]
#[ignore = "run in a terminal by case_53"]
fn child_drawing() {
    run(|thread, key| thread != "reading" && thread != "search" && key == OFF_ALL_ROUTES);
}

#[test]
#[ignore = "run in a terminal by case_54"]
fn child_mentions() {
    run(|thread, _| thread == "reading");
}

#[test]
#[ignore = "run in a terminal by case_54"]
fn child_search() {
    run(|thread, _| thread == "search");
}

fn launch(child: &str) -> Launch {
    let own = std::env::current_exe().expect("a test knows its own file");
    let launch = Launch::program(own.to_str().expect("cargo names files in ASCII"));
    let child = format!("faults::{child}");
    let arguments = [child.as_str(), "--exact", "--ignored", "--nocapture"];
    arguments.into_iter().fold(launch, Launch::arg).size(150, 24)
}

#[test]
fn case_53_a_fault_while_drawing() {
    let mut session = open_with(launch("child_drawing"));
    session.send("jjj");
    let ended = session.wait_end();
    ended.assert_code(101);
    ended.assert_clean();
    assert!(ended.seen.shows("a fault in the program"), "{}", ended.seen.text());
    assert!(ended.seen.shows("burnt"), "{}", ended.seen.text());
    assert!(ended.seen.shows("tests/terminal/faults.rs:"), "{}", ended.seen.text());
    assert_eq!(commands(&ended.seen.sent()), ["2;Folio", "11;?"], "its words are inert");
}

#[track_caller]
fn check_worker(child: &str) {
    let mut session = open_with(launch(child));
    session.wait_for("burnt");
    {
        let seen = session.seen();
        assert!(seen.screen().alternate_screen(), "{}", seen.text());
        assert!(seen.row(0).contains("Overview"), "{}", seen.text());
        assert_eq!(commands(&seen.sent()), ["2;Folio", "11;?"], "its words are inert");
    }
    // Everything else goes on.
    session.send("jj\r");
    session.wait_until("another entry", |seen| !seen.row(0).contains("Overview"));
    quit(session);
}

#[test]
fn case_54_a_fault_while_reading_for_mentions() {
    check_worker("child_mentions");
}

#[test]
fn case_54_a_fault_while_searching() {
    check_worker("child_search");
}
