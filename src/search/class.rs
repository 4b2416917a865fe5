//! Where a match is (its field) and how good it is (its class), with the table of all that follows
//! from a class: its place in the order, its codes, its words. Refuses to know: how matches are
//! found.
//!
//! A new class is a variant of [`Class`], its row in the table, its words in `messages::search`,
//! and the step of a search that finds it.

use crate::messages::search as messages;

/// Where a query's words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchField {
    /// The title (or short title).
    Title,
    /// An alias.
    Alias,
    /// A name in another language.
    Name,
    /// How a name is read.
    Reading,
    /// A tag.
    Tag,
    /// A heading in the body.
    Heading,
    /// The summary.
    Summary,
    /// The text.
    Body,
    /// A note of the reader's own, which is in no index.
    Note,
}

impl MatchField {
    /// All fields of an entry, weightiest first.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Alias,
        Self::Name,
        Self::Reading,
        Self::Tag,
        Self::Heading,
        Self::Summary,
        Self::Body,
    ];

    /// Returns the word for it in hits and JSON answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Alias => "alias",
            Self::Name => "name",
            Self::Reading => "reading",
            Self::Tag => "tag",
            Self::Heading => "heading",
            Self::Summary => "summary",
            Self::Body => "body",
            Self::Note => "note",
        }
    }
}

/// How well a hit matches; the order of the variants is the order of the hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A whole title, alias or name.
    Exact,
    /// The start of one.
    Prefix,
    /// A whole title, alias or name but for one slip.
    OneSlip,
    /// All words.
    Words,
    /// All words as word prefixes.
    WordPrefixes,
    /// A phrase in the body.
    Phrase,
    /// All words in the body.
    Body,
    /// Most words; the hit names those that are not there.
    MostWords,
    /// One run of letters, or starts of words only.
    TightFuzzy,
    /// All words, within one edit.
    OneTypo,
    /// All words, within two edits.
    TwoTypos,
    /// Other words that mean much the same.
    Meaning,
    /// The letters in order, with gaps.
    LooseFuzzy,
    /// Some words, while those that are missing say what was asked.
    SomeWords,
    /// What filters leave, if nothing else was asked for.
    Filtered,
}

/// What follows from a class.
pub(super) struct ClassRow {
    class: Class,
    /// What orders matches inside the class before their details do.
    pub inner: Inner,
    /// How much less a word of this class adds to the coverage of a query.
    pub loss: u32,
    word: &'static str,
    explanation: &'static str,
}

/// What orders matches inside a class before their details do.
#[derive(Clone, Copy)]
pub(super) enum Inner {
    /// The field.
    Field,
    /// The field, then whether the word is inflected.
    FieldAndForm,
    /// How word and text agree; the field is always the body.
    Level,
}

impl ClassRow {
    const fn new(
        class: Class,
        inner: Inner,
        loss: u32,
        word: &'static str,
        explanation: &'static str,
    ) -> Self {
        Self { class, inner, loss, word, explanation }
    }
}

/// The classes, best first, in the order of [`Class`]: what orders inside each, its loss, its word,
/// its explanation.
#[rustfmt::skip]
static TABLE: [ClassRow; 15] = [
    ClassRow::new(Class::Exact, Inner::Field, 0, "exact", messages::EXACT),
    ClassRow::new(Class::Prefix, Inner::Field, 0, "prefix", messages::PREFIX),
    ClassRow::new(Class::OneSlip, Inner::Field, 0, "one slip", messages::ONE_SLIP),
    ClassRow::new(Class::Words, Inner::FieldAndForm, 0, "words", messages::WORDS),
    ClassRow::new(Class::WordPrefixes, Inner::Field, 3, "word starts", messages::WORD_PREFIXES),
    ClassRow::new(Class::Phrase, Inner::Field, 0, "phrase", messages::PHRASE),
    ClassRow::new(Class::Body, Inner::Level, 0, "body words", messages::BODY),
    ClassRow::new(Class::MostWords, Inner::Field, 0, "most words", messages::MOST),
    ClassRow::new(Class::TightFuzzy, Inner::Field, 5, "tight fuzzy", messages::TIGHT),
    ClassRow::new(Class::OneTypo, Inner::Field, 7, "typo 1", messages::ONE_TYPO),
    ClassRow::new(Class::TwoTypos, Inner::Field, 9, "typo 2", messages::TWO_TYPOS),
    ClassRow::new(Class::Meaning, Inner::Field, 0, "meaning", messages::MEANING),
    ClassRow::new(Class::LooseFuzzy, Inner::Field, 5, "loose fuzzy", messages::LOOSE),
    ClassRow::new(Class::SomeWords, Inner::Field, 0, "some words", messages::SOME),
    ClassRow::new(Class::Filtered, Inner::Field, 5, "filtered", messages::FILTERED),
];

// The build fails if a row is not at the place of its variant, or if so many rows leave the upper
// half of a code no place for "no match".
const _: () = {
    let mut at = 0;
    while at < TABLE.len() {
        assert!(TABLE[at].class as usize == at);
        at += 1;
    }
    assert!(TABLE.len() < 16);
};

impl Class {
    /// Returns the word for it in hits and JSON answers, such as `typo 2`.
    pub fn word(self) -> &'static str {
        self.row().word
    }

    /// Returns what an explanation says of it.
    pub(super) fn explanation(self) -> &'static str {
        self.row().explanation
    }

    /// Returns what follows from it.
    pub(super) const fn row(self) -> &'static ClassRow {
        &TABLE[self as usize]
    }

    /// Returns the class at a place of the order, counted from 0.
    pub(super) fn at(place: u8) -> Option<Self> {
        TABLE.get(usize::from(place)).map(|row| row.class)
    }

    /// Returns whether an entry of it lacks words that were asked for.
    pub(super) fn lacks_words(self) -> bool {
        matches!(self, Self::MostWords | Self::SomeWords)
    }

    /// Returns whether words match only with misspellings.
    pub(super) fn is_typo(self) -> bool {
        matches!(self, Self::OneTypo | Self::TwoTypos)
    }
}
