//! What an entry is made of next to its body: each field, and the column that keeps it, is named here
//! and nowhere else in the model. Refuses to know: themes, packs, keys.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::columns::{Codes, Column, Counts, Names, StringLists};
use super::ids::ThemeKey;
use super::name::NewName;
use super::offsets::Offsets;
use crate::blocks::{FileWriter, Image, Refusal, Texts};

/// Declares the fields of an entry: the type in which one comes, and the column that keeps all of
/// them. A new field is one line here and one in `content::decode::entry`.
macro_rules! entry_fields {
    ($($(#[$doc:meta])* $field:ident: $value:ty => $column:ty,)*) => {
        /// What an entry says of itself next to its body, in the words of the pack format.
        #[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
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
            /// Counts the rows.
            pub fn len(&self) -> usize {
                self.id.len()
            }

            /// Appends a row.
            pub fn push(&mut self, head: EntryHead) {
                $(Column::push(&mut self.$field, head.$field);)*
            }

            /// Puts all rows of another table behind its own.
            pub fn append(&mut self, other: &Self, moved: &Offsets) {
                $(Column::append(&mut self.$field, &other.$field, moved);)*
            }

            /// Writes all rows.
            pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
                $(Column::write(&self.$field, concat!("entry.", stringify!($field)), out)?;)*
                Ok(())
            }

            /// Takes a table out of a file.
            pub fn read(image: &Image, counts: &Counts) -> Result<Self, Refusal> {
                Ok(Self {
                    $($field: Column::read(concat!("entry.", stringify!($field)), image, counts)?,)*
                })
            }
        }
    };
}

entry_fields! {
    /// The id, such as `mechanism/coordination`.
    id: Box<str> => Texts,
    /// Earlier ids.
    former: Vec<Box<str>> => StringLists,
    /// The title.
    title: Box<str> => Texts,
    /// The title for lists; empty if the title serves.
    short: Box<str> => Texts,
    /// The number shown before the title.
    number: Option<u32> => Codes<Option<u32>>,
    /// One sentence.
    summary: Box<str> => Texts,
    /// Searched, never recognised in text.
    aliases: Vec<Box<str>> => StringLists,
    /// Recognised in text like the title.
    forms: Vec<Box<str>> => StringLists,
    /// Whether title and forms are recognised in text (if the theme is a glossary).
    recognise: bool => Codes<bool>,
    /// Tags.
    tags: Vec<Box<str>> => StringLists,
    /// What sort of thing it is, such as `Metric`; empty where that is not told.
    kind: Box<str> => Texts,
    /// How far it can be relied on, in words that the filter `is:` knows, such as `unverified`.
    standing: Vec<Box<str>> => StringLists,
    /// The day from which it is stale, as [`Day::number`](super::Day::number) has it.
    stale_after: Option<u32> => Codes<Option<u32>>,
    /// Who wrote it and who confirmed it, as [`super::record`] has it, or in other words; may be empty.
    record: Box<str> => Texts,
    /// Names in other languages.
    names: Vec<NewName> => Names,
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
