//! The one type of text that a sink takes.

use std::fmt;
use std::ops::Deref;

/// Text that cannot drive a terminal: no control, escape, bidirectional or invisible character.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Safe(String);

impl Safe {
    /// Makes one line of text safe; line breaks and tabs become spaces.
    pub fn line(text: &str) -> Self {
        Self(text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect())
    }

    /// Makes text safe and keeps its line breaks (CRLF becomes LF).
    pub fn text(text: &str) -> Self {
        Self(text.lines().map(|line| Self::line(line).0).collect::<Vec<_>>().join("\n"))
    }

    /// Gives the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Appends text that is safe already.
    pub fn push(&mut self, more: &Safe) {
        self.0.push_str(&more.0);
    }

    /// Cuts out a stretch of bytes, which must lie on character boundaries.
    #[must_use]
    pub fn slice(&self, range: std::ops::Range<usize>) -> Safe {
        Self(self.0[range].to_owned())
    }
}

impl Deref for Safe {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
