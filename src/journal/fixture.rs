//! Changes for the tests of the journal, and the state that they come to.

use super::record::{Change, EntryRef, Moment, Note, NoteId, Record, Spot};
use super::state::State;

/// Makes a note on an entry of the pack `tea`.
pub fn note(id: &str, entry: &str, text: &str) -> Change {
    let spot = Spot { on: EntryRef::new("tea", entry), at: None };
    Change::Note(Note { id: NoteId(id.into()), spot, text: text.into(), made: Moment::default() })
}

/// Takes in changes, one a millisecond.
pub fn state(changes: Vec<Change>) -> State {
    let mut state = State::default();
    for (at, change) in (1..).zip(changes) {
        state.apply(Record { at: Moment(at), change });
    }
    state
}
