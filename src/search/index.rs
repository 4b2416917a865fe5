//! Everything that is needed to answer queries, built once from a library: short texts as columns,
//! and an inverted index over all words. Refuses to know: queries, ranking.

use std::collections::HashMap;

use super::bits::Bits;
use super::class::Field;
use super::lines::Lines;
use super::postings::{Growing, Postings};
use super::vocabulary::Vocabulary;
use super::{pinyin, texts, words};
use crate::model::{By, EntryKey, Library, Provenance};
use crate::text::fold::fold;
use crate::text::markdown;

/// The index of a library.
pub struct Index {
    pub(super) library: Library,
    /// Whether the bodies were read.
    pub(super) whole: bool,
    pub(super) lines: Lines,
    pub(super) vocabulary: Vocabulary,
    /// Words of all fields but the text, with the fields that hold them.
    pub(super) fields: Postings,
    /// Words of headings and text, with their positions in the body.
    pub(super) bodies: Postings,
    /// The entries of each folded tag.
    pub(super) tags: HashMap<String, Vec<u32>>,
    /// The entries whose article statements rest on a claim at the place, by place.
    pub(super) places: Vec<Vec<u32>>,
    /// The entries in which the article speaks, and those in which the editor does.
    pub(super) voices: [Bits; 2],
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
    /// Where words stand in bodies.
    pub bodies: usize,
}

impl Index {
    /// Builds the index on as many threads as pay, two at most.
    pub fn new(library: &Library) -> Self {
        Self::with_threads(library, super::find::threads())
    }

    /// Builds the index on one thread or two.
    pub fn with_threads(library: &Library, threads: usize) -> Self {
        Self::build(library, threads, true)
    }

    /// Builds an index of all that is known without the bodies: a small part of the work. Its answers
    /// are provisional and say so.
    pub fn of_titles(library: &Library) -> Self {
        Self::build(library, super::find::threads(), false)
    }

    fn build(library: &Library, threads: usize, whole: bool) -> Self {
        /// Fewer entries are indexed before a thread has started.
        const WORTH_A_THREAD: u32 = 64;
        let count = library.catalogue.len() as u32;
        let parts = if threads < 2 || count < WORTH_A_THREAD {
            vec![Part::new(library, 0..count, whole)]
        } else {
            std::thread::scope(|scope| {
                let second = scope.spawn(|| Part::new(library, count / 2..count, whole));
                let first = Part::new(library, 0..count / 2, whole);
                vec![first, second.join().expect("indexing does not panic")]
            })
        };
        Self::join(library, parts, whole)
    }

    fn join(library: &Library, mut parts: Vec<Part>, whole: bool) -> Self {
        let mut sorted: Vec<&str> =
            parts.iter().flat_map(|part| part.words.keys().map(AsRef::as_ref)).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let (mut fields, mut bodies) = (Postings::default(), Postings::default());
        for &word in &sorted {
            let grown = || {
                parts.iter().filter_map(|part| Some(&part.grown[*part.words.get(word)? as usize]))
            };
            fields.push(grown().map(|grown| &grown.fields), true);
            bodies.push(grown().map(|grown| &grown.places), false);
        }
        let languages: Vec<&str> =
            library.catalogue.packs().iter().map(|pack| &*pack.language).collect();
        let vocabulary = Vocabulary::new(sorted.into_iter(), &languages);
        let mut first = parts.remove(0);
        for part in &parts {
            first.lines.append(&part.lines);
            for (tag, entries) in &part.tags {
                first.tags.entry(tag.clone()).or_default().extend(entries);
            }
            for (all, more) in first.places.iter_mut().zip(&part.places) {
                all.extend(more);
            }
            for (all, more) in first.voices.iter_mut().zip(&part.voices) {
                all.unite(more);
            }
        }
        let Part { lines, tags, places, voices, .. } = first;
        let library = library.clone();
        Self { library, whole, lines, vocabulary, fields, bodies, tags, places, voices }
    }

    /// Returns the library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Returns the columns of short texts.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Counts the entries.
    pub fn len(&self) -> usize {
        self.library.catalogue.len()
    }

    /// Returns whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.library.catalogue.is_empty()
    }

    /// Tells how much memory the index takes.
    pub fn memory(&self) -> Memory {
        Memory {
            text: self.lines.text_bytes(),
            lines: self.lines.overhead(),
            words: self.vocabulary.memory() + self.fields.memory(),
            bodies: self.bodies.memory(),
        }
    }
}

/// What one thread collects from a stretch of entries.
struct Part {
    lines: Lines,
    words: HashMap<Box<str>, u32>,
    grown: Vec<Grown>,
    tags: HashMap<String, Vec<u32>>,
    places: Vec<Vec<u32>>,
    voices: [Bits; 2],
}

#[derive(Default)]
struct Grown {
    fields: Growing,
    places: Growing,
}

/// One occurrence of a word in the entry at hand; sorts by word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence {
    word: u32,
    /// The field, and for headings and text the position in the body.
    field: Field,
    position: u32,
}

impl Part {
    fn new(library: &Library, entries: std::ops::Range<u32>, whole: bool) -> Self {
        let catalogue = &library.catalogue;
        let mut part = Self {
            lines: Lines::default(),
            words: HashMap::new(),
            grown: Vec::new(),
            tags: HashMap::new(),
            places: vec![Vec::new(); catalogue.places().len()],
            voices: [Bits::new(catalogue.len()), Bits::new(catalogue.len())],
        };
        let mut found = Vec::new();
        for entry in entries {
            part.read_short_texts(library, EntryKey(entry), &mut found);
            if whole {
                part.read_body(library, EntryKey(entry), &mut found);
            }
            part.keep(entry, &mut found);
            part.lines.close_before(entry + 1);
        }
        part
    }

    fn read_short_texts(&mut self, library: &Library, key: EntryKey, found: &mut Vec<Occurrence>) {
        let catalogue = &library.catalogue;
        self.read_line(key, Field::Title, catalogue.title(key), found);
        if catalogue.short(key) != catalogue.title(key) {
            self.read_line(key, Field::Title, catalogue.short(key), found);
        }
        for alias in catalogue.aliases(key).iter().chain(catalogue.forms(key)) {
            self.read_line(key, Field::Alias, alias, found);
        }
        for called in texts::numbered(catalogue, key) {
            self.read_line(key, Field::Alias, &called, found);
        }
        for name in catalogue.names(key) {
            let folded = fold(&name.text);
            self.lines.push(key.0, Field::Name, &folded);
            self.read_words(Field::Name, &folded, None, found);
            let chinese = name.language.is_empty() || name.language.starts_with("zh");
            if chinese {
                self.read_syllables(key, &pinyin::syllables(&folded, &name.reading), found);
            }
            if !name.reading.is_empty() {
                let reading = fold(&name.reading);
                if !chinese {
                    self.lines.push(key.0, Field::Reading, &reading);
                }
                self.read_words(Field::Reading, &reading, None, found);
            }
        }
        for tag in catalogue.tags(key) {
            let folded = fold(tag);
            self.read_words(Field::Tag, &folded, None, found);
            self.tags.entry(folded).or_default().push(key.0);
        }
        let summary = catalogue.summary(key);
        if !summary.is_empty() {
            self.read_words(Field::Summary, &fold(&texts::plain(summary)), None, found);
        }
    }

    /// Reads a title or an alias; a Chinese one is read aloud as well.
    fn read_line(&mut self, key: EntryKey, field: Field, text: &str, found: &mut Vec<Occurrence>) {
        let folded = fold(text);
        self.lines.push(key.0, field, &folded);
        self.read_words(field, &folded, None, found);
        if !folded.is_ascii() {
            self.read_syllables(key, &pinyin::syllables(&folded, ""), found);
        }
    }

    fn read_syllables(&mut self, key: EntryKey, syllables: &[String], found: &mut Vec<Occurrence>) {
        if syllables.is_empty() {
            return;
        }
        self.lines.push(key.0, Field::Reading, &syllables.join(" "));
        for typed in pinyin::typed(syllables) {
            let word = self.number(&typed);
            found.push(Occurrence { word, field: Field::Reading, position: 0 });
        }
    }

    fn read_body(&mut self, library: &Library, key: EntryKey, found: &mut Vec<Occurrence>) {
        let body = library.body(key);
        let mut position = 0;
        for statement in &body.statements {
            match &statement.provenance {
                Provenance::Article { claims } => {
                    for &claim in claims {
                        let place = &mut self.places[library.catalogue.claim(claim).place.index()];
                        if place.last() != Some(&key.0) {
                            place.push(key.0);
                        }
                    }
                }
                Provenance::Editor { .. } => {}
            }
            self.voices[voice(statement.provenance.by())].insert(key.0);
            if !statement.heading.is_empty() {
                let heading = fold(&statement.heading);
                self.read_words(Field::Heading, &heading, Some(&mut position), found);
            }
            let text = fold(&texts::plain(&statement.text));
            self.read_words(Field::Body, &text, Some(&mut position), found);
        }
        if !body.markdown.is_empty() {
            for heading in markdown::headings(&body.markdown) {
                self.read_words(Field::Heading, &fold(&heading.text), None, found);
            }
            let text = fold(&texts::plain(&body.markdown));
            self.read_words(Field::Body, &text, Some(&mut position), found);
        }
    }

    /// Reads the words of a folded text; `position` counts on over the pieces of a body and is
    /// `None` for short texts.
    fn read_words(
        &mut self,
        field: Field,
        folded: &str,
        position: Option<&mut u32>,
        found: &mut Vec<Occurrence>,
    ) {
        let mut at = position.as_deref().copied().unwrap_or(0);
        let mut before: Option<words::Token<'_>> = None;
        for token in words::tokens(folded) {
            if token.run {
                for gram in words::grams(token.text) {
                    let word = self.number(gram);
                    found.push(Occurrence { word, field, position: at });
                    at += 1;
                }
            } else {
                let word = self.number(token.text);
                found.push(Occurrence { word, field, position: at });
                if let Some(before) = before.filter(|before| token.hyphenated && !before.run) {
                    let word = self.number(&format!("{}{}", before.text, token.text));
                    found.push(Occurrence { word, field, position: at - 1 });
                }
                at += 1;
            }
            before = Some(token);
        }
        if let Some(position) = position {
            // One more, so that no phrase reaches from a piece into the next.
            *position = at + 1;
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.words.get(word) {
            return number;
        }
        let number = self.grown.len() as u32;
        self.grown.push(Grown::default());
        self.words.insert(word.into(), number);
        number
    }

    /// Keeps the occurrences of an entry and empties the list.
    fn keep(&mut self, entry: u32, found: &mut Vec<Occurrence>) {
        found.sort_unstable();
        let mut positions = Vec::new();
        for same in found.chunk_by(|one, other| one.word == other.word) {
            let grown = &mut self.grown[same[0].word as usize];
            let fields = same
                .iter()
                .filter(|one| one.field != Field::Body)
                .fold(0, |all, one| all | 1 << one.field as u8);
            if fields != 0 {
                grown.fields.push_fields(entry, fields);
            }
            positions.clear();
            positions
                .extend(same.iter().filter(|one| one.field == Field::Body).map(|one| one.position));
            if !positions.is_empty() {
                grown.places.push_positions(entry, &positions);
            }
        }
        found.clear();
    }
}

/// Returns the place of a voice in [`Index::voices`].
pub(super) fn voice(by: By) -> usize {
    match by {
        By::Article => 0,
        By::Editor => 1,
    }
}
