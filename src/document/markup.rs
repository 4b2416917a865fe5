//! Turns Markdown into the leaves of a document: with containers, resolved links and recognised
//! terms.

use std::ops::Range;
use std::sync::Arc;

use super::bare_row::SOFT;
use super::compose::{Composer, role};
use super::flow::{Flow, FlowBuilder};
use super::leaf::{Container, FlowTable, Marker, Shape};
use super::{Destination, Role, Style, TargetKind};
use crate::messages::document as words;
use crate::model::EntryKey;
use crate::text::address::normal;
use crate::text::markdown::{self, Block, BlockKind, Link, Markup, Passage, Prose, StretchKind};

/// How many rows of a table, or lines of code, one leaf shows at most.
const PART: usize = 64;

/// How many table cells of one text are shown at most, where a block counts as [`BLOCK`] cells:
/// enough for a body of 250,000 paragraphs or rows, and few enough for a file of 4 MiB to stay
/// within 800 MB, although it can hold a million paragraphs and two million cells.
const MOST_CELLS: usize = 800_000;

/// How many table cells take as much memory as a block.
const BLOCK: usize = 2;

/// A stretch of a [`Linked`] text, before targets have numbers; `link` is an index of its
/// destinations.
struct LinkedStretch {
    range: Range<usize>,
    style: Style,
    link: Option<usize>,
}

/// A text in which links are replaced by what they show, and where they lead.
#[derive(Default)]
struct Linked {
    text: String,
    stretches: Vec<LinkedStretch>,
    destinations: Vec<(Destination, TargetKind)>,
    last_link: Option<usize>,
}

impl Linked {
    fn push(&mut self, text: &str, style: Style, link: Option<usize>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.stretches.push(LinkedStretch { range: start..self.text.len(), style, link });
    }

    /// Adds a destination; returns its index.
    fn lead_to(&mut self, destination: Destination, kind: TargetKind) -> usize {
        self.destinations.push((destination, kind));
        self.last_link = None;
        self.destinations.len() - 1
    }

    /// Appends the address of the newest link if its text does not show it.
    fn push_address(&mut self) {
        let (Some((Destination::Outside(address), _)), Some(newest)) =
            (self.destinations.last(), self.stretches.last().map(|stretch| stretch.link))
        else {
            return;
        };
        let own = self.stretches.iter().rev().take_while(|stretch| stretch.link == newest);
        let start = own.last().map_or(0, |stretch| stretch.range.start);
        // An address differs by characters that prose leaves out.
        if !reads_as(&self.text[start..], address) || address.contains(SOFT) {
            let address = words::leads_to(address);
            self.push(&address, role(Role::Dim), None);
        }
    }
}

impl Composer<'_> {
    /// Appends a Markdown text, with its prose in the role `base`.
    pub(super) fn markup(&mut self, source: &str, base: Role) {
        let markup = markdown::parse_on(&mut self.page, source);
        let id = self.ids;
        // No text has more quotes or lists than bytes.
        self.ids += source.len() as u32 + 1;
        let (mut left, mut left_out) = (MOST_CELLS, 0);
        for block in &markup.blocks {
            if left < BLOCK {
                left_out += 1;
                continue;
            }
            left -= BLOCK;
            let within = containers(&markup, block, id);
            if let Some(Container::Footnote(number)) = within.first() {
                self.anchor(note_anchor(*number), self.next());
            }
            match &block.kind {
                BlockKind::Paragraph(passage) => {
                    let flow = self.flow(&markup, *passage, base, true);
                    self.push_prose(&within, flow);
                }
                BlockKind::Heading { level, passage, slug } => {
                    let flow = self.flow(&markup, *passage, Role::Heading(*level), false);
                    self.heading(&within, *level, flow, slug.clone());
                }
                BlockKind::Code(passage) => self.code(&within, markup.prose(*passage).text),
                BlockKind::Table(table) => {
                    let (columns, rows) = (table.alignments.len(), table.rows().len());
                    let shown = rows.min(left / columns.max(1));
                    left -= shown * columns;
                    left_out += rows - shown;
                    self.table(&within, &markup, table, shown, base);
                }
                BlockKind::Rule => self.push(&within, Shape::Rule),
            }
        }
        if left_out > 0 {
            let says = words::rest_is_left_out(left_out);
            self.push(&[], Shape::Prose(Flow::plain(&says, role(Role::Dim))));
        }
    }

    fn code(&mut self, within: &[Container], code: &str) {
        let mut within = within.to_vec();
        within.push(Container::Indent);
        let code = code.strip_suffix('\n').unwrap_or(code);
        let mut lines = code.split('\n').peekable();
        while lines.peek().is_some() {
            let part: Vec<&str> = lines.by_ref().take(PART).collect();
            let flow = Flow::plain(&part.join("\n"), role(Role::Code));
            self.push(&within, Shape::Code(flow));
            if lines.peek().is_some() {
                self.close_up();
            }
        }
    }

    /// Appends the first rows of a table.
    fn table(
        &mut self,
        within: &[Container],
        markup: &Markup,
        table: &markdown::Table,
        shown: usize,
        base: Role,
    ) {
        let heads = table.head().iter();
        let head = heads.map(|cell| self.flow(markup, *cell, Role::TableHead, false)).collect();
        let rows: Vec<Vec<Flow>> = table
            .rows()
            .take(shown)
            .map(|row| row.iter().map(|cell| self.flow(markup, *cell, base, true)).collect())
            .collect();
        let count = rows.len();
        let alignments = table.alignments.clone();
        let table = Arc::new(FlowTable { alignments, head, rows, ..FlowTable::default() });
        let mut from = 0;
        loop {
            let to = (from + PART).min(count);
            let rows = from as u32..to as u32;
            self.push(within, Shape::Table { table: Arc::clone(&table), rows });
            from = to;
            if from >= count {
                break;
            }
            self.close_up();
        }
    }

    /// Turns prose into a flow, with titles for bare links, addresses after outside links, and
    /// terms.
    fn flow(&mut self, markup: &Markup, passage: Passage, base: Role, terms: bool) -> Flow {
        let prose = markup.prose(passage);
        let Linked { text, stretches, destinations, .. } = self.linked(prose, &markup.links, base);
        let spans = if terms { self.terms(&text, &stretches) } else { Vec::new() };
        let mut flow = FlowBuilder::new(role(base));
        let mut targets: Vec<Option<u32>> = vec![None; destinations.len()];
        let mut stretches = stretches.into_iter().peekable();
        let mut spans = spans.into_iter().peekable();
        let mut at = 0;
        // The present term, so that all its stretches have the same target.
        let mut term: Option<(Range<usize>, u32)> = None;
        while at < text.len() {
            while stretches.next_if(|stretch| stretch.range.end <= at).is_some() {}
            if let Some((range, entry)) = spans.next_if(|(range, _)| range.start <= at) {
                term = Some((range, self.aim(Destination::Entry(entry, None), TargetKind::Term)));
            }
            let mut end = text.len();
            let mut style = role(base);
            let mut target = None;
            match stretches.peek() {
                Some(stretch) if stretch.range.start <= at => {
                    end = stretch.range.end;
                    style = stretch.style;
                    target = stretch.link.map(|link| {
                        let (destination, kind) = &destinations[link];
                        *targets[link].get_or_insert_with(|| self.aim(destination.clone(), *kind))
                    });
                }
                Some(stretch) => end = stretch.range.start,
                None => {}
            }
            if let Some((next, _)) = spans.peek() {
                end = end.min(next.start);
            }
            if let Some((range, aim)) = &term {
                if at < range.end {
                    end = end.min(range.end);
                    style.role = Role::Term;
                    target = Some(*aim);
                } else {
                    term = None;
                }
            }
            // The lead is strong throughout.
            style.strong |= base == Role::Summary && style.role != base;
            flow.push(&text[at..end], style, target);
            at = end;
        }
        flow.finish()
    }

    /// Replaces the links of a text by what they show.
    fn linked(&self, prose: Prose<'_>, links: &[Link], base: Role) -> Linked {
        let mut linked = Linked::default();
        let mut at = 0;
        let mut stretches = prose.stretches().peekable();
        while let Some(stretch) = stretches.next() {
            linked.text.push_str(&prose.text[at..stretch.range.start]);
            at = stretch.range.end;
            let written = &prose.text[stretch.range.clone()];
            let style = style_of(&stretch, base);
            let Some(link) = stretch.link else {
                let note = match stretch.kind {
                    StretchKind::Footnote(number) => {
                        Some(linked.lead_to(self.note(number), TargetKind::Note))
                    }
                    StretchKind::Text | StretchKind::Code => None,
                };
                linked.push(written, style, note);
                continue;
            };
            // The stretches of one link follow each other.
            if linked.last_link != Some(link) {
                linked.lead_to(self.destination(&links[link].destination), TargetKind::Link);
                linked.last_link = Some(link);
            }
            let aim = linked.destinations.len() - 1;
            let (role, shown) = match &linked.destinations[aim].0 {
                Destination::Missing(_) => (Role::BrokenLink, written),
                Destination::Entry(entry, _) if links[link].bare => {
                    (Role::Link, self.manuscript.catalogue.title(*entry))
                }
                Destination::Theme(theme) if links[link].bare => {
                    (Role::Link, &*self.manuscript.catalogue.theme(*theme).title)
                }
                _ => (Role::Link, written),
            };
            linked.push(shown, Style { role, ..style }, Some(aim));
            if stretches.peek().is_none_or(|next| next.link != Some(link)) {
                linked.push_address();
            }
        }
        linked.text.push_str(&prose.text[at..]);
        linked
    }

    /// Returns where the mark of a footnote leads: to the note, which is on the same page.
    fn note(&self, number: u32) -> Destination {
        Destination::Entry(self.manuscript.entry, Some(note_anchor(number).into()))
    }

    /// Returns where a link leads; `written` is its destination in the Markdown.
    pub(super) fn destination(&self, written: &str) -> Destination {
        if let Some(anchor) = written.strip_prefix('#') {
            return Destination::Entry(self.manuscript.entry, Some(normal(anchor).into()));
        }
        let catalogue = self.manuscript.catalogue;
        Destination::of(catalogue, catalogue.pack_of(self.manuscript.entry), written)
    }

    /// Returns the terms of a text, outside links and code, that the section has not shown yet.
    fn terms(&mut self, text: &str, stretches: &[LinkedStretch]) -> Vec<(Range<usize>, EntryKey)> {
        let is_closed = |stretch: &&LinkedStretch| {
            stretch.link.is_some() || matches!(stretch.style.role, Role::Code | Role::Dim)
        };
        let closed: Vec<Range<usize>> =
            stretches.iter().filter(is_closed).map(|stretch| stretch.range.clone()).collect();
        let mut found: Vec<(Range<usize>, EntryKey)> = Vec::new();
        for span in (self.manuscript.terms)(text, &closed) {
            let in_order = found.last().is_none_or(|(last, _)| last.end <= span.range.start);
            if in_order && !span.range.is_empty() && self.seen.insert(span.entry) {
                found.push((span.range, span.entry));
            }
        }
        found
    }
}

/// Returns the anchor of a note, which no heading and no statement can have.
fn note_anchor(number: u32) -> String {
    format!("^{number}")
}

fn style_of(stretch: &markdown::Stretch, base: Role) -> Style {
    Style {
        role: match stretch.kind {
            StretchKind::Text => base,
            StretchKind::Code => Role::Code,
            StretchKind::Footnote(_) => Role::Link,
        },
        strong: stretch.emphasis.strong,
        emphasis: stretch.emphasis.emphasis,
        struck: stretch.emphasis.struck,
    }
}

/// Returns whether the text of a link is its address, apart from what browsers leave out too.
fn reads_as(shown: &str, address: &str) -> bool {
    let core = |text: &str| -> String {
        let text = text.trim();
        let text = ["https://", "http://", "mailto:"]
            .iter()
            .find_map(|scheme| text.strip_prefix(scheme))
            .unwrap_or(text);
        text.trim_end_matches('/').to_owned()
    };
    core(shown) == core(address)
}

fn containers(markup: &Markup, block: &Block, id: u32) -> Vec<Container> {
    let container = |container: &markdown::Container| match *container {
        markdown::Container::Quote(quote) => Container::Quote { id: id + quote },
        markdown::Container::Footnote(number) => Container::Footnote(number),
        markdown::Container::Item { list, item } => {
            let this = &markup.lists[list as usize];
            let marker = match this.start {
                None => Marker::Bullet(this.depth),
                Some(start) => Marker::Number(
                    start.saturating_add(u64::from(item)),
                    start.saturating_add(u64::from(this.items.saturating_sub(1))),
                ),
            };
            Container::Item { list: id + list, item, marker, loose: this.loose }
        }
    };
    block.within.iter().map(container).collect()
}
