//! What readers ask in words of their own, over the built-in pack, and what search answers by meaning.
//! The tables in `meaning/` were written before anything was tuned to them.

use std::sync::LazyLock;

use folio::model::EntryKey;
use folio::search::{
    Class, Hit, Hits, Index, Meanings, Query, QueryHint, Scope, explain, neighbours, search,
};
use folio::store::{self, Origin};
use folio::text::fold::fold;

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

#[test]
fn every_near_hit_says_why_and_marks_only_the_word_it_names() {
    let mut seen = 0;
    for (query, _) in rows(ENGLISH).chain(rows(CHINESE)) {
        for hit in hits(query).hits.iter().filter(|hit| hit.class == Class::Meaning) {
            let near = hit.near.as_ref().expect("a pair of words carries it");
            let pair = if near.asked == near.found {
                format!("shares “{}”", near.asked)
            } else {
                format!("{} ~ {}", near.asked, near.found)
            };
            assert_eq!(hit.label(), format!("meaning · {pair}"));
            assert!(fold(query).contains(&near.asked), "{query}: {near:?}");
            let text = &hit.excerpt.text;
            let marked: Vec<String> =
                hit.excerpt.marks.iter().map(|mark| fold(&text[mark.clone()])).collect();
            assert_eq!(marked, [&*near.found], "{query}: {text}");
            let mark = &hit.excerpt.marks[0];
            let beside = [text[..mark.start].chars().last(), text[mark.end..].chars().next()];
            let is_whole = beside.into_iter().flatten().all(|c| !c.is_alphanumeric());
            assert!(is_whole, "{query}: {text}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn of_a_library_that_is_too_large_only_what_holds_a_word_is_ranked_by_meaning() {
    let library = INDEX.library();
    let index = Index::new(library).sharing(&Meanings::up_to(library.catalogue.len() - 1));
    let (mut filled, mut more) = (0, 0);
    for (query, _) in rows(ENGLISH).chain(rows(CHINESE)) {
        let found = search(&index, &Query::parse(query), Scope::Library, 20);
        let near = found.hits.iter().filter(|hit| hit.class == Class::Meaning);
        let near: Vec<EntryKey> = near.map(|hit| hit.entry).collect();
        let all = hits(query);
        let by_words = |hits: &Hits| -> Vec<EntryKey> {
            // Entries with most words are put in order by what their texts mean.
            let hits = hits.hits.iter().filter(|hit| hit.class < Class::MostWords);
            hits.map(|hit| hit.entry).collect()
        };
        assert_eq!(by_words(&found), by_words(&all), "what words find is the same: {query}");
        filled += near.len();
        more += all.hits.iter().filter(|hit| hit.class == Class::Meaning).count();
    }
    assert!(filled > 0 && filled < more, "{filled} {more}");
    assert_eq!(index.memory().meaning, 0, "no directions are kept");
}

#[test]
fn what_is_near_to_an_entry_is_found_in_a_library_of_any_size() {
    let library = INDEX.library();
    let catalogue = &library.catalogue;
    let entry = catalogue.entries().find(|&entry| catalogue.id(entry) == "term/anti-corruption");
    for most in [catalogue.len(), 0] {
        let (meanings, entry) = (Meanings::up_to(most), entry.expect("it is there"));
        let near = neighbours(library, &meanings, entry, 8, &|| true).expect("it is wanted");
        let scores: Vec<i64> = near.iter().map(|one| one.score).collect();
        assert!(!near.is_empty() && scores.is_sorted_by(|one, next| one >= next), "{scores:?}");
        assert!(near.iter().all(|one| one.entry != entry && one.score >= 500), "{scores:?}");
        assert_eq!(neighbours(library, &meanings, entry, 8, &|| false), None, "nobody waits");
    }
}
