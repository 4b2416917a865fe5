//! Where graphemes begin and end: what a reader takes for one character is never cut.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The graphemes of a text, asked for at ascending offsets: all answers together cost no more than one
/// pass, though a single grapheme may be megabytes long and a flag depends on all flags before it.
#[derive(Clone, Debug)]
pub struct Graphemes<'t> {
    text: &'t str,
    /// A boundary behind which every further offset lies.
    known: usize,
    /// The grapheme that was found last.
    last: Range<usize>,
}

impl<'t> Graphemes<'t> {
    /// Begins at the start of a text.
    pub fn new(text: &'t str) -> Self {
        Self { text, known: 0, last: 0..0 }
    }

    /// Returns the grapheme that holds `offset`; an empty range where one begins or ends there.
    ///
    /// The offset must lie on a character boundary, and behind or at all that were asked for before.
    pub fn around(&mut self, offset: usize) -> Range<usize> {
        if self.last.start < offset && offset < self.last.end {
            return self.last.clone();
        }
        debug_assert!(self.known <= offset, "offsets ascend");
        let bytes = self.text.as_bytes();
        let is_plain = |&at: &usize| {
            at == bytes.len()
                || bytes[at - 1].is_ascii()
                    && bytes[at].is_ascii()
                    && &bytes[at - 1..=at] != b"\r\n"
        };
        let from = (self.known + 1..=offset).rev().find(is_plain).unwrap_or(self.known);
        let mut graphemes = self.text[from..].grapheme_indices(true);
        let holds = |(at, grapheme): (usize, &str)| {
            let grapheme = from + at..from + at + grapheme.len();
            (offset < grapheme.end).then_some(grapheme)
        };
        match graphemes.find_map(holds) {
            Some(grapheme) if grapheme.start < offset => {
                self.known = grapheme.end;
                self.last = grapheme.clone();
                grapheme
            }
            _ => {
                self.known = offset;
                offset..offset
            }
        }
    }

    /// Returns the graphemes that a stretch touches; stretches must ascend by their starts.
    pub fn over(&mut self, stretch: Range<usize>) -> Range<usize> {
        let start = self.around(stretch.start).start;
        // The next stretch may begin before this one ends.
        start..self.clone().around(stretch.end.max(stretch.start)).end
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn offsets_inside_a_grapheme_move_to_its_ends() {
        let text = "ae\u{301}🇨🇳";
        for (offset, expected) in
            [(0, 0..0), (1, 1..1), (2, 1..4), (4, 4..4), (8, 4..12), (12, 12..12)]
        {
            assert_eq!(Graphemes::new(text).around(offset), expected, "{offset}");
        }
    }

    #[test]
    fn each_offset_of_a_huge_text_is_looked_at_once() {
        // From its beginning each time, any of these would take minutes.
        for (text, step) in [
            ("🇨🇳".repeat(200_000), 8),
            ("👩\u{200d}".repeat(200_000), 7),
            ("क\u{94d}".repeat(200_000), 6),
        ] {
            let mut graphemes = Graphemes::new(&text);
            let inside = (step..text.len())
                .step_by(step)
                .filter(|&offset| graphemes.around(offset).len() == text.len());
            let expected = if step == 8 { 0 } else { 199_999 };
            assert_eq!(inside.count(), expected);
        }
    }

    proptest! {
        #[test]
        fn answers_are_those_of_a_pass_over_the_whole_text(
            text in "[a-c \r\n\u{301}\u{600}🇨🇳👩👧\u{200d}क\u{94d}\u{1100}\u{1161}中]{0,24}",
            picked in proptest::collection::vec(any::<bool>(), 25),
        ) {
            let graphemes: Vec<Range<usize>> = text
                .grapheme_indices(true)
                .map(|(at, grapheme)| at..at + grapheme.len())
                .collect();
            let mut sweep = Graphemes::new(&text);
            let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (offset, _) in offsets.zip(&picked).filter(|(_, picked)| **picked) {
                let holds = graphemes.iter().find(|one| one.start < offset && offset < one.end);
                prop_assert_eq!(sweep.around(offset), holds.cloned().unwrap_or(offset..offset));
            }
        }
    }
}
