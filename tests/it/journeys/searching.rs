//! Searching: the finder, its results, recalled queries.

use std::path::Path;
use std::sync::Arc;

use folio::app::Opening;
use folio::app::layer::Layer;
use folio::app::message::Message;
use folio::search::{Hits, Index};
use folio::store::{self, Origin};
use ratatui::layout::Size;

use crate::support::browser::{Browser, answer, entry, harbour, tea};

#[test]
fn results_are_live() {
    insta::assert_snapshot!(Browser::after(80, 24, "sgren").screen());
    insta::assert_snapshot!(Browser::after(120, 40, "soxidis").screen());
    insta::assert_snapshot!(Browser::after(40, 12, "stea").screen());
}

#[test]
fn styles_of_results() {
    insta::assert_snapshot!(Browser::after(80, 24, "sgreen").styles());
}

#[test]
fn enter_lands_on_the_line_still_highlighted() {
    let browser = Browser::after(80, 14, "squiet cup<enter>");
    let screen = browser.screen();
    assert!(screen.contains("Long history"), "{screen}");
    let (_, row) = browser.find("tells of a quiet");
    let styles = browser.styles();
    let line = styles.lines().nth(usize::from(row)).unwrap_or_default();
    assert!(line.contains("REVERSED"), "{line}");
    insta::assert_snapshot!(screen);
}

#[test]
fn nothing_found_offers_a_way_out() {
    let browser = Browser::after(80, 24, "sblockchain");
    insta::assert_snapshot!(browser.screen());
}

#[test]
fn cancelling_restores_what_was_there() {
    let mut browser = Browser::after(80, 24, "<enter>jj");
    let before = (browser.screen(), browser.styles());
    browser.press("sgreen<down><esc>");
    assert_eq!((browser.screen(), browser.styles()), before);
    browser.press("sgreen<c-c>");
    assert_eq!((browser.screen(), browser.styles()), before);
    assert!(!browser.quit);
}

#[test]
fn results_can_be_reopened_and_queries_recalled() {
    let mut browser = Browser::after(80, 24, "sgreen<enter>");
    browser.press("S");
    assert!(browser.screen().contains("search  green"));
    browser.press("<esc>s");
    insta::assert_snapshot!(browser.screen());
    browser.press("<up>");
    assert!(browser.screen().contains("search  green"));
}

#[test]
fn an_answer_to_an_older_query_is_dropped() {
    let mut browser = Browser::open(80, 24);
    browser.unanswered = Some(Vec::new());
    browser.press("sgr");
    let held = browser.unanswered.take().unwrap_or_default();
    assert_eq!(held.len(), 2);
    browser.tell(answer(&held[1]));
    let newest = browser.screen();
    browser.tell(answer(&held[0]));
    assert_eq!(browser.screen(), newest);
}

#[test]
fn what_is_typed_after_an_early_enter_is_for_the_entry() {
    let mut browser = Browser::open(80, 24);
    browser.unanswered = Some(Vec::new());
    browser.press("soolong<enter>?");
    let held = browser.unanswered.take().unwrap_or_default();
    browser.tell(answer(&held[5]));
    assert_eq!(browser.screen(), Browser::after(80, 24, "soolong<enter>?").screen());

    let mut browser = Browser::open(80, 24);
    browser.unanswered = Some(Vec::new());
    let before = browser.screen();
    browser.press("soolong<enter>?<esc>");
    let held = browser.unanswered.take().unwrap_or_default();
    assert_eq!(browser.screen(), before, "Esc does not wait");
    browser.tell(answer(&held[5]));
    assert_eq!(browser.screen(), before);
}

#[test]
fn enter_before_the_answer_takes_the_first_hit_when_it_comes() {
    let mut browser = Browser::open(80, 24);
    browser.unanswered = Some(Vec::new());
    browser.press("soolong<enter>");
    let held = browser.unanswered.take().unwrap_or_default();
    assert!(browser.screen().contains("search  oolong"));
    browser.tell(answer(held.last().expect("typing asks for hits")));
    browser.assert_bar("Kinds › Oolong");
}

#[test]
fn while_texts_are_being_read_titles_are_found_and_opened_at_once() {
    let mut browser = Browser::open(80, 24);
    browser.unanswered = Some(Vec::new());
    browser.press("soolong");
    let held = browser.unanswered.take().unwrap_or_default();
    let last = held.last().expect("typing asks for hits");
    let Message::Found { sequence, mut hits, .. } = answer(last) else { unreachable!() };
    (hits.provisional, hits.titles_only) = (true, true);
    browser.tell(Message::Found { sequence, hits });
    browser.find("in titles, texts follow");
    browser.press("<enter>");
    browser.assert_bar("Kinds › Oolong");
}

#[test]
fn enter_waits_where_titles_have_nothing_and_texts_are_to_come() {
    let mut browser = Browser::open(80, 24);
    browser.unanswered = Some(Vec::new());
    browser.press("soolong");
    let held = browser.unanswered.take().unwrap_or_default();
    let last = held.last().expect("typing asks for hits");
    let Message::Found { sequence, hits, .. } = answer(last) else { unreachable!() };
    let none = Hits { provisional: true, titles_only: true, ..Hits::default() };
    browser.press("<enter>");
    browser.tell(Message::Found { sequence, hits: none });
    browser.find("searching…");
    browser.tell(Message::Found { sequence, hits });
    browser.assert_bar("Kinds › Oolong");
}

#[test]
fn better_results_do_not_move_a_selection_that_was_moved() {
    let mut browser = Browser::open(80, 24);
    browser.unanswered = Some(Vec::new());
    browser.press("stea");
    let held = browser.unanswered.take().unwrap_or_default();
    let last = held.last().expect("typing asks for hits");
    let Message::Found { sequence, mut hits, .. } = answer(last) else { unreachable!() };
    let complete = hits.clone();
    hits.provisional = true;
    hits.hits.truncate(3);
    hits.hits.swap(0, 2);
    let selected = hits.hits[1].entry;
    browser.tell(Message::Found { sequence, hits });
    browser.press("<down>");
    browser.tell(Message::Found { sequence, hits: complete });
    browser.press("<enter>");
    let title = crate::support::browser::tea().catalogue.short(selected);
    assert!(browser.screen().lines().next().unwrap_or_default().contains(title));
}

#[test]
fn an_offer_that_comes_late_does_not_move_a_selection_that_was_moved() {
    let mut browser = Browser::open(80, 24);
    browser.unanswered = Some(Vec::new());
    browser.press("skinds");
    let held = browser.unanswered.take().unwrap_or_default();
    let Message::Found { sequence, hits: complete, .. } = answer(held.last().expect("a search"))
    else {
        unreachable!()
    };
    assert!(complete.suggestions[0].leads(), "the theme of that name comes first");
    let selected = complete.hits[1].entry;
    let hits = Hits { provisional: true, suggestions: Vec::new(), ..complete.clone() };
    browser.tell(Message::Found { sequence, hits });
    browser.press("<down>");
    browser.tell(Message::Found { sequence, hits: complete });
    browser.press("<enter>");
    let title = crate::support::browser::tea().catalogue.short(selected);
    assert!(browser.screen().lines().next().unwrap_or_default().contains(title));
}

#[test]
fn the_scope_cycles() {
    let mut browser = Browser::after(80, 24, "stea");
    for scope in ["library", "this pack", "this entry", "library"] {
        let screen = browser.screen();
        let field = screen.lines().find(|line| line.contains("search  tea")).unwrap_or_default();
        assert!(field.contains(scope), "{field}");
        browser.press("<c-t>");
    }
}

#[test]
fn tab_completes_a_filter_and_goes_on_to_the_next_way() {
    let mut browser = Browser::after(80, 24, "sthe<tab>");
    assert!(browser.screen().contains("search  theme:"), "{}", browser.screen());
    browser.press("<tab>");
    let first = browser.screen();
    browser.press("<tab>");
    assert_ne!(browser.screen(), first);
}

#[test]
fn a_completed_filter_is_followed_by_a_blank() {
    let browser = Browser::after(80, 24, "stheme:ki<tab>oolong");
    let screen = browser.screen();
    assert!(screen.contains("search  theme:kind oolong"), "{screen}");
    assert!(screen.contains("Oolong"), "{screen}");
}

#[test]
fn a_browser_can_open_with_a_query() {
    let size = Size { width: 80, height: 24 };
    let opening = Opening { size, find: Some("oolong".to_owned()), ..Opening::default() };
    assert!(Browser::open_with(opening).screen().contains("search  oolong"));
}

#[test]
fn case_68_a_pasted_megabyte_is_one_short_query() {
    let mut browser = Browser::after(80, 24, "s");
    browser.tell(Message::Paste("green \u{1b}[31m\n".repeat(80_000)));
    let screen = browser.screen();
    assert!(!screen.contains('\u{1b}'));
    browser.press("<c-u>oolong<enter>");
    browser.assert_bar("Kinds › Oolong");
}

#[test]
fn a_paste_without_a_box_is_no_command() {
    let mut browser = Browser::open(80, 24);
    let before = browser.screen();
    browser.tell(Message::Paste("qqq<enter>".to_owned()));
    assert_eq!(browser.screen(), before);
    assert!(!browser.quit);
}

#[test]
fn a_wrong_filter_is_a_hint_and_no_error() {
    let screen = Browser::after(80, 24, "stheme:nonesuch tea").screen();
    let foot = screen.lines().last().unwrap_or_default();
    assert!(foot.contains("There is no theme “nonesuch”"), "{foot}");
    assert!(!screen.contains("Green tea"), "{screen}");
    assert!(screen.contains("theme:kind"), "the themes that there are can be chosen: {screen}");
}

#[test]
fn what_can_be_typed_is_told_in_the_finder() {
    let mut browser = Browser::after(80, 24, "s<f1>");
    browser.find("WHAT CAN BE TYPED");
    browser.press("/phrase<enter>");
    browser.find("words that follow each other");
}

#[test]
fn a_filter_that_is_begun_offers_its_values_and_enter_takes_one() {
    let mut browser = Browser::after(80, 24, "stheme:");
    browser.find("search with theme:kind");
    browser.press("<down><enter>");
    browser.find("search  theme:");
    assert!(!browser.screen().contains("no hits"), "{}", browser.screen());
}

#[test]
fn what_is_like_nothing_leads_to_the_terms() {
    let mut browser = Browser::after(80, 24, "sqzxjvk");
    browser.assert_selected("see the index of all terms");
    browser.press("<enter>");
    browser.find("3 terms");
}

#[test]
fn an_empty_finder_shows_what_can_be_asked_of_the_pack() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut browser = Browser::in_harbour(width, height, None);
        browser.press("s");
        insta::assert_snapshot!(format!("first_opening_{width}x{height}"), browser.screen());
    }
    let mut browser = Browser::in_harbour(80, 24, None);
    browser.press("squay<enter>s");
    insta::assert_snapshot!("second_opening_80x24", browser.screen());
}

#[test]
fn every_query_that_is_offered_finds_something() {
    let built_in = store::open(&[Origin::BuiltIn]).library;
    for library in [tea().clone(), harbour().clone(), built_in] {
        let index = Arc::new(Index::new(&library));
        for example in 0..3 {
            let opening = Opening { size: Size { width: 80, height: 24 }, ..Opening::default() };
            let index = Arc::clone(&index);
            let mut browser = Browser::open_indexed(library.clone(), index, opening);
            browser.press(&format!("s{}<enter>", "<down>".repeat(example)));
            let Some(Layer::Finder(finder)) = browser.app().layers().last() else {
                panic!("{}", browser.screen());
            };
            assert!(!finder.editor.is_empty() && finder.hits().is_found(), "{}", browser.screen());
        }
    }
}

#[test]
fn a_theme_that_is_offered_shows_its_page_and_opens_it() {
    let mut browser = Browser::in_harbour(120, 40, None);
    browser.press("s<down><down><down>");
    insta::assert_snapshot!("offered_theme_120x40", browser.screen());
    browser.press("<enter>");
    insta::assert_snapshot!("opened_theme_120x40", browser.screen());
}

/// Opens both packs of the tests in one library and searches.
fn among_two_packs(width: u16, height: u16, query: &str) -> Browser {
    let folder = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(name);
    let opened = store::open(&["tea", "harbour"].map(|name| Origin::Folder(folder(name))));
    let opening = Opening { size: Size { width, height }, ..Opening::default() };
    let mut browser = Browser::open_library(opened.library, opening);
    browser.press(&format!("s{query}"));
    browser
}

#[test]
fn a_hit_says_what_it_is_before_it_says_why_at_every_width() {
    for width in [40, 60, 69, 70, 80, 100, 120, 160, 200] {
        for height in [12, 40] {
            let screen = among_two_packs(width, height, "green").screen();
            let row = screen.lines().find(|row| row.contains("Green tea")).expect("it is found");
            let place = |text: &str| row.find(text);
            let (title, theme) = (place("Green tea"), place("Kinds"));
            assert!(title < theme && title.is_some(), "{width}×{height}\n{screen}");
            let reason = place("title · words").or_else(|| place("title ·"));
            assert!(reason.is_none_or(|reason| theme < Some(reason)), "{width}×{height}\n{screen}");
            assert!(reason.is_some() || width == 40, "{width}×{height}\n{screen}");
        }
    }
    insta::assert_snapshot!("two_packs_40x12", among_two_packs(40, 12, "green").screen());
    insta::assert_snapshot!("two_packs_200x40", among_two_packs(200, 40, "green").screen());
}

#[test]
fn a_tag_leads_to_all_that_have_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/okf");
    let library = store::open(&[Origin::named(&root)]).library;
    let at = Some(entry(&library, "figures/green-weight"));
    let opening = Opening { size: Size::new(100, 60), at, ..Opening::default() };
    let mut browser = Browser::open_library(library, opening);
    browser.click("weight · daily");
    let screen = browser.screen();
    assert!(screen.contains("search  tag:weight") && screen.contains("Roasted weight"), "{screen}");
}
