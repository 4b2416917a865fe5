//! Breaks flows into rows without what stands to their left. Refuses to know: which block a row
//! belongs to.

use std::ops::Range;

use super::flow::Flow;
use super::{MarkIndex, Role, Span};
use crate::text::breaking::{self, BrokenLine};
use crate::text::grapheme::Graphemes;
use crate::text::safe::{Safe, SafeOffsets, SoftBreak};

/// A match in one flow, in bytes of the flow's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub start: u32,
    pub end: u32,
    pub index: MarkIndex,
}

/// What lies over one flow.
#[derive(Clone, Debug, Default)]
pub(super) struct Overlay {
    /// The matches, ascending and without overlap.
    pub marks: Vec<Mark>,
    /// The noted words, in bytes of the flow's text, ascending and without overlap.
    pub noted: Vec<Range<u32>>,
    /// The selected words, likewise.
    pub selected: Vec<Range<u32>>,
}

/// A row without what stands to its left: its spans, their width in columns, and the byte of the
/// text that it begins with.
#[derive(Clone, Debug, Default)]
pub(super) struct BareRow {
    pub spans: Vec<Span>,
    pub columns: usize,
    pub start: u32,
}

/// How a flow breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// Between words.
    Words,
    /// Where the row is full.
    Hard,
}

/// Breaks a flow into rows of at most `room` columns; an empty flow has one row.
pub(super) fn break_flow(flow: &Flow, over: &Overlay, room: usize, how: Break) -> Vec<BareRow> {
    let (safe, offsets, soft) = shown(flow);
    let lines = match how {
        Break::Words => breaking::lines_at(&safe, room, &soft),
        Break::Hard => breaking::hard(&safe, room),
    };
    let mut graphemes = Graphemes::new(&safe);
    let runs = runs(flow, over, |raw| graphemes.around(offsets.safe(raw)).end);
    let mut runs = runs.into_iter().peekable();
    lines
        .into_iter()
        .map(|line| {
            let start = offsets.raw(line.range.start) as u32;
            let mut at = line.range.start;
            let mut spans = Vec::new();
            while at < line.range.end {
                while runs.next_if(|run| run.end <= at).is_some() {}
                let Some(run) = runs.peek() else { break };
                let end = run.end.min(line.range.end);
                spans.push(Span { text: safe.slice(at..end), ..run.span.clone() });
                at = end;
            }
            let mut columns = line.columns;
            if line.hyphen {
                let last = spans.last().cloned().unwrap_or_default();
                spans.push(Span { text: Safe::line("-"), ..last });
                columns += 1;
            }
            fitted(BareRow { spans, columns, start }, &line, room)
        })
        .collect()
}

/// Returns what a flow shows, which bytes of it that was, and where a row may end inside a word: in
/// prose, zero-width spaces and soft hyphens hide nothing. In code, in names and in references that lead
/// nowhere they are shown, since these differ by them.
pub(super) fn shown(flow: &Flow) -> (Safe, SafeOffsets, Vec<SoftBreak>) {
    if !is_prose(flow.base.role) || !flow.text.contains(SOFT) {
        let (safe, offsets) = Safe::mapped(&flow.text);
        return (safe, offsets, Vec::new());
    }
    let others = flow.stretches.iter().filter(|stretch| !is_prose(stretch.style.role));
    let others: Vec<Range<usize>> =
        others.map(|stretch| stretch.start as usize..stretch.end as usize).collect();
    Safe::prose(&flow.text, &others)
}

/// Characters that only say where a row may end.
pub(super) const SOFT: [char; 2] = ['\u{ad}', '\u{200b}'];

fn is_prose(role: Role) -> bool {
    matches!(
        role,
        Role::Text
            | Role::Summary
            | Role::Heading(_)
            | Role::Quote
            | Role::Link
            | Role::Term
            | Role::TableHead
            | Role::Note
    )
}

/// Replaces a grapheme that is wider than a whole row, which happens in a document of one column.
fn fitted(mut bare_row: BareRow, line: &BrokenLine, room: usize) -> BareRow {
    if line.columns > room {
        bare_row.spans.truncate(1);
        for span in &mut bare_row.spans {
            span.text = Safe::line("…");
        }
        bare_row.columns = 1;
    }
    bare_row
}

/// A stretch of safe text, up to byte `end`, with the same style, target and mark throughout, noted or not,
/// selected or not.
struct Run {
    end: usize,
    span: Span,
}

/// Merges stretches, marks, noted and selected words into runs that cover the whole text; `safe` maps offsets
/// in the flow to ends of graphemes in the safe text.
fn runs(flow: &Flow, over: &Overlay, mut safe: impl FnMut(usize) -> usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut stretches = flow.stretches.iter().peekable();
    let mut marks = over.marks.iter().peekable();
    let mut noted = over.noted.iter().peekable();
    let mut selected = over.selected.iter().peekable();
    let mut at = 0;
    let len = flow.text.len() as u32;
    while at < len {
        while stretches.next_if(|stretch| stretch.end <= at).is_some() {}
        while marks.next_if(|mark| mark.end <= at).is_some() {}
        while noted.next_if(|words| words.end <= at).is_some() {}
        while selected.next_if(|words| words.end <= at).is_some() {}
        let mut end = len;
        let mut span = Span { style: flow.base, ..Span::default() };
        if let Some(stretch) = stretches.peek() {
            if stretch.start <= at {
                (span.style, span.target) = (stretch.style, stretch.target);
                end = end.min(stretch.end);
            } else {
                end = end.min(stretch.start);
            }
        }
        if let Some(mark) = marks.peek() {
            if mark.start <= at {
                span.mark = Some(mark.index);
                end = end.min(mark.end);
            } else {
                end = end.min(mark.start);
            }
        }
        if let Some(words) = noted.peek() {
            span.noted = words.start <= at;
            end = end.min(if span.noted { words.end } else { words.start });
        }
        if let Some(words) = selected.peek() {
            span.selected = words.start <= at;
            end = end.min(if span.selected { words.end } else { words.start });
        }
        runs.push(Run { end: safe(end as usize), span });
        at = end;
    }
    runs
}

/// Returns a span of spaces in the style of prose.
pub(super) fn spaces(count: usize) -> Span {
    Span { text: Safe::spaces(count), ..Span::default() }
}
