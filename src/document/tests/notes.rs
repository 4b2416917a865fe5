//! Paragraphs of a body, and notes on them.

use super::*;

const SOURCE: &str = "Text *of* one.\n\n# Head\n\n- item\n- two\n\n***\n\n```\ncode\n```\n\n\
                      | A | B |\n|---|---|\n| x | y |\n";

fn noted(paragraph: u32, range: Range<usize>) -> Noted {
    Noted { paragraph, range: Some(range), sign: Sign::Note }
}

fn paragraphs(document: &Document) -> Vec<String> {
    document.paragraphs().map(Cow::into_owned).collect()
}

#[test]
fn what_the_author_wrote_is_numbered_and_nothing_else() {
    let mut fixture = Fixture::markdown(SOURCE)
        .statement("Part", "Said.", article(&[0]))
        .statement("", "Added.\n\nMore.", editor(Certainty::Sourced, &[0]))
        .statement("", "", editor(Certainty::Sourced, &[0]));
    fixture.users = Users { entries: vec![OTHER], more: 0 };
    let expected = [
        "Part",
        "Said.",
        "Added.",
        "More.",
        "Text of one.",
        "Head",
        "item",
        "two",
        "code",
        "A\nB\nx\ny",
    ];
    for parts in [fixture.parts, Parts::TEXT, Parts::WHOLE] {
        fixture.parts = parts;
        for columns in [1, 10, 80] {
            let mut document = fixture.document(columns);
            assert_eq!(paragraphs(&document), expected);
            let at = document.paragraph(6).expect("it has ten");
            assert!(shown(&document.block_rows(at.block)[0]).ends_with(['•', 'i', 'm']));
        }
    }
}

#[test]
fn a_position_lies_in_a_paragraph_or_above_one() {
    let mut fixture = Fixture::markdown("One.\n\n***\n\nTwo.");
    fixture.parts = Parts { head: true, end: true, ..Parts::WHOLE };
    let document = fixture.document(40);
    let at = |block| document.paragraph_at(Position { block, row: 0 });
    let one = document.paragraph(0).expect("there are two").block;
    assert!(one > 0, "the head stands above");
    assert_eq!([at(0), at(one), at(one + 1), at(one + 2)], [Some(0), Some(0), Some(1), Some(1)]);
    assert_eq!(at(one + 3), None);
    assert_eq!(document.paragraph(2), None);
}

#[test]
fn notes_are_shown_beside_matches_and_links() {
    let mut document = Fixture::markdown("One [two](m/other) three.\n\nFour.").document(80);
    document.find(&["two three".to_owned()]);
    document.set_notes(&[noted(0, 2..5), noted(0, 4..11)]);
    let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
    let expected = "On{~ e }{Link @0 #0 ~ two}{#0 ~  thr}{#0 ee}.";
    assert_eq!(rows, [expected, "", "Four."]);
    document.set_notes(&[]);
    let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
    assert_eq!(rows[0], "One {Link @0 #0 two}{#0  three}.");
}

#[test]
fn a_sign_stands_beside_the_first_row_of_a_paragraph() {
    let mut document = Fixture::markdown("One two three.\n\nFour.").document(6);
    let light = Noted { paragraph: 0, range: Some(0..3), sign: Sign::Highlight };
    let signs = |document: &mut Document| -> Vec<Option<Sign>> {
        document.all_rows().into_iter().map(|row| row.sign).collect()
    };
    assert_eq!(signs(&mut document), [None; 5]);
    document.set_notes(std::slice::from_ref(&light));
    assert_eq!(signs(&mut document), [Some(Sign::Highlight), None, None, None, None]);
    let whole = Noted { paragraph: 1, range: None, sign: Sign::Note };
    document.set_notes(&[whole, noted(0, 1..2), light]);
    assert_eq!(signs(&mut document), [Some(Sign::Note), None, None, None, Some(Sign::Note)]);
}

#[test]
fn words_in_a_table_are_noted_in_their_cells() {
    let mut document = Fixture::markdown(SOURCE).document(40);
    let table = paragraphs(&document).len() as u32 - 1;
    document.set_notes(&[noted(table, 0..1), noted(table, 4..7)]);
    let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
    assert_eq!(
        rows[rows.len() - 3..],
        ["{TableHead ~ A}  {TableHead B}", "{Rule ─}  {Rule ─}", "{~ x}  {~ y}"]
    );
}

#[test]
fn only_blocks_that_are_laid_out_are_touched_and_ranges_may_be_any() {
    let mut document = Fixture::markdown(&"Word 中.\n\n".repeat(1_000)).document(20);
    document.settle(Position::default(), 10);
    let before = document.laid_out();
    let all: Vec<Noted> = (0..1_200).map(|paragraph| noted(paragraph, 3..6)).collect();
    document.set_notes(&all);
    assert_eq!(document.laid_out(), before);
    let row = document.visible(Position::default(), 10)[0];
    assert_eq!(styled(row), "Wor{~ d 中}.");
    document.set_notes(&[noted(0, 90..99), noted(0, 3..3)]);
    assert_eq!(styled(document.visible(Position::default(), 10)[0]), "Word 中.");
}
