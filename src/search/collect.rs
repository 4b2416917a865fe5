//! What the index is built from: short texts, words, tags and places of a stretch of entries, read
//! one entry after another. Refuses to know: how stretches are joined, queries.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use compact_str::CompactString;
use foldhash::fast::RandomState;

use super::bits::Bits;
use super::class::MatchField;
use super::lines::Lines;
use super::postings::Growing;
use super::standings::{self, Mark};
use super::{pinyin, texts, words};
use crate::model::{By, EntryKey, Library, Provenance};
use crate::text::fold::{Folded, fold, lower};
use crate::text::markdown;

/// How much of each entry is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// What it is called, as a whole.
    Names,
    /// The words of its short texts, too.
    Titles,
    /// All.
    Bodies,
}

/// All that is read from a stretch of entries.
pub(super) struct Collected {
    pub lines: Lines,
    /// The words, each with its place in `grown`. They are looked up for every word of every text: short ones
    /// lie in the table itself.
    words: HashMap<CompactString, u32, RandomState>,
    grown: Vec<WordPostings>,
    /// Words in lower case with the marks that folding takes away.
    pub written: HashSet<Box<str>>,
    pub tags: HashMap<String, Vec<u32>>,
    pub places: Vec<Vec<u32>>,
    pub voices: Voices,
    reach: Reach,
}

/// The entries with statements of each voice.
#[derive(Clone, Debug)]
pub(super) struct Voices {
    article: Bits,
    editor: Bits,
}

impl Voices {
    fn new(length: usize) -> Self {
        Self { article: Bits::new(length), editor: Bits::new(length) }
    }

    /// Returns the entries with statements of a voice.
    pub fn entries_with(&self, by: By) -> &Bits {
        match by {
            By::Article => &self.article,
            By::Editor => &self.editor,
        }
    }

    fn insert(&mut self, by: By, entry: u32) {
        match by {
            By::Article => self.article.insert(entry),
            By::Editor => self.editor.insert(entry),
        }
    }

    fn unite(&mut self, other: &Self) {
        self.article.unite(&other.article);
        self.editor.unite(&other.editor);
    }
}

/// The postings of one word while they are collected.
#[derive(Default)]
pub(super) struct WordPostings {
    /// Its fields but the text.
    pub fields: Growing,
    /// Its positions in the text.
    pub positions: Growing,
}

/// One occurrence of a word in the entry at hand; sorts by word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence {
    word: u32,
    /// The field, and for headings and text the position in the body.
    field: MatchField,
    position: u32,
}

impl Collected {
    /// Reads the entries.
    pub fn new(library: &Library, entries: Range<u32>, reach: Reach) -> Self {
        let catalogue = &library.catalogue;
        let mut part = Self {
            lines: Lines::default(),
            words: HashMap::default(),
            grown: Vec::new(),
            written: HashSet::new(),
            tags: HashMap::new(),
            places: vec![Vec::new(); catalogue.places().len()],
            voices: Voices::new(catalogue.len()),
            reach,
        };
        let mut found = Vec::new();
        for entry in entries {
            part.read_short_texts(library, EntryKey(entry), &mut found);
            if reach == Reach::Bodies {
                part.read_body(library, EntryKey(entry), &mut found);
            }
            part.keep(entry, &mut found);
            part.lines.close_before(entry + 1);
        }
        part
    }

    /// Returns the words, in no order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(AsRef::as_ref)
    }

    /// Returns the postings of a word, if it occurs.
    pub fn postings(&self, word: &str) -> Option<&WordPostings> {
        Some(&self.grown[*self.words.get(word)? as usize])
    }

    /// Appends the tags, places and voices of later entries.
    pub fn append_marks(&mut self, later: &Self) {
        for (tag, entries) in &later.tags {
            self.tags.entry(tag.clone()).or_default().extend(entries);
        }
        for (all, more) in self.places.iter_mut().zip(&later.places) {
            all.extend(more);
        }
        self.voices.unite(&later.voices);
    }

    fn read_short_texts(&mut self, library: &Library, key: EntryKey, found: &mut Vec<Occurrence>) {
        let catalogue = &library.catalogue;
        self.read_line(key, MatchField::Title, catalogue.title(key), found);
        if catalogue.short(key) != catalogue.title(key) {
            self.read_line(key, MatchField::Title, catalogue.short(key), found);
        }
        for alias in catalogue.aliases(key).chain(catalogue.forms(key)) {
            self.read_line(key, MatchField::Alias, alias, found);
        }
        for called in texts::numbered(catalogue, key) {
            self.read_line(key, MatchField::Alias, &called, found);
        }
        for name in catalogue.names(key) {
            let folded = self.folded(name.text);
            self.lines.push(key.0, MatchField::Name, &folded);
            self.read_words(MatchField::Name, &folded, None, found);
            let chinese = name.language.is_empty() || name.language.starts_with("zh");
            if chinese {
                self.read_syllables(key, &pinyin::syllables(&folded, name.reading), found);
            }
            if !name.reading.is_empty() {
                let reading = self.folded(name.reading);
                if !chinese {
                    self.lines.push(key.0, MatchField::Reading, &reading);
                }
                self.read_words(MatchField::Reading, &reading, None, found);
            }
        }
        if self.reach == Reach::Names {
            return;
        }
        for tag in catalogue.tags(key) {
            let folded = self.folded(tag);
            self.read_words(MatchField::Tag, &folded, None, found);
            self.tags.entry(folded).or_default().push(key.0);
        }
        let kind = catalogue.kind(key);
        if !kind.is_empty() {
            let kind = self.folded(kind);
            self.read_words(MatchField::Tag, &kind, None, found);
            self.tags.entry(Mark::Kind.tag(&kind)).or_default().push(key.0);
        }
        for mark in standings::marks(catalogue, key) {
            self.tags.entry(mark).or_default().push(key.0);
        }
        if !catalogue.summary(key).is_empty() {
            let summary = self.folded(&catalogue.plain_summary(key));
            self.read_words(MatchField::Summary, &summary, None, found);
        }
    }

    /// Reads a title or an alias; how a Chinese one is pronounced becomes a line of its own.
    fn read_line(
        &mut self,
        key: EntryKey,
        field: MatchField,
        text: &str,
        found: &mut Vec<Occurrence>,
    ) {
        let folded = self.folded(text);
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
        self.lines.push(key.0, MatchField::Reading, &syllables.join(" "));
        if self.reach == Reach::Names {
            return;
        }
        for typed in pinyin::typed(syllables) {
            let word = self.number(&typed);
            found.push(Occurrence { word, field: MatchField::Reading, position: 0 });
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
            self.voices.insert(statement.provenance.by(), key.0);
            if !statement.heading.is_empty() {
                let heading = self.folded(&statement.heading);
                self.read_words(MatchField::Heading, &heading, Some(&mut position), found);
            }
            let text = self.folded(&library.catalogue.plain_of(key, &statement.text).text);
            self.read_words(MatchField::Body, &text, Some(&mut position), found);
        }
        if !body.markdown.is_empty() {
            for heading in markdown::headings(&body.markdown) {
                let heading = self.folded(&heading.text);
                self.read_words(MatchField::Heading, &heading, None, found);
            }
            let text = self.folded(&library.catalogue.plain_of(key, &body.markdown).text);
            self.read_words(MatchField::Body, &text, Some(&mut position), found);
        }
    }

    /// Folds a text, and keeps those of its words that lose marks by it.
    fn folded(&mut self, text: &str) -> String {
        let has_marks = |token: words::Token<'_>| !token.run && !token.text.is_ascii();
        if text.is_ascii() || self.reach == Reach::Names || !words::tokens(text).any(has_marks) {
            return fold(text);
        }
        let folded = Folded::new(text);
        for token in words::tokens(&folded.text).filter(|token| !token.run) {
            let place = token.start..token.start + token.text.len();
            let typed = &text[folded.characters(text, place)];
            if typed.is_ascii() {
                continue;
            }
            let written = lower(typed);
            if written != token.text && !self.written.contains(&*written) {
                self.written.insert(written.into());
            }
        }
        folded.text
    }

    /// Reads the words of a folded text; `position` counts on over the pieces of a body and is
    /// `None` for short texts.
    fn read_words(
        &mut self,
        field: MatchField,
        folded: &str,
        position: Option<&mut u32>,
        found: &mut Vec<Occurrence>,
    ) {
        if self.reach == Reach::Names {
            return;
        }
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
                if let Some(before) = before.filter(|before| token.joined && !before.run) {
                    let word = self.number(&format!("{}{}", before.text, token.text));
                    found.push(Occurrence { word, field, position: at - 1 });
                }
                at += 1;
            }
            before = Some(token);
        }
        // They take no place of their own: a phrase reaches over them.
        for sign in words::sign_tokens(folded) {
            let word = self.number(sign.text);
            found.push(Occurrence { word, field, position: at });
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
        self.grown.push(WordPostings::default());
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
                .filter(|one| one.field != MatchField::Body)
                .fold(0, |all, one| all | 1 << one.field as u8);
            if fields != 0 {
                grown.fields.push_fields(entry, fields);
            }
            positions.clear();
            positions.extend(
                same.iter().filter(|one| one.field == MatchField::Body).map(|one| one.position),
            );
            if !positions.is_empty() {
                grown.positions.push_positions(entry, &positions);
            }
        }
        found.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bodies, Catalogue};

    struct Bodiless;

    impl Bodies for Bodiless {
        fn body(&self, _: EntryKey) -> std::sync::Arc<crate::model::Body> {
            std::sync::Arc::default()
        }
    }

    #[test]
    fn words_are_kept_as_they_are_written_where_folding_takes_something_from_them() {
        let library = Library::new(Catalogue::new(), Bodiless);
        let mut part = Collected::new(&library, 0..0, Reach::Bodies);
        let folded = part.folded("Cafés, П'ять чаю, Thé vert, 绿茶 and GRÜN");
        assert_eq!(folded, fold("Cafés, П'ять чаю, Thé vert, 绿茶 and GRÜN"));
        let mut written: Vec<&str> = part.written.iter().map(AsRef::as_ref).collect();
        written.sort_unstable();
        assert_eq!(written, ["cafés", "grün", "thé", "п'ять"]);
    }
}
