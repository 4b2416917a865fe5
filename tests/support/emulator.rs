//! A terminal in memory: frames go to it as the bytes that a real one would get, and it tells what
//! it made of them.

use std::cell::RefCell;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::rc::Rc;

use folio::text::width::grapheme_width;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::style::force_color_output;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};
use unicode_width::UnicodeWidthChar;

/// The bytes of a frame.
#[derive(Clone, Default)]
pub struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Everything that the terminal was asked for beside text, styles and places.
#[derive(Default)]
struct Asked(Vec<String>);

impl Asked {
    fn note(&mut self, what: &str) {
        self.0.push(what.to_owned());
    }
}

impl vt100::Callbacks for Asked {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.note("bell");
    }
    fn visual_bell(&mut self, _: &mut vt100::Screen) {
        self.note("bell");
    }
    fn resize(&mut self, _: &mut vt100::Screen, _: (u16, u16)) {
        self.note("resize");
    }
    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.note("icon");
    }
    fn set_window_title(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.note("title");
    }
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], _: &[u8]) {
        self.note("copy");
    }
    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.note("paste");
    }
    fn unhandled_char(&mut self, _: &mut vt100::Screen, c: char) {
        // What stands for bytes that were no text is text here; the frames' bytes are text.
        if c != char::REPLACEMENT_CHARACTER {
            self.note(&format!("character {c:?}"));
        }
    }
    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.note(&format!("control {byte}"));
    }
    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, last: u8) {
        self.note(&format!("escape {last}"));
    }
    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        last: char,
    ) {
        // Styles that it does not know, such as the colour of underlines, are styles all the same.
        if (first, last) != (None, 'm') {
            self.note(&format!("sequence {parameters:?} {last}"));
        }
    }
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, _: &[&[u8]]) {
        self.note("command");
    }
}

/// The terminal.
pub struct Emulator {
    /// What frames are drawn on.
    pub terminal: Terminal<CrosstermBackend<Bytes>>,
    bytes: Bytes,
    parser: vt100::Parser<Asked>,
}

impl Emulator {
    /// Builds an empty terminal.
    pub fn new(size: Size) -> Self {
        force_color_output(true);
        let bytes = Bytes::default();
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
        let backend = CrosstermBackend::new(bytes.clone());
        let options = TerminalOptions { viewport };
        let terminal = Terminal::with_options(backend, options).expect("memory takes all bytes");
        let length = |cells: u16| NonZeroU16::new(cells).expect("a screen has cells");
        let (rows, columns) = (length(size.height), length(size.width));
        let parser = vt100::Parser::new_with_callbacks(rows, columns, 0, Asked::default());
        Self { terminal, bytes, parser }
    }

    /// Has the terminal read what was drawn; returns the bytes.
    pub fn read(&mut self) -> Vec<u8> {
        let bytes = self.bytes.0.take();
        self.parser.process(&bytes);
        bytes
    }

    /// Returns the screen.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Returns what is seen: every cell with its style, and the cursor.
    pub fn seen(&self) -> String {
        let screen = self.screen();
        let (rows, columns) = screen.size();
        let cursor = Some(screen.cursor_position()).filter(|_| !screen.hide_cursor());
        let mut seen = format!("{cursor:?}\n");
        for row in 0..rows.get() {
            let cells = (0..columns.get()).filter_map(|column| screen.cell(row, column));
            for cell in cells.filter(|cell| !cell.is_wide_continuation()) {
                // A cell that was never written is as empty as one with a space; of both one sees
                // the ground and what is drawn on it.
                let text = if cell.has_contents() { cell.contents() } else { " " };
                let ground = (cell.bgcolor(), cell.underline(), cell.inverse());
                let style = (cell.fgcolor(), cell.bold(), cell.dim(), cell.italic());
                let style = Some(style).filter(|_| text != " ");
                seen += &format!("{row} {text} {ground:?} {style:?}\n");
            }
        }
        seen
    }

    /// Returns whether the terminal was asked for anything but text, styles and places.
    pub fn asked(&self) -> Option<&str> {
        self.parser.callbacks().0.first().map(String::as_str)
    }

    /// Finds a row that does not show what was drawn, among those whose width is beyond doubt: where
    /// a terminal measures character by character, a family takes more cells than on one that knows
    /// graphemes.
    pub fn fault_against(&self, frame: &Buffer) -> Option<String> {
        let rows: Vec<Vec<&str>> = frame.area.rows().map(|row| symbols(frame, row)).collect();
        let plain: Vec<bool> = rows.iter().map(|row| row.iter().all(|it| is_plain(it))).collect();
        // A row that is too wide runs into the next one, and the last one moves all others.
        if !plain.last().copied().unwrap_or(true) {
            return None;
        }
        for (y, row) in rows.iter().enumerate() {
            if !plain[y] || y > 0 && !plain[y - 1] {
                continue;
            }
            let expected = row.concat();
            let shown = self.shown(y as u16);
            if expected.trim_end() != shown.trim_end() {
                return Some(format!("row {y} is\n{shown:?}, not\n{expected:?}"));
            }
        }
        None
    }

    fn shown(&self, row: u16) -> String {
        let columns = self.screen().size().1.get();
        let cells = (0..columns).filter_map(|column| self.screen().cell(row, column));
        cells
            .filter(|cell| !cell.is_wide_continuation())
            .map(|cell| if cell.has_contents() { cell.contents() } else { " " })
            .collect()
    }
}

fn symbols(frame: &Buffer, row: Rect) -> Vec<&str> {
    let mut symbols = Vec::new();
    let mut hidden = 0;
    for position in row.positions() {
        if hidden == 0 {
            let symbol = frame[position].symbol();
            symbols.push(symbol);
            hidden = grapheme_width(symbol);
        }
        hidden = hidden.saturating_sub(1);
    }
    symbols
}

fn is_plain(symbol: &str) -> bool {
    let columns: usize = symbol.chars().map(|c| c.width().unwrap_or(0)).sum();
    columns == grapheme_width(symbol) && columns > 0 && symbol.chars().count() < 4
        // A flag's halves are wide together here, and each by itself there; what stands for broken
        // bytes is not drawn there.
        && !symbol.chars().any(|c| matches!(c, '\u{1f1e6}'..='\u{1f1ff}' | char::REPLACEMENT_CHARACTER))
}
