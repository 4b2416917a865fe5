//! Where statements come from: sources, places in them, claims at the places.

use serde::{Deserialize, Serialize};

use super::ids::{PackKey, PlaceKey, SourceKey};

/// An outside publication, or the primary text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Source {
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// The title.
    pub title: Box<str>,
    /// Empty where unknown, as are all that follow.
    pub author: Box<str>,
    /// Who published it.
    pub publisher: Box<str>,
    /// BCP 47 tag.
    pub language: Box<str>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub date: Box<str>,
    /// When the editor looked, in the same forms.
    pub checked: Box<str>,
    /// Where it stands.
    pub url: Box<str>,
    /// How to find it where it has no address, or why it has none.
    pub access: Box<str>,
    /// How much it is used, and when that was counted.
    pub usage: Box<str>,
    /// Whether `by = "article"` means this text.
    pub primary: bool,
}

/// A paragraph or section of a source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Place {
    /// The pack that declares it.
    pub pack: PackKey,
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// What the reader sees, such as `02 · Fifth`.
    pub label: Box<str>,
    /// What the label means in full, such as `Section 02, on the fifth mechanism`.
    pub title: Box<str>,
    /// The source it lies in; `None` where the pack has no single primary source.
    pub source: Option<SourceKey>,
}

impl Place {
    /// Builds a place that says no more of itself than its id and label.
    pub fn new(pack: PackKey, id: &str, label: &str) -> Self {
        Self { pack, id: id.into(), label: label.into(), title: Box::default(), source: None }
    }
}

/// One distinct thing that the source says, as the catalogue lends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The id, unique in its pack.
    pub id: &'a str,
    /// Where the source says it.
    pub place: PlaceKey,
    /// What it says.
    pub text: &'a str,
}

/// A claim on its way into the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClaim {
    /// The id, unique in its pack.
    pub id: Box<str>,
    /// Where the source says it.
    pub place: PlaceKey,
    /// What it says.
    pub text: Box<str>,
}
