//! Which entries hold the words of one list, and which have a tag, rest on a place or have a voice: of one
//! pack in a file, or of all that are not. Refuses to know: the words, queries.

use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;

use super::collect::Voices;
use super::postings::{Positions, Postings};
use crate::blocks::{FileWriter, Image, Refusal, Texts};
use crate::model::By;

/// The sections of a segment.
const FIELDS: &str = "search.fields";
const BODIES: &str = "search.bodies";
const TAGS: &str = "search.tag";
const TAGGED: &str = "search.tag.entries";
const PLACES: &str = "search.place";
const VOICES: &str = "search.voice";

/// The voices, in the order in which their entries are kept.
const ALL_VOICES: [By; 2] = [By::Article, By::Editor];

/// What of a library belongs to a segment; keys inside of it count from there.
#[derive(Clone, Debug, Default)]
pub struct Span {
    /// Its entries.
    pub entries: Range<u32>,
    /// The places that its claims are at.
    pub places: Range<u32>,
}

/// Where the words of one list are.
#[derive(Clone, Debug)]
pub struct Segment {
    span: Span,
    /// Words of all fields but the text, with the fields that hold them.
    fields: Postings,
    /// Words of the text, with their positions in the body.
    bodies: Postings,
    /// The folded tags, sorted.
    tags: Texts,
    /// The entries of each.
    tagged: Postings,
    /// The entries whose article statements rest on a claim at the place, by place.
    places: Postings,
    /// The entries with statements of each voice.
    voices: Postings,
}

/// Tags, places and voices with their entries, which ascend.
pub struct Marks<'a> {
    /// The entries of each folded tag.
    pub tags: &'a HashMap<String, Vec<u32>>,
    /// Those whose article statements rest on a claim at the place, by place.
    pub places: &'a [Vec<u32>],
    /// Those with statements of each voice.
    pub voices: &'a Voices,
}

impl Segment {
    /// Builds the segment of all of a library's entries and places.
    pub fn new(span: Span, fields: Postings, bodies: Postings, marks: &Marks<'_>) -> Self {
        let count = span.entries.end;
        let mut names: Vec<&String> = marks.tags.keys().collect();
        names.sort_unstable();
        let (mut tags, mut tagged) = (Texts::new(), Postings::new(count));
        for name in names {
            tags.push(name);
            tagged.push_entries(marks.tags[name].iter().copied());
        }
        let (mut places, mut voices) = (Postings::new(count), Postings::new(count));
        marks.places.iter().for_each(|entries| places.push_entries(entries.iter().copied()));
        for by in ALL_VOICES {
            voices.push_entries(marks.voices.entries_with(by).iter());
        }
        let mut segment = Self { span, fields, bodies, tags, tagged, places, voices };
        let Self { fields, bodies, tagged, places, voices, .. } = &mut segment;
        [fields, bodies, tagged, places, voices].into_iter().for_each(Postings::close);
        segment
    }

    /// Writes the segment of a pack that is alone in its library.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        self.fields.write(FIELDS, out)?;
        self.bodies.write(BODIES, out)?;
        out.texts(TAGS, &self.tags)?;
        self.tagged.write(TAGGED, out)?;
        self.places.write(PLACES, out)?;
        self.voices.write(VOICES, out)
    }

    /// Takes the segment of a pack and of so many words out of a file; it is read when it is asked for.
    pub fn read(image: &Image, span: Span, words: u32) -> Result<Self, Refusal> {
        let read = |name, rows| Postings::read(name, image, rows, span.entries.len() as u32);
        let tags = image.texts(TAGS)?;
        Ok(Self {
            fields: read(FIELDS, words as usize)?,
            bodies: read(BODIES, words as usize)?,
            tagged: read(TAGGED, tags.len())?,
            tags,
            places: read(PLACES, span.places.len())?,
            voices: read(VOICES, ALL_VOICES.len())?,
            span,
        })
    }

    /// Calls `visit` with each entry that has one of some words outside its text, and the set of fields
    /// that hold it, a bit a field.
    pub fn each_entry_with(&self, words: Range<u32>, mut visit: impl FnMut(u32, u8)) {
        let first = self.span.entries.start;
        self.fields.fields(words, |entry, fields| visit(first + entry, fields));
    }

    /// Calls `visit` with each entry that has one of some words in its text, and the positions there,
    /// counted in words.
    pub fn each_body_with(&self, words: Range<u32>, mut visit: impl FnMut(u32, Positions<'_>)) {
        let first = self.span.entries.start;
        self.bodies.positions(words, |entry, positions| visit(first + entry, positions));
    }

    /// Returns the numbers of the folded tags that start with a text, and these.
    pub fn tags_starting_with(&self, start: &str) -> impl Iterator<Item = (usize, &str)> {
        self.tags.iter().enumerate().filter(move |(_, tag)| tag.starts_with(start))
    }

    /// Calls `visit` with the entries of a tag, by its number.
    pub fn each_tagged(&self, tag: usize, visit: impl FnMut(u32)) {
        self.each(&self.tagged, tag as u32, visit);
    }

    /// Calls `visit` with the entries whose article statements rest on a claim at a place.
    pub fn each_resting_on(&self, place: u32, visit: impl FnMut(u32)) {
        if self.span.places.contains(&place) {
            self.each(&self.places, place - self.span.places.start, visit);
        }
    }

    /// Calls `visit` with the entries with statements of a voice.
    pub fn each_with_voice(&self, by: By, visit: impl FnMut(u32)) {
        let voice = ALL_VOICES.iter().position(|voice| *voice == by);
        self.each(&self.voices, voice.expect("every voice is kept") as u32, visit);
    }

    fn each(&self, postings: &Postings, row: u32, mut visit: impl FnMut(u32)) {
        postings.entries(row, |entry| visit(self.span.entries.start + entry));
    }

    /// Returns the bytes held for words outside texts, and for those in texts.
    pub fn memory(&self) -> (usize, usize) {
        (self.fields.memory(), self.bodies.memory())
    }
}
