//! Draws frames: each goes to the terminal in one piece. Refuses to know: when to draw, and what.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::terminal::Lease;

/// Marks a frame so that the terminal shows it at once, and not half of it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What is on the terminal, and the way to change it.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<FrameBytes>>,
    canvas: FrameBytes,
    lease: Arc<Lease>,
    size: Size,
}

/// Gathers the bytes of a frame. Flushing does nothing, because the library flushes several times a
/// frame.
#[derive(Clone, Default)]
struct FrameBytes(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Screen {
    /// Builds a screen of a size; draws nothing yet.
    ///
    /// The area is set by hand because the library would ask the terminal for it at every frame,
    /// and takes whatever size it says.
    pub fn new(lease: &Arc<Lease>, size: Size) -> io::Result<Self> {
        let canvas = FrameBytes::default();
        let viewport = Viewport::Fixed(area(size));
        let backend = CrosstermBackend::new(canvas.clone());
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport })?;
        Ok(Self { terminal, canvas, lease: Arc::clone(lease), size })
    }

    /// Returns the size that was set last.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Sets the size; the next frame is drawn as a whole.
    pub fn fit(&mut self, size: Size) -> io::Result<()> {
        self.size = size;
        self.terminal.resize(area(size))
    }

    /// Draws a frame and sends what has changed.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.canvas.0.borrow_mut().splice(0..0, BEGIN.iter().copied());
        self.terminal.draw(draw)?;
        let mut bytes = self.canvas.0.borrow_mut();
        bytes.extend_from_slice(END);
        let sent = self.lease.write(&bytes);
        bytes.clear();
        sent
    }
}

fn area(size: Size) -> Rect {
    Rect::from((Position::ORIGIN, size))
}
