//! What is near in meaning to the open entry: beside its text, and as a view.

use folio::app::Opening;
use ratatui::layout::Size;

use crate::support::browser::{Browser, harbour};
use crate::support::packs::{HEAD, Pack};

/// Opens the harbour at an entry and presses keys.
fn at(id: &str, width: u16, height: u16, keys: &str) -> Browser {
    let mut browser = Browser::in_harbour(width, height, Some(id));
    browser.press(keys);
    browser
}

#[test]
fn what_is_near_stands_below_the_links_and_opens() {
    let mut browser = at("town/ford", 120, 40, "");
    insta::assert_snapshot!("beside_120x40", browser.screen());
    // The last row of the side pane.
    browser.press("llG");
    insta::assert_snapshot!("last_row_120x40", browser.screen());
}

#[test]
fn all_that_is_near_is_a_view_which_says_what_is_linked_as_well() {
    insta::assert_snapshot!("view_120x40", at("town/ford", 120, 40, "ga").screen());
    insta::assert_snapshot!("view_80x24", at("town/ford", 80, 24, "gaj").screen());
    insta::assert_snapshot!("view_40x12", at("town/ford", 40, 12, "ga").screen());
}

#[test]
fn an_entry_is_told_once_as_a_link_or_as_near() {
    let library = harbour();
    let catalogue = &library.catalogue;
    let mut told = 0;
    for key in catalogue.entries() {
        let screen = at(catalogue.id(key), 120, 200, "").screen();
        let beside: Vec<&str> = screen
            .lines()
            .filter_map(|line| line.rsplit_once('│'))
            .map(|(_, it)| it.trim())
            .collect();
        let Some(heading) = beside.iter().position(|line| *line == "NEAR IN MEANING") else {
            continue;
        };
        let (links, near) = beside.split_at(heading);
        let titles = catalogue.entries().map(|entry| catalogue.short(entry));
        for title in titles.filter(|title| near.contains(title)) {
            let below = links.iter().skip_while(|line| !line.starts_with("LINK"));
            assert!(!below.into_iter().any(|line| *line == title), "{title}\n{screen}");
            told += 1;
        }
    }
    assert!(told > 0);
}

#[test]
fn entries_of_the_same_name_are_told_apart_by_their_themes() {
    let themes = "[[theme]]\nid = 'b'\ntitle = 'Boats'\n";
    let entry = |id: &str, title: &str, (place, ship): (&str, &str)| {
        format!(
            "[[entry]]\nid = '{id}'\ntitle = '{title}'\nsummary = 'Money that a {place} takes from {ship}.'\n\
             body = 'Each of the {ship} pays for its berth in the {place}.'\n"
        )
    };
    let entries = [
        entry("a/fee", "Port fees", ("port", "ships")),
        entry("a/dues", "Harbour dues", ("harbour", "vessels")),
        entry("b/dues", "Harbour dues", ("harbour", "boats")),
    ];
    let head = HEAD.replace("title = 'Test'", "title = 'Test'\nlanguage = 'en'");
    let pack = Pack::new().file("pack.toml", head + themes).file("e.toml", entries.concat());
    let opening = Opening { size: Size { width: 120, height: 40 }, ..Opening::default() };
    let screen = Browser::open_opened(pack.open(), opening).screen();
    let beside = screen.lines().filter_map(|line| line.rsplit_once('│'));
    let beside: Vec<&str> = beside.map(|(_, row)| row.trim()).collect();
    let themes: Vec<&str> =
        beside.windows(2).filter(|rows| rows[0] == "Harbour dues").map(|rows| rows[1]).collect();
    assert_eq!(themes, ["A", "Boats"], "{screen}");
}

/// Returns what stands in the selected row of the side pane.
fn selected_beside(browser: &Browser) -> String {
    let screen = browser.screen();
    let beside = screen.lines().filter_map(|line| line.rsplit_once('│'));
    let selected = beside.map(|(_, row)| row.trim()).find(|row| row.starts_with('▸'));
    selected.unwrap_or_else(|| panic!("nothing is selected:\n{screen}")).to_owned()
}

#[test]
fn what_is_near_is_shown_when_it_is_known_and_kept() {
    let mut browser = Browser::in_harbour(80, 40, Some("town/ford"));
    browser.hold_surveys();
    browser.resize(120, 40);
    browser.press("lljj");
    assert!(!browser.screen().contains("NEAR IN MEANING"), "{}", browser.screen());
    let selected = selected_beside(&browser);
    browser.release_surveys();
    assert!(browser.screen().contains("NEAR IN MEANING"), "{}", browser.screen());
    assert_eq!(selected_beside(&browser), selected, "the selection stays");
    browser.hold_surveys();
    browser.press("]");
    assert!(!browser.screen().contains("NEAR IN MEANING"), "{}", browser.screen());
    browser.press("[");
    assert!(browser.screen().contains("NEAR IN MEANING"), "{}", browser.screen());
}
