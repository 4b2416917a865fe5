//! How things are found by whoever does not know the keys: hints, the panel behind `g`, the help, the
//! names in the title bar, the line under the first text.

use folio::app::layer::Layer;
use folio::app::message::Message;

use crate::support::browser::Browser;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// Opens the harbour at its start.
fn harbour(width: u16, height: u16, keys: &str) -> Browser {
    let mut browser = Browser::in_harbour(width, height, None);
    browser.press(keys);
    browser
}

/// Waits until what can follow the keys typed so far is shown.
fn pause(browser: &mut Browser) {
    let timeout = browser.pause.expect("a prefix asks to be woken");
    browser.tell(Message::Timeout(timeout));
}

#[track_caller]
fn assert_matrix(browser: &Browser) {
    let front = browser.app().layers().last();
    assert!(matches!(front, Some(Layer::Matrix(_))), "{}", browser.screen());
}

#[test]
fn the_foot_invites_to_the_views_wherever_it_has_room() {
    for (width, height, keys) in [
        (120, 40, ""),
        (120, 40, "<enter>"),
        (120, 40, "<enter>l"),
        (80, 24, ""),
        (80, 24, "<enter>"),
        (40, 12, ""),
        (40, 12, "<enter>"),
    ] {
        harbour(width, height, keys).assert_foot("g go to");
    }
}

#[test]
fn the_way_back_is_the_key_that_everyone_knows() {
    for keys in ["<enter>", "gx", "gl", "gm"] {
        harbour(80, 24, keys).assert_foot("⌫ back");
    }
    harbour(80, 24, "").again_in_ascii("<enter>").assert_foot("Backspace back");
}

#[test]
fn a_click_on_a_hint_presses_its_key() {
    let mut browser = harbour(80, 24, "");
    browser.click("↓ move").assert_selected("From ford to port");
    browser.click("↑").assert_selected("Overview");
    browser.click("⏎ open").assert_foot("⇥ links");
    browser.click("? help");
    assert!(matches!(browser.app().layers().last(), Some(Layer::Help(_))));
    browser.click("Esc close");
    browser.click("s search").press("dues").click("⏎ open").assert_bar("Trades › Dues & loans");
}

#[test]
fn what_follows_a_key_is_a_menu() {
    let mut clicked = harbour(80, 24, "");
    clicked.click("g go to").click("matrix: two themes");
    assert_matrix(&clicked);
    for (width, height) in SIZES {
        let mut browser = harbour(width, height, "g");
        pause(&mut browser);
        browser.assert_foot("⏎ do it");
        browser.press("<down><enter>");
        assert_matrix(&browser);
    }
    let mut left = harbour(80, 24, "");
    let panes = left.screen();
    left.press("g");
    pause(&mut left);
    left.find("outline of this entry");
    left.click("Overview");
    assert_eq!(left.screen(), panes, "a click beside it closes it");
}

#[test]
fn help_lists_by_purpose_what_is_used_most_first() {
    let browser = harbour(80, 24, "?");
    let rows =
        ["FIND", "search everything", "FOLLOW", "back along the trail", "EXPLORE", "matrix:"];
    let found: Vec<u16> = rows.map(|row| browser.find(row).1).to_vec();
    assert!(found.is_sorted(), "{found:?}\n{}", browser.screen());
    for (keys, does) in [("/ n N", "next match, previous match"), ("[ ]", "previous, next entry")] {
        assert_eq!(browser.find(keys).1, browser.find(does).1, "{}", browser.screen());
    }
    insta::assert_snapshot!("help_80x24", browser.screen());
    insta::assert_snapshot!("help_120x40", harbour(120, 40, "<enter>?").screen());
    insta::assert_snapshot!("help_40x12", harbour(40, 12, "?").screen());
}

#[test]
fn enter_and_a_click_in_the_help_do_what_the_row_says() {
    for (width, height) in SIZES {
        let mut browser = harbour(width, height, "?/two themes against<enter>");
        browser.assert_foot("⏎ do it");
        browser.press("<enter>");
        assert_matrix(&browser);
    }
    let mut clicked = harbour(80, 24, "?/two themes against<enter>");
    clicked.click("matrix: two");
    assert_matrix(&clicked);
    let moved = harbour(80, 24, "?/row or line<enter><enter>");
    moved.assert_selected("From ford to port");
    let guide = harbour(80, 24, "?/folio guide<enter><enter>");
    guide.assert_foot("type folio guide in a shell");
    assert!(matches!(guide.app().layers(), [Layer::Help(_)]), "the help stays");
}

#[test]
fn the_help_finds_an_action_by_its_name_in_files_of_keys() {
    let mut browser = harbour(80, 24, "?/half-up");
    let row = browser.find("half a page down, up").1;
    assert_eq!(browser.find("d u  Ctrl-d Ctrl-u").1, row, "{}", browser.screen());
    browser.press("<c-u>find-next");
    assert!(!browser.screen().contains("half a page"), "{}", browser.screen());
    browser.find("next match, previous match");
}

#[test]
fn the_keys_of_a_view_are_told_by_its_own_help() {
    let browser = harbour(80, 24, "?/change rows");
    browser.find("nothing with \"change rows\"");
    let mut browser = harbour(80, 24, "gx?/change rows<enter>");
    let turned = harbour(80, 24, "gxt");
    assert_eq!(browser.press("<enter>").screen(), turned.screen());
}

#[test]
fn what_no_title_has_is_searched_for_in_the_texts() {
    for (width, height) in SIZES {
        let mut browser = harbour(width, height, "/why is it dredged");
        let screen = browser.screen();
        for word in ["nothing", "dredged", "here:", "searches", "texts"] {
            assert!(screen.contains(word), "{word} at {width}×{height}\n{screen}");
        }
        browser.press("<enter>");
        assert!(matches!(browser.app().layers(), [Layer::Finder(_)]));
        browser.find("it dredged");
        browser.press("<esc>");
        assert_eq!(browser.screen(), harbour(width, height, "").screen());
    }
}

#[test]
fn typing_in_the_filter_of_a_popup_leaves_the_box_where_it_is() {
    for (width, height) in SIZES {
        for keys in ["?", "<enter>t"] {
            let mut browser = harbour(width, height, keys);
            let corners = |browser: &Browser| ["┌", "┘"].map(|corner| browser.find(corner));
            let before = corners(&browser);
            browser.press("/wh");
            assert_eq!(corners(&browser), before, "{keys} at {width}×{height}");
        }
    }
}

#[test]
fn on_a_narrow_screen_the_help_has_its_text_below_the_keys() {
    let mut browser = harbour(40, 12, "?/everything");
    let (column, row) = browser.find("search everything");
    assert_eq!(browser.find("s S").1 + 1, row, "{}", browser.screen());
    assert!(column < 8, "{}", browser.screen());
    browser.resize(80, 24);
    assert_eq!(browser.find("s S").1, browser.find("search everything").1);
}

#[test]
fn the_names_in_the_title_bar_lead_where_they_say() {
    for (width, height) in [(120, 40), (80, 24)] {
        for keys in ["", "gx"] {
            let mut browser = Browser::in_harbour(width, height, Some("trade/dues"));
            browser.press("<enter>").press(keys).click("Trades");
            browser.assert_selected("TRADES");
            browser.press("<down><enter>").press(keys).click("A river harbour");
            browser.assert_bar("Town › Overview");
            browser.press("<bs>");
            assert!(!browser.screen().contains("Town › Overview"), "it is a step of the trail");
        }
    }
}

#[test]
fn the_first_text_invites_to_a_route_the_matrix_and_search() {
    for (width, height) in [(120, 40), (80, 24)] {
        let mut browser = harbour(width, height, "");
        insta::assert_snapshot!(format!("invitation_{width}x{height}"), browser.screen());
        browser.click("gx matrix");
        assert_matrix(&browser);
        browser.press("<esc>jj<enter>");
        assert!(!browser.screen().contains("gx matrix"), "{}", browser.screen());
        browser.press("gh");
        assert!(!browser.screen().contains("gx matrix"), "only where the trail begins");
    }
    let mut again = harbour(80, 24, "");
    let before = again.screen();
    again.reload(crate::support::browser::harbour().clone());
    assert_eq!(again.screen(), before, "its minutes are counted again");
    let narrow = harbour(40, 12, "<enter>");
    assert!(narrow.screen().contains("gr "), "{}", narrow.screen());
    let without = Browser::open(80, 24);
    without.find("gr A first cup, 1 min · s search");
    assert!(!without.screen().contains("matrix"), "the pack has none: {}", without.screen());
}
