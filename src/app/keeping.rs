//! What the reader adds, on its way to the journal and back. Refuses to know: how it is kept.

use super::App;
use super::message::Effect;
use crate::journal::{Record, State};
use crate::margin;
use crate::messages::yours as says;

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
    pub(super) fn on_recalled(&mut self, state: State) {
        // What is open may have been read again before it was known what it said.
        let early = self.yours.end_seen();
        let before = early.and_then(|it| margin::reading_of(&state, self.catalogue(), it));
        self.desk.on_recalled(state);
        if let (Some(entry), Some(before)) = (early, before) {
            let now = margin::reading_of(self.desk.state(), self.catalogue(), entry);
            if now.is_some_and(|now| now.text != before.text) {
                self.note_changed(entry, before.text);
            }
        }
        self.find_changed();
        if std::mem::take(&mut self.wants_practice) {
            self.open_practice();
        }
        self.count_read();
        self.take_up_routes();
        self.refresh_bookmarks();
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

    /// Takes in that changes are in the journal; says so if it was in doubt.
    pub(super) fn on_kept(&mut self, number: u64) {
        let was_in_trouble = self.desk.trouble().is_some();
        let kept = self.desk.on_kept(number);
        if was_in_trouble && kept > 0 {
            self.notice = Some(says::kept_at_last(kept));
        }
    }

    /// Says that changes are not in the journal, the first time.
    pub(super) fn on_unkept(&mut self, why: String, again: bool) {
        if self.desk.trouble() != Some(&why) {
            self.notice = Some(says::not_kept(self.desk.unsaved(), &why, again));
        }
        self.desk.on_unkept(why);
    }
}
