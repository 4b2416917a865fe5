//! Where the reader was, as going back restores it. Refuses to know: how it is brought back to the
//! screen.

use super::geometry::Pane;
use super::layer::Layer;
use super::page::{PageKey, PageSpot};
use super::pane::contents::ContentsRow;

/// Everything that going back restores.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The page: an entry's, or a theme's.
    pub page: PageKey,
    /// Where in it, and the selected link.
    pub spot: PageSpot,
    /// The pane with the keyboard.
    pub focus: Pane,
    /// The selected row of the contents.
    pub row: Option<ContentsRow>,
    /// The first row of the contents in sight.
    pub offset: usize,
    /// The view over the panes from which the place was left.
    pub view: Option<Box<Layer>>,
}
