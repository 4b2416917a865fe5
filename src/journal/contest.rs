//! A note that two change at the same time: what the later one wrote becomes a note of its own, and what it
//! took away stays, so that nobody's words are lost. Refuses to know: files, who holds the lock.

use std::collections::HashSet;
use std::sync::Arc;

use super::record::{Change, Note, NoteId, Record};
use super::state::State;
use crate::messages::journal as says;

/// What a note was for whoever changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Believed {
    /// Its name.
    pub id: NoteId,
    /// The note; `None` if there was none.
    pub note: Option<Arc<Note>>,
}

/// A note that another had changed before it was changed here; it stays as the other has left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contested {
    /// Its name.
    pub id: NoteId,
    /// The note beside it that says what was written here; `None` if it was to be removed.
    pub beside: Option<NoteId>,
}

impl Contested {
    /// Says what has become of the note.
    pub fn sentence(&self) -> &'static str {
        if self.beside.is_some() { says::written_beside() } else { says::not_removed() }
    }
}

/// Returns what the notes that records change were before.
pub fn believed(state: &State, records: &[Record]) -> Vec<Believed> {
    let changes = records.iter().flat_map(|record| record.change.parts());
    let ids = changes.filter_map(|change| change.note().map(|(_, id)| id.clone()));
    ids.map(|id| Believed { note: state.note(&id).cloned(), id }).collect()
}

/// Gives other names to the notes in records that are no more what they were believed to be in a state, so that
/// what stands there stays. Returns the names, those that they had first. What the records themselves have made
/// of a note may be there already; the same records get the same names again.
pub fn part(state: &State, records: &mut [Record], believed: &[Believed]) -> Vec<(NoteId, NoteId)> {
    let (mut parted, mut seen) = (Vec::new(), HashSet::new());
    for Believed { id, note } in believed.iter().filter(|it| seen.insert(&it.id)) {
        let Some(now) = state.note(id) else { continue };
        if note.as_ref() == Some(now) || records.iter().any(|record| makes(record, now)) {
            continue;
        }
        let first = records.iter().find(|record| changes(record, id));
        let Some(first) = first.map(Record::line) else { continue };
        let beside = NoteId::of(&first);
        for record in records.iter_mut() {
            rename(&mut record.change, id, &beside);
        }
        parted.push((id.clone(), beside));
    }
    parted
}

/// Returns whether a record changes a note.
fn changes(record: &Record, id: &NoteId) -> bool {
    record.change.parts().any(|change| change.note().is_some_and(|(_, changed)| changed == id))
}

/// Returns whether a record makes a note what it is.
fn makes(record: &Record, now: &Note) -> bool {
    record.change.parts().any(|change| match change {
        Change::Note(Note { id, spot, text, .. }) => {
            (id, spot, text) == (&now.id, &now.spot, &now.text)
        }
        _ => false,
    })
}

fn rename(change: &mut Change, from: &NoteId, to: &NoteId) {
    match change {
        Change::Note(Note { id, .. }) | Change::Unnote { id, .. } if id == from => {
            id.clone_from(to);
        }
        Change::All { changes } => {
            for one in changes {
                rename(one, from, to);
            }
        }
        Change::TakenIn { records } => {
            for one in records {
                rename(&mut one.change, from, to);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::record::{EntryRef, Moment, Spot};
    use super::*;

    fn note(pack: &str, text: &str) -> Change {
        let spot = Spot { on: EntryRef::new(pack, "green"), at: None };
        Change::Note(Note { id: NoteId("a".into()), spot, text: text.into(), made: Moment(1) })
    }

    fn gone(pack: &str) -> Change {
        Change::Unnote { pack: pack.into(), id: NoteId("a".into()) }
    }

    fn records(changes: &[Change]) -> Vec<Record> {
        changes.iter().map(|change| Record { at: Moment(2), change: change.clone() }).collect()
    }

    fn state(changes: &[Change]) -> State {
        let mut state = State::default();
        apply(&mut state, records(changes));
        state
    }

    fn apply(state: &mut State, records: Vec<Record>) {
        for record in records {
            state.apply(record);
        }
    }

    /// Both begin with the note "one"; then another has made changes, and others are made here.
    #[track_caller]
    fn check(by_another: &[Change], here: &[Change], expected: &[&str]) {
        let before = state(&[note("tea", "one")]);
        let mut here = records(here);
        let believed = believed(&before, &here);
        let mut now = before;
        apply(&mut now, records(by_another));
        part(&now, &mut here, &believed);
        apply(&mut now, here);
        let mut texts: Vec<_> =
            now.notes().map(|it| format!("{} {}", it.spot.on.pack, it.text)).collect();
        texts.sort();
        assert_eq!(texts, expected, "{by_another:?}");
    }

    #[test]
    fn of_two_who_change_one_note_each_has_their_words() {
        let (two, three) = (&[note("tea", "two")][..], &[note("tea", "three")][..]);
        check(&[], three, &["tea three"]);
        check(two, three, &["tea three", "tea two"]);
        check(two, two, &["tea two"]);
        check(two, &[note("tea", "three"), note("tea", "four")], &["tea four", "tea two"]);
        check(&[gone("tea")], three, &["tea three"]);
        check(two, &[gone("tea")], &["tea two"]);
        check(&[gone("tea")], &[gone("tea")], &[]);
        let moved = Change::All { changes: vec![gone("tea"), note("coffee", "one")] };
        check(two, std::slice::from_ref(&moved), &["coffee one", "tea two"]);
        check(std::slice::from_ref(&moved), three, &["coffee one", "tea three"]);
        let taken_in = Change::TakenIn { records: records(&[moved]) };
        check(two, &[taken_in], &["coffee one", "tea two"]);
    }

    #[test]
    fn what_was_written_already_is_not_contested_when_it_is_written_again() {
        let here = records(&[note("tea", "two"), note("tea", "three")]);
        let believed = believed(&state(&[note("tea", "one")]), &here);
        for there in ["one", "two", "three"] {
            let mut again = here.clone();
            assert_eq!(part(&state(&[note("tea", there)]), &mut again, &believed), []);
            assert_eq!(again, here, "{there}");
        }
        // Nor has it another name then.
        let by_another = state(&[note("tea", "four")]);
        let [mut once, mut twice] = [here.clone(), here];
        let names = part(&by_another, &mut once, &believed);
        let mut by_both = by_another;
        apply(&mut by_both, once[..1].to_vec());
        assert_eq!((part(&by_both, &mut twice, &believed), &twice), (names, &once));
    }
}
