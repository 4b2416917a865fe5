//! Where somebody stopped reading: enough to open a library there again. Refuses to know: files, the
//! screen.

use serde::{Deserialize, Serialize};

use super::anchor::Anchor;
use super::record::Moment;

/// Where somebody stopped reading, and how the screen was divided.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct StoppedAt {
    /// When.
    pub at: Moment,
    /// The ids of the packs that were open, in their order.
    pub packs: Vec<Box<str>>,
    /// The pack of what was read.
    pub pack: Box<str>,
    /// The id of the entry; empty where the page of a theme was open.
    pub entry: Box<str>,
    /// The id of the theme, where its page was open.
    pub theme: Box<str>,
    /// The first paragraph in sight; `None` for the top.
    pub spot: Option<Anchor>,
    /// The pane with the keyboard.
    pub focus: FocusedPane,
    /// The widest text, in columns.
    pub measure: u16,
    /// By how many columns the contents were made wider than usual.
    pub contents: i16,
    /// By how many columns the pane at the side was made wider than usual.
    pub side: i16,
    /// Whether there was nothing but the text.
    pub reading: bool,
}

/// A pane by name.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FocusedPane {
    /// Themes and entries.
    #[default]
    Contents,
    /// The text.
    Reader,
    /// Outline, links and backlinks.
    Side,
}
