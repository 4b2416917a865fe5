//! Rows built from texts and roles, for lists. Refuses to know: entries, widths.

use super::{Role, Row, Span, Style};
use crate::text::safe::Safe;

impl Row {
    /// Builds a row from texts with their roles, leaving out empty ones.
    pub fn new<const N: usize>(parts: [(&str, Role); N]) -> Self {
        let spans = parts
            .into_iter()
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, role)| Span {
                text: Safe::line(text),
                style: Style { role, ..Style::default() },
                ..Span::default()
            })
            .collect();
        Self { spans }
    }
}
