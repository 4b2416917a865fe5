//! Search over titles, aliases, names, readings, headings, summaries and text of all open packs.
//! The class of a match decides the order, always. Refuses to know: screens and files.
//!
//! # The way of a query
//!
//! ```text
//! Library -> Index (lines: short texts as columns; vocabulary and postings: all words)
//! text -> Query -> evaluate (each word by the postings) -> rank (codes, the best entries)
//!                  typo, fuzzy (what the words did not find) -> excerpt (rows that are shown) -> Hits
//! ```
//!
//! A [`Finder`] answers one reader's queries from a worker thread: the first rows early, the exact
//! answer after, and nothing that is no longer wanted. [`search`] is the same in one call. The bodies
//! of a large library take seconds to be read; [`Index::of_titles`] answers until then.

mod bits;
mod choose;
mod cut;
mod evaluate;
mod excerpt;
mod explain;
mod filters;
mod find;
pub mod fuzzy;
mod index;
pub mod lines;
mod pinyin;
mod postings;
mod query;
mod rank;
mod state;
mod suggest;
mod texts;
mod typo;
mod vocabulary;
mod words;

use std::ops::Range;

use crate::messages::search as messages;
use crate::model::{EntryKey, PackKey, ThemeKey};

pub use explain::explain;
pub use filters::{Completion, complete};
pub use find::{Finder, search};
pub use index::{Index, Memory};
pub use query::Query;

/// Where a query's words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
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
}

impl Field {
    /// All fields, weightiest first.
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

    /// Returns the word that hits and JSON answers name it by.
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
    /// All words.
    Words,
    /// All words as word prefixes.
    WordPrefixes,
    /// A phrase in the body.
    Phrase,
    /// All words in the body.
    Body,
    /// One run of letters or word starts only.
    TightFuzzy,
    /// Within this many edits.
    Typo(u8),
    /// Any subsequence.
    LooseFuzzy,
    /// What filters leave, where nothing else was asked for.
    Filtered,
}

impl Class {
    /// Returns the word that hits and JSON answers name it by, such as `typo 2`.
    pub fn word(self) -> String {
        match self {
            Self::Typo(edits) => format!("typo {edits}"),
            Self::Exact => "exact".to_owned(),
            Self::Prefix => "prefix".to_owned(),
            Self::Words => "words".to_owned(),
            Self::WordPrefixes => "word starts".to_owned(),
            Self::Phrase => "phrase".to_owned(),
            Self::Body => "body words".to_owned(),
            Self::TightFuzzy => "tight fuzzy".to_owned(),
            Self::LooseFuzzy => "loose fuzzy".to_owned(),
            Self::Filtered => "filtered".to_owned(),
        }
    }
}

/// What is searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All open packs.
    #[default]
    Library,
    /// One pack.
    Pack(PackKey),
    /// One theme.
    Theme(ThemeKey),
    /// One entry.
    Entry(EntryKey),
}

/// A piece of text around a match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The text as the author wrote it, without Markdown.
    pub text: String,
    /// The matched stretches, in bytes of `text`, ascending, on grapheme boundaries.
    pub marks: Vec<Range<usize>>,
}

/// One entry that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The entry.
    pub entry: EntryKey,
    /// The best field.
    pub field: Field,
    /// The class of the match.
    pub class: Class,
    /// Orders hits inside one class and field.
    pub score: i64,
    /// The field's text with the match marked.
    pub excerpt: Excerpt,
    /// Where in the body the match stands: the index of the statement, or the number of statements
    /// for the Markdown behind them; `None` where the match is not in the body.
    pub piece: Option<u32>,
    /// The words (as they stand in the entry) to highlight when the entry opens at this hit.
    pub words: Vec<String>,
}

impl Hit {
    /// Says where and how well it matches, such as `title · typo 2`.
    pub fn label(&self) -> String {
        match self.class {
            Class::Filtered => self.class.word(),
            Class::Body => messages::field_and_class(self.field.word(), &Class::Words.word()),
            class => messages::field_and_class(self.field.word(), &class.word()),
        }
    }
}

/// A way out where nothing, or nothing good, was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// The title, or another name, that is nearest.
    Nearest {
        /// Its entry.
        entry: EntryKey,
        /// The title or name as the author wrote it.
        name: String,
    },
    /// A theme of the name that was typed, with the query that lists it.
    Theme {
        /// The theme.
        theme: ThemeKey,
        /// The query that is just this filter.
        query: String,
    },
    /// The query without the word that has no hit.
    Without {
        /// The word to drop.
        word: String,
        /// The query that is left.
        query: String,
    },
    /// A filter with a value that it can have.
    Value {
        /// The query that is just this filter.
        query: String,
    },
    /// The same query over everything.
    Widen,
    /// The terms, by their theme, where nothing else helps.
    Terms(ThemeKey),
}

/// What a search gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many entries match, also those beyond the limit; a lower bound while `provisional`.
    pub total: usize,
    /// Whether a better answer to the same query follows: more rows behind these, the exact total.
    /// Rows that are given keep their places.
    pub provisional: bool,
    /// Whether texts were not searched, because their index is still being built: the answer stays
    /// provisional, and what is found in texts may come before its rows.
    pub titles_only: bool,
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// What to do if there are none.
    pub suggestions: Vec<Suggestion>,
    /// What is wrong with the query, as sentences.
    pub hints: Vec<String>,
}

impl Hits {
    /// Returns whether any hit is more than like the query in its letters.
    pub fn is_found(&self) -> bool {
        self.hits.iter().any(|hit| hit.class != Class::LooseFuzzy)
    }
}

#[cfg(test)]
mod tests;
