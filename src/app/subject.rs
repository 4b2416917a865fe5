//! What can be opened over the panes, said by its subject. Refuses to know: how it is opened.

use crate::model::{EntryKey, Matrix, ThemeKey};
use crate::report::SourceSpot;

/// What a sheet is about; its report is made from this and what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The links of an entry.
    Links(EntryKey),
    /// What is near to an entry in meaning.
    Near(EntryKey),
    /// The shortest chains between two entries.
    Path(EntryKey, EntryKey),
    /// Two entries side by side.
    Comparison(EntryKey, EntryKey),
    /// The source and what rests on it.
    Source(SourceSpot),
    /// All entries by their type.
    Types,
    /// The state of the packs.
    Health,
    /// The packs that are open, and those that did not open.
    Packs,
    /// The reading orders.
    Routes,
    /// The notes; those of the entry first.
    Notes(Option<EntryKey>),
    /// The bookmarks.
    Bookmarks,
    /// The entries opened lately.
    Recent,
    /// In what an entry differs from what it said when it was read.
    Difference(EntryKey),
    /// The entries that say something else than when they were read.
    Changed,
}

/// What a pane or a layer asks to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The sheet of a subject.
    Sheet(Subject),
    /// Two themes against each other.
    Matrix(Matrix),
    /// The glossary index.
    Glossary,
    /// The links between two entries, read from the first.
    Reasons(EntryKey, EntryKey),
    /// The pairs of themes that a matrix can show.
    Pairs,
    /// The themes that one can be shown against.
    Columns(ThemeKey),
}
