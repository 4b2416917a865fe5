//! Where the value of a setting came from. Refuses to know: the order of the layers.

use super::options::{BadValue, Opt, Value};
use crate::content::diagnostic::{Diagnostic, Severity};
use crate::content::position::At;
use crate::messages::settings as says;

/// The code of a value that a setting cannot have.
pub const BAD_VALUE: &str = "bad-value";

/// Where the value of a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody has said anything.
    Default,
    /// A place in a file.
    File {
        /// The file as the user would name it.
        name: Box<str>,
        /// Where in it.
        at: At,
    },
    /// A variable of the environment.
    Variable(String),
    /// A flag of the command line.
    Flag(&'static str),
}

impl Source {
    /// Returns where it came from, for people.
    pub fn told(&self) -> String {
        match self {
            Self::Default => says::BY_DEFAULT.to_owned(),
            Self::File { name, at } => at.written(name),
            Self::Variable(name) => says::by_variable(name),
            Self::Flag(flag) => (*flag).to_owned(),
        }
    }

    /// Returns the word for the layer, as JSON has it.
    pub fn layer(&self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::File { .. } => "file",
            Self::Variable(_) => "variable",
            Self::Flag(_) => "flag",
        }
    }
}

/// A value of a setting and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The value.
    pub value: Value,
    /// Where it came from.
    pub source: Source,
}

impl Given {
    /// Returns what a setting is by default.
    pub fn by_default(option: &Opt) -> Self {
        Self { value: option.default(), source: Source::Default }
    }
}

/// Builds the mistake of a value that cannot be, where it came from; `None` if nobody has said it, or if
/// the command line did, which tells its mistakes itself.
pub fn mistake(source: &Source, BadValue { message, hint }: BadValue) -> Option<Diagnostic> {
    let (file, spot) = match source {
        Source::Default | Source::Flag(_) => return None,
        Source::Variable(name) => (name.clone(), None),
        Source::File { name, at } => (name.to_string(), at.spot),
    };
    Some(Diagnostic {
        severity: Severity::Error,
        code: BAD_VALUE.into(),
        file,
        line: spot.map(|spot| spot.line.get()),
        column: spot.map(|spot| spot.column.get()),
        message,
        hint,
    })
}
