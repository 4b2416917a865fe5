//! A source without its markup, as one text.

use std::ops::Range;

use super::{Kind, Origin, Prose, parse, source_of};

/// A Markdown source without its markup: blocks parted by line feeds, cells of a table by tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// The shown text of links, as bytes of [`Plain::text`], with the destination; ascending.
    pub links: Vec<(Range<usize>, String)>,
    /// The headings, as bytes of [`Plain::text`]; ascending.
    pub headings: Vec<Range<usize>>,
    origins: Vec<Origin>,
}

impl Plain {
    /// Finds the bytes of the source from which a stretch of the text comes.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        source_of(&self.origins, range)
    }
}

/// Takes the markup away.
pub fn plain(source: &str) -> Plain {
    let markup = parse(source);
    let mut plain = Plain { text: String::with_capacity(source.len()), ..Plain::default() };
    let mut links: Vec<(usize, Range<usize>)> = Vec::new();
    let mut push = |plain: &mut Plain, prose: &Prose| {
        let at = plain.text.len();
        plain.text.push_str(&prose.text);
        plain.origins.extend(
            prose.origins.iter().map(|origin| Origin { at: at + origin.at, ..origin.clone() }),
        );
        for stretch in &prose.stretches {
            let Some(link) = stretch.link else { continue };
            let range = at + stretch.range.start..at + stretch.range.end;
            match links.last_mut() {
                Some((last, shown)) if *last == link => shown.end = range.end,
                _ => links.push((link, range)),
            }
        }
    };
    for block in &markup.blocks {
        match &block.kind {
            Kind::Paragraph(prose) => push(&mut plain, prose),
            Kind::Heading { prose, .. } => {
                let start = plain.text.len();
                push(&mut plain, prose);
                plain.headings.push(start..plain.text.len());
            }
            Kind::Code(code) => {
                let origin =
                    Origin { at: plain.text.len(), source: block.range.clone(), exact: false };
                plain.origins.push(origin);
                plain.text.push_str(code.trim_end_matches('\n'));
            }
            Kind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    for cell in row {
                        push(&mut plain, cell);
                        plain.text.push('\t');
                    }
                    plain.text.pop();
                    plain.text.push('\n');
                }
                plain.text.pop();
            }
            Kind::Rule => continue,
        }
        plain.text.push('\n');
    }
    plain.text.pop();
    plain.links = links
        .into_iter()
        .map(|(link, shown)| (shown, markup.links[link].destination.clone()))
        .collect();
    plain
}
