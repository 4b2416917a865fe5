//! The tags of places: neighbours in reading order as one range, what their labels begin with said
//! once. Refuses to know: who shows them.

use crate::messages::document as words;
use crate::model::{Catalogue, ClaimKey, PlaceKey};

/// What parts the section of a source from the place in it, in a label such as `02 · Fifth`.
const PARTED: &str = " · ";

/// One place, or some that follow each other, under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The name; without its section if the tag before it names the same.
    pub text: String,
    /// The places, in reading order.
    pub places: Vec<PlaceKey>,
}

/// Returns the tags of the places where claims are made, in reading order.
pub fn tags(catalogue: &Catalogue, claims: &[ClaimKey]) -> Vec<Tag> {
    let mut places: Vec<PlaceKey> =
        claims.iter().map(|claim| catalogue.claim(*claim).place).collect();
    places.sort_unstable();
    places.dedup();
    tags_of(catalogue, &places)
}

/// Returns the tags of some places, which ascend.
pub fn tags_of(catalogue: &Catalogue, places: &[PlaceKey]) -> Vec<Tag> {
    let follows = |one: &PlaceKey, next: &PlaceKey| {
        let [one, next] = [*one, *next].map(|key| (key, catalogue.place(key)));
        one.0.0 + 1 == next.0.0
            && (one.1.pack, one.1.source) == (next.1.pack, next.1.source)
            && Label::new(&one.1.label).is_like(&Label::new(&next.1.label))
    };
    let mut tags = Vec::new();
    let mut said = None;
    for run in places.chunk_by(follows) {
        let labels = [run[0], run[run.len() - 1]].map(|key| &*catalogue.place(key).label);
        let [first, last] = labels.map(Label::new);
        // Two that have no numbers are told as shortly one by one.
        let apart = run.len() == 2 && first.number().is_none();
        for run in run.chunks(if apart { 1 } else { run.len() }) {
            let label = Label::new(&catalogue.place(run[0]).label);
            let section = Some(label.section).filter(|section| said != Some(*section));
            said = Some(label.section);
            let place = if run.len() == 1 { label.place.to_owned() } else { first.to(&last) };
            let text = match section {
                Some(section) if !section.is_empty() => format!("{section}{PARTED}{place}"),
                _ => place,
            };
            tags.push(Tag { text, places: run.to_vec() });
        }
    }
    tags
}

/// A label: a section and a place in it.
#[derive(Clone, Copy)]
struct Label<'a> {
    section: &'a str,
    place: &'a str,
}

impl<'a> Label<'a> {
    fn new(label: &'a str) -> Self {
        let (section, place) = label.split_once(PARTED).unwrap_or(("", label));
        Self { section, place }
    }

    /// Returns the words before the number that the place ends with, and that number.
    fn number(&self) -> Option<(&'a str, &'a str)> {
        let words = self.place.trim_end_matches(|c: char| c.is_ascii_digit());
        (words.len() < self.place.len()).then(|| self.place.split_at(words.len()))
    }

    /// Returns whether a range can lead from one to the other: both are numbered in the same words, or
    /// neither is and they are written alike, as `First` and `Second` but not `lead` and `First`.
    fn is_like(&self, other: &Self) -> bool {
        let capital = |label: &Self| label.place.starts_with(char::is_uppercase);
        self.section == other.section
            && match (self.number(), other.number()) {
                (Some((one, _)), Some((other, _))) => one == other,
                (None, None) => capital(self) == capital(other),
                _ => false,
            }
    }

    /// Returns the name of the range that ends with another label.
    fn to(self, last: &Self) -> String {
        let end = last.number().map_or(last.place, |(_, number)| number);
        words::range(self.place, end)
    }
}
