//! The document as a reader sees it: rows at some widths, and what must hold at every width.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Certainty, ClaimKey, EntryHead, NewClaim, NewEntry, NewName, Pack, Place, Provenance, Related,
    Relation, Source, SourceKey, Statement, Theme, ThemeKey,
};
use crate::text::width::width;

/// A small pack, built by hand: an entry under test, two others, a term, two places, two sources.
struct Fixture {
    catalogue: Catalogue,
    body: Body,
    links: Vec<Related>,
    backlinks: Vec<Related>,
    users: Users,
    parts: Parts,
}

const OPEN: EntryKey = EntryKey(0);
const OTHER: EntryKey = EntryKey(1);
const TERM: EntryKey = EntryKey(3);

impl Fixture {
    fn new() -> Self {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "Pack"));
        let theme = |id: &str, glossary| Theme { glossary, ..Theme::new(pack, id, id) };
        let mechanisms = catalogue.push_theme(theme("m", false));
        entry(&mut catalogue, mechanisms, "m/open", "Diversified investment and financing");
        entry(&mut catalogue, mechanisms, "m/other", "Overseas interests");
        entry(&mut catalogue, mechanisms, "m/third", "Risk control");
        let terms = catalogue.push_theme(theme("term", true));
        entry(&mut catalogue, terms, "term/bond", "panda bond");
        catalogue.push_relation(Relation {
            pack: Some(pack),
            id: "supports".into(),
            label: "supports".into(),
            inverse: "is supported by".into(),
            symmetric: false,
        });
        for (id, title, publisher) in
            [("X", "News", "Xinhua"), ("K", "A report", "Kwong Wah Yit Poh")]
        {
            let (id, title, publisher) = (id.into(), title.into(), publisher.into());
            catalogue.push_source(Source { id, title, publisher, ..Source::default() });
        }
        for label in ["02 · Fifth", "02 · lead"] {
            let place = catalogue.push_place(Place::new(pack, label, label));
            catalogue.push_claim(NewClaim { id: label.into(), place, text: "".into() });
        }
        Self {
            catalogue,
            body: Body::default(),
            links: Vec::new(),
            backlinks: Vec::new(),
            users: Users::default(),
            parts: Parts { head: false, ..Parts::TEXT },
        }
    }

    fn markdown(source: &str) -> Self {
        let mut fixture = Self::new();
        fixture.body.markdown = source.into();
        fixture
    }

    fn statement(mut self, heading: &str, text: &str, provenance: Provenance) -> Self {
        let id = format!("s{}", self.body.statements.len()).into();
        let (heading, text) = (heading.into(), text.into());
        self.body.statements.push(Statement { id, heading, text, provenance });
        self
    }

    fn document(&self, columns: u16) -> Document {
        let terms = |text: &str, closed: &[std::ops::Range<usize>]| -> Vec<TermSpan> {
            let found = text.match_indices("panda bond").map(|(at, s)| at..at + s.len());
            let open = |range: &std::ops::Range<usize>| {
                !closed.iter().any(|one| one.start < range.end && range.start < one.end)
            };
            found.filter(open).map(|range| TermSpan { range, entry: TERM }).collect()
        };
        let manuscript = Manuscript {
            catalogue: &self.catalogue,
            entry: OPEN,
            body: Arc::new(self.body.clone()),
            terms: &terms,
            users: self.users.clone(),
            links: self.links.clone().into(),
            backlinks: self.backlinks.clone().into(),
            parts: self.parts,
        };
        Document::new(&manuscript, columns)
    }

    fn rows(&self, columns: u16) -> Vec<String> {
        self.document(columns).all_rows().into_iter().map(shown).collect()
    }
}

fn entry(catalogue: &mut Catalogue, theme: ThemeKey, id: &str, title: &str) {
    let head = EntryHead {
        number: (id == "m/open").then_some(5),
        summary: if id == "m/open" { "Widens the *ways* to pay.".into() } else { Box::default() },
        names: if id == "m/open" {
            vec![NewName {
                language: "zh".into(),
                text: "投融资多元化".into(),
                reading: "tóu róng zī".into(),
                verified: Some(false),
                source: None,
            }]
        } else {
            Vec::new()
        },
        ..EntryHead::new(id, title)
    };
    catalogue.push_entry(NewEntry { theme, head });
}

fn article(claims: &[u32]) -> Provenance {
    Provenance::Article { claims: claims.iter().map(|&claim| ClaimKey(claim)).collect() }
}

fn editor(certainty: Certainty, sources: &[u32]) -> Provenance {
    let sources = sources.iter().map(|&source| SourceKey(source)).collect();
    Provenance::Editor { certainty, sources }
}

fn shown(row: &Row) -> String {
    row.spans.iter().map(|span| span.text.as_str()).collect()
}

/// Writes a row with the roles of all spans that are not prose.
fn styled(row: &Row) -> String {
    let span = |span: &Span| {
        let style = span.style;
        let mut marks = match style.role {
            Role::Text => String::new(),
            role => format!("{role:?} "),
        };
        for (on, mark) in [(style.strong, "b "), (style.emphasis, "i "), (style.struck, "s ")] {
            marks.push_str(if on { mark } else { "" });
        }
        if let Some(target) = span.target {
            write!(marks, "@{target} ").unwrap();
        }
        if let Some(MarkIndex(mark)) = span.mark {
            write!(marks, "#{mark} ").unwrap();
        }
        if marks.is_empty() { span.text.to_string() } else { format!("{{{marks}{}}}", span.text) }
    };
    row.spans.iter().map(span).collect()
}

#[track_caller]
fn check(source: &str, columns: u16, expected: &[&str]) {
    assert_eq!(Fixture::markdown(source).rows(columns), expected, "{source:?} at {columns}");
}

#[track_caller]
fn check_styled(fixture: &Fixture, columns: u16, expected: &[&str]) {
    let mut document = fixture.document(columns);
    let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
    assert_eq!(rows, expected);
}

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
    assert!(document.show_other_name(&words("pays for")));
    assert_eq!(document.find(&words("pays")), 1);
    let rows: Vec<String> = document.all_rows().into_iter().map(shown).collect();
    assert_eq!(rows, [title, "also DIF · found under who pays for it"]);
    assert!(!document.show_other_name(&words("nobody")));
}

#[test]
fn neighbouring_places_are_one_range() {
    #[track_caller]
    fn check(catalogue: &Catalogue, places: &[u32], expected: &[&str]) {
        let places: Vec<PlaceKey> = places.iter().map(|&place| PlaceKey(place)).collect();
        let tags = tags_of(catalogue, &places);
        assert_eq!(tags.iter().map(|tag| &*tag.text).collect::<Vec<_>>(), expected);
        assert_eq!(tags.into_iter().flat_map(|tag| tag.places).collect::<Vec<_>>(), places);
    }

    let mut catalogue = Catalogue::new();
    let packs = ["p", "q"].map(|id| catalogue.push_pack(Pack::new(id, id)));
    let labels = ["intro", "01 · ¶1", "01 · ¶2", "01 · ¶3", "02 · lead", "02 · One", "02 · Two"];
    let mut places: Vec<PlaceKey> = labels
        .iter()
        .map(|label| catalogue.push_place(Place::new(packs[0], label, label)))
        .collect();
    let others = ["02 · Three", "02 · Four", "02 · Five"];
    places.extend(
        others.iter().map(|label| catalogue.push_place(Place::new(packs[1], label, label))),
    );
    check(&catalogue, &[], &[]);
    check(&catalogue, &[0], &["intro"]);
    check(&catalogue, &[0, 1, 2, 3], &["intro", "01 · ¶1–3"]);
    check(&catalogue, &[1, 2], &["01 · ¶1–2"]);
    check(&catalogue, &[1, 3, 4], &["01 · ¶1", "¶3", "02 · lead"]);
    check(&catalogue, &[4, 5, 6], &["02 · lead", "One", "Two"]);
    check(&catalogue, &[7, 8, 9], &["02 · Three–Five"]);
    check(&catalogue, &[5, 6, 7, 8], &["02 · One", "Two", "Three", "Four"]);
}

#[test]
fn rows_of_a_table_are_parted_where_cells_wrap() {
    let source = "| A | B |\n|---|---|\n| a b c d e f | x |\n| g | y |";
    check(source, 20, &["A            B", "───────────  ─", "a b c d e f  x", "g            y"]);
    check(source, 9, &["A       B", "──────  ─", "a b c   x", "d e f", "", "g       y"]);
}

#[test]
fn places_stand_at_the_right_end() {
    let one = || Fixture::new().statement("", "Pays for it.", article(&[0]));
    assert_eq!(one().rows(30), ["Pays for it.      [02 · Fifth]"]);
    assert_eq!(one().rows(26), ["Pays for it.  [02 · Fifth]"]);
    assert_eq!(one().rows(25), ["Pays for it.", "             [02 · Fifth]"]);
    assert_eq!(one().rows(8), ["Pays for", "it.", "   [02 ·", "  Fifth]"]);
    assert_eq!(one().rows(UNBROKEN), ["Pays for it.  [02 · Fifth]"]);
    let both = Fixture::new().statement("", "Text.", article(&[0, 1, 0]));
    assert_eq!(both.rows(40), ["Text.                 [02 · Fifth, lead]"]);
    let list = Fixture::new().statement("", "- a\n- b", article(&[0]));
    assert_eq!(list.rows(20), ["• a", "• b   [02 · Fifth]".replace("b   ", "b     ").as_str()]);
}

#[test]
fn a_run_on_the_same_ground_says_so_once() {
    let fixture = Fixture::new()
        .statement("", "One.", article(&[0]))
        .statement("", "Two.", article(&[0]))
        .statement("Part", "Three.", article(&[0]))
        .statement("", "Four.", article(&[1]));
    assert_eq!(
        fixture.rows(24),
        [
            "One.",
            "",
            "Two.        [02 · Fifth]",
            "",
            "Part",
            "Three.      [02 · Fifth]",
            "",
            "Four.        [02 · lead]",
        ]
    );
}

#[test]
fn notes_stand_apart() {
    let fixture = Fixture::new()
        .statement("", "Text.", article(&[0]))
        .statement("", "They met in Beijing.", editor(Certainty::Sourced, &[0, 1]))
        .statement("", "And again.", editor(Certainty::Sourced, &[0]))
        .statement("", "It follows.", editor(Certainty::Inferred, &[]));
    check_styled(
        &fixture,
        40,
        &[
            "Text.                       {Place @0 [02 · Fifth]}",
            "",
            "{NoteHead ▎ }{NoteHead Editor's note · sourced}",
            "{NoteHead ▎ }{Note They met in Beijing.}",
            "{NoteHead ▎ }           {Dim — Xinhua; Kwong Wah Yit Poh}",
            "{NoteHead ▎ }",
            "{NoteHead ▎ }{Note And again.}                    {Dim — Xinhua}",
            "",
            "{NoteHead ▎ }{NoteHead Editor's note · inferred}",
            "{NoteHead ▎ }{Note It follows.}",
        ],
    );
}

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
fn the_tag_of_a_place_leads_to_it_with_the_claims_of_its_run() {
    let mut document = Fixture::new()
        .statement("", "A [link](m/other).", article(&[1]))
        .statement("", "More.", article(&[1, 0]))
        .statement("", "The same.", article(&[1, 0, 1]))
        .document(40);
    let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
    assert!(rows.contains(
        &"The same.             {Place @2 [02 · Fifth,}{Place  }{Place @3 lead]}".to_owned()
    ));
    let leads = |document: &mut Document, index| document.target(index).unwrap();
    let place = |place, claims: &[u32]| {
        let claims = claims.iter().map(|&claim| ClaimKey(claim)).collect();
        Destination::Places([PlaceKey(place)].into(), claims)
    };
    assert_eq!(leads(&mut document, 1).destination, place(1, &[1]));
    assert_eq!(leads(&mut document, 2).destination, place(0, &[0]));
    assert_eq!(leads(&mut document, 3).destination, place(1, &[1]));
    assert_eq!(leads(&mut document, 3).at, Position { block: 2, row: 0 });
    let stops: Vec<u32> = (0..4).filter(|&target| document.is_stop(target)).collect();
    assert_eq!(stops, [0], "Tab passes over the tags");
}

#[test]
fn the_sources_are_listed_once_with_where_they_can_be_read() {
    let mut fixture = Fixture::new()
        .statement("", "Once.", editor(Certainty::Sourced, &[0, 2]))
        .statement("", "Twice.", editor(Certainty::Sourced, &[2, 3]));
    fixture.parts.sources = true;
    let source = |id: &str, title: &str| Source {
        id: id.into(),
        title: title.into(),
        publisher: "Press".into(),
        author: "Xi".into(),
        ..Source::default()
    };
    let (url, date) = ("https://example.org/a".into(), "2024-12-03".into());
    fixture.catalogue.push_source(Source { date, url, ..source("U", "A paper") });
    let access = "in print".into();
    fixture.catalogue.push_source(Source { access, ..source("P", "Xi on paper") });
    let rows = fixture.rows(60);
    let from = rows.iter().position(|row| row == "Sources").expect("a heading");
    assert_eq!(
        rows[from..],
        [
            "Sources",
            "  Xinhua · News",
            "  Press · Xi · A paper · 2024-12-03",
            "  https://example.org/a",
            "  Press · Xi on paper · in print",
        ]
    );
    let mut document = fixture.document(60);
    let address = document.target(0).unwrap();
    assert_eq!(address.destination, Destination::Outside("https://example.org/a".into()));
    assert_eq!(address.kind, TargetKind::Source);
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
fn places_are_never_broken_inside() {
    let fixture = Fixture::new().statement("", "One two three.", article(&[0, 1]));
    assert_eq!(fixture.rows(16), ["One two three.", "    [02 · Fifth,", "           lead]"]);
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
    top = document.paragraph(top, false, 2);
    assert_eq!(top, Position { block: 0, row: 0 });
    for block in [1, 2] {
        top = document.paragraph(top, true, 2);
        assert_eq!(top, Position { block, row: 0 });
    }
    assert_eq!(document.paragraph(top, false, 2), Position { block: 1, row: 0 });
}

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
