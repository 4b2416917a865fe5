//! Events of the parser to blocks: the matches in [`Builder::run`], `start` and `end` are the index of
//! the constructs, each of which has a file of its own. Refuses to know how blocks are shown.
//!
//! A construct either opens a [`container`], fills a [`leaf`], or styles the text ([`inline`]) in
//! one.

mod code;
mod container;
mod footnote;
mod heading;
mod html;
mod inline;
mod leaf;
mod link;
mod list;
mod quote;
mod table;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::notes::Numbers;
use super::{Block, BlockKind, Container, Markup, PageNames, StretchKind, Table, options};
use container::OpenContainer;
use footnote::Footnotes;
use inline::OpenStyles;
use leaf::{LeafKind, Sink};

/// Markup on its way from events to blocks.
pub(super) struct Builder<'s, 'p> {
    source: &'s str,
    page: &'p mut PageNames,
    markup: Markup,
    /// The containers that are open, also beyond the depth that is kept.
    open: Vec<OpenContainer>,
    /// Those of them that blocks name.
    within: Vec<Container>,
    styles: OpenStyles,
    sink: Sink,
    /// A soft break that waits for the character after it.
    soft_break: Option<Range<usize>>,
    table: Table,
    quotes: u32,
    footnotes: Footnotes,
}

impl<'s, 'p> Builder<'s, 'p> {
    pub(super) fn new(source: &'s str, page: &'p mut PageNames) -> Self {
        let footnotes = Footnotes::new(Numbers::new(source, page));
        Self {
            source,
            page,
            markup: Markup::default(),
            open: Vec::new(),
            within: Vec::new(),
            styles: OpenStyles::default(),
            sink: Sink::Between,
            soft_break: None,
            table: Table::default(),
            quotes: 0,
            footnotes,
        }
    }

    pub(super) fn run(mut self) -> Markup {
        let source = self.source;
        for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
            match event {
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag, range),
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    self.push_text(&text, range, StretchKind::Text);
                }
                Event::Code(text) => self.push_code(&text, range),
                Event::SoftBreak => self.soft_break = Some(range),
                Event::HardBreak => self.push_text("\n", range, StretchKind::Text),
                Event::FootnoteReference(label) => self.push_reference(&label, range),
                Event::Rule => {
                    self.flush(range.start);
                    self.push_block(range, BlockKind::Rule);
                }
                // Their options are off.
                Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
            }
        }
        self.flush(source.len());
        self.markup.blocks.extend(self.footnotes.into_blocks());
        self.markup
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.loosen_list();
                self.begin_block(LeafKind::Paragraph, range.start);
            }
            Tag::Heading { level, .. } => {
                self.begin_block(LeafKind::Heading(level as u8), range.start);
            }
            Tag::CodeBlock(_) => self.begin_block(LeafKind::Code, range.start),
            Tag::HtmlBlock => self.begin_block(LeafKind::Html, range.start),
            Tag::BlockQuote(_) => self.open_quote(range.start),
            Tag::List(start) => self.open_list(start, range.start),
            Tag::Item => self.open_item(range.start),
            Tag::FootnoteDefinition(label) => self.open_footnote(&label, range.start),
            Tag::Table(sides) => self.open_table(&sides, range.start),
            Tag::TableCell => self.begin(LeafKind::Cell, range.start),
            Tag::Strong => self.styles.strong += 1,
            Tag::Emphasis => self.styles.emphasis += 1,
            Tag::Strikethrough => self.styles.struck += 1,
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => self.open_link(LinkType::Inline, &dest_url, range),
            // Their options are off.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.flush(range.end);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close(&range);
            }
            TagEnd::TableCell => self.close_cell(),
            TagEnd::Table => self.close_table(range),
            TagEnd::Strong => self.styles.strong -= 1,
            TagEnd::Emphasis => self.styles.emphasis -= 1,
            TagEnd::Strikethrough => self.styles.struck -= 1,
            TagEnd::Link | TagEnd::Image => self.close_link(range),
            _ => {}
        }
    }

    fn push_block(&mut self, range: Range<usize>, kind: BlockKind) {
        self.markup.blocks.push(Block { range, within: self.within.clone(), kind });
    }
}
