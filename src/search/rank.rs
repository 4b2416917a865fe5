//! How hits are ordered: the code of a match, one byte made of class and field, and what orders
//! entries of one code. Refuses to know: how matches are found.
//!
//! # The order
//!
//! 1. Class, as [`Class`] lists them; a hit of a lower class never comes before one of a higher
//!    class, whatever else speaks for it. Inside a class the field: title, alias, name, reading,
//!    tag, heading, summary, text. If the words of a query are in several fields, the least of
//!    these counts. An inflected form comes below the exact one. What has words with other accents than
//!    were typed follows the rest of its class.
//! 2. Among exact matches, a glossary term whose abbreviation was typed and a name with the very
//!    signs that were typed (`C++`) come before others.
//! 3. Coverage: how much of the query is in how weighty fields; function words count little.
//! 4. Position: how many words come before the first one that matches.
//! 5. Shortness of the text that matches, in bytes.
//! 6. Pack order.
//!
//! In the two fuzzy classes the score of fuzzy-matcher comes before the field.

use super::class::{Class, Inner, MatchField};

/// The class and field of a match in one byte; smaller is better. The upper half is the place of
/// the class, the lower half what orders matches inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MatchCode(pub u8);

/// How a word of the query and one of the entry agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The same word.
    Whole,
    /// Another form of it.
    Inflected,
    /// The start of it.
    Start,
    /// A misspelling of it, this many edits away.
    Typo(u8),
}

impl MatchCode {
    /// No match.
    pub const NONE: Self = Self(u8::MAX);
    /// One run of letters inside a short text.
    pub const TIGHT: Self = Self::new(Class::TightFuzzy, MatchField::Title, 0);

    const fn new(class: Class, field: MatchField, level: u8) -> Self {
        let field = field as u8;
        let low = match class.row().inner {
            Inner::Field => field,
            Inner::FieldAndForm => field << 1 | level,
            Inner::Level => level,
        };
        Self((class as u8) << 4 | low)
    }

    /// Returns the code of a whole short text.
    pub fn exact(field: MatchField) -> Self {
        Self::new(Class::Exact, field, 0)
    }

    /// Returns the code of the start of a short text.
    pub fn prefix(field: MatchField) -> Self {
        Self::new(Class::Prefix, field, 0)
    }

    /// Returns the code of a whole short text but for a slip.
    pub fn slip(field: MatchField) -> Self {
        Self::new(Class::OneSlip, field, 0)
    }

    /// Returns the code of a phrase in the text.
    pub fn phrase() -> Self {
        Self::new(Class::Phrase, MatchField::Body, 0)
    }

    /// Returns the code of a word.
    pub fn word(level: Level, field: MatchField) -> Self {
        let class = match (level, field) {
            (Level::Typo(1), _) => Class::OneTypo,
            (Level::Typo(_), _) => Class::TwoTypos,
            (_, MatchField::Body) => Class::Body,
            (Level::Start, _) => Class::WordPrefixes,
            (Level::Whole | Level::Inflected, _) => Class::Words,
        };
        let level = match level {
            Level::Whole | Level::Typo(_) => 0,
            Level::Inflected => 1,
            Level::Start => 2,
        };
        Self::new(class, field, level)
    }

    /// Returns the code of an entry that has most words, the best of them in a field.
    pub fn most_words(field: MatchField) -> Self {
        Self::new(Class::MostWords, field, 0)
    }

    /// Returns the code of an entry that has some words, the best of them in a field.
    pub fn some_words(field: MatchField) -> Self {
        Self::new(Class::SomeWords, field, 0)
    }

    /// Returns the class; `None` if there is no match.
    pub fn class(self) -> Option<Class> {
        Class::at(self.0 >> 4)
    }

    /// Returns the field; `None` if there is no match.
    pub fn field(self) -> Option<MatchField> {
        self.read().map(|(_, field, _)| field)
    }

    /// Returns class, field, and how far the word is from the same one: 0, 1 for another form, 2
    /// for its start; 0 for classes of one level.
    fn read(self) -> Option<(Class, MatchField, u8)> {
        let (class, low) = (self.class()?, self.0 & 0xf);
        let (field, level) = match class.row().inner {
            Inner::Field => (low, 0),
            Inner::FieldAndForm => (low >> 1, low & 1),
            Inner::Level => (MatchField::Body as u8, low),
        };
        Some((class, MatchField::ALL[usize::from(field)], level))
    }

    /// Returns whether the words themselves match, none of them misspelt or by scattered letters, or are a
    /// name but for one slip.
    pub fn is_by_words(self) -> bool {
        self < Self::TIGHT
    }

    /// Returns whether the word is begun only.
    pub fn is_start(self) -> bool {
        let is_start = |(class, _, level)| class == Class::WordPrefixes || level == 2;
        self.read().is_some_and(is_start)
    }

    /// Returns whether it is another form of the word that is there.
    pub fn is_other_form(self) -> bool {
        self.read().is_some_and(|(.., level)| level == 1)
    }

    /// Returns how much a word with this code adds to the coverage of a query.
    pub fn worth(self) -> u32 {
        self.read().map_or(0, |(class, field, level)| {
            FIELD_WORTH[field as usize] - class.row().loss - 2 * u32::from(level)
        })
    }
}

/// How much a word in each field adds to the coverage of a query, by [`MatchField`].
const FIELD_WORTH: [u32; 8] = [40, 36, 34, 32, 28, 24, 20, 10];

const WHOLE_BITS: u32 = 14;
/// More than any coverage.
pub const WHOLE: u32 = (1 << WHOLE_BITS) - 1;
const PART_BITS: u32 = 12;
/// Positions and lengths above this are equal.
pub const PART: u32 = (1 << PART_BITS) - 1;

/// What orders entries of one code; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Detail {
    /// False for a term whose abbreviation was typed, and for a name with the very signs that were
    /// typed.
    pub ordinary: bool,
    /// The coverage, counted down.
    pub uncovered: u32,
    /// Words before the first match.
    pub position: u32,
    /// Bytes of the text that matches.
    pub length: u32,
}

impl Detail {
    /// Returns one number that orders as the detail does, larger being better.
    pub fn score(self) -> i64 {
        let part = |number: u32, limit: u32| i64::from(limit - number.min(limit));
        ((i64::from(!self.ordinary) << WHOLE_BITS | part(self.uncovered, WHOLE)) << PART_BITS
            | part(self.position, PART))
            << PART_BITS
            | part(self.length, PART)
    }
}

/// What orders a hit inside its class and field, read back from its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreParts {
    /// How much of the query is in how weighty fields.
    pub coverage: u32,
    /// Words before the first match, up to [`PART`].
    pub before: u32,
    /// Bytes of the text that matches, up to [`PART`].
    pub bytes: u32,
}

impl ScoreParts {
    /// Reads what [`Detail::score`] wrote; `None` if it is a score of fuzzy-matcher, which counts
    /// no coverage.
    pub fn from_score(score: i64) -> Option<Self> {
        let part = |shift: u32, limit: u32| (score >> shift).cast_unsigned() as u32 & limit;
        let coverage = part(2 * PART_BITS, WHOLE);
        let (before, bytes) = (PART - part(PART_BITS, PART), PART - part(0, PART));
        (coverage > 0).then_some(Self { coverage, before, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_order_as_the_classes_do() {
        let fields = || MatchField::ALL.into_iter().take(7);
        let mut codes: Vec<MatchCode> = fields().map(MatchCode::exact).collect();
        codes.extend(fields().map(MatchCode::prefix));
        codes.extend(fields().map(MatchCode::slip));
        for field in fields() {
            codes.push(MatchCode::word(Level::Whole, field));
            codes.push(MatchCode::word(Level::Inflected, field));
        }
        codes.extend(fields().map(|field| MatchCode::word(Level::Start, field)));
        codes.push(MatchCode::phrase());
        for level in [Level::Whole, Level::Inflected, Level::Start] {
            codes.push(MatchCode::word(level, MatchField::Body));
        }
        codes.push(MatchCode::TIGHT);
        for edits in [1, 2] {
            codes.extend(MatchField::ALL.map(|field| MatchCode::word(Level::Typo(edits), field)));
        }
        assert!(codes.is_sorted());
        let classes: Vec<_> = codes.iter().map(|code| code.class()).collect();
        assert!(classes.is_sorted());
    }

    #[test]
    fn a_score_tells_what_it_is_made_of() {
        let detail = Detail { ordinary: true, uncovered: WHOLE - 756, position: 3, length: 5000 };
        let standing = ScoreParts { coverage: 756, before: 3, bytes: PART };
        assert_eq!(ScoreParts::from_score(detail.score()), Some(standing));
        assert_eq!(ScoreParts::from_score(1234), None, "a score of fuzzy-matcher");
    }
}
