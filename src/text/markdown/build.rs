//! Events of the parser to blocks.

use std::collections::HashMap;
use std::mem;
use std::ops::Range;

use pulldown_cmark::{Alignment as Side, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::{
    Alignment, Block, Container, DEPTH, Emphasis, Kind, Link, List, Markup, Origin, Prose, Stretch,
    StretchKind, Table, options, slug,
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
enum Sink {
    /// Between blocks; text there opens a paragraph (as in items of tight lists).
    Between,
    Paragraph(Prose, usize),
    Heading(Prose, usize, u8),
    Html(Prose, usize),
    Code(String, usize),
    Cell(Prose),
}

pub(super) struct Builder<'s> {
    source: &'s str,
    markup: Markup,
    open: Vec<Open>,
    within: Vec<Container>,
    inline: Inline,
    sink: Sink,
    table: Table,
    row: Vec<Prose>,
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
            row: Vec::new(),
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
                Event::Text(text) => match &mut self.sink {
                    Sink::Code(code, _) => code.push_str(&text),
                    _ => self.push_text(&text, range, StretchKind::Text),
                },
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
                self.sink = Sink::Paragraph(Prose::default(), range.start);
            }
            Tag::Heading { level, .. } => {
                self.flush(range.start);
                self.sink = Sink::Heading(Prose::default(), range.start, level as u8);
            }
            Tag::BlockQuote(_) => self.open_quote(range.start),
            Tag::CodeBlock(_) => {
                self.flush(range.start);
                self.sink = Sink::Code(String::new(), range.start);
            }
            Tag::HtmlBlock => {
                self.flush(range.start);
                self.sink = Sink::Html(Prose::default(), range.start);
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
            Tag::TableHead | Tag::TableRow => self.row = Vec::new(),
            Tag::TableCell => self.sink = Sink::Cell(Prose::default()),
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
                if let Sink::Cell(prose) = mem::replace(&mut self.sink, Sink::Between) {
                    self.row.push(prose.shrunk());
                }
            }
            TagEnd::TableHead => self.table.head = mem::take(&mut self.row),
            TagEnd::TableRow => self.table.rows.push(mem::take(&mut self.row)),
            TagEnd::Table => {
                let table = mem::take(&mut self.table);
                self.push_block(range, Kind::Table(table));
            }
            TagEnd::Strong => self.inline.strong -= 1,
            TagEnd::Emphasis => self.inline.emphasis -= 1,
            TagEnd::Strikethrough => self.inline.struck -= 1,
            TagEnd::Link | TagEnd::Image => {
                let before = self.inline.links.last().map_or(0, |&(_, before)| before);
                if self.prose().is_none_or(|prose| prose.text.len() == before)
                    && let Some(&(link, _)) = self.inline.links.last()
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
                self.push_block(range.clone(), Kind::Paragraph(Prose::default()));
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
        let before = self.prose().map_or(0, |prose| prose.text.len());
        self.inline.links.push((self.markup.links.len(), before));
        self.markup.links.push(Link { range, destination, destination_range: inside, bare });
    }

    fn prose(&self) -> Option<&Prose> {
        match &self.sink {
            Sink::Paragraph(prose, _)
            | Sink::Heading(prose, ..)
            | Sink::Html(prose, _)
            | Sink::Cell(prose) => Some(prose),
            Sink::Between | Sink::Code(..) => None,
        }
    }

    fn push_text(&mut self, text: &str, range: Range<usize>, kind: StretchKind) {
        if matches!(self.sink, Sink::Between | Sink::Code(..)) {
            self.flush(range.start);
            self.sink = Sink::Paragraph(Prose::default(), range.start);
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
        let (Sink::Paragraph(prose, _)
        | Sink::Heading(prose, ..)
        | Sink::Html(prose, _)
        | Sink::Cell(prose)) = &mut self.sink
        else {
            return;
        };
        if let Some(space) = self.soft_break.take()
            && !joins(&prose.text, text)
        {
            prose.push(" ", space, &style, self.source);
        }
        prose.push(text, range, &style, self.source);
    }

    /// Ends the block that is being filled.
    fn flush(&mut self, end: usize) {
        self.soft_break = None;
        let (start, kind) = match mem::replace(&mut self.sink, Sink::Between) {
            Sink::Between | Sink::Cell(_) => return,
            Sink::Paragraph(prose, start) => (start, Kind::Paragraph(prose)),
            Sink::Heading(prose, start, level) => {
                let slug = self.unique(slug(&prose.text));
                (start, Kind::Heading { level, prose, slug })
            }
            Sink::Html(mut prose, start) => {
                prose.trim_end();
                (start, Kind::Paragraph(prose))
            }
            Sink::Code(code, start) => (start, Kind::Code(code)),
        };
        self.push_block(start..end.max(start), kind);
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

impl Prose {
    fn push(&mut self, text: &str, range: Range<usize>, style: &Stretch, source: &str) {
        let at = self.text.len();
        let exact = source.get(range.clone()) == Some(text);
        match self.origins.last_mut() {
            Some(last) if exact && last.exact && last.source.end == range.start => {
                last.source.end = range.end;
            }
            _ => self.origins.push(Origin { at, source: range, exact }),
        }
        self.text.push_str(text);
        let range = at..self.text.len();
        let stretch = Stretch { range, ..style.clone() };
        let plain = Stretch { range: stretch.range.clone(), ..Stretch::default() };
        match self.stretches.last_mut() {
            Some(last)
                if last.range.end == at
                    && Stretch { range: stretch.range.clone(), ..last.clone() } == stretch =>
            {
                last.range.end = stretch.range.end;
            }
            _ if stretch == plain => {}
            _ => self.stretches.push(stretch),
        }
    }

    /// Gives back what was reserved for more: a text of 4 MiB can have two million cells.
    fn shrunk(mut self) -> Self {
        self.text.shrink_to_fit();
        self.stretches.shrink_to_fit();
        self.origins.shrink_to_fit();
        self
    }

    fn trim_end(&mut self) {
        let len = self.text.trim_end().len();
        self.text.truncate(len);
        self.origins.retain(|origin| origin.at < len);
    }
}

/// Tells whether a line that ends with `before` and one that begins with `after` join without a
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
