//! What colours there are: of each role of text and each part of the screen, by a palette of some name, on
//! a light or a dark background, in as many colours as the terminal has. The only room that names raw
//! colours. Refuses to know: where anything is drawn, and who asks for another palette.
//!
//! | file | what it is |
//! |---|---|
//! | [`palette`] | how a role and a part look: the terminal's own colours, those of a file, or none |
//! | [`ink`] | the colours that a file gives, and which stands in for one that it does not |
//! | [`rgb`] | colours as numbers: contrast, likeness, the nearest of 256 |
//! | [`legible`] | which of them have to differ from which, and by how much |
//! | [`depth`] | how many colours a terminal has |
//! | [`mod@file`] | a palette's file, with what is wrong in it |
//! | [`shelf`] | all palettes: those in the program and those of the user |
//! | [`in_use`] | the palette on the screen, and how it becomes another |

pub mod depth;
pub mod file;
pub mod in_use;
pub mod ink;
pub mod legible;
pub mod palette;
pub mod rgb;
pub mod shelf;

pub use depth::{Colourless, Depth};
pub use in_use::{InUse, Listed, Listing, Wish};
pub use palette::{Palette, ScreenPart};
pub use rgb::contrast;
pub use shelf::Shelf;

use serde::Serialize;

/// What the screen is like behind the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Background {
    /// Light, as paper.
    Light,
    /// Dark; taken for granted of a terminal that does not say.
    #[default]
    Dark,
}

impl Background {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Returns the background of a name; `None` of any other word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|background| background.name() == name)
    }

    /// Returns its name, as files and options have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Returns the other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::Light,
        }
    }
}
