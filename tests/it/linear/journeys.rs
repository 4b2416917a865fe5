//! Journeys: lines that are typed, and the paper after them.

use folio::app::Opening;
use folio::journal::Keeper;

use super::journey;
use crate::support::browser::{entry, harbour, tea};
use crate::support::paper::{At, type_and_keep, type_bytes, type_in_ascii};

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
    let prompts: Vec<&str> =
        printed.lines().filter_map(|line| line.split_once(": a command").map(|it| it.0)).collect();
    assert_eq!(prompts, ["Overview", "Water", "Water", "Green tea"], "{printed}");
    assert!(printed.contains("has no numbers; list prints"), "{printed}");
}

#[test]
fn notes_are_made_and_listed_and_kept() {
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    let typed =
        b"open green\nnotes\nnote warm the #cup\n/grass\n1\nnote like [[kind/black]]\nquit\n";
    let printed = type_and_keep(tea(), keeper(), typed);
    assert!(printed.contains("You have made no notes"), "{printed}");
    assert!(printed.contains("\nNoted on Green tea.\n"), "{printed}");
    assert!(printed.contains("Noted in Green tea, on: \u{201c}The leaf is heated"), "{printed}");
    let printed = type_and_keep(tea(), keeper(), b"open green\nnotes\n2\nquit\n");
    assert!(printed.contains("1. warm the #cup: Green tea\n"), "{printed}");
    assert!(printed.contains("2. like Black tea: Green tea"), "{printed}");
    assert!(printed.contains("\u{201c}The leaf is heated"), "{printed}");
    let unkept = type_bytes(tea(), Opening::default(), At::Pipe, b"note x\n");
    assert!(unkept.contains("neither XDG_STATE_HOME nor HOME"), "{unkept}");
    assert!(!unkept.contains("Noted"), "{unkept}");
}

#[test]
fn what_is_near_in_meaning_is_listed() {
    let opening = Opening { at: Some(entry(harbour(), "town/ford")), ..Opening::default() };
    let printed = type_bytes(harbour(), opening, At::Terminal(60), b"near\n1\nquit\n");
    insta::assert_snapshot!(printed);
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
    assert!(printed.contains("\nOne.\nTwo.\n") && printed.contains("basics/water"), "{printed}");
    let find = Opening { find: Some("tannin".to_owned()), ..options() };
    let printed = type_bytes(tea(), find, At::Pipe, b"");
    assert!(printed.contains("hits for \"tannin\" (2):\n1. Tannin"), "{printed}");
    let printed = type_in_ascii(tea(), Opening::default(), At::Pipe, b"read\n");
    assert!(printed.contains("Editor's note, sourced:"), "{printed}");
}

#[test]
fn what_an_entry_rests_on_is_printed_to_be_quoted() {
    let printed = journey(&["cite", "cite markdown", "y bibtex", "cite loudly"]);
    for line in [
        "Overview (basics/overview). The editor: A book of tea 1.0.0",
        "2 · making: Oxidation tells the kinds apart. (c2)",
        "- 2 · making: Oxidation tells the kinds apart. (`c2`)",
        "@misc{ATLAS,",
        "no citation format \"loudly\"; choose text, markdown or bibtex",
    ] {
        assert!(printed.lines().any(|printed| printed.contains(line)), "{line}: {printed}");
    }
}
