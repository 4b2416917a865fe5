//! The frame around the page: panes by the width of the window, the page of a theme, long lists and
//! several packs in the contents, popups.

use std::path::Path;
use std::sync::Arc;

use folio::app::Opening;
use folio::document::Document;
use folio::keys::Context;
use folio::model::{Catalogue, Library, NewEntry, Pack, Theme};
use folio::palettes::Palette;
use folio::search::Index;
use folio::store::{self, Origin};
use folio::text::glyphs::Glyphs;
use ratatui::buffer::Cell;
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};

use crate::support::browser::Browser;
use crate::support::command::run;
use crate::support::packs;

/// Opens the harbour and presses keys.
fn harbour(width: u16, height: u16, keys: &str) -> Browser {
    let mut browser = Browser::in_harbour(width, height, None);
    browser.press(keys);
    browser
}

/// Opens both packs of the tests in one library.
fn two_packs(width: u16, height: u16, keys: &str) -> Browser {
    let folder = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(name);
    let opened = store::open(&["tea", "harbour"].map(|name| Origin::Folder(folder(name))));
    let opening = Opening { size: Size { width, height }, ..Opening::default() };
    let mut browser = Browser::open_library(opened.library, opening);
    browser.press(keys);
    browser
}

/// Opens a pack of one theme with so many entries.
fn large(count: usize, width: u16, height: u16) -> Browser {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("large", "Large"));
    let theme = catalogue.push_theme(Theme::new(pack, "a", "All of them"));
    for number in 1..=count {
        let (id, title) = (format!("a/{number}"), format!("Title {number}"));
        catalogue.push_entry(NewEntry::new(theme, &id, &title));
    }
    let opening = Opening { size: Size { width, height }, ..Opening::default() };
    // Nothing is searched for here.
    let index = Arc::new(Index::new(&Library::new(Catalogue::new(), Vec::new())));
    let bodies = vec![Arc::default(); count];
    Browser::open_indexed(Library::new(catalogue, bodies), index, opening)
}

#[test]
fn reading_on_leads_from_a_theme_to_its_first_entry_and_says_where_a_pack_ends() {
    let mut browser = Browser::open(80, 24);
    browser.press("gg<enter>").assert_bar("Basics");
    browser.assert_foot("] next");
    for _ in 0..5 {
        browser.press(" ");
        if browser.screen().lines().next().is_some_and(|bar| bar.contains("1/3")) {
            break;
        }
    }
    browser.assert_bar("1/3");
    browser.press("<esc>G<enter>");
    for _ in 0..20 {
        browser.press(" ");
    }
    browser.assert_foot("this is the last entry");
}

#[test]
fn words_are_selected_from_the_lists_too() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut browser = Browser::open(width, height);
        browser.press("v").assert_foot("Esc");
        assert_eq!(browser.app.context(), Context::Selecting, "{width}:\n{}", browser.screen());
        browser.press("<esc>gg<esc>ggv");
        browser.assert_foot("no words");
    }
}

#[test]
fn a_theme_has_a_page() {
    insta::assert_snapshot!("theme_120", harbour(120, 40, "}}").screen());
    insta::assert_snapshot!("theme_80", harbour(80, 24, "}}").screen());
    insta::assert_snapshot!("theme_40", harbour(40, 12, "}}<enter>").screen());
}

#[test]
fn beside_the_page_of_a_theme_nobody_says_that_it_has_no_links() {
    // Trades is a theme that no matrix of the pack is about; what it lists leads somewhere.
    let quays = harbour(120, 40, "}}}}");
    let screen = quays.screen();
    assert!(!screen.contains("no headings, no links"), "{screen}");
    quays.find("links in the text only");
}

#[test]
fn a_filter_says_how_much_it_lets_through_and_for_which_name() {
    let mut browser = harbour(120, 40, "/lodsman");
    browser.find("1 Piloting · lodsman");
    browser.press("<enter>").assert_foot("/lodsman · 1");
    let count = harbour(120, 40, "gv/river").screen();
    assert!(count.lines().any(|row| row.contains("/river · ")), "{count}");
}

#[test]
fn n_steps_through_what_a_filter_lets_through() {
    let mut browser = harbour(80, 40, "/trad<enter>");
    let first = browser.screen();
    let second = browser.press("n").screen();
    assert_ne!(first, second);
    assert_eq!(browser.press("N").screen(), first);
    browser.press("N").assert_foot("no further match in the list");
    let last = browser.press("99n").screen();
    assert_ne!(last, first, "as far as there are any");
    browser.press("n").assert_foot("no further match in the list");
}

#[test]
fn lines_of_a_view_end_before_the_bar() {
    let browser = harbour(44, 24, "gv");
    let screen = browser.screen();
    let beside: Vec<&str> = screen.lines().filter_map(|row| row.strip_suffix('┃')).collect();
    assert!(beside.iter().any(|row| row.trim_end().ends_with('…')), "{screen}");
    let free = |row: &&str| row.ends_with([' ', '…']);
    assert!(beside.iter().all(free), "{screen}");
}

#[test]
fn the_bar_names_what_is_shown_and_where_in_its_theme_that_is() {
    #[track_caller]
    fn check(width: u16, keys: &str, expected: &str) {
        let screen = harbour(width, 24, keys).screen();
        let bar: Vec<&str> = screen.lines().next().unwrap_or("").split_whitespace().collect();
        assert_eq!(bar.join(" "), expected, "after {keys} at {width}");
    }
    check(120, "j", "A river harbour › Town › From ford to port 2/5");
    check(120, "}", "A river harbour › Aims 3 entries");
    check(80, "}}", "A river harbour › Trades 9 entries");
    check(80, "}}lj", "A river harbour › Trades › Piloting 1/9");
    check(40, "}}", "A river harbour 9 entries");
    check(40, "}}j", "A river harbour 1/9 Trades");
    check(40, "}}j<enter>", "‹ Trades 1/9");
    check(40, "}}<enter>", "‹ A river harbour 9 entries");
}

#[test]
fn an_entry_of_the_page_is_gone_to_and_back_leads_to_the_page() {
    let mut browser = harbour(80, 24, "}}<enter><tab><tab><enter>");
    browser.assert_bar("Trades › ");
    browser.assert_bar("2/9");
    // Read by now, it is so on both screens.
    let page = harbour(80, 24, "}}ljjMkk<enter><tab><tab>").screen();
    assert_eq!(browser.press("H").screen(), page, "the page is as it was left");
    browser.press("<enter>").assert_bar("2/9");
    browser.press("H<tab><enter>").assert_bar("3/9");
    browser.press("HH").assert_bar("Town");
}

#[test]
fn a_preview_of_a_theme_is_no_step_of_the_trail() {
    let mut browser = harbour(80, 24, "}}}H");
    browser.assert_bar("Town › Overview");
    browser.press("H").assert_foot("the trail begins here");
}

#[test]
fn the_next_entry_after_the_page_of_a_theme_is_its_first() {
    #[track_caller]
    fn check(keys: &str, expected: &str) {
        harbour(80, 24, keys).assert_bar(expected);
    }
    check("}}<enter>]", "1/9");
    check("}}<enter>[", "Aims › ");
    check("}}<enter>3]", "3/9");
    harbour(80, 24, "{<enter>[").assert_foot("this is the first entry");
}

#[test]
fn views_are_about_the_entry_that_is_selected_on_the_page_of_a_theme() {
    let mut browser = harbour(80, 24, "}}<enter>gl");
    browser.assert_foot("select an entry first");
    let below_bar =
        |browser: &Browser| browser.screen().lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    browser.press("<tab>gl");
    assert_eq!(below_bar(&browser), below_bar(&harbour(80, 24, "}}ljgl")));
}

#[test]
fn a_theme_that_a_search_offers_is_opened_as_a_page() {
    Browser::after(80, 24, "skinds<enter>").assert_bar("A book of tea › Kinds");
}

#[test]
fn a_link_in_a_text_leads_to_the_page_of_a_theme() {
    let text = |theme: &str| {
        format!(
            "[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = 'See [all]({theme}) or [[{theme}]].'\n"
        )
    };
    let pack = |theme| packs::Pack::sound().file("one.toml", text(theme));
    let size = Size { width: 80, height: 24 };
    for theme in ["theme:a", "theme:test:a"] {
        let pack = pack(theme);
        let (code, report, _) = run(&[Path::new("check"), pack.path()]);
        assert_eq!(code, 0, "{report}");
        let opening = Opening { size, ..Opening::default() };
        let mut browser = Browser::open_library(pack.open().library, opening);
        browser.press("<enter><tab><enter>").assert_bar("Test › A");
        browser.assert_bar("1 entry");
        browser.press("H").assert_bar("A › One");
    }
    assert_eq!(run(&[Path::new("check"), pack("theme:b").path()]).0, 1, "there is no such theme");
}

#[test]
fn a_large_theme_has_a_page_that_is_laid_out_as_far_as_it_is_seen() {
    let mut browser = large(100_000, 80, 24);
    browser.press("gg<enter>");
    let laid = |browser: &Browser| {
        browser.app().reader().and_then(|page| page.document()).map_or(0, Document::laid_out)
    };
    assert!(laid(&browser) < 50, "{}", laid(&browser));
    assert!(browser.press("G").screen().contains("Title 100000"));
    assert!(laid(&browser) < 100, "{}", laid(&browser));
    browser.press("<tab>d<s-tab><enter>").assert_bar("/100000");
}

#[test]
fn a_long_list_keeps_the_heading_of_the_theme_and_shows_how_far_it_is_scrolled() {
    insta::assert_snapshot!("long_list_80", harbour(80, 24, "GlG").screen());
    insta::assert_snapshot!("long_list_40", harbour(40, 12, "GlG").screen());
    let ascii = harbour(80, 24, "GlG").with(Palette::terminal(false, Glyphs::Ascii)).screen();
    assert!(ascii.lines().any(|row| row.contains(" #")), "{ascii}");
    assert!(!ascii.contains('┃'));
}

#[test]
fn the_selection_is_never_behind_the_heading_that_is_kept() {
    let mut browser = harbour(80, 24, "GlG");
    for _ in 0..40 {
        browser.press("k");
        let screen = browser.screen();
        let first = screen.lines().nth(2).unwrap_or_default();
        assert!(first.starts_with("  GLOSSARY"), "{screen}");
        let selected = browser.app().contents().selected();
        let seen = browser.app().contents().visible(20).find(|(_, selected)| *selected);
        assert_eq!(seen.map(|(row, _)| row), selected, "{screen}");
    }
    // The heading is what is under the mouse in its row.
    browser.press("G").click("GLOSSARY").assert_bar("Glossary");
}

#[test]
fn packs_stand_out_and_fold() {
    insta::assert_snapshot!("two_packs_80", two_packs(80, 24, "").screen());
    let mut browser = two_packs(80, 24, "gg");
    browser.press("h");
    let folded = browser.screen();
    assert!(!folded.contains("BASICS") && folded.contains("TOWN"), "{folded}");
    assert_eq!(browser.press("<enter>h").screen(), folded, "Enter unfolds, h folds");
    assert!(browser.press("l").screen().contains("BASICS"));
    // From an entry in it, h collapses its theme, then folds its pack.
    assert!(!browser.press("jjhh").screen().contains("BASICS"));
    assert!(browser.click("A book of tea ─").screen().contains("BASICS"));
    // What is gone to is never out of sight.
    browser.press("ggh").press("soolong<enter><esc>").assert_selected("Oolong");
}

#[test]
fn a_folded_pack_shows_the_entry_that_it_opens_with() {
    two_packs(80, 24, "Gggh").assert_bar("A book of tea › Basics › Overview");
}

#[test]
fn popups_dim_what_is_behind_them_and_keep_a_blank_column() {
    #[track_caller]
    fn check(width: u16, keys: &str) {
        let buffer = Browser::after(width, 40, keys).buffer();
        let edge = |symbol: &str| buffer.content.iter().position(|cell| cell.symbol() == symbol);
        let (first, last) = (edge("┌").expect("a popup"), edge("┘").expect("a popup"));
        let at = |index: usize| {
            ((index % usize::from(width)) as u16, (index / usize::from(width)) as u16)
        };
        let ((left, top), (right, bottom)) = (at(first), at(last));
        assert_eq!((left, right + 1) == (0, width), width <= 80, "{left} {right} of {width}");
        for y in 0..39 {
            for x in 0..width {
                let cell = &buffer[(x, y)];
                let inside = (left..=right).contains(&x) && (top..=bottom).contains(&y);
                let beside = x + 1 == left || x == right + 1;
                if beside && (top..=bottom).contains(&y) {
                    assert_eq!(cell.symbol(), " ", "beside the popup, at {x}, {y}");
                } else if !inside && cell.symbol() != " " && cell.bg == Color::Reset {
                    assert!(cell.modifier.contains(Modifier::DIM), "behind it, at {x}, {y}");
                    assert_eq!(cell.fg, Color::Reset, "behind it, at {x}, {y}");
                }
            }
        }
    }
    for width in [80, 100, 120] {
        check(width, "<enter>t");
        check(width, "?");
        check(width, "<enter>K");
    }
}

#[test]
fn a_selected_item_is_marked_over_all_its_rows() {
    #[track_caller]
    fn check(browser: &Browser, rows: usize, columns: usize) {
        let buffer = browser.buffer();
        let width = usize::from(buffer.area.width);
        let marked: Vec<usize> = buffer
            .content
            .chunks(width)
            .map(|row| row.iter().filter(|cell| cell.bg == Color::Cyan).count())
            .filter(|count| *count > 0)
            .collect();
        assert_eq!(marked, vec![columns; rows], "{}", browser.screen());
    }
    // A link with its reason in the side pane, a hit with its excerpt, a line with its summary.
    check(Browser::in_harbour(120, 40, Some("trade/piloting")).press("<enter>l"), 3, 25);
    check(Browser::after(80, 24, "sgreen").press(""), 2, 80);
}

#[test]
fn matches_are_quiet_and_only_the_current_one_is_reversed() {
    let buffer = Browser::after(80, 24, "<enter>/tea<enter>").buffer();
    let reversed: Vec<_> =
        buffer.content.iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED)).collect();
    assert_eq!(reversed.iter().map(|cell| cell.symbol()).collect::<String>().to_lowercase(), "tea");
    let quiet = |cell: &&Cell| {
        cell.modifier == Modifier::BOLD | Modifier::UNDERLINED && cell.fg == Color::Cyan
    };
    let others: String = buffer.content.iter().filter(quiet).map(Cell::symbol).collect();
    assert!(others.to_lowercase().starts_with("teatea"), "{others}");
}
