//! Linear mode: typed lines in, printed lines out.

mod facts;
mod journeys;
mod meanwhile;
mod yours;

use std::process::Command;
use std::sync::Arc;

use folio::app::Opening;
use folio::journal::{Keeper, StoppedAt};
use folio::model::{Body, Catalogue, EntryKey, Library, NewEntry, NewLink, Pack, Theme};
use proptest::prelude::*;

use crate::support::browser::{entry, tea};
use crate::support::command::{FOLIO, HARBOUR, end_after};
use crate::support::paper::{At, type_and_keep, type_bytes, type_next};

/// Types lines at a terminal of 60 columns; returns the paper.
fn journey(lines: &[&str]) -> String {
    let typed = lines.join("\n") + "\n";
    type_bytes(tea(), Opening::default(), At::Terminal(60), typed.as_bytes())
}

#[test]
fn the_entry_is_open_at_which_reading_stopped_unless_another_is_asked_for() {
    #[track_caller]
    fn check(entry: &str, opening: Opening, resumed: bool, expected: &str) {
        let place = StoppedAt { pack: "tea".into(), entry: entry.into(), ..StoppedAt::default() };
        let opening = Opening { resume: Some(place), ..opening };
        let printed = type_bytes(tea(), opening, At::Pipe, b"where\n");
        assert_eq!(printed.contains("Resumed where you stopped"), resumed, "{printed}");
        assert!(printed.trim_end().ends_with(expected), "{printed}");
    }
    check("kind/oolong", Opening::default(), true, "kind/oolong");
    check("kind/gone", Opening::default(), false, "basics/overview");
    let fresh = Opening { fresh: true, ..Opening::default() };
    check("kind/oolong", fresh, false, "basics/overview");
    let at = Some(entry(tea(), "basics/water"));
    check("kind/oolong", Opening { at, ..Opening::default() }, false, "basics/water");
}

#[test]
fn where_reading_stopped_is_kept_and_more_reads_on_from_there() {
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    let stopped = || keeper().stopped_at(&["tea"]);
    type_and_keep(tea(), keeper(), b"where\n");
    assert_eq!(stopped(), None, "nobody went anywhere");
    type_and_keep(tea(), keeper(), b"open green\n");
    assert_eq!(stopped().map(|place| (place.entry, place.spot)), Some(("kind/green".into(), None)));
    let printed = type_and_keep(tea(), keeper(), b"open green\nfind grass\n1\n");
    let place = stopped().expect("it was kept");
    let words = place.spot.clone().expect("it is a paragraph").text;
    assert!(printed.contains(words.split('.').next().unwrap()), "{words}: {printed}");
    let again = Opening { resume: Some(place), ..Opening::default() };
    let printed = type_bytes(tea(), again, At::Pipe, b"more\n");
    let (head, rest) = printed.split_once("more reads on from there.").expect("it says so");
    assert!(!head.contains("chestnut") && rest.contains("chestnut"), "{printed}");
}

#[test]
fn an_entry_that_was_read_to_its_end_counts_as_read_with_what_it_said() {
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    type_and_keep(tea(), keeper(), b"open green\npeek black\nmore\n");
    let read = |id: &str| {
        let state = keeper().load().state;
        state.pack("tea").and_then(|added| added.read.get(id)).map(|reading| reading.text)
    };
    assert_eq!((read("kind/green"), read("kind/black")), (None, None));
    type_and_keep(tea(), keeper(), b"open green\nread\n");
    let print = read("kind/green").expect("its end was read");
    assert!(keeper().said(print).is_some(), "what it said is kept");
    let printed = type_and_keep(tea(), keeper(), b"changes\n");
    assert!(printed.contains("Nothing") || printed.contains("nothing"), "{printed}");
}

#[test]
fn bookmarks_and_marks_are_set_listed_gone_to_and_taken_back() {
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    let typed =
        b"bookmarks\nopen green\nfind grass\n1\nB\nmark a\nmark ab\nhome\n' b\njump a\nwhere\n";
    let printed = type_and_keep(tea(), keeper(), typed);
    for told in [
        "You have no bookmarks",
        "\nBookmarked.\n",
        "\nMarked: jump a",
        "one letter",
        "marked with b",
    ] {
        assert!(printed.contains(told), "{told}: {printed}");
    }
    assert!(printed.trim_end().ends_with("kind/green"), "{printed}");
    let printed = type_and_keep(tea(), keeper(), b"gb\n1\nB\nundo\nundo\n");
    assert!(printed.contains("chestnut"), "{printed}");
    assert!(printed.contains("Bookmark removed.\nTaken back: removing the bookmark."), "{printed}");
    assert!(printed.trim_end().ends_with("There is nothing to take back."), "{printed}");
    let state = keeper().load().state;
    assert_eq!(state.pack("tea").map(|added| added.bookmarks.len()), Some(1));
}

#[test]
fn a_route_goes_on_where_it_was_left_off() {
    let home = tempfile::tempdir().expect("a folder");
    let keeper = || Keeper::new(Some(home.path().to_owned()));
    let next = |typed: &[u8]| type_next(tea(), keeper(), typed);
    let check = |printed: &str, told: &[&str]| {
        for told in told {
            assert!(printed.contains(told), "{told}: {printed}");
        }
    };
    // The open entry is the second of three stops, and `)` leads to the third.
    check(&next(b"routes\n4\n)\nwhere\n"), &["A first cup: 2/3"]);
    check(&next(b"where\n)\nwhere\n"), &["A first cup: 2/3", "A first cup: 3/3"]);
    // Off the route it leads back to the stop.
    check(&next(b"open black\n"), &["Black tea"]);
    check(&next(b")\nroutes\n"), &["no route", "left off here"]);
    check(&next(b"open water\n"), &["Water"]);
    let printed = next(b"open black\nwhere\n)\nwhere\n");
    check(&printed, &["off the route A first cup", "A first cup: 3/3"]);
    // At the end it is over, and so it is after it was left.
    check(&next(b")\n"), &["ends here"]);
    let printed = next(b")\nroutes\n");
    assert!(!printed.contains("left off here"), "{printed}");
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
        catalogue.push_link(&NewLink {
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

/// Without a terminal its width is nobody's: to ask for it would start `tput`, for every line.
#[test]
#[cfg(target_os = "linux")]
fn without_a_terminal_no_program_is_asked_how_wide_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let (tput, asked) = (folder.path().join("tput"), folder.path().join("asked"));
    std::fs::write(&tput, format!("#!/bin/sh\n: > '{}'\necho 80\n", asked.display())).unwrap();
    std::fs::set_permissions(&tput, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("setsid");
    command.env_clear().env("PATH", path).env("HOME", folder.path());
    command.args(["-w", FOLIO, "--linear", HARBOUR]);
    let (code, printed, _) = end_after(&mut command, "search water\n");
    assert!(code == 0 && printed.contains("1. "), "{printed}");
    assert!(!asked.exists());
}
