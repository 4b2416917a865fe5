//! What readers ask in words of their own, over the built-in pack, and what search answers by meaning.
//! The tables in `meaning/` were written before anything was tuned to them.

use std::sync::LazyLock;

use folio::search::{Class, Hit, Hits, Index, Query, QueryHint, Scope, explain, search};
use folio::store::{self, Origin};

/// The built-in pack, indexed once.
static INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::new(&store::open(&[Origin::BuiltIn]).library));

const ENGLISH: &str = include_str!("meaning/english.tsv");
const CHINESE: &str = include_str!("meaning/chinese.tsv");
const OTHER: &str = include_str!("meaning/other.tsv");

/// Returns the rows of a table: a query, and the entries that answer it.
fn rows(table: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (query, answers) = line.split_once('\t').unwrap_or((line, ""));
        (query, answers.split_whitespace().collect())
    })
}

fn hits(query: &str) -> Hits {
    search(&INDEX, &Query::parse(query), Scope::Library, 20)
}

/// Counts the rows with a right entry among the first three hits, by all classes and by all but
/// meaning.
fn answered(table: &str) -> (usize, usize) {
    let catalogue = &INDEX.library().catalogue;
    let (mut with, mut without) = (0, 0);
    for (query, answers) in rows(table) {
        let hits = hits(query).hits;
        let right = |class: fn(Class) -> bool| {
            let mut first = hits.iter().filter(|hit| class(hit.class)).take(3);
            first.any(|hit| answers.contains(&catalogue.id(hit.entry)))
        };
        with += usize::from(right(|_| true));
        without += usize::from(right(|class| class != Class::Meaning));
        if !right(|_| true) {
            println!("unanswered: {query}");
        }
    }
    println!("answered: {with}, without meaning {without}");
    (with, without)
}

#[test]
fn other_wordings_are_answered() {
    let (with, without) = answered(ENGLISH);
    assert!(with >= 60, "{with} of {}; without meaning {without}", rows(ENGLISH).count());
}

#[test]
fn chinese_asks_what_english_says() {
    let (with, without) = answered(CHINESE);
    assert!(with >= 24, "{with} of {}; without meaning {without}", rows(CHINESE).count());
}

#[test]
fn nothing_is_said_to_questions_about_something_else() {
    for (query, _) in rows(OTHER) {
        let near: Vec<String> =
            hits(query).hits.iter().filter(|hit| hit.near.is_some()).map(Hit::label).collect();
        assert!(near.is_empty(), "{query}: {near:?}");
    }
}

#[test]
fn a_query_that_names_an_entry_has_no_hits_by_meaning() {
    for query in ["corruption", "5G", "ppp", "who pays", "supply chain", "硬联通", "anti-corr"] {
        let hits = hits(query).hits;
        assert!(hits[0].class <= Class::Prefix, "{query}: {:?}", hits[0]);
        assert!(hits.iter().all(|hit| hit.class != Class::Meaning), "{query}");
    }
}

#[test]
fn meaning_stands_between_misspellings_and_scattered_letters() {
    for (query, _) in rows(ENGLISH) {
        let classes: Vec<Class> = hits(query).hits.iter().map(|hit| hit.class).collect();
        assert!(classes.is_sorted(), "{query}: {classes:?}");
    }
}

#[test]
fn a_hit_says_which_words_are_near() {
    for (query, label, excerpt, marked) in [
        ("太阳能", "meaning · 太阳能 ~ solar", "solar power", "solar"),
        ("太陽能", "meaning · 太阳能 ~ solar", "solar power", "solar"),
        ("crooked politicians", "meaning · politicians ~ bribes", "bribes", "bribes"),
    ] {
        let hits = hits(query);
        let hit = hits.hits.iter().find(|hit| hit.class == Class::Meaning).expect(query);
        let marks: Vec<&str> =
            hit.excerpt.marks.iter().map(|mark| &hit.excerpt.text[mark.clone()]).collect();
        let shown = (&*hit.label(), &*hit.excerpt.text, marks);
        assert_eq!(shown, (label, excerpt, vec![marked]), "{query}");
        let reasons = explain(&INDEX, &Query::parse(query), hit);
        assert!(reasons[1].contains(marked), "{reasons:?}");
    }
}

#[test]
fn a_chinese_word_is_said_in_english() {
    let said: Vec<String> = hits("太阳能").hints.iter().map(QueryHint::sentence).collect();
    assert_eq!(said, ["太阳能 = solar energy"]);
    let said: Vec<String> = hits("风力发电").hints.iter().map(QueryHint::sentence).collect();
    assert_eq!(
        said,
        ["风力 = wind force, wind power; 发电 = generate electricity, send a telegram"]
    );
    assert!(hits("硬联通").hints.is_empty(), "what is found as it stands needs no English");
}

#[test]
fn filters_and_what_is_excluded_hold_for_near_entries() {
    let catalogue = &INDEX.library().catalogue;
    let ids = |query: &str| -> Vec<&str> {
        let near = hits(query).hits.into_iter().filter(|hit| hit.class == Class::Meaning);
        near.map(|hit| catalogue.id(hit.entry)).collect()
    };
    assert!(ids("sending money overseas").contains(&"term/cross-border-payment"));
    assert!(ids("sending money overseas theme:mechanism").iter().all(|id| id.starts_with("mech")));
    assert!(!ids("sending money overseas !payment").contains(&"term/cross-border-payment"));
}
