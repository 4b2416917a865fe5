//! Markdown as rows: what each kind of block becomes, and how it breaks.

use super::*;

#[test]
fn an_empty_entry_has_no_rows() {
    let fixture = Fixture::new();
    let mut document = fixture.document(40);
    assert!(document.all_rows().is_empty());
    let top = document.settle(Position { block: 9, row: 9 }, 5);
    assert_eq!(top, Position::default());
    assert_eq!((document.end(5), document.scroll(top, 3, 5)), (top, top));
    assert_eq!(document.percent(top, 5), 100);
    assert!(document.visible(top, 5).is_empty());
    assert_eq!(document.set_width(10, top), top);
}

#[test]
fn paragraphs_and_headings_are_calm() {
    let source = "# One\n\nFirst words here.\n\n## Two\n\nMore.\n\n***\n\nEnd.";
    check(
        source,
        12,
        &["One", "First words", "here.", "", "Two", "More.", "", "────────────", "", "End."],
    );
}

#[test]
fn lists_hang_and_nest() {
    check(
        "- one two three\n- b\n  - c d e f\n",
        9,
        &["• one two", "  three", "• b", "  ◦ c d e", "    f"],
    );
    check("9. a\n10. b\n", 20, &[" 9. a", "10. b"]);
    check("- a\n\n  b\n\n- c\n", 20, &["• a", "", "  b", "", "• c"]);
    check("-\n- a", 20, &["• ", "• a"]);
    check("- a\n- b\n\ntext", 20, &["• a", "• b", "", "text"]);
}

#[test]
fn quotes_have_bars_in_their_blank_rows_too() {
    check("> a\n>\n> b\n\nc", 20, &["│ a", "│ ", "│ b", "", "c"]);
    check("> a\n> > b", 20, &["│ a", "│ ", "│ │ b"]);
    check("- > a\n  > b c d", 8, &["• │ a b", "  │ c d"]);
}

#[test]
fn code_keeps_its_indentation() {
    check("```\nfn a() {\n\tx\n}\n```", 20, &["  fn a() {", "      x", "  }"]);
    check("```\nabcdefgh\n```", 7, &["  abcde", "  fgh"]);
}

#[test]
fn footnotes_stand_at_the_end() {
    check("a[^n] b\n\n[^n]: The note.\n\nc", 20, &["a[1] b", "", "c", "", "[1] The note."]);
}

#[test]
fn footnotes_are_counted_over_the_page_and_stand_under_their_statement() {
    let mut fixture = Fixture::new()
        .statement("", "Two[^a] and three[^b].\n\n[^b]: B.\n\n[^a]: A.", article(&[0]))
        .statement(
            "Next",
            "Four[^a], again[^a].\n\n[^a]: Another A.",
            editor(Certainty::General, &[]),
        );
    fixture.body.markdown = "Five[^1].\n\n[^1]: The last.".into();
    assert_eq!(
        fixture.rows(40),
        [
            "Two[1] and three[2].",
            "",
            "[1] A.",
            "",
            "[2] B.                      [02 · Fifth]",
            "",
            "Next",
            "▎ Editor's note · general",
            "▎ Four[3], again[3].",
            "▎ ",
            "▎ [3] Another A.",
            "",
            "Five[4].",
            "",
            "[4] The last."
        ]
    );
    let mut document = fixture.document(40);
    let marks: Vec<Target> = (0..document.target_count() as u32)
        .filter_map(|index| document.target(index))
        .filter(|target| target.kind == TargetKind::Note)
        .collect();
    let notes = marks.iter().map(|mark| match &mark.destination {
        Destination::Entry(OPEN, Some(anchor)) => document.anchor(anchor).unwrap().block,
        other => panic!("{other:?}"),
    });
    // One target a mark; two marks of one note lead to the same place.
    assert_eq!(notes.collect::<Vec<_>>(), [1, 2, 6, 6, 8]);
    assert!(marks.iter().all(|mark| mark.at < document.anchor("^4").unwrap()));
}

#[test]
fn every_heading_of_a_page_has_an_anchor_of_its_own() {
    let mut fixture = Fixture::new().statement("A", "# s1\n\nx", article(&[0])).statement(
        "A",
        "# A-1\n\nx",
        article(&[0]),
    );
    fixture.body.markdown = "# A\n\n# ?!\n\n# क्ष".into();
    let document = fixture.document(40);
    // `s0` and `s1` are the ids of the statements.
    let anchors = ["s0", "a", "s1-1", "s1", "a-1", "a-1-1", "a-2", "section", "क्ष"];
    let blocks: Vec<u32> = anchors.iter().map(|it| document.anchor(it).unwrap().block).collect();
    assert_eq!(blocks, [0, 0, 1, 3, 3, 4, 6, 7, 8]);
}

#[test]
fn case_14_code_goes_into_a_pipe_byte_for_byte() {
    let code = "\tif x:\n\n  \ty \u{200b} \t\n\n    z\u{301}  ";
    let fenced = format!("Before.\n\n```\n{code}\n```\n\nAfter.");
    let quoted = "> ```\n> \ta\n> ```\n\n- b\n\n      \tc";
    let mut fixture = Fixture::new().statement("", &fenced, article(&[0])).statement(
        "",
        "```\nd\t\n```",
        article(&[0]),
    );
    fixture.body.markdown = quoted.into();
    for width in [UNBROKEN, 12] {
        let mut document = fixture.document(width).with_code_as_written();
        let rows: Vec<String> = document.all_rows().into_iter().map(shown).collect();
        let text = rows.join("\n");
        assert!(text.contains(&format!("\n\n{code}\n\nAfter.")), "{text:?}");
        assert!(text.contains("\nd\t\n[02 · Fifth]\n\n│ \ta\n\n• b\n\n  \tc"), "{text:?}");
    }
    // Where it is looked at, the same code keeps its place and shows what cannot be seen.
    let rows = fixture.rows(30);
    assert!(rows.iter().any(|row| row.trim_end() == "      y <U+200B>"), "{rows:#?}");
}

#[test]
fn tables_become_cards_where_they_are_too_wide() {
    check("|   |   |\n|---|---|\n| a | b |", 20, &["a  b"]);
    let source = "| Name | Sum |\n|---|---:|\n| Alpha | 1 |\n| Beta gamma | 22 |";
    check(
        source,
        40,
        &["Name        Sum", "──────────  ───", "Alpha         1", "Beta gamma   22"],
    );
    check(source, 11, &["Name    Sum", "──────  ───", "Alpha     1", "", "Beta     22", "gamma"]);
    check(source, 9, &["Name:", "  Alpha", "Sum: 1", "", "Name:", "  Beta", "  gamma", "Sum: 22"]);
}

#[test]
fn wide_and_joined_characters_break_by_columns() {
    check("推进高质量共建机制", 6, &["推进高", "质量共", "建机制"]);
    check(
        "👩\u{200d}👩\u{200d}👧 👩\u{200d}👩\u{200d}👧",
        2,
        &["👩\u{200d}👩\u{200d}👧", "👩\u{200d}👩\u{200d}👧"],
    );
    check("推a进", 1, &["…", "a", "…"]);
}

#[test]
fn soft_hyphens_are_unseen_in_prose_and_shown_in_code() {
    check("an in\u{ad}fra\u{ad}structure", 12, &["an infra-", "structure"]);
    check("**in\u{ad}fra**\u{ad}structure \u{200b}x", 40, &["infrastructure x"]);
    check("`in\u{ad}fra` [[a\u{200b}b]]", 40, &["in<U+00AD>fra a<U+200B>b"]);
    let table = "| a |\n|---|\n| in\u{ad}fra\u{ad}structure |";
    check(table, 12, &["a", "────────────", "infra-", "structure"]);
    check("<https://e\u{ad}x.org>", 60, &["https://ex.org (https://e<U+00AD>x.org)"]);
}

#[test]
fn html_is_text() {
    check("a <b>x</b>\n\n<p>\ny\n", 20, &["a <b>x</b>", "", "<p>", "y"]);
}

#[test]
fn the_longest_words_of_a_table_have_room_before_sentences_do() {
    let source = "| Column | Type | Said |\n|---|---|---|\n\
                  | discount_amount | NUMERIC(18,4) | All that was taken off |";
    check(
        source,
        50,
        &[
            "Column           Type           Said",
            "───────────────  ─────────────  ──────────────────",
            "discount_amount  NUMERIC(18,4)  All that was taken",
            "                                off",
        ],
    );
    // Where only one of them fits, the shorter one stays whole.
    check(
        source,
        36,
        &[
            "Column         Type           Said",
            "─────────────  ─────────────  ──────",
            "discount_amou  NUMERIC(18,4)  All",
            "nt                            that",
            "                              was",
            "                              taken",
            "                              off",
        ],
    );
}

#[test]
fn rows_of_a_table_are_parted_where_cells_wrap() {
    let source = "| A | B |\n|---|---|\n| a b c d e f | x |\n| g | y |";
    check(source, 20, &["A            B", "───────────  ─", "a b c d e f  x", "g            y"]);
    check(source, 9, &["A       B", "──────  ─", "a b c   x", "d e f", "", "g       y"]);
}
