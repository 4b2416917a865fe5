//! The shape of `folio check --json`.

use serde::Serialize;

use super::stats;
use crate::content::diagnostic::Diagnostic;

/// `folio check`.
#[derive(Serialize)]
pub struct Checked<'a> {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// All of them.
    pub diagnostics: Vec<DiagnosticJson<'a>>,
    /// The state of the packs, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stats: Option<stats::StatsJson<'a>>,
}

/// One mistake.
#[derive(Serialize)]
pub struct DiagnosticJson<'a> {
    severity: &'static str,
    code: &'a str,
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    message: &'a str,
    hint: &'a str,
}

impl<'a> DiagnosticJson<'a> {
    /// Reads a mistake.
    pub fn new(diagnostic: &'a Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity.word(),
            code: diagnostic.code,
            file: &diagnostic.file,
            line: diagnostic.line,
            column: diagnostic.column,
            message: &diagnostic.message,
            hint: &diagnostic.hint,
        }
    }
}
