//! Tags of HTML in running text, as far as Markdown has marks for them; and blocks of HTML.

use std::ops::Range;

use super::inline::prefix_of;
use super::{Leads, Pointer, Walk};
use crate::formats::escape::{break_in_cell, code, in_brackets};
use crate::formats::html::{self, Dialect, Target};
use crate::formats::small::shifted;
use crate::formats::tag::{Tag, is_left_out, marks, shift};
use crate::messages::formats as says;

/// A tag of HTML that is open.
pub(super) struct OpenTag {
    name: String,
    range: Range<usize>,
    /// Where its link leads, if it is one.
    leads: Option<String>,
    /// Whether the text in it stands above the line, if it stands there or below.
    is_above: Option<bool>,
    /// What is said in it and in no other such tag, if it stands there: where, and as it will be.
    said: Vec<(Range<usize>, String)>,
}

impl Walk<'_, '_> {
    /// Writes a tag as Markdown has it once it is closed; one that nothing closes stays as it is.
    pub(super) fn inline_tag(&mut self, range: Range<usize>) {
        let written = &self.text[range.clone()];
        if written.starts_with("<!--") {
            return self.edits.replace(range, "");
        }
        let Some(tag) = Tag::parse(written) else { return };
        match (&*tag.name, tag.closes) {
            ("br", _) => {
                let broken = match () {
                    () if self.in_table => self.broken_cell(&range),
                    () if self.in_heading => " ",
                    () => "\\\n",
                };
                self.edits.replace(range, broken);
            }
            ("wbr", _) => self.edits.replace(range, ""),
            ("img", _) => {
                let name = tag.attribute("src").unwrap_or_default();
                let name = name.rsplit('/').next().unwrap_or_default();
                let caption = tag.attribute("alt").filter(|alt| !alt.trim().is_empty());
                self.edits.replace(range, says::picture(name, caption));
            }
            (_, false) => {
                let leads =
                    tag.attribute("href").and_then(|href| self.destination(href, range.start));
                let is_above = shift(&tag.name);
                let said = Vec::new();
                self.open_tags.push(OpenTag { name: tag.name, range, leads, is_above, said });
            }
            (name, true) => {
                if let Some(at) = self.open_tags.iter().rposition(|open| open.name == name) {
                    let open = self.open_tags.swap_remove(at);
                    self.open_tags.truncate(at);
                    self.close_tag(open, range);
                }
            }
        }
    }

    /// Returns what stands in a cell for a tag that breaks the line; nothing where it parts nothing.
    fn broken_cell(&self, tag: &Range<usize>) -> &'static str {
        let before = self.text[self.paragraph.start..tag.start].trim_end();
        let behind = &self.text[tag.end..self.paragraph.end.max(tag.end)];
        let last_tag = before.rfind('<').and_then(|at| Tag::parse(&before[at..]));
        let goes_on = last_tag.is_some_and(|tag| tag.name == "br");
        if goes_on || !says_something(before) || !says_something(behind) {
            return "";
        }
        break_in_cell(before)
    }

    /// Takes in what is said in a text, for the tag around it that moves it above or below the line.
    pub(super) fn say_in_tag(&mut self, text: &str, is_code: bool, range: Range<usize>) {
        let mut tags = self.open_tags.iter().enumerate().rev();
        let Some((at, is_above)) = tags.find_map(|(at, tag)| Some((at, tag.is_above?))) else {
            return;
        };
        let text = shifted(text, is_above);
        let mut written =
            if is_code { code(&text, self.in_table) } else { self.in_cell(&in_brackets(&text)) };
        // It would make a footnote of a link.
        if written.starts_with('^') && self.text[..range.start].ends_with('[') {
            written.insert(0, '\\');
        }
        self.open_tags[at].said.push((range, written));
    }

    fn close_tag(&mut self, open: OpenTag, close: Range<usize>) {
        if is_left_out(&open.name) {
            return self.edits.replace(open.range.start..close.end, "");
        }
        let (before, behind) = match (&*open.name, open.leads) {
            ("a", Some(leads)) => ("[", format!("]({leads})")),
            (name, _) => match marks(name) {
                Some((before, behind)) => (before, behind.to_owned()),
                None => return,
            },
        };
        for (range, said) in open.said {
            self.edits.replace(range, said);
        }
        self.edits.replace(open.range, before);
        self.edits.replace(close, behind);
    }

    fn destination(&mut self, href: &str, at: usize) -> Option<String> {
        match self.around.follow(&Pointer { destination: href, is_wiki: false, at }) {
            Leads::To { reference, .. } => Some(reference),
            Leads::Outside => Some(href.to_owned()),
            Leads::File(_) | Leads::Nowhere => None,
        }
    }

    /// Writes a block of HTML as Markdown has it.
    pub(super) fn block_of_html(&mut self, range: Range<usize>, html: &str) {
        let mut follow = |target: Target<'_>| match target {
            Target::Address(href) => self.destination(href, range.start),
            Target::Word(_) => None,
        };
        let markdown = html::convert(html, Dialect::Html, &mut follow).markdown;
        if !markdown.is_empty() {
            self.apart.show();
        }
        let line_at = self.text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let prefix = prefix_of(&self.text[line_at..range.start]);
        let between = format!("\n{}", prefix.trim_end_matches(' '));
        let lines = markdown.trim_end().lines().map(|line| match line {
            "" => between.clone(),
            line => format!("\n{prefix}{line}"),
        });
        let written: String = lines.collect();
        let written = written.strip_prefix(&format!("\n{prefix}")).unwrap_or_default();
        // Behind the line feed the next line of a quote has its own sign.
        let ends = !written.is_empty() || prefix.contains('>');
        let end = if ends && self.text[range.clone()].ends_with('\n') { "\n" } else { "" };
        self.edits.replace(range, format!("{written}{end}"));
    }
}

/// Returns whether something of a cell is more than tags.
fn says_something(part: &str) -> bool {
    let texts = part.split('<').filter_map(|it| it.rsplit('>').next());
    texts.flat_map(str::chars).any(|c| !c.is_whitespace() && c != '|')
}
