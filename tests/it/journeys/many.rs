//! More lines, and longer texts, than can be looked through between two frames: what is typed is looked for
//! while the list or the page shows what it showed.

use std::sync::Arc;

use folio::app::Opening;
use folio::app::message::Message;
use folio::journal::{Change, EntryRef, Moment, Note, NoteId, Record, Spot, State};
use folio::knowledge::{Question, Surveyed};
use folio::model::{Body, Catalogue, Library, NewClaim, NewEntry, Pack, Place, Theme};
use folio::search::Index;
use ratatui::layout::Size;

use crate::support::browser::Browser;

/// Opens a pack of one theme with 20,000 entries, none of which is linked, and none of them read.
fn many() -> Browser {
    let opening = Opening { size: Size { width: 80, height: 24 }, ..Opening::default() };
    // Nothing is searched for here.
    let index = Arc::new(Index::new(&Library::new(Catalogue::new(), Vec::new())));
    Browser::open_indexed(many_entries(), index, opening)
}

fn many_entries() -> Library {
    const COUNT: usize = 20_000;
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("large", "Large"));
    let theme = catalogue.push_theme(Theme::new(pack, "a", "All of them"));
    for number in 1..=COUNT {
        let (id, title) = (format!("a/{number}"), format!("Title {number}"));
        catalogue.push_entry(NewEntry::new(theme, &id, &title));
    }
    Library::new(catalogue, vec![Arc::default(); COUNT])
}

#[test]
fn what_is_typed_and_still_looked_for_outlives_a_reload() {
    for keys in ["/777", "gs/777"] {
        let mut browser = many();
        browser.press(&keys[..keys.len() - 3]);
        browser.hold_filters();
        browser.press("777");
        browser.reload(many_entries());
        browser.press("9");
        assert_eq!(browser.held_filters(), 1, "{keys}");
        browser.release_filters();
        browser.press("<enter>").assert_selected("Title 7779");
    }
}

#[test]
fn another_size_of_the_window_is_no_reason_to_look_anew() {
    let mut browser = many();
    browser.press("gs/");
    browser.hold_filters();
    browser.press("777");
    let typed = browser.all_held_filters();
    browser.resize(100, 30).resize(60, 20);
    assert_eq!(browser.all_held_filters(), typed);
    browser.release_filters();
    browser.assert_selected("Title 777");
}

#[test]
fn many_entries_are_filtered_while_the_list_stays() {
    let mut browser = many();
    browser.hold_filters();
    browser.press("j/777");
    let waiting = browser.screen();
    insta::assert_snapshot!("contents_filtering_80", waiting);
    browser.assert_selected("Title 2");
    browser.release_filters();
    insta::assert_snapshot!("contents_filtered_80", browser.screen());
    browser.assert_selected("Title 777");
    // What the answer has let through is few: the next letter is answered at once.
    browser.hold_filters();
    browser.press("9");
    assert_eq!(browser.held_filters(), 0);
    browser.assert_selected("Title 7779");
    // Esc brings back what was there before, and gives up what is looked for.
    browser.press("<bs><bs>");
    assert_eq!(browser.held_filters(), 1);
    browser.press("<esc>").assert_selected("Title 2");
    let before = browser.screen();
    browser.release_filters();
    assert_eq!(browser.screen(), before);
}

#[test]
fn a_newer_filter_makes_an_older_one_pointless() {
    let mut browser = many();
    browser.hold_filters();
    browser.press("/199");
    assert_eq!(browser.held_filters(), 1, "the others are given up");
    browser.release_filters();
    browser.assert_selected("Title 199");
}

#[test]
fn keys_after_enter_wait_for_the_filter() {
    let mut browser = many();
    browser.hold_filters();
    browser.press("/19999<enter><enter>");
    browser.assert_foot("filtering…");
    browser.assert_bar("Title 1");
    browser.release_filters();
    browser.assert_bar("Title 19999");
    let mut browser = many();
    browser.hold_filters();
    browser.press("/19999<enter>j<esc>").release_filters();
    assert!(!browser.screen().contains("Title 19999"), "{}", browser.screen());
}

#[test]
fn many_lines_of_a_sheet_are_filtered_while_it_stays() {
    let mut browser = many();
    browser.press("gs");
    browser.hold_filters();
    browser.press("/1234");
    insta::assert_snapshot!("sheet_filtering_80", browser.screen());
    browser.release_filters();
    insta::assert_snapshot!("sheet_filtered_80", browser.screen());
    browser.hold_filters();
    browser.press("5");
    assert_eq!(browser.held_filters(), 0, "few are left to look through");
    browser.press("<bs><bs>").assert_foot("filtering…");
    browser.press("<esc>");
    assert_eq!(browser.held_filters(), 0, "Esc gives up what is looked for");
}

/// Makes a note on each of so many entries of the pack of many, the earliest on the first.
fn noted(count: i64) -> State {
    let mut state = State::default();
    for number in 1..=count {
        let on = EntryRef::new("large", &format!("a/{number}"));
        let note = Note {
            id: NoteId::new(1, number.unsigned_abs()),
            spot: Spot { on, at: None },
            text: format!("**Thought** {number}").into(),
            made: Moment(number),
        };
        state.apply(Record { at: Moment(number), change: Change::Note(note) });
    }
    state
}

#[test]
fn very_many_notes_are_listed_as_they_come_into_sight_and_followed_change_by_change() {
    let mut browser = many();
    browser.hold_surveys();
    browser.tell(Message::JournalRead(Box::new(noted(6_000))));
    browser.press("gn").find("looking through your notes …");
    browser.release_surveys();
    browser.find("6000");
    browser.assert_selected("Thought 1");
    browser.press("G").assert_selected("Thought 6000");
    // On the second entry the list begins with its note, and the first one follows.
    browser.press("<esc><esc>jgn").assert_selected("Thought 2");
    browser.press("j").assert_selected("Thought 1");
    browser.press("j").assert_selected("Thought 3");
    browser.press("/");
    browser.hold_filters();
    browser.press("ght 77");
    assert_eq!(browser.held_filters(), 1);
    browser.release_filters();
    browser.press("<enter>j").assert_selected("Thought 770");
    // What is filtered stays until the list without the note is filtered.
    browser.hold_filters();
    browser.press("x").assert_foot("note removed");
    browser.assert_selected("Thought 770");
    browser.release_filters();
    browser.assert_selected("Thought 771");
    browser.press("U").assert_selected("Thought 770");
    browser.press("<esc><esc>").press("gn").find("6000");
}

#[test]
fn a_change_while_notes_are_looked_through_is_not_lost() {
    let mut browser = many();
    browser.tell(Message::JournalRead(Box::new(noted(6_000))));
    browser.hold_surveys();
    browser.press("gn");
    assert_eq!(browser.held_surveys().len(), 1);
    browser.press("x").assert_foot("note removed");
    assert_eq!(browser.held_surveys().len(), 1, "nothing is begun anew");
    browser.assert_selected("Thought 2");
    browser.release_surveys();
    browser.assert_selected("Thought 2");
    browser.find("5999");
    browser.press("U").find("6000");
}

#[test]
fn a_view_left_while_it_is_filtered_goes_on_when_it_comes_back() {
    let mut browser = many();
    browser.press("gs");
    browser.hold_filters();
    browser.press("/12345<enter>");
    browser.release_filters();
    browser.hold_filters();
    browser.press("<esc>/19<enter>").click("Title 12345");
    browser.release_filters();
    browser.press("<c-o>");
    insta::assert_snapshot!("sheet_back_80", browser.screen());
}

/// Opens a pack whose glossary has 20,000 terms.
fn glossary() -> Browser {
    const COUNT: usize = 20_000;
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("large", "Large"));
    let glossary = Theme { glossary: true, ..Theme::new(pack, "term", "Terms") };
    let theme = catalogue.push_theme(glossary);
    for number in 1..=COUNT {
        let (id, title) = (format!("term/{number}"), format!("Term {number}"));
        catalogue.push_entry(NewEntry::new(theme, &id, &title));
    }
    let opening = Opening { size: Size { width: 80, height: 24 }, ..Opening::default() };
    let index = Arc::new(Index::new(&Library::new(Catalogue::new(), Vec::new())));
    Browser::open_indexed(Library::new(catalogue, vec![Arc::default(); COUNT]), index, opening)
}

#[test]
fn many_terms_are_filtered_while_the_index_stays() {
    let mut browser = glossary();
    browser.press("i");
    browser.hold_filters();
    browser.press("777");
    assert_eq!(browser.held_filters(), 1, "the others are given up");
    insta::assert_snapshot!("glossary_filtering_80", browser.screen());
    browser.release_filters();
    insta::assert_snapshot!("glossary_filtered_80", browser.screen());
    // What the answer has let through is few: the next letter is answered at once.
    browser.hold_filters();
    browser.press("9");
    assert_eq!(browser.held_filters(), 0);
    browser.press("<enter>").assert_bar("Term 7779");
    // Enter waits for what is looked for.
    browser.press("i19999<enter>");
    browser.assert_bar("Term 7779");
    browser.release_filters();
    browser.assert_bar("Term 19999");
}

/// Opens a pack of two entries, of which the second has a text of 12,000 paragraphs.
fn long(keys: &str) -> Browser {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("long", "Long"));
    let theme = catalogue.push_theme(Theme::new(pack, "a", "Both"));
    for (id, title) in [("a/short", "Short"), ("a/long", "Long")] {
        catalogue.push_entry(NewEntry::new(theme, id, title));
    }
    let paragraphs = (1..=12_000).map(|number| format!("This is paragraph {number}.\n\n"));
    let markdown: String = paragraphs.collect();
    let body = Arc::new(Body { markdown: markdown.into(), ..Body::default() });
    let opening = Opening { size: Size { width: 80, height: 24 }, ..Opening::default() };
    let library = Library::new(catalogue, vec![Arc::default(), body]);
    let mut browser = Browser::open_library(library, opening);
    browser.press(keys);
    browser
}

#[test]
fn a_long_text_is_searched_while_the_page_stays() {
    let mut browser = long("j<enter>");
    browser.hold_filters();
    browser.press("/graph 9000");
    assert_eq!(browser.held_filters(), 1, "the shorter ones are given up");
    insta::assert_snapshot!("page_searching_80", browser.screen());
    browser.release_filters();
    insta::assert_snapshot!("page_found_80", browser.screen());
    browser.press("<enter>").assert_foot("1/1");
    browser.press("gg/paragraph 11<enter>n").assert_foot("2/1111");
    browser.hold_filters();
    browser.press("<esc>/nowhere<esc>");
    assert_eq!(browser.held_filters(), 0, "Esc gives up what is looked for");
}

#[test]
fn keys_after_enter_wait_for_the_matches_of_a_long_text() {
    let mut browser = long("j<enter>");
    browser.hold_filters();
    browser.press("/paragraph 11<enter>nn").assert_foot("searching…");
    browser.release_filters();
    browser.assert_foot("3/1111");
    browser.hold_filters();
    browser.press("/nowhere<enter>").release_filters();
    browser.assert_foot("nowhere");
}

#[test]
fn a_long_text_opens_at_its_hit() {
    let mut browser = long("s");
    browser.hold_filters();
    browser.press("8888<enter>");
    browser.assert_foot("searching…");
    browser.release_filters();
    assert!(browser.screen().contains("This is paragraph 8888."), "{}", browser.screen());
    browser.assert_foot("1/1");
}

#[test]
fn a_survey_tells_how_much_is_read_and_is_given_up_with_its_sheet() {
    let mut browser = many();
    browser.hold_surveys();
    browser.press("gs");
    let held = browser.held_surveys();
    let [(Question::Health, wanted)] = &held[..] else { panic!("{held:?}") };
    let surveyed = Surveyed { read: 12_288, all: 20_000 };
    browser.tell(Message::Surveyed { wanted: wanted.clone(), surveyed });
    insta::assert_snapshot!("survey_80", browser.screen());
    browser.press("<esc>");
    assert_eq!(browser.held_surveys(), [], "nobody waits any more");
    // It is asked for again, and then answered for good.
    browser.press("gs");
    assert_eq!(browser.held_surveys().len(), 1);
    browser.release_surveys();
    assert!(browser.screen().contains("Nothing leads to these entries"), "{}", browser.screen());
    browser.hold_surveys();
    browser.press("<esc>gs");
    assert_eq!(browser.held_surveys(), []);
}

/// A pack of one entry and so many claims, the last ones first by their places.
fn with_claims(count: u32) -> Library {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("large", "Large"));
    let theme = catalogue.push_theme(Theme::new(pack, "a", "All of them"));
    catalogue.push_entry(NewEntry::new(theme, "a/1", "Title 1"));
    let places = ["p1", "p2"].map(|id| catalogue.push_place(Place::new(pack, id, id)));
    for number in 0..count {
        let (id, text) = (number.to_string().into(), format!("Claim {number}.").into());
        let place = places[usize::from(number + 1 < count)];
        catalogue.push_claim(&NewClaim { id, place, text });
    }
    Library::new(catalogue, vec![Arc::default()])
}

#[test]
fn many_claims_are_sorted_by_their_places_before_their_sheet_opens() {
    for (count, waits) in [(100_000, false), (100_001, true)] {
        let opening = Opening { size: Size { width: 80, height: 24 }, ..Opening::default() };
        let mut browser = Browser::open_library(with_claims(count), opening);
        browser.hold_surveys();
        browser.press("gv");
        assert_eq!(browser.app().layers().is_empty(), waits, "{count}");
        browser.release_surveys();
        browser.find(&format!("Claim {}.", count - 1));
        browser.hold_surveys();
        browser.press("qgv").find("Claim 0.");
    }
}

#[test]
fn where_a_term_is_used_is_given_up_with_the_peek() {
    let mut browser = Browser::open(80, 24);
    browser.hold_surveys();
    browser.press("GK");
    let held = browser.held_surveys();
    assert!(matches!(&held[..], [(Question::Occurrences, _)]), "{held:?}");
    browser.press("<esc>");
    assert_eq!(browser.held_surveys(), []);
}

#[test]
fn a_very_long_text_is_composed_while_the_rest_goes_on() {
    let mut browser = long("");
    browser.hold_surveys();
    browser.press("j");
    insta::assert_snapshot!("composing_80", browser.screen());
    browser.press("k").assert_bar("Short");
    browser.press("j").release_surveys();
    assert!(browser.screen().contains("This is paragraph 1."), "{}", browser.screen());
    // Another size wants another text: the old one stays until that is composed.
    browser.hold_surveys();
    browser.resize(120, 40);
    assert!(browser.screen().contains("This is paragraph 1."), "{}", browser.screen());
    browser.release_surveys();
    assert!(browser.screen().contains("This is paragraph 1."), "{}", browser.screen());
}

#[test]
fn a_preview_of_a_very_long_text_is_composed_once_for_all_letters() {
    let mut browser = long("s");
    browser.hold_surveys();
    browser.press("paragraph");
    let waiting = browser.screen();
    assert!(waiting.contains("1 hit") && waiting.contains("loading…"), "{waiting}");
    browser.release_surveys();
    browser.hold_surveys();
    assert!(browser.screen().contains("This is paragraph 1."), "{}", browser.screen());
    browser.press("<bs><bs>");
    assert!(browser.screen().contains("This is paragraph 1."), "{}", browser.screen());
}
