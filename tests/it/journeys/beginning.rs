//! Of a large folder the first files are shown while the rest is still being read: nothing that needs all is
//! judged by them, and once all is there one is where one was.

use std::time::Duration;

use folio::app::message::{Effect, Message};
use folio::app::page::PageKey;
use folio::app::{Opening, update};
use folio::content::progress::{Counts, Step};
use folio::journal::{State, StoppedAt};
use folio::knowledge::Question;
use folio::model::PackKey;
use folio::report::Loading;
use folio::store::{Begun, Mistakes, Opened, Upkeep};
use ratatui::layout::Size;

use crate::support::browser::Browser;
use crate::support::packs::Pack;

const HEAD: &str = "\
format = 1
id = 'test'
title = 'Test'
start = 'b/start'
[[theme]]
id = 'a'
title = 'Alpha'
order = 'title'
[[theme]]
id = 'b'
title = 'Beta'
[[relation]]
id = 'near'
label = 'is near'
";

/// What is in the first file.
const FIRST: &str = "\
[[entry]]
id = 'a/moss'
title = 'Moss'
body = '''
See [the ferns](a/fern).

Moss is green.'''
[[entry]]
id = 'a/oak'
title = 'Oak'
body = 'Oaks are old; on them grows [moss](a/moss).'
";

/// What is in the rest: the keys of the first entries are others beside it.
const REST: &str = "\
[[entry]]
id = 'a/fern'
title = 'Fern'
body = 'Ferns unroll.'
see = ['a/moss']
[[entry]]
id = 'b/start'
title = 'Start'
body = 'All begins here.'
[[entry]]
id = 'b/zebra'
title = 'Zebra'
body = 'Zebras have stripes.'
";

fn whole() -> Opened {
    let pack = Pack::new().file("pack.toml", HEAD);
    pack.file("first.toml", FIRST).file("rest.toml", REST).open()
}

fn beginning() -> Opened {
    let pack = Pack::new().file("pack.toml", HEAD).file("first.toml", FIRST);
    let begun = Some(Begun { origins: vec![pack.origin()], can_keep: true });
    let upkeep = Upkeep { begun, ..Upkeep::default() };
    Opened { upkeep, diagnostics: Vec::new(), ..pack.open() }
}

fn opening(width: u16, height: u16) -> Opening {
    Opening { size: Size { width, height }, ..Opening::default() }
}

/// Opens the beginning and presses keys.
fn after(keys: &str) -> Browser {
    let mut browser = Browser::open_opened(beginning(), opening(80, 24));
    browser.press(keys);
    browser
}

fn bar(browser: &Browser) -> String {
    browser.screen().lines().next().unwrap_or_default().trim().to_owned()
}

fn layers(browser: &Browser) -> usize {
    browser.app().layers().len()
}

#[test]
fn the_first_entries_are_read_under_a_bar_that_says_how_far_the_rest_is() {
    let counts = Counts { step: Step::Reading, files: 1204, read: 311, entries: 41_203, joined: 0 };
    for (width, early, late) in [
        (
            120,
            "reading the rest…",
            "12% · 311 of 1,204 files · 41,203 entries · 14,000 a second · about 21 s left",
        ),
        (80, "reading the rest…", "12% · 14,000 a second · about 21 s left"),
        (40, "reading the rest…", "12% · about 21 s left"),
    ] {
        let mut browser = Browser::open_opened(beginning(), opening(width, 24));
        browser.press("<enter>").find("Moss is green.");
        assert!(bar(&browser).ends_with(early), "{}", bar(&browser));
        let loading = Loading::new("test", counts, Duration::from_secs(3));
        browser.tell(Message::Loading(loading));
        assert!(bar(&browser).ends_with(late), "{}", bar(&browser));
        browser.reload(whole().library);
        assert!(bar(&browser).ends_with("2/3"), "{}", bar(&browser));
        browser.find("Moss is green.");
    }
}

#[test]
fn a_link_into_the_rest_says_so_and_leads_there_later() {
    let mut browser = after("<enter>");
    browser.click("the ferns").assert_foot("a/fern is not there yet: the rest is still being read");
    browser.reload(whole().library).click("the ferns").find("Ferns unroll.");
    let mut browser = after("<enter>]]");
    browser.assert_foot("this is the last entry so far: the rest is still being read");
    browser.reload(whole().library).press("]").assert_bar("Start");
}

#[test]
fn what_is_open_stays_open() {
    for keys in ["j<enter>", "<enter>", "<enter>soak", "soak<enter>gl", "<enter>?", "<enter>gm"] {
        let mut calm = Browser::open_library(whole().library, opening(80, 24));
        let mut browser = after(keys);
        let open = bar(&browser).split("  ").next().unwrap_or_default().to_owned();
        let (before, popups) = (layers(&browser), keys.ends_with('?'));
        browser.reload(whole().library);
        assert!(bar(&browser).starts_with(&open), "{keys}: {open}:\n{}", browser.screen());
        assert_eq!(layers(&browser), if popups { 0 } else { before }, "{keys}");
        // All of the whole is reached.
        browser.press("<esc><esc><esc>szebra<enter>");
        calm.press("szebra<enter>");
        assert_eq!(bar(&browser), bar(&calm), "{keys}");
    }
}

#[test]
fn what_is_not_found_may_be_in_the_rest_and_is_found_once_it_is_there() {
    let mut browser = after("szebra");
    browser.find("no hits so far: the rest is still being read");
    assert!(!browser.screen().contains("nearest title"), "{}", browser.screen());
    browser.reload(whole().library).find("Zebras have stripes.");
    let mut browser = after("/zebra");
    browser.find("nothing with \"zebra\" so");
    browser.reload(whole().library);
    assert!(!browser.screen().contains("nothing with"), "{}", browser.screen());
}

#[test]
fn what_needs_all_is_not_told_of_a_part() {
    const NEEDS: &str = "this needs all entries, and the rest is still being read";
    let keys = ["gs", "gr", "gp", "gk", "gn", "gb", "go", "gd", "gv", "gx", "i", "gR", "ga", "r"];
    for keys in keys {
        let mut browser = after(keys);
        browser.assert_foot(NEEDS);
        assert_eq!(layers(&browser), 0, "{keys}");
        browser.reload(whole().library);
        assert!(!browser.screen().contains(NEEDS), "{keys}: {}", browser.screen());
        browser.press(keys);
        assert!(!browser.screen().contains(NEEDS), "{keys}: {}", browser.screen());
    }
}

#[test]
fn what_cannot_be_read_is_told_and_what_helps_works() {
    let mut browser = after("<enter>");
    browser.tell(Message::Broken { place: "far/test".to_owned(), mistakes: Mistakes::default() });
    browser.assert_foot("far/test is broken: only the beginning is shown · gs");
    assert!(bar(&browser).ends_with("only the beginning is there"), "{}", bar(&browser));
    browser.press("gp").assert_foot("this needs all entries, and the rest could not be read");
    browser.click("the ferns").assert_foot("a/fern is not there yet: the rest could not be read");
    assert_eq!(layers(browser.press("gs")), 1);
    browser.press("<esc>r").assert_foot("reading again…");
    // It is back, and read.
    let counts = Counts { step: Step::Reading, files: 4, read: 1, ..Counts::default() };
    browser.tell(Message::Loading(Loading::new("test", counts, Duration::ZERO)));
    assert!(bar(&browser).ends_with("12% · 1 of 4 files · 0 entries"), "{}", bar(&browser));
    browser.press("gs").assert_foot("this needs all entries, and the rest is still being read");
    browser.reload(whole().library);
    assert!(bar(&browser).ends_with("2/3"), "{}", bar(&browser));
    assert!(!browser.screen().contains("broken"), "{}", browser.screen());
}

#[test]
fn words_stay_selected() {
    let words = |browser: &Browser| {
        browser.app().reader().and_then(|page| Some(page.selecting()?.words().to_owned()))
    };
    let mut browser = after("<enter>vll");
    let before = words(&browser);
    assert!(before.is_some(), "{}", browser.screen());
    browser.reload(whole().library);
    assert_eq!(words(&browser), before, "{}", browser.screen());
}

#[test]
fn a_count_of_the_beginning_has_a_plus_and_a_theme_that_was_not_read_none() {
    for (keys, early, late) in [
        ("", "ALPHA 2+ ▾", "ALPHA 3 ▾"),
        ("", "BETA … ▾", "BETA 2 ▾"),
        ("<enter>gl", "1+ links", "3 links"),
        ("]<enter>gl", "1+ links", "1 link"),
        ("<enter>gm", "1+ neighbours", "2 neighbours"),
        ("soak", "1+ hits", "1 hit"),
        ("k<enter>", "2+ entries", "3 entries"),
        ("/oak<enter>", "ALPHA 1+ ▾", "ALPHA 1 ▾"),
    ] {
        let seen = |browser: &Browser, text: &str| {
            let screen = browser.screen();
            let rows =
                screen.lines().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
            assert!(rows.into_iter().any(|row| row.contains(text)), "{keys}: {text}:\n{screen}");
        };
        let mut browser = after(keys);
        seen(&browser, early);
        seen(browser.reload(whole().library), late);
    }
}

#[test]
fn from_the_page_of_a_theme_without_entries_one_goes_on_to_those_behind_it() {
    let mut browser = after("jj");
    browser.find("Beta");
    browser.press("]").assert_foot("this is the last entry so far: the rest is still being read");
    let gamma = "[[theme]]\nid = 'c'\ntitle = 'Gamma'\n[[relation]]";
    let head = HEAD.replace("start = 'b/start'\n", "").replace("[[relation]]", gamma);
    let rest = REST.replace("b/", "c/");
    let gap = Pack::new().file("pack.toml", head).file("all.toml", FIRST.to_owned() + &rest);
    for (key, expected) in [("]", "Start"), ("[", "Oak")] {
        let mut browser = Browser::open_library(gap.open().library, opening(80, 24));
        browser.press("gg").press("jjjj").find("0 entries");
        browser.press(key).assert_bar(expected);
    }
}

#[test]
fn that_nothing_is_found_is_said_on_narrow_screens_too() {
    for (width, height, early) in [
        (80, 24, "no hits so far: the rest is still being read"),
        (60, 16, "no hits so far"),
        (40, 12, "no hits so far"),
    ] {
        let mut browser = Browser::open_opened(beginning(), opening(width, height));
        browser.press("szebra").find(early);
        let mut browser = Browser::open_library(whole().library, opening(width, height));
        browser.press("sqqqqqq").find("no hits");
    }
}

#[test]
fn nothing_of_the_readers_own_is_judged_before_all_is_there() {
    let judges = |effect: &Effect| {
        matches!(
            effect,
            Effect::CountRead(_) | Effect::FindChanged(_) | Effect::Ask(Question::Notes(_))
        )
    };
    let mut earlier = Browser::open_library(whole().library, opening(80, 24));
    earlier.press("szebra<enter>anote on stripes<enter>");
    let mut state = State::default();
    earlier.journal.iter().for_each(|record| state.apply(record.clone()));
    let mut browser = after("");
    let effects = update(&mut browser.app, Message::JournalRead(Box::new(state)));
    assert_eq!(effects.iter().filter(|effect| judges(effect)).count(), 0, "{effects:?}");
    let corpus = folio::knowledge::Corpus::new(whole().library);
    let effects = update(&mut browser.app, Message::Reloaded(corpus));
    assert_eq!(effects.iter().filter(|effect| judges(effect)).count(), 3, "{effects:?}");
}

/// The place of a reader who stopped in the rest.
fn stopped() -> Option<StoppedAt> {
    let mut earlier = Browser::open_library(whole().library, opening(80, 24));
    earlier.press("szebra<enter>");
    earlier.place
}

#[test]
fn reading_goes_on_where_it_stopped_once_that_is_there_unless_one_went_elsewhere() {
    let open = |keys| {
        let opening = Opening { resume: stopped(), ..opening(80, 24) };
        let mut browser = Browser::open_opened(beginning(), opening);
        browser.assert_bar("Moss");
        browser.press(keys).reload(whole().library);
        browser
    };
    let mut browser = open("");
    browser.assert_foot("resumed · gh for the start");
    browser.assert_bar("Zebra");
    browser.press("H").assert_foot("the trail begins here");
    for keys in ["j", "<enter>j", "<enter>", "j<enter>", "]", "<tab>vl"] {
        let mut browser = open(keys);
        assert!(!bar(&browser).contains("Zebra"), "{keys}: {}", browser.screen());
        browser.assert_foot("you stopped at Zebra · '' leads there");
        assert_eq!(browser.place, None, "{keys}: the place is kept until one goes on");
        browser.press("<esc>''").assert_bar("Zebra");
        assert_eq!(browser.place.map(|place| place.entry), Some("b/zebra".into()), "{keys}");
    }
    // What is open or typed is about the page that it is open over.
    for keys in ["s", "gm", "gl", "K", "anote", "/m", "?", ":", "3", "g"] {
        let browser = open(keys);
        let page = browser.app().reader().map(|page| page.key);
        let moss = browser.app().catalogue().find_in(PackKey(0), "a/moss").map(PageKey::Entry);
        assert_eq!(page, moss, "{keys}: {}", browser.screen());
    }
    // A place is not lost by an opening that saw the beginning alone.
    let opening = Opening { resume: stopped(), ..opening(80, 24) };
    assert_eq!(Browser::open_opened(beginning(), opening).place, None);
}

#[test]
fn a_pack_opens_with_the_entry_that_it_names_as_soon_as_that_is_there() {
    let mut browser = after("");
    browser.assert_bar("Moss");
    browser.reload(whole().library).assert_bar("Start");
    browser.press("H").assert_foot("the trail begins here");
    let mut browser = after("<enter>");
    browser.reload(whole().library).assert_bar("Moss");
}

#[test]
fn practice_that_was_asked_for_begins_once_all_is_there() {
    let opening = Opening { recall: true, ..opening(80, 24) };
    let mut browser = Browser::open_opened(beginning(), opening);
    assert!(!browser.screen().contains("bookmark"), "{}", browser.screen());
    browser.reload(whole().library);
    browser.assert_foot("bookmark");
}
