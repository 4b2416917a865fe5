//! Names in other languages.

use serde::{Deserialize, Serialize};

use super::ids::SourceKey;

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

/// A name on its way into the catalogue.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
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
