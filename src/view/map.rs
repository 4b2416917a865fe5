//! The neighbourhood of an entry, drawn with lines and a box. Refuses to know: where nodes are, and
//! how neighbours are ranked.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::detail::draw_in_words;
use super::frame::{draw_box, draw_head};
use super::line::broken_into_rows;
use super::paint::{Canvas, behind, row_of};
use crate::app::App;
use crate::app::geometry;
use crate::app::geometry::chart::{Column, Node, Placed, map_parts};
use crate::app::layer::map::MapView;
use crate::graph::{Beyond, Strength};
use crate::messages::map as says;
use crate::messages::matrix::{MORE, Marks};
use crate::palettes::ScreenPart;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// The shortest line between a node and the middle.
const LINE: usize = 1;

/// Draws the map.
pub fn draw(app: &App, view: &MapView, canvas: &mut Canvas<'_>) {
    canvas.clear(app.geometry().body);
    let parts = map_parts(app.geometry().body);
    let drawing = Drawing { app, view };
    let title = Safe::line(&says::head(app.catalogue().short(view.centre())));
    draw_head(parts.title, &title, &Safe::line(&view.count_in_words()), canvas);
    if view.chart.wide {
        drawing.draw_trunks(canvas);
        drawing.draw_middle(canvas);
    }
    drawing.draw_headings(canvas);
    for (placed, beyond, selected) in view.nodes() {
        drawing.draw_node(placed, beyond, selected, canvas);
    }
    if !parts.detail.is_empty() {
        let most = usize::from(geometry::prose(parts.detail, u16::MAX).height);
        let paragraphs = view.in_words(app.catalogue(), app.keymap(), most);
        draw_in_words(parts.rule, parts.detail, (&paragraphs, false), MORE, canvas);
        draw_legend(parts.rule, canvas);
    }
}

struct Drawing<'a> {
    app: &'a App,
    view: &'a MapView,
}

impl Drawing<'_> {
    /// The lines down both columns, and from them to the box.
    fn draw_trunks(&self, canvas: &mut Canvas<'_>) {
        let chart = &self.view.chart;
        let middle = chart.middle.y + chart.middle.height / 2;
        for (column, area, trunk) in [
            (Column::Left, chart.left, chart.left.right()),
            (Column::Right, chart.right, chart.right.x.saturating_sub(1)),
        ] {
            let rows =
                || chart.placed.iter().filter(|it| it.column == column).map(|it| area.y + it.row);
            let (Some(first), Some(last)) = (rows().min(), rows().max()) else { continue };
            let (top, bottom) = (first.min(middle), last.max(middle));
            for y in top..=bottom {
                let (node, joint) = (rows().any(|row| row == y), y == middle);
                let (left, right) =
                    if column == Column::Left { (node, joint) } else { (joint, node) };
                let glyph = joint_of([y > top, y < bottom, left, right]);
                canvas.fill(Rect { x: trunk, y, width: 1, height: 1 }, glyph, ScreenPart::Line);
            }
            let between = if column == Column::Left {
                Rect { x: trunk + 1, y: middle, width: chart.middle.x - trunk - 1, height: 1 }
            } else {
                let x = chart.middle.right();
                Rect { x, y: middle, width: trunk - x, height: 1 }
            };
            canvas.fill(between, "─", ScreenPart::Line);
        }
    }

    fn draw_middle(&self, canvas: &mut Canvas<'_>) {
        let area = self.view.chart.middle;
        draw_box(area, &Safe::default(), canvas);
        let joint = |x| Rect { x, y: area.y + area.height / 2, width: 1, height: 1 };
        let has = |column| self.view.chart.placed.iter().any(|it| it.column == column);
        if has(Column::Left) {
            canvas.fill(joint(area.x), "┤", ScreenPart::Line);
        }
        if has(Column::Right) {
            canvas.fill(joint(area.right() - 1), "├", ScreenPart::Line);
        }
    }

    fn draw_headings(&self, canvas: &mut Canvas<'_>) {
        let chart = &self.view.chart;
        let quiet = canvas.palette.part(ScreenPart::Strong);
        for (at, (group, column, row)) in chart.headings.iter().enumerate() {
            let node = Node::Near(*group, 0);
            let placed = Placed { node, column: *column, row: *row };
            let Some(area) = chart.area(&placed, self.view.scrolled as u16) else { continue };
            let theme = &self.app.catalogue().theme(self.view.theme(*group)).short;
            let room = match (chart.wide, column) {
                (true, Column::Right) => behind(area, LINE as u16 + 3),
                (true, _) => behind(area, 2),
                (false, _) => {
                    let joint = if at + 1 == chart.headings.len() { "└─ " } else { "├─ " };
                    let room = behind(area, 2);
                    let taken = canvas.text(
                        room,
                        &Safe::line(joint),
                        canvas.palette.part(ScreenPart::Line),
                    );
                    behind(room, taken)
                }
            };
            let theme = truncate(&Safe::line(theme), usize::from(room.width));
            canvas.text(room, &theme, quiet);
        }
    }

    fn draw_node(
        &self,
        placed: &Placed,
        beyond: Option<Beyond>,
        selected: bool,
        canvas: &mut Canvas<'_>,
    ) {
        let chart = &self.view.chart;
        let Some(area) = chart.area(placed, self.view.scrolled as u16) else { return };
        let (mark, text) = self.name(placed, canvas);
        let behind_it = beyond.map(|it| says::beyond(it.count, it.more)).unwrap_or_default();
        let line = Shown { mark, text, beyond: Safe::line(&behind_it), selected };
        match (chart.wide, placed.column) {
            (true, Column::Middle) => {
                let room = Rect {
                    x: area.x + 2,
                    y: area.y + 1,
                    width: area.width.saturating_sub(4),
                    height: area.height.saturating_sub(2),
                };
                let style = canvas.style(selected, ScreenPart::Strong);
                for (index, row) in broken_into_rows(&line.text, room).iter().enumerate() {
                    canvas.text(row_of(room, index as u16), row, style);
                }
                let pointer = Rect { x: area.x + 1, ..row_of(room, 0) };
                canvas.text(pointer, &Safe::line(if selected { "▸" } else { "" }), Style::new());
            }
            (true, Column::Left) => line.draw_left(area, canvas),
            (true, Column::Right) => line.draw_right(area, canvas),
            (false, _) => self.draw_listed(placed, &line, area, canvas),
        }
    }

    fn draw_listed(&self, placed: &Placed, line: &Shown, area: Rect, canvas: &mut Canvas<'_>) {
        canvas.text(area, &Safe::line(if line.selected { "▸" } else { " " }), Style::new());
        let room = behind(area, 2);
        if placed.node == Node::Centre {
            line.draw(room, canvas);
            return;
        }
        let chart = &self.view.chart;
        let outer = chart.headings.last().is_some_and(|(_, _, row)| *row < placed.row);
        let ends = !chart.placed.iter().any(|it| it.row == placed.row + 1);
        let lines = match (outer, ends) {
            (true, true) => "   └─",
            (true, false) => "   ├─",
            (false, true) => "│  └─",
            (false, false) => "│  ├─",
        };
        let taken = canvas.text(room, &Safe::line(lines), canvas.palette.part(ScreenPart::Line));
        let rest = behind(room, taken);
        let mark = canvas.text(rest, &Safe::line(line.mark), Style::new());
        line.draw(behind(rest, mark + 1), canvas);
    }

    /// Returns the mark of a node and what it is called.
    fn name(&self, placed: &Placed, canvas: &Canvas<'_>) -> (&'static str, Safe) {
        let catalogue = self.app.catalogue();
        let entry = match placed.node {
            Node::More(_, count) => return ("", Safe::line(&says::more(count))),
            Node::Elsewhere(count, themes) => {
                return ("", Safe::line(&says::more_elsewhere(count, themes)));
            }
            Node::Centre => self.view.centre(),
            Node::Near(..) => {
                self.view.neighbour(placed.node).map_or(self.view.centre(), |one| one.entry)
            }
        };
        let text = Safe::line(&catalogue.numbered(entry));
        let marks = Marks::new(canvas.palette.glyphs().are_ascii());
        let mark = match self.view.neighbour(placed.node).map(|one| one.strength) {
            Some(Strength::Article) => marks.article,
            Some(Strength::Editor) => marks.editor,
            Some(Strength::Plain | Strength::Defines) => marks.plain,
            Some(Strength::Mention) | None => marks.empty,
        };
        (mark, text)
    }
}

/// Says on the line above the words what the marks mean, as far as there is room.
fn draw_legend(rule: Rect, canvas: &mut Canvas<'_>) {
    let marks = Marks::new(canvas.palette.glyphs().are_ascii());
    let legends =
        [false, true].map(|short| Safe::line(&format!(" {} ", says::legend(marks, short))));
    let room = Rect { width: rule.width.saturating_sub(1), ..rule };
    if let Some(legend) = legends.iter().find(|legend| width(legend) <= usize::from(room.width)) {
        canvas.text_at_right(room, legend, canvas.palette.part(ScreenPart::Quiet));
    }
}

/// What a node shows.
struct Shown {
    mark: &'static str,
    text: Safe,
    beyond: Safe,
    selected: bool,
}

impl Shown {
    /// A node at the left: its name, then a line to the trunk.
    fn draw_left(&self, area: Rect, canvas: &mut Canvas<'_>) {
        let room = behind(Rect { width: area.width.saturating_sub(LINE as u16 + 2), ..area }, 2);
        canvas.text(area, &Safe::line(if self.selected { "▸" } else { " " }), Style::new());
        let taken = 2 + self.draw(room, canvas);
        let rest = behind(area, taken + 1);
        let mark = canvas.text(rest, &Safe::line(self.mark), Style::new());
        canvas.fill(behind(rest, mark), "─", ScreenPart::Line);
    }

    /// A node at the right: a line from the trunk, then its name.
    fn draw_right(&self, area: Rect, canvas: &mut Canvas<'_>) {
        canvas.fill(Rect { width: LINE as u16, ..area }, "─", ScreenPart::Line);
        let rest = behind(area, LINE as u16);
        let mark = if self.mark.is_empty() { "─" } else { self.mark };
        canvas.text(rest, &Safe::line(mark), Style::new());
        // A blank parts the mark from the pointer: together they would be read as one sign.
        let pointer = Safe::line(if self.selected { " ▸" } else { "  " });
        canvas.text(behind(rest, 1), &pointer, Style::new());
        self.draw(behind(rest, 3), canvas);
    }

    /// Writes the name and what is beyond it; returns the columns taken.
    fn draw(&self, room: Rect, canvas: &mut Canvas<'_>) -> u16 {
        let behind_it = if self.beyond.is_empty() { 0 } else { width(&self.beyond) + 1 };
        // The legend says what the number means: it stands there even if the name has to be cut for it.
        let most = usize::from(room.width).saturating_sub(behind_it);
        let part = if self.mark.is_empty() { ScreenPart::Quiet } else { ScreenPart::Notice };
        let is_quiet = part == ScreenPart::Quiet;
        let plain = if is_quiet { canvas.palette.part(part) } else { Style::new() };
        let style = if self.selected { canvas.style(true, part) } else { plain };
        let taken = canvas.text(room, &truncate(&self.text, most), style);
        if self.beyond.is_empty() {
            return taken;
        }
        let quiet = canvas.palette.part(ScreenPart::Quiet);
        taken + 1 + canvas.text(behind(room, taken + 1), &self.beyond, quiet)
    }
}

/// Returns the glyph that joins lines to above, below, the left and the right.
fn joint_of([up, down, left, right]: [bool; 4]) -> &'static str {
    match (up, down, left, right) {
        (true, true, true, true) => "┼",
        (true, true, true, false) => "┤",
        (true, true, false, true) => "├",
        (true, false, true, true) => "┴",
        (false, true, true, true) => "┬",
        (true, false, true, false) => "┘",
        (true, false, false, true) => "└",
        (false, true, true, false) => "┐",
        (false, true, false, true) => "┌",
        (true | false, true, false, false) | (true, false, false, false) => "│",
        (false, false, _, _) => "─",
    }
}
