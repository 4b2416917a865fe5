//! What a text rests on and in which order it is read: coverage, routes, terms, health.

use std::path::Path;

use folio::app::Opening;
use ratatui::layout::Size;

use crate::formats::open;
use crate::support::browser::Browser;

#[test]
fn coverage() {
    insta::assert_snapshot!("coverage_120x40", Browser::after(120, 40, "gv").screen());
    insta::assert_snapshot!("coverage_80x24", Browser::after(80, 24, "gv").screen());
    insta::assert_snapshot!("coverage_40x12", Browser::after(40, 12, "gv").screen());
    insta::assert_snapshot!("coverage_styles", Browser::after(80, 24, "gv").styles());
    insta::assert_snapshot!("coverage_filtered", Browser::after(80, 24, "gv/not used").screen());
}

#[test]
fn from_a_statement_to_its_claim_and_back() {
    // The second statement is in view as soon as the first rows have gone by.
    let mut browser = Browser::after(80, 12, "<enter>13j");
    let before = (browser.screen(), browser.styles());
    browser.press("gv");
    browser.assert_selected("     Overview · How it is made");
    let (_, statement) = browser.find("Overview · How it is made");
    let (_, claim) = browser.find("c2  Oxidation tells the kinds apart.");
    assert_eq!(claim + 1, statement, "the statement stands under its claim");
    browser.resize(120, 40);
    let quoted = browser.screen();
    assert!(quoted.contains("│  The leaves wither, and oxidation begins."), "{quoted}");
    browser.resize(80, 12).press("<esc>");
    assert_eq!((browser.screen(), browser.styles()), before);
    browser.press("gv<enter>");
    let landed = browser.screen();
    assert_eq!(
        landed.lines().nth(1).map(|row| row.contains("How it is made")),
        Some(true),
        "{landed}"
    );
    browser.press("H");
    browser.assert_selected("     Overview · How it is made");
    browser.press("H");
    assert_eq!((browser.screen(), browser.styles()), before);
}

#[test]
fn a_statement_of_another_entry_is_quoted_and_opened_and_back_returns() {
    let mut browser = Browser::after(120, 40, "jj<enter>gvG");
    assert!(browser.screen().contains("names neither a claim nor an editor"));
    assert!(browser.screen().contains("The picked leaf loses water"), "{}", browser.screen());
    browser.press("<enter>");
    browser.assert_bar("Glossary › ");
    browser.press("H");
    browser.assert_bar("Basics › Long history");
}

#[test]
fn an_editors_statement_leads_to_the_nearest_claim_and_says_so() {
    let mut browser = Browser::after(80, 9, "<enter>Ggv");
    browser.assert_selected("     Overview · How it is made");
    browser.assert_foot("this statement is not by the article");
    browser.press("<esc>").press("]gv");
    browser.assert_foot("no statement of this entry rests on a claim");
}

#[test]
fn a_selected_link_decides_which_statement_is_meant() {
    let browser = Browser::after(80, 24, "<enter><tab>gv");
    browser.assert_selected("     Overview · All true tea");
    let mut browser = Browser::after(80, 24, "<enter>");
    for _ in 0..8 {
        browser.press("<tab>");
    }
    browser.press("<s-tab>");
    assert!(browser.press("gv").screen().contains("▸"), "{}", browser.screen());
}

#[test]
fn routes() {
    insta::assert_snapshot!("routes_120x40", Browser::after(120, 40, "gr").screen());
    insta::assert_snapshot!("routes_80x24", Browser::after(80, 24, "gr").screen());
    insta::assert_snapshot!("routes_40x12", Browser::after(40, 12, "gr").screen());
    insta::assert_snapshot!("on_a_route_120x40", Browser::after(120, 40, "gr<enter>)").screen());
    insta::assert_snapshot!("on_a_route_80x24", Browser::after(80, 24, "gr<enter>)").screen());
    insta::assert_snapshot!("on_a_route_40x12", Browser::after(40, 12, "gr<enter>)").screen());
    insta::assert_snapshot!("routes_left_off", Browser::after(80, 24, "gr<enter>)gg").screen());
}

#[test]
fn a_filter_shows_what_rests_on_a_claim_under_that_claim() {
    // The filter names an entry, not the claim; without it the statement alone would say nothing.
    let screen = Browser::after(80, 24, "gv/overview<enter>").screen();
    let rows: Vec<&str> = screen.lines().skip(3).collect();
    let first = rows.iter().position(|row| row.contains("Overview ·")).expect("a statement");
    assert!(rows[first - 1].contains("All true tea comes from one plant."), "{screen}");
}

#[test]
fn a_statement_is_quoted_once_the_filter_is_accepted() {
    let quoted = "Soft water, poured off the boil";
    let mut browser = Browser::after(80, 24, "gv/wa");
    browser.find("▸     Water");
    assert!(!browser.screen().contains(quoted), "no body is read for each letter that is typed");
    browser.press("<enter>").find(quoted);
}

#[test]
fn a_route_is_followed_stop_by_stop() {
    let mut browser = Browser::after(80, 24, ")");
    browser.assert_foot("no route is being followed");
    let on = |browser: &Browser, entry: &str, position: &str| {
        let screen = browser.screen();
        assert!(screen.lines().next().unwrap().contains(entry), "{screen}");
        assert!(screen.contains(position), "{screen}");
    };
    browser.press("gr<enter>");
    on(&browser, "Basics › Overview", "A first cup 1/3 · 1 min left");
    browser.press("(");
    browser.assert_foot("this is the first stop");
    browser.press(")");
    on(&browser, "Kinds › Green tea", "A first cup 2/3");
    // Off the route no stop is claimed, and the foot says what leads back.
    browser.press("]]");
    on(&browser, "Kinds › Black tea", ") back to A first cup");
    assert!(!browser.screen().contains("2/3"), "{}", browser.screen());
    browser.press(")");
    on(&browser, "Kinds › Green tea", "A first cup 2/3");
    browser.press("]](");
    on(&browser, "Kinds › Green tea", "A first cup 2/3");
    browser.press(")");
    on(&browser, "Basics › Water", "A first cup 3/3");
    assert!(!browser.screen().contains("next stop"), "none follows: {}", browser.screen());
    browser.press("2(");
    on(&browser, "Basics › Overview", "A first cup 1/3");
    browser.press("9)");
    on(&browser, "Basics › Water", "A first cup 3/3");
    browser.press(")");
    let ended = |browser: &Browser| {
        let screen = browser.screen();
        let foot = screen.lines().last().unwrap_or_default();
        assert!(foot.contains("“A first cup” ends here") && !foot.contains("3/3"), "{screen}");
    };
    ended(&browser);
    // One step too many does not lose the route.
    browser.press("))(");
    on(&browser, "Kinds › Green tea", "A first cup 2/3");
    browser.press("))");
    ended(&browser);
    // Each stop was a step of the trail.
    browser.press("H");
    browser.assert_bar("Kinds › Green tea");
}

#[test]
fn a_stop_that_is_reached_another_way_is_where_one_is_on_the_route() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut browser = Browser::after(width, height, "gr<enter>");
        browser.assert_foot("1/3");
        browser.press("swater<enter>");
        browser.assert_foot("3/3");
        browser.press("H");
        browser.assert_foot("1/3");
    }
    // A preview is no arrival.
    let mut browser = Browser::after(80, 24, "gr<enter>hj");
    browser.assert_foot(") back to A first cup");
    browser.press(")");
    browser.assert_foot("A first cup 1/3");
}

#[test]
fn a_route_is_left_by_its_key_and_by_its_line() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        for leave in ["grx", "gr/leave<enter><enter>"] {
            let mut browser = Browser::after(width, height, "gr<enter>)");
            browser.assert_foot("2/3");
            browser.press(leave);
            browser.assert_foot("“A first cup” is left");
            browser.press("j");
            let screen = browser.screen();
            assert!(!screen.contains("2/3") && !screen.contains("back to"), "{screen}");
            browser.press(")").assert_foot("no route is being followed");
            browser.press("gr");
            let screen = browser.screen();
            assert!(!screen.contains("left off here") && !screen.contains("leave"), "{screen}");
        }
    }
    let mut browser = Browser::after(80, 24, "gr<enter>gr");
    browser.assert_foot("x leave the route");
    browser.press("<esc>glx").find("Links  Overview");
}

#[test]
fn the_computed_route_leads_to_the_entry() {
    let mut browser = Browser::after(80, 24, "/oolong<enter><enter>gr");
    let screen = browser.screen();
    assert!(screen.contains("Before “Oolong”"), "{screen}");
    browser.press("gg<enter>");
    browser.assert_foot("Before “Oolong” 1/3");
    browser.press("gr").find("leave this route");
    browser.press("<esc>");
    // At a stop on the way the route is still the one to the entry, and it is known how far one is.
    let screen = browser.press(")gr").screen();
    let rows: Vec<&str> = screen.lines().collect();
    let route = rows.iter().position(|row| row.contains("Before “Oolong”")).unwrap();
    assert!(
        rows[route + 2].starts_with('▸') && rows[route + 2].contains("left off here"),
        "{screen}"
    );
    // A look at another entry from the list changes nothing about what its lines mean.
    browser.press("jjo").press("kk<enter>");
    browser.assert_foot("Before “Oolong” 2/3");
}

#[test]
fn a_peek_shows_where_else_a_term_stands() {
    insta::assert_snapshot!(
        "peek_120x40",
        Browser::after(120, 40, "<enter><tab><tab><tab><tab>K").screen()
    );
    insta::assert_snapshot!(
        "peek_80x24",
        Browser::after(80, 24, "<enter><tab><tab><tab><tab>K").screen()
    );
    insta::assert_snapshot!("peek_40x12", Browser::after(40, 12, "<enter>fjjK").screen());
}

#[test]
fn health() {
    insta::assert_snapshot!("health_120x40", Browser::after(120, 40, "gs").screen());
    insta::assert_snapshot!("health_80x24", Browser::after(80, 24, "gs").screen());
    insta::assert_snapshot!("health_40x12", Browser::after(40, 12, "gs").screen());
    let mut browser = Browser::after(80, 24, "gs<enter>");
    assert!(!browser.screen().contains("What is missing"), "{}", browser.screen());
    assert!(browser.press("H").screen().contains("Basics › Overview"));
}

#[test]
fn first_rows_show_before_the_bodies_are_read_and_the_rest_fills_in() {
    let mut browser = Browser::open(80, 24);
    browser.hold_surveys();
    let waiting = browser.press("gv").screen();
    assert!(waiting.contains("reading the statements…") && waiting.contains("c1  All true tea"));
    assert!(!waiting.contains("Overview · "), "{waiting}");
    browser.release_surveys();
    assert_eq!(browser.screen(), Browser::after(80, 24, "gv").screen());
    let mut browser = Browser::open(80, 24);
    browser.hold_surveys();
    assert!(browser.press("gr").screen().contains("A first cup  3 stops"));
    browser.release_surveys();
    assert_eq!(browser.screen(), Browser::after(80, 24, "gr").screen());
    let mut browser = Browser::open(80, 24);
    browser.hold_surveys();
    assert!(browser.press("gs").screen().contains("reading all entries…"));
    browser.release_surveys();
    assert_eq!(browser.screen(), Browser::after(80, 24, "gs").screen());
}

#[test]
fn all_entries_are_listed_by_their_type() {
    let roastery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/okf");
    let opening = Opening { size: Size::new(120, 40), ..Opening::default() };
    let mut browser = Browser::open_opened(open(&roastery), opening);
    browser.press("gk");
    insta::assert_snapshot!("types_120x40", browser.screen());
    browser.press("/drum<enter>");
    let narrowed = browser.screen();
    assert!(narrowed.contains("Metric (3)") && !narrowed.contains("Playbook (1)"), "{narrowed}");
    browser.reload(open(&roastery).library);
    assert_eq!(browser.screen(), narrowed);
    browser.press("<enter>");
    browser.assert_bar("Drum weight");
    let without = Browser::after(120, 40, "gk");
    without.assert_foot("no entry here has a type");
}
