//! The rows of the finder: what each is, its theme and pack, and last why it is there. Refuses to know: where
//! the list is.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::paint::{Canvas, behind, row_of};
use crate::app::App;
use crate::app::layer::finder::{Finder, FinderRow};
use crate::messages::browser as says;
use crate::model::{Catalogue, EntryKey};
use crate::palettes::ScreenPart;
use crate::report::{Taken, suggestion_in_words};
use crate::search::{Excerpt, Hit, MatchField};
use crate::text::fit::{truncate, truncate_start};
use crate::text::safe::Safe;
use crate::text::width::width;

/// From this width on, rows name their theme.
const WITH_THEMES: u16 = 70;

/// The columns that are kept for where and how well a hit matches.
const LABEL: u16 = 22;

/// The columns that a name leaves to its theme, at the most.
const LEAST_THEME: usize = 9;
/// The fewest columns in which it can be said why a row is there.
const LEAST_REASON: usize = 8;

/// Draws a row of the finder.
pub fn draw_finder_row(
    app: &App,
    finder: &Finder,
    row: FinderRow,
    cells: Rect,
    canvas: &mut Canvas<'_>,
) {
    let first = row_of(cells, 0);
    let first = Rect { width: first.width.saturating_sub(1), ..first };
    match row {
        FinderRow::Hit(at) => draw_hit(app, &finder.hits().hits[at], cells, canvas),
        FinderRow::Recent(entry) | FinderRow::Sibling(entry) => {
            let recent = matches!(row, FinderRow::Recent(_));
            let why = if recent { says::RECENT_ENTRY } else { "" };
            let rest = draw_entry_name(app, entry, name_room(app, entry, first), canvas);
            draw_place_and_reason(app, entry, to_end(first, rest), why, canvas);
            draw_summary(app, entry, behind(row_of(cells, 1), 4), canvas);
        }
        FinderRow::Earlier(at) => {
            draw_said(first, &finder.list.rows.earlier()[at], says::RECENT_QUERY, canvas);
        }
        FinderRow::Example(at) => {
            draw_said(first, &finder.list.rows.examples()[at], says::EXAMPLE, canvas);
        }
        FinderRow::Theme(theme) => {
            let told = if app.is_beginning() { says::entries_so_far } else { says::entries };
            let entries = says::theme_of(&told(app.catalogue().entries_of(theme).len()));
            let theme = app.catalogue().theme(theme);
            draw_said(first, &theme.title, &entries, canvas);
            let summary = Safe::line(&app.catalogue().plain_in(theme.pack, &theme.summary).text);
            draw_quietly(&summary, behind(row_of(cells, 1), 4), canvas);
        }
        FinderRow::Suggestion(at) => {
            let suggestion = &finder.hits().suggestions[at];
            let query = finder.editor.text();
            draw_said(
                first,
                &suggestion_in_words(app.catalogue(), query, suggestion, Taken::Chosen),
                "",
                canvas,
            );
        }
    }
}

/// Writes what a row says that is about no entry, and why it is there.
fn draw_said(cells: Rect, says: &str, why: &str, canvas: &mut Canvas<'_>) {
    let room = behind(cells, 2);
    let text = truncate(&Safe::line(says), usize::from(room.width));
    let taken = canvas.text(room, &text, Style::new());
    draw_reason(behind(room, taken), why, canvas);
}

/// Writes at the right end why a row is there, as far as there is room behind what it is.
fn draw_reason(room: Rect, why: &str, canvas: &mut Canvas<'_>) {
    let room = behind(room, 2);
    let why = Safe::line(why);
    if width(&why).min(LEAST_REASON) <= usize::from(room.width) {
        let why = truncate(&why, usize::from(room.width));
        canvas.text_at_right(room, &why, canvas.palette.part(ScreenPart::Quiet));
    }
}

fn draw_hit(app: &App, hit: &Hit, cells: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let first = row_of(cells, 0);
    let first = Rect { width: first.width.saturating_sub(1), ..first };
    let label = hit.label();
    let in_columns = first.width >= WITH_THEMES;
    let room = if in_columns {
        // The themes are in a column of their own, which only a pair of near words pushes aside.
        let column = (first.width / 6).clamp(12, 16) * if has_packs(catalogue) { 2 } else { 1 };
        let taken = (width(&Safe::line(&label)) as u16 + 1).clamp(LABEL, first.width / 2);
        let at = first.width - taken - column;
        let place = truncate(&place_of(catalogue, hit.entry), usize::from(column - 1));
        canvas.text(behind(first, at), &place, canvas.palette.part(ScreenPart::Quiet));
        draw_reason(behind(first, at + column - 2), &label, canvas);
        Rect { width: at - 1, ..first }
    } else {
        name_room(app, hit.entry, first)
    };
    let excerpt_row = row_of(cells, 1);
    let is_title = hit.field == MatchField::Title && hit.excerpt.text == catalogue.title(hit.entry);
    let rest = if is_title {
        let room = draw_number(app, hit.entry, behind(room, 2), canvas);
        draw_excerpt(&hit.excerpt, room, Style::new(), canvas)
    } else {
        draw_entry_name(app, hit.entry, room, canvas)
    };
    if !in_columns {
        draw_place_and_reason(app, hit.entry, to_end(first, rest), &label, canvas);
    }
    if is_title {
        return draw_summary(app, hit.entry, behind(excerpt_row, 4), canvas);
    }
    let room = Rect { width: excerpt_row.width.saturating_sub(1), ..excerpt_row };
    let quiet = canvas.palette.part(ScreenPart::Quiet);
    let left = draw_excerpt(&hit.excerpt, behind(room, 4), quiet, canvas);
    if matches!(
        hit.field,
        MatchField::Alias | MatchField::Name | MatchField::Reading | MatchField::Tag
    ) {
        // A word alone says little of the entry.
        draw_summary(app, hit.entry, behind(left, 2), canvas);
    }
}

/// Writes an entry's name; returns the room after it.
fn draw_entry_name(app: &App, entry: EntryKey, cells: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let room = draw_number(app, entry, behind(cells, 2), canvas);
    let title = Safe::line(app.catalogue().short(entry));
    let taken = canvas.text(room, &truncate(&title, usize::from(room.width)), Style::new());
    behind(room, taken)
}

/// Returns the room of an entry's name in a row where its theme follows.
fn name_room(app: &App, entry: EntryKey, cells: Rect) -> Rect {
    let theme = width(&theme_of(app.catalogue(), entry)).min(LEAST_THEME);
    Rect { width: cells.width.saturating_sub(theme as u16 + 2), ..cells }
}

/// Returns what is left of a row from where another room begins.
fn to_end(row: Rect, room: Rect) -> Rect {
    behind(row, room.x - row.x)
}

/// Writes the theme of an entry behind its name, since names alone may be those of two, with its pack if
/// there is room; then why the row is there.
fn draw_place_and_reason(
    app: &App,
    entry: EntryKey,
    room: Rect,
    why: &str,
    canvas: &mut Canvas<'_>,
) {
    let room = behind(room, 2);
    let place = place_of(app.catalogue(), entry);
    let fits = width(&place) <= usize::from(room.width);
    let place = if fits { place } else { theme_of(app.catalogue(), entry) };
    let place = truncate(&place, usize::from(room.width));
    let taken = canvas.text(room, &place, canvas.palette.part(ScreenPart::Quiet));
    draw_reason(behind(room, taken), why, canvas);
}

fn has_packs(catalogue: &Catalogue) -> bool {
    catalogue.packs().len() > 1
}

/// Returns the theme of an entry.
fn theme_of(catalogue: &Catalogue, entry: EntryKey) -> Safe {
    Safe::line(&catalogue.theme(catalogue.theme_of(entry)).short)
}

/// Returns the theme of an entry, with its pack if several are open.
fn place_of(catalogue: &Catalogue, entry: EntryKey) -> Safe {
    let theme = theme_of(catalogue, entry);
    if !has_packs(catalogue) {
        return theme;
    }
    Safe::line(&says::in_pack(catalogue.pack_id_of(entry), &theme))
}

/// Writes an entry's number, if it has one; returns the room after it.
fn draw_number(app: &App, entry: EntryKey, cells: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let Some(number) = app.catalogue().number(entry) else { return cells };
    let number = Safe::line(&format!("{number} "));
    let taken = canvas.text(cells, &number, canvas.palette.part(ScreenPart::Quiet));
    behind(cells, taken)
}

fn draw_summary(app: &App, entry: EntryKey, cells: Rect, canvas: &mut Canvas<'_>) {
    draw_quietly(&Safe::line(&app.catalogue().plain_summary(entry)), cells, canvas);
}

fn draw_quietly(text: &Safe, cells: Rect, canvas: &mut Canvas<'_>) {
    let room = Rect { width: cells.width.saturating_sub(1), ..cells };
    let text = truncate(text, usize::from(room.width));
    canvas.text(room, &text, canvas.palette.part(ScreenPart::Quiet));
}

/// Writes the part of an excerpt around its first mark, with its marks; returns the room after it.
fn draw_excerpt(excerpt: &Excerpt, cells: Rect, style: Style, canvas: &mut Canvas<'_>) -> Rect {
    let mark = style.patch(canvas.palette.part(ScreenPart::Mark));
    let mut pieces = pieces(excerpt);
    let room = usize::from(cells.width);
    if let [(lead, false), (first, true), rest @ ..] = pieces.as_mut_slice() {
        // The mark has to be in sight; a third of the row before it is context enough, if what
        // comes after it fills the rest.
        let behind: usize = rest.iter().map(|(text, _)| width(text)).sum();
        if width(lead) + width(first) > room {
            let left = room.saturating_sub(width(first));
            let most = (room / 3).max(left.saturating_sub(behind)).min(left);
            *lead = truncate_start(lead, most);
        }
    }
    let mut left = cells;
    for (text, marked) in &pieces {
        let text = truncate(text, usize::from(left.width));
        let taken = canvas.text(left, &text, if *marked { mark } else { style });
        left = behind(left, taken);
        if left.is_empty() {
            break;
        }
    }
    left
}

/// Splits an excerpt into stretches, each with whether it is marked.
fn pieces(excerpt: &Excerpt) -> Vec<(Safe, bool)> {
    let text = &excerpt.text;
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |range: Range<usize>, marked| {
        if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
            pieces.push((Safe::line(piece), marked));
        }
    };
    for mark in &excerpt.marks {
        push(at..mark.start, false);
        push(mark.clone(), true);
        at = mark.end;
    }
    push(at..text.len(), false);
    pieces
}
