//! Tags of HTML in running text, as far as Markdown has marks for them; and blocks of HTML.

use std::ops::Range;

use super::inline::prefix_of;
use super::{Leads, Pointer, Walk};
use crate::formats::escape::{code, in_brackets};
use crate::formats::html::{self, Dialect, Target};
use crate::formats::small::shifted;
use crate::formats::tag::{OpenTag, Tag, is_left_out, marks};
use crate::messages::formats as says;

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
                if self.in_table {
                    return self.breaks.take(range, &mut self.edits);
                }
                self.edits.replace(range, if self.in_heading { " " } else { "\\\n" });
            }
            ("wbr", _) => self.edits.replace(range, ""),
            ("img", _) => {
                let name = tag.attribute("src").unwrap_or_default();
                let name = name.rsplit('/').next().unwrap_or_default();
                let caption = tag.attribute("alt").filter(|alt| !alt.trim().is_empty());
                if self.in_table {
                    self.breaks.say(self.text, &range, &mut self.edits);
                }
                self.edits.replace(range, says::picture(name, caption));
            }
            (_, false) => {
                let leads =
                    tag.attribute("href").and_then(|href| self.destination(href, range.start));
                self.open_tags.open(tag.name, range, leads);
            }
            (name, true) => {
                if let Some(open) = self.open_tags.close(name) {
                    self.close_tag(open, range);
                }
            }
        }
    }

    /// Takes in what is said in a text, for the tag around it that moves it above or below the line.
    pub(super) fn say_in_tag(&mut self, text: &str, is_code: bool, range: Range<usize>) {
        let Some(is_above) = self.open_tags.is_above() else { return };
        // An escape that begins the text stands before it.
        let is_escaped = !is_code && self.text[..range.start].ends_with('\\');
        let range = range.start - usize::from(is_escaped)..range.end;
        let text = shifted(text, is_above);
        let mut written =
            if is_code { code(&text, self.in_table) } else { self.in_cell(&in_brackets(&text)) };
        // It would make a footnote of a link.
        if written.starts_with('^') && !self.links.is_empty() {
            written.insert(0, '\\');
        }
        self.open_tags.say(range, written);
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
