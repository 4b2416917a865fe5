//! A slip that leaves another word, or none: the name that was meant comes before texts that hold the words
//! by chance, and behind what is called so as it stands.

use std::sync::LazyLock;

use folio::search::{Class, Index, Query, Scope, search};

use crate::support::packs::{HEAD, Pack};

/// Titles and texts.
const ENTRIES: &[(&str, &str)] = &[
    ("Art movement", "A style that many share."),
    ("Movement", "A change of place."),
    ("Rest", "What is at rest shows no movement."),
    ("Boost up", "To help somebody up."),
    ("Write", "To boot up, a program is written."),
    ("Printing shop", "A shop with presses."),
    ("Sop", "The printing on it is a sop to readers."),
    ("Frame-up", "A false charge."),
    ("Picture frame", "Pine or plain."),
    ("Database", "A set of data."),
    ("Cooky", "A small cake."),
    ("Cosy", "Warm."),
    ("Choosy", "Hard to please."),
    ("Subhead", "A heading below another."),
    ("Behead", "To cut off a head."),
    ("Lead line", "It sounds the depth."),
    ("Hard line", "A policy without compromise."),
    ("Hard link", "A name of a file."),
    ("Define", "To say what a word means."),
    ("Definitely", "Without doubt."),
    ("Tax", "What is paid to a state."),
    ("Axes", "Tools."),
    ("Webpage", "What a browser shows."),
    ("Web-page", "The same with a hyphen."),
    ("Brand ambassadors", "They hand out samples."),
    ("Rates", "An ambassador costs the most."),
];

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let entry = |(at, (title, text)): (usize, &(&str, &str))| {
        format!("[[entry]]\nid = 'a/{at}'\ntitle = '{title}'\nbody = '{text}'\n")
    };
    let entries: Vec<String> = ENTRIES.iter().enumerate().map(entry).collect();
    let head = format!("language = 'en'\n{HEAD}");
    let pack = Pack::new().file("pack.toml", head).file("a.toml", entries.join("\n"));
    Index::new(&pack.open().library)
});

/// Checks the first titles that a query finds, each with the word for its class.
#[track_caller]
fn check(query: &str, expected: &[(&str, &str)]) {
    let hits = search(&INDEX, &Query::parse(query), Scope::Library, 20).hits.into_iter();
    let catalogue = &INDEX.library().catalogue;
    let found: Vec<(&str, &str)> =
        hits.map(|hit| (catalogue.title(hit.entry), hit.class.word())).collect();
    assert!(found.starts_with(expected), "{query}: {found:?}");
}

#[test]
fn a_name_but_for_one_slip_comes_before_texts_that_hold_the_words() {
    let slip = Class::OneSlip.word();
    check("at movement", &[("Art movement", slip), ("Movement", "words"), ("Rest", "body words")]);
    check("boot up", &[("Boost up", slip), ("Write", "phrase")]);
    check("printing sop", &[("Printing shop", slip), ("Sop", "body words")]);
    check("frame p", &[("Frame-up", slip), ("Picture frame", "word starts")]);
    check("lad line", &[("Lead line", slip)]);
    check("data base", &[("Database", slip)]);
    check("at movement theme:a", &[("Art movement", slip)]);
    check("at movement !style", &[("Movement", "words")]);
}

#[test]
fn of_one_word_that_nothing_holds_the_likeliest_slip_comes_first() {
    let slip = Class::OneSlip.word();
    check("coosy", &[("Cosy", slip), ("Choosy", slip), ("Cooky", slip)]);
    check("bhead", &[("Behead", slip), ("Subhead", "tight fuzzy")]);
    check("webpge", &[("Webpage", slip), ("Web-page", slip)]);
    check("web-pge", &[("Web-page", slip), ("Webpage", slip)]);
}

#[test]
#[cfg(feature = "meaning")]
fn what_is_no_word_has_no_other_forms() {
    check("definately", &[("Definitely", Class::OneSlip.word()), ("Define", "words")]);
    check("taxes", &[("Tax", "words")]);
}

#[test]
fn what_is_there_as_it_stands_has_no_slips() {
    for query in ["art movement", "hard links", "cosy", "movement", "style", "pla", "hard"] {
        let hits = search(&INDEX, &Query::parse(query), Scope::Library, 20).hits;
        assert!(hits[0].class < Class::MostWords, "{query}: {hits:?}");
        assert!(hits.iter().all(|hit| hit.class != Class::OneSlip), "{query}: {hits:?}");
    }
}

#[test]
fn the_name_is_marked_whole() {
    let hits = search(&INDEX, &Query::parse("printing sop"), Scope::Library, 20).hits;
    let marks: Vec<&str> =
        hits[0].excerpt.marks.iter().map(|mark| &hits[0].excerpt.text[mark.clone()]).collect();
    assert_eq!((&*hits[0].excerpt.text, marks), ("Printing shop", vec!["Printing shop"]));
}

#[test]
fn a_misspelt_word_finds_its_other_forms_as_if_they_were_the_word() {
    check("ambasador", &[("Brand ambassadors", "typo 1"), ("Rates", "typo 1")]);
    check("ambasadors", &[("Brand ambassadors", "typo 1"), ("Rates", "typo 1")]);
}
