//! The step of a search by meaning: entries whose texts point where the query points, though they share
//! no word with it. Refuses to know: how words become directions, other steps.
//!
//! # The order
//!
//! An entry is as near as half the likeness of its best text (title, names, aliases, summary, each
//! heading, each sentence) and half that of the mean of its short texts: the best text alone is often
//! a chance word, the mean alone is blind to what an entry mentions once. Below [`THRESHOLD`]
//! nothing is said.
//!
//! Directions are made when they are first asked for, entry by entry, and kept; whoever stops waiting
//! leaves the rest to the next search. In a library that is too large for that they are made of those that
//! hold most words of the query, from the short texts alone, and not kept.

use super::asked::Asked;
use super::class::{Class, MatchField};
use super::cut::cut;
use super::excerpt::ShownExcerpt;
use super::filters::StatementFilter;
use super::hits::NearWords;
use super::index::Index;
use super::rank::MatchCode;
use super::senses::{Nearness, text_at};
use super::state::{Candidate, SearchState, ShownNearness};
use super::words::tokens;
use crate::meaning::{self, Sense, SenseSum, WideSense};
use crate::model::{EntryKey, Library, Pack};
use crate::text::fold::{Folded, fold};

/// What is less near than this, in thousandths, is not said to be near.
pub(super) const THRESHOLD: i64 = 470;
/// The same if query and text share the word that carries most, in English if it was asked in Chinese: such a
/// word alone is for the classes of words to find.
const SHARED_THRESHOLD: i64 = 560;
/// What is less near than this, in the mean, to what was asked and to those of its words that it lacks is
/// about the others (`basketball rules`: about rules).
const ABOUT_ALL: f32 = 0.46;
/// The part of what a query means that is much of it.
const MUCH: f32 = 0.25;
/// A little less than the threshold as a fraction, so that rounding decides.
const LEAST: f32 = Nearness::least(THRESHOLD);
/// So many entries that hold all words answer a query; what is merely near would be crowd.
const ANSWERED: usize = 10;
/// So many near entries are shown at most: a page of a small screen.
const PAGE: usize = 8;
/// Of so many near entries the pair of words is looked at.
const LOOKED_AT: usize = 3 * PAGE;
/// Of so many entries of a large library directions are made for a query, at most.
const RERANKED: usize = 300;

/// The languages whose words the tables know.
const KNOWN_LANGUAGES: [&str; 2] = ["en", "zh"];

/// Takes the entries that are near in meaning, unless the query names something or enough entries
/// hold all its words.
pub(super) fn find_near(state: &mut SearchState<'_>) {
    let is_asked = meaning::is_built_in() && state.index.has_bodies() && state.room() > 0;
    if !is_asked || is_answered(state) {
        return;
    }
    let Some(asked) = Asked::new(state) else { return };
    let mut found = if state.index.meanings().cover(state.index.catalogue()) {
        among_all(state, &asked)
    } else {
        among_holders(state, &asked)
    };
    found.sort_unstable_by_key(|near| (-near.score, near.entry));
    found.truncate(LOOKED_AT);
    let allowed = StatementFilter::from_query(state.index, state.query);
    let nearer = Nearer::new(state.index);
    let shown: Vec<(NearEntry, ShownNearness)> = found
        .into_iter()
        .filter_map(|near| {
            let text = NearText::read(state.index, &asked, &near)?;
            let is_good = allowed
                .as_ref()
                .is_none_or(|allowed| text.is_allowed(state.index, allowed))
                && nearer.as_ref().is_none_or(|nearer| text.is_about_all(nearer, &asked, &near));
            is_good.then(|| (near, text.shown()))
        })
        .take(state.room().min(PAGE))
        .collect();
    if !shown.is_empty() {
        state.hints.extend(asked.hint());
    }
    for (place, (near, shown)) in shown.into_iter().enumerate() {
        state.candidates.push(Candidate {
            entry: near.entry,
            class: Class::Meaning,
            field: shown.field,
            score: near.score,
            line: Some(place as u32),
        });
        state.near.push(shown);
    }
}

/// An entry that is near enough.
struct NearEntry {
    entry: u32,
    /// In thousandths.
    score: i64,
    /// Its nearest text.
    text: u32,
}

/// The nearest text of an entry that is near enough.
struct NearText {
    entry: u32,
    field: MatchField,
    piece: Option<u32>,
    text: String,
    folded: Folded,
    words: Option<NearWords>,
}

impl NearText {
    fn read(index: &Index, asked: &Asked, near: &NearEntry) -> Option<Self> {
        let (field, piece, text) = text_at(index.library(), near.entry, near.text)?;
        let folded = Folded::new(&text);
        let words = asked.carried_by(&folded.text);
        Some(Self { entry: near.entry, field, piece, text, folded, words })
    }

    /// Returns whether it is in a statement that the filters leave, or in none.
    fn is_allowed(&self, index: &Index, allowed: &StatementFilter) -> bool {
        self.piece.is_none_or(|piece| {
            allowed.allows(index.catalogue(), &index.body(EntryKey(self.entry)), piece)
        })
    }

    /// Returns whether it is near to more than the words of the query that it has.
    fn is_about_all(&self, nearer: &Nearer<'_>, asked: &Asked, near: &NearEntry) -> bool {
        let is_same = |asked: &str, found: &str| {
            asked == found || nearer.index.vocabulary().is_inflection(asked, None, found)
        };
        let pair = self.words.as_ref();
        let here: Vec<&str> = tokens(&self.folded.text).map(|token| token.text).collect();
        let holds = |word: &str| here.iter().any(|found| is_same(word, found));
        let says_the_same = pair.is_some_and(|NearWords { asked: word, found }| {
            is_same(word, found) || asked.is_lesser_part(word, found, &holds)
        });
        if says_the_same && near.score < SHARED_THRESHOLD {
            return false;
        }
        let words: Vec<(bool, &SenseSum)> =
            asked.words.iter().map(|word| (holds(&word.word), word.sum())).collect();
        let shares = words.iter().any(|(has, _)| *has);
        let to_missing = || nearer.near_to_missing(near.entry, words.iter().copied());
        !shares || is_about_all(near.score as f32 / 1000.0, to_missing())
    }

    /// Cuts out what is shown of it, with the word marked that carried most.
    fn shown(self) -> ShownNearness {
        let Self { field, piece, text, folded, words, .. } = self;
        let mark = words.as_ref().and_then(|words| {
            let token = tokens(&folded.text).find(|token| token.text == words.found)?;
            Some(folded.characters(&text, token.start..token.start + token.text.len()))
        });
        let written = mark.iter().map(|mark| text[mark.clone()].to_owned()).collect();
        let excerpt = cut(&text, mark.into_iter().collect());
        ShownNearness { field, excerpt: ShownExcerpt { excerpt, piece, words: written }, words }
    }
}

/// Returns whether the query names an entry, or enough entries hold all its words.
fn is_answered(state: &SearchState<'_>) -> bool {
    let by_words = state.candidates.iter().take_while(|one| one.class <= Class::Body).count();
    by_words >= ANSWERED || state.candidates.first().is_some_and(|one| one.class <= Class::Prefix)
}

/// Finds the entries of a library that are near enough, with how near each is in thousandths.
fn among_all(state: &SearchState<'_>, asked: &Asked) -> Vec<NearEntry> {
    let made = state.index.meanings().made(state.index.library(), state.wanted);
    let Some(senses) = made else { return Vec::new() };
    let all = open_entries(state, 0..state.index.len() as u32);
    near_enough(state, senses.near(all, &asked.sense, LEAST))
}

/// Finds those that are near enough among the entries of a large library that hold most words.
fn among_holders(state: &SearchState<'_>, asked: &Asked) -> Vec<NearEntry> {
    let mut held = vec![0_u8; state.index.len()];
    let vocabulary = state.index.vocabulary();
    let english = asked.glosses.iter().flat_map(|gloss| &gloss.english);
    let english: Vec<String> = english.map(|english| fold(english)).collect();
    let groups = state.query.groups.iter().filter(|group| !group.negated && !group.optional);
    let words = groups.filter_map(|group| group.plain());
    for word in words.chain(english.iter().flat_map(|text| tokens(text).map(|token| token.text))) {
        for word in vocabulary.find(word).into_iter().chain(vocabulary.inflections(word, None)) {
            state.index.each_entry_with(word..word + 1, |entry, _| {
                let held = &mut held[entry as usize];
                *held = held.saturating_add(1);
            });
        }
    }
    let mut holders: Vec<u32> =
        (0..held.len() as u32).filter(|&entry| held[entry as usize] > 0).collect();
    if holders.len() > RERANKED {
        let by_words = |&entry: &u32| (u8::MAX - held[entry as usize], entry);
        holders.select_nth_unstable_by_key(RERANKED, by_words);
        holders.truncate(RERANKED);
    }
    let near = open_entries(state, holders.into_iter()).filter_map(|entry| {
        let library = state.index.library();
        Some((entry, Nearness::by_short_texts(library, entry, &asked.sense, LEAST)?))
    });
    near_enough(state, near)
}

/// Returns the entries that scope and filters leave and no earlier step has found.
fn open_entries(
    state: &SearchState<'_>,
    among: impl Iterator<Item = u32>,
) -> impl Iterator<Item = u32> {
    let taken = state.taken();
    among.filter(move |&entry| {
        !taken.contains(entry)
            && state.codes[entry as usize] == MatchCode::NONE
            && state.admits(entry)
    })
}

fn near_enough(
    state: &SearchState<'_>,
    near: impl IntoIterator<Item = (u32, Nearness)>,
) -> Vec<NearEntry> {
    let near = near.into_iter().filter_map(|(entry, near)| {
        let score = near.thousandths();
        let is_near = score >= THRESHOLD && state.matches_syntax(entry);
        is_near.then_some(NearEntry { entry, score, text: near.text })
    });
    near.collect()
}

/// Returns whether the tables know the words of all texts.
pub(super) fn knows_words(index: &Index) -> bool {
    let is_known =
        |pack: &Pack| KNOWN_LANGUAGES.iter().any(|known| pack.language.starts_with(known));
    meaning::is_built_in() && index.catalogue().packs().iter().all(is_known)
}

/// Reads how near entries are to directions.
pub(super) struct Nearer<'a> {
    index: &'a Index,
    read: fn(&Library, u32, &WideSense, f32) -> Option<Nearness>,
}

impl<'a> Nearer<'a> {
    /// Builds a reader; `None` if nothing can be said, since texts may be in a language whose words are
    /// not known.
    pub fn new(index: &'a Index) -> Option<Self> {
        if !index.has_bodies() || !knows_words(index) {
            return None;
        }
        let all = index.meanings().cover(index.catalogue());
        let read = if all { Nearness::by_all_texts } else { Nearness::by_short_texts };
        Some(Self { index, read })
    }

    /// Returns how near entries are to what words mean together, from -1 to 1; `None` if they have no
    /// meaning.
    pub fn near(&self, words: &SenseSum, entries: &[u32]) -> Option<Vec<f32>> {
        let sense = words.sense();
        if sense == Sense::default() {
            return None;
        }
        let to = WideSense::new(&sense);
        // Others may be making directions: they wait no longer than it takes to look at those that are
        // made.
        let made: Vec<Option<Nearness>> = {
            let senses = self.index.meanings().so_far();
            entries.iter().map(|&entry| senses.nearness(entry, &to, -1.0)).collect()
        };
        let near = entries.iter().zip(made).map(|(&entry, made)| {
            let near = made.or_else(|| (self.read)(self.index.library(), entry, &to, -1.0));
            near.map_or(0.0, |near| near.value)
        });
        Some(near.collect())
    }

    /// Returns how near an entry is to those words of a query that it lacks; `None` if they say little of
    /// what was asked, or have no meaning.
    pub fn near_to_missing<'w>(
        &self,
        entry: u32,
        words: impl Iterator<Item = (bool, &'w SenseSum)>,
    ) -> Option<f32> {
        let (mut missing, mut lacked, mut all) = (SenseSum::default(), 0.0, 0.0);
        for (has, meaning) in words {
            let weight = meaning.weight();
            all += weight;
            if !has {
                missing.add(meaning);
                lacked += weight;
            }
        }
        let near = self.near(&missing, &[entry]).filter(|_| lacked >= MUCH * all)?;
        near.first().copied()
    }
}

/// Returns whether an entry that is so near to what was asked, and so near to those of its words that it
/// lacks, is about all of it.
pub(super) fn is_about_all(near: f32, to_missing: Option<f32>) -> bool {
    to_missing.is_none_or(|to_missing| near.midpoint(to_missing) >= ABOUT_ALL)
}
