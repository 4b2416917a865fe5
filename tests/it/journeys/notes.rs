//! Notes and highlights: written, seen, listed, removed, placed again.

use std::path::Path;
use std::sync::Arc;

use folio::app::Opening;
use folio::app::input::MouseKind;
use folio::app::message::Message;
use folio::journal::{Change, EntryRef, Moment, Note, NoteId, Paragraph, Record, Spot};
use folio::model::{Body, Library};
use folio::store::{self, Origin};
use ratatui::layout::Size;

use crate::support::browser::{Browser, entry, tea};
use crate::support::packs::edited_tea;

/// Opens tea at an entry in the text, at a fixed moment.
fn at(id: &str, width: u16, height: u16) -> Browser {
    let opening = Opening {
        size: Size { width, height },
        at: Some(entry(tea(), id)),
        now: Moment(1_764_000_000_000),
        session: 7,
        ..Opening::default()
    };
    let mut browser = Browser::open_with(opening);
    browser.press("l");
    browser
}

/// Returns the notes that were put into the journal, the latest last.
fn kept(browser: &Browser) -> Vec<&Note> {
    let note = |record: &'_ Record| matches!(record.change, Change::Note(_));
    let notes = browser.journal.iter().filter(|record| note(record));
    notes
        .filter_map(|record| match &record.change {
            Change::Note(note) => Some(note),
            _ => None,
        })
        .collect()
}

/// Returns what a note is on: the number of the paragraph and the selected words.
fn place(note: &Note) -> Option<(u32, &str)> {
    let anchor = note.spot.at.as_ref()?;
    Some((anchor.paragraph, anchor.selection.as_ref().map_or("", |it| &*it.words)))
}

#[test]
fn what_is_copied_is_the_paragraph_that_a_note_is_put_on() {
    for down in [0, 3, 6, 9] {
        let mut browser = at("basics/water", 80, 12);
        browser.press(&"j".repeat(down)).press("ypaX<enter>");
        let copied = browser.copied.last().expect("a paragraph is in sight").text.to_string();
        let noted = kept(&browser)[0].spot.at.as_ref().expect("it is on a paragraph");
        assert_eq!(noted.print, Paragraph::new(copied.as_str()).print, "{down}: {copied}");
    }
}

#[test]
fn a_note_on_the_paragraph_in_sight_is_written_in_a_line_and_seen_beside_it() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let size = format!("{width}x{height}");
        let mut browser = at("basics/water", width, height);
        browser.press("aSee #brewing");
        insta::assert_snapshot!(format!("writing_{size}"), browser.screen());
        browser.press("<enter>");
        browser.assert_foot("note added");
        insta::assert_snapshot!(format!("noted_{size}"), browser.press("j").screen());
        let note = kept(&browser)[0];
        assert_eq!((&*note.text, place(note)), ("See #brewing", Some((0, ""))));
        assert_eq!(note.made, Moment::default(), "the journal knows when");
    }
}

#[test]
fn the_same_key_changes_a_note_that_is_there() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("aone<enter>a two<enter>");
    browser.assert_foot("note changed");
    let notes = kept(&browser);
    let texts: Vec<&str> = notes.iter().map(|note| &*note.text).collect();
    assert_eq!(texts, ["one", "one two"]);
    assert_eq!(notes[0].id, notes[1].id);
}

#[test]
fn nothing_is_kept_of_an_empty_line_and_nothing_typed_is_lost() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("a  <enter>");
    browser.assert_foot("nothing kept");
    browser.press("aa long thought<esc>");
    browser.assert_foot("a in the same place has the words again");
    assert_eq!(kept(&browser).len(), 0);
    browser.press("a continued<enter>");
    assert_eq!(&*kept(&browser)[0].text, "a long thought continued");
    // On another paragraph the words are not in the way.
    browser.press("a more<esc>v}}a<enter>");
    browser.assert_foot("nothing kept");
}

#[test]
fn a_note_goes_to_another_paragraph_while_it_is_written() {
    let mut browser = at("basics/long", 40, 12);
    browser.press("aon the tenth");
    for _ in 0..9 {
        browser.press("<down>");
    }
    insta::assert_snapshot!("moved_40x12", browser.screen());
    browser.press("<down>");
    browser.assert_foot("no further paragraph");
    browser.press("<enter>");
    assert_eq!(place(kept(&browser)[0]), Some((9, "")));
    // Where nothing is typed, the note that is there is written on.
    browser.press("a");
    for _ in 0..9 {
        browser.press("<down>");
    }
    browser.press("!<down>");
    browser.assert_foot("keep it or leave it first");
    browser.press("<enter>");
    let note = kept(&browser)[1];
    assert_eq!((&*note.text, place(note)), ("on the tenth!", Some((9, ""))));
}

#[test]
fn in_the_contents_the_note_is_on_the_entry() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("haon all of it<enter>");
    let note = kept(&browser)[0];
    assert_eq!((&*note.spot.on.entry, place(note)), ("basics/water", None));
    browser.press("a, really<enter>");
    assert_eq!(&*kept(&browser)[1].text, "on all of it, really");
}

#[test]
fn a_note_on_the_whole_entry_offers_no_other_paragraph() {
    let mut browser = at("basics/water", 120, 40);
    browser.press("ha");
    assert!(!browser.screen().contains("paragraph"), "{}", browser.screen());
    browser.press("<down>").find("this note is on the entry as a whole");
    browser.press("<esc>lva<down>").find("this note stays on its words");
}

#[test]
fn above_the_first_paragraph_it_is_said_that_a_summary_takes_no_note() {
    let told = "a title and a summary take no notes of their own";
    at("basics/water", 120, 40).press("v{").find(told);
    at("basics/water", 120, 40).press("a<up>").find(told);
    assert!(!at("basics/water", 120, 40).press("v}}}").screen().contains(told));
}

#[test]
fn an_editor_takes_the_note_and_gives_it_back() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("aone<c-x>");
    assert_eq!(browser.written.as_deref(), Some("one"));
    browser.tell(Message::Written("one\n\n- two #tag\n".to_owned()));
    browser.assert_foot("note added");
    assert_eq!(&*kept(&browser)[0].text, "one\n\n- two #tag");
    // A line would tear it apart.
    browser.press("a");
    assert_eq!(browser.written.as_deref(), Some("one\n\n- two #tag"));
    browser.tell(Message::Written(" \n".to_owned()));
    browser.assert_foot("the note stays as it was");
    assert_eq!(kept(&browser).len(), 1);
}

#[test]
fn words_are_selected_with_keys() {
    let mut browser = at("basics/water", 80, 24);
    let selected = |browser: &Browser| {
        let page = browser.app.reader().expect("a text is open");
        page.selecting().map(|selecting| selecting.words().to_owned())
    };
    for (keys, expected) in [
        ("v", "Soft"),
        ("ll", "Soft water, poured"),
        ("h", "Soft water"),
        ("2w", "Soft water, poured off"),
        ("o", "Soft water, poured off"),
        ("l", "water, poured off"),
        ("o", "water, poured off"),
        ("$", "water, poured off the boil, brings out the leaf. Hard water dulls it"),
        ("0", "Soft water"),
        ("j", "water, poured off the boil, brings out the leaf"),
        ("}", "Heat"),
        ("}", "A"),
        ("{", "Heat"),
    ] {
        browser.press(keys);
        assert_eq!(selected(&browser).as_deref(), Some(expected), "after {keys}");
    }
    browser.press("l");
    browser.assert_foot("ends with its paragraph");
    browser.press("<esc>");
    assert_eq!(selected(&browser), None);
    browser.assert_foot("links");
}

#[test]
fn selected_words_are_highlighted_or_noted() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("vl<enter>");
    browser.assert_foot("highlighted");
    assert_eq!(place(kept(&browser)[0]), Some((0, "Soft water")));
    browser.press("v}}l");
    insta::assert_snapshot!("selecting_80x24", browser.screen());
    insta::assert_snapshot!("selecting_80x24_styles", browser.styles());
    browser.press("aseventy?<enter>");
    let note = kept(&browser)[1];
    assert_eq!((&*note.text, place(note)), ("seventy?", Some((2, "A green"))));
    insta::assert_snapshot!("highlighted_80x24", browser.press("j").screen());
    insta::assert_snapshot!("highlighted_80x24_styles", browser.styles());
    let ascii = browser.again_in_ascii("lvl<enter>j");
    insta::assert_snapshot!("highlighted_80x24_ascii", ascii.screen());
    insta::assert_snapshot!("highlighted_80x24_mono_styles", ascii.styles());
}

#[test]
fn words_are_selected_where_the_mouse_is_dragged() {
    let mut browser = at("basics/water", 80, 24);
    let (column, row) = browser.find("poured");
    browser.mouse(MouseKind::Press, column, row);
    browser.mouse(MouseKind::Drag, column + 9, row).mouse(MouseKind::Release, column + 9, row);
    browser.press("v");
    assert_eq!(place(kept(&browser)[0]), Some((0, "poured off")));
    // A click is no drag.
    browser.click("poured").press("<enter>");
    assert_eq!(kept(&browser).len(), 1);
}

#[test]
fn the_notes_are_listed_and_lead_to_their_places() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let size = format!("{width}x{height}");
        let mut browser = at("basics/long", width, height);
        browser.press("a<down><down><down><down><down>governments #tax<enter>");
        browser.press("]ahaste<enter>[ggvl<enter>");
        browser.press("gn");
        insta::assert_snapshot!(format!("list_{size}"), browser.screen());
        browser.press("/#tax<enter><enter>");
        let screen = browser.screen();
        assert!(screen.contains("taxes"), "{screen}");
    }
}

#[test]
fn a_note_is_removed_and_changed_in_the_list() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("auno<enter>a<down><down>due<enter>gn");
    browser.press("a!<enter>");
    assert_eq!(&*kept(&browser).last().expect("it is kept").text, "uno!");
    browser.press("e");
    assert_eq!(browser.written.as_deref(), Some("uno!"));
    browser.tell(Message::Written("uno?".to_owned()));
    browser.press("x");
    browser.assert_foot("note removed");
    let screen = browser.screen();
    assert!(!screen.contains("uno") && screen.contains("due"), "{screen}");
    browser.press("x");
    assert!(browser.screen().contains("no notes yet"), "{}", browser.screen());
}

#[test]
fn what_others_add_is_seen_at_once() {
    let mut other = at("basics/water", 80, 24);
    other.press("afrom elsewhere<enter>");
    let mut browser = at("basics/water", 80, 24);
    browser.press("gn").tell(Message::Added(other.journal.clone()));
    assert!(browser.screen().contains("from elsewhere"), "{}", browser.screen());
    browser.press("<esc>");
    assert!(browser.screen().contains('✎'), "{}", browser.screen());
}

#[test]
fn a_note_whose_paragraph_is_gone_needs_a_home_and_gets_one() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let size = format!("{width}x{height}");
        let mut browser = at("basics/water", width, height);
        browser.press("awhy?<enter>]astays<enter>[");
        browser.reload(without_water());
        browser.press("gn");
        insta::assert_snapshot!(format!("homeless_{size}"), browser.screen());
        browser.press("G<enter>");
        browser.assert_foot("its place is gone");
        browser.press("<esc>");
        browser.press("gnGp");
        browser.assert_foot("placed in Water");
        let note = *kept(&browser).last().expect("it is kept");
        assert_eq!((&*note.text, place(note)), ("why?", Some((0, ""))));
        let screen = browser.screen();
        assert!(!screen.contains("NEED A HOME"), "{screen}");
        browser.press("<esc>");
        assert!(browser.screen().contains('✎'), "{}", browser.screen());
    }
}

/// Returns tea with other words in the text on water.
fn without_water() -> Library {
    let library = tea().clone();
    let water = entry(&library, "basics/water");
    let bodies: Vec<Arc<Body>> = (library.catalogue.entries())
        .map(|key| {
            let other = Body { markdown: "Wells and rivers.".into(), ..Body::default() };
            if key == water { Arc::new(other) } else { library.body(key) }
        })
        .collect();
    Library { bodies: Arc::new(bodies), ..library }
}

#[test]
fn the_finder_finds_notes_by_their_words_and_by_who_wrote_them() {
    let mut browser = at("basics/long", 80, 24);
    browser.press("a<down><down>of the emperors' ponies #horse<enter>]ahaste<enter>[");
    browser.press("sponies");
    insta::assert_snapshot!("found_80x24", browser.screen());
    browser.press("<enter>");
    let screen = browser.screen();
    assert!(screen.contains("✎ The third paragraph"), "{screen}");
    for (query, expected) in [
        ("by:me", &["haste", "ponies"][..]),
        ("by:me hast", &["haste"]),
        ("by:me tag:horse", &["ponies"]),
        ("by:me theme:kind", &["haste"]),
        ("!by:me ponies", &[]),
        ("by:article ponies", &[]),
    ] {
        browser.press("s").press(query);
        let screen = browser.screen();
        for words in ["haste", "ponies"] {
            let found = screen.lines().any(|row| row.contains(words) && !row.contains("search"));
            assert_eq!(found, expected.contains(&words), "{words:?} by {query}:\n{screen}");
        }
        browser.press("<esc>");
    }
    insta::assert_snapshot!("by_me_40x12", browser.resize(40, 12).press("sby:me").screen());
}

#[test]
fn an_entry_that_a_note_links_to_says_so() {
    let mut browser = at("basics/water", 120, 40);
    browser.press("aheat as for [[kind/green]] tea<enter>");
    let mut browser = {
        let mut other = at("kind/green", 120, 40);
        other.tell(Message::Added(browser.journal.clone()));
        other
    };
    insta::assert_snapshot!("linked_from_120x40", browser.screen());
    browser.press("gl");
    insta::assert_snapshot!("links_120x40", browser.screen());
    browser.press("/heat<enter><enter>");
    browser.assert_bar("Basics › Water");
}

#[test]
fn a_link_in_a_note_that_leads_nowhere_is_told_when_the_note_is_kept() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("asee [[oolong]]<enter>");
    browser.assert_foot("note added · [[oolong]] leads to no entry; yi copies the id of one");
    let back = "<backspace>".repeat("[[oolong]]".len());
    browser.press(&format!("a{back}[[kind/oolong]]<enter>")).assert_foot("note changed ");
}

#[test]
fn selected_words_are_copied() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("vly");
    assert_eq!(browser.copied.last().map(|copied| copied.text.as_str()), Some("Soft water"));
    browser.assert_foot("selection");
}

#[test]
fn a_click_on_the_sign_of_a_note_opens_the_notes() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("awhy?<enter>").click("✎");
    assert!(browser.screen().contains("ON THIS ENTRY"), "{}", browser.screen());
}

#[test]
fn a_changes_the_note_on_the_paragraph_itself_before_one_on_words_of_it() {
    let mut browser = at("basics/water", 80, 24);
    browser.press("aon the whole<enter>vlaon words<enter>a");
    browser.find("on the whole");
    browser.press("<esc>");
}

/// Returns a note that another has made.
fn of_another(id: &str, pack: &str, entry: &str, text: &str) -> Record {
    let (id, spot) = (NoteId(id.into()), Spot { on: EntryRef::new(pack, entry), at: None });
    let change = Change::Note(Note { id, spot, text: text.into(), made: Moment(1) });
    Record { at: Moment(1), change }
}

#[test]
fn what_is_typed_of_a_note_and_not_kept_is_there_at_the_next_start() {
    // Whoever ends it otherwise presses nothing.
    for leaves in ["<esc>q", "<esc>", ""] {
        for (keys, begun) in [("j<enter>", ""), ("j<enter>aHard?<enter>", "Hard?")] {
            let mut browser = Browser::after(80, 24, keys);
            browser.press("a Soft").press(leaves);
            let mut again = browser.next_start();
            again.assert_foot("not kept yet: a note on Water · a in its text has the words");
            again.press("a").find(&format!("note: {begun} Soft"));
            again.press("<enter>").assert_foot("note");
            let text = format!("{begun} Soft");
            assert_eq!(kept(&again).last().map(|note| &*note.text), Some(text.trim()));
            let done = again.next_start();
            assert!(!done.screen().contains("not kept yet"), "{}", done.screen());
        }
    }
}

#[test]
fn notes_that_were_left_in_several_places_wait_in_each_of_them() {
    let mut browser = Browser::after(80, 24, "<enter>aone<esc>]atwo<esc>]athree<enter>");
    browser.press("[a").find("note: two");
    browser.press("<esc>");
    let mut again = browser.next_start();
    again.assert_foot("not kept yet: notes on Overview, Water · a in their texts has the words");
    again.press("[a").find("note: one");
    again.press("<c-u><esc>]a").find("note: two");
    again.press("<c-u><esc>");
    assert_eq!(again.unfinished, [], "what is emptied is given up");
}

#[test]
fn a_note_whose_place_is_gone_before_it_is_kept_waits_at_its_entry() {
    let mut browser = Browser::after(80, 24, "j<enter>aSoft?<esc>");
    for edit in [("Soft water, poured off", "Poured off"), ("basics/water", "basics/well")] {
        let edited = edited_tea(|_, text| text.replace(edit.0, edit.1));
        let mut again = browser.start_again(edited, Opening { fresh: true, ..Opening::default() });
        again.press("j<enter>a").find("note: Soft?");
    }
    browser.tell(Message::Added(vec![Record { at: Moment(9), change: Change::ForgetAll }]));
    assert_eq!(browser.unfinished, [], "what is forgotten does not wait");
}

#[test]
fn the_notes_of_all_open_packs_are_listed_and_others_are_counted() {
    let origins = ["tea", "harbour"].map(|name| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(name);
        Origin::Folder(folder)
    });
    let size = Size { width: 80, height: 24 };
    let mut browser =
        Browser::open_opened(store::open(&origins), Opening { size, ..Opening::default() });
    let pack = browser.app().catalogue().packs()[1].id.clone();
    browser.tell(Message::Added(vec![
        of_another("n1", "tea", "basics/water", "Soft?"),
        of_another("n2", &pack, "town/ford", "How deep?"),
        of_another("n3", &pack, "town/gone", "Where?"),
        of_another("n4", "coffee", "beans", "Elsewhere."),
    ]));
    browser.press("jgn").find("NOTES");
    for text in
        ["3 · 1 in packs that are not open", "IN OTHER PACKS", "How deep?", "NEED A HOME", "Where?"]
    {
        browser.find(text);
    }
    let mut browser = Browser::open(80, 24);
    browser.tell(Message::Added(vec![of_another("n4", "coffee", "beans", "Elsewhere.")]));
    browser.press("gn").find("1 note is in a pack that is not open: folio notes list has all");
}

#[test]
fn a_search_for_notes_says_how_many_are_on_no_entry_any_more() {
    let mut browser = Browser::open(80, 24);
    browser.tell(Message::Added(vec![
        of_another("n1", "tea", "basics/water", "Soft?"),
        of_another("n2", "tea", "basics/gone", "Where?"),
        of_another("n3", "coffee", "beans", "Elsewhere."),
    ]));
    browser.press("sby:me").assert_foot("1 note needs a home: gn lists all notes");
    browser.press(" soft").find("Soft?");
    assert!(!browser.screen().contains("needs a home"), "{}", browser.screen());
}

#[test]
fn what_is_removed_is_named_and_how_that_is_taken_back() {
    let mut browser = Browser::after(80, 24, "j<enter>aSoft?<enter>gnx");
    browser.assert_foot("note removed · U takes it back");
    browser.press("<esc>v<enter>").assert_foot("highlighted");
    browser.press("gnx").assert_foot("highlight removed · U takes it back");
}
