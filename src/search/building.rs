//! The index of a library put together: what lies in files is taken from there, the rest is read entry by
//! entry. Refuses to know: what is asked of it.

use std::ops::Range;
use std::sync::Arc;

use super::collect::{Collected, Reach};
use super::lines::Lines;
use super::postings::Postings;
use super::segment::{Marks, Segment, Span};
use super::stored::StoredIndex;
use super::vocabulary::Vocabulary;
use super::word_list::WordList;
use crate::blocks::Image;
use crate::model::{Library, PackKey};

/// Fewer entries are indexed before a thread has started.
const WORTH_A_THREAD: u32 = 64;

/// The parts of an index.
pub(super) struct Building {
    pub lines: Lines,
    pub vocabulary: Vocabulary,
    /// Where the words of each list are.
    pub segments: Vec<Segment>,
    /// The files that have some of it.
    pub images: Vec<Arc<Image>>,
    /// Whether all texts are in it.
    pub is_complete: bool,
}

/// Entries that follow each other.
enum Run {
    /// Those of a pack whose index lies in a file.
    Stored(PackKey, Box<StoredIndex>),
    /// Those of one pack or several that are to be read.
    Unread(Range<u32>),
}

impl Building {
    /// Puts the index of a library together on one thread or two, with so much of what is to be read.
    pub fn new(library: &Library, threads: usize, reach: Reach) -> Self {
        let mut building = Self {
            lines: Lines::default(),
            vocabulary: Vocabulary::new(&library.catalogue),
            segments: Vec::new(),
            images: Vec::new(),
            is_complete: true,
        };
        let mut read: Vec<Collected> = Vec::new();
        for run in runs(library, &building.vocabulary) {
            let unread = match run {
                Run::Unread(entries) => entries,
                Run::Stored(pack, stored) => {
                    building.images.push(Arc::clone(&stored.image));
                    if let Some(lines) = stored.lines(threads) {
                        for part in lines {
                            building.lines.append(part);
                        }
                        building.push_stored(*stored);
                        continue;
                    }
                    // What is damaged is told; the rest of it is found in the entries.
                    library.catalogue.pack(pack).entries.clone()
                }
            };
            for mut part in collect(library, unread, threads, reach) {
                building.lines.append(std::mem::take(&mut part.lines));
                read.push(part);
            }
        }
        if !read.is_empty() {
            building.is_complete = reach == Reach::Bodies;
            building.push_read(library, read);
        }
        building
    }

    fn push_stored(&mut self, stored: StoredIndex) {
        self.vocabulary.push(stored.words);
        self.segments.push(stored.segment);
    }

    /// Adds what was read, in parts by ascending entries.
    fn push_read(&mut self, library: &Library, mut parts: Vec<Collected>) {
        let catalogue = &library.catalogue;
        let entries = catalogue.len() as u32;
        let mut sorted: Vec<&str> = parts.iter().flat_map(Collected::words).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let (mut fields, mut bodies) = (Postings::new(entries), Postings::new(entries));
        for &word in &sorted {
            let grown = || parts.iter().filter_map(|part| part.postings(word));
            fields.push(grown().map(|grown| &grown.fields), true);
            bodies.push(grown().map(|grown| &grown.positions), false);
        }
        let written = parts.iter().flat_map(|part| part.written.iter().map(AsRef::as_ref));
        let words = WordList::new(sorted.into_iter(), written, self.vocabulary.languages());
        let mut first = parts.remove(0);
        for part in &parts {
            first.append_marks(part);
        }
        let Collected { tags, places, voices, .. } = &first;
        let span = Span { entries: 0..entries, places: 0..catalogue.places().len() as u32 };
        let marks = Marks { tags, places, voices };
        self.vocabulary.push(words);
        self.segments.push(Segment::new(span, fields, bodies, &marks));
    }
}

/// Parts the entries of a library.
fn runs(library: &Library, vocabulary: &Vocabulary) -> Vec<Run> {
    let catalogue = &library.catalogue;
    let mut runs = Vec::new();
    for pack in catalogue.pack_keys() {
        let entries = catalogue.pack(pack).entries.clone();
        match StoredIndex::find(library, pack, vocabulary.languages()) {
            Some(stored) => runs.push(Run::Stored(pack, Box::new(stored))),
            None => match runs.last_mut() {
                Some(Run::Unread(before)) => before.end = entries.end,
                _ => runs.push(Run::Unread(entries)),
            },
        }
    }
    runs
}

/// Reads entries, in parts that follow each other.
fn collect(library: &Library, entries: Range<u32>, threads: usize, reach: Reach) -> Vec<Collected> {
    if threads < 2 || (entries.len() as u32) < WORTH_A_THREAD {
        return vec![Collected::new(library, entries, reach)];
    }
    let middle = entries.start.midpoint(entries.end);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| Collected::new(library, middle..entries.end, reach));
        let first = Collected::new(library, entries.start..middle, reach);
        vec![first, second.join().expect("indexing does not panic")]
    })
}
