//! The head of an entry: number, title, names, summary.

use super::*;

#[test]
fn the_head_has_number_title_names_and_summary() {
    let mut fixture = Fixture::new();
    fixture.parts.head = true;
    check_styled(
        &fixture,
        60,
        &[
            "{Number @0 5 · }{Title @0 Diversified investment and financing}",
            "{Name @0 投融资多元化}{Reading @0  ?}{Reading   }{Reading @0 tóu róng zī}",
            "",
            "{Summary Widens the }{Summary i ways}{Summary  to pay.}",
        ],
    );
    assert!(!fixture.document(60).is_stop(0), "Tab passes over the names");
}

#[test]
fn a_name_has_its_reading_beside_it_or_not_at_all() {
    let mut fixture = Fixture::new();
    fixture.parts.head = true;
    assert_eq!(fixture.rows(27)[2], "投融资多元化 ?  tóu róng zī");
    assert_eq!(fixture.rows(26)[2..4], ["投融资多元化 ?", ""]);
    let mut document = fixture.document(26);
    assert_eq!(document.find(&["rong zi".to_owned()]), 1);
    let rows: Vec<String> = document.all_rows().into_iter().map(shown).collect();
    assert_eq!(rows[2..4], ["投融资多元化 ?  tóu róng", "zī"], "a match is never hidden");
}

#[test]
fn another_name_is_shown_if_it_is_short_for_the_title_or_was_searched_for() {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("p", "Pack"));
    let theme = catalogue.push_theme(Theme::new(pack, "m", "m"));
    let aliases = ["WTO", "DIF", "who pays", "who pays for it"].map(Into::into).into();
    let title = "Diversified investment and financing";
    let head = EntryHead { aliases, ..EntryHead::new("m/open", title) };
    catalogue.push_entry(NewEntry { theme, head });
    let mut fixture = Fixture { catalogue, ..Fixture::new() };
    fixture.parts.head = true;
    assert_eq!(fixture.rows(50), [title, "also DIF"]);
    let mut document = fixture.document(50);
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(document.find(&words("pays for")), 0);
    assert!(document.show_other_name(&words("pays for")) > 0);
    assert_eq!(document.find(&words("pays")), 1);
    let rows: Vec<String> = document.all_rows().into_iter().map(shown).collect();
    assert_eq!(rows, [title, "also DIF · found under who pays for it"]);
    assert_eq!(document.show_other_name(&words("nobody")), 0);
}

/// Bold is the summary of the page alone, so that it stands out among those of the entries.
#[test]
fn the_page_of_a_theme_has_its_summary_and_its_entries_with_theirs() {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("p", "Pack"));
    let summary = "What is done.".into();
    let theme = catalogue.push_theme(Theme { summary, ..Theme::new(pack, "m", "Mechanisms") });
    entry(&mut catalogue, theme, "m/open", "Financing");
    entry(&mut catalogue, theme, "m/other", "Interests");
    let mut document = Document::of_theme(&Arc::new(catalogue), theme, false, 40);
    let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
    assert_eq!(
        rows,
        [
            "{Title Mechanisms}",
            "",
            "{Summary What is done.}",
            "",
            "{Dim 2 entries}",
            "",
            "{Bullet 5. }{Link @0 Financing}",
            "{Bullet    }Widens the ways to pay.",
            "",
            "{Bullet • }{Link @1 Interests}",
        ]
    );
}
