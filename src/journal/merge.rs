//! Takes in what was written elsewhere, such as an export: what is there already stays, and nothing is
//! there twice. Refuses to know: files.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::record::{Change, Note, NoteId, Record};
use super::state::State;

/// Records as they were exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The version of its shape; 0 if it names none.
    pub version: u32,
    /// Those that were understood.
    pub records: Vec<Record>,
    /// What was not.
    pub strange: Vec<Strange>,
}

/// A record that is not understood, or says more than is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strange {
    /// Which one it is, counted from 1.
    pub record: usize,
    /// In which line it begins, counted from 1.
    pub line: usize,
    /// What is not understood of it; `None` if that is all of it.
    pub fields: Option<Vec<String>>,
}

impl Exported {
    /// Reads an object of JSON with the key `records`; `None` if the text is none.
    pub fn read(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct File<'a> {
            #[serde(default)]
            schema_version: u32,
            #[serde(borrow)]
            records: Vec<&'a RawValue>,
        }
        let file: File<'_> = serde_json::from_str(text).ok()?;
        let mut found = Self { version: file.schema_version, ..Self::default() };
        let (mut passed, mut line) = (0, 1);
        for (number, raw) in (1..).zip(file.records) {
            let at = raw.get().as_ptr().addr() - text.as_ptr().addr();
            line += text[passed..at].matches('\n').count();
            passed = at;
            let value: Value = serde_json::from_str(raw.get()).ok()?;
            let strange = |fields| Strange { record: number, line, fields };
            match Record::deserialize(&value) {
                Ok(record) => {
                    let mut fields = Vec::new();
                    let understood = serde_json::from_str(&record.line()).ok()?;
                    add_unknown(&value, &understood, "", &mut fields);
                    if !fields.is_empty() {
                        found.strange.push(strange(Some(fields)));
                    }
                    found.records.push(record);
                }
                Err(_) => found.strange.push(strange(None)),
            }
        }
        Some(found)
    }
}

/// Collects the names of the fields that say something and were not understood.
fn add_unknown(said: &Value, understood: &Value, within: &str, fields: &mut Vec<String>) {
    match (said, understood) {
        (Value::Object(said), Value::Object(understood)) => {
            for (name, value) in said {
                let name = format!("{within}{name}");
                match understood.get(&name[within.len()..]) {
                    Some(it) => add_unknown(value, it, &format!("{name}."), fields),
                    None if value.is_null() || value == "" => {}
                    None => fields.push(name),
                }
            }
        }
        (Value::Array(said), Value::Array(understood)) => {
            for (said, understood) in said.iter().zip(understood) {
                add_unknown(said, understood, within, fields);
            }
        }
        _ => {}
    }
}

/// What taking records in comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What is to be kept, in its order.
    pub records: Vec<Record>,
    /// How many things were there already.
    pub present: usize,
    /// The notes that are there and say something else, or stand elsewhere, and stay as they are.
    pub differing: Vec<NoteId>,
}

/// How a change compares with what is there.
enum Standing {
    New,
    Present,
    /// There is another note of the same name.
    Differing(Note),
}

/// Compares records with what is there. A note that differs stays as it is unless it is to be replaced;
/// a bookmark, a mark or a stop stays in any case, and of two times of reading the later one holds. What was
/// opened and searched for is taken in where nothing was yet. Records that take something away are passed
/// over.
pub fn merge(
    state: &State,
    records: impl IntoIterator<Item = Record>,
    replaces_notes: bool,
) -> Merged {
    let knows_recent = !state.recent.is_empty();
    let knows_queries = !state.queries.is_empty();
    let mut state = state.clone();
    let mut merged = Merged::default();
    for mut record in records.into_iter().flat_map(parts) {
        let standing = match &record.change {
            Change::Visit { .. } if knows_recent => Standing::Present,
            Change::Asked { .. } if knows_queries => Standing::Present,
            _ => standing(&state, &record),
        };
        match standing {
            Standing::Present => {
                merged.present += 1;
                continue;
            }
            Standing::Differing(before) if replaces_notes => {
                let gone = Change::Unnote { pack: before.spot.on.pack, id: before.id };
                record.change = Change::All { changes: vec![gone, record.change] };
            }
            Standing::Differing(before) => {
                merged.differing.push(before.id);
                continue;
            }
            Standing::New => {}
        }
        state.apply(record.clone());
        merged.records.push(record);
    }
    merged
}

/// Takes apart what was changed at once: of an export, each thing is taken in for itself. A note without a
/// name gets one.
fn parts(Record { at, change }: Record) -> Vec<Record> {
    let mut records: Vec<Record> = match change {
        Change::All { changes } => {
            changes.into_iter().flat_map(|change| parts(Record { at, change })).collect()
        }
        Change::TakenIn { records } => records.into_iter().flat_map(parts).collect(),
        change => vec![Record { at, change }],
    };
    let is_nameless =
        |record: &&mut Record| matches!(&record.change, Change::Note(note) if note.id.0.is_empty());
    for record in records.iter_mut().filter(is_nameless) {
        let id = NoteId::of(&record.line());
        if let Change::Note(note) = &mut record.change {
            note.id = id;
        }
    }
    records
}

fn standing(state: &State, Record { at, change }: &Record) -> Standing {
    let pack = |id: &str| state.pack(id);
    let is_present = match change {
        Change::Visit { .. } | Change::Asked { .. } => false,
        Change::Read { on, .. } => pack(&on.pack)
            .and_then(|pack| pack.read.get(&on.entry))
            .is_some_and(|reading| reading.at >= *at),
        Change::Bookmark { spot } => {
            pack(&spot.on.pack).is_some_and(|pack| pack.bookmarks.contains_key(&spot.on.entry))
        }
        Change::Mark { letter, .. } => state.marks.contains_key(letter),
        Change::Note(note) => {
            // It may have been put on an entry of another pack since.
            match state.note(&note.id) {
                Some(before) if **before != *note => {
                    return Standing::Differing(Note::clone(before));
                }
                before => before.is_some(),
            }
        }
        Change::Stop { pack: of, route, entry } => {
            entry.is_none() || pack(of).is_some_and(|pack| pack.routes.contains_key(route))
        }
        Change::Practised { on, side, grade } => pack(&on.pack)
            .and_then(|pack| pack.cards.get(&(on.entry.clone(), *side)))
            .is_some_and(|card| card.reviews.contains(&(*at, *grade))),
        Change::Unread { .. }
        | Change::Unbookmark { .. }
        | Change::Unmark { .. }
        | Change::Unnote { .. }
        | Change::Unpractised { .. }
        | Change::Forget { .. }
        | Change::ForgetAll
        | Change::All { .. }
        | Change::TakenIn { .. } => true,
    };
    if is_present { Standing::Present } else { Standing::New }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixture::{note, state};
    use super::*;
    use crate::journal::{Anchor, EntryRef, Grade, Moment, Paragraph, Print, Side, Spot};

    /// Changes of every kind that a state keeps.
    fn changes() -> impl Strategy<Value = Vec<Change>> {
        let on = || ("tea|coffee", "[a-c]").prop_map(|(pack, entry)| EntryRef::new(&pack, &entry));
        let at =
            || {
                proptest::option::of((0..9u32, "[a-z ]{3,20}").prop_map(|(number, text)| {
                    Anchor::new(number, &Paragraph::new(text), Some(1..2))
                }))
            };
        let spot = move || (on(), at()).prop_map(|(on, at)| Spot { on, at });
        let change = prop_oneof![
            on().prop_map(|on| Change::Visit { on }),
            (on(), any::<u64>()).prop_map(|(on, text)| Change::Read { on, text: Print(text) }),
            spot().prop_map(|spot| Change::Bookmark { spot }),
            (proptest::char::range('a', 'd'), spot())
                .prop_map(|(letter, spot)| Change::Mark { letter, spot }),
            ("[0-9]{1,2}", spot(), ".*").prop_map(|(id, spot, text)| Change::Note(Note {
                // A note is in one pack.
                id: NoteId(format!("{}{id}", spot.on.pack).into()),
                spot,
                text: text.into(),
                made: Moment::default(),
            })),
            (on(), "[r-t]").prop_map(|(EntryRef { pack, entry }, route)| Change::Stop {
                pack,
                route: route.into(),
                entry: Some(entry),
            }),
            ".{1,5}".prop_map(|query| Change::Asked { query: query.into() }),
            on().prop_map(|on| Change::Practised { on, side: Side::Title, grade: Grade::Good }),
        ];
        proptest::collection::vec(change, 0..40)
    }

    proptest! {
        #[test]
        fn what_is_taken_in_where_nothing_is_comes_to_the_same_and_is_never_there_twice(
            changes in changes(),
        ) {
            let before = state(changes);
            let lines: Vec<String> =
                before.records().map(|record| record.line().into_string()).collect();
            let records = || lines.iter().map(|line| Record::read(line).expect("it was written"));
            let Merged { records: taken, present, differing } =
                merge(&State::default(), records(), false);
            prop_assert_eq!((present, differing), (0, Vec::new()));
            let mut after = State::default();
            for record in taken {
                after.apply(record);
            }
            prop_assert_eq!(&after, &before);
            for replaces_notes in [false, true] {
                let again = merge(&after, records(), replaces_notes);
                prop_assert_eq!(again.records, Vec::new());
                prop_assert_eq!(again.present, lines.len());
            }
        }
    }

    #[test]
    fn a_note_that_differs_stays_unless_it_is_to_be_replaced() {
        let here = state(vec![note("a", "green", "here"), note("b", "green", "here")]);
        let there = state(vec![note("a", "green", "there"), note("c", "green", "there")]);
        let texts = |merged: &Merged| {
            let mut state = here.clone();
            merged.records.iter().for_each(|record| state.apply(record.clone()));
            let pack = state.pack("tea").expect("it has notes");
            pack.notes_of("green").map(|note| note.text.to_string()).collect::<Vec<_>>()
        };
        let kept = merge(&here, there.records(), false);
        assert_eq!(kept.differing, [NoteId("a".into())]);
        assert_eq!(texts(&kept), ["here", "here", "there"]);
        let replaced = merge(&here, there.records(), true);
        assert!(replaced.differing.is_empty());
        assert_eq!(texts(&replaced), ["there", "here", "there"]);
    }

    #[test]
    fn a_note_without_a_name_gets_one_and_has_it_the_next_time_as_well() {
        let spot = || Spot { on: EntryRef::new("tea", "green"), at: None };
        let nameless = |text: &str| {
            let (id, made) = (NoteId("".into()), Moment(1));
            Change::Note(Note { id, spot: spot(), text: text.into(), made })
        };
        let records =
            || ["one", "two", "one"].map(|text| Record { at: Moment(1), change: nameless(text) });
        let taken = merge(&State::default(), records(), false);
        assert_eq!((taken.records.len(), taken.present), (2, 1));
        let mut here = State::default();
        taken.records.into_iter().for_each(|record| here.apply(record));
        let names = here.pack("tea").expect("it has notes").notes.values().map(|note| &*note.id.0);
        assert!(names.into_iter().all(|name| name.len() == 12));
        assert_eq!(merge(&here, records(), false).records, []);
    }

    #[test]
    fn what_was_changed_at_once_is_taken_in_however_deep_it_lies() {
        let all = |changes| Change::All { changes };
        let taken_in = |change| Change::TakenIn { records: vec![Record { at: Moment(2), change }] };
        let deep =
            all(vec![all(vec![note("a", "green", "one"), taken_in(note("b", "green", "two"))])]);
        let merged = merge(&State::default(), [Record { at: Moment(1), change: deep }], false);
        assert_eq!((merged.records.len(), merged.present), (2, 0));
    }

    #[test]
    fn nothing_is_taken_away() {
        let here = state(vec![note("a", "green", "here")]);
        let on = || EntryRef::new("tea", "green");
        let gone = [
            Change::Unnote { pack: "tea".into(), id: NoteId("a".into()) },
            Change::Forget { pack: "tea".into(), entry: None },
            Change::ForgetAll,
            Change::Unbookmark { on: on() },
            Change::Unread { on: on() },
            Change::Unmark { letter: 'a' },
        ];
        let records = gone.into_iter().map(|change| Record { at: Moment(9), change });
        assert_eq!(merge(&here, records, true).records, []);
    }

    #[test]
    fn of_two_times_of_reading_the_later_one_holds() {
        let read = |at, text| Record {
            at: Moment(at),
            change: Change::Read { on: EntryRef::new("tea", "green"), text: Print(text) },
        };
        let mut here = State::default();
        here.apply(read(5, 5));
        assert_eq!(merge(&here, [read(4, 4)], false).records, []);
        assert_eq!(merge(&here, [read(6, 6)], false).records, [read(6, 6)]);
    }
}
