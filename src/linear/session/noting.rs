//! Notes and highlights: listing them, making, changing, placing and removing one. Refuses to know: how they are
//! kept, how commands are spelt.

use super::super::lists::List;
use super::Session;
use crate::journal::disk::now;
use crate::journal::{Anchor, Change, Note, Paragraph, Spot};
use crate::knowledge::Notes;
use crate::margin;
use crate::messages::linear as says;
use crate::messages::notes::{links_nowhere, too_long};
use crate::messages::yours::notes_elsewhere;
use crate::report::{Choice, NoteChoice, NoteReport, missing_link};

impl Session {
    /// Lists the notes: those on the open entry, those on others, those that need a home.
    pub fn notes(&mut self) {
        if !self.recalls() || !self.look_through_notes() {
            return;
        }
        if let Some(question) = self.known.lacks_homes(|| Notes::now(&self.desk)) {
            self.learn(&question);
        }
        let closed = margin::notes_elsewhere(self.desk.state(), self.catalogue());
        let report = NoteReport::new(&self.known, self.open, closed, None);
        let list = List::told(self.corpus.catalogue(), report);
        match closed {
            0 => self.show_list(list, says::NO_NOTES),
            closed => self.show_list(list, &notes_elsewhere(closed)),
        }
    }

    /// Makes a note on the open entry: on the paragraph where the reader is, or at the top on the whole.
    pub fn note(&mut self, text: &str) {
        // Where the journal cannot be read, what was typed waits until it can.
        self.recalls();
        if let Some(spot) = self.spot() {
            self.keep_note(spot, text);
        }
    }

    /// Highlights words of the open entry.
    pub fn highlight(&mut self, words: &str) {
        self.recalls();
        let Some(entry) = self.open else { return };
        let paragraphs = margin::paragraphs(self.corpus.library(), entry);
        let (state, catalogue) = (self.desk.state(), self.corpus.catalogue());
        let note_at = |at: &Anchor| margin::note_at(state, catalogue, entry, Some(at));
        match anchor_to_words(&paragraphs, words) {
            None if self.catalogue().plain_summary(entry).contains(words) => {
                self.printer.say(&says::words_of_summary(words));
            }
            None => self.printer.say(&says::no_words(words)),
            Some(anchor) if note_at(&anchor).is_some() => self.printer.say(says::IS_NOTED),
            Some(anchor) => {
                let on = margin::name_of(self.catalogue(), entry);
                self.keep_note(Spot { on, at: Some(anchor) }, "");
            }
        }
    }

    fn keep_note(&mut self, spot: Spot, text: &str) {
        let on = margin::entry_of(self.catalogue(), &spot.on).map(|it| self.catalogue().title(it));
        let words = spot.at.as_ref().map(Anchor::words);
        let told = says::noted(on.unwrap_or(&spot.on.entry), words, text.is_empty());
        self.desk.on_clock(now());
        let (id, made) = (self.desk.name_note(), self.desk.now());
        self.put(&told, Note { id, spot, text: text.into(), made });
    }

    /// Puts a note of the list in other words: what stands behind its number.
    pub fn change_note(&mut self, typed: &str) {
        let (number, text) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let Some(note) = self.listed_note(number) else { return };
        let text = text.trim();
        if text.is_empty() {
            return self.printer.say(&says::what_it_says(number, &note.text));
        }
        self.put(&says::reworded(), Note { text: text.into(), ..note });
    }

    /// Writes a note, and says if a link in it leads nowhere.
    fn put(&mut self, told: &says::Told, note: Note) {
        if note.is_too_long() {
            return self.printer.say(&too_long(note.text.len()));
        }
        let missing = missing_link(self.catalogue(), &note);
        self.change(told, vec![Change::Note(note)]);
        if let Some(link) = missing {
            self.printer.say(&links_nowhere(&link, None));
        }
    }

    /// Puts a note of the list where the reader is.
    pub fn attach(&mut self, number: &str) {
        let Some(note) = self.listed_note(number) else { return };
        let Some(spot) = self.spot() else { return };
        if note.text.is_empty() && spot.at.is_none() {
            return self.printer.say(says::WANTS_A_PARAGRAPH);
        }
        let placed = Note { spot, ..note.clone() };
        let Ok(changes) = margin::reattach(self.desk.state(), &note, placed) else { return };
        let entry = self.open.map_or("", |entry| self.catalogue().title(entry));
        let told = says::attached(entry);
        self.change(&told, changes);
    }

    /// Removes a note or a bookmark of the list.
    pub fn remove(&mut self, number: &str) {
        let Some(item) = self.item(number) else { return };
        if let Some(on) = item.bookmark {
            return self.change(&says::bookmark_removed(), vec![Change::Unbookmark { on }]);
        }
        if let Some(Note { spot, id, .. }) = self.listed_note(number) {
            let gone = Change::Unnote { pack: spot.on.pack, id };
            self.change(&says::note_removed(), vec![gone]);
        }
    }

    /// Goes to the place of a note; says how one that has none gets one.
    pub(super) fn go_to_note(&mut self, note: &NoteChoice) {
        let Some(entry) = note.entry else { return self.printer.say(says::NEEDS_A_HOME) };
        let anchor = self.note_of(note).and_then(|note| note.spot.at);
        match anchor {
            Some(anchor) => self.take(Choice::Anchored(entry, Box::new(anchor))),
            None => self.take(Choice::Entry(entry)),
        }
    }

    /// Returns the note of a line of the list, or says that it is none.
    fn listed_note(&mut self, number: &str) -> Option<Note> {
        let choice = self.numbered(number)?;
        let note = match &choice {
            Choice::Note(note) => self.note_of(note),
            _ => None,
        };
        if note.is_none() {
            self.printer.say(says::NOT_A_NOTE);
        }
        note
    }

    fn note_of(&self, note: &NoteChoice) -> Option<Note> {
        self.desk.state().pack(&note.pack)?.note(&note.id).map(|note| (**note).clone())
    }
}

/// Returns the place of some words, where a paragraph first has them.
fn anchor_to_words(paragraphs: &[Paragraph], words: &str) -> Option<Anchor> {
    let found = paragraphs.iter().zip(0..).find_map(|(paragraph, number)| {
        let from = paragraph.text.find(words)?;
        Some((number, paragraph, from..from + words.len()))
    });
    found.map(|(number, paragraph, range)| Anchor::new(number, paragraph, Some(range)))
}
