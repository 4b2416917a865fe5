//! Views are stops of the trail: going back from an entry that was opened in one leads to the view
//! again, as it was left.

use crate::support::browser::Browser;

/// Opens the harbour at the trade that most is tied to.
fn after(width: u16, height: u16, keys: &str) -> Browser {
    let mut browser = Browser::in_harbour(width, height, Some("trade/dredging"));
    browser.press(keys);
    browser
}

/// What opens each view, and what goes into an entry from a place in it that is not its first.
const VIEWS: [(&str, &str, &str); 7] = [
    ("matrix", "gx4jl", "<enter>"),
    ("links", "glj", "<enter>"),
    ("path", "gpliving river<enter>jj", "<enter>"),
    ("comparison", "gcliving river<enter>j", "<enter>"),
    ("source", "gvjj", "<enter>"),
    ("routes", "grj", "<enter>"),
    ("map", "gmj", "o"),
];

/// Returns all of a screen but its foot and the rows above it that a sentence may take, which tells why an
/// entry was opened only once.
fn above_the_foot(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().collect();
    rows[..rows.len() - 4].join("\n")
}

#[test]
fn back_from_an_entry_leads_to_the_view_it_was_opened_in() {
    for (name, opened, into) in VIEWS {
        for (width, height) in [(120, 40), (80, 24), (40, 12)] {
            let mut browser = after(width, height, "");
            let panes = browser.screen();
            browser.press(opened);
            let view = browser.screen();
            assert_ne!(view, panes, "{name} at {width}×{height}");
            browser.press(into);
            let entry = above_the_foot(&browser.screen());
            assert_ne!(entry, above_the_foot(&view), "{name} at {width}×{height}");
            browser.press("H");
            if name == "routes" {
                // They say meanwhile on which stop one is, and how the route is left.
                let stop = |screen: &str| {
                    let row = screen.lines().find(|row| row.starts_with('▸')).map(str::to_owned);
                    row.and_then(|row| row.split_once("  ").map(|(stop, _)| stop.to_owned()))
                };
                assert_eq!(stop(&browser.screen()), stop(&view), "{name} at {width}×{height}");
            } else {
                assert_eq!(browser.screen(), view, "{name} at {width}×{height}");
            }
            browser.press("L");
            let again = above_the_foot(&browser.screen());
            assert_eq!(again, entry, "{name} at {width}×{height}: forward");
            browser.press("H<esc>");
            // Themes that were unfolded on the way stay so.
            assert_eq!(browser.screen().lines().next(), panes.lines().next(), "{name}: away");
            assert_ne!(browser.screen(), view, "{name} at {width}×{height}: away");
            browser.press("L");
            let again = above_the_foot(&browser.screen());
            assert_eq!(again, entry, "{name}: away is not off the trail");
        }
    }
}

#[test]
fn back_in_a_view_leads_to_what_is_under_it() {
    for (name, opened, _) in VIEWS {
        let mut browser = after(80, 24, "");
        let panes = browser.screen();
        browser.press(opened).press("<bs>");
        assert_eq!(browser.screen(), panes, "{name}");
    }
}

#[test]
fn a_view_that_took_the_place_of_another_leads_back_to_it() {
    for (name, opened, _) in VIEWS.into_iter().skip(1) {
        let mut browser = after(80, 24, "gx4jl");
        let matrix = browser.screen();
        browser.press(opened);
        assert_ne!(browser.screen(), matrix, "{name}");
        browser.press("H");
        assert_eq!(browser.screen(), matrix, "{name}");
    }
}

#[test]
fn another_pair_of_themes_is_no_step_of_the_trail() {
    let mut browser = after(80, 24, "");
    let panes = browser.screen();
    browser.press("gx<tab><tab>H");
    assert_eq!(browser.screen(), panes);
}

#[test]
fn the_filter_and_the_selection_of_a_view_come_back_with_it() {
    let mut browser = Browser::after(80, 24, "gl/ox<enter>");
    let view = browser.screen();
    browser.press("<enter>");
    browser.assert_bar("Glossary › Oxidation");
    browser.press("H");
    assert_eq!(browser.screen(), view);
}

#[test]
fn a_view_opened_over_a_preview_leads_back_to_the_previewed_entry() {
    let mut browser = after(80, 24, "jjjgl");
    let view = browser.screen();
    browser.press("j<enter>H<esc>");
    let under = browser.screen();
    browser.press("gl");
    assert_eq!(browser.screen(), view, "{under}");
}

#[test]
fn the_other_end_of_a_path_is_asked_for_over_the_view() {
    let mut browser = after(80, 24, "gx4jl");
    let matrix = browser.screen();
    browser.press("gp<esc>");
    assert_eq!(browser.screen(), matrix);
}
