//! Where the reader is, kept for the next start and taken up at this one, and which entries were read to their
//! end. Refuses to know: how it is kept, how commands are spelt.

use super::super::reading::Reading;
use super::{Rest, Session};
use crate::document::Position;
use crate::journal::disk::now;
use crate::journal::{Anchor, Change, StoppedAt};
use crate::margin;
use crate::messages::linear as says;
use crate::model::EntryKey;

/// Where the reader is, as far as it costs nothing to know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Here {
    entry: EntryKey,
    /// The block that is read next, or that was gone to; `None` at the top.
    block: Option<u32>,
}

impl Session {
    /// Goes on in the open entry at the paragraph at which reading stopped.
    pub(super) fn take_up(&mut self, stopped: Option<&Anchor>) {
        let (Some(anchor), Some(entry)) = (stopped, self.open) else { return };
        let Some(document) = self.document() else { return };
        let Some(at) = margin::position_in(&document, anchor) else { return };
        if at.block > 0 {
            self.at = at;
            let reading = Reading::new(document, at.block);
            self.rest = Some(Rest::Text(entry, Box::new(reading)));
            self.printer.say(says::STOPPED_FURTHER_DOWN);
        }
    }

    /// Keeps what was opened and read, and where the reader is, if that differs from what was kept last. If it
    /// cannot be written, that is no loss worth a word; whoever makes a note is told.
    pub fn keep_quietly(&mut self) {
        self.keep_stop();
        if self.desk.unsaved() > 0 {
            let _ = self.try_to_keep();
        }
        let here = self.here();
        if self.kept_here != here
            && let Some(place) = here.and_then(|here| self.place_of(here))
        {
            self.kept_here = here;
            let _ = self.keeper.keep_stopped_at(&place);
        }
    }

    /// Returns where the reader is.
    pub(super) fn here(&self) -> Option<Here> {
        let entry = self.open?;
        let next = match &self.rest {
            Some(Rest::Text(of, reading)) if *of == entry && reading.is_begun() => {
                Some(reading.next_block())
            }
            _ => Some(self.at).filter(|at| *at != Position::default()).map(|at| at.block),
        };
        Some(Here { entry, block: next })
    }

    fn place_of(&mut self, Here { entry, block }: Here) -> Option<StoppedAt> {
        let document = self.document()?;
        let number = block.and_then(|block| document.paragraph_at(Position { block, row: 0 }));
        let catalogue = self.corpus.catalogue();
        Some(StoppedAt {
            at: now(),
            packs: catalogue.packs().iter().map(|pack| pack.id.clone()).collect(),
            pack: catalogue.pack(catalogue.pack_of(entry)).id.clone(),
            entry: catalogue.id(entry).into(),
            theme: "".into(),
            spot: number.and_then(|number| margin::anchor_to(&document, number)),
            // A screen is divided as it was.
            ..self.stopped.clone()
        })
    }

    /// Has it kept that the open entry was read to its end, unless it was when it said the same.
    pub(super) fn mark_read(&mut self, entry: EntryKey) {
        if self.was_read_as_it_is(entry) == Some(true) {
            return;
        }
        let change = self.reading(entry);
        self.desk.on_clock(now());
        self.desk.note([change]);
    }

    /// Returns that an entry was read, with what it says.
    pub(super) fn reading(&mut self, entry: EntryKey) -> Change {
        let (text, said) = margin::said(&margin::settled_paragraphs(self.corpus.library(), entry));
        if let Some(said) = said {
            self.desk.attach(said);
        }
        Change::Read { on: margin::name_of(self.corpus.catalogue(), entry), text }
    }

    /// Returns whether an entry says what it said when it was read; `None` if it never was.
    pub(super) fn was_read_as_it_is(&self, entry: EntryKey) -> Option<bool> {
        let before = margin::reading_of(self.desk.state(), self.corpus.catalogue(), entry)?;
        let now = margin::settled_paragraphs(self.corpus.library(), entry);
        Some(margin::print_of(&now) == before.text)
    }
}
