//! What each part of a query finds, entry by entry, as codes: words by the inverted index, marks of
//! syntax by the lines.
//!
//! Refuses to know: how the parts are combined, which entries are in scope.

use std::collections::HashMap;
use std::ops::Range;

use super::class::MatchField;
use super::codes;
use super::index::Index;
use super::pinyin;
use super::query::{Alternatives, Atom, MatchMode, QueryWord};
use super::rank::{Level, MatchCode};
use super::typo;
use super::words::{grams, is_stop_word, is_word, tokens};

/// What one part of a query matches: a code for each entry.
pub(super) struct GroupMatches {
    codes: Vec<MatchCode>,
    /// The first position of the part in each body; empty if no body has it.
    positions: Vec<u16>,
    /// The words of the vocabulary that a plain word may be a misspelling of.
    near: Vec<u32>,
}

impl GroupMatches {
    pub fn new(index: &Index) -> Self {
        Self { codes: vec![MatchCode::NONE; index.len()], positions: Vec::new(), near: Vec::new() }
    }

    /// Returns the words that the part may be a misspelling of; none if they were not looked for.
    pub fn near(&self) -> &[u32] {
        &self.near
    }

    /// Returns whether words are there that the part may be a misspelling of, and it is nowhere itself.
    pub fn is_merely_misspelt(&self) -> bool {
        !self.near.is_empty() && codes::by_words(&self.codes).next().is_none()
    }

    pub fn code(&self, entry: u32) -> MatchCode {
        self.codes[entry as usize]
    }

    pub fn codes(&self) -> &[MatchCode] {
        &self.codes
    }

    /// Returns the first position of the part in the body, in words.
    pub fn position(&self, entry: u32) -> u16 {
        self.positions.get(entry as usize).copied().unwrap_or(0)
    }

    /// Takes a code if it is better than the present one.
    fn offer(&mut self, entry: u32, code: MatchCode) {
        let old = &mut self.codes[entry as usize];
        *old = code.min(*old);
    }

    fn offer_body(&mut self, entry: u32, code: MatchCode, position: u32) {
        if self.positions.is_empty() {
            self.positions = vec![u16::MAX; self.codes.len()];
        }
        let old = &mut self.positions[entry as usize];
        *old = (*old).min(position.min(u32::from(u16::MAX)) as u16);
        self.offer(entry, code);
    }

    /// Adds all places of some words of one list.
    fn add(&mut self, index: &Index, words: Range<u32>, level: Level, with_bodies: bool) {
        index.each_entry_with(words.clone(), |entry, fields| {
            let field = MatchField::ALL[fields.trailing_zeros() as usize];
            self.offer(entry, MatchCode::word(level, field));
        });
        if with_bodies {
            let code = MatchCode::word(level, MatchField::Body);
            index.each_body_with(words, |entry, mut places| {
                self.offer_body(entry, code, places.next().unwrap_or(0));
            });
        }
    }
}

/// Evaluates a part of a query without its misspellings.
pub(super) fn evaluate(index: &Index, group: &Alternatives) -> GroupMatches {
    let mut found = GroupMatches::new(index);
    for atom in &group.atoms {
        match atom.mode {
            MatchMode::Plain if atom.words[0].run => sequence(index, atom, &mut found),
            MatchMode::Plain => word(index, atom, &mut found),
            MatchMode::Start | MatchMode::End | MatchMode::Whole => lines(index, atom, &mut found),
            MatchMode::Exact | MatchMode::Phrase => sequence(index, atom, &mut found),
        }
    }
    found
}

/// Adds the places of a word, of its other forms and of words that it starts.
fn word(index: &Index, atom: &Atom, found: &mut GroupMatches) {
    let (text, vocabulary) = (atom.text.as_str(), index.vocabulary());
    let whole = vocabulary.find(text);
    for &word in &whole {
        found.add(index, word..word + 1, Level::Whole, true);
    }
    for other in vocabulary.inflections(text, atom.words[0].written.as_deref()) {
        found.add(index, other..other + 1, Level::Inflected, true);
    }
    // Initials that stand somewhere as they were typed are no start of a word.
    if atom.acronym && !whole.is_empty() {
        return;
    }
    // One letter starts a word of nearly every body.
    let with_bodies = text.chars().nth(1).is_some() && !atom.acronym;
    for Range { start, end } in vocabulary.starting_with(text) {
        // The word itself comes first.
        let longer = start + u32::from(whole.contains(&start));
        if longer < end {
            found.add(index, longer..end, Level::Start, with_bodies);
        }
    }
}

/// Adds what a plain word, which may be `initials`, can be a misspelling of.
pub(super) fn misspelt(
    index: &Index,
    words: &[&str],
    at: usize,
    initials: bool,
    found: &mut GroupMatches,
) {
    let vocabulary = index.vocabulary();
    let is_known = |word: &str| !is_stop_word(word) && !vocabulary.find(word).is_empty();
    let has_others =
        !initials && words.iter().enumerate().any(|(other, word)| other != at && is_known(word));
    let reach = if has_others { vocabulary.reach(words[at]) } else { typo::reach(words[at]) };
    // What is so short is near to words of nearly every text.
    let with_bodies = typo::reach(words[at]) > 0;
    for (other, edits) in vocabulary.near(words[at], reach) {
        found.add(index, other..other + 1, Level::Typo(edits), with_bodies);
        found.near.push(other);
    }
}

/// Adds what holds a word of a query and its neighbour as one word, or a word as two: they are one edit away.
pub(super) fn joined_or_split(index: &Index, words: &[&str], at: usize, found: &mut GroupMatches) {
    let vocabulary = index.vocabulary();
    let neighbours = [at.checked_sub(1).map(|before| (before, at)), Some((at, at + 1))];
    for (one, other) in neighbours.into_iter().flatten().filter(|(_, other)| *other < words.len()) {
        for joined in vocabulary.find(&format!("{}{}", words[one], words[other])) {
            found.add(index, joined..joined + 1, Level::Typo(1), true);
        }
    }
    for (split, _) in words[at].char_indices().skip(1) {
        let (one, other) = words[at].split_at(split);
        if one.len().max(other.len()) > 2
            && [one, other].iter().all(|word| !vocabulary.find(word).is_empty())
        {
            let words = vec![QueryWord::new(one), QueryWord::new(other)];
            let text = format!("{one} {other}");
            let atom = Atom { mode: MatchMode::Phrase, text, words, open: false, acronym: false };
            each_sequence(index, &atom, |entry, field, _| {
                found.offer(entry, MatchCode::word(Level::Typo(1), field));
            });
        }
    }
}

/// Adds the entries with a name that sounds as a run of Chinese characters does: a homophone is the
/// commonest slip of those who type by sound.
pub(super) fn sounding_alike(index: &Index, run: &str, found: &mut GroupMatches) {
    let code = MatchCode::word(Level::Typo(1), MatchField::Reading);
    each_sounding_alike(index, run, |entry| found.offer(entry, code));
}

/// Returns whether a name sounds as a run of characters does.
pub(super) fn is_sounded(index: &Index, run: &str) -> bool {
    let mut any = false;
    each_sounding_alike(index, run, |_| any = true);
    any
}

/// Calls `visit` with each entry that has a name which is read as a run of at least two characters is.
fn each_sounding_alike(index: &Index, run: &str, mut visit: impl FnMut(u32)) {
    let syllables = pinyin::syllables(run, "");
    if syllables.len() < 2 {
        return;
    }
    for reading in index.vocabulary().find(&syllables.concat()) {
        index.each_entry_with(reading..reading + 1, |entry, fields| {
            if fields & 1 << MatchField::Reading as u8 != 0 {
                visit(entry);
            }
        });
    }
}

/// Returns whether any entry holds a run of characters.
pub(super) fn is_held(index: &Index, run: &str) -> bool {
    let atom = Atom::of_run(run);
    let steps = steps(index, &atom.words, false);
    if steps.iter().any(Vec::is_empty) {
        return false;
    }
    fields_with_sequence(index, &atom, &steps).next().is_some()
        || !bodies_with(index, &steps, &|_| true).is_empty()
}

/// Adds the places where the words of an atom follow each other.
fn sequence(index: &Index, atom: &Atom, found: &mut GroupMatches) {
    each_sequence(index, atom, |entry, field, position| match (field, atom.mode) {
        (MatchField::Body, MatchMode::Phrase) => {
            found.offer_body(entry, MatchCode::phrase(), position);
        }
        (MatchField::Body, _) => {
            found.offer_body(entry, MatchCode::word(Level::Whole, field), position);
        }
        _ => found.offer(entry, MatchCode::word(Level::Whole, field)),
    });
}

/// Calls `visit` with each entry in which the words of an atom follow each other, the weightiest of the
/// short fields that hold them, or the body and the first place there.
fn each_sequence(index: &Index, atom: &Atom, mut visit: impl FnMut(u32, MatchField, u32)) {
    let steps = steps(index, &atom.words, atom.open && atom.mode == MatchMode::Phrase);
    if steps.iter().any(Vec::is_empty) {
        return;
    }
    for (entry, held) in fields_with_sequence(index, atom, &steps) {
        visit(entry, MatchField::ALL[held.trailing_zeros() as usize], 0);
    }
    for (entry, position) in bodies_with(index, &steps, &|_| true) {
        visit(entry, MatchField::Body, position);
    }
}

/// Finds the bodies in which words follow each other, each with the first place; bodies for which
/// `among` is false are passed over.
pub(super) fn phrase(
    index: &Index,
    words: &[&QueryWord],
    open: bool,
    among: &dyn Fn(u32) -> bool,
) -> HashMap<u32, u32> {
    let words: Vec<QueryWord> = words.iter().map(|&word| word.clone()).collect();
    let steps = steps(index, &words, open);
    if steps.iter().any(Vec::is_empty) { HashMap::new() } else { bodies_with(index, &steps, among) }
}

/// Returns the runs of words that a text is.
fn called(index: &Index, text: &str) -> Vec<Range<u32>> {
    index.vocabulary().find(text).into_iter().map(|word| word..word + 1).collect()
}

/// Returns for each step of a sequence the runs of words of the vocabulary that serve.
fn steps(index: &Index, words: &[QueryWord], open: bool) -> Vec<Vec<Range<u32>>> {
    let mut steps = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word.run {
            let mut rest = grams(&word.text).peekable();
            while let Some(gram) = rest.next() {
                let single = gram.chars().nth(1).is_none();
                if single && !steps.is_empty() && rest.peek().is_none() && word.text != gram {
                    // The pair before holds the last character already.
                    break;
                }
                steps.push(if single {
                    index.vocabulary().starting_with(gram)
                } else {
                    called(index, gram)
                });
            }
        } else if open && at + 1 == words.len() {
            steps.push(index.vocabulary().starting_with(&word.text));
        } else {
            steps.push(called(index, &word.text));
        }
    }
    steps
}

/// Finds the entries that hold the words of an atom one after the other in a field, with these fields.
fn fields_with_sequence<'a>(
    index: &'a Index,
    atom: &'a Atom,
    steps: &'a [Vec<Range<u32>>],
) -> impl Iterator<Item = (u32, u8)> + 'a {
    let all = fields_with_all(index, steps).into_iter();
    let held = move |(entry, fields): (u32, u8)| {
        let one = steps.len() == 1;
        (entry, if one { fields } else { fields_with_phrase(index, atom, entry, fields) })
    };
    all.map(held).filter(|(_, held)| *held != 0)
}

/// Finds the entries that hold a word of every step in one field, with these fields.
fn fields_with_all(index: &Index, steps: &[Vec<Range<u32>>]) -> HashMap<u32, u8> {
    let mut held: Option<HashMap<u32, u8>> = None;
    for step in steps {
        let mut next: HashMap<u32, u8> = HashMap::new();
        for words in step {
            index.each_entry_with(words.clone(), |entry, fields| {
                let allowed =
                    held.as_ref().map_or(u8::MAX, |held| held.get(&entry).copied().unwrap_or(0));
                if fields & allowed != 0 {
                    *next.entry(entry).or_default() |= fields & allowed;
                }
            });
        }
        held = Some(next);
    }
    held.unwrap_or_default()
}

/// Keeps of some fields those in which the words follow each other.
fn fields_with_phrase(index: &Index, atom: &Atom, entry: u32, fields: u8) -> u8 {
    let runs = atom.words.iter().any(|word| word.run);
    let gap = if runs { "" } else { " " };
    let mut wanted = String::from(gap);
    for word in &atom.words {
        wanted.push_str(&word.text);
        wanted.push_str(gap);
    }
    if atom.open && !runs {
        wanted.pop();
    }
    let mut held = 0;
    index.each_short_text(entry, &mut |field, folded| {
        if fields & 1 << field as u8 != 0 {
            let mut text = String::from(gap);
            for token in tokens(folded) {
                text.push_str(token.text);
                text.push_str(gap);
            }
            if text.contains(&wanted) {
                held |= 1 << field as u8;
            }
        }
    });
    held
}

/// Finds the bodies in which the steps follow each other, each with the first place.
fn bodies_with(
    index: &Index,
    steps: &[Vec<Range<u32>>],
    among: &dyn Fn(u32) -> bool,
) -> HashMap<u32, u32> {
    let mut ends: Option<HashMap<u32, Vec<u32>>> = None;
    for step in steps {
        let mut next: HashMap<u32, Vec<u32>> = HashMap::new();
        for words in step {
            index.each_body_with(words.clone(), |entry, places| match &ends {
                None if among(entry) => next.entry(entry).or_default().extend(places),
                None => {}
                Some(ends) => {
                    if let Some(before) = ends.get(&entry) {
                        let follows = |place: &u32| {
                            place.checked_sub(1).is_some_and(|p| before.binary_search(&p).is_ok())
                        };
                        let mut following = places.filter(follows).peekable();
                        if following.peek().is_some() {
                            next.entry(entry).or_default().extend(following);
                        }
                    }
                }
            });
        }
        if step.iter().map(Range::len).sum::<usize>() > 1 {
            for places in next.values_mut() {
                places.sort_unstable();
            }
        }
        ends = Some(next);
    }
    let length = steps.len() as u32;
    let first = |places: Vec<u32>| {
        places.first().map_or(0, |end| end.saturating_add(1).saturating_sub(length))
    };
    ends.unwrap_or_default().into_iter().map(|(entry, places)| (entry, first(places))).collect()
}

/// Adds the short texts that start with, end with or equal an atom letter by letter.
fn lines(index: &Index, atom: &Atom, found: &mut GroupMatches) {
    let (wanted, lines) = (atom.text.as_str(), index.lines());
    let close: String = wanted.chars().filter(|&c| is_word(c)).collect();
    for line in lines.holding(&close) {
        let (text, field) = (lines.text(line), lines.field(line));
        let joined: String;
        let (text, wanted) = if field == MatchField::Reading {
            joined = text.chars().filter(|&c| is_word(c)).collect();
            (joined.as_str(), close.as_str())
        } else {
            (text, wanted)
        };
        let code = match atom.mode {
            MatchMode::Start if text.starts_with(wanted) => MatchCode::prefix(field),
            MatchMode::End if text.ends_with(wanted) => MatchCode::word(Level::Whole, field),
            MatchMode::Whole if text == wanted => MatchCode::exact(field),
            _ => continue,
        };
        found.offer(lines.owner(line), code);
    }
}
