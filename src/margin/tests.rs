use std::sync::Arc;

use super::*;
use crate::journal::{Change, Moment, NoteId, Record, Spot};
use crate::model::{Body, NewEntry, Pack, Theme};

const TEA: &str = "Green tea is made from leaves that were not allowed to wither or to oxidise.";
const WATER: &str = "The water should be well below the boil, at seventy to eighty degrees.";
const CUP: &str = "A cup that is warmed before keeps the tea hot for longer than a cold one.";

/// Builds a pack of entries, each with its former ids and its text.
fn library(entries: &[(&str, &[&str], &str)]) -> Library {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("tea", "Tea"));
    let theme = catalogue.push_theme(Theme::new(pack, "drink", "Drink"));
    for (id, former, _) in entries {
        let mut entry = NewEntry::new(theme, id, id);
        entry.head.former = former.iter().map(|&id| id.into()).collect();
        catalogue.push_entry(entry);
    }
    let body = |text: &str| Arc::new(Body { markdown: text.into(), ..Body::default() });
    Library::new(catalogue, entries.iter().map(|(_, _, text)| body(text)).collect::<Vec<_>>())
}

/// Puts a note on a paragraph of an entry, or on the entry as a whole.
fn noted(library: &Library, entry: &str, paragraph: Option<u32>) -> State {
    let on = EntryRef::new("tea", entry);
    let key = entry_of(&library.catalogue, &on).expect("the entry is there");
    let all = paragraphs(library, key);
    let at = paragraph.map(|at| Anchor::new(at, &all[at as usize], None));
    let note =
        Note { id: NoteId("n".into()), spot: Spot { on, at }, text: "x".into(), made: Moment(1) };
    let mut state = State::default();
    state.apply(Record { at: Moment(1), change: Change::Note(note) });
    state
}

fn home(state: &State, library: &Library) -> Home {
    let accounts = account(state, library);
    assert_eq!(accounts.len(), 1, "every note is accounted for");
    accounts[0].home
}

#[test]
fn notes_follow_their_paragraph() {
    let text = [TEA, WATER].join("\n\n");
    let before = library(&[("drink/green", &[], &text), ("drink/black", &[], CUP)]);
    let (green, black) = (EntryKey(0), EntryKey(1));
    let (paragraph, whole) =
        (noted(&before, "drink/green", Some(1)), noted(&before, "drink/green", None));
    let here = |entry, found| Home::Here { entry, found };
    let moved = [WATER, TEA].join("\n\n");
    for (entries, of_paragraph, of_whole) in [
        (
            &[("drink/green", &[][..], &*text)][..],
            here(green, Some(Found::Same(1))),
            here(green, None),
        ),
        (&[("drink/green", &[], &*moved)], here(green, Some(Found::Moved(0))), here(green, None)),
        (
            &[("drink/leaf", &["drink/green"], &*text)],
            here(green, Some(Found::Same(1))),
            here(green, None),
        ),
        (
            &[("drink/green", &[], TEA), ("drink/black", &[], &*moved)],
            Home::Elsewhere { entry: black, paragraph: 0 },
            here(green, None),
        ),
        (
            &[("drink/black", &[], CUP), ("drink/leaf", &[], &*text)],
            Home::Elsewhere { entry: black, paragraph: 1 },
            Home::Needed { entry: None },
        ),
        (
            &[("drink/green", &[], TEA), ("drink/black", &[], CUP)],
            Home::Needed { entry: Some(green) },
            here(green, None),
        ),
    ] {
        let now = library(entries);
        assert_eq!(home(&paragraph, &now), of_paragraph, "{entries:?}");
        assert_eq!(home(&whole, &now), of_whole, "{entries:?}");
    }
}

#[test]
fn a_short_paragraph_is_not_looked_for_in_other_entries() {
    let state = noted(&library(&[("drink/green", &[], "# Water")]), "drink/green", Some(0));
    let now = library(&[("drink/black", &[], "# Water")]);
    assert_eq!(home(&state, &now), Home::Needed { entry: None });
}

#[test]
fn notes_of_a_pack_that_is_not_open_are_told_apart() {
    let before = library(&[("drink/green", &[], TEA)]);
    let mut state = noted(&before, "drink/green", None);
    let note = account(&state, &before)[0].note.clone();
    let spot = Spot { on: EntryRef::new("coffee", "a"), at: None };
    let elsewhere = Note { spot, ..Note::clone(&note) };
    for change in reattach(&state, &note, elsewhere.clone()).expect("it is as it was") {
        state.apply(Record { at: Moment(2), change });
    }
    let again = reattach(&state, &note, Note::clone(&note));
    assert_eq!(again, Err(Meanwhile::Changed(Arc::new(elsewhere))), "it stands elsewhere now");
    let gone = reattach(&State::default(), &note, Note::clone(&note));
    assert_eq!(gone, Err(Meanwhile::Gone));
    assert_eq!(home(&state, &before), Home::Closed);
    let tally = Tally::of(&account(&state, &before));
    assert_eq!(tally, Tally { closed: 1, ..Tally::default() });
}

#[test]
fn what_was_added_under_a_former_id_is_on_the_entry_unless_another_has_the_id() {
    let before = library(&[("drink/green", &[], TEA)]);
    let state = noted(&before, "drink/green", None);
    let renamed = library(&[("drink/leaf", &["drink/green"], TEA)]);
    assert_eq!(notes_on(&state, &renamed.catalogue, EntryKey(0)).len(), 1);
    let taken = library(&[("drink/leaf", &["drink/green"], TEA), ("drink/green", &[], CUP)]);
    assert_eq!(notes_on(&state, &taken.catalogue, EntryKey(0)).len(), 0);
    assert_eq!(notes_on(&state, &taken.catalogue, EntryKey(1)).len(), 1);
}

#[test]
fn selected_words_are_found_in_the_paragraph_as_it_is_now() {
    let now = [Paragraph::new(CUP), Paragraph::new(WATER.replace("well ", ""))];
    let from = WATER.find("seventy").expect("it holds it");
    let anchor = Anchor::new(0, &Paragraph::new(WATER), Some(from..from + 7));
    assert_eq!(anchor.find(&now), Found::Reworded(1));
    assert_eq!(anchor.find_selection(&now[1].text), Some(from - 5..from + 2));
}
