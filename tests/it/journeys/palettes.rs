//! Choosing a palette: each is shown at once on the text behind the list, and one goes back or stays.

use std::fs;

use folio::app::message::Message;
use folio::palettes::{Background, Colourless, Depth, Shelf, Wish};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;

use crate::support::browser::Browser;

fn wish(depth: Depth) -> Wish {
    Wish { colours: Ok(depth), ..Wish::default() }
}

fn browser(width: u16, height: u16, wish: Wish) -> Browser {
    let mut browser = Browser::open(width, height).dressed(Shelf::default(), wish);
    browser.press("<enter>");
    browser
}

/// Returns what is behind the text at the top left, which no popup covers.
fn behind(browser: &Browser) -> Color {
    browser.buffer()[(0, 0)].bg
}

#[test]
fn moving_shows_a_palette_at_once_and_esc_restores_the_one_before() {
    let mut browser = browser(80, 24, wish(Depth::True));
    assert_eq!(behind(&browser), Color::Reset);
    browser.press("T").assert_selected("terminal");
    browser.assert_foot("⏎ keep   / filter   Esc as before");
    browser.press("j").assert_selected("brickyard");
    let first = behind(&browser);
    assert!(matches!(first, Color::Rgb(..)));
    browser.press("j").assert_selected("chalk");
    assert_ne!(behind(&browser), first);
    // What the list is about is not faint behind it.
    let (column, row) = browser.find("│");
    assert!(matches!(browser.buffer()[(column, row)].fg, Color::Rgb(..)));
    browser.press("<esc>");
    assert_eq!(behind(&browser), Color::Reset);
    assert!(browser.app.layers().is_empty());
}

#[test]
fn enter_keeps_a_palette_and_the_list_opens_there_again() {
    let mut browser = browser(80, 24, wish(Depth::True));
    browser.press("TG");
    let last = behind(&browser);
    browser.press("<enter>").assert_foot("tidewater, kept in config.toml");
    assert_eq!(behind(&browser), last);
    browser.press("T").assert_selected("tidewater");
    browser.press("gg");
    assert_eq!(behind(&browser), Color::Reset);
    browser.press("q");
    assert_eq!(behind(&browser), last);
}

#[test]
fn a_filter_shows_what_it_leaves_and_a_click_keeps_it() {
    let mut browser = browser(80, 24, wish(Depth::True));
    browser.press("T/heat").assert_selected("heather");
    let heather = behind(&browser);
    assert!(matches!(heather, Color::Rgb(..)));
    browser.press("<esc>").assert_selected("heather");
    browser.press("<esc>");
    assert_eq!(behind(&browser), Color::Reset);
    browser.press("T").click("heather").assert_foot("heather");
    assert_eq!(behind(&browser), heather);
}

#[test]
fn there_is_something_to_be_seen_of_it_on_a_small_screen() {
    let mut browser = browser(40, 12, wish(Depth::True));
    browser.press("Tjjj").assert_selected("fen");
    insta::assert_snapshot!("the_list_on_a_small_screen", browser.screen());
    browser.press("G").assert_selected("tidewater");
}

#[test]
fn where_no_colours_show_the_list_says_why() {
    let cases = [
        (Err(Colourless::NoColor), "NO_COLOR"),
        (Err(Colourless::Asked), "--color"),
        (Err(Colourless::Set), "setting"),
        (Err(Colourless::Clicolor), "CLICOLOR"),
        (Ok(Depth::Mono), "TERM"),
        (Ok(Depth::Sixteen), "16"),
    ];
    for (colours, why) in cases {
        for (width, height) in [(80, 24), (40, 12)] {
            let mut browser = browser(width, height, Wish { colours, ..Wish::default() });
            let before = browser.buffer()[(0, 0)].clone();
            browser.press("T");
            assert!(browser.screen().contains(why), "{why}:\n{}", browser.screen());
            browser.press("jj").assert_selected("chalk");
            assert_eq!(browser.buffer()[(0, 0)], before, "{why}");
            browser.press("G").assert_selected("tidewater");
            assert!(browser.screen().contains(why), "it stays:\n{}", browser.screen());
            // A click on what is said chooses nothing and closes nothing.
            browser.click(why).assert_selected("tidewater");
            browser.press("gg").assert_selected("terminal");
        }
    }
}

#[test]
fn a_palette_with_a_mistake_is_told_with_its_place_and_the_screen_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a-broken-one.toml"), "[dark]\ntext = \"red\"\n").unwrap();
    let shelf = Shelf::new(Some(folder.path().to_owned()));
    let mut browser = Browser::open(120, 30).dressed(shelf, wish(Depth::True));
    browser.press("<enter>Tj").assert_selected("a-broken-one");
    browser.assert_selected("broken");
    browser.assert_foot("a-broken-one.toml:1:1: a palette on a dark background needs `accent`");
    assert_eq!(behind(&browser), Color::Reset);
    // A file that is mended meanwhile is shown.
    fs::write(
        folder.path().join("a-broken-one.toml"),
        "[dark]\ntext = \"#d0d0d0\"\naccent = \"#80c0ff\"\nquiet = \"#a0a0a0\"\nbackground = \"#101010\"\n",
    )
    .unwrap();
    browser.press("kj");
    assert_eq!(behind(&browser), Color::Rgb(16, 16, 16));
}

/// A palette with a background of its own.
fn on_grey(level: &str) -> String {
    let colours = "text = \"#d0d0d0\"\naccent = \"#80c0ff\"\nquiet = \"#a0a0a0\"";
    format!("[dark]\n{colours}\nbackground = \"#{level}{level}{level}\"\n")
}

#[test]
fn the_open_list_learns_of_files_that_come_change_and_go() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("b.toml", "[dark]\n");
    let shelf = Shelf::new(Some(folder.path().to_owned()));
    let mut browser = Browser::open(80, 24).dressed(shelf, wish(Depth::True));
    browser.press("<enter>Tj").assert_selected("b ");
    assert_eq!(behind(&browser), Color::Reset);
    write("a.toml", &on_grey("10"));
    write("b.toml", &on_grey("20"));
    browser.on_palette_files().assert_selected("b ");
    assert_eq!(behind(&browser), Color::Rgb(32, 32, 32), "it is mended");
    browser.press("k").assert_selected("a ");
    assert_eq!(behind(&browser), Color::Rgb(16, 16, 16));
    write("a.toml", &on_grey("11"));
    browser.on_palette_files();
    assert_eq!(behind(&browser), Color::Rgb(17, 17, 17), "it has changed");
    fs::remove_file(folder.path().join("a.toml")).unwrap();
    browser.on_palette_files().assert_selected("b ");
    assert_eq!(behind(&browser), Color::Rgb(32, 32, 32), "what is selected is shown");
    // Esc restores what was there before the list.
    browser.press("<esc>");
    assert_eq!(behind(&browser), Color::Reset);
    browser.on_palette_files();
    assert!(browser.app.layers().is_empty(), "no list opens by itself");
}

#[test]
fn a_filter_stays_when_the_files_are_read_again() {
    let mut browser = browser(80, 24, wish(Depth::True));
    browser.press("T/heat").on_palette_files().assert_selected("heather");
    assert!(!browser.screen().contains("chalk"));
    browser.press("<esc><esc>");
    assert!(browser.app.layers().is_empty());
}

#[test]
fn a_long_name_leaves_room_for_what_the_palette_suits() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("a-{}", "very-".repeat(11));
    fs::write(folder.path().join(format!("{long}.toml")), on_grey("10")).unwrap();
    for (width, height) in [(80, 24), (40, 12)] {
        let shelf = Shelf::new(Some(folder.path().to_owned()));
        let mut browser = Browser::open(width, height).dressed(shelf, wish(Depth::True));
        browser.press("<enter>Tj").assert_selected("a-very-");
        browser.assert_selected(" dark ");
        browser.press("j").assert_selected("light dark");
    }
}

#[test]
fn what_was_said_against_a_palette_goes_with_it() {
    let mut browser = Browser::open(80, 24);
    let told = |sentence: &str| Message::Notice(sentence.to_owned());
    browser.tell(told("it is broken")).assert_foot("it is broken");
    browser.tell(Message::Withdrawn("something else".to_owned())).assert_foot("it is broken");
    browser.tell(Message::Withdrawn("it is broken".to_owned())).assert_foot("help");
}

#[test]
fn a_popup_over_a_palette_leaves_no_cell_in_the_terminals_colours() {
    for keys in ["", "s", "?", "K", "gx", "gl", "T"] {
        let mut browser = browser(100, 30, wish(Depth::True)).dressed(
            Shelf::default(),
            Wish { name: Some("heather".to_owned()), ..wish(Depth::True) },
        );
        browser.press(keys);
        // The frame itself: the test's terminal is not given the second half of a wide letter.
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
        let buffer = browser.draw_on(&mut terminal);
        for position in buffer.area.positions() {
            let cell = &buffer[position];
            let own = [cell.fg, cell.bg].iter().all(|it| matches!(it, Color::Rgb(..)));
            assert!(own, "{position} after {keys}: {cell:?}");
        }
    }
}

#[test]
fn one_screen_in_dark_light_and_without_colours() {
    let mut browser =
        browser(80, 24, Wish { name: Some("reading-room".to_owned()), ..wish(Depth::True) });
    insta::assert_snapshot!("a_palette_on_dark", browser.styles());
    browser.on_background(Background::Light);
    insta::assert_snapshot!("a_palette_on_light", browser.styles());
    let browser = browser
        .dressed(Shelf::default(), Wish { colours: Err(Colourless::NoColor), ..Wish::default() });
    insta::assert_snapshot!("a_palette_without_colours", browser.styles());
}

#[test]
fn the_terminals_own_colours_follow_its_background() {
    let mut browser = browser(80, 24, wish(Depth::Sixteen));
    let accents = |browser: &Browser| {
        let buffer = browser.buffer();
        [Color::Cyan, Color::Blue].map(|colour| buffer.content.iter().any(|cell| cell.fg == colour))
    };
    assert_eq!(accents(&browser), [true, false]);
    browser.on_background(Background::Light);
    assert_eq!(accents(&browser), [false, true]);
}
