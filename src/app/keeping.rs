//! What the reader adds, on its way to the journal and back. Refuses to know: how it is kept.

use super::App;
use super::layer::Layer;
use super::message::Effect;
use crate::journal::{Record, State};
use crate::keys::Action;
use crate::margin;
use crate::messages::yours as says;

/// What was said of changes that are not in the journal.
#[derive(Default)]
pub(super) struct Unkept {
    /// Why they are not.
    why: Option<String>,
    /// The sentence that was said last.
    told: Option<String>,
    /// Whether that sentence answers a reader who wants to leave.
    is_of_leaving: bool,
    /// How many of them the reader leaves without by asking to leave again.
    given_up: usize,
}

impl App {
    /// Returns what is to be done in the world.
    pub(super) fn take_outbox(&mut self) -> Vec<Effect> {
        for batch in self.desk.take_outbox() {
            self.follow_records(&batch.records);
            self.outbox.push(Effect::Keep(batch));
        }
        std::mem::take(&mut self.outbox)
    }

    /// Takes in what the journal holds.
    pub(super) fn on_journal_read(&mut self, state: State) {
        // What is open may have been read again before it was known what it said.
        let early = self.yours.end_seen();
        let before = early.and_then(|it| margin::reading_of(&state, self.catalogue(), it));
        self.desk.on_journal_read(state);
        if let (Some(entry), Some(before)) = (early, before) {
            let now = margin::reading_of(self.desk.state(), self.catalogue(), entry);
            if now.is_some_and(|now| now.text != before.text) {
                self.note_changed(entry, before.text);
            }
        }
        for left in &mut self.left.writing {
            left.follow(self.desk.state());
        }
        self.find_changed();
        if !self.is_beginning() && std::mem::take(&mut self.wants_practice) {
            self.open_practice();
        }
        self.count_read();
        self.take_up_routes();
        self.refresh_bookmarks();
        self.look_in_notes_again();
    }

    /// Has an open finder show what it finds in the notes that are known now.
    fn look_in_notes_again(&mut self) {
        let (mut around, fronts) = self.split();
        for layer in fronts.layers.iter_mut() {
            if let Layer::Finder(finder) = layer {
                finder.on_notes(&mut around);
            }
        }
    }

    /// Takes in what other processes have added.
    pub(super) fn on_added(&mut self, records: &[Record]) {
        self.desk.on_added(records);
        if records.iter().any(Record::is_about_notes) {
            self.knowledge.on_notes_of_others(self.desk.notes_revision());
        }
        self.follow_records(records);
        self.refresh_bookmarks();
    }

    /// Takes in that changes are in the journal; says so if it was said that they are not.
    pub(super) fn on_kept(&mut self, number: u64) {
        let was_unsaved = self.is_unsaved();
        let kept = self.desk.on_kept(number);
        if self.desk.asked_for() == 0 && self.waits_to_leave() {
            self.outbox.push(Effect::Quit);
        } else if was_unsaved {
            self.notice = Some(says::kept_at_last(kept));
        }
        self.unkept = Unkept::default();
    }

    /// Says that changes are not in the journal: for another reason than before, or where what is said now
    /// may be taken for more than it is. What answers a reader who wants to leave stays an answer to that.
    pub(super) fn on_unkept(&mut self, why: String, again: bool) {
        let is_new = self.unkept.why.as_ref() != Some(&why);
        self.desk.on_unkept(why.clone());
        if self.waits_to_leave() || (self.unkept.is_of_leaving && self.is_told()) {
            self.tell_what_leaving_loses();
        } else if self.desk.missed() > 0 && (is_new || self.notice.is_some()) {
            self.tell_unkept(says::not_kept(self.desk.missed(), &why, again));
            self.unkept.is_of_leaving = false;
            self.unkept.why = Some(why);
        }
    }

    /// Leaves as soon as everything that was asked for is saved; where that cannot be, at the second time.
    pub(super) fn quit(&mut self) {
        let unsaved = self.desk.asked_for();
        if unsaved <= self.unkept.given_up {
            self.outbox.push(Effect::Quit);
        } else if self.desk.trouble().is_some() {
            self.tell_what_leaving_loses();
        } else {
            self.unkept.given_up = unsaved;
            self.notice = Some(says::SAVING.to_owned());
        }
    }

    /// Returns whether the reader has asked to leave and did nothing else since.
    fn waits_to_leave(&self) -> bool {
        self.notice.as_deref() == Some(says::SAVING)
    }

    fn tell_what_leaving_loses(&mut self) {
        let Some(why) = self.desk.trouble() else { return };
        let unsaved = self.desk.asked_for();
        let keys = self.keymap.told(self.context(), Action::Quit);
        self.tell_unkept(says::leaves_unsaved(unsaved, why, &keys));
        self.unkept.is_of_leaving = true;
        self.unkept.given_up = unsaved;
    }

    fn tell_unkept(&mut self, sentence: String) {
        self.unkept.told = Some(sentence.clone());
        self.notice = Some(sentence);
    }

    /// Returns whether the latest changes could not be saved, and would be missed.
    fn is_unsaved(&self) -> bool {
        self.desk.trouble().is_some() && self.desk.missed() > 0
    }

    /// Returns whether it has to be said that changes are not saved, beside whatever else is said.
    pub(super) fn warns_of_unsaved(&self) -> bool {
        self.is_unsaved() && !self.is_told()
    }

    /// Returns whether what was said of unsaved changes is still on the screen.
    fn is_told(&self) -> bool {
        self.notice.is_some() && self.notice == self.unkept.told
    }
}
