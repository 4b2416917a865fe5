//! The blocks of a text that stand in no other one, without its footnotes, and where each can be marked. Refuses to
//! know: what marks are of.
//!
//! A mark stands behind the words of a block. Code, HTML and rules have none that a mark could follow: theirs stand
//! in a paragraph of their own, right below.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::text::markdown::options;

/// A block.
#[derive(Debug)]
pub struct Block {
    /// Bytes of the text, with the blanks before it, without which code would be a paragraph.
    pub range: Range<usize>,
    /// The level of a heading, and what it says.
    pub heading: Option<(HeadingLevel, String)>,
    /// Where a mark of all that it says can stand; `None` if it ends with what can have none.
    pub place: Option<usize>,
    /// Whether it says anything but marks.
    says: bool,
}

impl Block {
    /// Returns whether it is a heading.
    pub fn is_heading(&self) -> bool {
        self.heading.is_some()
    }

    /// Returns whether it says nothing but marks.
    pub fn is_marks(&self) -> bool {
        self.place.is_some() && !self.says
    }

    /// Returns whether it is marked by a block below it that says nothing but marks.
    pub fn is_marked_by(&self, below: &Self) -> bool {
        !self.is_heading() && self.place.is_none() && below.is_marks()
    }
}

/// Returns the blocks of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader { text, blocks: Vec::new(), depth: 0, notes: 0, is_mute: false };
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        reader.take(event, range);
    }
    reader.blocks
}

struct Reader<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    depth: usize,
    /// In how many footnotes the place is.
    notes: usize,
    /// Whether it is in what can have no mark.
    is_mute: bool,
}

impl Reader<'_> {
    fn take(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.notes += usize::from(matches!(tag, Tag::FootnoteDefinition(_)));
                self.begin(&tag, range);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(tag, range.end);
                self.notes -= usize::from(tag == TagEnd::FootnoteDefinition);
            }
            Event::Rule => {
                if self.depth == 0 {
                    self.push(&range, None);
                }
                self.say(None, "-");
            }
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.say(Some(range.end), &text);
            }
            Event::FootnoteReference(_) => self.say(Some(range.end), ""),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag, range: Range<usize>) {
        self.is_mute |= matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Heading { .. });
        if self.depth == 0 && !matches!(tag, Tag::FootnoteDefinition(_)) {
            let heading = match tag {
                Tag::Heading { level, .. } => Some((*level, String::new())),
                _ => None,
            };
            self.push(&range, heading);
        }
        if matches!(tag, Tag::Image { .. }) {
            self.say(Some(range.end), "!");
        }
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Heading(_) => {
                self.say(None, "");
                self.is_mute = false;
            }
            // The words end before the sign that closes these.
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => self.say(Some(end), ""),
            _ => {}
        }
    }

    fn push(&mut self, range: &Range<usize>, heading: Option<(HeadingLevel, String)>) {
        let margin = self.text[..range.start].trim_end_matches([' ', '\t']).len();
        let range = margin..range.end;
        self.blocks.push(Block { range, heading, place: None, says: false });
    }

    /// Takes in words that end at `place`, behind which a mark can stand unless the block that they are in can have
    /// none.
    fn say(&mut self, place: Option<usize>, words: &str) {
        let Some(block) = self.blocks.last_mut().filter(|_| self.notes == 0) else { return };
        block.place = place.filter(|_| !self.is_mute);
        block.says |= !words.trim().is_empty();
        if let Some((_, said)) = &mut block.heading {
            said.push_str(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_behind_the_last_words_that_can_have_one() {
        for (text, expected) in [
            ("A *b*.", "A *b*.^"),
            ("A **b**", "A **b**^"),
            ("A [b](c)", "A [b](c)^"),
            ("![b](c)", "![b](c)^"),
            ("A `b`", "A `b`^"),
            ("A <i>b</i>", "A <i>b</i>^"),
            ("- a\n- b\n\nC.", "- a\n- b^\n\nC.^"),
            ("> a\n>\n> - b", "> a\n>\n> - b^"),
            ("| a |\n|---|\n| b |", "| a |\n|---|\n| b^ |"),
            ("| a |\n|---|\n| \\| |", "| a |\n|---|\n| \\|^ |"),
            ("A.\n\n[^1]: N", "A.^\n\n[^1]: N"),
            // Nothing to follow.
            ("    code", "    code"),
            ("- a\n\n      code", "- a\n\n      code"),
            ("<div>\nA", "<div>\nA"),
            ("# A", "# A"),
            ("---", "---"),
            ("[a]: b", "[a]: b"),
        ] {
            let mut marked = text.to_owned();
            for place in blocks(text).iter().rev().filter_map(|block| block.place) {
                marked.insert(place, '^');
            }
            assert_eq!(marked, expected, "{text}");
        }
    }

    #[test]
    fn marks_alone_are_of_what_can_have_none() {
        for (text, expected) in [
            ("    code\n\n[^a]", true),
            ("---\n\n[^a] [^b]", true),
            ("<p>\n\n[^a]", true),
            ("- a\n\n      code\n\n[^a]", true),
            ("A.\n\n[^a]", false),
            ("# A\n\n[^a]", false),
            ("---\n\nA.[^a]", false),
            ("---\n\n![x](y)[^a]", false),
            ("---\n\n---", false),
        ] {
            let blocks = blocks(&format!("{text}\n\n[^a]: A\n\n[^b]: B"));
            assert_eq!(blocks[0].is_marked_by(&blocks[1]), expected, "{text}");
        }
    }
}
