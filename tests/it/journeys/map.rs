//! What lies around an entry.

use folio::app::Opening;
use folio::app::input::MouseKind;
use ratatui::layout::Size;

use crate::support::browser::Browser;
use crate::support::packs::Pack;

/// Opens the harbour at the trade that most is tied to.
fn after(width: u16, height: u16, keys: &str) -> Browser {
    let mut browser = Browser::in_harbour(width, height, Some("trade/dredging"));
    browser.press(keys);
    browser
}

#[test]
fn neighbours_stand_around_the_entry_by_theme_the_closest_first() {
    insta::assert_snapshot!("map_80x24", after(80, 24, "gm").screen());
    insta::assert_snapshot!("map_120x40", after(120, 40, "gm").screen());
    insta::assert_snapshot!("map_40x12", after(40, 12, "gm").screen());
    insta::assert_snapshot!("map_40x12_end", after(40, 12, "gmG").screen());
    insta::assert_snapshot!("map_styles", after(80, 24, "gm").styles());
    let plain = after(80, 24, "").again_in_ascii("gm");
    insta::assert_snapshot!("map_ascii", plain.screen());
    insta::assert_snapshot!("map_ascii_styles", plain.styles());
}

#[test]
fn marks_are_explained_and_never_touch_the_pointer() {
    for (width, height) in [(120, 40), (80, 24), (64, 20)] {
        let mut browser = after(width, height, "gm");
        browser.find("● article");
        for _ in 0..12 {
            let screen = browser.press("<tab>").screen();
            let touching = ["●▸", "○▸", "+▸", "·▸"].iter().any(|pair| screen.contains(pair));
            assert!(!touching && screen.contains('▸'), "{screen}");
        }
    }
    after(40, 12, "gm").find("● article");
}

#[test]
fn what_the_legend_calls_a_number_stands_where_a_name_is_cut_too() {
    let entry = |id: &str, title: &str, see: &str| {
        format!("[[entry]]\nid = 'a/{id}'\ntitle = '{title}'\nbody = 'Text.'\nsee = [{see}]\n")
    };
    let entries = [
        entry("middle", "The middle", "'a/long', 'a/short'"),
        entry("long", "A title that is longer than any column of the map", "'a/far'"),
        entry("short", "Short", "'a/far', 'a/beyond'"),
        entry("far", "Far", ""),
        entry("beyond", "Beyond", ""),
    ];
    let pack = Pack::sound().file("entries.toml", entries.concat());
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let size = Size { width, height };
        let opening = Opening { size, ..Opening::default() };
        let mut browser = Browser::open_opened(pack.open(), opening);
        let screen = browser.press("gm").screen();
        let stands = |text: &str| screen.lines().any(|row| row.contains(text));
        assert!(stands("… 1") && stands("Short 2"), "{screen}");
    }
}

#[test]
fn a_small_map_is_in_the_middle() {
    let mut small = Browser::in_harbour(120, 40, Some("term/premium"));
    small.press("gm");
    let screen = small.screen();
    let blank = |row: &&str| row.trim().is_empty();
    let above = screen.lines().skip(3).take_while(blank).count();
    assert!(above > 3, "{screen}");
}

#[test]
fn enter_puts_a_neighbour_into_the_middle_and_back_returns() {
    let mut browser = after(80, 24, "gmlll<enter>");
    let head = |browser: &Browser| {
        browser.screen().lines().find(|line| line.starts_with(" Map")).map(str::to_owned)
    };
    let second = head(&browser).expect("a map");
    assert!(!second.contains("Dredging & marking"), "{second}");
    assert!(browser.screen().contains("2 Dredg"), "the way back is selected");
    browser.press("<bs>");
    browser.find("Map  Dredging & marking");
    browser.press("<bs>");
    assert!(
        !browser.screen().contains("Map  "),
        "back from where it was opened leads to the entry"
    );
}

#[test]
fn the_selected_entry_is_opened_peeked_at_and_told_in_words() {
    let mut browser = after(80, 24, "gmggj");
    browser.find("— is explained by — From ford to port");
    browser.press("K<esc>");
    browser.find("Map  Dredging & marking");
    browser.press("o");
    browser.assert_bar("Town › From ford to port");
    assert!(!browser.screen().contains("Map  "), "the entry is in the reader");
    let mut centre = after(80, 24, "gmh");
    centre.assert_foot("⏎ centre   o open");
    centre.press("l");
    centre.assert_foot("⏎ open   ⌫ back");
    centre.find("Dredging, sounding and marking of the fairway: 22");
    centre.press("<enter>");
    centre.find("Trades › Dredging & marking");
}

#[test]
fn who_says_so_is_in_sight_beside_long_titles() {
    // The whole title if there is room for all, else the short one.
    after(80, 24, "gl").find("A safer passage  Aims · article");
    let wide = after(120, 40, "gl/ford");
    wide.find("From ford to port  Town · article");
    // Whole titles are still what a filter is held against.
    after(120, 40, "gl/came to carry").find("From ford to port  Town · article");
    after(40, 12, "gl/ford").find("From ford to port  Town");
}

#[test]
fn tab_goes_round_and_what_is_not_shown_leads_to_all_links() {
    let mut browser = after(80, 24, "gm");
    let first = browser.screen();
    let mut walked = 0;
    loop {
        browser.press("<tab>");
        walked += 1;
        if browser.screen() == first {
            break;
        }
        assert!(walked < 60, "Tab goes round");
    }
    assert!(walked > 10, "all nodes are walked: {walked}");
    browser.press("2<tab>2<s-tab>");
    assert_eq!(browser.screen(), first);
    browser.click("+9 more").click("+9 more");
    browser.find("Links  ");
}

#[test]
fn a_click_selects_and_a_second_one_recentres() {
    let mut browser = after(80, 24, "gm");
    browser.click("Safety");
    browser.find("— serves — Safety");
    browser.click("Safety");
    browser.find("Map  Safety");
    let mut list = after(40, 12, "gm");
    list.mouse(MouseKind::WheelDown, 5, 5);
    assert!(!list.screen().contains("├─ Town"), "{}", list.screen());
}

#[test]
fn the_selection_stays_at_another_size_and_views_are_about_it() {
    let mut browser = after(120, 40, "gmjj");
    let told = |browser: &Browser| {
        let screen = browser.screen();
        screen.lines().rev().nth(1).map(str::to_owned)
    };
    assert!(told(&browser).is_some());
    let before = browser.screen().contains("▸ About the chronicle");
    assert!(before, "{}", browser.screen());
    browser.resize(40, 12).find("▸ │  └─○ About");
    browser.resize(80, 24).press("gl");
    browser.find("Links  About the chronicle");
}
