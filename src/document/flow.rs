//! Running text with styles and targets, before it has a width.

use super::Style;

/// A stretch of text in one style, with the target it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Bytes of the flow's text.
    pub start: u32,
    pub end: u32,
    pub style: Style,
    pub target: Option<u32>,
}

/// Text as the author wrote it, with the stretches that differ from its base style; they ascend and
/// never overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    pub text: Box<str>,
    pub base: Style,
    pub stretches: Box<[Stretch]>,
}

/// A flow is split where it is longer than this, in bytes, so that no key has to lay out a paragraph
/// of megabytes.
const LONG: usize = 8 * 1024;

/// About how long the parts are.
const PART: usize = 4 * 1024;

impl Flow {
    /// Makes a flow in one style.
    pub(super) fn plain(text: &str, base: Style) -> Self {
        Self { text: text.into(), base, stretches: Box::default() }
    }

    /// Splits a very long flow between words into parts that are laid out apart.
    pub(super) fn split(self) -> Vec<Flow> {
        if self.text.len() <= LONG {
            return vec![self];
        }
        let mut parts = Vec::new();
        let mut start = 0;
        let mut first = 0;
        while let Some(end) = self.cut(start + PART) {
            parts.push(self.part(start, end, &mut first));
            // The space at the cut is the row's end.
            start = end + usize::from(self.text.as_bytes()[end].is_ascii_whitespace());
        }
        parts.push(self.part(start, self.text.len(), &mut first));
        parts
    }

    /// Finds a place behind `from` where a row may end and no stretch is cut.
    fn cut(&self, from: usize) -> Option<usize> {
        let from = (from..self.text.len()).find(|&at| self.text.is_char_boundary(at))?;
        let found = self.text[from..].char_indices().find_map(|(at, c)| {
            let at = from + at;
            let whole = || {
                let next = self.stretches.partition_point(|s| s.end as usize <= at);
                self.stretches.get(next).is_none_or(|s| s.start as usize >= at)
            };
            match c {
                ' ' | '\n' if whole() => Some(at),
                '。' if whole() => Some(at + c.len_utf8()),
                _ => None,
            }
        })?;
        (found < self.text.len()).then_some(found)
    }

    /// Copies a part; `first` is the first stretch that can lie in it, and moves on.
    fn part(&self, start: usize, end: usize, first: &mut usize) -> Flow {
        let mut stretches = Vec::new();
        while let Some(stretch) = self.stretches.get(*first) {
            if stretch.start as usize >= end {
                break;
            }
            stretches.push(Stretch {
                start: stretch.start - start as u32,
                end: stretch.end - start as u32,
                ..stretch.clone()
            });
            *first += 1;
        }
        Flow { text: self.text[start..end].into(), base: self.base, stretches: stretches.into() }
    }
}

/// Builds a flow piece by piece.
#[derive(Debug, Default)]
pub(super) struct FlowBuilder {
    pub text: String,
    base: Style,
    stretches: Vec<Stretch>,
}

impl FlowBuilder {
    pub(super) fn new(base: Style) -> Self {
        Self { base, ..Self::default() }
    }

    /// Appends text; tabs count as spaces, a line feed as a line break.
    pub(super) fn push(&mut self, text: &str, style: Style, target: Option<u32>) {
        let start = self.text.len() as u32;
        // Bytes for bytes, so that offsets of the source stay right.
        self.text.extend(text.chars().map(|c| if matches!(c, '\t' | '\r') { ' ' } else { c }));
        let end = self.text.len() as u32;
        if start == end || style == self.base && target.is_none() {
            return;
        }
        match self.stretches.last_mut() {
            Some(last) if last.end == start && last.style == style && last.target == target => {
                last.end = end;
            }
            _ => self.stretches.push(Stretch { start, end, style, target }),
        }
    }

    pub(super) fn finish(self) -> Flow {
        Flow {
            text: self.text.into(),
            base: self.base,
            stretches: self.stretches.into_boxed_slice(),
        }
    }
}
