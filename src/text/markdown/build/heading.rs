//! Headings and their anchors.

use super::Builder;
use crate::text::markdown::{BlockKind, Passage, Prose, StretchKind};

impl Builder<'_, '_> {
    pub(super) fn heading(&mut self, level: u8, passage: Passage) -> BlockKind {
        let slug = self.page.anchor(&without_marks(self.markup.prose(passage)));
        BlockKind::Heading { level, passage, slug }
    }
}

/// Returns the text of a heading without the marks of footnotes, whose numbers are no part of it.
fn without_marks(prose: Prose<'_>) -> String {
    let mut text = String::with_capacity(prose.text.len());
    let mut at = 0;
    for mark in prose.stretches().filter(|it| matches!(it.kind, StretchKind::Footnote(_))) {
        text += &prose.text[at..mark.range.start];
        at = mark.range.end;
    }
    text + &prose.text[at..]
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::sketch::check;

    #[test]
    fn anchors_are_unique() {
        check("# A b\n\n## A b\n\n***", "h1 A b #a-b\nh2 A b #a-b-1\nrule");
    }

    #[test]
    fn an_anchor_has_no_number_of_a_footnote_in_it() {
        check("# A[^x] b\n\n[^x]: X", "h1 A{note|[1]} b #a-b\n[1]p X");
    }

    #[test]
    fn both_forms_of_a_heading_are_read() {
        check("A\n=\n\nB *c*\n-", "h1 A #a\nh2 B {em|c} #b-c");
    }
}
