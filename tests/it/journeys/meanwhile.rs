//! What another process does to a note meanwhile: nobody's words are lost, and nothing that is gone comes
//! back unasked.

use folio::app::Opening;
use folio::app::message::Message;
use folio::journal::{Change, EntryRef, Moment, Note, Record, Spot};
use ratatui::layout::Size;

use crate::support::browser::{Browser, entry, tea};

/// Opens tea at an entry, has a note written there, and begins to write on.
fn writing_on() -> Browser {
    let opening = Opening {
        size: Size { width: 120, height: 24 },
        at: Some(entry(tea(), "basics/water")),
        now: Moment(1_764_000_000_000),
        session: 7,
        ..Opening::default()
    };
    let mut browser = Browser::open_with(opening);
    browser.press("laone<enter>").assert_foot("note added");
    browser
}

/// Returns the notes as they are: the pack that each is kept with, and what it says.
fn notes(browser: &Browser) -> Vec<(String, String)> {
    let notes = browser.app().desk().state().notes();
    notes.map(|note| (note.spot.on.pack.to_string(), note.text.to_string())).collect()
}

fn texts(browser: &Browser) -> Vec<String> {
    notes(browser).into_iter().map(|(_, text)| text).collect()
}

/// Has another process change something.
fn meanwhile(browser: &mut Browser, change: Change) {
    let record = Record { at: Moment(1_764_000_000_001), change };
    browser.journal.push(record.clone());
    browser.tell(Message::Added(vec![record]));
}

/// Has another process make something else of the only note.
fn changed_meanwhile(browser: &mut Browser, change: impl FnOnce(Note) -> Note) {
    let note = browser.app().desk().state().notes().next().expect("there is one");
    let change = Change::Note(change(Note::clone(note)));
    meanwhile(browser, change);
}

fn external(note: Note) -> Note {
    Note { text: "EXTERNAL".into(), ..note }
}

#[test]
fn what_another_has_written_is_replaced_only_by_whoever_has_seen_it() {
    let mut browser = writing_on();
    browser.press("a two");
    changed_meanwhile(&mut browser, external);
    browser.press("<enter>");
    browser.assert_foot("changed elsewhere; Enter again replaces “EXTERNAL”");
    assert_eq!(texts(&browser), ["EXTERNAL"]);
    browser.press("<enter>").assert_foot("note changed");
    assert_eq!(texts(&browser), ["one two"]);
    browser.press("U").assert_foot("taken back: note changed");
    assert_eq!(texts(&browser), ["EXTERNAL"]);
}

#[test]
fn what_is_not_kept_because_another_was_first_can_be_had_again() {
    let mut browser = writing_on();
    browser.press("a two");
    changed_meanwhile(&mut browser, external);
    browser.press("<enter><esc>").assert_foot("not kept");
    assert_eq!(texts(&browser), ["EXTERNAL"]);
    browser.press("a!<enter>").assert_foot("note changed");
    assert_eq!(texts(&browser), ["one two!"]);
}

#[test]
fn what_waits_from_the_start_before_does_not_replace_what_another_has_made_since() {
    let mut browser = writing_on();
    browser.press("a two<esc>");
    changed_meanwhile(&mut browser, external);
    let mut again = browser.next_start();
    again.press("a<enter>").assert_foot("changed elsewhere; ");
    assert_eq!(texts(&again), ["EXTERNAL"]);
    again.press("<enter>").assert_foot("note changed");
    assert_eq!(texts(&again), ["one two"]);
}

#[test]
fn what_comes_from_an_editor_is_as_safe_as_what_is_typed() {
    for text in ["mine", "of two\nlines"] {
        let mut browser = writing_on();
        browser.press("a<c-e>");
        changed_meanwhile(&mut browser, external);
        browser.tell(Message::Written(text.to_owned()));
        browser.assert_foot("changed elsewhere; ");
        assert_eq!(texts(&browser), ["EXTERNAL"]);
        browser.press("<enter>").assert_foot("note changed");
        assert_eq!(texts(&browser), [text]);
    }
}

#[test]
fn what_was_forgotten_meanwhile_comes_back_only_if_that_is_wanted() {
    let mut browser = writing_on();
    browser.press("a two");
    meanwhile(&mut browser, Change::ForgetAll);
    browser.press("<enter>").assert_foot("removed elsewhere; Enter again makes a new");
    assert_eq!(notes(&browser), []);
    browser.press("<enter>").assert_foot("note added");
    assert_eq!(texts(&browser), ["one two"]);
}

#[test]
fn a_note_that_went_to_another_pack_meanwhile_stays_one_note() {
    let mut browser = writing_on();
    browser.press("a two");
    let note = browser.app().desk().state().notes().next().expect("there is one");
    let gone = Change::Unnote { pack: "tea".into(), id: note.id.clone() };
    let spot = Spot { on: EntryRef::new("coffee", "moka"), at: None };
    let there = Change::Note(Note { spot, ..Note::clone(note) });
    meanwhile(&mut browser, Change::All { changes: vec![gone, there] });
    browser.press("<enter>").assert_foot("changed elsewhere; ");
    assert_eq!(notes(&browser), [("coffee".into(), "one".into())]);
    browser.press("<enter>").assert_foot("note changed");
    assert_eq!(notes(&browser), [("coffee".into(), "one two".into())]);
}

#[test]
fn no_change_is_taken_back_of_which_another_has_made_something_else() {
    let mut browser = writing_on();
    browser.press("a two<enter>").assert_foot("note changed");
    changed_meanwhile(&mut browser, external);
    for what in ["note changed", "note added"] {
        browser.press("U").assert_foot(&format!("not taken back: {what}, which was changed else"));
        assert_eq!(texts(&browser), ["EXTERNAL"]);
    }
    browser.press("U").assert_foot("nothing to take back");
    let mut browser = writing_on();
    browser.press("a two<enter>");
    meanwhile(&mut browser, Change::ForgetAll);
    browser.press("U").assert_foot("not taken back");
    assert_eq!(notes(&browser), []);
}
