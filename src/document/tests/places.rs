//! Positions in a document: scrolling, resizing, anchors, targets, how much was read; and what holds at
//! every width.

use super::*;
use crate::keys::Toward;

#[test]
fn the_percentage_measures_the_prose() {
    let mut fixture = Fixture::markdown("One.\n\nTwo.\n\nThree.");
    fixture.parts = Parts { head: false, end: true, ..Parts::WHOLE };
    let related = Related {
        relation: crate::model::RelationKey(0),
        inverse: false,
        entry: OTHER,
        reason: "".into(),
        provenance: None,
    };
    fixture.links = vec![related; 9];
    let mut document = fixture.document(30);
    let top = document.settle(Position::default(), 4);
    assert!(document.percent(top, 4) < 100);
    let read = |document: &mut Document, rows, height| {
        let top = document.scroll(Position::default(), rows, height);
        (document.percent(top, height), document.is_read(top, height))
    };
    assert_eq!(read(&mut document, 1, 4), (100, false), "the prose is in sight, links follow");
    assert_eq!(read(&mut document, 5, 4), (100, false), "the row at the end is not yet above");
    assert_eq!(read(&mut document, 8, 4), (100, true), "nothing but links is in sight");
    assert_eq!(read(&mut document, 99, 4), (100, true));
    assert_eq!(read(&mut document, 0, 40), (100, true), "all of it is in sight");
}

/// Entries that use every construct, at random.
fn sources() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z 中。]{1,60}",
        Just("# Head *x*\n".to_owned()),
        Just("- item one two\n  - nested item\n\n  more\n".to_owned()),
        Just("1. one\n2. two\n".to_owned()),
        Just("> quote\n> > deeper quote\n".to_owned()),
        Just("```\n  code line\n\tx\n```\n".to_owned()),
        Just(
            "| A | Long head |\n|---|:-:|\n| a panda bond | 中文 |\n| [x](m/other) | c |\n"
                .to_owned()
        ),
        Just("[link *text*](m/other) and [[m/third]] [o](https://o.example/a)".to_owned()),
        Just("a panda bond e\u{301}\u{202e} 👩\u{200d}👧 [^1]\n\n[^1]: note\n".to_owned()),
        Just("***\n".to_owned()),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.join("\n\n"))
}

fn rich(source: &str) -> Fixture {
    let mut fixture = Fixture::markdown(source)
        .statement("", source, article(&[0, 1]))
        .statement("Head", "Short.", article(&[0]))
        .statement("", source, editor(Certainty::Sourced, &[0, 1]));
    fixture.parts = Parts { sources: false, ..Parts::WHOLE };
    let related = |relation: u32, inverse| Related {
        relation: crate::model::RelationKey(relation),
        inverse,
        entry: OTHER,
        reason: "a reason of some words".into(),
        provenance: Some(article(&[0])),
    };
    fixture.links = vec![related(3, false), related(0, false)];
    fixture.backlinks = vec![related(3, true)];
    fixture
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_row_is_wider_than_the_document(source in sources(), columns in 1u16..90) {
        for row in rich(&source).document(columns).all_rows() {
            prop_assert!(width(&shown(row)) <= usize::from(columns), "{:?}", shown(row));
            prop_assert!(row.spans.iter().all(|span| !span.text.contains('\n')));
        }
    }

    #[test]
    fn scrolling_row_by_row_visits_each_row_once(source in sources(), columns in 1u16..60, height in 1u16..20) {
        let fixture = rich(&source);
        let all = fixture.rows(columns);
        let mut document = fixture.document(columns);
        let mut top = document.settle(Position::default(), height);
        let mut visited = vec![shown(document.visible(top, height)[0])];
        let mut percent = document.percent(top, height);
        loop {
            let next = document.scroll(top, 1, height);
            if next == top {
                break;
            }
            prop_assert!(document.percent(next, height) >= percent);
            percent = document.percent(next, height);
            top = next;
            visited.push(shown(document.visible(top, height)[0]));
        }
        prop_assert_eq!(percent, 100);
        prop_assert_eq!(top, document.end(height));
        visited.extend(document.visible(top, height).into_iter().skip(1).map(shown));
        prop_assert_eq!(&visited, &all);
        for _ in 1..all.len() {
            top = document.scroll(top, -1, height);
        }
        prop_assert_eq!(top, Position::default());
        prop_assert_eq!(document.scroll(top, i64::MAX, height), document.end(height));
        prop_assert_eq!(document.scroll(top, i64::MIN, height), top);
    }

    #[test]
    fn a_new_width_keeps_the_paragraph_and_does_not_creep(source in sources(), down in 0i64..60, widths in prop::collection::vec(1u16..80, 1..6)) {
        let mut document = rich(&source).document(40);
        let start = document.scroll(Position::default(), down, 1);
        let mut top = start;
        for columns in widths {
            top = document.set_width(columns, top);
            prop_assert_eq!(top.block, start.block);
            prop_assert_eq!(document.settle(top, 1), top);
        }
        let back = document.set_width(40, top);
        prop_assert!(back.block == start.block && back.row <= start.row);
        document.settle(back, 1);
        {
            let text = |document: &Document, at: Position| document.laid[&at.block].starts[at.row as usize];
            let mut fresh = rich(&source).document(40);
            fresh.settle(start, 1);
            prop_assert_eq!(text(&document, back), text(&fresh, start));
        }
    }

    #[test]
    fn every_target_and_mark_stands_where_it_says(source in sources(), columns in 24u16..60) {
        let mut document = rich(&source).document(columns);
        let mut last = Position::default();
        for index in 0..document.target_count() as u32 {
            let target = document.target(index).unwrap();
            let row = &document.laid[&target.at.block].rows[target.at.row as usize];
            prop_assert!(row.spans.iter().any(|span| span.target == Some(index)));
            prop_assert!(target.at.block >= last.block);
            last = target.at;
            prop_assert!(document.target_from(target.at).unwrap() <= index);
        }
        let count = document.find(&["e".to_owned(), "PANDA".to_owned(), "中".to_owned()]);
        for index in (0..count as u32).map(MarkIndex) {
            let at = document.mark(index).unwrap();
            prop_assert!(document.mark_from(at).unwrap().0 <= index.0);
        }
        prop_assert_eq!(document.find(&[]), 0);
        let unmarked = document.all_rows().iter().all(|row| row.spans.iter().all(|span| span.mark.is_none()));
        prop_assert!(unmarked);
    }
}

#[test]
fn anchors_pieces_and_the_outline_lead_to_blocks() {
    let fixture = Fixture::markdown("Text.\n\n# Free head\n\nMore.")
        .statement("", "One.", article(&[0]))
        .statement("Part two", "Two.\n\n### Deep\n\nx", article(&[1]));
    let mut document = fixture.document(40);
    let row = |document: &mut Document, at: Option<Position>| {
        let at = document.settle(at.unwrap(), 1);
        shown(document.visible(at, 1)[0])
    };
    for (anchor, expected) in [
        ("s0", "One."),
        ("s1", "Part two"),
        ("part-two", "Part two"),
        ("deep", "Deep"),
        ("free-head", "Free head"),
    ] {
        let at = document.anchor(anchor);
        assert!(row(&mut document, at).starts_with(expected), "{anchor}");
    }
    assert_eq!(document.anchor("none"), None);
    for (piece, expected) in [(0, "One."), (1, "Part two"), (2, "Text.")] {
        let at = document.piece(piece);
        assert!(row(&mut document, at).starts_with(expected), "{piece}");
    }
    assert_eq!(document.piece(3), None);
    let outline: Vec<(u8, &str)> =
        document.outline().iter().map(|heading| (heading.level, heading.text.as_str())).collect();
    assert_eq!(outline, [(2, "Part two"), (3, "Deep"), (1, "Free head")]);
}

#[test]
fn paragraphs_are_walked_block_by_block() {
    let mut document = Fixture::markdown("a b c\n\nd\n\ne f\n\ng").document(1);
    let mut top = Position { block: 0, row: 2 };
    top = document.step_paragraph(top, Toward::Previous, 2);
    assert_eq!(top, Position { block: 0, row: 0 });
    for block in [1, 2] {
        top = document.step_paragraph(top, Toward::Next, 2);
        assert_eq!(top, Position { block, row: 0 });
    }
    assert_eq!(document.step_paragraph(top, Toward::Previous, 2), Position { block: 1, row: 0 });
}

#[test]
fn a_position_lies_in_a_piece_of_the_body() {
    let article = || Provenance::Article { claims: Vec::new() };
    let mut fixture = Fixture::markdown("Behind.\n\nThem.")
        .statement("First", "One.\n\nMore.", article())
        .statement("", "Two.", article());
    fixture.parts.head = true;
    let document = fixture.document(40);
    let pieces: Vec<u32> =
        (0..document.blocks()).map(|block| document.piece_at(Position { block, row: 0 })).collect();
    assert!(pieces.is_sorted() && pieces[0] == 0, "{pieces:?}");
    for piece in 0..3 {
        let at = document.piece(piece).expect("the body has it");
        assert_eq!(document.piece_at(at), piece);
    }
    assert_eq!(pieces.last(), Some(&2));
}
