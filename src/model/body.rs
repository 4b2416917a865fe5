//! The body of an entry: statements with their provenance, then free Markdown.

use serde::{Deserialize, Serialize};

use super::ids::{ClaimKey, SourceKey};

/// The body of one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Body {
    /// The pieces with provenance, in reading order.
    pub statements: Vec<Statement>,
    /// Markdown without provenance, shown after the statements; empty if there is none.
    pub markdown: Box<str>,
}

impl Body {
    /// Goes through its texts, as Markdown, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.statements.iter().map(|one| &*one.text).chain([&*self.markdown])
    }

    /// Returns how long its texts are, in bytes.
    pub fn bytes(&self) -> usize {
        self.texts().map(str::len).sum()
    }
}

/// One piece of a body with its provenance.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Statement {
    /// The anchor that links and notes hold on to; empty where the author gave none.
    pub id: Box<str>,
    /// Opens a section; empty where the statement continues the one before.
    pub heading: Box<str>,
    /// Markdown.
    pub text: Box<str>,
    /// Who says it.
    pub provenance: Provenance,
}

/// Who says a statement or a link, and on what ground.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Provenance {
    /// The primary text, with the claims that say it.
    Article {
        /// In the author's order.
        claims: Vec<ClaimKey>,
    },
    /// The pack's editor.
    Editor {
        /// How well founded it is.
        certainty: Certainty,
        /// The sources that say it; never empty where the certainty is [`Certainty::Sourced`].
        sources: Vec<SourceKey>,
    },
}

/// Who speaks, without the ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// The primary text.
    Article,
    /// The pack's editor.
    Editor,
}

impl Provenance {
    /// Tells who speaks.
    pub fn by(&self) -> By {
        match self {
            Self::Article { .. } => By::Article,
            Self::Editor { .. } => By::Editor,
        }
    }

    /// Returns the claims that it rests on; none where the editor speaks.
    pub fn claims(&self) -> &[ClaimKey] {
        match self {
            Self::Article { claims } => claims,
            Self::Editor { .. } => &[],
        }
    }
}

impl By {
    /// Returns the word of the pack format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Editor => "editor",
        }
    }
}

/// How well founded an editor's statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
pub enum Certainty {
    /// An outside source says it.
    Sourced,
    /// General knowledge.
    General,
    /// Concluded by the editor.
    Inferred,
}

impl Certainty {
    /// Returns the word of the pack format.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::General => "general",
            Self::Inferred => "inferred",
        }
    }
}
