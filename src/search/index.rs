//! Everything that is needed to answer queries: short texts as columns, and an inverted index over all
//! words. Of packs in files it is read from there, of the others it is built. Refuses to know: queries,
//! ranking.
//!
//! What is asked of it goes through its methods; how postings are held is its own affair.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use super::bits::Bits;
use super::building::Building;
use super::class::MatchField;
use super::collect::Reach;
use super::lines::Lines;
use super::postings::Positions;
use super::segment::Segment;
use super::senses::Meanings;
use super::stored::{is_damaged, write_lines};
use super::texts;
use super::threads::threads;
use super::vocabulary::Vocabulary;
use crate::blocks::{FileWriter, Image};
use crate::model::{Body, By, Catalogue, EntryKey, Library};
use crate::text::fold::fold;

/// The index of a library.
pub struct Index {
    library: Library,
    has_bodies: bool,
    lines: Lines,
    vocabulary: Vocabulary,
    /// Where the words of each list of the vocabulary are.
    segments: Vec<Segment>,
    /// The files that some of it lies in.
    images: Vec<Arc<Image>>,
    meanings: Meanings,
}

/// How much memory an index takes above the library, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// The folded text of titles, aliases, names and readings.
    pub text: usize,
    /// What is kept with each of these.
    pub lines: usize,
    /// All different words, and which fields hold them.
    pub words: usize,
    /// Where words are in bodies.
    pub bodies: usize,
    /// What texts mean, if a search has asked for it.
    pub meaning: usize,
}

impl Index {
    /// Builds the index on as many threads as pay, two at most.
    pub fn new(library: &Library) -> Self {
        Self::with_threads(library, threads())
    }

    /// Builds the index on one thread or two.
    pub fn with_threads(library: &Library, threads: usize) -> Self {
        Self::build(library, threads, Reach::Bodies)
    }

    /// Builds an index of all that is known without the bodies: a small part of the work. Its
    /// answers are provisional and say so.
    pub fn of_titles(library: &Library) -> Self {
        Self::build(library, threads(), Reach::Titles)
    }

    /// Builds an index that only answers what [`super::lookup()`] asks: which entries are called so. In a large library
    /// that is not indexed yet it takes a fraction of the time.
    pub fn of_names(library: &Library) -> Self {
        Self::build(library, threads(), Reach::Names)
    }

    /// Has what the texts of its library mean in common with others who ask for it.
    #[must_use]
    pub fn sharing(self, meanings: &Meanings) -> Self {
        Self { meanings: meanings.clone(), ..self }
    }

    fn build(library: &Library, threads: usize, reach: Reach) -> Self {
        let Building { lines, vocabulary, segments, images, is_complete } =
            Building::new(library, threads, reach);
        let (library, meanings) = (library.clone(), Meanings::default());
        Self { library, has_bodies: is_complete, lines, vocabulary, segments, images, meanings }
    }

    /// Returns the library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Returns the catalogue of the library.
    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.library.catalogue
    }

    /// Fetches the body of an entry.
    pub(super) fn body(&self, key: EntryKey) -> Arc<Body> {
        self.library.body(key)
    }

    /// Counts the entries.
    pub fn len(&self) -> usize {
        self.library.catalogue.len()
    }

    /// Returns whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.library.catalogue.is_empty()
    }

    /// Returns whether the bodies were read.
    pub(super) fn has_bodies(&self) -> bool {
        self.has_bodies
    }

    /// Returns the columns of short texts.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Returns the words of all fields.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Writes the index of a library that holds one pack alone; the same pack always gives the same bytes.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        let ([words], [segment]) = (self.vocabulary.lists(), self.segments.as_slice()) else {
            return Err(io::Error::other("the index of several packs is not written as one"));
        };
        write_lines(&self.lines, self.len() as u32, out)?;
        words.write(out)?;
        segment.write(out)
    }

    /// Returns whether a part of the index was met that is damaged in its file.
    pub(super) fn is_damaged(&self) -> bool {
        self.images.iter().any(|image| is_damaged(image))
    }

    /// Calls `visit` with each entry that has one of a run of words of one list outside its text, and the
    /// set of fields that hold it, a bit a field; entries ascend for each word.
    pub(super) fn each_entry_with(&self, words: Range<u32>, visit: impl FnMut(u32, u8)) {
        let (segment, words) = self.place(words);
        segment.each_entry_with(words, visit);
    }

    /// Calls `visit` with each entry that has one of a run of words of one list in its text, and the
    /// positions there, counted in words; entries ascend for each word.
    pub(super) fn each_body_with(&self, words: Range<u32>, visit: impl FnMut(u32, Positions<'_>)) {
        let (segment, words) = self.place(words);
        segment.each_body_with(words, visit);
    }

    fn place(&self, words: Range<u32>) -> (&Segment, Range<u32>) {
        let (list, first) = self.vocabulary.place(words.start);
        (&self.segments[list], first..first + words.len() as u32)
    }

    /// Calls `visit` with each short text of an entry, folded: titles, aliases, names, readings,
    /// tags, headings and the summary.
    pub(super) fn each_short_text(&self, entry: u32, visit: &mut dyn FnMut(MatchField, &str)) {
        let (catalogue, key) = (self.catalogue(), EntryKey(entry));
        for line in self.lines.of_entry(entry) {
            visit(self.lines.field(line), self.lines.text(line));
        }
        for tag in catalogue.tags(key) {
            visit(MatchField::Tag, &fold(tag));
        }
        if !catalogue.kind(key).is_empty() {
            visit(MatchField::Tag, &fold(catalogue.kind(key)));
        }
        for heading in texts::headings(&self.body(key)) {
            visit(MatchField::Heading, &fold(&heading.1));
        }
        if !catalogue.summary(key).is_empty() {
            visit(MatchField::Summary, &fold(&catalogue.plain_summary(key)));
        }
    }

    /// Returns the folded tags that start with a text, in no order; one of several packs may come several
    /// times.
    pub(super) fn tags_starting_with(
        &self,
        start: &str,
    ) -> impl Iterator<Item = (&str, Tagged<'_>)> {
        self.segments.iter().flat_map(move |segment| {
            let tags = segment.tags_starting_with(start);
            tags.map(move |(tag, name)| (name, Tagged { segment, tag }))
        })
    }

    /// Returns the entries with article statements that rest on a claim at a place, by its number.
    pub(super) fn resting_on(&self, place: usize) -> Bits {
        self.set(|segment, insert| segment.each_resting_on(place as u32, insert))
    }

    /// Returns the entries with statements of a voice.
    pub(super) fn with_voice(&self, by: By) -> Bits {
        self.set(|segment, insert| segment.each_with_voice(by, insert))
    }

    fn set(&self, each: impl Fn(&Segment, &mut dyn FnMut(u32))) -> Bits {
        let mut bits = Bits::new(self.len());
        self.segments.iter().for_each(|segment| each(segment, &mut |entry| bits.insert(entry)));
        bits
    }

    /// Returns what the texts mean.
    pub(super) fn meanings(&self) -> &Meanings {
        &self.meanings
    }

    /// Returns how much memory the index takes.
    pub fn memory(&self) -> Memory {
        let segments = self.segments.iter().map(Segment::memory);
        let (fields, bodies) =
            segments.fold((0, 0), |(fields, bodies), one| (fields + one.0, bodies + one.1));
        Memory {
            text: self.lines.text_bytes(),
            lines: self.lines.overhead(),
            words: self.vocabulary.memory() + fields,
            bodies,
            meaning: self.meanings.so_far().memory(),
        }
    }
}

/// A tag of a segment.
pub(super) struct Tagged<'a> {
    segment: &'a Segment,
    tag: usize,
}

impl Tagged<'_> {
    /// Calls `visit` with each entry that has the tag.
    pub fn each(&self, visit: impl FnMut(u32)) {
        self.segment.each_tagged(self.tag, visit);
    }
}
