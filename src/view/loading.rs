//! The screen before there is a library: what is being opened, and how far that has come. Refuses to
//! know: what is counted, and when it is drawn.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::paint::{Canvas, behind, row_of};
use super::{draw_rules, draw_too_small};
use crate::app::geometry::{Arrangement, ScreenShape, geometry};
use crate::messages::browser::hint;
use crate::messages::loading as says;
use crate::palettes::{Palette, ScreenPart};
use crate::report::Loading;
use crate::text::fit::{truncate, truncate_start};
use crate::text::safe::Safe;
use crate::text::width::width;

/// The widest text of the screen, in columns.
const WIDEST: u16 = 60;

/// The most columns of the bar.
const BAR: u16 = 40;

/// What stands on the screen before there is a library.
pub struct LoadingScreen<'a> {
    /// Where the packs come from.
    pub title: &'a str,
    /// How far it has come.
    pub loading: &'a Loading,
    /// A sentence at the foot.
    pub notice: Option<&'a str>,
    /// The key that leaves, as it is written.
    pub quit: &'a str,
}

/// Draws the screen.
pub fn draw(screen: &LoadingScreen<'_>, palette: &Palette, frame: &mut Frame<'_>) {
    let area = frame.area();
    let canvas = &mut Canvas::new(palette, frame.buffer_mut());
    draw_on(screen, area, canvas);
    canvas.ground();
}

fn draw_on(screen: &LoadingScreen<'_>, area: Rect, canvas: &mut Canvas<'_>) {
    let geometry = geometry(area.as_size(), Arrangement::default());
    if geometry.shape == ScreenShape::TooSmall {
        draw_too_small(area, canvas);
        return;
    }
    let title = geometry.title_row();
    let name = truncate_start(&Safe::line(screen.title), usize::from(title.width));
    canvas.text(title, &name, canvas.palette.part(ScreenPart::Strong));
    draw_rules(&geometry, true, canvas);
    draw_middle(screen.loading, geometry.body, canvas);
    let foot = geometry.foot_row();
    if let Some(notice) = screen.notice {
        canvas.text(foot, &Safe::line(notice), canvas.palette.part(ScreenPart::Notice));
    } else {
        let key = canvas.text(foot, &Safe::line(screen.quit), canvas.palette.part(ScreenPart::Key));
        let word = Safe::line(&format!(" {}", hint::QUIT));
        canvas.text(behind(foot, key), &word, canvas.palette.part(ScreenPart::Quiet));
    }
}

/// Draws what is opened and how far it has come, in the middle of an area; what has no room falls away
/// from below.
fn draw_middle(loading: &Loading, body: Rect, canvas: &mut Canvas<'_>) {
    let columns = WIDEST.min(body.width.saturating_sub(2));
    let parts = loading.rows(usize::from(columns));
    let airy = usize::from(body.height) >= parts.len() + 4;
    let above = if airy { 2 } else { 1 };
    let height = (above + 1 + usize::from(airy) + parts.len()) as u16;
    let top = body.y + body.height.saturating_sub(height) / 2;
    let area = Rect {
        x: body.x + (body.width - columns) / 2,
        y: top,
        width: columns,
        height: height.min(body.bottom() - top),
    };
    let heading = truncate(&Safe::line(&loading.heading), usize::from(columns));
    canvas.text(row_of(area, 0), &heading, canvas.palette.part(ScreenPart::Accent));
    draw_bar(loading.percent, row_of(area, above as u16), canvas);
    let below = (above + 1 + usize::from(airy)) as u16;
    for (at, part) in parts.iter().enumerate() {
        let quiet = canvas.palette.part(ScreenPart::Quiet);
        canvas.text(row_of(area, below + at as u16), &Safe::line(part), quiet);
    }
}

/// Draws a share as a bar, with its percentage behind it; nothing as long as it is not known.
fn draw_bar(percent: Option<u8>, row: Rect, canvas: &mut Canvas<'_>) {
    let Some(percent) = percent else { return };
    let number = Safe::line(&says::percent(percent));
    let columns = BAR.min(row.width.saturating_sub(width(&says::percent(100)) as u16 + 1));
    let full = columns * u16::from(percent.min(100)) / 100;
    canvas.fill(Rect { width: full, ..row }, "█", ScreenPart::Key);
    canvas.fill(Rect { width: columns - full, ..behind(row, full) }, "░", ScreenPart::Line);
    canvas.text(behind(row, columns + 1), &number, canvas.palette.part(ScreenPart::Strong));
}
