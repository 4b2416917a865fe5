//! Every fact of a frame is reachable: what the browser draws is printed.

use folio::app::layer::Layer;
use folio::app::{App, Opening};
use folio::model::EntryKey;
use folio::terms::{Occurrences, Recogniser};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::support::browser::{Browser, entry, harbour};
use crate::support::paper::{At, type_bytes};

/// High enough for all entries and all links.
const SCREEN: Size = Size { width: 240, height: 400 };

/// Opens an entry.
fn browser(at: EntryKey) -> Browser {
    let id = harbour().catalogue.id(at);
    Browser::in_harbour(SCREEN.width, SCREEN.height, Some(id))
}

/// Returns the rows of an area that hold anything, blanks collapsed.
fn rows(frame: &Buffer, area: Rect) -> Vec<String> {
    raw_rows(frame, area).iter().map(|row| words(row)).filter(|row| !row.is_empty()).collect()
}

/// Returns what stands in the rows of an area, the cells of a table apart.
fn parts(frame: &Buffer, area: Rect) -> Vec<String> {
    let rows = raw_rows(frame, area);
    // Printed notes have a comma there, since they are read aloud.
    let rows = rows.iter().map(|row| row.replace("Editor's note · ", "Editor's note, "));
    let rows: Vec<String> = rows.collect();
    let parts = rows.iter().flat_map(|row| row.split("  ").map(words));
    parts.filter(|part| !part.is_empty()).collect()
}

fn raw_rows(frame: &Buffer, area: Rect) -> Vec<String> {
    let text = |row: Rect| -> String {
        let mut text = String::new();
        let mut hidden = 0;
        for position in row.positions() {
            if hidden == 0 {
                let symbol = frame[position].symbol();
                text.push_str(symbol);
                hidden = folio::text::width::width(symbol);
            }
            hidden -= 1;
        }
        text
    };
    area.rows().map(text).collect()
}

/// Leaves out what is no word: blanks that align, bars, the mark of the selected row.
fn words(text: &str) -> String {
    let is_drawn = |word: &&str| word.chars().all(|c| "▎▸▾─".contains(c));
    let kept: Vec<&str> = text.split_whitespace().filter(|word| !is_drawn(word)).collect();
    kept.join(" ").trim_start_matches('▸').to_owned()
}

/// Opens an entry and types; returns what is printed, blanks collapsed.
fn print(at: EntryKey, commands: &str) -> String {
    let options = Opening { at: Some(at), ..Opening::default() };
    words(&type_bytes(harbour(), options, At::Pipe, commands.as_bytes()))
}

#[track_caller]
fn assert_told(printed: &str, fact: &str, of: &str) {
    // A pane cuts what has no room in it.
    let whole = fact.trim_end_matches('…').trim_end();
    assert!(printed.contains(whole), "\"{fact}\" of {of} is not printed");
}

#[test]
fn every_text_of_every_entry_is_printed() {
    let catalogue = &*harbour().catalogue;
    let all: String = catalogue.entries().map(|key| print(key, "read\n")).collect();
    for key in catalogue.entries() {
        let browser = browser(key);
        let (app, frame) = (browser.app(), browser.buffer());
        let geometry = app.geometry();
        let reader = geometry.reader.expect("three panes");
        // What invites to views is no text of the entry.
        let height = geometry.prose(app.arrangement().measure).height;
        let reader = ratatui::layout::Rect { height, ..reader };
        let side = geometry.side.expect("three panes");
        assert_eq!(app.reader().map(folio::app::page::Page::percent), Some(100), "all is seen");
        assert!(app.side().height() <= usize::from(side.height), "all is seen");

        let id = catalogue.id(key);
        let printed = print(key, "read\nlinks\nmore\nmore\noutline\nnear\n");
        // What comes after the text is a command's business in linear mode.
        let leads_on = |part: &str| part == "End" || part.starts_with("] ");
        for part in parts(&frame, reader).into_iter().filter(|part| !leads_on(part)) {
            assert_told(&printed, &part, id);
        }
        let mut mentions = false;
        for row in rows(&frame, side) {
            match row.as_str() {
                "ON THIS PAGE" => assert_told(&printed, "outline (", id),
                "LINKS" => assert_told(&printed, "Links: ", id),
                "NEAR IN MEANING" => assert_told(&printed, "near in meaning to", id),
                "LINKED FROM" => assert_told(&printed, "Linked from: ", id),
                // Terms in a text are links to follow here, and stand in no pane.
                "no headings, no links" if printed.contains(" in the text.") => {
                    assert!(!printed.contains("Links: ") && !printed.contains("outline ("));
                }
                "no headings; links in the text only" => {
                    assert_told(&printed, " in the text.", id);
                }
                "no headings, no links" => assert_told(&printed, "No links, no headings.", id),
                // What is folded there is listed here.
                row if row.ends_with(" more near in meaning") => {}
                row => {
                    mentions |= row == "mentioned in";
                    // Of a sentence that mentions the entry only the part around it is printed;
                    // opening the other entry prints all of it.
                    let told = printed.contains(row.trim_end_matches('…').trim_end());
                    assert_told(if mentions && !told { &all } else { &printed }, row, id);
                }
            }
        }
        let title = rows(&frame, geometry.title).join(" ");
        let (path, position) = title.rsplit_once(' ').expect("a path and a position");
        assert_told(&printed, &position.replace('/', " of "), id);
        for part in path.split(" › ").take(2) {
            assert_told(&printed, part, id);
        }
    }
}

/// A list this wide shows every title whole, as linear mode does.
const WIDE: u16 = 1000;

/// Opens a sheet over an entry; every line of it and all that is said of each line has to be
/// printed by a command of linear mode.
#[track_caller]
fn check_sheet(at: &str, keys: &str, command: &str) {
    let catalogue = &*harbour().catalogue;
    let key = entry(harbour(), at);
    let mut browser = browser(key);
    browser.press(keys);
    let Some(Layer::Sheet(sheet)) = browser.app().layers().last() else {
        panic!("{command}: no sheet")
    };
    let listing = sheet.report();
    let choices = (0..listing.count()).filter(|line| listing.choice(*line).is_some()).count();
    let about = (1..=choices).map(|number| format!("about {number}"));
    let about = about.collect::<Vec<_>>().join("\n");
    let printed = print(key, &format!("{command}\n{}{about}", "more\n".repeat(choices / 50)));
    assert!(listing.count() > 0, "{command} has nothing to show");
    assert_told(&printed, &words(listing.title()), command);
    assert_told(&printed, &words(&listing.count_of()), command);
    for line in 0..listing.count() {
        let shown = listing.line(catalogue, line, if listing.wants_width() { 40 } else { WIDE });
        for row in [shown.first, shown.second] {
            assert_told(&printed, &words(&row.text()), command);
        }
        for paragraph in listing.detail(catalogue, line) {
            assert_told(&printed, &words(&paragraph.text()), command);
        }
    }
}

#[test]
fn every_sheet_is_printed_with_all_it_says() {
    let money = "trade/dues";
    for at in [money, "town/overview", "term/hwm"] {
        check_sheet(at, "gl", "named");
        check_sheet(at, "gr", "routes");
    }
    check_sheet(money, "gv", "coverage");
    check_sheet(money, "gs", "health");
    check_sheet(money, "gpsandbank<enter>", "path sandbank");
    check_sheet(money, "gcbottomry<enter>", "compare bottomry");
}

/// Returns the map or the matrix that is in front.
fn front(app: &App) -> &Layer {
    app.layers().last().expect("a view is open")
}

#[test]
fn every_neighbour_on_a_map_is_printed_with_all_that_joins_it() {
    for key in harbour().catalogue.entries() {
        let mut browser = browser(key);
        browser.press("gm");
        let Layer::Map(view) = front(browser.app()) else { panic!("no map") };
        let nodes = view.nodes().count();
        let count = browser.app().web().neighbourhood(key, 0).count();
        let about = (1..=count).map(|number| format!("about {number}"));
        let about = about.collect::<Vec<_>>().join("\n");
        let id = harbour().catalogue.id(key);
        let printed = print(key, &format!("map\n{}{about}", "more\n".repeat(count / 50)));
        if count == 0 {
            assert_told(&printed, "no links lead from here or to it", id);
            continue;
        }
        assert_told(&printed, &folio::messages::map::neighbours(count), id);
        for _ in 0..nodes {
            let Layer::Map(view) = front(browser.app()) else { panic!("no map") };
            let (node, beyond, _) = view.nodes().find(|node| node.2).expect("one is selected");
            if let Some(neighbour) = view.neighbour(node.node) {
                let catalogue = &*harbour().catalogue;
                assert_told(&printed, catalogue.title(neighbour.entry), id);
                let behind = beyond.expect("of a neighbour it is known");
                let joined = folio::messages::map::joined(
                    neighbour.links as usize,
                    behind.count,
                    behind.more,
                );
                assert_told(&printed, &words(&joined), id);
                let web = browser.app().web();
                for link in web.between(key, neighbour.entry) {
                    for paragraph in folio::report::link_in_full(catalogue, key, &link) {
                        assert_told(&printed, &words(&paragraph.text()), id);
                    }
                }
            }
            browser.press("<tab>");
        }
    }
}

#[test]
fn every_cell_and_sum_of_a_matrix_is_printed() {
    let catalogue = &*harbour().catalogue;
    assert_eq!(catalogue.matrices().len(), 2, "the pack declares them");
    for (declared, &matrix) in catalogue.matrices().iter().enumerate() {
        let ids = [matrix.rows, matrix.columns].map(|theme| &*catalogue.theme(theme).id);
        let command = format!("matrix {} {}", ids[0], ids[1]);
        let printed = print(EntryKey(0), &format!("{command}\nmore\n"));
        let mut browser = browser(EntryKey(0));
        browser.press("gxp").press(&"j".repeat(declared)).press("<enter>");
        let Layer::Matrix(view) = front(browser.app()) else { panic!("no matrix") };
        assert_eq!(view.matrix, matrix, "the menu has the declared ones in order");
        let window = view.window().clone();
        let web = browser.app().web();
        for row in window.rows() {
            assert_told(&printed, catalogue.short(row), &command);
            for column in window.columns() {
                assert_told(&printed, catalogue.title(column), &command);
                let links = web.graph.between(catalogue, row, column);
                let links_counted = window.cell(row, column).map_or(0, |cell| cell.links);
                assert_eq!(links.len(), links_counted as usize);
                for link in links {
                    let told = folio::report::link_in_words(catalogue, row, &link);
                    assert_told(&printed, &words(&told), &command);
                }
            }
        }
        let sum = |entry, count, theme: folio::model::ThemeKey| {
            let theme = catalogue.theme(theme);
            let title = catalogue.title(entry);
            folio::messages::matrix::linked_with(title, count, theme.count(), &theme.short)
        };
        for row in window.rows().filter(|row| window.row_total(*row) > 0) {
            assert_told(&printed, &sum(row, window.row_total(row), matrix.columns), &command);
        }
        for column in window.columns() {
            let total = window.column_total(column);
            assert_told(&printed, &sum(column, total, matrix.rows), &command);
        }
    }
}

#[test]
fn every_term_in_a_text_is_printed_with_its_meaning_and_where_it_is_used() {
    let catalogue = &*harbour().catalogue;
    let recogniser = Recogniser::new(catalogue);
    let occurrences = Occurrences::new(harbour(), &recogniser);
    for key in catalogue.entries() {
        let printed = print(key, "terms\nmore\n");
        for one in recogniser.in_entry(catalogue, key, &harbour().body(key)) {
            let term = one.span.entry;
            let line = format!(". {}: {}", catalogue.short(term), catalogue.summary(term));
            assert_told(&printed, &words(&line), catalogue.id(key));
        }
        for user in occurrences.of(key) {
            let line = format!(". {}", catalogue.title(user));
            assert_told(&printed, &words(&line), catalogue.id(key));
        }
    }
}

#[test]
fn every_row_of_the_contents_is_printed() {
    let catalogue = &*harbour().catalogue;
    let browser = browser(EntryKey(0));
    let area = browser.app().geometry().contents.expect("three panes");
    let list = |theme: &folio::model::Theme| format!("contents {}\nmore", theme.id);
    let lists = catalogue.themes().iter().map(list).collect::<Vec<_>>().join("\n");
    let printed = print(EntryKey(0), &format!("contents\n{lists}"));
    let rows = rows(&browser.buffer(), area);
    assert_eq!(rows.len(), catalogue.themes().len() + catalogue.len());
    for row in rows {
        let (first, rest) = row.split_once(' ').unwrap_or((&row, ""));
        let theme = row
            .rsplit_once(' ')
            .filter(|(name, count)| name.to_uppercase() == *name && count.parse::<u32>().is_ok());
        if let Some((name, count)) = theme {
            let told = format!("{}, {count} entr", name.to_lowercase());
            assert_told(&printed.to_lowercase(), &told, "the contents");
        } else if first.parse::<u32>().is_ok() {
            assert_told(&printed, &format!("{first} · {rest}"), "the contents");
        } else {
            assert_told(&printed, &row, "the contents");
        }
    }
}

#[test]
fn every_term_is_printed_with_its_meaning() {
    let catalogue = &*harbour().catalogue;
    let printed = print(EntryKey(0), "glossary\nmore\n");
    let terms: Vec<EntryKey> = catalogue.entries().filter(|key| catalogue.is_term(*key)).collect();
    assert!(terms.len() > 50, "one piece does not hold them");
    for term in terms {
        let line = format!(". {}: {}", catalogue.short(term), catalogue.summary(term));
        assert_told(&printed, &line, "the glossary");
    }
}
