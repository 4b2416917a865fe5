//! Everything that is needed to answer queries, built once from a library: short texts as columns,
//! and an inverted index over all words. Refuses to know: queries, ranking.
//!
//! What is asked of it goes through its methods; how postings are held is its own affair.

use std::collections::HashMap;
use std::sync::Arc;

use super::bits::Bits;
use super::class::MatchField;
use super::collect::{Collected, Voices};
use super::lines::Lines;
use super::postings::{Positions, Postings};
use super::senses::Meanings;
use super::texts;
use super::threads::threads;
use super::vocabulary::Vocabulary;
use crate::model::{Body, By, Catalogue, EntryKey, Library};
use crate::text::fold::fold;

/// The index of a library.
pub struct Index {
    library: Library,
    has_bodies: bool,
    lines: Lines,
    vocabulary: Vocabulary,
    /// Words of all fields but the text, with the fields that hold them.
    fields: Postings,
    /// Words of the text, with their positions in the body.
    bodies: Postings,
    /// The entries of each folded tag.
    tags: HashMap<String, Vec<u32>>,
    /// The entries whose article statements rest on a claim at the place, by place.
    places: Vec<Vec<u32>>,
    voices: Voices,
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
        Self::build(library, threads, true)
    }

    /// Builds an index of all that is known without the bodies: a small part of the work. Its
    /// answers are provisional and say so.
    pub fn of_titles(library: &Library) -> Self {
        Self::build(library, threads(), false)
    }

    /// Has what the texts of its library mean in common with others who ask for it.
    #[must_use]
    pub fn sharing(self, meanings: &Meanings) -> Self {
        Self { meanings: meanings.clone(), ..self }
    }

    fn build(library: &Library, threads: usize, with_bodies: bool) -> Self {
        /// Fewer entries are indexed before a thread has started.
        const WORTH_A_THREAD: u32 = 64;
        let count = library.catalogue.len() as u32;
        let parts = if threads < 2 || count < WORTH_A_THREAD {
            vec![Collected::new(library, 0..count, with_bodies)]
        } else {
            std::thread::scope(|scope| {
                let second = scope.spawn(|| Collected::new(library, count / 2..count, with_bodies));
                let first = Collected::new(library, 0..count / 2, with_bodies);
                vec![first, second.join().expect("indexing does not panic")]
            })
        };
        Self::join(library, parts, with_bodies)
    }

    fn join(library: &Library, mut parts: Vec<Collected>, has_bodies: bool) -> Self {
        let mut sorted: Vec<&str> = parts.iter().flat_map(Collected::words).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let (mut fields, mut bodies) = (Postings::default(), Postings::default());
        for &word in &sorted {
            let grown = || parts.iter().filter_map(|part| part.postings(word));
            fields.push(grown().map(|grown| &grown.fields), true);
            bodies.push(grown().map(|grown| &grown.positions), false);
        }
        let languages: Vec<&str> =
            library.catalogue.packs().iter().map(|pack| &*pack.language).collect();
        let written = parts.iter().flat_map(|part| part.written.iter().map(AsRef::as_ref));
        let vocabulary = Vocabulary::new(sorted.into_iter(), written, &languages);
        let mut first = parts.remove(0);
        for part in &parts {
            first.append(part);
        }
        let Collected { lines, tags, places, voices, .. } = first;
        let library = library.clone();
        let meanings = Meanings::default();
        Self {
            library,
            has_bodies,
            lines,
            vocabulary,
            fields,
            bodies,
            tags,
            places,
            voices,
            meanings,
        }
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

    /// Calls `visit` with each entry that has a word of the vocabulary outside its text, and the
    /// set of fields that hold it, a bit a field; entries ascend.
    pub(super) fn each_entry_with(&self, word: u32, visit: impl FnMut(u32, u8)) {
        self.fields.fields(word, visit);
    }

    /// Calls `visit` with each entry that has a word of the vocabulary in its text, and the
    /// positions there, counted in words; entries ascend.
    pub(super) fn each_body_with(&self, word: u32, visit: impl FnMut(u32, Positions<'_>)) {
        self.bodies.positions(word, visit);
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
        let summary = catalogue.summary(key);
        if !summary.is_empty() {
            visit(MatchField::Summary, &fold(&texts::plain(summary)));
        }
    }

    /// Returns the entries with a folded tag, if it exists.
    pub(super) fn tagged(&self, tag: &str) -> Option<&[u32]> {
        self.tags.get(tag).map(Vec::as_slice)
    }

    /// Returns the folded tags that start with a text, with their entries, in no order.
    pub(super) fn tags_starting_with(&self, start: &str) -> impl Iterator<Item = (&str, &[u32])> {
        let tags = self.tags.iter().map(|(tag, entries)| (tag.as_str(), entries.as_slice()));
        tags.filter(move |(tag, _)| tag.starts_with(start))
    }

    /// Returns the entries with article statements that rest on a claim at a place, by its number.
    pub(super) fn resting_on(&self, place: usize) -> &[u32] {
        &self.places[place]
    }

    /// Returns the entries with statements of a voice.
    pub(super) fn with_voice(&self, by: By) -> &Bits {
        self.voices.entries_with(by)
    }

    /// Returns what the texts mean.
    pub(super) fn meanings(&self) -> &Meanings {
        &self.meanings
    }

    /// Returns how much memory the index takes.
    pub fn memory(&self) -> Memory {
        Memory {
            text: self.lines.text_bytes(),
            lines: self.lines.overhead(),
            words: self.vocabulary.memory() + self.fields.memory(),
            bodies: self.bodies.memory(),
            meaning: self.meanings.so_far().memory(),
        }
    }
}
