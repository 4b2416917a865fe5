//! Practice: cards of the glossary and of bookmarked entries, graded and spaced.

use folio::app::Opening;
use folio::app::message::Message;
use folio::journal::{Change, EntryRef, Grade, Moment, Record, Side, State};
use ratatui::layout::Size;

use crate::support::browser::{Browser, tea};
use crate::support::packs::edited_tea;

/// Noon of some day.
const NOON: Moment = Moment(1_800_014_400_000);

/// Opens the book of tea with a journal, some days after noon, and presses keys.
fn practising(records: Vec<Record>, days: i64, width: u16, height: u16, keys: &str) -> Browser {
    let mut state = State::default();
    for record in records {
        state.apply(record);
    }
    let mut browser = Browser::open(width, height);
    browser.tell(Message::Clock(Moment(NOON.0 + days * Moment::DAY)));
    browser.tell(Message::JournalRead(Box::new(state)));
    browser.press(keys);
    browser
}

fn graded(entry: &str, side: Side, grade: Grade) -> Record {
    let on = EntryRef::new("tea", entry);
    Record { at: NOON, change: Change::Practised { on, side, grade } }
}

#[test]
fn a_card_shows_its_question_then_its_answer_then_the_next_one() {
    insta::assert_snapshot!("question_80x24", practising(vec![], 0, 80, 24, "gR").screen());
    insta::assert_snapshot!("answer_80x24", practising(vec![], 0, 80, 24, "gR ").screen());
    insta::assert_snapshot!("answer_120x40", practising(vec![], 0, 120, 40, "gR ").screen());
    insta::assert_snapshot!("answer_40x12", practising(vec![], 0, 40, 12, "gR ").screen());
    insta::assert_snapshot!("next_80x24", practising(vec![], 0, 80, 24, "gR 3").screen());
}

#[test]
fn every_grade_is_in_sight_below_an_answer_that_is_too_long() {
    let longer = |_: &str, text: String| {
        let told = text.lines().map(|line| match line.strip_prefix("summary = \"") {
            Some(rest) => format!("summary = \"{}{rest}", "Very long. ".repeat(30)),
            None => line.to_owned(),
        });
        told.collect::<Vec<String>>().join("\n")
    };
    let opening = Opening { size: Size { width: 40, height: 12 }, ..Opening::default() };
    let mut browser = Browser::open_library(edited_tea(longer), opening);
    browser.tell(Message::Clock(NOON));
    browser.tell(Message::JournalRead(Box::default()));
    browser.press("gR ");
    for part in ["…", "1 forgotten", "2 hard", "3 remembered", "4 easy: in"] {
        browser.find(part);
    }
}

#[test]
fn each_grade_is_kept() {
    let mut browser = practising(vec![], 0, 80, 24, "gR");
    for key in [" 1", " 2", "<enter>4", "  "] {
        browser.press(key);
    }
    let grades: Vec<Grade> = browser
        .journal
        .iter()
        .filter_map(|record| match &record.change {
            Change::Practised { grade, .. } => Some(*grade),
            _ => None,
        })
        .collect();
    assert_eq!(grades, [Grade::Again, Grade::Hard, Grade::Easy, Grade::Good]);
}

#[test]
fn a_grade_before_the_answer_was_seen_is_refused() {
    let mut browser = practising(vec![], 0, 80, 24, "gR");
    for key in ["1", "4", "o"] {
        browser.press(key);
        browser.assert_foot("see the answer first");
    }
    assert!(browser.journal.iter().all(|it| !matches!(it.change, Change::Practised { .. })));
}

#[test]
fn what_is_due_comes_before_what_is_new_and_is_counted() {
    let practised = || vec![graded("term/oxidation", Side::Meaning, Grade::Good)];
    let browser = practising(practised(), 1, 80, 24, "gR");
    assert!(browser.screen().contains("0 due"), "{}", browser.screen());
    let browser = practising(practised(), 30, 80, 24, "gR");
    assert!(browser.screen().contains("1 due"), "{}", browser.screen());
    assert!(browser.screen().contains("What does it mean?"));
    assert!(browser.screen().contains("Oxidation"), "{}", browser.screen());
}

#[test]
fn the_last_card_says_how_it_went() {
    let mut browser = practising(vec![], 0, 80, 24, "gR");
    for _ in 0..40 {
        browser.press(" 3");
    }
    insta::assert_snapshot!("done_80x24", browser.screen());
    // Nothing is left to answer or to leave for later.
    let screen = browser.screen();
    let foot = screen.lines().last().expect("there is a foot");
    assert!(
        foot.contains("close") && !foot.contains("answer") && !foot.contains("later"),
        "{foot}"
    );
}

#[test]
fn the_entry_of_a_card_opens_and_going_back_goes_on_practising() {
    let mut browser = practising(vec![], 0, 80, 24, "gR ");
    let card = browser.screen();
    browser.press("o");
    assert!(!browser.screen().contains("Recall"), "{}", browser.screen());
    browser.press("H");
    assert_eq!(browser.screen(), card);
}

#[test]
fn before_the_journal_is_read_nothing_is_practised() {
    let size = ratatui::layout::Size { width: 80, height: 24 };
    let opening = folio::app::Opening { size, ..folio::app::Opening::default() };
    let mut browser = Browser::open_before_journal(opening);
    browser.press("gR");
    browser.assert_foot("the journal is still being read");
}

#[test]
fn folio_recall_opens_with_the_practice_once_the_journal_is_read() {
    let size = ratatui::layout::Size { width: 80, height: 24 };
    let opening = folio::app::Opening { size, recall: true, ..folio::app::Opening::default() };
    let mut browser = Browser::open_before_journal(opening);
    assert!(!browser.screen().contains("Recall"), "{}", browser.screen());
    browser.tell(Message::JournalRead(Box::default()));
    browser.find("Recall");
}

#[test]
fn a_grade_is_taken_back_with_its_card_turned_as_it_was() {
    let mut browser = practising(vec![], 0, 80, 24, "gR ");
    browser.press("U").assert_foot("no grade here to take back");
    let card = browser.press("<backspace>").screen();
    for key in ["1", "4"] {
        browser.press(key);
        browser.press("U").assert_foot("taken back: “");
        assert_eq!(browser.press("<backspace>").screen(), card, "{key}");
    }
    let again = browser.next_start();
    let cards = again.app().desk().state().packs["tea"].cards.len();
    assert_eq!(cards, 0, "nothing was practised after all");
    let mut browser = browser;
    browser.press("3").press("<esc>U").assert_foot("taken back: “remembered” for");
}

#[test]
fn what_was_changed_since_a_grade_is_not_taken_back_in_its_place() {
    let mut browser = practising(vec![], 0, 80, 24, "gR 3 oB");
    browser.assert_foot("bookmarked");
    browser.press("H").find("Recall");
    browser.press("U").assert_foot("no grade here to take back");
    let added = &browser.app().desk().state().packs["tea"];
    assert_eq!((added.bookmarks.len(), added.cards.len()), (1, 1));
}

#[test]
fn a_card_stays_turned_when_the_files_are_read_again() {
    let mut browser = practising(vec![], 0, 80, 24, "gR 1 ");
    let card = browser.screen();
    browser.reload(tea().clone());
    assert_eq!(browser.screen(), card);
    browser.press("3");
    let grades = |it: &Record| matches!(it.change, Change::Practised { .. });
    assert_eq!(browser.journal.iter().filter(|it| grades(it)).count(), 2);
    // A card that is gone is left out.
    browser.find("Withering");
    browser.reload(edited_tea(|_, text| text.replace("term/withering", "term/wilting")));
    browser.find("Recall");
    assert!(!browser.screen().contains("Withering"), "{}", browser.screen());
}
