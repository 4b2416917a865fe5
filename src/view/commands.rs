//! The list of all actions: a box, a list of names with their keys, what the selected one does. Refuses to
//! know: how they are found.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::detail::draw_rule;
use super::line::broken_into_rows;
use super::list::{draw_scrolled, mark_selected};
use super::paint::{Canvas, behind, row_of};
use super::picker::draw_field;
use crate::app::geometry::{self, Geometry};
use crate::app::layer::commands::{Commands, Offer};
use crate::messages::{browser, keymap as says};
use crate::palettes::ScreenPart;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// The most columns of the keys of an action.
const MOST_KEYS: usize = 24;
/// The fewest columns in which a description is of use.
const LEAST_DESCRIPTION: u16 = 16;

/// Draws the list; returns where its cursor is.
pub fn draw(commands: &Commands, geometry: &Geometry, canvas: &mut Canvas<'_>) -> Position {
    let parts = geometry::sheet(geometry.body, true);
    canvas.clear(geometry.body);
    let rows = &commands.list.rows;
    let status = says::actions(rows.actions());
    let cursor = draw_field(&parts, says::COMMANDS_TITLE, &commands.editor, &[status], canvas);
    let list = parts.list;
    let seen = || commands.list.visible(list.height);
    let offers = || seen().filter_map(|seen| rows.offer(seen.item));
    let widest = |told: fn(&Offer) -> &str| offers().map(|it| width(told(it))).max().unwrap_or(0);
    let names = widest(|offer| offer.action.name()) as u16 + 2;
    let keys = widest(|offer| &offer.keys).min(MOST_KEYS) as u16 + 2;
    for (line, seen) in seen().enumerate() {
        let cells = row_of(list, line as u16);
        if let Some(offer) = rows.offer(seen.item) {
            draw_offer(offer, (names, keys), cells, canvas);
        } else {
            let heading = Safe::line(says::ELSEWHERE);
            canvas.text(behind(cells, 2), &heading, canvas.palette.part(ScreenPart::Quiet));
        }
        if seen.selected {
            mark_selected(cells, true, canvas);
        }
    }
    if rows.actions() == 0 {
        let nothing = Safe::line(&says::no_action(commands.editor.text()));
        let room = behind(row_of(list, 0), 2);
        let nothing = truncate(&nothing, usize::from(room.width));
        canvas.text(room, &nothing, canvas.palette.part(ScreenPart::Quiet));
    }
    draw_scrolled(parts.scroll_line(), commands.list.extent(list.height), canvas);
    if let Some(offer) = commands.selected().filter(|_| !parts.preview.is_empty()) {
        draw_rule(parts.rule, canvas);
        draw_detail(offer, parts.preview, canvas);
    }
    cursor
}

fn draw_offer(offer: &Offer, (names, keys): (u16, u16), cells: Rect, canvas: &mut Canvas<'_>) {
    let cells = behind(Rect { width: cells.width.saturating_sub(1), ..cells }, 2);
    let quiet = canvas.palette.part(ScreenPart::Quiet);
    let style = if offer.is_here { Style::new() } else { quiet };
    let cut = |text: &str, columns: u16| truncate(&Safe::line(text), usize::from(columns));
    canvas.text(cells, &cut(offer.action.name(), cells.width), style);
    let rest = behind(cells, names);
    let key = if offer.is_here { canvas.palette.part(ScreenPart::Key) } else { quiet };
    canvas.text(rest, &cut(&offer.keys, rest.width.min(keys.saturating_sub(2))), key);
    let rest = behind(rest, keys);
    if rest.width >= LEAST_DESCRIPTION {
        canvas.text(rest, &cut(offer.does, rest.width), quiet);
    }
}

/// Draws what the selected action does, and where, unless that is here.
fn draw_detail(offer: &Offer, area: Rect, canvas: &mut Canvas<'_>) {
    let area = Rect { width: area.width.saturating_sub(2), ..behind(area, 1) };
    let told = if offer.is_here {
        offer.does.to_owned()
    } else {
        browser::works(offer.does, &offer.places())
    };
    for (line, text) in broken_into_rows(&Safe::line(&told), area).iter().enumerate() {
        canvas.text(row_of(area, line as u16), text, Style::new());
    }
}
