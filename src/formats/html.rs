//! HTML, XHTML, Pango's markup and XDXF to Markdown as packs have it: what says something to a reader of
//! plain text stays, the rest falls away. Refuses to know: where a text comes from, what its links mean.
//!
//! Tags are read one after another, and what is open is data: neither depth nor length costs stack.

mod elements;
mod formulas;
mod lengths;
mod mathml;
mod table;

use std::borrow::Cow;
use std::convert::Infallible;
use std::vec::IntoIter;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::composer::{Composer, Side, Style};
use super::counting::{Counting, Numbering, Order, Signs};
use super::small::shifted;
use crate::messages::formats as say;
use crate::text::markdown::Emphasis;
pub use elements::{Element, Mark, element, is_void};
use lengths::lengths;
use table::Table;

/// Elements that are deeper are passed over, their text stays; browsers stop at as many.
const DEEPEST: usize = 512;

/// Stands for each blank that a line begins with.
const INDENT: &str = "\u{a0}";
/// What a tab at the beginning of a line stands for, in blanks.
const TAB: usize = 4;
/// More blanks than these are a way to set text on one width.
const DEEPEST_INDENT: usize = 12;

/// What markup a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// HTML as it is met, well-formed or not.
    Html,
    /// HTML in the form of XML: `<a/>` is closed.
    Xhtml,
    /// Pango's, in which lines and blanks stand for themselves.
    Pango,
    /// XDXF; where it marks no definitions, lines and blanks stand for themselves.
    Xdxf,
}

/// Where a link is said to lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// To an address, as it is written.
    Address(&'a str),
    /// To a headword.
    Word(&'a str),
}

/// A text that was turned into Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// The Markdown.
    pub markdown: String,
    /// The ids of its elements, each with the byte of the Markdown at which the block begins that it
    /// stands in, or behind which it begins; ascending.
    pub anchors: Vec<(String, usize)>,
}

/// Turns a text into Markdown. `follow` says where a link leads, as packs have it; the text of one that
/// leads nowhere stays.
pub fn convert(
    source: &str,
    dialect: Dialect,
    follow: &mut dyn FnMut(Target<'_>) -> Option<String>,
) -> Converted {
    let source = if dialect == Dialect::Html { source.into() } else { without_sections(source) };
    let source = &*formulas::written(&source, dialect == Dialect::Html);
    let mut reader = Reader::new(source, dialect, follow);
    // In XML a script that is closed at once is closed.
    tokenize(source, dialect == Dialect::Html, &mut |event, _| reader.event(event));
    reader.finish()
}

/// Reads tags and texts one by one, each with the bytes where it is; whether what is in scripts and the like
/// is but text is said by `has_scripts`.
///
/// All that is like HTML is read by this, so that the program has the reader once.
pub fn tokenize(
    source: &str,
    has_scripts: bool,
    on_event: &mut dyn FnMut(&CallbackEvent<'_>, Span<usize>),
) {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        on_event(&event, span);
        None::<Infallible>
    });
    emitter.naively_switch_states(has_scripts);
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
}

/// What of a start tag matters.
#[derive(Default)]
struct Tag {
    name: String,
    /// The attribute that is being read.
    attribute: String,
    id: Option<String>,
    href: Option<String>,
    source: Option<String>,
    alternative: Option<String>,
    start: Option<i64>,
    /// The number of an item.
    value: Option<i64>,
    /// Which way a list counts.
    order: Order,
    columns: usize,
    rows: usize,
    side: Option<Side>,
    /// What counts the items of a list, if not numbers.
    signs: Option<Signs>,
    /// Whether it is a box to be ticked, and whether it is ticked.
    is_box: bool,
    is_ticked: bool,
    /// Whether it says again what is said before it.
    repeats: bool,
}

/// An element that is open.
struct Open {
    name: String,
    element: Element,
    /// The columns and rows that a cell takes.
    span: (usize, usize),
    /// At which side a cell is set, if it says so.
    side: Option<Side>,
}

struct Reader<'f> {
    dialect: Dialect,
    keeps_lines: bool,
    follow: &'f mut dyn FnMut(Target<'_>) -> Option<String>,
    composer: Composer,
    anchors: Vec<(String, usize)>,
    tag: Tag,
    open: Vec<Open>,
    /// How many elements of each mark are open.
    marks: [u32; 6],
    skipped: u32,
    /// How many items the lists have that count down, in their order.
    lengths: IntoIter<i64>,
    /// The links that are open; `None` for those that lead nowhere.
    links: Vec<Option<u32>>,
    /// The blanks that the line begins with, where lines are kept, and no text stands in it yet.
    indent: usize,
    /// The text that keeps its lines, if such an element is open.
    verbatim: Option<String>,
    table: Option<Table>,
}

impl<'f> Reader<'f> {
    fn new(
        source: &str,
        dialect: Dialect,
        follow: &'f mut dyn FnMut(Target<'_>) -> Option<String>,
    ) -> Self {
        let keeps_lines = match dialect {
            Dialect::Html | Dialect::Xhtml => false,
            Dialect::Pango => true,
            Dialect::Xdxf => !source.contains("<def"),
        };
        Self {
            dialect,
            keeps_lines,
            follow,
            composer: Composer::default(),
            anchors: Vec::new(),
            tag: Tag::default(),
            open: Vec::new(),
            marks: [0; 6],
            skipped: 0,
            lengths: lengths(source).into_iter(),
            links: Vec::new(),
            indent: 0,
            verbatim: None,
            table: None,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: lossy(name).to_ascii_lowercase(), ..Tag::default() };
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.attribute = lossy(name).to_ascii_lowercase();
                self.tag.set("");
            }
            CallbackEvent::AttributeValue { value } => self.tag.set(&lossy(value)),
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(tag, *self_closing);
            }
            CallbackEvent::EndTag { name } => self.end(&lossy(name).to_ascii_lowercase()),
            CallbackEvent::String { value } => self.text(&lossy(value)),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, mut tag: Tag, self_closing: bool) {
        let element = if tag.repeats && tag.name == "figcaption" {
            Element::Skipped
        } else {
            self.within_table(element(self.dialect, &tag.name))
        };
        self.close_implied(element);
        if let Some(id) = tag.id.take() {
            self.anchors.push((id, self.composer.position()));
        }
        match element {
            _ if element.is_empty() && self.skipped > 0 => return,
            Element::Break => return self.composer.line_break(),
            Element::Rule => return self.composer.rule(),
            Element::Picture => return self.picture(&tag),
            _ if tag.is_box && tag.name == "input" => self.push(tick_box(tag.is_ticked)),
            _ => {}
        }
        let is_closed = match self.dialect {
            Dialect::Html => is_void(&tag.name),
            _ => self_closing || is_void(&tag.name) && self.dialect == Dialect::Xhtml,
        };
        if is_closed || self.open.len() >= DEEPEST {
            if element.is_block() {
                self.composer.end_block();
            }
            return;
        }
        self.begin(element, &tag);
        let span = (tag.columns, tag.rows);
        self.open.push(Open { name: tag.name, element, span, side: tag.side });
    }

    /// Returns what an element means where it stands: there are no tables in cells, and no cells outside
    /// of tables.
    fn within_table(&self, element: Element) -> Element {
        match element {
            Element::Table | Element::Row | Element::Rows if self.composer.is_in_cell() => {
                match self.table {
                    Some(_) if element != Element::Table && self.innermost_table() => element,
                    _ => Element::Block,
                }
            }
            Element::Cell if self.composer.is_in_cell() && !self.innermost_table() => {
                Element::Transparent
            }
            Element::Row | Element::Rows if self.table.is_none() => Element::Block,
            Element::Cell if self.table.is_none() => Element::Transparent,
            other => other,
        }
    }

    /// Returns whether no other table was opened inside the one that is being made.
    fn innermost_table(&self) -> bool {
        let mut tables = self.open.iter().rev().filter(|open| open.name == "table");
        tables.next().is_some_and(|open| open.element == Element::Table)
    }

    fn begin(&mut self, element: Element, tag: &Tag) {
        if element.is_block() {
            self.composer.end_block();
        }
        match element {
            Element::Skipped => self.skipped += 1,
            Element::Styled(mark) => self.marks[mark as usize] += 1,
            Element::Term => self.marks[Mark::Strong as usize] += 1,
            Element::Link | Element::Word => {
                let target = tag.href.as_deref().filter(|_| self.skipped == 0);
                let destination = match (element, target) {
                    (Element::Link, Some(href)) => (self.follow)(Target::Address(href)),
                    (Element::Word, Some(word)) => (self.follow)(Target::Word(word)),
                    (Element::Word, None) if self.skipped == 0 => Some(String::new()),
                    _ => None,
                };
                let link = destination.map(|destination| self.composer.link(destination));
                self.links.push(link);
            }
            Element::Around(before, _) => self.push(before),
            Element::Heading(level) => self.composer.heading(level),
            Element::Quote => self.composer.open_quote(),
            Element::List { is_counted } => {
                let numbering = is_counted.then(|| self.numbering(tag));
                self.composer.open_list(numbering);
            }
            Element::Terms => self.composer.open_list(None),
            Element::Item | Element::Definition => {
                if let Some(value) = tag.value {
                    self.composer.count_from(value);
                }
                self.composer.open_item();
            }
            Element::Verbatim => self.verbatim = Some(String::new()),
            Element::Table => self.table = Some(Table::default()),
            Element::Row => {
                if let Some(table) = &mut self.table {
                    table.begin_row();
                }
            }
            Element::Cell => self.composer.begin_cell(),
            _ => {}
        }
    }

    /// Returns how a list counts its items (HTML, 4.4.5).
    fn numbering(&mut self, tag: &Tag) -> Numbering {
        let length = if tag.order == Order::Falling { self.lengths.next() } else { None };
        let first = tag.start.or(length);
        let order = first.map_or(Order::Rising, |_| tag.order);
        // Markdown counts neither down nor from less than nothing.
        let is_odd = order == Order::Falling || first.is_some_and(i64::is_negative);
        let signs = tag.signs.or(is_odd.then_some(Signs::Numbers));
        let counting = signs.map_or(Counting::Numbers, Counting::Signs);
        Numbering { next: first.unwrap_or(1), counting, order }
    }

    /// Closes what the beginning of an element closes by itself (HTML, 13.1.2.4).
    fn close_implied(&mut self, begun: Element) {
        use Element as E;
        if begun.is_block() {
            self.close_in_scope(|it| it == E::Paragraph, |it| matches!(it, E::Cell | E::Table));
        }
        match begun {
            E::Heading(_) => {
                self.close_in_scope(|it| matches!(it, E::Heading(_)), |it| it != E::Transparent);
            }
            E::Item => {
                self.close_in_scope(
                    |it| it == E::Item,
                    |it| matches!(it, E::List { .. } | E::Cell | E::Terms),
                );
            }
            E::Term | E::Definition => {
                self.close_in_scope(
                    |it| matches!(it, E::Term | E::Definition),
                    |it| matches!(it, E::Terms | E::Cell),
                );
            }
            E::Cell => self.close_in_scope(|it| it == E::Cell, |it| it == E::Table),
            E::Row => self.close_in_scope(|it| it == E::Row, |it| it == E::Table),
            E::Rows => self.close_in_scope(|it| it == E::Rows, |it| it == E::Table),
            _ => {}
        }
    }

    /// Closes the innermost element of a kind, unless it is outside of an element that keeps it open.
    fn close_in_scope(&mut self, is_wanted: fn(Element) -> bool, keeps: fn(Element) -> bool) {
        let innermost =
            self.open.iter().rposition(|open| is_wanted(open.element) || keeps(open.element));
        if let Some(at) = innermost.filter(|&at| is_wanted(self.open[at].element)) {
            self.close_to(at);
        }
    }

    fn end(&mut self, name: &str) {
        if name == "br" {
            return self.composer.line_break();
        }
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        let element = self.open[at].element;
        let is_part =
            matches!(element, Element::Table | Element::Rows | Element::Row | Element::Cell);
        let leaves_cell = self.open[at + 1..].iter().any(|it| it.element == Element::Cell);
        if leaves_cell && !is_part {
            return;
        }
        // What is only inline may overlap with other elements.
        if element.is_block() || element == Element::Skipped {
            self.close_to(at);
        } else {
            let open = self.open.remove(at);
            self.close(&open);
        }
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some(open) = self.open.pop()
        {
            self.close(&open);
        }
    }

    fn close(&mut self, open: &Open) {
        match open.element {
            Element::Skipped => self.skipped -= 1,
            Element::Styled(mark) => self.marks[mark as usize] -= 1,
            Element::Link => drop(self.links.pop()),
            Element::Word => {
                let link = self.links.pop().flatten();
                if let Some(link) = link.filter(|&link| self.composer.awaits_destination(link)) {
                    let word = self.composer.text_of(link);
                    if let Some(destination) = (self.follow)(Target::Word(word.trim())) {
                        self.composer.lead(link, destination);
                    }
                }
            }
            Element::Around(_, behind) => self.push(behind),
            Element::Quote
            | Element::List { .. }
            | Element::Item
            | Element::Definition
            | Element::Terms => self.composer.close(),
            Element::Term => {
                self.composer.end_block();
                self.marks[Mark::Strong as usize] -= 1;
            }
            Element::Verbatim => {
                let text = self.verbatim.take().unwrap_or_default();
                self.composer.code(text.strip_prefix('\n').unwrap_or(&text));
            }
            Element::Cell => {
                let cell = self.composer.take_cell();
                if let Some(table) = &mut self.table {
                    table.push(cell, open.span, open.side);
                }
            }
            Element::Table => {
                let (rows, sides) = self.table.take().unwrap_or_default().finish();
                self.composer.table(rows, &sides);
            }
            element if element.is_block() => self.composer.end_block(),
            _ => {}
        }
    }

    fn picture(&mut self, tag: &Tag) {
        let source = tag.source.as_deref().unwrap_or_default();
        let file = source.rsplit('/').next().unwrap_or_default().trim();
        let caption = tag.alternative.as_deref().map(str::trim);
        // One that says it is nothing to read is decoration.
        if !caption.unwrap_or(file).is_empty() {
            self.push(&say::picture(file, caption));
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if let Some(verbatim) = &mut self.verbatim {
            verbatim.push_str(text);
        } else if self.keeps_lines {
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.composer.line_break();
                    self.indent = 0;
                }
                self.line(line.strip_suffix('\r').unwrap_or(line));
            }
        } else {
            self.flow(text);
        }
    }

    /// Appends a part of a line, the blanks at its beginning as such that stay.
    fn line(&mut self, part: &str) {
        let mut rest = part;
        if self.composer.is_at_line_start() {
            rest = part.trim_start_matches([' ', '\t']);
            let blanks = part[..part.len() - rest.len()].chars();
            self.indent += blanks.map(|c| if c == '\t' { TAB } else { 1 }).sum::<usize>();
            if !rest.is_empty() {
                self.composer
                    .text(&INDENT.repeat(self.indent.min(DEEPEST_INDENT)), Style::default());
            }
        }
        if !rest.is_empty() {
            self.push(&rest.replace('\t', " "));
        }
    }

    /// Appends text in which any blanks are one.
    fn flow(&mut self, text: &str) {
        let mut flowing = String::with_capacity(text.len());
        let mut is_blank = self.composer.ends_blank();
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                flowing.push(c);
            } else if !is_blank {
                flowing.push(' ');
            }
            is_blank = c.is_ascii_whitespace();
        }
        if !flowing.is_empty() {
            self.push(&flowing);
        }
    }

    /// Appends text in the styles that are open.
    fn push(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        let has = |mark: Mark| self.marks[mark as usize] > 0;
        let style = Style {
            emphasis: Emphasis {
                strong: has(Mark::Strong),
                emphasis: has(Mark::Emphasis),
                struck: has(Mark::Struck),
            },
            code: has(Mark::Code),
            link: self.links.last().copied().flatten(),
        };
        let is_shifted = has(Mark::Raised) || has(Mark::Lowered);
        let text = match self.innermost_shift().filter(|_| is_shifted) {
            Some(mark) => shifted(text, mark == Mark::Raised),
            None => text.into(),
        };
        self.composer.text(&text, style);
    }

    /// Returns the innermost of the open marks that move text above or below the line.
    fn innermost_shift(&self) -> Option<Mark> {
        self.open.iter().rev().find_map(|open| match open.element {
            Element::Styled(mark @ (Mark::Raised | Mark::Lowered)) => Some(mark),
            _ => None,
        })
    }

    fn finish(mut self) -> Converted {
        self.close_to(0);
        Converted { markdown: self.composer.finish(), anchors: self.anchors }
    }
}

impl Tag {
    fn set(&mut self, value: &str) {
        let number = || value.trim().parse().ok();
        match self.attribute.as_str() {
            "id" | "xml:id" => self.id = Some(value.to_owned()),
            "name" if self.name == "a" => self.id = Some(value.to_owned()),
            "href" | "k" => self.href = Some(value.to_owned()),
            "xlink:href" if self.href.is_none() => self.source = Some(value.to_owned()),
            "src" => self.source = Some(value.to_owned()),
            "alt" => self.alternative = Some(value.to_owned()),
            "start" => self.start = value.trim().parse().ok(),
            "value" => self.value = value.trim().parse().ok(),
            "reversed" => self.order = Order::Falling,
            "colspan" => self.columns = number().unwrap_or(1),
            "rowspan" => self.rows = number().unwrap_or(1),
            "align" => self.side = side_of(value).or(self.side),
            "style" => {
                self.side = value.split(';').find_map(text_align).or(self.side);
                self.signs = value.split(';').find_map(list_style).or(self.signs);
            }
            "type" => {
                self.is_box = value.eq_ignore_ascii_case("checkbox");
                self.signs = Signs::of(value).or(self.signs);
            }
            "checked" => self.is_ticked = true,
            "aria-hidden" => self.repeats = value.eq_ignore_ascii_case("true"),
            _ => {}
        }
    }
}

/// Returns the side that the attribute `align` names.
fn side_of(name: &str) -> Option<Side> {
    match name.trim().to_ascii_lowercase().as_str() {
        "left" | "start" => Some(Side::Left),
        "center" => Some(Side::Middle),
        "right" | "end" => Some(Side::Right),
        _ => None,
    }
}

/// Returns what a declaration of a style counts the items of a list by.
fn list_style(declaration: &str) -> Option<Signs> {
    let (property, value) = declaration.split_once(':')?;
    let is_it = ["list-style", "list-style-type"].contains(&&*property.trim().to_lowercase());
    value.split_whitespace().filter(|_| is_it).find_map(Signs::of)
}

/// Returns the side that a declaration of a style names.
fn text_align(declaration: &str) -> Option<Side> {
    let (property, value) = declaration.split_once(':')?;
    side_of(value).filter(|_| property.trim().eq_ignore_ascii_case("text-align"))
}

/// Returns the sign of a task, as Markdown's are shown.
fn tick_box(is_ticked: bool) -> &'static str {
    if is_ticked { "☑ " } else { "☐ " }
}

/// Returns XML in which the sections that hold text as it stands, which are comments to HTML, are text like
/// any other.
pub fn without_sections(source: &str) -> Cow<'_, str> {
    const BEGIN: &str = "<![CDATA[";
    let mut parts = source.split(BEGIN);
    let first = parts.next().unwrap_or_default();
    if first.len() == source.len() {
        return source.into();
    }
    let mut text = first.to_owned();
    for part in parts {
        let (inside, behind) = part.split_once("]]>").unwrap_or((part, ""));
        text.push_str(&inside.replace('&', "&amp;").replace('<', "&lt;"));
        text.push_str(behind);
    }
    text.into()
}

fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::markdown::sketch::sketch;
    use proptest::prelude::*;

    /// Compares what a text becomes, as Folio reads it, with what is expected; links to words lead to their
    /// ids, those to `nowhere` nowhere.
    #[track_caller]
    fn check(dialect: Dialect, source: &str, expected: &str) {
        let converted = convert(source, dialect, &mut |target| match target {
            Target::Address("nowhere") | Target::Word("nowhere") => None,
            Target::Address(href) => Some(href.to_owned()),
            Target::Word(word) => Some(format!("w/{word}")),
        });
        let markdown = converted.markdown;
        assert_eq!(sketch(&markdown), expected, "{source}\n{markdown}");
    }

    #[test]
    fn text_of_html_is_set_as_it_was() {
        for (source, expected) in [
            ("a  b\n c", "p a b c"),
            (
                "<b>a</b> <i>b</i> <s>c</s> <code>d</code>",
                "p {strong|a} {em|b} {struck|c} {code|d}",
            ),
            ("<b>a <i>b</i></b>", "p {strong|a }{strong em|b}"),
            ("<b>a<i>b</b>c</i> d", "p {strong|ab}{em|c} d"),
            ("un<i>believ</i>able <b>half</b>way", "p un{em|believ}able {strong|half}way"),
            ("x<b> a </b>y <b>(1.)</b>z", "p x {strong|a} y {strong|(1.})z"),
            ("<b>a</b><b>b</b><i>c</i>", "p {strong|ab}{em|c}"),
            ("*<i>kerd-</i>", "p *{em|kerd-}"),
            ("<b></b>a<i> </i>b", "p a b"),
            ("a&nbsp;&amp;amp; &#x4e2d;&eacute; &lt;b&gt;", "p a\u{a0}&amp; 中é <b>"),
            ("x<sup>2</sup> H<sub>2</sub>O a<sup>Q</sup> b<sub>QR</sub>", "p x² H₂O a^Q b_(QR)"),
            ("x<sup>a<sub>1</sub>b</sup>", "p xᵃ₁ᵇ"),
            ("a<sup><a href=x>Q</a></sup>", "p a{->x|^Q}"),
            ("a<sup><a href=x>Q</a></sup><p>[^Q]: b", "p a{->x|^Q}\np [^Q]: b"),
            ("<q>a</q> <ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "p “a” 漢(かん)"),
            ("a<br>b<br/>c", "p a\nb\nc"),
            ("a<br> <br>b", "p a\np b"),
            ("<p>a</p><p>b<div>c</div>d", "p a\np b\np c\np d"),
            ("a<script>b<c></script>d<style>e</style>", "p ad"),
            ("a<!-- b -->c<unknown>d</unknown>", "p acd"),
            ("1. a <p># b <p>- c", "p 1. a\np # b\np - c"),
            ("<h2>a # <b>b</b> #</h2>c", "h2 a # {strong|b} # #a-b-\np c"),
            ("<img alt='' src=x.png><img alt=a><img src=p/x.png>", "p (picture: a)(picture x.png)"),
            ("a<hr>b", "p a\nrule\np b"),
            ("<pre>\n a\n  <b>`b`</b>\n</pre>", "code \" a\\n  `b`\\n\""),
            ("<code>a ` b</code> <code>`</code>", "p {code|a ` b} {code|`}"),
        ] {
            check(Dialect::Html, source, expected);
        }
    }

    #[test]
    fn links_lead_where_they_are_said_to() {
        for (source, expected) in [
            ("<a href='m/x'>a</a>b", "p {->m/x|a}b"),
            ("<a href='m/x'><b>a</b> [b]</a>", "p {strong ->m/x|a}{->m/x| [b]}"),
            ("<a href='nowhere'>a</a> <a name=b>c</a>", "p a c"),
            ("<a href='m/x'>a<a href='m/y'>b</a>", "p {->m/x|a}{->m/y|b}"),
            ("<a href='m/x'></a>a<a href='m/x'> </a>b", "p a b"),
            (
                "<a href='https://a.b/c_d?e=f&amp;g=(h) i'>j</a>",
                "p {->https://a.b/c_d?e=f&g=%28h%29%20i|j}",
            ),
            ("<b>a <a href='m/x'>b</a></b>", "p {strong|a} {strong ->m/x|b}"),
        ] {
            check(Dialect::Html, source, expected);
        }
    }

    #[test]
    fn lists_quotes_and_tables_stay_what_they_are() {
        for (source, expected) in [
            ("<ul><li>a<li>b</ul>c", "*p a\n*p b\np c"),
            ("<ol start=3><li>a</li><li><p>b</p><p>c</p></li></ol>", "3.p a\n4.p b\n4.p c"),
            ("<ul><li>a<ul><li>b</ul><li>c</ul>", "*p a\n**p b\n*p c"),
            (
                "<ol type=a><li>x<li><p>y</p><p>z</p></ol><ol type=I start=4><li>v</ol>",
                "*p a. x\n*p b. y\n*p z\n*p IV. v",
            ),
            ("<ol style='list-style: lower-roman inside'><li><b>x</b></ol>", "*p i. {strong|x}"),
            ("<ol type=1><li>x</ol>", "1.p x"),
            ("<ol><li value=10>a<li>b<li value=12>c</ol>", "10.p a\n11.p b\n12.p c"),
            (
                "<ol><li>a<li value=10>b<li>c<li value=2>d</ol><ol><li>e</ol>",
                "1.p a\n10.p b\n11.p c\n2.p d\n1.p e",
            ),
            ("<ol><li>a<ul><li value=7>b</ul><li value=7>c</ol>", "1.p a\n1.*p b\n7.p c"),
            (
                "<ol reversed><li>a<li>b<ol reversed><li>c<li>d</ol></ol>",
                "*p 2. a\n*p 1. b\n**p 2. c\n**p 1. d",
            ),
            (
                "<ol reversed start=9><li>a<li>b</ol><ol reversed><li>c</ol>",
                "*p 9. a\n*p 8. b\n*p 1. c",
            ),
            ("<ol reversed type=i><li>a<li value=9>b<li>c", "*p iii. a\n*p ix. b\n*p viii. c"),
            ("<ol type=a><li value=3>a<li>b<li value=1>c</ol>", "*p c. a\n*p d. b\n*p a. c"),
            ("<ol><li value=1000000>a<li>b</ol>", "1000000.p a\n1000001.p b"),
            ("<ol><li value=999999999>a<li>b</ol>", "999999999.p a\n*p 1000000000. b"),
            ("<ol start=-1><li>a<li>b<li>c</ol>", "*p -1. a\n*p 0. b\n*p 1. c"),
            ("<ol><li>a<li value=-1>b<li>c</ol>", "1.p a\n*p -1. b\n0.p c"),
            ("<ol reversed start=1><li>a<li>b<li>c</ol>", "*p 1. a\n*p 0. b\n*p -1. c"),
            ("<li value=4>a", "*p a"),
            ("<ol><li>a</ol><ol><li>b</ol>", "1.p a\n1.p b"),
            ("<blockquote>a<p>b</blockquote><blockquote>c</blockquote>", ">p a\n>p b\n>p c"),
            ("<blockquote><ul><li>a</ul></blockquote>", ">*p a"),
            ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "p {strong|a}\n*p b\np {strong|c}\n*p d"),
            ("<ul><li></li><li>a</li></ul>", "*p a"),
            ("<li>a</li>", "*p a"),
            (
                "<li><input type=checkbox disabled> a<li><input type=checkbox checked>\nb",
                "*p ☐ a\n*p ☑ b",
            ),
            (
                "<figure><img alt=a><figcaption aria-hidden=true>a</figcaption></figure>b",
                "p (picture: a)\np b",
            ),
            (
                "<table><tr><th>a<th>b<tr><td>c|d<td><p>e<p><b>f</b></table>",
                "a ; b / c|d ; e; {strong|f}",
            ),
            (
                "<table><tr><td colspan=2>a<td rowspan=2>b<tr><td>c<td>d</table>",
                "a ;  ; b / c ; d ; ",
            ),
            ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "a ; b /  ; c"),
            (
                "<table><tr><td>12<br>500<td><b>a:</b><br>b<br><tr><td><p>c.<p>d</table>",
                "12; 500 ; {strong|a:} b / c. d ; ",
            ),
            ("<table><tr><td>a</table>b", "p a\np b"),
            ("<table><tr><td>a<td><table><tr><td>b<td>c<tr><td>d</table></table>", "a ; bc; d"),
            ("<td>a</td><tr>b</tr>", "p a\np b"),
            ("<ul><li><table><tr><td>a<td>b</table></ul>", "*a ; b"),
        ] {
            check(Dialect::Html, source, expected);
        }
        let long = "a ".repeat(200);
        check(
            Dialect::Html,
            &format!("<table><tr><td>{long}<td>b</table>"),
            &format!("p {}\np b", long.trim()),
        );
    }

    #[test]
    fn columns_are_set_at_the_side_that_their_cells_name() {
        for (source, expected) in [
            ("<table><tr><th>a<th align=right>b<tr><td>c<td>d</table>", "|---|--:|"),
            (
                "<table><tr><th style='color: red; text-align: center'>a<th>b\
                 <tr><td>c<td style='TEXT-ALIGN:right'>d</table>",
                "|:-:|--:|",
            ),
            ("<table align=center><tr><td>a<td style='align: right'>b</table>", "|---|---|"),
        ] {
            let markdown = convert(source, Dialect::Html, &mut |_| None).markdown;
            assert_eq!(markdown.lines().nth(1), Some(expected), "{source}");
        }
    }

    #[test]
    fn xml_closes_what_it_says_it_closes() {
        check(Dialect::Xhtml, "<title/><script src='x'/><p>a<i/>b<![CDATA[<c>]]></p>", "p ab<c>");
        check(Dialect::Html, "<i/>a", "p {em|a}");
    }

    #[test]
    fn pango_and_xdxf_keep_their_lines() {
        check(
            Dialect::Pango,
            "<b>a</b>\n <span size='small'>b</span>\n\n\tc <tt>d</tt>",
            "p {strong|a}\n\u{a0}b\np \u{a0}\u{a0}\u{a0}\u{a0}c {code|d}",
        );
        check(
            Dialect::Xdxf,
            "<k>a</k> <tr>eɪ</tr>\n<abr>n.</abr> see <kref>b c</kref>, <kref>nowhere</kref>",
            "p {strong|a} [eɪ]\n{em|n.} see {->w/b%20c|b c}, nowhere",
        );
        check(
            Dialect::Xdxf,
            "<def>a\n  <def>b <kref k='c'>d</kref></def>\n</def>",
            "p a\np b {->w/c|d}",
        );
    }

    #[test]
    fn anchors_know_their_blocks() {
        let converted = convert(
            "<p id=a>x</p><h1 id=b>y</h1><p>z<a name=c></a></p>",
            Dialect::Html,
            &mut |_| None,
        );
        let found: Vec<_> = converted
            .anchors
            .iter()
            .map(|(id, at)| (&**id, converted.markdown[*at..].trim_start()))
            .collect();
        assert_eq!(found, [("a", "x\n\n# y\n\nz"), ("b", "# y\n\nz"), ("c", "z")]);
    }

    #[test]
    fn ten_thousand_open_elements_cost_no_stack() {
        for tag in ["b", "div", "blockquote", "ul><li", "table><tr><td", "a href=x", "dl><dd", "k"]
        {
            let source = format!("<{tag}>").repeat(10_000) + "x" + &"</i></b>".repeat(1000);
            for dialect in [Dialect::Html, Dialect::Xhtml, Dialect::Pango, Dialect::Xdxf] {
                let converted = convert(&source, dialect, &mut |_| None);
                assert!(converted.markdown.len() < 2000, "{tag}: {}", converted.markdown.len());
            }
        }
    }

    proptest! {
        #[test]
        fn tags_in_any_order_leave_the_text(
            parts in prop::collection::vec(
                prop_oneof![
                    "[a-z中*_.(]{1,3}",
                    "</?(b|i|s|code|p|div|ul|ol|li|blockquote|table|tr|td|h1|q|dl|dt|dd)>",
                    Just("<a href='m/x'>".to_owned()), Just("</a>".to_owned()),
                    Just("<br>".to_owned()), Just(" ".to_owned()),
                ], 0..20)
        ) {
            let source = parts.concat();
            let letters = |text: &str| {
                text.chars().filter(|c| c.is_ascii_lowercase() || *c == '中').collect::<String>()
            };
            let said: String = parts.iter().filter(|it| !it.starts_with('<')).map(|it| letters(it)).collect();
            for dialect in [Dialect::Html, Dialect::Pango] {
                let converted = convert(&source, dialect, &mut |_| Some("m/x".to_owned()));
                let shown = crate::text::markdown::plain(&converted.markdown).text;
                prop_assert_eq!(letters(&shown), &*said, "{}\n{}", source, converted.markdown);
            }
        }

        #[test]
        fn no_text_is_too_much(source in "(<[/!?]?|>|\"|'|=|&|[a-z]{1,5}|\\PC|\n){0,60}") {
            for dialect in [Dialect::Html, Dialect::Xhtml, Dialect::Pango, Dialect::Xdxf] {
                convert(&source, dialect, &mut |_| Some("m/x".to_owned()));
            }
        }
    }
}
