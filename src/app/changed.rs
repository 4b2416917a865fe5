//! What entries say now that said something else when they were read: finding them, telling of them, showing
//! in what they differ. Refuses to know: how texts are compared and kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::App;
use super::geometry::Pane;
use super::message::{Effect, ReadCount};
use super::subject::Subject;
use crate::journal::{Ordered, Print, Said};
use crate::keys::Action;
use crate::knowledge::{Question, Ticket, Wanted};
use crate::margin::{self, Difference};
use crate::messages::changed as says;
use crate::messages::journal::together;
use crate::model::{EntryKey, Remap};
use crate::report::{ChangedReport, DifferenceReport};

/// What is known of entries that say something else than when they were read.
#[derive(Default)]
pub(super) struct Changed {
    /// Is held while they are being looked for, with those of which something was noted since.
    looking: Option<(Ticket, Vec<EntryKey>)>,
    /// What those that were found said when they were read.
    found: Ordered<EntryKey, Print>,
    /// What those said that were read again in this session.
    reread: BTreeMap<EntryKey, Print>,
    /// Those that say something else than when they were read last, as the list has them.
    listed: Ordered<EntryKey, Print>,
    /// The open entry, if it had changed when it was opened.
    met: Option<EntryKey>,
    /// Whether that was said.
    told: bool,
    /// Whose difference is waited for.
    awaited: Option<(EntryKey, Print)>,
    /// The difference that was shown last, from the text with a fingerprint.
    shown: Option<(EntryKey, Print, Arc<Difference>)>,
}

/// What the view asks.
impl App {
    /// Returns whether an entry says something else than when it was read last.
    pub fn has_changed(&self, entry: EntryKey) -> bool {
        let Some(before) = self.said_before(entry) else { return false };
        let reading = margin::reading_of(self.desk.state(), self.catalogue(), entry);
        reading.is_some_and(|reading| reading.text == before)
    }

    /// Returns whether an entry said something else when it was opened, be it read again since.
    pub fn had_changed(&self, entry: EntryKey) -> bool {
        self.changed.met == Some(entry) || self.has_changed(entry)
    }
}

impl App {
    /// Has the entries found that say something else than when they were read, once all is there.
    pub(super) fn find_changed(&mut self) {
        if self.is_beginning() {
            return;
        }
        let read = self.read_in_open_packs();
        let ticket = Ticket::default();
        let wanted = ticket.wanted();
        self.changed.looking = Some((ticket, Vec::new()));
        self.outbox.push(Effect::FindChanged(ReadCount { read, wanted }));
    }

    /// Takes in which entries say something else, if that is waited for.
    pub(super) fn on_changed(&mut self, wanted: &Wanted, found: Ordered<EntryKey, Print>) {
        let looking = self.changed.looking.take_if(|(ticket, _)| wanted.is_for(ticket));
        let Some((_, since)) = looking else { return };
        self.changed.reread.retain(|entry, _| !found.contains_key(entry));
        self.changed.listed = found.clone();
        self.changed.found = found;
        for entry in since {
            self.follow_changed(entry);
        }
    }

    /// Follows in the list that it is known otherwise now what an entry said when it was read.
    pub(super) fn follow_changed(&mut self, entry: EntryKey) {
        if let Some((_, since)) = &mut self.changed.looking {
            since.push(entry);
        }
        match self.said_before(entry).filter(|_| self.has_changed(entry)) {
            Some(before) => self.changed.listed.insert(entry, before),
            None => self.changed.listed.remove(&entry),
        };
    }

    /// Takes what is not known to be read any more off the list.
    pub(super) fn forget_changed(&mut self) {
        let gone = |entry: &&EntryKey| !self.has_changed(**entry);
        let gone: Vec<EntryKey> = self.changed.listed.keys().filter(gone).copied().collect();
        for entry in gone {
            self.changed.listed.remove(&entry);
        }
    }

    /// Returns what an entry said before it was read again, or said something else.
    fn said_before(&self, entry: EntryKey) -> Option<Print> {
        let reread = self.changed.reread.get(&entry);
        reread.or_else(|| self.changed.found.get(&entry)).copied()
    }

    /// Takes in what an entry said before it was read again.
    pub(super) fn note_changed(&mut self, entry: EntryKey, before: Print) {
        self.changed.reread.insert(entry, before);
        if self.reader.entry() == Some(entry) && self.changed.met != Some(entry) {
            (self.changed.met, self.changed.told) = (Some(entry), false);
        }
    }

    /// Sees whether the entry that was opened has changed, before it counts as read again.
    pub(super) fn meet_changed(&mut self) {
        let open = self.reader.entry();
        self.changed.met.take_if(|met| self.previewing || Some(*met) != open);
        let (Some(entry), None) = (open, self.changed.met) else { return };
        if !self.previewing && self.has_changed(entry) {
            (self.changed.met, self.changed.told) = (Some(entry), false);
        }
    }

    /// Says once of an entry that was gone into that it has changed, as soon as nothing else is said but what
    /// is said at the start.
    pub(super) fn tell_of_change(&mut self) {
        let attends = self.arrangement.focus != Pane::Contents && !self.is_covered();
        let is_free = self.notice.is_none() || self.notice == self.said_at_opening;
        let is_seen = attends && self.layers.is_empty() && is_free;
        if self.changed.met.is_none() || self.changed.told || !is_seen {
            return;
        }
        self.changed.told = true;
        let change = says::opened(&self.written_keys(Action::Difference));
        let said = self.notice.take();
        self.notice = Some(together(&[change].into_iter().chain(said).collect::<Vec<_>>()));
    }

    /// Shows in what the entry that is looked at differs from what it said; which ones do, if it does not.
    pub(super) fn open_difference(&mut self) {
        let before = |entry: EntryKey| Some((entry, self.said_before(entry)?));
        if let Some((entry, print)) = self.subject().and_then(before) {
            self.ask_for_difference(entry, print);
        } else if self.changed.listed.is_empty() {
            let is_known = self.desk.is_known() && self.changed.looking.is_none();
            let says = if is_known { says::NOTHING_CHANGED } else { says::LOOKING };
            self.notice = Some(says.to_owned());
        } else {
            self.open_subject(Subject::Changed);
        }
    }

    fn ask_for_difference(&mut self, entry: EntryKey, print: Print) {
        self.changed.awaited = Some((entry, print));
        self.outbox.push(Effect::ReadBack(print));
    }

    /// Takes in what an entry said when it was read.
    pub(super) fn on_read_back(&mut self, print: Print, said: Option<Arc<Said>>) {
        let Some((entry, _)) = self.changed.awaited.filter(|(_, asked)| *asked == print) else {
            return;
        };
        if let Some(said) = said {
            self.outbox.push(Effect::Ask(Question::Difference(entry, said)));
        } else {
            self.changed.awaited = None;
            self.notice = Some(says::NOT_KEPT.to_owned());
        }
    }

    /// Shows in what an entry differs, if that is waited for; in the sheet that is about it, if one is open.
    pub(super) fn on_difference(&mut self, entry: EntryKey, difference: Difference) {
        let awaited = self.changed.awaited.take_if(|(awaited, _)| *awaited == entry);
        let Some((_, print)) = awaited else { return };
        self.changed.shown = Some((entry, print, Arc::new(difference)));
        if !self.refresh_difference(entry) {
            self.open_subject(Subject::Difference(entry));
        }
    }

    /// Reports on the difference that was made last, if it is that of this entry.
    pub(super) fn difference_report(&self, entry: EntryKey) -> Option<DifferenceReport> {
        let shown = self.changed.shown.as_ref().filter(|(shown, ..)| *shown == entry);
        let (_, _, difference) = shown?;
        Some(DifferenceReport::new(self.catalogue(), entry, Arc::clone(difference)))
    }

    /// Reports on the entries that have changed.
    pub(super) fn changed_report(&self) -> ChangedReport {
        ChangedReport::new(self.changed.listed.clone())
    }

    /// Looks again in another version of the library; the difference that is shown is made anew from the
    /// same text.
    pub(super) fn reload_changed(&mut self, remap: &Remap) {
        let shown = self.changed.shown.take();
        let shown = shown.and_then(|(entry, print, it)| Some((remap.entry(entry)?, print, it)));
        self.changed = Changed { shown, ..Changed::default() };
        self.find_changed();
    }

    /// Has the difference that is shown made anew, since the entry may say something else now.
    pub(super) fn renew_difference(&mut self) {
        if let Some((entry, print, _)) = self.changed.shown {
            self.ask_for_difference(entry, print);
        }
    }
}
