//! Turns one block and a width into rows.
//!
//! Places and sources ([`Tail`]) stand at the right end of the last row, at least two columns after
//! the text; if they do not fit there, they stand on rows of their own, aligned right. A document
//! of [`UNBROKEN`] columns has no right end: there they follow the text after two spaces. The
//! spaces are part of the row, so that every sink prints the same.

use super::bare_row::{self, BareRow, Break, Overlay, break_flow, spaces};
use super::flow::Flow;
use super::leaf::{Container, Gap, Leaf, Marker, Shape, Tail, TailPart};
use super::table;
use super::{Role, Row, Span, Style, UNBROKEN};
use crate::text::breaking;
use crate::text::fit::fit;
use crate::text::safe::Safe;
use crate::text::width::width;

/// The rows of a block at a width.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    pub rows: Vec<Row>,
    /// For each row, the byte of the block's text that it begins with.
    pub starts: Vec<u32>,
    /// The columns before the text in each row.
    pub indent: usize,
}

/// How wide a rule is at most, in columns.
const RULE: usize = 72;

/// Returns how many columns a width has; far more than any row for [`UNBROKEN`].
pub(super) fn columns(width: u16) -> usize {
    if width == UNBROKEN { usize::MAX / 4 } else { usize::from(width.max(1)) }
}

/// Lays a block out; `over` returns what lies over each of its flows, by the number of the flow.
pub(super) fn lay(leaf: &Leaf, width: u16, over: &dyn Fn(u32) -> Overlay) -> Laid {
    let prefix = Prefix::new(&leaf.within, leaf.entered, columns(width));
    let room = columns(width) - prefix.columns;
    let mut bare_rows = match &leaf.shape {
        Shape::Prose(flow) => break_flow(flow, &over(0), room, Break::Words),
        Shape::Code(flow) => break_flow(flow, &over(0), room, Break::Hard),
        Shape::Table { table, rows } => table::lay(table, rows, over, room),
        Shape::Related { label, column, flow } => {
            related(label, usize::from(*column), flow, over, room)
        }
        Shape::Name { flow, brief, also } => name(flow, *brief, also, over, room),
        Shape::Line(flow) => vec![line(flow, &over(0), room)],
        Shape::Rule => vec![rule(room)],
        Shape::End => vec![end()],
    };
    if let Some(tail) = &leaf.tail {
        push_tail(&mut bare_rows, tail, room, width == UNBROKEN);
    }
    let mut laid = Laid { indent: prefix.columns, ..Laid::default() };
    for (index, bare_row) in bare_rows.into_iter().enumerate() {
        let mut spans = if index == 0 { prefix.first.clone() } else { prefix.rest.clone() };
        spans.extend(bare_row.spans);
        laid.rows.push(Row::of(spans));
        laid.starts.push(bare_row.start);
    }
    laid.close(leaf.gap, &prefix);
    laid
}

/// Lays code out as it is written: with its own blanks alone before and behind its lines, but for the
/// marks of quotes, lists and notes; what it rests on stands below.
pub(super) fn written(leaf: &Leaf, code: &Flow) -> Laid {
    let around = match leaf.within.split_last() {
        Some((Container::Indent, around)) => around,
        _ => &leaf.within,
    };
    let prefix = Prefix::new(around, leaf.entered, columns(UNBROKEN));
    let mut laid = Laid { indent: prefix.columns, ..Laid::default() };
    let mut start = 0;
    for line in code.text.split('\n') {
        let text = Safe::verbatim(line);
        let mut spans = if start == 0 { prefix.first.clone() } else { prefix.rest.clone() };
        spans.push(Span { text, style: code.base, ..Span::default() });
        laid.rows.push(Row::of(spans));
        laid.starts.push(start);
        start += line.len() as u32 + 1;
    }
    if let Some(tail) = &leaf.tail {
        let mut row = TailRow::default();
        let style = Style { role: tail.role, ..Style::default() };
        for part in &tail.parts {
            row.push(&Safe::line(&part.text), part.target, style);
        }
        laid.rows.push(Row::of(prefix.rest.iter().cloned().chain(row.spans).collect()));
        laid.starts.push(start);
    }
    laid.close(leaf.gap, &prefix);
    laid
}

impl Laid {
    /// Appends the blank row after a block, if there is one.
    fn close(&mut self, gap: Gap, prefix: &Prefix) {
        if let Gap::Blank(bars) = gap {
            self.rows.push(Row::of(prefix.blank(usize::from(bars))));
            self.starts.push(self.starts.last().copied().unwrap_or(0));
        }
    }
}

/// What stands at the left of a block's rows.
struct Prefix {
    columns: usize,
    first: Vec<Span>,
    rest: Vec<Span>,
    /// For each container that is shown, its bar, if it has one.
    bars: Vec<Option<Span>>,
}

impl Prefix {
    /// Takes containers from the outside in, as long as half of the width is left for the text.
    fn new(within: &[Container], entered: u8, width: usize) -> Self {
        let mut prefix = Self { columns: 0, first: Vec::new(), rest: Vec::new(), bars: Vec::new() };
        for (depth, container) in within.iter().enumerate() {
            let (mark, style) = mark_of(container);
            let wide = self::width(&mark);
            if prefix.columns + wide > width / 2 {
                break;
            }
            prefix.columns += wide;
            let span = |text| Span { text, style, ..Span::default() };
            let bar = matches!(container, Container::Note { .. } | Container::Quote { .. });
            let begins = depth >= usize::from(entered);
            let blank = span(Safe::spaces(wide));
            prefix.first.push(if bar || begins { span(mark.clone()) } else { blank.clone() });
            prefix.rest.push(if bar { span(mark.clone()) } else { blank });
            prefix.bars.push(bar.then(|| span(mark)));
        }
        prefix
    }

    /// Returns a blank row in which the bars of the outermost containers continue.
    fn blank(&self, containers: usize) -> Vec<Span> {
        let shown = &self.bars[..containers.min(self.bars.len())];
        let last = shown.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        (0..last)
            .map(|index| shown[index].clone().unwrap_or_else(|| self.rest[index].clone()))
            .collect()
    }
}

fn mark_of(container: &Container) -> (Safe, Style) {
    let (mark, role) = match container {
        Container::Note { .. } => ("▎ ".to_owned(), Role::NoteHead),
        Container::Quote { .. } => ("│ ".to_owned(), Role::Quote),
        Container::Indent => ("  ".to_owned(), Role::Text),
        Container::Footnote(number) => (format!("[{number}] "), Role::Dim),
        Container::Item { marker: Marker::Bullet(depth), .. } => {
            let bullet = ["• ", "◦ ", "▪ "][*depth as usize % 3];
            (bullet.to_owned(), Role::Bullet)
        }
        Container::Item { marker: Marker::Number(number, largest), .. } => {
            let digits = largest.to_string().len();
            (format!("{number:>digits$}. "), Role::Bullet)
        }
    };
    (Safe::line(&mark), Style { role, ..Style::default() })
}

/// Lays a line of the head out: all of it if that fits on one row or if a match is in what would be
/// left out.
fn name(
    flow: &Flow,
    brief: u32,
    also: &Flow,
    over: &dyn Fn(u32) -> Overlay,
    room: usize,
) -> Vec<BareRow> {
    let found = over(0);
    let fits = width(&Safe::line(&flow.text)) <= room;
    let mut bare_rows = if fits || found.marks.iter().any(|mark| mark.end > brief) {
        break_flow(flow, &found, room, Break::Words)
    } else {
        break_flow(&flow.part(0..brief as usize), &found, room, Break::Words)
    };
    if !also.text.is_empty() {
        let below = break_flow(also, &over(1), room, Break::Words).into_iter();
        let behind = flow.text.len() as u32;
        bare_rows.extend(below.map(|row| BareRow { start: row.start + behind, ..row }));
    }
    bare_rows
}

/// Lays text out on one row; what does not fit gives way to `…`.
fn line(flow: &Flow, over: &Overlay, room: usize) -> BareRow {
    let whole = width(&bare_row::shown(flow).0) <= room;
    let shown = if whole { room } else { room.saturating_sub(1).max(1) };
    let rows = break_flow(flow, over, shown, Break::Hard);
    let mut row = rows.into_iter().next().unwrap_or_default();
    if !whole && row.columns < room {
        let last = row.spans.last().cloned().unwrap_or_default();
        row.spans.push(Span { text: Safe::line("…"), ..last });
        row.columns += 1;
    }
    row
}

/// Returns the row at the end of the prose.
fn end() -> BareRow {
    let style = Style { role: Role::End, ..Style::default() };
    BareRow { spans: vec![Span { style, ..Span::default() }], ..BareRow::default() }
}

fn rule(room: usize) -> BareRow {
    let columns = room.min(RULE);
    let text = Safe::line("─").repeat(columns);
    let style = Style { role: Role::Rule, ..Style::default() };
    BareRow { spans: vec![Span { text, style, ..Span::default() }], columns, start: 0 }
}

/// Appends a tail to the last row, or on rows of its own; see the module.
fn push_tail(bare_rows: &mut Vec<BareRow>, tail: &Tail, room: usize, unbroken: bool) {
    let style = Style { role: tail.role, ..Style::default() };
    let Some(last) = bare_rows.last_mut() else { return };
    let mut whole = TailRow::default();
    for part in &tail.parts {
        whole.push(&Safe::line(&part.text), part.target, style);
    }
    if last.columns + 2 + whole.columns <= room {
        let apart = if unbroken { 2 } else { room - last.columns - whole.columns };
        last.spans.push(spaces(apart));
        last.spans.extend(whole.spans);
        last.columns += apart + whole.columns;
        return;
    }
    let start = last.start;
    let mut row = TailRow::default();
    let mut push = |row: TailRow| {
        let mut spans = vec![spaces(room - row.columns)];
        spans.extend(row.spans);
        bare_rows.push(BareRow { spans, columns: room, start });
    };
    for TailPart { text, target } in &tail.parts {
        let part = Safe::line(text);
        if row.columns > 0 && row.columns + 1 + width(&part) > room {
            push(std::mem::take(&mut row));
        }
        // Only a part that is wider than a row is broken.
        for line in breaking::lines(&part, room) {
            if line.range.start > 0 {
                push(std::mem::take(&mut row));
            }
            row.push(&narrowed(part.slice(line.range), room), *target, style);
        }
    }
    push(row);
}

/// A row of a tail that is being put together.
#[derive(Default)]
struct TailRow {
    spans: Vec<Span>,
    columns: usize,
}

impl TailRow {
    /// Appends a part after a space; neighbouring parts without a target become one span.
    fn push(&mut self, part: &Safe, target: Option<u32>, style: Style) {
        let blank = Safe::spaces(usize::from(!self.spans.is_empty()));
        self.columns += blank.len() + width(part);
        match self.spans.last_mut() {
            Some(last) if last.target.is_none() && target.is_none() => {
                last.text.push(&blank);
                last.text.push(part);
            }
            last => {
                let apart = last.is_some();
                let span = |text, target| Span { text, style, target, ..Span::default() };
                self.spans.extend(apart.then(|| span(blank, None)));
                self.spans.push(span(part.clone(), target));
            }
        }
    }
}

/// Returns the text, or `…` if it is wider than a row.
fn narrowed(text: Safe, room: usize) -> Safe {
    if width(&text) > room { Safe::line("…") } else { text }
}

/// Lays a line of the links out, with the label in its column, or above if there is no room for
/// both.
fn related(
    label: &Flow,
    column: usize,
    flow: &Flow,
    over: &dyn Fn(u32) -> Overlay,
    room: usize,
) -> Vec<BareRow> {
    let shown = Safe::line(&label.text);
    let beside = column + 2 <= room / 2 && width(&shown) <= column;
    let (indent, mut bare_rows) = match (beside, label.text.is_empty()) {
        (true, _) => (column + 2, Vec::new()),
        (false, true) => (2.min(room / 2), Vec::new()),
        (false, false) => (2.min(room / 2), break_flow(label, &over(0), room, Break::Words)),
    };
    for (index, row) in
        break_flow(flow, &over(1), room - indent, Break::Words).into_iter().enumerate()
    {
        let mut spans = if beside && index == 0 && !label.text.is_empty() {
            let filled = fit(&shown, column + 2);
            let at = shown.len();
            let mut spans: Vec<Span> = break_flow(label, &over(0), column, Break::Words)
                .into_iter()
                .flat_map(|bare_row| bare_row.spans)
                .collect();
            spans.push(Span { text: filled.slice(at..filled.len()), ..Span::default() });
            spans
        } else {
            vec![spaces(indent)]
        };
        spans.extend(row.spans);
        bare_rows.push(BareRow { spans, columns: indent + row.columns, start: row.start });
    }
    bare_rows
}
