//! The next start: where the reader stopped is where it opens, and it says so.

use folio::app::Opening;
use folio::journal::Moment;
use folio::journal::stopped_at::FocusedPane;
use folio::store::{self, Origin};
use ratatui::layout::Size;

use crate::support::browser::{Browser, entry, harbour, tea};
use crate::support::packs::{Pack, edited_tea};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// Returns all of a screen but its foot.
fn above_the_foot(browser: &Browser) -> String {
    let screen = browser.screen();
    screen.lines().take(screen.lines().count() - 1).collect::<Vec<_>>().join("\n")
}

#[test]
fn reading_goes_on_where_it_stopped() {
    for (width, height) in SIZES {
        for keys in ["jj<enter>}}}}", "jj<enter>}}++", "jjj", "}<enter>", "jj<enter>}}>><<<<"] {
            let open = [Browser::open, |width, height| Browser::in_harbour(width, height, None)];
            for open in open {
                let mut browser = open(width, height);
                browser.press(keys);
                let again = browser.next_start();
                again.assert_foot("resumed · gh for the start");
                let message = format!("{keys} at {width}×{height}");
                let place = |browser: &Browser| {
                    browser.app().reader().map(|page| (page.key, page.paragraph_in_sight()))
                };
                assert_eq!(place(&again), place(&browser), "{message}");
                assert_eq!(again.app().arrangement(), browser.app().arrangement(), "{message}");
            }
        }
    }
}

#[test]
fn gh_leads_to_the_start() {
    let mut browser = Browser::after(80, 24, "jj<enter>}}");
    browser = browser.next_start();
    browser.assert_bar("Long history");
    browser.press("gh").assert_bar("Overview");
    browser.press("H").assert_bar("Long history");
    browser.press("H").assert_foot("the trail begins here");
}

#[test]
fn where_the_start_was_left_as_it_was_nothing_is_said() {
    let browser = Browser::after(80, 24, "j<enter>H").next_start();
    assert!(!browser.screen().contains("resumed"), "{}", browser.screen());
}

#[test]
fn the_reading_mode_is_taken_up_again_and_the_mouse_stays_with_the_terminal() {
    let stopped = Browser::after(80, 24, "jj<enter>Z}}");
    let again = stopped.next_start();
    assert_eq!((again.mouse, stopped.mouse), (false, false));
    let text = |browser: &Browser| above_the_foot(browser);
    assert_eq!(text(&again), text(&stopped));
}

#[test]
fn what_is_asked_for_goes_before_where_one_stopped() {
    let stopped = Browser::after(80, 24, "jj<enter>}}");
    let check = |opening, title: &str| {
        let browser = stopped.start_again(tea().clone(), opening);
        browser.assert_bar(title);
        assert!(!browser.screen().contains("resumed"), "{}", browser.screen());
    };
    check(Opening { fresh: true, ..Opening::default() }, "Overview");
    let at = Some(entry(tea(), "kind/black"));
    check(Opening { at, ..Opening::default() }, "Black tea");
    check(Opening { find: Some("oolong".to_owned()), ..Opening::default() }, "Overview");
}

#[test]
fn a_paragraph_is_found_again_by_its_words_and_an_entry_by_its_former_id() {
    let stopped = Browser::after(80, 14, "jj<enter>}}}}}");
    stopped.find("The fourth paragraph tells of harbours.");
    let first = |browser: &Browser| {
        let rows = above_the_foot(browser);
        let row = rows.lines().nth(1).and_then(|row| row.rsplit('│').next()).map(str::to_owned);
        row.unwrap_or_default().trim().to_owned()
    };
    let seen = first(&stopped);
    assert!(seen.contains("paragraph tells"), "{}", stopped.screen());
    let moved = edited_tea(|_, text| {
        let text =
            text.replace("The first paragraph", "A new one.\n\nAnother.\n\nThe first paragraph");
        text.replace("id = \"basics/long\"", "id = \"basics/history\"\nformer = [\"basics/long\"]")
    });
    let again = stopped.start_again(moved, Opening::default());
    again.assert_bar("Long history");
    again.assert_foot("resumed");
    assert_eq!(first(&again), seen);
}

#[test]
fn an_entry_that_is_gone_is_not_missed() {
    let stopped = Browser::after(80, 24, "j<enter>");
    stopped.assert_bar("Water");
    for library in
        [edited_tea(|_, text| text.replace("basics/water", "basics/other")), harbour().clone()]
    {
        let again = stopped.start_again(library, Opening::default());
        again.assert_bar("Overview");
        assert!(!again.screen().contains("resumed"), "{}", again.screen());
    }
}

#[test]
fn the_place_is_told_when_it_changes_and_with_the_present_moment() {
    let mut browser = Browser::open(120, 40);
    assert_eq!(browser.place, None, "the packs open there by themselves");
    browser.press("?<esc>");
    assert_eq!(browser.place, None, "nothing has changed");
    browser.tell(folio::app::message::Message::Clock(Moment(5_000)));
    browser.press("jj<enter>");
    let place = browser.place.take().expect("another entry");
    assert_eq!((&*place.pack, &*place.entry, &*place.theme), ("tea", "basics/long", ""));
    assert_eq!((place.focus, place.at, &place.spot), (FocusedPane::Reader, Moment(5_000), &None));
    assert_eq!(place.packs, ["tea".into()]);
    browser.press("gb");
    assert_eq!(browser.place, None, "a notice is no place");
    browser.press("<tab>l");
    assert_eq!(browser.place.take().map(|place| place.focus), Some(FocusedPane::Side));
    browser.press("h>").press("}}}h");
    let place = browser.place.take().expect("wider contents");
    assert_eq!((place.focus, place.contents), (FocusedPane::Contents, 2));
}

/// Opens a folder of notes; `at` is an entry that was asked for.
fn of_notes(files: &[(&str, &str)], at: Option<&str>) -> Browser {
    let pack = files.iter().fold(Pack::new(), |pack, (name, text)| pack.file(name, text));
    let opened = store::open(&[Origin::File(pack.path().to_owned())]);
    let at = at.map(|id| entry(&opened.library, id));
    let opening = Opening { size: Size { width: 80, height: 24 }, at, ..Opening::default() };
    Browser::open_opened(opened, opening)
}

#[test]
fn a_folder_of_notes_opens_at_its_front_page() {
    const HOMEPAGE: &str = ".obsidian/plugins/homepage/data.json";
    const SAID: &str = r#"{"homepages":{"Main Homepage":{"value":"deep/Desk","kind":"File"}}}"#;
    const GONE: &str = r#"{"homepages":{"Main Homepage":{"value":"Gone","kind":"File"}}}"#;
    const ALWAYS: [(&str, &str); 3] =
        [("A.md", "# First of all"), ("deep/Desk.md", "# Desk"), ("deep/README.md", "# Deep")];
    for (more, expected) in [
        (&[][..], "First of all"),
        (&[("Home.md", "# At home")], "At home"),
        (&[("home.md", "# At home"), ("README.md", "# Read")], "Read"),
        (&[("README.md", "# Read"), ("index.md", "# Index")], "Index"),
        (&[("Home.md", "# At home"), (HOMEPAGE, SAID)], "Desk"),
        (&[("Home.md", "# At home"), (HOMEPAGE, GONE)], "At home"),
        (&[("Home.md", "# At home"), (HOMEPAGE, "{")], "At home"),
    ] {
        let files: Vec<_> = ALWAYS.into_iter().chain(more.iter().copied()).collect();
        let mut browser = of_notes(&files, None);
        browser.assert_bar(expected);
        // Whoever stopped elsewhere goes on there, and comes back by a key.
        browser.press("G<enter>gh").assert_bar(expected);
        of_notes(&files, Some("A")).assert_bar("First of all");
    }
}
