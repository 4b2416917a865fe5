//! Bodies of hundreds of thousands of lines, in bounded work.

use super::*;

/// Bodies of 250,000 lines in the forms an author could write them.
fn vast() -> Vec<(&'static str, String)> {
    let lines = |line: &str, end: &str| -> String {
        (0..250_000)
            .flat_map(|number| [line.to_owned(), number.to_string(), end.to_owned()])
            .collect()
    };
    vec![
        ("paragraphs", lines("para ", "\n\n")),
        ("one paragraph", lines("line ", "\n")),
        ("a list", lines("- item ", "\n")),
        ("code", format!("```\n{}```\n", lines("code ", "\n"))),
        ("a table", format!("|a|b|\n|-|-|\n{}", lines("|x|", "|\n"))),
        ("a quote", lines("> quote ", "\n")),
    ]
}

#[test]
fn case_46_the_end_of_a_vast_body_lays_out_one_screen() {
    for (what, source) in vast() {
        let mut document = Fixture::markdown(&source).document(60);
        assert_eq!(document.laid_out(), 0, "{what}");
        let top = document.end(40);
        let rows: Vec<String> = document.visible(top, 40).into_iter().map(shown).collect();
        assert_eq!(rows.len(), 40, "{what}");
        assert!(rows[39].contains("249999"), "{what}: {:?}", rows[39]);
        assert_eq!(document.percent(top, 40), 100);
        assert!(document.laid_out() <= 45, "{what}: {}", document.laid_out());
        let top = document.set_width(50, top);
        document.settle(top, 40);
        assert!(document.laid_out() <= 90, "{what}: {}", document.laid_out());
    }
}

#[test]
fn case_45_a_hundred_thousand_quotes_are_shown() {
    let source = ">".repeat(100_001) + " deep";
    let rows = Fixture::markdown(&source).rows(40);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].ends_with("deep"));
}

#[test]
fn a_text_of_a_million_parts_is_shown_up_to_a_bound_that_is_told() {
    let wide = format!(
        "{}|\n{}|\n{}",
        "|h".repeat(1000),
        "|-".repeat(1000),
        ("|x".repeat(1000) + "|\n").repeat(900)
    );
    for (source, left_out) in [("#\n".repeat(400_010), 10), (wide, 101)] {
        let mut document = Fixture::markdown(&source).document(40);
        let top = document.end(4);
        let rows: Vec<String> = document.visible(top, 4).into_iter().map(shown).collect();
        let told = format!("({left_out} more paragraphs and rows are not shown");
        assert!(rows.join(" ").contains(&told), "{rows:?}");
    }
}
