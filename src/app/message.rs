//! What comes in and what goes out: every event as a [`Message`], everything that `update` wants
//! done in the world as an [`Effect`]. Refuses to know: who performs the effects, and how.

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use super::input::Mouse;
use super::preferences::Preferences;
use super::sieve::{Sieve, Sifted};
use crate::content::diagnostic::Diagnostic;
use crate::journal::{
    Batch, Moment, Ordered, Print, Readings, Record, Said, State, StoppedAt, UnfinishedNotes,
};
use crate::keys::{Key, KeyMap};
use crate::knowledge::{Answer, Corpus, Question, Surveyed, Wanted};
use crate::margin::ReadEntries;
use crate::model::{Catalogue, EntryKey};
use crate::palettes::{Listed, Listing};
use crate::report::{Copying, Loading};
use crate::search::{Completion, Hits, Index, Request, complete, search};
use crate::store::Mistakes;

/// Something that happened.
pub enum Message {
    /// A key was pressed (or repeats).
    Key(Key),
    /// A key was pressed (or repeats) of which the terminal tells which one of a Latin keyboard is at its
    /// place.
    KeyAt {
        /// The key as the layout gives it.
        key: Key,
        /// The key at its place.
        place: Key,
    },
    /// Keys mean this from now on.
    KeyMap(Arc<KeyMap>),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted: one event whatever its length, raw as it came.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// The process was stopped and runs again; the screen and the mouse have to be set up again.
    Resumed,
    /// Answers [`Effect::Ask`] and [`Effect::Survey`].
    Answered(Answer),
    /// How much is read for [`Effect::Survey`]; comes several times if there is much.
    Surveyed {
        /// For whom.
        wanted: Wanted,
        /// How much.
        surveyed: Surveyed,
    },
    /// The library was read again; what is open is found again in this one.
    Reloaded(Corpus),
    /// How far the rest is of a large folder of which only the first files were read.
    Loading(Loading),
    /// The same library, with the same keys, as it lies in another place.
    Exchanged(Corpus),
    /// The files were read again and one of them is broken; the library stays as it was.
    Broken {
        /// Where it is broken.
        place: String,
        /// Everything that is wrong with the files.
        mistakes: Mistakes,
    },
    /// Answers [`Effect::Search`]; may come several times for one sequence number.
    Found {
        /// The number of the search that was asked for.
        sequence: u64,
        /// The hits.
        hits: Hits,
    },
    /// Answers [`Effect::Complete`].
    Completed {
        /// What was typed when it was asked for.
        text: String,
        /// The ways in which it can go on, best first.
        completions: Vec<Completion>,
    },
    /// Answers [`Effect::Sift`].
    Sifted {
        /// For whom.
        wanted: Wanted,
        /// What was found.
        found: Sifted,
    },
    /// What the reader has set was set anew.
    Preferences(Preferences),
    /// Answers [`Effect::After`].
    Timeout(TimeoutId),
    /// What time it is; comes before whatever happens then.
    Clock(Moment),
    /// What the reader has added so far, read from the journal: once after the start, and when another
    /// process has written the journal anew.
    JournalRead(Box<State>),
    /// What other processes have added to the journal.
    Added(Vec<Record>),
    /// Answers [`Effect::Keep`]: all batches up to this number are in the journal.
    Kept(u64),
    /// Answers [`Effect::Keep`] where the journal cannot be written; what is not kept stays so until
    /// [`Message::Kept`] names it.
    Unkept {
        /// Why.
        why: String,
        /// Whether it is tried again by itself.
        again: bool,
    },
    /// Answers [`Effect::FindChanged`].
    Changed {
        /// For whom.
        wanted: Wanted,
        /// What each entry that has changed said.
        found: Ordered<EntryKey, Print>,
    },
    /// Answers [`Effect::ReadBack`].
    ReadBack {
        /// The fingerprint that was asked for.
        print: Print,
        /// What the entry said; `None` if that was not kept.
        said: Option<Arc<Said>>,
    },
    /// Answers [`Effect::Write`]: what the text is now.
    Written(String),
    /// Answers [`Effect::CountRead`].
    ReadCounted {
        /// For whom.
        wanted: Wanted,
        /// What was counted.
        read: ReadEntries,
    },
    /// Answers [`Effect::ListPalettes`] at once, with what is known.
    Palettes(Listing),
    /// The palettes were read anew, because they were to be listed or their files have changed.
    PalettesRead(Vec<Listed>),
    /// Something happened in the background that the reader should know; a sentence about it.
    Notice(String),
    /// What such a sentence has said does not hold any more.
    Withdrawn(String),
}

/// Something to be done in the world; the answer, if there is one, comes as a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the event loop and give the terminal back.
    Quit,
    /// Give the terminal back and stop the process until it is continued.
    Suspend,
    /// Clear the terminal and draw everything again.
    Redraw,
    /// Open a passage in the reader's editor and come back; answered with a
    /// [`Message::Notice`] if that cannot be, and with [`Message::Resumed`].
    Edit(Passage),
    /// Open a text of the reader's own in the reader's editor and come back; answered with
    /// [`Message::Written`], or a [`Message::Notice`] if that cannot be, and with [`Message::Resumed`].
    Write(String),
    /// Copy something to the clipboards that there are, on a worker; answered with a [`Message::Notice`]
    /// that says how, or why not.
    Copy(Copying),
    /// Open an address of the web with the program that the desktop has for it; where that cannot be, copy
    /// it. Answered with a [`Message::Notice`].
    OpenOutside(Box<str>),
    /// Read the files of the packs again; answered with [`Message::Reloaded`] or [`Message::Broken`] if
    /// anything differs, and with a [`Message::Notice`].
    Reload,
    /// Build the search index on a worker, ahead of the first search; not answered.
    BuildIndex,
    /// Ask the corpus, on a worker unless the question is quick; answered with
    /// [`Message::Answered`].
    Ask(Question),
    /// Read many bodies for a question on a worker, unless it is quick, for as long as somebody waits;
    /// answered with [`Message::Answered`], and meanwhile with [`Message::Surveyed`].
    Survey(Question, Wanted),
    /// Search on a worker; answered with [`Message::Found`]. A newer search makes an older one
    /// pointless: the worker may skip it.
    Search(Request),
    /// Say how a filter that is being typed can go on; answered with [`Message::Completed`].
    Complete {
        /// What was typed.
        text: String,
        /// Where the cursor is, in bytes.
        cursor: usize,
    },
    /// Look for what is typed among many lines or in a long text, on a worker; answered with
    /// [`Message::Sifted`] unless nobody waits for it any more.
    Sift(Sieve),
    /// Wake the app after a while; answered with [`Message::Timeout`]. A newer one replaces an
    /// older one that has not come yet.
    After(Duration, TimeoutId),
    /// Put changes into the journal; answered with [`Message::Kept`] or [`Message::Unkept`].
    Keep(Batch),
    /// Say what an entry said when it was read, by its fingerprint; answered with [`Message::ReadBack`].
    ReadBack(Print),
    /// Remember where the reader is, for the next start; not answered, and a newer one replaces it.
    KeepStoppedAt(Box<StoppedAt>),
    /// Remember what was begun of notes and not kept, for the next start; not answered, and a newer one replaces
    /// it.
    KeepUnfinished(Box<UnfinishedNotes>),
    /// Look up all that was read, on a worker; answered with [`Message::ReadCounted`].
    CountRead(ReadCount),
    /// Find what says something else than when it was read, on a worker; answered with [`Message::Changed`]
    /// unless nobody waits for it any more.
    FindChanged(ReadCount),
    /// Say which palettes there are; answered with [`Message::Palettes`], and with [`Message::PalettesRead`] once
    /// they were looked for.
    ListPalettes,
    /// Draw with the palette of this name from now on; answered with a [`Message::Notice`] if that cannot
    /// be, or something is to be said of it. A newer one makes an older one pointless.
    ShowPalette(Box<str>),
    /// Draw with the palette of this name, and keep it, on a worker; answered with a [`Message::Notice`] as soon
    /// as it is kept, or cannot be.
    KeepPalette(Box<str>),
    /// Take the mouse (`true`) or leave it to the terminal (`false`).
    CaptureMouse(bool),
}

impl Effect {
    /// Returns the answer that the workers would send, made at once, for those who may wait and
    /// have no terminal; `None` for what is not answered or concerns the terminal alone.
    pub fn answer(&self, corpus: &Corpus, index: impl FnOnce() -> Arc<Index>) -> Option<Message> {
        match self {
            Self::Ask(question) => Some(Message::Answered(corpus.answer(question))),
            Self::Survey(question, wanted) => {
                corpus.survey(question, wanted, |_| {}).map(Message::Answered)
            }
            Self::Search(request) => {
                let hits = search(&index(), &request.query(), request.scope, request.limit);
                Some(Message::Found { sequence: request.sequence, hits })
            }
            Self::Complete { text, cursor } => {
                let completions = complete(&index(), text, *cursor);
                Some(Message::Completed { text: text.clone(), completions })
            }
            Self::Sift(sieve) => {
                let found = sieve.sift(corpus.catalogue())?;
                Some(Message::Sifted { wanted: sieve.wanted.clone(), found })
            }
            Self::CountRead(count) => Some(count.answer(corpus.catalogue())),
            Self::FindChanged(count) => count.changed(corpus),
            Self::Quit
            | Self::Suspend
            | Self::Redraw
            | Self::Edit(_)
            | Self::Write(_)
            | Self::Copy(_)
            | Self::OpenOutside(_)
            | Self::Reload
            | Self::BuildIndex
            | Self::After(..)
            | Self::Keep(_)
            | Self::ReadBack(_)
            | Self::KeepStoppedAt(_)
            | Self::KeepUnfinished(_)
            | Self::ListPalettes
            | Self::ShowPalette(_)
            | Self::KeepPalette(_)
            | Self::CaptureMouse(_) => None,
        }
    }
}

/// What was read, to be looked up in the packs that are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadCount {
    /// By the ids of the packs.
    pub read: Vec<(Box<str>, Readings)>,
    /// For whom.
    pub wanted: Wanted,
}

impl ReadCount {
    /// Looks it up; takes as long as it is much.
    pub fn answer(&self, catalogue: &Catalogue) -> Message {
        let read = ReadEntries::new(catalogue, &self.read);
        Message::ReadCounted { wanted: self.wanted.clone(), read }
    }

    /// Finds what has changed of it, for as long as somebody waits for that.
    pub fn changed(&self, corpus: &Corpus) -> Option<Message> {
        let found = corpus.changed(&self.read, || self.wanted.holds())?;
        Some(Message::Changed { wanted: self.wanted.clone(), found })
    }
}

/// A passage in the files of the packs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// Where an entry begins.
    Entry(EntryKey),
    /// Where a mistake is.
    Mistake(Box<Diagnostic>),
}

/// Names one request to be woken, so that a late one is not taken for the one that is waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeoutId(pub u64);
