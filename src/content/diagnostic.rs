//! What is wrong with a pack, and where.

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was left out.
    Error,
    /// Nothing was left out.
    Warning,
}

/// One mistake in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable word for the kind of mistake, such as `unknown-key`.
    pub code: &'static str,
    /// The file as the user would name it.
    pub file: String,
    /// One-based; `None` where the whole file is meant.
    pub line: Option<u32>,
    /// One-based, in characters.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// What to do; may be empty.
    pub hint: String,
}
