//! `` `code` `` inside text; a block of code is a leaf like any other.

use std::ops::Range;

use super::Builder;
use crate::text::markdown::StretchKind;

impl Builder<'_, '_> {
    /// Appends code; its source is what is between the backticks.
    pub(super) fn push_code(&mut self, text: &str, range: Range<usize>) {
        let found = self.source[range.clone()].find(text);
        let inner =
            found.map_or(range.clone(), |at| range.start + at..range.start + at + text.len());
        self.push_text(text, inner, StretchKind::Code);
    }
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::plain;
    use crate::text::markdown::sketch::check;

    #[test]
    fn code_is_kept_as_written() {
        check("`a *b*`", "p {code|a *b*}");
        check("```x\n  a\n\tb\n```", "code \"  a\\n\\tb\\n\"");
        check("    a\n     b", "code \"a\\n b\"");
    }

    #[test]
    fn code_comes_from_between_its_backticks() {
        assert_eq!(plain("`` a`b ``").source(0..3), 3..6);
    }
}
