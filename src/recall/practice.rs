//! The cards of one sitting, in their order. Refuses to know: what the cards say, the screen.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::card::{CardKey, sides_of};
use super::schedule::due;
use crate::journal::{Card, Grade, Moment, PackState, State};
use crate::margin;
use crate::model::{Catalogue, EntryKey, PackKey};

/// How much is practised in one sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many cards are new a day, at most.
    pub new_a_day: usize,
    /// How many cards are due again in one sitting, at most.
    pub due: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { new_a_day: 10, due: 50 }
    }
}

/// How many cards there are to practise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that are due again now, also beyond the limit of one sitting.
    pub due: usize,
    /// Those that are new today, within the limit of a day.
    pub new: usize,
    /// Those that were practised and are not due yet.
    pub later: usize,
    /// Those that were answered in this sitting.
    pub done: usize,
}

/// One sitting.
#[derive(Clone, Debug, Default)]
pub struct Practice {
    queue: VecDeque<CardKey>,
    counts: Counts,
    /// How much there was in each pack when the sitting began.
    by_pack: Vec<Counts>,
    /// The cards that are new, for as long as they have not been answered.
    new: HashSet<CardKey>,
    /// The cards that were not remembered in this sitting and come again in it.
    again: HashSet<CardKey>,
}

impl Practice {
    /// Collects the cards that are due, the longest overdue first, then new ones: bookmarked entries and
    /// then the terms of glossaries, in pack order, one side of each before another side of any.
    ///
    /// Looks at the cards that were practised and at as many new ones as are wanted, never at all terms.
    pub fn new(catalogue: &Catalogue, state: &State, now: Moment, limits: Limits) -> Self {
        let by_pack = vec![Counts::default(); catalogue.packs().len()];
        let mut practice = Self { by_pack, ..Self::default() };
        let mut overdue = Vec::new();
        let mut begun_today = 0;
        let cards = practised_cards(catalogue, state);
        for (key, card) in &cards {
            let Some(due) = due(card) else { continue };
            let first = card.reviews.first().map(|(at, _)| *at);
            begun_today += usize::from(first.is_some_and(|first| is_same_day(first, now)));
            let of_pack = &mut practice.by_pack[catalogue.pack_of(key.entry).index()];
            if due <= now {
                overdue.push((due, *key));
                of_pack.due += 1;
            } else {
                practice.counts.later += 1;
                of_pack.later += 1;
            }
        }
        overdue.sort_unstable();
        practice.counts.due = overdue.len();
        practice.queue.extend(overdue.into_iter().map(|(_, card)| card).take(limits.due));
        let wanted = limits.new_a_day.saturating_sub(begun_today);
        let is_new = |card: &CardKey| !cards.contains_key(card);
        let fresh: Vec<CardKey> = learnt(catalogue, state).filter(is_new).take(wanted).collect();
        practice.counts.new = fresh.len();
        for card in &fresh {
            practice.by_pack[catalogue.pack_of(card.entry).index()].new += 1;
        }
        practice.new.extend(&fresh);
        let fresh = apart(fresh, &practice.queue);
        practice.queue.extend(fresh);
        practice
    }

    /// Returns the card to be answered.
    pub fn card(&self) -> Option<CardKey> {
        self.queue.front().copied()
    }

    /// Returns how much there is to practise.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Returns how much there was to practise in each pack when the sitting began.
    pub fn by_pack(&self) -> &[Counts] {
        &self.by_pack
    }

    /// Returns whether there are more cards due than fit into this sitting.
    pub fn leaves_some(&self) -> bool {
        let waiting = self.queue.iter().filter(|card| !self.new.contains(card));
        self.counts.due > waiting.count()
    }

    /// Takes the answer to the present card: one that was not remembered comes again in this sitting.
    /// Returns the card.
    pub fn answer(&mut self, grade: Grade) -> Option<CardKey> {
        let card = self.queue.pop_front()?;
        if self.new.remove(&card) {
            self.counts.new -= 1;
            self.counts.due += 1;
        }
        if grade == Grade::Again {
            self.again.insert(card);
            self.queue.push_back(card);
        } else {
            self.again.remove(&card);
            self.counts.due -= 1;
            self.counts.later += 1;
            self.counts.done += 1;
        }
        Some(card)
    }

    /// Leaves the present card for the end of the sitting.
    pub fn skip(&mut self) {
        if let Some(card) = self.queue.pop_front() {
            self.queue.push_back(card);
        }
    }

    /// Goes on in another version of the library, with the cards that are still there; `place` finds the entry of
    /// one there.
    #[must_use]
    pub fn after(
        self,
        catalogue: &Catalogue,
        place: impl Fn(EntryKey) -> Option<EntryKey>,
    ) -> Self {
        let find = |card: CardKey| {
            let entry = place(card.entry)?;
            let is_there = sides_of(catalogue, entry).any(|side| side == card.side);
            is_there.then_some(CardKey { entry, ..card })
        };
        let Self { queue, mut counts, new, again, .. } = self;
        for card in queue.iter().filter(|card| find(**card).is_none()) {
            let count = if new.contains(card) { &mut counts.new } else { &mut counts.due };
            *count -= 1;
        }
        Self {
            queue: queue.into_iter().filter_map(find).collect(),
            counts,
            by_pack: vec![Counts::default(); catalogue.packs().len()],
            new: new.into_iter().filter_map(find).collect(),
            again: again.into_iter().filter_map(find).collect(),
        }
    }

    /// Returns whether a card was not remembered in this sitting.
    pub fn is_again(&self, card: CardKey) -> bool {
        self.again.contains(&card)
    }
}

/// Puts the sides of each entry apart, also from those that come before: whoever has just seen one knows the
/// answer to the other.
fn apart(mut cards: Vec<CardKey>, before: &VecDeque<CardKey>) -> Vec<CardKey> {
    let mut met: HashMap<EntryKey, usize> = HashMap::new();
    for card in before {
        *met.entry(card.entry).or_default() += 1;
    }
    let mut ranks = HashMap::new();
    for card in &cards {
        let count = met.entry(card.entry).or_default();
        ranks.insert(*card, *count);
        *count += 1;
    }
    cards.sort_by_key(|card| ranks[card]);
    cards
}

/// Returns what was practised of a card, under all ids that its entry has had.
pub fn practised(catalogue: &Catalogue, state: &State, card: CardKey) -> Card {
    let mut all = Card::default();
    let Some((kept, ids)) = margin::added_to(state, catalogue, card.entry) else { return all };
    for found in ids.filter_map(|id| kept.cards.get(&(id.into(), card.side))) {
        all.reviews.extend(&found.reviews);
    }
    all.reviews.sort_by_key(|(at, _)| *at);
    all
}

/// Returns all cards that were practised and that there still are.
fn practised_cards(catalogue: &Catalogue, state: &State) -> HashMap<CardKey, Card> {
    let mut cards: HashMap<CardKey, Card> = HashMap::new();
    for (pack, kept) in packs(catalogue, state) {
        for ((id, side), card) in kept.cards.iter() {
            let Some(entry) = catalogue.find_in(pack, id) else { continue };
            if sides_of(catalogue, entry).any(|there| there == *side) {
                let known = cards.entry(CardKey { entry, side: *side }).or_default();
                known.reviews.extend(&card.reviews);
            }
        }
    }
    // Those of an entry that was renamed lie under several ids.
    for card in cards.values_mut() {
        card.reviews.sort_by_key(|(at, _)| *at);
    }
    cards
}

fn packs<'s>(
    catalogue: &'s Catalogue,
    state: &'s State,
) -> impl Iterator<Item = (PackKey, &'s PackState)> {
    let packs = (0..).map(PackKey).zip(catalogue.packs());
    packs.filter_map(|(key, pack)| Some((key, state.pack(&pack.id)?)))
}

/// Goes through the cards of bookmarked entries, then of terms, each once.
fn learnt<'s>(catalogue: &'s Catalogue, state: &'s State) -> impl Iterator<Item = CardKey> + 's {
    let bookmarked: BTreeSet<EntryKey> = packs(catalogue, state)
        .flat_map(|(pack, kept)| {
            kept.bookmarks.keys().filter_map(move |id| catalogue.find_in(pack, id))
        })
        .collect();
    let themes = catalogue.themes().iter().filter(|theme| theme.glossary);
    let terms = themes.flat_map(|theme| theme.entries.clone().map(EntryKey));
    let others = terms.filter(move |entry| !margin::is_bookmarked(state, catalogue, *entry));
    let cards =
        move |entry: EntryKey| sides_of(catalogue, entry).map(move |side| CardKey { entry, side });
    bookmarked.into_iter().chain(others).flat_map(cards)
}

fn is_same_day(one: Moment, other: Moment) -> bool {
    one.0.div_euclid(Moment::DAY) == other.0.div_euclid(Moment::DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Change, EntryRef, Record, Side, Spot};
    use crate::model::{NewEntry, Pack, Theme, ThemeKey};

    /// A glossary of six terms with a meaning each, and one entry that is no term.
    fn catalogue() -> Catalogue {
        let mut catalogue = Catalogue::new();
        catalogue.push_pack(Pack::new("tea", "Tea"));
        for (id, glossary) in [("term", true), ("page", false)] {
            let theme = Theme { glossary, ..Theme::new(PackKey(0), id, id) };
            catalogue.push_theme(theme);
        }
        for (theme, id) in [(0, "a"), (0, "b"), (0, "c"), (0, "d"), (0, "e"), (0, "f"), (1, "p")] {
            let mut entry = NewEntry::new(ThemeKey(theme), id, id);
            entry.head.summary = format!("What the letter {id} is.").into();
            catalogue.push_entry(entry);
        }
        catalogue
    }

    fn day(day: i64) -> Moment {
        Moment(day * Moment::DAY)
    }

    fn practised_on(state: &mut State, at: i64, entry: &str, side: Side, grade: Grade) {
        let on = EntryRef::new("tea", entry);
        state.apply(Record { at: day(at), change: Change::Practised { on, side, grade } });
    }

    fn names(practice: &Practice, catalogue: &Catalogue) -> Vec<String> {
        let name = |card: &CardKey| format!("{} {:?}", catalogue.id(card.entry), card.side);
        practice.queue.iter().map(name).collect()
    }

    #[test]
    fn new_cards_come_in_pack_order_bookmarked_entries_first_and_a_few_a_day() {
        let catalogue = catalogue();
        let mut state = State::default();
        let limits = Limits { new_a_day: 3, due: 50 };
        let spot = Spot { on: EntryRef::new("tea", "p"), at: None };
        state.apply(Record { at: day(0), change: Change::Bookmark { spot } });
        let practice = Practice::new(&catalogue, &state, day(0), limits);
        assert_eq!(names(&practice, &catalogue), ["p Meaning", "a Meaning", "p Title"]);
        practised_on(&mut state, 0, "p", Side::Meaning, Grade::Good);
        let practice = Practice::new(&catalogue, &state, day(0), limits);
        assert_eq!(names(&practice, &catalogue), ["p Title", "a Meaning"], "one is done today");
        assert_eq!(practice.counts(), Counts { due: 0, new: 2, later: 1, done: 0 });
    }

    #[test]
    fn what_is_overdue_comes_first_the_longest_overdue_before_all() {
        let catalogue = catalogue();
        let mut state = State::default();
        practised_on(&mut state, 5, "b", Side::Meaning, Grade::Good);
        practised_on(&mut state, 1, "c", Side::Meaning, Grade::Good);
        let limits = Limits { new_a_day: 1, due: 50 };
        let practice = Practice::new(&catalogue, &state, day(40), limits);
        assert_eq!(names(&practice, &catalogue), ["c Meaning", "b Meaning", "a Meaning"]);
        let practice = Practice::new(&catalogue, &state, day(40), Limits { due: 1, ..limits });
        assert_eq!(names(&practice, &catalogue), ["c Meaning", "a Meaning"]);
        assert!(practice.leaves_some());
        assert_eq!(practice.counts().due, 2, "the count is honest");
    }

    #[test]
    fn a_renamed_entry_keeps_what_was_practised_and_is_one_card() {
        let mut catalogue = catalogue();
        let mut entry = NewEntry::new(ThemeKey(1), "new", "New");
        entry.head.former = vec!["old".into()];
        entry.head.summary = "What was called otherwise.".into();
        let entry = catalogue.push_entry(entry);
        let mut state = State::default();
        practised_on(&mut state, 1, "old", Side::Meaning, Grade::Good);
        practised_on(&mut state, 5, "new", Side::Meaning, Grade::Good);
        for id in ["old", "new"] {
            let spot = Spot { on: EntryRef::new("tea", id), at: None };
            state.apply(Record { at: day(5), change: Change::Bookmark { spot } });
        }
        let card = CardKey { entry, side: Side::Meaning };
        assert_eq!(practised(&catalogue, &state, card).reviews.len(), 2);
        let limits = Limits { new_a_day: 2, due: 50 };
        let practice = Practice::new(&catalogue, &state, day(60), limits);
        assert_eq!(names(&practice, &catalogue), ["new Meaning", "a Meaning", "new Title"]);
        assert_eq!(practice.counts().due, 1);
    }

    #[test]
    fn a_side_that_is_gone_is_not_asked_for() {
        let catalogue = catalogue();
        let mut state = State::default();
        practised_on(&mut state, 1, "a", Side::FromNative, Grade::Good);
        let limits = Limits { new_a_day: 1, due: 50 };
        let practice = Practice::new(&catalogue, &state, day(60), limits);
        assert_eq!(names(&practice, &catalogue), ["a Meaning"]);
    }

    #[test]
    fn what_was_not_remembered_comes_again_in_the_same_sitting() {
        let catalogue = catalogue();
        let limits = Limits { new_a_day: 2, due: 50 };
        let mut practice = Practice::new(&catalogue, &State::default(), day(0), limits);
        let card = practice.answer(Grade::Again).expect("there is a card");
        assert_eq!(names(&practice, &catalogue), ["a Title", "a Meaning"]);
        assert!(practice.is_again(card));
        assert_eq!(practice.counts(), Counts { due: 1, new: 1, later: 0, done: 0 });
        practice.answer(Grade::Good);
        practice.answer(Grade::Hard);
        assert_eq!(practice.card(), None);
        assert_eq!(practice.counts(), Counts { due: 0, new: 0, later: 2, done: 2 });
        assert_eq!(practice.answer(Grade::Good), None);
    }
}
