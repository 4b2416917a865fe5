//! What holds text: paragraphs, headings, code, HTML and cells, one at a time.

use super::Builder;
use crate::text::markdown::{BlockKind, Passage};

/// Where text goes at the moment.
#[derive(Clone, Copy)]
pub(super) enum Sink {
    /// Between blocks; text there opens a paragraph (as in items of tight lists).
    Between,
    /// Into this leaf.
    Leaf {
        leaf: LeafKind,
        /// Where it begins in the source, in the text, and among the stretches.
        source: usize,
        text: usize,
        stretch: usize,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    Paragraph,
    Heading(u8),
    Html,
    Code,
    Cell,
}

impl Builder<'_, '_> {
    /// Ends the block that is being filled, and begins another.
    pub(super) fn begin_block(&mut self, leaf: LeafKind, source: usize) {
        self.flush(source);
        self.begin(leaf, source);
    }

    /// Begins a leaf, apart from the text before it.
    pub(super) fn begin(&mut self, leaf: LeafKind, source: usize) {
        let inside_row = leaf == LeafKind::Cell && self.is_inside_row();
        let text = &mut self.markup.text;
        if inside_row {
            text.push('\t');
        } else if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let (text, stretch) = (text.len(), self.markup.stretches.len());
        self.soft_break = None;
        self.sink = Sink::Leaf { leaf, source, text, stretch };
    }

    /// Returns what the leaf that is being filled holds so far.
    pub(super) fn passage(&self) -> Passage {
        match self.sink {
            Sink::Between => Passage::default(),
            Sink::Leaf { text, stretch, .. } => Passage {
                start: text as u32,
                end: self.markup.text.len() as u32,
                first: stretch as u32,
                behind: self.markup.stretches.len() as u32,
            },
        }
    }

    /// Ends the block that is being filled.
    pub(super) fn flush(&mut self, end: usize) {
        self.soft_break = None;
        let Sink::Leaf { leaf, source, .. } = self.sink else { return };
        if leaf == LeafKind::Html {
            self.trim_end();
        }
        let passage = self.passage();
        self.sink = Sink::Between;
        let kind = match leaf {
            LeafKind::Cell => return,
            LeafKind::Paragraph | LeafKind::Html => BlockKind::Paragraph(passage),
            LeafKind::Code => BlockKind::Code(passage),
            LeafKind::Heading(level) => self.heading(level, passage),
        };
        self.push_block(source..end.max(source), kind);
    }
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::parse;
    use crate::text::markdown::sketch::check;

    #[test]
    fn paragraphs_are_told_apart() {
        check("one\ntwo\n\nthree", "p one two\np three");
        check("", "");
    }

    #[test]
    fn blocks_know_their_bytes_and_are_apart_in_the_text() {
        let source = "a\n\n- b\n";
        let markup = parse(source);
        let bytes: Vec<_> = markup.blocks.iter().map(|it| &source[it.range.clone()]).collect();
        assert_eq!(bytes, ["a\n", "b\n"]);
        assert_eq!(markup.text, "a\nb");
    }
}
