//! What a reader adds with a key or by reading, and finds again at the next start: bookmarks, marks, entries
//! opened lately, what was read, stops of routes.

use folio::app::Opening;
use folio::app::message::{Effect, Message};
use folio::app::page::Page;
use folio::app::update;
use folio::document::Position;
use folio::journal::{Change, EntryRef, Moment, Note, NoteId, Print, Record, Spot, State};
use folio::model::EntryKey;
use ratatui::layout::Size;

use crate::support::browser::{Browser, harbour, tea};
use crate::support::packs::edited_tea;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

const HOUR: i64 = 60 * 60 * 1000;

fn at(browser: &mut Browser, hours: i64) -> &mut Browser {
    browser.tell(Message::Clock(Moment(hours * HOUR)))
}

/// Returns the first paragraph in sight.
fn paragraph(browser: &Browser) -> Option<u32> {
    browser.app().reader().and_then(Page::paragraph_in_sight)
}

/// Asserts that an entry is open.
#[track_caller]
fn assert_open(browser: &Browser, id: &str) {
    let open = browser.app().reader().and_then(|page| page.key.entry());
    assert_eq!(open.map(|entry| browser.app().catalogue().id(entry)), Some(id));
}

/// Returns the kept changes but for those that an entry was opened.
fn kept(browser: &Browser) -> Vec<&Change> {
    let changes = browser.journal.iter().map(|record| &record.change);
    changes.filter(|change| !matches!(change, Change::Visit { .. })).collect()
}

#[test]
fn a_bookmark_is_set_listed_gone_to_and_removed() {
    for (width, height) in SIZES {
        let mut browser = Browser::open(width, height);
        at(&mut browser, 100).press("jj<enter>}}}}}}").press("B").assert_foot("bookmarked");
        browser.assert_bar("◆ 3/3");
        let seen = paragraph(&browser);
        browser = browser.next_start();
        browser.press("gh");
        at(&mut browser, 103).press("gb");
        browser.find("Long history");
        browser.find("3 h ago");
        if height > 12 {
            browser.find("paragraph tells of");
        }
        browser.press("<enter>").assert_bar("◆ 3/3");
        assert_eq!(paragraph(&browser), seen, "{width}×{height}");
        browser.press("B").assert_foot("bookmark removed · U takes");
        assert!(!browser.screen().contains('◆'), "{}", browser.screen());
        browser.press("U").assert_foot("taken back: bookmark removed");
        browser.assert_bar("◆ 3/3");
    }
}

#[test]
fn bookmarks_are_filtered_and_removed_from_their_list() {
    let mut browser = Browser::open(80, 24);
    browser.press("gb").assert_foot("no bookmarks yet: B sets one");
    for (hours, entry) in [(1, "/oolong<enter>B"), (2, "ghjjB"), (3, "kB")] {
        at(&mut browser, hours).press(entry);
    }
    browser.press("gb").assert_foot("x remove");
    browser.find("3 bookmarks");
    browser.assert_selected("Water");
    browser.press("/long<enter>").assert_selected("Long history");
    browser.press("<esc>jx").assert_foot("bookmark removed · U takes it back");
    browser.find("2 bookmarks");
    browser.press("U").find("3 bookmarks");
    browser.press("xxx").find("0 bookmarks");
    browser.press("x<enter><esc>").assert_bar("Water");
}

#[test]
fn signs_stand_at_entries_and_in_ascii_too() {
    let keys = "jB<enter>";
    let browser = Browser::after(80, 24, keys);
    browser.find("Water                  ◆✓");
    browser.find("BASICS              1/3");
    let ascii = browser.again_in_ascii(keys);
    ascii.find("Water                  *+");
    ascii.assert_bar("* 2/3");
}

#[test]
fn a_bookmark_follows_its_entry_to_another_id() {
    let browser = Browser::after(80, 24, "jB");
    let renamed = edited_tea(|_, text| {
        let text =
            text.replace("\"basics/water\"\n", "\"basics/waters\"\nformer = [\"basics/water\"]\n");
        text.replace("(basics/water)", "(basics/waters)")
    });
    let mut browser = browser.start_again(renamed, Opening::default());
    browser.assert_bar("◆ 2/3");
    browser.press("B");
    assert!(!browser.screen().contains('◆'), "{}", browser.screen());
    browser.press("U").assert_bar("◆ 2/3");
}

#[test]
fn letters_mark_places_for_all_sessions_and_packs() {
    for (width, height) in SIZES {
        let mut browser = Browser::open(width, height);
        browser.press("jj<enter>}}}}ma").assert_foot("marked a");
        browser.press("gh").press("mB").assert_foot("marked B");
        browser = browser.next_start();
        assert_open(browser.press("'a"), "basics/long");
        browser.find("The third paragraph");
        assert_open(browser.press("''"), "basics/overview");
        assert_open(browser.press("''"), "basics/long");
        assert_open(browser.press("H"), "basics/overview");
        browser.press("'z").assert_foot("z marks nothing");
        let mut elsewhere = browser.start_again(harbour().clone(), Opening::default());
        elsewhere.press("'a").assert_foot("pack tea is not open");
        elsewhere.press("''").assert_foot("there was no jump yet");
        assert_open(elsewhere.press("jma'a"), "town/ford");
        elsewhere.press("U").assert_foot("taken back: marked a");
        elsewhere.press("'a").assert_foot("pack tea is not open");
    }
}

#[test]
fn the_letters_that_mark_something_are_listed_after_a_pause() {
    let mut browser = Browser::after(80, 24, "jmbgh'");
    let pause = |browser: &mut Browser| {
        let pause = browser.pause.expect("a key that means nothing yet waits");
        browser.tell(Message::Timeout(pause));
    };
    pause(&mut browser);
    insta::assert_snapshot!("marks", browser.screen());
    browser.press("b").assert_bar("Water");
    browser.press("gh'");
    pause(&mut browser);
    browser.press("<down><enter>").assert_bar("Water");
    browser.press("m");
    pause(&mut browser);
    browser.find("b  Water");
    browser.press("<esc>").press("?/mark this place<enter><enter>");
    browser.find("b  Water");
    browser.press("c").assert_foot("marked c");
    for keys in ["m1", "m ", "m'", "'1"] {
        browser.press(keys).assert_foot("only a letter marks a place");
    }
    browser.press("m<esc>");
    assert!(!browser.screen().contains("only a letter"), "{}", browser.screen());
    let mut none = Browser::after(80, 24, "'");
    pause(&mut none);
    none.find("no letter marks a place yet");
}

#[test]
fn what_was_opened_lately_is_listed_and_told_apart_by_packs() {
    for (width, height) in SIZES {
        let mut browser = Browser::open(width, height);
        at(&mut browser, 1).press("go").assert_foot("nothing else was opened yet");
        at(&mut browser, 2).press("soolong<enter>");
        browser = browser.next_start();
        at(&mut browser, 50).press("gh").press("go");
        browser.assert_selected("Oolong");
        browser.find("2 days ago");
        assert_open(browser.press("<enter>"), "kind/oolong");
        let mut elsewhere = browser.start_again(harbour().clone(), Opening::default());
        elsewhere.press("go");
        elsewhere.find("tea:kind/oolong");
        let told = "pack tea is not open: folio PATH opens it";
        elsewhere.press("<enter>").assert_foot(told);
        elsewhere.find("tea:kind/oolong");
    }
}

#[test]
fn an_empty_finder_has_what_was_opened_and_asked_in_other_sessions() {
    let mut browser = Browser::after(80, 24, "soolong<enter>").next_start();
    browser.press("ghs");
    browser.find("recent");
    browser.find("earlier query");
    browser.press("<up>").find("search  oolong");
    browser.press("<esc>");
    // Only what has led to something was asked.
    browser.press("sgreen<esc>s<up>").find("search  oolong");
    let asked = kept(&browser).into_iter().filter(|change| matches!(change, Change::Asked { .. }));
    assert_eq!(asked.count(), 1);
}

#[test]
fn an_entry_counts_as_read_when_it_was_gone_into_and_its_end_was_seen() {
    for (width, height) in SIZES {
        let long = "jj<enter>";
        let reads = |browser: &Browser| {
            kept(browser).into_iter().filter(|it| matches!(it, Change::Read { .. })).count()
        };
        let mut browser = Browser::after(width, height, "jj");
        browser.press("jjkkkk");
        assert_eq!(reads(&browser), 0, "previews at {width}×{height}");
        browser.press(long);
        let at_once = reads(&browser);
        assert_eq!(at_once, usize::from(height == 40), "{width}×{height}");
        browser.press("Ggg").press("<esc>");
        assert_eq!(reads(&browser), 1, "{width}×{height}");
        browser.find("1/3");
        browser = browser.next_start();
        let long = browser.app().reader().and_then(|page| page.key.entry());
        assert!(long.is_some_and(|long| browser.app().is_read(long)), "{}", browser.screen());
    }
}

#[test]
fn a_jump_to_the_end_is_no_reading_until_one_moves_on_there() {
    let reads = |browser: &Browser| {
        kept(browser).into_iter().filter(|it| matches!(it, Change::Read { .. })).count()
    };
    for (jump, moves) in [("/tenth<enter>", "j"), ("/tenth<enter>", "{"), ("/tenth<enter>", "G")] {
        let mut browser = Browser::after(40, 12, "jj<enter>");
        browser.press(jump);
        assert_eq!(browser.app().reader().map(Page::percent), Some(100), "{}", browser.screen());
        assert_eq!(reads(&browser), 0, "{jump}");
        browser.press(moves);
        let ends = browser.app().reader().map(Page::percent) == Some(100);
        assert_eq!(reads(&browser), usize::from(ends), "{moves}");
    }
    // A mark at the end, gone to from another entry.
    let mut browser = Browser::after(40, 12, "jj<enter>/tenth<enter>ma[");
    let before = reads(&browser);
    browser.press("'a");
    assert_eq!((browser.app().reader().map(Page::percent), reads(&browser)), (Some(100), before));
    browser.press("j");
    assert_eq!(reads(&browser), before + 1);
}

#[test]
fn an_entry_is_marked_as_read_or_unread_by_hand_until_it_is_opened_again() {
    for (width, height) in SIZES {
        let mut browser = Browser::after(width, height, "jM");
        browser.assert_foot("marked as read · U takes");
        browser.find("1/3");
        browser.press("U").assert_foot("taken back: marked as read");
        assert_eq!(browser.app().read_of_theme(folio::model::ThemeKey(0)), 0);
        let read = |browser: &Browser| browser.app().read_of_theme(folio::model::ThemeKey(0));
        browser.press("<enter>G");
        assert_eq!(read(&browser), 1);
        browser.press("M").assert_foot("marked as unread");
        browser.press("kjkG");
        assert_eq!(read(&browser), 0, "what is said by hand holds");
        browser.press("[]G");
        assert_eq!(read(&browser), 1 + usize::from(height == 40), "{}", browser.screen());
    }
}

#[test]
fn a_text_that_says_something_else_is_read_anew() {
    let mut browser = Browser::after(80, 24, "j<enter>");
    browser.press("gh<esc>j<enter>");
    let reads = |browser: &Browser| -> Vec<Print> {
        let of = |change: &Change| match change {
            Change::Read { text, .. } => Some(*text),
            _ => None,
        };
        kept(browser).into_iter().filter_map(of).collect()
    };
    assert_eq!(reads(&browser).len(), 1, "the same text is read once");
    let other = edited_tea(|_, text| text.replace("Hard water dulls it", "Hard water spoils it"));
    let mut again = browser.start_again(other, Opening::default());
    assert_eq!(reads(&again).len(), 1, "where reading goes on nothing is read yet");
    again.press("[]");
    let both = reads(&again);
    assert_eq!(both.len(), 2);
    assert_ne!(both[0], both[1]);
}

#[test]
fn what_another_process_adds_is_seen_and_counted() {
    let mut browser = Browser::after(80, 24, "");
    let on = || EntryRef::new("tea", "basics/water");
    let added = |change| Message::Added(vec![Record { at: Moment(1), change }]);
    browser.tell(added(Change::Read { on: on(), text: Print(1) }));
    browser.find("Water                   ✓");
    browser.find("1/3");
    browser.tell(added(Change::Unread { on: on() }));
    assert!(!browser.screen().contains('✓'), "{}", browser.screen());
    browser.tell(added(Change::Read { on: on(), text: Print(1) }));
    browser.tell(added(Change::Forget { pack: "tea".into(), entry: None }));
    assert!(!browser.screen().contains('✓'), "{}", browser.screen());
}

#[test]
fn what_was_read_while_it_is_looked_up_is_not_lost() {
    let mut browser = Browser::open(80, 24);
    let mut state = State::default();
    let read = |id: &str| Change::Read { on: EntryRef::new("tea", id), text: Print(1) };
    for change in [read("basics/water"), read("kind/green")] {
        state.apply(Record { at: Moment(1), change });
    }
    let effects = update(&mut browser.app, Message::JournalRead(Box::new(state)));
    let count = effects.iter().find(|effect| matches!(effect, Effect::CountRead(_)));
    let count = count.expect("it is looked up").clone();
    browser.press("jM").assert_foot("marked as unread");
    browser.press("jM").assert_foot("marked as read");
    let corpus = folio::knowledge::Corpus::new(tea().clone());
    let counted = count.answer(&corpus, || unreachable!("no search")).expect("it is answered");
    browser.tell(counted);
    let themes = [0, 1].map(|theme| browser.app().read_of_theme(folio::model::ThemeKey(theme)));
    assert_eq!(themes, [1, 1]);
    assert!(!browser.screen().contains("Water                   ✓"), "{}", browser.screen());
    browser.find("Long history            ✓");
}

#[test]
fn a_route_goes_on_where_it_was_left_off() {
    for (width, height) in SIZES {
        let mut browser = Browser::after(width, height, "gr<enter>)");
        browser.assert_foot("2/3");
        browser = browser.next_start();
        browser.press("j").assert_foot("2/3");
        browser.press(")").assert_foot("3/3");
        browser.press("swithering<enter>");
        browser = browser.next_start();
        browser.press(")").assert_foot("no route is being followed");
        browser.press("gr").assert_selected("left off here");
        browser.press("<enter>").assert_foot("3/3");
        browser.press("grx").assert_foot("is left · U takes it back");
        browser.press("U").assert_foot("taken back");
        browser.press("j").assert_foot("3/3");
        browser.press("grx");
        browser = browser.next_start();
        browser.press("gr");
        assert!(!browser.screen().contains("left off here"), "{}", browser.screen());
    }
    let mut ended = Browser::after(80, 24, "gr<enter>9))");
    ended.assert_foot("ends here");
    ended = ended.next_start();
    ended.press("gr");
    assert!(!ended.screen().contains("left off here"), "{}", ended.screen());
}

#[test]
fn before_the_journal_was_read_nothing_is_made_that_depends_on_it() {
    let size = ratatui::layout::Size { width: 80, height: 24 };
    let opening = folio::app::Opening { size, ..folio::app::Opening::default() };
    let mut browser = Browser::open_before_journal(opening);
    for keys in ["B", "U", "M", "ma", "'a", "gb"] {
        browser.press(keys).assert_foot("the journal is still being read");
    }
    let mut state = State::default();
    let spot = Spot { on: EntryRef::new("tea", "basics/water"), at: None };
    state.apply(Record { at: Moment(1), change: Change::Bookmark { spot } });
    browser.tell(Message::JournalRead(Box::new(state)));
    browser.press("U").assert_foot("nothing to take back");
    assert!(browser.journal.iter().all(|it| matches!(it.change, Change::Visit { .. })));
    browser.press("jBU").assert_foot("taken back");
    assert_eq!(browser.app().desk().state().packs["tea"].bookmarks.len(), 1);
}

#[test]
fn before_the_journal_was_read_no_note_is_removed() {
    let size = ratatui::layout::Size { width: 80, height: 24 };
    let opening = folio::app::Opening { size, ..folio::app::Opening::default() };
    let mut browser = Browser::open_before_journal(opening);
    let spot = Spot { on: EntryRef::new("tea", "basics/water"), at: None };
    let note = Note { id: NoteId("n1".into()), spot, text: "Soft?".into(), made: Moment(1) };
    // Somebody else adds it meanwhile.
    browser.tell(Message::Added(vec![Record { at: Moment(1), change: Change::Note(note) }]));
    browser.press("gn").find("Soft?");
    browser.press("x").assert_foot("the journal is still being read");
    browser.find("Soft?");
}

#[test]
fn everything_that_others_forget_is_gone_here_too() {
    let mut browser = Browser::after(80, 24, "<enter>G");
    browser.press("aSoft?<enter>").assert_foot("note added");
    assert!(browser.app().is_read(EntryKey(0)));
    browser.tell(Message::Added(vec![Record { at: Moment(9), change: Change::ForgetAll }]));
    assert!(!browser.app().is_read(EntryKey(0)));
    browser.press("gn").find("no notes yet");
}

#[test]
fn what_is_not_saved_is_said_as_long_as_that_is_so() {
    for (width, height) in SIZES {
        let mut browser = Browser::open(width, height);
        browser.unwritable = Some("the disk is full".to_owned());
        browser.press("B").assert_foot("not saved, will try again: 1 c");
        browser.press("j").assert_foot("not saved");
        browser.press("gl").assert_foot("not saved");
        browser.press("<esc>").assert_foot("not saved");
        // What is said of a change is said again to be no more than that.
        browser.press("ma").assert_foot("not saved, will try again: 2 c");
        browser.press("'z").assert_foot("z marks nothing");
        browser.assert_foot("not saved");
        browser.write_again().assert_foot("saved: 2 changes");
        browser.press("k");
        assert!(!browser.screen().contains("not saved"), "{}", browser.screen());
        browser.unwritable = Some("the disk is full".to_owned());
        browser.press("B").assert_foot("not saved, will try again: 1 c");
    }
    Browser::after(80, 24, "U").assert_foot("nothing to take back");
}

#[test]
fn leaving_waits_for_what_is_not_saved_and_loses_it_only_when_that_was_said() {
    let full = || Some("the disk is full".to_owned());
    let mut browser = Browser::open(80, 24);
    browser.unwritable = full();
    browser.press("Bq").assert_foot("q again leaves, not saved: 1 change · the disk is full");
    assert!(!browser.quit);
    browser.press("jma").press("q").assert_foot("q again leaves, not saved: 2 changes");
    assert!(!browser.quit, "one of them was not told of");
    browser.tell(Message::Unkept { why: "the disk is full".to_owned(), again: true });
    browser.assert_foot("q again leaves, not saved: 2 changes");
    browser.press("q");
    assert!(browser.quit);

    let mut browser = Browser::open(80, 24);
    browser.unwritable = full();
    browser.press("jq");
    assert!(browser.quit, "nobody asked to have it kept that an entry was opened");

    let wait = || {
        let mut browser = Browser::open(80, 24);
        browser.is_disk_slow = true;
        browser.press("Bq").assert_foot("saving …");
        assert!(!browser.quit);
        browser
    };
    assert!(wait().write_again().quit, "it is saved");
    let mut browser = wait();
    browser.tell(Message::Unkept { why: "the disk is full".to_owned(), again: true });
    browser.assert_foot("q again leaves");
    assert!(browser.press("q").quit);
    assert!(wait().press("q").quit, "whoever insists does not wait");
    assert!(!wait().press("j").write_again().quit, "whoever reads on does not want to leave");
}

#[test]
fn a_warning_stands_beside_what_is_said_in_reading_mode() {
    let mut browser = Browser::after(80, 24, "<enter>Z");
    browser.unwritable = Some("the disk is full".to_owned());
    browser.press("B").assert_foot("not saved, will try again: 1 c");
    browser.press("'z").assert_foot("z marks nothing");
    browser.assert_foot("not saved");
    browser.press("j");
    assert!(!browser.screen().contains("not saved"), "a text keeps its last row");
}

/// A library of one theme of very many entries, all of which were read, and as many marks of entries that
/// are not open.
#[test]
fn very_many_read_marks_cost_no_key_anything() {
    use folio::model::{Catalogue, Library, NewEntry, Pack, Theme};
    const MANY: usize = 100_000;
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("many", "Many"));
    let theme = catalogue.push_theme(Theme::new(pack, "n", "Numbers"));
    for number in 0..MANY {
        let (id, title) = (format!("n/{number}"), format!("Number {number}"));
        catalogue.push_entry(NewEntry::new(theme, &id, &title));
    }
    let library = Library::new(catalogue, vec![std::sync::Arc::default(); MANY]);
    let size = Size { width: 80, height: 24 };
    let mut browser = Browser::open_library(library, Opening { size, ..Opening::default() });
    let mut state = State::default();
    for (number, pack) in (0..MANY).flat_map(|number| [(number, "many"), (number, "other")]) {
        let on = EntryRef::new(pack, &format!("n/{number}"));
        state.apply(Record { at: Moment(1), change: Change::Read { on, text: Print(1) } });
    }
    browser.tell(Message::JournalRead(Box::new(state)));
    browser.find("100000/100000 ▾");
    let marks = |browser: &Browser| browser.app().desk().state().packs["many"].read.clone();
    // While somebody shares the marks, changing one copies none of the others.
    let shared = marks(&browser);
    browser.press("jM").assert_foot("marked as unread");
    browser.find("99999/100000 ▾");
    assert!(marks(&browser).shares_with(&shared));
}

#[test]
fn a_jump_to_the_top_of_the_open_page_goes_there() {
    for (before, keys) in [("<enter>dj", "gh"), ("<enter>maGkk", "'a")] {
        let mut browser = Browser::after(80, 10, before);
        let left = browser.screen();
        browser.press(keys);
        browser.find("Overview");
        assert!(
            browser.app().reader().is_some_and(|page| page.top() == Position::default()),
            "{keys}"
        );
        browser.press("H");
        assert_eq!(browser.screen(), left, "{keys}");
    }
    // What is previewed and gone into stays as it was scrolled.
    let browser = Browser::after(80, 10, "<enter>Gh<enter>");
    assert!(browser.app().reader().is_some_and(|page| page.top() != Position::default()));
}

#[test]
fn a_search_that_folio_begins_with_finds_notes_once_the_journal_is_read() {
    let size = Size { width: 80, height: 24 };
    let opening = Opening { size, find: Some("by:me".to_owned()), ..Opening::default() };
    let mut browser = Browser::open_before_journal(opening);
    assert!(!browser.screen().contains("wells"), "{}", browser.screen());
    let mut state = State::default();
    let spot = Spot { on: EntryRef::new("tea", "basics/water"), at: None };
    let note = Note { id: NoteId::new(7, 1), spot, text: "about wells".into(), made: Moment(1) };
    state.apply(Record { at: Moment(1), change: Change::Note(note) });
    browser.tell(Message::JournalRead(Box::new(state)));
    browser.find("about wells");
}

#[test]
fn what_is_marked_as_unread_by_hand_is_so_at_the_next_start() {
    let mut browser = Browser::after(80, 24, "j<enter>");
    let water = browser.app().reader().and_then(|page| page.key.entry()).expect("it is open");
    assert!(browser.app().is_read(water), "its end is in sight");
    browser.press("M").assert_foot("marked as unread");
    let mut again = browser.next_start();
    assert!(!again.app().is_read(water));
    again.press("jkG");
    assert!(!again.app().is_read(water), "its end was in sight all the time");
    again.press("[]");
    assert!(again.app().is_read(water), "it was opened again");
}

#[test]
fn an_entry_that_was_renamed_is_listed_once_among_those_opened_lately() {
    let renamed = edited_tea(|_, text| {
        text.replace("id = \"basics/long\"", "id = \"basics/history\"\nformer = [\"basics/long\"]")
    });
    let before = Browser::after(80, 24, "jj<enter>");
    let opening = Opening { fresh: true, ..Opening::default() };
    let mut browser = before.start_again(renamed, opening);
    browser.press("jj<enter>gh<enter>go").find("1 entry");
    browser.assert_selected("Long history");
}
