//! The foot: what is typed there, else a notice, else key hints that follow the focus; and how far
//! the text is read. Refuses to know: what keys do; the hints come with the key map.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::line::draw_editor;
use super::paint::{Canvas, behind};
use super::palette::Part;
use crate::app::App;
use crate::app::editor::LineEditor;
use crate::app::geometry::Geometry;
use crate::app::input::{Code, Key};
use crate::app::keymap::{Action, Context};
use crate::app::layer::Layer;
use crate::app::page::Highlight;
use crate::messages::browser as says;
use crate::messages::routes;
use crate::report::RouteProgress;
use crate::search::QueryHint;
use crate::text::fit::{truncate, wrap};
use crate::text::safe::Safe;
use crate::text::width::width;

/// How many rows the reason of a link takes at most.
const REASON_ROWS: usize = 4;
/// The narrowest foot that says how long a text takes to read.
const WIDE: u16 = 58;

/// Draws the foot.
pub fn draw(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let foot = foot_of(geometry);
    if geometry.foot.is_empty() {
        // In reading mode only a sentence that must be read takes the last row.
        if let Some(notice) = app.notice() {
            canvas.clear(Rect { x: 0, width: geometry.screen.width, ..foot });
            canvas.text(foot, &Safe::name(notice), canvas.palette.part(Part::Notice));
        }
        return;
    }
    let covered = app.layers().iter().any(Layer::covers_panes);
    if draw_reason(app, geometry, canvas) {
        return;
    }
    let taken = if covered { 0 } else { draw_status(app, foot, canvas) };
    let room = Rect { width: foot.width.saturating_sub(taken + 2), ..foot };
    match app.notice().map(str::to_owned).or_else(|| hint_of_query(app)) {
        Some(sentence) => {
            let sentence = truncate(&Safe::name(&sentence), usize::from(room.width));
            canvas.text(room, &sentence, canvas.palette.part(Part::Notice));
        }
        None => draw_hints(app, room, canvas),
    }
}

/// Draws why the link below the text that is selected is linked, on the foot and as many rows above it
/// as it takes, none that is above the link; returns whether there is such a link in sight.
fn draw_reason(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) -> bool {
    if app.context() != Context::Reader || app.notice().is_some() {
        return false;
    }
    let Some(page) = app.reader().filter(|page| !page.reason().is_empty()) else { return false };
    let Some(row) = page.target().and_then(|target| page.row_of_target(target)) else {
        return false;
    };
    let foot = foot_of(geometry);
    let link = geometry.prose(app.arrangement().measure).y + row;
    let most = usize::from(foot.y - link).min(REASON_ROWS);
    let rows = wrap(page.reason(), usize::from(foot.width), most);
    for (index, text) in rows.iter().enumerate() {
        let row = Rect { y: foot.y - (rows.len() - 1 - index) as u16, ..foot };
        canvas.clear(Rect { x: 0, width: geometry.screen.width, ..row });
        canvas.text(row, text, Style::new());
    }
    true
}

/// Returns what is wrong with the query in the finder.
fn hint_of_query(app: &App) -> Option<String> {
    match app.layers().last() {
        Some(Layer::Finder(finder)) if !finder.editor.is_empty() => {
            finder.hits().hints.first().map(QueryHint::sentence)
        }
        _ => None,
    }
}

/// Draws what is typed at the foot, and which match of how many was `found` by it; returns where its
/// cursor is.
pub fn draw_prompt(
    editor: &LineEditor,
    found: Option<&Highlight>,
    geometry: &Geometry,
    canvas: &mut Canvas<'_>,
) -> Position {
    let foot = foot_of(geometry);
    canvas.clear(Rect { x: 0, width: geometry.screen.width, ..foot });
    let status = found.map(|found| says::match_of(found.current, found.total));
    let status = Safe::line(&status.unwrap_or_default());
    let taken = canvas.text_at_right(foot, &status, canvas.palette.part(Part::Strong));
    let room = Rect { width: foot.width.saturating_sub(taken + 1), ..foot };
    let slash = canvas.text(room, &Safe::line("/"), canvas.palette.part(Part::Accent));
    draw_editor(behind(room, slash), editor, canvas)
}

/// Returns the foot without its margins; in reading mode the last row.
fn foot_of(geometry: &Geometry) -> Rect {
    let screen = geometry.screen;
    let row = Rect { y: screen.bottom().saturating_sub(1), height: 1, ..screen };
    Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row }
}

/// Draws at the right what is typed but means nothing yet, which match of how many, and the
/// percent; returns the columns taken.
fn draw_status(app: &App, foot: Rect, canvas: &mut Canvas<'_>) -> u16 {
    let Some(page) = app.reader() else { return 0 };
    let pending = app.pending();
    let mut status = pending.count.map_or_else(String::new, |count| count.to_string());
    status.extend(pending.keys.iter().map(Key::to_string));
    if let Some(found) = page.highlighted().filter(|found| found.total > 0) {
        status = format!("{status}  {}", says::match_of(found.current, found.total));
    }
    let side = Some(app.side().filter()).filter(|filter| !filter.is_empty());
    for filter in [app.contents().filter(), side].into_iter().flatten() {
        status = format!("{status}  {}", says::filtered(filter));
    }
    if let Some(progress) = app.progress() {
        let route = if app.is_on_route() {
            on_route(progress, foot.width / 2)
        } else {
            off_route(app, progress, foot.width / 2)
        };
        status = format!("{status}  {route}");
    }
    let minutes = app.minutes().filter(|_| page.is_at_start() && foot.width >= WIDE);
    if let Some(minutes) = minutes {
        status = format!("{status}  {}", says::about_minutes(minutes));
    }
    let status = format!("{status}  {}", says::percent(page.percent()));
    let status = Safe::line(status.trim_start());
    canvas.text_at_right(foot, &status, canvas.palette.part(Part::Quiet))
}

/// Says which route is followed and how far; the title gives way before the numbers do.
fn on_route(progress: &RouteProgress, columns: u16) -> String {
    let position = progress.position();
    let room = usize::from(columns).saturating_sub(width(&position));
    let title =
        if room < 8 { Safe::default() } else { truncate(&Safe::line(progress.title()), room) };
    format!("{title} {position}")
}

/// Says which key leads back to the route from an entry off it.
fn off_route(app: &App, progress: &RouteProgress, columns: u16) -> String {
    let keys = app.keymap().shown(Context::Reader, Action::NextStop).unwrap_or_default();
    let key: String = keys.iter().map(Key::to_string).collect();
    let back = format!("{key} {}", routes::back_to(progress.title()));
    truncate(&Safe::line(&back), usize::from(columns)).to_string()
}

fn draw_hints(app: &App, room: Rect, canvas: &mut Canvas<'_>) {
    let context = app.context();
    let mut shown: Vec<(u8, Safe, Safe)> = app
        .hints()
        .map(|hint| {
            let keys =
                hint.actions.iter().filter_map(|action| app.keymap().shown(context, *action));
            let keys: Vec<String> = keys.flatten().map(|key| glyph(*key, canvas)).collect();
            let keys = keys.join(if canvas.palette.is_ascii() { "/" } else { "" });
            (hint.gives_way, Safe::line(&keys), Safe::line(&format!(" {}   ", hint.word)))
        })
        .collect();
    let fits = |shown: &[(u8, Safe, Safe)]| {
        let columns: usize = shown.iter().map(|(_, keys, word)| width(keys) + width(word)).sum();
        columns <= usize::from(room.width) + 3
    };
    while !fits(&shown) {
        let Some(last) = shown.iter().map(|(gives_way, ..)| *gives_way).max() else { break };
        shown.retain(|(gives_way, ..)| *gives_way != last);
    }
    let (key, quiet) = (canvas.palette.part(Part::Key), canvas.palette.part(Part::Quiet));
    canvas.line(room, shown.iter().flat_map(|(_, keys, word)| [(keys, key), (word, quiet)]));
}

/// The short form of a key in a hint.
fn glyph(key: Key, canvas: &Canvas<'_>) -> String {
    if !canvas.palette.is_ascii() {
        let glyph = match key.code {
            Code::Enter => "⏎",
            Code::Tab => "⇥",
            Code::Up => "↑",
            Code::Down => "↓",
            _ => return key.to_string(),
        };
        return glyph.to_owned();
    }
    key.to_string()
}
