//! Rows built from texts and roles, for lists. Refuses to know: entries, widths.

use super::{Role, Row, Span, Style};
use crate::text::safe::Safe;
use crate::text::width::width;

impl Row {
    /// Returns how many columns it takes.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| width(&span.text)).sum()
    }

    /// Returns whether it is the row at the end of the prose, see [`Role::End`].
    pub fn is_end(&self) -> bool {
        self.spans.first().is_some_and(|span| span.style.role == Role::End)
    }

    /// Builds a row of spans.
    pub fn of(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }

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
        Self::of(spans)
    }
}
