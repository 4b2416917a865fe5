//! The title bar: pack, theme, entry and the position in the theme; in a single pane the way back. Refuses to
//! know: everything below it.

use ratatui::layout::Rect;

use super::paint::{Canvas, behind};
use crate::app::App;
use crate::app::bar::{ARROW, Crumb};
use crate::app::geometry::{Geometry, Pane, ScreenShape};
use crate::app::page::PageKey;
use crate::palettes::ScreenPart;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// Draws the title bar.
pub fn draw(app: &App, geometry: &Geometry, canvas: &mut Canvas<'_>) {
    let Some(page) = app.reader() else { return };
    let position = Safe::line(&app.position_in_words(page.key));
    canvas.text_at_right(geometry.title_row(), &position, canvas.palette.part(ScreenPart::Quiet));
    let left = app.breadcrumb_area();
    if geometry.shape == ScreenShape::One {
        draw_single(app, page.key, left, canvas);
    } else {
        draw_path(app, page.key, left, canvas);
    }
}

/// In a single pane: where the title leads back to, or the pack over the list. Over a view it leads
/// back to the pane that the view covers.
fn draw_single(app: &App, key: PageKey, area: Rect, canvas: &mut Canvas<'_>) {
    let catalogue = app.catalogue();
    let theme = catalogue.theme(key.theme(catalogue));
    let pack = &*catalogue.pack(theme.pack).title;
    let style = canvas.palette.part(ScreenPart::Accent);
    let in_list = app.arrangement().focus == Pane::Contents;
    let in_view = app.is_covered();
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
    let quiet = canvas.palette.part(ScreenPart::Quiet);
    let accent = |pane| if app.has_focus(pane) { ScreenPart::Accent } else { ScreenPart::Strong };
    for (left, name, crumb) in app.breadcrumb(key, area) {
        let part = match crumb {
            Crumb::Pack(_) => ScreenPart::Quiet,
            Crumb::Theme(_) if key.entry().is_none() && app.has_focus(Pane::Reader) => {
                ScreenPart::Accent
            }
            Crumb::Theme(_) => accent(Pane::Contents),
            Crumb::Entry => accent(Pane::Reader),
        };
        if left > 0 {
            let before = left - (width(ARROW) as u16).min(left);
            canvas.text(behind(area, before), &Safe::line(ARROW), quiet);
        }
        canvas.text(behind(area, left), &name, canvas.palette.part(part));
    }
}
