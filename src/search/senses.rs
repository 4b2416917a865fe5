//! The directions of the texts of entries, made once and kept: 129 bytes a text. Refuses to know:
//! queries, in which order entries are wanted.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::class::MatchField;
use super::texts;
use super::words::tokens;
use crate::meaning::{Sense, SenseRows, SenseSum, WideSense};
use crate::model::{Catalogue, EntryKey, Library};
use crate::text::fold::fold_into;

/// What the texts of a library mean, made out when it is first asked for and kept; all clones share it.
#[derive(Clone, Debug)]
pub struct Meanings {
    senses: Arc<Mutex<Senses>>,
    most: usize,
}

impl Default for Meanings {
    /// Makes out libraries of up to 100,000 entries, in about ten seconds and 130 megabytes.
    fn default() -> Self {
        Self::up_to(100_000)
    }
}

impl Meanings {
    /// Makes out libraries of up to so many entries; in larger ones, few entries are looked at for each
    /// query, and their short texts alone.
    pub fn up_to(most: usize) -> Self {
        Self { senses: Arc::default(), most }
    }

    /// Returns whether all texts of a library are made out.
    pub fn cover(&self, catalogue: &Catalogue) -> bool {
        catalogue.len() <= self.most
    }

    /// Returns what is made out already.
    pub(super) fn so_far(&self) -> MutexGuard<'_, Senses> {
        // A fault while they were made has left them whole: an entry is counted when it is done.
        self.senses.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes out what is still missing of a library; `None` as soon as nobody waits for it any more.
    ///
    /// Whoever else asks meanwhile helps: each entry is made out by one of them.
    pub(super) fn made(
        &self,
        library: &Library,
        wanted: &dyn Fn() -> bool,
    ) -> Option<MutexGuard<'_, Senses>> {
        loop {
            let mut senses = self.so_far();
            if senses.len() == library.catalogue.len() {
                return Some(senses);
            }
            senses.push_next(library, wanted)?;
        }
    }
}

/// The directions of the first entries of a library, as far as they were made.
#[derive(Debug, Default)]
pub(super) struct Senses {
    /// Of each entry where its directions end.
    ends: Vec<u32>,
    /// Of each entry the mean of its short texts.
    means: SenseRows,
    texts: SenseRows,
}

impl Senses {
    /// Counts the entries whose directions were made.
    fn len(&self) -> usize {
        self.ends.len()
    }

    /// Makes the directions of the next entry; `None` if nobody waits for them any more.
    fn push_next(&mut self, library: &Library, wanted: &dyn Fn() -> bool) -> Option<()> {
        let (entry, mut folded, mut shorts) = (self.len() as u32, String::new(), Vec::new());
        // Nothing is kept of an entry before all of it is there.
        let mut senses = Vec::new();
        each_text(library, entry, &mut |field, _, text| {
            let sense = sense_of(text, &mut folded);
            senses.push(sense);
            if is_short(field) {
                shorts.push(sense);
            }
        });
        // Whoever nobody waits for may have been handed an empty body.
        if !wanted() {
            return None;
        }
        for sense in &senses {
            self.texts.push(sense);
        }
        self.means.push(&Sense::mean(&shorts));
        self.ends.push(self.texts.count() as u32);
        Some(())
    }

    /// Finds those of some entries that are as near to a direction as `least`.
    ///
    /// Looks at the texts of those whose means are nearest, [`MOST_READ`] at most. For another to be near,
    /// one of its texts would have to say just that while all that it is called says something else.
    pub fn near(
        &self,
        among: impl Iterator<Item = u32>,
        to: &WideSense,
        least: f32,
    ) -> Vec<(u32, Nearness)> {
        let near = self.nearest_means(among, to, 2.0 * least - LIKEST).into_iter();
        near.filter_map(|(mean, entry)| Some((entry, self.best(entry, mean, to, least)?))).collect()
    }

    /// Finds those of some ascending entries whose means are nearest to a direction, [`MOST_READ`] at most,
    /// and nearer than `least`.
    fn nearest_means(
        &self,
        among: impl Iterator<Item = u32>,
        to: &WideSense,
        mut least: f32,
    ) -> Vec<(f32, u32)> {
        let mut nearest: Vec<(f32, u32)> = Vec::new();
        for entry in among {
            if nearest.len() == 2 * MOST_READ {
                least = keep_nearest(&mut nearest);
            }
            let mean = self.means.liker(entry as usize, to, least);
            nearest.extend(mean.map(|mean| (mean, entry)));
        }
        keep_nearest(&mut nearest);
        nearest
    }

    /// Returns how near an entry is, if its directions were made and it is as near as `least`.
    pub fn nearness(&self, entry: u32, to: &WideSense, least: f32) -> Option<Nearness> {
        let is_made = (entry as usize) < self.len();
        let mean = is_made.then(|| self.means.likeness(entry as usize, to))?;
        self.best(entry, mean, to, least)
    }

    fn best(&self, entry: u32, mean: f32, to: &WideSense, least: f32) -> Option<Nearness> {
        let at = entry as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let texts = start..self.ends[at] as usize;
        let (text, best) = self.texts.most_like(texts, to, 2.0 * least - mean)?;
        Some(Nearness { value: best.midpoint(mean), text })
    }

    /// Returns the mean direction of the short texts of an entry whose directions were not made.
    pub fn mean_of_short_texts(library: &Library, entry: u32) -> Sense {
        Sense::mean(&short_senses(library, entry))
    }

    /// Returns the mean direction of the short texts of an entry.
    pub fn mean(&self, entry: u32) -> Sense {
        self.means.get(entry as usize)
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        self.texts.memory() + self.means.memory() + self.ends.len() * 4
    }
}

/// Keeps the nearest, [`MOST_READ`] at most; returns how near the others are at most.
fn keep_nearest(nearest: &mut Vec<(f32, u32)>) -> f32 {
    if nearest.len() > MOST_READ {
        nearest.select_nth_unstable_by(MOST_READ, |one, other| {
            other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
        });
        nearest.truncate(MOST_READ);
    }
    nearest.iter().map(|(mean, _)| *mean).fold(f32::MAX, f32::min)
}

/// No two directions are liker, whatever was rounded.
const LIKEST: f32 = 1.02;
/// Of so many entries the texts are looked at, at most: all of a pack that one person has written, a tenth
/// of one of 10,000 entries.
const MOST_READ: usize = 1000;

/// How near an entry is to a direction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nearness {
    /// From -1 to 1: half the likeness of the best text, half that of the mean of the short ones.
    pub value: f32,
    /// The place of the best text in the order of [`each_text`].
    pub text: u32,
}

impl Nearness {
    /// Returns how near an entry is by its short texts alone, whether its directions were made or
    /// not, if it is as near as `least`.
    pub fn by_short_texts(
        library: &Library,
        entry: u32,
        to: &WideSense,
        least: f32,
    ) -> Option<Self> {
        let senses = short_senses(library, entry);
        Self::best(&senses, &Sense::mean(&senses), to, least)
    }

    /// Returns how near an entry is by all its texts, though its directions were not made.
    pub fn by_all_texts(library: &Library, entry: u32, to: &WideSense, least: f32) -> Option<Self> {
        let (mut senses, mut folded) = (short_senses(library, entry), String::new());
        let mean = Sense::mean(&senses);
        each_long_text(library, entry, &mut |_, _, text| senses.push(sense_of(text, &mut folded)));
        Self::best(&senses, &mean, to, least)
    }

    fn best(senses: &[Sense], mean: &Sense, to: &WideSense, least: f32) -> Option<Self> {
        let mean = to.likeness(mean);
        let (mut best, mut text) = (2.0 * least - mean, None);
        for (at, sense) in senses.iter().enumerate() {
            let likeness = to.likeness(sense);
            if likeness > best {
                (best, text) = (likeness, Some(at as u32));
            }
        }
        Some(Self { value: best.midpoint(mean), text: text? })
    }

    /// Returns how near it is in thousandths.
    pub fn thousandths(self) -> i64 {
        (self.value * 1000.0).round() as i64
    }

    /// Returns a little less than a threshold in thousandths, as a fraction, so that rounding decides.
    pub const fn least(threshold: i64) -> f32 {
        (threshold - 1) as f32 / 1000.0
    }
}

/// Returns the directions of the short texts of an entry.
fn short_senses(library: &Library, entry: u32) -> Vec<Sense> {
    let (mut senses, mut folded) = (Vec::new(), String::new());
    each_short_text(library, entry, &mut |_, _, text| senses.push(sense_of(text, &mut folded)));
    senses
}

/// Returns the direction of a text; `folded` is room to work in.
fn sense_of(text: &str, folded: &mut String) -> Sense {
    folded.clear();
    fold_into(text, folded);
    let mut sum = SenseSum::default();
    for token in tokens(folded) {
        sum.add_word(token.text);
    }
    sum.sense()
}

/// Returns whether the texts of a field are the short ones whose mean counts.
fn is_short(field: MatchField) -> bool {
    !matches!(field, MatchField::Heading | MatchField::Body)
}

/// Returns a text of an entry by its place in the order of [`each_text`], with its field and its piece
/// in the body.
pub(super) fn text_at(
    library: &Library,
    entry: u32,
    wanted: u32,
) -> Option<(MatchField, Option<u32>, String)> {
    let (mut place, mut found) = (0, None);
    // The body, which may have to be read from far, comes second.
    for each in [each_short_text, each_long_text] {
        each(library, entry, &mut |field, piece, text| {
            if place == wanted {
                found = Some((field, piece, text.to_owned()));
            }
            place += 1;
        });
        if found.is_some() {
            break;
        }
    }
    found
}

/// Calls `visit` with each text of an entry that can have a meaning: the short ones first, then
/// headings and sentences with their pieces in the body.
fn each_text(library: &Library, entry: u32, visit: &mut dyn FnMut(MatchField, Option<u32>, &str)) {
    each_short_text(library, entry, visit);
    each_long_text(library, entry, visit);
}

/// Calls `visit` with each heading and each sentence of an entry, with its piece in the body.
fn each_long_text(
    library: &Library,
    entry: u32,
    visit: &mut dyn FnMut(MatchField, Option<u32>, &str),
) {
    let key = EntryKey(entry);
    let body = library.body(key);
    for (piece, heading) in texts::headings(&body) {
        visit(MatchField::Heading, Some(piece), &heading);
    }
    for (piece, text) in texts::pieces(&library.catalogue, key, &body) {
        for sentence in sentences(&text) {
            visit(MatchField::Body, Some(piece), sentence);
        }
    }
}

/// Calls `visit` with each short text of an entry that can have a meaning.
pub(super) fn each_short_text(
    library: &Library,
    entry: u32,
    visit: &mut dyn FnMut(MatchField, Option<u32>, &str),
) {
    let (catalogue, key) = (&library.catalogue, EntryKey(entry));
    visit(MatchField::Title, None, catalogue.title(key));
    if catalogue.short(key) != catalogue.title(key) {
        visit(MatchField::Title, None, catalogue.short(key));
    }
    for alias in catalogue.aliases(key).chain(catalogue.forms(key)) {
        visit(MatchField::Alias, None, alias);
    }
    for name in catalogue.names(key) {
        if name.text.is_ascii() {
            visit(MatchField::Name, None, name.text);
        }
    }
    if !catalogue.summary(key).is_empty() {
        visit(MatchField::Summary, None, &catalogue.plain_summary(key));
    }
}

/// Splits a text after full stops and their like that a space follows, and at line breaks.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut last = ' ';
    text.split_inclusive(move |c: char| {
        let ends = c == '\n' || c == ' ' && matches!(last, '.' | '!' | '?' | ';');
        last = c;
        ends
    })
    .map(str::trim)
    .filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(sentences(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn sentences_end_at_their_marks_and_at_line_breaks() {
        check("One. Two? Three; four", &["One.", "Two?", "Three;", "four"]);
        check("Version 1.5 of it\n\nA new line", &["Version 1.5 of it", "A new line"]);
        check("", &[]);
    }
}
