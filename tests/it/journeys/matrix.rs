//! Two themes against each other.

use std::sync::Arc;

use folio::app::Opening;
use folio::app::input::MouseKind;
use folio::model::{
    Bodies, Body, Catalogue, EntryKey, Library, NewEntry, Pack, PackKey, Theme, ThemeKey,
};
use ratatui::layout::Size;

use crate::support::browser::Browser;

fn after(width: u16, height: u16, keys: &str) -> Browser {
    let mut browser = Browser::in_harbour(width, height, None);
    browser.press(keys);
    browser
}

#[test]
fn heads_stay_and_the_selected_cell_is_told_in_words() {
    insta::assert_snapshot!("matrix_80x24", after(80, 24, "gx").screen());
    insta::assert_snapshot!("matrix_120x40", after(120, 40, "gx").screen());
    insta::assert_snapshot!("matrix_40x12", after(40, 12, "gxGl").screen());
    insta::assert_snapshot!("matrix_styles", after(80, 24, "gx").styles());
    let plain = after(80, 24, "").again_in_ascii("gx");
    insta::assert_snapshot!("matrix_ascii", plain.screen());
    insta::assert_snapshot!("matrix_ascii_styles", plain.styles());
}

#[test]
fn moving_goes_by_cells_and_counts_and_onto_the_heads() {
    let mut browser = after(80, 24, "gx4jll");
    browser.find("no link between Dues & loans and Living river");
    browser.press("h");
    browser.find("Dues & loans — serves — Steadiness");
    browser.press("hh");
    browser.find("Dues, loans and insurance: linked with 2 of 3");
    browser.press("llggk");
    browser.find("A steadier trade: linked with 4 of 9 in Trades");
    browser.press("<end>");
    browser.find("no link between Clean water and Steadiness");
    browser.press("<home>$");
    browser.find("Piloting — serves — Living river");
    browser.press("0");
    browser.find("Piloting — serves — Safety");
}

#[test]
fn columns_out_of_sight_are_counted_at_both_sides() {
    let mut browser = after(80, 24, "gxt");
    browser.find("4 ▸");
    browser.press("$").find("◂ 4");
    browser.press("0ll").find("4 ▸");
    browser.press("7l").find("◂ ");
    let plain = after(80, 24, "").again_in_ascii("gxt$");
    plain.find("< 4");
    assert!(!after(120, 40, "gx").screen().contains('◂'), "all columns are seen");
}

#[test]
fn the_reasons_of_the_whole_row_fill_what_the_table_leaves() {
    let screen = after(120, 40, "gx4j").screen();
    let [cell, rest, other] =
        ["Dues & loans — serves — Safety", "The rest of the row", "serves Steadiness"]
            .map(|text| screen.lines().position(|row| row.contains(text)));
    assert!(cell.is_some() && cell < rest && rest < other, "{screen}");
}

#[test]
fn a_matrix_that_another_view_replaced_is_reopened_at_its_cell() {
    for keys in ["gl<esc>", "gp<esc>", "gc<esc>", "gm<esc>", "gv<esc>", "gr<esc>", "gs<esc>"] {
        let mut browser = after(80, 24, "gx4jl");
        let left = browser.screen();
        browser.press(keys);
        browser.press("gx");
        assert_eq!(browser.screen(), left, "{keys}");
    }
}

#[test]
fn enter_goes_to_the_statement_that_gives_the_reason() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let mut browser = after(width, height, "gx");
        let matrix = browser.screen();
        browser.press("<enter>");
        browser.find("A ship that is led in safely");
        browser.assert_foot("here the article says why: ");
        assert_eq!(browser.press("H").screen(), matrix);
    }
    // What the editor says stands in no text.
    after(80, 24, "gxll<enter>").assert_foot("opened for: Piloting — serves — Living river");
}

#[test]
fn several_reasons_are_chosen_from() {
    let mut browser = after(80, 24, "gx8jll<enter>");
    insta::assert_snapshot!("matrix_reasons_80x24", browser.screen());
    browser.press("<enter>");
    assert!(!browser.screen().contains("Matrix"), "the entry is in the reader");
    browser.press("gx");
    browser.find("[●2]");
    browser.press("<enter><esc>");
    browser.find("Matrix  Trades × Aims");
    browser.press("<esc>");
    assert!(!browser.screen().contains("Matrix"));
}

#[test]
fn enter_on_an_empty_cell_says_that_it_is_empty_and_on_a_head_opens_the_entry() {
    let mut browser = after(80, 24, "gxl<enter>");
    let (_, foot) = browser.find("no link between Piloting and Steadiness");
    assert!(foot > 12);
    browser.press("k<enter>");
    browser.assert_bar("Aims › Steadiness");
}

#[test]
fn the_pair_is_turned_cycled_and_chosen() {
    let mut browser = after(80, 24, "gx4jt");
    browser.find("Matrix  Aims × Trades");
    browser.find("Safety — is served by — Dues & loans");
    browser.press("<tab>");
    browser.find("Matrix  Trades × Quays");
    browser.press("<s-tab>");
    browser.find("Matrix  Trades × Aims");
    browser.press("p");
    insta::assert_snapshot!("matrix_pairs_80x24", browser.screen());
    browser.press("/glossary<enter><enter>/quays<enter><enter>");
    browser.find("Matrix  Glossary × Quays");
}

#[test]
fn a_large_matrix_scrolls_both_ways_under_its_heads() {
    let mut browser = after(80, 24, "gxp/glossary<enter><enter>/glossary<enter><enter>");
    browser.find("Matrix  Glossary × Glossary");
    browser.press("30j30l");
    insta::assert_snapshot!("matrix_scrolled_80x24", browser.screen());
    insta::assert_snapshot!("matrix_scrolled_40x12", browser.resize(40, 12).screen());
    browser.press("gg0");
    browser.find("meets itself here");
}

#[test]
fn the_mouse_selects_opens_and_scrolls() {
    let mut browser = after(80, 24, "gx");
    browser.click("3 Loading");
    browser.find("linked with 2 of 3");
    browser.click("3 Loading");
    browser.assert_bar("Trades › Loading & weighing");
    browser.press("gx").click("●           2");
    browser.find("Dredging & marking — serves — Living river");
    browser.click("●2 ").find("[●2]");
    let (column, row) = browser.find("[●2]");
    browser.mouse(MouseKind::Press, column + 1, row);
    browser.find("Reasons");
    let mut small = after(40, 12, "gx");
    small.mouse(MouseKind::WheelDown, 5, 5);
    assert!(!small.screen().contains("1 Piloting"), "{}", small.screen());
    small.press("j");
    small.assert_selected("2 Dredging");
}

#[test]
fn views_follow_the_entry_of_the_matrix() {
    let mut browser = after(80, 24, "gx8jgl");
    browser.find("Links  Clean water watch");
    browser.press("gx");
    browser.find("Clean water");
    browser.find("Matrix");
    browser.press("K");
    browser.find("Clean water watch");
}

#[test]
fn rows_and_columns_are_found_by_name() {
    let mut browser = after(80, 24, "gxl");
    let before = browser.screen();
    browser.press("/trad");
    browser.assert_selected("1 Piloting");
    browser.find("Piloting trading ships through the shoals: linked with 2 of 3");
    browser.press("<down>");
    browser.assert_selected("3 Loading");
    browser.press("<esc>");
    assert_eq!(browser.screen(), before, "Esc gives up what was sought");
    browser.press("n");
    browser.assert_foot("nothing to step through: / finds a row or a column");
    // Columns come behind the rows.
    browser.press("/LIVES<enter>");
    browser.find("A river that lives: linked with 4 of 9 in Trades");
    browser.press("/trad<enter>N");
    browser.assert_foot("past the top: on from the end");
    browser.find("A steadier trade: linked with 4 of 9 in Trades");
    browser.press("2n");
    browser.assert_selected("3 Loading");
    browser.press("/nonesuch<enter>");
    browser.assert_foot("no row and no column is called \"nonesuch\"");
    browser.press("/clean<enter><enter>");
    browser.assert_bar("Trades › Clean water");
    let mut large =
        after(40, 12, "gxp/glossary<enter><enter>/glossary<enter><enter>/high-water<enter>");
    large.assert_selected("High");
    large.press("l/high-water<enter>");
    assert_eq!(large.app().layers().len(), 1, "the box is gone, the matrix is there");
}

#[test]
fn what_is_typed_in_vain_leaves_the_selection_and_says_so() {
    let mut browser = after(80, 24, "gx/clean");
    browser.assert_selected("9 Clean water");
    browser.press("q").find("nothing with \"cleanq\"");
    browser.assert_selected("9 Clean water");
    browser.press("<bs>").assert_selected("9 Clean water");
    assert!(!browser.screen().contains("nothing with"), "{}", browser.screen());
    browser.press("<esc>").assert_selected("1 Piloting");
    after(80, 24, "gx").assert_foot("/ find");
}

#[test]
fn the_matrix_stays_under_the_themes_that_a_theme_can_be_shown_against() {
    let before = after(80, 24, "gx");
    let mut browser = after(80, 24, "gxp/glossary<enter><enter>");
    assert_eq!(browser.app().layers().len(), 2, "{}", browser.screen());
    assert_eq!(browser.press("<esc>").screen(), before.screen());
}

#[derive(Debug)]
struct Empty;

impl Bodies for Empty {
    fn body(&self, _: EntryKey) -> Arc<Body> {
        Arc::default()
    }
}

#[test]
fn without_a_declared_pair_no_theme_without_entries_is_chosen() {
    let mut catalogue = Catalogue::new();
    catalogue.push_pack(Pack::new("p", "A pack"));
    for (id, entries) in [("some", 2), ("none", 0), ("other", 1)] {
        let theme = ThemeKey(catalogue.themes().len() as u32);
        catalogue.push_theme(Theme::new(PackKey(0), id, id));
        for number in 0..entries {
            catalogue.push_entry(NewEntry::new(theme, &format!("{id}/{number}"), id));
        }
    }
    let library = Library::new(catalogue, Empty);
    let opening = Opening { size: Size { width: 80, height: 24 }, ..Opening::default() };
    let mut browser = Browser::open_library(library, opening);
    browser.press("gx").find("Matrix  some × other");
}

#[test]
fn rows_are_numbered_in_line_and_a_title_is_found_before_another_name() {
    let mut catalogue = Catalogue::new();
    catalogue.push_pack(Pack::new("p", "A pack"));
    catalogue.push_theme(Theme::new(PackKey(0), "row", "Rows"));
    for number in 1..=10 {
        let title = if number == 10 { "In depth".to_owned() } else { format!("Row {number}") };
        let mut row = NewEntry::new(ThemeKey(0), &format!("row/{number}"), &title);
        row.head.number = Some(number);
        row.head.aliases = if number == 2 { vec!["depth".into()] } else { Vec::new() };
        catalogue.push_entry(row);
    }
    catalogue.push_theme(Theme::new(PackKey(0), "column", "Columns"));
    catalogue.push_entry(NewEntry::new(ThemeKey(1), "column/a", "Only one"));
    let opening = Opening { size: Size { width: 80, height: 24 }, ..Opening::default() };
    let mut browser = Browser::open_library(Library::new(catalogue, Empty), opening);
    browser.press("gx");
    assert_eq!(browser.find("2 Row 2").0, browser.find("10 In depth").0 + 1);
    browser.press("/depth").assert_selected("10 In depth");
    browser.press("<esc>").assert_selected("1 Row 1");
}

#[test]
fn the_pointer_stands_at_the_head_that_is_selected() {
    let mut browser = after(80, 24, "gxhht");
    browser.find("Piloting trading ships through the shoals: linked with 2 of 3");
    let screen = browser.screen();
    assert_eq!(screen.matches('▸').count() - screen.matches("4 ▸").count(), 1, "{screen}");
    browser.find("▸ 1");
    browser.press("t").assert_selected("1 Piloting");
}
