//! What a search answers, as values. Refuses to know: how they are found and ordered, and how they
//! are shown.

use std::ops::Range;

use super::class::{Class, MatchField};
use super::query::FilterKind;
use crate::messages::search as messages;
use crate::model::{EntryKey, ThemeKey};

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
    pub field: MatchField,
    /// The class of the match.
    pub class: Class,
    /// Orders hits inside one class and field.
    pub score: i64,
    /// The field's text with the match marked.
    pub excerpt: Excerpt,
    /// Where in the body the match is: the index of the statement, or the number of statements for
    /// the Markdown after them; `None` if the match is not in the body.
    pub piece: Option<u32>,
    /// The words (as the entry writes them) to highlight when the entry opens at this hit.
    pub words: Vec<String>,
    /// The words of the query that the entry lacks, if it has only most or some of them.
    pub missing: Vec<String>,
    /// The words that say why it is near in meaning; `None` in other classes.
    pub near: Option<NearWords>,
}

/// The word of a query and the word of an entry that carried most of their nearness in meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearWords {
    /// The word of the query, folded.
    pub asked: String,
    /// The word of the entry, folded.
    pub found: String,
}

impl Hit {
    /// Describes where and how well it matches, such as `title · typo 2`.
    pub fn label(&self) -> String {
        if let Some(NearWords { asked, found }) = &self.near {
            return messages::class_and_near_words(self.class.word(), asked, found);
        }
        let word = match self.class {
            Class::Filtered if self.field != MatchField::Note => {
                return self.class.word().to_owned();
            }
            // The field says already that they are in the text.
            Class::Body => Class::Words.word(),
            class => class.word(),
        };
        let label = messages::field_and_class(self.field.word(), word);
        if self.missing.is_empty() { label } else { messages::without(&label, &self.missing) }
    }
}

/// What to try next if nothing, or nothing good, was found.
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
        /// The query with this filter.
        query: String,
    },
    /// The two entries that the query sets against each other, side by side.
    Compare {
        /// The first.
        left: EntryKey,
        /// The second.
        right: EntryKey,
    },
    /// So many matches by scattered letters, which are left out because better ones were found.
    Looser(usize),
    /// The same query over everything.
    Widen,
    /// The terms, by their theme, if nothing else helps.
    Terms(ThemeKey),
}

impl Suggestion {
    /// Returns whether it is what was asked for, and so stands before hits that are not exact.
    pub fn leads(&self) -> bool {
        matches!(self, Self::Theme { .. } | Self::Compare { .. })
    }
}

/// What a reader should know of how a query was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryHint {
    /// What looks like a filter has a name that no filter has.
    UnknownFilter {
        /// The name as it was typed, folded.
        name: String,
    },
    /// A filter has a value that nothing in the library has.
    UnknownValue {
        /// What the filter asks about.
        filter: FilterKind,
        /// The value as it was typed, folded.
        value: String,
        /// The values that it can have; empty for tags, which are too many to list.
        known: Vec<String>,
    },
    /// Chinese words were looked for by what they mean: each folded, with its English.
    Glosses(Vec<(String, Vec<&'static str>)>),
    /// A part of the index is damaged in its file: hits may be missing.
    Damaged,
}

impl QueryHint {
    /// Returns it as a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::UnknownFilter { name } => {
                messages::unknown_filter(name, &FilterKind::ALL.map(|(_, known)| known))
            }
            Self::UnknownValue { filter, value, known } => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                messages::unknown_value(filter.name(), value, &known)
            }
            Self::Glosses(words) => {
                let words: Vec<String> =
                    words.iter().map(|(word, english)| messages::gloss(word, english)).collect();
                words.join("; ")
            }
            Self::Damaged => messages::DAMAGED_INDEX.to_owned(),
        }
    }
}

/// The answer of a search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// How many entries match, also those beyond the limit; a lower bound while `provisional`.
    pub total: usize,
    /// Whether a better answer to the same query follows: more rows after these, the exact total.
    /// Rows that were sent keep their places, but for those that a glance at a very large library gave.
    pub provisional: bool,
    /// Whether texts were not searched, because their index is still being built: the answer stays
    /// provisional, and what is found in texts may come before its rows.
    pub titles_only: bool,
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// What to do if there are none.
    pub suggestions: Vec<Suggestion>,
    /// What is wrong with the query.
    pub hints: Vec<QueryHint>,
}

impl Hits {
    /// Returns whether any hit matches otherwise than by scattered letters.
    pub fn is_found(&self) -> bool {
        self.hits.iter().any(|hit| hit.class != Class::LooseFuzzy)
    }
}
