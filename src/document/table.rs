//! Turns a table into rows: columns side by side if there is room, else a card for each row.

use std::ops::Range;

use super::bare_row::{BareRow, Break, Overlay, break_flow, shown, spaces};
use super::flow::Flow;
use super::leaf::FlowTable;
use super::{Role, Span, Style};
use crate::text::markdown::Alignment;
use crate::text::safe::Safe;
use crate::text::width::width;

/// How many spaces stand between columns.
const BETWEEN: usize = 2;

/// How many columns of the screen a column must have at most, however long its words: a longer word
/// breaks where there is no room for it.
const LEAST: usize = 12;

/// Lays some rows of a table out, with the head above them if they are the first.
pub(super) fn lay(
    table: &FlowTable,
    rows: &Range<u32>,
    over: &dyn Fn(u32) -> Overlay,
    room: usize,
) -> Vec<BareRow> {
    let wishes = table.wishes.get_or_init(|| wishes(table));
    let first = rows.start == 0;
    let heads = if first { table.head.len() as u32 } else { 0 };
    let count = table.alignments.len() as u32;
    let over_cell = |row: u32, column: u32| over(heads + (row - rows.start) * count + column);
    let widths = share(wishes, room);
    let mut bare_rows: Vec<BareRow> = Vec::new();
    let mut start = 0;
    let headed = rows.is_empty() || table.head.iter().any(|head| !head.text.is_empty());
    if first
        && headed
        && let Some(widths) = &widths
    {
        let head = |column| break_cell(&table.head, column, &over(column as u32), widths);
        side_by_side(table, widths, &head, &mut bare_rows);
        bare_rows.push(lines(widths));
    }
    for row in rows.clone() {
        let cells = &table.rows[row as usize];
        let from = bare_rows.len();
        if let Some(widths) = &widths {
            if row > 0 && wraps(wishes, widths) {
                bare_rows.push(BareRow::default());
            }
            let cell = |column| break_cell(cells, column, &over_cell(row, column as u32), widths);
            side_by_side(table, widths, &cell, &mut bare_rows);
        } else {
            if row > 0 {
                bare_rows.push(BareRow::default());
            }
            card(table, cells, &|column| over_cell(row, column), room, &mut bare_rows);
        }
        for bare_row in &mut bare_rows[from..] {
            bare_row.start = start;
        }
        start += cells.iter().map(|cell| cell.text.len() as u32 + 1).sum::<u32>();
    }
    bare_rows
}

/// Returns for each column the width of its widest cell, and of its widest word.
fn wishes(table: &FlowTable) -> Vec<(usize, usize)> {
    let column = |column: usize| {
        let cells =
            table.rows.iter().filter_map(|row| row.get(column)).chain(table.head.get(column));
        cells.fold((1, 1), |(all, word), cell| {
            let (safe, ..) = shown(cell);
            let widest = safe.split('\n').map(width).max().unwrap_or(0);
            let longest = safe.split_whitespace().map(width).max().unwrap_or(0);
            (all.max(widest), word.max(longest))
        })
    };
    (0..table.alignments.len()).map(column).collect()
}

/// Shares the room among columns: first for their longest words, the shorter ones before the longer. `None` if
/// not even the beginnings of the words fit side by side.
fn share(wishes: &[(usize, usize)], room: usize) -> Option<Vec<usize>> {
    let between = BETWEEN * wishes.len().saturating_sub(1);
    let room = room.checked_sub(between)?;
    let wanted: usize = wishes.iter().map(|(all, _)| all).sum();
    if wanted <= room {
        return Some(wishes.iter().map(|(all, _)| *all).collect());
    }
    let mut widths: Vec<usize> = wishes.iter().map(|(_, word)| *word.min(&LEAST)).collect();
    let mut spare = room.checked_sub(widths.iter().sum())?;
    let mut by_word: Vec<usize> = (0..wishes.len()).collect();
    by_word.sort_by_key(|&column| wishes[column].1);
    for column in by_word {
        let word = wishes[column].1;
        // One that takes half the room would leave too little for what the others say.
        if word <= room / 2 && word - widths[column] <= spare {
            spare -= word - widths[column];
            widths[column] = word;
        }
    }
    // What the words leave over is shared in proportion to what each column still wants.
    let missing = (wanted + spare).saturating_sub(room).max(1);
    for (width, (all, _)) in widths.iter_mut().zip(wishes) {
        *width += (all - *width) * spare / missing;
    }
    let mut rest = room - widths.iter().sum::<usize>();
    for (width, (all, _)) in widths.iter_mut().zip(wishes) {
        let more = rest.min(all - *width);
        *width += more;
        rest -= more;
    }
    Some(widths)
}

/// Returns whether some cell takes more than one row, so that rows of the table need parting.
fn wraps(wishes: &[(usize, usize)], widths: &[usize]) -> bool {
    wishes.iter().zip(widths).any(|((all, _), width)| all > width)
}

fn break_cell(cells: &[Flow], column: usize, over: &Overlay, widths: &[usize]) -> Vec<BareRow> {
    match cells.get(column) {
        Some(cell) => break_flow(cell, over, widths[column], Break::Words),
        None => Vec::new(),
    }
}

/// Appends the cells of one row, side by side.
fn side_by_side(
    table: &FlowTable,
    widths: &[usize],
    cell: &dyn Fn(usize) -> Vec<BareRow>,
    bare_rows: &mut Vec<BareRow>,
) {
    let mut cells: Vec<std::vec::IntoIter<BareRow>> =
        (0..widths.len()).map(|column| cell(column).into_iter()).collect();
    let height = cells.iter().map(ExactSizeIterator::len).max().unwrap_or(0).max(1);
    for _ in 0..height {
        let mut row = BareRow::default();
        // Spaces are added only before a cell that follows, so that no row ends with them.
        let mut pending = 0;
        for (column, cell) in cells.iter_mut().enumerate() {
            let bare_row = cell.next().unwrap_or_default();
            let free = widths[column].saturating_sub(bare_row.columns);
            let (before, after) = match table.alignments[column] {
                Alignment::Left => (0, free),
                Alignment::Right => (free, 0),
                Alignment::Center => (free / 2, free - free / 2),
            };
            pending += before;
            if !bare_row.spans.is_empty() {
                if pending > 0 {
                    row.spans.push(spaces(pending));
                }
                row.columns += pending + bare_row.columns;
                row.spans.extend(bare_row.spans);
                pending = 0;
            }
            pending += after + BETWEEN;
        }
        bare_rows.push(row);
    }
}

/// Returns the row of lines below the head.
fn lines(widths: &[usize]) -> BareRow {
    let style = Style { role: Role::Rule, ..Style::default() };
    let mut bare_row = BareRow::default();
    for (column, width) in widths.iter().enumerate() {
        if column > 0 {
            bare_row.spans.push(spaces(BETWEEN));
            bare_row.columns += BETWEEN;
        }
        let text = Safe::line("─").repeat(*width);
        bare_row.spans.push(Span { text, style, ..Span::default() });
        bare_row.columns += width;
    }
    bare_row
}

/// Appends one row as a card: `head: value` for each column, or the value below if the head is
/// long.
fn card(
    table: &FlowTable,
    cells: &[Flow],
    over: &dyn Fn(u32) -> Overlay,
    room: usize,
    bare_rows: &mut Vec<BareRow>,
) {
    for (column, cell) in cells.iter().enumerate() {
        let label = table.head.get(column).filter(|head| !head.text.is_empty()).map(label);
        let taken: usize = label.iter().flatten().map(|span| width(&span.text)).sum();
        let value = shown(cell).0.split('\n').map(width).max().unwrap_or(0);
        let beside = taken <= room / 2 || taken.saturating_add(value) <= room;
        let indent = match (&label, beside) {
            (None, _) => 0,
            (Some(_), true) => taken,
            (Some(_), false) => 2.min(room / 2),
        };
        if let Some(head) = table.head.get(column).filter(|_| label.is_some() && !beside) {
            let above = Flow::plain(&format!("{}:", head.text), head.base);
            bare_rows.extend(break_flow(&above, &Overlay::default(), room, Break::Words));
        }
        let values = break_flow(cell, &over(column as u32), room - indent, Break::Words);
        for (index, value) in values.into_iter().enumerate() {
            let mut spans = match &label {
                Some(label) if beside && index == 0 => label.clone(),
                _ => vec![spaces(indent)],
            };
            spans.extend(value.spans);
            bare_rows.push(BareRow { spans, columns: indent + value.columns, start: 0 });
        }
    }
}

/// Returns the label before a value. It has no targets: Tab would stop at the same head on every
/// card.
fn label(head: &Flow) -> Vec<Span> {
    let row = break_flow(head, &Overlay::default(), usize::MAX / 4, Break::Words);
    let style = Style { role: Role::TableHead, ..Style::default() };
    let colon = Span { text: Safe::line(": "), style, ..Span::default() };
    let spans = row.into_iter().flat_map(|bare_row| bare_row.spans);
    spans.map(|span| Span { target: None, ..span }).chain([colon]).collect()
}
