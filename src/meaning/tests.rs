//! What the tables know of words.

use super::splitter::split;
use super::*;

fn sense(text: &str) -> Sense {
    let mut sum = SenseSum::default();
    for word in text.split(' ') {
        sum.add_word(word);
    }
    sum.sense()
}

fn likeness(one: &str, other: &str) -> f32 {
    WideSense::new(&sense(one)).likeness(&sense(other))
}

fn pieces(word: &str) -> Option<usize> {
    let mut count = 0;
    split(word, |_| count += 1).then_some(count)
}

#[test]
fn words_are_split_into_the_longest_pieces() {
    for (word, expected) in [
        ("corruption", Some(1)),
        ("airfields", Some(1)),
        ("harmonised", Some(2)),
        ("5g", Some(2)),
        ("", None),
        ("联通", None),
        ("é", None),
        ("drdg", None),
        ("lianjiesichouzhilu", None),
        (&"a".repeat(500), None),
    ] {
        assert_eq!(pieces(word), expected, "{word}");
    }
}

#[test]
fn a_word_that_the_table_lacks_adds_nothing() {
    let mut sum = SenseSum::default();
    assert!(!sum.add_word("联通"));
    assert_eq!(sum.sense(), Sense::default());
    assert_eq!(likeness("联通", "road").to_bits(), 0.0_f32.to_bits());
}

/// Texts of which the first is nearer to the second than to the third.
const NEARER: &[(&str, &str, &str)] = &[
    ("bribes", "corruption", "bridges"),
    ("solar energy", "wind power", "silk road"),
    ("doctor", "hospital", "port"),
    ("buying online", "web shop", "railway"),
    ("hackers", "cybersecurity", "harvest"),
    ("loan", "credit", "airport"),
];

#[test]
fn near_words_lie_near_each_other() {
    for (text, near, far) in NEARER {
        let (near_by, far_by) = (likeness(text, near), likeness(text, far));
        assert!(near_by > far_by + 0.1, "{text}: {near} {near_by}, {far} {far_by}");
    }
}

#[test]
fn a_text_is_like_itself_and_frequent_words_weigh_little() {
    let one = "international law";
    assert!((likeness(one, one) - 1.0).abs() < 0.02);
    assert!(likeness(one, "the law that is international") > 0.9);
}

#[test]
fn the_pair_that_carries_most_is_found() {
    let (asked, found) = (WordSense::of(["bribes", "for"]), WordSense::of(["fight", "corruption"]));
    assert!(asked[0].carries(&found[1]) > asked[0].carries(&found[0]));
    assert!(asked[0].carries(&found[1]) > asked[1].carries(&found[1]));
}

#[track_caller]
fn check_glosses(run: &str, expected: &[(&str, &str)]) {
    let found = glosses(run);
    let found: Vec<(&str, &str)> =
        found.iter().map(|gloss| (&*gloss.word, gloss.english[0])).collect();
    assert_eq!(found, expected);
}

#[test]
fn chinese_words_are_split_and_glossed() {
    check_glosses("太阳能", &[("太阳能", "solar energy")]);
    check_glosses("风力发电", &[("风力", "wind force"), ("发电", "generate electricity")]);
    check_glosses("", &[]);
    check_glosses("ひらがな", &[]);
}

#[test]
fn traditional_characters_are_known() {
    check_glosses("太陽能", &[("太陽能", "solar energy")]);
    check_glosses("貪官", &[("貪官", "corrupt official")]);
}

#[test]
fn what_only_asks_or_joins_has_no_gloss() {
    check_glosses("什么是贿赂", &[("贿赂", "bribe")]);
    check_glosses("黑客和警察的", &[("黑客", "hacker"), ("警察", "police")]);
}
