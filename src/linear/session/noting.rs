//! Notes on the open entry: listing them, making one. The journal is read when it is first asked for. Refuses
//! to know: how commands are spelt.

use super::super::lists::{Item, List};
use super::Session;
use crate::document::{Document, Position};
use crate::journal::disk::now;
use crate::journal::{
    Anchor, Change, Desk, Found, Kept, Loaded, News, Note, Spot, Trouble, Unsaved,
};
use crate::margin;
use crate::messages::journal::not_saved;
use crate::messages::linear as says;
use crate::messages::notes::{links_nowhere, too_long};
use crate::model::EntryKey;
use crate::report::{Choice, first_line, missing_link};

impl Session {
    /// Lists the notes on the open entry.
    pub fn notes(&mut self) {
        if !self.recalls() {
            return;
        }
        let (Some(entry), Some(document)) = (self.open, self.document()) else { return };
        let notes = margin::notes_on(self.desk.state(), self.catalogue(), entry);
        // What is not noted need not be looked through.
        let paragraphs =
            if notes.is_empty() { Vec::new() } else { margin::paragraphs_of(&document) };
        let item = |note: &&Note| {
            let found = note.spot.at.as_ref().map(|anchor| anchor.find(&paragraphs));
            self.note_item(entry, note, found, &document)
        };
        let items = notes.iter().map(item).collect();
        self.show_list(List::of(says::NOTES, items), says::NO_NOTES);
    }

    fn note_item(
        &self,
        entry: EntryKey,
        note: &Note,
        found: Option<Found>,
        document: &Document,
    ) -> Item {
        let catalogue = self.catalogue();
        let first = first_line(catalogue, Some(catalogue.pack_of(entry)), &note.text);
        let words = note.spot.at.as_ref().map(Anchor::words);
        let is_lost = found == Some(Found::Lost);
        let block = found.and_then(Found::paragraph).and_then(|at| document.paragraph(at));
        let choice = block.map_or(Choice::Read, |at| Choice::Block(entry, at.block));
        let detail = note.text.lines().map(ToOwned::to_owned).collect();
        Item { detail, ..Item::new(says::note(&first, words, is_lost), choice) }
    }

    /// Makes a note on the open entry: on the paragraph where the reader is, or at the top on the whole.
    pub fn note(&mut self, text: &str) {
        // Where the journal cannot be read, what was typed waits until it can.
        self.recalls();
        let (Some(entry), Some(document)) = (self.open, self.document()) else { return };
        let is_below = self.at != Position::default();
        let number = document.paragraph_at(self.at).filter(|_| is_below);
        let paragraphs = margin::paragraphs_of(&document);
        let at = number.map(|at| Anchor::new(at, &paragraphs[at as usize], None));
        let told = says::noted(self.catalogue().title(entry), at.as_ref().map(Anchor::words));
        let note = Note {
            id: self.desk.name_note(),
            spot: Spot { on: margin::name_of(self.catalogue(), entry), at },
            text: text.into(),
            made: self.desk.now(),
        };
        if note.is_too_long() {
            return self.printer.say(&too_long(note.text.len()));
        }
        let missing = missing_link(self.catalogue(), &note);
        self.change(&told, vec![Change::Note(note)]);
        if let Some(link) = missing {
            self.printer.say(&links_nowhere(&link, None));
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
        let Kept { news, contested } = self.keeper.keep_batches(self.desk.waiting_batches())?;
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
            News::State(state) => self.desk.on_recalled(*state),
        }
    }

    /// Reads the journal unless that is done, and says what is wrong with it; returns whether it is known: one
    /// that cannot be read is not taken for an empty one.
    pub(super) fn recalls(&mut self) -> bool {
        if self.desk.is_known() {
            return true;
        }
        let Loaded { state, trouble } = self.keeper.load();
        for one in &trouble {
            self.printer.say(&one.to_string());
        }
        if !trouble.iter().any(|one| matches!(one, Trouble::Unreadable(_))) {
            self.desk.on_recalled(state);
        }
        self.desk.is_known()
    }
}

/// Builds the desk of a session of this process.
pub fn desk() -> Desk {
    let now = now();
    Desk::new(now, now.0.unsigned_abs() ^ (u64::from(std::process::id()) << 44))
}
