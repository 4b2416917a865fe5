//! Markdown to a flat run of blocks with byte offsets and link targets. Refuses to know: widths,
//! colours, packs; a target is a string here.
//!
//! Nesting is data, not recursion: every [`Block`] is a leaf that names the containers around it, so
//! a body of a hundred thousand `>` costs no stack.
//!
//! ```
//! use folio::text::markdown::{self, BlockKind};
//!
//! let markup = markdown::parse("# Tea\n\nTo *drink*, see [[drink/tea]].");
//! let [heading, paragraph] = &markup.blocks[..] else { panic!("two blocks") };
//! assert!(matches!(&heading.kind, BlockKind::Heading { level: 1, slug, .. } if slug == "tea"));
//! let BlockKind::Paragraph(passage) = paragraph.kind else { panic!("a paragraph") };
//! let prose = markup.prose(passage);
//! assert_eq!(prose.text, "To drink, see drink/tea.");
//! // Every stretch of the text knows its bytes of the source: those between the asterisks.
//! assert_eq!(prose.source(3..8), 11..16);
//! assert_eq!(markup.links[0].destination, "drink/tea");
//! ```

mod build;
mod ends;
mod names;
mod notes;
mod plain;
#[cfg(test)]
pub(crate) mod sketch;
mod surplus;

use std::ops::Range;

use pulldown_cmark::Options;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use ends::closed;
pub use names::PageNames;
pub use notes::{NoteFault, NoteFaultKind, note_faults, renumbered};
pub use plain::{Plain, plain, plain_titled};
pub use surplus::surplus_cells;

/// Containers deeper than this are left out; their text stays.
const DEPTH: usize = 12;

/// A parsed Markdown text of at most 4 GiB.
///
/// The text without its markup is one string, of which blocks and cells are [`Passage`]s: a source of
/// 4 MiB can have two million of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// What is left without the markup, in the order of the source: blocks separated by line feeds,
    /// cells of a table by tabs.
    pub text: String,
    /// The leaves in reading order; the definitions of footnotes come last.
    pub blocks: Vec<Block>,
    /// All links in the order of the source.
    pub links: Vec<Link>,
    /// The lists that containers refer to.
    pub lists: Vec<List>,
    /// Those of all passages, as bytes of the text; ascending, never overlapping.
    stretches: Vec<Stretch>,
    spans: Vec<SourceSpan>,
}

/// A part of [`Markup::text`]: a paragraph, a heading, a cell; [`Markup::prose`] gives what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    start: u32,
    end: u32,
    /// The first of its stretches, and the one behind the last.
    first: u32,
    behind: u32,
}

/// One leaf: a paragraph, a heading, a block of code, a table or a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What it is inside of, from the outside in.
    pub within: Vec<Container>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is inside of; two neighbours with equal containers are inside the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A quote; the number tells neighbouring quotes apart.
    Quote(u32),
    /// An item of a list.
    Item {
        /// An index into [`Markup::lists`].
        list: u32,
        /// Counted from 0 in its list.
        item: u32,
    },
    /// The definition of this footnote, counted from 1 on its page.
    Footnote(u32),
}

/// A list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// The number of the first item; `None` if items carry bullets.
    pub start: Option<u64>,
    /// How many items there are.
    pub items: u32,
    /// Whether blank rows are between the items.
    pub loose: bool,
    /// How many lists of bullets it is inside of.
    pub depth: u32,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Text.
    Paragraph(Passage),
    /// A heading.
    Heading {
        /// From 1 to 6.
        level: u8,
        /// Its text.
        passage: Passage,
        /// Its anchor, unique on its page.
        slug: String,
    },
    /// A block of code; lines end with a line feed, the last one too.
    Code(Passage),
    /// A table.
    Table(Table),
    /// A thematic break.
    Rule,
}

/// How a column of a table is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// A table; every row has as many cells as there are columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// One a column.
    pub alignments: Vec<Alignment>,
    /// Those of the head, then those of the rows below it.
    cells: Vec<Passage>,
}

impl Table {
    /// Returns the cells of the head.
    pub fn head(&self) -> &[Passage] {
        &self.cells[..self.alignments.len().min(self.cells.len())]
    }

    /// Returns the cells of the rows below the head.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[Passage]> {
        self.cells.chunks(self.alignments.len().max(1)).skip(1)
    }
}

/// Running text without its markup.
#[derive(Clone, Copy, Debug)]
pub struct Prose<'m> {
    /// The text as the author wrote it; a line feed is a line break the author asked for.
    pub text: &'m str,
    /// Where it begins in the text of the markup.
    at: usize,
    stretches: &'m [Stretch],
    spans: &'m [SourceSpan],
}

/// A stretch of [`Prose`] in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes of [`Prose::text`].
    pub range: Range<usize>,
    /// What it is.
    pub kind: StretchKind,
    /// How it is emphasised.
    pub emphasis: Emphasis,
    /// An index into [`Markup::links`].
    pub link: Option<usize>,
}

/// What a stretch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StretchKind {
    /// Text.
    #[default]
    Text,
    /// `` `code` ``.
    Code,
    /// The number of a footnote, in brackets; it leads to the note.
    Footnote(u32),
}

/// How a stretch is emphasised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// `**strong**`.
    pub strong: bool,
    /// `*emphasised*`.
    pub emphasis: bool,
    /// `~~struck~~`.
    pub struck: bool,
}

/// A link in text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the source: the whole link.
    pub range: Range<usize>,
    /// Where it leads, as written.
    pub destination: String,
    /// Bytes of the source: where the destination is; the whole link if it is elsewhere
    /// (in a reference definition) or is escaped.
    pub destination_range: Range<usize>,
    /// Whether it is `[[theme/slug]]` without a text of its own, so that a title is to be shown.
    pub bare: bool,
}

/// A heading of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// Its text without markup.
    pub text: String,
    /// Its anchor, unique on its page.
    pub slug: String,
    /// Bytes of the source.
    pub range: Range<usize>,
}

/// From where a stretch of plain text comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SourceSpan {
    /// Where the stretch begins in the plain text; it ends where the next one begins.
    at: u32,
    /// Bytes of the source.
    start: u32,
    end: u32,
    /// Whether both are equal byte for byte.
    exact: bool,
}

/// Parses Markdown that is a page by itself: `CommonMark` with tables, footnotes, strikethrough and
/// `[[links]]`; HTML is text.
pub fn parse(source: &str) -> Markup {
    parse_on(&mut PageNames::default(), source)
}

/// Parses Markdown that follows other texts on a page: its anchors differ from theirs, and its
/// footnotes are counted on.
pub fn parse_on(page: &mut PageNames, source: &str) -> Markup {
    build::Builder::new(source, page).run()
}

/// Returns all links in the order of the source.
pub fn links(source: &str) -> Vec<Link> {
    // Every kind of link needs one of these two; most sources of a large pack have neither.
    if source.contains(['[', '<']) { parse(source).links } else { Vec::new() }
}

/// A `[[` that opens a link which is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenLink {
    /// Where it stands, in bytes of the source.
    pub at: usize,
    /// Whether it stands in a cell of a table, which a `|` ends.
    pub in_cell: bool,
}

/// Finds each `[[` that opens a link which is none: it is never closed, or names nothing.
pub fn open_links(source: &str) -> Vec<OpenLink> {
    if !source.contains("[[") {
        return Vec::new();
    }
    let markup = parse(source);
    let mut found = Vec::new();
    for block in &markup.blocks {
        let (passages, in_cell) = match &block.kind {
            BlockKind::Paragraph(passage) | BlockKind::Heading { passage, .. } => {
                (std::slice::from_ref(passage), false)
            }
            BlockKind::Table(table) => (&*table.cells, true),
            _ => continue,
        };
        for passage in passages {
            let places = open_in(markup.prose(*passage), source);
            found.extend(places.map(|at| OpenLink { at, in_cell }));
        }
    }
    found
}

/// Returns where in the source a passage has such a `[[`.
fn open_in(prose: Prose<'_>, source: &str) -> impl Iterator<Item = usize> {
    let is_text = move |at: usize| {
        let mut around = prose.stretches().filter(|stretch| stretch.range.contains(&at));
        around.all(|stretch| stretch.kind == StretchKind::Text && stretch.link.is_none())
    };
    let opens =
        move |at: usize| prose.text[at + 2..].starts_with(|c: char| c.is_alphabetic() || c == '|');
    let all = prose.text.match_indices("[[").map(|(at, _)| at);
    let places = all
        .filter(move |at| opens(*at) && is_text(*at))
        .map(move |at| prose.source(at..at + 2).start);
    // Behind a backslash no link is meant.
    places.filter(|at| source[*at..].starts_with("[[") && !source[..*at].ends_with('\\'))
}

/// Returns all headings in the order of the source, which is a page by itself.
pub fn headings(source: &str) -> Vec<Heading> {
    headings_on(&mut PageNames::default(), source)
}

/// Returns all headings of a text that follows others on a page, in the order of the source.
pub fn headings_on(page: &mut PageNames, source: &str) -> Vec<Heading> {
    // `#` opens one kind of heading, a line of `=` or `-` underlines the other.
    if !source.contains('#') && !source.split(['\n', '\r']).any(may_underline) {
        return Vec::new();
    }
    let markup = parse_on(page, source);
    let heading = |block: &Block| match &block.kind {
        BlockKind::Heading { level, passage, slug } => Some(Heading {
            level: *level,
            text: markup.prose(*passage).text.to_owned(),
            slug: slug.clone(),
            range: block.range.clone(),
        }),
        _ => None,
    };
    markup.blocks.iter().filter_map(heading).collect()
}

/// Returns whether a line can make a heading of the one above it, whatever both are inside of.
fn may_underline(line: &str) -> bool {
    let rest = line.trim_start_matches([' ', '\t', '>']).trim_end();
    let is_all = |sign: u8| rest.bytes().all(|byte| byte == sign);
    !rest.is_empty() && (is_all(b'-') || is_all(b'='))
}

/// Builds the slug of a heading: letters and digits of any script in lower case and with their marks,
/// `-` for spaces; in Unicode's normal form C, as references are compared.
fn slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for c in heading.trim().nfc() {
        if c.is_alphanumeric() || c == '_' || c == '-' || is_combining_mark(c) {
            slug.extend(c.to_lowercase());
        } else if c.is_whitespace() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.nfc().collect()
}

impl Markup {
    /// Returns what a passage says.
    pub fn prose(&self, passage: Passage) -> Prose<'_> {
        let Passage { start, end, first, behind } = passage;
        Prose {
            text: &self.text[start as usize..end as usize],
            at: start as usize,
            stretches: &self.stretches[first as usize..behind as usize],
            spans: &self.spans,
        }
    }
}

impl<'m> Prose<'m> {
    /// Returns the stretches that are more than text, ascending, never overlapping.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch> + use<'m> {
        let at = self.at;
        self.stretches.iter().map(move |stretch| {
            let range = stretch.range.start - at..stretch.range.end - at;
            Stretch { range, ..stretch.clone() }
        })
    }

    /// Finds the bytes of the source from which a stretch of the text comes.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        source_of(self.spans, self.at + range.start..self.at + range.end)
    }
}

/// Maps a stretch of plain text back to its source.
fn source_of(spans: &[SourceSpan], range: Range<usize>) -> Range<usize> {
    let find = |offset: usize, end: bool| -> Option<usize> {
        let behind = spans.partition_point(|span| span.at as usize + usize::from(end) <= offset);
        let SourceSpan { at, start, end: last, exact } = *spans.get(behind.checked_sub(1)?)?;
        Some(if exact {
            // What parts blocks in the plain text has no span of its own.
            (start as usize + (offset - at as usize)).min(last as usize)
        } else if end {
            last as usize
        } else {
            start as usize
        })
    };
    let start = find(range.start, false).unwrap_or(0);
    let end = if range.is_empty() { Some(start) } else { find(range.end, true) };
    start..end.unwrap_or(start).max(start)
}

/// Returns what texts of packs may hold beside plain Markdown.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_maps_back_to_its_source() {
        let source = "# T *x*\n\nA &amp; **b** [c](m/x)\n\n`co` \\* z\n";
        let plain = plain(source);
        assert_eq!(plain.text, "T x\nA & b c\nco * z");
        assert_eq!(plain.headings.as_slice(), std::slice::from_ref(&(0..3)));
        assert_eq!(plain.links, [(10..11, "m/x".to_owned())]);
        for (text, span) in
            [("x", "x"), ("&", "&amp;"), ("b", "b"), ("c", "c"), ("co", "co"), ("z", "z")]
        {
            let at = plain.text.rfind(text).unwrap();
            assert_eq!(&source[plain.source(at..at + text.len())], span, "{text}");
        }
        let words = "one two\n\nthree *four* five";
        let plain = super::plain(words);
        for word in ["one", "two", "three", "four", "five", "hree", "wo"] {
            let at = plain.text.find(word).unwrap();
            let found = plain.source(at..at + word.len());
            assert_eq!((found.start, &words[found]), (words.find(word).unwrap(), word));
        }
    }

    #[test]
    fn links_that_are_none_are_found() {
        let in_text = |at| vec![OpenLink { at, in_cell: false }];
        let in_cell = |at| vec![OpenLink { at, in_cell: true }];
        for (source, expected) in [
            ("See [[leaf/white.", in_text(4)),
            ("[[|x]] and [[a/b]]", in_text(0)),
            ("[[a/b]] [[a/b|c]]", vec![]),
            ("`[[a` \\[[b [[1, 2], [3]]", vec![]),
            ("    [[code", vec![]),
            ("|a|b|\n|-|-|\n|[[x/y|it]]|z|", in_cell(13)),
            ("|a|b|\n|-|-|\n|[[x/y\\|it]]|[[x/y]]|", vec![]),
        ] {
            assert_eq!(open_links(source), expected, "{source}");
        }
    }

    #[test]
    fn slugs_keep_letters_of_any_script() {
        for (heading, expected) in [
            ("Hello, World!", "hello-world"),
            ("  A - b_c ", "a--b_c"),
            ("硬联通 1", "硬联通-1"),
            ("???", ""),
            ("Cafe\u{301} É", "café-é"),
            ("İı ẞ", "i\u{307}ı-ß"),
            ("क्षत्रिय की", "क्षत्रिय-की"),
            ("ภาษาไทยที่นี่", "ภาษาไทยที่นี่"),
            ("שָׁלוֹם", "שָׁלוֹם"),
        ] {
            assert_eq!(slug(heading), expected, "{heading}");
        }
    }

    proptest! {
        /// A source that is not parsed for them has none.
        #[test]
        fn every_heading_is_found(source in "[ab >\\-=\n\r\t*1.:\\[\\]^]{0,40}") {
            let parsed = parse(&source).blocks;
            let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
            let count = parsed.iter().filter(is_heading).count();
            prop_assert_eq!(headings(&source).len(), count, "{:?}", source);
        }

        #[test]
        fn any_text_parses_with_ranges_in_order(source in "[-a \n>*`|#\\[\\]()!~<&中^:0-9.]{0,60}") {
            let markup = parse(&source);
            for block in &markup.blocks {
                prop_assert!(source.get(block.range.clone()).is_some());
                let (BlockKind::Paragraph(passage) | BlockKind::Heading { passage, .. }) = &block.kind else { continue };
                let prose = markup.prose(*passage);
                let mut at = 0;
                for stretch in prose.stretches() {
                    prop_assert!(at <= stretch.range.start && stretch.range.start < stretch.range.end);
                    at = stretch.range.end;
                }
                prop_assert!(at <= prose.text.len());
            }
            for link in &markup.links {
                prop_assert!(source.get(link.range.clone()).is_some());
                prop_assert!(source.get(link.destination_range.clone()).is_some());
            }
            let plain = plain(&source);
            for (at, c) in plain.text.char_indices() {
                prop_assert!(source.get(plain.source(at..at + c.len_utf8())).is_some());
            }
        }
    }
}
