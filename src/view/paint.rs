//! The one way to put text on the screen: safe text, grapheme by grapheme, at its display width.
//! Refuses to know: what is shown and why.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::links::{Link, Links};
use crate::document::{self, Document, MarkIndex};
use crate::palettes::{Palette, ScreenPart};
use crate::text::safe::Safe;
use crate::text::width::grapheme_width;

/// A screen being drawn, and its look.
pub struct Canvas<'a> {
    /// What it looks like.
    pub palette: &'a Palette,
    /// Whether what is drawn is the layer that has the keyboard.
    pub front: bool,
    buffer: &'a mut Buffer,
    links: Links,
}

/// How the rows of an entry's text are drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look<'a> {
    /// Whether their pane has the keyboard.
    pub focused: bool,
    /// The selected link.
    pub target: Option<u32>,
    /// The match that was gone to.
    pub mark: Option<u32>,
    /// The text that the rows are of, which knows where its links lead.
    pub document: Option<&'a Document>,
}

impl<'a> Canvas<'a> {
    /// Builds a canvas over a buffer.
    pub fn new(palette: &'a Palette, buffer: &'a mut Buffer) -> Self {
        let links = Links::new(buffer.area);
        Self { palette, front: false, buffer, links }
    }

    /// Returns the links to the web that were drawn.
    pub fn into_links(self) -> Links {
        self.links
    }

    /// Returns the look of a part, or if it is selected, that of a selection.
    pub fn style(&self, selected: bool, part: ScreenPart) -> Style {
        self.palette.part(if selected { ScreenPart::selection(self.front) } else { part })
    }

    /// Writes text from the start of the first row of `area`, cut at its end; returns the columns
    /// that were taken.
    pub fn text(&mut self, area: Rect, text: &Safe, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let mut column = 0;
        for grapheme in text.as_str().graphemes(true) {
            let columns = grapheme_width(grapheme) as u16;
            if columns == 0 {
                continue;
            }
            if column + columns > area.width {
                break;
            }
            let symbol = self.palette.glyphs().stand_in(grapheme);
            let x = area.x + column;
            for covered in x..x + columns {
                // What was there goes with its style.
                self.vacate(covered, area.y);
                dress(&mut self.buffer[(covered, area.y)], style);
            }
            self.buffer[(x, area.y)].set_symbol(symbol);
            self.cover(x + 1..x + columns, area.y, grapheme);
            column += columns;
        }
        column
    }

    /// Writes text at the right end of the first row of `area`; returns the columns that were
    /// taken.
    pub fn text_at_right(&mut self, area: Rect, text: &Safe, style: Style) -> u16 {
        let columns = (crate::text::width::width(text) as u16).min(area.width);
        self.text(behind(area, area.width - columns), text, style)
    }

    /// Writes a row of an entry's text, or of a list; one that is too wide ends with `…`.
    pub fn row(&mut self, area: Rect, row: &document::Row, look: Look<'_>) -> u16 {
        let cut = row.width() > usize::from(area.width);
        let room = Rect { width: area.width.saturating_sub(u16::from(cut)), ..area };
        let mut taken = 0;
        let mut style = Style::default();
        for span in &row.spans {
            style = self.palette.text(span.style, look.focused);
            if span.noted {
                style = style.patch(self.palette.part(ScreenPart::Noted));
            }
            if let Some(MarkIndex(mark)) = span.mark {
                let here = look.mark == Some(mark);
                style = if here {
                    style.patch(self.palette.part(ScreenPart::MarkHere))
                } else {
                    self.palette.matched(style)
                };
            }
            let is_link = span.target.is_some() && span.target == look.target;
            if span.selected || is_link {
                style = style.patch(self.palette.part(ScreenPart::Selected));
            }
            let rest = behind(room, taken);
            let columns = self.text(rest, &span.text, style);
            taken += columns;
            let address = span.target.zip(look.document);
            let link = address.and_then(|(number, text)| Link::new(number, text.address(number)?));
            if let Some(link) = link {
                self.links.put(Rect { width: columns, height: 1, ..rest }, link);
            }
        }
        if cut {
            taken += self.text(behind(area, taken), &Safe::line("…"), style);
        }
        taken
    }

    /// Marks the cells after a wide grapheme as its own. Bared again, they are then drawn even if
    /// they are blank: each terminal chooses for itself how the half looks that is left of it.
    fn cover(&mut self, columns: Range<u16>, y: u16, grapheme: &str) {
        // Of emoji that a selector makes, terminals do not agree how wide they are, and the drawing
        // library blanks what may be next to them.
        let drawn = grapheme.contains('\u{fe0f}');
        let mark = if drawn { CellDiffOption::AlwaysUpdate } else { CellDiffOption::Skip };
        for x in columns {
            self.buffer[(x, y)].set_diff_option(mark);
        }
    }

    /// Empties a cell, and with it the wide grapheme that it is a part of.
    fn vacate(&mut self, x: u16, y: u16) {
        let mut start = x;
        while start > self.buffer.area.x && self.is_covered(start, y) {
            start -= 1;
        }
        self.empty(start, y);
        let mut part = start + 1;
        while part < self.buffer.area.right() && self.is_covered(part, y) {
            self.empty(part, y);
            part += 1;
        }
    }

    fn empty(&mut self, x: u16, y: u16) {
        self.buffer[(x, y)].reset();
        self.links.take(x, y);
    }

    /// Returns whether a cell belongs to a wide grapheme that begins before it.
    fn is_covered(&self, x: u16, y: u16) -> bool {
        self.buffer[(x, y)].diff_option != CellDiffOption::None
    }

    /// Repeats a glyph over an area.
    pub fn fill(&mut self, area: Rect, glyph: &'static str, part: ScreenPart) {
        let style = self.palette.part(part);
        let line = Safe::line(&glyph.repeat(usize::from(area.width)));
        for row in area.rows() {
            self.text(row, &line, style);
        }
    }

    /// Empties an area, whatever was there.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            self.vacate(position.x, position.y);
        }
    }

    /// Restyles the cells of an area.
    pub fn restyle(&mut self, area: Rect, style: Style) {
        for position in area.intersection(self.buffer.area).positions() {
            dress(&mut self.buffer[position], style);
        }
    }

    /// Gives whatever has no colours yet those of the palette.
    pub fn ground(&mut self) {
        let Some(ground) = self.palette.ground() else { return };
        for cell in &mut self.buffer.content {
            if let Some(text) = ground.fg.filter(|_| cell.fg == Cell::EMPTY.fg) {
                cell.fg = text;
            }
            if let Some(behind) = ground.bg.filter(|_| cell.bg == Cell::EMPTY.bg) {
                cell.bg = behind;
            }
        }
    }

    /// Makes an area step back behind what is drawn next; only what is selected there stays as it
    /// is, such as the link that a popup is about.
    pub fn recede(&mut self, area: Rect) {
        let style = self.palette.part(ScreenPart::Behind);
        for position in area.intersection(self.buffer.area).positions() {
            let cell = &mut self.buffer[position];
            if cell.bg == Cell::EMPTY.bg && !cell.modifier.contains(Modifier::REVERSED) {
                dress(cell, style);
            }
        }
    }
}

/// Styles a cell. What is strong is not faint as well: terminals have one intensity or mix two,
/// each in its way.
fn dress(cell: &mut Cell, style: Style) {
    cell.set_style(style);
    if cell.modifier.contains(Modifier::BOLD) {
        cell.modifier.remove(Modifier::DIM);
    }
}

/// Returns what is left of an area after its first columns.
pub fn behind(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x + columns, width: area.width - columns, ..area }
}

/// Returns row `index` of an area; empty below its end.
pub fn row_of(area: Rect, index: u16) -> Rect {
    let height = u16::from(index < area.height);
    Rect { y: area.y.saturating_add(index.min(area.height)), height, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::glyphs::Glyphs;

    const AREA: Rect = Rect::new(0, 0, 4, 1);

    fn draw(act: impl Fn(&mut Canvas<'_>)) -> Buffer {
        let palette = Palette::terminal(true, Glyphs::Unicode);
        let mut buffer = Buffer::empty(AREA);
        act(&mut Canvas::new(&palette, &mut buffer));
        buffer
    }

    fn write(canvas: &mut Canvas<'_>, column: u16, text: &str) {
        canvas.text(behind(AREA, column), &Safe::line(text), Style::new());
    }

    #[test]
    fn a_half_of_a_wide_grapheme_that_is_bared_is_drawn_even_if_it_is_blank() {
        #[track_caller]
        fn check(before: &str, after: &str, expected: &[u16]) {
            let [before, after] = [before, after].map(|text| draw(|canvas| write(canvas, 0, text)));
            let drawn = before.diff(&after).into_iter().map(|(column, ..)| column);
            assert_eq!(drawn.collect::<Vec<_>>(), expected);
        }
        check("通", "y", &[0, 1]);
        check("通联", "y", &[0, 1, 2, 3]);
        check("❤\u{fe0f}", "y", &[0, 1]);
        check("通", "通", &[]);
        check("ab", "通", &[0]);
    }

    #[test]
    fn what_is_strong_is_not_faint() {
        let buffer = draw(|canvas| {
            canvas.text(AREA, &Safe::line("ab"), Style::new().dim());
            canvas.restyle(Rect { width: 1, ..AREA }, Style::new().bold());
        });
        let modifiers = [0, 1].map(|column| buffer[(column, 0)].modifier);
        assert_eq!(modifiers, [Modifier::BOLD, Modifier::DIM]);
    }

    #[test]
    fn nothing_is_left_of_a_wide_grapheme_that_loses_a_half() {
        #[track_caller]
        fn check(act: impl Fn(&mut Canvas<'_>), expected: &str) {
            let buffer = draw(|canvas| {
                write(canvas, 0, "a通b");
                act(canvas);
            });
            assert_eq!(buffer.content.iter().map(Cell::symbol).collect::<String>(), expected);
        }
        check(|canvas| write(canvas, 1, "x"), "ax b");
        check(|canvas| write(canvas, 2, "x"), "a xb");
        check(|canvas| write(canvas, 0, "联"), "联  b");
        check(|canvas| canvas.clear(Rect { width: 2, ..AREA }), "   b");
        check(|canvas| canvas.clear(behind(AREA, 2)), "a   ");
    }
}
