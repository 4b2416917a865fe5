//! The lines of a cell, which Markdown has in one: a sign parts two of them that say something.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Walk;
use crate::formats::edits::Edits;
use crate::formats::escape::break_in_cell;

/// The breaks of a cell.
#[derive(Default)]
pub(super) struct Breaks {
    /// Where what is said so far ends, in bytes.
    said: Option<usize>,
    /// Where the tags are that break the line behind it.
    waiting: Vec<Range<usize>>,
}

impl Breaks {
    /// Takes in a tag that breaks the line; it parts nothing unless more is said.
    pub fn take(&mut self, tag: Range<usize>, edits: &mut Edits) {
        match self.said {
            Some(_) => self.waiting.push(tag),
            None => edits.replace(tag, ""),
        }
    }

    /// Takes in that something is said, and parts it from what is before.
    pub fn say(&mut self, text: &str, range: &Range<usize>, edits: &mut Edits) {
        let said = self.said.unwrap_or(range.start);
        for (number, tag) in self.waiting.drain(..).enumerate() {
            let (before, behind) = (&text[..tag.start], &text[tag.end..]);
            edits.replace(before.trim_end_matches(BLANKS).len()..tag.start, "");
            let blanks = behind.len() - behind.trim_start_matches(BLANKS).len();
            edits.replace(tag.end..tag.end + blanks, "");
            edits.replace(tag, if number == 0 { break_in_cell(&text[..said]) } else { "" });
        }
        self.said = Some(range.end.max(said));
    }

    /// Leaves out what parts nothing, and begins the next cell.
    pub fn end_cell(&mut self, edits: &mut Edits) {
        self.said = None;
        for tag in self.waiting.drain(..) {
            edits.replace(tag, "");
        }
    }
}

const BLANKS: [char; 2] = [' ', '\t'];

impl Walk<'_, '_> {
    /// Takes in what comes next in a cell.
    pub(super) fn say_in_cell(&mut self, event: &Event, range: &Range<usize>) {
        let says = match event {
            Event::Text(text) => !text.trim().is_empty(),
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Start(Tag::Image { .. } | Tag::Link { .. }) => true,
            _ => false,
        };
        if says {
            let end = range.start + self.text[range.clone()].trim_end().len();
            self.breaks.say(self.text, &(range.start..end), &mut self.edits);
        }
    }
}
