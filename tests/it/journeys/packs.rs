//! The packs that are open, where each lies, and what did not open.

use std::sync::Arc;

use folio::app::Opening;
use folio::app::message::Message;
use folio::keys::{Context, KeyMap, Set};
use folio::knowledge::{Corpus, Knowledge};
use folio::model::{Catalogue, Library, NewEntry, Pack, Theme};
use folio::report::{PackReport, Report};
use folio::search::Index;
use folio::store::{self, Begun, Opened, Origin, ReadAs, Upkeep};
use ratatui::layout::Size;

use crate::support::browser::Browser;
use crate::support::packs;

/// The packs of the tests by their folders, named as whoever stands in the root would name them.
const TEA: &str = "tests/support/tea";
const HARBOUR: &str = "tests/support/harbour";
/// A folder of Markdown with mistakes.
const VAULT: &str = "tests/support/vault";
/// Where nothing is.
const GONE: &str = "tests/support/gone";

/// Opens folders.
fn opened(folders: &[&str]) -> Opened {
    let origins: Vec<Origin> = folders.iter().map(Origin::named).collect();
    store::open(&origins)
}

/// Opens folders in a browser of some size and presses keys.
fn after(folders: &[&str], (width, height): (u16, u16), keys: &str) -> Browser {
    let opening = Opening { size: Size { width, height }, ..Opening::default() };
    let mut browser = Browser::open_opened(opened(folders), opening);
    browser.press(keys);
    browser
}

const WIDE: (u16, u16) = (120, 40);
const USUAL: (u16, u16) = (80, 24);
const SMALL: (u16, u16) = (40, 12);

#[test]
fn one_pack_and_three_and_what_did_not_open() {
    for (name, folders, keys) in [
        ("one", &[TEA][..], "P"),
        ("three", &[TEA, VAULT, HARBOUR], "P"),
        ("mistakes", &[TEA, VAULT, HARBOUR], "Pj"),
        ("gone", &[TEA, GONE], "PG"),
    ] {
        for size @ (width, height) in [WIDE, USUAL, SMALL] {
            let screen = after(folders, size, keys).screen();
            insta::assert_snapshot!(format!("packs_{name}_{width}x{height}"), screen);
        }
    }
}

#[test]
fn enter_goes_to_where_a_pack_opens_and_back_comes_back() {
    let mut browser = after(&[TEA, HARBOUR], USUAL, "P");
    browser.assert_selected("A book of tea");
    browser.press("j").assert_selected("A river harbour");
    let list = browser.screen();
    browser.press("<enter>");
    // A fresh start of that pack alone shows the same.
    let fresh = after(&[HARBOUR], USUAL, "");
    let here = browser.app().reader().expect("an entry is open").key.entry().expect("an entry");
    let there = fresh.app().reader().expect("an entry is open").key.entry().expect("an entry");
    let title = |browser: &Browser, entry| browser.app().catalogue().title(entry).to_owned();
    assert_eq!(title(&browser, here), title(&fresh, there));
    assert_eq!(browser.app().context(), Context::Reader);
    browser.press("H");
    assert_eq!(browser.screen(), list);
    browser.press("<esc>");
    assert!(browser.app().layers().is_empty(), "{}", browser.screen());
    // The pack that is read is the one that is selected.
    browser.press("P<enter>").assert_bar("A book of tea");
    browser.press("Pj<enter>P").assert_selected("A river harbour");
}

#[test]
fn enter_goes_to_the_entry_that_a_pack_declares_as_its_start() {
    let head = packs::HEAD.replacen("[[theme]]", "start = 'a/two'\n[[theme]]", 1);
    let entries = packs::entry("one") + &packs::entry("two");
    let pack = packs::Pack::new().file("pack.toml", head).file("a.toml", entries);
    let opened = store::open(&[Origin::named(TEA), pack.origin()]);
    let opening = Opening { size: Size::new(80, 24), ..Opening::default() };
    let mut browser = Browser::open_opened(opened, opening);
    browser.press("Pj<enter>").assert_bar("Title two");
}

#[test]
fn of_a_long_path_the_end_is_told_and_all_of_it_below() {
    let (above, name) = ("d".repeat(70), "my-pack");
    let file = |file: &str| format!("{above}/{name}/{file}");
    let pack = packs::Pack::new()
        .file(file("pack.toml"), packs::HEAD)
        .file(file("a.toml"), packs::entry("one"));
    let opened = store::open(&[Origin::named(pack.at(format!("{above}/{name}")))]);
    let opening = Opening { size: Size::new(60, 24), ..Opening::default() };
    let mut browser = Browser::open_opened(opened, opening);
    browser.press("P");
    let screen = browser.screen();
    let row = screen.lines().find(|row| row.contains("test · …")).expect("the path is cut");
    assert!(row.trim_end().ends_with("ddd/my-pack"), "{screen}");
    let below: String = screen.lines().skip_while(|row| !row.contains("Where")).collect();
    let below = below.replace([' ', '\n'], "");
    assert!(below.contains(&format!("{above}/{name}")), "{screen}");
}

#[test]
fn a_filter_finds_titles_ids_and_folders() {
    for (typed, found) in [
        ("river", "A river harbour"),
        ("tea 1.0", "A book of tea"),
        ("support/vau", "vault"),
        ("gon", "gone"),
    ] {
        let mut browser = after(&[TEA, VAULT, HARBOUR, GONE], USUAL, "P/");
        browser.press(typed).press("<enter>").assert_selected(found);
    }
    let browser = after(&[TEA, VAULT, HARBOUR], USUAL, "P/river");
    insta::assert_snapshot!("packs_filtered_80x24", browser.screen());
    after(&[TEA], USUAL, "P/nowhere").find("nothing with \"nowhere\"");
}

#[test]
fn what_did_not_open_says_why_and_what_takes_it_away() {
    let mut opened = opened(&[TEA, GONE]);
    opened.attempts[1].installed = Some("my notes".into());
    let opening = Opening { size: Size::new(80, 24), ..Opening::default() };
    let mut browser = Browser::open_opened(opened, opening);
    browser.press("PG").find("`folio remove 'my notes'` takes it away");
    browser.press("<enter>").assert_foot("there is nothing at this path");
    assert_eq!(browser.app().context(), Context::Sheet);
    // Nothing that is open can be peeked at or edited there.
    browser.press("K");
    assert_eq!(browser.app().context(), Context::Sheet);
}

#[test]
fn a_pack_without_entries_says_so() {
    let empty = packs::Pack::sound();
    let opening = Opening { size: Size::new(80, 24), ..Opening::default() };
    let mut browser = Browser::open_opened(empty.open(), opening);
    browser.press("P").find("0 entries");
    browser.press("<enter>").assert_foot("Test has no entries");
}

#[test]
fn mistakes_of_a_version_that_is_not_taken_in_are_counted_where_they_are() {
    let mut browser = after(&[TEA, HARBOUR], USUAL, "P");
    browser.find("90 entries");
    let folder = packs::Pack::new();
    let copied = |name: &str| std::fs::read(format!("{HARBOUR}/{name}")).expect("it is there");
    let broken = folder.file("pack.toml", copied("pack.toml")).file("town.toml", "[[entry");
    let mistakes = store::open(&[Origin::named(TEA), broken.origin()]).mistakes();
    let count = mistakes.of(1).len();
    assert!(mistakes.of(0).is_empty() && count > 0, "{mistakes:?}");
    browser.tell(Message::Broken { place: "town.toml".to_owned(), mistakes });
    let told = if count == 1 { "1 mistake".to_owned() } else { format!("{count} mistakes") };
    browser.find(&format!("{told}, 90 entries"));
    browser.press("j").find("town.toml:1");
}

#[test]
fn another_version_and_another_place_are_told_while_the_list_is_open() {
    let mut browser = after(&[TEA, GONE], WIDE, "P");
    browser.find("1 pack, 1 not open");
    browser.tell(Message::Reloaded(Corpus::from(opened(&[TEA, HARBOUR]))));
    browser.find("2 packs");
    browser.assert_selected("A book of tea");
    assert!(!browser.screen().contains("not open"), "{}", browser.screen());
    browser.find("TOML files");
    let mut kept = opened(&[TEA, HARBOUR]);
    kept.attempts[0].read_as = Some(ReadAs::Compiled);
    browser.tell(Message::Exchanged(Corpus::from(kept)));
    browser.find("a compiled file");
    browser.assert_selected("A book of tea");
}

#[test]
fn of_a_pack_that_is_still_read_there_may_be_more() {
    let mut opened = opened(&[TEA]);
    opened.attempts[0].is_begun = true;
    let begun = Begun { origins: vec![Origin::named(TEA)], can_keep: false };
    opened.upkeep = Upkeep { begun: Some(begun), ..Upkeep::default() };
    let opening = Opening { size: Size::new(80, 24), ..Opening::default() };
    let mut browser = Browser::open_opened(opened, opening);
    browser.press("P").find("9+ entries");
    assert_eq!(browser.app().layers().len(), 1);
}

#[test]
fn every_set_of_keys_leads_there() {
    for (set, keys) in [
        (Set::Default, &["P", "gP"][..]),
        (Set::Arrows, &["P", "gP"]),
        (Set::Emacs, &["<c-c>P", "<c-x><c-b>"]),
    ] {
        for keys in keys {
            let keymap = Arc::new(KeyMap::new(set, &[]).0);
            let size = Size::new(80, 24);
            let mut browser = Browser::open_with(Opening { size, keymap, ..Opening::default() });
            browser.press(keys).find("1 pack");
            // From another view as well.
            let from_view =
                browser.press("<esc>").press(if set == Set::Emacs { "f" } else { "<f6>" });
            from_view.press(keys).find("1 pack");
        }
    }
}

/// Builds a library of so many packs with one entry each.
fn many(count: usize) -> Library {
    let mut catalogue = Catalogue::new();
    for number in 1..=count {
        let (id, title) = (format!("pack-{number}"), format!("Pack {number}"));
        let pack = catalogue.push_pack(Pack::new(&id, &title));
        let theme = catalogue.push_theme(Theme::new(pack, "a", "All of it"));
        catalogue.push_entry(NewEntry::new(theme, "a/start", &format!("Start {number}")));
    }
    Library::new(catalogue, vec![Arc::default(); count])
}

#[test]
fn a_thousand_packs_are_listed_as_they_come_into_sight() {
    let index = Arc::new(Index::new(&Library::new(Catalogue::new(), Vec::new())));
    let opening = Opening { size: Size::new(80, 24), ..Opening::default() };
    let mut browser = Browser::open_indexed(many(1_000), index, opening);
    browser.press("P").find("1000 packs");
    browser.assert_selected("Pack 1 ");
    let screen = browser.screen();
    assert!(screen.contains("Pack 6 ") && !screen.contains("Pack 12 "), "{screen}");
    browser.press("G").assert_selected("Pack 1000");
    browser.press("/ack-777<enter><enter>").assert_bar("Start 777");
    // Lines of which each would be measured could not be made one by one.
    let corpus = Corpus::new(many(1_000));
    let report = PackReport::new(&Knowledge::new(&corpus), None);
    assert_eq!((report.count(), report.heights(corpus.catalogue(), 80)), (1_000, None));
}
