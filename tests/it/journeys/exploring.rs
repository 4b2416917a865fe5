//! How entries hang together: links, paths, comparisons.

use std::sync::Arc;

use folio::app::Opening;
use folio::app::input::MouseKind;
use folio::model::{
    Bodies, Body, Catalogue, EntryKey, Library, NewEntry, NewLink, Pack, PackKey, Relation, Theme,
    ThemeKey,
};
use ratatui::layout::Size;

use crate::support::browser::Browser;

#[test]
fn links_stand_under_how_they_read_with_their_reasons() {
    insta::assert_snapshot!("links_80x24", Browser::after(80, 24, "sgreen tea<enter>gl").screen());
    insta::assert_snapshot!(
        "links_120x40",
        Browser::after(120, 40, "sgreen tea<enter>gljj").screen()
    );
    insta::assert_snapshot!("links_40x12", Browser::after(40, 12, "sgreen tea<enter>gl").screen());
    insta::assert_snapshot!("links_styles", Browser::after(80, 24, "sgreen tea<enter>gl").styles());
}

#[test]
fn enter_opens_a_linked_entry_and_back_returns() {
    let mut browser = Browser::after(80, 24, "gl<enter>");
    let (column, _) = browser.find("Glossary › Oxidation");
    assert!(column < 30, "the title bar names the linked entry");
    browser.press("H");
    browser.assert_bar("Basics › Overview");
}

#[test]
fn a_linked_entry_is_opened_or_peeked_at_without_leaving_the_links() {
    let mut browser = Browser::after(80, 24, "glo");
    browser.assert_foot("opened: Oxidation");
    browser.find("Links  Overview");
    browser.assert_bar("Glossary › Oxidation");
    browser.press("K<esc>");
    browser.find("Links  Overview");
    browser.press("<esc>");
    assert!(!browser.screen().contains("Links  Overview"));
}

#[test]
fn links_are_filtered_under_their_headings() {
    let mut browser = Browser::after(80, 24, "gl/black");
    let screen = browser.screen();
    assert!(screen.contains("named in, without a link") && screen.contains("▸ Green tea"));
    assert!(!screen.contains("see also"), "{screen}");
    browser.press("<esc>");
    browser.find("see also");
    browser.press("/nonesuch<enter>");
    browser.find("nothing with \"nonesuch\"");
}

#[test]
fn esc_gives_up_the_filter_of_a_view_before_the_view() {
    let mut browser = Browser::after(80, 24, "gl/black<enter>");
    browser.assert_foot("Esc show all");
    browser.press("<esc>");
    browser.find("see also");
    browser.assert_selected("Green tea");
    browser.assert_foot("Esc close");
    browser.press("<esc>");
    assert!(!browser.screen().contains("Links  Overview"), "{}", browser.screen());
}

#[test]
fn what_a_text_links_to_is_among_its_links_with_its_sentence() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut browser = Browser::after(width, height, "gl/green<enter>");
        let (_, heading) = browser.find("  mentions");
        assert_eq!(browser.find("▸ Green tea").1, heading + 1, "{}", browser.screen());
        browser.resize(120, 40).find("“What is picked, and what is done with it");
        browser.press("<enter>").assert_bar("Kinds › Green tea");
    }
}

#[test]
fn two_entries_stand_side_by_side_wherever_the_screen_is_wide_enough() {
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
        let browser = Browser::after(width, height, "sgreen tea<enter>gcblack<enter>");
        let (left, row) = browser.find("▸ Green tea");
        let screen = browser.screen();
        let names = screen.lines().nth(usize::from(row)).expect("a row of names");
        let (_, right) = names.split_once("│ ").expect("two columns");
        assert_eq!((left, right.trim_end_matches('┃').trim()), (0, "Black tea"), "{screen}");
        // What only one has begins in the same row as what only the other has.
        let mut browser = Browser::in_harbour(width, height, Some("quay/stone"));
        browser.press("gcpontoons<enter>");
        browser.press("/only<enter><esc>");
        let (_, only) = browser.press("5G").find("Only Stone: the old quay");
        assert_eq!(browser.find("Only Afloat: the pontoons").1, only, "{}", browser.screen());
    }
    // One below the other where there is no room.
    let narrow = Browser::after(40, 12, "sgreen tea<enter>gcblack<enter>");
    let (_, first) = narrow.find("▸ ‹ Green tea");
    assert_eq!(narrow.find("› Black tea").1, first + 1);
}

#[test]
fn either_of_two_compared_entries_is_opened_where_it_says_so() {
    let compare = "sgreen tea<enter>gcblack<enter>";
    for (keys, bar) in
        [("<enter>", "Green tea"), ("l<enter>", "Black tea"), ("lh<enter>", "Green tea")]
    {
        Browser::after(80, 24, compare).press(keys).assert_bar(&format!("Kinds › {bar}"));
    }
    let mut clicked = Browser::after(80, 24, compare);
    clicked.click("  Black tea").click("▸ Black tea").assert_bar("Kinds › Black tea");
}

#[test]
fn where_one_entry_stands_below_the_other_the_chosen_one_is_marked() {
    for (keys, mark) in [("", "▸ ‹ "), ("l", "▸ › "), ("lh", "▸ ‹ "), ("jjl", "▸ › ")]
    {
        let mut browser = Browser::after(40, 12, "sgreen tea<enter>gcblack<enter>");
        browser.press(keys);
        assert!(browser.screen().lines().any(|row| row.starts_with(mark)), "{}", browser.screen());
    }
    let mut clicked = Browser::after(40, 12, "sgreen tea<enter>gcblack<enter>");
    clicked.click("› Black").click("› Black").find("3 · Black tea");
}

#[test]
fn an_entry_is_neither_compared_nor_joined_with_itself() {
    for key in ["gc", "gp"] {
        let mut browser = Browser::after(120, 24, &format!("sgreen tea<enter>{key}绿茶"));
        browser.assert_selected("Green tea");
        browser.press("<enter>").find("this is the entry itself: choose another one");
    }
}

#[test]
fn entries_of_the_same_theme_are_the_first_to_compare_with() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut browser = Browser::after(width, height, "soxidation<enter>sgreen tea<enter>gc");
        browser.assert_selected("2 Oolong");
        browser.press("<down><enter>").find("Compare  Green tea with Bl");
    }
    // Who is offered is told by name and theme.
    Browser::after(80, 24, "sgreen tea<enter>gc").find("Black tea  Kinds");
    // A glossary term of the name that is typed comes behind the entry of the theme.
    Browser::in_harbour(80, 24, Some("quay/stone")).press("gcpontoon").assert_selected("Afloat");
}

#[test]
fn a_click_selects_a_line_and_a_second_one_opens_it() {
    let mut browser = Browser::after(80, 24, "gl");
    browser.click("Black tea");
    browser.assert_selected("Black tea");
    browser.click("Black tea");
    browser.assert_bar("Kinds › Black tea");
}

#[test]
fn the_wheel_scrolls_a_view_without_moving_its_selection() {
    let mut browser = Browser::after(40, 12, "gl");
    browser.assert_selected("Oxidation");
    browser.mouse(MouseKind::WheelDown, 5, 3).mouse(MouseKind::WheelUp, 5, 3);
    browser.assert_selected("Oxidation");
}

#[test]
fn the_finder_asks_for_the_other_end_of_a_path() {
    let mut browser = Browser::after(80, 24, "soxidation<enter>gpblack");
    browser.find("path from Oxidation to");
    browser.press("<enter>");
    insta::assert_snapshot!("path_80x24", browser.screen());
    insta::assert_snapshot!("path_120x40", browser.resize(120, 40).screen());
    insta::assert_snapshot!("path_40x12", browser.resize(40, 12).screen());
    browser.press("j<enter>");
    browser.resize(80, 24).find("Basics › Overview");
}

#[test]
fn where_no_chain_joins_two_entries_both_parts_are_shown() {
    let browser = Browser::after(80, 24, "sgreen tea<enter>gptannin<enter>");
    insta::assert_snapshot!("path_apart", browser.screen());
}

#[test]
fn escape_leaves_the_question_for_the_other_entry() {
    let mut browser = Browser::after(80, 24, "gpblack<esc>");
    browser.assert_bar("Basics › Overview");
    browser.press("S");
    browser.find("no results yet");
}

#[test]
fn two_entries_stand_side_by_side() {
    let mut browser = Browser::after(80, 24, "sgreen tea<enter>gcblack<enter>");
    insta::assert_snapshot!("compare_80x24", browser.screen());
    insta::assert_snapshot!("compare_120x40", browser.resize(120, 40).screen());
    insta::assert_snapshot!("compare_40x12", browser.resize(40, 12).screen());
}

#[test]
fn what_the_editor_says_of_two_entries_stands_apart_from_what_the_article_says() {
    for (width, height) in [(120, 40), (80, 40), (40, 60)] {
        let mut browser = Browser::in_harbour(width, height, Some("trade/piloting"));
        let screen = browser.press("gcdredging<enter>").screen();
        let check = |said: &str, is_note: bool| {
            let row = screen.lines().find(|row| row.contains(said)).expect(said);
            assert_eq!(row.contains(&format!("▎ {said}")), is_note, "{said}: {screen}");
        };
        check("A pilot flag", true);
        check("Stone, timber", true);
        check("Pilots know", false);
        check("The fairway is", false);
        for voice in ["[02 · Trades]", "(editor, general)"] {
            assert_eq!(screen.matches(voice).count(), 2, "{voice}: {screen}");
        }
    }
}

#[test]
fn one_view_takes_the_place_of_another() {
    let mut browser = Browser::after(80, 24, "glgcblack<enter>gl");
    browser.find("Links  Overview");
    browser.press("<esc>");
    browser.assert_bar("Basics › Overview");
    assert!(!browser.screen().contains("Compare"), "{}", browser.screen());
}

/// A library in which every entry but the first links to the first.
fn hub(entries: u32) -> Library {
    struct Empty;
    impl Bodies for Empty {
        fn body(&self, _: EntryKey) -> Arc<Body> {
            Arc::default()
        }
    }
    let mut catalogue = Catalogue::new();
    catalogue.push_pack(Pack::new("p", "Hub"));
    catalogue.push_theme(Theme::new(PackKey(0), "t", "Spokes"));
    let serves = catalogue.push_relation(Relation {
        pack: Some(PackKey(0)),
        id: "serves".into(),
        label: "serves".into(),
        inverse: "is served by".into(),
        symmetric: false,
    });
    for number in 0..entries {
        let (id, title) = (format!("t/{number}"), format!("Spoke {number}"));
        catalogue.push_entry(NewEntry::new(ThemeKey(0), &id, &title));
    }
    for number in 1..entries {
        catalogue.push_link(&NewLink {
            from: EntryKey(number),
            to: EntryKey(0),
            relation: serves,
            reason: "It holds the wheel.".into(),
            provenance: None,
        });
    }
    Library::new(catalogue, Empty)
}

#[test]
fn of_very_many_links_the_first_stand_beside_the_text_and_all_in_the_view() {
    let opening = Opening { size: Size { width: 120, height: 40 }, ..Opening::default() };
    let mut browser = Browser::open_library(hub(1_001), opening);
    browser.press("llG");
    browser.assert_selected("  and 900 more");
    browser.press("<enter>");
    browser.find("1000 links");
    browser.press("G");
    browser.assert_selected("Spoke 1000");
    browser.press("<enter>");
    browser.assert_bar("Spokes › Spoke 1000");
    browser.press("HH").resize(80, 24).press("lG");
    browser.find("and 900 more");
}
