//! The foot: what is typed there, else a notice, else key hints that follow the focus; and how far
//! the text is read. Refuses to know: what keys do; the hints come from the key map.

use ratatui::layout::{Position, Rect};

use super::paint::{Canvas, behind};
use super::palette::Part;
use crate::app::App;
use crate::app::editor::LineEditor;
use crate::app::geometry::Geometry;
use crate::app::input::{Code, Key};
use crate::app::keymap::{Action, Context};
use crate::app::layer::Layer;
use crate::app::page::Highlight;
use crate::messages::browser::{self as says, hint};
use crate::search::QueryHint;
use crate::text::fit::{truncate, truncate_start};
use crate::text::safe::Safe;
use crate::text::width::width;

/// A hint: the actions whose keys it shows, a word, and how early it gives way where room is short.
struct Hint {
    actions: &'static [Action],
    word: &'static str,
    gives_way: u8,
}

const fn hint(actions: &'static [Action], word: &'static str, gives_way: u8) -> Hint {
    Hint { actions, word, gives_way }
}

const MOVES: &[Action] = &[Action::Up, Action::Down];

const MATRIX: &[Hint] = &[
    hint(MOVES, hint::MOVE, 5),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::ChoosePair], hint::PAIR, 2),
    hint(&[Action::Transpose], hint::TURN, 3),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 4),
];

const MAP: &[Hint] = &[
    hint(MOVES, hint::MOVE, 5),
    hint(&[Action::Open], hint::CENTRE, 1),
    hint(&[Action::OpenHere], hint::OPEN, 2),
    hint(&[Action::Back], hint::BACK, 3),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 4),
];

/// On the entry in the middle of a map.
const MAP_CENTRE: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Back], hint::BACK, 2),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

const SHEET: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Cancel], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

/// In a view that is filtered.
const FILTERED_SHEET: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Open], hint::OPEN, 1),
    hint(&[Action::Peek], hint::PEEK, 5),
    hint(&[Action::Find], hint::FILTER, 2),
    hint(&[Action::Cancel], hint::SHOW_ALL, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

const FINDER: &[Hint] = &[
    hint(MOVES, hint::MOVE, 4),
    hint(&[Action::Accept], hint::OPEN, 1),
    hint(&[Action::CycleScope], hint::SCOPE, 2),
    hint(&[Action::CancelTyping], hint::CLOSE, 0),
    hint(&[Action::Help], hint::HELP, 3),
];

/// The hint in the reader while a route is followed.
const NEXT_STOP: Hint = hint(&[Action::NextStop], hint::NEXT_STOP, 1);

/// The six hints of a context.
fn hints(context: Context) -> &'static [Hint] {
    match context {
        Context::Contents => {
            &const {
                [
                    hint(MOVES, hint::MOVE, 5),
                    hint(&[Action::Open], hint::OPEN, 1),
                    hint(&[Action::Find], hint::FILTER, 4),
                    hint(&[Action::Search], hint::SEARCH, 2),
                    hint(&[Action::NextLink], hint::PANE, 3),
                    hint(&[Action::Help], hint::HELP, 0),
                ]
            }
        }
        Context::Reader => {
            &const {
                [
                    hint(MOVES, hint::SCROLL, 5),
                    hint(&[Action::NextLink], hint::LINKS, 1),
                    hint(&[Action::Peek], hint::PEEK, 4),
                    hint(&[Action::Search], hint::SEARCH, 2),
                    hint(&[Action::Back], hint::BACK, 3),
                    hint(&[Action::Help], hint::HELP, 0),
                ]
            }
        }
        Context::Side => {
            &const {
                [
                    hint(MOVES, hint::MOVE, 5),
                    hint(&[Action::Open], hint::OPEN, 1),
                    hint(&[Action::Peek], hint::PEEK, 4),
                    hint(&[Action::Search], hint::SEARCH, 2),
                    hint(&[Action::NextLink], hint::PANE, 3),
                    hint(&[Action::Help], hint::HELP, 0),
                ]
            }
        }
        Context::Menu => {
            &const {
                [
                    hint(MOVES, hint::MOVE, 3),
                    hint(&[Action::Open], hint::OPEN, 1),
                    hint(&[Action::Find], hint::FILTER, 2),
                    hint(&[Action::Cancel], hint::CLOSE, 0),
                ]
            }
        }
        Context::Sheet => SHEET,
        Context::Matrix => MATRIX,
        Context::Map => MAP,
        Context::Peek => {
            &const {
                [
                    hint(MOVES, hint::SCROLL, 2),
                    hint(&[Action::Open], hint::OPEN, 1),
                    hint(&[Action::Cancel], hint::CLOSE, 0),
                ]
            }
        }
        Context::Finder => FINDER,
        Context::Glossary => {
            &const {
                [
                    hint(MOVES, hint::MOVE, 3),
                    hint(&[Action::Accept], hint::OPEN, 1),
                    hint(&[Action::CancelTyping], hint::CLOSE, 0),
                    hint(&[Action::Help], hint::HELP, 2),
                ]
            }
        }
        Context::Prompt => {
            &const {
                [
                    hint(&[Action::Accept], hint::ACCEPT, 0),
                    hint(&[Action::CancelTyping], hint::CANCEL, 1),
                ]
            }
        }
    }
}

/// The hints for what is in front: those of its context, but where Enter or Esc does something else
/// than usual.
fn hints_for(app: &App) -> &'static [Hint] {
    match app.layers().last() {
        Some(Layer::Sheet(sheet)) if !sheet.filter().is_empty() => FILTERED_SHEET,
        Some(Layer::Map(view)) if view.selected() == Some(view.centre()) => MAP_CENTRE,
        _ => hints(app.context()),
    }
}

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
    draw_line(behind(room, slash), editor.before(), editor.text(), canvas)
}

/// Draws a line that is typed in, its end cut or its start where the cursor is far behind; gives
/// where the cursor stands.
pub fn draw_line(area: Rect, before: &str, text: &str, canvas: &mut Canvas<'_>) -> Position {
    let room = usize::from(area.width.saturating_sub(1));
    let shown = truncate_start(&Safe::line(before), room);
    let style = ratatui::style::Style::new();
    let column = canvas.text(area, &shown, style);
    canvas.text(behind(area, column), &Safe::line(&text[before.len()..]), style);
    Position { x: area.x + column.min(area.width.saturating_sub(1)), y: area.y }
}

/// The foot without its margins; in reading mode the last row.
fn foot_of(geometry: &Geometry) -> Rect {
    let screen = geometry.screen;
    let row = Rect { y: screen.bottom().saturating_sub(1), height: 1, ..screen };
    Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row }
}

/// Draws at the right what is typed but means nothing yet, which match of how many, and the percent;
/// gives the columns taken.
fn draw_status(app: &App, foot: Rect, canvas: &mut Canvas<'_>) -> u16 {
    let Some(page) = app.reader() else { return 0 };
    let pending = app.pending();
    let mut status = pending.count.map_or_else(String::new, |count| count.to_string());
    status.extend(pending.keys.iter().map(Key::to_string));
    if let Some(found) = page.highlighted() {
        status = format!("{status}  {}", says::match_of(found.current, found.total));
    }
    let side = Some(app.side().filter()).filter(|filter| !filter.is_empty());
    for filter in [app.contents().filter(), side].into_iter().flatten() {
        status = format!("{status}  {}", says::filtered(filter));
    }
    if let Some(progress) = app.progress() {
        // The title gives way before the numbers do.
        let position = progress.position();
        let room = usize::from(foot.width / 2).saturating_sub(width(&position));
        let title =
            if room < 8 { Safe::default() } else { truncate(&Safe::line(progress.title()), room) };
        status = format!("{status}  {title} {position}");
    }
    let status = format!("{status}  {:>3}%", page.percent());
    let status = Safe::line(status.trim_start());
    canvas.text_at_right(foot, &status, canvas.palette.part(Part::Quiet))
}

fn draw_hints(app: &App, room: Rect, canvas: &mut Canvas<'_>) {
    let context = app.context();
    // On a route the next stop is what one wants most.
    let goes_on = matches!(app.progress(), Some(progress) if progress.has_next());
    let on_route = context == Context::Reader && goes_on;
    let route = on_route.then_some(&NEXT_STOP);
    let mut shown: Vec<(u8, Safe, Safe)> = route
        .into_iter()
        .chain(hints_for(app))
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
