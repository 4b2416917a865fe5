//! Another version of the library comes while one reads: everything open is found again by its id.

use crate::support::browser::Browser;
use crate::support::packs::edited_tea;

/// Puts a new entry before the first one of a file, so that the keys of all behind it change.
fn with_a_new_first_entry(file: &str, text: String) -> String {
    if file != "basics.toml" {
        return text;
    }
    let new = "[[entry]]\nid = 'basics/new'\ntitle = 'New'\nbody = 'New.'\n\n";
    let at = text.find("[[entry]]").expect("the file has entries");
    format!("{}{new}{}", &text[..at], &text[at..])
}

/// Returns the text of the reader, the selected row of the contents before it.
fn told(browser: &Browser) -> Vec<String> {
    let screen = browser.screen();
    let halves: Vec<(&str, &str)> = screen.lines().filter_map(|row| row.split_once('│')).collect();
    let selected = halves.iter().map(|(left, _)| *left).filter(|left| left.contains('▸'));
    let text = halves.iter().map(|(_, right)| *right);
    selected.chain(text).map(|text| text.trim().to_owned()).collect()
}

/// Returns where the title bar says that one is.
fn title(browser: &Browser) -> String {
    let bar = browser.screen().lines().next().unwrap_or_default().to_owned();
    bar.trim().rsplit_once(' ').map_or_else(String::new, |(title, _)| title.trim().to_owned())
}

#[test]
fn what_is_open_stays_open() {
    // Each way ends in another kind of thing that is open.
    for keys in
        ["", "jjj<enter>", "<enter>]]d", "/tea<enter>", "stannin", "igreen", "gl", "gm", "gv"]
    {
        let mut browser = Browser::after(80, 24, keys);
        let layers = browser.app().layers().len();
        let open = title(&browser);
        browser.reload(edited_tea(with_a_new_first_entry));
        assert_eq!(title(&browser), open, "{keys}");
        assert_eq!(browser.app().layers().len(), layers, "{keys}");
    }
}

#[test]
fn the_same_library_from_elsewhere_changes_nothing_on_the_screen() {
    // Keys, and others that go on with what they have opened.
    for (keys, more) in [
        ("", "jjj<enter>"),
        ("jjj<enter>jj", "H"),
        ("<enter>]]d", "gl<enter>"),
        ("/tea", "<down><enter>"),
        ("/tea<enter>K", "<esc>/"),
        ("stannin", "<enter>"),
        ("igreen", "<down><enter>"),
        ("gl", "j<enter>"),
        ("gm", "l<enter>"),
        ("gv", "j<enter>"),
        ("anote", " of mine<enter>"),
        ("l/te", "a<enter>n"),
        ("gs/te", "a<enter>"),
    ] {
        let mut calm = Browser::after(80, 24, keys);
        let mut browser = Browser::after(80, 24, keys);
        browser.exchange(edited_tea(|_, text| text));
        assert_eq!(browser.screen(), calm.screen(), "{keys}");
        calm.press(more);
        browser.press(more);
        assert_eq!(browser.screen(), calm.screen(), "{keys}, then {more}");
    }
}

#[test]
fn the_way_back_leads_through_the_new_version() {
    let mut browser = Browser::after(80, 24, "jj<enter>]");
    let here = told(&browser);
    browser.press("H");
    let before = told(&browser);
    browser.press("L");
    browser.reload(edited_tea(with_a_new_first_entry));
    assert_eq!(told(&browser), here);
    browser.press("H");
    assert_eq!(told(&browser), before);
}

#[test]
fn an_entry_that_was_renamed_is_followed_and_one_that_is_gone_is_left() {
    let renamed = edited_tea(|_, text| {
        text.replace("id = \"kind/black\"", "id = \"kind/dark\"\nformer = [\"kind/black\"]")
            .replace("kind/black#", "kind/dark#")
    });
    let mut browser = Browser::after(80, 24, "/black<enter><enter>");
    let open = title(&browser);
    browser.reload(renamed);
    assert_eq!(title(&browser), open);
    let gone = edited_tea(|file, text| if file == "kinds.toml" { String::new() } else { text });
    browser.press("a");
    browser.reload(gone);
    assert!(!title(&browser).contains("Black"), "{}", browser.screen());
    // What was said of it is said no more, of another entry least of all.
    browser.find("Basics ›");
    browser.assert_foot("Black tea is not in the files any more");
}

#[test]
fn what_was_gone_for_a_while_is_shown_again_unless_one_went_elsewhere() {
    let without_kinds =
        |file: &str, text: String| if file == "kinds.toml" { String::new() } else { text };
    let mut browser = Browser::after(80, 24, "/black<enter><enter>");
    let open = title(&browser);
    let (gone, whole) = (|| edited_tea(without_kinds), || edited_tea(|_, text| text));
    browser.reload(gone());
    assert_ne!(title(&browser), open);
    browser.reload(gone()).reload(whole());
    assert_eq!(title(&browser), open);
    let foot = browser.screen().lines().last().expect("there are rows").to_owned();
    assert!(!foot.contains("any more"), "{foot}");
    browser.reload(gone()).press("]");
    let elsewhere = title(&browser);
    browser.reload(whole());
    assert_eq!(title(&browser), elsewhere);
}

#[test]
fn what_is_being_typed_goes_on() {
    for (keys, more) in [("/te", "a<enter>"), ("gs/te", "a<enter>"), ("l/te", "a<enter>")] {
        let mut calm = Browser::after(80, 24, keys);
        calm.press(more);
        let mut browser = Browser::after(80, 24, keys);
        browser.reload(edited_tea(|_, text| text));
        browser.press(more);
        assert_eq!(browser.screen(), calm.screen(), "{keys}");
    }
}
