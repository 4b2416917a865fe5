//! The finder and the glossary index: a box, a list, a preview. Refuses to know: where hits come
//! from. Only the rows in sight are looked at.

mod rows;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use self::rows::draw_finder_row;
use super::detail::draw_rule;
use super::line::draw_editor;
use super::list::{draw_scrolled, mark_selected};
use super::page;
use super::paint::{Canvas, behind, row_of};
use crate::app::App;
use crate::app::editor::LineEditor;
use crate::app::geometry::{self, Geometry, Picker};
use crate::app::layer::finder::{Finder, FinderAim, SearchProgress};
use crate::app::layer::glossary::Glossary;
use crate::app::page::Page;
use crate::messages::browser as says;
use crate::messages::{explore, loading};
use crate::model::EntryKey;
use crate::palettes::ScreenPart;
use crate::search::Scope;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

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
    let cursor = draw_field(
        &picker,
        &field_title(app, finder.aim),
        &finder.editor,
        &status(app, finder),
        canvas,
    );
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
    let status = if glossary.is_sought() {
        says::FILTERING.to_owned()
    } else {
        says::terms(glossary.list.row_count())
    };
    let cursor = draw_field(&picker, says::GLOSSARY_TITLE, &glossary.editor, &[status], canvas);
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
    let summary = Safe::line(&catalogue.plain_summary(term));
    let summary = truncate(&summary, usize::from(rest.width));
    canvas.text(rest, &summary, canvas.palette.part(ScreenPart::Quiet));
}

/// Draws the box of a picker, with the first status that has room; returns where its cursor is.
pub fn draw_field(
    picker: &Picker,
    title: &str,
    editor: &LineEditor,
    statuses: &[String],
    canvas: &mut Canvas<'_>,
) -> Position {
    let field = behind(Rect { width: picker.field.width.saturating_sub(1), ..picker.field }, 1);
    // On a narrow screen what is typed matters more than where it is searched.
    let fits = |status: &Safe| width(status) + 20 <= usize::from(field.width);
    let status = statuses.iter().map(|status| Safe::line(status)).find(fits);
    let quiet = canvas.palette.part(ScreenPart::Quiet);
    let taken = status.map_or(0, |status| canvas.text_at_right(field, &status, quiet));
    let room = Rect { width: field.width.saturating_sub(taken + 1), ..field };
    let title = Safe::line(&format!("{title}  "));
    let before = canvas.text(room, &title, canvas.palette.part(ScreenPart::Accent));
    draw_editor(behind(room, before), editor, canvas)
}

fn draw_preview(picker: &Picker, page: Option<&Page>, measure: u16, canvas: &mut Canvas<'_>) {
    if picker.preview.is_empty() {
        return;
    }
    draw_rule(picker.rule, canvas);
    if let Some(page) = page {
        page::draw(page, None, (geometry::prose(picker.preview, measure), None), false, canvas);
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

/// Says where is searched and how much was found; that nothing is, in short as well.
fn status(app: &App, finder: &Finder) -> Vec<String> {
    let (scope, lack) = (scope_name(finder.scope), app.lack());
    if finder.editor.is_empty() || !finder.hits().hits.is_empty() {
        return vec![format!("{scope}   {}", count(finder, lack.is_some()))];
    }
    let (full, short) = match lack {
        Some(lack) => {
            let nothing = says::hits(0);
            (loading::so_far(&nothing, lack), loading::so_far_in_short(&nothing))
        }
        None => (count(finder, false), count(finder, false)),
    };
    vec![format!("{scope}   {full}"), full, short]
}

/// Says how much was found; where only the first files were read, that there may be more.
fn count(finder: &Finder, is_beginning: bool) -> String {
    if finder.editor.is_empty() {
        String::new()
    } else if is_beginning && finder.hits().titles_only {
        says::hits_so_far_in_titles(finder.hits().total)
    } else if is_beginning {
        says::hits_so_far(finder.hits().total)
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
