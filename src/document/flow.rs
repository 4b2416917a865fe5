//! Running text with styles and targets, before it has a width.

use std::ops::Range;

use super::Style;
use crate::text::grapheme::Graphemes;

/// A stretch of text in one style, with the target it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StyledStretch {
    /// Where it starts and ends, in bytes of the flow's text.
    pub start: u32,
    pub end: u32,
    pub style: Style,
    pub target: Option<u32>,
}

/// Text as the author wrote it, with the stretches that differ from its base style, ascending and
/// without overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    pub text: Box<str>,
    pub base: Style,
    pub stretches: Box<[StyledStretch]>,
}

/// A flow longer than this, in bytes, is split, so that no key press has to lay out a paragraph of
/// megabytes.
const LONG: usize = 8 * 1024;

/// The least length of a part but the last, in bytes; the most is [`LONG`], unless a single
/// grapheme is longer.
const PART: usize = 4 * 1024;

impl Flow {
    /// Builds a flow in one style.
    pub(super) fn plain(text: &str, base: Style) -> Self {
        Self { text: text.into(), base, stretches: Box::default() }
    }

    /// Splits a very long flow into parts that are laid out separately, between words if possible.
    pub(super) fn split(self) -> Vec<Flow> {
        let mut parts = Vec::new();
        let mut start = 0;
        let mut graphemes = Graphemes::new(&self.text);
        while self.text.len() - start > LONG {
            let end = self.cut(start).unwrap_or_else(|| {
                let grapheme = graphemes.around(self.text.floor_char_boundary(start + LONG));
                if grapheme.start > start { grapheme.start } else { grapheme.end }
            });
            if end == self.text.len() {
                break;
            }
            parts.push(self.part(start..end));
            // The space at the cut is where the row ends.
            start = end + usize::from(self.text.as_bytes()[end].is_ascii_whitespace());
        }
        if start == 0 {
            return vec![self];
        }
        parts.push(self.part(start..self.text.len()));
        parts
    }

    /// Returns a place between words, from [`PART`] to [`LONG`] bytes after `start`.
    fn cut(&self, start: usize) -> Option<usize> {
        let from = self.text.ceil_char_boundary(start + PART);
        let to = self.text.floor_char_boundary(start + LONG);
        self.text[from..to].char_indices().find_map(|(at, c)| match c {
            ' ' | '\n' => Some(from + at),
            '。' => Some(from + at + c.len_utf8()),
            _ => None,
        })
    }

    /// Returns a part as a flow of its own.
    pub(super) fn part(&self, range: Range<usize>) -> Flow {
        let (start, end) = (range.start as u32, range.end as u32);
        let first = self.stretches.partition_point(|stretch| stretch.end <= start);
        let stretches = self.stretches[first..].iter().take_while(|stretch| stretch.start < end);
        let clipped = |stretch: &StyledStretch| StyledStretch {
            start: stretch.start.max(start) - start,
            end: stretch.end.min(end) - start,
            ..stretch.clone()
        };
        Flow {
            text: self.text[range].into(),
            base: self.base,
            stretches: stretches.map(clipped).collect(),
        }
    }
}

/// Builds a flow stretch by stretch.
#[derive(Debug, Default)]
pub(super) struct FlowBuilder {
    pub text: String,
    base: Style,
    stretches: Vec<StyledStretch>,
}

impl FlowBuilder {
    pub(super) fn new(base: Style) -> Self {
        Self { base, ..Self::default() }
    }

    /// Appends text; a tab becomes a space, a line feed stays a line break.
    pub(super) fn push(&mut self, text: &str, style: Style, target: Option<u32>) {
        let start = self.text.len() as u32;
        // Byte for byte, so that offsets into the source stay right.
        self.text.extend(text.chars().map(|c| if matches!(c, '\t' | '\r') { ' ' } else { c }));
        let end = self.text.len() as u32;
        if start == end || style == self.base && target.is_none() {
            return;
        }
        match self.stretches.last_mut() {
            Some(last) if last.end == start && last.style == style && last.target == target => {
                last.end = end;
            }
            _ => self.stretches.push(StyledStretch { start, end, style, target }),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns the parts of a text in which every second character has a target.
    fn parts(text: &str) -> Vec<Flow> {
        let mut flow = FlowBuilder::new(Style::default());
        for (index, c) in text.chars().enumerate() {
            flow.push(c.encode_utf8(&mut [0; 4]), Style::default(), (index % 2 == 0).then_some(0));
        }
        flow.finish().split()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn parts_are_short_and_lose_nothing_but_the_spaces_between_them(
            words in proptest::collection::vec(("[a-z]|中国|🇨🇳|e\u{301}", 1usize..4_000, "[ 。]?"), 0..8),
        ) {
            let text: String =
                words.iter().map(|(word, times, behind)| word.repeat(*times) + behind).collect();
            let mut rest = &*text;
            let mut number = 0;
            for part in parts(&text) {
                prop_assert!(part.text.len() <= LONG);
                if !rest.starts_with(&*part.text) {
                    rest = rest.strip_prefix(' ').expect("a space parts them");
                    number += 1;
                }
                rest = rest.strip_prefix(&*part.text).expect("a part follows the one before");
                for (index, (at, c)) in (number..).zip(part.text.char_indices()) {
                    let held = |s: &StyledStretch| (s.start..s.end).contains(&(at as u32));
                    prop_assert_eq!(part.stretches.iter().any(held), index % 2 == 0, "{} at {}", c, at);
                }
                number += part.text.chars().count();
            }
            prop_assert_eq!(rest, "");
        }

        #[test]
        fn no_grapheme_is_cut(word in "中|🇨🇳|e\u{301}|👩\u{200d}👩\u{200d}👧|a") {
            let parts = parts(&word.repeat(20_000));
            prop_assert!(parts.len() > 1);
            for part in parts {
                prop_assert_eq!(part.text.len() % word.len(), 0);
            }
        }
    }
}
