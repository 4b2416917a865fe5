//! Lists that only a comment or another text that is not shown tells apart: the second gets the other marker, or both
//! were one. Refuses to know: what is in them.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::formats::edits::Edits;

/// The lists of a text so far.
#[derive(Default)]
pub(super) struct Lists {
    /// The markers of the lists that are open, each as it is written and as it will be.
    open: Vec<(char, char)>,
    /// The marker that the list right before has, if nothing is shown behind it yet.
    before: Option<char>,
}

impl Lists {
    /// Takes in what comes next in the text; `at` is where it begins.
    pub(super) fn take(&mut self, text: &str, event: &Event, at: usize, edits: &mut Edits) {
        match event {
            Event::Start(Tag::List(_)) => {
                let written = marker(text, at).map_or(' ', |(_, marker)| marker);
                let will_be = match self.before.take() {
                    Some(before) if before == written => other(written),
                    _ => written,
                };
                self.open.push((written, will_be));
            }
            Event::End(TagEnd::List(_)) => self.before = self.open.pop().map(|(_, marker)| marker),
            Event::Start(Tag::Item) => {
                self.before = None;
                let changed = self.open.last().filter(|(written, will_be)| written != will_be);
                if let (Some((_, will_be)), Some((at, _))) = (changed, marker(text, at)) {
                    edits.replace(at..at + 1, will_be.to_string());
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
