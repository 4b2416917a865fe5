//! A terminal in memory that measures text as Folio does, grapheme by grapheme: what writing over a
//! half of a wide one leaves, it blanks, as terminals do.

use std::convert::Infallible;

use folio::text::width::grapheme_width;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Modifier;

/// The terminal.
pub struct Graphemes {
    cells: Buffer,
    cursor: Option<Position>,
}

impl Graphemes {
    /// Builds an empty terminal.
    pub fn new(size: Size) -> Self {
        Self { cells: Buffer::empty(Rect::from((Position::ORIGIN, size))), cursor: None }
    }

    /// Returns what is seen: every cell with its style, and the cursor.
    pub fn seen(&self) -> String {
        let mut seen = format!("{:?}\n", self.cursor);
        for position in self.cells.area.positions() {
            let cell = &self.cells[position];
            let mut style = cell.style();
            if cell.symbol() == " " {
                // Of a blank one sees the ground and what is drawn on it.
                style.fg = None;
                style.underline_color = None;
                style.add_modifier &= Modifier::REVERSED | Modifier::UNDERLINED;
            }
            seen += &format!("{}:{} {:?} {style:?}\n", position.y, position.x, cell.symbol());
        }
        seen
    }

    /// Returns where the grapheme begins that covers a cell.
    fn start(&self, x: u16, y: u16) -> u16 {
        let begins = |start: &u16| !self.cells[(*start, y)].symbol().is_empty();
        (0..=x).rev().find(begins).unwrap_or(x)
    }

    /// Returns whether a cell is the second half of a character that a selector makes an emoji. The
    /// drawing library writes a blank there for terminals on which such emoji take one column; where
    /// they take two, it is taken for what it is meant to be: nothing.
    fn is_half_of_selected_emoji(&self, x: u16, y: u16) -> bool {
        let start = self.start(x, y);
        start < x && self.cells[(start, y)].symbol().contains('\u{fe0f}')
    }

    /// Blanks the grapheme that covers a cell, if another is to stand there.
    fn vacate(&mut self, x: u16, y: u16) {
        let start = self.start(x, y);
        let columns = grapheme_width(self.cells[(start, y)].symbol()) as u16;
        for column in start..(start + columns).min(self.cells.area.width) {
            self.cells[(column, y)].set_symbol(" ");
        }
    }
}

impl Backend for Graphemes {
    type Error = Infallible;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(
        &mut self,
        content: I,
    ) -> Result<(), Infallible> {
        for (x, y, cell) in content {
            if cell.symbol() == " " && self.is_half_of_selected_emoji(x, y) {
                continue;
            }
            let columns = grapheme_width(cell.symbol()).max(1) as u16;
            let end = (x + columns).min(self.cells.area.width);
            for column in x..end {
                self.vacate(column, y);
                self.cells[(column, y)] = cell.clone();
                if column > x {
                    // Covered by the one before it.
                    self.cells[(column, y)].set_symbol("");
                }
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.cursor.get_or_insert_default();
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.cursor.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.cursor = self.cursor.map(|_| position.into());
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.cells.reset();
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> Result<(), Infallible> {
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.cells.area.as_size())
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.cells.area.as_size(), pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
