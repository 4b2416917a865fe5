//! The title bar: pack, theme, entry and the position in the theme; in a single pane the way back. Refuses to know: everything below it.

use ratatui::layout::Rect;

use super::paint::Canvas;
use super::palette::Part;
use crate::app::App;
use crate::app::geometry::{Geometry, Pane, ScreenShape};
use crate::app::layer::Layer;
use crate::app::page::PageKey;
use crate::messages::browser as says;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// Draws the title bar.
pub fn draw(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let Some(page) = app.reader() else { return };
    let bar = Rect { width: geometry.title.width.saturating_sub(2), ..geometry.title };
    let bar = Rect { x: bar.x + u16::from(!bar.is_empty()), ..bar };
    let single = geometry.shape == ScreenShape::One;
    let position = Safe::line(&position(app, page.key, !single || names_theme(app)));
    let taken = canvas.text_at_right(bar, &position, canvas.palette.part(Part::Quiet));
    let left = Rect { width: bar.width.saturating_sub(taken + 1), ..bar };
    if single {
        draw_single(app, page.key, left, canvas);
    } else {
        draw_path(app, page.key, left, canvas);
    }
}

/// Returns whether the title of a single pane is the theme.
fn names_theme(app: &App) -> bool {
    let in_view = app.layers().iter().any(Layer::covers_panes);
    app.arrangement().focus != Pane::Contents && !in_view
}

/// Returns the position in the theme, with its name unless that is `named` beside it.
fn position(app: &App, key: PageKey, named: bool) -> String {
    let theme = app.catalogue().theme(key.theme(app.catalogue()));
    match key {
        PageKey::Entry(entry) => {
            let (at, count) = (entry.0 - theme.entries.start + 1, theme.count());
            says::position(at, count, if named { "" } else { &theme.short })
        }
        PageKey::Theme(_) => says::entries(theme.count()),
    }
}

/// In a single pane: where the title leads back to, or the pack over the list. Over a view it leads
/// back to the pane that the view covers.
fn draw_single(app: &App, key: PageKey, area: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let theme = catalogue.theme(key.theme(catalogue));
    let pack = &*catalogue.pack(theme.pack).title;
    let style = canvas.palette.part(Part::Accent);
    let in_list = app.arrangement().focus == Pane::Contents;
    let in_view = app.layers().iter().any(Layer::covers_panes);
    let name = match (key, in_view) {
        _ if in_list => pack,
        (PageKey::Entry(entry), true) => catalogue.short(entry),
        (PageKey::Entry(_), false) | (PageKey::Theme(_), true) => &*theme.short,
        (PageKey::Theme(_), false) => pack,
    };
    let mut text = Safe::line(if in_list && !in_view { "" } else { "‹ " });
    text.push(&Safe::line(name));
    canvas.text(area, &truncate(&text, usize::from(area.width)), style);
}

fn draw_path(app: &App, key: PageKey, area: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let theme = catalogue.theme(key.theme(catalogue));
    let quiet = canvas.palette.part(Part::Quiet);
    let accent = |pane| {
        let part = if app.has_focus(pane) { Part::Accent } else { Part::Strong };
        canvas.palette.part(part)
    };
    let arrow = Safe::line(" › ");
    let pack = Safe::line(&catalogue.pack(theme.pack).title);
    let short = Safe::line(&theme.short);
    let most = usize::from(area.width);
    let Some(entry) = key.entry() else {
        let focused = app.has_focus(Pane::Contents) || app.has_focus(Pane::Reader);
        let part = if focused { Part::Accent } else { Part::Strong };
        let room = most.saturating_sub(3 + width(&short));
        let (pack, short) = (truncate(&pack, room), truncate(&short, most));
        canvas.line(area, [(&pack, quiet), (&arrow, quiet), (&short, canvas.palette.part(part))]);
        return;
    };
    let title = Safe::line(catalogue.short(entry));
    let parts = [
        (pack, quiet),
        (arrow.clone(), quiet),
        (short, accent(Pane::Contents)),
        (arrow, quiet),
        (title, accent(Pane::Reader)),
    ];
    let whole: usize = parts.iter().map(|(text, _)| width(text)).sum();
    if whole <= most {
        canvas.line(area, parts.iter().map(|(text, style)| (text, *style)));
        return;
    }
    // If not all of it has room the pack goes first, since it changes least; then the theme is cut,
    // but not below a third, and the entry's title at last.
    let [_, _, (theme, of_theme), (arrow, of_arrow), (title, of_title)] = parts;
    let theme = truncate(&theme, most.saturating_sub(3 + width(&title)).max(most / 3));
    let title = truncate(&title, most.saturating_sub(3 + width(&theme)));
    canvas.line(area, [(&theme, of_theme), (&arrow, of_arrow), (&title, of_title)]);
}
