//! What the reader adds, on its way to the journal and back. The journal is read when an entry is first opened
//! or something of it is asked for. Refuses to know: what is added, how commands are spelt.

use super::Session;
use crate::journal::disk::now;
use crate::journal::{Change, Desk, KeptBatches, Loaded, News, NoteNews, Trouble, Unsaved};
use crate::knowledge::Notes;
use crate::messages::journal::not_saved;
use crate::messages::linear::Told;

/// Whether somebody has tried to read the journal.
#[derive(PartialEq, Eq)]
pub(super) enum Journal {
    NotTried,
    Tried,
}

impl Session {
    /// Makes changes that can be taken back; says so once they are in the journal.
    pub(super) fn change(&mut self, told: &Told, changes: Vec<Change>) {
        self.desk.on_clock(now());
        self.desk.change(&told.what, changes);
        if self.keep_all() {
            self.printer.say(&told.sentence);
        }
    }

    /// Brings what was added to the journal; says why it is not there, if it is not.
    pub(super) fn keep_all(&mut self) -> bool {
        let kept = self.try_to_keep();
        if let Err(error) = &kept {
            self.printer.say(&not_saved(&error.to_string()));
        }
        kept.is_ok()
    }

    pub(super) fn try_to_keep(&mut self) -> Result<(), Unsaved> {
        self.desk.take_outbox();
        let KeptBatches { news, contested } =
            self.keeper.keep_batches(self.desk.waiting_batches())?;
        if matches!(news, News::State(_)) {
            // What is kept is in it.
            self.desk.on_kept(u64::MAX);
        }
        self.follow(news);
        self.desk.on_kept(u64::MAX);
        for one in contested {
            self.printer.say(one.sentence());
        }
        Ok(())
    }

    /// Returns how many changes that were asked for are not in the journal.
    pub fn asked_for_and_unsaved(&self) -> usize {
        self.desk.asked_for()
    }

    /// Takes in what other processes have added since the last time, once it is known what there was before.
    pub fn look_around(&mut self) {
        if self.desk.is_known()
            && let Ok(news) = self.keeper.look()
        {
            self.follow(news);
        }
    }

    fn follow(&mut self, news: News) {
        match news {
            // All of it is read when it is first asked for.
            _ if !self.desk.is_known() => {}
            News::Records(records) => self.desk.on_added(&records),
            News::State(state) => self.desk.on_journal_read(*state),
        }
    }

    /// Reads the journal unless that is done, and says what is wrong with it; returns whether it is known: one
    /// that cannot be read is not taken for an empty one.
    pub(super) fn recalls(&mut self) -> bool {
        self.recalls_and_says(|_| true)
    }

    fn recalls_and_says(&mut self, is_said: impl Fn(&Trouble) -> bool) -> bool {
        if self.desk.is_known() {
            return true;
        }
        let Loaded { state, trouble } = self.keeper.load();
        for one in trouble.iter().filter(|one| is_said(one)) {
            self.printer.say(&one.to_string());
        }
        if !trouble.iter().any(|one| matches!(one, Trouble::Unreadable(_))) {
            self.desk.on_journal_read(state);
        }
        self.desk.is_known()
    }

    /// Reads the journal if nobody has tried to; returns whether it is known. Whoever opens an entry is told once
    /// what is wrong with it, and nothing where there is no place for one: that concerns who adds something.
    pub(super) fn recalls_once(&mut self) -> bool {
        if std::mem::replace(&mut self.journal, Journal::Tried) == Journal::Tried {
            return self.desk.is_known();
        }
        self.recalls_and_says(|one| *one != Trouble::Nowhere)
    }

    /// Looks through the notes, as far as they are others than before; returns whether they are known.
    pub(super) fn look_through_notes(&mut self) -> bool {
        if !self.recalls_once() {
            return false;
        }
        let news = match self.desk.take_note_news() {
            _ if !self.known.has_looked_through_notes() => NoteNews::All,
            news => news,
        };
        let now = || Notes::now(&self.desk);
        if let Some(question) = self.known.on_note_news(news, now) {
            self.learn(&question);
        }
        true
    }
}

/// Builds the desk of a session of this process.
pub(super) fn desk() -> Desk {
    let now = now();
    Desk::new(now, now.0.unsigned_abs() ^ (u64::from(std::process::id()) << 44))
}
