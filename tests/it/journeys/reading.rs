//! Reading: moving, links, the trail, finding in an entry, panes and layers.

use folio::app::message::Message;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;

use crate::support::browser::Browser;

/// Snapshots the text of the screen after some keys.
macro_rules! journey {
    ($name:ident, $width:literal, $height:literal, $keys:literal) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(Browser::after($width, $height, $keys).screen());
        }
    };
}

journey!(start_120, 120, 40, "");
journey!(start_80, 80, 24, "");
journey!(start_40, 40, 12, "");
journey!(preview_moves_with_the_selection, 80, 24, "jj");
journey!(entry_at_40, 40, 12, "<enter>");
journey!(themes_expand_and_collapse, 80, 24, "hjjl");
journey!(a_filter_in_the_contents, 80, 24, "/gree");
journey!(a_link_is_selected, 80, 24, "<enter><tab>");
journey!(find_in_the_entry, 80, 24, "<enter>/tea");
journey!(outline_of_the_entry, 80, 24, "<enter>t");
journey!(a_peek_at_a_term, 80, 24, "<enter><tab><tab><tab><tab>K");
journey!(glossary_index, 80, 24, "i");
journey!(glossary_index_filtered, 80, 24, "itan");
journey!(help_of_the_reader, 80, 24, "<enter>?");
journey!(help_searched, 80, 24, "?/back");
journey!(reading_mode, 80, 24, "<enter>Z");
journey!(side_pane_in_focus, 120, 40, "<enter>lj");
journey!(wide_characters_under_a_popup, 40, 12, "<enter>t");

#[test]
fn styles_of_the_first_screen() {
    insta::assert_snapshot!(Browser::after(80, 24, "").styles());
}

#[test]
fn styles_of_a_selected_link_and_matches() {
    insta::assert_snapshot!(Browser::after(80, 24, "<enter>/tea<enter><tab>").styles());
}

#[test]
fn keys_that_follow_show_after_a_pause() {
    let mut browser = Browser::after(80, 24, "g");
    assert!(!browser.screen().contains("home: the entry"));
    let timeout = browser.pause.expect("a prefix asks to be woken");
    browser.tell(Message::Timeout(timeout));
    insta::assert_snapshot!(browser.screen());
    browser.press("<esc>");
    assert!(!browser.screen().contains("home: the entry"));
}

#[test]
fn a_late_pause_explains_nothing() {
    let mut browser = Browser::after(80, 24, "g");
    let timeout = browser.pause.expect("a prefix asks to be woken");
    browser.press("gg").tell(Message::Timeout(timeout));
    assert!(!browser.screen().contains("home: the entry"));
}

#[test]
fn back_restores_the_line_the_link_the_focus_and_the_selection() {
    // The entry that the link leads to is read by then.
    let mut browser = Browser::after(80, 14, "<enter>jjj<tab><enter>GH");
    let before = (browser.screen(), browser.styles());
    browser.press("<enter>");
    assert_ne!(browser.screen(), before.0);
    browser.press("jjH");
    assert_eq!((browser.screen(), browser.styles()), before);
    browser.press("L<bs>");
    assert_eq!((browser.screen(), browser.styles()), before);
}

#[test]
fn previews_and_scrolling_never_touch_the_trail() {
    let mut browser = Browser::after(80, 24, "<enter>jjkk<esc>");
    browser.press("jjjk").press("H");
    browser.assert_bar("Basics › Overview");
    browser.press("H");
    browser.assert_foot("the trail begins here");
}

#[test]
fn a_run_of_next_entries_is_one_step_back() {
    let mut browser = Browser::after(80, 24, "<enter>]]]");
    browser.assert_bar("Kinds › Green tea");
    browser.press("H");
    browser.assert_bar("Basics › Overview");
    browser.press("3]H");
    browser.assert_bar("Basics › Overview");
}

#[test]
fn the_first_and_last_entry_say_so() {
    let mut browser = Browser::after(80, 24, "[");
    browser.assert_foot("this is the first entry");
    browser.press("99]]");
    browser.assert_foot("this is the last entry");
}

#[test]
fn esc_steps_back_one_level_at_a_time_and_never_quits() {
    let mut browser = Browser::after(80, 24, "/e<enter><enter>/tea<enter><tab>?5");
    let count = browser.styles();
    let mut screens = vec![browser.screen()];
    for _ in 0..6 {
        browser.press("<esc>");
        screens.push(browser.screen());
    }
    // The count, the popup, the filter, the highlight, the link, the focus.
    assert!(screens[1].contains("Keys"), "{}", screens[1]);
    assert!(!screens[2].contains("Keys"));
    assert!(screens[2].contains("/e · "), "{}", screens[2]);
    assert!(!screens[3].contains("/e · "), "{}", screens[3]);
    assert!(screens[3].contains("1/"));
    assert!(screens[5].contains("⇥ links"));
    assert!(screens[6].contains("/ filter"));
    browser.press("<esc><esc><esc>");
    assert!(!browser.quit);
    assert_ne!(browser.styles(), count);
}

#[test]
fn matches_go_round_with_a_notice() {
    let mut browser = Browser::after(80, 24, "<enter>/tea");
    let last = |browser: &Browser| browser.screen().lines().last().unwrap_or_default().to_owned();
    assert!(last(&browser).ends_with("1/7"), "{}", last(&browser));
    browser.press("<enter>nnnnnn");
    assert!(last(&browser).contains("7/7"), "{}", last(&browser));
    browser.press("n");
    assert!(last(&browser).contains("past the end: on from the top"), "{}", last(&browser));
    assert!(last(&browser).contains("1/7"));
    browser.press("N");
    assert!(last(&browser).contains("past the top: on from the end"), "{}", last(&browser));
    assert!(last(&browser).contains("7/7"));
    browser.press("<esc>/no such words<enter>");
    assert!(last(&browser).contains("\"no such words\" is not in this entry"));
}

#[test]
fn cancelling_a_find_restores_the_page() {
    let mut browser = Browser::after(80, 14, "jj<enter>Gggjj");
    let before = (browser.screen(), browser.styles());
    browser.press("/quiet cup");
    assert_ne!(browser.screen(), before.0);
    browser.press("<esc>");
    assert_eq!((browser.screen(), browser.styles()), before);
}

#[test]
fn counts_repeat() {
    assert_eq!(Browser::after(80, 24, "5j").screen(), Browser::after(80, 24, "jjjjj").screen());
    assert_eq!(Browser::after(80, 24, "G4G").screen(), Browser::after(80, 24, "jj").screen());
}

#[test]
fn tab_leaves_the_reader_only_where_there_is_no_link() {
    let browser = Browser::after(80, 24, "<enter><tab><tab><tab><tab><tab><tab><tab><tab>");
    browser.assert_foot("⇥ links");
}

#[test]
fn opening_here_keeps_the_focus_in_the_list() {
    let mut browser = Browser::after(80, 24, "jo");
    browser.assert_foot("/ filter");
    browser.press("H");
    browser.assert_bar("Basics › Overview");
}

/// Opens the popup of the address that an entry of `tea` leads to.
#[track_caller]
fn at_the_address(width: u16, height: u16) -> Browser {
    let mut browser = Browser::after(width, height, "<enter>");
    for _ in 0..12 {
        browser.press("<tab>");
        let screen = browser.press("<enter>").screen();
        if screen.contains("https://example.org/atlas") && screen.contains("outside Folio") {
            return browser;
        }
        if !screen.contains("› Overview") {
            browser.press("H");
        }
    }
    panic!("no link leads outside");
}

#[test]
fn an_outside_link_shows_its_address() {
    insta::assert_snapshot!(at_the_address(80, 24).screen());
    insta::assert_snapshot!(at_the_address(40, 12).screen());
}

#[test]
fn an_address_is_opened_by_a_second_enter() {
    const ADDRESS: &str = "https://example.org/atlas";
    for (keys, opened, copied) in [
        ("<enter>", vec![ADDRESS], vec![]),
        ("j<enter>", vec![], vec![ADDRESS]),
        ("<esc>", vec![], vec![]),
    ] {
        let mut browser = at_the_address(80, 24);
        assert!(browser.opened.is_empty());
        let screen = browser.press(keys).screen();
        assert_eq!(browser.opened, opened, "{keys}");
        let texts = browser.copied.iter().map(|copied| copied.text.to_string());
        assert_eq!(texts.collect::<Vec<_>>(), copied, "{keys}");
        assert!(!screen.contains("outside Folio"), "the popup is closed");
    }
}

#[test]
fn the_cells_of_a_link_to_the_web_are_told_with_its_address() {
    let browser = Browser::after(80, 24, "<enter>G");
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let (buffer, links) = browser.draw_with_links(&mut terminal);
    let mut told = String::new();
    for Position { x, y } in buffer.area.positions() {
        if let Some(link) = links.at(x, y) {
            assert_eq!(&*link.address, "https://example.org/atlas");
            told += buffer[(x, y)].symbol();
        }
    }
    assert_eq!(told, "atlas");
    // What covers it is no link.
    let covered = Browser::after(80, 24, "<enter>Gs");
    let (_, links) = covered.draw_with_links(&mut terminal);
    assert!(links.is_empty());
}

#[test]
fn q_closes_a_popup_before_it_quits() {
    let mut browser = Browser::after(80, 24, "?q");
    assert!(!browser.quit);
    browser.press("q");
    assert!(browser.quit);
    assert!(Browser::after(80, 24, "?<c-c>").quit);
}

#[test]
fn reading_mode_leaves_the_mouse_to_the_terminal() {
    let mut browser = Browser::open(80, 24);
    assert!(browser.mouse);
    browser.press("<enter>Z");
    assert!(!browser.mouse);
    browser.press("<esc>");
    assert!(browser.mouse);
}

#[test]
fn lists_are_filtered_by_forms_and_aliases_too() {
    for (keys, found) in [("ioxidised", "1 term"), ("/red tea", "Black tea")] {
        let browser = Browser::after(80, 24, keys);
        assert!(browser.screen().contains(found), "{keys}: {}", browser.screen());
    }
}

#[test]
fn cancelling_a_filter_of_the_contents_brings_back_the_page_and_the_row() {
    let mut browser = Browser::after(80, 14, "<enter>ddh");
    let before = browser.screen();
    for text in ["qqq", "oxi", "green"] {
        browser.press("/").press(text).press("<esc>");
        assert_eq!(browser.screen(), before, "after /{text} and Esc");
    }
}

#[test]
fn going_back_from_an_entry_that_was_previewed_selects_the_row_that_was_left() {
    let mut browser = Browser::after(80, 24, "<enter>hj<enter>H");
    browser.assert_bar("Basics › Overview");
    browser.assert_selected("Overview");
    browser.press("j");
    browser.assert_selected("Water");
}

#[test]
fn the_title_bar_keeps_the_entry_in_sight() {
    let browser = Browser::after(72, 24, "jj<enter>").screen();
    let bar = browser.lines().next().unwrap_or_default();
    assert!(bar.contains("Basics › Long history"), "{bar}");
}

#[test]
fn help_can_be_read_in_a_narrow_window() {
    let mut browser = Browser::after(40, 12, "?");
    browser.find("search everything");
    browser.press("/peek<enter>");
    browser.find("peek at the definition");
}

#[test]
fn a_slash_in_the_glossary_index_filters_as_in_every_list() {
    let mut browser = Browser::after(80, 24, "i/wither");
    browser.find("1 term");
    browser.press("<enter>");
    browser.assert_bar("Glossary › Withering");
}

#[test]
fn a_width_that_cannot_change_says_so() {
    let mut browser = Browser::after(80, 24, "<enter>+");
    browser.assert_foot("as wide as it can be");
    browser.press("-");
    assert!(!browser.screen().contains("as wide as it can be"));
    browser.press("------------");
    browser.assert_foot("as narrow as it can be");
}

#[test]
fn what_is_typed_at_the_foot_stays_in_sight_under_the_help() {
    for (keys, foot) in [("/<f1>", " /"), ("/green<f1>", " /green"), ("gv/tea<f1>", " /tea")] {
        let mut browser = Browser::after(80, 24, keys);
        let screen = browser.screen();
        assert!(screen.lines().last().is_some_and(|row| row.starts_with(foot)), "{keys}: {screen}");
        let before = Browser::after(80, 24, keys.trim_end_matches("<f1>"));
        assert_eq!(browser.press("<esc>").screen(), before.screen(), "{keys}");
    }
}

#[test]
fn help_closes_from_its_filter_as_well() {
    for keys in ["?<f1>", "?/<f1>", "?/search<f1>", "?/search<enter><f1>"] {
        let browser = Browser::after(80, 24, keys);
        assert_eq!(browser.screen(), Browser::open(80, 24).screen(), "{keys}");
    }
    let finder = Browser::after(80, 24, "sgreen");
    assert_eq!(Browser::after(80, 24, "sgreen<f1>/<f1>").screen(), finder.screen());
}
