//! One card of the practice, over the whole body. Refuses to know: what it asks.

use super::frame::draw_head;
use super::paint::{Canvas, Look, row_of};
use crate::app::App;
use crate::app::layer::practice::PracticeView;
use crate::messages::recall as says;
use crate::recall::Counts;
use crate::text::safe::Safe;

/// Draws a card, in a head of one row and the text below it.
pub fn draw(app: &App, view: &PracticeView, canvas: &mut Canvas<'_>) {
    let geometry = app.geometry();
    canvas.clear(geometry.body);
    let Counts { due, new, done, .. } = view.counts();
    let counts = Safe::line(&says::counts(due, new, done));
    draw_head(row_of(geometry.body, 0), &Safe::line(says::TITLE), &counts, canvas);
    let text = geometry.practice(app.arrangement().measure);
    let look = Look { focused: canvas.front, ..Look::default() };
    for (at, row) in view.rows(text.as_size(), app.keymap()).iter().enumerate() {
        if at < usize::from(text.height) {
            canvas.row(row_of(text, at as u16), row, look);
        }
    }
}
