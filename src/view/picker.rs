//! The finder and the glossary index: a box, a list, a preview. Refuses to know: where hits come
//! from. Only the rows in sight are looked at.

use std::ops::Range;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::detail::draw_rule;
use super::line::draw_editor;
use super::list::{draw_scrolled, mark_selected};
use super::page;
use super::paint::{Canvas, behind, row_of};
use super::palette::Part;
use crate::app::App;
use crate::app::editor::LineEditor;
use crate::app::geometry::{self, Geometry, Picker};
use crate::app::layer::finder::{Finder, FinderAim, FinderRow, SearchProgress};
use crate::app::layer::glossary::Glossary;
use crate::app::page::Page;
use crate::messages::browser as says;
use crate::messages::explore;
use crate::model::EntryKey;
use crate::report::{Taken, suggestion_in_words};
use crate::search::{Excerpt, Hit, MatchField, Scope};
use crate::text::fit::{truncate, truncate_start};
use crate::text::markdown::plain;
use crate::text::safe::Safe;
use crate::text::width::width;

/// From this width on, rows name their theme.
const WITH_THEMES: u16 = 70;

/// The columns that are kept for where and how well a hit matches.
const LABEL: u16 = 22;

/// The columns of a term in the glossary index: as many as a short title has at most.
const LONGEST_TERM: u16 = 28;
/// The fewest columns in which a name in another language is of use.
const LEAST_NAME: u16 = 6;
/// The fewest columns in which a definition is of use.
const LEAST_DEFINITION: u16 = 16;

/// Draws the finder; returns where its cursor is.
pub fn draw_finder(
    app: &App,
    finder: &Finder,
    geometry: &Geometry,
    canvas: &mut Canvas<'_>,
) -> Position {
    let picker = geometry::picker(geometry.body);
    canvas.clear(geometry.body);
    let status = format!("{}   {}", scope_name(finder.scope), count(finder));
    let cursor =
        draw_field(&picker, &field_title(app, finder.aim), &finder.editor, &status, canvas);
    let list = picker.list;
    let height = geometry::hit_height(list);
    for (line, seen) in finder.list.visible(picker.hits()).enumerate() {
        let Some(row) = finder.list.rows.row(seen.item) else { break };
        let cells = Rect { y: list.y + line as u16 * height, height, ..list };
        draw_finder_row(app, finder, row, cells, canvas);
        if seen.selected {
            mark_selected(cells, true, canvas);
        }
    }
    draw_preview(&picker, finder.preview.as_ref(), app.arrangement().measure, canvas);
    draw_scrolled(picker.scroll_line(), finder.list.extent(picker.hits()), canvas);
    cursor
}

/// Draws the glossary index; returns where its cursor is.
pub fn draw_glossary(
    app: &App,
    glossary: &Glossary,
    geometry: &Geometry,
    canvas: &mut Canvas<'_>,
) -> Position {
    let picker = geometry::picker(geometry.body);
    canvas.clear(geometry.body);
    let status = says::terms(glossary.list.row_count());
    let cursor = draw_field(&picker, says::GLOSSARY_TITLE, &glossary.editor, &status, canvas);
    let list = picker.list;
    let columns = TermColumns::new(app, glossary, list);
    for (line, seen) in glossary.list.visible(list.height).enumerate() {
        let Some(term) = glossary.list.rows.term(seen.item) else { break };
        let cells = row_of(list, line as u16);
        draw_term(app, term, cells, columns, canvas);
        if seen.selected {
            mark_selected(cells, true, canvas);
        }
    }
    draw_preview(&picker, glossary.preview.as_ref(), app.arrangement().measure, canvas);
    draw_scrolled(picker.scroll_line(), glossary.list.extent(list.height), canvas);
    cursor
}

/// Returns what the finder's box is for, in words.
fn field_title(app: &App, aim: FinderAim) -> String {
    let name = |entry| app.catalogue().short(entry);
    match aim {
        FinderAim::Open => says::SEARCH_TITLE.to_owned(),
        FinderAim::PathFrom(entry) => explore::path_to(name(entry)),
        FinderAim::CompareWith(entry) => explore::compare_with(name(entry)),
    }
}

/// How wide the columns of the glossary index are, each with what parts it from the next.
#[derive(Clone, Copy)]
struct TermColumns {
    term: u16,
    /// The name in another language; 0 if no term in sight has one, or there is no room.
    name: u16,
    /// Whether the definition comes last.
    definition: bool,
}

impl TermColumns {
    fn new(app: &App, glossary: &Glossary, list: Rect) -> Self {
        let term = (LONGEST_TERM + 2).min(list.width / 3 * 2);
        let terms = glossary.list.visible(list.height);
        let names = terms
            .filter_map(|seen| glossary.list.rows.term(seen.item))
            .filter_map(|term| other_name(app, term))
            .map(|name| width(&name) as u16 + 2);
        let room = list.width.saturating_sub(term + 3);
        let name = names.max().unwrap_or(0).min(room);
        let name = if name < LEAST_NAME { 0 } else { name };
        // A definition of which nothing can be read leaves its room to the name.
        Self { term, name, definition: room - name >= LEAST_DEFINITION || name == 0 }
    }
}

/// Returns the first name of an entry in another language.
fn other_name(app: &App, entry: EntryKey) -> Option<Safe> {
    app.catalogue().names(entry).next().map(|name| Safe::line(name.text))
}

fn draw_term(
    app: &App,
    term: EntryKey,
    cells: Rect,
    columns: TermColumns,
    canvas: &mut Canvas<'_>,
) {
    let catalogue = app.catalogue();
    let cells = behind(Rect { width: cells.width.saturating_sub(1), ..cells }, 2);
    let cut = |text: &Safe, columns: u16| truncate(text, usize::from(columns.saturating_sub(2)));
    let title = cut(&Safe::line(catalogue.short(term)), columns.term);
    canvas.text(cells, &title, Style::new());
    let rest = behind(cells, columns.term);
    if let Some(name) = other_name(app, term) {
        canvas.text(rest, &cut(&name, columns.name), Style::new());
    }
    if !columns.definition {
        return;
    }
    let rest = behind(rest, columns.name);
    let summary = Safe::line(&plain(catalogue.summary(term)).text);
    let summary = truncate(&summary, usize::from(rest.width));
    canvas.text(rest, &summary, canvas.palette.part(Part::Quiet));
}

fn draw_field(
    picker: &Picker,
    title: &str,
    editor: &LineEditor,
    status: &str,
    canvas: &mut Canvas<'_>,
) -> Position {
    let field = behind(Rect { width: picker.field.width.saturating_sub(1), ..picker.field }, 1);
    let status = Safe::line(status);
    // On a narrow screen what is typed matters more than where it is searched.
    let taken = if width(&status) + 20 <= usize::from(field.width) {
        canvas.text_at_right(field, &status, canvas.palette.part(Part::Quiet))
    } else {
        0
    };
    let room = Rect { width: field.width.saturating_sub(taken + 1), ..field };
    let title = Safe::line(&format!("{title}  "));
    let before = canvas.text(room, &title, canvas.palette.part(Part::Accent));
    draw_editor(behind(room, before), editor, canvas)
}

fn draw_preview(picker: &Picker, page: Option<&Page>, measure: u16, canvas: &mut Canvas<'_>) {
    if picker.preview.is_empty() {
        return;
    }
    draw_rule(picker.rule, canvas);
    if let Some(page) = page {
        page::draw(page, None, geometry::prose(picker.preview, measure), false, canvas);
    }
}

fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Library => says::SCOPE_LIBRARY,
        Scope::Pack(_) => says::SCOPE_PACK,
        Scope::Theme(_) => says::SCOPE_THEME,
        Scope::Entry(_) => says::SCOPE_ENTRY,
    }
}

fn count(finder: &Finder) -> String {
    if finder.editor.is_empty() {
        String::new()
    } else if finder.progress != SearchProgress::Done && finder.hits().hits.is_empty() {
        says::SEARCHING.to_owned()
    } else if finder.hits().titles_only {
        says::hits_in_titles(finder.hits().total)
    } else if finder.hits().hits.is_empty() || finder.hits().is_found() {
        says::hits(finder.hits().total)
    } else {
        says::hits_alike(finder.hits().total)
    }
}

fn draw_finder_row(
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
            let room = draw_at_right(first, why, canvas);
            let room = draw_entry_name(app, entry, room, canvas);
            draw_theme(app, entry, room, canvas);
            draw_summary(app, entry, behind(row_of(cells, 1), 4), canvas);
        }
        FinderRow::Earlier(at) => {
            let room = draw_at_right(first, says::RECENT_QUERY, canvas);
            canvas.text(behind(room, 2), &Safe::line(&app.queries()[at]), Style::new());
        }
        FinderRow::Suggestion(at) => {
            let suggestion = &finder.hits().suggestions[at];
            let query = finder.editor.text();
            let says = suggestion_in_words(app.catalogue(), query, suggestion, Taken::Chosen);
            let text = truncate(&Safe::line(&says), usize::from(first.width.saturating_sub(2)));
            canvas.text(behind(first, 2), &text, Style::new());
        }
    }
}

/// Writes a word at the right end; returns the room that is left.
fn draw_at_right(cells: Rect, word: &str, canvas: &mut Canvas<'_>) -> Rect {
    let taken = canvas.text_at_right(cells, &Safe::line(word), canvas.palette.part(Part::Quiet));
    Rect { width: cells.width.saturating_sub(taken + 1), ..cells }
}

fn draw_hit(app: &App, hit: &Hit, cells: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let first = row_of(cells, 0);
    let first = Rect { width: first.width.saturating_sub(1), ..first };
    let mut room = draw_at_right(first, &hit.label(), canvas);
    if first.width >= WITH_THEMES {
        // The themes are in a column of their own, which only a pair of near words pushes aside.
        let several = catalogue.packs().len() > 1;
        let column = (first.width / 6).clamp(12, 16) * if several { 2 } else { 1 };
        let label = (first.width - room.width).clamp(LABEL, first.width / 2);
        let at = first.width - label - column;
        let theme = &catalogue.theme(catalogue.theme_of(hit.entry)).short;
        let pack = &catalogue.pack(catalogue.pack_of(hit.entry)).id;
        let place = if several { says::in_pack(pack, theme) } else { theme.to_string() };
        let place = truncate(&Safe::line(&place), usize::from(column - 1));
        canvas.text(behind(first, at), &place, canvas.palette.part(Part::Quiet));
        room.width = at - 1;
    }
    let excerpt_row = row_of(cells, 1);
    let is_title = hit.field == MatchField::Title && hit.excerpt.text == catalogue.title(hit.entry);
    if is_title {
        let room = draw_number(app, hit.entry, behind(room, 2), canvas);
        let room = draw_excerpt(&hit.excerpt, room, Style::new(), canvas);
        if first.width < WITH_THEMES {
            draw_theme(app, hit.entry, room, canvas);
        }
        draw_summary(app, hit.entry, behind(excerpt_row, 4), canvas);
    } else {
        let room = draw_entry_name(app, hit.entry, room, canvas);
        if first.width < WITH_THEMES {
            draw_theme(app, hit.entry, room, canvas);
        }
        let room = Rect { width: excerpt_row.width.saturating_sub(1), ..excerpt_row };
        let quiet = canvas.palette.part(Part::Quiet);
        let left = draw_excerpt(&hit.excerpt, behind(room, 4), quiet, canvas);
        if matches!(
            hit.field,
            MatchField::Alias | MatchField::Name | MatchField::Reading | MatchField::Tag
        ) {
            // A word alone says little of the entry.
            draw_summary(app, hit.entry, behind(left, 2), canvas);
        }
    }
}

/// Writes an entry's name; returns the room after it.
fn draw_entry_name(app: &App, entry: EntryKey, cells: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let room = draw_number(app, entry, behind(cells, 2), canvas);
    let title = Safe::line(app.catalogue().short(entry));
    let taken = canvas.text(room, &truncate(&title, usize::from(room.width)), Style::new());
    behind(room, taken)
}

/// Writes the theme of an entry behind its name, if there is room: names alone may be those of two.
fn draw_theme(app: &App, entry: EntryKey, room: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let theme = Safe::line(&catalogue.theme(catalogue.theme_of(entry)).short);
    let room = behind(room, 2);
    if width(&theme) <= usize::from(room.width) {
        canvas.text(room, &theme, canvas.palette.part(Part::Quiet));
    }
}

/// Writes an entry's number, if it has one; returns the room after it.
fn draw_number(app: &App, entry: EntryKey, cells: Rect, canvas: &mut Canvas<'_>) -> Rect {
    let Some(number) = app.catalogue().number(entry) else { return cells };
    let number = Safe::line(&format!("{number} "));
    let taken = canvas.text(cells, &number, canvas.palette.part(Part::Quiet));
    behind(cells, taken)
}

fn draw_summary(app: &App, entry: EntryKey, cells: Rect, canvas: &mut Canvas<'_>) {
    let room = Rect { width: cells.width.saturating_sub(1), ..cells };
    let summary = Safe::line(&plain(app.catalogue().summary(entry)).text);
    let summary = truncate(&summary, usize::from(room.width));
    canvas.text(room, &summary, canvas.palette.part(Part::Quiet));
}

/// Writes the part of an excerpt around its first mark, with its marks; returns the room after it.
fn draw_excerpt(excerpt: &Excerpt, cells: Rect, style: Style, canvas: &mut Canvas<'_>) -> Rect {
    let mark = style.patch(canvas.palette.part(Part::Mark));
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
