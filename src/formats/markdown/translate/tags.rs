//! Tags of HTML in running text, as far as Markdown has marks for them; and blocks of HTML.

use std::ops::Range;

use super::{Leads, Pointer, Walk};
use crate::formats::html::{self, Dialect, Target};
use crate::formats::tag::{Tag, mark};
use crate::messages::formats as says;

/// A tag of HTML that is open.
pub(super) struct OpenTag {
    name: String,
    range: Range<usize>,
    /// Where its link leads, if it is one.
    leads: Option<String>,
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
                let broken = if self.in_table || self.in_heading { " " } else { "\\\n" };
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
                self.open_tags.push(OpenTag { name: tag.name, range, leads });
            }
            (name, true) => {
                if let Some(at) = self.open_tags.iter().rposition(|open| open.name == name) {
                    let open = self.open_tags.swap_remove(at);
                    self.open_tags.truncate(at);
                    self.close_tag(&open, range);
                }
            }
        }
    }

    fn close_tag(&mut self, open: &OpenTag, close: Range<usize>) {
        let (before, behind) = match (&*open.name, &open.leads) {
            ("a", Some(leads)) => ("[", format!("]({leads})")),
            (name, _) => match mark(name) {
                Some(mark) => (mark, mark.to_owned()),
                None => return,
            },
        };
        self.edits.replace(open.range.clone(), before);
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
    pub(super) fn block_of_html(&mut self, range: Range<usize>) {
        let html = &self.text[range.clone()];
        let mut follow = |target: Target<'_>| match target {
            Target::Address(href) => self.destination(href, range.start),
            Target::Word(_) => None,
        };
        let markdown = html::convert(html, Dialect::Html, &mut follow).markdown;
        if !markdown.is_empty() {
            self.apart.show();
        }
        let end = if markdown.is_empty() { "" } else { "\n" };
        self.edits.replace(range, format!("{}{end}", markdown.trim_end()));
    }
}
