//! What is chosen in menus, sheets, views and numbered lists. Refuses to know: who offers it.

use crate::document::{Destination, Position};
use crate::journal::{Anchor, NoteId};
use crate::knowledge::OwnLink;
use crate::model::{EntryKey, Matrix, PlaceKey, RouteKey, ThemeKey};

/// What choosing an item means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Going to a place of the open entry.
    Place(Position),
    /// Opening an entry.
    Entry(EntryKey),
    /// Opening an entry at a piece of its body.
    Statement(EntryKey, u32),
    /// Opening an entry at a block of its text.
    Block(EntryKey, u32),
    /// Opening an entry at a paragraph that was put by.
    Anchored(EntryKey, Box<Anchor>),
    /// Following a link: to an entry, out of Folio, or nowhere.
    Link(Destination),
    /// Listing the entries of a theme.
    Theme(ThemeKey),
    /// Searching.
    Search {
        /// The query.
        query: String,
        /// Whether matches by scattered letters are wanted even if there are better ones.
        loose: bool,
    },
    /// Comparing two entries.
    Comparison(EntryKey, EntryKey),
    /// Following a route from a stop on.
    Stop {
        /// The entry at the stop.
        entry: EntryKey,
        /// The route.
        order: Order,
        /// The stop, from 0.
        stop: u32,
    },
    /// Leaving the route that is being followed.
    LeaveRoute,
    /// Opening the source at a place.
    Source(PlaceKey),
    /// Opening the view of all links of the open entry.
    Links,
    /// Opening the view of what is near to the open entry in meaning.
    Near,
    /// Opening an entry where a note is.
    Note(NoteChoice),
    /// Opening the view of all notes.
    Notes,
    /// Showing two themes against each other.
    Matrix(Matrix),
    /// Asking which theme to show this one against.
    MatrixRows(ThemeKey),
    /// Opening an address of the web with the program that the desktop has for it.
    OpenOutside(Box<str>),
    /// Copying an address outside.
    CopyOutside(Box<str>),
    /// Copying a name of an entry.
    CopyName(Box<str>),
    /// Nothing, since it is not there; a sentence says why.
    Nowhere(String),
    /// Nothing: the item is there to be read.
    Read,
}

/// A note, and the entry that it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteChoice {
    /// The pack that it is kept with.
    pub pack: Box<str>,
    /// Its name.
    pub id: NoteId,
    /// The entry; `None` if it needs a home.
    pub entry: Option<EntryKey>,
}

impl From<&OwnLink> for NoteChoice {
    fn from(link: &OwnLink) -> Self {
        Self { pack: link.pack.clone(), id: link.id.clone(), entry: link.on }
    }
}

/// A reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// A route that a pack declares.
    Declared(RouteKey),
    /// What to read before an entry.
    Before(EntryKey),
}

impl Choice {
    /// Returns the entry that is chosen, and the piece of its body where it opens, if not at the top.
    pub fn entry(&self) -> Option<(EntryKey, Option<u32>)> {
        match self {
            Self::Entry(entry)
            | Self::Block(entry, _)
            | Self::Anchored(entry, _)
            | Self::Link(Destination::Entry(entry, _))
            | Self::Stop { entry, .. } => Some((*entry, None)),
            Self::Note(note) => note.entry.map(|entry| (entry, None)),
            Self::Statement(entry, piece) => Some((*entry, Some(*piece))),
            Self::Place(_)
            | Self::Link(_)
            | Self::Theme(_)
            | Self::Search { .. }
            | Self::Comparison(..)
            | Self::LeaveRoute
            | Self::Source(_)
            | Self::Links
            | Self::Near
            | Self::Notes
            | Self::Matrix(_)
            | Self::MatrixRows(_)
            | Self::OpenOutside(_)
            | Self::CopyOutside(_)
            | Self::CopyName(_)
            | Self::Nowhere(_)
            | Self::Read => None,
        }
    }
}
