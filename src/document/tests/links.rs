//! Links and terms in a text, and what is related to an entry behind it.

use super::*;

#[test]
fn links_show_where_they_lead() {
    let source =
        "[a](m/other#x) [[m/other]] [[m/third|third]] [b](m/none) [c](#s0) [**d** e](m/other)";
    check_styled(
        &Fixture::markdown(source),
        80,
        &[
            "{Link @0 a} {Link @1 Overseas interests} {Link @2 third} {BrokenLink @3 b} {Link @4 c} {Link b @5 d}{Link @5  e}",
        ],
    );
    let mut document = Fixture::markdown(source).document(80);
    let leads = |document: &mut Document, index| document.target(index).unwrap().destination;
    assert_eq!(leads(&mut document, 0), Destination::Entry(OTHER, Some("x".into())));
    assert_eq!(leads(&mut document, 3), Destination::Missing("m/none".into()));
    assert_eq!(leads(&mut document, 4), Destination::Entry(OPEN, Some("s0".into())));
    assert_eq!(document.target_count(), 6);
}

#[test]
fn case_15_a_link_whose_text_differs_from_its_target_shows_the_target() {
    check_styled(
        &Fixture::markdown(
            "[bank.example](https://evil.example/\u{202e}) <https://a.example> [b.example](https://b.example/)",
        ),
        99,
        &[
            "{Link @0 bank.example}{Dim  (https://evil.example/<U+202E>)} {Link @1 https://a.example} {Link @2 b.example}",
        ],
    );
}

#[test]
fn terms_are_recognised_once_a_section_outside_links_and_code() {
    let source = "`panda bond` [panda bond](m/other) a *panda bond* and panda bond.\n\n# panda bond\n\nA panda bond.";
    check_styled(
        &Fixture::markdown(source),
        99,
        &[
            "{Code panda bond} {Link @0 panda bond} a {Term i @1 panda bond} and panda bond.",
            "",
            "{Heading(1) panda bond}",
            "A {Term @2 panda bond}.",
        ],
    );
}

#[test]
fn related_entries_are_grouped_by_how_they_are_related() {
    let mut fixture = Fixture::markdown("Text.");
    let supports = fixture.catalogue.relations().len() as u32 - 1;
    let related = |relation, inverse, entry, reason: &str, provenance| Related {
        relation: crate::model::RelationKey(relation),
        inverse,
        entry,
        reason: reason.into(),
        provenance,
    };
    fixture.parts.related = Beside::Told;
    fixture.links = vec![
        related(supports, false, OTHER, "investment creates assets", Some(article(&[0]))),
        related(0, false, TERM, "", None),
        related(supports, false, EntryKey(2), "it", Some(editor(Certainty::General, &[]))),
    ];
    fixture.backlinks = vec![related(supports, true, OTHER, "", None)];
    check_styled(
        &fixture,
        60,
        &[
            "Text.",
            "",
            "{Section Links}",
            "  {Dim supports}  {Link @0 Overseas interests}{Dim  — investment creates assets}",
            "                                                {Place @1 [02 · Fifth]}",
            "            {Link @2 Risk control}{Dim  — it}              {Dim (editor, general)}",
            "  {Dim see also}  {Link @3 panda bond}",
            "",
            "{Section Linked from}",
            "  {Dim is supported by}  {Link @4 Overseas interests}",
        ]
        .map(|row| row.replace("assets }", "assets}"))
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>(),
    );
    assert_eq!(
        fixture.rows(16)[2..6],
        ["Links", "  supports", "    Overseas", "    interests —"].map(str::to_owned)
    );
}

#[test]
fn links_by_name_take_one_row_each_and_many_mentions_one_in_all() {
    let mut fixture = Fixture::markdown("Text.");
    let supports = fixture.catalogue.relations().len() as u32 - 1;
    let related = |relation, reason: &str, provenance| Related {
        relation,
        inverse: true,
        entry: OTHER,
        reason: reason.into(),
        provenance,
    };
    fixture.links =
        vec![related(crate::model::RelationKey(supports), "it pays", Some(article(&[0])))];
    fixture.backlinks = vec![related(Catalogue::MENTIONS, "So it is said.", None); 4];
    fixture.parts.related = Beside::Names { unfolded: false };
    check_styled(
        &fixture,
        30,
        &[
            "Text.",
            "",
            "{Section Links}",
            "{Dim is supported by}",
            "  {Link @0 Overseas interests}",
            "",
            "{Section Linked from}",
            "{Dim mentioned in}{Link @1  4 ▸}",
        ],
    );
    assert_eq!(fixture.rows(12)[4], "  Overseas …", "a long name is cut");
    let mut document = fixture.document(30);
    assert_eq!(document.reason(0), "it pays  [02 · Fifth]");
    assert_eq!(document.target(1).map(|it| it.destination), Some(Destination::Mentions));
    fixture.parts.related = Beside::Names { unfolded: true };
    let rows = fixture.rows(30);
    assert_eq!(rows[7], "mentioned in 4 ▾");
    assert_eq!(rows[8..], ["  Overseas interests"; 4]);
    assert_eq!(fixture.document(30).reason(2), "“So it is said.”");
    fixture.backlinks.truncate(3);
    assert_eq!(fixture.rows(30)[7], "mentioned in", "a few are not folded");
}

#[test]
fn a_link_by_name_is_measured_as_it_is_shown() {
    let mut fixture = Fixture::markdown("Text.");
    let glossary = fixture.catalogue.theme_of(TERM);
    entry(&mut fixture.catalogue, glossary, "term/soft", "hy\u{ad}phen\u{ad}ated");
    fixture.links = vec![Related {
        relation: Catalogue::SEE,
        inverse: false,
        entry: EntryKey(4),
        reason: "".into(),
        provenance: None,
    }];
    fixture.parts.related = Beside::Names { unfolded: false };
    assert_eq!(fixture.rows(14)[4], "  hyphenated");
}

#[test]
fn a_long_mention_is_cut_to_the_words_around_it() {
    let mut fixture = Fixture::new();
    fixture.parts.related = Beside::Told;
    let mut mention = |sentence: String| {
        fixture.backlinks = vec![Related {
            relation: Catalogue::MENTIONS,
            inverse: true,
            entry: OTHER,
            reason: sentence.into(),
            provenance: None,
        }];
        fixture.rows(UNBROKEN).pop().unwrap()
    };
    let line = |quoted: &str| format!("  mentioned in  Overseas interests — “{quoted}”");
    assert_eq!(mention("It is short.".to_owned()), line("It is short."));
    let many = "many words ".repeat(20);
    assert_eq!(
        mention(format!("{many}diversified investment and financing {many}")),
        line(
            "… words many words many words diversified investment and financing many words many words many …"
        )
    );
    assert_eq!(mention(many.clone()), line(&format!("{} …", many[..93].trim())));
}

#[test]
fn the_entries_that_use_a_term_are_named_before_its_body() {
    let mut fixture = Fixture::markdown("The body.");
    assert_eq!(fixture.rows(UNBROKEN), ["The body."]);
    fixture.users = Users { entries: vec![OPEN, TERM], more: 0 };
    let both = ["Also used in: Diversified investment and financing, panda bond", "", "The body."];
    assert_eq!(fixture.rows(UNBROKEN), both);
    fixture.users.more = 12;
    assert_eq!(
        fixture.rows(UNBROKEN)[0],
        "Also used in: Diversified investment and financing, panda bond, +12 more"
    );
}
