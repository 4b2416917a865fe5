//! Text, in the styles that are open around it: strong, emphasised, struck, linked.

use std::ops::Range;

use super::Builder;
use super::leaf::{LeafKind, Sink};
use crate::text::markdown::{Emphasis, SourceSpan, Stretch, StretchKind};

/// The styles that are open, each as often as it was opened.
#[derive(Default)]
pub(super) struct OpenStyles {
    pub strong: u32,
    pub emphasis: u32,
    pub struck: u32,
    /// Links and images, outermost first.
    pub links: Vec<OpenLink>,
}

/// A link that is open.
pub(super) struct OpenLink {
    /// An index into the links of the markup.
    pub link: usize,
    /// The length of the text before it.
    pub before: usize,
    /// Whether blanks around its text do not count.
    pub trims: bool,
}

impl Builder<'_, '_> {
    /// Appends text to the leaf that is being filled, in the styles that are open; opens a paragraph if
    /// there is none.
    pub(super) fn push_text(&mut self, text: &str, range: Range<usize>, kind: StretchKind) {
        if matches!(self.sink, Sink::Between) {
            self.begin(LeafKind::Paragraph, range.start);
        }
        let begins = |it: &OpenLink| it.trims && it.before == self.markup.text.len();
        let counts = !self.styles.links.last().is_some_and(begins);
        let blanks = if counts { 0 } else { text.len() - text.trim_start_matches(' ').len() };
        let exact = self.source.get(range.clone()) == Some(text);
        let range = range.start + if exact { blanks } else { 0 }..range.end;
        let text = &text[blanks..];
        let style = Stretch {
            emphasis: Emphasis {
                strong: self.styles.strong > 0,
                emphasis: self.styles.emphasis > 0,
                struck: self.styles.struck > 0,
            },
            // An image inside a link leads where the link leads.
            link: self.styles.links.first().map(|open| open.link),
            range: 0..0,
            kind,
        };
        let before = self.passage();
        if let Some(space) = self.soft_break.take()
            && !joins(self.markup.prose(before).text, text)
        {
            // A link begins and ends with a word, not with the blank beside it.
            self.push(" ", space, &self.shared_with_last(&style));
        }
        self.push(text, range, &style);
    }

    /// Returns what a style has in common with that of the text appended last.
    fn shared_with_last(&self, style: &Stretch) -> Stretch {
        let at = self.markup.text.len();
        let last = self.markup.stretches.last().filter(|last| last.range.end == at);
        let Some(last) = last else { return Stretch::default() };
        Stretch {
            emphasis: Emphasis {
                strong: last.emphasis.strong && style.emphasis.strong,
                emphasis: last.emphasis.emphasis && style.emphasis.emphasis,
                struck: last.emphasis.struck && style.emphasis.struck,
            },
            link: style.link.filter(|link| last.link == Some(*link)),
            kind: if last.kind == style.kind { style.kind } else { StretchKind::Text },
            range: 0..0,
        }
    }

    /// Appends text to the leaf that is being filled.
    fn push(&mut self, text: &str, source: Range<usize>, style: &Stretch) {
        let begin = self.passage().start;
        let markup = &mut self.markup;
        let at = markup.text.len();
        let exact = self.source.get(source.clone()) == Some(text);
        let (start, end) = (source.start as u32, source.end as u32);
        match markup.spans.last_mut() {
            Some(last) if last.at >= begin && exact && last.exact && last.end == start => {
                last.end = end;
            }
            _ => markup.spans.push(SourceSpan { at: at as u32, start, end, exact }),
        }
        markup.text.push_str(text);
        let stretch = Stretch { range: at..markup.text.len(), ..style.clone() };
        let plain = Stretch { range: stretch.range.clone(), ..Stretch::default() };
        match markup.stretches.last_mut() {
            // Something is between the texts of two leaves.
            Some(last)
                if last.range.end == at
                    && Stretch { range: stretch.range.clone(), ..last.clone() } == stretch =>
            {
                last.range.end = stretch.range.end;
            }
            _ if stretch == plain => {}
            _ => markup.stretches.push(stretch),
        }
    }
}

/// Returns whether a line that ends with `before` and one that begins with `after` join without a
/// space, as in scripts written without spaces between words.
fn joins(before: &str, after: &str) -> bool {
    // These are set as wide as a letter among such letters, and as narrow as a comma among others.
    let shared = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
    let last = before.trim_end_matches(shared).chars().next_back();
    let first = after.trim_start_matches(shared).chars().next();
    let unspaced = |c: char| {
        matches!(c, '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFD}')
    };
    before.is_empty()
        || after.is_empty()
        || before.ends_with('\n')
        || last.is_some_and(unspaced) && first.is_some_and(unspaced)
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::sketch::check;

    #[test]
    fn styles_are_told_apart() {
        check("*a **b*** ~~c~~ `d`", "p {em|a }{strong em|b} {struck|c} {code|d}");
    }

    #[test]
    fn lines_of_chinese_join_without_a_space() {
        check("中文\n中文 and\nabc", "p 中文中文 and abc");
        check("“中文”\n中文——\n“中”\n“a”\n文", "p “中文”中文——“中” “a” 文");
    }

    #[test]
    fn the_blank_of_a_line_break_belongs_to_a_style_only_inside_it() {
        check("on to\n*the* autolyse", "p on to {em|the} autolyse");
        check("*on*\nto", "p {em|on} to");
        check("*on\nto* **the\n*autolyse***", "p {em|on to} {strong|the }{strong em|autolyse}");
    }

    #[test]
    fn a_hard_break_is_a_line_feed() {
        check("a  \nb\\\nc", "p a\nb\nc");
    }
}
