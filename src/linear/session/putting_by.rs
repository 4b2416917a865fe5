//! Bookmarks and marks, and taking back what was changed last. Refuses to know: how they are kept, how commands
//! are spelt.

use super::Session;
use crate::document::Position;
use crate::journal::disk::now;
use crate::journal::{Change, PackState, Spot, Undone};
use crate::margin;
use crate::messages::journal::not_saved;
use crate::messages::linear as says;
use crate::report::{Choice, KeptReport, why_not};

impl Session {
    /// Sets a bookmark where the reader is, or removes that of the entry.
    pub fn bookmark(&mut self) {
        if !self.recalls() {
            return;
        }
        let Some(spot) = self.spot() else { return };
        let catalogue = self.corpus.catalogue();
        let is_set = |added: &PackState, id: &str| added.bookmarks.contains_key(id);
        let set = |entry| margin::names_with(self.desk.state(), catalogue, entry, is_set);
        let set = self.open.map(set).unwrap_or_default();
        if set.is_empty() {
            self.change(&says::bookmarked(), vec![Change::Bookmark { spot }]);
        } else {
            let gone = set.into_iter().map(|on| Change::Unbookmark { on }).collect();
            self.change(&says::bookmark_removed(), gone);
        }
    }

    /// Lists the bookmarks.
    pub fn bookmarks(&mut self) {
        if !self.recalls() {
            return;
        }
        let catalogue = self.known.shared_catalogue();
        let report = KeptReport::bookmarks(catalogue, self.desk.state(), now());
        self.show_report(report, says::NO_BOOKMARKS);
    }

    /// Marks where the reader is with a letter.
    pub fn mark(&mut self, letter: &str) {
        if !self.recalls() {
            return;
        }
        let Some(letter) = self.letter(letter) else { return };
        let Some(spot) = self.spot() else { return };
        self.change(&says::marked(letter), vec![Change::Mark { letter, spot }]);
    }

    /// Goes to what a letter marks.
    pub fn jump(&mut self, letter: &str) {
        if !self.recalls() {
            return;
        }
        let Some(letter) = self.letter(letter) else { return };
        let Some(Spot { on, at }) = self.desk.state().marks.get(&letter).cloned() else {
            return self.printer.say(&says::no_mark(letter));
        };
        match (margin::entry_of(self.catalogue(), &on), at) {
            (Some(entry), Some(at)) => self.take(Choice::Anchored(entry, Box::new(at))),
            (Some(entry), None) => self.take(Choice::Entry(entry)),
            (None, _) => self.printer.say(&why_not(self.catalogue(), &on)),
        }
    }

    /// Marks the open entry as read, or as unread if it was read.
    pub fn toggle_read(&mut self) {
        if !self.recalls() {
            return;
        }
        let Some(entry) = self.open else { return };
        let is_read = |added: &PackState, id: &str| added.read.get(id).is_some();
        let read = margin::names_with(self.desk.state(), self.corpus.catalogue(), entry, is_read);
        if read.is_empty() {
            let change = self.reading(entry);
            self.change(&says::marked_read(), vec![change]);
        } else {
            let gone = read.into_iter().map(|on| Change::Unread { on }).collect();
            self.change(&says::marked_unread(), gone);
        }
    }

    /// Takes the latest change of this session back.
    pub fn undo(&mut self) {
        self.desk.on_clock(now());
        match self.desk.undo() {
            // What was never saved needs no saving when it is taken back.
            Undone::Back(what) => match self.try_to_keep() {
                Err(error) if self.desk.asked_for() > 0 => {
                    self.printer.say(&not_saved(&error.to_string()));
                }
                _ => self.printer.say(&says::taken_back(&what)),
            },
            Undone::ChangedSince(what) => {
                self.printer.say(&says::stays_as_changed_elsewhere(&what));
            }
            Undone::Nothing => self.printer.say(says::NOTHING_TO_TAKE_BACK),
        }
    }

    /// Returns the place of the reader: a paragraph, or the entry as a whole at its top.
    pub(super) fn spot(&mut self) -> Option<Spot> {
        let (entry, document) = (self.open?, self.document()?);
        let is_below = self.at != Position::default();
        let number = document.paragraph_at(self.at).filter(|_| is_below);
        let at = number.and_then(|number| margin::anchor_to(&document, number));
        Some(Spot { on: margin::name_of(self.catalogue(), entry), at })
    }

    /// Returns the one letter that was typed; says so if it is none.
    fn letter(&mut self, typed: &str) -> Option<char> {
        let mut all = typed.chars();
        let letter = all.next().filter(|letter| letter.is_alphabetic() && all.next().is_none());
        if letter.is_none() {
            self.printer.say(says::NOT_A_LETTER);
        }
        letter
    }
}
