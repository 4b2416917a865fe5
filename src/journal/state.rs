//! What all changes together come to. Refuses to know: files, and whether the packs are open.

mod records;

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::anchor::{Anchor, Print};
use super::ordered::Ordered;
use super::readings::{Reading, Readings};
use super::record::{Change, EntryRef, Grade, Moment, Note, NoteId, Record, Side, Spot};

/// How many entries are remembered as opened lately.
const RECENT: usize = 200;
/// How many queries are remembered.
const QUERIES: usize = 50;

/// Everything that a reader has added; a clone shares whatever there may be much of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// By the id of the pack.
    pub packs: BTreeMap<Box<str>, PackState>,
    /// The bookmarks of all packs, the latest first.
    pub bookmarks: Ordered<(Reverse<Moment>, EntryRef), Arc<Bookmark>>,
    /// Where letters lead.
    pub marks: BTreeMap<char, Spot>,
    /// The entries opened lately, the latest first.
    pub recent: VecDeque<(EntryRef, Moment)>,
    /// What was searched for, the latest first.
    pub queries: VecDeque<Box<str>>,
}

/// What a reader has added to a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackState {
    /// By the id of the entry.
    pub bookmarks: Ordered<Box<str>, Arc<Bookmark>>,
    /// By the id of the entry.
    pub read: Readings,
    /// In the order in which they were made.
    pub notes: Ordered<(Moment, NoteId), Arc<Note>>,
    /// By the id of the route: the id of the stop that was reached.
    pub routes: BTreeMap<Box<str>, Box<str>>,
    /// By the id of the entry and the side that is asked for.
    pub cards: Ordered<(Box<str>, Side), Arc<Card>>,
    /// When each note was made.
    made: Ordered<NoteId, Moment>,
    /// By the id of the entry, those of one in the order in which they were made.
    of_entry: Ordered<(Box<str>, Moment, NoteId), Arc<Note>>,
}

/// A place to be found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// When it was set.
    pub at: Moment,
    /// The paragraph; `None` for the top.
    pub spot: Option<Anchor>,
}

/// What is practised, and how that went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Each time, the earliest first.
    pub reviews: Vec<(Moment, Grade)>,
}

impl State {
    /// Takes in a change. Taking the same one in twice makes no difference.
    pub fn apply(&mut self, Record { at, change }: Record) {
        match change {
            Change::Visit { on } => self.keep_visit(on, at),
            Change::Read { on, text } => {
                self.pack_mut(on.pack).read.insert(on.entry, Reading { at, text });
            }
            Change::Unread { on } => {
                self.pack_mut(on.pack).read.remove(&on.entry);
            }
            Change::Bookmark { spot } => self.keep_bookmark(spot, at),
            Change::Unbookmark { on } => self.drop_bookmark(&on),
            Change::Mark { letter, spot } => {
                self.marks.insert(letter, spot);
            }
            Change::Unmark { letter } => {
                self.marks.remove(&letter);
            }
            Change::Note(note) => self.pack_mut(note.spot.on.pack.clone()).keep_note(note, at),
            Change::Unnote { pack, id } => {
                self.pack_mut(pack).drop_note(&id);
            }
            Change::Stop { pack, route, entry } => {
                let routes = &mut self.pack_mut(pack).routes;
                match entry {
                    Some(entry) => routes.insert(route, entry),
                    None => routes.remove(&route),
                };
            }
            Change::Asked { query } => self.keep_query(query),
            Change::Practised { on, side, grade } => {
                self.pack_mut(on.pack).keep_review((on.entry, side), at, grade);
            }
            Change::Unpractised { on, side, grade, was } => {
                self.pack_mut(on.pack).drop_review(&(on.entry, side), (was, grade));
            }
            Change::Forget { pack, entry } => self.forget(&pack, entry.as_deref()),
            Change::ForgetAll => *self = Self::default(),
            Change::All { changes } => {
                for change in changes {
                    self.apply(Record { at, change });
                }
            }
            Change::TakenIn { records } => {
                for record in records {
                    self.apply(record);
                }
            }
        }
    }

    fn keep_visit(&mut self, on: EntryRef, at: Moment) {
        self.recent.retain(|(other, _)| *other != on);
        self.recent.push_front((on, at));
        self.recent.truncate(RECENT);
    }

    fn keep_bookmark(&mut self, Spot { on, at: spot }: Spot, at: Moment) {
        self.drop_bookmark(&on);
        let bookmark = Arc::new(Bookmark { at, spot });
        self.bookmarks.insert((Reverse(at), on.clone()), Arc::clone(&bookmark));
        self.pack_mut(on.pack).bookmarks.insert(on.entry, bookmark);
    }

    fn keep_query(&mut self, query: Box<str>) {
        self.queries.retain(|other| *other != query);
        self.queries.push_front(query);
        self.queries.truncate(QUERIES);
    }

    /// Returns what was added to a pack, if anything was.
    pub fn pack(&self, id: &str) -> Option<&PackState> {
        self.packs.get(id)
    }

    /// Goes through all notes, pack by pack, in the order in which they were made.
    pub fn notes(&self) -> impl Iterator<Item = &Arc<Note>> {
        self.packs.values().flat_map(|pack| pack.notes.values())
    }

    /// Returns a note by its name, whichever pack it is kept with.
    pub fn note(&self, id: &NoteId) -> Option<&Arc<Note>> {
        self.packs.values().find_map(|pack| pack.note(id))
    }

    /// Counts all notes.
    pub fn note_count(&self) -> usize {
        self.packs.values().map(|pack| pack.notes.len()).sum()
    }

    /// Goes through the fingerprints of what entries said when they were read.
    pub fn texts(&self) -> impl Iterator<Item = Print> {
        self.packs.values().flat_map(|pack| pack.read.iter().map(|(_, reading)| reading.text))
    }

    fn pack_mut(&mut self, id: Box<str>) -> &mut PackState {
        self.packs.entry(id).or_default()
    }

    fn drop_bookmark(&mut self, on: &EntryRef) {
        let added = self.packs.get_mut(&on.pack);
        if let Some(bookmark) = added.and_then(|added| added.bookmarks.remove(&*on.entry)) {
            self.bookmarks.remove(&(Reverse(bookmark.at), on.clone()));
        }
    }

    fn forget(&mut self, pack: &str, entry: Option<&str>) {
        let is_it = |on: &EntryRef| &*on.pack == pack && entry.is_none_or(|it| &*on.entry == it);
        self.bookmarks.retain(|(_, on), _| !is_it(on));
        self.recent.retain(|(on, _)| !is_it(on));
        self.marks.retain(|_, spot| !is_it(&spot.on));
        match (entry, self.packs.get_mut(pack)) {
            (Some(entry), Some(state)) => state.forget(entry),
            (None, Some(_)) => {
                self.packs.remove(pack);
            }
            (_, None) => {}
        }
    }
}

impl PackState {
    /// Returns a note.
    pub fn note(&self, id: &NoteId) -> Option<&Arc<Note>> {
        self.notes.get(&(*self.made.get(id)?, id.clone()))
    }

    /// Returns the notes on an entry, in the order in which they were made.
    pub fn notes_of<'s>(&'s self, entry: &'s str) -> impl Iterator<Item = &'s Arc<Note>> {
        let first = (entry.into(), Moment(i64::MIN), NoteId("".into()));
        let notes = self.of_entry.from(self.of_entry.rank(&first));
        notes.take_while(move |((on, ..), _)| **on == *entry).map(|(_, note)| note)
    }

    fn keep_note(&mut self, mut note: Note, at: Moment) {
        let made = self.drop_note(&note.id);
        // When a note was made does not change with what it says.
        note.made = made.unwrap_or(if note.made == Moment::default() { at } else { note.made });
        let note = Arc::new(note);
        self.made.insert(note.id.clone(), note.made);
        self.of_entry.insert(key_on_entry(&note), Arc::clone(&note));
        self.notes.insert((note.made, note.id.clone()), note);
    }

    /// Returns when the note was made, if there was one.
    fn drop_note(&mut self, id: &NoteId) -> Option<Moment> {
        let made = self.made.remove(id)?;
        let note = self.notes.remove(&(made, id.clone()))?;
        self.of_entry.remove(&key_on_entry(&note));
        Some(made)
    }

    fn keep_review(&mut self, card: (Box<str>, Side), at: Moment, grade: Grade) {
        let mut kept = self.cards.get(&card).cloned().unwrap_or_default();
        let reviews = &mut Arc::make_mut(&mut kept).reviews;
        let place = reviews.partition_point(|(other, _)| *other <= at);
        let mut same = reviews[..place].iter().rev().take_while(|(other, _)| *other == at);
        if !same.any(|(_, other)| *other == grade) {
            reviews.insert(place, (at, grade));
            self.cards.insert(card, kept);
        }
    }

    fn drop_review(&mut self, card: &(Box<str>, Side), review: (Moment, Grade)) {
        let Some(mut kept) = self.cards.get(card).cloned() else { return };
        let reviews = &mut Arc::make_mut(&mut kept).reviews;
        reviews.retain(|other| *other != review);
        if reviews.is_empty() {
            self.cards.remove(card);
        } else {
            self.cards.insert(card.clone(), kept);
        }
    }

    fn forget(&mut self, entry: &str) {
        self.bookmarks.remove(entry);
        self.read.remove(entry);
        self.cards.retain(|(other, _), _| &**other != entry);
        self.routes.retain(|_, stop| &**stop != entry);
        let notes: Vec<NoteId> = self.notes_of(entry).map(|note| note.id.clone()).collect();
        for id in notes {
            self.drop_note(&id);
        }
    }
}

fn key_on_entry(note: &Note) -> (Box<str>, Moment, NoteId) {
    (note.spot.on.entry.clone(), note.made, note.id.clone())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{note, state};
    use super::*;

    fn tea(entry: &str) -> EntryRef {
        EntryRef::new("tea", entry)
    }

    fn texts(state: &State, entry: &str) -> Vec<(i64, String)> {
        let notes = state.pack("tea").expect("it has notes").notes_of(entry);
        notes.map(|note| (note.made.0, note.text.to_string())).collect()
    }

    #[test]
    fn a_note_keeps_its_age_when_it_says_something_else_or_moves() {
        let changes =
            vec![note("a", "green", "one"), note("b", "green", "two"), note("a", "green", "three")];
        assert_eq!(texts(&state(changes), "green"), [(1, "three".into()), (2, "two".into())]);
        let changes = vec![note("a", "green", "one"), note("a", "black", "one")];
        let moved = state(changes);
        assert_eq!(texts(&moved, "green"), []);
        assert_eq!(texts(&moved, "black"), [(1, "one".into())]);
        let gone = Change::Unnote { pack: "tea".into(), id: NoteId("a".into()) };
        let state = state(vec![note("a", "green", "one"), gone]);
        assert_eq!(texts(&state, "green"), []);
    }

    #[test]
    fn a_change_that_is_told_twice_makes_no_difference() {
        let practised = |grade| Change::Practised { on: tea("green"), side: Side::Title, grade };
        let changes = || {
            vec![
                practised(Grade::Good),
                practised(Grade::Again),
                practised(Grade::Good),
                note("a", "green", "x"),
                Change::All { changes: vec![practised(Grade::Hard), note("b", "green", "y")] },
            ]
        };
        let once = state(changes());
        let reviews = &once.pack("tea").expect("it has cards").cards.values().next();
        assert_eq!(reviews.map(|card| card.reviews.len()), Some(4));
        let mut twice = once.clone();
        for (at, change) in (1..).zip(changes()) {
            twice.apply(Record { at: Moment(at), change });
        }
        assert_eq!(twice, once);
    }

    #[test]
    fn what_was_opened_lately_comes_first_and_once() {
        let visit = |entry| Change::Visit { on: tea(entry) };
        let state = state(vec![visit("green"), visit("black"), visit("green")]);
        let recent: Vec<&str> = state.recent.iter().map(|(on, _)| &*on.entry).collect();
        assert_eq!(recent, ["green", "black"]);
    }

    #[test]
    fn bookmarks_are_listed_the_latest_first_and_once() {
        let bookmark = |entry| Change::Bookmark { spot: Spot { on: tea(entry), at: None } };
        let gone = |entry| Change::Unbookmark { on: tea(entry) };
        let forget = |entry: Option<&str>| Change::Forget {
            pack: "tea".into(),
            entry: entry.map(Into::into),
        };
        for (change, expected) in [
            (bookmark("white"), &["white", "green", "black"][..]),
            (bookmark("black"), &["black", "green"]),
            (gone("green"), &["black"]),
            (gone("white"), &["green", "black"]),
            (forget(Some("black")), &["green"]),
            (forget(None), &[]),
            (Change::ForgetAll, &[]),
        ] {
            let state = state(vec![bookmark("black"), bookmark("green"), change]);
            let listed: Vec<&str> = state.bookmarks.keys().map(|(_, on)| &*on.entry).collect();
            assert_eq!(listed, expected);
            assert_eq!(state.pack("tea").map_or(0, |tea| tea.bookmarks.len()), expected.len());
        }
    }

    #[test]
    fn forgetting_takes_everything_of_an_entry_or_of_a_pack() {
        let spot = |entry| Spot { on: tea(entry), at: None };
        let changes = || {
            let mut all = Vec::new();
            for entry in ["green", "black"] {
                all.extend([
                    note(entry, entry, "x"),
                    Change::Visit { on: tea(entry) },
                    Change::Read { on: tea(entry), text: Print(1) },
                    Change::Bookmark { spot: spot(entry) },
                    Change::Practised { on: tea(entry), side: Side::Title, grade: Grade::Good },
                ]);
            }
            all.push(Change::Mark { letter: 'g', spot: spot("green") });
            all.push(Change::Mark { letter: 'b', spot: spot("black") });
            all
        };
        let without = |entry: Option<&str>| {
            let forget = Change::Forget { pack: "tea".into(), entry: entry.map(Into::into) };
            state(changes().into_iter().chain([forget]).collect())
        };
        let one = without(Some("green"));
        let pack = one.pack("tea").expect("one entry is left");
        assert_eq!((pack.bookmarks.len(), pack.read.len(), pack.cards.len()), (1, 1, 1));
        let noted: Vec<&str> = pack.notes.values().map(|note| &*note.spot.on.entry).collect();
        assert_eq!(noted, ["black"]);
        assert_eq!((one.recent.len(), one.marks.len()), (1, 1));
        assert_eq!(without(None), State::default());
    }
}
