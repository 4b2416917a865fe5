//! Draws frames: each goes to the terminal in one piece. Refuses to know: when to draw, and what.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::painter::{FrameBytes, Painter, repaint_changed};
use super::terminal::Lease;
use crate::view::Links;

/// Marks a frame so that the terminal shows it at once, and not half of it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What is on the terminal, and the way to change it.
pub struct Screen {
    terminal: Terminal<Painter>,
    bytes: FrameBytes,
    /// The links of the frame that was drawn last; none where the terminal is not to know of any.
    links: Rc<RefCell<Links>>,
    lease: Arc<Lease>,
    size: Size,
}

impl Screen {
    /// Builds a screen of a size; draws nothing yet.
    ///
    /// The area is set by hand because the library would ask the terminal for it at every frame,
    /// and takes whatever size it says.
    pub fn new(lease: &Arc<Lease>, size: Size) -> io::Result<Self> {
        let (bytes, links) = (FrameBytes::default(), Rc::default());
        let viewport = Viewport::Fixed(area(size));
        let backend = Painter::new(&bytes, &links);
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport })?;
        Ok(Self { terminal, bytes, links, lease: Arc::clone(lease), size })
    }

    /// Returns the size that was set last.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Sets the size; the next frame is drawn as a whole.
    pub fn fit(&mut self, size: Size) -> io::Result<()> {
        self.size = size;
        self.links.replace(Links::default());
        self.terminal.resize(area(size))
    }

    /// Draws a frame, which `draw` tells the links of, and sends what has changed.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>) -> Links) -> io::Result<()> {
        self.bytes.0.borrow_mut().splice(0..0, BEGIN.iter().copied());
        let (links, tells_links) = (&self.links, self.lease.tells_links());
        self.terminal.draw(|frame| {
            let drawn = draw(frame);
            if tells_links {
                let before = links.replace(drawn);
                repaint_changed(frame.buffer_mut(), &links.borrow(), &before);
            }
        })?;
        let mut bytes = self.bytes.0.borrow_mut();
        bytes.extend_from_slice(END);
        let sent = self.lease.write(&bytes);
        bytes.clear();
        sent
    }
}

fn area(size: Size) -> Rect {
    Rect::from((Position::ORIGIN, size))
}
