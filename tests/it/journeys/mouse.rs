//! The mouse: what it points at, it acts on.

use folio::app::input::MouseKind;
use folio::app::layer::Layer;

use crate::support::browser::Browser;

#[test]
fn a_click_previews_and_a_second_one_goes_in() {
    let mut browser = Browser::open(80, 24);
    let (column, row) = browser.find("Water");
    browser.mouse(MouseKind::Press, column, row);
    browser.assert_bar("Basics › Water");
    browser.assert_foot("/ filter");
    // The title bar names the entry now, too: the same cell is clicked again.
    browser.mouse(MouseKind::Press, column, row);
    browser.assert_foot("⇥ links");
}

#[test]
fn a_click_follows_a_link() {
    let mut browser = Browser::open(80, 24);
    browser.click("green tea");
    browser.assert_bar("Kinds › Green tea");
    browser.press("H");
    browser.assert_bar("Basics › Overview");
}

#[test]
fn a_click_on_the_tag_of_a_place_tells_what_it_means() {
    let mut browser = Browser::in_harbour(80, 24, Some("trade/dues"));
    browser.click("[02 · Trades]");
    let screen = browser.screen();
    for told in [
        "Second part, on the trades",
        "Article: Harbour Board · The chronicle of the harbour · 1897",
        "in the board's own archive",
        "The statement rests on",
        "Also said there",
    ] {
        assert!(screen.contains(told), "{told}: {screen}");
    }
    insta::assert_snapshot!("the_tag_of_a_place", screen);
    browser.press("<enter>");
    assert!(browser.screen().contains("Sources"), "{}", browser.screen());
}

#[test]
fn a_click_on_a_theme_shows_its_page_and_collapses_it() {
    let mut browser = Browser::open(80, 24);
    let water = |browser: &Browser| browser.screen().contains("\n  Water");
    browser.click("BASICS").assert_bar("A book of tea › Basics");
    assert!(!water(&browser), "{}", browser.screen());
    browser.click("BASICS");
    assert!(water(&browser), "{}", browser.screen());
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let mut browser = Browser::after(80, 14, "jj");
    // The foot says other things at the start of a text than further on.
    let list = |browser: &Browser| {
        let screen = browser.screen();
        screen.lines().take(13).map(|l| l.chars().take(26).collect()).collect::<Vec<String>>()
    };
    let before = (list(&browser), browser.screen());
    browser.mouse(MouseKind::WheelDown, 50, 5);
    assert_eq!(list(&browser), before.0);
    assert_ne!(browser.screen(), before.1);
    browser.mouse(MouseKind::WheelUp, 50, 5);
    assert_eq!(browser.screen(), before.1);
}

#[test]
fn the_wheel_takes_lists_along_without_their_selection() {
    #[track_caller]
    fn check(keys: &str, column: u16, row: u16, gone: &str) {
        let mut browser = Browser::after(120, 6, keys);
        browser.find(gone);
        browser.mouse(MouseKind::WheelDown, column, row);
        assert!(!browser.screen().contains(gone), "{}", browser.screen());
        browser.mouse(MouseKind::WheelUp, column, row).mouse(MouseKind::WheelUp, column, row);
        browser.find(gone);
    }
    check("", 5, 3, "Water");
    check("", 110, 3, "ON THIS PAGE");
    check("stea", 5, 3, "Green tea");
    check("?", 60, 3, "FIND");
}

#[test]
fn a_drag_on_the_border_resizes() {
    let mut browser = Browser::open(80, 24);
    let (usual, _) = browser.find("┬");
    browser.mouse(MouseKind::Press, usual, 5).mouse(MouseKind::Drag, 20, 6);
    browser.mouse(MouseKind::Release, 20, 6);
    assert_eq!(browser.find("┬").0, 20);
    browser.press("=");
    assert_eq!(browser.find("┬").0, usual);
}

#[test]
fn a_click_beside_a_popup_closes_it() {
    for (width, row) in [(120, 3), (80, 0)] {
        let mut browser = Browser::after(width, 24, "?");
        browser.mouse(MouseKind::Press, 0, row);
        assert_eq!(browser.screen(), Browser::open(width, 24).screen());
    }
}

#[test]
fn the_title_of_a_single_pane_leads_back() {
    let mut browser = Browser::after(40, 12, "<enter>");
    browser.click("‹ Basics");
    assert_eq!(browser.screen(), Browser::open(40, 12).screen());
}

/// Goes back from a view by the title, turns the wheel until a row is in sight, selects it by a click and
/// opens it by another one.
#[track_caller]
fn check_view(keys: &str, head: &str, row: &str, opens: &str) {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut browser = Browser::in_harbour(width, height, Some("trade/dues"));
        let before = browser.screen();
        browser.press(keys);
        browser.find(head);
        if width < 80 {
            browser.mouse(MouseKind::Press, 3, 0);
        } else {
            browser.click("Dues & loans");
        }
        assert_eq!(browser.screen(), before, "{keys}: the title leads back");
        browser.press(keys);
        while !browser.screen().contains(row) {
            let screen = browser.screen();
            browser.mouse(MouseKind::WheelDown, 5, 4);
            assert_ne!(browser.screen(), screen, "{keys}: the wheel does not come to \"{row}\"");
            browser.find(head);
        }
        browser.click(row);
        browser.find(head);
        let (_, at) = browser.find(row);
        let line = browser.screen().lines().nth(usize::from(at)).unwrap_or_default().to_owned();
        assert!(line.contains('▸'), "{keys}: a click selects\n{}", browser.screen());
        browser.click(row);
        let app = browser.app();
        let shown = match app.layers().last() {
            Some(Layer::Map(view)) => Some(view.centre()),
            Some(layer) => panic!("{keys}: {layer:?} is still in front"),
            None => app.reader().and_then(|page| page.key.entry()),
        };
        assert_eq!(shown.map(|entry| app.catalogue().id(entry)), Some(opens), "{keys}");
    }
}

#[test]
fn every_view_is_walked_by_the_mouse_alone() {
    check_view("gl", "Links  ", "Clean water watch  Tr", "trade/clean-water");
    check_view("gpbottomry<enter>", "Path  ", "Bottomry loan  Gl", "term/bottomry");
    check_view("gcbottomry<enter>", "Compare  ", "Harbour due", "term/harbour-due");
    check_view("gv", "Sources  ", "Overview · ", "town/overview");
    check_view("gr", "Routes  ", "Clean water", "trade/clean-water");
    check_view("gs", "What is missing  ", "What lies down", "town/outlook");
    check_view("gx", "Matrix  ", "7 Crews", "trade/crews");
    check_view("gm", "Map  ", "Clean w", "trade/clean-water");
}

#[test]
fn the_title_leads_back_from_the_finder_and_the_glossary() {
    for keys in ["sgreen", "iox"] {
        let mut browser = Browser::after(40, 12, "<enter>");
        let before = browser.screen();
        browser.press(keys).click("‹ Overview");
        assert_eq!(browser.screen(), before, "{keys}");
    }
}

#[test]
fn a_click_takes_a_row_that_is_still_being_filtered() {
    let mut browser = Browser::after(80, 24, "/tea");
    browser.click("3 Black tea");
    browser.assert_bar("Kinds › Black tea");
    assert!(browser.app().layers().is_empty(), "what was typed is accepted");
    browser.press("gl/o");
    browser.mouse(MouseKind::Press, 5, 23);
    assert!(browser.app().prompt().is_some(), "the line that is typed in stays");
    browser.click("Overview");
    assert!(browser.app().prompt().is_none(), "the line is gone");
    assert_eq!(browser.app().layers().len(), 1, "the view is there");
    browser.assert_selected("Overview");
    browser.click("Overview");
    browser.assert_bar("Basics › Overview");
}

#[test]
fn the_wheel_scrolls_what_is_still_being_filtered() {
    let mut browser = Browser::after(120, 6, "/t");
    browser.find("Water");
    browser.mouse(MouseKind::WheelDown, 5, 3);
    assert!(!browser.screen().contains("Water"), "{}", browser.screen());
    browser.press("e");
    browser.find("/te");
}
