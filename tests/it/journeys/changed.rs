//! What has changed since it was read: its sign, the line at the foot, the difference word by word, and that
//! reading it again makes it current.

use folio::app::Opening;
use folio::app::message::Message;
use folio::journal::{Change, Moment, Record};
use folio::model::Library;
use folio::palettes::Palette;
use folio::text::glyphs::Glyphs;

use crate::support::browser::{Browser, tea};
use crate::support::packs::edited_tea;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// The book of tea, in which the overview says something else.
fn another_edition() -> Library {
    edited_tea(|_, text| {
        text.replace("from the coast to the high mountains", "from the coast to the hills")
            .replace("Everything between is a matter of hours.", "Everything between takes hours.")
    })
}

/// Reads the overview to its end, then opens another edition of the book as the next start does.
fn read_then_changed(width: u16, height: u16) -> Browser {
    let mut browser = Browser::open(width, height);
    browser.tell(Message::Clock(Moment(1_800_000_000_000)));
    browser.press("<enter>G");
    let opening = Opening { fresh: true, ..Opening::default() };
    browser.start_again(another_edition(), opening)
}

#[test]
fn an_entry_that_has_changed_has_a_sign_and_says_so_once() {
    let mut browser = read_then_changed(120, 40);
    browser.find("≠");
    browser.assert_bar("≠ changed");
    browser.press("<enter>").assert_foot("changed since you read it · gd shows how");
    browser.press("j");
    assert!(!browser.screen().contains("gd shows how"), "{}", browser.screen());
    let unchanged = {
        let mut browser = Browser::open(120, 40);
        browser.press("<enter>G");
        browser.next_start()
    };
    assert!(!unchanged.screen().contains('≠'), "{}", unchanged.screen());
}

#[test]
fn the_difference_is_shown_word_by_word() {
    for (width, height) in SIZES {
        let mut browser = read_then_changed(width, height);
        browser.press("gd");
        insta::assert_snapshot!(format!("difference_{width}x{height}"), browser.screen());
        browser.press("<esc>");
        assert!(!browser.screen().contains("[-"), "{}", browser.screen());
    }
}

#[test]
fn a_difference_follows_the_file_while_it_is_shown() {
    let mut browser = read_then_changed(80, 24);
    browser.press("gd").find("{+hills+}");
    browser.reload(edited_tea(|_, text| {
        text.replace("from the coast to the high mountains", "from the coast to the valleys")
    }));
    browser.find("{+valleys+}");
    assert!(!browser.screen().contains("hills"), "{}", browser.screen());
    // As it was when it was read.
    browser.reload(tea().clone());
    browser.find("no difference");
    browser.press("<esc>");
    assert!(!browser.screen().contains("no difference"), "{}", browser.screen());
}

#[test]
fn without_colours_the_marks_tell_what_is_gone() {
    let browser = read_then_changed(80, 24);
    let mut browser = browser.with(Palette::terminal(false, Glyphs::Ascii));
    browser.press("gd").find("mountains-]{+hills+}");
}

#[test]
fn a_paragraph_of_the_difference_leads_there() {
    let mut browser = read_then_changed(80, 24);
    browser.press("gd<enter>");
    browser.assert_bar("Overview");
    browser.find("hills");
}

#[test]
fn reading_it_to_its_end_again_makes_it_current() {
    let mut browser = read_then_changed(120, 40);
    browser.press("<enter>G");
    browser.press("gd").find("{+hills+}");
    let browser = browser.next_start();
    assert!(!browser.screen().contains('≠'), "{}", browser.screen());
}

#[test]
fn elsewhere_the_key_lists_what_has_changed() {
    let mut browser = read_then_changed(80, 24);
    browser.press("jjgd").find("Changed since you read them");
    browser.assert_selected("Overview");
    let mut browser = Browser::open(80, 24);
    browser.tell(Message::JournalRead(Box::default()));
    browser.press("gd").assert_foot("nothing that you have read has changed");
}

#[test]
fn a_text_that_was_not_kept_is_not_made_up() {
    let mut browser = read_then_changed(80, 24);
    browser.texts.clear();
    browser.press("gd").assert_foot("what it said when you read it was not kept");
}

#[test]
fn a_new_version_of_the_files_is_told_of_while_they_are_open() {
    let mut browser = Browser::open(120, 40);
    browser.tell(Message::JournalRead(Box::default()));
    browser.press("<enter>G");
    browser.reload(another_edition());
    browser.assert_bar("≠ changed");
    browser.press("gd").find("{+hills+}");
}

#[test]
fn the_list_of_what_has_changed_follows_what_is_read_and_forgotten_meanwhile() {
    let nothing = "nothing that you have read has changed";
    let mut browser = read_then_changed(80, 24);
    browser.press("M").assert_foot("marked as unread");
    browser.press("jjgd").assert_foot(nothing);
    browser.press("U").assert_foot("taken back");
    browser.press("gd").assert_selected("Overview");
    browser.press("<esc>kkM").press("M").assert_foot("marked as read");
    browser.press("jjgd").assert_foot(nothing);

    let mut browser = read_then_changed(80, 24);
    let forgotten = Record { at: Moment(1), change: Change::ForgetAll };
    browser.tell(Message::Added(vec![forgotten]));
    browser.press("jjgd").assert_foot(nothing);
}

#[test]
fn what_has_changed_where_reading_goes_on_is_told_first_and_stays_so_until_it_is_read_again() {
    for (width, height) in [(80, 24), (80, 12), (40, 12)] {
        let mut browser = Browser::open(width, height);
        browser.tell(Message::Clock(Moment(1_800_000_000_000)));
        browser.press("<enter>G");
        let again = browser.start_again(another_edition(), Opening::default());
        again.assert_foot("changed since you read it · gd shows how");
        if height == 12 {
            again.assert_foot("gd shows how · resumed · gh for the start");
        }
        let mut third = again.next_start();
        third.press("gd").find("{+hills+}");
        third.press("<esc>");
        if height == 12 {
            // The end goes out of sight and comes again.
            third.press("ggG");
            let fourth = third.next_start();
            assert!(!fourth.screen().contains("changed"), "{}", fourth.screen());
        }
    }
}

#[test]
fn a_notice_of_mistakes_stands_beside_what_is_said_of_going_on() {
    let mut browser = Browser::open(80, 24);
    browser.press("jj<enter>}}");
    let notice = Some("4 mistakes · gs".to_owned());
    let again = browser.start_again(tea().clone(), Opening { notice, ..Opening::default() });
    again.assert_foot("4 mistakes · gs · resumed · gh for the start");
}
