//! What can lie over the panes: an ordered stack, of which the front layer has the keyboard. Refuses
//! to know: how layers are drawn.

use super::contents::Row;
use super::editor::LineEditor;
use super::finder::Finder;
use super::geometry::Pane;
use super::glossary::Glossary;
use super::keymap::Context;
use super::map::MapView;
use super::matrix::{MatrixView, Selected};
use super::menu::Menu;
use super::page::{Page, Spot};
use super::sheet::Sheet;
use crate::model::EntryKey;
use crate::report::Choice;

/// A list in a popup.
#[derive(Clone, Debug)]
pub struct MenuLayer {
    /// What it is called.
    pub title: &'static str,
    /// The list.
    pub menu: Menu<Choice>,
}

/// What is typed at the foot, and for what.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What is typed.
    pub editor: LineEditor,
    /// For what.
    pub purpose: Purpose,
}

/// What a line at the foot is for, and what to restore where it is cancelled.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// Finding in the open entry.
    Find {
        /// Where the search starts.
        from: Spot,
        /// What was highlighted before.
        before: Vec<String>,
    },
    /// Filtering the contents.
    Contents {
        /// The filter before.
        before: String,
        /// The row that was selected, and the first one in sight.
        selected: Option<(Row, usize)>,
        /// The entry that was shown.
        open: Option<EntryKey>,
    },
    /// Filtering the sheet in front.
    Sheet {
        /// The filter before.
        before: String,
    },
    /// Finding a row or a column of the matrix in front.
    Heads {
        /// What was selected before.
        from: Selected,
        /// What was sought before.
        before: String,
    },
    /// Filtering the menu in front, or the side pane if there is none.
    Menu {
        /// The filter before.
        before: String,
    },
}

/// One layer.
#[derive(Clone, Debug)]
pub enum Layer {
    /// Search over everything.
    Finder(Box<Finder>),
    /// All terms.
    Glossary(Box<Glossary>),
    /// Outline, routes, help.
    Menu(MenuLayer),
    /// A list over the whole body.
    Sheet(Sheet),
    /// Two themes against each other.
    Matrix(Box<MatrixView>),
    /// What lies around an entry.
    Map(Box<MapView>),
    /// A definition, where its link stands.
    Peek(Box<Page>),
    /// A line at the foot.
    Prompt(Prompt),
}

impl Layer {
    /// Says whose keys hold in this layer.
    pub fn context(&self) -> Context {
        match self {
            Self::Finder(_) => Context::Finder,
            Self::Glossary(_) => Context::Glossary,
            Self::Menu(_) => Context::Menu,
            Self::Sheet(_) => Context::Sheet,
            Self::Matrix(_) => Context::Matrix,
            Self::Map(_) => Context::Map,
            Self::Peek(_) => Context::Peek,
            Self::Prompt(_) => Context::Prompt,
        }
    }

    /// Returns whether the panes cannot be seen while the layer is there.
    pub fn covers_panes(&self) -> bool {
        matches!(
            self,
            Self::Finder(_) | Self::Glossary(_) | Self::Sheet(_) | Self::Matrix(_) | Self::Map(_)
        )
    }

    /// Returns the entry's text that the layer shows.
    pub fn page_mut(&mut self) -> Option<&mut Page> {
        match self {
            Self::Finder(finder) => finder.preview.as_mut(),
            Self::Glossary(glossary) => glossary.preview.as_mut(),
            Self::Peek(page) => Some(page),
            Self::Menu(_) | Self::Sheet(_) | Self::Matrix(_) | Self::Map(_) | Self::Prompt(_) => {
                None
            }
        }
    }

    /// Returns the line that is typed in.
    pub fn editor_mut(&mut self) -> Option<&mut LineEditor> {
        match self {
            Self::Finder(finder) => Some(&mut finder.editor),
            Self::Glossary(glossary) => Some(&mut glossary.editor),
            Self::Prompt(prompt) => Some(&mut prompt.editor),
            Self::Menu(_) | Self::Sheet(_) | Self::Matrix(_) | Self::Map(_) | Self::Peek(_) => None,
        }
    }
}

impl From<Pane> for Context {
    fn from(pane: Pane) -> Self {
        match pane {
            Pane::Contents => Self::Contents,
            Pane::Reader => Self::Reader,
            Pane::Side => Self::Side,
        }
    }
}
