//! The text of an entry, and lists made of rows. Refuses to know: where the rows come from.

use ratatui::layout::Rect;

use super::list::{draw_empty, mark_selected};
use super::paint::{Canvas, Look, behind, row_of};
use crate::app::App;
use crate::app::layer::menu::Menu;
use crate::app::page::Page;
use crate::document::{Role, Row, Sign};
use crate::keys::{Action, Context};
use crate::messages::{browser as says, yours};
use crate::palettes::ScreenPart;
use crate::text::safe::Safe;

/// Draws the rows of a page that are in sight; `end` is the row at the end of its prose, and in the column
/// `signs`, if there is one, stand the signs of its notes.
pub fn draw(
    page: &Page,
    end: Option<&Row>,
    (area, signs): (Rect, Option<u16>),
    focused: bool,
    canvas: &mut Canvas<'_>,
) {
    if page.is_waiting() {
        canvas.text(area, &Safe::line(says::LOADING), canvas.palette.part(ScreenPart::Quiet));
        return;
    }
    let look = Look {
        focused,
        target: page.target(),
        mark: page.highlighted().map(|highlight| highlight.current),
        document: page.document(),
    };
    for (index, row) in page.visible().into_iter().enumerate() {
        let cells = row_of(area, index as u16);
        if let Some((sign, x)) = row.sign.zip(signs) {
            draw_sign(sign, Rect { x, width: 1, ..cells }, canvas);
        }
        match end.filter(|_| row.is_end()) {
            Some(end) => canvas.row(cells, end, look),
            None => canvas.row(cells, row, look),
        };
    }
}

/// Draws the sign of a note.
fn draw_sign(sign: Sign, cell: Rect, canvas: &mut Canvas<'_>) {
    let sign = match sign {
        Sign::Note => yours::NOTE_SIGN,
        Sign::Highlight => yours::HIGHLIGHT_SIGN,
    };
    canvas.text(cell, &Safe::line(sign), canvas.palette.part(ScreenPart::Accent));
}

/// Returns the row at the end of a text: the key that leads on, and where.
pub fn end_of(app: &App) -> Row {
    let Some(onward) = app.onward() else { return Row::new([(says::END, Role::Dim)]) };
    let key = app.keymap().told(Context::Reader, onward.action);
    let stop = if onward.action == Action::NextStop { says::STOP } else { "" };
    Row::new([
        (says::END, Role::Dim),
        ("  ", Role::Text),
        (&key, Role::Number),
        (" ", Role::Text),
        (stop, Role::Dim),
        (app.catalogue().short(onward.entry), Role::Text),
    ])
}

/// Draws the rows of a menu that are in sight, and if it `marks` it, which one is selected.
pub fn draw_menu<T>(
    menu: &Menu<T>,
    area: Rect,
    focused: bool,
    marks: bool,
    canvas: &mut Canvas<'_>,
) {
    if menu.height() == 0 && !menu.filter().is_empty() {
        draw_empty(&says::nothing_with(menu.filter()), behind(area, 2), canvas);
    }
    let look = Look { focused, ..Look::default() };
    let mut marked = Rect { height: 0, ..area };
    for (index, (row, selected)) in menu.visible(area.height).enumerate() {
        let cells = row_of(area, index as u16);
        canvas.row(behind(cells, 2), row, look);
        if marks && selected {
            let first = if marked.height == 0 { cells.y } else { marked.y };
            marked = Rect { y: first, height: marked.height + 1, ..area };
        }
    }
    if marked.height > 0 {
        mark_selected(marked, focused, canvas);
    }
}
