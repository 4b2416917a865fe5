//! Draws the state: `draw(&App, &Palette, &mut Frame)`. Refuses to know: how the state changes; it
//! never writes to it.

pub mod palette;

use ratatui::Frame;
use ratatui::widgets::Paragraph;

pub use palette::Palette;

use crate::app::App;
use crate::text::safe::Safe;

/// Draws the whole screen.
pub fn draw(app: &App, palette: &Palette, frame: &mut Frame<'_>) {
    let title = Safe::line(app.title());
    let style = palette.title();
    frame.render_widget(Paragraph::new(title.as_str()).style(style), frame.area());
}
