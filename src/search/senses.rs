//! The directions of the texts of entries, made once and kept: 129 bytes a text. Refuses to know:
//! queries, in which order entries are wanted.

use super::class::MatchField;
use super::texts;
use super::words::tokens;
use crate::meaning::{Sense, SenseSum};
use crate::model::{EntryKey, Library};
use crate::text::fold::fold_into;

/// The directions of the first entries of a library, as far as they were made.
#[derive(Debug, Default)]
pub(super) struct Senses {
    /// Of each entry where its directions end.
    ends: Vec<u32>,
    /// Of each entry the mean of its short texts.
    means: Vec<Sense>,
    texts: Vec<Sense>,
}

impl Senses {
    /// Counts the entries whose directions were made.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Makes the directions of the next entry.
    pub fn push_next(&mut self, library: &Library) {
        let (entry, start) = (self.len() as u32, self.texts.len());
        let mut shorts = start;
        let mut folded = String::new();
        each_text(library, entry, &mut |field, _, text| {
            self.texts.push(sense_of(text, &mut folded));
            shorts += usize::from(is_short(field));
        });
        self.means.push(Sense::mean(&self.texts[start..shorts]));
        self.ends.push(self.texts.len() as u32);
    }

    /// Returns how near an entry is to a direction, if it may be as near as `least`.
    pub fn nearness(&self, entry: u32, to: &Sense, least: f32) -> Option<Nearness> {
        let entry = entry as usize;
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Nearness::new(&self.texts[start..self.ends[entry] as usize], &self.means[entry], to, least)
    }

    /// Returns the mean direction of the short texts of an entry whose directions were not made.
    pub fn mean_of_short_texts(library: &Library, entry: u32) -> Sense {
        Sense::mean(&short_senses(library, entry))
    }

    /// Returns the mean direction of the short texts of an entry.
    pub fn mean(&self, entry: u32) -> &Sense {
        &self.means[entry as usize]
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        self.texts.len() * size_of::<Sense>()
            + self.means.len() * size_of::<Sense>()
            + self.ends.len() * 4
    }
}

/// How near an entry is to a direction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nearness {
    /// From -1 to 1: half the likeness of the best text, half that of the mean of the short ones.
    pub value: f32,
    /// The place of the best text in the order of [`each_text`].
    pub text: u32,
}

impl Nearness {
    fn new(texts: &[Sense], mean: &Sense, to: &Sense, least: f32) -> Option<Self> {
        let mean = mean.likeness(to);
        // What the best text must be like, that both together may be near enough.
        let mut best = (2.0 * least - mean, None);
        for (place, text) in texts.iter().enumerate() {
            if let Some(likeness) = text.likeness_above(to, best.0).filter(|it| *it > best.0) {
                best = (likeness, Some(place as u32));
            }
        }
        best.1.map(|text| Self { value: best.0.midpoint(mean), text })
    }

    /// Returns how near an entry is by its short texts alone, whether its directions were made or
    /// not.
    pub fn by_short_texts(library: &Library, entry: u32, to: &Sense, least: f32) -> Option<Self> {
        let senses = short_senses(library, entry);
        Self::new(&senses, &Sense::mean(&senses), to, least)
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
    let mut visit = |field, piece, text: &str| {
        if place == wanted {
            found = Some((field, piece, text.to_owned()));
        }
        place += 1;
        place > wanted
    };
    let mut is_short = false;
    each_short_text(library, entry, &mut |field, piece, text| {
        is_short |= visit(field, piece, text);
    });
    // The body may have to be read from far.
    if !is_short {
        each_long_text(library, entry, &mut |field, piece, text| {
            visit(field, piece, text);
        });
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
    let body = library.body(EntryKey(entry));
    for (piece, heading) in texts::headings(&body) {
        visit(MatchField::Heading, Some(piece), &heading);
    }
    for (piece, text) in texts::pieces(&body) {
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
        visit(MatchField::Summary, None, &texts::plain(catalogue.summary(key)));
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
