//! What each role looks like; the only place where raw colours stand. Refuses to know: where
//! anything is drawn.

use ratatui::style::{Modifier, Style};

/// The look: colours and glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    colours: bool,
    ascii: bool,
}

impl Palette {
    /// Makes a palette: the terminal's own 16 colours, or none; Unicode glyphs, or ASCII ones.
    pub fn new(colours: bool, ascii: bool) -> Self {
        Self { colours, ascii }
    }

    /// Tells whether only ASCII glyphs are drawn.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// Tells whether colours are used.
    pub fn has_colours(&self) -> bool {
        self.colours
    }

    /// Gives the style of titles.
    pub fn title(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }
}
