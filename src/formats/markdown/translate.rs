//! The text of a note as packs have it: its links lead to entries, and what packs have no marks for is
//! written with those that they have. What needs no change stays byte for byte. Refuses to know: which notes
//! there are, which it asks.

mod apart;
mod brackets;
mod breaks;
mod inline;
mod links;
mod tags;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::outline::attributes_at;
use super::prepare::capitalised;
use crate::formats::edits::Edits;
use crate::formats::tag::OpenTags;
use crate::text::markdown::{NoteFaultKind, note_faults};
use apart::Apart;
use brackets::Brackets;
use breaks::Breaks;
use links::OpenLink;

/// What a note asks about others.
pub trait Around {
    /// Returns where a link leads.
    fn follow(&mut self, link: &Pointer<'_>) -> Leads;

    /// Returns the text of a note, or of a part of one, that is to be shown in another, as packs have it;
    /// `None` if there is no such text, or no room for it.
    fn embed(&mut self, link: &Pointer<'_>) -> Option<Embedded>;
}

/// A link as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Pointer<'p> {
    /// Where it leads in the words of its author.
    pub destination: &'p str,
    /// Whether it is one of `[[these]]`.
    pub is_wiki: bool,
    /// Where it stands, in bytes of the text.
    pub at: usize,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To an entry.
    To {
        /// Its id, and the anchor there.
        reference: String,
        /// What it is called.
        title: String,
    },
    /// To an address outside, as it stands.
    Outside,
    /// To a file of a bundle that is no entry, by its path from the root: it is told behind the text of the link.
    File(String),
    /// To nothing that is in the pack; its text stays.
    Nowhere,
}

/// A text from elsewhere.
pub struct Embedded {
    /// Where it is from.
    pub reference: String,
    /// What that is called.
    pub title: String,
    /// The text.
    pub markdown: String,
}

/// What sort of Markdown texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Notes or documentation.
    Notes {
        /// Whether `#tags`, `==marks==` and `^ids` are what vaults have them for, and links may go by names.
        vault: bool,
        /// Whether lines of Rust that begin with `# ` only make an example whole, as in an mdBook.
        book: bool,
    },
    /// A bundle in the Open Knowledge Format.
    Bundle,
}

impl Kind {
    /// Returns whether they are those of a vault.
    pub fn is_vault(self) -> bool {
        matches!(self, Self::Notes { vault: true, .. })
    }

    /// Returns whether they are those of an mdBook.
    pub fn is_book(self) -> bool {
        matches!(self, Self::Notes { book: true, .. })
    }
}

/// How a text is translated.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'m> {
    /// What sort of text it is.
    pub kind: Kind,
    /// What the labels of footnotes begin with, so that two texts can be on one page.
    pub note_prefix: &'m str,
}

/// A text as packs have it.
#[derive(Debug, Default)]
pub struct Translated {
    /// The text.
    pub markdown: String,
    /// The tags in it, in their order.
    pub tags: Vec<String>,
}

/// Translates a text; `left_out` is not said again.
pub fn translate(
    text: &str,
    left_out: Option<Range<usize>>,
    manner: Manner,
    around: &mut dyn Around,
) -> Translated {
    let mut walk = Walk {
        text,
        manner,
        around,
        edits: Edits::default(),
        tags: Vec::new(),
        links: Vec::new(),
        open_tags: OpenTags::default(),
        paragraph: 0..0,
        html: None,
        apart: Apart::default(),
        in_table: false,
        in_heading: false,
        in_code: false,
        brackets: Brackets::default(),
        breaks: Breaks::default(),
    };
    if let Some(range) = left_out {
        walk.edits.replace(range, "");
    }
    let parser = Parser::new_ext(text, options()).into_offset_iter();
    for (event, range) in TextMergeWithOffset::new(parser) {
        walk.event(&event, range);
    }
    walk.brackets.end_block(text, &mut walk.edits);
    let Walk { edits, tags, .. } = walk;
    Translated { markdown: with_notes_alone(&edits.apply(text)), tags }
}

/// Shows references to footnotes that are not there, and notes whose label another one has, as they are
/// written.
pub fn with_notes_alone(markdown: &str) -> String {
    let mut edits = Edits::default();
    for fault in note_faults(markdown) {
        let is_read = fault.kind == NoteFaultKind::Unused;
        if !is_read && markdown[fault.at..].starts_with("[^") {
            edits.insert(fault.at, "\\");
        }
    }
    edits.apply(markdown)
}

/// Returns what such texts may hold beside plain Markdown.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Returns whether a line says what the term above it means: `:smile:` does not.
fn defines(line: &str) -> bool {
    line.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// Returns whether a block of code says that it is Rust.
fn is_rust(kind: &CodeBlockKind) -> bool {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([',', ' ']).any(|word| word == "rust"),
        CodeBlockKind::Indented => false,
    }
}

/// A text that is being gone through.
struct Walk<'t, 'a> {
    text: &'t str,
    manner: Manner<'a>,
    around: &'a mut dyn Around,
    edits: Edits,
    tags: Vec<String>,
    /// The links and images that are open, outermost first.
    links: Vec<OpenLink>,
    /// The tags of HTML that are open in the block.
    open_tags: OpenTags,
    /// Where the paragraph is that is open.
    paragraph: Range<usize>,
    /// Where the block of HTML is that is open, and its lines without what the quote or list around it begins them
    /// with.
    html: Option<(Range<usize>, String)>,
    apart: Apart,
    in_table: bool,
    in_heading: bool,
    in_code: bool,
    brackets: Brackets,
    breaks: Breaks,
}

impl Walk<'_, '_> {
    fn event(&mut self, event: &Event, range: Range<usize>) {
        let closes = matches!(event, Event::End(TagEnd::Link | TagEnd::Image));
        if let Some(open) = self.links.last_mut().filter(|_| !closes) {
            open.holds(&range);
        }
        self.apart.take(self.text, event, &range, &mut self.edits);
        if self.in_table {
            self.say_in_cell(event, &range);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(text) if !self.in_code && self.html.is_none() => {
                self.brackets.take(self.text, &range);
                self.say_in_tag(text, false, range.clone());
                self.inline_text(range);
            }
            Event::Code(text) => self.say_in_tag(text, true, range),
            Event::InlineMath(_) if self.is_price(&range) => {}
            Event::InlineMath(math) => self.mathematics(math, range, false),
            Event::DisplayMath(math) => self.mathematics(math, range, true),
            Event::InlineHtml(_) => self.inline_tag(range),
            Event::Html(line) | Event::Text(line) => {
                if let Some((_, html)) = &mut self.html {
                    html.push_str(line);
                }
            }
            Event::TaskListMarker(done) => {
                self.edits.replace(range, if *done { "☑" } else { "☐" });
            }
            Event::FootnoteReference(label) => self.note_label(label, range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Link { link_type, dest_url, .. } => {
                self.links.push(OpenLink::new(*link_type, dest_url, false));
            }
            Tag::Image { link_type, dest_url, .. } => {
                self.links.push(OpenLink::new(*link_type, dest_url, true));
            }
            Tag::Paragraph | Tag::TableCell => self.begin_block(range),
            Tag::Heading { .. } => {
                self.in_heading = true;
                self.heading_attributes(&range);
                self.begin_block(range);
            }
            Tag::Table(_) => self.in_table = true,
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                if self.manner.kind.is_book() && is_rust(kind) {
                    self.hide_lines(range);
                }
            }
            Tag::HtmlBlock => self.html = Some((range, String::new())),
            Tag::Item => self.brackets.end_block(self.text, &mut self.edits),
            Tag::BlockQuote(_) => self.callout(range.start),
            Tag::DefinitionListTitle => self.defined(range),
            Tag::DefinitionListDefinition if defines(&self.text[range.start..]) => {
                self.edits.replace(range.start..range.start + 1, "-");
            }
            Tag::FootnoteDefinition(label) => {
                let end = range.start + "[^".len() + label.len();
                self.note_label(label, range.start..end.min(self.text.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Link | TagEnd::Image => {
                if let Some(open) = self.links.pop() {
                    self.close_link(open, range);
                }
            }
            TagEnd::Heading(_) => self.in_heading = false,
            TagEnd::TableCell => self.breaks.end_cell(&mut self.edits),
            TagEnd::Table => self.in_table = false,
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => {
                if let Some((range, html)) = self.html.take() {
                    self.block_of_html(range, &html);
                }
            }
            _ => {}
        }
    }

    /// Leaves out the lines of a block of Rust that are not to be shown (mdBook, "Hiding code lines").
    fn hide_lines(&mut self, block: Range<usize>) {
        let mut at = block.start;
        for line in self.text[block].split_inclusive('\n') {
            let bare = line.trim_start_matches([' ', '\t', '>']);
            let sign = at + line.len() - bare.len();
            let is_hidden = bare.trim_end() == "#" || bare.starts_with("# ");
            match () {
                () if is_hidden => self.edits.replace(at..at + line.len(), ""),
                () if bare.starts_with("##") => self.edits.replace(sign..sign + "#".len(), ""),
                () => {}
            }
            at += line.len();
        }
    }

    fn begin_block(&mut self, range: Range<usize>) {
        self.brackets.end_block(self.text, &mut self.edits);
        self.open_tags = OpenTags::default();
        self.paragraph = range;
    }

    /// Writes `> [!kind] Title` as a paragraph of its own.
    fn callout(&mut self, at: usize) {
        let line_at = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = self.text[line_at..].lines().next().unwrap_or_default();
        let Some(open) = line.find("[!").filter(|open| line_at + open > at) else { return };
        let (before, rest) = line.split_at(open);
        let Some((kind, title)) = rest[2..].split_once(']') else { return };
        let between = &line[(at - line_at).min(open)..open];
        let is_kind = !kind.is_empty() && !kind.contains('[');
        if !is_kind || !between.bytes().all(|byte| b"> \t".contains(&byte)) {
            return;
        }
        let kind = kind.split('|').next().unwrap_or(kind).to_lowercase();
        let own = title.trim_start_matches(['+', '-']).trim();
        let title = if own.is_empty() { capitalised(&kind) } else { own.to_owned() };
        let quoting: String =
            before.chars().map(|c| if "> \t".contains(c) { c } else { ' ' }).collect();
        let end = line_at + line.len();
        self.edits.replace(line_at + open..end, format!("**{title}**\n{}", quoting.trim_end()));
    }

    fn heading_attributes(&mut self, range: &Range<usize>) {
        let line = self.text[range.clone()].lines().next().unwrap_or_default().trim_end();
        if let Some(at) = attributes_at(line) {
            self.edits.replace(range.start + at..range.start + line.len(), "");
        }
    }

    fn defined(&mut self, range: Range<usize>) {
        let written = &self.text[range.clone()];
        let term = written.trim();
        let is_defined = defines(self.text[range.end..].trim_start());
        if is_defined && !term.is_empty() && !term.contains('*') {
            let start = range.start + (written.len() - written.trim_start().len());
            self.edits.insert(start, "**");
            self.edits.insert(start + term.len(), "**");
        }
    }

    fn note_label(&mut self, label: &str, range: Range<usize>) {
        let written = &self.text[range.clone()];
        if let Some(at) = written.find("[^").filter(|_| !self.manner.note_prefix.is_empty())
            && written[at + 2..].starts_with(label)
        {
            self.edits.insert(range.start + at + 2, self.manner.note_prefix);
        }
    }
}
