//! `[links](destination)`, `[[links]]`, `<https://links>` and images, which are links too.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::Builder;
use super::inline::OpenLink;
use crate::text::markdown::{Link, StretchKind};

impl Builder<'_, '_> {
    pub(super) fn open_link(&mut self, kind: LinkType, destination: &str, range: Range<usize>) {
        let written = &self.source[range.clone()];
        let destination = match kind {
            LinkType::WikiLink { .. } => without_escape(destination),
            _ => destination,
        };
        let found = match kind {
            LinkType::Inline => inline_destination(written, destination),
            _ => written.find(destination),
        };
        let inside = match found {
            Some(at) if !destination.is_empty() => {
                range.start + at..range.start + at + destination.len()
            }
            _ => range.clone(),
        };
        let destination = match kind {
            LinkType::Email => format!("mailto:{destination}"),
            _ => destination.to_owned(),
        };
        let bare = matches!(kind, LinkType::WikiLink { has_pothole: false });
        let trims = matches!(kind, LinkType::WikiLink { .. });
        let (link, before) = (self.markup.links.len(), self.markup.text.len());
        self.styles.links.push(OpenLink { link, before, trims });
        self.markup.links.push(Link { range, destination, destination_range: inside, bare });
    }

    /// Ends a link; one without a text, which would be invisible, shows where it leads.
    pub(super) fn close_link(&mut self, range: Range<usize>) {
        let Some(&OpenLink { link, before, trims }) = self.styles.links.last() else { return };
        if trims {
            self.trim_blanks(before);
        }
        if before == self.markup.text.len() {
            let link = &self.markup.links[link];
            let shown = match &*link.destination {
                "" => self.source[link.range.clone()].to_owned(),
                destination => destination.to_owned(),
            };
            self.push_text(&shown, range, StretchKind::Text);
        }
        self.styles.links.pop();
    }

    /// Removes the blanks at the end of the text, down to a length.
    fn trim_blanks(&mut self, least: usize) {
        let markup = &mut self.markup;
        let len = least + markup.text[least..].trim_end_matches(' ').len();
        markup.text.truncate(len);
        while markup.spans.pop_if(|span| span.at as usize >= len).is_some() {}
        while markup.stretches.pop_if(|stretch| stretch.range.start >= len).is_some() {}
        if let Some(last) = markup.stretches.last_mut() {
            last.range.end = last.range.end.min(len);
        }
    }
}

/// Returns the destination of `[[destination|text]]` without the blanks around it, and without the
/// backslash that keeps the bar from ending a cell of a table.
fn without_escape(destination: &str) -> &str {
    destination.strip_suffix('\\').unwrap_or(destination).trim()
}

/// Finds the destination in `[text](destination "title")`: it follows the last bracket that closes a
/// text, and the text and the title may repeat it.
fn inline_destination(written: &str, destination: &str) -> Option<usize> {
    let mut texts = written.rmatch_indices("](");
    texts.find_map(|(at, bracket)| {
        let rest = written[at + bracket.len()..].trim_start();
        let rest = rest.strip_prefix('<').unwrap_or(rest);
        rest.starts_with(destination).then(|| written.len() - rest.len())
    })
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::links;
    use crate::text::markdown::sketch::check;

    #[test]
    fn every_form_of_a_link_leads_somewhere() {
        check("[t](m/x) [[m/y]] [[m/z|shown]]", "p {->m/x|t} {->m/y|m/y} {->m/z|shown}");
        check(
            "<https://a.example> <a@b.example>",
            "p {->https://a.example|https://a.example} {->mailto:a@b.example|a@b.example}",
        );
        check("[r]\n\n[r]: m/x#a", "p {->m/x#a|r}");
        check("[pack:m/x](pack:m/x#y)", "p {->pack:m/x#y|pack:m/x}");
    }

    #[test]
    fn a_link_without_a_text_shows_where_it_leads() {
        check("![alt](p.png) [](m/x)", "p {->p.png|alt} {->m/x|m/x}");
        check("a []() b", "p a {->|[]()} b");
    }

    #[test]
    fn links_are_read_as_commonmark_reads_them() {
        for (source, expected) in [
            // Text and target over lines, titles in all quotes.
            ("[a\nb](m/x)", "p {->m/x|a b}"),
            ("[a](\nm/x\n\"t\"\n)", "p {->m/x|a}"),
            ("[a](m/x 't') [b](m/y (t)) [c](<m/z>)", "p {->m/x|a} {->m/y|b} {->m/z|c}"),
            ("[a](m/x \"a\nb\")", "p {->m/x|a}"),
            ("[a](<m x>) [b](m x)", "p {->m x|a} [b](m x)"),
            ("[a](m/(x)) [b](m/\\)y) [c](m/&auml;)", "p {->m/(x)|a} {->m/)y|b} {->m/ä|c}"),
            ("[a] (m/x)", "p [a] (m/x)"),
            // Reference style: full, collapsed, shortcut; labels in any case and with any blanks.
            ("[a][R]\n\n[r]: m/x 't'", "p {->m/x|a}"),
            ("[a b][] [A\n B]\n\n[a  b]: <m/x>", "p {->m/x|a b} {->m/x|A B}"),
            ("[a][ẞ]\n\n[SS]: m/x", "p {->m/x|a}"),
            ("[a]: m/x\n[a]: m/y\n\n[a]", "p {->m/x|a}"),
            ("[a]:\n  m/x\n  't\n  t'\n\n[a]", "p {->m/x|a}"),
            ("[a][nowhere] [b]", "p [a][nowhere] [b]"),
            // Emphasis inside and around, brackets, code, images, links in links.
            ("[*a **b***](m/x)", "p {em ->m/x|a }{strong em ->m/x|b}"),
            ("*[a](m/x)* **[b *c*](m/y)**", "p {em ->m/x|a} {strong ->m/y|b }{strong em ->m/y|c}"),
            ("*a [b*](m/x)", "p *a {->m/x|b*}"),
            ("[a [b] \\] c](m/x)", "p {->m/x|a [b] ] c}"),
            ("[`]`](m/x) [a`](m/y)`", "p {code ->m/x|]} [a{code|](m/y)}"),
            ("[![a](p.png)](m/x)", "p {->m/x|a}"),
            ("[a [b](m/x) c](m/y)", "p [a {->m/x|b} c](m/y)"),
            ("[a ~~b~~](m/x)", "p {->m/x|a }{struck ->m/x|b}"),
            ("[a  \nb\\\nc](m/x)", "p {->m/x|a\nb\nc}"),
            ("[中\n文](m/x)", "p {->m/x|中文}"),
            ("[a](m/x)[b](m/x)", "p {->m/x|a}{->m/x|b}"),
            // Wiki links.
            ("[[ m/x | a *b* ]]", "p {->m/x|a }{em ->m/x|b}"),
            ("[[m/x|a\nb]] [[m/y#z|]]", "p {->m/x|a b} {->m/y#z|m/y#z}"),
            ("x [[ m/x ]] y [[m/x|  ]] z", "p x {->m/x|m/x} y {->m/x|m/x} z"),
            ("*[[m/x]]* [[]] [[m/x]](m/y)", "p {em ->m/x|m/x} [[]] {->m/x|m/x}(m/y)"),
            ("\\[[m/x]] `[[m/y]]`", "p [[m/x]] {code|[[m/y]]}"),
        ] {
            check(source, expected);
        }
    }

    #[test]
    fn links_stand_in_tables() {
        check(
            "| a | b |\n|---|---|\n| [[m/x\\|t *u*]] | [[m/y]] |\n| [v](m/z 'a\\|b') | `\\|` |",
            "a ; b / {->m/x|t }{em ->m/x|u} ; {->m/y|m/y} / {->m/z|v} ; {code||}",
        );
    }

    #[test]
    fn a_link_knows_where_its_destination_is() {
        let source = "ab [m/x](m/x) and [[m/y|m/y]]\n- [r]\n\n[r]: m/z";
        let found: Vec<_> = links(source)
            .into_iter()
            .map(|link| {
                let range = link.destination_range;
                (&source[link.range], &source[range.clone()], range.start)
            })
            .collect();
        assert_eq!(
            found,
            [("[m/x](m/x)", "m/x", 9), ("[[m/y|m/y]]", "m/y", 20), ("[r]", "[r]", 32)]
        );
        for (source, at) in [
            ("[m/x](m/x \"m/x\")", 6),
            ("[m/x]( <m/x> 'm/x')", 8),
            ("[m/x](\nm/x)", 7),
            ("[[ m/x |m/x]]", 3),
            ("[![m/x](m/y)](m/x)", 14),
            ("[a](m/&auml;)", 0),
        ] {
            assert_eq!(links(source)[0].destination_range.start, at, "{source}");
        }
    }
}
