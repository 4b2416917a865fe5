//! Key maps: the sets that Folio brings, keys of a reader's own, other layouts of the keyboard.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

use folio::app::Opening;
use folio::app::message::Message;
use folio::keys::{Action, BINDINGS, Bound, Code, Context, Key, KeyMap, Set, places_of};
use ratatui::layout::Size;

use crate::support::browser::Browser;

fn with(keymap: KeyMap) -> Browser {
    let size = Size { width: 80, height: 24 };
    let keymap = Arc::new(keymap);
    Browser::open_with(Opening { size, keymap, ..Opening::default() })
}

fn with_set(set: Set) -> Browser {
    with(KeyMap::new(set, &[]).0)
}

#[test]
fn with_the_arrows_everything_is_done_without_letters() {
    let mut browser = with_set(Set::Arrows);
    insta::assert_snapshot!("arrows_first", browser.screen());
    // An entry is opened, a link followed and gone back from.
    browser.press("<down><down><enter>");
    assert_eq!(browser.app().context(), Context::Reader);
    let title = browser.screen().lines().next().unwrap().to_owned();
    browser.press("<tab><enter>");
    assert_ne!(browser.screen().lines().next(), Some(&*title));
    browser.press("<bs>");
    browser.assert_bar(title.split_whitespace().last().unwrap());
    // Words are found in the text.
    browser.press("<c-f>tea<enter>");
    browser.press("<f3>");
    assert!(browser.screen().contains('/'), "{}", browser.screen());
    // Views by function keys and by name.
    browser.press("<f8>");
    assert_eq!(browser.app().context(), Context::Map);
    browser.press("<esc><f2>routes<enter>");
    assert_eq!(browser.app().context(), Context::Sheet);
    browser.press("<esc><c-q>");
    assert!(browser.quit);
}

#[test]
fn with_the_keys_of_emacs_one_reads_as_in_emacs() {
    let mut browser = with_set(Set::Emacs);
    insta::assert_snapshot!("emacs_first", browser.screen());
    browser.press("<c-n><c-n><enter>");
    assert_eq!(browser.app().context(), Context::Reader);
    browser.press("<c-s>tea<enter><a-n>");
    browser.press("<c-g><a-x>matrix<enter>");
    assert_eq!(browser.app().context(), Context::Matrix);
    browser.press("<c-g><c-c>");
    assert!(!browser.quit, "C-c only begins something");
    browser.press("m");
    assert_eq!(browser.app().context(), Context::Map);
    browser.press("<c-g><c-x>r k");
    browser.assert_foot("marked");
    browser.press("<c-x>rjk");
    assert_eq!(browser.app().context(), Context::Reader);
    browser.press("<c-x><c-c>");
    assert!(browser.quit);
}

#[test]
fn the_panel_shows_what_can_follow_in_a_set() {
    let mut browser = with_set(Set::Emacs);
    browser.press("<enter><c-x>");
    let timeout = browser.pause.expect("a pause is waited for");
    browser.tell(Message::Timeout(timeout));
    insta::assert_snapshot!("emacs_panel", browser.screen());
}

/// A map in which no key is what it is in any set: every action has one of its own from the far end of
/// Unicode's letters, or from the function keys where characters are text.
fn remapped() -> KeyMap {
    let mut bound: Vec<Bound> = Vec::new();
    let mut line = |place: &str, keys: &str, action: &str| {
        bound.push(Bound::in_place(place, keys, action).expect("it is a place"));
    };
    // All keys of the set lose their meaning first.
    let mut old = HashSet::new();
    for binding in BINDINGS {
        for keys in binding.sequences() {
            let first = keys[0];
            if old.insert(first) {
                line("everywhere", &first.to_string(), "none");
            }
        }
    }
    let mut codes = '\u{10480}'..='\u{1049d}';
    let more = ('\u{104b0}'..='\u{104d3}').chain('\u{104d8}'..='\u{104fb}');
    let mut more = more.chain('\u{10500}'..='\u{10527}');
    for action in Action::ALL {
        let c = codes.next().or_else(|| more.next()).expect("there are letters enough");
        if places_of(*action).any(|context| !context.is_typing()) {
            line("everywhere", &c.to_string(), action.name());
        }
        if places_of(*action).any(Context::is_typing) {
            line("everywhere", &format!("Alt-{c}"), action.name());
        }
    }
    let (map, refused) = KeyMap::new(Set::Default, &bound);
    assert_eq!(refused, []);
    map
}

/// Presses the key of an action.
fn act(browser: &mut Browser, action: Action) {
    let context = browser.app().context();
    let line = browser.app().keymap().line(context, action);
    let line = line.unwrap_or_else(|| panic!("{action:?} means nothing in {context:?}"));
    let keys =
        line.sequences.first().unwrap_or_else(|| panic!("{action:?} in {context:?}")).clone();
    for key in keys.into_iter().filter(|key| key.code != Code::Letter) {
        browser.tell(Message::Key(key));
    }
}

/// Returns the texts on the screen that look like keys: those drawn as keys are.
fn words(screen: &str) -> HashSet<String> {
    let is_part = |c: char| !(c.is_alphanumeric() || c == '-');
    screen.split(is_part).map(str::to_owned).collect()
}

/// Keys of the set that no text of the tests has as a word.
const OLD: [&str; 26] = [
    "Esc",
    "Enter",
    "Tab",
    "Space",
    "Backspace",
    "PgDn",
    "PgUp",
    "Home",
    "F1",
    "Ctrl-c",
    "Ctrl-x",
    "Ctrl-t",
    "Ctrl-p",
    "Alt-Left",
    "Shift-Tab",
    "gr",
    "gx",
    "gm",
    "gs",
    "gR",
    "gh",
    "gd",
    "gn",
    "gl",
    "yy",
    "gg",
];

#[test]
fn with_other_keys_no_screen_names_an_old_one() {
    let opening = || {
        let size = Size { width: 120, height: 40 };
        Opening { size, keymap: Arc::new(remapped()), ..Opening::default() }
    };
    let mut told = String::new();
    let mut check = |browser: &Browser, what: &str| {
        let screen = browser.screen();
        let words = words(&screen);
        for old in OLD {
            assert!(!words.contains(old), "{what} names {old}:\n{screen}");
        }
        for old in ["⏎", "⇥", "⌫", " s search", "? help", " K ", "↑", "↓"] {
            assert!(!screen.contains(old), "{what} names {old}:\n{screen}");
        }
        let foot = screen.lines().last().unwrap_or_default();
        writeln!(told, "{what}: {}", foot.trim()).unwrap();
    };
    let by: &[(&str, &[Action])] = &[
        ("the contents", &[]),
        ("the reader", &[Action::Open]),
        ("reading mode", &[Action::Open, Action::ReadingMode]),
        ("no match", &[Action::Open, Action::FindNext]),
        ("the end", &[Action::Open, Action::Bottom]),
        ("no results", &[Action::Results]),
        ("no bookmarks", &[Action::Bookmarks]),
        ("a bookmark", &[Action::Open, Action::Bookmark]),
        ("a text marked as read", &[Action::Open, Action::MarkRead]),
        ("no link to copy", &[Action::Open, Action::CopyLink]),
        ("no notes", &[Action::Notes]),
        ("no route", &[Action::NextStop]),
        ("routes", &[Action::Routes]),
        ("links", &[Action::Links]),
        ("coverage", &[Action::Coverage]),
        ("health", &[Action::Health]),
        ("the map", &[Action::Map]),
        ("the middle of the map", &[Action::Map, Action::Down]),
        ("the matrix", &[Action::Matrix]),
        ("no head", &[Action::Matrix, Action::FindNext]),
        ("no pairs", &[Action::Matrix, Action::NextLink]),
        ("a card", &[Action::Recall]),
        ("no grade yet", &[Action::Recall, Action::Easy]),
        ("an answer", &[Action::Recall, Action::Open]),
        ("the finder", &[Action::Search]),
        ("the glossary", &[Action::Glossary]),
        ("the outline", &[Action::Open, Action::Outline]),
        ("words selected", &[Action::Open, Action::Select]),
        ("the edge of a paragraph", &[Action::Open, Action::Select, Action::Up, Action::Up]),
        ("a note", &[Action::Open, Action::Annotate]),
        ("help", &[Action::Help]),
        ("help of the reader", &[Action::Open, Action::Help]),
        ("help of the finder", &[Action::Search, Action::Help]),
        ("the list of actions", &[Action::Commands]),
    ];
    for (what, actions) in by {
        let mut browser = Browser::open_with(opening());
        for action in *actions {
            act(&mut browser, *action);
        }
        check(&browser, what);
    }
    insta::assert_snapshot!("remapped_feet", told);
}

#[test]
fn keys_of_another_layout_act_by_their_place() {
    #[track_caller]
    fn check(keys: &str, same: &str) {
        let (typed, latin) = (Browser::after(80, 24, keys), Browser::after(80, 24, same));
        assert_eq!(typed.screen(), latin.screen(), "{keys} and {same}");
    }
    check("оо", "jj");
    check("ппП", "ggG");
    check("пд", "gl");
    check("ξξΓ", "jjG");
    check("חח", "jj");
    check("تتا", "jjh");
    check("ｊｊ？", "jj?");
    check("д.", "l/");
    check("<enter>пьПп", "<enter>gmGg");
    // In a box what is typed is text, but what is held down is a key.
    check("ыоо", "sоо");
    check("ыо<c-ы>", "sо<c-s>");
    check("ыо<c-г>", "s");
    // The letter of a mark stays the one that was typed.
    let mut browser = Browser::after(80, 24, "<enter>ьф");
    browser.assert_foot("ф");
    browser.press("<esc>Пэф");
    assert!(!browser.screen().contains("no mark"), "{}", browser.screen());
    // The doubled key leads back, though any letter could follow.
    check("<enter>mф'ф''", "<enter>mфэфээ");
}

#[test]
fn the_key_that_the_terminal_tells_goes_before_the_tables() {
    let mut browser = Browser::open(80, 24);
    // A layout that no table has: Georgian.
    browser.tell(Message::KeyAt { key: Key::char('ჯ'), place: Key::char('j') });
    assert_eq!(browser.screen(), Browser::after(80, 24, "j").screen());
    let mut browser = Browser::after(80, 24, "s");
    browser.tell(Message::KeyAt { key: Key::char('ჯ'), place: Key::char('j') });
    assert!(browser.screen().contains('ჯ'), "{}", browser.screen());
}
