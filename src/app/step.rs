//! What a pane or a layer answers to a key or a click. Refuses to know: how the
//! answer is carried out.

use super::geometry::Pane;
use super::message::Passage;
use super::page::{Landing, PageKey};
use super::subject::View;
use crate::document::Destination;
use crate::journal::{Anchor, EntryRef};
use crate::keys::{Action, Toward};
use crate::model::EntryKey;
use crate::report::{Choice, NoteChoice};

/// What a note is written on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteAim {
    /// A note that is there.
    Note(NoteChoice),
    /// An entry as a whole.
    Entry(EntryKey),
    /// Words that were selected.
    Words(Box<Anchor>),
    /// The paragraph in sight.
    Paragraph,
}

/// The answer of a pane or a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing more is to be done.
    Stay,
    /// The layer is done.
    Close,
    /// The layer is done, and what is under it is to answer in its place.
    Pass,
    /// An entry is looked at in a popup.
    Peek(EntryKey, Landing),
    /// The page of the selected row of the contents is gone into, with the keyboard in a pane.
    Enter(PageKey, Pane),
    /// The views are left for an entry.
    Go(EntryKey, Landing),
    /// An entry is opened under the layer, which stays.
    Visit(EntryKey, Landing),
    /// Something was chosen; the layer is done.
    Choose(Choice),
    /// An action is to be done where the layer, which is done, was opened.
    Do(Action),
    /// Something was chosen in a pane that keeps the keyboard.
    ChooseHere(Choice, Pane),
    /// Something is opened over the panes; a view takes the place of the one that is there.
    Show(View),
    /// A link is followed.
    Follow(Destination),
    /// What comes after the open entry is gone to.
    Onward,
    /// Another pane takes the keyboard.
    Focus(Pane),
    /// The line that is typed in is given up, and everything is searched for words.
    Search(String),
    /// The page of the selected row of the contents is shown.
    Preview,
    /// A page is shown without going there.
    PreviewOf(PageKey),
    /// What was there before is shown again.
    Back,
    /// What was left by going back is shown again.
    Forward,
    /// A passage in the files is opened in the reader's editor.
    Edit(Passage),
    /// A note is written: a new one, or another text of one.
    Write(NoteAim),
    /// The note that is written is put on the next paragraph, or on the previous one.
    MoveNote(Toward),
    /// Words of the open entry are highlighted.
    Highlight(Box<Anchor>),
    /// A note is removed.
    Unnote(NoteChoice),
    /// A note is put on the paragraph that is in sight in the reader.
    PlaceNote(NoteChoice),
    /// The bookmark of an entry is removed.
    Unbookmark(EntryRef),
    /// A step is taken, and then something is said at the foot.
    Saying(Box<Step>, String),
}

impl Step {
    /// Returns the step of one who only says something.
    pub fn say(sentence: impl Into<String>) -> Self {
        Self::Stay.saying(sentence)
    }

    /// Returns this step with what is said of it.
    #[must_use]
    pub fn saying(self, sentence: impl Into<String>) -> Self {
        Self::Saying(Box::new(self), sentence.into())
    }

    /// Returns whether it leads from a layer to something that was found or chosen there.
    pub fn leads_on(&self) -> bool {
        matches!(self, Self::Go(..) | Self::Choose(_) | Self::Show(_))
    }
}
