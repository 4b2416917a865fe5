//! The fewest changes that come to a state.

use super::{PackState, State};
use crate::journal::record::{Change, EntryRef, Moment, Note, Record, Spot};

impl State {
    /// Returns how many [`State::records`] there are, without making them.
    pub fn record_count(&self) -> usize {
        let Self { packs, bookmarks: _, marks, recent, queries } = self;
        let of_pack = |pack: &PackState| {
            let PackState { bookmarks, read, notes, routes, cards, made: _, of_entry: _ } = pack;
            let reviews: usize = cards.values().map(|card| card.reviews.len()).sum();
            bookmarks.len() + read.len() + notes.len() + routes.len() + reviews
        };
        packs.values().map(of_pack).sum::<usize>() + marks.len() + recent.len() + queries.len()
    }

    /// Returns records that come to this state, one for each thing that is in it. What a state does not
    /// say when it was made is from the beginning of time.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        let record = |at, change| Record { at, change };
        let begin = Moment::default();
        let marks = self
            .marks
            .iter()
            .map(move |(&letter, spot)| record(begin, Change::Mark { letter, spot: spot.clone() }));
        // The latest comes last, as it did.
        let recent = self.recent.iter().rev();
        let recent = recent.map(move |(on, at)| record(*at, Change::Visit { on: on.clone() }));
        let queries = self.queries.iter().rev();
        let queries =
            queries.map(move |query| record(begin, Change::Asked { query: query.clone() }));
        let packs = self.packs.iter().flat_map(|(id, pack)| pack.records(id));
        marks.chain(recent).chain(queries).chain(packs)
    }
}

impl PackState {
    fn records<'s>(&'s self, pack: &'s str) -> impl Iterator<Item = Record> + 's {
        let on = move |entry: &str| EntryRef::new(pack, entry);
        let record = |at, change| Record { at, change };
        let bookmarks = self.bookmarks.iter().map(move |(entry, bookmark)| {
            let spot = Spot { on: on(entry), at: bookmark.spot.clone() };
            record(bookmark.at, Change::Bookmark { spot })
        });
        // In an order of their own, so that two exports of the same are the same.
        let mut read: Vec<_> = self.read.iter().collect();
        read.sort_unstable_by_key(|(entry, _)| *entry);
        let read = read.into_iter().map(move |(entry, reading)| {
            record(reading.at, Change::Read { on: on(entry), text: reading.text })
        });
        let notes =
            self.notes.values().map(move |note| record(note.made, Change::Note(Note::clone(note))));
        let routes = self.routes.iter().map(move |(route, stop)| {
            let change =
                Change::Stop { pack: pack.into(), route: route.clone(), entry: Some(stop.clone()) };
            record(Moment::default(), change)
        });
        let cards = self.cards.iter().flat_map(move |((entry, side), card)| {
            card.reviews.iter().map(move |&(at, grade)| {
                record(at, Change::Practised { on: on(entry), side: *side, grade })
            })
        });
        bookmarks.chain(read).chain(notes).chain(routes).chain(cards)
    }
}
