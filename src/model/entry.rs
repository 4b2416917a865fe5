//! What an entry is made of beside its body.

use super::ids::ThemeKey;

/// The name of an entry in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// BCP 47 tag, such as `zh`.
    pub language: Box<str>,
    /// The name.
    pub text: Box<str>,
    /// How it is read, such as pinyin with tones; empty where the author gave none.
    pub reading: Box<str>,
    /// Whether the name was found in a source.
    pub verified: bool,
}

/// An entry on its way into the catalogue, in the words of the pack format.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// The id, such as `mechanism/coordination`.
    pub id: String,
    /// The theme it belongs to.
    pub theme: ThemeKey,
    /// Earlier ids.
    pub former: Vec<String>,
    /// The title.
    pub title: String,
    /// The title for lists; empty where the title serves.
    pub short: String,
    /// The number shown before the title.
    pub number: Option<u32>,
    /// One sentence.
    pub summary: String,
    /// Searched, never recognised in text.
    pub aliases: Vec<String>,
    /// Recognised in text beside the title.
    pub forms: Vec<String>,
    /// Whether title and forms are recognised in text (where the theme is a glossary).
    pub recognise: bool,
    /// Tags.
    pub tags: Vec<String>,
    /// Names in other languages.
    pub names: Vec<Name>,
}

impl NewEntry {
    /// Builds an entry that has a title and no more.
    pub fn new(theme: ThemeKey, id: &str, title: &str) -> Self {
        Self {
            id: id.to_owned(),
            theme,
            former: Vec::new(),
            title: title.to_owned(),
            short: String::new(),
            number: None,
            summary: String::new(),
            aliases: Vec::new(),
            forms: Vec::new(),
            recognise: true,
            tags: Vec::new(),
            names: Vec::new(),
        }
    }
}
