//! What is wrong with a pack, and where.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files::Files;
use super::position::At;
use super::source::UNREADABLE;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Severity {
    /// Something was left out.
    Error,
    /// Nothing was left out.
    Warning,
}

impl Severity {
    /// Returns the word that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The code of a reference into a pack that is not open.
pub const PACK_NOT_OPEN: &str = "pack-not-open";

/// The code of what says that a file has more mistakes than are told.
pub const TOO_MANY_MISTAKES: &str = "too-many-mistakes";

/// The code of a pack whose id another one has that is open.
pub const DUPLICATE_PACK: &str = "duplicate-pack";

/// One mistake in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable word for the kind of mistake, such as `unknown-key`.
    pub code: Cow<'static, str>,
    /// The file as the user would name it.
    pub file: String,
    /// One-based; `None` if the whole file is meant.
    pub line: Option<u32>,
    /// One-based, in characters.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl Diagnostic {
    /// Returns whether it is an error that keeps a whole text, or the rest of one, from being read.
    pub fn hides_text(&self) -> bool {
        hides_text(self.severity, self.line.is_some(), &self.code)
    }

    /// Returns whether something is named that is not there: it may only be so because of another mistake.
    pub fn is_of_reference(&self) -> bool {
        let names = ["entry", "anchor", "claim", "place", "source", "route"];
        self.code.strip_prefix("unknown-").is_some_and(|what| names.contains(&what))
    }

    /// Returns where it is, as `file:line:column`, as far as that is known.
    pub fn place(&self) -> String {
        let mut place = self.file.clone();
        for number in [self.line, self.column].into_iter().flatten() {
            place.push_str(&format!(":{number}"));
        }
        place
    }

    /// Returns where it is, without the folder of the file.
    pub fn short_place(&self) -> String {
        let file = Path::new(&self.file).file_name();
        let file = file.map_or_else(|| self.file.clone(), |name| name.to_string_lossy().into());
        Self { file, ..self.clone() }.place()
    }
}

/// Returns how many mistakes are errors, which leave something out.
pub fn errors_in(mistakes: &[Diagnostic]) -> usize {
    mistakes.iter().filter(|one| one.severity == Severity::Error).count()
}

/// Returns whether a mistake keeps a whole text, or the rest of one, from being read.
fn hides_text(severity: Severity, has_place: bool, code: &str) -> bool {
    let breaks_off = !has_place && code != TOO_MANY_MISTAKES;
    severity == Severity::Error && (breaks_off || matches!(code, "syntax" | "not-utf8"))
}

/// Writes `file:line:column: severity: message [code]`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, code, message, .. } = self;
        write!(formatter, "{}: {}: {message} [{code}]", self.place(), severity.word())
    }
}

/// One mistake, its file still a key: what becomes a [`Diagnostic`] once all files are known.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Mistake {
    /// Where.
    pub at: At,
    /// How bad it is.
    pub severity: Severity,
    /// A stable word for its kind.
    pub code: Cow<'static, str>,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl Mistake {
    /// Builds an error without a hint.
    pub fn error(at: At, code: &'static str, message: String) -> Self {
        Self { at, severity: Severity::Error, code: code.into(), message, hint: String::new() }
    }

    /// Builds a warning without a hint.
    pub fn warning(at: At, code: &'static str, message: String) -> Self {
        Self { severity: Severity::Warning, ..Self::error(at, code, message) }
    }

    /// Returns whether it is an error that keeps a whole text, or the rest of one, from being read.
    pub fn hides_text(&self) -> bool {
        hides_text(self.severity, self.at.spot.is_some(), &self.code)
    }

    /// Returns whether a file could not be read, which may be otherwise in a moment and leave no trace.
    pub fn is_of_reading(&self) -> bool {
        self.code == UNREADABLE
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}

/// Puts mistakes into the order of packs, files and places, and names their files.
pub fn diagnose(mut mistakes: Vec<Mistake>, files: &Files) -> Vec<Diagnostic> {
    mistakes.sort_by_key(|mistake| mistake.at);
    mistakes
        .into_iter()
        .map(|mistake| Diagnostic {
            severity: mistake.severity,
            code: mistake.code,
            file: files.name(mistake.at.file).to_owned(),
            line: mistake.at.spot.map(|spot| spot.line.get()),
            column: mistake.at.spot.map(|spot| spot.column.get()),
            message: mistake.message,
            hint: mistake.hint,
        })
        .collect()
}
