//! Linear mode: typed lines in, printed lines out.

use std::sync::Arc;

use folio::app::layer::Layer;
use folio::app::{App, Opening};
use folio::model::{Body, Catalogue, EntryKey, Library, Link, NewEntry, Pack, Theme};
use folio::terms::{Occurrences, Recogniser};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::support::browser::{Browser, entry, harbour, tea};
use crate::support::paper::{At, type_bytes, type_in_ascii};

/// Types lines at a terminal of 60 columns; returns the paper.
fn journey(lines: &[&str]) -> String {
    let typed = lines.join("\n") + "\n";
    type_bytes(tea(), Opening::default(), At::Terminal(60), typed.as_bytes())
}

mod journeys {
    use super::*;

    #[test]
    fn reading_and_following_links() {
        insta::assert_snapshot!(journey(&[
            "read", "links", "2", "l", "back", "forward", "where", "quit"
        ]));
    }

    /// A bar at the left is not heard: what it marks begins and ends in words.
    #[test]
    fn notes_begin_and_end_in_words_and_no_bar_is_printed() {
        let printed = type_bytes(tea(), Opening::default(), At::Pipe, b"read\n");
        let note = printed.find("Editor's note, sourced:\nMerchants").expect("it begins");
        let end = printed.find("\nEnd of note.\n").expect("it ends");
        assert!(note < end && !printed.contains('▎'), "{printed}");
        for key in harbour().catalogue.entries() {
            let at = Opening { at: Some(key), ..Opening::default() };
            let printed = type_bytes(harbour(), at, At::Pipe, b"read\n");
            let heads = printed.lines().filter(|line| line.starts_with("Editor's note, ")).count();
            assert_eq!(printed.matches("End of note.").count(), heads, "{printed}");
        }
    }

    #[test]
    fn numbers_choose_from_what_was_printed_last_and_the_prompt_says_what_that_is() {
        let printed = journey(&["search leaf", "1", "1", "list", "2"]);
        let prompts: Vec<&str> = printed
            .lines()
            .filter_map(|line| line.split_once(": a command").map(|it| it.0))
            .collect();
        assert_eq!(prompts, ["Overview", "Water", "Water", "Green tea"], "{printed}");
        assert!(printed.contains("has no numbers; list prints"), "{printed}");
    }

    #[test]
    fn what_is_near_in_meaning_is_listed() {
        let printed = |id| {
            let opening = Opening { at: Some(entry(harbour(), id)), ..Opening::default() };
            type_bytes(harbour(), opening, At::Terminal(60), b"near\n1\nquit\n")
        };
        insta::assert_snapshot!(printed("town/ford"));
    }

    #[test]
    fn searching_and_looking_up() {
        insta::assert_snapshot!(journey(&[
            "search leaf",
            "1",
            "list",
            "s zzzz",
            "peek oxidation",
            "/seventy",
            "open tannin",
            "1",
            "open water",
            "/seventy",
            "1",
            "more",
            "m",
        ]));
    }

    #[test]
    fn walking_the_contents() {
        insta::assert_snapshot!(journey(&[
            "contents",
            "2",
            "1",
            "next",
            "p",
            "contents nowhere",
            "glossary",
            "glossary ox",
            "routes",
            "4",
            "onward",
            ")",
            ")",
            "outline",
            "recent",
            "gh",
            "b",
            "b",
            "b",
        ]));
    }

    #[test]
    fn help_and_mistakes() {
        insta::assert_snapshot!(journey(&[
            "3",
            "list",
            "more",
            "help",
            "serach tea",
            "xyzzy",
            "open",
            "open nothing like this",
            "links",
            "99",
            "0",
            "",
            "QUIT",
        ]));
    }

    #[test]
    fn what_the_browser_draws_is_listed() {
        insta::assert_snapshot!(journey(&[
            "open green tea",
            "map",
            "about 1",
            "2",
            "gm",
            "matrix",
            "about 1",
            "matrix the kinds of tea glossary",
            "gx kinds × kinds",
            "about 1",
            "matrix kinds of nothing",
            "terms",
            "about 1",
            "open oxidation",
            "terms",
        ]));
    }

    #[test]
    fn the_tag_of_a_place_is_told_with_its_publication_and_claims() {
        insta::assert_snapshot!(journey(&[
            "place",
            "2",
            "place [2 · making]",
            "place lead",
            "about 1",
            "place nowhere",
        ]));
    }

    #[test]
    fn the_options_of_the_browser_hold() {
        let water = Some(entry(tea(), "basics/water"));
        let options =
            || Opening { at: water, notice: Some("One.\nTwo.".to_owned()), ..Opening::default() };
        let printed = type_bytes(tea(), options(), At::Pipe, b"");
        assert!(
            printed.contains("\nOne.\nTwo.\n") && printed.contains("basics/water"),
            "{printed}"
        );
        let find = Opening { find: Some("tannin".to_owned()), ..options() };
        let printed = type_bytes(tea(), find, At::Pipe, b"");
        assert!(printed.contains("hits for \"tannin\" (2):\n1. Tannin"), "{printed}");
        let printed = type_in_ascii(tea(), Opening::default(), At::Pipe, b"read\n");
        assert!(printed.contains("Editor's note, sourced:"), "{printed}");
    }
}

/// Every fact of a frame is reachable.
mod facts {
    use super::*;

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
            let shown =
                listing.line(catalogue, line, if listing.wants_width() { 40 } else { WIDE });
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
            let (nodes, count) = (view.nodes().count(), view.count());
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
            let theme = row.rsplit_once(' ').filter(|(name, count)| {
                name.to_uppercase() == *name && count.parse::<u32>().is_ok()
            });
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
        let terms: Vec<EntryKey> =
            catalogue.entries().filter(|key| catalogue.is_term(*key)).collect();
        assert!(terms.len() > 50, "one piece does not hold them");
        for term in terms {
            let line = format!(". {}: {}", catalogue.short(term), catalogue.summary(term));
            assert_told(&printed, &line, "the glossary");
        }
    }
}

#[test]
fn of_very_many_links_the_first_are_listed_and_the_rest_is_a_number_away() {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("p", "P"));
    let theme = catalogue.push_theme(Theme::new(pack, "t", "T"));
    for number in 0..251 {
        let (id, title) = (format!("t/{number}"), format!("Entry number {number}"));
        catalogue.push_entry(NewEntry::new(theme, &id, &title));
    }
    for number in 1..251 {
        catalogue.push_link(Link {
            from: EntryKey(0),
            to: EntryKey(number),
            relation: Catalogue::DEFINES,
            reason: Box::default(),
            provenance: None,
        });
    }
    let library = Library::new(
        catalogue,
        std::iter::repeat_with(|| Arc::new(Body::default())).take(251).collect::<Vec<_>>(),
    );
    let typed = "links\nmore\nmore\n101\nmore\nmore\nmore\nmore\nmore\n";
    let printed = type_bytes(&library, Opening::default(), At::Pipe, typed.as_bytes());
    assert!(printed.contains("more than 100 links."), "{printed}");
    assert!(printed.contains("\n101. and 150 more\n"), "{printed}");
    assert!(printed.contains("\n250. Entry number 250"), "{printed}");
}

/// Returns whether a character may stand in what is printed.
fn is_harmless(c: char) -> bool {
    let driving = c.is_control() && c != '\n';
    let deceiving = matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !driving && !deceiving
}

#[track_caller]
fn assert_harmless(printed: &str) {
    assert_eq!(printed.chars().find(|&c| !is_harmless(c)), None, "{printed:?}");
}

#[test]
fn a_line_of_ten_million_bytes_is_refused_and_the_next_one_obeyed() {
    let mut typed = vec![b'o'; 10_000_000];
    typed.extend(b"\nwhere\n");
    let printed = type_bytes(tea(), Opening::default(), At::Pipe, &typed);
    assert!(printed.contains("more than 4096 bytes"), "{printed}");
    assert!(printed.trim_end().ends_with("basics/overview"), "{printed}");
}

#[test]
fn an_empty_library_says_so() {
    let library = Library::new(Catalogue::new(), Vec::new());
    let all = "links\nnext\nback\nhome\nc\ni\nt\ngr\nfind x\nsearch x\nopen x\npeek x\nread\nrecent\nmap\nmatrix\nmatrix a b\nterms\nw\n1\n";
    let printed = type_bytes(&library, Opening::default(), At::Pipe, all.as_bytes());
    assert!(printed.contains("No entry could be opened"), "{printed}");
    assert_harmless(&printed);
}

/// Lines that are rich in commands, numbers and what terminals obey.
fn typed() -> impl Strategy<Value = Vec<u8>> {
    let commands = prop::sample::select(vec![
        "open ",
        "o ",
        "search ",
        "find ",
        "/",
        "peek ",
        "links",
        "l",
        "more",
        "back",
        "n",
        "p",
        "c ",
        "glossary ",
        "t",
        "gr",
        "map",
        "matrix ",
        "terms",
        "list",
        "r",
        "gh",
        "f",
        "e",
        "?",
    ]);
    let rest = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..12),
        "[0-9]{1,3}".prop_map(String::into_bytes),
        "\\PC{0,8}".prop_map(String::into_bytes),
        prop::sample::select(vec![
            "\x1b[2J",
            "\u{9b}31m",
            "\u{202e}x",
            "tea",
            "\0",
            "theme:x !",
            "'"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    let command =
        (commands, rest.clone()).prop_map(|(name, rest)| [name.as_bytes(), &rest].concat());
    let line = prop_oneof![3 => command, 1 => rest];
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join(&b'\n'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_typed_prints_nothing_that_drives_a_terminal(typed in typed(), width in 1u16..90) {
        // Typed bytes are echoed by the terminal, not by Folio: the paper is Folio's alone here.
        let printed = type_bytes(tea(), Opening::default(), At::Unechoed(Some(width)), &typed);
        assert_harmless(&printed);
    }
}

#[test]
fn a_run_of_next_ends_with_another_command() {
    let printed = journey(&["next", "next", "coverage", "next", "back", "where"]);
    let place = printed.lines().rfind(|line| line.contains(" of 3, "));
    assert!(place.is_some_and(|place| place.ends_with("basics/long")), "{printed}");
}

#[test]
fn a_theme_is_opened_by_its_name_and_tells_its_page() {
    let printed = journey(&["open theme:kind", "2", "open theme:kinds of"]);
    for told in ["The kinds of tea", "2. 2 · Oolong: Stopped half way.", "Kinds, 2 of 3, "] {
        assert!(printed.contains(told), "{told}: {printed}");
    }
    assert!(printed.contains("\"kinds of\""), "{printed}");
}
