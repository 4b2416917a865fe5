//! The line at the foot in which a note is written. Refuses to know: what becomes of the note, who runs an
//! editor.

use crate::app::editor::{LineEditor, MOST_CHARACTERS};
use crate::app::message::Effect;
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::journal::{Change, Note, Spot, State, Unfinished};
use crate::keys::{Action, Context, Toward};
use crate::margin::{self, Meanwhile};
use crate::messages::yours as says;
use crate::report::missing_link;

/// A note that is being written.
#[derive(Clone, Debug)]
pub struct Writing {
    /// What is typed.
    pub editor: LineEditor,
    /// The note as it was, without a text if it is a new one.
    note: Note,
    is_new: bool,
    /// What came from an editor, is more than a line holds, and was not kept.
    refused: Option<Box<str>>,
    /// The paragraph that is shown as the one that it is on, if it can be put on another.
    paragraph: Option<u32>,
}

impl Writing {
    /// Begins to write a note; `is_new` if it is none yet.
    pub fn new(note: Note, is_new: bool) -> Self {
        let editor = LineEditor::new(&note.text);
        Self { editor, note, is_new, refused: None, paragraph: None }
    }

    /// Lets the note be put on other paragraphs than this one.
    #[must_use]
    pub fn movable(self, paragraph: Option<u32>) -> Self {
        Self { paragraph, ..self }
    }

    /// Returns the paragraph that is shown as the one that it is on, if it can be put on another.
    pub fn paragraph(&self) -> Option<u32> {
        self.paragraph
    }

    /// Returns whether a text is no more than a line holds.
    pub fn fits_in_line(text: &str) -> bool {
        !text.contains('\n') && text.chars().count() <= MOST_CHARACTERS
    }

    /// Returns the text with which an editor opens.
    pub fn text(&self) -> &str {
        match &self.refused {
            Some(refused) => refused,
            None if Self::fits_in_line(&self.note.text) => self.editor.text(),
            None => &self.note.text,
        }
    }

    /// Goes on with a note that was begun and not kept.
    pub fn again(begun: Unfinished) -> Self {
        let Unfinished { note, is_new, typed } = begun;
        let mut writing = Self::new(note, is_new);
        writing.stay_with(&typed);
        writing
    }

    /// Returns what is to be kept of it until it is a note.
    pub fn unfinished(&self) -> Unfinished {
        let typed = self.refused.as_deref().unwrap_or(self.editor.text()).into();
        Unfinished { note: self.note.clone(), is_new: self.is_new, typed }
    }

    /// Takes what was typed here before and not kept. Of a new note it is another one than what is there, and
    /// on its own words if these are in the same paragraph.
    pub fn take_up(&mut self, left: Self) {
        (self.editor, self.refused) = (left.editor, left.refused);
        if left.note.id == self.note.id {
            // If another has made something else of it since, that is asked about.
            self.note = left.note;
        } else if left.is_new {
            let print = |note: &Note| note.spot.at.as_ref().map(|at| at.print);
            let stays = print(&left.note) == print(&self.note);
            let at = if stays { left.note.spot.at } else { self.note.spot.at.take() };
            let spot = Spot { on: self.note.spot.on.clone(), at };
            self.note = Note { spot, ..left.note };
            self.is_new = true;
        }
    }

    /// Returns the note as it was.
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// Takes in that the note which it changes is gone, if it is: what was typed is a new one then.
    pub fn follow(&mut self, state: &State) {
        if !self.is_new && state.note(&self.note.id).is_none() {
            (self.is_new, self.note.text) = (true, "".into());
        }
    }

    /// Returns whether something was typed that is kept nowhere.
    pub fn is_unkept(&self) -> bool {
        let text = self.editor.text().trim();
        self.refused.is_some() || !text.is_empty() && *text != *self.note.text
    }

    /// Returns whether it is no note yet.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Answers an action.
    pub fn on_action(&mut self, action: Action, around: &mut Surroundings<'_>) -> Step {
        match action {
            Action::Accept if self.refused.is_some() || Self::fits_in_line(&self.note.text) => {
                let text = self.text().to_owned();
                self.keep(&text, around)
            }
            Action::Down => Step::MoveNote(Toward::Next),
            Action::Up => Step::MoveNote(Toward::Previous),
            Action::WriteOn => {
                around.outbox.push(Effect::Write(self.text().to_owned()));
                Step::Stay
            }
            Action::CancelTyping if self.is_unkept() => {
                let annotate = around.keymap.told(Context::Reader, Action::Annotate);
                Step::Close.saying(says::left_unkept(&annotate))
            }
            // What says more than a line holds is changed in the editor alone.
            Action::Accept | Action::CancelTyping | Action::Cancel => Step::Close,
            _ => Step::Stay,
        }
    }

    /// Keeps a text as what the note says; nothing is kept if it is empty.
    pub fn keep(&mut self, text: &str, around: &mut Surroundings<'_>) -> Step {
        let text = text.trim();
        let note = Note { text: text.into(), ..self.note.clone() };
        (self.editor, self.refused) = (LineEditor::default(), None);
        if text.is_empty() {
            if self.is_new {
                return Step::Close.saying(says::NOTHING_KEPT);
            }
            let remove = around.keymap.told(Context::Sheet, Action::Remove);
            let notes = around.keymap.told(Context::Reader, Action::Notes);
            return Step::Close.saying(says::stays_as_it_was(&remove, &notes));
        }
        if *text == *self.note.text {
            return Step::Close;
        }
        let missing = missing_link(around.catalogue(), &note);
        if self.is_new {
            around.desk.change(says::NOTE_ADDED, vec![Change::Note(note)]);
            return Step::Close.saying(told(says::NOTE_ADDED, missing, around));
        }
        match margin::reattach(around.desk.state(), &self.note, note) {
            Ok(changes) => {
                around.desk.change(says::NOTE_CHANGED, changes);
                Step::Close.saying(told(says::NOTE_CHANGED, missing, around))
            }
            Err(meanwhile) => {
                self.stay_with(text);
                self.face(meanwhile, &around.keymap.told(Context::Writing, Action::Accept))
            }
        }
    }

    /// Stays open with a text that was not kept.
    fn stay_with(&mut self, text: &str) {
        if Self::fits_in_line(text) {
            self.editor = LineEditor::new(text);
        } else {
            self.refused = Some(text.into());
        }
    }

    /// Takes in what another has made of the note, and says what keeping it again does.
    fn face(&mut self, meanwhile: Meanwhile, accept: &str) -> Step {
        match meanwhile {
            Meanwhile::Changed(now) => {
                self.note = Note::clone(&now);
                Step::say(says::changed_elsewhere(accept, &now.text))
            }
            Meanwhile::Gone => {
                (self.is_new, self.note.text) = (true, "".into());
                Step::say(says::gone_elsewhere(accept))
            }
        }
    }
}

/// Returns what was done to a note, and that a link in it leads nowhere, if one does.
fn told(done: &str, missing: Option<String>, around: &Surroundings<'_>) -> String {
    let copies_id = || around.keymap.told(Context::Reader, Action::CopyId);
    missing.map_or_else(|| done.to_owned(), |link| says::links_nowhere(done, &link, &copies_id()))
}
