//! Lists and code that only a comment or another text that is not shown tells apart, or both were one: a second list
//! gets the other marker, code gets a fence. Refuses to know: what is in them.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::formats::edits::Edits;
use crate::formats::escape::fence;

/// The lists and the code of a text so far.
#[derive(Default)]
pub(super) struct Apart {
    /// The markers of the lists that are open, each as it is written and as it will be.
    open: Vec<(char, char)>,
    /// What stands right before, if nothing is shown behind it yet.
    before: Option<Before>,
    /// In how many quotes and notes the place is: their lines begin with more than an indent.
    around: usize,
    /// The code that is to have a fence, as far as it was read.
    code: Option<String>,
}

/// What would take in what follows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A list with this marker.
    List(char),
    /// What is told by its indent: code, or a footnote.
    Code,
}

impl Apart {
    /// Takes in what comes next in the text, and where.
    pub(super) fn take(
        &mut self,
        text: &str,
        event: &Event,
        range: &Range<usize>,
        edits: &mut Edits,
    ) {
        match event {
            Event::Start(Tag::List(_)) => {
                let written = marker(text, range.start).map_or(' ', |(_, marker)| marker);
                let is_one = self.before.take() == Some(Before::List(written));
                self.open.push((written, if is_one { other(written) } else { written }));
            }
            Event::End(TagEnd::List(_)) => {
                self.before = self.open.pop().map(|(_, marker)| Before::List(marker));
            }
            Event::Start(Tag::Item) => {
                self.before = None;
                let changed = self.open.last().filter(|(written, will_be)| written != will_be);
                if let (Some((_, will_be)), Some((at, _))) = (changed, marker(text, range.start)) {
                    edits.replace(at..at + 1, will_be.to_string());
                }
            }
            Event::Start(tag) if is_around(tag.to_end()) => {
                (self.around, self.before) = (self.around + 1, None);
            }
            Event::End(tag) if is_around(*tag) => {
                self.around -= 1;
                // A note takes in what is indented below it, as code does.
                self.before = (*tag == TagEnd::FootnoteDefinition).then_some(Before::Code);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                if self.open.is_empty() && self.around == 0 =>
            {
                let is_one = self.before.replace(Before::Code).is_some();
                self.code = is_one.then(String::new);
            }
            Event::Text(line) if self.before == Some(Before::Code) => {
                if let Some(code) = &mut self.code {
                    code.push_str(line);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(code) = self.code.take() {
                    let indent = text[..range.start].trim_end_matches([' ', '\t']).len();
                    let fence = fence(&code);
                    edits.replace(indent..range.end, format!("{fence}\n{code}{fence}\n"));
                    self.before = None;
                }
            }
            // What is in a block of HTML is seen when that is written.
            Event::Start(Tag::HtmlBlock) | Event::End(_) | Event::Html(_) => {}
            _ => self.before = None,
        }
    }

    /// Takes in that a block of HTML is shown.
    pub(super) fn show(&mut self) {
        self.before = None;
    }
}

/// Returns whether the lines of what ends so begin with signs of their own.
fn is_around(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::DefinitionListDefinition
    )
}

/// Returns the marker of the item that begins at a byte, and where it is: a bullet, or what stands behind a number.
fn marker(text: &str, at: usize) -> Option<(usize, char)> {
    let rest = &text[at..];
    let sign = rest.find(|c: char| !c.is_ascii_digit() && c != ' ')?;
    Some((at + sign, rest[sign..].chars().next().filter(|c| "-*+.)".contains(*c))?))
}

fn other(marker: char) -> char {
    match marker {
        '.' => ')',
        ')' => '.',
        '-' => '*',
        _ => '-',
    }
}
