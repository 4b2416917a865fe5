//! Every filter of a search in every place that takes one, and what the places say to it that look for
//! letters instead: which entries are left, what a name says that does not exist, with which exit code.

use std::ffi::OsStr;
use std::sync::{Arc, LazyLock};

use folio::app::Opening;
use folio::search::Index;
use ratatui::layout::Size;

use crate::support::browser::Browser;
use crate::support::command::{end_after, folio, json, run};
use crate::support::packs::{Pack, pack_on_the_page};

/// A pack with whatever filters ask about.
static PACK: LazyLock<Pack> = LazyLock::new(pack_on_the_page);

/// A filter with a value that is there, the titles of the entries that have it, and what is said of "nosuch".
const FILTERS: [(&str, &[&str], &str); 7] = [
    ("theme:word", &["Oxidation"], "There is no theme “nosuch”; there is leaf, word."),
    (
        "pack:tea",
        &["Green tea", "White tea", "Oxidation"],
        "There is no pack “nosuch”; there is tea.",
    ),
    ("tag:light", &["Green tea"], "Nothing has the tag “nosuch”."),
    ("type:leaf", &["Green tea"], "There is no type “nosuch”; there is leaf."),
    ("is:reviewed", &["Green tea"], "Nothing is “nosuch”; what is known is reviewed, stale."),
    ("by:editor", &["Green tea"], "There is no voice “nosuch”; there is article, editor."),
    ("place:p2", &["Green tea"], "There is no place “nosuch”; there is 02."),
];

/// Returns each filter with a value that is there and with one that is not, and the rest of its row.
fn rows() -> impl Iterator<Item = (&'static str, String, &'static [&'static str], &'static str)> {
    FILTERS.into_iter().map(|(filter, titles, told)| {
        let (kind, _) = filter.split_once(':').expect("a filter has a value");
        (filter, format!("{kind}:nosuch"), titles, told)
    })
}

fn with_pack<'a>(arguments: &[&'a str]) -> Vec<&'a OsStr> {
    let arguments = arguments.iter().copied().map(OsStr::new);
    arguments.chain([OsStr::new("--pack"), PACK.path().as_os_str()]).collect()
}

/// Returns a browser of 120 columns over the pack, after some keys.
fn after(keys: &str) -> Browser {
    static OPENED: LazyLock<Arc<Index>> =
        LazyLock::new(|| Arc::new(Index::new(&PACK.open().library)));
    let opening = Opening { size: Size { width: 120, height: 40 }, ..Opening::default() };
    let mut browser = Browser::open_indexed(OPENED.library().clone(), OPENED.clone(), opening);
    browser.press(keys);
    browser
}

/// Runs lines of linear mode; returns exit code and what is printed.
fn linear(lines: &str) -> (i32, String) {
    let (code, printed, _) = end_after(folio().args(with_pack(&["--linear"])), lines);
    (code, printed)
}

#[test]
fn folio_search_lists_what_a_filter_leaves_and_ends_with_1_where_it_names_nothing() {
    for (filter, wrong, titles, told) in rows() {
        let answer = json(&with_pack(&["search", "--json", filter]));
        let hits = answer["hits"].as_array().expect("an array");
        let found: Vec<&str> = hits.iter().filter_map(|hit| hit["title"].as_str()).collect();
        assert_eq!(found, titles, "{filter}");
        assert_eq!(run(&with_pack(&["search", filter])).0, 0, "{filter}");
        for query in [&[&*wrong][..], &[&*wrong, "tea"]] {
            let (code, printed, said) = run(&with_pack(&[&["search"], query].concat()));
            assert_eq!((code, &*printed), (1, ""), "{query:?}");
            assert!(said.starts_with(told), "{query:?}: {said}");
        }
    }
}

#[test]
fn linear_mode_lists_it_by_search_and_at_the_start() {
    for (filter, wrong, titles, told) in rows() {
        let start =
            |query| end_after(folio().args(with_pack(&["--linear", "--find", query])), "").1;
        let search = |query| linear(&format!("search {query}\n"));
        for printed in [start(filter), search(filter).1] {
            for (at, title) in titles.iter().enumerate() {
                let line = printed.lines().find(|line| line.starts_with(&format!("{}. ", at + 1)));
                let short = title.split(' ').next().expect("a title has a word");
                assert!(line.is_some_and(|line| line.contains(short)), "{filter}: {printed}");
            }
            let count = format!("hits for \"{filter}\" ({}):", titles.len());
            assert!(printed.contains(&count), "{filter}: {printed}");
        }
        assert!(start(&wrong).contains(told), "{wrong}");
        let (code, printed) = search(&wrong);
        assert!(code == 0 && printed.contains(told), "{wrong}: {printed}");
    }
}

#[test]
fn the_finder_lists_it_in_the_library_and_says_at_the_foot_where_it_names_nothing() {
    for (filter, wrong, titles, told) in rows() {
        let browser = after(&format!("s{filter}"));
        let screen = browser.screen();
        let hits = if titles.len() == 1 { " 1 hit" } else { " 3 hits" };
        assert!(screen.contains(hits), "{filter}: {screen}");
        assert!(titles.iter().all(|title| screen.contains(title)), "{filter}: {screen}");
        let browser = after(&format!("s{wrong}"));
        browser.assert_foot(told);
        assert!(browser.screen().contains("no hits"), "{wrong}");
    }
}

#[test]
fn a_filter_of_a_list_looks_for_letters_and_leads_to_the_finder() {
    for (filter, ..) in rows() {
        let nothing = format!("nothing with \"{filter}\"");
        for list in ["/", "gt/", "ge/"] {
            let screen = after(&format!("{list}{filter}")).screen();
            let words: Vec<&str> =
                screen.split([' ', '\n', '│']).filter(|it| !it.is_empty()).collect();
            assert!(words.join(" ").contains(&nothing), "{list}{filter}: {screen}");
        }
        let glossary = linear(&format!("glossary {filter}\n")).1;
        assert!(glossary.contains(&nothing), "{filter}: {glossary}");
        let found = after(&format!("/{filter}<enter>")).screen();
        assert!(found.contains(" hit"), "{filter}: {found}");
    }
}

#[test]
fn a_theme_is_listed_by_its_filter_too() {
    for name in ["word", "theme:word", "tea:word", "Words"] {
        let (code, printed, _) = run(&with_pack(&["list", name]));
        assert!(code == 0 && printed.contains("Oxidation"), "{name}: {printed}");
        let printed = linear(&format!("contents {name}\n")).1;
        assert!(printed.contains("1. Oxidation"), "{name}: {printed}");
    }
    let (code, printed, said) = run(&with_pack(&["list", "theme:nosuch"]));
    assert_eq!((code, &*printed), (1, ""));
    assert!(said.contains("there are leaf, word"), "{said}");
}

#[test]
fn what_names_nothing_is_not_offered_again() {
    let (_, _, said) = run(&with_pack(&["search", "is:stale"]));
    assert!(said.contains("is:reviewed") && !said.contains("folio search is:stale"), "{said}");
}
