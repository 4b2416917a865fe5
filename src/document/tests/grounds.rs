//! What statements rest on: tags of places, editor's notes, the sources behind a text.

use super::*;

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
    assert_eq!(stops, [0, 1, 2, 3], "Tab stops at the link and at each tag");
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
fn places_are_never_broken_inside() {
    let fixture = Fixture::new().statement("", "One two three.", article(&[0, 1]));
    assert_eq!(fixture.rows(16), ["One two three.", "    [02 · Fifth,", "           lead]"]);
}
