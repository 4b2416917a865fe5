//! A source without its markup, as one text.

use std::ops::Range;

use super::{Block, BlockKind, SourceSpan, parse, source_of};

/// A Markdown source without its markup, in its order: blocks separated by line feeds, cells of a table
/// by tabs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// The shown text of links, as bytes of [`Plain::text`], with the destination; ascending.
    pub links: Vec<(Range<usize>, String)>,
    /// The headings, as bytes of [`Plain::text`]; ascending.
    pub headings: Vec<Range<usize>>,
    spans: Vec<SourceSpan>,
}

impl Plain {
    /// Finds the bytes of the source from which a stretch of the text comes.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        source_of(&self.spans, range)
    }
}

/// Takes the markup away.
pub fn plain(source: &str) -> Plain {
    let markup = parse(source);
    let mut links: Vec<(usize, Range<usize>)> = Vec::new();
    for stretch in &markup.stretches {
        let Some(link) = stretch.link else { continue };
        match links.last_mut() {
            Some((last, shown)) if *last == link => shown.end = stretch.range.end,
            _ => links.push((link, stretch.range.clone())),
        }
    }
    let destination =
        |(link, shown): (usize, Range<usize>)| (shown, markup.links[link].destination.clone());
    let heading = |block: &Block| match block.kind {
        BlockKind::Heading { passage, .. } => Some(passage.start as usize..passage.end as usize),
        _ => None,
    };
    let mut headings: Vec<_> = markup.blocks.iter().filter_map(heading).collect();
    // Those in footnotes come last among the blocks.
    headings.sort_unstable_by_key(|heading| heading.start);
    Plain {
        links: links.into_iter().map(destination).collect(),
        headings,
        text: markup.text,
        spans: markup.spans,
    }
}
