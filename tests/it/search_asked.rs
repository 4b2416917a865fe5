//! Three hundred queries in people's own wording, of six kinds, written before any was asked, and how
//! many are answered: by the built-in pack, and by the same pack without its aliases. Nobody tunes for
//! the rows that stand in lines of an even number of the table. The README has the figures.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use folio::search::{Class, Hit, Index, Query, Scope, search};
use folio::store::{self, Origin};

use crate::support::packs::Pack;

/// The built-in pack, indexed once.
static BUILT_IN: LazyLock<Index> =
    LazyLock::new(|| Index::new(&store::open(&[Origin::BuiltIn]).library));

/// The same without any alias.
static WITHOUT_ALIASES: LazyLock<Index> = LazyLock::new(|| {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/nine-mechanisms");
    let library = without_aliases(Pack::new(), &source, &source).open().library;
    let catalogue = &library.catalogue;
    assert!(catalogue.entries().all(|entry| catalogue.aliases(entry).next().is_none()));
    Index::new(&library)
});

/// Adds the files of a folder below `source` to a pack, without the lines of aliases.
fn without_aliases(pack: Pack, source: &Path, folder: &Path) -> Pack {
    fs::read_dir(folder).unwrap().fold(pack, |pack, entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return without_aliases(pack, source, &path);
        }
        let text = fs::read_to_string(&path).unwrap();
        let kept = text.lines().filter(|line| !line.starts_with("aliases = "));
        let kept: Vec<&str> = kept.collect();
        pack.file(path.strip_prefix(source).unwrap(), kept.join("\n"))
    })
}

/// The kinds of queries as the table and the README call them.
const KINDS: [(&str, &str); 6] = [
    ("question", "questions"),
    ("wording", "other wordings"),
    ("slip", "slips and other forms"),
    ("chinese", "Chinese"),
    ("mixed", "abbreviations, mixtures, lists"),
    ("person", "people, dates, figures"),
];

/// A row of the table.
struct Asked {
    kind: &'static str,
    query: &'static str,
    right: Vec<&'static str>,
    held_out: bool,
}

fn table() -> impl Iterator<Item = Asked> {
    let rows = include_str!("queries/asked.tsv").lines().enumerate().skip(1);
    rows.map(|(at, row)| {
        let [kind, query, right] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {row}")
        };
        Asked { kind, query, right: right.split(' ').collect(), held_out: (at + 1) % 2 == 0 }
    })
}

fn hits(index: &Index, query: &str) -> Vec<Hit> {
    search(index, &Query::parse(query), Scope::Library, 20).hits
}

/// Returns whether a right entry is among the first three hits.
fn is_answered(index: &Index, row: &Asked) -> bool {
    let catalogue = &index.library().catalogue;
    let hits = hits(index, row.query);
    hits.iter().take(3).any(|hit| row.right.contains(&catalogue.id(hit.entry)))
}

/// Counts the rows of a kind that are answered, and those of them that are held out.
fn answered(index: &Index, kind: &str) -> [usize; 2] {
    let rows = table().filter(|row| row.kind == kind);
    let answered: Vec<Asked> = rows.filter(|row| is_answered(index, row)).collect();
    [answered.len(), answered.iter().filter(|row| row.held_out).count()]
}

/// Returns the figures of a row of the table in `benches/README.md`: of each column all rows, and those held out.
fn said(name: &str) -> Vec<[usize; 2]> {
    let measured = include_str!("../../benches/README.md");
    let begin = format!("| {name} |");
    let row = measured.lines().find_map(|line| line.strip_prefix(&begin)).expect(name);
    let cells = row.trim_end_matches('|').split('|');
    cells
        .map(|cell| {
            let (all, held_out) = cell.trim().trim_end_matches(')').split_once(" (").expect(cell);
            [all.parse().expect(cell), held_out.parse().expect(cell)]
        })
        .collect()
}

/// What is gained is written down when it is more than this.
const UNTOLD: usize = 2;

#[test]
fn as_many_are_answered_as_is_said() {
    let mut wrong = Vec::new();
    for (kind, name) in KINDS {
        let said = said(name);
        let rows = table().filter(|row| row.kind == kind);
        assert_eq!(said[0][0], rows.count(), "{name}");
        let column = if cfg!(feature = "meaning") { 1 } else { 2 };
        for (index, said) in [(&BUILT_IN, said[column]), (&WITHOUT_ALIASES, said[column + 2])] {
            let found = answered(index, kind);
            if (0..2).any(|at| !(said[at]..=said[at] + UNTOLD).contains(&found[at])) {
                wrong.push(format!("{name}: {found:?} answered, the table says {said:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Counts the questions of a table that find more than scattered letters.
fn found_too_much(table: &str) -> Vec<String> {
    let found = table.lines().skip(1).filter_map(|query| {
        let hits = hits(&BUILT_IN, query);
        let better = hits.iter().find(|hit| hit.class < Class::LooseFuzzy)?;
        Some(format!("{query}: {}", better.label()))
    });
    found.collect()
}

/// Checks that of the questions of a table none finds more than scattered letters, or without meaning at
/// most so many.
#[track_caller]
fn check_nothing_is_found(table: &str, without_meaning: usize) {
    let found = found_too_much(table);
    let most = if cfg!(feature = "meaning") { 0 } else { without_meaning };
    assert!(found.len() <= most, "{}:\n{}", found.len(), found.join("\n"));
}

#[test]
fn questions_about_other_things_find_no_more_than_scattered_letters() {
    check_nothing_is_found(include_str!("meaning/other.tsv"), 28);
    check_nothing_is_found(include_str!("meaning/unseen.tsv"), 18);
    check_nothing_is_found(include_str!("meaning/fields.tsv"), 24);
}

#[test]
fn questions_about_what_the_pack_touches_find_it() {
    let found = found_too_much(include_str!("meaning/close.tsv"));
    if cfg!(feature = "meaning") {
        let expected = [
            "how does a vaccine work: body · words",
            "how to write a will: alias · word starts",
            "孩子发烧怎么办: meaning · 发烧 ~ epidemic",
        ];
        assert_eq!(found, expected);
    }
}

#[test]
fn what_has_only_some_words_comes_last_and_says_what_it_lacks() {
    let hits = hits(&BUILT_IN, "how to train a puppy");
    let last = hits.last().expect("a word of it is there");
    if cfg!(feature = "meaning") {
        assert_eq!(last.label(), "alias · some words · without “puppy”");
    }
    assert!(hits.is_sorted_by_key(|hit| hit.class));
}

#[test]
#[cfg(feature = "meaning")]
fn three_letters_that_are_no_word_are_a_slip_beside_others() {
    let first = |query: &str| hits(&BUILT_IN, query).into_iter().next().map(|hit| hit.label());
    assert_eq!(first("currency swp").as_deref(), Some("title · one slip"));
    // Initials are a name, and "bar" is a word.
    assert_eq!(first("ESG rules").as_deref(), Some("alias · most words · without “rules”"));
    assert_ne!(first("raising the bar").as_deref(), Some("reading · typo 1"));
}

#[test]
fn what_spells_how_chinese_sounds_is_near_to_nothing() {
    for query in ["yidaiyilu guojia", "guojia", "zhongguo shehui"] {
        let near = hits(&BUILT_IN, query).into_iter().find(|hit| hit.class == Class::Meaning);
        assert_eq!(near.map(|hit| hit.label()), None, "{query}");
    }
}
