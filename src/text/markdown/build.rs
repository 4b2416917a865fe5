//! Events of the parser to blocks.

use std::collections::HashMap;
use std::mem;
use std::ops::Range;

use pulldown_cmark::{Alignment as Side, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::{
    Alignment, Block, Container, DEPTH, Emphasis, Kind, Link, List, Markup, Origin, Passage,
    Stretch, StretchKind, Table, options, slug,
};

/// A container that is open, also beyond the depth that is kept.
struct Open {
    what: Opened,
    /// Whether it stands in `within`.
    kept: bool,
}

enum Opened {
    Quote,
    List(u32),
    /// With the number of blocks before it, to see whether it stayed empty.
    Item(usize),
    /// With the number of blocks before it, to take its blocks out.
    Footnote(u32, usize),
}

/// The inline styles that are open.
#[derive(Default)]
struct Inline {
    strong: u32,
    emphasis: u32,
    struck: u32,
    /// Links and images, outermost first, each with the length of the text before it.
    links: Vec<(usize, usize)>,
}

/// Where text goes at the moment.
#[derive(Clone, Copy)]
enum Sink {
    /// Between blocks; text there opens a paragraph (as in items of tight lists).
    Between,
    /// Into this leaf.
    Leaf {
        leaf: Leaf,
        /// Where it begins in the source, in the text, and among the stretches.
        source: usize,
        text: usize,
        stretch: usize,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Paragraph,
    Heading(u8),
    Html,
    Code,
    Cell,
}

pub(super) struct Builder<'s> {
    source: &'s str,
    markup: Markup,
    open: Vec<Open>,
    within: Vec<Container>,
    inline: Inline,
    sink: Sink,
    table: Table,
    quotes: u32,
    slugs: HashMap<String, u32>,
    footnotes: HashMap<String, u32>,
    /// Blocks of footnotes by number; they go behind the rest.
    definitions: Vec<(u32, Vec<Block>)>,
    /// A soft break that waits for the character behind it.
    soft_break: Option<Range<usize>>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            markup: Markup::default(),
            open: Vec::new(),
            within: Vec::new(),
            inline: Inline::default(),
            sink: Sink::Between,
            table: Table::default(),
            quotes: 0,
            slugs: HashMap::new(),
            footnotes: HashMap::new(),
            definitions: Vec::new(),
            soft_break: None,
        }
    }

    pub(super) fn run(mut self) -> Markup {
        let source = self.source;
        for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
            match event {
                Event::Start(tag) => self.start(tag, range),
                Event::End(tag) => self.end(tag, range),
                Event::Text(text) => self.push_text(&text, range, StretchKind::Text),
                Event::Code(text) => {
                    let inner =
                        self.source[range.clone()].find(&*text).map_or(range.clone(), |at| {
                            range.start + at..range.start + at + text.len()
                        });
                    self.push_text(&text, inner, StretchKind::Code);
                }
                Event::Html(text) | Event::InlineHtml(text) => {
                    self.push_text(&text, range, StretchKind::Text);
                }
                Event::SoftBreak => self.soft_break = Some(range),
                Event::HardBreak => self.push_text("\n", range, StretchKind::Text),
                Event::FootnoteReference(label) => {
                    let mark = format!("[{}]", self.footnote(&label));
                    self.push_text(&mark, range, StretchKind::Footnote);
                }
                Event::Rule => {
                    self.flush(range.start);
                    self.push_block(range, Kind::Rule);
                }
                // Their options are off.
                Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
            }
        }
        self.flush(source.len());
        self.definitions.sort_by_key(|(number, _)| *number);
        self.markup.blocks.extend(self.definitions.into_iter().flat_map(|(_, blocks)| blocks));
        self.markup
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.flush(range.start);
                if let [
                    ..,
                    Open { what: Opened::List(list), .. },
                    Open { what: Opened::Item(_), .. },
                ] = self.open[..]
                {
                    self.markup.lists[list as usize].loose = true;
                }
                self.begin(Leaf::Paragraph, range.start);
            }
            Tag::Heading { level, .. } => {
                self.flush(range.start);
                self.begin(Leaf::Heading(level as u8), range.start);
            }
            Tag::BlockQuote(_) => self.open_quote(range.start),
            Tag::CodeBlock(_) => {
                self.flush(range.start);
                self.begin(Leaf::Code, range.start);
            }
            Tag::HtmlBlock => {
                self.flush(range.start);
                self.begin(Leaf::Html, range.start);
            }
            Tag::List(start) => self.open_list(start, range.start),
            Tag::Item => self.open_item(range.start),
            Tag::FootnoteDefinition(label) => {
                self.flush(range.start);
                let number = self.footnote(&label);
                let blocks = self.markup.blocks.len();
                self.open(Opened::Footnote(number, blocks), Some(Container::Footnote(number)));
            }
            Tag::Table(sides) => {
                self.flush(range.start);
                self.table = Table {
                    alignments: sides.into_iter().map(alignment).collect(),
                    ..Table::default()
                };
            }
            Tag::TableCell => self.begin(Leaf::Cell, range.start),
            Tag::Strong => self.inline.strong += 1,
            Tag::Emphasis => self.inline.emphasis += 1,
            Tag::Strikethrough => self.inline.struck += 1,
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
            TagEnd::TableCell => {
                let cell = self.passage();
                self.table.cells.push(cell);
                self.sink = Sink::Between;
            }
            TagEnd::Table => {
                let table = mem::take(&mut self.table);
                self.push_block(range, Kind::Table(table));
            }
            TagEnd::Strong => self.inline.strong -= 1,
            TagEnd::Emphasis => self.inline.emphasis -= 1,
            TagEnd::Strikethrough => self.inline.struck -= 1,
            TagEnd::Link | TagEnd::Image => {
                if let Some(&(link, before)) = self.inline.links.last()
                    && before == self.markup.text.len()
                {
                    // A link without a text would be invisible.
                    let link = &self.markup.links[link];
                    let shown = match &*link.destination {
                        "" => self.source[link.range.clone()].to_owned(),
                        destination => destination.to_owned(),
                    };
                    self.push_text(&shown, range, StretchKind::Text);
                }
                self.inline.links.pop();
            }
            _ => {}
        }
    }

    fn open(&mut self, what: Opened, container: Option<Container>) {
        let kept = match container {
            Some(container) if self.within.len() < DEPTH => {
                self.within.push(container);
                true
            }
            _ => false,
        };
        self.open.push(Open { what, kept });
    }

    fn open_quote(&mut self, at: usize) {
        self.flush(at);
        self.quotes += 1;
        self.open(Opened::Quote, Some(Container::Quote(self.quotes)));
    }

    fn open_list(&mut self, start: Option<u64>, at: usize) {
        self.flush(at);
        let bullets = |open: &&Open| match open.what {
            Opened::List(list) => self.markup.lists[list as usize].start.is_none(),
            _ => false,
        };
        let depth = self.open.iter().rev().take(DEPTH).filter(bullets).count() as u32;
        let list = self.markup.lists.len() as u32;
        self.markup.lists.push(List { start, items: 0, loose: false, depth });
        self.open(Opened::List(list), None);
    }

    fn open_item(&mut self, at: usize) {
        self.flush(at);
        let Some(&Open { what: Opened::List(list), .. }) = self.open.last() else { return };
        let items = &mut self.markup.lists[list as usize].items;
        let item = *items;
        *items += 1;
        let blocks = self.markup.blocks.len();
        self.open(Opened::Item(blocks), Some(Container::Item { list, item }));
    }

    fn close(&mut self, range: &Range<usize>) {
        self.flush(range.end);
        let Some(open) = self.open.pop() else { return };
        match open.what {
            Opened::Item(blocks) if blocks == self.markup.blocks.len() => {
                self.push_block(range.clone(), Kind::Paragraph(Passage::default()));
            }
            Opened::Footnote(number, first) => {
                let mut blocks = self.markup.blocks.split_off(first);
                let outside = self.within.len().saturating_sub(1);
                for block in &mut blocks {
                    block.within.drain(..outside.min(block.within.len()));
                }
                self.definitions.push((number, blocks));
            }
            _ => {}
        }
        if open.kept {
            self.within.pop();
        }
    }

    fn open_link(&mut self, kind: LinkType, destination: &str, range: Range<usize>) {
        let written = &self.source[range.clone()];
        // The destination of `[text](destination)` stands last, that of `[[destination|text]]` first.
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
        self.inline.links.push((self.markup.links.len(), self.markup.text.len()));
        self.markup.links.push(Link { range, destination, destination_range: inside, bare });
    }

    /// Begins a leaf, apart from the text before it.
    fn begin(&mut self, leaf: Leaf, source: usize) {
        let text = &mut self.markup.text;
        let is_inside_row = leaf == Leaf::Cell
            && !self.table.cells.len().is_multiple_of(self.table.alignments.len().max(1));
        if is_inside_row {
            text.push('\t');
        } else if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let (text, stretch) = (text.len(), self.markup.stretches.len());
        self.soft_break = None;
        self.sink = Sink::Leaf { leaf, source, text, stretch };
    }

    /// Returns what the leaf that is being filled holds so far.
    fn passage(&self) -> Passage {
        match self.sink {
            Sink::Between => Passage::default(),
            Sink::Leaf { text, stretch, .. } => Passage {
                start: text as u32,
                end: self.markup.text.len() as u32,
                first: stretch as u32,
                behind: self.markup.stretches.len() as u32,
            },
        }
    }

    fn push_text(&mut self, text: &str, range: Range<usize>, kind: StretchKind) {
        if matches!(self.sink, Sink::Between) {
            self.begin(Leaf::Paragraph, range.start);
        }
        let style = Stretch {
            emphasis: Emphasis {
                strong: self.inline.strong > 0,
                emphasis: self.inline.emphasis > 0,
                struck: self.inline.struck > 0,
            },
            // An image inside a link leads where the link leads.
            link: self.inline.links.first().map(|&(link, _)| link),
            range: 0..0,
            kind,
        };
        let before = self.passage();
        if let Some(space) = self.soft_break.take()
            && !joins(self.markup.prose(before).text, text)
        {
            self.push(" ", space, &style);
        }
        self.push(text, range, &style);
    }

    /// Appends text to the leaf that is being filled.
    fn push(&mut self, text: &str, source: Range<usize>, style: &Stretch) {
        let begin = self.passage().start;
        let markup = &mut self.markup;
        let at = markup.text.len();
        let exact = self.source.get(source.clone()) == Some(text);
        let (start, end) = (source.start as u32, source.end as u32);
        match markup.origins.last_mut() {
            Some(last) if last.at >= begin && exact && last.exact && last.end == start => {
                last.end = end;
            }
            _ => markup.origins.push(Origin { at: at as u32, start, end, exact }),
        }
        markup.text.push_str(text);
        let stretch = Stretch { range: at..markup.text.len(), ..style.clone() };
        let plain = Stretch { range: stretch.range.clone(), ..Stretch::default() };
        match markup.stretches.last_mut() {
            // Something parts the text of two leaves.
            Some(last)
                if last.range.end == at
                    && Stretch { range: stretch.range.clone(), ..last.clone() } == stretch =>
            {
                last.range.end = stretch.range.end;
            }
            _ if stretch == plain => {}
            _ => markup.stretches.push(stretch),
        }
    }

    /// Ends the block that is being filled.
    fn flush(&mut self, end: usize) {
        self.soft_break = None;
        let Sink::Leaf { leaf, source, .. } = self.sink else { return };
        if leaf == Leaf::Html {
            self.trim_end();
        }
        let passage = self.passage();
        self.sink = Sink::Between;
        let kind = match leaf {
            Leaf::Cell => return,
            Leaf::Paragraph | Leaf::Html => Kind::Paragraph(passage),
            Leaf::Code => Kind::Code(passage),
            Leaf::Heading(level) => {
                let slug = self.unique(slug(self.markup.prose(passage).text));
                Kind::Heading { level, passage, slug }
            }
        };
        self.push_block(source..end.max(source), kind);
    }

    /// Takes the white space at the end of the leaf that is being filled away.
    fn trim_end(&mut self) {
        let begin = self.passage().start as usize;
        let markup = &mut self.markup;
        let len = begin + markup.text[begin..].trim_end().len();
        markup.text.truncate(len);
        while markup.origins.pop_if(|origin| origin.at as usize >= len).is_some() {}
    }

    fn push_block(&mut self, range: Range<usize>, kind: Kind) {
        self.markup.blocks.push(Block { range, within: self.within.clone(), kind });
    }

    fn unique(&mut self, slug: String) -> String {
        let seen = self.slugs.entry(slug.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 { slug } else { format!("{slug}-{}", *seen - 1) }
    }

    fn footnote(&mut self, label: &CowStr<'_>) -> u32 {
        let next = self.footnotes.len() as u32 + 1;
        *self.footnotes.entry(label.to_string()).or_insert(next)
    }
}

/// Returns whether a line that ends with `before` and one that begins with `after` join without a
/// space, as in scripts written without spaces between words.
fn joins(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    let unspaced = |c: char| {
        matches!(c, '\u{2E80}'..='\u{312F}' | '\u{3190}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFD}')
    };
    before == '\n' || unspaced(before) && unspaced(after)
}

fn alignment(side: Side) -> Alignment {
    match side {
        Side::None | Side::Left => Alignment::Left,
        Side::Center => Alignment::Center,
        Side::Right => Alignment::Right,
    }
}
