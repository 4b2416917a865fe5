//! A source without its markup, as one text.

use std::ops::Range;

use super::{Block, BlockKind, Markup, SourceSpan, StretchKind, parse, source_of};

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
    /// The blocks of code, as bytes of [`Plain::text`]; ascending.
    pub code: Vec<Range<usize>>,
    /// The paragraphs that go on from one before them, by the byte where they begin; ascending.
    runs_on: Vec<usize>,
    spans: Vec<SourceSpan>,
}

impl Plain {
    /// Returns the text in one line: a sign parts headings, items of lists, cells and lines, a space paragraphs
    /// that go on and what stands behind a colon.
    pub fn in_one_line(&self) -> String {
        let mut line = String::with_capacity(self.text.len());
        let mut behind = 0;
        for part in self.text.split(['\n', '\t']) {
            let start = behind;
            behind += part.len() + 1;
            let part = part.trim();
            if !line.is_empty() && !part.is_empty() {
                let goes_on =
                    line.ends_with([':', '：']) || self.runs_on.binary_search(&start).is_ok();
                line.push_str(if goes_on { " " } else { " · " });
            }
            line.push_str(part);
        }
        line
    }

    /// Finds the bytes of the source from which a stretch of the text comes.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        source_of(&self.spans, range)
    }
}

/// Takes the markup away.
pub fn plain(source: &str) -> Plain {
    plain_titled(source, |_| None)
}

/// Takes the markup away; a link without a text of its own shows the title of its destination, if `title` knows
/// one.
pub fn plain_titled<'t>(source: &str, title: impl Fn(&str) -> Option<&'t str>) -> Plain {
    let mut markup = parse(source);
    let replaced = Replaced::within(&mut markup, title);
    let mut links: Vec<(usize, Range<usize>)> = Vec::new();
    for stretch in &markup.stretches {
        let Some(link) = stretch.link else { continue };
        match links.last_mut() {
            Some((last, shown)) if *last == link => shown.end = replaced.shift(stretch.range.end),
            _ => links.push((link, replaced.shift_range(stretch.range.clone()))),
        }
    }
    let destination =
        |(link, shown): (usize, Range<usize>)| (shown, markup.links[link].destination.clone());
    let runs_on = paragraphs_that_go_on(&markup).map(|start| replaced.shift(start)).collect();
    let (mut headings, mut code) = (Vec::new(), Vec::new());
    for block in &markup.blocks {
        let (all, passage) = match &block.kind {
            BlockKind::Heading { passage, .. } => (&mut headings, passage),
            BlockKind::Code(passage) => (&mut code, passage),
            _ => continue,
        };
        all.push(replaced.shift_range(passage.start as usize..passage.end as usize));
    }
    // Those in footnotes come last among the blocks.
    headings.sort_unstable_by_key(|heading: &Range<usize>| heading.start);
    code.sort_unstable_by_key(|code: &Range<usize>| code.start);
    Plain {
        links: links.into_iter().map(destination).collect(),
        headings,
        code,
        text: markup.text,
        runs_on,
        spans: markup.spans,
    }
}

/// Finds where paragraphs begin that follow another one, in no list both.
fn paragraphs_that_go_on(markup: &Markup) -> impl Iterator<Item = usize> {
    let prose = |block: &Block| match block.kind {
        BlockKind::Paragraph(passage) if block.within.is_empty() => Some(passage.start as usize),
        _ => None,
    };
    let pairs = markup.blocks.windows(2);
    pairs.filter_map(move |pair| prose(&pair[0]).and_then(|_| prose(&pair[1])))
}

/// Stretches of a text that were replaced.
struct Replaced {
    /// Ascending: the bytes of each before, and now.
    ranges: Vec<(Range<usize>, Range<usize>)>,
}

impl Replaced {
    /// Replaces marks of footnotes by nothing and destinations by their titles, in a text and its spans.
    fn within<'t>(markup: &mut Markup, title: impl Fn(&str) -> Option<&'t str>) -> Self {
        let mut ranges = Vec::new();
        let mut text = String::new();
        let mut kept = 0;
        for stretch in &markup.stretches {
            let link = stretch.link.map(|link| &markup.links[link]);
            let shown = match (stretch.kind, link) {
                (StretchKind::Footnote(_), _) => Some(""),
                (_, Some(link)) if link.bare => title(&link.destination),
                _ => None,
            };
            if let Some(shown) = shown {
                text += &markup.text[kept..stretch.range.start];
                kept = stretch.range.end;
                let start = text.len();
                text += shown;
                ranges.push((stretch.range.clone(), start..text.len()));
            }
        }
        let replaced = Self { ranges };
        if !replaced.ranges.is_empty() {
            markup.text.replace_range(..kept, &text);
            replaced.move_spans(&mut markup.spans);
        }
        replaced
    }

    /// Moves spans to where their texts are now; those of texts that are gone are left out.
    fn move_spans(&self, spans: &mut Vec<SourceSpan>) {
        spans.retain_mut(|span| {
            let at = span.at as usize;
            let held = self.behind(at).filter(|(before, _)| before.contains(&at));
            span.exact &= held.is_none();
            span.at = self.shift(at) as u32;
            held.is_none_or(|(before, now)| before.start == at && !now.is_empty())
        });
    }

    /// Returns the last range that began at or before a byte.
    fn behind(&self, at: usize) -> Option<&(Range<usize>, Range<usize>)> {
        self.ranges[..self.ranges.partition_point(|(before, _)| before.start <= at)].last()
    }

    /// Returns where a byte of the text is now.
    fn shift(&self, at: usize) -> usize {
        match self.behind(at) {
            Some((before, now)) if at < before.end => now.start,
            Some((before, now)) => now.end + (at - before.end),
            None => at,
        }
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

    #[test]
    fn items_and_cells_are_told_apart_in_one_line_and_paragraphs_go_on() {
        for (source, expected) in [
            ("One\ntext.\n\nAnother[^n].\n\nMore.\n\n[^n]: N", "One text. Another. More. · N"),
            ("These:\n\n- a: b.\n- c\n  - d\n\nText.", "These: a: b. · c · d · Text."),
            ("|a|b|\n|-|-|\n||c|", "a · b · c"),
            ("以下：\n\n1. 一", "以下： 一"),
            ("# A\n\n    x\n      y\n", "A · x · y"),
            ("", ""),
        ] {
            assert_eq!(plain(source).in_one_line(), expected, "{source}");
        }
    }

    #[test]
    fn links_without_a_text_show_the_titles_that_are_known() {
        let source =
            "# [[m/a]]\n\nx[^n][[m/a]], *[[m/b]]*, [[m/a|it]] [it](m/a) y\n\n[^n]: N [[m/a]]";
        let plain = plain_titled(source, |written| (written == "m/a").then_some("Amber tea"));
        let shown = plain.links.iter().map(|(range, to)| (&plain.text[range.clone()], &**to));
        let shown: Vec<_> = shown.collect();
        assert_eq!(plain.text, "Amber tea\nxAmber tea, m/b, it it y\nN Amber tea");
        let links = [("Amber tea", "m/a"), ("Amber tea", "m/a"), ("m/b", "m/b"), ("it", "m/a")];
        assert_eq!(shown, [&links[..], &[("it", "m/a"), ("Amber tea", "m/a")]].concat());
        assert_eq!(&plain.text[plain.headings[0].clone()], "Amber tea");
        for (word, of) in [("x", "x"), ("Amber", "m/a"), ("m/b", "m/b"), (" y", " y")] {
            let at = plain.text.rfind(word).unwrap();
            assert_eq!(&source[plain.source(at..at + word.len())], of, "{word}");
        }
    }
}
