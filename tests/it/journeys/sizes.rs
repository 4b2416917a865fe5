//! Sizes: every screen from one cell on, and the same screen after any number of resizes.

use folio::app::Opening;
use folio::app::input::{Mouse, MouseKind};
use folio::app::message::Message;
use folio::keys::{Code, Key, Modifiers};
use folio::model::{Catalogue, Library};
use folio::palettes::Palette;
use folio::text::glyphs::Glyphs;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::support::browser::Browser;

#[track_caller]
fn check(width: u16, height: u16) {
    let mut browser = Browser::open(width, height);
    for keys in
        ["", "j<enter>", "<tab>K", "<esc>?", "<esc>sgreen", "<esc>i", "<esc>t", "<esc>/e", "<esc>Z"]
    {
        browser.press(keys);
        browser.buffer();
    }
}

#[test]
fn case_62_no_size_is_too_small_or_too_odd() {
    for (width, height) in
        [(1, 1), (1, 1000), (2, 2), (19, 5), (20, 4), (20, 5), (59, 16), (300, 3)]
    {
        check(width, height);
    }
    check(u16::MAX, 1);
    check(600, 5);
}

#[test]
fn case_63_the_largest_size_is_only_arithmetic() {
    let arrangement = folio::app::geometry::Arrangement::default();
    let size = Size { width: u16::MAX, height: u16::MAX };
    let all = folio::app::geometry::geometry(size, arrangement);
    assert!(all.reader.is_some_and(|area| area.right() < u16::MAX));
}

#[test]
fn too_small_says_so() {
    assert_eq!(Browser::open(40, 3).screen().trim(), "Folio needs 20×5");
    assert_eq!(Browser::open(10, 4).screen().trim(), "too small");
    assert_eq!(Browser::open(1, 1).screen(), "t\n");
}

#[test]
fn a_filter_of_the_side_pane_is_typed_on_in_a_window_without_that_pane() {
    #[track_caller]
    fn check(browser: &Browser, foot: &str) {
        let screen = browser.screen();
        assert_eq!(screen.lines().last(), Some(foot), "{screen}");
    }
    let mut browser = Browser::after(120, 40, "<s-tab>/");
    check(&browser, " /");
    check(browser.press("ox").resize(73, 38), " /ox");
    check(browser.press("?"), " /ox?");
    // The pane is built again with the window, and the line is still about it.
    check(browser.resize(120, 40), " /ox?");
    assert!(browser.press("<bs>").screen().contains("Oxidation"));
    browser.press("<enter>").find("/ox");
    assert!(!browser.screen().lines().last().is_some_and(|foot| foot.starts_with(" /")));
}

#[test]
fn case_64_after_2000_resizes_the_frame_equals_a_fresh_one() {
    let keys = "jj<enter>Ggg}}j";
    let fresh = Browser::after(80, 24, keys);
    let mut browser = Browser::after(80, 24, keys);
    for step in 0..2_000_u32 {
        browser.resize((step * 37 % 199 + 1) as u16, (step * 23 % 61 + 1) as u16);
    }
    browser.resize(80, 24);
    assert_eq!(browser.screen(), fresh.screen());
    assert_eq!(browser.styles(), fresh.styles());
}

#[test]
fn case_61_without_colours_selections_are_reversed() {
    let browser = Browser::open(80, 24).with(Palette::terminal(false, Glyphs::Unicode));
    let styles = browser.styles();
    assert!(styles.contains("REVERSED"), "{styles}");
    for colour in ["Cyan", "Yellow", "Black", "DarkGray"] {
        assert!(!styles.contains(colour), "{styles}");
    }
}

#[test]
fn ascii_draws_no_glyph_of_its_own() {
    let browser = Browser::open(80, 24).again_in_ascii("<enter>?");
    let screen = browser.screen();
    let frame: Vec<char> = "─│┌┐└┘┬┴▸▾›…".chars().collect();
    assert!(!screen.contains(&frame[..]), "{screen}");
}

#[test]
fn an_empty_library_says_so_and_takes_every_key() {
    let size = Size { width: 80, height: 24 };
    let library = Library::new(Catalogue::new(), Vec::new());
    let mut browser = Browser::open_library(library, Opening { size, ..Opening::default() });
    assert!(browser.screen().contains("No entry could be opened"));
    browser.press("jkhl<tab><enter>oKHLnNsa<esc>S/a<esc>igh[]{}tgr+-=<>Z<esc>?<esc>GggdufbZq");
    assert!(browser.quit);
}

fn any_key() -> impl Strategy<Value = Key> {
    let named = prop::sample::select(vec![
        Code::Enter,
        Code::Esc,
        Code::Backspace,
        Code::Tab,
        Code::BackTab,
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Home,
        Code::End,
        Code::PageUp,
        Code::PageDown,
        Code::Delete,
        Code::F(1),
    ]);
    let letters: Vec<char> = "jjjkkhlgGdufb[]{}oKHL/nNsSitZ<>+-=?q5rea联é".chars().collect();
    prop_oneof![
        3 => prop::sample::select(letters).prop_map(Key::char),
        2 => named.prop_map(Key::plain),
        1 => prop::char::range('a', 'z').prop_map(|c| Key::new(Code::Char(c), Modifiers::CTRL)),
    ]
}

#[derive(Clone, Debug)]
enum Event {
    Key(Key),
    Resize(u16, u16),
    Mouse(MouseKind, u16, u16),
    Paste(String),
}

fn any_event() -> impl Strategy<Value = Event> {
    let kinds = prop::sample::select(vec![
        MouseKind::Press,
        MouseKind::Drag,
        MouseKind::Release,
        MouseKind::WheelUp,
        MouseKind::WheelDown,
    ]);
    prop_oneof![
        20 => any_key().prop_map(Event::Key),
        2 => (1u16..160, 1u16..50).prop_map(|(width, height)| Event::Resize(width, height)),
        2 => (kinds.clone(), 0u16..160, 0u16..50).prop_map(|(kind, column, row)| Event::Mouse(kind, column, row)),
        1 => (kinds, any::<u16>(), any::<u16>()).prop_map(|(kind, column, row)| Event::Mouse(kind, column, row)),
        1 => "\\PC{0,8}".prop_map(Event::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_keys_at_no_size_bring_it_down(
        width in 1u16..160, height in 1u16..50, events in prop::collection::vec(any_event(), 1..60),
    ) {
        let mut browser = Browser::open(width, height);
        for event in events {
            match event {
                Event::Key(key) => browser.tell(Message::Key(key)),
                Event::Resize(width, height) => browser.resize(width, height),
                Event::Mouse(kind, column, row) => browser.tell(Message::Mouse(Mouse { kind, column, row })),
                Event::Paste(text) => browser.tell(Message::Paste(text)),
            };
            browser.buffer();
        }
    }
}
