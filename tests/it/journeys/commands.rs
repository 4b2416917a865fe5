//! `:` lists every action by name and does the one that is chosen.

use folio::app::Opening;
use folio::app::input::MouseKind;
use folio::app::message::Message;
use folio::keys::{Bound, Context, KeyMap, Set};
use ratatui::layout::Size;
use std::sync::Arc;

use crate::support::browser::Browser;

#[test]
fn an_action_is_found_by_its_name_and_done_where_the_list_was_opened() {
    let mut browser = Browser::after(80, 24, ":");
    assert_eq!(browser.app().context(), Context::Commands);
    browser.press("glos");
    browser.assert_selected("glossary");
    browser.press("<enter>");
    assert_eq!(browser.app().context(), Context::Glossary);
    // What moves, moves in the pane that was in front.
    let mut browser = Browser::after(80, 24, "<enter>:bottom<enter>");
    assert_eq!(browser.app().context(), Context::Reader);
    browser.assert_foot("end");
    browser.press(":quit<enter>");
    assert!(browser.quit);
}

#[test]
fn the_list_is_shown_with_keys_and_what_they_do() {
    insta::assert_snapshot!("commands_80", Browser::after(80, 24, "<enter>:").screen());
    insta::assert_snapshot!("commands_120", Browser::after(120, 40, "<enter>:copy").screen());
    insta::assert_snapshot!("commands_40", Browser::after(40, 12, "<enter>:page").screen());
    insta::assert_snapshot!("commands_none", Browser::after(40, 12, "<enter>:xyzzy").screen());
    insta::assert_snapshot!("commands_styles", Browser::after(80, 24, "<enter>:copy").styles());
}

#[test]
fn what_means_nothing_here_stands_apart_and_says_where_it_works() {
    let mut browser = Browser::after(80, 24, ":transpose");
    browser.assert_selected("transpose");
    assert!(browser.screen().contains("IN OTHER PLACES"), "{}", browser.screen());
    browser.press("<enter>");
    browser.assert_foot("transpose works in the matrix");
    assert_eq!(browser.app().context(), Context::Commands);
    browser.press("<esc>gx:transpose<enter>");
    assert_eq!(browser.app().context(), Context::Matrix);
}

#[test]
fn it_opens_over_views_and_popups_and_esc_leads_back() {
    for (keys, context) in [
        ("gl", Context::Sheet),
        ("gm", Context::Map),
        ("gx", Context::Matrix),
        ("?", Context::Menu),
        ("<enter>v", Context::Selecting),
    ] {
        let mut browser = Browser::after(80, 24, keys);
        assert_eq!(browser.app().context(), context, "{keys}");
        browser.press(":");
        assert_eq!(browser.app().context(), Context::Commands, "{keys}");
        browser.press("<esc>");
        assert_eq!(browser.app().context(), context, "{keys}");
    }
}

#[test]
fn an_action_about_a_letter_waits_for_it() {
    let mut browser = Browser::after(80, 24, "<enter>:mark<enter>");
    assert_eq!(browser.app().pending().keys.len(), 1);
    browser.press("a");
    browser.assert_foot("a");
    assert!(browser.screen().contains("marked"), "{}", browser.screen());
}

#[test]
fn the_mouse_selects_an_action_and_does_it() {
    let mut browser = Browser::after(80, 24, ":go");
    browser.assert_selected("recent");
    browser.click("go-to-mark");
    browser.assert_selected("go-to-mark");
    assert_eq!(browser.app().context(), Context::Commands);
    browser.click("go-to-mark");
    assert_eq!(browser.app().context(), Context::Contents);
    assert_eq!(browser.app().pending().keys.len(), 1, "it awaits the letter");
    let mut browser = Browser::after(80, 24, ":");
    let before = browser.screen();
    browser.mouse(MouseKind::WheelDown, 5, 10);
    assert_ne!(browser.screen(), before);
}

#[test]
fn actions_without_a_key_are_listed_and_done() {
    let bound = Bound::in_place("everywhere", "g m", "none").expect("it is a place");
    let (keymap, refused) = KeyMap::new(Set::Default, &[bound]);
    assert_eq!(refused, []);
    let size = Size { width: 80, height: 24 };
    let keymap = Arc::new(keymap);
    let mut browser = Browser::open_with(Opening { size, keymap, ..Opening::default() });
    browser.press("gm");
    assert_eq!(browser.app().context(), Context::Contents);
    browser.press(":map<enter>");
    assert_eq!(browser.app().context(), Context::Map);
}

#[test]
fn another_key_map_is_taken_in_while_it_runs() {
    let mut browser = Browser::after(80, 24, ":matrix");
    let arrows = Arc::new(KeyMap::new(Set::Arrows, &[]).0);
    browser.tell(Message::KeyMap(Arc::clone(&arrows)));
    assert!(browser.screen().contains("F7 gx"), "{}", browser.screen());
    browser.press("<esc>?");
    assert!(browser.screen().contains("Ctrl-f"), "{}", browser.screen());
    // What was begun is ended, and the new keys hold.
    let mut browser = Browser::after(80, 24, "g");
    browser.tell(Message::KeyMap(arrows)).press("<esc>");
    browser.press("<c-q>");
    assert!(browser.quit);
}

#[test]
fn who_wants_to_write_something_out_is_told_what_does_it_in_a_shell() {
    for typed in ["export", "Save"] {
        Browser::after(120, 40, &format!(":{typed}")).find("folio notes export");
    }
    let screen = Browser::after(120, 40, ":xyzzy").screen();
    assert!(!screen.contains("folio notes export"), "{screen}");
}
