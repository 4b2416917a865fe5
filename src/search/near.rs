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
//! Directions are made when the first search asks for them, entry by entry, and kept; whoever stops
//! waiting leaves the rest to the next search.

use std::sync::MutexGuard;

use super::bits::Bits;
use super::class::{Class, MatchField};
use super::cut::cut;
use super::excerpt::ShownExcerpt;
use super::filters::StatementFilter;
use super::hits::{NearWords, QueryHint};
use super::index::Index;
use super::query::{MatchMode, Query};
use super::rank::MatchCode;
use super::senses::{Nearness, Senses, text_at};
use super::state::{Candidate, SearchState};
use super::words::tokens;
use crate::meaning::{self, Gloss, Sense, SenseSum, WordSense};
use crate::model::{EntryKey, Pack};
use crate::text::fold::{Folded, fold};

/// What is less near than this, in thousandths, is not said to be near.
pub(super) const THRESHOLD: i64 = 470;
/// The same if query and text share the word that carries most: such a word alone is for the classes of
/// words to find, and says little of the rest (`basketball rules` of rules).
const SHARED_THRESHOLD: i64 = 560;
/// A little less than the threshold as a fraction, so that rounding decides.
const LEAST: f32 = Nearness::least(THRESHOLD);
/// So many entries that hold all words answer a query; what is merely near would be crowd.
const ANSWERED: usize = 10;
/// So many near entries are shown at most: a page of a small screen.
const PAGE: usize = 8;
/// Of so many near entries the pair of words is looked at.
const LOOKED_AT: usize = 3 * PAGE;
/// Of more entries directions are made only of those that hold a word of the query.
pub(super) const LARGE: usize = 100_000;
/// So many of them at most.
const RERANKED: usize = 300;

/// The languages whose words the tables know.
const KNOWN_LANGUAGES: [&str; 2] = ["en", "zh"];

/// What a query means.
struct Asked {
    sense: Sense,
    words: Vec<WordSense>,
    /// Its Chinese words in English.
    glosses: Vec<Gloss>,
}

impl Asked {
    /// Reads the words of a query that may be said differently; `None` if they have no meaning.
    fn new(query: &Query) -> Option<Self> {
        let groups = query.groups.iter().filter(|group| !group.negated);
        let atoms = groups.flat_map(|group| &group.atoms);
        let words = atoms
            .filter(|atom| matches!(atom.mode, MatchMode::Plain | MatchMode::Phrase))
            .flat_map(|atom| &atom.words);
        let (mut known, mut glosses) = (Vec::new(), Vec::new());
        for word in words {
            if !word.run {
                known.extend(WordSense::of([&*word.text]));
                continue;
            }
            for gloss in meaning::glosses(&word.text) {
                known.push(of_gloss(&gloss));
                glosses.push(gloss);
            }
        }
        let mut sum = SenseSum::default();
        for word in &known {
            sum.add(word.sum());
        }
        let sense = sum.sense();
        (sense != Sense::default()).then_some(Self { sense, words: known, glosses })
    }

    /// Returns the word of the query and the word of a folded text that add most to their likeness.
    fn carried_by(&self, folded: &str) -> Option<NearWords> {
        carried_by(&self.words, &WordSense::of(tokens(folded).map(|token| token.text)))
    }

    /// Returns how it is said in English, if it was asked in Chinese.
    fn hint(&self) -> Option<QueryHint> {
        let words = self.glosses.iter();
        let words: Vec<(String, Vec<&'static str>)> =
            words.map(|gloss| (gloss.word.clone(), gloss.english.clone())).collect();
        (!words.is_empty()).then_some(QueryHint::Glosses(words))
    }
}

/// Returns the pair of words of two texts that adds most to their likeness.
pub(super) fn carried_by(asked: &[WordSense], found: &[WordSense]) -> Option<NearWords> {
    let pairs = asked.iter().flat_map(|asked| found.iter().map(move |found| (asked, found)));
    let best = pairs.max_by(|(a, b), (c, d)| a.carries(b).total_cmp(&c.carries(d)))?;
    Some(NearWords { asked: best.0.word.clone(), found: best.1.word.clone() })
}

/// Returns a Chinese word with the mean of what its glosses mean.
fn of_gloss(gloss: &Gloss) -> WordSense {
    let mut sum = SenseSum::default();
    for english in &gloss.english {
        for token in tokens(&fold(english)) {
            sum.add_word(token.text);
        }
    }
    WordSense::new(&gloss.word, sum, gloss.english.len())
}

/// Takes the entries that are near in meaning, unless the query names something or enough entries
/// hold all its words.
pub(super) fn find_near(state: &mut SearchState<'_>) {
    let is_asked = meaning::is_built_in() && state.index.has_bodies() && state.room() > 0;
    if !is_asked || is_answered(state) {
        return;
    }
    let Some(asked) = Asked::new(state.query) else { return };
    let mut found = if state.index.len() > LARGE {
        among_holders(state, &asked)
    } else {
        among_all(state, &asked)
    };
    found.sort_unstable_by_key(|near| (-near.score, near.entry));
    found.truncate(LOOKED_AT);
    let allowed = StatementFilter::from_query(state.index, state.query);
    found.retain(|near| {
        allowed.as_ref().is_none_or(|allowed| is_allowed(state.index, allowed, near))
            && (near.score >= SHARED_THRESHOLD || !says_the_same(state.index, &asked, near))
    });
    found.truncate(state.room().min(PAGE));
    if !found.is_empty() {
        state.hints.extend(asked.hint());
    }
    state.candidates.extend(found.into_iter().map(|near| Candidate {
        entry: near.entry,
        class: Class::Meaning,
        field: MatchField::Title,
        score: near.score,
        line: Some(near.text),
    }));
}

/// An entry that is near enough.
struct NearEntry {
    entry: u32,
    /// In thousandths.
    score: i64,
    /// Its nearest text.
    text: u32,
}

/// Returns whether the nearest text is in a statement that the filters leave, or in none.
fn is_allowed(index: &Index, allowed: &StatementFilter, near: &NearEntry) -> bool {
    let piece = text_at(index.library(), near.entry, near.text).and_then(|(_, piece, _)| piece);
    piece.is_none_or(|piece| {
        allowed.allows(index.catalogue(), &index.body(EntryKey(near.entry)), piece)
    })
}

/// Returns whether the word that carries most is the same on both sides, or another form of it.
fn says_the_same(index: &Index, asked: &Asked, near: &NearEntry) -> bool {
    let Some((.., text)) = text_at(index.library(), near.entry, near.text) else { return false };
    asked.carried_by(&fold(&text)).is_some_and(|NearWords { asked, found }| {
        asked == found || index.vocabulary().is_inflection(&asked, &found)
    })
}

/// Returns whether the query names an entry, or enough entries hold all its words.
fn is_answered(state: &SearchState<'_>) -> bool {
    let by_words = state.candidates.iter().take_while(|one| one.class <= Class::Body).count();
    by_words >= ANSWERED || state.candidates.first().is_some_and(|one| one.class <= Class::Prefix)
}

/// Finds the entries of a library that are near enough, with how near each is in thousandths.
fn among_all(state: &SearchState<'_>, asked: &Asked) -> Vec<NearEntry> {
    let Some(senses) = made(state) else { return Vec::new() };
    let all = 0..state.index.len() as u32;
    near_enough(state, all, |entry| senses.nearness(entry, &asked.sense, LEAST))
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
        for word in vocabulary.find(word).into_iter().chain(vocabulary.inflections(word)) {
            state.index.each_entry_with(word, |entry, _| {
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
    near_enough(state, holders.into_iter(), |entry| {
        Nearness::by_short_texts(state.index.library(), entry, &asked.sense, LEAST)
    })
}

fn near_enough(
    state: &SearchState<'_>,
    among: impl Iterator<Item = u32>,
    nearness: impl Fn(u32) -> Option<Nearness>,
) -> Vec<NearEntry> {
    let mut taken = Bits::new(state.index.len());
    for candidate in &state.candidates {
        taken.insert(candidate.entry);
    }
    let eligible = |entry: &u32| {
        !taken.contains(*entry)
            && state.codes[*entry as usize] == MatchCode::NONE
            && state.matches_syntax(*entry)
    };
    let scored = among.filter(eligible).filter_map(|entry| {
        let near = nearness(entry)?;
        let score = near.thousandths();
        (score >= THRESHOLD).then_some(NearEntry { entry, score, text: near.text })
    });
    scored.collect()
}

/// Makes the directions that are still missing; `None` if nobody waits for them any more.
fn made<'a>(state: &SearchState<'a>) -> Option<MutexGuard<'a, Senses>> {
    let mut senses = state.index.senses();
    while senses.len() < state.index.len() {
        if !(state.wanted)() {
            return None;
        }
        senses.push_next(state.index.library());
    }
    Some(senses)
}

/// Returns how near entries are to a query, from -1 to 1; `None` if nothing can be said of it: the query
/// has no meaning, or texts may be in a language whose words are not known.
pub(super) fn nearness(state: &SearchState<'_>, entries: &[u32]) -> Option<Vec<f32>> {
    let index = state.index;
    let is_known =
        |pack: &Pack| KNOWN_LANGUAGES.iter().any(|known| pack.language.starts_with(known));
    if !meaning::is_built_in()
        || !index.has_bodies()
        || !index.catalogue().packs().iter().all(is_known)
    {
        return None;
    }
    let asked = Asked::new(state.query)?;
    let senses = index.senses();
    let near = |entry: u32| {
        if index.len() > LARGE {
            Nearness::by_short_texts(index.library(), entry, &asked.sense, -1.0)
        } else if (entry as usize) < senses.len() {
            senses.nearness(entry, &asked.sense, -1.0)
        } else {
            Nearness::by_all_texts(index.library(), entry, &asked.sense, -1.0)
        }
    };
    Some(entries.iter().map(|&entry| near(entry).map_or(0.0, |near| near.value)).collect())
}

/// What a near entry shows: its best text with the word that carried most, and the pair of words.
pub(super) struct ShownNearness {
    pub field: MatchField,
    pub excerpt: ShownExcerpt,
    pub words: Option<NearWords>,
}

/// Shows the text of an entry that is near to a query, with the words of both that say so.
pub(super) fn shown(index: &Index, query: &Query, entry: u32, text: u32) -> Option<ShownNearness> {
    let asked = Asked::new(query)?;
    let (field, piece, text) = text_at(index.library(), entry, text)?;
    let folded = Folded::new(&text);
    let words = asked.carried_by(&folded.text);
    let mark = words.as_ref().and_then(|words| {
        let token = tokens(&folded.text).find(|token| token.text == words.found)?;
        Some(folded.characters(&text, token.start..token.start + token.text.len()))
    });
    let written = mark.iter().map(|mark| text[mark.clone()].to_owned()).collect();
    let excerpt = cut(&text, mark.into_iter().collect());
    Some(ShownNearness { field, excerpt: ShownExcerpt { excerpt, piece, words: written }, words })
}
