//! `[links](destination)`, `[[links]]`, `<https://links>` and images, which are links too.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::Builder;
use crate::text::markdown::{Link, StretchKind};

impl Builder<'_> {
    pub(super) fn open_link(&mut self, kind: LinkType, destination: &str, range: Range<usize>) {
        let written = &self.source[range.clone()];
        // The destination of `[text](destination)` comes last, that of `[[destination|text]]` first.
        let found = match kind {
            LinkType::Inline => written.rfind(destination),
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
        self.styles.links.push((self.markup.links.len(), self.markup.text.len()));
        self.markup.links.push(Link { range, destination, destination_range: inside, bare });
    }

    /// Ends a link; one without a text, which would be invisible, shows where it leads.
    pub(super) fn close_link(&mut self, range: Range<usize>) {
        if let Some(&(link, before)) = self.styles.links.last()
            && before == self.markup.text.len()
        {
            let link = &self.markup.links[link];
            let shown = match &*link.destination {
                "" => self.source[link.range.clone()].to_owned(),
                destination => destination.to_owned(),
            };
            self.push_text(&shown, range, StretchKind::Text);
        }
        self.styles.links.pop();
    }
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
    }
}
