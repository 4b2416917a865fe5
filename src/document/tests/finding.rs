//! Matches of what is looked for in a page.

use super::*;

#[test]
fn matches_cover_the_authors_graphemes() {
    let fixture = Fixture::markdown("Cafe\u{301}s co\u{ad}op **Stra\u{df}e** cafes.");
    let mut document = fixture.document(60);
    let marked = |document: &mut Document, needles: &[&str]| {
        let needles: Vec<String> = needles.iter().map(|&needle| needle.to_owned()).collect();
        let count = document.find(&needles);
        let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
        (count, rows.join("/"))
    };
    assert_eq!(
        marked(&mut document, &["CAFE"]),
        (2, "{#0 Cafe\u{301}}s coop {b Straße} {#1 cafe}s.".to_owned())
    );
    assert_eq!(
        marked(&mut document, &["coop", "strass", ""]),
        (2, "Cafe\u{301}s {#0 coop} {b #1 Straß}{b e} cafes.".to_owned())
    );
    assert_eq!(
        marked(&mut document, &["s co", "cafés c"]).1,
        "{#0 Cafe\u{301}s c}oop {b Straße} cafes."
    );
    assert_eq!(marked(&mut document, &["nothing"]).0, 0);
    assert_eq!(document.mark(MarkIndex(0)), None);
}

#[test]
fn a_match_over_two_rows_is_one_match() {
    let mut document = Fixture::markdown("one two three\n\ntwo three").document(8);
    assert_eq!(document.find(&["two three".to_owned()]), 2);
    let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
    assert_eq!(rows, ["one {#0 two}", "{#0 three}", "", "{#1 two}", "{#1 three}"]);
    assert_eq!(document.mark(MarkIndex(1)), Some(Position { block: 1, row: 0 }));
    assert_eq!(document.mark_from(Position { block: 0, row: 1 }), Some(MarkIndex(1)));
    assert_eq!(document.mark_from(Position { block: 1, row: 1 }), None);
}

/// Looking for each match anew in the whole block would take many minutes.
#[test]
fn of_a_hundred_thousand_matches_in_one_block_the_first_below_is_found() {
    const COLUMNS: usize = 100_000;
    let row = |cell: &str| format!("|{}\n", cell.repeat(COLUMNS));
    let table = [row("a|"), row("-|"), row("b|")].concat();
    let mut document = Fixture::markdown(&table).document(40);
    assert_eq!(document.find(&["b".to_owned()]), COLUMNS);
    let wanted = MarkIndex(COLUMNS as u32 - 2);
    let at = document.mark(wanted).unwrap();
    assert_eq!(document.mark_from(at), Some(wanted));
    assert_eq!(document.mark_from(Position { row: at.row + 2, ..at }), None);
}
