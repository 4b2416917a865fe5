//! What an entry is made of next to its body: each field, and the column that keeps it, is named here
//! and nowhere else in the model. Refuses to know: themes, packs, keys.

use super::column::{ListColumn, TextColumn};
use super::ids::{SourceKey, ThemeKey};

/// The name of an entry in another language, as the catalogue lends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// BCP 47 tag, such as `zh`.
    pub language: &'a str,
    /// The name.
    pub text: &'a str,
    /// How it is read, such as pinyin with tones; empty if the author gave none.
    pub reading: &'a str,
    /// Whether the name was found in a source; `None` if nothing is claimed of its wording.
    pub verified: Option<bool>,
    /// The source that it was found in.
    pub source: Option<SourceKey>,
}

impl<'a> From<&'a NewName> for Name<'a> {
    fn from(name: &'a NewName) -> Self {
        let NewName { language, text, reading, verified, source } = name;
        Self { language, text, reading, verified: *verified, source: *source }
    }
}

/// A name on its way into the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewName {
    /// BCP 47 tag, such as `zh`.
    pub language: Box<str>,
    /// The name.
    pub text: Box<str>,
    /// How it is read, such as pinyin with tones; empty if the author gave none.
    pub reading: Box<str>,
    /// Whether the name was found in a source; `None` if nothing is claimed of its wording.
    pub verified: Option<bool>,
    /// The source that it was found in.
    pub source: Option<SourceKey>,
}

/// Declares the fields of an entry: the type in which one comes, and the column that keeps all of
/// them. A new field is one line here and one in `content::decode::entry`.
macro_rules! entry_fields {
    ($($(#[$doc:meta])* $field:ident: $value:ty => $column:ty,)*) => {
        /// What an entry says of itself next to its body, in the words of the pack format.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct EntryHead {
            $($(#[$doc])* pub $field: $value,)*
        }

        impl EntryHead {
            /// Builds a head that has an id and a title and no more.
            pub fn new(id: &str, title: &str) -> Self {
                let mut head = Self { $($field: Default::default(),)* };
                (head.id, head.title, head.recognise) = (id.into(), title.into(), true);
                head
            }
        }

        /// The heads of all entries, one column a field: an empty text costs four bytes.
        #[derive(Clone, Debug, Default)]
        pub(super) struct EntryColumns {
            $(pub $field: $column,)*
        }

        impl EntryColumns {
            /// Appends a row.
            pub fn push(&mut self, head: EntryHead) {
                $(self.$field.push(head.$field);)*
            }

            /// Moves all rows of another table behind its own.
            pub fn append(&mut self, other: &mut Self) {
                $(self.$field.append(&mut other.$field);)*
            }
        }
    };
}

entry_fields! {
    /// The id, such as `mechanism/coordination`.
    id: Box<str> => TextColumn,
    /// Earlier ids.
    former: Vec<Box<str>> => ListColumn<Box<str>>,
    /// The title.
    title: Box<str> => TextColumn,
    /// The title for lists; empty if the title serves.
    short: Box<str> => TextColumn,
    /// The number shown before the title.
    number: Option<u32> => Vec<Option<u32>>,
    /// One sentence.
    summary: Box<str> => TextColumn,
    /// Searched, never recognised in text.
    aliases: Vec<Box<str>> => ListColumn<Box<str>>,
    /// Recognised in text like the title.
    forms: Vec<Box<str>> => ListColumn<Box<str>>,
    /// Whether title and forms are recognised in text (if the theme is a glossary).
    recognise: bool => Vec<bool>,
    /// Tags.
    tags: Vec<Box<str>> => ListColumn<Box<str>>,
    /// Names in other languages.
    names: Vec<NewName> => ListColumn<NewName>,
}

/// An entry on its way into the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// The theme it belongs to.
    pub theme: ThemeKey,
    /// What it says of itself.
    pub head: EntryHead,
}

impl NewEntry {
    /// Builds an entry that has a title and no more.
    pub fn new(theme: ThemeKey, id: &str, title: &str) -> Self {
        Self { theme, head: EntryHead::new(id, title) }
    }
}
