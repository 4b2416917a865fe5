//! The popup of a tag: which places it means, and what the source says there, first what the text rests
//! on. Refuses to know: who opens it.

use super::menu::{Menu, MenuItem, MenuLayer, Topic};
use crate::app::geometry::popup::text_width;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row};
use crate::model::{ClaimKey, PlaceKey};
use crate::report::{self, Choice, PlaceReport, Report};
use crate::text::safe::Safe;

/// How wide it is at most.
const WIDTH: u16 = 64;

/// How many lines of the report are shown; the source has them all.
const MOST: usize = 100;

/// Builds the menu of some places, which ascend. Each claim leads to the source.
pub fn place_menu(
    places: &[PlaceKey],
    first: &[ClaimKey],
    around: &mut Surroundings<'_>,
) -> MenuLayer {
    let width = text_width(around.geometry.body, WIDTH);
    let report = PlaceReport::new(around.known, places, first);
    let catalogue = around.catalogue();
    let mut items = vec![MenuItem::heading(report.title(), Role::Section)];
    for line in 0..report.count().min(MOST) {
        let row = report.line(catalogue, line, width).first;
        let heads = row.spans.first().is_some_and(|span| span.style.role == Role::Section);
        items.extend(heads.then(|| MenuItem::heading("", Role::Dim)));
        items.push(MenuItem::of(broken(&row, width), report.choice(line)));
    }
    if report.count() > MOST {
        let more = crate::messages::document::more_lines(report.count() - MOST);
        let source = places.first().map(|&place| Choice::Source(place));
        items.push(MenuItem::of(vec![Row::new([(&more, Role::Dim)])], source));
    }
    MenuLayer { topic: Topic::Place, menu: Menu::new(items) }
}

/// Breaks a row between words; each part has the style of the row's last span.
pub(super) fn broken(row: &Row, width: u16) -> Vec<Row> {
    let text: Safe = row.spans.iter().map(|span| &span.text).collect();
    let style = row.spans.last().map(|span| span.style).unwrap_or_default();
    report::broken(&[(text, style)], usize::from(width))
}
