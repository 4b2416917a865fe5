//! The title bar: pack, theme, entry and the position among the entries; in a single pane the way
//! back. Refuses to know: everything below it.

use ratatui::layout::Rect;

use super::paint::Canvas;
use super::palette::Part;
use crate::app::App;
use crate::app::geometry::{Geometry, Pane, ScreenShape};
use crate::app::layer::Layer;
use crate::model::EntryKey;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// Draws the title bar.
pub fn draw(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let Some(page) = app.reader() else { return };
    let bar = Rect { width: geometry.title.width.saturating_sub(2), ..geometry.title };
    let bar = Rect { x: bar.x + u16::from(!bar.is_empty()), ..bar };
    let single = geometry.shape == ScreenShape::One;
    let in_theme = single && app.arrangement().focus != Pane::Contents;
    let position = Safe::line(&position(app, page.entry, in_theme));
    let taken = canvas.text_at_right(bar, &position, canvas.palette.part(Part::Quiet));
    let left = Rect { width: bar.width.saturating_sub(taken + 1), ..bar };
    if single {
        draw_single(app, page.entry, left, canvas);
    } else {
        draw_path(app, page.entry, left, canvas);
    }
}

fn position(app: &App, entry: EntryKey, in_theme: bool) -> String {
    let catalogue = app.catalogue();
    let range = if in_theme {
        &catalogue.theme(catalogue.theme_of(entry)).entries
    } else {
        &catalogue.pack(catalogue.pack_of(entry)).entries
    };
    format!("{}/{}", entry.0 - range.start + 1, range.len())
}

/// In a single pane: where the title leads back to, or the pack over the list. Over a view it leads
/// back to the pane that the view covers.
fn draw_single(app: &App, entry: EntryKey, area: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let style = canvas.palette.part(Part::Accent);
    let in_list = app.arrangement().focus == Pane::Contents;
    let in_view = app.layers().iter().any(Layer::covers_panes);
    let name = match (in_list, in_view) {
        (true, _) => &*catalogue.pack(catalogue.pack_of(entry)).title,
        (false, true) => catalogue.short(entry),
        (false, false) => &*catalogue.theme(catalogue.theme_of(entry)).short,
    };
    let mut text = Safe::line(if in_list && !in_view { "" } else { "‹ " });
    text.push(&Safe::line(name));
    canvas.text(area, &truncate(&text, usize::from(area.width)), style);
}

fn draw_path(app: &App, entry: EntryKey, area: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let theme = catalogue.theme(catalogue.theme_of(entry));
    let quiet = canvas.palette.part(Part::Quiet);
    let accent = |pane| {
        let part = if app.has_focus(pane) { Part::Accent } else { Part::Strong };
        canvas.palette.part(part)
    };
    let arrow = Safe::line(" › ");
    let pack = Safe::line(&catalogue.pack(theme.pack).title);
    let short = Safe::line(&theme.short);
    let title = Safe::line(catalogue.short(entry));
    let most = usize::from(area.width);
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
