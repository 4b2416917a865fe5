//! What the reader has set that the app keeps to. Refuses to know: where settings are read from.

use super::geometry::MEASURE;
use crate::text::glyphs::Glyphs;

/// What the reader has set that the app keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The widest text, in columns, until the reader changes it for this time.
    pub measure: u16,
    /// Whether the mouse is wanted.
    pub mouse: bool,
    /// Which glyphs are drawn.
    pub glyphs: Glyphs,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { measure: MEASURE, mouse: true, glyphs: Glyphs::Unicode }
    }
}
