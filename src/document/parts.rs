//! How much of an entry a document shows. Refuses to know: what the parts are made from.

use crate::model::EntryKey;

/// What a document shows besides the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Title, names and summary before the body.
    pub head: bool,
    /// A row at the end of the prose for what comes next; see [`Role::End`](super::Role::End).
    pub end: bool,
    /// The sources that the head and the body name, after the body.
    pub sources: bool,
    /// Links and backlinks, at the end.
    pub related: Beside,
}

impl Parts {
    /// Everything there is to say, for pipes and for reading aloud.
    pub const WHOLE: Self = Self { head: true, end: false, sources: true, related: Beside::Told };
    /// The text without its links, where none of them can be followed.
    pub const TEXT: Self = Self { head: true, end: false, sources: false, related: Beside::Absent };
}

/// How much a document shows of the links and backlinks of its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Nothing.
    Absent,
    /// Each with its reason and what that rests on.
    Told,
    /// Each on one row; the reason is told by [`Document::reason`](super::Document::reason).
    Names {
        /// Whether more than a few mentions are shown, not only counted.
        unfolded: bool,
    },
}

/// The entries that use a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Users {
    /// Those that are shown.
    pub entries: Vec<EntryKey>,
    /// How many more there are.
    pub more: usize,
}
