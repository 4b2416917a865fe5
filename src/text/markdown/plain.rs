//! A source without its markup, as one text.

use std::ops::Range;

use super::{Block, BlockKind, Markup, SourceSpan, Stretch, StretchKind, parse, source_of};

/// A Markdown source without its markup, in its order: blocks separated by line feeds, cells of a table
/// by tabs, footnotes not marked where they are referred to.
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
    let mut markup = parse(source);
    let marks = Taken::from(&mut markup);
    let mut links: Vec<(usize, Range<usize>)> = Vec::new();
    for stretch in &markup.stretches {
        let Some(link) = stretch.link else { continue };
        match links.last_mut() {
            Some((last, shown)) if *last == link => shown.end = marks.shift(stretch.range.end),
            _ => links.push((link, marks.shift_range(stretch.range.clone()))),
        }
    }
    let destination =
        |(link, shown): (usize, Range<usize>)| (shown, markup.links[link].destination.clone());
    let heading = |block: &Block| match block.kind {
        BlockKind::Heading { passage, .. } => {
            Some(marks.shift_range(passage.start as usize..passage.end as usize))
        }
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

/// Stretches that were taken out of a text.
struct Taken {
    /// Ascending; each with the bytes that were taken before it.
    ranges: Vec<(Range<usize>, usize)>,
}

impl Taken {
    /// Takes the marks of footnotes out of a text and its spans.
    fn from(markup: &mut Markup) -> Self {
        let mut ranges = Vec::new();
        let mut taken = 0;
        let mut text = String::new();
        let mut kept = 0;
        for Stretch { range, kind, .. } in &markup.stretches {
            if let StretchKind::Footnote(_) = kind {
                text += &markup.text[kept..range.start];
                kept = range.end;
                ranges.push((range.clone(), taken));
                taken += range.len();
            }
        }
        let marks = Self { ranges };
        if !marks.ranges.is_empty() {
            markup.text.replace_range(..kept, &text);
            markup.spans.retain(|span| !marks.holds(span.at as usize));
            for span in &mut markup.spans {
                span.at = marks.shift(span.at as usize) as u32;
            }
        }
        marks
    }

    /// Returns the last range that begins at or before a byte.
    fn behind(&self, at: usize) -> Option<&(Range<usize>, usize)> {
        self.ranges[..self.ranges.partition_point(|(range, _)| range.start <= at)].last()
    }

    fn holds(&self, at: usize) -> bool {
        self.behind(at).is_some_and(|(range, _)| range.contains(&at))
    }

    /// Returns where a byte of the text is now.
    fn shift(&self, at: usize) -> usize {
        self.behind(at)
            .map_or(at, |(range, before)| at - before - (at.min(range.end) - range.start))
    }

    fn shift_range(&self, range: Range<usize>) -> Range<usize> {
        self.shift(range.start)..self.shift(range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_footnotes_are_no_part_of_the_text() {
        let source = "# A[^x]\n\nab[^x]cd[^y][^x] [e](m/f)[^x] g\n\n[^x]: X\n\n[^y]: Y[^x]";
        let plain = plain(source);
        assert_eq!(plain.text, "A\nabcd e g\nX\nY");
        assert_eq!(plain.headings, std::slice::from_ref(&(0..1)));
        assert_eq!(plain.links, [(7..8, "m/f".to_owned())]);
        for word in ["A", "ab", "cd", "e", "g", "X", "Y"] {
            let at = plain.text.find(word).unwrap();
            assert_eq!(&source[plain.source(at..at + word.len())], word, "{plain:?}");
        }
    }
}
